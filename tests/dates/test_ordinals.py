"""Days as whole numbers, against the calendar of Python and its cycle of 400 years."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.ordinals import (
    day_text,
    days_in_month,
    is_leap,
    month_bounds,
    ordinal,
    year_of,
)

CYCLE = date(2401, 1, 1) - date(2001, 1, 1)


@given(st.dates())
def test_a_day_of_the_calendar_is_counted_printed_and_dated_as_python_does(day: date) -> None:
    assert ordinal(day.year, day.month, day.day) == day.toordinal()
    assert day_text(day.toordinal()) == day.isoformat()
    assert year_of(day.toordinal()) == day.year


def test_every_month_of_a_cycle_is_as_long_as_in_the_calendar() -> None:
    for year in range(1, 801):
        assert is_leap(year) is calendar.isleap(year)
        for month in range(1, 13):
            assert days_in_month(year, month) == calendar.monthrange(year, month)[1]
            assert ordinal(year, month) == date(year, month, 1).toordinal()


@given(st.dates(max_value=date(9500, 12, 31)), st.integers(-10_000, 10_000))
def test_all_repeats_after_a_cycle_in_years_that_python_does_not_have(
    day: date, cycles: int
) -> None:
    year = day.year + 400 * cycles
    number = ordinal(year, day.month, day.day)
    assert number == day.toordinal() + cycles * CYCLE.days
    assert is_leap(year) is is_leap(day.year)
    assert days_in_month(year, day.month) == days_in_month(day.year, day.month)
    assert year_of(number) == year
    assert day_text(number).endswith(day.strftime("-%m-%d"))


@given(st.integers(-12_000, 12_000), st.integers(1, 12))
def test_months_follow_each_other_without_a_gap(year: int, month: int) -> None:
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    first, last = month_bounds((year, month), (year, month))
    assert first == ordinal(year, month, 1)
    assert last + 1 == ordinal(*following)
    assert month_bounds((year, month), following) == (first, month_bounds(following, following)[1])


def test_the_days_of_a_year_are_january_first_unless_said() -> None:
    assert ordinal(2016) == ordinal(2016, 1) == date(2016, 1, 1).toordinal()
    assert ordinal(2016, 3) - ordinal(2015, 3) == 366
    assert ordinal(2017, 2) - ordinal(2016, 2) == 366


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (1, "0001-01-01"),
        (0, "0000-01-01"),
        (-1, "-0001-01-01"),
        (-9999, "-9999-01-01"),
        (-10_000, "Y-10000-01-01"),
        (9999, "9999-01-01"),
        (10_000, "Y10000-01-01"),
    ],
)
def test_a_year_is_printed_with_four_digits_or_the_mark_of_a_long_one(year: int, text: str) -> None:
    assert day_text(ordinal(year)) == text
    assert year_of(ordinal(year)) == year_of(ordinal(year + 1) - 1) == year


@pytest.mark.parametrize("bound", [inf, -inf])
def test_no_bound_is_printed_as_open(bound: float) -> None:
    assert day_text(bound) == ".."


def test_days_given_as_floating_numbers_are_days() -> None:
    day = date(2018, 4, 24)
    assert day_text(float(day.toordinal())) == "2018-04-24"
    assert year_of(float((day + timedelta(days=365)).toordinal())) == 2019
