"""The EDTF value: an expression as written, with the first and last day it may mean.

The Extended Date/Time Format is ISO 8601-2:2019 in the profile of the Library of Congress
(https://www.loc.gov/standards/datetime/, 4 February 2019). Values are made by
:func:`bilateral.parse_edtf`; this module knows no syntax.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from bilateral._patterns import pattern
from bilateral.dates.ordinals import day_text
from bilateral.errors import CalendarError

if TYPE_CHECKING:
    import pendulum

__all__ = ["EDTF", "Shape", "calendar_day"]

_FIRST_DAY, _LAST_DAY = 1, 3_652_059  # 0001-01-01 and 9999-12-31
_COMPONENT = pattern(r"([?~%]?)(Y?-?[0-9XES]+)([?~%]?)")


class Shape(StrEnum):
    """What kind of expression an EDTF value is."""

    DATE = "date"
    DATETIME = "date and time"
    INTERVAL = "interval"
    ONE_OF = "one of a set"
    ALL_OF = "all of a set"
    OPEN_END = "open end"
    UNKNOWN_END = "unknown end"


@attrs.frozen(repr=False, str=False)
class EDTF:
    """A date expression of EDTF levels 0 to 2.

    Equal if, and only if, the expressions are the same text; hashable. There is no ``<``: ask a
    :class:`~bilateral.Moment` or :class:`~bilateral.Period` whether it is ``before``.

    Attributes:
        text: The expression as written; ``str()`` gives it back unchanged.
        earliest_ordinal: First day it may mean, as :meth:`datetime.date.toordinal` counts days
            (extended to every year), or minus infinity.
        latest_ordinal: Last day it may mean, or plus infinity.
        level: Lowest EDTF level that has the expression: 0, 1 or 2.
        shape: Whether it is a date, an interval, a set or one end of an interval.
        parts: The two ends of an interval or the members of a set, else empty.

    Example:
        >>> from bilateral import parse_edtf
        >>> april = parse_edtf("2018-04?")
        >>> april.earliest, april.latest, april.is_uncertain
        (Date(2018, 4, 1), Date(2018, 4, 30), True)
    """

    text: str
    earliest_ordinal: float = attrs.field(eq=False)
    latest_ordinal: float = attrs.field(eq=False)
    level: int = attrs.field(eq=False)
    shape: Shape = attrs.field(eq=False, default=Shape.DATE)
    parts: tuple[EDTF, ...] = attrs.field(eq=False, default=())

    @property
    def earliest(self) -> pendulum.Date | None:
        """First calendar day it may mean, or None where it has no beginning.

        Raises:
            CalendarError: if the day lies outside the years 1 to 9999.
        """
        return calendar_day(self.earliest_ordinal, self.text)

    @property
    def latest(self) -> pendulum.Date | None:
        """Last calendar day it may mean, or None where it has no end.

        Raises:
            CalendarError: if the day lies outside the years 1 to 9999.
        """
        return calendar_day(self.latest_ordinal, self.text)

    @property
    def bounds(self) -> tuple[str, str]:
        """First and last day as ISO 8601 text, for any year; ``..`` where there is none.

        Example:
            >>> from bilateral import parse_edtf
            >>> parse_edtf("-0275/..").bounds
            ('-0275-01-01', '..')
        """
        return day_text(self.earliest_ordinal), day_text(self.latest_ordinal)

    @property
    def is_day(self) -> bool:
        """Whether it can only mean one calendar day."""
        return self.earliest_ordinal == self.latest_ordinal

    @property
    def is_uncertain(self) -> bool:
        """Whether any part of it is marked ``?`` or ``%``: the source is doubtful."""
        return "?" in self.text or "%" in self.text

    @property
    def is_approximate(self) -> bool:
        """Whether any part of it is marked ``~`` or ``%``: the value is an estimate."""
        return "~" in self.text or "%" in self.text

    @property
    def is_qualified(self) -> bool:
        """Whether any part of it is marked ``?``, ``~`` or ``%``."""
        return self.is_uncertain or self.is_approximate

    @cached_property
    def qualifiers(self) -> Mapping[str, str]:
        """The mark on each component of a single date: year, month or day to ``?``, ``~``, ``%``.

        A mark behind a component covers it and all components to its left, a mark before a
        component covers that one alone. Empty for intervals and sets: ask their ``parts``.

        Example:
            >>> from bilateral import parse_edtf
            >>> dict(parse_edtf("2004-06~-?11").qualifiers)
            {'year': '~', 'month': '~', 'day': '?'}
        """
        found: dict[str, str] = {}
        if not self.parts and self.shape is Shape.DATE:
            names = ("year", "month", "day")
            matches = list(_COMPONENT.finditer(self.text))
            for index, match in enumerate(matches):
                own, _, covering = match.groups()
                for name in names[: index + 1] if covering else ():
                    found[name] = _combined(found.get(name, ""), covering)
                if own:
                    found[names[index]] = _combined(found.get(names[index], ""), own)
        return MappingProxyType(found)

    def words(self) -> str:
        """The date as people print it in English.

        Returns:
            Words that :func:`bilateral.parse_printed` reads as this date, or not at all; the
            expression itself where it has no words.

        Example:
            >>> from bilateral import parse_edtf
            >>> parse_edtf("2018-04-24/2018-04-25").words(), parse_edtf("1966/").words()
            ('24–25 April 2018', 'since 1966, end not known')
        """
        from bilateral.dates.wording import in_words  # put off: few dates are told in words

        return in_words(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"parse_edtf({self.text!r})"


def calendar_day(bound: float, text: str) -> pendulum.Date | None:
    """The calendar day of a bound, or None for no bound.

    Args:
        bound: An ordinal day or an infinity.
        text: The expression it belongs to, for the error.

    Raises:
        CalendarError: if the day lies outside the years 1 to 9999.
    """
    if bound in (-inf, inf):
        return None
    if not _FIRST_DAY <= bound <= _LAST_DAY:
        raise CalendarError(
            "the calendar has no such day",
            found=f"{day_text(bound)} (of {text})",
            expected="a day of the years 1 to 9999; .bounds gives any year as text",
        )
    from pendulum import Date  # put off: importing pendulum costs more than all the rest

    return Date.fromordinal(int(bound))


def _combined(one: str, other: str) -> str:
    marks = {one, other} - {""}
    return marks.pop() if len(marks) == 1 else "%"
