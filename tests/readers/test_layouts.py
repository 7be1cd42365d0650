"""Layouts: how a header is found and told from others, and what a cell may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import CodecError
from bilateral.readers import Layout, SourceFile
from bilateral.readers.layouts import find_header, likely_header, no_header, plain
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
    assert (error.line, error.near) == (1, ("Yaer",))


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


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_is_most_like_a_header_has_the_most_names(delimiter: str, tmp_path: Path) -> None:
    lines = ["Visits, as collected", "", "No.~Year~Who~To", "1~1990~India~Chad", "2~1991~Chad~Iran"]
    found = likely_header(file_of(tmp_path, "\n".join(lines).replace("~", delimiter)))
    assert found is not None
    assert (found.line, found.delimiter) == (3, delimiter)
    assert found.columns == ("No.", "Year", "Who", "To")


def test_a_file_without_columns_has_nothing_like_a_header(tmp_path: Path) -> None:
    assert likely_header(file_of(tmp_path, "words\nand more\n1,2\n")) is None


def test_a_header_with_merged_cells_is_before_the_rows_that_fill_them(tmp_path: Path) -> None:
    lines = [
        "Chronik der Reisen;;;;",
        ";;;;",
        "Datum;Gast;;Gastgeber;Ort",
        ";Land;Person;Land;",
        "Mai 2018;Chad;A. Ex;Iran;Teheran",
    ]
    found = likely_header(file_of(tmp_path, "\n".join(lines)))
    assert found is not None
    assert (found.line, found.columns) == (3, ("Datum", "Gast", "", "Gastgeber", "Ort"))
