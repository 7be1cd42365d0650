"""Who visited, or supplied, whom: as a matrix, and as a network."""

# needs: altair

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import atan2, cos, degrees, hypot, inf, pi, sin, sqrt
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from bilateral.collection.answers import Answers
from bilateral.model.records import ArmsTransfer, Record, Visit
from bilateral.plots.look import GREY, Look, Looks, altair, fitted, plural
from bilateral.plots.material import (
    Bounded,
    Columns,
    Material,
    cells,
    holder_of,
    in_order,
    is_mutual,
    name_of,
    ranked,
)

if TYPE_CHECKING:
    import altair as alt

__all__ = ["matrix", "network"]

_ROWS = 24
_NODES = 24


@attrs.frozen
class _Words:
    """What a picture of some kind of record calls its two sides and its records."""

    question: str
    initiator: str
    target: str
    noun: str
    is_mutual: bool = False

    @classmethod
    def of(cls, asked: Material, columns: Columns | None) -> _Words:
        """Those of the one kind that is drawn, or whose roles the columns name; else neutral."""
        asked = holder_of(asked)
        sides = {(columns or {}).get(side) for side in ("initiator", "target")}
        for kind, words in _KINDS.items():
            if getattr(asked, "kinds", ()) == (kind,) or sides == {words.initiator, words.target}:
                return words
        if not is_mutual(asked):
            return _NEUTRAL
        kinds: tuple[type[Record], ...] = asked.kinds
        noun = kinds[0].kind.replace("-", " ") if len(kinds) == 1 else "record"
        return cls("Who dealt with whom?", "party", "other party", noun, is_mutual=True)

    @property
    def aside(self) -> str:
        sides = "both parties" if self.is_mutual else f"{self.initiator} and {self.target}"
        return f"Those without {sides} stated are not drawn."


_KINDS: Mapping[type[Record], _Words] = {
    Visit: _Words("Who visited whom?", "visitor", "host", "visit"),
    ArmsTransfer: _Words("Who supplied arms to whom?", "supplier", "recipient", "arms transfer"),
}
_NEUTRAL = _Words("Who dealt with whom?", "initiator", "target", "record")


def matrix(
    asked: Material, *, columns: Columns | None = None, **looks: Unpack[Looks]
) -> alt.TopLevelMixin:
    """Who visited whom: a row for each visitor, a column for each host, a number in each cell.

    "9–13" is at least nine and at most thirteen. Of arms transfers, it is who supplied arms to
    whom; of other kinds, and of several, who dealt with whom. What goes from no one to another,
    such as a meeting, stands in both cells of a pair, and is the same in both.

    Args:
        asked: A dataset, of which the visits are counted if it has any, a selection or a table;
            or counts, a panel or a frame with columns ``initiator``, ``target``, ``at_least``,
            ``at_most``.
        columns: What a panel or frame calls these columns, where it is something else.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        BilateralError: if a column is not there.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").plot("matrix")
        >>> chart.title.text
        ['Who visited whom?']
    """
    alt, look = altair(), Look.of(matrix, looks)
    drawn = _visits(asked)
    said = _Words.of(drawn, columns)
    found, pairs = _found(drawn, columns, said)
    turned = [attrs.evolve(cell, words=cell.words[::-1]) for cell in pairs if said.is_mutual]
    whole = [*pairs, *turned]
    longest = max((len(_range(cell)) for cell in whole), default=1)
    across = max(min((look.width - 170) // max(28, int(longest * 5.6) + 6), _ROWS), 1)
    initiators, targets = (
        [word for (word,) in _side(whole, drawn, columns, key)] for key in ("initiator", "target")
    )
    visitors, fewer = fitted(initiators, _ROWS)
    hosts, others = fitted(targets, across)
    labels = {one: look.cut(name_of(asked, one), 120) for one in (*visitors, *hosts)}
    if len(set(labels.values())) < len(labels):
        labels = {one: one for one in labels}
    rows = [
        {
            said.initiator: labels[cell.words[0]],
            said.target: labels[cell.words[1]],
            "least": cell.least,
            "most": None if cell.most == inf else cell.most,
            "words": _range(cell),
        }
        for cell in whole
        if cell.words[0] in visitors and cell.words[1] in hosts
    ]
    most = max((cell.least for cell in whole), default=1)
    low, high = ("#22303a", "#3f7fae") if look.dark else ("#eef4fa", "#8dbbe0")
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(f"{said.target}:N", sort=[labels[one] for one in hosts], title=said.target,
                axis=alt.Axis(orient="top", labelAngle=0 if len(hosts) < 4 else -50, labelLimit=130,
                              labelOverlap=False)),
        y=alt.Y(f"{said.initiator}:N", sort=[labels[one] for one in visitors],
                title=said.initiator, axis=alt.Axis(labelLimit=130, labelOverlap=False)),
        tooltip=[f"{said.initiator}:N", f"{said.target}:N",
                 alt.Tooltip("words:N", title=f"{said.noun}s")],
    )  # fmt: skip
    shade = alt.Color("least:Q", scale=alt.Scale(domain=[0, max(most, 1)], range=[low, high],
                                                 type="sqrt"), legend=None)  # fmt: skip
    chart = alt.layer(
        base.mark_rect(stroke=look.page, strokeWidth=1).encode(fill=shade),
        base.mark_text(fontSize=11 if len(hosts) <= 12 else 9, color=look.text).encode(
            text="words:N"
        ),
    ).properties(
        width=look.width,
        height=max(len(visitors) * 22, 44),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    aside = said.aside if any(None in cell.words for cell in found) else ""
    rest = "" if not (fewer or others) else "Only those with most are drawn."
    twice = "Each pair stands twice, as it has no direction." if said.is_mutual else ""
    return look.finished(
        chart if rows else look.empty(),
        asked,
        question=said.question,
        reading=filter(None, ("Numbers: at least–at most.", twice, rest, aside)),
        shows=_greatest_said(pairs, asked, said),
    )


def network(
    asked: Material, *, columns: Columns | None = None, **looks: Unpack[Looks]
) -> alt.TopLevelMixin:
    """Who visited whom: states on a circle, an arrow from each visitor to each host.

    The thicker an arrow, the more visits there are at least; a dashed one has none that is sure.
    Of other kinds it is drawn, and called, as by :func:`matrix`; a line without a head joins those
    who meet.

    Args:
        asked: As for :func:`matrix`.
        columns: As for :func:`matrix`.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        BilateralError: if a column is not there.
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> chart = bilateral.load("pakistan-russia").plot("network")
        >>> chart.description
        'Who visited whom? Most: from Pakistan to Russia 9–13; from Russia to Pakistan 2.'
    """
    alt, look = altair(), Look.of(network, looks)
    drawn = _visits(asked)
    said = _Words.of(drawn, columns)
    found, whole = _found(drawn, columns, said)
    nodes, rest = fitted([*_either_side(whole, drawn, columns)], _NODES)
    ties = [cell for cell in whole if {*cell.words} <= {*nodes} and cell.words[0] != cell.words[1]]
    most = max((cell.least for cell in ties), default=1) or 1
    circle = _Circle.of(nodes, ties, look.width)
    rows = [circle.arrow(cell, most, asked, is_headed=not said.is_mutual) for cell in ties]
    x = alt.Scale(domain=[-circle.wide, circle.wide], nice=False)
    y = alt.Scale(domain=[-circle.tall, circle.tall], nice=False)
    words = (circle.wide - 1) * circle.radius - 20
    dots = [
        {
            "x": px,
            "y": py,
            "tx": px * (1 + 11 / circle.radius),
            "ty": (py or 0.01) * (1 + 16 / circle.radius) + (0 if px or py else 16 / circle.radius),
            "name": look.cut(name_of(asked, one), words if abs(px) > 0.2 else look.width / 4),
            "side": "left" if px > 0.01 else "right" if px < -0.01 else "center",
        }
        for one, (px, py) in circle.places.items()
    ]
    at = {"x": alt.X("x:Q", scale=x, axis=None), "y": alt.Y("y:Q", scale=y, axis=None)}
    beside = {"x": alt.X("tx:Q", scale=x, axis=None), "y": alt.Y("ty:Q", scale=y, axis=None)}
    arrows = alt.Chart(alt.InlineData(values=rows)).encode(
        **at, tooltip=["from:N", "to:N", alt.Tooltip("words:N", title=f"{said.noun}s")]
    )
    chart = alt.layer(
        arrows.mark_rule(color=GREY, opacity=0.75).encode(
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("wide:Q", scale=None),
            strokeDash=alt.condition("datum.least > 0", alt.value([1, 0]), alt.value([3, 3])),
        ),
        *(
            arrows.mark_point(shape="triangle", filled=True, color=GREY, size=55, opacity=1).encode(
                x=alt.X("x2:Q", scale=x, axis=None),
                y=alt.Y("y2:Q", scale=y, axis=None),
                angle=alt.Angle("turn:Q", scale=None),
            )
            for _ in range(not said.is_mutual)
        ),
        alt.Chart(alt.InlineData(values=dots))
        .mark_circle(size=90, color=look.blue, opacity=1, stroke=look.page)
        .encode(**at),
        *(
            alt.Chart(alt.InlineData(values=[dot for dot in dots if dot["side"] == side]))
            .mark_text(align=side, color=look.text, fontSize=11, **halo)
            .encode(**beside, text="name:N")
            for side in sorted({dot["side"] for dot in dots})
            for halo in ({"stroke": look.page, "strokeWidth": 3}, {})
        ),
    ).properties(width=look.width - 24, height=2 * circle.tall * circle.radius)
    aside = said.aside if any(None in cell.words for cell in found) else ""
    how = (
        "A line joins those who dealt with each other"
        if said.is_mutual
        else f"An arrow goes from {said.initiator} to {said.target}"
    )
    reading = [
        f"{how}; the thicker, the more at least.",
        "Dashed: possibly some." if any(not cell.least for cell in ties) else "",
        rest,
        aside,
    ]
    return look.finished(
        chart if nodes else look.empty(),
        asked,
        question=said.question,
        reading=filter(None, reading),
        shows=_greatest_said(whole, asked, said),
    )


def _visits(asked: Material) -> Material:
    """The visits of what holds several kinds, if it has any; else what was asked."""
    if isinstance(asked, Answers) and len(getattr(asked, "kinds", (Visit, Record))) > 1:
        visits = getattr(asked, "visits", asked)
        return visits if len(visits) else asked
    return asked


def _found(
    asked: Material, columns: Columns | None, said: _Words
) -> tuple[list[Bounded], list[Bounded]]:
    """All cells, and those of which both sides are stated and that some record may fall in.

    Nobody meets himself: that one state is there twice is of no pair.
    """
    found = cells(asked, "initiator", "target", columns=columns, mutual=said.is_mutual)
    whole = [cell for cell in found if None not in cell.words and cell.most > 0]
    if said.is_mutual:
        whole = [cell for cell in whole if cell.words[0] != cell.words[1]]
    return found, whole


def _side(
    found: Sequence[Bounded], asked: Material, columns: Columns | None, key: str
) -> dict[tuple[Any, ...], tuple[float, float]]:
    """The states of one side of some cells with their bounds, the greatest first."""
    place = ("initiator", "target").index(key)
    return ranked(found, asked, key, places=[place], columns=columns)


def _either_side(
    found: Sequence[Bounded], asked: Material, columns: Columns | None
) -> Iterator[str]:
    """The states of both sides of some cells, the greatest of both together first."""
    one, other = (_side(found, asked, columns, key) for key in ("initiator", "target"))
    both = dict(one)
    for words, (least, most) in other.items():
        own = both.get(words, (0.0, 0.0))
        both[words] = own[0] + least, own[1] + most
    return (word for (word,) in in_order(both))


def _range(cell: Bounded) -> str:
    least = f"{cell.least:,g}"
    if cell.most == inf:
        return f"{least}–"
    return least if cell.most == cell.least else f"{least}–{cell.most:,g}"


def _greatest_said(found: Sequence[Bounded], asked: Material, said: _Words) -> str:
    """The three greatest cells in words."""
    best = sorted(found, key=lambda cell: (-cell.least, -cell.most, cell.words))[:3]
    between = "{} and {} {}" if said.is_mutual else "from {} to {} {}"
    words = "; ".join(
        between.format(*(name_of(asked, word) for word in c.words), _range(c)) for c in best
    )
    return f"Most: {words}." if words else f"{plural(0, said.noun)}."


@attrs.frozen
class _Circle:
    """Where each state stands: on a circle of radius 1, or in the middle if all ties are its own.

    Attributes:
        places: Both coordinates of each.
        radius: Its radius in pixels.
        wide: What is shown to either side, with room for the names.
        tall: What is shown up and down.
    """

    places: Mapping[str, tuple[float, float]]
    radius: float
    wide: float
    tall: float

    @classmethod
    def of(cls, nodes: Sequence[str], ties: Sequence[Bounded], width: int) -> _Circle:
        hub = nodes[0] if len(nodes) > 3 and all(nodes[0] in tie.words for tie in ties) else None
        around = [node for node in nodes if node != hub]
        first = -0.25 if len(around) == 2 else 0.0  # two stand side by side
        turns = [first + i / max(len(around), 1) for i in range(len(around))]
        places = {
            one: (sin(2 * pi * turn), cos(2 * pi * turn))
            for one, turn in zip(around, turns, strict=True)
        }
        if hub is not None:
            places[hub] = (0.0, 0.0)
        radius = min(width / 3.6, 320)
        return cls(places, radius, (width - 24) / 2 / radius, 0.3 if len(around) == 2 else 1.15)

    def arrow(
        self, cell: Bounded, most: float, asked: Material, *, is_headed: bool
    ) -> dict[str, Any]:
        """An arrow a little to the right of the straight line: two ways lie side by side.

        One without a head is the only one, and is straight.
        """
        (ax, ay), (bx, by) = (self.places[word] for word in cell.words)
        length = hypot(bx - ax, by - ay) or 1
        dx, dy = (bx - ax) / length, (by - ay) / length
        shift, gap = 5 / self.radius * is_headed, 11 / self.radius
        ax, ay = ax + dy * shift + dx * gap, ay - dx * shift + dy * gap
        bx, by = bx + dy * shift - dx * gap, by - dx * shift - dy * gap
        return {
            "x": ax, "y": ay, "x2": bx, "y2": by,
            "turn": degrees(atan2(dx, dy)) % 360,  # clockwise from straight up
            "wide": 0.8 + 5 * sqrt(cell.least / most),
            "least": cell.least,
            "from": name_of(asked, cell.words[0]),
            "to": name_of(asked, cell.words[1]),
            "words": _range(cell),
        }  # fmt: skip
