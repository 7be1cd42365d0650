"""Printed dates that depend on the source's own, counted day by day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bilateral import EDTF, parse_edtf, parse_printed
from bilateral.dates import Shape
from bilateral.errors import PhraseError

SOURCES = st.dates(date(1000, 1, 1), date(9000, 1, 1))


def members(value: EDTF) -> set[date | None]:
    return {part.earliest for part in value.parts or (value,)}


@given(SOURCES)
def test_days_are_counted_from_a_day(day: date) -> None:
    for phrase, first, last in (
        ("the day before yesterday", -2, -2),
        ("yesterday", -1, -1),
        ("today", 0, 0),
        ("tomorrow", 1, 1),
        ("the day after tomorrow", 2, 2),
        ("last week", -13, -1),
        ("this week", -6, 6),
        ("next week", 1, 13),
        ("3 days ago", -3, -3),
        ("two weeks ago", -20, -8),
        ("two weeks from now", 8, 20),
    ):
        found = parse_printed(phrase, relative_to=day)
        assert found.earliest == day + timedelta(days=first), phrase
        assert found.latest == day + timedelta(days=last), phrase


@given(SOURCES, st.integers(0, 6))
def test_a_weekday_is_one_that_the_calendar_has_near_the_source(day: date, weekday: int) -> None:
    name = calendar.day_name[weekday]
    near = [day + timedelta(days=n) for n in range(-14, 15)]
    days = {found for found in near if found.weekday() == weekday}
    before = max(found for found in days if found < day)
    after = min(found for found in days if found > day)
    week = timedelta(days=7)
    assert members(parse_printed(f"past {name}", day)) == {before}
    assert members(parse_printed(f"this coming {name}", day)) == {after}
    alone = {day} if day in days else {before, after}
    assert members(parse_printed(f"on {name}", day)) == alone
    # Whatever day weeks begin on, the nearest and that of the neighbouring week are meant.
    starts = [6, 7, 1]  # Saturday, Sunday and Monday, as isocalendar counts
    for which, nearest, shift in (("last", before, -week), ("next", after, week)):
        found = members(parse_printed(f"{which} {name}", day))
        assert nearest in found
        assert found <= {nearest, nearest + shift}
        weeks = set()
        for start in starts:
            begin = day
            while begin.isoweekday() != start:
                begin -= timedelta(days=1)
            weeks.add(next(d for n in range(7) if (d := begin + shift + timedelta(days=n)) in days))
        assert found == {nearest, *weeks}


@given(SOURCES)
def test_a_third_of_a_neighbouring_month_is_that_of_the_month(day: date) -> None:
    month = day.year * 12 + day.month - 1
    for which, shift in (("last", -1), ("this", 0), ("next", 1)):
        year, index = divmod(month + shift, 12)
        name = f"{calendar.month_name[index + 1]} {year}"
        for part in ("early", "mid-", "late", "the beginning of", "the end of"):
            space = "" if part.endswith("-") else " "
            named = parse_printed(f"{part}{space}{name}")
            assert parse_printed(f"{part}{space}{which} month", day) == named
            assert parse_printed(f"{part}{space}{which} year", day) == parse_printed(
                f"{part}{space}{day.year + shift}"
            )


@given(SOURCES)
def test_later_and_earlier_are_what_is_left_and_over(day: date) -> None:
    last = calendar.monthrange(day.year, day.month)[1]
    for unit, first_day, last_day in (
        ("year", date(day.year, 1, 1), date(day.year, 12, 31)),
        ("month", day.replace(day=1), day.replace(day=last)),
    ):
        later = parse_printed(f"later this {unit}", day)
        earlier = parse_printed(f"earlier this {unit}", day)
        assert (later.earliest, later.latest) == (day, last_day)
        assert (earlier.earliest, earlier.latest) == (first_day, day)
        assert Shape.INTERVAL not in {later.shape, earlier.shape}


@given(SOURCES, st.integers(1, 99))
def test_over_some_years_something_lasts_and_in_them_it_lies(day: date, years: int) -> None:
    over = parse_printed(f"over the last {years} years", day)
    assert over.text == f"{day.year - years:04d}~/{day}"
    within = parse_printed(f"in the last {years} years", day)
    assert within.shape is Shape.ONE_OF
    assert within.text == f"[{day.year - years:04d}-{day:%m}~..{day:%Y-%m}]"
    ahead = parse_printed(f"within the next {years} years", day)
    assert ahead.text == f"[{day:%Y-%m}..{day.year + years:04d}-{day:%m}~]"


def test_a_range_needs_a_source_within_one_year() -> None:
    with pytest.raises(PhraseError, match="within one year"):
        parse_printed("over the last ten years", "2017/2018")


def test_a_weekday_of_a_very_vague_source_is_refused() -> None:
    with pytest.raises(PhraseError, match="at most a year"):
        parse_printed("last Tuesday", "2000/2018")
    found = parse_printed("last Tuesday", "2018")
    assert found == parse_edtf("[2017-12-26..2018-12-25]")


@pytest.mark.parametrize("phrase", ["in the last year", "the next month", "in the last decade"])
def test_the_last_year_is_not_last_year(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse_printed(phrase, "2018-05-16")
