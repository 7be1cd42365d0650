"""UK Treaties Online: the register of treaties of the United Kingdom, one a record."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, ClassVar

from bilateral.dates.when import Moment, Period
from bilateral.model.ids import slug
from bilateral.model.records import (
    Agreement,
    AgreementForm,
    AnyRecord,
    Participant,
    Place,
    Role,
    Status,
)
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.refusals import RowError
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row, row_of
from bilateral.states.tables import folded

__all__ = ["UkTreaties"]

_EVENTS = {
    "signed_event_date": "Signed",
    "adopted_event_date": "Adopted",
    "adopted_event_effective_date": "Adoption effective",
    "provisional_eif_event_date": "Provisionally in force from",
    "definative_eif_event_date": "Entry into force",
    "definative_eif_event_effective_date": "Entry into force effective",
    "terminated_event_date": "Terminated",
    "terminated_event_effective_date": "Termination effective",
    "withdrawn_event_date": "Withdrawn",
    "withdrawn_event_effective_date": "Withdrawal effective",
    "unofficial_info_event_date": "Unofficial information of",
    "unofficial_info_event_effective_date": "Unofficial information effective",
}
_CONCLUDED = ("signed_event_date", "adopted_event_date")
_BEGIN = ("definative_eif_event_effective_date", "definative_eif_event_date")
_END = ("terminated_event_effective_date", "terminated_event_date")

TABLE = Layout(
    name="table",
    columns=("title", "signed_event_date", "country_name"),
    optional=(
        "id", "uuid", "field3", "subject", "references", "signed_event_location",
        "document_path", "document_url", *(event for event in _EVENTS if event != _CONCLUDED[0]),
    ),
    open=True,
    wholes=("id",),
    essential={"id": "[0-9.]*"},
    days=tuple(_EVENTS),
    slashed=DayForm.DAY_FIRST,
)  # fmt: skip
_ANSWER = "search-answer"

_LATERALITY = {"bi": "bilateral", "multi": "multilateral", "mu": "multilateral", "": ""}
_FORMS = {
    "treaty": AgreementForm.TREATY,
    "protocol": AgreementForm.PROTOCOL,
    "memorandum": AgreementForm.MEMORANDUM,
}
_NAMES = {
    folded(printed): plain
    for printed, plain in {
        "CHINA P R": "China",
        "CHINA REPUBLIC OF": "Republic of China",
        "CHINA TAIWAN": "Taiwan",
        "COMOROS ISLANDS": "Comoros",
        "CONGO, PEOPLES REPUBLIC OF": "Republic of the Congo",
        "CONGO, REPUBLIC OF": "Republic of the Congo",
        "CONGO, REPUBLIC OF FORMERLY CONGO PR": "Republic of the Congo",
        "CZECH AND SLOVAK FEDERAL REPUBLIC": "Czechoslovakia",
        "DOMINICA, COMMONWEALTH OF": "Dominica",
        "ELECTORATE OF HESSE": "Hesse-Kassel",
        "GERMANY FEDERAL REPUBLIC": "Federal Republic of Germany",
        "GRAND DUCHY OF HESSE": "Hesse-Darmstadt",
        "GUINEA, EQUATORIAL": "Equatorial Guinea",
        "HAYTI": "Haiti",
        "HESSE CASSEL": "Hesse-Kassel",
        "IRELAND, REPUBLIC OF": "Ireland",
        "MACEDONIA THE FYR OF": "Macedonia",
        "MECKLENBERG-SCHWERIN": "Mecklenburg-Schwerin",
        "MUSCAT": "Oman",
        "NETHERLANDS THE": "Netherlands",
        "SAINT CHRISTOPHER AND NEVIS": "Saint Kitts and Nevis",
        "SALVADOR": "El Salvador",
        "SERB-CROAT-SLOVENE STATE": "Kingdom of Serbs, Croats and Slovenes",
        "SICILY": "Two Sicilies",
        "SOMALI DEMOCRATIC REPUBLIC": "Somalia",
        "ST CHRISTOPHER AND NEVIS": "Saint Kitts and Nevis",
        "TANGANYIKA AND ZANZIBAR": "Tanzania",
        "TUNIS": "Tunisia",
        "VIETNAM D R": "North Vietnam",
        "VIETNAM, SOCIALIST REP OF": "Socialist Republic of Vietnam",
        "WURTEMBURG": "Württemberg",
        "YEMEN, PEOPLES'S DEMOCRATIC REPUBLIC OF": "South Yemen",
        "YEMEN, REPUBLIC OF": "Republic of Yemen",
        "YUGOSLAVIA, FEDERAL REPUBLIC OF": "Federal Republic of Yugoslavia",
    }.items()
}
"""What the register calls a state, where that is no name in common use."""


class UkTreaties(Reader):
    """The answers of its search service, as JSON, or a table with the same fields.

    A record is an agreement: the United Kingdom and whoever else is named in capitals are its
    parties. It is dated by signature, or else by adoption, never by entry into force.
    """

    name: ClassVar[str] = "uk-treaties"
    layouts: ClassVar[tuple[Layout, ...]] = (TABLE,)
    data_set: ClassVar[DataSet] = DataSet(
        id="uk-treaties",
        title="UK Treaties Online",
        citation="Foreign, Commonwealth & Development Office. UK Treaties Online. "
        "https://treaties.fcdo.gov.uk.",
        licence="terms not verified; said to be under the Open Government Licence v3.0",
        url="https://treaties.fcdo.gov.uk",
        versions="Answers of the search service, checked on those of March 2022 that UK Parliament "
        "keeps (12,659 records). No download as a table was found: the layout 'table' has the "
        "service's own field names as its columns and could not be checked on a published file.",
        covers="Treaties involving the United Kingdom, by the register's own account since 1834, "
        "with some older ones. It is complete for no kind of record here.",
    )

    def sniff(self, file: SourceFile) -> str | None:
        """The layout: an answer by how it begins, a table by its columns."""
        self._answer = _is_answer(file)
        if not self._answer:
            return super().sniff(file)
        self.slashed = (DayForm.DAY_FIRST,)
        return _ANSWER

    def rows(self, file: SourceFile) -> Iterator[Row | RowError]:
        """The records of the answers, or the rows of the table."""
        yield from _answered(file) if self._answer else super().rows(file)

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The agreement of a row; none of a scanned text."""
        if not row["title"]:
            raise row.error("a treaty without its title", "title", "a title")
        days = {event: row.day(event, *self.slashed, DayForm.ISO) for event in _EVENTS}
        laterality = row.word("field3", _LATERALITY)
        path = row.get("document_path") or row.get("document_url")
        if path.casefold().endswith(".pdf") and not (row["country_name"] or any(days.values())):
            ledger.note("the scanned text of a treaty, which makes no record")
            return ()
        concluded, begin, end = (
            next((event for event in events if days[event]), None)
            for events in (_CONCLUDED, _BEGIN, _END)
        )
        signed = days[concluded] if concluded else ""
        in_force = _in_force(row, days, begin, end)
        parties, territories = _named(row, signed or None, laterality, ledger)
        used = {concluded, begin, end}
        remarks = [
            f"{label} {days[event]}"
            for event, label in _EVENTS.items()
            if days[event] and event not in used
        ]
        if concluded == "adopted_event_date":
            remarks.insert(0, "Dated by adoption: no day of signature is stated")
        if begin and days[begin] < signed:
            remarks.append("In force before its date")
            ledger.note("an entry into force before the date, which is kept")
        if laterality == "multilateral":
            remarks.append("Multilateral")
        if territories:
            remarks.append(f"Territories named: {'; '.join(territories)}")
        number = row.get("id") or row.get("uuid")
        return (
            Agreement(
                id=ledger.record_id(number) if number else ledger.row_id(row.line),
                title=row["title"],
                date=Moment(signed) if signed else None,
                status=Status.OCCURRED if concluded or begin else None,
                participants=parties,
                places=_places(row.get("signed_event_location")),
                topics=(slug(row.get("subject")),) if row.get("subject") else (),
                form=_FORMS.get(re.split(r"\W", row["title"].casefold(), maxsplit=1)[0]),
                in_force=in_force,
                note=". ".join(remarks) or None,
                citations=(ledger.citation(row.line, note=_published(row)),),
            ),
        )


# -- cells -----------------------------------------------------------------------------------------


def _in_force(
    row: Row, days: Mapping[str, str], begin: str | None, end: str | None
) -> Period | None:
    start, stop = (days[event] if event else "" for event in (begin, end))
    if end and stop < start:
        raise row.error("an end before the entry into force", end, f"{start} or later")
    return Period(f"{start}/{stop}") if start or stop else None


def _places(text: str) -> tuple[Place, ...]:
    names = [name.strip() for name in re.split(r"[/;&]", text)]
    return tuple(Place(name) for name in names if name and name.casefold() != "not known")


def _published(row: Row) -> str | None:
    """Where it is published; the addresses of scanned texts are left out."""
    references = [text.split("||")[0].strip() for text in row.get("references").split(";")]
    return "; ".join(filter(None, references)) or None


# -- parties ---------------------------------------------------------------------------------------


def _named(
    row: Row, on: str | None, laterality: str, ledger: Ledger
) -> tuple[tuple[Participant, ...], list[str]]:
    """The parties, in capitals, and the territories; the former if none is in capitals."""
    names = dict.fromkeys(name.strip() for name in row["country_name"].split(";"))
    names.pop("", None)
    capitals = [name for name in names if name.isupper()] or list(names)
    parties = dict.fromkeys(_party(name, on, row.line, ledger) for name in capitals)
    if laterality == "bilateral" and len(parties) < 2:
        ledger.note("a bilateral treaty of which two different parties are not stated")
    return tuple(parties), [name for name in names if name not in capitals]


def _party(name: str, on: str | None, line: int, ledger: Ledger) -> Participant:
    body = ledger.public_body(name)
    if body is not None:
        return ledger.part(Role.PARTY, organization=body)
    called = _NAMES.get(folded(name))
    return ledger.participant(Role.PARTY, name, on, line, called=called, joins=True)


# -- answers of the search service -----------------------------------------------------------------

_WINDOW = 1 << 20
"""Characters that are looked at together; no record is nearly as long."""

_LIST = re.compile(r'"iStoreRecord"\s*:\s*(?:\[|(?=\{))')
_NEXT = re.compile(rf',\s*(?=\{{\s*")|{_LIST.pattern}')
_BLANK = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def _is_answer(file: SourceFile) -> bool:
    if file.encoding is None:
        return False
    with _opened(file) as window:
        head = window.text[: 1 << 14]
    return head.lstrip()[:1] in ("{", "[") and '"csw:GetRecordsResponse"' in head


def _answered(file: SourceFile) -> Iterator[Row | RowError]:
    """The records of all answers in a file."""
    number = 0
    with _opened(file) as window:
        while window.find(_LIST):
            for line, item in _listed(window):
                number += 1
                yield item if isinstance(item, RowError) else _row(line, number, item)


def _row(line: int, number: int, item: Mapping[str, object]) -> Row | RowError:
    columns = (*TABLE.columns, *TABLE.optional)
    cells = {column: item.get(column) for column in columns}
    for column, value in cells.items():
        if isinstance(value, (dict, list, bool)):
            return RowError(
                "not a single value", line=line, field=column, found=value, expected="text"
            )
    texts = {name: "" if value is None else str(value).strip() for name, value in cells.items()}
    sound = {name: _sound(text) for name, text in texts.items()}
    return row_of(line, number, sound, TABLE.missing)


def _sound(text: str) -> str:
    """Text without halves of characters, which JSON can have and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _listed(window: _Window) -> Iterator[tuple[int, Mapping[str, object] | RowError]]:
    """The records of one answer, each with its line; what is none as the error that says so."""
    single = window.text[window.at - 1] != "["
    while True:
        window.skip(_BLANK)
        line, start = window.line, window.text[window.at : window.at + 100]
        if start.startswith("{"):
            try:
                item, end = _DECODER.raw_decode(window.text, window.at)
            except (ValueError, RecursionError):
                yield line, RowError("a broken record", line=line, found=start)
            else:
                window.move(end)
                yield line, item
                if single:
                    return
                continue
        elif start.startswith("]"):
            return
        elif not start:
            yield line, RowError("the file ends before its list of records does", line=line)
        else:
            yield line, RowError("no record", line=line, found=start)
        if not window.find(_NEXT):
            return


class _Window:
    """A text that is looked at a part at a time.

    Attributes:
        text: The part.
        at: How far in it one has got.
        line: The line there, from 1.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._ended = False
        self.text = ""
        self.at = 0
        self.line = 1
        self._fill()

    def move(self, to: int) -> None:
        """Go on to a place in the part, and have enough of the text after it."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to
        self._fill()

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go past what a pattern takes here."""
        match = pattern.match(self.text, self.at)
        if match:
            self.move(match.end())

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go past what a pattern takes next; to the end if it takes nothing."""
        while True:
            match = pattern.search(self.text, self.at)
            if match:
                self.move(match.end())
                return True
            if self._ended:
                self.move(len(self.text))
                return False
            self.move(max(self.at, len(self.text) - 100))

    def _fill(self) -> None:
        if not self._ended and len(self.text) - self.at < _WINDOW:
            more = self._stream.read(_WINDOW)
            self._ended = not more
            self.text = self.text[max(self.at - 1, 0) :] + more
            self.at = min(self.at, 1)


@contextmanager
def _opened(file: SourceFile) -> Iterator[_Window]:
    with (
        file.unpacked() as raw,
        io.TextIOWrapper(raw, file.encoding, errors="bilateral") as stream,
    ):
        yield _Window(stream)
