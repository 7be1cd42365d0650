"""Arms transfers, in SIPRI's words: supplier, recipient, designation."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.dates.given import Given, to_moment, to_sequence
from bilateral.dates.when import Moment, Sequence
from bilateral.model.fields import amount
from bilateral.model.records.base import Record, Role
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["VOLUME", "ArmsTransfer", "TransferCondition"]


VOLUME = "SIPRI TIV million"
"""The unit in which SIPRI measures military value."""


class TransferCondition(Vocabulary):
    """Whether the equipment is new."""

    NEW = "new"
    SECOND_HAND = "second hand"
    MODERNIZED = "second hand but modernized"


def _order_date(value: Moment | Given | None) -> Moment | None:
    return to_moment(value, "order_date")


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class ArmsTransfer(Record):
    """A delivery of military equipment, or how far one got.

    The date is that of delivery, or of the stage that the status names; an interval gives the
    first and the last delivery. A deal that is delivered over several years is one record of
    status "agreed", and a part of it each delivery.

    Attributes:
        designation: Type of the equipment, such as "Mi-35M", if stated.
        category: Class of equipment as stated, such as "helicopters".
        ordered: How many were ordered.
        delivered: How many were delivered by this transfer; of a deal, by all of its transfers.
        order_date: When it was ordered.
        value: What was paid, with the currency in the unit.
        description: What sort of equipment the type is, such as "transport helicopter".
        condition: Whether it is new.
        volume: Military value as SIPRI measures it, in millions of its trend-indicator value
            (TIV); no price.

    Source of the terms: SIPRI Arms Transfers Database, https://www.sipri.org/databases/armstransfers.
    """

    kind: ClassVar[str] = "arms-transfer"
    plural: ClassVar[str] = "arms_transfers"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.SUPPLIER, Role.RECIPIENT})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.SUPPLIER}),
        frozenset({Role.RECIPIENT}),
    )

    supplier: Participant | None = attrs.field(default=None, converter=taker)
    recipient: Participant | None = attrs.field(default=None, converter=taker)

    date: Sequence | None = attrs.field(default=None, converter=to_sequence)
    designation: str | None = None
    category: str | None = None
    ordered: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"such": "aircraft"}
    )
    delivered: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"such": "aircraft"}
    )
    order_date: Moment | None = attrs.field(default=None, converter=_order_date)
    value: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"such": "EUR million"}
    )
    description: str | None = None
    condition: TransferCondition | None = attrs.field(
        default=None, converter=attrs.converters.optional(TransferCondition)
    )
    volume: Quantity | None = attrs.field(default=None, converter=amount, metadata={"unit": VOLUME})
