"""Memberships of organizations and alliances, and tenures of offices."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.records.base import Role
from bilateral.model.records.lasting import Condition
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.model.vocabulary import Vocabulary

__all__ = ["Membership", "MembershipForm", "Tenure"]


class MembershipForm(Vocabulary):
    """As what someone belongs to an organization."""

    FULL_MEMBER = "full member"
    OBSERVER = "observer"
    DIALOGUE_PARTNER = "dialogue partner"
    APPLICANT = "applicant"
    ALLY = "ally"


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Membership(Condition):
    """A member belongs to a body: a state to an organization or alliance.

    Attributes:
        form: As what.
    """

    kind: ClassVar[str] = "membership"
    plural: ClassVar[str] = "memberships"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.MEMBER, Role.BODY, Role.SPONSOR})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.MEMBER}),
        frozenset({Role.BODY}),
    )

    member: Participant | None = attrs.field(default=None, converter=taker)
    body: Participant | None = attrs.field(default=None, converter=taker)
    sponsor: Participant | None = attrs.field(default=None, converter=taker)

    form: MembershipForm | None = attrs.field(
        default=None, converter=attrs.converters.optional(MembershipForm)
    )


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Tenure(Condition):
    """A person holds an office over a period; the holder names both.

    Attributes:
        ordinal: The holder's number among those of the office, from 1.
    """

    kind: ClassVar[str] = "tenure"
    plural: ClassVar[str] = "tenures"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.HOLDER})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (frozenset({Role.HOLDER}),)

    holder: Participant | None = attrs.field(default=None, converter=taker)

    ordinal: int | None = None
