"""Delimited text against the standard library, and what it does not read."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import example, given, strategies as st

from bilateral.readers.delimited import _cells, rows_of


def lines_of(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.split("\n"), start=1))


def split(text: str, width: int, delimiter: str = ",", **style: Any) -> list[tuple[int, list[str]]]:
    return list(rows_of(iter(lines_of(text)), delimiter, width, **style))


cells = st.text(st.characters(exclude_characters="\r\0", codec="utf-8"), max_size=8)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6)
)


@given(tables, st.sampled_from([",", ";", "|"]))
@example([['a "b', "c"], ["d", "e\nf"]], ",")
def test_what_csv_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    table = [row for row in table if any(cell.strip() for cell in row)]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        table
    )
    width = len(table[0]) if table else 2
    found = split(text.getvalue(), width, delimiter)
    assert [row for _, row in found] == table


@given(
    st.lists(st.sampled_from(["a,b", '"a,b', 'a",b', '"a', "a", '"a\nb",c', "a,b,c"]), max_size=12)
)
def test_a_stray_quote_never_swallows_other_rows(lines: list[str]) -> None:
    """Every line is part of a row, and a row that spans lines has the right width."""
    text = "\n".join(lines)
    found = split(text, 2)
    numbers = [number for number, _ in found]
    assert numbers == sorted(set(numbers))
    whole = {i for i, line in lines_of(text) if line == "a,b"}
    rows = dict(found)
    for number in whole:
        inside = any(
            number > start and number <= start + "".join(row).count("\n")
            for start, row in found
            if len(row) == 2
        )
        assert inside or rows[number] == ["a", "b"]


def test_an_open_quote_costs_one_line() -> None:
    found = split('a,"b\nc,d\ne,f', 2)
    assert found == [(1, ["a", '"b']), (2, ["c", "d"]), (3, ["e", "f"])]


def test_padding_is_cut_and_a_cell_too_many_is_not() -> None:
    assert split("a,b,,,,", 2, padding=4) == [(1, ["a", "b"])]
    assert split("a,b,,,x", 2, padding=4) == [(1, ["a", "b", "", "", "x"])]
    assert split("a", 2) == [(1, ["a"])]
    assert split('a\tb "c\td', 3, "\t") == [(1, ["a", 'b "c', "d"])]


def test_a_row_with_more_empty_cells_than_its_header_has_shifted() -> None:
    assert split("a,b,,", 2, padding=1) == [(1, ["a", "b", "", ""])]
    assert split("a,b,", 2) == [(1, ["a", "b", ""])]


def test_quotes_between_tabs_hold_a_cell_or_mean_nothing() -> None:
    text = '"a, ""b"""\t"c\t"d" e\t""\t"\tf'
    assert split(text, 6, "\t") == [(1, ['a, "b"', '"c', '"d" e', "", '"', "f"])]
    assert split(text, 6, "\t", quoted=False) == [(1, text.split("\t"))]


@given(st.text(alphabet='ab,"\n', max_size=30))
def test_quoted_rows_are_those_of_the_standard_library(text: str) -> None:
    first, *others = text.split("\n")
    lines = iter(others)
    found = _cells(first, ",", lambda: next(lines, None))
    try:
        expected = next(csv.reader(io.StringIO(f"{text}\n", newline=""), strict=True))
    except csv.Error:
        assert found is None
    else:
        assert found == (expected or [""])


def test_long_cells_are_read_and_the_limit_of_the_process_is_left_alone() -> None:
    limit = csv.field_size_limit(10)
    try:
        cell = "x" * 200_000
        assert list(rows_of(iter([(1, f'"{cell}",b')]), ",", 2)) == [(1, [cell, "b"])]
        assert csv.field_size_limit() == 10
    finally:
        csv.field_size_limit(limit)
