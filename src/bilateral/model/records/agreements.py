"""Agreements: from a treaty to an understanding reached in talks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from bilateral.dates.given import Given, to_period
from bilateral.dates.when import Period
from bilateral.model.records.base import Event, Role, Status
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import as_words, taker
from bilateral.model.vocabulary import Vocabulary

__all__ = ["Agreement", "AgreementForm"]


class AgreementForm(Vocabulary):
    """How binding and how formal an agreement is, by its instrument."""

    TREATY = "treaty"
    CONTRACT = "contract"
    MEMORANDUM = "memorandum"
    PROTOCOL = "protocol"
    JOINT_STATEMENT = "joint statement"
    UNDERSTANDING = "understanding"

    @classmethod
    def _meant(cls) -> Mapping[str, str]:
        return {
            "mou": "memorandum",
            "memorandum of understanding": "memorandum",
            "convention": "treaty",
            "communique": "joint statement",
            "declaration": "joint statement",
        }


def _in_force(value: Period | Given | None) -> Period | None:
    return to_period(value, "in_force")


@attrs.frozen(kw_only=True, repr=False, field_transformer=as_words)
class Agreement(Event):
    """Something that parties agree on; its date is that of signature or of the talks.

    Attributes:
        form: Its instrument, if known.
        in_force: From when to when it is in force.
    """

    kind: ClassVar[str] = "agreement"
    plural: ClassVar[str] = "agreements"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.PARTY, Role.SPONSOR, Role.THIRD_PARTY})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.PARTY}),
        frozenset({Role.PARTY}),
    )
    counted: ClassVar[frozenset[Status] | None] = frozenset(
        {Status.OCCURRED, Status.ONGOING, Status.AGREED}
    )

    party: Participant | None = attrs.field(default=None, converter=taker)
    sponsor: Participant | None = attrs.field(default=None, converter=taker)
    third_party: Participant | None = attrs.field(default=None, converter=taker)

    form: AgreementForm | None = attrs.field(
        default=None, converter=attrs.converters.optional(AgreementForm)
    )
    in_force: Period | None = attrs.field(default=None, converter=_in_force)
