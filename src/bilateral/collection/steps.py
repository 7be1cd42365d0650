"""Steps of time: the years, months or days of a panel, and the rule by which records fall in them.

A step has a number, so that steps can be counted on: of a year itself, of a decade the tens of
years, of a month the months since year 0, of a day its ordinal. That a record falls in a step is a
question to its date, answered as any other; which question it is depends on the rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import inf
from typing import Any, Literal, TypeAlias

import attrs

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.ordinals import day_text, days_in_month, ordinal, split_day, year_of
from bilateral.dates.relations import Span
from bilateral.query.predicates import And, DateIs, Node, Not

__all__ = ["RULES", "UNITS", "YEAR", "Rule", "Step", "Unit", "share_of"]

Unit: TypeAlias = Literal["year", "month", "day", "decade"]
UNITS: tuple[Unit, ...] = ("year", "month", "day")
"""The steps of panels; records are counted by decade, too."""
Rule: TypeAlias = Literal["any", "start", "end", "whole", "proportional", "one-a-year"]
RULES: tuple[Rule, ...] = ("any", "start", "end", "whole", "proportional", "one-a-year")
"""In which steps a record falls: each that it touches; that of its first day; that of its last; the
one that it lies in whole. An amount may be given to all that are touched by days, or be taken as
that of a deal of which each delivery brought one piece at least."""


_YEARS = {"year": 1, "decade": 10}


@attrs.frozen(cache_hash=True)
class Step:
    """A length of time, and when a record falls in it.

    Attributes:
        unit: ``"year"``, ``"month"``, ``"day"``, or ``"decade"``: of 1980, from 1980 to 1989.
        rule: One of ``RULES``.
        since: A step stands for the time from so many steps after it; -4 for the four before.
        until: To so many steps after it.
        within: Numbers of the first and last step that are asked for; None for all.
        is_shared: Whether an amount is counted, all of which a step has only if the record lies
            in it whole.
    """

    unit: Unit = "year"
    rule: Rule = "any"
    since: int = 0
    until: int = 0
    within: tuple[int, int] | None = None
    is_shared: bool = False

    @property
    def is_window(self) -> bool:
        """Whether it stands for another time than itself."""
        return (self.since, self.until) != (0, 0)

    def number(self, day: float) -> int:
        """The number of the step of a day.

        Example:
            >>> Step("month").number(ordinal(2016, 4, 30)) - Step("month").number(ordinal(2016))
            3
        """
        if self.unit == "day":
            return int(day)
        if self.unit in _YEARS:
            return year_of(day) // _YEARS[self.unit]
        year, here = split_day(day)
        return year * 12 + here.month - 1

    def word(self, number: Any) -> Any:  # a number gives a word, other words stay
        """What people call the step of a number: a year its number, a decade its first.

        Months and days are called by their EDTF.

        Example:
            >>> Step("month").word(2018 * 12 + 3), Step().word(2018), Step("month").word(None)
            ('2018-04', 2018, None)
            >>> Step("decade").word(198)
            1980
        """
        if not isinstance(number, int):
            return number
        if self.unit in _YEARS:
            return number * _YEARS[self.unit]
        text = day_text(self.first(number))
        return text if self.unit == "day" else text[:-3]

    def is_named(self, ranges: Iterable[range]) -> bool:
        """Whether a date can name all of some steps: no month or day of a year of five figures.

        Example:
            >>> Step("month").is_named([range(0, 12 * 2016)]), Step().is_named([range(0, 10**5)])
            (True, True)
            >>> Step("month").is_named([range(0, 12 * 10**5)])
            False
        """
        return self.unit in _YEARS or all(
            abs(year_of(self.first(number))) <= 9999
            for numbers in ranges
            for number in (*numbers[:1], *numbers[-1:])
        )

    def first(self, number: int) -> int:
        """First day of the step of a number."""
        if self.unit == "day":
            return number
        if self.unit in _YEARS:
            return ordinal(number * _YEARS[self.unit])
        year, month = divmod(number, 12)
        return ordinal(year, month + 1)

    def last(self, number: int) -> int:
        """Last day of the step of a number."""
        if self.unit == "day":
            return number
        if self.unit in _YEARS:
            return ordinal((number + 1) * _YEARS[self.unit]) - 1
        year, month = divmod(number, 12)
        return ordinal(year, month + 1) + days_in_month(year, month + 1) - 1

    def stretch(self, number: int) -> tuple[int, int]:
        """First and last day of the time that a step stands for.

        Example:
            >>> first, last = Step(since=-4).stretch(2016)
            >>> day_text(first), day_text(last)
            ('2012-01-01', '2016-12-31')
        """
        return self.first(number + self.since), self.last(number + self.until)

    def asked(self, first: int, last: int, rule: Rule | None = None) -> Node:
        """What is asked of the date of a record that falls in the time between two days.

        Args:
            first: First day.
            last: Last day.
            rule: A rule to go by instead of its own.
        """
        return _asked(first, last, rule or self.rule)

    def at(self, number: int) -> Node:
        """What is asked of the date of a record that falls in a step."""
        return _asked(*self.stretch(number), self.rule)

    def reach(self, span: Span) -> tuple[float, float]:
        """First and last day that decide in which steps one falls, as far as they are known."""
        if self.rule == "start":
            return span.start_min, span.start_max
        if self.rule == "end":
            return span.end_min, span.end_max
        return span.start_min, span.end_max

    def numbers(self, first: float, last: float) -> range:
        """Numbers of the steps that stand for some of the days between two."""
        low, high = self.number(first) - self.until, self.number(last) - self.since
        if self.within is not None:
            low, high = max(low, self.within[0]), min(high, self.within[1])
        return range(low, high + 1)


YEAR = Step()
"""A year, in which falls what touches it."""


@lru_cache(maxsize=1 << 14)
def _asked(first: int, last: int, rule: Rule) -> Node:
    text = _text(first, last)
    when = parse_edtf(text)
    if rule == "whole":
        return DateIs("date", "within", when)
    if rule == "start":
        before = parse_edtf(f"../{day_text(first - 1)}")
        return And((DateIs("date", "until", when), Not(DateIs("date", "until", before))))
    if rule == "end":
        later = parse_edtf(f"{day_text(last + 1)}/..")
        return And((DateIs("date", "since", when), Not(DateIs("date", "since", later))))
    return DateIs("date", "during", when)


def _text(first: int, last: int) -> str:
    """Whole years as years: a day of a year of five figures has no expression."""
    begin, end = year_of(first), year_of(last)
    texts = [day_text(first), day_text(last)]
    if (first, last) == (ordinal(begin), ordinal(end + 1) - 1):
        texts = [text[:-6] for text in texts]
    return texts[0] if texts[0] == texts[1] else "/".join(texts)


def share_of(spans: Iterable[Span], first: int, last: int) -> tuple[float, float]:
    """The share of the days of what has one of some spans that lies between two days: the bounds.

    Args:
        spans: What the date may be.
        first: First day.
        last: Last day.

    Example:
        >>> from bilateral import Period
        >>> trip = Period("2016-12-30/2017-01-02").spans
        >>> share_of(trip, ordinal(2016), ordinal(2017) - 1)
        (0.5, 0.5)
    """
    found = [share for span in spans for share in _shares(span, first, last)]
    return min(found), max(found)


def _shares(span: Span, first: int, last: int) -> tuple[float, float]:
    """The share grows or shrinks between the bounds and the days asked for, so these decide."""
    if span.is_scattered:
        inside = first <= span.start_min and span.end_max <= last
        outside = span.end_max < first or span.start_min > last
        return (1.0, 1.0) if inside else (0.0, 0.0) if outside else (0.0, 1.0)
    starts = _corners(span.start_min, span.start_max, first, last)
    ends = _corners(span.end_min, span.end_max, first, last)
    found = [
        max(0, min(end, last) - max(start, first) + 1) / (end - start + 1)
        for start in starts
        for end in ends
        if start <= end
    ]
    if inf in (-span.start_min, span.end_max) or not found:  # however long it may have been
        return 0.0, max(found, default=1.0)
    return min(found), max(found)


def _corners(low: float, high: float, first: int, last: int) -> list[float]:
    days = {max(low, min(high, day)) for day in (low, high, first - 1, first, last, last + 1)}
    return [day for day in days if -inf < day < inf]
