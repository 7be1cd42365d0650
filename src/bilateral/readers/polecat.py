"""POLECAT: machine-coded events of the PLOVER ontology, with lists of actors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from bilateral.readers.base import Reader
from bilateral.readers.events import event, event_codes, no_record, record_of, side
from bilateral.readers.layouts import Layout, Row
from bilateral.readers.ledger import Ledger, slug
from bilateral.readers.report import DataSet
from bilateral.records import AnyRecord, Participant, Place, Role

__all__ = ["Polecat"]

EVENTS = Layout(
    name="events",
    columns=(
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
        "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
        "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name",
        "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
        "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
        "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
        "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
        "Story Locations", "Language", "Version",
    ),
    aliases={"Event Intensity": "Intensity"},
    open=True,
)  # fmt: skip
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TYPES = {code.split("-")[0] for of, code in event_codes() if of == "plover"}
_MODES = {"visit", "third-party", "multilateral", "phone"}


class Polecat(Reader):
    """POLECAT events, 40 columns.

    An event may have several actors and several recipients, parted by ``;``; each takes its part.
    ``None`` is not stated. Of the types only consultations name what they are closely enough to
    be a visit or a meeting; the others are read and remarked.
    """

    name: ClassVar[str] = "polecat"
    system: ClassVar[str | None] = "iso"
    layouts: ClassVar[tuple[Layout, ...]] = (EVENTS,)
    data_set: ClassVar[DataSet] = DataSet(
        id="polecat",
        title="POLECAT Global Political Event Dataset",
        citation="Scarborough, Grace I., Benjamin E. Bagozzi, Andreas Beger, John Berrie, Andrew "
        "Halterman, Philip A. Schrodt, and Jevon Spivey. 2023. POLECAT Weekly Data. Harvard "
        "Dataverse. https://doi.org/10.7910/DVN/AJGVIT.",
        licence="for research and education only, no commercial use; copyright Leidos",
        url="https://doi.org/10.7910/DVN/AJGVIT",
        versions="The 40 columns as programs that read the weekly files list them; the modes of "
        "consultations as the PLOVER manual has them. No file could be checked.",
        covers="Events in the news from 2018 on.",
    )

    def records(self, row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
        """The record of an event, if its type and mode are one."""
        day = row["Event Date"]
        if not _DAY.fullmatch(day):
            raise row.error("not a day", "Event Date", "YYYY-MM-DD")
        kind, mode = row["Event Type"].upper(), _stated(row["Event Mode"]).lower()
        if kind not in _TYPES:
            raise row.error("not a type of PLOVER", "Event Type", "a type such as CONSULT")
        if kind == "CONSULT" and mode and mode not in _MODES:
            raise row.error("not a mode of CONSULT", "Event Mode", f"one of {sorted(_MODES)}")
        entry = event("plover", f"CONSULT-{mode}" if kind == "CONSULT" and mode else kind)
        if entry is None or not entry.kind:
            ledger.note(no_record(entry) if entry else kind)
            return
        where = _stated(row["Placename"]) or _stated(row["City"])
        actors = _actors("Actor", Role(entry.actor), row, day, ledger)
        recipients = _actors("Recipient", Role(entry.recipient), row, day, ledger)
        first = record_of(
            entry,
            {
                "actor": actors[0] if actors else None,
                "recipient": recipients[0] if recipients else None,
            },
            ident=ledger.record_id(f"polecat:{slug(row['Event ID'])}"),
            day=day,
            place=Place(where) if where else None,
            note=None,
            line=row.line,
            ledger=ledger,
        )
        further = (*actors[1:], *recipients[1:])
        if further:
            first = attrs.evolve(first, participants=(*first.participants, *further))
        yield first


def _stated(text: str) -> str:
    return "" if text in ("None", "NA", "") else text


def _listed(text: str) -> list[str]:
    return [part for item in text.split(";") if (part := _stated(item.strip()))]


def _actors(who: str, role: Role, row: Row, day: str, ledger: Ledger) -> list[Participant]:
    """The actors of one side: by name where as many countries are given as names."""
    countries = _listed(row[f"{who} Country"])
    names = _listed(row[f"{who} Name"])
    sectors = _listed(row[f"Primary {who} Sector"])
    types = tuple(sectors) if len(sectors) == 1 and len(names) <= 1 else ()
    if len(names) != len(countries):
        names = countries or names
    found = []
    for index, name in enumerate(names):
        code = countries[index] if countries else ""
        state = ledger.state(code, day, row.line) if code else None
        part = side(role, ledger, name=name, state=state, types=types)
        if part is not None:
            found.append(part)
    return found
