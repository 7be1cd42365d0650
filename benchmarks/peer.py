"""The same records as pydantic dataclasses, which read the same JSON Lines.

The peer checks what the package checks within a record: types, unknown keys, vocabularies, ids,
EDTF dates (with the same parser, equal dates parsed once) and what a locator looks like. It does
not check references between records, which the package does.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, StringConstraints, TypeAdapter
from pydantic.dataclasses import dataclass

from bilateral import EDTF, parse_edtf
from bilateral.model.actors import Sector
from bilateral.model.evidence import EpistemicMode, EvidenceRank, Locator, Stance
from bilateral.model.records import Role, Status, VisitPurpose

_DATES: dict[str, EDTF] = {}


def _edtf(value: str) -> EDTF:
    found = _DATES.get(value)
    if found is None:
        found = _DATES[value] = parse_edtf(value)
    return found


_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:[-_.:][A-Za-z0-9]+)*$")]
_Text = Annotated[str, StringConstraints(pattern=r"\S")]
_Date = Annotated[EDTF, BeforeValidator(_edtf)]
_Where = Annotated[Locator, BeforeValidator(Locator.of)]


@dataclass(frozen=True, slots=True, kw_only=True, config=_config)
class PeerCitation:
    source: _Id
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
    state: _Id | None = None
    person: _Id | None = None
    office: _Id | None = None
    organization: _Id | None = None
    rank: str | None = None
    sector: Sector | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_config)
class PeerPlace:
    name: str | None = None
    state: _Id | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_config)
class PeerVisit:
    kind: Literal["visit"]
    type: Literal["record"]
    id: _Id
    title: _Text
    date: _Date | None = None
    status: Status | None = None
    participants: tuple[PeerParticipant, ...] = ()
    places: tuple[PeerPlace, ...] = ()
    topics: tuple[_Id, ...] = ()
    citations: tuple[PeerCitation, ...]
    links: tuple[str, ...] = ()
    note: str | None = None
    purpose: VisitPurpose | None = None
    duration: str | None = None


_RECORD = '{"type":"record"'
_ADAPTER: TypeAdapter[PeerVisit] = TypeAdapter(PeerVisit)


def read_lines(text: str) -> list[Any]:
    """The records of a JSON Lines text."""
    return [_ADAPTER.validate_json(line) for line in text.splitlines() if line.startswith(_RECORD)]
