"""Dates as people print them: "end of April", "1968-69", "over the last ten years".

Every phrase is read by one rule of the table at the end; what none of them reads is an error,
never a guess, and so is a phrase with two readings.

Conventions, where print leaves room:

- The beginning, middle and end of a month are its days 1 to 10, 11 to 20 and 21 to the last; of a
  decade the years 0 to 3, 4 to 6 and 7 to 9; of a year the months 1 to 4, 5 to 8 and 9 to 12. Those
  of decades and years are estimates and marked ``~``.
- ``1968-69`` is a range of years. Where the second number could also be a month or a season, as
  EDTF writes them (``2009-10``, ``2018-21``), the phrase is refused.
- "Last year", "this April" and the like are read against the source's own date. Where that is so
  vague that the year is open, the result is a set of the years it may be. A month without a year
  is the most recent one, if all of the source's date lies behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from math import inf
from typing import NoReturn

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.ordinals import days_in_month
from bilateral.dates.when import DateLike, as_edtf
from bilateral.errors import EDTFError, PhraseError

__all__ = ["parse_printed"]

_LONGEST = 200
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = "first second third fourth".split()
_CENTURIES = {
    f"{word}{ending}": number
    for number, word in enumerate(
        "seventeen eighteen nineteen twentie twenty-fir".split(), start=17
    )
    for ending in ("th", "st")
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
}
_PART = r"(?P<part>early|beginning of|start of|mid|middle of|late|end of)[ -]"
_THIRD = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1}
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\.?"
_MONTH_2 = _MONTH.replace("<month>", "<month2>")
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_2 = r"(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}),? )?"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})"
_MARKS = {"around": "~", "about": "~", "circa": "~", "c.": "~", "ca.": "~"} | dict.fromkeys(
    ("possibly", "probably", "perhaps"), "?"
)


def parse_printed(text: str, relative_to: DateLike | None = None) -> EDTF:
    """Read a date as people print it in English.

    Args:
        text: The phrase, at most 200 characters; upper and lower case are not told apart. EDTF
            expressions are read as themselves, save those that may also be a range of years
            (``2009-10``).
        relative_to: Date of the source, which may be uncertain; needed for phrases such as "last
            year" and for months without a year.

    Returns:
        The date as EDTF.

    Raises:
        PhraseError: if the phrase is no date, has two readings, or lacks the source's date.
        EDTFError: if ``relative_to`` is text and no EDTF expression.

    Example:
        >>> parse_printed("April 24, 2018"), parse_printed("mid-1950s")
        (parse_edtf('2018-04-24'), parse_edtf('1954~/1956~'))
        >>> parse_printed("last year", relative_to="2018-05~")
        parse_edtf('2017')
        >>> parse_printed("recently", relative_to="2018")
        Traceback (most recent call last):
            ...
        bilateral.errors.PhraseError: no date that can be read: found 'recently', expected a date \
as people print it, such as 'end of April 2018' or 'last year'
    """
    if not isinstance(text, str) or len(text) > _LONGEST or not text.isprintable():
        raise PhraseError(
            "no date that can be read",
            found=text,
            expected=f"text of at most {_LONGEST} characters",
        )
    reader = _Reader(text, None if relative_to is None else as_edtf(relative_to))
    return reader.read()


class _Reader:
    """One phrase and the date of its source."""

    def __init__(self, text: str, source: EDTF | None) -> None:
        self.text = text
        self.source = source

    def read(self) -> EDTF:
        phrase = _normal(self.text)
        if not _YEAR_RANGE.fullmatch(phrase):
            try:
                return parse_edtf(self.text.strip())
            except EDTFError:
                pass
        for pattern, rule in _RULES:
            match = pattern.fullmatch(phrase)
            if match is not None:
                try:
                    return parse_edtf(rule(self, match))
                except (EDTFError, ValueError, OverflowError) as error:
                    if isinstance(error, PhraseError):
                        raise
                    self.fail("a date that the calendar has")
        self.fail("a date as people print it, such as 'end of April 2018' or 'last year'")

    def fail(self, expected: str) -> NoReturn:
        raise PhraseError("no date that can be read", found=self.text, expected=expected)

    def ambiguous(self, *readings: str) -> NoReturn:
        raise PhraseError(
            "a date with several readings", found=self.text, expected=" or ".join(readings)
        )

    # -- the source's date ---------------------------------------------------------------------

    def source_days(self) -> tuple[date, date]:
        """First and last day of the source's date."""
        source = self.source
        if source is None:
            raise PhraseError(
                "a date that depends on its source's",
                found=self.text,
                expected="relative_to, the date of the source",
            )
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

    def mark(self) -> str:
        """The mark of a source's date, for results that are as exact as that date."""
        source = self.source
        single = source is not None and source.shape is Shape.DATE
        return source.text[-1] if single and source and source.text[-1] in "?~%" else ""

    def years(self, shift: int) -> str:
        first, last = (day.year + shift for day in self.source_days())
        return f"{first:04d}" if first == last else f"[{first:04d}..{last:04d}]"

    def months(self, shift: int) -> str:
        first, last = (_month(day.year * 12 + day.month - 1 + shift) for day in self.source_days())
        return f"{first}{self.mark()}" if first == last else f"[{first}..{last}]"

    def days(self, shift: int) -> str:
        first, last = (day + timedelta(days=shift) for day in self.source_days())
        return f"{first}{self.mark()}" if first == last else f"[{first}..{last}]"

    def recent_year(self, month: int, day: int | None = None) -> int:
        """The year of a month or day named without one: that of the most recent."""
        first, last = self.source_days()
        begins = date(first.year, month, day or 1)
        ends = date(first.year, month, day or days_in_month(first.year, month))
        if first.year != last.year or (begins <= last and ends >= first):
            years = range(first.year - 1, last.year + 1)
            self.ambiguous(*(f"that of {year}" for year in years))
        if begins > last:
            self.ambiguous(f"that of {first.year - 1}", f"that of {first.year}, still to come")
        return first.year


# -- rules: a reader and a match to EDTF text --------------------------------------------------

_Rule = Callable[[_Reader, re.Match[str]], str]


def _normal(text: str) -> str:
    """The phrase in one case, with plain dashes and single blanks, without leading words."""
    phrase = re.sub("[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}]", "-", text)
    phrase = " ".join(phrase.casefold().split())
    if not phrase.isascii():
        return text
    phrase = phrase.rstrip(",;")
    if phrase.endswith(".") and not phrase.endswith("..") and len(phrase) > 4:
        phrase = phrase[:-1]
    return re.sub(r"^(?:(?:in|on|during|the) ){1,3}", "", phrase)


def _month(count: int) -> str:
    """A month counted from January of the year 0."""
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _number(match: re.Match[str], name: str = "month") -> int:
    """Number of the month that a match names."""
    return next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(match[name][:3]))


def _day(self: _Reader, match: re.Match[str], year: int, month: int, name: str = "day") -> str:
    found = date(year, month, int(match[name]))
    weekday = match.groupdict().get("weekday")
    if weekday and _WEEKDAYS[found.weekday()] != weekday:
        self.fail(f"a {_WEEKDAYS[found.weekday()].title()}, which {found} was")
    return found.isoformat()


def _full_day(self: _Reader, match: re.Match[str]) -> str:
    return _day(self, match, int(match["year"]), _number(match))


def _day_of_recent_month(self: _Reader, match: re.Match[str]) -> str:
    month = _number(match)
    return _day(self, match, self.recent_year(month, int(match["day"])), month)


def _day_range(self: _Reader, match: re.Match[str]) -> str:
    year, last = int(match["year"]), _number(match)
    first = _number(match, "month2") if match.groupdict().get("month2") else last
    return f"{_day(self, match, year, first)}/{_day(self, match, year, last, 'day2')}"


def _third_of_month(match: re.Match[str], year: int) -> str:
    month, third = _number(match), _THIRD.get(match["part"], 2)
    first, last = ((1, 10), (11, 20), (21, days_in_month(year, month)))[third]
    return f"{year:04d}-{month:02d}-{first:02d}/{year:04d}-{month:02d}-{last:02d}"


def _third_of_decade(_: _Reader, match: re.Match[str]) -> str:
    first, last = ((0, 3), (4, 6), (7, 9))[_THIRD.get(match["part"], 2)]
    return f"{match['decade']}{first}~/{match['decade']}{last}~"


def _third_of_year(_: _Reader, match: re.Match[str]) -> str:
    third = _THIRD.get(match["part"], 2)
    return f"{match['year']}-{4 * third + 1:02d}~/{match['year']}-{4 * third + 4:02d}~"


def _year_range(self: _Reader, match: re.Match[str]) -> str:
    """Two years, or a year and the last two digits of another, which may look like a month."""
    first, second = match["first"], match["second"]
    if len(second) == 4:
        return f"{first}/{second}"
    years = f"{first}/{first[:2]}{second}" if int(second) > int(first[2:]) else None
    edtf = f"{first}-{second}" if int(second) in (*range(1, 13), *range(21, 42)) else None
    if years and edtf:
        self.ambiguous(f"the years {years}", f"month or part {second} of {first}")
    return years or edtf or self.fail("a later year behind the dash")


def _century(_: _Reader, match: re.Match[str]) -> str:
    number = int(match["digits"]) if match["digits"] else _CENTURIES[match["word"]]
    return f"{number - 1:02d}01/{number:02d}00"


def _slashes(self: _Reader, match: re.Match[str]) -> str:
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if one <= 12 and other <= 12 and one != other:
        self.ambiguous(date(year, other, one).isoformat(), date(year, one, other).isoformat())
    month, day = (one, other) if other > 12 else (other, one)
    return date(year, month, day).isoformat()


def _marked(self: _Reader, match: re.Match[str]) -> str:
    inner = _Reader(match["rest"], self.source).read()
    marks = {_MARKS[match["mark"]], inner.text[-1]} & {"?", "~", "%"}
    if inner.shape is not Shape.DATE:
        self.fail(f"a single date behind {match['mark']!r}")
    return inner.text.rstrip("?~%") + (marks.pop() if len(marks) == 1 else "%")


def _bounded(self: _Reader, match: re.Match[str]) -> str:
    """Before, until, since and after a date, which itself is left out of before and after."""
    inner = _Reader(match["rest"], self.source).read()
    if inner.shape is not Shape.DATE:
        self.fail(f"a single date behind {match['side']!r}")
    side, text = match["side"], inner.text
    if side in ("until", "up to"):
        return f"../{text}"
    if side == "since":
        return f"{text}/.."
    step = -1 if side == "before" else 1
    edge = inner.earliest_ordinal if side == "before" else inner.latest_ordinal
    beside = date.fromordinal(int(edge) + step).isoformat()[: len(text.rstrip("?~%"))]
    mark = text[-1] if text[-1] in "?~%" else ""
    return f"../{beside}{mark}" if side == "before" else f"{beside}{mark}/.."


def _named_month(self: _Reader, match: re.Match[str]) -> str:
    """This, last or next April: where usage differs, a set of both."""
    month, which = _number(match), match["which"]
    first, last = self.source_days()
    if first.year != last.year:
        self.fail("a source's date within one year")
    year = first.year
    if which == "this":
        return f"{year:04d}-{month:02d}"
    step = -1 if which == "last" else 1
    if last.month < month or first.month > month:
        passed = month < first.month
        if (which == "last") is passed:  # the nearest one is of this year, usage may mean the next
            pair = sorted((f"{year:04d}-{month:02d}", f"{year + step:04d}-{month:02d}"))
            return f"[{pair[0]},{pair[1]}]"
    return f"{year + step:04d}-{month:02d}"


def _rest_of_year(self: _Reader, match: re.Match[str]) -> str:
    first, last = self.source_days()
    if first.year != last.year:
        self.fail("a source's date within one year")
    if match["which"] == "later":
        return f"{first.year:04d}-{first.month:02d}/{first.year:04d}-12"
    return f"{last.year:04d}-01/{last.year:04d}-{last.month:02d}"


def _count(match: re.Match[str]) -> int:
    return _NUMBERS.get(match["count"]) or int(match["count"])


def _last_years(self: _Reader, match: re.Match[str]) -> str:
    number = 10 if match["decade"] else _count(match)
    first, last = self.source_days()
    end = self.source.text if self.source and self.source.shape is Shape.DATE else last.isoformat()
    return f"{first.year - number:04d}~/{end}"


_YEAR_RANGE = re.compile(r"(?P<first>[0-9]{4}) ?- ?(?P<second>[0-9]{2}|[0-9]{4})")
_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (_YEAR, lambda _, m: m["year"]),
        (_YEAR_RANGE.pattern, _year_range),
        (r"(?:from )?(?P<first>[0-9]{4}) to (?P<second>[0-9]{4})", _year_range),
        (r"between (?P<first>[0-9]{4}) and (?P<second>[0-9]{4})", _year_range),
        (rf"{_MONTH},? (?:of )?{_YEAR}", lambda _, m: f"{m['year']}-{_number(m):02d}"),
        (rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}", _full_day),
        (rf"{_WEEKDAY}{_DAY} (?:of )?{_MONTH},? {_YEAR}", _full_day),
        (rf"{_DAY} ?- ?{_DAY_2} {_MONTH},? {_YEAR}", _day_range),
        (rf"{_MONTH} {_DAY} ?- ?{_DAY_2},? {_YEAR}", _day_range),
        (rf"{_DAY} {_MONTH_2} ?- ?{_DAY_2} {_MONTH},? {_YEAR}", _day_range),
        (rf"{_MONTH_2} {_DAY} ?- ?{_MONTH} {_DAY_2},? {_YEAR}", _day_range),
        (r"(?P<decade>[0-9]{3})0'?s", lambda _, m: f"{m['decade']}X"),
        (rf"{_PART}(?:the )?(?P<decade>[0-9]{{3}})0'?s", _third_of_decade),
        (rf"{_PART}{_MONTH},? {_YEAR}", lambda _, m: _third_of_month(m, int(m["year"]))),
        (rf"{_PART}{_YEAR}", _third_of_year),
        (
            rf"(?P<season>{'|'.join(_SEASONS)}) (?:of )?{_YEAR}",
            lambda _, m: f"{m['year']}-{_SEASONS[m['season']]}",
        ),
        (rf"q(?P<quarter>[1-4]) {_YEAR}", lambda _, m: f"{m['year']}-{32 + int(m['quarter'])}"),
        (
            rf"(?P<nth>{'|'.join(_ORDINALS)}) quarter of {_YEAR}",
            lambda _, m: f"{m['year']}-{33 + _ORDINALS.index(m['nth'])}",
        ),
        (
            rf"(?P<nth>first|second) half of {_YEAR}",
            lambda _, m: f"{m['year']}-{40 + _ORDINALS.index(m['nth'])}",
        ),
        (
            rf"(?:(?P<digits>[0-9]{{2}})(?:th|st)|(?P<word>{'|'.join(_CENTURIES)})) century",
            _century,
        ),
        (rf"(?P<one>[0-9]{{1,2}})/(?P<other>[0-9]{{1,2}})/{_YEAR}", _slashes),
        (rf"(?P<mark>{'|'.join(map(re.escape, _MARKS))}) ?(?P<rest>.+)", _marked),
        (r"(?P<side>before|until|up to|since|after) (?P<rest>.+)", _bounded),
        (r"this year", lambda self, _: self.years(0)),
        (r"last year", lambda self, _: self.years(-1)),
        (r"next year", lambda self, _: self.years(1)),
        (r"this month", lambda self, _: self.months(0)),
        (r"last month", lambda self, _: self.months(-1)),
        (r"next month", lambda self, _: self.months(1)),
        (r"today", lambda self, _: self.days(0)),
        (r"yesterday", lambda self, _: self.days(-1)),
        (r"tomorrow", lambda self, _: self.days(1)),
        (r"(?P<which>later|earlier) this year", _rest_of_year),
        (rf"(?P<which>this|last|next) {_MONTH}", _named_month),
        (
            rf"{_PART}this {_MONTH}",
            lambda self, m: _third_of_month(m, int(self.years(0))),
        ),
        (
            _MONTH,
            lambda self, m: f"{self.recent_year(_number(m)):04d}-{_number(m):02d}",
        ),
        (
            rf"{_PART}{_MONTH}",
            lambda self, m: _third_of_month(m, self.recent_year(_number(m))),
        ),
        (rf"{_WEEKDAY}{_MONTH} {_DAY}", _day_of_recent_month),
        (rf"{_WEEKDAY}{_DAY} (?:of )?{_MONTH}", _day_of_recent_month),
        (
            rf"(?:(?:over|for) )?(?:the )?(?:last|past) (?:{_COUNT} years|(?P<decade>decade))",
            _last_years,
        ),
        (
            rf"{_COUNT} years? ago",
            lambda self, m: f"{int(self.years(-_count(m))):04d}~",
        ),
    )
]
