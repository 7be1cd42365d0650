"""Alignments: how one actor stands towards another over a period."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Condition
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.model.vocabulary import Vocabulary

__all__ = ["Alignment", "Posture", "Trend"]


class Posture(Vocabulary):
    """How the holder stands towards the other."""

    SUPPORTIVE = "supportive"
    CLOSE = "close"
    COOPERATIVE = "cooperative"
    BALANCED = "balanced"
    STRAINED = "strained"
    PRESSING = "pressing"
    COUNTERBALANCING = "counterbalancing"
    CONTAINING = "containing"
    RIVAL = "rival"
    HOSTILE = "hostile"


class Trend(Vocabulary):
    """Which way a relation moves."""

    CLOSER = "closer"
    STEADY = "steady"
    LOOSER = "looser"


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Alignment(Condition):
    """The holder's posture towards another, with third parties it concerns.

    Between parties without direction it is mutual.

    Attributes:
        posture: How the holder stands.
        issue: What it concerns, in a few words, if not the relation as a whole.
        trend: Which way it moves, if stated.
    """

    kind: ClassVar[str] = "alignment"
    plural: ClassVar[str] = "alignments"
    roles: ClassVar[frozenset[Role]] = frozenset(
        {Role.HOLDER, Role.TOWARD, Role.PARTY, Role.THIRD_PARTY}
    )
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.HOLDER, Role.PARTY}),
        frozenset({Role.TOWARD, Role.PARTY}),
    )

    holder: Participant | None = attrs.field(default=None, converter=taker)
    toward: Participant | None = attrs.field(default=None, converter=taker)
    party: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    posture: Posture = attrs.field(converter=Posture)
    issue: str | None = None
    trend: Trend | None = attrs.field(default=None, converter=attrs.converters.optional(Trend))
