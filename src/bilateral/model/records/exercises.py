"""Military exercises that states hold together."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.fields import amount
from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Lasting
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.quantities import Quantity

__all__ = ["Exercise"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Exercise(Lasting):
    """A joint military exercise.

    Attributes:
        troops: How many take part, in all.
        duration: How long it lasts, in days.
    """

    kind: ClassVar[str] = "exercise"
    plural: ClassVar[str] = "exercises"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.PARTY, Role.HOST, Role.ORGANIZER})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.PARTY}),
        frozenset({Role.PARTY}),
    )

    host: Participant | None = attrs.field(default=None, converter=taker)
    party: Participant | None = attrs.field(default=None, converter=taker)
    organizer: Participant | None = attrs.field(default=None, converter=taker)

    troops: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"such": "soldiers"}
    )
    duration: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"unit": "days"}
    )
