"""Reasons counted: what they add up to, and how they look."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import Citation, Dataset, Participant, Predicate, Visit
from bilateral.collection.reasons import Reasons
from bilateral.testing import datasets, predicates

lines = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), max_size=12)


@given(lines)
def test_each_record_is_counted_once_with_each_reason(found: list[list[str]]) -> None:
    reasons = Reasons(found)
    assert reasons.possible == len(found)
    assert dict(reasons) == {
        reason: sum(reason in record for record in found) for record in found for reason in record
    }
    rows = [(row["reason"], row["records"]) for row in reasons.to_pylist()]
    assert rows == sorted(reasons.items(), key=lambda item: (-item[1], item[0]))


@given(lines)
def test_copies_are_equal_and_nothing_can_be_changed(found: list[list[str]]) -> None:
    reasons: Any = Reasons(found)
    for again in (copy.copy(reasons), copy.deepcopy(reasons), pickle.loads(pickle.dumps(reasons))):
        assert again == reasons
        assert again.possible == reasons.possible
    with pytest.raises(AttributeError):
        reasons.possible = 5
    with pytest.raises(AttributeError):
        del reasons.possible


@given(datasets("visit"), predicates("visit"))
def test_they_are_those_of_the_possible_records(data: Dataset, predicate: Predicate) -> None:
    found = data.select(Visit, predicate)
    counted = found.why()
    assert counted.possible == len(found.possible)
    assert counted == Reasons(found.why(record) for record in found.possible)
    assert bool(counted) is bool(found.possible)


def trips() -> Dataset:
    """Six visits to a Germany of two, three to a state that nobody knows, four without a date."""
    hosts = [
        *[Participant(role="host", state=["DEU", "DDR"], name="Germany")] * 6,
        *[Participant(role="host", name="Ruritania")] * 3,
        *[Participant(role="host", state="DEU")] * 4,
    ]
    return Dataset(
        records=[
            Visit(
                id=f"v{number}",
                title="A visit",
                date="1985" if number < 9 else None,
                status="occurred",
                participants=[Participant(role="visitor", state="USA"), host],
                citations=[Citation(source="s")],
            )
            for number, host in enumerate(hosts)
        ]
    )


RIGHT = """\
13 possible
   6  host named 'Germany' is Germany or East Germany
   4  date not stated
   3  host named 'Ruritania' is not resolved to a state"""


def test_possible_visits_are_told_by_what_leaves_them_open() -> None:
    found = trips().visits.towards("DEU").during(1985)
    assert found.bounds() == (0, 13)
    assert repr(found.why()) == RIGHT


@pytest.mark.needs("duckdb")
def test_a_table_has_the_same_reasons() -> None:
    table = bilateral.scan(trips().to("duckdb")).visits.towards("DEU").during(1985)
    assert repr(table.why()) == RIGHT
    assert table.why() == trips().visits.towards("DEU").during(1985).why()


def test_a_whole_dataset_and_table_tell_of_what_bounds_counts() -> None:
    silent = Visit(id="v", title="A visit", citations=[Citation(source="s")])
    data = Dataset(records=[silent])
    table = bilateral.scan(data.to("arrow"))
    assert data.bounds() == table.bounds() == (0, 1)
    assert data.why() == table.why() == {"status not stated": 1}
    assert data.why("v") == ()


def test_a_line_fits_a_terminal_and_the_mapping_has_all_of_it() -> None:
    long = "host named " + "x" * 100
    reasons = Reasons([[long, "a\x1b[2J"], *([f"reason {n}"] for n in range(30))])
    shown = repr(reasons).splitlines()
    assert all(len(line) <= 80 and line.isprintable() for line in shown)
    assert shown[0] == "32 possible" or shown[0] == "31 possible"
    assert shown[-1].endswith("... and 12 more reasons")
    assert long in reasons
    assert repr(Reasons([])) == "0 possible"
    html = Reasons([["<b>"]])._repr_html_()
    assert "<b>" not in html
    assert "1 possible" in html
