"""Text to EDTF value: the grammar of levels 0 to 2.

Most dates are a year, a month or a day with at most one mark behind; a regular expression
reads those in about a microsecond. Everything else, and every error, goes through the parser
class below, which reads the common forms to the same result.

Decisions the standard leaves open, or on which implementations differ, are listed with their
reasons in ``docs/explanation/dates.md``.
"""

from __future__ import annotations

import re
from datetime import date
from math import inf
from typing import NoReturn

from bilateral._patterns import pattern
from bilateral.dates.digits import (
    DATE,
    DIVISIONS,
    division_bounds,
    first_day,
    fitting,
    year_bounds,
    year_extremes,
    years,
)
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.ordinals import days_in_month, is_leap, month_bounds, ordinal
from bilateral.errors import EDTFError, shown

__all__ = ["MAX_LENGTH", "parse_edtf"]

MAX_LENGTH = 400
"""Characters of the longest expression that is read."""

_COMMON_DATE = r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?)?([?~%])?"
_COMMON = pattern(_COMMON_DATE)
_COMMON_PART = pattern(_COMMON_DATE + r"(?=[/,\]}]|\.\.|\Z)")
_LONG_YEAR = pattern(r"([?~%]?)(Y?)(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
_TIME = pattern(r"T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2})(?::([0-9]{2}))?)?")
_FROM_THE_RIGHT = pattern(  # of a year, level 1 lets one or two digits be unspecified
    r"-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)(?:-(?:[0-9]{2}(?:-(?:[0-9]{2}|XX))?|XX(?:-XX)?))?"
)
_LARGEST_EXPONENT = 999

_OPEN = EDTF("..", -inf, inf, 1, shape=Shape.OPEN_END)
_UNKNOWN = EDTF("", -inf, inf, 1, shape=Shape.UNKNOWN_END)


def parse_edtf(text: str) -> EDTF:
    """Read an EDTF expression of levels 0 to 2.

    Args:
        text: The expression, at most 400 characters, ASCII digits only, no blanks.

    Returns:
        The value; ``str()`` of it is ``text`` again.

    Raises:
        EDTFError: naming the position of the fault and what was expected there.

    Example:
        >>> parse_edtf("198X").bounds
        ('1980-01-01', '1989-12-31')
        >>> parse_edtf("2016-13")
        Traceback (most recent call last):
            ...
        bilateral.errors.EDTFError: not an EDTF date at position 5: found '13', expected a month \
01 to 12 or a division of the year 21 to 41
          2016-13
               ^

    Source: ISO 8601-2:2019, Annex A; https://www.loc.gov/standards/datetime/.
    """
    try:
        match = _COMMON.fullmatch(text)
    except TypeError:
        raise EDTFError(shown(text), 0, "a string") from None
    if match is not None:
        value = _common_date(match)
        if value is not None:
            return value
    return _Parser(text).expression()


def _common_date(match: re.Match[str]) -> EDTF | None:
    """The date of a match of the common form, or None where the calendar has no such day."""
    year_text, month_text, day_text, mark = match.groups()
    year = int(year_text)
    try:
        if month_text is None:
            first = date(year, 1, 1).toordinal()
            last = first + (365 if is_leap(year) else 364)
        elif day_text is None:
            month = int(month_text)
            first = date(year, month, 1).toordinal()
            last = first + days_in_month(year, month) - 1
        else:
            first = last = date(year, int(month_text), int(day_text)).toordinal()
    except ValueError:  # the year 0, or a day that the month does not have
        return None
    return EDTF(match[0], first, last, 1 if mark else 0)


class _Parser:
    """Recursive descent over one expression; ``at`` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def fail(self, expected: str, at: int | None = None) -> NoReturn:
        raise EDTFError(self.text[:MAX_LENGTH], self.at if at is None else at, expected)

    def expression(self) -> EDTF:
        text = self.text
        if len(text) > MAX_LENGTH:
            self.fail(f"at most {MAX_LENGTH} characters", MAX_LENGTH)
        if not text:
            self.fail("a date")
        if "/" in text and text[0] != "{":
            value = self.interval()
        elif text[0] in "[{":
            value = self.set_of_dates()
        else:
            value = self.date(allow_time=True)
        if self.at < len(text):
            self.fail("the end of the expression")
        return value

    # -- intervals and sets ------------------------------------------------------------------

    def interval(self) -> EDTF:
        start = self.interval_end()
        if not self.text.startswith("/", self.at):
            self.fail("'/'")
        self.at += 1
        end_at = self.at
        end = self.interval_end()
        self.check_order(start, end, end_at)
        return EDTF(
            self.text,
            start.earliest_ordinal,
            end.latest_ordinal,
            2 if "X" in self.text else max(start.level, end.level),
            shape=Shape.INTERVAL,
            parts=(start, end),
        )

    def interval_end(self) -> EDTF:
        if self.text.startswith("..", self.at):
            self.at += 2
            return _OPEN
        if self.at == len(self.text) or self.text[self.at] == "/":
            return _UNKNOWN
        if self.text[self.at] == "[":  # our own extension: an end that is one of a set
            return self.set_of_dates()
        return self.date()

    def check_order(self, start: EDTF, end: EDTF, end_at: int) -> None:
        if start.earliest_ordinal > end.latest_ordinal:
            self.fail(f"an end that is not wholly before {start.text}", end_at)

    def set_of_dates(self) -> EDTF:
        begin = self.at
        one_of = self.text[begin] == "["
        closing = "]" if one_of else "}"
        self.at += 1
        members: list[EDTF] = []
        while True:
            member, unbounded = self.set_member(first=not members)
            members.append(member)
            if self.text.startswith(closing, self.at):
                break
            if unbounded or not self.text.startswith(",", self.at):
                self.fail(repr(closing) if unbounded else f"',' or {closing!r}")
            self.at += 1
        self.at += 1
        return EDTF(
            self.text[begin : self.at],
            min(member.earliest_ordinal for member in members),
            max(member.latest_ordinal for member in members),
            2,
            shape=Shape.ONE_OF if one_of else Shape.ALL_OF,
            parts=tuple(members),
        )

    def set_member(self, *, first: bool) -> tuple[EDTF, bool]:
        """One member, and whether it runs on for ever (then it must be the last)."""
        begin = self.at
        start, end = _OPEN, _OPEN
        if self.text.startswith("..", self.at):
            if not first:
                self.fail("a date ('..' stands before the first member or behind the last)")
            self.at += 2
            end = self.date()
        else:
            start = end = self.date()
            if not self.text.startswith("..", self.at):
                return start, False
            self.at += 2
            end_at = self.at
            at_the_end = self.text[self.at : self.at + 1] in ("]", "}", ",", "")
            end = _OPEN if at_the_end else self.date()
            if end is not _OPEN and _precision(start) != _precision(end):
                self.fail(f"a date as precise as {start.text}", end_at)
            self.check_order(start, end, end_at)
        span = EDTF(
            self.text[begin : self.at],
            start.earliest_ordinal,
            end.latest_ordinal,
            2,
            shape=Shape.INTERVAL,
            parts=(start, end),
        )
        return span, end is _OPEN

    # -- single dates ------------------------------------------------------------------------

    def date(self, *, allow_time: bool = False) -> EDTF:
        begin = self.at
        common = _COMMON_PART.match(self.text, begin)
        if common is not None and (value := _common_date(common)) is not None:
            self.at = common.end()
            return value
        match = DATE.match(self.text, begin)
        after = self.text[match.end() : match.end() + 1] if match else ""
        if match is None or after in ("E", "S") or after.isdecimal():
            return self.long_year(begin)
        self.at = match.end()
        if allow_time and after == "T":
            return self.date_and_time(match)
        before, sign, year, behind = match.group(1, 2, 3, 4)
        month, day = match.group(6), match.group(9)
        if sign and year == "0000":
            self.fail("a year other than -0000 (the year 0 has no sign)", match.start(2))
        if month is None:
            first, last = year_bounds(sign, year)
        elif month.isdigit() and int(month) in DIVISIONS:
            if day is not None:
                self.fail("no day within a division of the year", match.start(9))
            first, last = division_bounds(sign, year, int(month))
        else:
            first, last = self.month_or_day_bounds(match, sign, year, month, day)
        if match.end() == begin + len(match[0]) and after == "-":
            self.fail("two digits of a month or day", match.end() + 1)
        if before or match.group(5) or match.group(8):
            level = 2
        elif (behind and month) or (match.group(7) and day):
            level = 2  # a mark within the date; one at its very end is level 1
        else:
            level = _plain_level(sign, year, month, day, marked=match[0][-1] in "?~%")
        return EDTF(match[0], first, last, level)

    def month_or_day_bounds(
        self, match: re.Match[str], sign: str, year: str, month: str, day: str | None
    ) -> tuple[int, int]:
        months = fitting(month, 12)
        if not months:
            self.fail("a month 01 to 12 or a division of the year 21 to 41", match.start(6))
        if day is None:
            first_year, last_year = year_extremes(sign, year)
            return month_bounds((first_year, months[0]), (last_year, months[-1]))
        days = fitting(day, 31)
        first = first_day(years(sign, year), months, days)
        if first is None:
            self.fail(f"a day that {sign}{year}-{month} has", match.start(9))
        last = first_day(years(sign, year, down=True), months[::-1], days[::-1])
        return first, last if last is not None else first

    def date_and_time(self, match: re.Match[str]) -> EDTF:
        start = self.at
        sign, year, month, day = match.group(2, 3, 6, 9)
        if day is None or "X" in match[0] or any(mark in match[0] for mark in "?~%"):
            self.fail("no time unless the day is given in full", start)
        first, last = self.month_or_day_bounds(match, sign, year, month, day)
        time = _TIME.match(self.text, start)
        if time is None:
            self.fail("a time Thh:mm:ss with nothing, Z, +hh or +hh:mm behind it")
        hour, minute, second = (int(part) for part in time.group(1, 2, 3))
        leap_second = (hour, minute, second) == (23, 59, 60)
        midnight = (hour, minute, second) == (24, 0, 0)
        if not (leap_second or midnight or (hour < 24 and minute < 60 and second < 60)):
            self.fail("a time from 00:00:00 to 24:00:00", start + 1)
        if time[4] is not None:
            shift = 60 * int(time[5]) + int(time[6] or 0)
            west = time[4] == "-"
            if (west and shift == 0) or int(time[6] or 0) > 59 or shift > (720 if west else 840):
                self.fail("a time shift from -12:00 to +14:00, zero written +00", time.start(4))
        self.at = time.end()
        return EDTF(
            self.text,
            first,
            last,
            1 if sign else 0,
            shape=Shape.DATETIME,
        )

    def long_year(self, begin: int) -> EDTF:
        match = _LONG_YEAR.match(self.text, begin)
        if match is None:
            self.fail_in_year(begin)
        before, letter, sign, digits, exponent, significant, _ = match.groups()
        if not letter and (exponent or len(digits) != 4 or significant is None):
            self.fail_in_year(begin)
        self.at = match.end()
        if letter and not exponent and (len(digits) < 5 or digits[0] == "0"):
            self.fail("a year of more than four digits behind 'Y', no leading zero", match.start(4))
        if exponent is not None and len(exponent) > 3:
            self.fail(f"an exponent of at most {_LARGEST_EXPONENT}", match.start(5))
        year = int(digits) * 10 ** int(exponent or 0)
        if year == 0 and (sign or letter):
            self.fail("a year other than zero", match.start(4))
        first_year = last_year = -year if sign else year
        if significant is not None:
            figures = len(str(year)) if letter else len(digits)
            if len(significant) > 3 or not 1 <= int(significant) <= figures:
                self.fail(f"1 to {figures} significant digits", match.start(6))
            unit = 10 ** (figures - int(significant))
            least = year // unit * unit
            most = least + unit - 1
            first_year, last_year = (-most, -least) if sign else (least, most)
        level = 2 if before or exponent or significant else 1
        return EDTF(
            match[0],
            ordinal(first_year),
            ordinal(last_year + 1) - 1,
            level,
        )

    def fail_in_year(self, begin: int) -> NoReturn:
        """Name the first character that keeps the text from being a four-digit year."""
        at = begin
        if self.text[at : at + 1] in ("?", "~", "%"):
            at += 1
        if self.text[at : at + 1] == "-":
            at += 1
        for place in range(4):
            character = self.text[at + place : at + place + 1]
            if not character or character not in "0123456789X":
                self.fail("a four-digit year", at + place)
        self.fail("four digits in a year without 'Y'", at + 4)


def _precision(edtf: EDTF) -> int:
    """0 for a year, 1 for a month or division of the year, 2 for a day."""
    return edtf.text.lstrip("?~%Y-").count("-")


def _plain_level(sign: str, year: str, month: str | None, day: str | None, *, marked: bool) -> int:
    text = sign + "-".join(part for part in (year, month, day) if part is not None)
    if month is not None and month.isdigit() and int(month) > 24:
        return 2
    if "X" not in text:
        division = month is not None and int(month) > 12
        return 1 if sign or marked or division else 0
    if _FROM_THE_RIGHT.fullmatch(text) and not ("X" in year and month is not None):
        return 1
    return 2
