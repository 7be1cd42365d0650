"""Trade and economic projects between states."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.fields import amount
from bilateral.model.records.base import Role, Status
from bilateral.model.records.lasting import Condition
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["Project", "Trade", "TradeLevel"]


class TradeLevel(Vocabulary):
    """How the source rates the amount of trade."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Project(Condition):
    """An economic project, in any state from a first interest to one in operation.

    Attributes:
        industry: Branch, as a slug such as "gas" or "steel".
        asset: What is built, upgraded or explored.
        value: Cost, with the currency in the unit.
    """

    kind: ClassVar[str] = "project"
    plural: ClassVar[str] = "projects"
    roles: ClassVar[frozenset[Role]] = frozenset(
        {Role.HOLDER, Role.TOWARD, Role.PARTY, Role.THIRD_PARTY}
    )
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.HOLDER, Role.PARTY}),
        frozenset({Role.TOWARD, Role.PARTY}),
    )
    counted: ClassVar[frozenset[Status] | None] = None

    holder: Participant | None = attrs.field(default=None, converter=taker)
    toward: Participant | None = attrs.field(default=None, converter=taker)
    party: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    industry: str | None = None
    asset: str | None = None
    value: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"such": "EUR million"}
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Trade(Condition):
    """Trade between parties over a period.

    Attributes:
        level: How the source rates its amount.
        value: Its value, with the currency in the unit.
    """

    kind: ClassVar[str] = "trade"
    plural: ClassVar[str] = "trades"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.PARTY, Role.SUPPLIER, Role.RECIPIENT})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.PARTY, Role.SUPPLIER}),
        frozenset({Role.PARTY, Role.RECIPIENT}),
    )

    supplier: Participant | None = attrs.field(default=None, converter=taker)
    recipient: Participant | None = attrs.field(default=None, converter=taker)
    party: Participant | None = attrs.field(default=None, converter=taker)

    level: TradeLevel | None = attrs.field(
        default=None, converter=attrs.converters.optional(TradeLevel)
    )
    value: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"such": "EUR million"}
    )
