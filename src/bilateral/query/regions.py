"""What a question to one date asks of its start and its end, as boxes of days.

A world gives a date a first and a last day. Every term about dates (``since``, ``within`` and so
on) changes its answer only where one of the two passes a day that the question names. These days
part the calendar into segments, and a question of any number of terms joined in any way is one
answer for each pair of segments. The pairs where it may hold, and those where it may fail, are
put together into few boxes. A record matches surely if its bounds meet no box where the question
fails, and possibly if they meet one where it holds. So terms about one date are answered
together and exactly: "since 2016" and "before 2016" exclude each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations
from math import inf
from typing import Literal, TypeAlias

import attrs

from bilateral.dates.relations import Span
from bilateral.logic import Truth, all_of, any_of
from bilateral.query.predicates import And, DateIs, Node, Not, Or

__all__ = [
    "MOST_DAYS",
    "MOST_TOUCHED",
    "Box",
    "Nature",
    "Regions",
    "date_terms",
    "date_truth",
    "nature_of",
    "regions_of",
    "segments_of",
    "touched_truth",
]

MOST_DAYS = 64
"""A question that names more days than so many is answered term by term."""
_MOST_BETWEEN = 10  # segments between the first and the last day, each of which may be touched
MOST_TOUCHED = 5
"""Segments of which every choice is looked at, where any of them may be touched."""

Nature: TypeAlias = Literal["day", "stay", "sequence"]
"""Whether a thing takes one day, lasts from a start to an end, or is a sequence of occasions."""


@attrs.frozen
class Box:
    """All pairs of a start and an end within bounds.

    Attributes:
        start_min: First day of the start, or -inf.
        start_max: Last day of the start, or inf.
        end_min: First day of the end, or -inf.
        end_max: Last day of the end, or inf.
        apart: Days from the start to the end, at most.
    """

    start_min: float
    start_max: float
    end_min: float
    end_max: float
    apart: float = inf

    @property
    def longest(self) -> float:
        """Days from the start to the end of its pairs, at most."""
        return min(self.end_max - self.start_min, self.apart)

    def meets(self, span: Span) -> bool:
        """Whether some world of a tightened span lies in it."""
        return (
            span.start_min <= self.start_max
            and span.start_max >= self.start_min
            and span.end_min <= self.end_max
            and span.end_max >= self.end_min
            and span.shortest <= self.longest
            and span.days_max >= self.end_min - self.start_max
        )


@attrs.frozen
class Regions:
    """Where a question about one date may hold, and where it may fail.

    Attributes:
        holds: Boxes that together have each start and end for which it may hold.
        fails: Those for which it may fail.
    """

    holds: tuple[Box, ...]
    fails: tuple[Box, ...]

    def truth(self, span: Span) -> Truth:
        """The answer for a span: what all its worlds say."""
        may_hold = any(box.meets(span) for box in self.holds)
        may_fail = any(box.meets(span) for box in self.fails)
        if may_hold and may_fail:
            return Truth.UNKNOWN
        return Truth.of(may_hold)


def nature_of(span: Span) -> Nature:
    """What sort of thing a span is of."""
    if span.is_scattered:
        return "sequence"
    return "day" if span.is_moment else "stay"


def date_truth(node: Node, spans: Sequence[Span]) -> Truth:
    """The answer of a question about one date to spans, one of which is so.

    Args:
        node: Terms about one date field at one margin, joined in any way.
        spans: What the date may be.

    Example:
        >>> from bilateral import Period, q
        >>> date_truth(q.date.since(2016) & q.date.before(2016), Period("2016").spans)
        <Truth.FALSE>
    """
    margin = next(date_terms(node)).margin
    answer: Truth | None = None
    for span in spans:
        one = span
        if span.members and len(spans) > 1:  # beside rivals it is taken as a sequence
            one = attrs.evolve(span, members=(), is_sequence=True)
        truth = _span_truth(node, one.widened(margin))
        if truth is Truth.UNKNOWN or (answer is not None and truth is not answer):
            return Truth.UNKNOWN
        answer = truth
    return Truth.UNKNOWN if answer is None else answer


def _span_truth(node: Node, span: Span) -> Truth:
    if span.members:
        return _truth_of_members(node, span)
    found = regions_of(node, nature_of(span))
    if found is not None:
        return found.truth(span)
    return _by_terms(node, lambda term: _span_truth(term, span))


@lru_cache(maxsize=4096)
def regions_of(node: Node, nature: Nature) -> Regions | None:
    """The boxes of a question about one date.

    Args:
        node: Terms about one date field at one margin, joined in any way.
        nature: Of what sort the date is.

    Returns:
        The boxes; None where several terms must be answered one by one: they name too many days,
        or one asks whether something that lasts is within some one day that is not known.
    """
    terms = list(dict.fromkeys(date_terms(node)))
    if nature != "day" and any(map(_is_within_an_unknown_day, terms)):
        return _unknown_day(terms[0].span) if node == terms[0] else None
    segments = segments_of(terms)
    if len(segments) > MOST_DAYS + 1:
        return _union(node, nature) if isinstance(node, Or) else None
    cells = [
        (i, j)
        for i in range(len(segments))
        for j in range(i, len(segments))
        if i == j or nature != "day"
    ]
    holds: set[_Cell] = set()
    fails: set[_Cell] = set()
    for cell in cells:
        for truth in _truths(node, segments, cell, nature):
            if truth is not Truth.FALSE:
                holds.add(cell)
            if truth is not Truth.TRUE:
                fails.add(cell)
    possible = frozenset(cells)
    return Regions(_boxes(holds, possible, segments), _boxes(fails, possible, segments))


_Cell: TypeAlias = tuple[int, int]
"""The segment of the start, and that of the end."""
_Segments: TypeAlias = list[tuple[float, float]]


def date_terms(node: Node) -> Iterator[DateIs]:
    """The terms of a question about one date."""
    match node:
        case DateIs():
            yield node
        case And(terms) | Or(terms):
            for term in terms:
                yield from date_terms(term)
        case Not(term):
            yield from date_terms(term)
        case _:
            raise TypeError(f"no term about a date: {node!r}")


def _by_terms(node: Node, ask: Callable[[DateIs], Truth]) -> Truth:
    """Kleene's answer of terms that are answered one by one."""
    match node:
        case DateIs():
            return ask(node)
        case And(terms):
            return all_of(_by_terms(term, ask) for term in terms)
        case Or(terms):
            return any_of(_by_terms(term, ask) for term in terms)
        case Not(term):
            return ~_by_terms(term, ask)
        case _:
            raise TypeError(f"no term about a date: {node!r}")


def _is_within_an_unknown_day(term: DateIs) -> bool:
    span = term.span
    return term.relation == "within" and span.days_max < inf and span.start_min < span.end_max


def _unknown_day(span: Span) -> Regions:
    """The boxes of "within some one day": start and end are this day; nothing is so surely."""
    first, last = span.start_min, span.end_max
    anywhere = Box(-inf, inf, -inf, inf)
    return Regions((Box(first, last, first, last, span.days_max),), (anywhere,))


def segments_of(terms: Iterable[DateIs]) -> _Segments:
    """The stretches of days between which alone a term can change its answer."""
    cuts: set[float] = set()
    for term in terms:
        span = term.span
        if term.relation not in ("until", "after"):
            cuts |= {span.start_min, span.start_max}
        if term.relation not in ("since", "before"):
            cuts |= {span.end_min + 1, span.end_max + 1}
    first = [-inf, *sorted(cuts - {-inf, inf})]
    last = [*(cut - 1 for cut in first[1:]), inf]
    return list(zip(first, last, strict=True))


def _truths(node: Node, segments: _Segments, cell: _Cell, nature: Nature) -> Iterator[Truth]:
    """Every answer that a start and an end in two segments leave open."""
    start, end = segments[cell[0]], segments[cell[1]]
    if nature != "sequence":
        yield _by_terms(node, lambda term: _stay_truth(term, start, end))
        return
    durings = [term.span for term in date_terms(node) if term.relation == "during"]
    between = [
        segment
        for segment in segments[cell[0] + 1 : cell[1]]
        if any(_overlaps(segment, span) for span in durings)
    ]
    if len(between) > _MOST_BETWEEN or len(segments) > _MOST_BETWEEN + 2:
        yield _by_terms(node, lambda term: _vague_truth(term, start, end, between))
        return
    choices = chain.from_iterable(combinations(between, n) for n in range(len(between) + 1))
    for chosen in choices:
        touched = (start, *chosen, end)
        yield touched_truth(node, touched)


def _stay_truth(term: DateIs, start: tuple[float, float], end: tuple[float, float]) -> Truth:
    """The answer of a term for a start and an end that lie each in a segment, all days between."""
    span = term.span
    stretch = Span(start_min=start[0], start_max=start[1], end_min=end[0], end_max=end[1])
    truth: Truth = getattr(Span, term.relation)(stretch, span)
    return truth


def touched_truth(node: Node, touched: Sequence[tuple[float, float]]) -> Truth:
    """The answer of a question for something that has days in some segments and in no other.

    Args:
        node: Terms about one date.
        touched: The segments, in their order.
    """
    return _by_terms(node, lambda term: _term_truth(term, touched))


def _term_truth(term: DateIs, touched: Sequence[tuple[float, float]]) -> Truth:
    """The answer of a term for something of which some day lies in each of some segments."""
    if term.relation != "during":
        return _stay_truth(term, touched[0], touched[-1])
    span = term.span
    if any(first >= span.start_max and last <= span.end_min for first, last in touched):
        return Truth.TRUE
    meets = any(_overlaps(segment, span) for segment in touched)
    return Truth.UNKNOWN if meets else Truth.FALSE


def _vague_truth(
    term: DateIs,
    start: tuple[float, float],
    end: tuple[float, float],
    between: Sequence[tuple[float, float]],
) -> Truth:
    """The answer of a term where days between the first and the last are not told apart."""
    sure = _term_truth(term, (start, end))
    if term.relation != "during" or sure is not Truth.FALSE:
        return sure
    meets = any(_overlaps(segment, term.span) for segment in between)
    return Truth.UNKNOWN if meets else Truth.FALSE


def _overlaps(segment: tuple[float, float], span: Span) -> bool:
    return segment[0] <= span.end_max and segment[1] >= span.start_min


def _truth_of_members(node: Node, span: Span) -> Truth:
    """The answer for something that touches each of several stretches and no day outside."""
    segments = segments_of(date_terms(node))
    if len(segments) > MOST_TOUCHED:
        if isinstance(node, DateIs):
            truth: Truth = getattr(Span, node.relation)(span, node.span)
            return truth
        return _by_terms(node, lambda term: _truth_of_members(term, span))
    segments = [
        segment
        for segment in segments
        if any(first <= segment[1] and last >= segment[0] for first, last in span.members)
    ]
    found: set[Truth] = set()
    for number in range(1, len(segments) + 1):
        for touched in combinations(segments, number):
            if all(
                any(first <= segment[1] and last >= segment[0] for segment in touched)
                for first, last in span.members
            ):
                found.add(touched_truth(node, touched))
    return found.pop() if len(found) == 1 else Truth.UNKNOWN


# -- cells to boxes ---------------------------------------------------------------------------


def _boxes(cells: set[_Cell], possible: frozenset[_Cell], segments: _Segments) -> tuple[Box, ...]:
    """Few boxes that cover some cells and, of those that are possible, no other."""
    left = set(cells)
    most = len(segments) - 1
    found: list[Box] = []

    def fits(rows: tuple[int, int], columns: tuple[int, int]) -> bool:
        return all(
            (i, j) in cells or (i, j) not in possible
            for i in range(rows[0], rows[1] + 1)
            for j in range(columns[0], columns[1] + 1)
        )

    while left:
        i, j = min(left)
        top, bottom, first, last = i, i, j, j
        while first > 0 and fits((top, bottom), (first - 1, first - 1)):
            first -= 1
        while last < most and fits((top, bottom), (last + 1, last + 1)):
            last += 1
        while top > 0 and fits((top - 1, top - 1), (first, last)):
            top -= 1
        while bottom < most and fits((bottom + 1, bottom + 1), (first, last)):
            bottom += 1
        left -= {(i, j) for i in range(top, bottom + 1) for j in range(first, last + 1)}
        found.append(
            Box(segments[top][0], segments[bottom][1], segments[first][0], segments[last][1])
        )
    return tuple(found)


def _union(node: Or, nature: Nature) -> Regions | None:
    """The boxes of "during any of many stretches"; None if it is no such question.

    Of very many stretches a sequence may fail to meet any if its first day lies between them; its
    last day is not looked at.
    """
    stretches: list[tuple[float, float]] = []
    for term in node.terms:
        if not isinstance(term, DateIs) or term.relation != "during":
            return None
        span = term.span
        if (span.start_min, span.end_min) != (span.start_max, span.end_max):
            return None
        stretches.append((span.start_min, span.end_max))
    merged: list[tuple[float, float]] = []
    for first, last in sorted(stretches):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    holds = tuple(Box(-inf, last, first, inf) for first, last in merged)
    begins = [-inf, *(last + 1 for _, last in merged)]
    ends = [*(first - 1 for first, _ in merged), inf]
    gaps = [gap for gap in zip(begins, ends, strict=True) if gap[0] <= gap[1]]
    if nature == "sequence" and len(gaps) > MOST_DAYS:
        return Regions(holds, tuple(Box(first, last, first, inf) for first, last in gaps))
    if nature == "sequence":
        pairs = [(one, other) for one in gaps for other in gaps if one <= other]
        return Regions(holds, tuple(Box(*one, *other) for one, other in pairs))
    return Regions(holds, tuple(Box(first, inf, -inf, last) for first, last in gaps))
