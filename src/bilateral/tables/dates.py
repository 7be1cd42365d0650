"""Questions to one date of a row: boxes of days as tests of its bounds.

A row has the bounds of the start and the end, and of the days between them. Where they do not say
all (rivals, members of a set, readings of unspecified digits) they are those of the whole, which
decide only what is impossible, and the column ``…_spans`` lists the spans as text of fixed width,
in which days are compared digit by digit. So every engine that knows regular expressions answers
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, product
from math import inf

from bilateral.dates.relations import Span
from bilateral.dates.when import Moment, Sequence as Occasions
from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.query.predicates import Node
from bilateral.query.regions import (
    MOST_TOUCHED,
    Box,
    Nature,
    date_terms,
    regions_of,
    segments_of,
    touched_truth,
)
from bilateral.tables.digits import Side, side_pattern
from bilateral.tables.formulas import TRUE, Formula, Operator, Test, every, negation, some

__all__ = ["date_pair", "nature_of_field", "spans_in", "spans_text"]

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_NO_DAY = ("0000-00-00", "9999-99-99")
_NO_NUMBER = 9_999_999
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
        pairs = ",".join(f"{_day(first)}/{_day(last)}" for first, last in members)
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
        found.append(
            Span(
                start_min=start_min,
                start_max=start_max,
                end_min=end_min,
                end_max=end_max,
                is_sequence=is_sequence or mark == _SCATTERED,
            )
        )
    return tuple(found)


def _bounds_of(pair: str) -> tuple[float, float]:
    first, last = pair.split("/")
    return (
        -inf if first == _NO_DAY[0] else date.fromisoformat(first).toordinal(),
        inf if last == _NO_DAY[1] else date.fromisoformat(last).toordinal(),
    )


def _entry(span: Span) -> str:
    mark = _SCATTERED if span.members else _SPAN
    start = f"{_day(span.start_min)}/{_day(span.start_max)}"
    end = f"{_day(span.end_min)}/{_day(span.end_max)}"
    days = f"{_number(span.shortest)}/{_number(span.longest)}"
    flags = "".join("~" if on else "." for on in (span.start_qualified, span.end_qualified))
    return f"{mark}{start},{end},{days},{flags};"


def _day(bound: float) -> str:
    """A day as text of fixed width; what lies outside the calendar is no bound."""
    if bound < _FIRST:
        return _NO_DAY[0]
    return _NO_DAY[1] if bound > _LAST else date.fromordinal(int(bound)).isoformat()


def _number(number: float) -> str:
    return f"{int(min(max(number, 0), _NO_NUMBER)):07d}"


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
    sides: list[tuple[list[str], Formula, Formula]] = []
    for nature, names in of_nature.items():
        found, scattered = regions_of(tree, nature), regions_of(tree, "sequence")
        if found is None or scattered is None:
            return None
        holds = _side(tree, column, margin, found.holds, scattered.holds, holding=True)
        fails = _side(tree, column, margin, found.fails, scattered.fails, holding=False)
        sides.append((names, negation(fails), holds))
    if all(side[1:] == sides[0][1:] for side in sides):
        return sides[0][1], sides[0][2]
    of_kind = [(Test("kind", "in", tuple(names)), surely, maybe) for names, surely, maybe in sides]
    return (
        some(*(every(kind, surely) for kind, surely, _ in of_kind)),
        some(*(every(kind, maybe) for kind, _, maybe in of_kind)),
    )


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
    what they exclude and looks into few lists.
    """
    listed = Test(f"{column}_spans", "null", negated=True)
    plain = negation(listed)
    flat = _any(boxes, lambda box: _flat(box, column, margin))
    wide = _any(dict.fromkeys((*boxes, *loose)), lambda box: _flat(box, column, margin))
    some_span = some(
        _any(boxes, lambda box: _in_list(box, _SPAN, column, margin)),
        _any(loose, lambda box: _in_list(box, _SCATTERED, column, margin)),
        _members(tree, column, margin, holding=holding),
    )
    if wide == flat:
        return every(flat, some(plain, some_span))
    return some(every(plain, flat), every(listed, wide, some_span))


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


def _any(boxes: Iterable[Box], ask: Callable[[Box], Formula]) -> Formula:
    return some(*map(ask, boxes))


# -- flat columns --------------------------------------------------------------------------------


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
    if not _FIRST <= day <= _LAST:  # no day of a table is as far out
        beyond = (day > _LAST) == (operator == ">=")
        return Test(column, "null", null=True) if beyond else TRUE
    return Test(column, operator, date.fromordinal(int(day)), null=True)


# -- lists of spans ------------------------------------------------------------------------------


def _in_list(box: Box, mark: str, field: str, margin: int) -> Formula:
    """Whether an entry of the list meets a box."""
    flags = [(0, 0, "[.~][.~]")]
    if margin:
        flags = [
            (margin * early, margin * late, f"{'~' if early else '[.]'}{'~' if late else '[.]'}")
            for early, late in product((False, True), repeat=2)
        ]
    patterns = [_entry_pattern(box, mark, *flag) for flag in flags]
    return Test(f"{field}_spans", "match", "|".join(patterns))


def _entry_pattern(box: Box, mark: str, early: int, late: int, flags: str) -> str:
    bounds = (
        _day_pattern("<=", min(box.start_max, box.end_max) + early),
        _day_pattern(">=", box.start_min - early),
        _day_pattern("<=", box.end_max + late),
        _day_pattern(">=", max(box.end_min, box.start_min) - late),
    )
    longest = box.longest + early + late
    apart = box.end_min - box.start_max - early - late
    days = _number_pattern("<=", longest), _number_pattern(">=", apart)
    start, end = "/".join(bounds[:2]), "/".join(bounds[2:])
    return f"{mark}{start},{end},{'/'.join(days)},{flags};"


def _members(tree: Node, field: str, margin: int, *, holding: bool) -> Formula:
    """Whether the stretches that are all touched may be touched so that a question holds, or fails.

    Args:
        tree: The question.
        field: Name of the date field.
        margin: Days to widen by, if it is marked.
        holding: Whether it is to hold, else to fail.
    """
    column = f"{field}_spans"
    is_list = Test(column, "match", f"^{_MEMBERS}")
    segments = segments_of(date_terms(tree))
    if len(segments) > MOST_TOUCHED:
        return is_list  # may be
    choices = [
        chosen
        for number in range(1, len(segments) + 1)
        for chosen in combinations(segments, number)
        if (truth := touched_truth(tree, chosen)).is_unknown or truth.is_true is holding
    ]
    found = some(*(_touched(column, chosen, segments, 0) for chosen in choices))
    if margin:
        marked = Test(f"{field}_start_qualified", "true")
        wide = some(*(_touched(column, chosen, segments, margin) for chosen in choices))
        found = some(every(negation(marked), found), every(marked, wide))
    return every(is_list, found)


def _touched(
    column: str,
    chosen: Sequence[tuple[float, float]],
    segments: Sequence[tuple[float, float]],
    margin: int,
) -> Formula:
    """Whether just some segments may be touched: each meets a member, each member meets one."""
    each = [
        Test(
            column,
            "match",
            f"{_day_pattern('<=', last + margin)}/{_day_pattern('>=', first - margin)}",
        )
        for first, last in chosen
    ]
    apart = [
        f"[m,]{_day_pattern('>=', first + margin)}/{_day_pattern('<=', last - margin)}"
        for first, last in _gaps(chosen, segments)
    ]
    outside = [Test(column, "match", "|".join(apart), negated=True)] if apart else []
    return every(*each, *outside)


def _gaps(
    chosen: Sequence[tuple[float, float]], segments: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The stretches between chosen segments."""
    found: list[tuple[float, float]] = []
    for segment in segments:
        if segment in chosen:
            continue
        if found and found[-1][1] + 1 == segment[0]:
            found[-1] = found[-1][0], segment[1]
        else:
            found.append(segment)
    return found


# -- numbers as regular expressions --------------------------------------------------------------

_ANY_DAY = "[0-9-]{10}"
_ANY_NUMBER = "[0-9]{7}"


def _day_pattern(operator: Side, day: float) -> str:
    """A regular expression of the days, as text, on one side of a day."""
    if day == (inf if operator == "<=" else -inf):
        return _ANY_DAY
    if day > _LAST:  # only what has no bound is as late
        return _NO_DAY[1] if operator == ">=" else side_pattern("<=", _day(_LAST))
    if day < _FIRST:
        return _NO_DAY[0] if operator == "<=" else side_pattern(">=", _day(_FIRST))
    return side_pattern(operator, _day(day))


def _number_pattern(operator: Side, number: float) -> str:
    """The same of a number of days."""
    if number == (inf if operator == "<=" else -inf) or (operator == ">=" and number <= 0):
        return _ANY_NUMBER
    return side_pattern(operator, _number(number))
