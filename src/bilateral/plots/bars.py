"""The bars of a timeline: which days each record surely or possibly takes, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, inf
from typing import Any, TypeAlias

import attrs

from bilateral.collection.display import dates_text
from bilateral.dates.ordinals import ordinal, year_of
from bilateral.dates.relations import Span
from bilateral.dates.when import When
from bilateral.model.records import Record
from bilateral.plots.look import Look

__all__ = ["LAYERS", "Bar", "Rows", "Scale", "add", "packed", "title"]

Rows: TypeAlias = list[dict[str, Any]]  # what a mark needs: texts and numbers

LAYERS = ("possible", "rivals", "open", "hatching", "cores", "points", "words")
"""What a bar is drawn of."""
_FIRST, _LAST = ordinal(-9999), ordinal(9999)
"""What lies beyond is drawn as if it had no bound."""
_EPOCH = ordinal(1970)
_MARGIN = 10  # pixels left free between two bars of one row
_HATCH = 6  # pixels from one stroke of a hatching to the next
_LEAST = 3  # pixels of a bar without a sign


@attrs.frozen
class Bar:
    """A record with the days that it may take, its own and by rival dates.

    Attributes:
        record: The record.
        sure: Whether it surely matches what was asked for.
        own: The spans of its own date, or of all that it may be where no source differs.
        rivals: The spans of the other dates that sources give.
    """

    record: Record
    sure: bool
    own: tuple[Span, ...]
    rivals: tuple[Span, ...]

    @classmethod
    def of(cls, record: Record, sure: bool) -> Bar:
        """The bar of a record."""
        values = [value for value in record.values("date") if isinstance(value, When)]
        if len(values) < 2:
            return cls(record, sure, record.when, ())
        rivals = tuple(span for value in values[1:] for span in value.spans)
        return cls(record, sure, values[0].spans, rivals)

    @property
    def is_dated(self) -> bool:
        """Whether some bound of its date is known."""
        extent = self.record.extent
        return extent is not None and _finite([extent]) != []

    @property
    def core(self) -> tuple[float, float] | None:
        """The days that it surely takes, if there are any and it surely matches."""
        return self._taken if self.sure else None

    @property
    def _taken(self) -> tuple[float, float] | None:
        """The days that the record surely takes."""
        if any(span.is_scattered for span in self.record.when):
            return None
        first = max(span.start_max for span in self.record.when)
        last = min(span.end_min for span in self.record.when)
        return (first, last) if _FIRST <= first <= last <= _LAST else None

    @property
    def extent(self) -> tuple[float, float]:
        """The first and the last day that it may take, by any source."""
        spans = (*self.own, *self.rivals)
        return min(s.start_min for s in spans), max(s.end_max for s in spans)

    @property
    def point(self) -> float | None:
        """A day to set a sign on, in the middle of those that it surely takes; else none."""
        return None if self._taken is None else (sum(self._taken) + 1) / 2

    @property
    def middle(self) -> float:
        """The middle of all that is known of its dates."""
        days = _finite((*self.own, *self.rivals))
        return (min(days) + max(days) + 1) / 2


def _finite(spans: Iterable[Span]) -> list[float]:
    bounds = ((s.start_min, s.start_max, s.end_min, s.end_max) for s in spans)
    return [bound for four in bounds for bound in four if _FIRST <= bound <= _LAST]


@attrs.frozen
class Scale:
    """From days to pixels and to the milliseconds that Vega counts from 1970.

    Attributes:
        first: The first day that is drawn.
        last: The day after the last.
        width: Pixels between them.
    """

    first: float
    last: float
    width: float

    @classmethod
    def of(cls, bars: Sequence[Bar], width: float) -> Scale:
        """A scale of whole years that holds all known days of some bars."""
        days = [day for bar in bars for day in _finite((*bar.own, *bar.rivals))]
        first, last = ordinal(year_of(min(days))), ordinal(year_of(max(days)) + 1)
        return cls(first, last, width)

    @property
    def pixel(self) -> float:
        """The days of one pixel."""
        return (self.last - self.first) / self.width

    def days(self, first: float, last: float) -> tuple[float, float]:
        """From the begin of the first to the end of the last day, as far as drawn."""
        begin = min(max(first, self.first), self.last)
        return begin, min(max(last + 1, begin + self.pixel), self.last)

    @staticmethod
    def milliseconds(day: float) -> float:
        """The begin of a day, as Vega counts time."""
        return round((day - _EPOCH) * 86_400_000)


def packed(bars: Sequence[Bar], scale: Scale, *, apart: bool) -> list[list[Bar]]:
    """The bars in rows in which none touches another.

    Args:
        bars: The bars of one lane.
        scale: From days to places.
        apart: Whether each is to have a row of its own.
    """
    ordered = sorted(bars, key=lambda bar: (scale.days(*bar.extent), bar.record.id))
    rows: list[list[Bar]] = []
    ends: list[float] = []
    for bar in ordered:
        begin, end = scale.days(*bar.extent)
        free = [i for i, last in enumerate(ends) if last + _MARGIN * scale.pixel <= begin]
        if apart or not free:
            rows.append([])
            ends.append(-inf)
            free = [len(rows) - 1]
        rows[free[0]].append(bar)
        ends[free[0]] = end
    return rows


def add(marks: dict[str, Rows], bar: Bar, row: int, scale: Scale) -> None:
    """Add what a bar is drawn of to the rows of each layer.

    Args:
        marks: The rows of each of :data:`LAYERS`.
        bar: The bar.
        row: The row in which it stands.
        scale: From days to places.
    """
    facts = _facts(bar)
    middle = row + 0.5
    tint = facts["status"] if bar.point is None else "signed"  # what no sign tells
    for what, spans in (("possible", bar.own), ("rivals", bar.rivals)):
        for span in spans:
            known = _finite([span])
            if not known:
                known = [bar.middle]
            lacks_start, lacks_end = span.start_min < _FIRST, span.end_max > _LAST
            first, last = scale.days(min(known), max(known))
            if bar.point is None:  # there is nothing else of it to be seen
                last = max(last, first + _LEAST * scale.pixel)
            marks[what].append({**facts, **_box(first, last, row, scale), "tint": tint})
            for is_open, begin, end in (
                (lacks_start, scale.first, first),
                (lacks_end, last, scale.last),
            ):
                if is_open and begin < end:
                    ends = {"from": scale.milliseconds(begin), "to": scale.milliseconds(end)}
                    marks["open"].append({**facts, **ends, "row": middle})
            if what == "possible":
                marks["hatching"] += [
                    {"at": scale.milliseconds(day), "row": middle, "tint": tint}
                    for day in _hatched(first, last, bar.core, scale)
                ]
    if bar.core is not None:
        first, last = scale.days(*bar.core)
        marks["cores"].append({**facts, **_box(first, last, row, scale)})
    if bar.point is not None:
        day = min(max(bar.point, scale.first), scale.last)
        marks["points"].append({**facts, "at": scale.milliseconds(day), "row": middle})


def _box(first: float, last: float, row: int, scale: Scale) -> dict[str, float]:
    return {
        "from": scale.milliseconds(first),
        "to": scale.milliseconds(last),
        "top": row + 0.18,
        "foot": row + 0.82,
    }


def _hatched(
    first: float, last: float, core: tuple[float, float] | None, scale: Scale
) -> list[float]:
    """The places of the strokes in what is only possible."""
    step = _HATCH * scale.pixel
    number = max(floor((last - first) / step), 1)
    middle = [first + (last - first) * (i + 0.5) / number for i in range(number)]
    return [day for day in middle if core is None or not core[0] <= day <= core[1] + 1]


def _facts(bar: Bar) -> dict[str, str]:
    """What the pointer is told, and a program can read."""
    seen = [str(status) for status in bar.record.values("status")]
    return {
        "title": bar.record.title,
        "date": dates_text(bar.record),
        "kind": bar.record.kind,
        "status": "differs" if len(seen) > 1 else seen[0] if seen else "not stated",
        "match": "definite" if bar.sure else "possible",
        "id": bar.record.id,
    }


def title(bar: Bar, row: int, scale: Scale, look: Look) -> dict[str, Any]:
    """The title on that side of the bar on which there is more room."""
    days = _finite((*bar.own, *bar.rivals))
    begin, end = scale.days(min(days), max(days))
    before, after = (begin - scale.first) / scale.pixel, (scale.last - end) / scale.pixel
    right = after >= before
    status = _facts(bar)["status"]
    is_said = bar.point is None and status != "occurred"
    words = f"{bar.record.title} ({status})" if is_said else bar.record.title
    return {
        "words": look.cut(words, max(before, after) - 14),
        "at": scale.milliseconds(end if right else begin),
        "side": "right" if right else "left",
        "row": row + 0.5,
    }
