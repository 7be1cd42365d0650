"""The relations against brute force: every choice of days within the bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import product
from math import inf

import pytest
from hypothesis import given, strategies as st
from hypothesis.strategies import DrawFn

from bilateral import Truth
from bilateral.dates.relations import ANY_TIME, Allen, Span, hull, margin_days
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


def every_span(days: int) -> list[Span]:
    """Every span, and every moment, within the first so many days."""
    bounds = list(product(range(days), repeat=4))
    found = [
        Span(start_min=a, start_max=b, end_min=c, end_max=d)
        for a, b, c, d in bounds
        if a <= b <= d and a <= c <= d
    ]
    pairs = [(a, b) for a, b in product(range(days), repeat=2) if a <= b]
    return found + [
        Span(start_min=a, start_max=b, end_min=a, end_max=b, is_moment=True) for a, b in pairs
    ]


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


def test_relations_hold_as_all_choices_say_for_every_pair_of_spans_of_three_days() -> None:
    known = [(span, choices(span)) for span in every_span(3)]
    for (one, days), (other, others) in product(known, repeat=2):
        pairs = list(product(days, others))
        for name, holds in RELATIONS.items():
            expected = consensus(holds(a, b) for a, b in pairs)
            assert getattr(one, name)(other) is expected, (name, one, other)


def test_allen_relations_are_those_of_some_choice_for_every_pair_of_spans_of_three_days() -> None:
    known = [(span, choices(span)) for span in every_span(3)]
    for (one, days), (other, others) in product(known, repeat=2):
        pairs = list(product(days, others))
        possible = {name for name, holds in FORWARD.items() if any(holds(a, b) for a, b in pairs)}
        possible |= {
            CONVERSE[name] for name, holds in FORWARD.items() if any(holds(b, a) for a, b in pairs)
        }
        assert one.allen_relations(other) == possible, (one, other)


def test_the_relations_of_days_that_are_far_apart_need_no_more_than_the_order() -> None:
    one = Span(start_min=1, start_max=1, end_min=10**9, end_max=10**9)
    other = Span(start_min=5, start_max=5, end_min=10**12, end_max=10**12)
    assert one.allen_relations(other) == {Allen.OVERLAPS}
    assert other.allen_relations(one) == {Allen.OVERLAPPED_BY}


def test_of_a_time_of_which_nothing_is_known_all_is_possible() -> None:
    assert ANY_TIME.allen_relations(ANY_TIME) == set(Allen)
    day = Span(start_min=5, start_max=5, end_min=5, end_max=5, is_moment=True)
    for name in RELATIONS:
        assert getattr(ANY_TIME, name)(day) is Truth.UNKNOWN
    assert ANY_TIME.attested(day) == Span(start_min=-inf, start_max=5, end_min=5, end_max=inf)


def test_days_of_which_nothing_is_known_are_still_one_day_long() -> None:
    day = Span(start_min=-inf, start_max=inf, end_min=-inf, end_max=inf, is_moment=True)
    apart = {Allen.PRECEDES, Allen.MEETS, Allen.MET_BY, Allen.PRECEDED_BY}
    assert day.allen_relations(day) == {*apart, Allen.EQUALS}
    known = Span(start_min=5, start_max=5, end_min=5, end_max=5, is_moment=True)
    past = Span(start_min=-inf, start_max=4, end_min=-inf, end_max=4, is_moment=True)
    assert day.allen_relations(known) == {*apart, Allen.EQUALS}
    assert past.allen_relations(known) == {Allen.PRECEDES, Allen.MEETS}
    assert past.allen_relations(past) == {*apart, Allen.EQUALS}


def test_the_thirteen_relations_have_the_names_of_the_article() -> None:
    converse = {str(one): str(other) for one, other in CONVERSE.items()}
    assert converse == {
        "precedes": "preceded by",
        "meets": "met by",
        "overlaps": "overlapped by",
        "finished by": "finishes",
        "contains": "during",
        "starts": "started by",
        "equals": "equals",
    }
    assert len(Allen) == 13


@given(spans(), spans(), st.sampled_from(Allen))
def test_a_relation_may_be_asked_for_by_its_word(one: Span, other: Span, name: Allen) -> None:
    assert one.allen(name.value, other) is one.allen(name, other)


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
        assert wide == Span(
            start_min=span.start_min - days,
            start_max=span.start_max + days,
            end_min=span.end_min - days,
            end_max=span.end_max + days,
            is_moment=span.is_moment,
            is_qualified=True,
        )
    else:
        assert wide is span


@given(spans(), st.integers(1, 3), st.integers(1, 3))
def test_margins_add_up(span: Span, one: int, other: int) -> None:
    assert span.widened(one).widened(other) == span.widened(one + other)


@given(st.lists(spans(), min_size=1, max_size=3))
def test_the_hull_has_every_choice_and_no_wider_bound_than_it_needs(rivals: list[Span]) -> None:
    whole = hull(rivals)
    for name, edge in (
        ("start_min", min),
        ("start_max", max),
        ("end_min", min),
        ("end_max", max),
    ):
        assert getattr(whole, name) == edge(getattr(span, name) for span in rivals)
    assert {days for span in rivals for days in choices(span)} <= set(choices(whole))
    assert whole.is_moment is all(span.is_moment for span in rivals)
    assert whole.is_qualified is any(span.is_qualified for span in rivals)
    assert hull(iter(rivals)) == whole
    assert hull(rivals * 2) == whole


@given(spans())
def test_the_hull_of_one_is_that_one(span: Span) -> None:
    assert hull([span]) is span


def test_a_span_is_no_moment_and_not_doubtful_unless_said() -> None:
    span = Span(start_min=1, start_max=1, end_min=1, end_max=1)
    assert (span.is_moment, span.is_qualified) == (False, False)


@given(spans(), spans())
def test_attested_keeps_what_else_is_known(span: Span, day: Span) -> None:
    narrow = span.attested(day)
    if narrow is not None:
        assert narrow.is_moment is span.is_moment
        assert narrow.is_qualified is span.is_qualified


def test_attested_keeps_exactly_the_choices_of_every_pair_of_spans_of_three_days() -> None:
    for span, day in product(every_span(3), repeat=2):
        held = [(a, b) for a, b in choices(span) if a <= day.end_max and b >= day.start_min]
        narrow = span.attested(day)
        assert (narrow is None) is (not held)
        assert narrow is None or choices(narrow) == held


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
    with pytest.raises(UnknownNameError, match="unknown Allen relation") as caught:
        span.allen("overlap", span)
    assert caught.value.found == "overlap"
    assert caught.value.near[0] == "overlaps"


@pytest.mark.parametrize(
    ("margin", "days"), [(0, 0), (9, 9), (timedelta(days=2, hours=23), 2), (timedelta(0), 0)]
)
def test_a_margin_is_whole_days(margin: int | timedelta, days: int) -> None:
    assert margin_days(margin) == days


def test_a_margin_may_be_a_duration_of_the_calendar_library() -> None:
    import pendulum

    assert margin_days(pendulum.duration(years=1)) == 365


@pytest.mark.parametrize("margin", [-1, timedelta(days=-1), True, 1.5, "9"])
def test_a_wrong_margin_raises(margin: object) -> None:
    with pytest.raises(RecordError, match="wrong margin"):
        margin_days(margin)  # type: ignore[arg-type]
