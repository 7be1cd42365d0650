"""Visits: someone goes to another state, or is to go."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Lasting
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["Visit", "VisitPurpose"]


class VisitPurpose(Vocabulary):
    """What a visit is made for."""

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    CONFERENCE = "conference"
    SUMMIT = "summit"
    BUSINESS = "business"
    MILITARY = "military"
    CULTURAL = "cultural"
    PRIVATE = "private"
    TRANSIT = "transit"


@attrs.frozen(kw_only=True, repr=False)
class Visit(Lasting):
    """A visit by one or more persons or bodies to another state.

    Attributes:
        purpose: What it is made for, if stated.
        duration: How long it lasts, in days.

    Example:
        >>> from bilateral import Citation, Participant
        >>> trip = Visit(
        ...     id="bajwa-russia-2018-04",
        ...     title="Army chief Bajwa visits Russia",
        ...     date="2018-04",
        ...     status="occurred",
        ...     participants=[
        ...         Participant(role="visitor", state="PAK", rank="General", sector="military"),
        ...         Participant(role="host", state="RUS"),
        ...     ],
        ...     citations=[Citation(source="arab-news", locator="3.1", mode="fact")],
        ... )
        >>> trip.date.since(2016)
        <Truth.TRUE>
    """

    kind: ClassVar[str] = "visit"
    plural: ClassVar[str] = "visits"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.VISITOR, Role.HOST})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.VISITOR}),
        frozenset({Role.HOST}),
    )

    purpose: VisitPurpose | None = attrs.field(
        default=None, converter=attrs.converters.optional(VisitPurpose)
    )
    duration: Quantity | None = None
