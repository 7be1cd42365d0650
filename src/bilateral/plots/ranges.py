"""How many of each: a bar up to at least, a line up to at most."""

# needs: altair

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, Unpack

from bilateral.collection.answers import Answers
from bilateral.collection.counts import Counts
from bilateral.errors import BilateralError
from bilateral.plots.look import Look, Looks, altair, not_drawn, plural, ticks
from bilateral.plots.material import Bounded, Material, cells, holder_of, name_of, noun_of

if TYPE_CHECKING:
    import altair as alt

__all__ = ["amounts"]

_MOST = 40
_TIMES = frozenset({"year", "month", "decade"})
_LABEL = 200
_ROW = 18
_LETTER = 6.2


def amounts(
    asked: Material,
    *,
    by: str | Sequence[str] = (),
    field: str | None = None,
    **looks: Unpack[Looks],
) -> alt.TopLevelMixin:
    """How many, or how much, there are of each: one row for each cell of a count.

    Counts by year or month alone stand on an axis of time, and those by any step of time are in
    its order. Of others what has most comes first, and what is not stated last. Of more than forty
    rows the greatest are drawn.

    Args:
        asked: Counts, of which an order that they were put in is kept, such as that of
            ``visits.count("host").sort("at_most")``; or records to count.
        by: Of records, the key or keys to count by.
        field: Of records, an amount to add up instead.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        BilateralError: if it is neither, or nothing says by what to count.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").visits.count("host").plot("amounts")
        >>> chart.title.text
        ['How many visits by host?']
    """
    alt, look = altair(), Look.of(amounts, looks)
    counts = _counted(asked, by, field)
    found = cells(counts, *counts.by)
    what = _what(asked, counts)
    question = f"{what} by {' and '.join(counts.by)}?" if counts.by else f"{what}?"
    times = [cell for cell in found if None not in cell.words]
    if counts.by in (("year",), ("month",)) and times:
        return look.finished(
            _over_time(times, counts, look),
            counts,
            question=question,
            reading=_reading(times, found),
            shows=f"Bars with bounds of {plural(len(times), counts.by[0])}, "
            f"{min(_begin(c) for c in times):.0f} to {max(_begin(c) for c in times):.0f}.",
        )
    is_ordered = not _TIMES.isdisjoint(counts.by) or not _is_by_key(found)
    drawn = _ranked(found)
    if is_ordered:
        drawn = [cell for cell in found if cell in drawn]
    labels = [" · ".join(_said(asked, word) for word in cell.words) or "all" for cell in drawn]
    highest = _highest(drawn)
    rows = [
        {"label": label, **_facts(cell, highest)} for label, cell in zip(labels, drawn, strict=True)
    ]
    width = min(max(map(len, labels), default=0) * _LETTER, _LABEL)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=_LABEL)),
        tooltip=["label:N", *_bounds()],
    )
    open_ = base.transform_filter("datum.open")
    axis = alt.Axis(title=counts.unit, **ticks(highest))
    least = alt.X("least:Q", axis=axis, scale=alt.Scale(domainMin=0))
    chart = alt.layer(
        base.mark_bar(fill=look.blue).encode(x=least),
        open_.mark_rule(color=look.text).encode(x=least, x2="most:Q"),
        open_.mark_tick(color=look.text, orient="vertical", size=8, thickness=1.2).encode(
            x=alt.X("most:Q", axis=axis)
        ),
    ).properties(width=look.width - 60 - int(width), height=_ROW * max(len(rows), 1))
    return look.finished(
        chart if rows else look.empty(),
        counts,
        question=question,
        reading=_reading(drawn, found),
        shows=f"Bars with bounds of {plural(len(rows), 'row')}: {', '.join(labels[:8])}.",
    )


def _is_by_key(found: Sequence[Bounded]) -> bool:
    """Whether cells are in the order of their keys, as they are before they are put in another."""
    order = [[(word is None, word) for word in cell.words] for cell in found]
    return order == sorted(order)


def _ranked(found: Sequence[Bounded]) -> list[Bounded]:
    """The greatest first, and what is not stated last: it has no rank among those that are."""
    ranked = sorted(found, key=lambda cell: (None in cell.words, -cell.least, -cell.most))
    stated = [cell for cell in ranked if None not in cell.words]
    unstated = ranked[len(stated) :][:1] if len(ranked) > _MOST else ranked[len(stated) :]
    return [*stated[: _MOST - len(unstated)], *unstated]


def _over_time(found: Sequence[Bounded], counts: Counts[Any, Any], look: Look) -> Any:  # a chart
    """The bars of years or months, each in its place on an axis of years."""
    alt = altair()
    long = 1 if counts.by == ("year",) else 1 / 12
    highest = _highest(found)
    rows = [
        {
            "label": str(cell.words[0]),
            "from": _begin(cell) + 0.1 * long,
            "middle": _begin(cell) + 0.5 * long,
            "to": _begin(cell) + 0.9 * long,
            **_facts(cell, highest),
        }
        for cell in found
    ]
    first, last = floor(min(map(_begin, found))), ceil(max(map(_begin, found)) + long)
    scale = alt.Scale(domain=[first, last], nice=False, zero=False)
    years = alt.Axis(
        format="d", tickMinStep=1, tickCount=max(look.width // 80, 3), grid=False, title=None
    )
    y = {"axis": alt.Axis(title=counts.unit, **ticks(highest)), "scale": alt.Scale(domainMin=0)}
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        tooltip=[alt.Tooltip("label:N", title=counts.by[0]), *_bounds()]
    )
    open_ = base.transform_filter("datum.open")
    middle = alt.X("middle:Q", scale=scale, axis=years)
    return alt.layer(
        base.mark_rect(fill=look.blue).encode(
            x=alt.X("from:Q", scale=scale, axis=years), x2="to:Q", y=alt.Y("least:Q", **y),
            y2=alt.datum(0),
        ),
        open_.mark_rule(color=look.text).encode(x=middle, y=alt.Y("least:Q", **y), y2="most:Q"),
        open_.mark_tick(color=look.text, orient="horizontal", size=4, thickness=1).encode(
            x=middle, y=alt.Y("most:Q", **y)
        ),
    ).properties(width=look.width - 70, height=220)  # fmt: skip


def _begin(cell: Bounded) -> float:
    """Where the year or the month of a cell begins, in years."""
    if isinstance(cell.words[0], int):
        return cell.words[0]
    year, _, month = str(cell.words[0]).rpartition("-")
    return int(year) + (int(month) - 1) / 12


def _facts(cell: Bounded, highest: float) -> dict[str, Any]:
    return {
        "least": cell.least,
        "most": cell.most if cell.most < inf else highest,
        "bound": "none" if cell.most == inf else f"{cell.most:,g}",
        "open": cell.most > cell.least,
    }


def _bounds() -> list[Any]:  # tooltips
    alt = altair()
    return [alt.Tooltip("least:Q", title="at least"), alt.Tooltip("bound:N", title="at most")]


def _highest(drawn: Sequence[Bounded]) -> float:
    return max((c.most if c.most < inf else c.least for c in drawn), default=1)


def _reading(drawn: Sequence[Bounded], found: Sequence[Bounded]) -> list[str]:
    """How to read the bars, and what is not among them."""
    said = ["Bar: at least. Line: up to at most."]
    if rest := len(found) - len(drawn):
        untimed = all(None in cell.words for cell in found if cell not in drawn)
        said.append("Those without a date are not drawn." if untimed else not_drawn(rest))
    if any(cell.most == inf for cell in drawn):
        said.append("A line to the end has no bound.")
    return said


def _what(asked: Material, counts: Counts[Any, Any]) -> str:
    if counts.field is not None:
        return f"How much ({counts.field})"
    return "How many" if holder_of(asked) is counts else f"How many {noun_of(asked)}"


def _counted(asked: Material, by: str | Sequence[str], field: str | None) -> Counts[Any, Any]:
    if isinstance(asked, Counts):
        return asked
    keys = (by,) if isinstance(by, str) else tuple(by)
    if not isinstance(asked, Answers) or not keys:
        raise BilateralError(
            "nothing says by what to count",
            field="by",
            expected="counts, such as visits.count('host'), or records and by='host'",
        )
    found: Counts[Any, Any]
    found = asked.count(*keys) if field is None else asked.sum(field, *keys)
    return found


def _said(asked: Material, word: Any) -> str:  # a text or a number
    return "not stated" if word is None else name_of(asked, str(word))
