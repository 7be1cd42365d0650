"""GDELT events, 1.0 and 2.0: machine-coded from the news, one row an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from bilateral.model.records import AnyRecord, Participant, Place, Role
from bilateral.model.vocabulary import unknown_name
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm, is_day
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout, glued
from bilateral.readers.ledger import Ledger, States
from bilateral.readers.refusals import RowError
from bilateral.readers.report import DataSet
from bilateral.readers.sets.cameo import (
    ACTOR_TYPES,
    EventCode,
    cameo_code,
    event,
    lost_zeros,
    no_record,
    record_of,
    side,
)
from bilateral.readers.table import Aside, Row, cells_of

__all__ = ["ALIASES", "COLUMNS", "REGIONS", "Duplicates", "Gdelt", "columns_of"]

Duplicates: TypeAlias = Literal["keep", "one-a-day"]
"""What becomes of several reports of one event: each is a record, or the first of a day."""

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
).split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()


def _columns(*, adm2: bool, url: bool) -> tuple[str, ...]:
    geo = [name for name in _GEO if adm2 or name != "ADM2Code"]
    return (
        *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
        *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
        *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
        *"NumMentions NumSources NumArticles AvgTone".split(),
        *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in geo),
        "DATEADDED",
        *(["SOURCEURL"] if url else []),
    )


COLUMNS = {
    "gdelt-1-early": _columns(adm2=False, url=False),
    "gdelt-1": _columns(adm2=False, url=True),
    "gdelt-2": _columns(adm2=True, url=True),
}
"""The columns of each layout; the files have no header."""

NAMED = Layout(
    name="gdelt-named",
    columns=(
        *"GLOBALEVENTID SQLDATE Actor1Name Actor1CountryCode Actor1Type1Code".split(),
        *"Actor2Name Actor2CountryCode Actor2Type1Code EventCode".split(),
    ),
    aliases={"Day": "SQLDATE"},  # so in the codebook of 2.0
    open=True,
)
_BODIES = {code for code, kind in ACTOR_TYPES.items() if kind.form is not None}
REGIONS = frozenset(
    "AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF "
    "WAF WST".split()
)
"""Codes that stand for regions, which are no states (SAF is not South Africa)."""
ALIASES = {"ROM": "ROU", "MTN": "MNE", "IMY": "IMN", "WSB": "PSE", "GZS": "PSE"}
"""Codes of GDELT's list of countries that ISO has otherwise; the West Bank and Gaza are one there.

Source: https://www.gdeltproject.org/data/lookups/CAMEO.country.txt.
"""


def columns_of(first_line: str) -> str | None:
    """The layout of a file by its first line, or None if it is no GDELT file."""
    cells = first_line.split("\t")
    for name, columns in COLUMNS.items():
        if len(cells) == len(columns):
            row = dict(zip(columns, cells, strict=True))
            if is_day(row["SQLDATE"], DayForm.COMPACT) and re.fullmatch(
                r"[0-9]+", row["GLOBALEVENTID"]
            ):
                return name
    return None


class Gdelt(Reader):
    """GDELT 1.0 (58 columns, 57 in early files), 2.0 (61), and tables with its column names.

    Rows whose code is a kind of record (see :func:`bilateral.readers.sets.cameo.event_codes`)
    become one each; the others are read and remarked, by code. The same event is often reported
    many times and nothing is merged unless asked for.

    Args:
        duplicates: ``"keep"``, or ``"one-a-day"``: of the events of one code between the same two
            coded actors in the same roles on one day the first is a record, the others are
            remarked. A visit made and the same visit hosted are one, and so are a meeting of one
            with another and of the other with the one. Where an actor is not coded, it may be
            any, and nothing is left out.

    Raises:
        UnknownNameError: if ``duplicates`` is neither.
    """

    name: ClassVar[str] = "gdelt"
    repeated = "kept"  # the table of these files does not look for them
    system: ClassVar[str | None] = "iso"
    layouts: ClassVar[tuple[Layout, ...]] = (NAMED,)
    data_set: ClassVar[DataSet] = DataSet(
        id="gdelt",
        title="GDELT Event Database",
        citation="Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, "
        "Location, and Tone, 1979-2012. ISA Annual Convention. The GDELT Project, "
        "https://www.gdeltproject.org.",
        licence="free for any use with a citation and a link to the GDELT Project",
        url="https://www.gdeltproject.org",
        versions="2.0 checked on a file of 24 October 2019 and against its codebook; 1.0 against "
        "programs that read its files, none of which could be checked.",
        covers="Events in the news of the world since 1979; what is not in the news is not in it.",
    )

    def __init__(self, duplicates: Duplicates = "keep") -> None:
        known = ("keep", "one-a-day")
        if duplicates not in known:
            raise unknown_name("rule for duplicates", duplicates, known, listed=True)
        self._one_a_day = duplicates == "one-a-day"
        self._seen: set[tuple[str, ...]] = set()

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by the number of columns; by their names where there is a header."""
        if file.encoding is None:
            return None
        head = file.head()
        layout = columns_of(head[0][1]) if head else None
        if layout is None:
            return super().sniff(file)
        named = Layout(name=layout, columns=COLUMNS[layout], quoted=False)
        self.header = Header(named, 0, named.columns, "\t", glued=glued(text for _, text in head))
        return layout

    _lost = False

    def rows(self, file: SourceFile) -> Iterator[Row | RowError | Aside]:
        """The rows; of a table with a header once it is known whether its codes are whole."""
        if self.header.layout is NAMED:
            codes = cells_of(file, self.header, ("EventCode",))
            self._lost = lost_zeros(code for _, code in codes)
        return super().rows(file)

    def records(self, row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
        """The record of an event, if its code is one."""
        day = row.day("SQLDATE", DayForm.COMPACT, needed=True)
        if not re.fullmatch(r"[0-9]+", row["GLOBALEVENTID"]):
            raise row.error("not the id of an event", "GLOBALEVENTID", "a number")
        entry = event("cameo", cameo_code(row, "EventCode", lost=self._lost))
        if entry is None:
            raise row.error("not a CAMEO code", "EventCode", "a code such as 042")
        if not entry.kind:
            ledger.note(no_record(entry))
            return
        if self._one_a_day and self._is_repeated(row, entry):
            ledger.note("a further report of an event of the same day, left out as asked")
            return
        name = row.get("ActionGeo_FullName")
        yield record_of(
            entry,
            {
                "actor": _actor("Actor1", Role(entry.actor), row, day, ledger),
                "recipient": _actor("Actor2", Role(entry.recipient), row, day, ledger),
            },
            ident=ledger.record_id(row["GLOBALEVENTID"]),
            day=day,
            place=Place(name) if name else None,
            note=row.get("SOURCEURL") or None,
            line=row.line,
            ledger=ledger,
        )

    def _is_repeated(self, row: Row, entry: EventCode) -> bool:
        coded = [
            (row.get(f"{who}Code") or row[f"{who}CountryCode"], row[f"{who}Name"])
            for who in ("Actor1", "Actor2")
        ]
        if not all(map(any, coded)):
            return False
        actors = ["/".join(actor) for actor in coded]
        if entry.actor == Role.HOST:
            actors.reverse()
        elif entry.actor == Role.PARTY:
            actors.sort()
        key = (row["SQLDATE"], entry.kind if entry.kind == "visit" else entry.code, *actors)
        repeated = key in self._seen
        self._seen.add(key)
        return repeated


def _actor(who: str, role: Role, row: Row, day: str, ledger: Ledger) -> Participant | None:
    code, name = row[f"{who}CountryCode"], row[f"{who}Name"]
    types = tuple(kind for number in (1, 2, 3) if (kind := row.get(f"{who}Type{number}Code")))
    state: States = None
    if code in REGIONS:
        if not types or types[0] not in _BODIES:
            ledger.unresolved(f"{code} ({name})", reason="the code of a region", line=row.line)
    elif re.fullmatch(r"[A-Z]{3}", code):
        state = ledger.state(ALIASES.get(code, code), day, row.line, joins=True)
    elif code:  # ISO has others too: NA, as R writes nothing, would be Namibia
        ledger.unresolved(code, reason="no code of three letters", line=row.line)
    return side(role, ledger, name=name or code, state=state, types=types)
