"""Dates and amounts in written lines: every answer is that of the reference."""

from __future__ import annotations

import operator
from datetime import date
from functools import reduce

import pytest
from hypothesis import given, strategies as st

from bilateral import ArmsTransfer, Citation, Predicate, Quantity, Visit, q
from bilateral.model.records import Record
from bilateral.query import evaluate, split

from ..worlds.cases import KINDS, records
from .answers import same_answers

CITED = [Citation(source="s")]


@st.composite
def of_bounds(draw: st.DrawFn) -> tuple[list[Record], list[Predicate]]:
    """Records of one kind, and questions about its dates and amounts, at margins and without."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    dates = {"agreement": "in_force", "arms-transfer": "order_date"}.get(kind, "attested")
    amount = {"arms-transfer": "delivered", "visit": "duration"}.get(kind)
    asks = ["since", "until", "before", "after", "during", "within"]
    days = ["2016-04", "2016-04-30", "2016-04-29/..", "2016-05-01/2016-05-02"]
    terms = st.builds(
        lambda field, ask, day, margin: getattr(getattr(q, field), ask)(day, margin=margin),
        st.sampled_from(["date", dates]),
        st.sampled_from(asks),
        st.sampled_from(days),
        st.sampled_from([0, 2]),
    )
    if amount:
        terms |= st.builds(
            lambda compare, number: compare(getattr(q, amount), number),
            st.sampled_from([operator.ge, operator.le, operator.eq]),
            st.sampled_from([0, 1, 1.5, 2, 3, 5]),
        )
    trees = st.recursive(
        terms,
        lambda more: st.one_of(
            st.builds(operator.and_, more, more),
            st.builds(operator.or_, more, more),
            st.builds(operator.invert, more),
        ),
        max_leaves=3,
    )
    found = draw(st.lists(records(kind), min_size=1, max_size=4))
    return found, draw(st.lists(trees, min_size=3, max_size=3))


@given(of_bounds())
def test_dates_and_amounts_are_answered_as_by_the_reference(
    case: tuple[list[Record], list[Predicate]],
) -> None:
    same_answers(*case)


@pytest.mark.parametrize("kind", [Visit, ArmsTransfer])
def test_hundreds_of_days_are_answered_as_by_the_reference(kind: type[Record]) -> None:
    first = date(2016, 1, 1).toordinal()
    days = [date.fromordinal(first + 2 * number).isoformat() for number in range(200)]
    asked = reduce(operator.or_, map(q.date.during, days))
    dates = [days[70], date.fromordinal(first + 141).isoformat(), "2016-02", "2018", None]
    dates += [f"{days[3]}/{days[5]}", "2016-01-02/2016-01-04", "[2016-01-01,2016-01-03]"]
    made = [
        kind(id=f"r{number}", title="A", date=text, citations=CITED)  # type: ignore[arg-type]
        for number, text in enumerate(dates)
    ]
    same_answers(made, [asked, ~asked])
    assert len(split(asked, made)[0]) >= 2


def test_a_length_that_nobody_states_is_what_the_date_leaves() -> None:
    dates = ["2016-04-01/2016-04-03", "[2016-04-01,2016-05]", "2016", "2016-04-01/..", None]
    trips = [
        Visit(id=f"r{number}", title="A", date=text, citations=CITED)
        for number, text in enumerate(dates)
    ]
    trips.append(Visit(id="stated", title="A", duration=Quantity("2..4", "days"), citations=CITED))
    asked = [q.duration >= 3, q.duration <= 3, q.duration == 3, (q.duration > 1) & (q.duration < 2)]
    same_answers(trips, [*asked, *(~question for question in asked)])
    assert evaluate(q.duration >= 3, trips[0]).is_true
