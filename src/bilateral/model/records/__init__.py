"""The kinds of record, each in a module of its own that is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from bilateral._homes import homes

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

if TYPE_CHECKING:  # the list that homes() reads too
    from bilateral.model.records.agreements import (
        Agreement as Agreement,
        AgreementForm as AgreementForm,
    )
    from bilateral.model.records.alignments import (
        Alignment as Alignment,
        Posture as Posture,
        Trend as Trend,
    )
    from bilateral.model.records.arms import (
        ArmsTransfer as ArmsTransfer,
        TransferCondition as TransferCondition,
    )
    from bilateral.model.records.assessments import (
        Assessment as Assessment,
    )
    from bilateral.model.records.base import (
        Event as Event,
        Link as Link,
        LinkType as LinkType,
        Record as Record,
        Status as Status,
    )
    from bilateral.model.records.economy import (
        Project as Project,
        Trade as Trade,
        TradeLevel as TradeLevel,
    )
    from bilateral.model.records.exercises import (
        Exercise as Exercise,
    )
    from bilateral.model.records.interests import (
        Interest as Interest,
    )
    from bilateral.model.records.lasting import (
        Condition as Condition,
        Lasting as Lasting,
    )
    from bilateral.model.records.meetings import (
        Consultation as Consultation,
        Meeting as Meeting,
        MeetingFormat as MeetingFormat,
    )
    from bilateral.model.records.memberships import (
        Membership as Membership,
        MembershipForm as MembershipForm,
        Tenure as Tenure,
    )
    from bilateral.model.records.participants import (
        Participant as Participant,
        Place as Place,
        Role as Role,
    )
    from bilateral.model.records.union import (
        KINDS as KINDS,
        AnyRecord as AnyRecord,
        is_own_kind as is_own_kind,
        kind_named as kind_named,
        kinds_there as kinds_there,
    )
    from bilateral.model.records.visits import (
        Visit as Visit,
        VisitPurpose as VisitPurpose,
    )


def __getattr__(name: str) -> object:
    """Load a name when it is first used (PEP 562)."""
    home = homes(__name__).get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return __all__
