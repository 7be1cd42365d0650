"""The evidence of one record: which source says what of it."""

# needs: altair

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.reconcile import disagreements
from bilateral.collection.selection import Selection
from bilateral.errors import BilateralError
from bilateral.model.evidence import Citation, EvidenceRank
from bilateral.model.records import Record
from bilateral.plots.look import BLUE, GREEN, ORANGE, Look, Looks, altair, plural
from bilateral.plots.material import Material

if TYPE_CHECKING:
    import altair as alt

__all__ = ["evidence"]

_ROW = 24
_STANCES: Mapping[str, tuple[str, list[int]]] = {
    "asserts": (BLUE, [1, 0]),
    "corroborates": (GREEN, [14, 2]),
    "refines": ("#E69F00", [6, 4]),
    "casts doubt": (ORANGE, [2, 3]),
    "contradicts": (ORANGE, [7, 3, 2, 3]),
}
"""The colour and the dashes of each stance."""


def evidence(asked: Material, *, record: str | Record, **looks: Unpack[Looks]) -> alt.TopLevelMixin:
    """Who says what of one record: its sources on the left, what they say of it on the right.

    A line is drawn as the source bears on it: asserting, corroborating, refining, doubting or
    contradicting. Values that queries see are bold.

    Args:
        asked: A dataset or a selection.
        record: The record or its id.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        UnknownNameError: if there is no such record.
        BilateralError: if it is neither dataset nor selection.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> data = bilateral.load("pakistan-russia")
        >>> chart = data.plot("evidence", record="raheel-sharif-russia")
        >>> chart.title.text
        ["Who says what of: Army chief Raheel Sharif, Bajwa's predecessor, visits Russia?"]
    """
    alt, look = altair(), Look.of(evidence, looks)
    data = _contents(asked)
    held = data.record(record)
    said, lines = _statements(held)
    left = [_source(data, citation) for citation in held.citations]
    rows = max(len(left), len(said))
    room = look.width * 0.4
    heights = [_places(len(column), rows) for column in (left, said)]
    words = [
        {"at": 0.4 if side == 0 else 0.6, "row": row, "words": look.cut(text, room - 8),
         "whole": text, "seen": seen, "side": side}
        for side, column in enumerate(([(text, True) for text in left], said))
        for row, (text, seen) in zip(heights[side], column, strict=True)
    ]  # fmt: skip
    ties = [
        {"x": 0.41, "x2": 0.59, "y": heights[0][source], "y2": heights[1][value], "stance": stance}
        for source, value, stance in lines
    ]
    stances = [stance for stance in _STANCES if any(tie["stance"] == stance for tie in ties)]
    x = alt.Scale(domain=[0, 1], nice=False)
    y = alt.Scale(domain=[0, rows], reverse=True, nice=False)
    place = {"x": alt.X("at:Q", scale=x, axis=None), "y": alt.Y("row:Q", scale=y, axis=None)}
    legend = alt.Legend(orient="bottom", columns=max(look.width // 130, 2), symbolSize=400)
    chart = alt.layer(
        alt.Chart(alt.InlineData(values=ties))
        .mark_rule(strokeWidth=1.8)
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            x2="x2:Q",
            y=alt.Y("y:Q", scale=y, axis=None),
            y2="y2:Q",
            color=_by_stance(
                alt.Color, stances, [look.colour(_STANCES[name][0]) for name in stances], legend
            ),
            strokeDash=_by_stance(
                alt.StrokeDash, stances, [_STANCES[name][1] for name in stances], legend
            ),
            tooltip="stance:N",
        ),
        *(
            alt.Chart(alt.InlineData(values=[w for w in words if (w["side"], w["seen"]) == which]))
            .mark_text(
                align="left" if which[0] else "right",
                color=look.text,
                fontWeight="bold" if which == (1, True) else "normal",
            )
            .encode(**place, text="words:N", tooltip="whole:N")
            for which in sorted({(word["side"], word["seen"]) for word in words})
        ),
    ).properties(width=look.width - 24, height=max(rows * _ROW, 48))
    return look.finished(
        chart,
        Selection(data, (type(held),), found=((held,), ())),
        question=f"Who says what of: {held.title}?",
        reading=["Left: the sources. Right: what they say; bold: what queries see."],
        shows=f"{plural(len(left), 'citation')}: "
        + "; ".join(f"{left[i]} {stance}: {said[j][0]}" for i, j, stance in lines),
    )


def _contents(asked: Material) -> Contents:
    data = asked if isinstance(asked, Dataset) else None
    if isinstance(asked, Selection):
        return asked._lookup()
    if data is None:
        raise BilateralError("evidence of a record", found=asked, expected="a dataset or selection")
    return data


def _source(data: Contents, citation: Citation) -> str:
    """A citation in a few words: who, when, where in it."""
    source = data._sources_by_id.get(citation.source)
    who = citation.source
    if source is not None:
        who = source.publisher or source.title
        who += f", {source.published}" if source.published else ""
    return f"{who} ({citation.locator})" if citation.locator else who


_Said = list[tuple[str, bool]]
_Lines = list[tuple[int, int, str]]


def _statements(record: Record) -> tuple[_Said, _Lines]:
    """What is said, with whether queries see it; and who says it, by the places in both lists.

    First comes the record itself, which every citation bears on; then each value of the fields on
    which they differ.
    """
    said: _Said = [("that it is so", True)]
    lines: _Lines = [
        (index, 0, str(citation.stance))
        for index, citation in enumerate(record.citations)
        if not citation.claims
    ]
    known = [(c.source, None if c.locator is None else str(c.locator)) for c in record.citations]
    for item in disagreements([record]):
        if item.field == "record":
            continue
        seen = {str(value) for value in item.seen}
        values: dict[str, int] = {}
        for one in item.statements:
            text = str(one.value)
            if text not in values:
                values[text] = len(said)
                shown = text in seen and one.rank is not EvidenceRank.DEPRECATED
                said.append((f"{item.field}: {text}", shown))
            if one.source is not None:
                source = known.index((one.source, one.locator))
                lines.append((source, values[text], str(one.stance)))
    silent = set(range(len(record.citations))) - {source for source, _, _ in lines}
    lines += [(index, 0, str(record.citations[index].stance)) for index in sorted(silent)]
    heard = {j: [i for i, other, _ in lines if other == j] for j in range(len(said))}
    order = [0, *sorted(range(1, len(said)), key=lambda j: sum(heard[j]) / (len(heard[j]) or 1))]
    moved = {old: new for new, old in enumerate(order)}  # so that few lines cross
    return [said[j] for j in order], sorted({(i, moved[j], stance) for i, j, stance in lines})


def _places(number: int, rows: int) -> list[float]:
    """Places down a column, as far apart as there is room."""
    return [rows * (index + 0.5) / number for index in range(number)]


def _by_stance(channel: Any, stances: Sequence[str], values: Sequence[object], legend: Any) -> Any:
    """A channel that tells stances apart; one legend is made of those that are alike."""
    scale = altair().Scale(domain=stances, range=values)
    return channel("stance:N", title="Stance", scale=scale, sort=stances, legend=legend)
