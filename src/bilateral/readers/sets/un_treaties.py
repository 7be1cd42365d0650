"""The UN Treaty Collection: who signed, and who is bound by, a multilateral treaty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import attrs

from bilateral.dates.when import Moment, Period
from bilateral.errors import CalendarError
from bilateral.model.actors import OrganizationForm
from bilateral.model.ids import slug
from bilateral.model.records import (
    Agreement,
    AgreementForm,
    AnyRecord,
    Link,
    LinkType,
    Participant,
    Role,
    Status,
)
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm, day_in
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import NAMED, Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row

__all__ = ["UnTreaties"]

ACTIONS = Layout(
    name="actions",
    columns=("Participant", "Action", "Date of Notification/Deposit", "Date of Effect"),
    open=True,
    essential={"Participant": NAMED, "Action": NAMED},
    days=("Date of Notification/Deposit", "Date of Effect"),
    slashed=DayForm.DAY_FIRST,
)
PARTICIPANTS = Layout(
    name="participants", columns=("Participant",), open=True, essential={"Participant": NAMED}
)

_CONSENT = (
    "ratification", "accession", "acceptance", "approval", "succession", "formal confirmation",
    "definitive signature", "definitive acceptance", "consent to be bound", "participation",
    "simplified procedure",
)  # fmt: skip
_SIGNATURE = ("succession to signature", "signature")
_CODES = {"acceptance": "A", "approval": "AA", "accession": "a", "succession": "d"}
"""What the site prints behind the day of an act."""

_FOOTNOTES = r"[0-9]{1,2}(?:\s*,\s*[0-9]{1,2})*"
_MARKS = "0123456789, "
_CELL = re.compile(
    rf"(?P<open>\[)?\s*{DayForm.SPELT.pattern}"
    rf"(?:\s*(?P<code>[A-Za-z]{{1,2}}))?(?:\s+{_FOOTNOTES})?\s*(?(open)\])"
)
_ISO = re.compile(DayForm.ISO.pattern)

_NAMES = {"Congo": "Republic of the Congo"}


class UnTreaties(Reader):
    """The table of participants of one treaty, or the table of actions of one.

    Each act is an agreement of the participant with the parties to the treaty, dated by its
    deposit. An act by which a participant consents to be bound occurred; by a signature the treaty
    is agreed, which binds nobody yet.

    Args:
        treaty: Title of the treaty, which the tables themselves do not state; by default the name
            of the file.
    """

    name: ClassVar[str] = "un-treaties"
    layouts: ClassVar[tuple[Layout, ...]] = (ACTIONS, PARTICIPANTS)
    data_set: ClassVar[DataSet] = DataSet(
        id="un-treaties",
        title="United Nations Treaty Collection",
        citation="Multilateral Treaties Deposited with the Secretary-General, United Nations, New "
        "York (ST/LEG/SER.E), as available on https://treaties.un.org.",
        licence="terms not verified; cite with the day of access, do not redistribute",
        url="https://treaties.un.org",
        versions="Tables of participants, checked on those of some 300 treaties as a research "
        "project took them from the site, and on one with footnote marks. The columns of the table "
        "of actions are as two sources print them; no file of it could be had. Lists of search "
        "results of the Treaty Series are not read.",
        covers="The acts of all participants of one treaty, on the day the table was taken. It is "
        "complete for no kind of record here.",
    )

    def __init__(self, treaty: str | None = None) -> None:
        self._given = treaty

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by its columns: beside the participants at least one of acts."""
        layout = super().sniff(file)
        self._treaty = (self._given or Path(file.name).stem).strip() or file.name
        if layout != PARTICIPANTS.name:
            return layout
        read = {name: _heading(name) for name in self.header.columns}
        self._headings = {name: found for name, found in read.items() if found}
        return layout if self._headings else None

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The acts of a row."""
        name, remarks = _name(row)
        acts = (
            _action(row, self.slashed, ledger)
            if self.header.layout is ACTIONS
            else self._acts(row, ledger)
        )
        signed: str | None = None
        for act in sorted(acts, key=lambda act: act.status is not Status.AGREED):
            made = self._record(name, act, remarks, row, ledger)
            if signed and act.status is Status.OCCURRED:
                made = attrs.evolve(made, links=(Link(LinkType.FOLLOWS, signed),))
            if act.status is Status.AGREED:
                signed = signed or made.id
            yield made

    def _acts(self, row: Row, ledger: Ledger) -> Iterator[_Act]:
        """What the columns of acts hold; the text of others is a remark."""
        other = [
            f"{column}: {text}"
            for column, text in row.cells.items()
            if text and column != "Participant" and column not in self._headings
        ]
        found = [
            act
            for column, heading in self._headings.items()
            if (act := _dated(row, column, heading))
        ]
        if not found:
            ledger.note("a participant without an act, who makes no record")
        for act in found:
            yield attrs.evolve(act, remarks=(*act.remarks, *other))

    def _record(
        self, name: str, act: _Act, remarks: tuple[str, ...], row: Row, ledger: Ledger
    ) -> Agreement:
        parties = ledger.organization(f"Parties to {self._treaty}", OrganizationForm.GROUP)
        word = act.word or "act"
        return Agreement(
            id=ledger.record_id(slug(self._treaty), slug(name), slug(word)),
            title=f"{name}, {word}: {self._treaty}",
            date=Moment(act.day) if act.day else None,
            status=act.status,
            participants=(
                _party(name, act.day or None, row.line, ledger),
                ledger.part(Role.PARTY, organization=parties),
            ),
            topics=(slug(act.word),) if act.word else (),
            form=AgreementForm.TREATY,
            in_force=Period(f"{act.effect}/") if act.effect else None,
            note=". ".join((*remarks, *act.remarks)) or None,
            citations=(ledger.citation(row.line),),
        )


@attrs.frozen
class _Act:
    """One act of a participant: what it is, when, and since when it has effect."""

    word: str
    status: Status | None
    day: str
    effect: str = ""
    remarks: tuple[str, ...] = ()


# -- participants ----------------------------------------------------------------------------------


def _name(row: Row) -> tuple[str, tuple[str, ...]]:
    """The name of a participant, and what its footnote marks and brackets say."""
    text = row["Participant"]
    bare = text.rstrip(_MARKS)
    withdrawn = bare.startswith("[") and bare.endswith("]")
    name = (bare[1:-1] if withdrawn else bare).rstrip(_MARKS).strip()
    if not name:
        raise row.error("a row without its participant", "Participant", "a name")
    footnotes = ", ".join(re.findall("[0-9]+", text))
    return name, (
        *(("In brackets: has withdrawn from the treaty",) if withdrawn else ()),
        *((f"Footnote {footnotes}",) if footnotes else ()),
    )


def _party(name: str, on: str | None, line: int, ledger: Ledger) -> Participant:
    body = ledger.public_body(name)
    if body is not None:
        return ledger.part(Role.PARTY, organization=body)
    return ledger.participant(Role.PARTY, name, on, line, called=_NAMES.get(name), joins=True)


# -- acts ------------------------------------------------------------------------------------------


def _known(text: str) -> tuple[str, Status] | None:
    """The act that a text begins with, and how far it gets; None of another."""
    plain = text.strip().casefold()
    for words, status in ((_SIGNATURE, Status.AGREED), (_CONSENT, Status.OCCURRED)):
        for word in words:
            if plain.startswith(word):
                return word, status
    return None


def _heading(name: str) -> dict[str, tuple[str, Status | None]]:
    """The acts that a column holds, by the code that a date of each has; none of another column.

    Where dates of several acts have no code, what they are is not stated. A heading in other
    letters than those of the site says which acts there are, but not which of "a" and "A" is which.
    """
    found: dict[str, list[tuple[str, Status | None]]] = {}
    known = False
    is_cased = name not in (name.upper(), name.lower(), name.title())
    for part in re.split(r",\s*(?=[A-Za-z])", name):
        match = re.fullmatch(r"(.*?)\s*(?:\(([A-Za-z]{1,2})\))?", part.strip())
        act = _known(part)
        known = known or act is not None
        if match:
            word: tuple[str, Status | None] = act or (match[1].casefold(), None)
            code = match[2] or ""
            if code and not is_cased:
                code = _CODES.get(word[0], code)
            held = found.setdefault(code, [])
            if word not in held:
                held.append(word)
    if not known:
        return {}
    if len(found) == 1 and "" not in found:
        found[""] = next(iter(found.values()))
    return {code: _merged(words) for code, words in found.items()}


def _merged(words: list[tuple[str, Status | None]]) -> tuple[str, Status | None]:
    statuses = {status for _, status in words}
    return (
        words[0][0] if len(words) == 1 else "",
        statuses.pop() if len(statuses) == 1 else None,
    )


def _dated(row: Row, column: str, heading: dict[str, tuple[str, Status | None]]) -> _Act | None:
    """The act of a cell such as ``14 Jan 1993 a``."""
    text = row[column]
    if not text:
        return None
    match = _CELL.fullmatch(text) or _ISO.fullmatch(text)
    if match is None:
        raise row.error("not a date of an act", column, "a date such as 14 Jan 1993 a, or nothing")
    facts = match.groupdict()
    code = facts.get("code") or ""
    if code not in heading:
        codes = ", ".join(repr(one) for one in heading)
        raise row.error("a code that the column does not have", column, f"one of {codes}")
    word, status = heading[code]
    remarks = (
        *(() if word else (f"One of: {column}",)),
        *(("The date is in brackets",) if facts.get("open") else ()),
    )
    try:
        day = day_in(match).isoformat()
    except CalendarError as error:
        raise row.error(error.problem, column) from error
    return _Act(word, status, day, remarks=remarks)


def _action(row: Row, slashed: Iterable[DayForm], ledger: Ledger) -> Iterator[_Act]:
    known = _known(row["Action"])
    deposit, effect = (row.day(column, DayForm.ISO, *slashed) for column in ACTIONS.columns[2:])
    if not row["Action"]:
        raise row.error("a row without its action", "Action", "an action such as Accession")
    if known is None:
        ledger.note(f"{row['Action']!r}, which is no consent to be bound and makes no record")
    else:
        yield _Act(*known, deposit, effect)
