"""Interests and aims: what an actor wants of another."""

from __future__ import annotations

from typing import ClassVar

import attrs

from bilateral.model.evidence import check_text
from bilateral.model.records.base import Role, Status
from bilateral.model.records.lasting import Condition

__all__ = ["Interest"]


@attrs.frozen(kw_only=True, repr=False)
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

    aim: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_text(self.aim, "aim", self.id)
