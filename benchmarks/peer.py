"""The same records as pydantic dataclasses, which read the same JSON Lines.

The peer checks what the package checks within a record: types, unknown keys, vocabularies, EDTF
dates (with the same parser) and what a locator looks like.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from bilateral import EDTF, parse_edtf
from bilateral.actors import Sector
from bilateral.evidence import EpistemicMode, EvidenceRank, Locator, Stance
from bilateral.records import Role, Status, VisitPurpose
from pydantic import BeforeValidator, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

_DATES: dict[str, EDTF] = {}


def _edtf(value: str) -> EDTF:
    found = _DATES.get(value)
    if found is None:
        found = _DATES[value] = parse_edtf(value)
    return found


_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
_Date = Annotated[EDTF, BeforeValidator(_edtf)]
_Where = Annotated[Locator, BeforeValidator(Locator.of)]


@dataclass(frozen=True, slots=True, kw_only=True, config=_config)
class PeerCitation:
    source: str
    locator: _Where | None = None
    stance: Stance = Stance.ASSERTS
    mode: EpistemicMode | None = None
    rank: EvidenceRank = EvidenceRank.NORMAL
    claims: tuple[str, ...] = ()
    attributed_to: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_config)
class PeerParticipant:
    role: Role
    state: str | None = None
    person: str | None = None
    office: str | None = None
    organization: str | None = None
    rank: str | None = None
    sector: Sector | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_config)
class PeerVisit:
    kind: Literal["visit"]
    type: Literal["record"]
    id: str
    title: str
    date: _Date | None = None
    status: Status | None = None
    participants: tuple[PeerParticipant, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    citations: tuple[PeerCitation, ...]
    links: tuple[str, ...] = ()
    note: str | None = None
    purpose: VisitPurpose | None = None
    duration: str | None = None


_RECORD = '{"type":"record"'
_ADAPTER: TypeAdapter[PeerVisit] = TypeAdapter(PeerVisit)


def read_lines(text: str) -> list[Any]:
    """The records of a JSON Lines text."""
    return [
        _ADAPTER.validate_json(line)
        for line in text.splitlines()
        if line.startswith(_RECORD)
    ]
