"""Dates as people print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral import parse_edtf, parse_printed
from bilateral.errors import EDTFError, PhraseError
from bilateral.testing import edtf_texts

ABSOLUTE = {
    "2016": "2016",
    "in 2016": "2016",
    "2016-04-24?": "2016-04-24?",
    "April 2018": "2018-04",
    "in April 2018": "2018-04",
    "Sept. 2017": "2017-09",
    "April 24, 2018": "2018-04-24",
    "24 April 2018": "2018-04-24",
    "24th of April, 2018": "2018-04-24",
    "Apr. 24, 2018": "2018-04-24",
    "Tuesday, April 24, 2018": "2018-04-24",
    "24-26 April 2018": "2018-04-24/2018-04-26",
    "April 24\N{EN DASH}26, 2018": "2018-04-24/2018-04-26",
    "30 April - 2 May 2018": "2018-04-30/2018-05-02",
    "April 30 - May 2, 2018": "2018-04-30/2018-05-02",
    "1968-69": "1968/1969",
    "1968-1969": "1968/1969",
    "from 1965 to 1970": "1965/1970",
    "between 1965 and 1970": "1965/1970",
    "2018-04": "2018-04",
    "1950-21": "1950-21",
    "1914-18": "1914/1918",
    "the 1950s": "195X",
    "early 1950s": "1950~/1953~",
    "the mid-1950s": "1954~/1956~",
    "late 1950s": "1957~/1959~",
    "beginning of April 2018": "2018-04-01/2018-04-10",
    "mid-April 2018": "2018-04-11/2018-04-20",
    "end of April 2018": "2018-04-21/2018-04-30",
    "late February 2016": "2016-02-21/2016-02-29",
    "early 2018": "2018-01~/2018-04~",
    "late 2017": "2017-09~/2017-12~",
    "summer of 2018": "2018-22",
    "fall 2018": "2018-23",
    "Q1 2018": "2018-33",
    "fourth quarter of 2018": "2018-36",
    "second half of 2018": "2018-41",
    "around 2016": "2016~",
    "c. 2016": "2016~",
    "possibly 2016": "2016?",
    "possibly about April 2016": "2016-04%",
    "before 1991": "../1990",
    "before April 2018": "../2018-03",
    "until 1991": "../1991",
    "since 2003": "2003/..",
    "after 2003": "2004/..",
    "after April 24, 2018": "2018-04-25/..",
    "the nineteenth century": "1801/1900",
    "20th century": "1901/2000",
    "twenty-first century": "2001/2100",
    "13/04/2018": "2018-04-13",
    "04/13/2018": "2018-04-13",
    "04/04/2018": "2018-04-04",
}
AGAINST_MAY_2018 = {
    "last year": "2017",
    "this year": "2018",
    "next year": "2019",
    "later this year": "2018-05/2018-12",
    "earlier this year": "2018-01/2018-05",
    "this April": "2018-04",
    "last April": "[2017-04,2018-04]",
    "last June": "2017-06",
    "next April": "2019-04",
    "next June": "[2018-06,2019-06]",
    "in April": "2018-04",
    "end of April": "2018-04-21/2018-04-30",
    "end of this April": "2018-04-21/2018-04-30",
    "April 24": "2018-04-24",
    "Tuesday, 24 April": "2018-04-24",
    "last month": "2018-04~",
    "this month": "2018-05~",
    "next month": "2018-06~",
    "ten years ago": "2008~",
    "over the last ten years": "2008~/2018-05~",
    "in the past decade": "2008~/2018-05~",
}
REFUSED = [
    "",
    "recently",
    "now",
    "some day",
    "5th",
    "31 February 2018",
    "Monday, April 24, 2018",
    "1999-00",
    "1970-60",
    "about the 1950s and 1960s",
    "about 1968-69",
    "before 1968-69",
    "2018-13",
    "\u0662\u0660\u0661\u0666",
    "2016\n2017",
    "x" * 201,
]
SEVERAL = ["2009-10", "2018-21", "2001-12", "04/05/2018"]


@pytest.mark.parametrize(("phrase", "edtf"), ABSOLUTE.items())
def test_a_phrase_that_stands_by_itself(phrase: str, edtf: str) -> None:
    assert parse_printed(phrase).text == edtf
    assert parse_printed(phrase, "1999").text == edtf
    assert parse_printed(f"  {phrase.upper()} ").text == edtf


@pytest.mark.parametrize(("phrase", "edtf"), AGAINST_MAY_2018.items())
def test_a_phrase_read_against_the_date_of_its_source(phrase: str, edtf: str) -> None:
    assert parse_printed(phrase, "2018-05~").text == edtf
    with pytest.raises(PhraseError, match="relative_to"):
        parse_printed(phrase)


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_date_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse_printed(phrase, "2018-05~")


@pytest.mark.parametrize("phrase", [*SEVERAL, "June", "May", "April 2", "in October"])
def test_what_has_several_readings_is_refused_and_names_them(phrase: str) -> None:
    with pytest.raises(PhraseError, match=" or ") as caught:
        parse_printed(phrase, "2018-04~" if phrase.startswith("April") else "2018-05~")
    assert "several readings" in caught.value.problem


def test_a_source_that_is_vague_leaves_the_year_open() -> None:
    assert parse_printed("last year", "2017/2018").text == "[2016..2017]"
    assert parse_printed("yesterday", "2018-05-01?").text == "2018-04-30?"
    assert parse_printed("today", "2018-05").text == "[2018-05-01..2018-05-31]"
    for phrase in ("later this year", "this April"):
        with pytest.raises(PhraseError, match="within one year"):
            parse_printed(phrase, "2017/2018")


@pytest.mark.parametrize("source", ["2018/..", "/2018", "-0044", "Y20000"])
def test_a_source_without_a_calendar_date_cannot_be_counted_from(source: str) -> None:
    with pytest.raises(PhraseError):
        parse_printed("last year", source)


def test_a_wrong_source_date_is_an_error_of_its_own() -> None:
    with pytest.raises(EDTFError):
        parse_printed("last year", "soon")


@given(edtf_texts())
def test_edtf_is_read_as_itself_unless_it_may_be_a_range(text: str) -> None:
    try:
        value = parse_printed(text)
    except PhraseError as error:
        assert error.problem == "a date with several readings"
    else:
        assert value.text == text


@given(st.text(max_size=40), st.sampled_from([None, "2018-05~"]))
def test_any_text_is_read_or_refused(text: str, source: str | None) -> None:
    try:
        value = parse_printed(text, source)
    except PhraseError as error:
        assert error.found is not None
    else:
        assert parse_edtf(value.text) == value
