"""Printed dates that stand by themselves: days, months, seasons, parts of years, centuries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NoReturn

from bilateral.dates.ordinals import days_in_month
from bilateral.dates.reading import SEVERAL, Reading, Rules, stretch
from bilateral.dates.words import (
    CENTURIES,
    COUNT,
    DAY,
    DECADE,
    MONTH,
    NTH,
    PART,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    count_of,
    day_of,
    month_of,
    nth_of,
    thirds_of,
)
from bilateral.errors import PhraseError

__all__ = ["STATED", "WEEK_STARTS", "YEAR_RANGE", "third_of_month", "third_of_year"]

WEEK_STARTS = (5, 6, 0)
"""Saturday, Sunday and Monday, on which weeks begin."""
YEAR_RANGE = re.compile(r"(?P<first>[0-9]{4}) ?(?P<sign>[-/]) ?(?P<second>[0-9]{2}|[0-9]{4})")
_CENTURY = rf"(?:(?P<digits>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(CENTURIES)})) century"
_ERA = r"(?: (?:ad|ce))?"
_LONGEST_ACROSS_CENTURIES = 30  # years that are printed like "1998-02"
_LATER = r"(?P<second>[0-9]{2}|[0-9]{4})"


# -- days and months ---------------------------------------------------------------------------


def _day(self: Reading, match: re.Match[str]) -> str:
    found = date(int(match["year"]), month_of(match), day_of(match))
    weekday = match.groupdict().get("weekday")
    actual = WEEKDAYS[found.weekday()]
    if weekday and not actual.startswith(weekday[:3]):
        self.fail(f"a {actual.title()}, which {found} was")
    return found.isoformat()


def _month(_: Reading, match: re.Match[str]) -> str:
    return f"{match['year']}-{month_of(match):02d}"


def _numeric_day(self: Reading, match: re.Match[str]) -> str:
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    first = self.day_first
    if first is None and one <= 12 and other <= 12 and one != other:
        self.ambiguous(date(year, other, one).isoformat(), date(year, one, other).isoformat())
    month, day = (other, one) if (other <= 12 if first is None else first) else (one, other)
    return date(year, month, day).isoformat()


def _short_year(self: Reading, match: re.Match[str]) -> str:
    """A day or month of a year of two digits, which the caller has to know."""
    rest, short = match["rest"], match["short"]
    if self.year is None:
        _refuse_centuries(self, [f"{rest}{century}{short}" for century in (19, 20)])
    if self.year % 100 != int(short):
        self.fail(f"a date in {self.year}")
    return self.read(f"{rest}{self.year:04d}").text


def _refuse_centuries(self: Reading, phrases: Iterable[str]) -> NoReturn:
    """Name the dates that a phrase may be; as printed those that are not clear themselves."""
    dates: list[str] = []
    expected = ""
    for phrase in phrases:
        try:
            dates.append(self.read(phrase).text)
        except PhraseError as error:
            dates += [phrase] if error.problem == SEVERAL else []
            expected = error.expected or ""
    if len(dates) < 2:
        self.fail("a year of four digits" if dates else expected)
    self.ambiguous(*dates)


def third_of_month(match: re.Match[str], year: int, month: int, mark: str = "") -> str:
    """The beginning, middle or end of a month."""
    first, last = thirds_of(match)
    end = (10, 20, days_in_month(year, month))[last]
    return stretch(date(year, month, 10 * first + 1), date(year, month, end), mark)


def _half_of_month(_: Reading, match: re.Match[str]) -> str:
    year, month = int(match["year"]), month_of(match)
    first, last = ((1, 15), (16, days_in_month(year, month)))[nth_of(match) - 1]
    return stretch(date(year, month, first), date(year, month, last))


def _week_of_month(_: Reading, match: re.Match[str]) -> str:
    """The days that any way of counting has in it.

    Seven days may be counted from the first of the month, or back from its last; the weeks of the
    calendar begin on different days, and those that are cut by an end of the month may count.
    """
    year, month = int(match["year"]), month_of(match)
    length = days_in_month(year, month)
    back = match["nth"] is None
    number = 1 if back else nth_of(match)
    edge = date(year, month, length if back else 1).weekday()
    shifts = {0}  # against the weeks of seven days from that end of the month
    for start in WEEK_STARTS:
        cut = (edge + 1 - start if back else start - edge) % 7
        shifts |= {cut, cut - 7} if cut else set()
    near, far = max(7 * number - 6 + min(shifts), 1), min(7 * number + max(shifts), length)
    first, last = (length + 1 - far, length + 1 - near) if back else (near, far)
    return stretch(date(year, month, first), date(year, month, last))


def _week(self: Reading, match: re.Match[str]) -> str:
    """The week of a day: any week that has it, unless it is said to be the first or last."""
    day = self.single(match["rest"])
    if not day.is_day:
        self.fail(f"a day in place of {match['rest']!r}")
    found = date.fromordinal(int(day.earliest_ordinal))
    least, most = {"of": (-6, 6), "ending": (-6, 0)}.get(match["which"], (0, 6))
    mark = day.text[10:]
    return stretch(found + timedelta(days=least), found + timedelta(days=most), mark)


# -- years and parts of them -------------------------------------------------------------------


def _year_range(self: Reading, match: re.Match[str]) -> str:
    """Two years, or a year and the last two digits of another, which may look like a month."""
    first, sign, second = match["first"], match["sign"], match["second"]
    if len(second) == 4:
        in_both = sign == "/" and int(second) == int(first) + 1  # as "1968/69" is
        return f"[{first}..{second}]" if in_both else f"{first}/{second}"
    dashed = sign == "-"
    parts = (*range(1, 13), *range(21, 42)) if dashed else range(1, 13)
    edtf = f"{first}-{second}" if int(second) in parts else None
    if int(second) <= int(first[2:]):
        last = f"{int(first[:2]) + 1:02d}{second}"
        if edtf and int(last) - int(first) <= _LONGEST_ACROSS_CENTURIES:
            self.ambiguous(f"the years {first} to {last}", f"month or part {second} of {first}")
        if edtf is None or " " in match[0]:
            self.fail(f"a later year behind {sign!r}")
        return edtf
    last = first[:2] + second
    years = f"{first}/{last}" if dashed else f"[{first}..{last}]"
    if edtf:
        self.ambiguous(f"the years {years}", f"month or part {second} of {first}")
    if not dashed and not _is_next(first, second):
        self.fail("a slash between two years that follow one another")
    return years


def _is_next(first: str, second: str) -> bool:
    return f"{int(first) + 1:04d}".endswith(second)


def _season(_: Reading, match: re.Match[str]) -> str:
    return f"{match['year']}-{SEASONS[match['season']]}"


def _winter(self: Reading, match: re.Match[str]) -> str:
    """A winter lies in two years; of one year alone it is the first or the second of two."""
    year, second = int(match["year"]), match["second"]
    if second is None:
        self.ambiguous(*(f"the winter of {y - 1}-{y % 100:02d}" for y in (year, year + 1)))
    if not _is_next(match["year"], second):
        self.fail("a winter of two years that follow one another")
    return f"{match['year']}-24"


def third_of_year(match: re.Match[str], year: int, mark: str = "~") -> str:
    """The beginning, middle or end of a year, an estimate."""
    first, last = thirds_of(match)
    return f"[{year:04d}-{4 * first + 1:02d}{mark}..{year:04d}-{4 * last + 4:02d}{mark}]"


def _quarter(match: re.Match[str]) -> str:
    return f"{match['year']}-{32 + int(match['nth'] or match['nth2'])}"


def _half(match: re.Match[str]) -> str:
    return f"{match['year']}-{39 + int(match['nth'] or match['nth2'])}"


def _months_of_year(self: Reading, match: re.Match[str]) -> str:
    number, year = count_of(match), match["year"]
    if not 2 <= number <= 11:
        self.fail("2 to 11 months of a year")
    first, last = (1, number) if match["which"] == "first" else (13 - number, 12)
    return f"[{year}-{first:02d}..{year}-{last:02d}]"


def _fiscal_year(self: Reading, match: re.Match[str]) -> str:
    first, second = match["year"], match["second"]
    if self.fiscal_start is None:
        self.fail("fiscal_year_start, the day on which fiscal years begin there")
    if self.fiscal_start == (1, 1):
        return first if second is None else self.fail("a fiscal year within one year")
    year = int(first)
    begins = [date(y, *self.fiscal_start) for y in (year - 1, year, year + 1)]
    if second is None:
        readings = [f"from {one} to {two - timedelta(days=1)}" for one, two in pairwise(begins)]
        self.ambiguous(*readings)
    if not _is_next(first, second):
        self.fail("a fiscal year of two years that follow one another")
    return stretch(begins[1], begins[2] - timedelta(days=1))


# -- decades, centuries, eras ------------------------------------------------------------------


def _decade(self: Reading, match: re.Match[str]) -> str:
    """A decade, its half or its third, which is an estimate."""
    decade = match["decade"]
    if decade.endswith("0"):
        self.ambiguous(f"the decade {decade}X", f"the century {decade[:2]}XX")
    if match["nth"]:
        first, last = ((0, 4), (5, 9))[nth_of(match) - 1]
        return f"[{decade}{first}..{decade}{last}]"
    if match["part"]:
        begin, end = thirds_of(match)
        return f"[{decade}{(0, 4, 7)[begin]}~..{decade}{(3, 6, 9)[end]}~]"
    return f"{decade}X"


def _century(_: Reading, match: re.Match[str]) -> str:
    """A century, its half or its third, which is an estimate."""
    number = int(match["digits"]) if match["digits"] else CENTURIES[match["word"]]
    before = 100 * (number - 1)
    first, last, mark = 1, 100, ""
    if match["nth"]:
        first, last = ((1, 50), (51, 100))[nth_of(match) - 1]
    elif match["part"]:
        begin, end = thirds_of(match)
        first, last, mark = (1, 34, 67)[begin], (33, 66, 100)[end], "~"
    return f"[{before + first:04d}{mark}..{before + last:04d}{mark}]"


def _year_of_era(_: Reading, match: re.Match[str]) -> str:
    number, era = int(match["number"]), match["era"] or match["era2"]
    if number == 0:
        raise ValueError("no year 0 in these eras")
    if era in ("ad", "ce"):
        return f"{number:04d}"
    return f"-{number - 1:04d}" if number > 1 else "0000"


_HALF = r"(?P<nth>first|1st|second|2nd) half (?:of (?:the )?)?"
_IN_YEAR = "(?:(?:of|in) the year )?"
_OF = r",? (?:of |in )?"
_SHORT = "'?(?P<short>[0-9]{2})"
STATED: Final[Rules] = (
    (YEAR_RANGE.pattern, _year_range),
    (rf"{MONTH}(?:{_OF}|-){YEAR}", _month),
    (
        r"(?P<month>0?[1-9]|1[0-2])[./-](?P<year>[0-9]{4})",
        lambda _, m: f"{m['year']}-{int(m['month']):02d}",
    ),
    (rf"(?:{WEEKDAY},? )?(?:the )?{MONTH} (?:the )?{DAY},? {YEAR}", _day),
    (rf"(?:{WEEKDAY},? )?(?:this |the )?{DAY} (?:(?:day )?of )?{MONTH},? {_IN_YEAR}{YEAR}", _day),
    (rf"{DAY}(?P<sign>[-/.]?){MONTH}(?P=sign){YEAR}", _day),
    (rf"{MONTH}-{DAY}-{YEAR}", _day),
    (rf"{YEAR}[- ]{MONTH}[- ]{DAY}", _day),
    (
        r"(?P<one>[0-9]{1,2})(?P<sign>[-/.])(?P<other>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})",
        _numeric_day,
    ),
    (
        r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
        lambda _, m: date(int(m["year"]), int(m["month"]), int(m["day"])).isoformat(),
    ),
    (
        rf"(?P<rest>(?:{WEEKDAY},? )?(?:the )?{DAY}(?:[-/. ]| of ){MONTH}[-/., ]{{1,2}}){_SHORT}",
        _short_year,
    ),
    (rf"(?P<rest>(?:{WEEKDAY},? )?{MONTH} (?:the )?{DAY}, ?){_SHORT}", _short_year),
    (rf"(?P<rest>[0-9]{{1,2}}(?P<sign>[-/.])[0-9]{{1,2}}(?P=sign)){_SHORT}", _short_year),
    (rf"(?P<rest>{MONTH} )'(?P<short>[0-9]{{2}})", _short_year),
    (rf"{PART}{MONTH}{_OF}{YEAR}", lambda _, m: third_of_month(m, int(m["year"]), month_of(m))),
    (rf"{_HALF}{MONTH}{_OF}{YEAR}", _half_of_month),
    (rf"(?:{NTH}|(?:the )?last) week (?:of|in) {MONTH}{_OF}{YEAR}", _week_of_month),
    (r"week (?P<which>of|beginning|starting|commencing|ending)(?: on)? (?P<rest>.+)", _week),
    (rf"{PART}{YEAR}", lambda _, m: third_of_year(m, int(m["year"]))),
    (rf"(?P<season>{'|'.join(SEASONS)}){_OF}{YEAR}", _season),
    (rf"winter{_OF}{YEAR}(?: ?[-/] ?{_LATER})?", _winter),
    (rf"(?:q(?P<nth>[1-4])|(?P<nth2>[1-4])q)(?:{_OF}|/|-){YEAR}", lambda _, m: _quarter(m)),
    (rf"{YEAR}[ /-]?(?:q(?P<nth>[1-4])|(?P<nth2>[1-4])q)", lambda _, m: _quarter(m)),
    (rf"{NTH} quarter{_OF}{YEAR}", lambda _, m: f"{m['year']}-{32 + nth_of(m)}"),
    (rf"(?:h(?P<nth>[12])|(?P<nth2>[12])h)(?:{_OF}|/|-){YEAR}", lambda _, m: _half(m)),
    (rf"{YEAR}[ /-]?(?:h(?P<nth>[12])|(?P<nth2>[12])h)", lambda _, m: _half(m)),
    (rf"{_HALF}{YEAR}", lambda _, m: f"{m['year']}-{39 + nth_of(m)}"),
    (rf"(?:the )?(?P<which>first|last) {COUNT} months of {YEAR}", _months_of_year),
    (rf"(?:fy|(?:fiscal|financial) year) ?{YEAR}(?: ?[-/] ?{_LATER})?", _fiscal_year),
    (rf"{YEAR}(?: ?[-/] ?{_LATER})? (?:fiscal|financial) year", _fiscal_year),
    (rf"(?:{PART}|{_HALF})?{DECADE}", _decade),
    (rf"(?:{PART}|{_HALF})?{_CENTURY}{_ERA}", _century),
    (
        r"(?:(?P<era>ad|ce) )?(?P<number>[0-9]{1,4})(?: (?P<era2>ad|ce|bc|bce))?",
        lambda self, m: _year_of_era(self, m) if bool(m["era"]) != bool(m["era2"]) else None,
    ),
)
