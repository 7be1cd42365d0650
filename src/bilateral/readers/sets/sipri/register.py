"""The SIPRI Arms Transfers Database, in every layout that it is exported in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from math import ceil, floor
from typing import Any, ClassVar

import attrs

from bilateral.dates.when import Moment, Sequence
from bilateral.errors import CalendarError
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Source
from bilateral.model.records import (
    AnyRecord,
    ArmsTransfer,
    Link,
    LinkType,
    Participant,
    Role,
    Status,
)
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm, day_in
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import NAMED, Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.missing import Missing
from bilateral.readers.refusals import RowError
from bilateral.readers.report import DataSet
from bilateral.readers.sets.sipri.cells import (
    UNIT,
    YEAR,
    check_volume,
    citation_of,
    condition_of,
    deliveries,
    moment,
    number_of,
    party,
    quantity,
    title_of,
    volume_of,
)
from bilateral.readers.sets.sipri.volumes import TABLE, Table, first_table, of_table, table_of
from bilateral.readers.table import Aside, Row, preamble

__all__ = ["Sipri"]

_VOLUMES = (
    "SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
)  # fmt: skip
PARTIES = Missing(states=frozenset({"Supplier", "Recipient"}))
REGISTER = Layout(
    name="register",
    columns=(
        "Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation",
        "Weapon description", "Number delivered", "Year(s) of delivery", "status", "Comments",
        "SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
    ),
    aliases={"Year(s) of deliveries": "Year(s) of delivery"},
    marked=("Year of order", "Number ordered", "Number delivered"),
    missing=PARTIES,
    wholes=("Year of order", "Number ordered", "Number delivered", "Year(s) of delivery"),
    essential={
        "Recipient": NAMED, "Supplier": NAMED, "Weapon designation": ".+", "status": NAMED,
        "SIPRI TIV of delivered weapons": ".+",
    },
    numbers=_VOLUMES,
)  # fmt: skip
BARE = attrs.evolve(REGISTER, name="register-without-marks", marked=(), gaps=False)
"""A register from which someone has dropped the columns without a name, and with them all marks."""
DELIVERIES = Layout(
    name="deliveries",
    columns=(
        "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description",
        "Armament category", "Order date", "Order date is estimate", "Numbers delivered",
        "Numbers delivered is estimate", "Delivery year", "Delivery year is estimate", "Status",
        "SIPRI estimate", "TIV deal unit", "TIV delivery values", "Local production",
    ),
    missing=PARTIES,
    wholes=("SIPRI AT Database ID", "Order date", "Numbers delivered", "Delivery year"),
    essential={"SIPRI AT Database ID": "[0-9.]+", "Supplier": NAMED, "Local production": NAMED},
    numbers=("SIPRI estimate", "TIV deal unit", "TIV delivery values"),
)  # fmt: skip
DEALS = Layout(
    name="deals-and-tivs",
    columns=DELIVERIES.columns,
    aliases={"Deal ID": "SIPRI AT Database ID", "Seller": "Supplier", "Buyer": "Recipient"},
    missing=PARTIES,
    wholes=DELIVERIES.wholes,
    essential=DELIVERIES.essential,
    numbers=DELIVERIES.numbers,
)
REPORT = Layout(
    name="report-2014",
    columns=(
        "Id", "Supplier", "Recipient", "No. ordered", "No. ordered data uncertain",
        "Designation", "Description", "Status", "Status data uncertain", "Year of order",
        "Year of order data uncertain", "Year(s) of deliveries", "No. delivered",
        "Year(s) of delivery or no. delivered data uncertain", "Recipient Involvement", "Comment",
    ),
    missing=PARTIES,
    wholes=("Id", "No. ordered", "Year of order", "Year(s) of deliveries", "No. delivered"),
    essential={
        "Id": "[0-9.]+", "Supplier": NAMED, "Recipient": NAMED, "Designation": ".+",
        "Year(s) of delivery or no. delivered data uncertain": ".+",
    },
)  # fmt: skip
BY_SELLER = Layout(
    name="by-seller",
    columns=(
        "buyercod", "sellercod", "desig2", "desc", "nrdel", "buyer", "seller", "tivunit",
        "tivorder", "tivdel",
    ),
    missing=Missing(states=frozenset({"buyer", "seller"})),
    wholes=("nrdel",),
    essential={"buyer": NAMED, "seller": NAMED, "tivdel": ".+"},
    numbers=("tivunit", "tivorder", "tivdel"),
)  # fmt: skip
"""What an older page of the database gave of a decade, by seller; its rows have no year."""

_YES_NO = {"yes": "?", "no": "", "": "", "true": "?", "false": "", "1": "?", "0": "", "?": "?"}
_RANGE = re.compile(r"((?:19|20)[0-9]{2}) ?[-\u2013] ?((?:19|20)[0-9]{2})")


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
    layouts: ClassVar[tuple[Layout, ...]] = (
        REGISTER, BARE, DELIVERIES, DEALS, REPORT, BY_SELLER,
    )  # fmt: skip
    coded: ClassVar[tuple[str, ...]] = ("links",)  # every year of delivery is listed
    data_set: ClassVar[DataSet] = DataSet(
        id="sipri",
        title="SIPRI Arms Transfers Database",
        citation="SIPRI Arms Transfers Database, Stockholm International Peace Research Institute, "
        "https://www.sipri.org/databases/armstransfers.",
        licence="SIPRI; use with credit, no redistribution of 10 per cent or more "
        "(https://www.sipri.org/about/terms-and-conditions)",
        url="https://www.sipri.org/databases/armstransfers",
        versions="Register (16 columns) and deliveries (17 columns) checked on exports of 2026; "
        "'Deals and TIVs' and TIV tables on exports up to 2022; the report of 2014 by its "
        "published header.",
        covers="Transfers of major conventional arms by and to all states and some other actors, "
        "from 1950.",
    )

    _table: Table

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by its columns; of a TIV table by its title and row of years."""
        found = super().sniff(file)
        if found is None and file.encoding is not None:
            table = table_of(file.head())
            if table is not None:
                self._table, self.header = table, table.header
                return TABLE.name
        return found

    def rows(self, file: SourceFile) -> Iterator[Row | RowError | Aside]:
        """The rows; of a file of several tables of volumes, those of the first."""
        rows = super().rows(file)
        return first_table(rows) if self.header.layout.name == TABLE.name else rows

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The records of one deal, of one delivery, or of the cells of a table."""
        match self.header.layout.name:
            case "register" | "register-without-marks":
                return _of_register(row, ledger)
            case "report-2014":
                return _of_report(row, ledger)
            case "by-seller":
                return _of_seller(row, ledger)
            case "tiv-table":
                return of_table(row, ledger, self._table)
            case _:
                return _of_deliveries(row, ledger)

    def remarks(self) -> dict[str, int]:
        """As of any reader; and that marks of doubt or years are not there."""
        marks = {"no columns of marks: what is uncertain is not told": 1}
        years = {"no column of years: when it was delivered is not told": 1}
        lost = {BARE.name: marks, BY_SELLER.name: years}
        return super().remarks() | lost.get(self.header.layout.name, {})

    def source(self, file: SourceFile, layout: str) -> Source:
        """The export, with the day on which it was generated."""
        made = super().source(file, layout)
        for line in preamble(file, self.header):
            if match := _GENERATED.search(line):
                with suppress(CalendarError):
                    return attrs.evolve(made, published=day_in(match).isoformat())
        return made

    def coverage(self, file: SourceFile, source: Source) -> tuple[Coverage, ...]:
        """All transfers of the years that the preamble names, if it names nothing else.

        An export of one country, or of some categories, is complete for nothing that can be said
        here. The year in which it was made is not over.
        """
        text = " ".join(preamble(file, self.header))
        if not _WHOLE.search(text) or re.search("categor", text, re.IGNORECASE):
            return ()
        years = _SPAN.search(text)
        made = source.published.text[:4] if source.published else None
        if years is None:
            return ()
        first, last = (year if year.isdigit() else "" for year in years.groups(""))
        first = first or "1950"
        ends = [year for year in (last, str(int(made) - 1) if made else "") if year]
        if not ends or min(ends) < first:
            return ()
        return (
            Coverage(
                source=source.id,
                actors=(),
                kinds=("arms-transfer",),
                period=f"{first}/{min(ends)}",
                note="all suppliers and recipients",
            ),
        )


_WHOLE = re.compile(r"from all countries\s+to all countries", re.IGNORECASE)
_SPAN = re.compile(
    r"year range '([0-9]{4}|Not specified)' to '?([0-9]{4}|Not specified)?", re.IGNORECASE
)
_GENERATED = re.compile(rf"[Gg]enerated: {DayForm.SPELT.pattern}")


# -- rows -----------------------------------------------------------------------------------------


def _of_register(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    supplier, recipient = row["Supplier"], row["Recipient"]
    what, comment = row["Weapon designation"], row["Comments"]
    for column in REGISTER.marked:
        if row.get(f"{column}?") not in ("", "?"):
            raise row.error("not a mark", f"{column}?", "'?' or nothing")
    ordered_in = row.year("Year of order")
    order = moment(ordered_in + row.get("Year of order?")) if ordered_in else None
    years = _years(row, "Year(s) of delivery")
    number = number_of(row, "Number delivered", row.get("Number delivered?"))
    if not years and number is not None and number.least > 0:
        raise row.error("a delivery without its year", "Year(s) of delivery", "one year or more")
    if number is not None and number.is_exact and number.least < len(years):
        raise row.error("fewer delivered than years of delivery", "Number delivered")
    ordered = number_of(row, "Number ordered", row.get("Number ordered?"))
    check_volume(row, "SIPRI TIV per unit", number, "SIPRI TIV of delivered weapons")
    check_volume(row, "SIPRI TIV per unit", ordered, "SIPRI TIV for total order")
    shared: dict[str, Any] = {
        "designation": what or None,
        "description": row["Weapon description"] or None,
        "condition": condition_of(row, "status"),
        "ordered": ordered,
        "order_date": order,
        "citations": (citation_of(row, ledger, comment),),
        "note": comment or None,
    }
    ident = ledger.row_id(row.line)  # the register numbers no deal
    volume = volume_of(row, "SIPRI TIV of delivered weapons")
    if volume is None and volume_of(row, "SIPRI TIV for total order") is None:
        raise row.error(
            "half a row", "SIPRI TIV of delivered weapons", "a volume, which every deal has"
        )

    def parties(on: str | None) -> tuple[Participant, Participant]:
        return (
            party(Role.SUPPLIER, row, "Supplier", on, ledger),
            party(Role.RECIPIENT, row, "Recipient", on, ledger),
        )

    if len(years) == 1:
        yield ArmsTransfer(
            id=ident,
            title=title_of(supplier, recipient, what, f"delivered {years[0]}"),
            date=deliveries(years[0]),
            status=Status.OCCURRED,
            participants=parties(years[0]),
            delivered=number,
            volume=volume,
            **shared,
        )
        return
    yield ArmsTransfer(
        id=ident,
        title=title_of(supplier, recipient, what, f"ordered {ordered_in or 'in an unknown year'}"),
        date=_of_order(order),
        status=Status.AGREED,
        participants=parties(ordered_in or (years[0] if years else None)),
        delivered=number,
        volume=volume,
        **shared,
    )
    each, worth = _share(number, len(years)), _worth(volume, number, len(years))
    del shared["ordered"]
    for year in years:
        yield ArmsTransfer(
            id=f"{ident}:{year}",
            title=title_of(supplier, recipient, what, f"delivered {year}"),
            date=deliveries(year),
            status=Status.OCCURRED,
            participants=parties(year),
            delivered=each,
            volume=worth,
            links=(Link(LinkType.PART_OF, ident),),
            **shared,
        )


def _of_order(order: Moment | None) -> Sequence | None:
    """The date of a deal that is only agreed: that of the order."""
    return None if order is None else deliveries(order.edtf.text)


def _share(number: Quantity | None, years: int) -> Quantity:
    """What may have been delivered in one of several years: one at least."""
    if number is None or not number.is_exact or number.least < years:
        return quantity("1..")
    return quantity(f"1..{int(number.least) - years + 1}")


def _worth(volume: Quantity | None, number: Quantity | None, years: int) -> Quantity | None:
    """What those may be worth that were delivered in one of several years: that of one at least.

    A volume is the number times that of one, to which :func:`check_volume` holds every row; it is
    the register's own number, be it marked as uncertain or not. Rounded outward, from the decimals
    as they are printed: 8.3 is no 8.2999.
    """
    if volume is None:
        return None
    pieces = 0 if number is None else int(number.least)
    if pieces < max(years, 1):
        return quantity(f"..{_decimals(volume.most)}", UNIT)
    one, other = (Fraction(str(worth)) * _ROUND / pieces for worth in (volume.least, volume.most))
    least, most = floor(one) / _ROUND, ceil(other * (pieces - years + 1)) / _ROUND
    return quantity(f"{_decimals(least)}..{_decimals(most)}", UNIT)


_ROUND = 10_000


def _decimals(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _years(row: Row, column: str) -> list[str]:
    text = row.get(column)
    years = [part.strip() for part in text.split(";")] if text else []
    if any(not YEAR.fullmatch(year) for year in years):
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
    number = number_of(row, "Numbers delivered", marks["Numbers delivered"])
    check_volume(row, "TIV deal unit", number, "TIV delivery values")
    local = row.word("Local production", {"yes": "?", "no": ""})
    what = row["Designation"]
    yield ArmsTransfer(
        id=ledger.record_id(deal, year),
        title=title_of(row["Supplier"], row["Recipient"], what, f"delivered {year}"),
        date=deliveries(year + marks["Delivery year"]),
        status=Status.OCCURRED,
        participants=(
            party(Role.SUPPLIER, row, "Supplier", year, ledger),
            party(Role.RECIPIENT, row, "Recipient", year, ledger),
        ),
        topics=("local-production",) if local else (),
        designation=what or None,
        description=row["Description"] or None,
        category=row["Armament category"] or None,
        condition=condition_of(row, "Status"),
        delivered=number,
        order_date=moment(ordered_in + marks["Order date"]) if ordered_in else None,
        volume=volume_of(row, "TIV delivery values"),
        citations=(ledger.citation(row.line),),
    )


def _of_seller(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    number = number_of(row, "nrdel", "")
    check_volume(row, "tivunit", number, "tivdel")
    volume_of(row, "tivorder")
    what = row["desig2"]
    yield ArmsTransfer(
        id=ledger.row_id(row.line),
        title=title_of(row["seller"], row["buyer"], what, "delivered in an unknown year"),
        status=Status.OCCURRED,
        participants=(
            party(Role.SUPPLIER, row, "seller", None, ledger),
            party(Role.RECIPIENT, row, "buyer", None, ledger),
        ),
        designation=what or None,
        description=row["desc"] or None,
        delivered=number,
        volume=volume_of(row, "tivdel"),
        citations=(ledger.citation(row.line, note=f"SIPRI {row['sellercod']}, {row['buyercod']}"),),
    )


def _of_report(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    what, years = row["Designation"], "Year(s) of deliveries"
    ordered_in = row.year("Year of order")
    ordered_mark = row.word("Year of order data uncertain", _YES_NO)
    text, span = row[years], _RANGE.fullmatch(row[years])
    if span and int(span[1]) > int(span[2]):
        raise row.error("a range that ends before it starts", years)
    # One mark for the years and the number: which of them is uncertain it does not say.
    doubt = row.word("Year(s) of delivery or no. delivered data uncertain", _YES_NO)
    found = list(dict.fromkeys(span.groups())) if span else _years(row, years)
    date = ("/" if span else ",").join(year + doubt for year in found)
    if "," in date:
        date = f"{{{date}}}"  # there were deliveries in each of them
    year = found[0] if found else ordered_in
    order = moment(ordered_in + ordered_mark) if ordered_in else None
    remarks = [row["Comment"]]
    if row["Recipient Involvement"]:
        remarks.append(f"Recipient involvement: {row['Recipient Involvement']}")
    if row.word("Status data uncertain", _YES_NO):
        remarks.append("Condition uncertain")
    yield ArmsTransfer(
        id=ledger.record_id("report", row["Id"]),
        title=title_of(row["Supplier"], row["Recipient"], what, f"delivered {text or 'not yet'}"),
        date=deliveries(date, text) if date else _of_order(order),
        status=Status.OCCURRED if date else Status.AGREED,
        participants=(
            party(Role.SUPPLIER, row, "Supplier", year, ledger),
            party(Role.RECIPIENT, row, "Recipient", year, ledger),
        ),
        designation=what or None,
        description=row["Description"] or None,
        condition=condition_of(row, "Status"),
        ordered=number_of(row, "No. ordered", row.word("No. ordered data uncertain", _YES_NO)),
        delivered=number_of(row, "No. delivered", doubt),
        order_date=order,
        citations=(citation_of(row, ledger, row["Comment"]),),
        note="; ".join(filter(None, remarks)) or None,
    )
