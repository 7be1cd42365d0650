"""The picture that fits: chosen by what there is to see."""

# needs: altair

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from bilateral.collection.answers import Answers
from bilateral.collection.counts import Counts
from bilateral.collection.keys import EITHER, SIDES
from bilateral.model.records import ArmsTransfer, Visit
from bilateral.plots.dyads import heatmap
from bilateral.plots.look import Looks
from bilateral.plots.material import Material, cells
from bilateral.plots.ranges import amounts
from bilateral.plots.suppliers import arms
from bilateral.plots.timelines import timeline
from bilateral.plots.travels import matrix

if TYPE_CHECKING:
    import altair as alt

__all__ = ["fitting"]

_PAIRS = 6


def fitting(asked: Material, **looks: Unpack[Looks]) -> alt.TopLevelMixin:
    """The picture that fits what is asked for.

    Arms transfers are drawn by supplier and year; visits among many states as a matrix; other
    records of many pairs, and frames, as a map of pairs and years; all else as a timeline. Counts
    by both sides are drawn in the same ways, and others as bars.

    Args:
        asked: A dataset, a selection or a table; or counts, a panel or a frame, as
            :func:`bilateral.plots.heatmap` takes it.
        **looks: See :class:`bilateral.plots.look.Looks`.

    Raises:
        MissingExtraError: without the extra ``plots``.

    Example:
        >>> import bilateral
        >>> data = bilateral.load("pakistan-russia")
        >>> data.visits.plot().title.text, data.arms_transfers.plot().title.text
        (['What happened when?'], ['How many arms transfers did each supplier make in each year?'])
    """
    if isinstance(asked, Counts):
        return _of_counts(asked, **looks)
    if not isinstance(asked, Answers):
        return heatmap(asked, **looks)
    kinds = getattr(asked, "kinds", ())
    if kinds == (ArmsTransfer,):
        return arms(asked, **looks)
    pairs = {frozenset(c.words) for c in cells(asked, "initiator", "target") if None not in c.words}
    if len(pairs) <= _PAIRS:
        return timeline(asked, **looks)
    return matrix(asked, **looks) if kinds == (Visit,) else heatmap(asked, **looks)


def _of_counts(counts: Counts[Any, Any], **looks: Unpack[Looks]) -> alt.TopLevelMixin:
    columns = {_side(key): key for key in counts.by}
    if len(columns) == len(counts.by):
        match sorted(columns):
            case ["initiator", "target"]:
                return matrix(counts, columns=columns, **looks)
            case ["initiator", "target", "year"]:
                return heatmap(counts, columns=columns, **looks)
            case ["initiator", "year"] if counts.field is not None:
                return arms(counts, columns=columns, **looks)
    return amounts(counts, **looks)


def _side(key: str) -> str:
    """What the pictures of pairs call a key: the side of a role."""
    sides = [side for side, roles in SIDES.items() if EITHER.get(key, frozenset()) & roles]
    return sides[0] if len(sides) == 1 else key
