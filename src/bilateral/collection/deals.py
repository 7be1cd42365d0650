"""Deals of which the parts are records of their own: what is known of the sum of their amounts.

The parts together have no more than the deal. They have all of it where they are known to be all:
the source codes links, so that no part of it is left unlinked, or as many are delivered by the
parts as by the deal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import inf

import attrs

from bilateral.collection.amounts import Amount, amount_of
from bilateral.model.fields import fields_of
from bilateral.model.records import LinkType, Record
from bilateral.query.participation import Cast

__all__ = ["Deal", "Facts", "deals_of", "facts_of", "whole_of"]


@attrs.frozen
class Facts:
    """What a record says of a deal.

    Attributes:
        id: Id of the record.
        whole: Id of what it is part of; None if of nothing.
        amount: The bounds of what is summed; None if it is not stated.
        units: The units in which its sources give it.
        delivered: The bounds of how many were delivered; None if it does not say.
        is_coded: Whether its source coded all links, and it has none.
        is_same: Whether it is or may be the same as another, so that a sum may have it twice.
    """

    id: str
    whole: str | None = None
    amount: Amount | None = None
    units: tuple[str | None, ...] = ()
    delivered: Amount | None = None
    is_coded: bool = False
    is_same: bool = False


@attrs.frozen(eq=False)
class Deal:
    """A deal that has parts.

    Attributes:
        id: Id of its own record.
        total: The bounds of its amount.
        units: The units in which its sources give it.
        parts: What each part that is known has of it, by its id.
        is_whole: Whether they are known to be all.
        pieces: How many were delivered; 0 if that is not known exactly.
    """

    id: str
    total: Amount
    units: tuple[str | None, ...]
    parts: Mapping[str, Amount]
    is_whole: bool
    pieces: float = 0.0


def facts_of(
    records: Iterable[Record], field: str, cast: Cast, same: Collection[str] = ()
) -> Iterator[Facts]:
    """What records say of deals.

    Args:
        records: Records of kinds that have the field.
        field: The field that is summed.
        cast: The sources that they name.
        same: Ids of those that are or may be the same as others.
    """
    for record in records:
        amount, units = amount_of(record, field)
        delivered = None
        if "delivered" in fields_of(type(record)):
            delivered, _ = amount_of(record, "delivered")
        links = ((link.type, link.target) for link in record.links)
        whole = whole_of(record.id, links)
        is_coded = "links" in cast.nones(record)
        is_same = record.id in same
        yield Facts(record.id, whole, amount, units, delivered, is_coded, is_same)


def _surely(part: Facts) -> Amount:
    """What a part has of its deal; what may be the same as another may have nothing of its own."""
    least, most = (0.0, inf) if part.amount is None else part.amount
    return (0.0 if part.is_same else least), most


def whole_of(record: str, links: Iterable[tuple[str, str]]) -> str | None:
    """Id of what a record is part of, by its links; None if of nothing."""
    wholes = (target for kind, target in links if kind == LinkType.PART_OF and target != record)
    return next(wholes, None)


def deals_of(facts: Sequence[Facts]) -> Mapping[str, Deal]:
    """The deals whose amount is known, by the ids of their records and of their parts.

    Args:
        facts: What all records say.

    Example:
        >>> deal = Facts("d", amount=(7, 7), is_coded=True)
        >>> found = deals_of([deal, Facts("p", whole="d")])
        >>> found["p"] is found["d"], found["d"].is_whole
        (True, True)
    """
    parts: dict[str, list[Facts]] = {}
    for one in facts:
        if one.whole is not None:
            parts.setdefault(one.whole, []).append(one)
    found: dict[str, Deal] = {}
    for whole in facts if parts else ():
        own = parts.get(whole.id)
        if own is None or whole.amount is None or whole.whole is not None:
            continue
        delivered = sum(one.delivered[0] for one in own if one.delivered is not None)
        is_all = whole.delivered is not None and 0 < whole.delivered[1] <= delivered
        is_whole = whole.is_coded or is_all
        exact = whole.delivered is not None and whole.delivered[0] == whole.delivered[1]
        pieces = whole.delivered[0] if exact and whole.delivered is not None else 0.0
        amounts = {one.id: _surely(one) for one in own}
        deal = Deal(whole.id, whole.amount, whole.units, amounts, is_whole, pieces)
        found |= dict.fromkeys([whole.id, *(one.id for one in own)], deal)
    return found
