"""What lasted when: each record as a bar, or where they are many, how many in each year."""

# needs: altair

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Unpack

from bilateral.collection.dataset import Dataset
from bilateral.dates.ordinals import ordinal, year_of
from bilateral.model.records import KINDS, Status
from bilateral.plots.bars import LAYERS, Bar, Rows, Scale, add, packed, title
from bilateral.plots.look import BLUE, GREEN, GREY, ORANGE, Look, Looks, altair, plural
from bilateral.plots.material import Material, cells, sides

if TYPE_CHECKING:
    import altair as alt

__all__ = ["timeline"]

_NAMED = 40
"""So many records have a row and a title each; more share rows and are named by the pointer."""
_DRAWN = 400
"""So many have a bar each; of more the numbers by year are drawn."""
_LANE = 3
"""A lane of bars without titles has so many rows at least, so that its name has room."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

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
    outlines are the rival dates of other sources. A sign on the days that it surely took tells
    its status by a shape; where there is no such day, there is none, and its title and the colour
    of its bar tell it. Of many records the numbers by year are drawn instead: at least so many,
    and at most.

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
    look = Look.of(timeline, looks)
    definite, possible = sides(asked)
    if len(definite) + len(possible) > _DRAWN:
        return _by_year(asked, look)
    bars = [Bar.of(record, sure) for sure, side in ((True, definite), (False, possible))
            for record in side]  # fmt: skip
    dated = [bar for bar in bars if bar.is_dated]
    undated = len(bars) - len(dated)
    reading = [
        "Filled bar: surely then. Pale and hatched: possibly. Dotted line: no bound is known.",
        "Dashed outline: a date of another source.",
    ]
    if any(bar.point is None for bar in dated):
        reading.append("No sign: no day of it is known; the bar has the colour of its status.")
    if any(not bar.sure and bar.point is not None for bar in dated):
        reading.append("Hollow sign: it only may match.")
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


def _drawn(lanes: dict[str, list[Bar]], look: Look) -> Any:  # a layered chart
    everything = [bar for held in lanes.values() for bar in held]
    if not everything:
        return look.empty("No record has a date.")
    scale = Scale.of(everything, max(look.width - 130, 120))
    named = len(everything) <= _NAMED
    marks: dict[str, Rows] = {name: [] for name in LAYERS}
    labels: dict[float, str] = {}
    edges: Rows = []
    row = 0
    for kind, bars in lanes.items():
        first = row
        for held in packed(bars, scale, apart=named):
            for bar in held:
                add(marks, bar, row, scale)
                if named:
                    marks["words"].append(title(bar, row, scale, look))
            row += 1
        labels[(first + row) / 2] = KINDS[kind].plural.replace("_", " ")
        edges.append({"row": row})
        row = max(row, first + (1 if named else _LANE))
    return _layers(marks, labels, edges, row, scale, look, _pitch(len(everything), row))


def _pitch(records: int, rows: int) -> float:
    """Pixels of a row."""
    return 18 if records <= _NAMED else 11 if rows <= 70 else 7


# -- layers ----------------------------------------------------------------------------------------


def _chart(rows: Rows) -> Any:  # a chart; rows given as they are have no limit
    alt = altair()
    return alt.Chart(alt.InlineData(values=rows))


def _layers(
    marks: dict[str, Rows],
    labels: dict[float, str],
    edges: Rows,
    rows: int,
    scale: Scale,
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
    years = _years(scale.first, scale.last, look)
    at, begin = (alt.X(f"{name}:T", scale=time, axis=years) for name in ("at", "from"))
    row = alt.Y("row:Q", scale=down, axis=axis)
    box = {"x": begin, "x2": "to:T", "y": alt.Y("top:Q", scale=down, axis=axis), "y2": "foot:Q"}
    told = [f"{name}:N" for name in ("title", "date", "kind", "status", "match", "id")]
    done = [name for name in (*map(str, Status), "differs", "not stated")
            if any(bar["status"] == name for bar in marks["possible"])]  # fmt: skip
    colours = [look.colour(SHAPES[status][1]) for status in done]
    shown = {
        "shape": alt.Shape("status:N", title="Status", sort=done,
                           scale=alt.Scale(domain=done, range=[SHAPES[s][0] for s in done]),
                           legend=alt.Legend(orient="bottom", columns=max(look.width // 110, 2))),
        "color": alt.Color("status:N", title="Status", sort=done,
                           scale=alt.Scale(domain=done, range=colours)),
    }  # fmt: skip
    wide = max(pitch * 0.8, 4) ** 2 * 0.6
    tint = alt.Scale(domain=["signed", *done], range=[GREY, *colours])
    fill, stroke = (kind("tint:N", scale=tint, legend=None) for kind in (alt.Fill, alt.Stroke))
    layers = [
        _chart(edges).mark_rule(color=look.faint).encode(y=alt.Y("row:Q", scale=down, axis=axis)),
        _chart(marks["open"])
        .mark_rule(color=GREY, strokeDash=[2, 3], strokeWidth=1.2)
        .encode(x=begin, x2="to:T", y=row, tooltip=told),
        _chart(marks["possible"])
        .mark_rect(fillOpacity=0.25, strokeOpacity=0.5, strokeWidth=1)
        .encode(**box, fill=fill, stroke=stroke, tooltip=told),
        _chart(marks["hatching"])
        .mark_point(shape="M-.6,.8L.6,-.8", strokeWidth=1, size=pitch**2 * 0.5)
        .encode(x=at, y=row, stroke=stroke),
        _chart(marks["rivals"])
        .mark_rect(fillOpacity=0, stroke=look.text, strokeWidth=1, strokeDash=[3, 2])
        .encode(**box, tooltip=told),
        _chart(marks["cores"]).mark_rect(fill=look.blue).encode(**box, tooltip=told),
        *(
            _chart([point for point in marks["points"] if (point["match"] == "definite") is sure])
            .mark_point(
                filled=sure,
                size=wide,
                opacity=1,
                **({"stroke": look.page, "strokeWidth": 0.8} if sure else {"fill": look.page}),
            )
            .encode(x=at, y=row, tooltip=told, **shown)
            for sure in (True, False)
        ),
    ]
    for side, align, shift in (("right", "left", 9), ("left", "right", -9)):
        words = [word for word in marks["words"] if word["side"] == side]
        if words:
            for halo in ({"stroke": look.page, "strokeWidth": 3}, {}):  # over the dotted lines
                text = _chart(words).mark_text(align=align, dx=shift, color=look.text, **halo)
                layers.append(text.encode(x=at, y=row, text="words:N"))
    return alt.layer(*layers).properties(
        width=look.width, height=max(rows * pitch, 40), autosize=_fit()
    )


def _years(first: float, last: float, look: Look) -> Any:  # an axis
    """An axis with a tick at the begin of years, all of them or each fifth, tenth and so on."""
    begin, end = year_of(first), year_of(last)
    step = next((n for n in _STEPS if (end - begin) / n <= look.width / 70), _STEPS[-1])
    ticks = [
        Scale.milliseconds(ordinal(year)) for year in range(begin - begin % -step, end + 1, step)
    ]
    return altair().Axis(title=None, format="%Y", values=ticks, labelFlush=True)


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
            "from": Scale.milliseconds(ordinal(cell.words[1])),
            "to": Scale.milliseconds(ordinal(cell.words[1] + 1)),
            "year": cell.words[1],
            "least": cell.least,
            "most": cell.most,
        }
        for cell in found
        if cell.words[1] is not None
    ]
    present = {row["kind"] for row in rows}
    order = [name for kind in KINDS.values() if (name := kind.plural.replace("_", " ")) in present]
    years = [row["year"] for row in rows] or [0]
    axis = _years(ordinal(min(years)), ordinal(max(years) + 1), look)
    x = alt.X("from:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
    told = ["kind:N", "year:O", alt.Tooltip("least:Q", title="at least"),
            alt.Tooltip("most:Q", title="at most")]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, x2="to:T", tooltip=told)
    y = {"axis": alt.Axis(tickCount=3, tickMinStep=1, format=",d"), "title": None}
    chart = alt.layer(
        base.transform_filter("datum.most > datum.least")
        .mark_rect(fill=GREY, fillOpacity=0.3, stroke=GREY, strokeDash=[2, 2])
        .encode(y=alt.Y("least:Q", **y), y2="most:Q"),
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
