"""How the bounds of cells add up: held to every world of small datasets."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import bilateral
from bilateral import (
    ArmsTransfer,
    Citation,
    Dataset,
    Participant,
    Quantity,
    Source,
    Visit,
)
from bilateral.collection.asked import NONE, Key
from bilateral.collection.tally import Tally
from bilateral.model.records import Link

from .worlds import QUESTIONS, STATES, YEARS, Coded, Question, coded, dataset_of, true_bounds

KEYED: list[tuple[Key, ...]] = [("year",), ("target",), ("target", "year")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(coded(), st.sampled_from(QUESTIONS), st.sampled_from(KEYED))
def test_bounds_are_those_of_all_worlds(
    found: list[Coded], question: Question, keys: tuple[Key, ...]
) -> None:
    predicate, holds = question
    selection = dataset_of(found).where(predicate)
    assert selection.bounds() == true_bounds(found, holds, None, None)
    counts: Any = selection.count(*keys)
    years = YEARS if "year" in keys else (None,)
    hosts = (*STATES, NONE) if "target" in keys else (None,)
    for year, host in product(years, hosts):
        words = {"year": year, "target": host}
        cell = tuple(words[key] for key in keys)
        name = cell[0] if len(cell) == 1 else cell
        least, most = true_bounds(found, holds, year, host)
        if name in counts:
            # Who is not stated may act for no state, which these worlds leave out.
            assert counts[name][0] == least, name
            assert most <= counts[name][1] if host == NONE else most == counts[name][1], name
            continue
        rows = [row for row in counts if _agrees(row if len(keys) > 1 else (row,), cell)]
        assert least == 0
        assert most <= sum(counts[row][1] for row in rows), name


def _agrees(row: tuple[Any, ...], cell: tuple[Any, ...]) -> bool:
    return all(one in (None, other) for one, other in zip(row, cell, strict=True))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(coded(), st.sampled_from(QUESTIONS))
def test_groups_have_the_bounds_of_counts(found: list[Coded], question: Question) -> None:
    selection = dataset_of(found).where(question[0])
    for key in ("year", "target"):
        groups: Any = selection.group(key)
        counts: Any = selection.count(key)
        assert groups.keys() == counts.keys()
        for word, (least, most) in counts.items():
            of_group = groups[word].bounds()
            assert of_group[1] == most
            # A group has records, and one of them may be the same as one of another year.
            assert least <= of_group[0] if key == "year" else least == of_group[0]


def linked(type: str, *dates: str) -> Dataset:
    """Deliveries of 8, 6 and so on, each linked to the one before."""
    records = [
        ArmsTransfer(
            id=f"r{number}",
            title="It",
            date=date,
            status="occurred",
            delivered=Quantity(8 - 2 * number),
            links=[Link(type, f"r{number - 1}")] if number else [],
            citations=[Citation(source="s")],
        )
        for number, date in enumerate(dates)
    ]
    return Dataset(records=records, sources=[Source(id="s", title="S")])


@pytest.mark.parametrize("type", ["same as", "may be same as"])
def test_what_may_be_one_event_is_surely_in_no_year_of_one_record_alone(type: str) -> None:
    data = linked(type, "2017", "2018")
    asked: Any
    for asked in (data.arms_transfers, bilateral.scan(data.to("arrow")).arms_transfers):
        assert asked.count("year") == {2017: (0, 1), 2018: (0, 1)}
        assert asked.sum("delivered", "year") == {2017: (0, 8), 2018: (0, 6)}
        assert asked.bounds() == ((1, 1) if type == "same as" else (1, 2))
        assert asked.count("source") == {"s": asked.bounds()}
    agreed = linked(type, "2017", "[2017,2018]", "2017").arms_transfers
    assert agreed.count("year")[2017][0] == 1


def test_years_that_are_listed_for_what_is_only_attested() -> None:
    said: dict[str, Any] = {"title": "It", "status": "occurred"}
    said["citations"] = [Citation(source="s")]
    attested = Visit(id="a", attested="2016-05", **said)
    since = Visit(id="b", date="2016/", **said)
    data = Dataset(records=[attested, since], sources=[Source(id="s", title="S")])
    asked: Any
    for asked in (data.visits, bilateral.scan(data.to("arrow")).visits):
        assert asked.count("year") == {2016: (2, 2), None: (0, 2)}
        assert asked.during(2016).count("year")[2016] == asked.during(2016).bounds() == (2, 2)


def test_a_question_chooses_records_and_keys_divide_amounts() -> None:
    asked = linked("may be same as", "2016/2018").arms_transfers
    assert asked.during(2016).sum("delivered") == {(): (8, 8)}
    assert asked.during(2016).sum("delivered", "year")[2016] == (0, 8)


def test_what_has_none_is_in_a_row_of_its_own() -> None:
    said: dict[str, Any] = {"title": "It", "date": "2016", "status": "occurred"}
    said["citations"] = [Citation(source="s")]
    said["participants"] = [Participant(role="visitor", state="USA")]
    none = Visit(id="a", none=["host", "places", "topics"], **said)
    stateless = Participant(role="host", none=["state"])
    other = Visit(id="b", **said | {"participants": [*said["participants"], stateless]})
    data = Dataset(records=[none, other], sources=[Source(id="s", title="S")])
    asked: Any
    for asked in (data.visits, bilateral.scan(data.to("arrow")).visits):
        assert asked.count("target") == {NONE: (2, 2)}
        assert asked.count("initiator", "target") == {("USA", NONE): (2, 2)}
        for key in ("place", "topic"):
            assert asked.count(key) == {NONE: (1, 2), None: (1, 1)}


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(coded(linked=False, amounts=True), st.sampled_from(KEYED))
def test_sums_are_those_of_all_worlds(found: list[Coded], keys: tuple[Key, ...]) -> None:
    sums: Any = dataset_of(found).arms_transfers.sum("delivered", *keys)
    for name, bounds in sums.items():
        cell = dict(zip(keys, (name,) if len(keys) == 1 else name, strict=True))
        if not {None, NONE} & set(cell.values()):
            assert bounds == _true_sum(found, cell.get("year"), cell.get("target")), name


def _true_sum(found: list[Coded], year: int | None, host: str | None) -> tuple[float, float]:
    """Any part of an amount may be in one of several cells, and none of it in another."""
    least = most = 0.0
    for one in found:
        given: list[float] = []
        amount = getattr(one.record, "delivered", None)
        low, high = (amount.least, amount.most) if amount else (0, inf)
        for done, years, hosts in one.worlds:
            is_in = done and year in (None, *years) and host in (None, *(hosts or {NONE}))
            alone = (year is None or len(years) == 1) and (host is None or len(hosts) <= 1)
            given += [0, high] if is_in and not alone else [low, high] if is_in else [0]
        least, most = least + min(given), most + max(given)
    return least, most


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans()), max_size=6
    )
)
def test_a_sum_is_the_sum_of_its_bounds(drawn: list[tuple[int, int, bool, bool]]) -> None:
    tally = Tally(("kind",), "delivered")
    for low, more, surely, falls in drawn:
        cells: Any = {("a",): falls}
        tally.add(cells, surely=surely, amount=(low, low + more), units=["tanks"])
    sums = tally.sums()
    least = sum(low for low, _, surely, falls in drawn if surely and falls)
    most = sum(low + more for low, more, _, _ in drawn)
    assert dict(sums) == ({"a": (least, most)} if drawn else {})
    assert sums.unit == ("tanks" if drawn else None)
