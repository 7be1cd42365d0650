"""Dates with unspecified digits: every day that ``2016-XX-15`` or ``156X-12`` may be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from bilateral._patterns import pattern
from bilateral.dates.ordinals import MONTH_DAYS, days_in_month, is_leap, month_bounds, ordinal

__all__ = [
    "DATE",
    "DIVISIONS",
    "division_bounds",
    "first_day",
    "fitting",
    "readings",
    "year_bounds",
    "year_extremes",
    "years",
]

DATE = pattern(
    r"([?~%]?)(-?)([0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)

# First and last month of the divisions of a year, 21 to 41 (ISO 8601-2:2019, 4.8); the last
# month counts on past December. The standard names seasons but no months: these are the
# meteorological ones, and a season of no stated hemisphere is read as a northern one.
_NORTHERN = ((3, 5), (6, 8), (9, 11), (12, 14))
_SOUTHERN = ((9, 11), (12, 14), (3, 5), (6, 8))
_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_THIRDS_AND_HALVES = ((1, 4), (5, 8), (9, 12), (1, 6), (7, 12))
DIVISIONS = dict(
    enumerate((*_NORTHERN, *_NORTHERN, *_SOUTHERN, *_QUARTERS, *_THIRDS_AND_HALVES), start=21)
)


@lru_cache(maxsize=1024)
def fitting(pattern: str, most: int) -> tuple[int, ...]:
    """The numbers from 1 to ``most`` that fit two digits, some of them X."""
    tens, ones = pattern[0], pattern[1]
    return tuple(
        n for n in range(1, most + 1) if tens in ("X", str(n // 10)) and ones in ("X", str(n % 10))
    )


def years(sign: str, pattern: str, *, down: bool = False) -> Iterator[int]:
    """Every year that fits a pattern with X, ascending or descending."""
    digits = "0123456789" if down == bool(sign) else "9876543210"
    for chosen in product(*(digits if place == "X" else place for place in pattern)):
        year = int("".join(chosen))
        if not sign:
            yield year
        elif year:
            yield -year


def year_extremes(sign: str, pattern: str) -> tuple[int, int]:
    """First and last year that fit a pattern with X."""
    return next(years(sign, pattern)), next(years(sign, pattern, down=True))


def year_bounds(sign: str, pattern: str) -> tuple[int, int]:
    """First and last day of the years that fit a pattern with X."""
    first, last = year_extremes(sign, pattern)
    return ordinal(first), ordinal(last + 1) - 1


def division_bounds(sign: str, pattern: str, division: int) -> tuple[int, int]:
    """First and last day of a division of the years that fit a pattern with X."""
    first_year, last_year = year_extremes(sign, pattern)
    first_month, last_month = DIVISIONS[division]
    past, month = divmod(last_month - 1, 12)
    return month_bounds((first_year, first_month), (last_year + past, month + 1))


def first_day(years: Iterator[int], months: tuple[int, ...], days: tuple[int, ...]) -> int | None:
    """First day in the given order that exists: 29 February is the only one years differ on."""
    common = [(m, d) for m in months for d in days if d <= MONTH_DAYS[m]]
    leap = [(m, d) for m in months for d in days if d <= MONTH_DAYS[m] + (m == 2)]
    for year in years:
        candidates = leap if is_leap(year) else common
        if candidates:
            return ordinal(year, *candidates[0])
        if not leap:
            break
    return None


def readings(text: str) -> Iterator[tuple[int, int]]:
    """First and last day of each stretch that a date with unspecified digits may mean.

    Args:
        text: A single date of EDTF in which digits are given as ``X``.

    Yields:
        The stretches in order, adjoining ones joined.

    Example:
        >>> len(list(readings("2016-XX-15"))), len(list(readings("201X")))
        (12, 1)
    """
    match = DATE.match(text)
    if match is None:  # a long year has no X
        return
    sign, year, month, day = match.group(2, 3, 6, 9)
    joined: tuple[int, int] | None = None
    for first, last in _single_readings(sign, year, month, day):
        if joined is not None and first == joined[1] + 1:
            joined = joined[0], last
            continue
        if joined is not None:
            yield joined
        joined = first, last
    if joined is not None:
        yield joined


def _single_readings(
    sign: str, year: str, month: str | None, day: str | None
) -> Iterator[tuple[int, int]]:
    day = None if day == "XX" else day  # any day of the month is the month
    month = None if month == "XX" and day is None else month
    if month is None and "X" not in year.rstrip("X"):  # a decade, a century
        yield year_bounds(sign, year)
        return
    months = () if month is None else fitting(month, 12)
    for number in years(sign, year, down=False):
        if month is None:
            yield ordinal(number), ordinal(number + 1) - 1
        elif month.isdigit() and int(month) in DIVISIONS:
            yield division_bounds("-" if number < 0 else "", f"{abs(number):04d}", int(month))
        elif day is None:
            for one in months:
                yield month_bounds((number, one), (number, one))
        else:
            for one, chosen in product(months, fitting(day, 31)):
                if chosen <= days_in_month(number, one):
                    yield (ordinal(number, one, chosen),) * 2
