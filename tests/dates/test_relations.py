"""The relations against brute force: every choice of days within the bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import product
from math import inf

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from hypothesis.strategies import DrawFn

from bilateral import Truth
from bilateral.dates import relations
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
    """Spans of one day, and of a start and an end some days apart, all of whose bounds are met."""
    days = st.integers(0, 6)
    first, last = sorted((draw(days), draw(days)))
    early, late = draw(st.booleans()), draw(st.booleans())
    if draw(st.booleans()):
        return Span(
            start_min=first,
            start_max=last,
            end_min=first,
            end_max=last,
            days_max=0,
            start_qualified=early,
            end_qualified=late,
        )
    end_min, end_max = sorted((draw(st.integers(first, 7)), draw(st.integers(first, 7))))
    wide = Span(
        start_min=first,
        start_max=min(last, end_max),
        end_min=max(end_min, first),
        end_max=end_max,
        start_qualified=early,
        end_qualified=late,
    )
    least, most = draw(st.sampled_from([(0, inf), (0, inf), (0, 2), (1, inf), (1, 3), (2, 2)]))
    return wide.lasting(least, most) or wide


def choices(span: Span) -> list[Days]:
    starts = range(int(span.start_min), int(span.start_max) + 1)
    ends = range(int(span.end_min), int(span.end_max) + 1)
    return [(a, b) for a in starts for b in ends if a <= b and fits(span, b - a)]


def fits(span: Span, days: int) -> bool:
    return span.days_min <= days <= span.days_max


def every_span(days: int) -> list[Span]:
    """Every span, of every length, within the first so many days."""
    lengths = [(low, high) for low in range(days) for high in (*range(low, days), inf)]
    bounds = list(product(range(days), repeat=4))
    found = [
        Span(start_min=a, start_max=b, end_min=c, end_max=d, days_min=low, days_max=high)
        for a, b, c, d in bounds
        if a <= b <= d and a <= c <= d
        for low, high in lengths
    ]
    tight = (span.tightened() for span in found)
    return [span for span, kept in zip(found, tight, strict=True) if span == kept]


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


@pytest.mark.parametrize("unbounded", ["start", "end", "both"])
def test_of_an_end_that_is_not_stated_each_day_however_far_is_possible(unbounded: str) -> None:
    """Some day, but a day; a question whose end is open runs on beyond all of them."""
    far, beyond = 9, 99
    early = -far if unbounded != "end" else 0
    late = far if unbounded != "start" else 3
    for low, high in product(range(3), repeat=2):
        if low > high:
            continue
        record = Span(
            start_min=-inf if unbounded != "end" else low,
            start_max=high if unbounded != "both" else inf,
            end_min=low if unbounded != "both" else -inf,
            end_max=inf if unbounded != "start" else high,
        ).tightened()
        assert record is not None
        worlds = [
            (a, b)
            for a in range(max(early, int(max(record.start_min, -far))), late + 1)
            for b in range(a, late + 1)
            if record.start_min <= a <= record.start_max and record.end_min <= b <= record.end_max
        ]
        for first, last in [(0, 1), (1, 1), (0, inf), (1, inf), (-inf, 1), (-inf, inf)]:
            asked = Span(start_min=first, start_max=first, end_min=last, end_max=last)
            known = (
                -beyond if first == -inf else int(first),
                beyond if last == inf else int(last),
            )
            possible = {
                name for name, holds in FORWARD.items() if any(holds(a, known) for a in worlds)
            } | {
                CONVERSE[name]
                for name, holds in FORWARD.items()
                if any(holds(known, a) for a in worlds)
            }
            assert record.allen_relations(asked) == possible, (record, asked)
            for name, holds in RELATIONS.items():
                expected = consensus(holds(a, known) for a in worlds)
                assert getattr(record, name)(asked) is expected, (name, record, asked)


def test_the_open_ends_of_two_questions_are_the_same() -> None:
    one = Span(start_min=1, start_max=1, end_min=inf, end_max=inf)
    other = Span(start_min=5, start_max=5, end_min=inf, end_max=inf)
    assert one.allen_relations(other) == {Allen.FINISHED_BY}
    assert other.allen_relations(one) == {Allen.FINISHES}


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
    day = Span(start_min=5, start_max=5, end_min=5, end_max=5, days_max=0)
    for name in RELATIONS:
        assert getattr(ANY_TIME, name)(day) is Truth.UNKNOWN
    assert ANY_TIME.attested(day) == Span(start_min=-inf, start_max=5, end_min=5, end_max=inf)


def test_days_of_which_nothing_is_known_are_still_one_day_long() -> None:
    day = Span(start_min=-inf, start_max=inf, end_min=-inf, end_max=inf, days_max=0)
    apart = {Allen.PRECEDES, Allen.MEETS, Allen.MET_BY, Allen.PRECEDED_BY}
    assert day.allen_relations(day) == {*apart, Allen.EQUALS}
    known = Span(start_min=5, start_max=5, end_min=5, end_max=5, days_max=0)
    past = Span(start_min=-inf, start_max=4, end_min=-inf, end_max=4, days_max=0)
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
        wide = evolve(span, start_min=-far, end_max=far, days_max=inf)
        return wide.tightened() or wide

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
def test_a_margin_widens_the_ends_that_are_marked_doubtful(span: Span, days: int) -> None:
    wide = span.widened(days)
    early, late = days * span.start_qualified, days * span.end_qualified
    held = [
        (a, b)
        for a in range(int(span.start_min) - early, int(span.start_max) + early + 1)
        for b in range(int(span.end_min) - late, int(span.end_max) + late + 1)
        if a <= b and fits(span, b - a)
    ]
    assert choices(wide) == held
    if not (early or late):
        assert wide is span


def test_the_bounds_of_a_widened_span_are_met() -> None:
    for span in every_span(3):
        for early, late in product((False, True), repeat=2):
            wide = evolve(span, start_qualified=early, end_qualified=late).widened(2)
            assert wide == wide.tightened()
            if early == late:
                assert wide.widened(1) == evolve(
                    span, start_qualified=early, end_qualified=late
                ).widened(3)


def test_each_member_is_widened() -> None:
    members = ((5.0, 6.0), (9.0, 9.0))
    both = Span(
        start_min=5, start_max=6, end_min=9, end_max=9, members=members, start_qualified=True,
        end_qualified=True,
    )  # fmt: skip
    assert both.widened(1).members == ((4, 7), (8, 10))
    assert (both.widened(1).start_min, both.widened(1).end_max) == (4, 10)


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
    assert whole.start_qualified is any(span.start_qualified for span in rivals)
    assert whole.end_qualified is any(span.end_qualified for span in rivals)
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
        assert narrow.start_qualified is span.start_qualified
        assert narrow.end_qualified is span.end_qualified


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


# -- lengths, sequences and all of several -----------------------------------------------------


def test_a_tightened_span_has_the_choices_of_before_and_meets_its_bounds() -> None:
    for a, b, c, d in product(range(4), repeat=4):
        for low, high in ((0, inf), (0, 0), (0, 1), (1, 2), (2, inf), (2, 1)):
            span = Span(start_min=a, start_max=b, end_min=c, end_max=d, days_min=low, days_max=high)
            held, tight = choices(span), span.tightened()
            assert (tight is None) is (not held), span
            if tight is not None:
                assert choices(tight) == held
                starts, ends = {a for a, _ in held}, {b for _, b in held}
                assert (tight.start_min, tight.start_max) == (min(starts), max(starts))
                assert (tight.end_min, tight.end_max) == (min(ends), max(ends))
                lengths = {b - a for a, b in held}
                assert (max(tight.shortest, 0), tight.longest) == (min(lengths), max(lengths))


def test_lasting_keeps_exactly_the_choices_of_such_a_length() -> None:
    for span in every_span(3):
        for low, high in ((0, 0), (0, 1), (1, 1), (1, inf), (2, 2), (3, 3)):
            held = [(a, b) for a, b in choices(span) if low <= b - a <= high]
            narrow = span.lasting(low, high)
            assert (narrow is None) is (not held)
            assert narrow is None or choices(narrow) == held


def occasions(span: Span) -> list[frozenset[int]]:
    """Every set of days of a sequence, or of what touches each of several stretches."""
    found = []
    for number in range(1, 2**7):
        days = frozenset(day for day in range(7) if number >> day & 1)
        if span.members:
            inside = all(any(a <= d <= b for a, b in span.members) for d in days)
            if inside and all(any(a <= d <= b for d in days) for a, b in span.members):
                found.append(days)
        elif (
            span.start_min <= min(days) <= span.start_max
            and span.end_min <= max(days) <= span.end_max
        ):
            found.append(days)
    return found


@st.composite
def scattered(draw: DrawFn) -> Span:
    numbers = st.integers(0, 6)
    if draw(st.booleans()):
        pairs = draw(st.lists(st.tuples(numbers, numbers).map(sorted), min_size=1, max_size=3))
        return Span(
            start_min=min(a for a, _ in pairs),
            start_max=min(b for _, b in pairs),
            end_min=max(a for a, _ in pairs),
            end_max=max(b for _, b in pairs),
            members=tuple((float(a), float(b)) for a, b in pairs),
        )
    a, b = sorted((draw(numbers), draw(numbers)))
    c, d = sorted((draw(numbers), draw(numbers)))
    span = Span(start_min=a, start_max=b, end_min=c, end_max=d, is_sequence=True).tightened()
    return span or draw(scattered())


@given(scattered(), st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted))
def test_of_what_is_scattered_some_day_falls_in_it_or_all_do(span: Span, asked: list[int]) -> None:
    first, last = asked
    other = Span(start_min=first, start_max=first, end_min=last, end_max=last)
    worlds = occasions(span)
    for name, holds in {
        "during": lambda days: any(first <= d <= last for d in days),
        "within": lambda days: all(first <= d <= last for d in days),
        "since": lambda days: any(d >= first for d in days),
        "until": lambda days: any(d <= last for d in days),
        "before": lambda days: all(d < first for d in days),
        "after": lambda days: all(d > last for d in days),
    }.items():
        assert getattr(span, name)(other) is consensus(map(holds, worlds)), name


@given(scattered(), spans())
def test_allen_speaks_of_the_first_and_the_last_day_of_what_is_scattered(
    span: Span, other: Span
) -> None:
    ends = {(min(days), max(days)) for days in occasions(span)}
    pairs = list(product(ends, choices(other)))
    for name, holds in FORWARD.items():
        assert span.allen(name, other) is consensus(holds(a, b) for a, b in pairs)
    same = RELATIONS["same_day"]
    assert span.same_day(other) is consensus(same(a, b) for a, b in pairs)


@pytest.mark.parametrize(
    ("truths", "said"),
    [("T", "T"), ("TT", "T"), ("F", "F"), ("TF", "U"), ("U", "U"), ("TU", "U"), ("", "U")],
)
def test_alternatives_say_what_all_of_them_say(truths: str, said: str) -> None:
    words = {"T": Truth.TRUE, "F": Truth.FALSE, "U": Truth.UNKNOWN}
    assert relations.consensus(words[letter] for letter in truths) is words[said]
