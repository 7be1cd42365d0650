"""The words of printed dates, each against the calendar or the count of them."""

from __future__ import annotations

import calendar
import re

import pytest

from bilateral import parse_printed
from bilateral.dates import words
from bilateral.dates.words import count_of, day_of, is_printed, month_of, normal, nth_of, thirds_of


def matched(pattern: str, text: str) -> re.Match[str]:
    match = re.fullmatch(pattern, text)
    assert match is not None
    return match


def test_months_and_weekdays_are_those_of_the_calendar() -> None:
    assert [name.title() for name in words.MONTHS] == list(calendar.month_name)[1:]
    assert [name.title() for name in words.WEEKDAYS] == list(calendar.day_name)
    for number, name in enumerate(words.MONTHS, 1):
        for shown in (name, name[:3], f"{name[:3]}."):
            assert month_of(matched(words.MONTH, shown)) == number
    assert month_of(matched(words.MONTH, "sept.")) == 9


DAYS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


@pytest.mark.parametrize(("number", "word"), list(enumerate(DAYS, 1)))
def test_days_are_counted_in_words_and_in_digits(number: int, word: str) -> None:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    for shown in (word, str(number), f"{number}{ending}"):
        assert day_of(matched(words.DAY, shown)) == number
        assert parse_printed(f"{shown} of March 2018").text == f"2018-03-{number:02d}"


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


def test_a_count_that_is_left_out_is_one() -> None:
    assert count_of(matched("(?P<count>) ?past year", "past year")) == 1
    assert count_of(matched(f"{words.COUNT} year", "a year")) == 1


def test_four_ordinals_count_quarters() -> None:
    for shown, number in (("first", 1), ("2nd", 2), ("third", 3), ("4th", 4)):
        assert nth_of(matched(words.NTH, shown)) == number


@pytest.mark.parametrize(
    ("part", "thirds"),
    [
        ("early", (0, 0)),
        ("beginning of", (0, 0)),
        ("start of", (0, 0)),
        ("early-to-mid", (0, 1)),
        ("mid", (1, 1)),
        ("middle of", (1, 1)),
        ("mid to late", (1, 2)),
        ("late", (2, 2)),
        ("end of", (2, 2)),
        ("end", (2, 2)),
    ],
)
def test_parts_are_thirds(part: str, thirds: tuple[int, int]) -> None:
    assert thirds_of(matched(f"{words.PART}2016", f"{part} 2016")) == thirds


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("in the 1950\N{RIGHT SINGLE QUOTATION MARK}s.", "1950's"),
        ("On  Tuesday,", "tuesday"),
        ("April 24\N{EN DASH}26", "april 24-26"),
        ("some time in 2016", "2016"),
        ("some day", "some day"),
        ("the last year", "the last year"),
        ("in the next month", "the next month"),
        ("2016/..", "2016/.."),
        ("during the late 1950s", "late 1950s"),
    ],
)
def test_a_phrase_has_one_normal_form(text: str, phrase: str) -> None:
    assert normal(text) == phrase
    assert normal(phrase) == phrase


def test_print_has_blanks_of_every_width_and_no_controls() -> None:
    assert is_printed("\N{NARROW NO-BREAK SPACE}")
    assert not is_printed("\t")
