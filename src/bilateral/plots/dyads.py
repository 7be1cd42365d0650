"""Which pairs of states, in which years: a map of cells."""

# needs: altair

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, Any, Unpack

from bilateral.plots.look import Look, Looks, altair, fitted, plural, ticks
from bilateral.plots.material import Columns, Material, cells, is_mutual, name_of, ranked

if TYPE_CHECKING:
    import altair as alt

__all__ = ["heatmap"]

_PAIRS = 30


def heatmap(
    asked: Material, *, columns: Columns | None = None, **looks: Unpack[Looks]
) -> alt.TopLevelMixin:
    """How much passed from whom to whom in each year: one row for each directed pair.

    Of what goes from no one to another, such as meetings, it is one row for each pair.

    The stronger a cell's colour, the more there are at least. A cell in a dashed frame may have
    more, and an empty frame may have some. What has both sides in one state is left out.

    Args:
        asked: A dataset, a selection or a table; or counts, a panel or a frame with columns
            ``initiator``, ``target``, ``year``, ``at_least`` and ``at_most``.
        columns: What a panel or frame calls these columns, where it is something else.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        BilateralError: if a column is not there.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").plot("heatmap")
        >>> chart.title.text
        ['Who dealt with whom, and in which years?']
    """
    alt, look = altair(), Look.of(heatmap, looks)
    mutual = is_mutual(asked)
    found = cells(asked, "initiator", "target", "year", columns=columns, mutual=mutual)
    whole = [c for c in found if None not in c.words and c.words[0] != c.words[1] and c.most > 0]
    order = list(ranked(whole, asked, "initiator", "target", columns=columns, mutual=mutual))
    room = 190 if look.width < 900 else 260
    between = " – " if mutual else " → "
    names = {
        pair: between.join(look.cut(name_of(asked, one), room / 2) for one in pair)
        for pair in order
    }
    names = _told_apart(names, between)
    drawn, rest = fitted([names[pair] for pair in order], _PAIRS)
    rows = [
        {
            "pair": names[pair],
            "from": cell.words[2],
            "to": cell.words[2] + 1,
            "least": cell.least,
            "most": None if cell.most == inf else cell.most,
            "open": cell.most > cell.least,
        }
        for cell in whole
        if names[pair := (cell.words[0], cell.words[1])] in drawn
    ]
    aside = any(None in cell.words for cell in found)
    reading = [
        "The stronger the colour, the more at least.",
        "Dashed frame: there may be more; where it is empty: there may be some.",
        rest,
        "Those of whom no side or year is stated are not drawn." if aside else "",
    ]
    most = max((row["least"] for row in rows), default=1)
    low = "#2a3a46" if look.dark else "#dceaf5"
    colour = alt.Color(
        "least:Q",
        title="at least",
        scale=alt.Scale(
            domain=[0, max(most, 1)], range=[low, "#9ad7ff" if look.dark else "#08306b"]
        ),
        legend=alt.Legend(orient="bottom", gradientLength=160, **ticks(max(most, 1))),
    )
    first = min((row["from"] for row in rows), default=0)
    last = max((row["to"] for row in rows), default=1)
    years = alt.X(
        "from:Q",
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=alt.Axis(format="d", grid=False, tickMinStep=1, tickCount=max(look.width // 70, 3)),
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=years,
        x2="to:Q",
        y=alt.Y("pair:N", sort=drawn, title=None, axis=alt.Axis(labelLimit=room + 20)),
        tooltip=["pair:N", alt.Tooltip("from:Q", title="year"),
                 alt.Tooltip("least:Q", title="at least"), alt.Tooltip("most:Q", title="at most")],
    )  # fmt: skip
    chart = alt.layer(
        base.mark_rect(opacity=0),  # for the pointer, also where there is nothing to see
        base.transform_filter("datum.least > 0").mark_rect(stroke=look.page, strokeWidth=0.4)
        .encode(fill=colour),
        alt.Chart(alt.InlineData(values=_runs(rows)))
        .mark_rect(fillOpacity=0, stroke=look.text, strokeWidth=1, strokeDash=[2, 2])
        .encode(x=years, x2="to:Q", y=alt.Y("pair:N", sort=drawn)),
    ).properties(
        width=look.width,
        height=max(len(drawn) * 20, 40),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )  # fmt: skip
    return look.finished(
        chart if rows else look.empty(),
        asked,
        question="Who dealt with whom, and in which years?",
        reading=filter(None, reading),
        shows=f"A map of {plural(len(drawn), 'pair')} of states by year, {first} to {last - 1}.",
    )


def _runs(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stretches of years of a pair in which each cell is open, as one frame each."""
    found: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda row: (row["pair"], row["from"])):
        if not row["open"]:
            continue
        last = found[-1] if found else None
        if last and (last["pair"], last["to"]) == (row["pair"], row["from"]):
            last["to"] = row["to"]
        else:
            found.append({name: row[name] for name in ("pair", "from", "to")})
    return found


def _told_apart(names: dict[tuple[str, str], str], between: str) -> dict[tuple[str, str], str]:
    """The names, with the ids where two are cut to the same."""
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name] = seen.get(name, 0) + 1
    return {pair: name if seen[name] == 1 else between.join(pair) for pair, name in names.items()}
