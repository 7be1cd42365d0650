"""DESTA, the Design of Trade Agreements: the list of treaties, and its dyads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

import attrs

from bilateral.dates.when import Moment, Period
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
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import NAMED, Layout
from bilateral.readers.ledger import Ledger, States, only
from bilateral.readers.missing import Missing
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row

__all__ = ["Desta"]

_COMMON = (
    "number", "base_treaty", "name", "entry_type", "consolidated", "year", "entryforceyear",
    "typememb", "regioncon",
)  # fmt: skip
_PAIR = ("country1", "country2", "iso1", "iso2")
_ESSENTIAL = {
    "number": "[0-9].*", "base_treaty": "[0-9].*", "name": NAMED, "entry_type": NAMED,
    "consolidated": "-?[01].*", "typememb": "[0-9.]+", "regioncon": NAMED,
}  # fmt: skip

_OF_PAIRS = Missing(states=frozenset(_PAIR))

WITHDRAWALS = Layout(
    name="withdrawal-dyads",
    columns=(*_PAIR, *_COMMON, "coded"),
    open=True,
    missing=_OF_PAIRS,
    essential=_ESSENTIAL,
)
DYADS = Layout(
    name="dyads", columns=(*_PAIR, *_COMMON), open=True, missing=_OF_PAIRS, essential=_ESSENTIAL
)
TREATIES = Layout(
    name="treaties",
    columns=(*_COMMON, "c1", "c2"),
    open=True,
    missing=Missing(states=frozenset(f"c{number}" for number in range(1, 200))),
    essential=_ESSENTIAL | {"c1": "[0-9.]+"},
)

_TYPES = {
    "base_treaty": "base treaty",
    "accession": "accession",
    "protocol or amendment": "amendment",
    "protocol": "amendment",
    "amendment": "amendment",
    "consolidated": "consolidated",
    "negotiation": "negotiation",
    "withdrawal": "withdrawal",
}
_TOPICS = {"accession": ("trade", "accession"), "amendment": ("trade", "amendment")}
_STATES = {900: "Kosovo"}  # what its codes have beside ISO 3166-1


class Desta(Reader):
    """The list of treaties and the dyads, of 2.0 to 2.3; of withdrawals only an account.

    A base treaty, an accession and a protocol or amendment are each an agreement, dated by its
    year of signature; a negotiation is one that is discussed. A consolidated text and a
    withdrawal are no agreement, and make no record. Dyads of one number make one agreement.
    """

    name: ClassVar[str] = "desta"
    layouts: ClassVar[tuple[Layout, ...]] = (WITHDRAWALS, DYADS, TREATIES)
    data_set: ClassVar[DataSet] = DataSet(
        id="desta",
        title="Design of Trade Agreements (DESTA)",
        citation="Dür A., Baccini L., and Elsig M. 2014. The Design of International Trade "
        "Agreements: Introducing a New Dataset. The Review of International Organizations, 9(3): "
        "353-375.",
        licence="terms not verified; cite, do not redistribute",
        url="https://www.designoftradeagreements.org",
        versions="Columns and codes as in the files of 2.0 and 2.1; the csv files of 2.2 and 2.3 "
        "have the same first columns, and were not tried. Checked on the list of 2.0 and on the "
        "list, dyads, withdrawal dyads and coded contents of 2.1 (sheet 'data' saved as csv).",
        covers="Preferential trade agreements since 1948. It is complete for no kind of record "
        "here: agreements are more than trade agreements.",
    )

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by its columns."""
        self._treaties: dict[str, _Treaty] = {}
        self._agreements: list[tuple[Agreement, str]] = []
        return super().sniff(file)

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """No record yet: an amendment refers to its treaty, and dyads come one by one."""
        if self.header.layout is TREATIES:
            treaty = _treaty(row, ledger)
            if treaty is not None:
                self._agreements.append((_agreement(treaty, _members(row, treaty, ledger), ledger),
                                         treaty.base))  # fmt: skip
            return ()
        treaty = _treaty(row, ledger)
        if treaty is not None:
            self._take_up(row, treaty, ledger)
        return ()

    def finish(self, ledger: Ledger) -> Iterable[AnyRecord]:
        """The agreements, linked with the treaty they build on where the file has it."""
        for treaty in self._treaties.values():
            made = _agreement(treaty, tuple(treaty.parties), ledger)
            self._agreements.append((made, treaty.base))
        known = {made.id for made, _ in self._agreements}
        for made, base in self._agreements:
            target = f"desta:{_ident(base)}" if base else made.id
            if target in known and target != made.id:
                yield attrs.evolve(made, links=(Link(LinkType.FOLLOWS, target),))
            else:
                yield made

    def _take_up(self, row: Row, treaty: _Treaty, ledger: Ledger) -> None:
        """The two countries of a dyad, as parties of what has its number."""
        held = self._treaties.get(treaty.number, treaty)
        for field, column in _COLUMNS.items():
            if getattr(held, field) != getattr(treaty, field):
                raise row.error(f"not as in line {held.line}, of the same number", column)
        parties = [
            _dyad_party(_code(row, code), row, name, treaty, ledger)
            for name, code in (("country1", "iso1"), ("country2", "iso2"))
        ]
        self._treaties[treaty.number] = held
        held.rows += 1
        held.parties.update(dict.fromkeys(parties))


_COLUMNS = {"type": "entry_type", "base": "base_treaty", "year": "year",
            "in_force": "entryforceyear"}  # fmt: skip


@attrs.define
class _Treaty:
    """What the columns that all layouts share say of one entry."""

    number: str
    base: str
    name: str
    type: str
    year: str | None
    in_force: str | None
    line: int
    rows: int = 0
    parties: dict[Participant, None] = attrs.field(factory=dict)

    @property
    def on(self) -> str | None:
        """The year of which its names of states are."""
        return self.year or self.in_force


def _ident(number: str) -> str:
    """The id of a number: that of an accession has a plus, that of a withdrawal an underscore."""
    return slug(number.replace("+", " accession ").replace("_", " withdrawal "))


def _treaty(row: Row, ledger: Ledger) -> _Treaty | None:
    """The entry of a row, or None of one that makes no record."""
    number, base = (row[column].removesuffix(".0") for column in ("number", "base_treaty"))
    if not re.search(r"[0-9]", number):
        raise row.error("an entry without its number", "number", "a number such as 17 or 17+3")
    if not row["name"]:
        raise row.error("an entry without its name", "name", "a name")
    kind = row.word("entry_type", _TYPES)
    consolidated = row["consolidated"].removesuffix(".0")
    if consolidated not in ("1", "0", "-1", ""):
        raise row.error("not a code of this column", "consolidated", "1, 0, -1 or nothing")
    year, in_force = row.year("year"), row.year("entryforceyear")
    if consolidated == "1" or kind == "consolidated":
        ledger.note("a consolidated text, which is no event of its own and makes no record")
        return None
    if kind == "withdrawal":
        ledger.note("a withdrawal, which is no agreement and makes no record")
        return None
    if kind == "negotiation" and (year or in_force):
        ledger.note("a negotiation with a year, which is left out: nothing was signed")
        year = in_force = None
    if year and in_force and in_force < year:
        ledger.note(f"line {row.line}: in force before the year of signature")
    return _Treaty(number, base, row["name"], kind, year, in_force, row.line)


def _code(row: Row, column: str) -> int | None:
    code = row.whole(column)
    if code is not None and not 0 < code <= 999:
        raise row.error("not a numeric code of ISO 3166-1", column, "1 to 999, or nothing")
    return code


def _state(code: int, treaty: _Treaty, line: int, ledger: Ledger) -> States:
    if code in _STATES:
        return ledger.state(_STATES[code], treaty.on, line, joins=True)
    return ledger.state(f"{code:03d}", treaty.on, line, system="iso", joins=True)


def _members(row: Row, treaty: _Treaty, ledger: Ledger) -> tuple[Participant, ...]:
    """The parties of a row of the list: what c1, c2, ... hold, each once."""
    columns = [name for name in row.cells if re.fullmatch("c[0-9]+", name, re.IGNORECASE)]
    columns.sort(key=lambda name: int(name[1:]))
    codes = [code for name in columns if (code := _code(row, name)) is not None]
    parties = []
    for code in dict.fromkeys(codes):
        state = _state(code, treaty, row.line, ledger)
        name = None if only(state) else _STATES.get(code, f"{code:03d}")
        parties.append(ledger.part(Role.PARTY, state=state, name=name))
    return tuple(parties)


def _dyad_party(
    code: int | None, row: Row, column: str, treaty: _Treaty, ledger: Ledger
) -> Participant:
    """A country of a dyad, by its code; by its name only where it has none."""
    name = row[column]
    if code is None:
        if not name:
            raise row.error("a country without a name or code", column, "a name")
        return ledger.participant(Role.PARTY, name, treaty.on, row.line, joins=True)
    state = _state(code, treaty, row.line, ledger)
    # The list has no names: a party that is not resolved is its code there, and so it is here.
    return ledger.part(Role.PARTY, state=state, name=None if only(state) else f"{code:03d}")


def _agreement(treaty: _Treaty, parties: Iterable[Participant], ledger: Ledger) -> Agreement:
    discussed = treaty.type == "negotiation"
    note = f"first of {treaty.rows} rows of this number" if treaty.rows > 1 else None
    return Agreement(
        id=ledger.record_id(_ident(treaty.number)),
        title=treaty.name,
        date=Moment(treaty.year) if treaty.year else None,
        status=Status.DISCUSSED if discussed else Status.OCCURRED,
        participants=tuple(parties),
        topics=_TOPICS.get(treaty.type, ("trade",)),
        form=AgreementForm.TREATY if treaty.type == "base treaty" else None,
        in_force=Period(f"{treaty.in_force}/") if treaty.in_force else None,
        citations=(ledger.citation(treaty.line, note=note),),
    )
