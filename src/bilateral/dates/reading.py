"""One phrase being read, and the date of its source, which may be uncertain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import inf, isinf
from typing import NoReturn, TypeAlias

import attrs

from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.ordinals import days_in_month
from bilateral.errors import PhraseError

__all__ = [
    "SEVERAL",
    "Reading",
    "Rule",
    "Rules",
    "combined",
    "mark_of",
    "marked",
    "one_of",
    "shifted_month",
    "stretch",
]

SEVERAL = "a date with several readings"
"""The problem of a phrase that may mean several dates."""
_MARKED_YEAR = re.compile(r"[?~%]-?[0-9X]{4}|[0-9X]{4}[?~%]")
_DATES = re.compile(r"([0-9XYES?~%-]*[0-9XES])([?~%]?)")
_MOST_MEMBERS = 20


@attrs.frozen
class Reading:
    """A phrase or a part of one, what it is read against, and how its parts are read.

    Attributes:
        phrase: The phrase, in its normal form.
        whole: The whole phrase as given, for errors.
        source: Date of the source, if it is known.
        fiscal_start: Month and day on which fiscal years begin, if they are stated.
        year: The year in which the date is known to lie, if it is.
        day_first: Whether the day comes first in a date of numbers, if that is known.
        read: Reads another phrase in the same setting.
    """

    phrase: str
    whole: str
    source: EDTF | None
    fiscal_start: tuple[int, int] | None
    year: int | None
    day_first: bool | None
    read: Callable[[str], EDTF]

    def fail(self, expected: str) -> NoReturn:
        """Refuse the phrase, saying what would have been read."""
        raise PhraseError("no date that can be read", found=self.whole, expected=expected)

    def ambiguous(self, *readings: str) -> NoReturn:
        """Refuse the phrase, naming what it may mean."""
        raise PhraseError(SEVERAL, found=self.whole, expected=" or ".join(readings))

    def single(self, text: str) -> EDTF:
        """The date that a part of the phrase names, which must be no range or set."""
        inner = self.read(text)
        if inner.shape is not Shape.DATE:
            self.fail(f"a single date in place of {text!r}")
        return inner

    def within(self, text: str) -> EDTF:
        """A part of the phrase that names one date or one stretch, with a first and last day."""
        inner = self.read(text)
        one = inner.shape is Shape.DATE or (inner.shape is Shape.ONE_OF and len(inner.parts) == 1)
        if not one or isinf(inner.earliest_ordinal) or isinf(inner.latest_ordinal):
            self.fail(f"one date or stretch of time in place of {text!r}")
        return inner

    # -- the source's date ---------------------------------------------------------------------

    def source_date(self) -> EDTF:
        """The source's date, without which the phrase has none."""
        if self.source is None:
            raise PhraseError(
                "a date that depends on its source's",
                found=self.whole,
                expected="relative_to, the date of the source",
            )
        return self.source

    def source_days(self) -> tuple[date, date]:
        """First and last day of the source's date."""
        source = self.source_date()
        if source.earliest_ordinal == -inf or source.latest_ordinal == inf:
            raise PhraseError(
                "the source's date has no bounds", found=source.text, expected="a bounded date"
            )
        try:
            return (
                date.fromordinal(int(source.earliest_ordinal)),
                date.fromordinal(int(source.latest_ordinal)),
            )
        except ValueError:
            raise PhraseError(
                "the source's date is outside the calendar", found=source.text
            ) from None

    def one_year(self) -> int:
        """The year of the source's date, which must be one."""
        first, last = self.source_days()
        if first.year != last.year:
            self.fail("a source's date within one year")
        return first.year

    def mark(self) -> str:
        """The mark of a source's date, for results that are as exact as that date."""
        return mark_of(self.source_date())

    def year_mark(self) -> str:
        """The mark of a source's date if it may change the year, for results that use only that."""
        first, last = self.source_days()
        near_edge = first.year != last.year or first.month == 1 or last.month == 12
        return self.mark() if near_edge or _MARKED_YEAR.search(self.source_date().text) else ""

    def years(self, shift: int, mark: str = "") -> str:
        """The year so many after that of the source."""
        first, last = (day.year + shift for day in self.source_days())
        return _from_to(f"{first:04d}", f"{last:04d}", combined(mark, self.year_mark()))

    def months(self, shift: int, mark: str = "") -> str:
        """The month so many after that of the source."""
        first, last = (shifted_month(day, shift) for day in self.source_days())
        return _from_to(first, last, combined(mark, self.mark()))

    def days(self, least: int, most: int) -> str:
        """Some day from so many to so many after the source's."""
        first, last = self.source_days()
        return _from_to(
            str(first + timedelta(days=least)), str(last + timedelta(days=most)), self.mark()
        )


Rule: TypeAlias = Callable[[Reading, re.Match[str]], "str | None"]
"""From a phrase and the match of a pattern to EDTF text; None leaves it to the rules behind."""
Rules: TypeAlias = Iterable[tuple[str, Rule]]
"""Patterns of whole phrases, each with its rule."""


# -- EDTF text ---------------------------------------------------------------------------------


def shifted_month(day: date, shift: int) -> str:
    """The month so many months after that of a day."""
    count = day.year * 12 + day.month - 1 + shift
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def combined(one: str, other: str) -> str:
    """One mark for two."""
    return (one or other) if one == other or not (one and other) else "%"


def mark_of(value: EDTF) -> str:
    """One mark for all the marks of an expression."""
    return combined("?" if value.is_uncertain else "", "~" if value.is_approximate else "")


def marked(text: str, mark: str) -> str:
    """EDTF text with a mark on each of its dates."""
    return _DATES.sub(lambda found: found[1] + combined(mark, found[2]), text) if mark else text


def _from_to(first: str, last: str, mark: str) -> str:
    """A date from the first to the last of its kind, which may be the same."""
    return f"{first}{mark}" if first == last else f"[{first}{mark}..{last}{mark}]"


def one_of(dates: Iterable[str]) -> str:
    """One of some dates of one kind; of very many, the stretch from the first to the last."""
    members = sorted(set(dates))
    if len(members) > _MOST_MEMBERS:
        return f"[{members[0]}..{members[-1]}]"
    return members[0] if len(members) == 1 else f"[{','.join(members)}]"


def stretch(first: date, last: date, mark: str = "", last_mark: str | None = None) -> str:
    """Some time from one day to another, in whole years or months if it is made of them."""
    if last < first:
        raise ValueError("no end before its start")
    figures = 10
    if first.day == 1 and last.day == days_in_month(last.year, last.month):
        figures = 4 if (first.month, last.month) == (1, 12) else 7
    begin, end = first.isoformat()[:figures], last.isoformat()[:figures]
    last_mark = mark if last_mark is None else last_mark
    if begin == end:
        return begin + combined(mark, last_mark)
    return f"[{begin}{mark}..{end}{last_mark}]"
