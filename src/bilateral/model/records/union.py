"""The kinds together; all else (views, files, schema, tables, strategies) derives from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast, get_args

from bilateral.model.records.agreements import Agreement
from bilateral.model.records.alignments import Alignment
from bilateral.model.records.arms import ArmsTransfer
from bilateral.model.records.assessments import Assessment
from bilateral.model.records.base import Record
from bilateral.model.records.economy import Project, Trade
from bilateral.model.records.exercises import Exercise
from bilateral.model.records.interests import Interest
from bilateral.model.records.kinds import Kinds
from bilateral.model.records.meetings import Consultation, Meeting
from bilateral.model.records.memberships import Membership, Tenure
from bilateral.model.records.visits import Visit
from bilateral.model.vocabulary import unknown_name

__all__ = ["KINDS", "AnyRecord", "is_own_kind", "kind_named", "kinds_there"]

AnyRecord: TypeAlias = (
    Visit
    | Meeting
    | Consultation
    | Agreement
    | ArmsTransfer
    | Exercise
    | Membership
    | Tenure
    | Alignment
    | Interest
    | Project
    | Trade
    | Assessment
)

_KINDS = Kinds(get_args(AnyRecord))
KINDS = cast("Mapping[str, type[AnyRecord]]", _KINDS)
"""Every kind of record by its name in files, those of installed packages included. To a type
checker they are members of the union too: what holds for each of these holds for them."""


def is_own_kind(kind: type[Record]) -> bool:
    """Whether a kind is one of the package, not one that another package adds.

    Example:
        >>> is_own_kind(Visit)
        True
    """
    return _KINDS.is_own(kind)


def kinds_there() -> tuple[type[AnyRecord], ...]:
    """The kinds of which there can be records in this process; cheaper than all that there are.

    Example:
        >>> Visit in kinds_there()
        True
    """
    return cast("tuple[type[AnyRecord], ...]", _KINDS.there())


def kind_named(name: object) -> type[AnyRecord]:
    """The class of a kind, which may be named by its plural too.

    Raises:
        UnknownNameError: naming the kinds there are.
    """
    if isinstance(name, str) and name in KINDS:
        return KINDS[name]
    for kind in KINDS.values():
        if name == kind.plural:
            return kind
    raise unknown_name("kind", name, KINDS, listed=True)
