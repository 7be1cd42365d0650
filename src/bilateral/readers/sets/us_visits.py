"""The US Department of State's lists of visits and travels, in the XML of its historians."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

import attrs

from bilateral._plugins import require
from bilateral.dates.when import Period
from bilateral.errors import BilateralError, CodecError, first_line
from bilateral.model.actors import Person, Sector
from bilateral.model.records import AnyRecord, Place, Role, Status, Visit, VisitPurpose
from bilateral.model.records.participants import NO_STATE
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm
from bilateral.readers.files import SourceFile
from bilateral.readers.ledger import Ledger, States, only
from bilateral.readers.missing import Missing
from bilateral.readers.refusals import RowError
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row, row_of
from bilateral.states import registry
from bilateral.states.tables import folded

__all__ = ["UsVisits"]

_CLERKS = ("created-by", "created-datetime", "last-modified-by", "last-modified-datetime")
_SHARED = ("id", "start-date", "end-date", *_CLERKS)
_COLUMNS = {
    "visit": frozenset({*_SHARED, "visitor", "from", "description"}),
    "trip": frozenset({*_SHARED, "role", "name", "country", "locale", "remarks"}),
}
_ROWS = {"visits": "visit", "trips": "trip"}
_LAYOUTS = {"visits": "inbound", "trips": "outbound"}
_ROOT = re.compile(rb"<(?:!DOCTYPE\s+)?(?:visits|trips)\b")

_CHUNK = 1 << 16
_LONGEST_TEXT = 1_000_000  # characters in one row
_LONGEST_SILENCE = 16 * _CHUNK  # bytes that hold neither an element nor text
_DEEPEST = 20

_SECTORS = {"president": Sector.EXECUTIVE, "secretary": Sector.DIPLOMATIC}
_TITLES = {
    Sector.EXECUTIVE: """President|Acting President|Interim President|Provisional President|
        Vice President|Prime Minister|Acting Prime Minister|Interim Prime Minister|
        Deputy Prime Minister|Premier|Vice Premier|Chancellor|Federal Chancellor|Taoiseach|
        King|Queen|Emperor|Empress|Shah|Sultan|Amir|Emir|Grand Duke|Grand Duchess|
        Chief of State|Head of State|Head of Government""",
    Sector.DIPLOMATIC: """Foreign Minister|Minister of Foreign Affairs|Minister for Foreign Affairs|
        Foreign Secretary""",
}
_SECTOR_OF_TITLE = {
    title.strip(): sector for sector, titles in _TITLES.items() for title in titles.split("|")
}
_TITLE = re.compile(
    rf"({'|'.join(sorted(_SECTOR_OF_TITLE, key=len, reverse=True))}) (?!of\b|-|elect\b|designate\b)"
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|[0-9]+(?:st|nd|rd|th)|[IVX]+")

_PURPOSES = {
    "state visit": VisitPurpose.STATE,
    "official visit": VisitPurpose.OFFICIAL,
    "offical visit": VisitPurpose.OFFICIAL,
    "official working visit": VisitPurpose.WORKING,
    "working visit": VisitPurpose.WORKING,
    "private visit": VisitPurpose.PRIVATE,
    "vacation": VisitPurpose.PRIVATE,
}
_OPENING = re.compile(rf"({'|'.join(_PURPOSES)})\b(?! and\b)", re.IGNORECASE)
_MET_PRIVATELY = re.compile(r"Met with President [\w. ]+ during a private visit")
_NOT_THE_EVENT = re.compile(
    r"pre-summit|preliminary|preparat|commemorat|ceremon|dinner|lunch", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


class UsVisits(Reader):
    """Visits by foreign leaders, and travels of presidents and secretaries of state.

    One element ``<visit>`` or ``<trip>`` is one row and makes one record. A country is known by
    its label and the date; its id is only used where a reviewed table says that it decides. The
    file is parsed as a stream without document types, entities or anything outside of it. Where
    its XML breaks, the rows before are read, and what follows is one row that is refused.
    """

    name: ClassVar[str] = "us-visits"
    repeated = "one"
    data_set: ClassVar[DataSet] = DataSet(
        id="us-visits",
        title="Visits by Foreign Leaders; Travels of the President and the Secretary of State",
        citation="Office of the Historian, Foreign Service Institute, United States Department of "
        "State. Visits by Foreign Leaders; Travels Abroad of the President; Travels of the "
        "Secretary of State. https://history.state.gov/departmenthistory.",
        licence="work of the US government, in the public domain there; elsewhere CC0 1.0",
        url="https://history.state.gov/departmenthistory/visits",
        versions="Checked on all files of the repositories HistoryAtState/visits (16 decades, "
        "1874 to 2024) and HistoryAtState/travels (21 presidents, 34 secretaries, to 2025). The "
        "wording of the citation could not be checked.",
        covers="Visits of heads of state and government to the United States from 1874; travels "
        "abroad of presidents from 1906 and of secretaries of state from 1866. The files "
        "themselves claim nothing.",
    )

    root: str

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by the outermost element: ``inbound`` or ``outbound``.

        Raises:
            CodecError: if the file has a document type of that name, which is not read.
        """
        with file.unpacked() as raw:
            head = raw.read(_CHUNK)
        if not _ROOT.search(head.replace(b"\0", b"")):
            return None
        try:
            self.root = _root(head, str(file.path))
        except CodecError as error:
            if error.found in _LAYOUTS:
                raise
            return None
        return _LAYOUTS[self.root]

    def refusal(self, file: SourceFile) -> BilateralError:
        """Why a file is none of these lists: what its beginning has instead."""
        with file.unpacked() as raw:
            try:
                root = _root(raw.read(_CHUNK), str(file.path))
            except CodecError as error:
                return error
        return CodecError("no list of visits", file=str(file.path), found=root, expected=_EXPECTED)

    def rows(self, file: SourceFile) -> Iterator[Row | RowError]:
        """The rows, each with the line of its start tag; at a fault in the XML, a last error."""
        elements = _Elements()
        parser = _parser(elements)
        silence = events = 0
        with file.unpacked() as raw:
            while True:
                chunk = raw.read(_CHUNK)
                fault: tuple[str, int] | None = None
                try:
                    if chunk:
                        parser.feed(chunk)
                    else:
                        parser.close()
                except _FAULTS as error:
                    fault = first_line(error), _line_of(error, elements)
                yield from elements.taken()
                silence = silence + len(chunk) if elements.events == events else 0
                events = elements.events
                if fault is None and silence > _LONGEST_SILENCE:
                    fault = "too much that is neither element nor text", elements.line()
                if fault is not None:
                    problem = f"broken here, and not read from here on ({fault[0]})"
                    yield RowError(problem, line=fault[1], found=elements.open)
                if fault is not None or not chunk:
                    return

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The visit of a row."""
        return (_visit(row, ledger) if self.root == "visits" else _trip(row, ledger),)


# -- the file --------------------------------------------------------------------------------------

_MISSING = Missing()
_EXPECTED = "<visits> or <trips>"
_FAULTS = (SyntaxError, ValueError, LookupError)  # broken; forbidden; in an unheard-of encoding


@attrs.define
class _Elements:
    """What the parser calls: the rows that are complete, and where the one that is open began.

    Nothing is held but the row that is open, so that memory does not grow with the file.
    """

    line: Callable[[], int] = lambda: 1  # set to the parser's own count
    root: str | None = None
    begun: int = 1
    events: int = 0
    open: str | None = None
    _depth: int = 0
    _number: int = 0
    _size: int = 0
    _at: int = 0
    _tag: str = ""
    _cells: dict[str, str] = attrs.field(factory=dict)
    _text: list[str] = attrs.field(factory=list)
    _fault: RowError | None = None
    _done: list[Row | RowError] = attrs.field(factory=list)

    def taken(self) -> list[Row | RowError]:
        """The rows that are complete, which are then forgotten."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        self.events += 1
        self._depth += 1
        match self._depth:
            case 1:
                self.root, self.begun = tag, self.line()
            case 2:
                self._at = self.line()
                self.open = f"<{tag}> of line {self._at}"
                self._cells = {f"@{name}": value for name, value in attributes.items()}
                self._size, self._fault = 0, None
                if tag != _ROWS.get(self.root or ""):
                    self._refuse("not a row of this list", tag, f"<{_ROWS.get(self.root or '')}>")
            case 3:
                self._tag = tag
                self._text = []
                if tag not in _COLUMNS.get(_ROWS.get(self.root or "", ""), ()):
                    self._refuse("an element that such a row does not have", tag)
                elif tag in self._cells:
                    self._refuse("an element that is there twice", tag)
                for name, value in attributes.items():
                    self._cells.setdefault(f"{tag}/@{name}", " ".join(value.split()))
            case depth if depth > _DEEPEST:
                raise ValueError("elements too deep to be data")

    def data(self, text: str) -> None:
        """Text, of which an element may have several pieces."""
        self.events += 1
        self._size += len(text)
        if self._size > _LONGEST_TEXT:
            raise ValueError("a row too long to be data")
        if self._depth >= 3:
            self._text.append(text)
        elif text.strip():
            stray = "text outside of any element"
            if self._depth == 2:
                self._refuse(stray, None, found=text.strip()[:100])
            else:
                self._done.append(RowError(stray, line=self.line(), found=text.strip()[:100]))

    def end(self, tag: str) -> None:  # noqa: ARG002 - what a parser gives
        """An end tag."""
        self.events += 1
        self._depth -= 1
        if self._depth == 2 and self._fault is None:
            self._cells[self._tag] = " ".join("".join(self._text).split())
        elif self._depth == 1:
            self._number += 1
            self._done.append(self._fault or row_of(self._at, self._number, self._cells, _MISSING))
            self._size, self.open = 0, None

    def close(self) -> None:
        """The end of the file."""

    def _refuse(
        self, problem: str, tag: str | None, expected: str | None = None, found: str | None = None
    ) -> None:
        if self._fault is None:
            self._fault = RowError(
                problem, line=self._at, field=tag, found=found, expected=expected
            )


def _parser(elements: _Elements) -> Any:  # defusedxml has no types
    parser = require("defusedxml.ElementTree", extra="xml").XMLParser(
        target=elements, forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    expat = parser.parser  # which is not there any more once the parser is closed
    elements.line = lambda: int(expat.CurrentLineNumber)
    return parser


def _line_of(error: Exception, elements: _Elements) -> int:
    position = getattr(error, "position", None)
    return int(position[0]) if position else elements.line()


def _root(head: bytes, file: str) -> str:
    """The outermost element of a file.

    Raises:
        CodecError: if it is none of these lists, or what comes before it cannot be read.
    """
    elements = _Elements()
    parser = _parser(elements)
    problem, found = "no list of visits", None
    line = 1
    try:
        parser.feed(head)
    except _FAULTS as error:
        line = _line_of(error, elements)
        problem = f"the XML cannot be read ({first_line(error)})"
        if type(error).__name__ == "DTDForbidden":
            problem, found = "a document type, which is not read", getattr(error, "name", None)
    if elements.root in _LAYOUTS:
        return elements.root
    if elements.root is not None:
        problem, found, line = "no list of visits", elements.root, elements.begun
    raise CodecError(problem, file=file, line=line, found=found, expected=_EXPECTED)


# -- the rows --------------------------------------------------------------------------------------


_HOME = (Place(state="USA"),)
"""Where a visit to the United States took place, as far as its list says."""


def _visit(row: Row, ledger: Ledger) -> Visit:
    ident, day, dates, days = _dated(row)
    visitor = _required(row, "visitor")
    label = _required(row, "from")
    state = _state(row, "from", "", day, ledger)
    description = row.get("description")
    return Visit(
        id=ledger.record_id("inbound", ident),
        title=f"{visitor} ({label}) visits the United States",
        date=dates,
        status=Status.OCCURRED,
        participants=(
            ledger.part(Role.VISITOR, state=state, name=visitor, sector=_sector(visitor)),
            ledger.participant(Role.HOST, "United States", day, row.line),
        ),
        places=_HOME,
        purpose=_purpose(description),
        duration=days,
        citations=(ledger.citation(row.line),),
        note=description or None,
    )


def _trip(row: Row, ledger: Ledger) -> Visit:
    ident, day, dates, days = _dated(row)
    role = _required(row, "role")
    if role not in _SECTORS or row.get("@role") != role:
        expected = f"{' or '.join(_SECTORS)}, as the trip's own"
        raise row.error("not a role of such a trip", "role", expected)
    name, label = _required(row, "name"), _required(row, "country")
    person = _person(row, name, ledger)
    locale = row.get("locale")
    state = _state(row, "country", locale, day, ledger)
    remarks = row.get("remarks")
    return Visit(
        id=ledger.record_id(role, ident),
        title=f"{name} visits {label}",
        date=dates,
        status=Status.OCCURRED,
        participants=(
            ledger.part(
                Role.VISITOR,
                state=ledger.state("United States", day, row.line),
                person=person,
                sector=_SECTORS[role],
            ),
            ledger.part(Role.HOST, state=state, name=label if only(state) is None else None),
        ),
        places=_places(locale, only(state)),
        purpose=_purpose(remarks),
        duration=days,
        citations=(ledger.citation(row.line),),
        note=remarks or None,
    )


def _required(row: Row, column: str) -> str:
    text = row.get(column)
    if not text:
        raise row.error("an empty or missing element", column, "text")
    return text


def _dated(row: Row) -> tuple[str, str, Period, Quantity]:
    """The number of a row, its first day, its days, and how many, the first and last counted."""
    ident = _required(row, "id")
    if not re.fullmatch(r"[0-9]{1,9}", ident):
        raise row.error("not the id of a visit", "id", "a number")
    for column in ("start-date", "end-date"):
        _required(row, column)
    first, last = (row.day(column, DayForm.ISO) for column in ("start-date", "end-date"))
    if last < first:
        raise row.error("an end before the start", "end-date", f"{first} or later")
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return ident, first, _period(first, last), _days(days)


@cache
def _period(first: str, last: str) -> Period:
    return Period(first if first == last else f"{first}/{last}")


@cache
def _days(number: int) -> Quantity:
    return Quantity(str(number), "days")


def _person(row: Row, name: str, ledger: Ledger) -> str:
    """The person by the id of the file, whose name is that of the first row."""
    who = row.get("@who")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", who) or who in registry():
        raise row.error("not the id of a person", "@who", "such as 'biden-joseph-r'")
    held = ledger.actors.setdefault(who, Person(id=who, name=name, state="USA"))
    if held.name != name:
        ledger.note(f"{who!r} is both {held.name!r} and {name!r}; the first is kept")
    return who


def _sector(visitor: str) -> Sector | None:
    """The sector, if the title that a visitor is named with is one that settles it.

    Where several are named, the titles of all have to be known and of one sector.
    """
    named = [
        part for part in re.split(r", (?:and )?| and ", visitor) if not _SUFFIX.fullmatch(part)
    ]
    found = {
        _SECTOR_OF_TITLE[match[1]] if (match := _TITLE.match(part)) else None for part in named
    }
    return found.pop() if len(found) == 1 else None


def _purpose(text: str) -> VisitPurpose | None:
    """What the first sentence says that it was, in one of the ways that such sentences do."""
    if match := _OPENING.match(text):
        return _PURPOSES[match[1].casefold()]
    if _MET_PRIVATELY.match(text):
        return VisitPurpose.PRIVATE
    sentence = re.split(r"(?<![A-Z])\. |;", text, maxsplit=1)[0]
    if sentence.startswith("Attended ") and not _NOT_THE_EVENT.search(sentence):
        if re.search(r"\bsummits?\b", sentence, re.IGNORECASE):
            return VisitPurpose.SUMMIT
        if re.search(r"\bconference\b", sentence, re.IGNORECASE):
            return VisitPurpose.CONFERENCE
    return None


def _places(locale: str, state: str | None) -> tuple[Place, ...]:
    """The places of a list, such as "London, Oxford"; "Mexico, D.F." is one."""
    names = [name.strip() for name in re.split(r",(?![^()]*\))", locale)]
    if any(_INITIALS.fullmatch(name) for name in names):
        names = [locale]
    printed = locale if len(names) > 1 else None
    return tuple(Place(name, state, printed) for name in dict.fromkeys(names) if name)


# -- the countries ---------------------------------------------------------------------------------


@attrs.frozen
class _Use:
    """What a label of an id stands for in a span of days: a state; or one of several, or none."""

    id: str
    label: str
    place: str
    start: str
    end: str
    state: str
    reason: str

    def fits(self, label: str, place: str, day: str) -> bool:
        """Whether it speaks of a label, with a place, on a day."""
        return (
            self.label in ("", label)
            and self.place in ("", place)
            and self.start <= day <= (self.end or "9999")
        )


@cache
def _uses() -> dict[str, tuple[_Use, ...]]:
    """The reviewed uses of each id, the more particular first."""
    table = files(__package__).joinpath("us_visits_names.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[_Use, ...]] = {}
    for line in csv.DictReader(table.splitlines()):
        use = attrs.evolve(_Use(**line), label=folded(line["label"]), place=folded(line["place"]))
        found[use.id] = (*found.get(use.id, ()), use)
    return found


def _state(row: Row, column: str, place: str, day: str, ledger: Ledger) -> States:
    """The state that a label stands for on a day: as reviewed, else by the label alone."""
    label = row[column]
    plain, where = folded(label), folded(place)
    if ledger.own(label) is not None:
        return ledger.state(label, day, row.line)
    for use in _uses().get(row.get(f"{column}/@id"), ()):
        if use.fits(plain, where, day):
            states = tuple(use.state.split())
            if len(states) == 1 and states != (NO_STATE,):
                return ledger.known(states[0])
            ledger.unresolved(label, reason=use.reason, line=row.line)
            return ledger.known(states or None)
    return ledger.state(label, day, row.line)
