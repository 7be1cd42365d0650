"""Assessments: opinions of an author, kept apart from facts."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.evidence import check_text
from bilateral.model.records.base import Role, Status
from bilateral.model.records.lasting import Condition

__all__ = ["Assessment"]


@attrs.frozen(kw_only=True, repr=False)
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

    claim: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_text(self.claim, "claim", self.id)
