"""Military exercises that states hold together."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Lasting
from bilateral.quantities import Quantity

__all__ = ["Exercise"]


@attrs.frozen(kw_only=True, repr=False)
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

    troops: Quantity | None = None
    duration: Quantity | None = None
