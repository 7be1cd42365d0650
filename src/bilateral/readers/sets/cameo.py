"""What event data have in common: which coded event is which kind of record, and whose acts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from bilateral.model.actors import Organization, OrganizationForm, Sector
from bilateral.model.ids import ident, slug
from bilateral.model.records import (
    AnyRecord,
    MeetingFormat,
    Participant,
    Place,
    Role,
    Status,
    kind_named,
)
from bilateral.readers.ledger import Ledger, States
from bilateral.readers.missing import WORDS
from bilateral.readers.table import Row
from bilateral.states import registry
from bilateral.states.organizations import public_organizations

__all__ = [
    "ACTOR_TYPES",
    "GOVERNMENT",
    "ActorType",
    "EventCode",
    "body_id",
    "cameo_code",
    "event",
    "event_codes",
    "known_bodies",
    "lost_zeros",
    "no_record",
    "record_of",
    "side",
    "stated",
]


@attrs.frozen
class EventCode:
    """What one code of an ontology becomes.

    Attributes:
        ontology: ``"cameo"`` or ``"plover"``.
        code: The code; of PLOVER the type, or type and mode.
        name: What it means.
        kind: Kind of record, or empty where it is none.
        status: Status of the record.
        actor: Part that the actor takes.
        recipient: Part that the recipient takes.
        reason: Why it is no record, or what a user must know.
    """

    ontology: str
    code: str
    name: str
    kind: str
    status: str
    actor: str
    recipient: str
    reason: str


@cache
def event_codes() -> Mapping[tuple[str, str], EventCode]:
    """The reviewed table, by ontology and code.

    Example:
        >>> event_codes()["cameo", "042"].kind, event_codes()["cameo", "040"].reason
        ('visit', 'may be a talk by telephone as well as a meeting')

    Sources: CAMEO codebook 1.1b3, http://data.gdeltproject.org/documentation/CAMEO.Manual.1.1b3.pdf;
    PLOVER manual and its table of CAMEO codes, https://github.com/openeventdata/PLOVER.
    """
    text = files(__package__).joinpath("cameo.csv").read_text(encoding="utf-8")
    rows = (EventCode(**row) for row in csv.DictReader(text.splitlines()))
    return {(row.ontology, row.code): row for row in rows}


@cache
def event(ontology: str, code: str) -> EventCode | None:
    """The entry of a code; of a CAMEO code that has none of its own, that of its parent."""
    if ontology != "cameo":
        return event_codes().get((ontology, code))
    if not re.fullmatch(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}", code):
        return None
    tried = (code[:length] for length in range(len(code), 1, -1))
    found = (event_codes().get((ontology, part)) for part in tried)
    entry = next((entry for entry in found if entry is not None), None)
    if entry is not None and entry.code != code and entry.kind:
        return attrs.evolve(entry, code=code, kind="", reason="no code of the codebook")
    return entry


def lost_zeros(codes: Iterable[str]) -> bool:
    """Whether the CAMEO codes of a file have lost the zeros before them, as numbers do.

    Example:
        >>> lost_zeros(["42", "10"]), lost_zeros(["42", "010"])
        (True, False)
    """
    zeros = False
    for code in codes:
        if code.startswith("0"):
            return False
        zeros = zeros or (event("cameo", code) is None and _has_zero(code))
    return zeros


def _has_zero(code: str) -> bool:
    return ("cameo", f"0{code}") in event_codes()


def cameo_code(row: Row, column: str, *, lost: bool) -> str:
    """The CAMEO code of a row, with the zero that it may have lost.

    Raises:
        RowError: if that cannot be told, as of 10, which is a code as well as 010.
    """
    code = row[column]
    if not lost or not _has_zero(code):
        return code
    if event("cameo", code) is not None:
        raise row.error("a code that may have lost its zero", column, f"{code} or 0{code}, as text")
    return f"0{code}"


@attrs.frozen
class ActorType:
    """What a type of actor says of it. An actor that acts for a government too has no sector.

    Attributes:
        sector: Its sector.
        form: Form of the organization that it is, if it is one and has a name.
        stateless: Whether it acts for no state, whatever country the coding notes beside it; of
            one that is no organization, it is not known whether it does.
    """

    sector: Sector | None = None
    form: OrganizationForm | None = None
    stateless: bool = False


def _armed(sector: Sector | None) -> ActorType:
    return ActorType(sector, OrganizationForm.ARMED_GROUP, stateless=True)


ACTOR_TYPES: Mapping[str, ActorType] = {
    "MIL": ActorType(Sector.MILITARY),
    "SPY": ActorType(Sector.INTELLIGENCE),
    "COP": ActorType(Sector.POLICE),
    "JUD": ActorType(Sector.JUDICIAL),
    "LEG": ActorType(Sector.LEGISLATIVE),
    "BUS": ActorType(Sector.BUSINESS),
    "MNC": ActorType(Sector.BUSINESS),
    "MED": ActorType(Sector.MEDIA),
    "EDU": ActorType(Sector.ACADEMIC),
    "NGO": ActorType(Sector.CIVIL_SOCIETY),
    "REB": _armed(Sector.INSURGENT),
    "INS": _armed(Sector.INSURGENT),
    "SEP": _armed(Sector.INSURGENT),
    "IMG": _armed(None),
    "IGO": ActorType(form=OrganizationForm.INTERGOVERNMENTAL, stateless=True),
    "UAF": ActorType(stateless=True),  # armed forces of whom it is not known whether they do
}
"""Types of actors in CAMEO; the first of an actor counts, and others say nothing of it.

``GOV`` is any part of a government, its ministries of defence or of foreign affairs too, and
``CVL`` whoever fits nowhere else: neither is a sector here.
"""
GOVERNMENT = "GOV"


def stated(text: str) -> str:
    """One of several texts of a cell, or nothing of one that is a word for what is missing."""
    return "" if text in WORDS else text


def body_id(name: str) -> str:
    """The id of an organization, which its name alone determines."""
    made = ident(name)
    free = f"{made}-organization" if made in registry() else made
    return known_bodies().get(slug(name), free)


@cache
def known_bodies() -> Mapping[str, str]:
    """Ids of the public organizations of the registry, by each of their names as a slug."""
    return {
        slug(name): made.id
        for made in public_organizations().values()
        for name in (made.name, *made.names)
    }


def side(
    role: Role,
    ledger: Ledger,
    *,
    name: str,
    state: States,
    types: tuple[str, ...] = (),
    known: Mapping[str, ActorType] = ACTOR_TYPES,
) -> Participant | None:
    """One side of an event, or None if nothing is said of it.

    Args:
        role: The part taken.
        ledger: Of the import.
        name: As printed.
        state: Id of the state, or of several of which it is one, if any is coded and known.
        types: Types of the actor, the first one first.
        known: What the first type says.
    """
    kind = known.get(types[0], _PLAIN) if types else _PLAIN
    if kind.form is not None and name:
        body = body_id(name)
        public = public_organizations().get(body)
        ledger.actors.setdefault(body, public or Organization(id=body, name=name, form=kind.form))
        return ledger.part(role, organization=body, name=name, none=("state",))
    sector = None if GOVERNMENT in types else kind.sector
    state = None if kind.stateless else state
    if not (name or state or sector):
        return None
    none = () if kind.form is None else ("state",)
    return ledger.part(role, state=state, sector=sector, name=name or None, none=none)


_PLAIN = ActorType()


def record_of(
    entry: EventCode,
    sides: Mapping[str, Participant | None],
    *,
    ident: str,
    day: str,
    place: Place | None,
    note: str | None,
    line: int,
    ledger: Ledger,
) -> AnyRecord:
    """The record of an event.

    Args:
        entry: Its code.
        sides: The participants by ``"actor"`` and ``"recipient"``.
        ident: Id of the record.
        day: Its date.
        place: Where, if known.
        note: What is to be kept of it.
        line: Line of the row.
        ledger: Of the import.
    """
    ordered = [sides["actor"], sides["recipient"]]
    if entry.actor == Role.HOST:
        ordered.reverse()
    parts = [part for part in ordered if part is not None]
    names = [part.name or part.state or "unnamed" for part in parts]
    facts: dict[str, Any] = {  # of whatever kind it is
        "id": ident,
        "title": f"{entry.name}: {', '.join(names) or 'parties not stated'}",
        "date": day,
        "status": Status(entry.status),
        "participants": parts,
        "places": (place,) if place is not None else (),
        "note": note,
        "citations": (ledger.citation(line, mode=None),),
    }
    if entry.code == "CONSULT-multilateral":
        facts["format"] = MeetingFormat.MULTILATERAL
    return kind_named(entry.kind)(**facts)


def no_record(entry: EventCode) -> str:
    """The remark on an event that is no record."""
    return f"{entry.ontology.upper()} {entry.code} {entry.name}: {entry.reason}"
