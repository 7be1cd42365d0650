"""What lasted when: each record as a bar, or where they are many, how many in each year."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, TypeAlias, Unpack

import attrs

from bilateral.collection.dataset import Dataset
from bilateral.collection.display import dates_text
from bilateral.dates.ordinals import ordinal, year_of
from bilateral.dates.relations import Span
from bilateral.dates.when import When
from bilateral.model.records import KINDS, Record, Status
from bilateral.plots.look import BLUE, GREEN, GREY, ORANGE, Look, Looks, altair, plural
from bilateral.plots.material import Material, cells, sides

if TYPE_CHECKING:
    import altair as alt

__all__ = ["timeline"]

_NAMED = 40
"""So many records have a row and a title each; more share rows and are named by the pointer."""
_DRAWN = 400
"""So many have a bar each; of more the numbers by year are drawn."""
_EPOCH = ordinal(1970)
_MARGIN = 10  # pixels left free between two bars of one row
_HATCH = 6  # pixels from one stroke of a hatching to the next

Rows: TypeAlias = list[dict[str, Any]]  # what a mark needs: texts and numbers

SHAPES: dict[str, tuple[str, str]] = {
    "occurred": ("circle", BLUE),
    "ongoing": ("triangle-right", GREEN),
    "agreed": ("square", "#E69F00"),
    "planned": ("diamond", "#56B4E9"),
    "discussed": ("triangle-up", "#CC79A7"),
    "desired": ("triangle-down", "#CC79A7"),
    "considered": ("cross", "#E69F00"),
    "cancelled": ("M-1,-1L1,1M1,-1L-1,1", ORANGE),
    "denied": ("M-1,0L1,0", ORANGE),
    "differs": ("triangle-left", GREY),
    "not stated": ("M-.6,-.6L.6,-.6L.6,.6L-.6,.6Z", GREY),
}
"""The shape and colour of each status."""


def timeline(asked: Material, **looks: Unpack[Looks]) -> alt.TopLevelMixin:
    """What happened when: a bar for each record, in a lane for its kind.

    Filled is what it surely took; pale and hatched are days that it only may have taken; dashed
    outlines are the rival dates of other sources. Its status is told by a shape. Of many records
    the numbers by year are drawn instead: at least so many, and at most.

    Args:
        asked: A dataset, a selection or a table.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Returns:
        A layered chart; of many records one with a panel for each kind.

    Raises:
        BilateralError: if it holds no records.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").visits.plot("timeline", width=600)
        >>> chart.title.text
        ['What happened when?']
    """
    look = Look(**looks)
    definite, possible = sides(asked)
    if len(definite) + len(possible) > _DRAWN:
        return _by_year(asked, look)
    bars = [_Bar.of(record, sure) for sure, side in ((True, definite), (False, possible))
            for record in side]  # fmt: skip
    dated = [bar for bar in bars if bar.is_dated]
    undated = len(bars) - len(dated)
    reading = [
        "Filled: surely then. Pale and hatched: possibly. Dotted line: no bound is known.",
        "Dashed outline: a date of another source.",
    ]
    if undated:
        reading.append(f"{plural(undated, 'record')} without a date not drawn.")
    lanes = {kind: [b for b in dated if b.record.kind == kind] for kind in KINDS}
    shows = f"A timeline of {plural(len(dated), 'record')}: " + ", ".join(
        f"{len(held)} {KINDS[kind].plural.replace('_', ' ')}"
        for kind, held in lanes.items()
        if held
    )
    chart = _drawn({kind: held for kind, held in lanes.items() if held}, look)
    return look.finished(
        chart, asked, question="What happened when?", reading=reading, shows=f"{shows}."
    )


# -- a bar -----------------------------------------------------------------------------------------


@attrs.frozen
class _Bar:
    """A record with the days that it may take, its own and by rival dates."""

    record: Record
    sure: bool
    own: tuple[Span, ...]
    rivals: tuple[Span, ...]

    @classmethod
    def of(cls, record: Record, sure: bool) -> _Bar:
        values = [value for value in record.values("date") if isinstance(value, When)]
        if len(values) < 2:
            return cls(record, sure, record.when, ())
        rivals = tuple(span for value in values[1:] for span in value.spans)
        return cls(record, sure, values[0].spans, rivals)

    @property
    def is_dated(self) -> bool:
        extent = self.record.extent
        return extent is not None and _finite([extent]) != []

    @property
    def core(self) -> tuple[float, float] | None:
        """The days that it surely takes, if there are any."""
        if not self.sure or any(span.is_scattered for span in self.record.when):
            return None
        first = max(span.start_max for span in self.record.when)
        last = min(span.end_min for span in self.record.when)
        return (first, last) if -inf < first <= last < inf else None

    @property
    def extent(self) -> tuple[float, float]:
        spans = (*self.own, *self.rivals)
        return min(s.start_min for s in spans), max(s.end_max for s in spans)

    @property
    def point(self) -> float:
        """A day to set a sign on: where it surely was, or within what is known of its own date."""
        first, last = self.core or (self.own[0].start_max, self.own[0].end_min)
        known = [day for day in (first, last) if -inf < day < inf] or _finite(self.own)
        return (min(known) + max(known) + 1) / 2 if known else self._middle

    @property
    def _middle(self) -> float:
        days = _finite((*self.own, *self.rivals))
        return (min(days) + max(days) + 1) / 2


def _finite(spans: Iterable[Span]) -> list[float]:
    bounds = ((s.start_min, s.start_max, s.end_min, s.end_max) for s in spans)
    return [bound for four in bounds for bound in four if -inf < bound < inf]


# -- rows and marks --------------------------------------------------------------------------------


@attrs.frozen
class _Scale:
    """From days to pixels and to the milliseconds that Vega counts from 1970."""

    first: float
    last: float
    width: float

    @classmethod
    def of(cls, bars: Sequence[_Bar], width: float) -> _Scale:
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
        return round((day - _EPOCH) * 86_400_000)


def _drawn(lanes: dict[str, list[_Bar]], look: Look) -> Any:  # a layered chart
    everything = [bar for held in lanes.values() for bar in held]
    if not everything:
        return look.empty("No record has a date.")
    scale = _Scale.of(everything, max(look.width - 130, 120))
    named = len(everything) <= _NAMED
    layers = ("possible", "rivals", "open", "hatching", "cores", "points", "words")
    marks: dict[str, Rows] = {name: [] for name in layers}
    labels: dict[float, str] = {}
    edges: Rows = []
    row = 0
    for kind, bars in lanes.items():
        first = row
        for held in _packed(bars, scale, apart=named):
            for bar in held:
                _add(marks, bar, row, scale)
                if named:
                    marks["words"].append(_title(bar, row, scale, look))
            row += 1
        labels[(first + row) / 2] = KINDS[kind].plural.replace("_", " ")
        edges.append({"row": row})
        row = max(row, first + ceil(14 / _pitch(len(everything), row)))
    return _layers(marks, labels, edges, row, scale, look, _pitch(len(everything), row))


def _pitch(records: int, rows: int) -> float:
    """Pixels of a row."""
    return 18 if records <= _NAMED else 11 if rows <= 70 else 7


def _packed(bars: Sequence[_Bar], scale: _Scale, *, apart: bool) -> list[list[_Bar]]:
    """The bars in rows in which none touches another."""
    ordered = sorted(bars, key=lambda bar: (scale.days(*bar.extent), bar.record.id))
    rows: list[list[_Bar]] = []
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


def _add(marks: dict[str, Rows], bar: _Bar, row: int, scale: _Scale) -> None:
    facts = _facts(bar)
    middle = row + 0.5
    for what, spans in (("possible", bar.own), ("rivals", bar.rivals)):
        for span in spans:
            known = _finite([span])
            if not known:
                known = [bar.point]
            lacks_start, lacks_end = span.start_min == -inf, span.end_max == inf
            first, last = scale.days(min(known), max(known))
            marks[what].append({**facts, **_box(first, last, row, scale)})
            for is_open, begin, end in (
                (lacks_start, scale.first, first),
                (lacks_end, last, scale.last),
            ):
                if is_open and begin < end:
                    ends = {"from": scale.milliseconds(begin), "to": scale.milliseconds(end)}
                    marks["open"].append({**facts, **ends, "row": middle})
            if what == "possible":
                marks["hatching"] += [
                    {"at": scale.milliseconds(day), "row": middle}
                    for day in _hatched(first, last, bar.core, scale)
                ]
    if bar.core is not None:
        first, last = scale.days(*bar.core)
        marks["cores"].append({**facts, **_box(first, last, row, scale)})
    day = min(max(bar.point, scale.first), scale.last)
    marks["points"].append({**facts, "at": scale.milliseconds(day), "row": middle})


def _box(first: float, last: float, row: int, scale: _Scale) -> dict[str, float]:
    return {
        "from": scale.milliseconds(first),
        "to": scale.milliseconds(last),
        "top": row + 0.18,
        "foot": row + 0.82,
    }


def _hatched(
    first: float, last: float, core: tuple[float, float] | None, scale: _Scale
) -> list[float]:
    """The places of the strokes in what is only possible."""
    step = _HATCH * scale.pixel
    number = max(floor((last - first) / step), 1)
    middle = [first + (last - first) * (i + 0.5) / number for i in range(number)]
    return [day for day in middle if core is None or not core[0] <= day <= core[1] + 1]


def _facts(bar: _Bar) -> dict[str, str]:
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


def _title(bar: _Bar, row: int, scale: _Scale, look: Look) -> dict[str, Any]:
    """The title on that side of the bar on which there is more room."""
    begin, end = scale.days(*bar.extent)
    before, after = (begin - scale.first) / scale.pixel, (scale.last - end) / scale.pixel
    right = after >= before
    return {
        "words": look.cut(bar.record.title, max(before, after) - 14),
        "at": scale.milliseconds(end if right else begin),
        "side": "right" if right else "left",
        "row": row + 0.5,
    }


# -- layers ----------------------------------------------------------------------------------------


def _chart(rows: Rows) -> Any:  # a chart; rows given as they are have no limit
    alt = altair()
    return alt.Chart(alt.InlineData(values=rows))


def _layers(
    marks: dict[str, Rows],
    labels: dict[float, str],
    edges: Rows,
    rows: int,
    scale: _Scale,
    look: Look,
    pitch: float,
) -> Any:  # a layered chart
    alt = altair()
    domain = [scale.milliseconds(scale.first), scale.milliseconds(scale.last)]
    time = alt.Scale(type="utc", domain=domain)
    down = alt.Scale(domain=[0, rows], reverse=True, nice=False, zero=False)
    axis = alt.Axis(
        values=sorted(labels),
        labelExpr=f"{json.dumps({f'{at:g}': word for at, word in labels.items()})}[datum.value]",
        title=None, grid=False, domain=False, ticks=False, labelOverlap=False,
    )  # fmt: skip
    years = alt.Axis(
        title=None, format="%Y", tickCount=max(int(look.width / 70), 3), labelFlush=True
    )
    at, begin = (alt.X(f"{name}:T", scale=time, axis=years) for name in ("at", "from"))
    row = alt.Y("row:Q", scale=down, axis=axis)
    box = {"x": begin, "x2": "to:T", "y": alt.Y("top:Q", scale=down, axis=axis), "y2": "foot:Q"}
    told = [f"{name}:N" for name in ("title", "date", "kind", "status", "match", "id")]
    done = [name for name in (*map(str, Status), "differs", "not stated")
            if any(point["status"] == name for point in marks["points"])]  # fmt: skip
    colours = [look.colour(SHAPES[status][1]) for status in done]
    shown = {
        "shape": alt.Shape("status:N", title="Status", sort=done,
                           scale=alt.Scale(domain=done, range=[SHAPES[s][0] for s in done]),
                           legend=alt.Legend(orient="bottom", columns=max(look.width // 110, 2))),
        "color": alt.Color("status:N", title="Status", sort=done,
                           scale=alt.Scale(domain=done, range=colours)),
    }  # fmt: skip
    wide = max(pitch * 0.8, 4) ** 2 * 0.6
    layers = [
        _chart(edges).mark_rule(color=look.faint).encode(y=alt.Y("row:Q", scale=down, axis=axis)),
        _chart(marks["open"])
        .mark_rule(color=GREY, strokeDash=[2, 3], strokeWidth=1.2)
        .encode(x=begin, x2="to:T", y=row, tooltip=told),
        _chart(marks["possible"])
        .mark_rect(fill=GREY, fillOpacity=0.25, stroke=GREY, strokeOpacity=0.5, strokeWidth=1)
        .encode(**box, tooltip=told),
        _chart(marks["hatching"])
        .mark_point(shape="M-.6,.8L.6,-.8", stroke=GREY, strokeWidth=1, size=pitch**2 * 0.5)
        .encode(x=at, y=row),
        _chart(marks["rivals"])
        .mark_rect(fillOpacity=0, stroke=look.text, strokeWidth=1, strokeDash=[3, 2])
        .encode(**box, tooltip=told),
        _chart(marks["cores"]).mark_rect(fill=look.blue).encode(**box, tooltip=told),
        _chart(marks["points"])
        .mark_point(filled=True, size=wide, stroke=look.page, strokeWidth=0.8, opacity=1)
        .encode(x=at, y=row, tooltip=told, **shown),
    ]
    for side, align, shift in (("right", "left", 9), ("left", "right", -9)):
        words = [word for word in marks["words"] if word["side"] == side]
        if words:
            text = _chart(words).mark_text(align=align, dx=shift, fontSize=11, color=look.text)
            layers.append(text.encode(x=at, y=row, text="words:N"))
    return alt.layer(*layers).properties(
        width=look.width, height=max(rows * pitch, 40), autosize=_fit()
    )


def _fit() -> Any:  # what Altair has for it
    return altair().AutoSizeParams(type="fit-x", contains="padding")


# -- many records ----------------------------------------------------------------------------------


def _by_year(asked: Material, look: Look) -> alt.TopLevelMixin:
    alt = altair()
    every = asked.any_status() if isinstance(asked, Dataset) else asked
    found = cells(every, "kind", "year")
    rows: Rows = [
        {
            "kind": KINDS[cell.words[0]].plural.replace("_", " "),
            "from": _Scale.milliseconds(ordinal(cell.words[1])),
            "to": _Scale.milliseconds(ordinal(cell.words[1] + 1)),
            "year": cell.words[1],
            "least": cell.least,
            "most": cell.most,
        }
        for cell in found
        if cell.words[1] is not None
    ]
    order = list(dict.fromkeys(row["kind"] for row in rows))
    x = alt.X("from:T", title=None, scale=alt.Scale(type="utc"),
              axis=alt.Axis(format="%Y", tickCount=max(look.width // 70, 3)))  # fmt: skip
    told = ["kind:N", "year:O", alt.Tooltip("least:Q", title="at least"),
            alt.Tooltip("most:Q", title="at most")]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, x2="to:T", tooltip=told)
    y = {"axis": alt.Axis(tickCount=3, tickMinStep=1, format=",d"), "title": None}
    chart = alt.layer(
        base.mark_rect(fill=GREY, fillOpacity=0.3, stroke=GREY, strokeDash=[2, 2]).encode(
            y=alt.Y("least:Q", **y), y2="most:Q"
        ),
        base.mark_rect(fill=look.blue, stroke=look.page, strokeWidth=0.3).encode(
            y=alt.Y("least:Q", **y), y2=alt.datum(0)
        ),
    ).properties(width=max(look.width - 150, 120), height=320 if len(order) == 1 else 70)
    head = alt.Header(title=None, labelAngle=0, labelAlign="left", labelLimit=110)
    chart = chart.facet(row=alt.Row("kind:N", sort=order, header=head)).resolve_scale(
        y="independent"
    )
    number = sum(map(len, sides(asked)))
    return look.finished(
        chart,
        asked,
        question="How many in each year?",
        reading=["Filled: at least so many. Dashed: at most."],
        shows=f"Bars of {plural(number, 'record')} by year and kind, at least and at most.",
    )
