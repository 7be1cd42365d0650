"""A predicate from its text: what is printed of one is read back, and nothing else is run."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from bilateral import Predicate, q
from bilateral.cli.expressions import predicate_of
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.model.records import KINDS
from bilateral.testing import predicates


@given(st.sampled_from(list(KINDS)).flatmap(predicates))
def test_what_is_printed_is_read_back(predicate: Predicate) -> None:
    assert predicate_of(repr(predicate)) == predicate


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("delivered >= 4", q.delivered >= 4),
        ("q.delivered >= 4", q.delivered >= 4),
        ("delivered = 4 and purpose != official", (q.delivered == 4) & (q.purpose != "official")),
        ("delivered > 3 and delivered < 9", (q.delivered > 3) & (q.delivered < 9)),
        ("not (purpose == official)", ~(q.purpose == "official")),
        ("purpose != 'official'", q.purpose != "official"),
        ("purpose in [official, private]", q.purpose.is_in("official", "private")),
        ("purpose not in (official, private)", ~q.purpose.is_in("official", "private")),
        ("visitor == PAK and host == RUS", (q.visitor == "PAK") & (q.host == "RUS")),
        ("date.since('2016', margin=5) or done", q.date.since(2016, margin=5) | q.done),
        ("initiator(sector=military)", q.initiator(sector="military")),
        ("initiator(state=[PAK, IND])", q.initiator(state=["PAK", "IND"])),
        ("place('Moscow') & ~anything", q.place("Moscow") & ~q.anything),
        ("title.contains('visits')", q.title.contains("visits")),
    ],
)
def test_what_is_typed(text: str, predicate: Predicate) -> None:
    assert predicate_of(text) == predicate


@pytest.mark.parametrize(
    "text",
    [
        "",
        "delivered",
        "4",
        "delivered >=",
        "delivered >= 4 & purpose == x",
        "1 < delivered <= 4",
        "q",
        "q.__class__",
        "q.date.since.__self__",
        "q.date._name == 'x'",
        "__import__('os').system('true')",
        "(lambda: 1)()",
        "[x for x in q]",
        "date.since(*[2016])",
        "date.since(**{})",
        "date.since(open('x'))",
        "f'{q}' == 'q'",
        "not " * 5000 + "done",
    ],
)
def test_what_is_no_predicate_is_refused(text: str) -> None:
    with pytest.raises(BilateralError):
        predicate_of(text)


def test_a_misspelt_field_is_told() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'delivered'"):
        predicate_of("deliverd >= 4")
    with pytest.raises(RecordError, match="no predicate"):
        predicate_of("deliver ed")


@given(st.text(max_size=40))
def test_any_text_is_a_predicate_or_an_error_of_the_package(text: str) -> None:
    with suppress(BilateralError):
        assert isinstance(predicate_of(text), Predicate)
