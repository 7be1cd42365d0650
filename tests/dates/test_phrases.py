"""Dates as people print them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bilateral import EDTF, parse_edtf, parse_printed
from bilateral.dates import DateLike
from bilateral.errors import EDTFError, PhraseError
from bilateral.testing import edtf_texts

ABSOLUTE = {
    "2016": "2016",
    "in 2016": "2016",
    "2016-04-24?": "2016-04-24?",
    "April 2018": "2018-04",
    "April\N{NO-BREAK SPACE}2018": "2018-04",
    "April  2018.": "2018-04",
    "April 2018?": "2018-04?",
    "in April 2018": "2018-04",
    "Sept. 2017": "2017-09",
    "April 24, 2018": "2018-04-24",
    "24 April 2018": "2018-04-24",
    "24th of April, 2018": "2018-04-24",
    "Apr. 24, 2018": "2018-04-24",
    "Tuesday, April 24, 2018": "2018-04-24",
    "Tues. 24 April 2018": "2018-04-24",
    "on 2018-04-24": "2018-04-24",
    "24-26 April 2018": "2018-04-24/2018-04-26",
    "April 24\N{EN DASH}26, 2018": "2018-04-24/2018-04-26",
    "30 April - 2 May 2018": "2018-04-30/2018-05-02",
    "April 30 - May 2, 2018": "2018-04-30/2018-05-02",
    "from 24 to 26 April 2018": "2018-04-24/2018-04-26",
    "30 December 2017 - 2 January 2018": "2017-12-30/2018-01-02",
    "April\N{EN DASH}June 2018": "2018-04/2018-06",
    "from about 1965 to the 1970s": "1965~/197X",
    "1968-69": "1968/1969",
    "1968-1969": "1968/1969",
    "from 1965 to 1970": "1965/1970",
    "between 1965 and 1970": "1965/1970",
    "2018-04": "2018-04",
    "1950-21": "1950-21",
    "1914-18": "1914/1918",
    "the 1950s": "195X",
    "the 1950\N{RIGHT SINGLE QUOTATION MARK}s": "195X",
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
    "2nd quarter of 2018": "2018-34",
    "second half of 2018": "2018-41",
    "around 2016": "2016~",
    "c. 2016": "2016~",
    "ca 2016": "2016~",
    "possibly 2016": "2016?",
    "possibly about April 2016": "2016-04%",
    "before 1991": "../1990",
    "before April 2018": "../2018-03",
    "before about 1991": "../1990~",
    "before 2004?-06-11": "../2004-06-10?",
    "before ~2004-06": "../2004-05~",
    "until 1991": "../1991",
    "since 2003": "2003/..",
    "after 2003": "2004/..",
    "after April 24, 2018": "2018-04-25/..",
    "the nineteenth century": "1801/1900",
    "20th century": "1901/2000",
    "twenty-first century": "2001/2100",
    "9th century": "0801/0900",
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
    "today": "[2018-05-01~..2018-05-31~]",
    "last week": "[2018-04-18~..2018-05-30~]",
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
SEVERAL = [
    "2009-10",
    "2018-21",
    "2001-12",
    "04/05/2018",
    "the 1900s",
    "early 2000s",
    "since 2003-04",
]
# Phrases and dates of sources: the mark of doubt goes on where it may matter, and is never lost.
MARKS = {
    ("last year", "2018-05~"): "2017",
    ("last year", "2018~"): "2017~",
    ("last year", "2018-01~"): "2017~",
    ("last year", "2018-12-31?"): "2017?",
    ("last year", "2018?-05"): "2017?",
    ("last year", "~2018-05"): "2017~",
    ("this April", "2018~"): "2018-04~",
    ("April", "2018?-05"): "2018-04?",
    ("April 24", "2018?-05"): "2018-04-24?",
    ("end of April", "2018?-05"): "2018-04-21?/2018-04-30?",
    ("last month", "2018-?05"): "2018-04?",
    ("yesterday", "2018-05-01?"): "2018-04-30?",
    ("ten years ago", "2018?"): "2008%",
    ("later this year", "2018-05-16?"): "2018-05-16?/2018-12-31",
    ("earlier this year", "2018-05-16"): "2018-01/2018-05-16",
    ("over the last ten years", "[2018-04,2018-06~]"): "2008~/2018~",
    ("over the last ten years", "2018-05-16T12:00:00Z"): "2008~/2018-05-16",
}
# Phrases that a vague source leaves open: every reading is in the result.
OPEN = {
    ("last year", "2017/2018"): "[2016..2017]",
    ("this April", "2017/2018"): "[2017-04,2018-04]",
    ("last April", "2018-03/2018-05"): "[2017-04,2018-04]",
    ("next April", "2018-03/2018-05"): "[2018-04,2019-04]",
    ("last April", "2018-04"): "2017-04",
    ("next April", "2018-04"): "2019-04",
    ("later this year", "2017/2018"): "2017-01/2018-12",
    ("ten years ago", "2017/2018"): "[2007~..2008~]",
    ("today", "2018-05"): "[2018-05-01..2018-05-31]",
    ("last week", "2018-05-16"): "[2018-05-03..2018-05-15]",
    ("over the last ten years", "2018-04/2018-06"): "2008~/2018",
}


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


@pytest.mark.parametrize(("asked", "edtf"), [*MARKS.items(), *OPEN.items()])
def test_the_doubt_of_a_source_is_in_the_result(asked: tuple[str, str], edtf: str) -> None:
    assert parse_printed(*asked).text == edtf


@pytest.mark.parametrize("phrase", ["over the last ten years", "end of this April"])
def test_a_range_needs_a_source_within_one_year(phrase: str) -> None:
    with pytest.raises(PhraseError, match="within one year"):
        parse_printed(phrase, "2017/2018")


def test_readings_are_named_as_far_as_a_reader_will_read() -> None:
    with pytest.raises(PhraseError, match=r"2016 or that of 2017 or that of 2018$"):
        parse_printed("April", "2017/2018")
    with pytest.raises(PhraseError, match=r"or that of a later year$"):
        parse_printed("April", "1900/2018")


def test_an_error_in_a_part_shows_the_whole_phrase() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_printed("Before about 2009-10")
    assert caught.value.found == "Before about 2009-10"


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


def read(phrase: str, source: DateLike) -> EDTF | None:
    try:
        return parse_printed(phrase, source)
    except PhraseError:
        return None


@pytest.mark.parametrize(
    "phrase",
    [f"{which} {unit}" for which in ("last", "this", "next") for unit in ("year", "month", "April")]
    + [
        "last week",
        "next week",
        "today",
        "yesterday",
        "tomorrow",
        "later this year",
        "3 years ago",
    ],
)
@given(first=st.dates(date(2000, 1, 1), date(2030, 1, 1)), days=st.integers(0, 500), at=st.data())
def test_a_vague_source_allows_whatever_a_day_of_it_does(
    phrase: str, first: date, days: int, at: st.DataObject
) -> None:
    vague = read(phrase, f"{first}/{first + timedelta(days=days)}")
    day = first + timedelta(days=at.draw(st.integers(0, days)))
    exact = read(phrase, day)
    assert vague is not None
    assert exact is not None
    assert vague.earliest_ordinal <= exact.earliest_ordinal
    assert exact.latest_ordinal <= vague.latest_ordinal


@given(st.sampled_from(sorted(ABSOLUTE | AGAINST_MAY_2018)), st.data())
def test_case_and_blanks_do_not_matter(phrase: str, data: st.DataObject) -> None:
    cased = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in phrase)
    blank = data.draw(st.sampled_from(["  ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"]))
    assert parse_printed(cased.replace(" ", blank), "2018-05~") == parse_printed(phrase, "2018-05~")


_WORDS = (
    "about since before in the from to - between and 2018 1950s april may 24 last years ago ten "
    "? (?) c. , . century 19th week early 24-26 this year"
).split()
_PHRASES = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)
)


@given(_PHRASES, st.sampled_from([None, "2018-05~"]))
def test_any_text_is_read_or_refused(text: str, source: str | None) -> None:
    try:
        value = parse_printed(text, source)
    except PhraseError as error:
        assert error.found is not None
    else:
        assert parse_edtf(value.text) == value


# -- words, each against the calendar or the count of them -------------------------------------


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_read_in_every_order_with_month_and_weekday_whole_or_short(day: date) -> None:
    month, weekday = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    for shown in (month, month[:3], f"{month[:3]}."):
        for text in (
            f"{day.day} {shown} {day.year}",
            f"{shown} {day.day}, {day.year}",
            f"{weekday}, {day.day} {shown} {day.year}",
            f"{weekday[:3]}. {shown} {day.day}, {day.year}",
        ):
            assert parse_printed(text).text == day.isoformat(), text
    assert parse_printed(f"{month} {day.year}").text == day.isoformat()[:7]
    for wrong in set(calendar.day_name) - {weekday}:
        with pytest.raises(PhraseError):
            parse_printed(f"{wrong}, {day.day} {month} {day.year}")


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)))
def test_days_are_counted_from_a_day(day: date) -> None:
    for phrase, first, last in (
        ("yesterday", -1, -1),
        ("today", 0, 0),
        ("tomorrow", 1, 1),
        ("last week", -13, -1),
        ("next week", 1, 13),
    ):
        found = parse_printed(phrase, relative_to=day)
        assert found.earliest == day + timedelta(days=first), phrase
        assert found.latest == day + timedelta(days=last), phrase


NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()


@pytest.mark.parametrize(("number", "word"), list(enumerate(NUMBERS, 1)))
def test_years_ago_are_counted_in_words_and_in_digits(number: int, word: str) -> None:
    unit = "year" if number == 1 else "years"
    found = parse_printed(f"{word} {unit} ago", relative_to="2018")
    assert found == parse_printed(f"{number} {unit} ago", relative_to="2018")
    assert found.bounds == (f"{2018 - number}-01-01", f"{2018 - number}-12-31")


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        ("spring", "03-01", "05-31"),
        ("summer", "06-01", "08-31"),
        ("autumn", "09-01", "11-30"),
        ("fall", "09-01", "11-30"),
    ],
)
def test_a_season_is_three_months_of_its_year(season: str, first: str, last: str) -> None:
    assert parse_printed(f"{season} 2016").bounds == (f"2016-{first}", f"2016-{last}")


@pytest.mark.parametrize(
    ("quarter", "words"),
    [
        (1, ("first", "1st")),
        (2, ("second", "2nd")),
        (3, ("third", "3rd")),
        (4, ("fourth", "4th")),
    ],
)
def test_a_quarter_is_three_months_of_its_year(quarter: int, words: tuple[str, ...]) -> None:
    last = calendar.monthrange(2016, 3 * quarter)[1]
    bounds = (f"2016-{3 * quarter - 2:02d}-01", f"2016-{3 * quarter:02d}-{last}")
    for word in words:
        assert parse_printed(f"{word} quarter of 2016").bounds == bounds


CENTURIES = ("fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first").split()


@pytest.mark.parametrize(
    ("number", "word"),
    list(enumerate(CENTURIES, 15)),
)
def test_a_century_ends_with_the_year_of_its_number(number: int, word: str) -> None:
    bounds = (f"{100 * number - 99}-01-01", f"{100 * number}-12-31")
    assert parse_printed(f"the {word} century").bounds == bounds


def test_a_phrase_may_be_so_long_and_no_longer() -> None:
    assert parse_printed("2016".ljust(200)).text == "2016"
    with pytest.raises(PhraseError, match="at most 200 characters"):
        parse_printed("2016".ljust(201))
