"""Workbooks: what their cells are as text, and those that are none."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bilateral.errors import BilateralError
from bilateral.readers import Limits, SourceFile, read
from bilateral.readers.spreadsheets import workbook_rows


def workbook(folder: Path, *sheets: list[list[object]], name: str = "a.xlsx") -> Path:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        page = book.create_sheet()
        for row in rows:
            page.append(row)
    book.save(folder / name)
    return folder / name


def test_cells_are_text_as_a_person_reads_them(tmp_path: Path) -> None:
    cells = [
        "  text ", 2018, 2018.0, 0.5, True, None, date(2018, 4, 23),
        datetime(2018, 4, 23), datetime(2018, 4, 23, 10, 30), time(10, 30),  # noqa: DTZ001
    ]  # fmt: skip
    [(sheet, number, found)] = workbook_rows(SourceFile.at(workbook(tmp_path, [cells])))
    assert (sheet, number) == (0, 1)
    assert found == [
        "text", "2018", "2018", "0.5", "True", "", "2018-04-23", "2018-04-23",
        "2018-04-23T10:30:00", "10:30:00",
    ]  # fmt: skip


def test_the_header_may_be_on_any_sheet(tmp_path: Path) -> None:
    header = ["date", "status", "visitor", "host"]
    rows: list[list[object]] = [
        ["a title"],
        list(header),
        [2018, "occurred", "Pakistan", "Russia"],
        [None] * 4,
        [date(2019, 5, 1), "occurred", "India", "China", None, None],
    ]
    data, report = read(workbook(tmp_path, [["about"]], rows))
    assert [str(record.date) for record in data.visits] == ["2018", "2019-05-01"]
    assert (report.seen, report.refused, report.encoding) == (2, 0, None)
    assert [r.citations[0].locator.line for r in data if r.citations[0].locator] == [3, 5]


def test_a_formula_that_nothing_has_computed_is_an_error_and_is_never_run(tmp_path: Path) -> None:
    file = workbook(tmp_path, [["date", "visitor"], ["2018", '=WEBSERVICE("https://example.org")']])
    with pytest.raises(BilateralError, match=r"formula that nothing has computed.*Sheet"):
        list(workbook_rows(SourceFile.at(file)))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yyyy-mm-dd", "2018-04-01"),
        ("d. mmm yyyy", "2018-04-01"),
        ("mmm yyyy", "2018-04"),
        ('mm/yy "recorded"', "2018-04"),
        ("yyyy", "2018"),
    ],
)
def test_a_date_is_as_exact_as_its_cell_shows_it(form: str, text: str, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append([date(2018, 4, 1), "x"])
    book.active["A1"].number_format = form
    book.save(tmp_path / "a.xlsx")
    [(_, _, cells)] = workbook_rows(SourceFile.at(tmp_path / "a.xlsx"))
    assert cells[0] == text


def test_cells_merged_over_rows_of_data_are_an_error(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["a title", None, None],
        [None, None, None],
        ["date", "visitor", "host"],
        [2018, "Pakistan", "Russia"],
        [2019, None, "India"],
    ]
    book = load_workbook(workbook(tmp_path, rows))
    book.worksheets[0].merge_cells("A1:C2")  # a title may be
    book.save(tmp_path / "b.xlsx")
    assert read(tmp_path / "b.xlsx").report.seen == 2
    book.worksheets[0].merge_cells("B4:B5")
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(BilateralError, match=r"merged over several rows.*B4:B5"):
        read(tmp_path / "b.xlsx")


def test_sheets_of_the_same_columns_are_not_guessed_among(tmp_path: Path) -> None:
    sheets: list[list[list[object]]] = [
        [["date", "visitor", "host"], [year, "Pakistan", "Russia"]] for year in (2018, 2019)
    ]
    with pytest.raises(BilateralError, match=r"several sheets.*sheet 1.*sheet 2"):
        read(workbook(tmp_path, *sheets))


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    for raw, problem in (
        (b"", "an empty file"),
        (b"a,b\n", "no data set that is known"),
        (b"PK\x03\x04 cut off", "cannot be unpacked"),
    ):
        file.write_bytes(raw)
        with pytest.raises(BilateralError, match=rf"a\.xlsx.*{problem}"):
            read(file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("something.txt", "else")
    with pytest.raises(BilateralError, match="no data set that is known"):
        read(file)


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    """A document type in any part of it, such as one of nested entities, is never expanded."""
    good = workbook(tmp_path, [["date", "visitor", "host"], ["2018", "Pakistan", "Russia"]])
    bad = tmp_path / "bad.xlsx"
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    with zipfile.ZipFile(good) as one, zipfile.ZipFile(bad, "w") as other:
        for name in one.namelist():
            text = one.read(name)
            if name == "xl/worksheets/sheet1.xml":
                at = text.index(b"<worksheet")
                text = text[:at] + bomb.encode() + text[at:]
            other.writestr(name, text)
    with pytest.raises(BilateralError, match="the workbook cannot be read") as caught:
        read(bad)
    chain: list[BaseException | None] = [caught.value]
    while chain[-1] is not None:
        chain.append(chain[-1].__cause__ or chain[-1].__context__)
    assert "EntitiesForbidden" in [type(error).__name__ for error in chain]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    most = Limits(bytes=25_000)
    small = workbook(tmp_path, [["date", "visitor", "host"]])
    assert read(small, limits=most).report.seen == 0
    large = workbook(tmp_path, [["x" * 30_000]], name="b.xlsx")
    with pytest.raises(BilateralError, match="too large unpacked"):
        read(large, limits=most)


def test_a_serial_day_that_programs_count_differently_is_refused(tmp_path: Path) -> None:
    """Excel has a 29 February 1900; LibreOffice begins a day earlier and has a day 0."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["date", "visitor", "host"])
    for number, serial in enumerate((0, 1, 45, 60, 61, 100), start=2):
        book.active.append([serial, "France", "Russia"])
        book.active.cell(number, 1).number_format = "yyyy-mm-dd"
    book.save(tmp_path / "early.xlsx")
    data, report = read(tmp_path / "early.xlsx")
    assert [refusal.line for refusal in report.refusals] == [2, 3, 4, 5]
    assert "count the day differently" in str(report)
    assert [str(record.date) for record in data] == ["1900-03-01", "1900-04-09"]
