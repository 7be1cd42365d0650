"""Printed dates that depend on the source's own: "last year", "on Tuesday", "two months ago".

Of a source that is vague, each day of its date is a place to count from; the result has them all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from bilateral.dates.expression import Shape
from bilateral.dates.ordinals import days_in_month
from bilateral.dates.reading import Reading, Rules, combined, one_of, shifted_month, stretch
from bilateral.dates.stated import WEEK_STARTS, third_of_month, third_of_year
from bilateral.dates.words import (
    COUNT,
    MONTH,
    PART,
    SEASONS,
    SHIFTS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    count_of,
    month_of,
)

__all__ = ["RELATIVE"]

_DAYS_FROM_TODAY = {
    "day before yesterday": (-2, -2),
    "yesterday": (-1, -1),
    "today": (0, 0),
    "tomorrow": (1, 1),
    "day after tomorrow": (2, 2),
    "last week": (-13, -1),
    "earlier this week": (-6, 0),
    "this week": (-6, 6),
    "later this week": (0, 6),
    "next week": (1, 13),
}
_NEAR = 91  # days, within which "this" may mean the month of the neighbouring year
_YEARS = {"year": 1, "decade": 10}
_DAYS = {"day": 1, "week": 7}


# -- named months, seasons and weekdays --------------------------------------------------------


def _years_meant(self: Reading, which: str, first_month: int, months: int = 1) -> range:
    """The years of this, last or next April, seen from each day of the source's date."""
    first, last = self.source_days()
    if which == "this":
        _refuse_neighbours(self, first_month, months)
    return {
        "this": range(first.year, last.year + 1),
        "last": range(first.year - 1, last.year + (first_month < last.month)),
        "next": range(first.year + (first_month <= first.month), last.year + 2),
    }[which]


def _refuse_neighbours(self: Reading, first_month: int, months: int) -> None:
    """Refuse "this December" in January and "this January" in December: of which year is it?"""
    first, last = self.source_days()
    end_month = first_month + months - 1
    for year in range(first.year, last.year + 1):
        begin = date(year, first_month, 1).toordinal()
        end = date(year, end_month, days_in_month(year, end_month)).toordinal()
        if max(first, date(year, 1, 1)).toordinal() - (end - 365) < _NEAR:
            self.ambiguous(f"that of {year - 1}", f"that of {year}")
        if begin + 365 - min(last, date(year, 12, 31)).toordinal() < _NEAR:
            self.ambiguous(f"that of {year}", f"that of {year + 1}, still to come")


def _named_month(self: Reading, match: re.Match[str]) -> str:
    month, mark = month_of(match), self.year_mark()
    years = _years_meant(self, match["which"], month)
    return one_of(f"{year:04d}-{month:02d}{mark}" for year in years)


def _third_of_named_month(self: Reading, match: re.Match[str]) -> str:
    month, mark = month_of(match), self.year_mark()
    years = _years_meant(self, match["which"], month)
    thirds = [third_of_month(match, year, month, mark).strip("[]") for year in years]
    return f"[{','.join(thirds)}]"


def _named_season(self: Reading, match: re.Match[str]) -> str:
    season, mark = SEASONS[match["season"]], self.year_mark()
    years = _years_meant(self, match["which"], 3 * (season - 20), 3)
    return one_of(f"{year:04d}-{season}{mark}" for year in years)


def _weekdays_meant(day: date, weekday: int, which: str) -> set[date]:
    """What a weekday may mean on a day: with weeks that begin on different days, one or two.

    By itself it is any within six days; today, if today is one.
    """
    after = timedelta(days=(weekday - day.weekday()) % 7)
    before = timedelta(days=(day.weekday() - weekday) % 7)
    week = timedelta(days=7)
    in_weeks = {
        day - timedelta(days=(day.weekday() - start) % 7) + timedelta(days=(weekday - start) % 7)
        for start in WEEK_STARTS
    }
    match which:
        case "last":
            return {day - (before or week)} | {found - week for found in in_weeks}
        case "next":
            return {day + (after or week)} | {found + week for found in in_weeks}
        case "this":
            return {day + after} | in_weeks
        case "past":
            return {day - (before or week)}
        case "coming":
            return {day + (after or week)}
        case _:
            return {day - before, day + after}


def _weekday(self: Reading, match: re.Match[str]) -> str:
    which = (match["which"] or "").removeprefix("this ")
    weekday = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"][:3]))
    first, last = self.source_days()
    if (last - first).days > 366:
        self.fail("a source's date of at most a year")
    found: set[date] = set()
    for shift in range((last - first).days + 1):
        found |= _weekdays_meant(first + timedelta(days=shift), weekday, which)
    return one_of(f"{day}{self.mark()}" for day in found)


# -- parts of this, last and next month and year -----------------------------------------------


def _third_of_shifted(self: Reading, match: re.Match[str]) -> str | None:
    """Early next month, late last year, the end of the year."""
    if match["which"] is None and " of" not in match["part"]:
        return None
    shift = SHIFTS[match["which"] or "this"]
    first, last = self.source_days()
    if match["unit"] == "year":
        thirds = [
            third_of_year(match, day.year + shift, combined("~", self.year_mark()))
            for day in (first, last)
        ]
    else:
        thirds = []
        for day in (first, last):
            year, month = map(int, shifted_month(day, shift).split("-"))
            thirds.append(third_of_month(match, year, month, self.mark()))
    begin, end = thirds[0].split("..")[0], thirds[1].split("..")[1]
    return f"{begin}..{end}"


def _rest(self: Reading, match: re.Match[str]) -> str:
    """What is left of the year or month, or over."""
    first, last = self.source_days()
    mark, outer = self.mark(), self.mark()
    begin, end = date(first.year, first.month, 1), date(last.year, last.month, 1)
    if match["unit"] == "year":
        begin, end, outer = begin.replace(month=1), end.replace(month=12), self.year_mark()
    end = end.replace(day=days_in_month(end.year, end.month))
    if match["which"] == "later":
        return stretch(first, end, outer if first.day == 1 else mark, outer)
    whole = last.day == days_in_month(last.year, last.month)
    return stretch(begin, last, outer, outer if whole else mark)


# -- counted from the source's date ------------------------------------------------------------


def _ago(self: Reading, match: re.Match[str]) -> str:
    """Some years or months ago are estimates; weeks are as long as weeks may be; days are exact."""
    unit, sign = match["unit"], -1 if match["side"] == "ago" else 1
    number = count_of(match) * _YEARS.get(unit, 1)
    if unit in _YEARS:
        return self.years(sign * number, "~")
    if unit == "month":
        return self.months(sign * number, "~")
    days = sign * number * _DAYS[unit]
    return self.days(days, days) if unit == "day" else self.days(days - 6, days + 6)


def _span(self: Reading, match: re.Match[str]) -> str:
    """The last ten years, the next three months: over or for them something lasts."""
    unit, ahead = match["unit"], match["which"] in {"next", "coming"}
    number = count_of(match) * (_YEARS.get(unit) or _DAYS.get(unit, 1))
    source, (first, last) = self.source_date(), self.source_days()
    lasts = bool(match["lasts"])
    if unit in _DAYS:
        far, now = (last, first) if ahead else (first, last)
        edge = f"{far + timedelta(days=number if ahead else -number)}"
        near, edge = f"{now}{self.mark()}", edge + combined("~", self.mark())
    elif unit in _YEARS and lasts:
        year = self.one_year()
        near = source.text
        if source.shape is not Shape.DATE:  # of a vague source it is some day, not the last one
            near = (str(first) if source.is_day else f"{year:04d}") + self.mark()
        edge = f"{year + (number if ahead else -number):04d}~"
    else:
        months = number * (12 if unit in _YEARS else 1)
        edge_day = last if ahead else first
        edge = shifted_month(edge_day, months if ahead else -months) + combined("~", self.mark())
        near = f"{first if ahead else last:%Y-%m}{self.mark()}"
    begin, end = (near, edge) if ahead else (edge, near)
    return f"{begin}/{end}" if lasts else f"[{begin}..{end}]"


_UNIT = "(?P<unit>year|decade|month|week|day)"
_SPAN = r"(?:within |(?P<lasts>over |for ))?(?:the )?(?P<which>last|past|next|coming)"
_OVER = r"(?P<lasts>over |for )(?:the )?(?P<which>last|past|next|coming)(?P<count>)"
RELATIVE: Final[Rules] = (
    (rf"(?P<which>{WHICH}) year", lambda self, m: self.years(SHIFTS[m["which"]])),
    (rf"(?P<which>{WHICH}) month", lambda self, m: self.months(SHIFTS[m["which"]])),
    ("|".join(_DAYS_FROM_TODAY), lambda self, m: self.days(*_DAYS_FROM_TODAY[m[0]])),
    (r"(?P<which>later|earlier) this (?P<unit>year|month)", _rest),
    (rf"{PART}(?:(?P<which>{WHICH}) )?(?P<unit>year|month)", _third_of_shifted),
    (rf"(?P<which>{WHICH}) {MONTH}", _named_month),
    (rf"{PART}(?P<which>{WHICH}) {MONTH}", _third_of_named_month),
    (rf"(?P<which>{WHICH}) (?P<season>{'|'.join(SEASONS)})", _named_season),
    (rf"(?:(?P<which>{WHICH}|(?:this )?(?:past|coming)) )?{WEEKDAY}", _weekday),
    (rf"{COUNT} {_UNIT}s? (?P<side>ago|from now|hence)", _ago),
    (rf"{_SPAN} {COUNT} {_UNIT}s?", _span),
    (rf"{_OVER} {_UNIT}", _span),
    # "The last decade" may be the one before this; "the past decade" is ten years.
    (rf"(?P<lasts>)(?:within )?(?:the )?(?P<which>past|coming)(?P<count>) {_UNIT}", _span),
)
