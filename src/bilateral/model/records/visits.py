"""Visits: someone goes to another state, or is to go."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.fields import amount
from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Lasting
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
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


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Visit(Lasting):
    """A visit by one or more persons or bodies to another state.

    Attributes:
        purpose: What it is made for, if stated.
        duration: How long it lasts, in days.

    Example:
        >>> trip = Visit(
        ...     id="bajwa-russia-2018-04",
        ...     title="Army chief Bajwa visits Russia",
        ...     date="2018-04",
        ...     status="occurred",
        ...     visitor={"state": "PAK", "rank": "General", "sector": "military"},
        ...     host="RUS",
        ...     citations=[{"source": "arab-news", "locator": "3.1", "mode": "fact"}],
        ... )
        >>> trip.host
        Participant(role='host', state='RUS')
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

    visitor: Participant | None = attrs.field(default=None, converter=taker)
    host: Participant | None = attrs.field(default=None, converter=taker)

    purpose: VisitPurpose | None = attrs.field(
        default=None, converter=attrs.converters.optional(VisitPurpose)
    )
    duration: Quantity | None = attrs.field(
        default=None, converter=amount, metadata={"unit": "days"}
    )
