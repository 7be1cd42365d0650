"""The SIPRI Arms Transfers Database, in every layout that it is exported in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, ClassVar

import attrs

from bilateral.actors import OrganizationForm
from bilateral.dates.when import Moment
from bilateral.evidence import Citation, Coverage, EpistemicMode, Source
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout, Row
from bilateral.readers.ledger import Ledger, slug
from bilateral.readers.report import DataSet
from bilateral.records import (
    AnyRecord,
    ArmsTransfer,
    Link,
    LinkType,
    Participant,
    Role,
    Status,
    TransferCondition,
)

__all__ = ["Sipri"]

REGISTER = Layout(
    name="register",
    columns=(
        "Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation",
        "Weapon description", "Number delivered", "Year(s) of delivery", "status", "Comments",
        "SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
    ),
    aliases={"Year(s) of deliveries": "Year(s) of delivery"},
    marked=("Year of order", "Number ordered", "Number delivered"),
)  # fmt: skip
DELIVERIES = Layout(
    name="deliveries",
    columns=(
        "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description",
        "Armament category", "Order date", "Order date is estimate", "Numbers delivered",
        "Numbers delivered is estimate", "Delivery year", "Delivery year is estimate", "Status",
        "SIPRI estimate", "TIV deal unit", "TIV delivery values", "Local production",
    ),
)  # fmt: skip
DEALS = Layout(
    name="deals-and-tivs",
    columns=DELIVERIES.columns,
    aliases={"Deal ID": "SIPRI AT Database ID", "Seller": "Supplier", "Buyer": "Recipient"},
)
REPORT = Layout(
    name="report-2014",
    columns=(
        "Id", "Supplier", "Recipient", "No. ordered", "No. ordered data uncertain",
        "Weapon designation", "Weapon description",
    ),
    optional=(
        "Year of order", "Year of order data uncertain", "Year(s) of delivery",
        "Year(s) of delivery data uncertain", "No. delivered", "No. delivered data uncertain",
        "Comments",
    ),
    aliases={
        "Year(s) of order": "Year of order",
        "Order year": "Year of order",
        "Order year data uncertain": "Year of order data uncertain",
        "Year(s) of deliveries": "Year(s) of delivery",
        "Delivery year": "Year(s) of delivery",
        "Delivery years": "Year(s) of delivery",
        "Delivery year data uncertain": "Year(s) of delivery data uncertain",
        "No. comments": "Comments",
    },
    open=True,
)  # fmt: skip
TABLE = Layout(name="tiv-table", columns=("party",), open=True)

_YES_NO = {"yes": "?", "no": "", "": "", "true": "?", "false": "", "1": "?", "0": "", "?": "?"}
_CONDITIONS = {condition.value: condition.value for condition in TransferCondition}
_DOUBT = re.compile(
    r"\b(?:uncertain|possibl[ey]|probabl[ey]|unclear|unconfirmed|reported(?:ly)?|alleged(?:ly)?"
    r"|may be|unknown)\b",
    re.IGNORECASE,
)
_UNIT = "SIPRI TIV million"
_TABLE_TITLE = re.compile(r'"?TIV of arms (exports|imports) (from|to) (.+?), ([0-9]{4})-([0-9]{4})')
_RANGE = re.compile(r"((?:19|20)[0-9]{2}) ?[-\u2013] ?((?:19|20)[0-9]{2})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Sipri(Reader):
    """Trade register, deliveries, "Deals and TIVs", the report of 2014, and tables of TIVs.

    A deal delivered in one year is one record. One delivered over several is a record of the deal,
    of status "agreed", with its totals, and one record for each year, which is part of it: that
    something was delivered in the year is sure, how much is not, so its numbers are bounds. What
    SIPRI marks ``?`` or as an estimate is uncertain here; an empty number is not stated; a TIV of
    0 is one below half a million. ``*`` marks an armed group, ``**`` an organization.
    """

    name: ClassVar[str] = "sipri"
    system: ClassVar[str | None] = "sipri"
    layouts: ClassVar[tuple[Layout, ...]] = (REGISTER, DELIVERIES, DEALS, REPORT)
    data_set: ClassVar[DataSet] = DataSet(
        id="sipri",
        title="SIPRI Arms Transfers Database",
        citation="SIPRI Arms Transfers Database, Stockholm International Peace Research Institute, "
        "https://www.sipri.org/databases/armstransfers.",
        licence="SIPRI; use with credit, no redistribution of 10 per cent or more "
        "(https://www.sipri.org/about/terms-and-conditions)",
        url="https://www.sipri.org/databases/armstransfers",
        versions="Register (16 columns) and deliveries (17 columns) checked on exports of 2026; "
        "'Deals and TIVs' and TIV tables on exports up to 2022; the report layout of 2014 could "
        "not be checked on a file.",
        covers="Transfers of major conventional arms by and to all states and some other actors, "
        "from 1950.",
    )

    _table: _Table

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by its columns; of a TIV table by its title and row of years."""
        found = super().sniff(file)
        if found is None and file.encoding is not None:
            table = _table_of(file.head())
            if table is not None:
                self._table, self.header = table, table.header
                return TABLE.name
        return found

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The records of one deal, of one delivery, or of the cells of a table."""
        match self.header.layout.name:
            case "register":
                return _of_register(row, ledger)
            case "report-2014":
                return _of_report(row, ledger)
            case "tiv-table":
                return _of_table(row, ledger, self._table)
            case _:
                return _of_deliveries(row, ledger)

    def source(self, file: SourceFile, layout: str) -> Source:
        """The export, with the day on which it was generated."""
        made = super().source(file, layout)
        for _, line in file.head():
            if match := re.search(r"[Gg]enerated: ([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})", line):
                month = _MONTHS.get(match[2][:3].casefold())
                if month:
                    day = f"{match[3]}-{month:02d}-{int(match[1]):02d}"
                    return attrs.evolve(made, published=day)
        return made

    def coverage(self, file: SourceFile, source: Source) -> tuple[Coverage, ...]:
        """All transfers of the years that the preamble names."""
        text = " ".join(line for _, line in file.head(12))
        years = re.search(r"years? (?:range )?(?:from )?'?([0-9]{4})'? to '?([0-9]{4})'?", text)
        if self.header.layout is TABLE:
            first, last = self._table.first, self._table.last
        elif years:
            first, last = years[1], years[2]
        elif "Not specified" in text and source.published is not None:
            first, last = "1950", source.published.text[:4]
        else:
            return ()
        everyone = "all countries" in text.casefold()
        return (
            Coverage(
                source=source.id,
                actors=(),
                kinds=("arms-transfer",),
                period=f"{first}/{last}",
                note="all suppliers and recipients" if everyone else "as selected in the export",
            ),
        )


_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}


# -- what all layouts share ------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _moment(text: str) -> Moment:
    return Moment(text)


@lru_cache(maxsize=65536)
def _quantity(amount: str, unit: str | None = None, printed: str | None = None) -> Quantity:
    return Quantity(amount, unit, printed)


@lru_cache(maxsize=65536)
def _slug(text: str) -> str:
    return slug(text)


def _number(row: Row, column: str, mark: str) -> Quantity | None:
    text = row.number_text(column)
    return None if text is None else _quantity(text + "~" if mark else text, None, text + mark)


def _volume(row: Row, column: str) -> Quantity | None:
    text = row.number_text(column)
    if text is None:
        return None
    return _quantity("0..0.5" if float(text) == 0 else text, _UNIT, text)


def _check_volume(row: Row, unit: str, number: Quantity | None, total: str) -> None:
    """Refuse a volume that is not the number times the volume of one, but for rounding.

    A line that is cut within its last cell still has all its cells; this is how it shows.
    """
    each, given = row.number_text(unit), row.number_text(total)
    if each is None or given is None or number is None:
        return
    wanted = float(each) * number.least
    if abs(wanted - float(given)) > 0.51 + 0.006 * number.least:
        expected = f"about {wanted:g}: {number.least:g} of {each} each"
        raise row.error("a volume that does not follow from the number", total, expected)


def _party(role: Role, row: Row, column: str, on: str | None, ledger: Ledger) -> Participant:
    return _party_named(role, row.get(column), on, row, ledger)


def _party_named(role: Role, name: str, on: str | None, row: Row, ledger: Ledger) -> Participant:
    if not name:
        raise row.error("a party without a name", role.value.capitalize(), "a name")
    if name.casefold().startswith("unknown"):
        return ledger.part(role, name=name)
    if name.endswith("*"):
        form = OrganizationForm.INTERGOVERNMENTAL if name.endswith("**") else _ARMED
        called = _ALIASES.get(name.rstrip("*"), name.rstrip("*"))
        return ledger.part(role, organization=ledger.organization(called, form))
    return ledger.participant(role, name, on, row.line)


_ARMED = OrganizationForm.ARMED_GROUP
_ALIASES = {
    "HoR (Libya)": "House of Representatives (Libya)",
    "Libya HoR": "House of Representatives (Libya)",
}


def _citation(row: Row, ledger: Ledger, comment: str) -> Citation:
    doubtful = bool(_DOUBT.search(comment))
    return ledger.citation(
        row.line, mode=EpistemicMode.INFERENCE if doubtful else EpistemicMode.FACT
    )


def _condition(row: Row, column: str) -> TransferCondition | None:
    if not row.get(column):
        return None
    return TransferCondition(row.word(column, _CONDITIONS))


def _title(supplier: str, recipient: str, what: str, tail: str) -> str:
    return f"{supplier} to {recipient}: {what or 'arms'}, {tail}"


# -- layouts ---------------------------------------------------------------------------------------


def _of_register(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    supplier, recipient = row["Supplier"], row["Recipient"]
    what, comment = row["Weapon designation"], row["Comments"]
    for column in REGISTER.marked:
        if row[f"{column}?"] not in ("", "?"):
            raise row.error("not a mark", f"{column}?", "'?' or nothing")
    ordered_in = row.year("Year of order")
    order = _moment(ordered_in + row["Year of order?"]) if ordered_in else None
    years = _years(row, "Year(s) of delivery")
    number = _number(row, "Number delivered", row["Number delivered?"])
    if not years and number is not None and number.least > 0:
        raise row.error("a delivery without its year", "Year(s) of delivery", "one year or more")
    ordered = _number(row, "Number ordered", row["Number ordered?"])
    _check_volume(row, "SIPRI TIV per unit", number, "SIPRI TIV of delivered weapons")
    _check_volume(row, "SIPRI TIV per unit", ordered, "SIPRI TIV for total order")
    shared: dict[str, Any] = {
        "designation": what or None,
        "description": row["Weapon description"] or None,
        "condition": _condition(row, "status"),
        "ordered": ordered,
        "order_date": order,
        "citations": (_citation(row, ledger, comment),),
        "note": comment or None,
    }
    ident = ledger.record_id(
        f"sipri:{_slug(supplier)}:{_slug(recipient)}:{ordered_in or 'unknown'}:{_slug(what)}"
    )
    volume = _volume(row, "SIPRI TIV of delivered weapons")

    def parties(on: str | None) -> tuple[Participant, Participant]:
        return (
            _party(Role.SUPPLIER, row, "Supplier", on, ledger),
            _party(Role.RECIPIENT, row, "Recipient", on, ledger),
        )

    if len(years) == 1:
        yield ArmsTransfer(
            id=ident,
            title=_title(supplier, recipient, what, f"delivered {years[0]}"),
            date=_moment(years[0]),
            status=Status.OCCURRED,
            participants=parties(years[0]),
            delivered=number,
            volume=volume,
            **shared,
        )
        return
    yield ArmsTransfer(
        id=ident,
        title=_title(supplier, recipient, what, f"ordered {ordered_in or 'in an unknown year'}"),
        date=order,
        status=Status.AGREED,
        participants=parties(ordered_in or (years[0] if years else None)),
        delivered=number,
        volume=volume,
        **shared,
    )
    each, most = _share(number, len(years)), _most(volume)
    del shared["ordered"]
    for year in years:
        yield ArmsTransfer(
            id=f"{ident}:{year}",
            title=_title(supplier, recipient, what, f"delivered {year}"),
            date=_moment(year),
            status=Status.OCCURRED,
            participants=parties(year),
            delivered=each,
            volume=most,
            links=(Link(LinkType.PART_OF, ident),),
            **shared,
        )


def _share(number: Quantity | None, years: int) -> Quantity:
    """What may have been delivered in one of several years: one at least."""
    if number is None or not number.is_exact or number.least < years:
        return _quantity("1..")
    return _quantity(f"1..{int(number.least) - years + 1}")


def _most(volume: Quantity | None) -> Quantity | None:
    return None if volume is None else _quantity(f"..{volume.amount.split('..')[-1]}", _UNIT)


def _years(row: Row, column: str) -> list[str]:
    text = row.get(column)
    years = [part.strip() for part in text.split(";")] if text else []
    if any(not _YEAR.fullmatch(year) for year in years):
        raise row.error("not years", column, "years joined by '; ', or nothing")
    return list(dict.fromkeys(years))


def _of_deliveries(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    marks = {
        column: row.word(f"{column} is estimate", _YES_NO)
        for column in ("Order date", "Numbers delivered", "Delivery year")
    }
    ordered_in, year = row.year("Order date"), row.year("Delivery year")
    if year is None:
        raise row.error("a delivery without its year", "Delivery year", "a year")
    deal = row["SIPRI AT Database ID"]
    if not re.fullmatch(r"[0-9]+", deal):
        raise row.error("not the id of a deal", "SIPRI AT Database ID", "a number")
    row.number_text("SIPRI estimate")
    number = _number(row, "Numbers delivered", marks["Numbers delivered"])
    _check_volume(row, "TIV deal unit", number, "TIV delivery values")
    local = row.word("Local production", _YES_NO)
    what = row["Designation"]
    yield ArmsTransfer(
        id=ledger.record_id(f"sipri:{deal}:{year}"),
        title=_title(row["Supplier"], row["Recipient"], what, f"delivered {year}"),
        date=_moment(year + marks["Delivery year"]),
        status=Status.OCCURRED,
        participants=(
            _party(Role.SUPPLIER, row, "Supplier", year, ledger),
            _party(Role.RECIPIENT, row, "Recipient", year, ledger),
        ),
        topics=("local-production",) if local else (),
        designation=what or None,
        description=row["Description"] or None,
        category=row["Armament category"] or None,
        condition=_condition(row, "Status"),
        delivered=number,
        order_date=_moment(ordered_in + marks["Order date"]) if ordered_in else None,
        volume=_volume(row, "TIV delivery values"),
        citations=(ledger.citation(row.line),),
    )


def _of_report(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    def mark(column: str) -> str:
        return row.word(column, _YES_NO) if column in row.cells else ""

    what, comment = row["Weapon designation"], row.get("Comments")
    ordered_in = row.year("Year of order")
    order = _moment(ordered_in + mark("Year of order data uncertain")) if ordered_in else None
    text = row.get("Year(s) of delivery")
    span = _RANGE.fullmatch(text)
    if span and int(span[1]) > int(span[2]):
        raise row.error("a range that ends before it starts", "Year(s) of delivery")
    date = f"{span[1]}/{span[2]}" if span else "; ".join(_years(row, "Year(s) of delivery"))
    if ";" in date:
        date = f"[{date.replace('; ', ',')}]"
    doubt = mark("Year(s) of delivery data uncertain")
    if doubt and date and not span and "[" not in date:
        date += doubt
    year = span[1] if span else (text[:4] or ordered_in)
    yield ArmsTransfer(
        id=ledger.record_id(f"sipri:report:{_slug(row['Id'])}"),
        title=_title(row["Supplier"], row["Recipient"], what, f"delivered {text or 'not yet'}"),
        date=Moment(date, text) if date else order,
        status=Status.OCCURRED if date else Status.AGREED,
        participants=(
            _party(Role.SUPPLIER, row, "Supplier", year, ledger),
            _party(Role.RECIPIENT, row, "Recipient", year, ledger),
        ),
        designation=what or None,
        description=row["Weapon description"] or None,
        ordered=_number(row, "No. ordered", mark("No. ordered data uncertain")),
        delivered=_number(row, "No. delivered", mark("No. delivered data uncertain")),
        order_date=order,
        citations=(_citation(row, ledger, comment),),
        note=comment or None,
    )


# -- tables of TIVs --------------------------------------------------------------------------------


@attrs.frozen
class _Table:
    """A table of volumes: whose, in which direction, of which years."""

    header: Header
    party: str | None
    role: Role
    first: str
    last: str


def _table_of(head: list[tuple[int, str]]) -> _Table | None:
    party: str | None = None
    role: Role | None = None
    for line, text in head:
        if match := _TABLE_TITLE.match(text):
            party = match[3]
            role = Role.SUPPLIER if match[2] == "from" else Role.RECIPIENT
        delimiter = ";" if text.count(";") > text.count(",") else ","
        cells = [cell.strip().strip('"') for cell in text.rstrip().split(delimiter)]
        first = cells[0].casefold()
        if first in ("exports by", "imports by", "recipient", "supplier") and party is None:
            role = Role.SUPPLIER if first in ("exports by", "supplier") else Role.RECIPIENT
        elif first or role is None:
            continue
        years = [cell for cell in cells[1:] if _YEAR.fullmatch(cell)]
        if not years:
            continue
        while cells and not cells[-1]:
            cells.pop()
        header = Header(TABLE, line, ("party", *cells[1:]), delimiter)
        return _Table(header, party, role, min(years), max(years))
    return None


def _of_table(row: Row, ledger: Ledger, table: _Table) -> Iterator[AnyRecord]:
    name = row["party"]
    if not name or name.casefold().startswith(("total", "sum total")):
        _check_sum(row, ledger)
        ledger.note("a row of totals, which makes no record")
        return
    _check_sum(row, ledger)
    for year in table.header.columns:
        if not _YEAR.fullmatch(year) or not row[year]:
            continue  # an empty cell: no deliveries have been identified
        if table.party is None:
            supplier, recipient = (name, "") if table.role is Role.SUPPLIER else ("", name)
        elif table.role is Role.SUPPLIER:
            supplier, recipient = table.party, name
        else:
            supplier, recipient = name, table.party
        parts = [
            _party_named(role, party, year, row, ledger)
            for role, party in ((Role.SUPPLIER, supplier), (Role.RECIPIENT, recipient))
            if party
        ]
        pair = f"{_slug(supplier) or 'all'}:{_slug(recipient) or 'all'}" if name else ""
        yield ArmsTransfer(
            id=ledger.record_id(f"sipri:tiv:{pair}:{year}"),
            title=f"{supplier or 'all'} to {recipient or 'all'}: all arms of {year}",
            date=_moment(year),
            status=Status.OCCURRED,
            participants=parts,
            topics=("sum-of-transfers",),
            volume=_volume(row, year),
            citations=(ledger.citation(row.line),),
        )


def _check_sum(row: Row, ledger: Ledger) -> None:
    """Remark a total that is not the sum of its years, rounding left aside."""
    total = row.get("Total") or row.get("Sum total years")
    cells = [row[name] for name in row.cells if _YEAR.fullmatch(name) and row[name]]
    if not total or not all(re.fullmatch(r"[0-9]+", cell) for cell in (total, *cells)):
        return
    if abs(int(total) - sum(map(int, cells))) > 0.5 * (len(cells) + 1):
        ledger.note(f"line {row.line}: the total {total} is not the sum of its years")
