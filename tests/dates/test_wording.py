"""Dates in words: read back as the same date, or not at all."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import assume, given

from bilateral import EDTF, Moment, Period, Sequence, parse_edtf, parse_printed
from bilateral.dates.wording import in_words, of_occasions, on_some_day
from bilateral.errors import PhraseError
from bilateral.testing import edtfs, moments, periods, sequences

WORDS = {
    "2018-04-24": "24 April 2018",
    "2018-04": "April 2018",
    "2016": "2016",
    "2016?": "perhaps 2016",
    "2018-04~": "about April 2018",
    "2018-04-24%": "perhaps about 24 April 2018",
    "198X": "the 1980s",
    "2018-XX": "some month of 2018",
    "2018-XX-XX": "some day in 2018",
    "2018-04-XX": "some day in April 2018",
    "2016-22": "summer 2016",
    "2016-24": "winter 2016–17",
    "2016-34": "second quarter of 2016",
    "2016-41": "second half of 2016",
    "0476": "476 AD",
    "-0275": "276 BC",
    "2018-04-24/2018-04-25": "24–25 April 2018",
    "2018-04-28/2018-05-03": "28 April – 3 May 2018",
    "2018-12-30/2019-01-02": "from 30 December 2018 to 2 January 2019",
    "2018-04/2018-06": "April–June 2018",
    "1965/1970": "1965–1970",
    "1965~/1970": "from about 1965 to 1970",
    "1966/": "since 1966, end not known",
    "1966/..": "since 1966",
    "/1991": "until 1991",
    "[2016,2018]": "2016 or 2018",
    "[1998..2003]": "between 1998 and 2003",
    "[2018-04-21..2018-04-30]": "between 21 and 30 April 2018",
    "[1954~..1956~]": "between about 1954 and about 1956",
    "[..2003]": "by 2003",
    "[2004..]": "2004 or later",
    "{1968,1970}": "each of 1968 and 1970",
}
NOT_READ = {"{1968,1970}", "../1991", "19XX", "2016-37", "2004-06~-?11", "2018-04-24T10:00:00Z"}
OWN = {"1X8X", "Y17000", "2018-1X", "1950S2", "../..", "2018-04-2X"}


def same(one: EDTF, other: EDTF, kind: type[Moment | Period | Sequence] = Period) -> bool:
    return kind(one).spans == kind(other).spans


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_date_is_printed_in_words_and_read_back(text: str, words: str) -> None:
    date = parse_edtf(text)
    assert date.words() == words
    if text not in NOT_READ:
        assert same(parse_printed(words), date)


@pytest.mark.parametrize("text", sorted(NOT_READ))
def test_words_that_are_not_read_are_refused(text: str) -> None:
    with pytest.raises(PhraseError):
        parse_printed(parse_edtf(text).words())


@pytest.mark.parametrize("text", sorted(OWN))
def test_what_has_no_words_stays_as_it_is(text: str) -> None:
    assert in_words(text) == text


@given(edtfs())
def test_no_date_is_read_back_as_another(date: EDTF) -> None:
    # A date beside itself, one of them marked, is in words the date alone.
    parts = [part for part in re.split(r"[][{},]", re.sub(r"[?~%]", "", date.text)) if part]
    assume(len(set(parts)) == len(parts))
    with suppress(PhraseError):
        assert same(parse_printed(date.words()), date)


@given(moments())
def test_no_moment_is_read_back_as_another(date: Moment) -> None:
    with suppress(PhraseError):
        assert same(parse_printed(date.words()), date.edtf, Moment)


@given(periods())
def test_no_period_is_read_back_as_another(date: Period) -> None:
    with suppress(PhraseError):
        assert same(parse_printed(date.words()), date.edtf)


@given(sequences())
def test_no_sequence_is_read_back_as_another(date: Sequence) -> None:
    with suppress(PhraseError):
        assert same(parse_printed(date.words()), date.edtf, Sequence)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-04", "some day in April 2018"),
        ("2016~", "some day in about 2016"),
        ("198X", "some day in the 1980s"),
        ("2018-04-24", "24 April 2018"),
        ("[2016,2018]", "2016 or 2018"),
    ],
)
def test_a_moment_is_on_some_day(text: str, words: str) -> None:
    assert on_some_day(text) == Moment(text).words() == words
    assert same(parse_printed(words), parse_edtf(text), Moment)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015/2018", "first 2015, last 2018"),
        ("2015/", "first 2015, last not known"),
        ("/2018", "last 2018"),
        ("2015", "2015"),
    ],
)
def test_a_sequence_has_a_first_and_a_last(text: str, words: str) -> None:
    assert of_occasions(text) == Sequence(text).words() == words
