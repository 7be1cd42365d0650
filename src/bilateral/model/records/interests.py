"""Interests and aims: what an actor wants of another."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.evidence import check_text
from bilateral.model.records.base import Role, Status
from bilateral.model.records.lasting import Condition
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker

__all__ = ["Interest"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Interest(Condition):
    """The holder wants something of, or through, another.

    The status tells how far the aim got; the interest itself is there in any.

    Attributes:
        aim: What is wanted, in one clause.
    """

    kind: ClassVar[str] = "interest"
    plural: ClassVar[str] = "interests"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.HOLDER, Role.TOWARD, Role.THIRD_PARTY})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (frozenset({Role.HOLDER}),)
    counted: ClassVar[frozenset[Status] | None] = None

    holder: Participant | None = attrs.field(default=None, converter=taker)
    toward: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    aim: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_text(self.aim, "aim", self.id)
