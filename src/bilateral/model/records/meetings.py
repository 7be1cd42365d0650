"""Meetings, and the standing consultations they may belong to."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Condition, Lasting
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.model.vocabulary import Vocabulary

__all__ = ["Consultation", "Meeting", "MeetingFormat"]


class MeetingFormat(Vocabulary):
    """How many sides meet."""

    BILATERAL = "bilateral"
    TRILATERAL = "trilateral"
    MULTILATERAL = "multilateral"


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Meeting(Lasting):
    """One meeting, round of talks or conference.

    Attributes:
        format: How many sides meet.
        session: Number of the session in its series, from 1.
    """

    kind: ClassVar[str] = "meeting"
    plural: ClassVar[str] = "meetings"
    roles: ClassVar[frozenset[Role]] = frozenset(
        {Role.PARTY, Role.HOST, Role.ORGANIZER, Role.THIRD_PARTY}
    )
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.PARTY}),
        frozenset({Role.PARTY}),
    )

    host: Participant | None = attrs.field(default=None, converter=taker)
    party: Participant | None = attrs.field(default=None, converter=taker)
    organizer: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    format: MeetingFormat | None = attrs.field(
        default=None, converter=attrs.converters.optional(MeetingFormat)
    )
    session: int | None = None


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Consultation(Condition):
    """A standing mechanism of consultation, or a practice of consulting.

    Attributes:
        format: How many sides consult.
    """

    kind: ClassVar[str] = "consultation"
    plural: ClassVar[str] = "consultations"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.PARTY, Role.THIRD_PARTY})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.PARTY}),
        frozenset({Role.PARTY}),
    )

    party: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    format: MeetingFormat | None = attrs.field(
        default=None, converter=attrs.converters.optional(MeetingFormat)
    )
