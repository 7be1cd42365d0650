"""How many of each: a bar up to at least, a line up to at most."""

# needs: altair

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, Any, Unpack

from bilateral.collection.answers import Answers
from bilateral.collection.counts import Counts
from bilateral.errors import BilateralError
from bilateral.plots.look import Look, Looks, altair, plural
from bilateral.plots.material import Bounded, Material, cells, name_of

if TYPE_CHECKING:
    import altair as alt

__all__ = ["amounts"]

_MOST = 40
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

    Args:
        asked: Counts, whose order is kept, such as ``visits.count("host").sort()``; or records to
            count.
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
        ['How many by host?']
    """
    alt, look = altair(), Look.of(amounts, looks)
    counts = _counted(asked, by, field)
    found = cells(counts, *counts.by)
    drawn = found[:_MOST]
    highest = max((c.most if c.most < inf else c.least for c in drawn), default=1)
    labels = [" · ".join(_said(asked, word) for word in cell.words) or "all" for cell in drawn]
    rows = [
        {
            "label": label,
            "least": cell.least,
            "most": cell.most if cell.most < inf else highest,
            "bound": "none" if cell.most == inf else f"{cell.most:,g}",
            "open": cell.most > cell.least,
        }
        for label, cell in zip(labels, drawn, strict=True)
    ]
    width = min(max(map(len, labels), default=0) * _LETTER, _LABEL)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=_LABEL)),
        tooltip=["label:N", alt.Tooltip("least:Q", title="at least"),
                 alt.Tooltip("bound:N", title="at most")],
    )  # fmt: skip
    open_ = base.transform_filter("datum.open")
    axis = alt.Axis(format="~s", tickMinStep=1, title=counts.unit)
    least = alt.X("least:Q", axis=axis, scale=alt.Scale(domainMin=0))
    chart = alt.layer(
        base.mark_bar(fill=look.blue).encode(x=least),
        open_.mark_rule(color=look.text).encode(x=least, x2="most:Q"),
        open_.mark_tick(color=look.text, orient="vertical", size=8, thickness=1.2).encode(
            x=alt.X("most:Q", axis=axis)
        ),
    ).properties(width=look.width - 60 - int(width), height=_ROW * max(len(rows), 1))
    rest = f"{len(found) - _MOST} more are not drawn." if len(found) > _MOST else ""
    endless = "A line to the right end has no bound." if _endless(drawn) else ""
    what = "How many" if counts.field is None else f"How much ({counts.field})"
    return look.finished(
        chart if rows else look.empty(),
        asked,
        question=f"{what} by {' and '.join(counts.by)}?" if counts.by else f"{what}?",
        reading=filter(None, ("Bar: at least. Line: up to at most.", rest, endless)),
        shows=f"Bars with bounds of {plural(len(rows), 'row')}: {', '.join(labels[:8])}.",
    )


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


def _endless(drawn: Sequence[Bounded]) -> bool:
    return any(cell.most == inf for cell in drawn)
