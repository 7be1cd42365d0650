"""The relations against brute force: every choice of days within the bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from math import inf

import pytest
from hypothesis import given, strategies as st
from hypothesis.strategies import DrawFn

from bilateral import Truth
from bilateral.dates.relations import Allen, Span, hull, margin_days
from bilateral.errors import RecordError, UnknownNameError

Days = tuple[int, int]
RELATIONS: dict[str, Callable[[Days, Days], bool]] = {
    "since": lambda a, b: a[1] >= b[0],
    "until": lambda a, b: a[0] <= b[1],
    "before": lambda a, b: a[1] < b[0],
    "after": lambda a, b: a[0] > b[1],
    "during": lambda a, b: a[0] <= b[1] and a[1] >= b[0],
    "within": lambda a, b: b[0] <= a[0] and a[1] <= b[1],
    "same_day": lambda a, b: a[0] == a[1] == b[0] == b[1],
}
FORWARD: dict[Allen, Callable[[Days, Days], bool]] = {
    Allen.PRECEDES: lambda a, b: a[1] + 1 < b[0],
    Allen.MEETS: lambda a, b: a[1] + 1 == b[0],
    Allen.OVERLAPS: lambda a, b: a[0] < b[0] <= a[1] < b[1],
    Allen.FINISHED_BY: lambda a, b: a[0] < b[0] and a[1] == b[1],
    Allen.CONTAINS: lambda a, b: a[0] < b[0] and a[1] > b[1],
    Allen.STARTS: lambda a, b: a[0] == b[0] and a[1] < b[1],
    Allen.EQUALS: lambda a, b: a == b,
}
CONVERSE = {
    Allen.PRECEDES: Allen.PRECEDED_BY,
    Allen.MEETS: Allen.MET_BY,
    Allen.OVERLAPS: Allen.OVERLAPPED_BY,
    Allen.FINISHED_BY: Allen.FINISHES,
    Allen.CONTAINS: Allen.DURING,
    Allen.STARTS: Allen.STARTED_BY,
    Allen.EQUALS: Allen.EQUALS,
}


@st.composite
def spans(draw: DrawFn) -> Span:
    days = st.integers(0, 6)
    first, last = sorted((draw(days), draw(days)))
    if draw(st.booleans()):
        return Span(start_min=first, start_max=last, end_min=first, end_max=last, is_moment=True)
    end_min, end_max = sorted((draw(st.integers(first, 7)), draw(st.integers(first, 7))))
    return Span(
        start_min=first,
        start_max=min(last, end_max),
        end_min=max(end_min, first),
        end_max=end_max,
        is_qualified=draw(st.booleans()),
    )


def choices(span: Span) -> list[Days]:
    starts = range(int(span.start_min), int(span.start_max) + 1)
    ends = range(int(span.end_min), int(span.end_max) + 1)
    return [(a, b) for a in starts for b in ends if a <= b and (a == b or not span.is_moment)]


def consensus(answers: Iterable[bool]) -> Truth:
    found = set(answers)
    return Truth.of(found.pop()) if len(found) == 1 else Truth.UNKNOWN


@pytest.mark.parametrize("name", RELATIONS)
@given(one=spans(), other=spans())
def test_relation_holds_exactly_as_all_choices_say(name: str, one: Span, other: Span) -> None:
    holds = RELATIONS[name]
    expected = consensus(holds(a, b) for a, b in product(choices(one), choices(other)))
    assert getattr(one, name)(other) is expected


@pytest.mark.parametrize("name", FORWARD)
@given(one=spans(), other=spans())
def test_allen_holds_exactly_as_all_choices_say(name: Allen, one: Span, other: Span) -> None:
    holds = FORWARD[name]
    expected = consensus(holds(a, b) for a, b in product(choices(one), choices(other)))
    assert one.allen(name, other) is expected
    assert other.allen(CONVERSE[name], one) is expected


@given(spans(), spans())
def test_some_allen_relation_is_always_possible(one: Span, other: Span) -> None:
    assert one.allen_relations(other)


@given(spans(), spans())
def test_before_and_after_are_converse_and_exclude_during(one: Span, other: Span) -> None:
    assert one.before(other) is other.after(one)
    assert one.during(other) is ~(one.before(other) | one.after(other))


@given(spans(), spans(), st.sampled_from(sorted(RELATIONS)))
def test_no_bound_is_like_a_bound_far_away(one: Span, other: Span, name: str) -> None:
    def opened(span: Span, far: float) -> Span:
        return Span(start_min=-far, start_max=span.start_max, end_min=span.end_min, end_max=far)

    assert getattr(opened(one, inf), name)(other) is getattr(opened(one, 99), name)(other)
    assert opened(one, inf).allen_relations(other) == opened(one, 99).allen_relations(other)


@given(st.lists(spans(), min_size=1, max_size=3), spans(), st.sampled_from(["since", "until"]))
def test_the_hull_says_since_and_until_what_all_agree_on(
    rivals: list[Span], other: Span, name: str
) -> None:
    agreed = {getattr(span, name)(other) for span in rivals}
    expected = agreed.pop() if len(agreed) == 1 else Truth.UNKNOWN
    assert getattr(hull(rivals), name)(other) is expected


@given(spans(), st.integers(0, 5))
def test_a_margin_widens_only_what_is_marked_doubtful(span: Span, days: int) -> None:
    wide = span.widened(days)
    if span.is_qualified and days:
        assert (wide.start_min, wide.end_max) == (span.start_min - days, span.end_max + days)
    else:
        assert wide is span


@given(spans(), spans())
def test_attested_keeps_exactly_the_choices_that_hold_then(span: Span, day: Span) -> None:
    held = [(a, b) for a, b in choices(span) if a <= day.end_max and b >= day.start_min]
    narrow = span.attested(day)
    if narrow is None:
        assert not held
    else:
        assert sorted(choices(narrow)) == sorted(held)


def test_an_unknown_relation_raises_with_near_names() -> None:
    span = Span(start_min=1, start_max=1, end_min=1, end_max=1)
    with pytest.raises(UnknownNameError, match="'overlaps'"):
        span.allen("overlap", span)


@pytest.mark.parametrize("margin", [-1, True, 1.5, "9"])
def test_a_wrong_margin_raises(margin: object) -> None:
    with pytest.raises(RecordError, match="wrong margin"):
        margin_days(margin)  # type: ignore[arg-type]
