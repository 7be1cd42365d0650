"""The kinds of record; all else (views, files, schema, tables, strategies) derives from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast, get_args

from bilateral.model.records.agreements import Agreement, AgreementForm
from bilateral.model.records.alignments import Alignment, Posture, Trend
from bilateral.model.records.arms import ArmsTransfer, TransferCondition
from bilateral.model.records.assessments import Assessment
from bilateral.model.records.base import (
    Event,
    Link,
    LinkType,
    Participant,
    Place,
    Record,
    Role,
    Status,
)
from bilateral.model.records.economy import Project, Trade, TradeLevel
from bilateral.model.records.exercises import Exercise
from bilateral.model.records.interests import Interest
from bilateral.model.records.kinds import Kinds
from bilateral.model.records.lasting import Condition, Lasting
from bilateral.model.records.meetings import Consultation, Meeting, MeetingFormat
from bilateral.model.records.memberships import Membership, MembershipForm, Tenure
from bilateral.model.records.visits import Visit, VisitPurpose
from bilateral.model.vocabulary import unknown_name

__all__ = [
    "KINDS",
    "Agreement",
    "AgreementForm",
    "Alignment",
    "AnyRecord",
    "ArmsTransfer",
    "Assessment",
    "Condition",
    "Consultation",
    "Event",
    "Exercise",
    "Interest",
    "Lasting",
    "Link",
    "LinkType",
    "Meeting",
    "MeetingFormat",
    "Membership",
    "MembershipForm",
    "Participant",
    "Place",
    "Posture",
    "Project",
    "Record",
    "Role",
    "Status",
    "Tenure",
    "Trade",
    "TradeLevel",
    "TransferCondition",
    "Trend",
    "Visit",
    "VisitPurpose",
    "is_own_kind",
    "kind_named",
    "kinds_there",
]

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
