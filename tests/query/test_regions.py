"""Questions to one date, against every world of it: starts, ends and days between enumerated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations
from math import inf

import pytest
from hypothesis import given, settings, strategies as st

from bilateral import Period, q
from bilateral.dates import Moment, Sequence, When
from bilateral.dates.relations import Span
from bilateral.logic import Truth
from bilateral.query.predicates import And, DateIs, Node, Not, Or, as_node
from bilateral.query.regions import MOST_DAYS, date_truth, regions_of

FIRST, LAST = 10, 17  # the calendar of these tests, in January of the year 1


def day(number: int) -> str:
    return date.fromordinal(number).isoformat()


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span of any nature within the calendar."""
    nature = draw(st.sampled_from(["day", "stay", "sequence", "members"]))
    numbers = st.integers(FIRST, LAST)
    if nature == "members":
        pairs = draw(st.lists(st.tuples(numbers, numbers).map(sorted), min_size=1, max_size=3))
        members = tuple((float(one), float(other)) for one, other in pairs)
        return Span(
            start_min=min(first for first, _ in members),
            start_max=min(last for _, last in members),
            end_min=max(first for first, _ in members),
            end_max=max(last for _, last in members),
            members=members,
        )
    one, other, third, fourth = (draw(numbers) for _ in range(4))
    least = draw(st.sampled_from([0, 0, 1, 2]))
    found = Span(
        start_min=min(one, other),
        start_max=max(one, other),
        end_min=min(third, fourth) if nature != "day" else min(one, other),
        end_max=max(third, fourth) if nature != "day" else max(one, other),
        days_min=least if nature == "stay" else 0,
        days_max=0
        if nature == "day"
        else draw(st.sampled_from([inf, inf, 2, 4]))
        if nature == "stay"
        else inf,
        is_sequence=nature == "sequence",
    ).tightened()
    return found if found is not None else draw(spans())


def worlds(span: Span) -> Iterator[frozenset[int]]:
    """Every set of days that the span may be."""
    if span.members:
        allowed = sorted(
            {d for one, other in span.members for d in range(int(one), int(other) + 1)}
        )
        for chosen in chain.from_iterable(
            combinations(allowed, n) for n in range(1, len(allowed) + 1)
        ):
            if all(any(one <= d <= other for d in chosen) for one, other in span.members):
                yield frozenset(chosen)
        return
    for start in range(int(span.start_min), int(span.start_max) + 1):
        for end in range(max(start, int(span.end_min)), int(span.end_max) + 1):
            if not span.days_min <= end - start <= span.days_max:
                continue
            between = range(start + 1, end)
            if span.is_sequence:
                for chosen in chain.from_iterable(
                    combinations(between, n) for n in range(len(between) + 1)
                ):
                    yield frozenset({start, end, *chosen})
            else:
                yield frozenset(range(start, end + 1))


@st.composite
def terms(draw: st.DrawFn) -> Node:
    one, other = sorted(draw(st.tuples(*[st.integers(FIRST - 1, LAST + 1)] * 2)))
    text = f"{day(one)}/{day(other)}" if draw(st.booleans()) else day(one)
    relation = draw(st.sampled_from(["since", "until", "before", "after", "during", "within"]))
    return as_node(getattr(q.date, relation)(text))


trees = st.recursive(
    terms(),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(And),
        st.tuples(inner, inner).map(Or),
        inner.map(Not),
    ),
    max_leaves=4,
)


def holds(node: Node, days: frozenset[int]) -> bool:
    """The answer in one world, by the words of the documentation."""
    match node:
        case And(inner):
            return all(holds(term, days) for term in inner)
        case Or(inner):
            return any(holds(term, days) for term in inner)
        case Not(term):
            return not holds(term, days)
        case DateIs(_, relation):
            first, last = int(node.span.start_min), int(node.span.end_max)
            return {
                "since": any(d >= first for d in days),
                "until": any(d <= last for d in days),
                "before": all(d < first for d in days),
                "after": all(d > last for d in days),
                "during": any(first <= d <= last for d in days),
                "within": all(first <= d <= last for d in days),
            }[relation]
    raise AssertionError(node)


@settings(max_examples=400)
@given(tree=trees, span=spans())
def test_an_answer_is_what_all_worlds_say(tree: Node, span: Span) -> None:
    answers = {holds(tree, world) for world in worlds(span)}
    expected = Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN
    assert date_truth(tree, [span]) is expected


@given(tree=trees, several=st.lists(spans(), min_size=1, max_size=3))
def test_of_several_spans_one_is_so(tree: Node, several: list[Span]) -> None:
    answers = {date_truth(tree, [span]) for span in several}
    expected = answers.pop() if len(answers) == 1 else Truth.UNKNOWN
    assert date_truth(tree, several) is expected


def test_twelve_months_make_a_year() -> None:
    months = q.date.during("2016-01")
    for month in range(2, 13):
        months |= q.date.during(f"2016-{month:02d}")
    for made in (Moment("2016"), Period("2016"), Sequence("2016")):
        assert date_truth(as_node(months), made.spans) is Truth.TRUE


@pytest.mark.parametrize("make", [Moment, Period, Sequence])
def test_a_union_of_any_number_of_stretches_is_exact(make: type[When]) -> None:
    days = [date(2016, 1, 1).toordinal() + 2 * number for number in range(2 * MOST_DAYS)]
    asked = q.date.during(date.fromordinal(days[0]))
    for number in days[1:]:
        asked |= q.date.during(date.fromordinal(number))
    tree = as_node(asked)
    assert len(str(tree)) > MOST_DAYS
    assert date_truth(tree, make(date.fromordinal(days[70])).spans) is Truth.TRUE
    assert date_truth(tree, make(date.fromordinal(days[70] + 1)).spans) is Truth.FALSE
    assert date_truth(tree, make("2016-03").spans) is Truth.UNKNOWN
    assert date_truth(tree, make("2017-06").spans) is Truth.FALSE
    if make is Period:  # two days and a night are enough to meet one
        assert date_truth(tree, Period("2016-02-01/2016-02-02").spans) is Truth.TRUE
    if make is Sequence:  # the first and the last both between
        between = [date.fromordinal(days[n] + 1) for n in (10, 20)]
        assert date_truth(tree, Sequence(f"{between[0]}/{between[1]}").spans) is Truth.UNKNOWN


def test_a_question_of_too_many_days_is_answered_by_its_terms() -> None:
    asked = q.date.since("1900-01-01") & q.date.before("1900-01-01")
    for number in range(MOST_DAYS):
        asked &= ~q.date.during(date.fromordinal(date(1990, 1, 1).toordinal() + 2 * number))
    tree = as_node(asked)
    assert regions_of(tree, "stay") is None
    assert date_truth(tree, Period("1980").spans) is Truth.FALSE
    assert date_truth(tree, Period("1899/1901").spans) is Truth.FALSE
    assert date_truth(tree, Period("18XX").spans) is Truth.FALSE


def test_a_simple_question_has_one_box() -> None:
    for relation in ("since", "until", "during", "within"):
        found = regions_of(as_node(getattr(q.date, relation)(2016)), "stay")
        assert found is not None
        assert len(found.holds) == 1


def test_within_some_one_day_that_is_not_known() -> None:
    asked = as_node(q.date.within(Moment("2016")))
    assert date_truth(asked, Period("2016-05-01/2016-05-02").spans) is Truth.FALSE
    assert date_truth(asked, Period("2016").spans) is Truth.UNKNOWN
    assert date_truth(asked, Period("2017").spans) is Truth.FALSE
