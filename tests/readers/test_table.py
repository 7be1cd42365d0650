"""The rows of a file: broken ones, those above the header, words for missing, days, cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.readers import Layout, Row, RowError, read
from bilateral.readers.layouts import find_header
from bilateral.readers.missing import Missing
from bilateral.readers.table import cells_of, rows
from tests.readers.samples import write
from tests.readers.test_layouts import CLOSED, file_of

WIDE = Layout(name="wide", columns=("a", "b", "c"))


def test_rows_and_the_neighbours_of_a_rest(tmp_path: Path) -> None:
    text = "a,b,c\n1, x ,3\n,,\n4,5\n6,7,8\nrest\n9,10,11\n12,13,14\n"
    file = file_of(tmp_path, text)
    header = find_header(file, [WIDE])
    assert header is not None
    found = list(rows(file, header))
    assert [(row.line, isinstance(row, Row)) for row in found] == [
        (2, True), (4, False), (5, False), (6, False), (7, False), (8, True)
    ]  # fmt: skip
    first, last = found[0], found[-1]
    assert isinstance(first, Row)
    assert isinstance(last, Row)
    assert (first.number, first.cells) == (1, {"a": "1", "b": "x", "c": "3"})
    assert last.number == 6
    broken = [str(row) for row in found if isinstance(row, RowError)]
    assert "3 cells, not 2" in broken[0]
    assert "may be the rest of it" in broken[1]
    assert "3 cells, not 1" in broken[2]


def test_a_table_of_two_columns_has_lines_of_one_cell_by_themselves(tmp_path: Path) -> None:
    file = file_of(tmp_path, "Year,Who\n1,2\nrest\n3,4\n")
    header = find_header(file, [CLOSED])
    assert header is not None
    assert [isinstance(row, Row) for row in rows(file, header)] == [True, False, True]


def test_mangled_cells_are_mended(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a,b,c\nC\u00c3\u00b4te,\u00e9,x\n")
    header = find_header(file, [WIDE])
    assert header is not None
    [row] = rows(file, header)
    assert isinstance(row, Row)
    assert row.cells == {"a": "C\u00f4te", "b": "\u00e9", "c": "x"}


# -- cells -----------------------------------------------------------------------------------------


def cell(text: str) -> Row:
    return Row(7, 1, {"x": text})


@given(st.integers(0, 10**15 - 1))
def test_whole_numbers(number: int) -> None:
    for text in (str(number), f"{number}.0", f"{number}.00"):
        assert cell(text).whole("x") == number
    assert cell(str(number)).number_text("x") == str(number)


@pytest.mark.parametrize("text", ["-1", "1.5", "1,5", "x", "1e3", "1" * 16, "\u0661"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(RowError, match="not a number") as caught:
        cell(text).whole("x")
    assert (caught.value.line, caught.value.field, caught.value.found) == (7, "x", text)


@pytest.mark.parametrize(("text", "right"), [("1.5", True), ("0", True), ("1,5", False),
                                             (".5", False), ("-1", False)])  # fmt: skip
def test_numbers(text: str, right: bool) -> None:
    if right:
        assert cell(text).number_text("x") == text
        return
    with pytest.raises(RowError, match="not a number"):
        cell(text).number_text("x")


@given(st.integers(0, 3000))
def test_years(year: int) -> None:
    if 1000 <= year < 2100:
        assert cell(str(year)).year("x") == cell(f"{year}.0").year("x") == str(year)
        return
    with pytest.raises(RowError, match="not a year"):
        cell(str(year)).year("x")


def test_an_empty_cell_and_a_missing_one_are_not_stated() -> None:
    for column in ("x", "y"):
        row = cell("")
        assert (row.get(column), row.whole(column), row.year(column)) == ("", None, None)
        assert row.number_text(column) is None


def test_words() -> None:
    assert cell("New").word("x", {"new": "n"}) == "n"
    with pytest.raises(RowError, match="not a word of this column") as caught:
        cell("old").word("x", {"new": "n", "": ""})
    assert caught.value.expected == "one of 'new', ''"


# -- above the header ------------------------------------------------------------------------------


def test_rows_above_the_header_are_refused_and_a_preamble_is_not(tmp_path: Path) -> None:
    text = "A title, with a comma\n\n1,2,3\n4,,\n,,\na,b,c\n5,6,7\n"
    file = file_of(tmp_path, text)
    header = find_header(file, [WIDE])
    assert header is not None
    above, row = rows(file, header)
    assert isinstance(above, RowError)
    assert (above.line, above.problem, above.found) == (3, "a row above the header", "1 | 2 | 3")
    assert isinstance(row, Row)
    assert row.line == 7


# -- missing ---------------------------------------------------------------------------------------


def test_a_word_for_what_is_missing_is_taken_out_and_kept(tmp_path: Path) -> None:
    layout = Layout(
        name="wide", columns=("a", "b", "c"), missing=Missing(frozenset({"a"}), {"c": {"NA"}})
    )
    file = file_of(tmp_path, "a,b,c\n-9,NA,NA\n1,-9, x \n")
    header = find_header(file, [layout])
    assert header is not None
    first, second = rows(file, header)
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.cells == {"a": "", "b": "", "c": "NA"}
    assert first.missing == ("-9", "NA")
    assert second.cells == {"a": "1", "b": "-9", "c": "x"}
    assert second.missing == ()


# -- days ------------------------------------------------------------------------------------------


def test_the_cells_of_some_columns_with_their_lines(tmp_path: Path) -> None:
    file = file_of(tmp_path, "T\na,b,c\n1, 2 ,3\nbroken\n4,5,6\n")
    header = find_header(file, [WIDE])
    assert header is not None
    assert list(cells_of(file, header, ("b", "c"))) == [(3, "2"), (3, "3"), (5, "5"), (5, "6")]


HALVES = [
    ("one,2018,Pakistan,Ru", "ssia,Moscow,first,,"),
    ("one,2018,Pakistan,Russia,Mos", "cow,first,,,"),
    ("one,20", "18,Pakistan,Russia,Moscow,first"),
]


@pytest.mark.parametrize("halves", HALVES)
def test_halves_that_a_spreadsheet_has_padded_are_refused_with_each_other(
    halves: tuple[str, str], tmp_path: Path
) -> None:
    padded = [half + "," * (5 - half.count(",")) for half in halves]
    text = "\n".join(["id,date,visitor,host,place,note", *padded, "two,2019,India,Russia,Kazan,x"])
    data, report = read(write(tmp_path, "visits.csv", text))
    assert [refusal.line for refusal in report.refusals] == [2, 3]
    assert [record.id for record in data] == ["visits:two"]


def test_a_short_row_beside_a_short_row_is_no_half(tmp_path: Path) -> None:
    text = "id,date,visitor,host,place,note\none,2018,Pakistan,,,\ntwo,2019,,Russia,,\n"
    assert read(write(tmp_path, "visits.csv", text)).report.refused == 0
