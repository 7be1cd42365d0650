"""POLECAT: machine-coded events of the PLOVER ontology, with lists of actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from bilateral.model.actors import Sector
from bilateral.model.records import AnyRecord, Participant, Place, Role
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm, is_day
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import NAMED, Layout
from bilateral.readers.ledger import Ledger, States
from bilateral.readers.missing import Missing
from bilateral.readers.report import DataSet
from bilateral.readers.sets.cameo import (
    ACTOR_TYPES,
    ActorType,
    event,
    event_codes,
    no_record,
    record_of,
    side,
    stated,
)
from bilateral.readers.table import Row

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
    quoted=False,
    days=("Event Date", "Publication Date"),
    essential={
        "Event ID": ".*_.*", "Event Date": ".*[-/].*", "Event Type": NAMED, "Version": ".+",
    },
    missing=Missing(
        states=frozenset({"Actor Country", "Recipient Country", "Country"}), own=frozenset({"None"})
    ),
)  # fmt: skip
_SURPLUS = {"Headline", "Event Text", "Feed", "Story ID"}
"""Columns that the header of some files has and their rows have not."""
_TYPES = {code.split("-")[0] for of, code in event_codes() if of == "plover"}
_MODES = {"visit", "third-party", "multilateral", "phone"}
_AUXILIARY = {"historical", "future", "hypothetical", "negation"}
"""What PLOVER calls auxiliary modes, and may put among the contexts: no event of its day."""
_ACTOR_TYPES = dict(ACTOR_TYPES) | {
    "JRN": ActorType(Sector.MEDIA),
    "PTY": ActorType(Sector.PARTY),
    "SOC": ActorType(Sector.CIVIL_SOCIETY),
    "MED": ActorType(),
}
"""What PLOVER has otherwise than CAMEO: ``MED`` is health."""
_BODIES = {"UNO", "EUR"}
"""Codes of organizations among those of countries."""
_NO_STATES = {"IGO": "IGO", "IMG": "IMG", "NGO": "NGO", "MNC": "MNC", "ISM": ""}
"""What stands in the place of a country and is none, with the type of the actor."""


class Polecat(Reader):
    """POLECAT events, 40 columns.

    An event may have several actors and several recipients, parted by ``;``; each takes its part.
    ``None`` is not stated. Of the types only consultations name what they are closely enough to
    be a visit or a meeting; the others are read and remarked, and so is what is marked as future,
    historical, hypothetical or negated, or dated after its publication.
    """

    name: ClassVar[str] = "polecat"
    repeated = "one"
    layouts: ClassVar[tuple[Layout, ...]] = (EVENTS,)
    data_set: ClassVar[DataSet] = DataSet(
        id="polecat",
        title="POLECAT Global Political Event Dataset",
        citation="Scarborough, Grace I., Benjamin E. Bagozzi, Andreas Beger, John Berrie, Andrew "
        "Halterman, Philip A. Schrodt, and Jevon Spivey. 2023. POLECAT Weekly Data. Harvard "
        "Dataverse. https://doi.org/10.7910/DVN/AJGVIT.",
        licence="for research and education only, no commercial use; copyright Leidos",
        url="https://doi.org/10.7910/DVN/AJGVIT",
        versions="The 40 columns as programs that read the weekly files list them; types, modes, "
        "sectors and countries as the PLOVER manual has them. No file could be checked.",
        covers="Events in the news from 2018 on.",
    )

    def sniff(self, file: SourceFile) -> str | None:
        """As for any reader; names in the header that the first row has no cells for are left."""
        layout = super().sniff(file)
        if layout is not None and self.header.delimiter is not None:
            kept = tuple(name for name in self.header.columns if name not in _SURPLUS)
            rows = file.head(self.header.line + 1)[self.header.line :]
            cells = [text.count(self.header.delimiter) + 1 for _, text in rows]
            if kept == EVENTS.columns and cells == [len(kept)]:
                self.header = attrs.evolve(self.header, columns=kept)
        return layout

    def records(self, row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
        """The record of an event, if its type and mode are one."""
        day = row.day("Event Date", DayForm.ISO, *self.slashed, needed=True)
        ident = row["Event ID"]
        if not ident:
            raise row.error("not the id of an event", "Event ID")
        kind, found = row["Event Type"].upper(), _words(row["Event Mode"])
        if kind not in _TYPES:
            raise row.error("not a type of PLOVER", "Event Type", "a type such as CONSULT")
        modes = found - _AUXILIARY
        if kind == "CONSULT" and modes - _MODES:
            raise row.error("not a mode of CONSULT", "Event Mode", f"one of {sorted(_MODES)}")
        if kind == "CONSULT" and len(modes) > 1:
            ledger.note("PLOVER CONSULT of several modes: which of them it was is not said")
            return
        entry = event("plover", "-".join([kind, *modes]) if kind == "CONSULT" else kind)
        if entry is None or not entry.kind:
            ledger.note(no_record(entry) if entry else kind)
            return
        marks = _AUXILIARY & (found | _words(row["Contexts"]))
        if marks:
            ledger.note(f"an event marked {', '.join(sorted(marks))}, which is none of its day")
            return
        published = row["Publication Date"]
        forms = (DayForm.ISO, *self.slashed)
        if is_day(published, *forms) and row.day("Publication Date", *forms) < day:
            ledger.note("an event dated after its publication, which has not occurred yet")
            return
        actors = _actors("Actor", Role(entry.actor), row, day, ledger)
        recipients = _actors("Recipient", Role(entry.recipient), row, day, ledger)
        if entry.kind == "visit" and len(actors) > 1 and not recipients:
            ledger.note("a visit of several actors without a recipient: who hosts is not said")
            return
        where = row["Placename"] or row["City"]
        made = record_of(
            entry,
            {
                "actor": actors[0] if actors else None,
                "recipient": recipients[0] if recipients else None,
            },
            ident=ledger.record_id(ident),
            day=day,
            place=Place(where) if where else None,
            note=None,
            line=row.line,
            ledger=ledger,
        )
        further = (*actors[1:], *recipients[1:])
        yield attrs.evolve(made, participants=(*made.participants, *further)) if further else made


def _listed(text: str) -> list[str]:
    """The items of a list, empty where one is not stated; no items if none is."""
    items = [stated(item.strip()) for item in text.split(";")]
    return items if any(items) else []


def _words(text: str) -> set[str]:
    return {item.lower() for item in _listed(text) if item}


def _actors(who: str, role: Role, row: Row, day: str, ledger: Ledger) -> list[Participant]:
    """The actors of one side: the lists of their names, countries and sectors go together."""
    names = _listed(row[f"{who} Name"])
    countries = _listed(row[f"{who} Country"])
    sectors = _listed(row[f"Primary {who} Sector"])
    number = len(names) or len(countries) or len(sectors)
    if countries and len(countries) != number:
        ledger.note("names and countries of other numbers: which state who acts for is left open")
        countries = []
    also = ("GOV",) if "GOV" in _listed(row[f"{who} Sectors"]) else ()
    found = (
        _actor(role, name, code, (sector, *also), day, row.line, ledger)
        for name, code, sector in zip(
            names or [""] * number,
            countries or [""] * number,
            sectors if len(sectors) == number else [""] * number,
            strict=True,
        )
    )
    return [part for part in found if part is not None]


def _actor(
    role: Role, name: str, code: str, types: tuple[str, ...], day: str, line: int, ledger: Ledger
) -> Participant | None:
    if code in _BODIES:
        return ledger.part(role, organization=ledger.public_body(code), name=name or code)
    state: States = None
    if code in _NO_STATES:
        types = (_NO_STATES[code] or types[0], *types[1:])
    elif code == "KOS":  # ISO has no code for it
        state = ledger.state("Kosovo", day, line)
    elif code:
        state = ledger.state(code, day, line, system="iso" if len(code) == 3 else None)
    return side(role, ledger, name=name or code, state=state, types=types, known=_ACTOR_TYPES)
