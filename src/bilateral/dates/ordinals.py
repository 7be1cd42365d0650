"""Days as whole numbers, in the proleptic Gregorian calendar of any year.

A day is counted as :meth:`datetime.date.toordinal` counts it (1 January of year 1 is 1), and
the count goes on below and above the years that Python's calendar holds. Minus and plus
infinity stand for "no bound".
"""

from __future__ import annotations

from datetime import date
from math import inf

__all__ = [
    "MONTH_DAYS",
    "day_text",
    "days_in_month",
    "is_leap",
    "month_bounds",
    "ordinal",
    "split_day",
    "year_of",
]

MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097


def is_leap(year: int) -> bool:
    """Whether a year, counted astronomically (year 0 is 1 BC), has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month, 1 to 12."""
    return 29 if month == 2 and is_leap(year) else MONTH_DAYS[month]


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """Ordinal of a day that is known to exist."""
    past = year - 1
    before = past * 365 + past // 4 - past // 100 + past // 400
    return before + _BEFORE_MONTH[month] + (1 if month > 2 and is_leap(year) else 0) + day


def month_bounds(first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int]:
    """First day of one (year, month) and last day of another, as ordinals."""
    return ordinal(*first), ordinal(*last) + days_in_month(*last) - 1


def day_text(bound: float) -> str:
    """A bound as ISO 8601 prints it, ``..`` if there is none.

    Example:
        >>> day_text(ordinal(-999)), day_text(float("inf"))
        ('-0999-01-01', '..')
    """
    if bound in (-inf, inf):
        return ".."
    year, day = split_day(bound)
    sign = "-" if year < 0 else ""
    prefix = "Y" if abs(year) > 9999 else ""
    return f"{prefix}{sign}{abs(year):04d}-{day.month:02d}-{day.day:02d}"


def year_of(bound: float) -> int:
    """The year of a day, which must not be infinite.

    Example:
        >>> year_of(ordinal(-1, 12, 31))
        -1
    """
    return split_day(bound)[0]


def split_day(bound: float) -> tuple[int, date]:
    """The year of a day, and the same day in the first cycle of 400 years."""
    shift = (int(bound) - 1) // _CYCLE_DAYS
    day = date.fromordinal(int(bound) - shift * _CYCLE_DAYS)
    return day.year + shift * _CYCLE_YEARS, day
