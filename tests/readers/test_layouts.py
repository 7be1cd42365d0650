"""Layouts: how a header is found and told from others, and what a cell may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import CodecError
from bilateral.readers import Layout, Row, RowError, SourceFile
from bilateral.readers.layouts import find_header, no_header, plain, rows
from tests.readers.samples import write

CLOSED = Layout(name="closed", columns=("Year", "Who"), optional=("Note",),
                aliases={"Person": "Who"})  # fmt: skip
OPEN = Layout(name="open", columns=("Year", "Who"), open=True)
MARKED = Layout(name="marked", columns=("Year", "Number"), marked=("Year",))


def file_of(folder: Path, text: str) -> SourceFile:
    return SourceFile.at(write(folder, "a.csv", text))


@pytest.mark.parametrize(
    ("header", "layout", "columns"),
    [
        ("Year,Who", CLOSED, ("Year", "Who")),
        ("who;YEAR;note", CLOSED, ("Who", "Year", "Note")),
        (" Year \t_person_", CLOSED, ("Year", "Who")),
        ("Year|Who|Other", OPEN, ("Year", "Who", "Other")),
        ("Year,Who,,", CLOSED, ("Year", "Who")),
        ("Year,,Number", MARKED, ("Year", "Year?", "Number")),
    ],
)
def test_a_header_is_known_by_its_names(
    header: str, layout: Layout, columns: tuple[str, ...], tmp_path: Path
) -> None:
    found = find_header(file_of(tmp_path, f"A preamble\n\n{header}\n"), [layout])
    assert found is not None
    assert (found.layout, found.line, found.columns) == (layout, 3, columns)


@pytest.mark.parametrize(
    ("header", "layout", "problem"),
    [
        ("Year,Other", CLOSED, "missing 'Who'"),
        ("Year,Who,Other", CLOSED, "not the header"),
        ("Year,Who,Who", CLOSED, "repeated 'who'"),
        ("Year,Number", MARKED, "not where they belong"),
        ("Number,Year,", MARKED, "not where they belong"),
        ("a,b", CLOSED, "no header of a known layout"),
    ],
)
def test_what_a_header_lacks_is_said(
    header: str, layout: Layout, problem: str, tmp_path: Path
) -> None:
    file = file_of(tmp_path, f"{header}\n")
    assert find_header(file, [layout]) is None
    error = no_header(file, [layout])
    assert isinstance(error, CodecError)
    assert problem in error.problem
    assert error.file == str(file.path)


def test_a_name_near_to_the_one_that_is_missing_is_said(tmp_path: Path) -> None:
    error = no_header(file_of(tmp_path, "Yaer,Who\n"), [CLOSED])
    assert (error.line, error.near) == (1, ("yaer",))


def test_the_more_particular_layout_comes_first(tmp_path: Path) -> None:
    file = file_of(tmp_path, "Year,Who\n")
    for order in ([CLOSED, OPEN], [OPEN, CLOSED]):
        header = find_header(file, order)
        assert header is not None
        assert header.layout is order[0]


def test_a_header_beyond_the_first_lines_is_none(tmp_path: Path) -> None:
    assert find_header(file_of(tmp_path, "x\n" * 59 + "Year,Who\n"), [CLOSED]) is not None
    assert find_header(file_of(tmp_path, "x\n" * 60 + "Year,Who\n"), [CLOSED]) is None


@given(st.text("aB _\t'\";", max_size=8))
def test_what_varies_in_a_name_is_left_out(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert plain(name.upper()) == plain(name.lower()) == plain(f" {name} ")


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
