"""ICEWS coded events: machine-coded from the news in CAMEO, with names of countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from bilateral.model.records import AnyRecord, Participant, Place, Role
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Layout
from bilateral.readers.ledger import Ledger, States
from bilateral.readers.missing import Missing
from bilateral.readers.refusals import RowError
from bilateral.readers.report import DataSet
from bilateral.readers.sets.cameo import (
    cameo_code,
    event,
    lost_zeros,
    no_record,
    record_of,
    side,
)
from bilateral.readers.table import Aside, Row, cells_of

__all__ = ["Icews"]

EVENTS = Layout(
    name="events",
    columns=(
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
        "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
        "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
        "Longitude",
    ),
    quoted=False,
    wholes=("Event ID", "Story ID", "Sentence Number"),
    essential={
        "Event ID": "[0-9.]+", "Event Date": ".*[-/].*", "CAMEO Code": "[0-9]+", "Publisher": ".+",
    },
    missing=Missing(states=frozenset({"Source Country", "Target Country", "Country"})),
    days=("Event Date",),
    slashed=DayForm.MONTH_FIRST,  # as the file of 2017 has it
)  # fmt: skip
_ALIASES = {"Occupied Palestinian Territory": "Palestinian Territories"}
_INTERNATIONAL = "international government organization"
_ARMED = {
    f"{scope}{word}"
    for scope in ("", "international ")
    for word in ("insurgents", "rebel", "rebels", "separatists")
}


class Icews(Reader):
    """ICEWS coded event data, 20 columns.

    Event ids are not unique over days, so that the id of a record has both. A country is that of
    the actor, by name; an actor without one is kept by its name.
    """

    name: ClassVar[str] = "icews"
    repeated = "one"
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

    _lost = False

    def rows(self, file: SourceFile) -> Iterator[Row | RowError | Aside]:
        """The rows, once it is known whether their codes are whole."""
        codes = cells_of(file, self.header, ("CAMEO Code",))
        self._lost = lost_zeros(code for _, code in codes)
        return super().rows(file)

    def records(self, row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
        """The record of an event, if its code is one."""
        day = row.day("Event Date", DayForm.ISO, *self.slashed, needed=True)
        if not re.fullmatch(r"[0-9]+", row["Event ID"]):
            raise row.error("not the id of an event", "Event ID", "a number")
        code = cameo_code(row, "CAMEO Code", lost=self._lost)
        entry = event("cameo", code if len(code) != 1 else f"0{code}")
        if entry is None:
            raise row.error("not a CAMEO code", "CAMEO Code", "a code such as 042")
        if not entry.kind:
            ledger.note(no_record(entry))
            return
        places = [row[part] for part in ("City", "District", "Province", "Country")]
        where, country = ", ".join(place for place in places if place), places[-1]
        state = _state(country, day, row.line, ledger) if country else None
        yield record_of(
            entry,
            {
                "actor": _actor("Source", Role(entry.actor), row, day, ledger),
                "recipient": _actor("Target", Role(entry.recipient), row, day, ledger),
            },
            ident=ledger.record_id(row["Event ID"], day),
            day=day,
            place=Place(where, state) if where else None,
            note=row["Event Text"] or None,
            line=row.line,
            ledger=ledger,
        )


def _actor(who: str, role: Role, row: Row, day: str, ledger: Ledger) -> Participant | None:
    name, country = row[f"{who} Name"], row[f"{who} Country"]
    sectors = {sector.strip() for sector in row[f"{who} Sectors"].casefold().split(",")}
    types: tuple[str, ...] = ()
    if sectors & _ARMED and "government" not in sectors:
        types = ("REB",)
    elif _INTERNATIONAL in sectors:
        # An officer of one has the country he is from: for which of them he acts is not said.
        types = ("UAF",) if country else ("IGO",)
    elif "unidentified forces" in sectors:
        types = ("UAF",)
    state = _state(country, day, row.line, ledger) if country and not types else None
    return side(role, ledger, name=name or country, state=state, types=types)


def _state(country: str, day: str, line: int, ledger: Ledger) -> States:
    return ledger.state(_ALIASES.get(country, country), day, line)
