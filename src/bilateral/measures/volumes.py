"""SIPRI's volumes by supplier and recipient, and where two of its layouts differ on them."""

from __future__ import annotations

from math import inf

import attrs

from bilateral.collection.asked import Asked
from bilateral.collection.dataset import Dataset
from bilateral.collection.summation import tallied
from bilateral.dates.when import DateLike
from bilateral.logic import Truth
from bilateral.model.records import ArmsTransfer, Role

__all__ = ["Comparison", "compare", "totals"]

_ROUNDING = 0.02  # of a printed number, at the most


@attrs.frozen
class Comparison:
    """What two datasets say of the arms of one supplier to one recipient.

    Attributes:
        supplier: Id of the supplier, or its name as printed where it is no known actor.
        recipient: Of the recipient, likewise.
        one: Least and most of the volume, in millions of TIV, as the one has it.
        other: As the other has it.
        agree: Whether they can both be right: TRUE if both give the same number, FALSE if their
            bounds lie apart, UNKNOWN if they only overlap.
    """

    supplier: str
    recipient: str
    one: tuple[float, float]
    other: tuple[float, float]
    agree: Truth


def totals(
    dataset: Dataset, period: DateLike | None = None
) -> dict[tuple[str, str], tuple[float, float]]:
    """The volume of arms by supplier and recipient, at least and at most.

    The same bounds as of ``arms_transfers.sum("volume", "supplier", "recipient")``, of what lies
    within the period; but whoever is no known actor has a row of his own, by his name as printed.

    Args:
        dataset: What ``read_sipri`` gave.
        period: Only deliveries of this time; by default all.

    Returns:
        Bounds in millions of TIV, by supplier and recipient; infinite where there is none.
    """
    arms = dataset.arms_transfers if period is None else dataset.arms_transfers.within(period)
    tally = tallied(
        (arms.definite, arms.possible),
        arms.kinds,
        (Role.SUPPLIER.value, Role.RECIPIENT.value),
        "volume",
        Asked.of(arms.predicate, dataset.cast),
        dataset,
        lambda deal: {(_who(deal, Role.SUPPLIER), _who(deal, Role.RECIPIENT)): True},
    )
    return dict(tally.sums())


def compare(one: Dataset, other: Dataset, period: DateLike | None = None) -> list[Comparison]:
    """Where two layouts of the same deals agree on totals by supplier and recipient.

    Args:
        one: What was read of the one.
        other: What was read of the other.
        period: Only deliveries of this time: the years that both cover.

    Returns:
        A row for each pair, those that disagree first.
    """
    mine, theirs = totals(one, period), totals(other, period)
    found = []
    for pair in sorted(set(mine) | set(theirs)):
        left, right = mine.get(pair, (0.0, 0.0)), theirs.get(pair, (0.0, 0.0))
        known = [bound for bound in (*left, *right) if bound < inf]
        room = 0.5 + _ROUNDING * max(known)
        apart = left[0] > right[1] + room or right[0] > left[1] + room
        same = len(known) == 4 and all(abs(a - b) <= room for a, b in zip(left, right, strict=True))
        agree = Truth.FALSE if apart else Truth.TRUE if same else Truth.UNKNOWN
        found.append(Comparison(*pair, left, right, agree))
    return sorted(found, key=lambda row: (not row.agree.is_false, row.supplier, row.recipient))


def _who(record: ArmsTransfer, role: Role) -> str:
    for part in record.seen:
        if part.role is role:
            return part.state or part.organization or part.name or ""
    return ""
