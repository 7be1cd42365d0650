"""Who supplied arms: how much in each year, and which part of all."""

# needs: altair

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING, Any, Unpack

from bilateral.collection.answers import Answers
from bilateral.collection.counts import Counts
from bilateral.collection.dataset import Dataset
from bilateral.collection.shares import shares_of
from bilateral.errors import BilateralError
from bilateral.plots.look import GREY, Look, Looks, altair, fitted, plural, ticks
from bilateral.plots.material import Bounded, Columns, Material, cells, name_of, ranked

if TYPE_CHECKING:
    import altair as alt

__all__ = ["arms", "shares"]

_MOST = 8


def arms(
    asked: Material,
    *,
    field: str | None = None,
    columns: Columns | None = None,
    **looks: Unpack[Looks],
) -> alt.TopLevelMixin:
    """How much each supplier delivered in each year: a bar for at least, a line up to at most.

    Args:
        asked: A dataset, a selection or a table, of which the arms transfers are counted; or
            counts, a panel or a frame with columns ``initiator``, ``year``, ``at_least`` and
            ``at_most``.
        field: An amount to add up, such as ``"delivered"``. If it is left out, volumes are added
            up where every transfer states one; else transfers are counted.
        columns: What a panel or frame calls these columns, where it is something else;
            ``{"initiator": "target"}`` draws each recipient instead of each supplier.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        BilateralError: if a column is not there, or the amounts are of several units.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").plot("arms")
        >>> chart.title.text
        ['How many arms transfers did each supplier make in each year?']
    """
    alt, look = altair(), Look.of(arms, looks)
    side = _side(columns)
    gives = side == "supplier"
    counted, field, unit = _amount(_transfers(asked), field, columns)
    found = cells(counted, "initiator", "year", columns=columns)
    whole = [cell for cell in found if None not in cell.words]
    chosen, rest = _chosen(whole, counted, columns)
    names = {one: name_of(asked, one) for one in chosen}
    tops: dict[Any, float] = {}  # of each panel, to which a line without a bound goes
    for cell in whole:
        top = cell.most if cell.most < inf else cell.least
        tops[cell.words[0]] = max(tops.get(cell.words[0], 1), top)
    highest = max(tops.values(), default=1)
    rows = [
        {
            side: names[cell.words[0]],
            "from": cell.words[1] + 0.1,
            "to": cell.words[1] + 0.9,
            "middle": cell.words[1] + 0.5,
            "year": cell.words[1],
            "least": cell.least,
            "most": cell.most if cell.most < inf else tops[cell.words[0]],
            "bound": "none" if cell.most == inf else f"{cell.most:,g}",
            "open": cell.most > cell.least,
        }
        for cell in whole
        if cell.words[0] in names
    ]
    amount = ", ".join(filter(None, (field, unit)))
    label = unit if len(names) < 2 else None  # above all panels it stands once, in the title
    axis = alt.Axis(**{"tickCount": 3, **ticks(highest)})
    y = alt.Y("least:Q", title=label, axis=axis)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        tooltip=[f"{side}:N", alt.Tooltip("year:O"), alt.Tooltip("least:Q", title="at least"),
                 alt.Tooltip("bound:N", title="at most")]
    )  # fmt: skip
    open_ = base.transform_filter("datum.open")
    middle = alt.X("middle:Q", **_years(rows, look))
    chart = alt.layer(
        base.mark_rect(fill=look.blue).encode(
            x=alt.X("from:Q", **_years(rows, look)), x2="to:Q", y=y, y2=alt.datum(0)
        ),
        open_.mark_rule(color=look.text).encode(x=middle, y=y, y2="most:Q"),
        open_.mark_tick(color=look.text, orient="horizontal", size=6, thickness=1.2).encode(
            x=middle, y=alt.Y("most:Q", title=label, axis=axis)
        ),
    )
    aside = (
        f"Those without a {side} or year stated are not drawn." if len(found) > len(whole) else ""
    )
    endless = "A line to the top has no bound." if any(r["bound"] == "none" for r in rows) else ""
    apart = "Each panel has a scale of its own." if len(names) > 1 else ""
    return look.finished(
        _rows_of(chart, side, list(names.values()), look, own_scales=True)
        if rows
        else look.empty(),
        counted,
        question=f"How many arms transfers did each {side} {'make' if gives else 'get'} "
        "in each year?"
        if field is None
        else f"How much did each {side} {'deliver' if gives else 'get'} in each year ({amount})?",
        reading=filter(None, ("Bar: at least. Line: up to at most.", apart, rest, aside, endless)),
        shows=f"Bars with bounds by year for {plural(len(names), side)}: "
        f"{', '.join(names.values())}.",
    )


def shares(
    asked: Material,
    *,
    field: str | None = None,
    columns: Columns | None = None,
    **looks: Unpack[Looks],
) -> alt.TopLevelMixin:
    """Which part of each year's arms came from each supplier: a band from at least to at most.

    They are those of ``count("supplier", "year").share("year")``.

    Args:
        asked: As for :func:`arms`.
        field: As for :func:`arms`.
        columns: As for :func:`arms`.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        BilateralError: if a column is not there, or the amounts are of several units.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").plot("shares")
        >>> chart.title.text
        ["Which part of each year's transfers came from each supplier?"]
    """
    alt, look = altair(), Look.of(shares, looks)
    side = _side(columns)
    counted, field, _ = _amount(_transfers(asked), field, columns)
    found = cells(counted, "initiator", "year", columns=columns)
    parts = shares_of([(cell.words, cell.least, cell.most) for cell in found], 1)
    chosen, rest = _chosen([c for c in found if c.words in parts], counted, columns)
    names = {one: name_of(asked, one) for one in chosen}
    rows = [
        {
            side: names[one],
            "from": year,
            "to": year + 1,
            "year": year,
            "low": low,
            "high": high,
        }
        for (one, year), (low, high) in parts.items()
        if one in names
    ]
    axis = alt.Axis(values=[0, 0.5, 1], format="%")
    y = {"axis": axis, "title": None, "scale": alt.Scale(domain=[0, 1])}
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("from:Q", **_years(rows, look)),
        x2="to:Q",
        tooltip=[f"{side}:N", "year:O", alt.Tooltip("low:Q", title="at least", format=".0%"),
                 alt.Tooltip("high:Q", title="at most", format=".0%")],
    )  # fmt: skip
    chart = alt.layer(
        base.mark_rect(fill=look.blue).encode(y=alt.Y("low:Q", **y), y2=alt.datum(0)),
        base.transform_filter("datum.high > datum.low")
        .mark_rect(fill=GREY, fillOpacity=0.3, stroke=GREY, strokeDash=[2, 2])
        .encode(y=alt.Y("low:Q", **y), y2="high:Q"),
    )
    return look.finished(
        _rows_of(chart, side, list(names.values()), look) if rows else look.empty(),
        counted,
        question=f"Which part of each year's {'transfers' if field is None else 'arms'} "
        f"{'came from' if side == 'supplier' else 'went to'} each {side}"
        f"{f' ({field})' if field else ''}?",
        reading=filter(None, ("Filled: at least this share. Dashed: up to at most.", rest)),
        shows=f"Shares by year, at least and at most, of {plural(len(names), side)}: "
        f"{', '.join(names.values())}.",
    )


def _transfers(asked: Material) -> Material:
    """The transfers of a dataset or table that holds more; else what was asked."""
    if isinstance(asked, Dataset):
        return asked.arms_transfers
    if isinstance(asked, Answers) and len(getattr(asked, "kinds", ())) > 1:
        return getattr(asked, "arms_transfers", asked)
    return asked


def _side(columns: Columns | None) -> str:
    """What the side that is drawn is called."""
    return (
        "recipient"
        if (columns or {}).get("initiator") in ("target", "recipient", "importer", "buyer")
        else "supplier"
    )


def _amount(
    asked: Material, field: str | None, columns: Columns | None
) -> tuple[Material, str | None, str | None]:
    """What is drawn: the sums of a field, or of volumes if all are known, or counts; its unit."""
    if isinstance(asked, Answers):
        by = tuple((columns or {}).get(key, key) for key in ("initiator", "year"))
        if field is not None:
            asked = asked.sum(field, *by)
        else:
            asked = _volumes(asked, by) or asked.count(*by)
    if isinstance(asked, Counts):
        return asked, asked.field, asked.unit
    return asked, field, None


def _volumes(asked: Answers[Any], by: Sequence[str]) -> Counts[Any, Any] | None:
    """The sums of volumes, if each transfer states its own and all are of one unit."""
    try:
        sums: Counts[Any, Any] = asked.sum("volume", *by)
    except BilateralError:  # several units, or nothing with a volume
        return None
    return sums if sums and all(most < inf for _, most in sums.values()) else None


def _chosen(
    found: Iterable[Bounded], counted: Material, columns: Columns | None
) -> tuple[list[str], str]:
    """Those that are drawn, the greatest first, and a sentence on the rest."""
    order = [word for (word,) in ranked(found, counted, "initiator", columns=columns)]
    return fitted(order, _MOST)


def _years(rows: Sequence[dict[str, Any]], look: Look) -> dict[str, Any]:
    """What an axis of years needs."""
    alt = altair()
    years = [row["year"] for row in rows] or [0]
    scale = alt.Scale(domain=[min(years), max(years) + 1], nice=False, zero=False)
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=max(look.width // 80, 3))
    return {"title": None, "scale": scale, "axis": axis}


def _rows_of(
    chart: Any, name: str, order: Sequence[str], look: Look, *, own_scales: bool = False
) -> Any:  # a faceted chart
    """A panel for each of some names, one below the other, on one scale or each on its own."""
    alt = altair()
    sized = chart.properties(width=max(look.width - 160, 120), height=200 if len(order) < 2 else 70)
    head = alt.Header(title=None, labelAngle=0, labelAlign="left", labelLimit=110)
    rows = alt.Row(f"{name}:N", sort=list(order), header=head)
    scale = "independent" if own_scales else "shared"
    return sized.facet(row=rows, spacing=14).resolve_scale(y=scale)
