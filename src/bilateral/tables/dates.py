"""Questions to one date of a row: boxes of days as tests of its bounds.

A row has the bounds of the start and the end, and of the days between them. Where they do not say
all (rivals, members of a set, readings of unspecified digits) they are those of the whole, which
decide only what is impossible, and the column ``…_spans`` lists the spans as text of fixed width,
in which days are compared digit by digit. So every engine that knows regular expressions answers
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, product
from math import inf
from typing import TypeAlias

from bilateral.dates.relations import Span
from bilateral.dates.when import Moment, Sequence as Occasions
from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.query.predicates import Node
from bilateral.query.regions import (
    MOST_TOUCHED,
    Box,
    Nature,
    Regions,
    date_terms,
    regions_of,
    segments_of,
    touched_truth,
)
from bilateral.tables.digits import (
    FIRST_DAY,
    LAST_DAY,
    NO_DAY,
    day_pattern,
    day_text,
    number_pattern,
    number_text,
)
from bilateral.tables.formulas import FALSE, TRUE, Formula, Operator, Test, every, negation, some
from bilateral.tables.touching import Way, ways_to_touch

__all__ = ["date_pair", "nature_of_field", "spans_in", "spans_text"]

_Segments: TypeAlias = Sequence[tuple[float, float]]
_SPAN, _SCATTERED, _MEMBERS = "s", "q", "m"  # marks of the entries of a list of spans


# -- to text -----------------------------------------------------------------------------------


def spans_text(spans: Sequence[Span]) -> str | None:
    """Spans as text, where bounds alone do not say all; else None.

    Args:
        spans: What a date may be, all days of the years 1 to 9999.

    Example:
        >>> from bilateral import Period
        >>> spans_text(Period("[2016,2018]").spans)
        's2016-01-01/2016-12-31,2016-01-01/2016-12-31,0000000/0000365,..;\
s2018-01-01/2018-12-31,2018-01-01/2018-12-31,0000000/0000364,..;'
    """
    if len(spans) == 1:
        members = spans[0].members
        if not members:
            return None
        pairs = ",".join(f"{day_text(first)}/{day_text(last)}" for first, last in members)
        return f"{_MEMBERS}{pairs};"
    return "".join(map(_entry, spans))


def spans_in(text: str, *, is_sequence: bool) -> tuple[Span, ...]:
    """The spans of such a text.

    Args:
        text: What :func:`spans_text` gave.
        is_sequence: Whether they are of a kind that is a sequence of occasions.

    Example:
        >>> from bilateral import Period
        >>> spans = Period("[2016,2018]").spans
        >>> spans_in(spans_text(spans), is_sequence=False)[0].end_max == spans[0].end_max
        True
    """
    found: list[Span] = []
    for entry in text.rstrip(";").split(";"):
        mark, parts = entry[0], entry[1:].split(",")
        if mark == _MEMBERS:
            members = tuple((first, last) for first, last in map(_bounds_of, parts))
            found.append(
                Span(
                    start_min=min(first for first, _ in members),
                    start_max=min(last for _, last in members),
                    end_min=max(first for first, _ in members),
                    end_max=max(last for _, last in members),
                    members=members,
                )
            )
            continue
        (start_min, start_max), (end_min, end_max) = map(_bounds_of, parts[:2])
        shortest, longest = parts[2].split("/")
        found.append(
            Span(
                start_min=start_min,
                start_max=start_max,
                end_min=end_min,
                end_max=end_max,
                days_min=int(shortest),
                days_max=inf if longest == number_text(inf) else int(longest),
                is_sequence=is_sequence or mark == _SCATTERED,
            )
        )
    return tuple(found)


def _bounds_of(pair: str) -> tuple[float, float]:
    first, last = pair.split("/")
    return (
        -inf if first == NO_DAY[0] else date.fromisoformat(first).toordinal(),
        inf if last == NO_DAY[1] else date.fromisoformat(last).toordinal(),
    )


def _entry(span: Span) -> str:
    mark = _SCATTERED if span.members else _SPAN
    start = f"{day_text(span.start_min)}/{day_text(span.start_max)}"
    end = f"{day_text(span.end_min)}/{day_text(span.end_max)}"
    days = f"{number_text(span.shortest)}/{number_text(span.longest)}"
    flags = "".join("~" if on else "." for on in (span.start_qualified, span.end_qualified))
    return f"{mark}{start},{end},{days},{flags};"


# -- questions ---------------------------------------------------------------------------------


def date_pair(
    tree: Node, column: str, margin: int, kinds: Iterable[type[Record]]
) -> tuple[Formula, Formula] | None:
    """Where a question about one date surely holds and where it may hold.

    Args:
        tree: Terms about the field at the margin, joined in any way.
        column: Name of the column of the field.
        margin: Days by which an end is widened that its source marks as doubtful.
        kinds: Kinds that the rows are of.

    Returns:
        The two formulas; None where the terms must be answered one by one.
    """
    field = next(date_terms(tree)).field
    of_nature: dict[Nature, list[str]] = {}
    for kind in kinds:
        of_nature.setdefault(nature_of_field(kind, field), []).append(kind.kind)
    found: dict[Nature, Regions] = {}
    for nature in (*of_nature, "sequence"):
        regions = regions_of(tree, nature)
        if regions is None:
            return None
        found[nature] = regions
    sides: list[Formula] = []
    for holding in (True, False):
        of_side: dict[Formula, list[str]] = {}
        boxes_of = {nature: r.holds if holding else r.fails for nature, r in found.items()}
        for nature, names in of_nature.items():
            as_stay = nature == "day" and "stay" in of_nature and not margin
            as_stay = as_stay and all(map(_has_days, boxes_of["stay"]))  # says the same of a day
            boxes = boxes_of["stay" if as_stay else nature], boxes_of["sequence"]
            side = _side(tree, column, margin, *boxes, holding=holding)
            of_side.setdefault(side, []).extend(names)
        if len(of_side) > 1:
            parted = (every(Test("kind", "in", tuple(n)), side) for side, n in of_side.items())
            sides.append(some(*parted))
        else:
            sides.extend(of_side)
    holds, fails = sides
    return negation(fails), holds


def _side(
    tree: Node,
    column: str,
    margin: int,
    boxes: Sequence[Box],
    loose: Sequence[Box],
    *,
    holding: bool,
) -> Formula:
    """Where a question may hold, or fail.

    The bounds of a row cover all of its spans, so that they are asked first: an engine leaves out
    what they exclude and looks into few lists. Of one bound they say all: it is the least or the
    greatest of those of the spans, so that one of them meets a test where it does.
    """
    plain = Test(f"{column}_spans", "null", null=True)
    flat, scattered, wide = (
        some(*(_flat(box, column, margin) for box in asked))
        for asked in (boxes, loose, dict.fromkeys((*boxes, *loose)))
    )
    segments, ways = _ways_to_touch(tree, holding=holding)
    if not margin and flat == scattered == _of_one_bound(column, ways, segments):
        return flat
    members = _members(column, ways, segments, margin)
    listed = some(_in_list(boxes, loose, column, margin), members)
    return every(wide, some(every(plain, flat), listed))


def nature_of_field(kind: type[Record], field: str) -> Nature:
    """Of what sort the date in a field of a kind is.

    Args:
        kind: Kind of record.
        field: Name of a field of dates.
    """
    found = fields_of(kind).get(field)
    type_ = found.type if found is not None else object
    if issubclass(type_, Moment):
        return "day"
    return "sequence" if issubclass(type_, Occasions) else "stay"


# -- flat columns --------------------------------------------------------------------------------


def _has_days(box: Box) -> bool:
    """Whether start and end can be one and the same day in it."""
    return box.end_min <= box.start_max


def _flat(box: Box, field: str, margin: int) -> Formula:
    """Whether the bounds of a row meet a box."""
    if not margin:
        return _bounds(box, field, 0, 0)
    start, end = (Test(f"{field}_{side}_qualified", "true") for side in ("start", "end"))
    return some(
        *(
            every(
                start if early else negation(start),
                end if late else negation(end),
                _bounds(box, field, margin * early, margin * late),
            )
            for early, late in product((False, True), repeat=2)
        )
    )


def _bounds(box: Box, field: str, early: int, late: int) -> Formula:
    """The same for a row whose ends are widened by some days."""

    def test(bound: str, operator: Operator, day: float) -> Formula:
        return _bound(f"{field}_{bound}", operator, day)

    start_max, end_min = box.start_max, box.end_min
    if early or late:  # widened, a start may be after an end
        start_max, end_min = min(start_max, box.end_max), max(end_min, box.start_min)
    found = [
        test("start_min", "<=", start_max + early),
        test("start_max", ">=", box.start_min - early),
        test("end_min", "<=", box.end_max + late),
        test("end_max", ">=", end_min - late),
    ]
    if box.longest < inf:
        found.append(Test(f"{field}_days_min", "<=", float(box.longest + early + late), null=True))
    apart = box.end_min - box.start_max - early - late
    if 0 < apart < inf:
        found.append(Test(f"{field}_days_max", ">=", float(apart), null=True))
    return every(*found)


def _bound(column: str, operator: Operator, day: float) -> Formula:
    """A bound, null for none, compared with a day that may lie outside the calendar."""
    if day == (inf if operator == "<=" else -inf):
        return TRUE
    if not FIRST_DAY <= day <= LAST_DAY:  # no day of a table is as far out
        beyond = (day > LAST_DAY) == (operator == ">=")
        return Test(column, "null", null=True) if beyond else TRUE
    return Test(column, operator, date.fromordinal(int(day)), null=True)


# -- lists of spans ------------------------------------------------------------------------------


def _in_list(boxes: Sequence[Box], loose: Sequence[Box], column: str, margin: int) -> Formula:
    """Whether an entry of the list meets a box, or one of a sequence another."""
    flags = [(0, 0, "[.~][.~]")]
    if margin:
        flags = [
            (margin * early, margin * late, f"{'~' if early else '[.]'}{'~' if late else '[.]'}")
            for early, late in product((False, True), repeat=2)
        ]
    marks: dict[Box, str] = dict.fromkeys(boxes, _SPAN)
    for box in loose:
        marks[box] = f"[{_SPAN}{_SCATTERED}]" if box in marks else _SCATTERED
    patterns = [_entry_pattern(box, mark, *flag) for box, mark in marks.items() for flag in flags]
    return Test(f"{column}_spans", "match", "|".join(patterns)) if patterns else FALSE


def _entry_pattern(box: Box, mark: str, early: int, late: int, flags: str) -> str:
    bounds = (
        day_pattern("<=", min(box.start_max, box.end_max) + early),
        day_pattern(">=", box.start_min - early),
        day_pattern("<=", box.end_max + late),
        day_pattern(">=", max(box.end_min, box.start_min) - late),
    )
    longest = box.longest + early + late
    apart = box.end_min - box.start_max - early - late
    days = number_pattern("<=", longest), number_pattern(">=", apart)
    start, end = "/".join(bounds[:2]), "/".join(bounds[2:])
    return f"{mark}{start},{end},{'/'.join(days)},{flags};"


def _ways_to_touch(tree: Node, *, holding: bool) -> tuple[_Segments, tuple[Way, ...] | None]:
    """The ways in which stretches that are all touched may be, so that a question holds, or fails.

    Args:
        tree: The question.
        holding: Whether it is to hold, else to fail.

    Returns:
        The segments in which the question parts the calendar, and the ways; None for any.
    """
    segments = tuple(segments_of(date_terms(tree)))
    if len(segments) > MOST_TOUCHED:
        return segments, None
    return segments, ways_to_touch(
        len(segments),
        frozenset(
            chosen
            for number in range(1, len(segments) + 1)
            for chosen in combinations(range(len(segments)), number)
            if (truth := touched_truth(tree, [segments[n] for n in chosen])).is_unknown
            or truth.is_true is holding
        ),
    )


def _of_one_bound(column: str, ways: Sequence[Way] | None, segments: _Segments) -> Formula | None:
    """The test of a bound that says of members what the only way to touch them does, if one does.

    Members meet the days from one on if the last of their days is among these, and so on.
    """
    if ways is None or len(ways) != 1 or len(ways[0].met) + len(ways[0].gaps) != 1:
        return None
    ((first, last),) = ways[0].met or ways[0].gaps
    begin, end = segments[first][0], segments[last][1]
    if end == inf and ways[0].met:
        return _bound(f"{column}_end_max", ">=", begin)
    if end == inf:
        return _bound(f"{column}_end_min", "<=", begin - 1)
    if begin == -inf and ways[0].met:
        return _bound(f"{column}_start_min", "<=", end)
    return _bound(f"{column}_start_max", ">=", end + 1) if begin == -inf else None


def _members(field: str, ways: Sequence[Way] | None, segments: _Segments, margin: int) -> Formula:
    """Whether the stretches that are all touched may be touched in one of some ways.

    Args:
        field: Name of the date field.
        ways: The ways; None for any.
        segments: The segments that they speak of.
        margin: Days to widen by, if it is marked.
    """
    column = f"{field}_spans"
    if ways is None:
        return Test(column, "match", f"^{_MEMBERS}")  # may be
    found = some(*(_touched(column, way, segments, 0) for way in ways))
    if not margin:
        return found
    marked = Test(f"{field}_start_qualified", "true")
    wide = some(*(_touched(column, way, segments, margin) for way in ways))
    return some(every(negation(marked), found), every(marked, wide))


def _touched(column: str, way: Way, segments: _Segments, margin: int) -> Formula:
    """Whether the members of a list meet some segments, and none of them lies within others."""
    begin = f"^{_MEMBERS}.*"
    met, gaps = (
        [(segments[first][0], segments[last][1]) for first, last in stretches]
        for stretches in (way.met, way.gaps)
    )
    meeting = [
        f"{begin}{day_pattern('<=', last + margin)}/{day_pattern('>=', first - margin)}"
        for first, last in met
    ]
    outside = [
        f"{begin}{day_pattern('>=', first + margin)}/{day_pattern('<=', last - margin)}"
        for first, last in gaps
    ]
    return every(
        *(Test(column, "match", pattern) for pattern in meeting or [f"^{_MEMBERS}"]),
        *(Test(column, "match", pattern, negated=True) for pattern in outside),
    )
