"""Days as files print them: each form is spelt here, and read by the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from enum import Enum
from typing import NamedTuple

from bilateral.dates.words import MONTHS
from bilateral.errors import CalendarError, CodecError

__all__ = [
    "DayForm",
    "Order",
    "as_exact",
    "calendar_day",
    "day_in",
    "day_of",
    "is_day",
    "month_number",
    "order_of",
]


class DayForm(Enum):
    """A form of a day: the pattern of its text, and how an error shows it."""

    ISO = (r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", "YYYY-MM-DD")
    COMPACT = (r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", "YYYYMMDD")
    DAY_FIRST = (r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})", "D/M/YYYY")
    MONTH_FIRST = (r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})", "M/D/YYYY")
    SPELT = (r"(?P<day>[0-9]{1,2})\s+(?P<month>[A-Z][a-z]+)\s+(?P<year>[0-9]{4})", "14 Jan 1993")

    def __repr__(self) -> str:
        return f"<DayForm.{self.name}: {self.shown!r}>"

    @property
    def pattern(self) -> str:
        """The pattern, with groups ``year``, ``month`` and ``day``."""
        return self.value[0]

    @property
    def shown(self) -> str:
        """How an error shows it."""
        return self.value[1]


_PATTERNS = {form: re.compile(form.pattern) for form in DayForm}
_NUMBERS = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])}


def month_number(text: str) -> int | None:
    """The number of a month, by its number, its name or the first three letters of that.

    Example:
        >>> month_number("Jul"), month_number("July"), month_number("07"), month_number("Julo")
        (7, 7, 7, None)
    """
    return int(text) if text.isdecimal() else _NUMBERS.get(text.casefold())


def calendar_day(year: int, month: int, day: int) -> date | None:
    """A day, or None if the calendar has none of these numbers."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_in(match: re.Match[str]) -> date:
    """The day that the groups ``year``, ``month`` and ``day`` of a match name.

    Raises:
        CalendarError: if the calendar has no such day.
    """
    month = month_number(match["month"])
    found = calendar_day(int(match["year"]), month or 0, int(match["day"]))
    if found is None:
        raise CalendarError("no day of the calendar", found=match[0])
    return found


def day_of(text: str, *forms: DayForm) -> date | None:
    """The day of a text that has one of some forms; None of one that has none of them.

    Args:
        text: The text, without blanks around it.
        *forms: The forms, of which the first that fits is taken.

    Raises:
        CalendarError: if the text has the form, but the calendar no such day.

    Example:
        >>> day_of("23/04/2018", DayForm.ISO, DayForm.DAY_FIRST)
        datetime.date(2018, 4, 23)
        >>> day_of("23 April 2018", DayForm.ISO) is None
        True
    """
    for form in forms:
        match = _PATTERNS[form].fullmatch(text)
        if match:
            return day_in(match)
    return None


class Order(NamedTuple):
    """Whether the day or the month comes first in the days of a column.

    Attributes:
        form: What their texts prove; None if they prove nothing.
        unclear: How many of them could be read both ways.
    """

    form: DayForm | None
    unclear: int


def order_of(days: Iterable[tuple[int, str]]) -> Order:
    """Whether the day or the month comes first in days with slashes, by all of them together.

    Args:
        days: Texts with their lines; those without slashes tell nothing.

    Raises:
        CodecError: if one can only be of the one form, and another only of the other.

    Example:
        >>> order_of([(2, "01/06/2018"), (3, "25/06/2018")])
        Order(form=<DayForm.DAY_FIRST: 'D/M/YYYY'>, unclear=1)
        >>> order_of([(2, "01/06/2018")])
        Order(form=None, unclear=1)
    """
    proofs: dict[DayForm, tuple[int, str]] = {}
    unclear = 0
    for line, text in days:
        found = _PATTERNS[DayForm.DAY_FIRST].fullmatch(text)
        if found is None:
            continue
        if int(found["day"]) > 12:
            proofs.setdefault(DayForm.DAY_FIRST, (line, text))
        elif int(found["month"]) > 12:
            proofs.setdefault(DayForm.MONTH_FIRST, (line, text))
        else:
            unclear += 1
    if len(proofs) > 1:
        (line, text), (other, further) = proofs.values()
        raise CodecError(
            "days of two orders",
            line=line,
            found=[text, f"{further} in line {other}"],
            expected="the day first in all of them, or the month; or day_first=",
        )
    return Order(next(iter(proofs), None), unclear)


def is_day(text: str, *forms: DayForm) -> bool:
    """Whether a text is a day of the calendar in one of some forms."""
    with suppress(CalendarError):
        return day_of(text, *forms) is not None
    return False


def as_exact(year: int | str, month: int | str | None = None, day: int | str | None = None) -> str:
    """The EDTF text of a year, a month and a day, as exact as they are; 0 is not known.

    Raises:
        CalendarError: if the calendar has no such day, or a day is given without its month.

    Example:
        >>> as_exact(1931, 4, 0), as_exact("1931"), as_exact(1931, 4, 3)
        ('1931-04', '1931', '1931-04-03')
    """
    numbers = [int(year), int(month or 0), int(day or 0)]
    known = 3 if numbers[2] else 2 if numbers[1] else 1
    if calendar_day(*(number or 1 for number in numbers)) is None or 0 in numbers[:known]:
        raise CalendarError("no date of the calendar", found=numbers)
    return "-".join(
        f"{number:0{width}}" for number, width in zip(numbers[:known], (4, 2, 2), strict=False)
    )
