"""Assessments: opinions of an author, kept apart from facts."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.evidence import check_text
from bilateral.model.records.base import Role, Status
from bilateral.model.records.lasting import Condition
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker

__all__ = ["Assessment"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Assessment(Condition):
    """A judgement that a source makes about parties; its holder is who judges.

    Attributes:
        claim: The judgement, in one clause.
    """

    kind: ClassVar[str] = "assessment"
    plural: ClassVar[str] = "assessments"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.HOLDER, Role.PARTY, Role.THIRD_PARTY})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (frozenset({Role.HOLDER}),)
    counted: ClassVar[frozenset[Status] | None] = None

    holder: Participant | None = attrs.field(default=None, converter=taker)
    party: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    claim: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_text(self.claim, "claim", self.id)
