"""Dates as people print them: a table of phrases, and what holds of every phrase."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral import EDTF, parse_edtf, parse_printed
from bilateral.dates import DateLike
from bilateral.errors import EDTFError, PhraseError
from bilateral.testing import edtf_texts

# Phrases, the date of their source, and the EDTF expression or the fault: "no date", "several
# readings", "needs a source". The right values were found with a calendar, not with the program.
with (Path(__file__).parent / "phrases.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = [(row["phrase"], row["relative_to"], row["edtf"]) for row in csv.DictReader(lines)]
FAULTS = {
    "no date": "no date that can be read",
    "several readings": "a date with several readings",
    "needs a source": "a date that depends on its source's",
}
READ = [row for row in ROWS if row[2] not in FAULTS]
REFUSED = [row for row in ROWS if row[2] in FAULTS]


@pytest.mark.parametrize(("phrase", "source", "edtf"), READ)
def test_a_phrase_is_read(phrase: str, source: str, edtf: str) -> None:
    assert parse_printed(phrase, source or None).text == edtf
    if not source:
        assert parse_printed(phrase, "1999").text == edtf
    else:
        with pytest.raises(PhraseError, match="relative_to"):
            parse_printed(phrase)


@pytest.mark.parametrize(("phrase", "source", "fault"), REFUSED)
def test_a_phrase_is_refused(phrase: str, source: str, fault: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_printed(phrase, source or None)
    assert caught.value.problem == FAULTS[fault]
    assert caught.value.found == phrase
    if fault == "several readings":
        assert " or " in str(caught.value.expected)


def test_the_table_names_each_phrase_once() -> None:
    assert len(ROWS) == len({row[:2] for row in ROWS})
    assert len(READ) > 400
    assert len(REFUSED) > 100


def test_readings_are_named_as_far_as_a_reader_will_read() -> None:
    with pytest.raises(PhraseError, match=r"that of 2017 or that of 2018, still to come$"):
        parse_printed("June", "2018-05")
    with pytest.raises(PhraseError, match=r"or that of a later year$"):
        parse_printed("April", "1900/2018")
    with pytest.raises(PhraseError, match=r"expected 2018-04-03 or 2018-03-04$"):
        parse_printed("03/04/2018")
    with pytest.raises(PhraseError, match=r"the winter of 2015-16 or the winter of 2016-17$"):
        parse_printed("winter 2016")


def test_an_error_in_a_part_shows_the_whole_phrase() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_printed("Before about 2009-10")
    assert caught.value.found == "Before about 2009-10"


@pytest.mark.parametrize("text", ["a\nb", "2016\n2017", "2016\t", "x" * 201, 2016, None])
def test_what_is_no_line_of_text_is_refused(text: object) -> None:
    with pytest.raises(PhraseError, match="at most 200 characters"):
        parse_printed(text)  # type: ignore[arg-type]


def test_a_phrase_may_be_so_long_and_no_longer() -> None:
    assert parse_printed("2016".ljust(200)).text == "2016"
    with pytest.raises(PhraseError, match="at most 200 characters"):
        parse_printed("2016".ljust(201))


def test_a_wrong_source_date_is_an_error_of_its_own() -> None:
    with pytest.raises(EDTFError):
        parse_printed("last year", "soon")


# -- fiscal years ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "start", "edtf"),
    [
        ("FY 2017-18", "07-01", "[2017-07..2018-06]"),
        ("FY2017-18", "04-01", "[2017-04..2018-03]"),
        ("FY 2017/18", "10-01", "[2017-10..2018-09]"),
        ("fiscal year 2017-2018", "07-01", "[2017-07..2018-06]"),
        ("the financial year 2017\N{EN DASH}18", "04-06", "[2017-04-06..2018-04-05]"),
        ("2017-18 fiscal year", "07-01", "[2017-07..2018-06]"),
        ("FY 2009-10", "07-01", "[2009-07..2010-06]"),
        ("FY 1999-00", "07-01", "[1999-07..2000-06]"),
        ("FY 2018", "01-01", "2018"),
        ("2016-17", None, "2016/2017"),
        ("before FY 2017-18", "07-01", "[..2018-06]"),
    ],
)
def test_a_fiscal_year_begins_where_it_is_said_to(
    phrase: str, start: str | None, edtf: str
) -> None:
    assert parse_printed(phrase, fiscal_year_start=start).text == edtf


@pytest.mark.parametrize(
    ("phrase", "start", "told"),
    [
        ("FY 2017-18", None, "fiscal_year_start"),
        ("FY 2018", None, "fiscal_year_start"),
        ("FY 2018", "07-01", "2017-07-01 to 2018-06-30 or from 2018-07-01 to 2019-06-30"),
        ("FY 2017-18", "01-01", "within one year"),
        ("FY 2017-19", "07-01", "follow one another"),
        ("2016", "July", "'07-01'"),
        ("2016", "02-29", "'07-01'"),
    ],
)
def test_a_fiscal_year_of_no_stated_start_is_refused(
    phrase: str, start: str | None, told: str
) -> None:
    with pytest.raises(PhraseError, match=told):
        parse_printed(phrase, fiscal_year_start=start)


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("3. März 2014", ["de"]),
        ("mars 2014", ["fr"]),
        ("24 abril 2018", ["es", "pt"]),
        ("весна 2016", ["ru"]),
        ("3. März 2014 oder so", []),
        ("no date", []),
    ],
)
def test_of_a_date_in_another_language_the_language_is_told(phrase: str, codes: list[str]) -> None:
    with pytest.raises(PhraseError, match="no date that can be read") as caught:
        parse_printed(phrase)
    told = " or ".join(f"language={code!r}" for code in codes)
    assert caught.value.expected == told if codes else "language=" not in str(caught.value)
    for code in codes:
        parse_printed(phrase, language=code)


# -- the year beside the phrase ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("24 April", "1990-04-24"),
        ("14 and 15 January", "1990-01-14/1990-01-15"),
        ("end of April", "[1990-04-21..1990-04-30]"),
        ("April or May", "[1990-04,1990-05]"),
        ("Tuesday, 24 April", "1990-04-24"),
        ("24 April 1990", "1990-04-24"),
        ("31 Dec 1990-2 Jan 1991", "1990-12-31/1991-01-02"),
        ("before 1991", "[..1990]"),
        ("24.04.90", "1990-04-24"),
        ("24 April 90", "1990-04-24"),
        ("April '90", "1990-04"),
    ],
)
def test_a_year_beside_the_phrase_takes_the_place_of_one_in_it(phrase: str, edtf: str) -> None:
    assert parse_printed(phrase, year=1990).text == edtf
    assert parse_printed(phrase, "2018", year=1990).text == edtf


@pytest.mark.parametrize(
    ("phrase", "year", "told"),
    [
        ("24 April 1991", 1990, "a date in 1990"),
        ("1991", 1990, "a date in 1990"),
        ("Monday, 24 April", 1990, "no date that can be read"),
        ("29 February", 1990, "no date that can be read"),
        ("December or January", 1990, r"\[1989-12,1990-01\] or \[1990-12,1991-01\]"),
        ("30 December to 2 January", 1990, "1989-12-30/1990-01-02 or 1990-12-30/1991-01-02"),
        ("04/05/90", 1990, "1990-05-04 or 1990-04-05"),
        ("24.04.18", 1990, "a date in 1990"),
        ("24.04.18", None, "1918-04-24 or 2018-04-24"),
        ("3 May 14", None, "1914-05-03 or 2014-05-03"),
        ("03/04/18", None, "03/04/1918 or 03/04/2018"),  # of which each is two days
        ("31.4.18", None, "a date that the calendar has"),
        ("29.2.00", None, "a year of four digits"),  # a day of 2000, and none of 1900
        ("24 April", 0, "1 to 9999"),
        ("24 April", "1990", "1 to 9999"),
    ],
)
def test_a_phrase_that_does_not_fit_the_year_is_refused(
    phrase: str, year: int | None, told: str
) -> None:
    with pytest.raises(PhraseError, match=told):
        parse_printed(phrase, year=year)


@given(st.dates(date(2, 1, 1)))
def test_a_day_and_its_year_are_the_day(day: date) -> None:
    assert parse_printed(f"{day.day} {day:%B}", year=day.year).text == day.isoformat()


@given(st.integers(1000, 9998), st.sampled_from(["en", "fr", "ru"]))
def test_no_year_before_christ_comes_out_of_a_dash(year: int, language: str) -> None:
    for lead in ("", "?", "? ", "~", "%"):
        for dash in "-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}":
            with pytest.raises(PhraseError):
                parse_printed(f"{lead}{dash}{year}", language=language)


@given(st.integers(1000, 9998))
def test_a_slash_between_years_means_the_same_however_they_are_written(year: int) -> None:
    whole = parse_printed(f"{year}/{year + 1}")
    assert whole.text == f"[{year}..{year + 1}]"
    if (year + 1) % 100 > 12:
        assert parse_printed(f"{year}/{(year + 1) % 100:02d}") == whole


# -- every phrase ------------------------------------------------------------------------------


@given(edtf_texts())
def test_edtf_is_read_as_itself_unless_it_may_be_a_range(text: str) -> None:
    try:
        value = parse_printed(text)
    except PhraseError as error:
        assert error.problem == "a date with several readings"
    else:
        slash = re.fullmatch("([0-9]{4})/([0-9]{4})", text)
        in_both = slash is not None and int(slash[2]) == int(slash[1]) + 1
        assert value.text == (f"[{text.replace('/', '..')}]" if in_both else text)


def read(phrase: str, source: DateLike) -> EDTF | None:
    try:
        return parse_printed(phrase, source)
    except PhraseError:
        return None


RELATIVE = sorted({phrase for phrase, source, _ in READ if source})


@pytest.mark.parametrize("phrase", RELATIVE)
@given(first=st.dates(date(2000, 1, 1), date(2030, 1, 1)), days=st.integers(0, 80), at=st.data())
def test_a_vague_source_allows_whatever_a_day_of_it_does(
    phrase: str, first: date, days: int, at: st.DataObject
) -> None:
    vague = read(phrase, f"{first}/{first + timedelta(days=days)}")
    day = first + timedelta(days=at.draw(st.integers(0, days)))
    exact = read(phrase, day)
    if vague is None:
        return
    assert exact is not None
    assert vague.earliest_ordinal <= exact.earliest_ordinal
    assert exact.latest_ordinal <= vague.latest_ordinal


@given(st.sampled_from(READ), st.data())
def test_case_and_blanks_do_not_matter(row: tuple[str, str, str], data: st.DataObject) -> None:
    phrase, source, edtf = row
    cased = phrase
    if phrase != edtf:  # EDTF itself is in capitals
        cased = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in phrase)
    blank = data.draw(st.sampled_from(["  ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"]))
    assert parse_printed(f" {cased.replace(' ', blank)} ", source or None).text == edtf


_WORDS = (
    "about since before in the from to - between and or / 2018 1950s april may 24 last years ago "
    "ten ? (?) c. , . century 19th week early 24-26 this year next tuesday until by 2009-10 q1 ad"
).split()
_PHRASES = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)
)


@given(_PHRASES, st.sampled_from([None, "2018-05~", "2018-05-16"]))
def test_any_text_is_read_or_refused(text: str, source: str | None) -> None:
    try:
        value = parse_printed(text, source)
    except PhraseError as error:
        assert error.found is not None
    else:
        assert parse_edtf(value.text) == value


@given(st.dates(), st.sampled_from("/.-"), st.booleans())
def test_the_caller_may_know_whether_the_day_is_first(day: date, sign: str, is_first: bool) -> None:
    numbers = [f"{day.day}", f"{day.month}"][:: 1 if is_first else -1]
    text = sign.join([*numbers, f"{day.year:04}"])
    assert parse_printed(text, day_first=is_first).text == day.isoformat()
    if day.day > 12:
        with pytest.raises(PhraseError):
            parse_printed(text, day_first=not is_first)
