"""SIPRI's tables of volumes: where the table is, whose volumes they are, what is no volume."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral import ArmsTransfer
from bilateral.model.records import Role
from bilateral.readers import Row, RowError, read
from bilateral.readers.sets.sipri.volumes import first_table, table_of
from tests.readers.samples import TIV_TABLE, write

TITLE = '"TIV of arms {} {} Russia, 2015-2016",,,'


def lines(*texts: str) -> list[tuple[int, str]]:
    return list(enumerate(texts, start=1))


@pytest.mark.parametrize(
    ("title", "party", "role"),
    [
        (TITLE.format("exports", "from"), "Russia", Role.SUPPLIER),
        (TITLE.format("imports", "to"), "Russia", Role.RECIPIENT),
    ],
)
def test_the_title_says_whose_volumes_they_are(title: str, party: str, role: Role) -> None:
    table = table_of(lines(title, "", ",2016,2015,Total", "India,1,2,3"))
    assert table is not None
    assert (table.party, table.role, table.first, table.last) == (party, role, "2015", "2016")
    assert (table.header.line, table.header.delimiter) == (3, ",")
    assert table.header.columns == ("party", "2016", "2015", "Total")


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Exports by", Role.SUPPLIER),
        ("Supplier", Role.SUPPLIER),
        ("Imports by", Role.RECIPIENT),
        ("Recipient", Role.RECIPIENT),
    ],
)
def test_the_first_column_says_it_too(head: str, role: Role) -> None:
    table = table_of(lines(f"{head};2015;2016;;"))
    assert table is not None
    assert (table.party, table.role) == (None, role)
    assert (table.header.delimiter, table.header.padding) == (";", 2)


@pytest.mark.parametrize(
    "texts",
    [
        (",2015,2016",),  # whose they are is nowhere said
        (TITLE.format("exports", "from"), ",Total"),
        (TITLE.format("exports", "from"), ",2015,2015"),
        ("Exports by,1850",),
        ("Exports of,2015",),
        (),
    ],
)
def test_what_is_no_table(texts: tuple[str, ...]) -> None:
    assert table_of(lines(*texts)) is None


@given(st.integers(0, 5), st.integers(0, 5))
def test_rows_of_a_further_table_are_refused(before: int, after: int) -> None:
    def rows(number: int) -> list[Row | RowError]:
        return [Row(n, n, {"party": "India", "2015": "4"}) for n in range(number)]

    further = Row(9, 9, {"party": "Supplier", "2015": "2015"})
    found = list(first_table([*rows(before), further, *rows(after)]))
    assert found[:before] == rows(before)
    assert all(isinstance(row, RowError) for row in found[before:])
    assert len(found) == before + 1 + after


def test_a_title_ends_the_table_too() -> None:
    title = RowError("a broken row", line=5, found="TIV of arms exports from China, 2015-2016")
    [found] = first_table([title])
    assert isinstance(found, RowError)
    assert "further table" in found.problem


def test_an_empty_cell_is_no_record_and_nought_is_one(tmp_path: Path) -> None:
    data, report = read(write(tmp_path, "tiv.csv", TIV_TABLE))
    found = {
        record.id: (record.volume.least, record.volume.most)
        for record in data
        if isinstance(record, ArmsTransfer) and record.volume
    }
    assert found == {
        "sipri:tiv:russia:india:2015": (100, 100),
        "sipri:tiv:russia:india:2017": (0, 0.5),
        "sipri:tiv:russia:pakistan:2017": (40, 40),
        "sipri:tiv:russia:hezbollah-lebanon:2016": (1, 1),
    }
    assert report.notes["a row of totals, which makes no record"] == 1


@pytest.mark.parametrize(("total", "remarked"), [("101", False), ("102", True), ("98", True)])
def test_a_total_is_the_sum_but_for_rounding(total: str, remarked: bool, tmp_path: Path) -> None:
    text = TIV_TABLE.replace("India,100,,0,100", f"India,100,,0,{total}")
    _, report = read(write(tmp_path, "tiv.csv", text))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("India"))
    noted = any(note.startswith(f"line {line}: the total {total}") for note in report.notes)
    assert noted is remarked
