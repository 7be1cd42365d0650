"""The kinds of record. All else (views, files, schema, strategies) derives from the union."""

from __future__ import annotations

from typing import TypeAlias, get_args

from bilateral.model.records.agreements import Agreement, AgreementForm
from bilateral.model.records.alignments import Alignment, Posture, Trend
from bilateral.model.records.arms import ArmsTransfer, TransferCondition
from bilateral.model.records.assessments import Assessment
from bilateral.model.records.base import (
    Condition,
    Event,
    Lasting,
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
    "kind_named",
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

KINDS: dict[str, type[AnyRecord]] = {kind.kind: kind for kind in get_args(AnyRecord)}
"""Every kind of record by its name in files."""


def kind_named(name: object) -> type[AnyRecord]:
    """The class of a kind.

    Raises:
        UnknownNameError: naming the kinds there are.
    """
    if isinstance(name, str) and name in KINDS:
        return KINDS[name]
    raise unknown_name("kind", name, KINDS, listed=True)
