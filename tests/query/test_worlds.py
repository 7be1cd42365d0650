"""Answers against all worlds: never wrong, and within what is promised never open without need.

The figures of many questions, with the share of answers that stay open beyond the promise:

    python -m tests.query.test_worlds 20000
"""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from bilateral import Predicate, Truth
from bilateral.dates import EDTF
from bilateral.model.records import Record
from bilateral.query import evaluate, split
from bilateral.query.participation import Cast
from bilateral.query.predicates import (
    AmountIs,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    Node,
    NumberOf,
    Takes,
    TakesPlace,
    as_node,
)

from ..worlds import Worlds, leaves
from ..worlds.cases import ACTORS, SOURCES, questions, records

_CAST = Cast(ACTORS, SOURCES)
_AT_ONCE = 10  # questions to a record: going through its worlds is what takes time


@st.composite
def asked(draw: st.DrawFn) -> tuple[Record, list[Predicate]]:
    record = draw(records())
    kinds = st.booleans().flatmap(lambda narrow: questions(record.kind, narrow=narrow))
    return record, draw(st.lists(kinds, min_size=_AT_ONCE, max_size=_AT_ONCE))


def judged(record: Record, asked: list[Predicate]) -> Counter[str]:
    """How many answers are exact, and how many stay open; fails at one that is wrong.

    Raises:
        AssertionError: if an answer is wrong, or open where it is promised not to be.
    """
    worlds = Worlds(record, ACTORS, SOURCES)
    found: Counter[str] = Counter()
    for question in asked:
        truth, answer = worlds.answer(as_node(question)), evaluate(question, record, _CAST)
        assert answer in (truth, Truth.UNKNOWN), f"{question!r} is {truth.name} of {record!r}"
        definite, possible = split(question, [record], _CAST)
        assert (bool(definite), bool(possible)) == (answer.is_true, answer.is_unknown)
        within = is_promised(as_node(question), record)
        assert answer is truth or not within, f"{question!r} is {truth.name} of {record!r}"
        found["within" if within else "beyond"] += 1
        found["settled by the worlds, beyond"] += not within and not truth.is_unknown
        found["open without need"] += answer is not truth
    return found


def is_promised(node: Node, record: Record) -> bool:
    """Whether all terms speak of one value of the record, so that the answer is exact.

    A term that looks into a text is not answered together with others: no table can do that.
    """
    terms = list(leaves(node))
    if len(terms) == 1:
        return not isinstance(terms[0], NumberOf)  # a role that nobody fills has one or more
    looking = [t for t in terms if isinstance(t, FieldContains) and t.field == "designation"]
    values = {_one_value(term, record) for term in terms}
    return len(values) == 1 and None not in values and not looking


def _one_value(term: Node, record: Record) -> tuple[object, ...] | None:
    """The one value that a term speaks of; None if it speaks of several or of no value."""
    match term:
        case DateIs(field, _, EDTF(), margin):
            return "date", field, margin
        case AmountIs(field):
            return "amount", field
        case Done():
            return "word", "status"
        case FieldIn(field) | FieldContains(field) if field not in ("topics", "title", "kind"):
            return "word", field
        case Takes(roles) if roles.isdisjoint(_CAST.unstated(record)):
            taking = [n for n, p in enumerate(record.participants) if p.role in roles]
            return ("participant", *taking) if len(taking) == 1 else None
        case TakesPlace() if len(record.places) == 1:
            return ("place",)
        case _:
            return None


@settings(max_examples=50)
@given(asked())
def test_answers_are_what_all_worlds_say(case: tuple[Record, list[Predicate]]) -> None:
    judged(*case)


def measured(number: int) -> Counter[str]:
    """The figures of so many questions, all of which are held to their worlds."""
    found: Counter[str] = Counter()

    @settings(
        max_examples=number // _AT_ONCE,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(asked())
    def put(case: tuple[Record, list[Predicate]]) -> None:
        found.update(judged(*case))

    put()
    return found


@pytest.mark.slow
def test_tens_of_thousands_of_answers(capsys: pytest.CaptureFixture[str]) -> None:
    figures = measured(20_000)
    with capsys.disabled():
        sys.stdout.write(summary(figures))
    assert figures["within"] > 5_000 < figures["beyond"]
    assert figures["open without need"] < 0.05 * figures["beyond"]


def summary(figures: Counter[str]) -> str:
    """The figures in words."""
    beyond, settled = figures["beyond"], figures["settled by the worlds, beyond"]
    open_ = figures["open without need"]
    return (
        f"\nanswers held to all worlds: {figures['within'] + beyond}, none wrong"
        f"\nwithin the promise: {figures['within']}, all exact"
        f"\nbeyond it: {beyond}, open without need: {open_} ({open_ / beyond:.1%} of them, "
        f"{open_ / settled:.1%} of those that all worlds settle)\n"
    )


if __name__ == "__main__":
    sys.stdout.write(summary(measured(int(sys.argv[1]))))
