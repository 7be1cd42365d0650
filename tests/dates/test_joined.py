"""Printed dates made of others: two days joined in every way, one side, no year."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, strategies as st

from bilateral import EDTF, parse_printed
from bilateral.dates import Shape
from bilateral.errors import PhraseError

DAYS = st.dates(date(1000, 1, 2), date(9999, 12, 30))
TO = ["-", " - ", "\N{EN DASH}", " \N{EM DASH} ", " to ", " until ", " through "]


def day_month(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]}"


def month_day(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}"


def pairs(first: date, last: date) -> list[tuple[str, str]]:
    """Two days in words, with what they share left out of one; both end with the year."""
    weekdays = [calendar.day_name[day.weekday()] for day in (first, last)]
    found = [
        (f"{day_month(first)} {first.year}", f"{day_month(last)} {last.year}"),
        (f"{month_day(first)}, {first.year}", f"{month_day(last)}, {last.year}"),
        (f"{first:%d.%m}.{first.year}", f"{last:%d.%m}.{last.year}"),
    ]
    if any(day.day <= 12 and day.day != day.month for day in (first, last)):
        found.pop()
    if first.year == last.year:
        found += [
            (day_month(first), f"{day_month(last)} {last.year}"),
            (month_day(first), f"{month_day(last)}, {last.year}"),
            (f"{weekdays[0]} {day_month(first)}", f"{weekdays[1]}, {day_month(last)} {last.year}"),
            (f"{weekdays[0]}, {month_day(first)}", f"{weekdays[1]}, {month_day(last)} {last.year}"),
        ]
        if first.month == last.month:
            found += [
                (f"{first.day}", f"{day_month(last)} {last.year}"),
                (month_day(first), f"{last.day}, {last.year}"),
                (f"{weekdays[0]} {first.day}", f"{weekdays[1]} {day_month(last)} {last.year}"),
            ]
    return found


def outer_days(value: EDTF) -> tuple[date | None, date | None]:
    return value.earliest, value.latest


@given(DAYS, st.integers(1, 400), st.sampled_from(TO))
def test_from_one_day_to_another_something_lasts(first: date, days: int, joint: str) -> None:
    last = first + timedelta(days=min(days, (date(9999, 12, 31) - first).days))
    for one, other in pairs(first, last):
        for phrase in (f"{one}{joint}{other}", f"from {one}{joint}{other}"):
            assert parse_printed(phrase).text == f"{first}/{last}", phrase
        with pytest.raises(PhraseError):
            parse_printed(f"between {one}{joint}{other}")


@given(DAYS, st.integers(1, 400))
def test_what_is_between_two_days_lies_within(first: date, days: int) -> None:
    last = first + timedelta(days=min(days, (date(9999, 12, 31) - first).days))
    for one, other in pairs(first, last):
        found = parse_printed(f"between {one} and {other}")
        assert found.text == f"[{first}..{last}]"
        assert parse_printed(f"{one}/{other}").text == found.text
        assert parse_printed(f"{one} or {other}").text == f"[{first},{last}]"
        both = parse_printed(f"{one} and {other}")
        assert outer_days(both) == (first, last)
        assert both.shape is (Shape.INTERVAL if days == 1 else Shape.ALL_OF)


@given(DAYS, st.integers(1, 400), st.sampled_from([*TO, " and "]))
def test_days_in_the_wrong_order_are_refused(first: date, days: int, joint: str) -> None:
    last = first + timedelta(days=min(days, (date(9999, 12, 31) - first).days))
    for one, other in pairs(first, last):
        # With the year at the end alone, the days must still come one after the other.
        swapped = f"{other}{joint}{one}"
        if one[-4:].isdecimal():
            with pytest.raises(PhraseError):
                parse_printed(swapped)
    if first.month == last.month and first.year == last.year:
        with pytest.raises(PhraseError):
            parse_printed(f"{last.day}{joint}{day_month(first)} {first.year}")


@given(DAYS)
def test_before_and_after_part_all_days(day: date) -> None:
    month = calendar.month_name[day.month]
    for shown in (f"{day_month(day)} {day.year}", f"{month} {day.year}", f"{day.year}"):
        itself = parse_printed(shown)
        before, after = parse_printed(f"before {shown}"), parse_printed(f"after {shown}")
        assert before.latest_ordinal + 1 == itself.earliest_ordinal
        assert itself.latest_ordinal + 1 == after.earliest_ordinal
        assert parse_printed(f"prior to {shown}") == before
        by, later = parse_printed(f"by {shown}"), parse_printed(f"{shown} or later")
        assert by.latest_ordinal == itself.latest_ordinal
        assert later.earliest_ordinal == itself.earliest_ordinal
        assert parse_printed(f"no later than {shown}") == by
        assert parse_printed(f"not before {shown}") == later
        assert {value.shape for value in (before, after, by, later)} == {Shape.ONE_OF}
        assert parse_printed(f"from {shown}").text == f"{itself}/"
        assert parse_printed(f"until {shown}").text == f"/{itself}"
        for phrase in (f"since {shown}", f"{shown}-present", f"from {shown} onwards"):
            assert parse_printed(phrase).text == f"{itself}/.."


def test_a_hedge_is_of_what_it_stands_before() -> None:
    assert parse_printed("from about 1965 to 1970").text == "1965~/1970"
    assert parse_printed("between c. 1965 and c. 1970").text == "[1965~..1970~]"
    for phrase in ("about 1965 to 1970", "circa 24-26 April 2018", "1965-1970?"):
        with pytest.raises(PhraseError):
            parse_printed(phrase)


@pytest.mark.parametrize("phrase", ["from April to 2018", "April or c. 2018", "1955 - April 9"])
def test_a_year_is_not_lent_to_a_date_that_may_have_another(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse_printed(phrase, "2018-05-16")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-31, 92), st.integers(0, 9))
def test_days_without_a_year_are_the_near_ones(day: date, behind: int, length: int) -> None:
    assume((day.month, day.day) != (2, 29))
    source, last = day + timedelta(days=behind), day + timedelta(days=length)
    assume((last.month, last.day) != (2, 29))
    weekday = calendar.day_name[day.weekday()]
    for phrase in (day_month(day), month_day(day), f"{weekday}, {day_month(day)}"):
        assert parse_printed(phrase, source).text == day.isoformat(), phrase
    if length and day.year == last.year:
        for one, other in pairs(day, last)[-3:]:
            phrase = f"{one}-{other.removesuffix(f' {day.year}').removesuffix(',')}"
            if str(day.year) not in phrase:
                assert parse_printed(phrase, source).text == f"{day}/{last}", phrase


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_without_a_year_is_never_far_from_its_source(day: date, source: date) -> None:
    try:
        found = parse_printed(day_month(day), source)
    except PhraseError:
        return
    read = date.fromordinal(int(found.earliest_ordinal))
    assert (read.month, read.day) == (day.month, day.day)
    assert -31 <= (source - read).days < 365
    # No other year has one that is nearer by far.
    assert (source - read).days <= 92 or read.year == source.year


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_a_month_without_a_year_lies_behind_its_source(source: date, month: int) -> None:
    try:
        found = parse_printed(calendar.month_name[month], source)
    except PhraseError as error:
        assert error.problem == "a date with several readings"
    else:
        assert 0 < source.toordinal() - found.latest_ordinal < 365 - 92


@given(st.integers(1900, 2100), st.integers(1, 31), st.integers(0, 30), st.integers(-20, 80))
def test_a_choice_across_new_year_is_of_two_years(
    year: int, before: int, behind: int, later: int
) -> None:
    new_year = date(year, 1, 1)
    first, last = new_year - timedelta(days=before), new_year + timedelta(days=behind)
    source = last + timedelta(days=later)
    assume((first - source).days <= 31 and (last - source).days <= 31)
    for name in (day_month, month_day):
        choice = parse_printed(f"{name(first)} or {name(last)}", source)
        assert choice.text == f"[{first},{last}]"
        between = parse_printed(f"between {name(first)} and {name(last)}", source)
        assert outer_days(between) == outer_days(choice)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_a_month_before_which_something_is_may_be_to_come(source: date, month: int) -> None:
    name = calendar.month_name[month]
    for phrase in (f"by {name}", f"until {name}", f"before {name}", f"by the end of {name}"):
        with pytest.raises(PhraseError, match=" or "):
            parse_printed(phrase, source)
        if not phrase.startswith("before"):
            of_year = parse_printed(phrase, source, year=2018)
            assert of_year.latest == date(2018, month, calendar.monthrange(2018, month)[1])


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_a_day_before_which_something_is_is_near_its_source(source: date, ahead: int) -> None:
    day = source + timedelta(days=ahead)
    assume((day.month, day.day) != (2, 29))
    phrase = f"by {day_month(day)}"
    if abs(ahead) <= 31:
        assert parse_printed(phrase, source).text == f"[..{day}]"
    elif 31 < abs(ahead) < 334:
        with pytest.raises(PhraseError):
            parse_printed(phrase, source)


def test_a_stated_year_needs_no_source_of_known_bounds() -> None:
    for phrase in ("before 1991", "by April 1991", "until the 1950s", "by 44 BC", "by AD 12"):
        assert parse_printed(phrase, "2018/..") == parse_printed(phrase)
