"""Dates with unspecified digits, against the calendar."""

from __future__ import annotations

from calendar import isleap, monthrange
from itertools import pairwise, product

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.digits import DATE, fitting, readings, year_bounds, years
from bilateral.dates.ordinals import ordinal


def filled(pattern: str) -> list[str]:
    choices = ["0123456789" if place == "X" else place for place in pattern]
    return ["".join(digits) for digits in product(*choices)]


def calendar_days(text: str) -> set[int]:
    """Every day that a pattern allows, by filling in all digits."""
    parts = text.split("-")
    found = set()
    for year in map(int, filled(parts[0])):
        if len(parts) == 1:
            found |= {ordinal(year) + n for n in range(366 if isleap(year) else 365)}
            continue
        for month in map(int, filled(parts[1])):
            if not 1 <= month <= 12:
                continue
            last = 29 if month == 2 and isleap(year) else monthrange(2001, month)[1]
            days = range(1, last + 1) if len(parts) == 2 else map(int, filled(parts[2]))
            found |= {ordinal(year, month, d) for d in days if 1 <= d <= last}
    return found


patterns = st.builds(
    lambda year, month, day, length: "-".join([year, month, day][:length]),
    st.sampled_from(["2016", "2015", "201X", "20X6", "19X0", "2X00", "0000"]),
    st.sampled_from(["02", "1X", "0X", "X1", "XX", "12"]),
    st.sampled_from(["29", "XX", "X5", "3X", "2X", "01", "31", "X0"]),
    st.integers(1, 3),
)


@given(patterns)
def test_readings_are_all_days_that_fit_in_order_and_apart(text: str) -> None:
    found = list(readings(text))
    days = {day for first, last in found for day in range(first, last + 1)}
    assert days == calendar_days(text)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))


def test_the_readings_of_a_division_are_its_months() -> None:
    assert list(readings("2016-21")) == [(ordinal(2016, 3, 1), ordinal(2016, 5, 31))]
    assert next(readings("201X-24")) == (ordinal(2010, 12, 1), ordinal(2011, 2, 28))
    assert len(list(readings("201X-24"))) == 10


def test_the_readings_before_the_common_era_are_in_order() -> None:
    found = list(readings("-000X-01-01"))
    assert found == [(ordinal(-year, 1, 1),) * 2 for year in range(9, 0, -1)]
    assert list(readings("Y20000")) == []


@pytest.mark.parametrize("most", [12, 31])
def test_numbers_fit_two_digits(most: int) -> None:
    for tens, ones in product("0123X", "0123456789X"):
        expected = [n for n in range(1, most + 1) if f"{n:02d}" in filled(tens + ones)]
        assert list(fitting(tens + ones, most)) == expected


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("pattern", ["2016", "201X", "2X1X", "X000", "000X"])
def test_years_fit_a_pattern_up_and_down(sign: str, pattern: str) -> None:
    expected = sorted(
        int(f"{sign}{year}") for year in filled(pattern) if not (sign and int(year) == 0)
    )
    assert list(years(sign, pattern)) == expected
    assert list(years(sign, pattern, down=True)) == expected[::-1]
    assert year_bounds(sign, pattern) == (ordinal(expected[0]), ordinal(expected[-1] + 1) - 1)


def test_a_date_has_three_parts_and_marks_about_them() -> None:
    match = DATE.fullmatch("?2016-~04-24%")
    assert match is not None
    assert match.group(1, 3, 5, 6, 9, 10) == ("?", "2016", "~", "04", "24", "%")
