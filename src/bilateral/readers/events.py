"""What event data have in common: which coded event is which kind of record, and whose acts."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from bilateral.actors import OrganizationForm, Sector
from bilateral.readers.ledger import Ledger
from bilateral.records import AnyRecord, MeetingFormat, Participant, Place, Role, Status, kind_named

__all__ = ["SECTORS", "EventCode", "event", "event_codes", "record_of", "side"]


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

    Sources: CAMEO codebook, https://parusanalytics.com/eventdata/cameo.dir/; PLOVER manual and
    its table of CAMEO codes, https://github.com/openeventdata/PLOVER.
    """
    text = files(__package__).joinpath("events.csv").read_text(encoding="utf-8")
    rows = (EventCode(**row) for row in csv.DictReader(text.splitlines()))
    return {(row.ontology, row.code): row for row in rows}


@cache
def event(ontology: str, code: str) -> EventCode | None:
    """The entry of a code; of a CAMEO code that has none of its own, that of its parent."""
    if ontology != "cameo":
        return event_codes().get((ontology, code))
    if not re.fullmatch(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}|13y", code):
        return None
    tried = (code[:length] for length in range(len(code), 1, -1))
    found = (event_codes().get((ontology, part)) for part in tried)
    entry = next((entry for entry in found if entry is not None), None)
    if entry is not None and entry.code != code and entry.kind:
        return attrs.evolve(entry, code=code, kind="", reason="no code of the codebook")
    return entry


SECTORS = {
    "GOV": Sector.EXECUTIVE,
    "MIL": Sector.MILITARY,
    "SPY": Sector.INTELLIGENCE,
    "COP": Sector.POLICE,
    "JUD": Sector.JUDICIAL,
    "LEG": Sector.LEGISLATIVE,
    "BUS": Sector.BUSINESS,
    "MNC": Sector.BUSINESS,
    "MED": Sector.MEDIA,
    "EDU": Sector.ACADEMIC,
    "CVL": Sector.CIVIL_SOCIETY,
    "NGO": Sector.CIVIL_SOCIETY,
    "REB": Sector.INSURGENT,
    "INS": Sector.INSURGENT,
    "SEP": Sector.INSURGENT,
}
"""Sector of an actor by the first of its types in CAMEO; others say nothing of the sector."""

ARMED = ("REB", "INS", "SEP")
INTERGOVERNMENTAL = ("IGO", "IMG")


def side(
    role: Role,
    ledger: Ledger,
    *,
    name: str,
    state: str | None,
    types: tuple[str, ...] = (),
) -> Participant | None:
    """One side of an event, or None if nothing is said of it.

    An international organization, and an armed group, acts for no state, whatever country the
    coding notes beside it.

    Args:
        role: The part taken.
        ledger: Of the import.
        name: As printed.
        state: Id of the state, if one is coded and known.
        types: Types of the actor in CAMEO, the first one first.
    """
    sector = SECTORS.get(types[0]) if types else None
    form = None
    if types and types[0] in INTERGOVERNMENTAL:
        form = OrganizationForm.INTERGOVERNMENTAL
    elif types and types[0] in ARMED:
        form = OrganizationForm.ARMED_GROUP
    if form is not None and name:
        body = ledger.organization(name, form)
        return ledger.part(role, organization=body, name=name)
    if not (name or state or sector):
        return None
    return ledger.part(role, state=state, sector=sector, name=name or None)


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
