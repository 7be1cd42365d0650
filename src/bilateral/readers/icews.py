"""ICEWS coded events: machine-coded from the news in CAMEO, with names of countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from bilateral.readers.base import Reader
from bilateral.readers.events import event, no_record, record_of, side
from bilateral.readers.layouts import Layout, Row
from bilateral.readers.ledger import Ledger, slug
from bilateral.readers.report import DataSet
from bilateral.records import AnyRecord, Participant, Place, Role

__all__ = ["Icews"]

EVENTS = Layout(
    name="events",
    columns=(
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
        "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
        "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
        "Longitude",
    ),
)  # fmt: skip
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMERICAN = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])/([0-9]{4})")


class Icews(Reader):
    """ICEWS coded event data, 20 columns.

    Event ids are not unique over days, so that the id of a record has both. A country is that of
    the actor, by name; an actor without one is kept by its name.
    """

    name: ClassVar[str] = "icews"
    layouts: ClassVar[tuple[Layout, ...]] = (EVENTS,)
    data_set: ClassVar[DataSet] = DataSet(
        id="icews",
        title="ICEWS Coded Event Data",
        citation="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James "
        "Starz, and Michael Ward. 2015. ICEWS Coded Event Data. Harvard Dataverse, V37. "
        "https://doi.org/10.7910/DVN/28075.",
        licence="for research and education only, no commercial use; copyright Lockheed Martin and "
        "BBN-Raytheon",
        url="https://doi.org/10.7910/DVN/28075",
        versions="The 20 columns of a published sample of 2018; no whole file could be checked. "
        "The file of 2017 writes days as M/D/YYYY.",
        covers="Events in the news from 1995 to April 2023.",
    )

    def records(self, row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
        """The record of an event, if its code is one."""
        day = row["Event Date"]
        if american := _AMERICAN.fullmatch(day):  # so in the file of 2017
            day = f"{american[3]}-{int(american[1]):02d}-{int(american[2]):02d}"
        if not _DAY.fullmatch(day):
            raise row.error("not a day", "Event Date", "YYYY-MM-DD, or M/D/YYYY")
        code = row["CAMEO Code"]
        entry = event("cameo", code if len(code) != 1 else f"0{code}")
        if entry is None:
            raise row.error("not a CAMEO code", "CAMEO Code", "a code such as 042")
        if not entry.kind:
            ledger.note(no_record(entry))
            return
        places = [row["City"], row["District"], row["Province"], row["Country"]]
        where = ", ".join(place for place in places if place)
        country = row["Country"]
        state = ledger.state(country, day, row.line) if country else None
        yield record_of(
            entry,
            {
                "actor": _actor("Source", Role(entry.actor), row, day, ledger),
                "recipient": _actor("Target", Role(entry.recipient), row, day, ledger),
            },
            ident=ledger.record_id(f"icews:{slug(row['Event ID'])}:{day}"),
            day=day,
            place=Place(where, state) if where else None,
            note=row["Event Text"] or None,
            line=row.line,
            ledger=ledger,
        )


def _actor(who: str, role: Role, row: Row, day: str, ledger: Ledger) -> Participant | None:
    name, country = row[f"{who} Name"], row[f"{who} Country"]
    sectors = row[f"{who} Sectors"].casefold()
    types: tuple[str, ...] = ()
    if not country and "international government organization" in sectors:
        types = ("IGO",)
    state = ledger.state(country, day, row.line) if country else None
    return side(role, ledger, name=name, state=state, types=types)
