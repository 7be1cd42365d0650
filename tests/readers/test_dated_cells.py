"""Dates of several cells: numbers, a year beside what is printed, a start and an end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.phrases import parse_printed
from bilateral.readers import FieldRule, Row, RowError
from bilateral.readers.dated_cells import date_in

days = st.dates(date(1000, 1, 1), date(2099, 12, 31))
PRINTED = FieldRule(column=["Year", "Date"], format="printed", language="en")
SPELL = FieldRule(
    start=["y1", "m1", "d1"], end=["y2", "m2", "d2"], still=["0", "9999", "present"], until="2016"
)


def row(**cells: str) -> Row:
    return Row(7, 1, cells)


def text_of(rule: FieldRule, **cells: str) -> str | None:
    found = date_in(row(**cells), rule)
    return None if found is None else str(found.edtf)


@given(days, st.booleans(), st.booleans())
def test_numbers_are_read_as_whole_ones_and_months_by_name(
    day: date, is_float: bool, is_named: bool
) -> None:
    rule = FieldRule(column=["y", "m", "d"])
    end = ".0" if is_float else ""
    month = day.strftime("%B") if is_named else f"{day.month}{end}"
    assert text_of(rule, y=f"{day.year}{end}", m=month, d=f"{day.day}{end}") == day.isoformat()


@given(days)
def test_a_year_beside_completes_what_is_printed(day: date) -> None:
    printed = f"{day.day} {day:%B}"
    found = date_in(row(Year=f"{day.year:04}.0", Date=printed), PRINTED)
    assert found is not None
    assert (found.edtf, found.printed) == (parse_printed(f"{printed} {day.year:04}"), printed)
    assert str(found.edtf) == day.isoformat()
    assert (
        text_of(PRINTED, Year=f"{day.year:04}", Date=f"{printed} {day.year:04}") == day.isoformat()
    )


def test_what_is_printed_may_be_several_days_or_nothing() -> None:
    assert text_of(PRINTED, Year="1990", Date="14 and 15 January") == "1990-01-14/1990-01-15"
    assert text_of(PRINTED, Year="1990", Date="March") == "1990-03"
    assert text_of(PRINTED, Year="1990", Date="") == "1990"
    assert text_of(PRINTED, Year="", Date="3 May 1990") == "1990-05-03"
    assert text_of(PRINTED, Year="", Date="") is None


def test_a_column_of_several_languages_is_read_by_each_of_them() -> None:
    rule = FieldRule("d", format="printed", language=["de", "en"])
    assert text_of(rule, d="24. April 2018") == text_of(rule, d="24 April 2018") == "2018-04-24"
    assert text_of(rule, d="5. März 2018") == "2018-03-05"
    assert text_of(rule, d="March 5, 2018") == "2018-03-05"
    assert FieldRule(**rule.to_plain()) == rule
    with pytest.raises(RowError, match="several readings"):  # the day is first in German alone
        date_in(row(d="04.05.2018"), rule)
    with pytest.raises(RowError, match="no date that can be read"):
        date_in(row(d="5 mars 2018"), rule)


@pytest.mark.parametrize("formats", [["%d.%m.%Y", "printed"], ["printed", "%m/%Y", "edtf"]])
@pytest.mark.parametrize(
    ("text", "problem", "expected"),
    [
        ("3.5.14", "several readings", "1914-05-03 or 2014-05-03"),
        ("vom 24. April 2018", "several readings", "2018-04-24 or 2018-04-24/"),
        ("31.2.2018", "no such day|no date", "a date that the calendar has"),
        ("31.2.18", "no date", "a date that the calendar has"),
        ("Weihnachten 2013", "not a date of the formats", "in German, such as '24. April 2018'"),
        ("um Ostern 2012", "not a date of the formats", "a date like '%"),
    ],
)
def test_of_several_formats_the_one_that_says_most_of_the_date_is_heard(
    formats: list[str], text: str, problem: str, expected: str
) -> None:
    with pytest.raises(RowError, match=problem) as caught:
        date_in(row(d=text), FieldRule("d", format=formats, language="de"))
    assert expected in str(caught.value.expected)
    alone = FieldRule("d", format="printed", language="de")
    if "several" in problem:  # several formats hide nothing that one says
        with pytest.raises(RowError) as said:
            date_in(row(d=text), alone)
        assert said.value.expected == caught.value.expected


def test_a_day_that_edtf_has_not_is_told_beside_other_formats() -> None:
    with pytest.raises(RowError, match="a day that 2018-02 has"):
        date_in(row(d="2018-02-31"), FieldRule("d", format=["%d.%m.%Y", "edtf"]))


@pytest.mark.parametrize("formats", [["%d.%m.%Y", "%m/%Y"], ["%m/%Y", "printed"]])
def test_a_day_that_there_is_not_is_told_whatever_the_formats(formats: list[str]) -> None:
    with pytest.raises(RowError, match="a date that the calendar has"):
        date_in(row(d="31.2.2015"), FieldRule("d", format=formats))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pt", "14 e 15 de Janeiro", "1990-01-14/1990-01-15"),
        ("fr", "du 24 au 26 avril", "1990-04-24/1990-04-26"),
        ("de", "3. Mai 1990", "1990-05-03"),
    ],
)
def test_what_is_printed_in_a_language_is_completed_too(
    language: str, text: str, expected: str
) -> None:
    rule = FieldRule(column=["Year", "Date"], format="printed", language=language)
    assert text_of(rule, Year="1990", Date=text) == expected


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Year": "1990", "Date": "3 May 1991"}, "Date"),
        ({"Year": "", "Date": "3 May"}, "Date"),
        ({"Year": "90", "Date": "3 May"}, "Year"),
        ({"Year": "1990", "Date": "31 June"}, "Date"),
        ({"Year": "1990", "Date": "soon"}, "Date"),
    ],
)
def test_a_year_that_does_not_complete_is_refused(cells: dict[str, str], column: str) -> None:
    with pytest.raises(RowError) as caught:
        date_in(row(**cells), PRINTED)
    assert (caught.value.line, caught.value.field) == (7, column)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1949,4,4", "1955,0,0", "1949-04-04/1955"),
        ("1949,4,4", "0,0,0", "1949-04-04/[2016-12-31..]"),
        ("1949,,", "9999,,", "1949/[2016-12-31..]"),
        ("1949,,", "9999.0,99,", None),
        ("1949,,", "Present,,", "1949/[2016-12-31..]"),
        ("1949,,", ",,", "1949/"),
        (",,", "1955,5,", "/1955-05"),
        (",,", "0,,", "/[2016-12-31..]"),
        (",,", ",,", ""),
    ],
)
def test_a_period_of_a_start_and_an_end(start: str, end: str, expected: str | None) -> None:
    names = ("y1", "m1", "d1", "y2", "m2", "d2")
    cells = dict(zip(names, [*start.split(","), *end.split(",")], strict=True))
    if expected is None:
        with pytest.raises(RowError, match="month or day of what is still so"):
            date_in(row(**cells), SPELL)
    else:
        assert (text_of(SPELL, **cells) or "") == expected


def test_an_end_that_is_open_without_an_end_of_the_data() -> None:
    rule = FieldRule(start="a", end="b", still="present", format="%Y")
    assert text_of(rule, a="1990", b="present") == "1990/.."
    assert text_of(rule, a="1990.0", b="1995") == "1990/1995"
    assert text_of(rule, a="", b="present") is None
    with pytest.raises(RowError, match="the year 9999"):
        text_of(rule, a="1990", b="9999")
    with pytest.raises(RowError, match="not a date of the format"):
        text_of(rule, a="1990", b="0")
