"""Columns of an unknown table: what their names and values tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.readers.columns import Column, columns_of, words_in
from bilateral.readers.files import SourceFile
from bilateral.states import code_of
from tests.readers.samples import write

days = st.lists(st.dates(date(1000, 1, 1)), min_size=1, max_size=9)
STATES = st.lists(st.sampled_from(["IND", "TCD", "IRN", "BRA", "NOR"]), min_size=1, unique=True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SignYear", ("sign", "year")),
        ("EIFDay", ("eif", "day")),
        ("date_of-visit", ("date", "of", "visit")),
        ("endyr", ("end", "yr")),
        ("moexit", ("mo", "exit")),
        ("mem12", ("mem", "12")),
        ("???", ()),
    ],
)
def test_words_in_the_names_of_columns(name: str, words: tuple[str, ...]) -> None:
    assert words_in(name) == words


@given(days, st.sampled_from(["%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"]))
def test_the_format_of_dates_is_told(found: list[date], pattern: str) -> None:
    cells = tuple(f"{day:{pattern}}" for day in found)
    assert Column("x", cells).date_format() == pattern


@given(days)
def test_edtf_is_told_and_slashes_only_where_one_day_proves_their_order(found: list[date]) -> None:
    assert Column("x", tuple(day.isoformat() for day in found)).date_format() == "edtf"
    slashed = Column("x", tuple(f"{day:%d/%m/%Y}" for day in found)).date_format()
    if any(day.day > 12 for day in found):
        assert slashed == "%d/%m/%Y"
    else:  # 3/3/2018 is one day in either order
        assert slashed is None or any(day.day == day.month for day in found)


@pytest.mark.parametrize(
    ("cells", "language"),
    [
        (("3. März 2014", "Frühjahr 2016"), "de"),
        (("3 mars 2014", "été 2016"), "fr"),
        (("3 марта 2014", "весна 2016"), "ru"),
        (("3 March 2014", "spring 2016"), None),
        (("Japan", "Indien"), None),
    ],
)
def test_the_language_of_printed_dates_is_told(
    cells: tuple[str, ...], language: str | None
) -> None:
    assert Column("x", cells).date_language() == language


@given(STATES)
def test_states_are_told_by_name_or_with_the_system_of_their_codes(states: list[str]) -> None:
    assert Column("x", tuple(states)).system() == ""
    codes = tuple(code_of(state, system="cow", on=2000) or "" for state in states)
    column = Column("x", codes)
    assert column.system() == "cow"
    assert column.names_those_of(Column("y", tuple(states)), {"x": "cow", "y": ""})
    assert Column("gw", codes).system() in ("gw", "cow")


def test_what_is_no_state_or_date() -> None:
    assert [Column("x", ("1990", one)).system() for one in ("1991", "")] == [None, None]
    assert [Column("x", (one, "b")).system() for one in ("a", "", "0")] == [None, None, None]
    assert [Column("x", (one,)).date_format() for one in ("1990.5", "India", "")] == [None] * 3


def test_a_key_is_there_in_each_row_once() -> None:
    assert Column("x", ("1", "2")).is_key
    assert not Column("x", ("1", "1")).is_key
    assert not Column("x", ("1", "")).is_key
    assert not Column("x", ()).is_key


def test_the_columns_of_a_file(tmp_path: Path) -> None:
    file = SourceFile.at(write(tmp_path, "a.csv", "A title\n\nYear,Who\n1990.0,x\n,y\n"))
    assert [(one.name, one.cells) for one in columns_of(file)] == [
        ("Year", ("1990", "")), ("Who", ("x", "y"))
    ]  # fmt: skip


def test_a_column_may_have_dates_of_several_formats() -> None:
    column = Column("Datum", ("13.05.2014", "06/2015", "3.4.2017", "", "2016/01/02"))
    assert column.date_format() == ("%d.%m.%Y", "%Y/%m/%d", "%m/%Y")
    assert Column("Datum", ("13.05.2014", "soon", "later")).date_format() is None


@pytest.mark.parametrize(
    ("cells", "language", "number"),
    [
        (("24. April 2018", "5. März 2019", "soon"), "de", 2),
        (("24 avril 2018", "24 April 2018", "2 May 2018"), "en", 2),
        (("2018", "24/04/2018"), "en", 2),  # of no language
        (("soon", ""), "en", 0),
    ],
)
def test_the_language_that_reads_most_is_known(
    cells: tuple[str, ...], language: str, number: int
) -> None:
    assert Column("When", cells).nearest_language() == (language, number)
