"""SIPRI's tables of volumes: a party a row, a year a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from bilateral.model.records import AnyRecord, ArmsTransfer, Role, Status
from bilateral.readers.layouts import NAMED, Header, Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.refusals import RowError
from bilateral.readers.sets.sipri.cells import YEAR, deliveries, party_named, slug_of, volume_of
from bilateral.readers.table import Aside, Row

__all__ = ["TABLE", "Table", "first_table", "of_table", "table_of"]

TABLE = Layout(name="tiv-table", columns=("party",), open=True)
_TABLE_TITLE = re.compile(r'"?TIV of arms (exports|imports) (from|to) (.+?), ([0-9]{4})-([0-9]{4})')


@attrs.frozen
class Table:
    """A table of volumes: whose, in which direction, of which years."""

    header: Header
    party: str | None
    role: Role
    first: str
    last: str


def table_of(head: list[tuple[int, str]]) -> Table | None:
    """The table that begins among some lines, or None if none does."""
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
        years = [cell for cell in cells[1:] if YEAR.fullmatch(cell)]
        if not years or years[0] != cells[1] or len(set(years)) < len(years):
            continue
        filled = len(cells)
        while not cells[filled - 1]:
            filled -= 1
        columns = ("party", *cells[1:filled])
        totals = dict.fromkeys({"Total", "Sum total years"} & set(columns), ".+")
        layout = attrs.evolve(TABLE, wholes=tuple(years), essential={"party": NAMED, **totals})
        header = Header(layout, line, columns, delimiter, padding=len(cells) - filled)
        return Table(header, party, role, min(years), max(years))
    return None


def first_table(rows: Iterable[Row | RowError | Aside]) -> Iterator[Row | RowError | Aside]:
    """The rows of the table that a file begins with; those of a further one are refused."""
    over = False
    for row in rows:
        if isinstance(row, Aside):
            yield row
            continue
        first = row["party"] if isinstance(row, Row) else str(row.found)
        again = isinstance(row, Row) and all(
            cell == name for name, cell in row.cells.items() if YEAR.fullmatch(name)
        )
        over = over or again or first.lstrip('"').startswith("TIV of arms ")
        problem = "a row of a further table, of which a file may have one"
        yield RowError(problem, line=row.line, found=first) if over else row


def of_table(row: Row, ledger: Ledger, table: Table) -> Iterator[AnyRecord]:
    """A record for each year of a party; none of a row of totals, which is checked."""
    name = row["party"]
    if not name or name.casefold().startswith(("total", "sum total")):
        _check_sum(row, ledger)
        ledger.note("a row of totals, which makes no record")
        return
    _check_sum(row, ledger)
    for year in table.header.columns:
        if not YEAR.fullmatch(year) or not row[year]:
            continue  # an empty cell: no deliveries have been identified
        if table.party is None:
            supplier, recipient = (name, "") if table.role is Role.SUPPLIER else ("", name)
        elif table.role is Role.SUPPLIER:
            supplier, recipient = table.party, name
        else:
            supplier, recipient = name, table.party
        parts = [
            party_named(role, party, year, row, ledger)
            for role, party in ((Role.SUPPLIER, supplier), (Role.RECIPIENT, recipient))
            if party
        ]
        pair = (slug_of(party) if party else "all" for party in (supplier, recipient))
        yield ArmsTransfer(
            id=ledger.record_id("tiv", *pair, year),
            title=f"{supplier or 'all'} to {recipient or 'all'}: all arms of {year}",
            date=deliveries(year),
            status=Status.OCCURRED,
            participants=parts,
            topics=("sum-of-transfers",),
            volume=volume_of(row, year),
            citations=(ledger.citation(row.line),),
        )


def _check_sum(row: Row, ledger: Ledger) -> None:
    """Remark a total that is not the sum of its years, rounding left aside."""
    total = row.get("Total") or row.get("Sum total years")
    cells = [row[name] for name in row.cells if YEAR.fullmatch(name) and row[name]]
    if not total or not all(re.fullmatch(r"[0-9]+", cell) for cell in (total, *cells)):
        return
    if abs(int(total) - sum(map(int, cells))) > 0.5 * (len(cells) + 1):
        ledger.note(f"line {row.line}: the total {total} is not the sum of its years")
