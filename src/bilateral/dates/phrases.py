"""Dates as people print them: "end of April", "1968-69", "over the last ten years".

Every phrase is read by one rule of the table at the end; what none of them reads is an error,
never a guess, and so is a phrase with two readings.

Conventions, where print leaves room:

- The beginning, middle and end of a month are its days 1 to 10, 11 to 20 and 21 to the last; of a
  decade the years 0 to 3, 4 to 6 and 7 to 9; of a year the months 1 to 4, 5 to 8 and 9 to 12. Those
  of decades and years are estimates and marked ``~``.
- ``1968-69`` is a range of years. Where the second number could also be a month or a season, as
  EDTF writes them (``2009-10``, ``2018-21``), the phrase is refused. So is "the 1900s", which is a
  decade or a century.
- "The 19th century" is 1801 to 1900. "Before 1991" ends with 1990, "after 2003" starts with 2004.
- "Last year", "this April" and the like are read against the source's own date. Where that is so
  vague that the year is open, the result is a set of the years it may be. "Last" and "next" before
  a month mean the nearest one to some and that of the neighbouring year to others: where the two
  differ, the result is a set of both.
- A month without a year is the most recent one, if all of the source's date lies behind it.
- Weeks begin on different days, and "last week" may be the seven days before as well: it is one of
  the 13 days before the source's date.
- A mark on the source's date goes on to what is as exact as that date, such as days and months. It
  goes on to a year only if it may change it: if it stands on the year itself, or the date touches
  January or December.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from math import inf
from typing import NoReturn
from unicodedata import category

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.ordinals import days_in_month
from bilateral.dates.when import DateLike, as_edtf
from bilateral.errors import EDTFError, PhraseError

__all__ = ["MONTHS", "parse_printed"]


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}


_LONGEST = 200
MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = _numbered("first second third fourth") | _numbered("1st 2nd 3rd 4th")
_CENTURIES = _numbered(
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first", first=15
)
_NUMBERS = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_DAYS_FROM_TODAY = {
    "yesterday": (-1, -1),
    "today": (0, 0),
    "tomorrow": (1, 1),
    "last week": (-13, -1),
    "next week": (1, 13),
}
_PART = r"(?P<part>early|beginning of|start of|mid|middle of|late|end of)(?: in)?[ -](?:the )?"
_THIRD = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1}
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)\.?"
_MONTH_2 = _MONTH.replace("<month>", "<month2>")
_YEAR = r"(?P<year>[0-9]{4})"
_DECADE = r"(?P<decade>[0-9]{3})0'?s"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_2 = r"(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CENTURY = "|".join(_CENTURIES)
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})"
_FROM, _TO = r"(?:from )?", r"(?: ?- ?| to )"
_WHICH = "|".join(_SHIFTS)
_MARKS = dict.fromkeys("around about approximately roughly circa ca c".split(), "~")
_MARKS |= dict.fromkeys("possibly probably perhaps ? (?)".split(), "?")
_HEDGE = "|".join(filter(str.isalpha, _MARKS))
_MARKED_YEAR = re.compile(r"[?~%]-?[0-9X]{4}|[0-9X]{4}[?~%]")


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
    if not isinstance(text, str) or len(text) > _LONGEST or not all(map(_is_printed, text)):
        raise PhraseError(
            "no date that can be read",
            found=text,
            expected=f"text of at most {_LONGEST} characters in one line",
        )
    reader = _Reader(text, None if relative_to is None else as_edtf(relative_to))
    return reader.read()


class _Reader:
    """One phrase, or a part of one, and the date of its source."""

    def __init__(self, text: str, source: EDTF | None, whole: str | None = None) -> None:
        self.text = text
        self.source = source
        self.whole = text if whole is None else whole

    def read(self) -> EDTF:
        phrase = _normal(self.text)
        if not _YEAR_RANGE.fullmatch(phrase):
            for expression in (self.text.strip(), phrase):
                with suppress(EDTFError):
                    return parse_edtf(expression)
        for pattern, rule in _RULES:
            match = pattern.fullmatch(phrase)
            if match is not None:
                try:
                    return parse_edtf(rule(self, match))
                except PhraseError:
                    raise
                except (EDTFError, ValueError, OverflowError):
                    self.fail("a date that the calendar has, and no end before its start")
        self.fail("a date as people print it, such as 'end of April 2018' or 'last year'")

    def single_date(self, match: re.Match[str], name: str = "rest") -> EDTF:
        """The date that a part of the phrase names, which must be no range or set."""
        inner = _Reader(match[name], self.source, self.whole).read()
        if inner.shape is not Shape.DATE:
            self.fail(f"a single date in place of {match[name]!r}")
        return inner

    def fail(self, expected: str) -> NoReturn:
        raise PhraseError("no date that can be read", found=self.whole, expected=expected)

    def ambiguous(self, *readings: str) -> NoReturn:
        raise PhraseError(
            "a date with several readings", found=self.whole, expected=" or ".join(readings)
        )

    # -- the source's date ---------------------------------------------------------------------

    def source_date(self) -> EDTF:
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
        first, last = self.source_days()
        if first.year != last.year:
            self.fail("a source's date within one year")
        return first.year

    def mark(self) -> str:
        """The mark of a source's date, for results that are as exact as that date."""
        return _mark_of(self.source_date())

    def year_mark(self) -> str:
        """The mark of a source's date if it may change the year, for results that use only that."""
        first, last = self.source_days()
        near_edge = first.year != last.year or first.month == 1 or last.month == 12
        return self.mark() if near_edge or _MARKED_YEAR.search(self.source_date().text) else ""

    def years(self, shift: int, mark: str = "") -> str:
        first, last = (day.year + shift for day in self.source_days())
        return _one_of(f"{first:04d}", f"{last:04d}", _joined(mark, self.year_mark()))

    def months(self, shift: int) -> str:
        first, last = (_month(day.year * 12 + day.month - 1 + shift) for day in self.source_days())
        return _one_of(first, last, self.mark())

    def days(self, least: int, most: int) -> str:
        first, last = self.source_days()
        return _one_of(
            str(first + timedelta(days=least)), str(last + timedelta(days=most)), self.mark()
        )

    def recent_year(self, month: int, day: int | None = None) -> int:
        """The year of a month or day named without one: that of the most recent."""
        first, last = self.source_days()
        begins = date(first.year, month, day or 1)
        ends = date(first.year, month, day or days_in_month(first.year, month))
        if first.year != last.year or (begins <= last and ends >= first):
            years = range(first.year - 1, last.year + 1)
            later = ["that of a later year"] if len(years) > 4 else []
            self.ambiguous(*(f"that of {year}" for year in years[:4]), *later)
        if begins > last:
            self.ambiguous(f"that of {first.year - 1}", f"that of {first.year}, still to come")
        return first.year


# -- rules: a reader and a match to EDTF text --------------------------------------------------

_Rule = Callable[[_Reader, re.Match[str]], str]


def _is_printed(character: str) -> bool:
    """Whether a character belongs in a line of print: blanks of every width do, tabs do not."""
    return character.isprintable() or category(character) == "Zs"


def _normal(text: str) -> str:
    """The phrase in one case, with plain dashes and single blanks, without leading words."""
    phrase = re.sub(
        "[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}]",
        "-",
        text,
    )
    phrase = phrase.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    phrase = " ".join(phrase.casefold().split()).rstrip(",;")
    if phrase.endswith(".") and not phrase.endswith(".."):  # "2016/.." has an open end
        phrase = phrase[:-1]
    return re.sub(r"^(?:(?:in|on|at|during|the) ){1,3}", "", phrase)


def _month(count: int) -> str:
    """A month counted from January of the year 0."""
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _mark_of(value: EDTF) -> str:
    """One mark for all the marks of an expression."""
    return _joined("?" if value.is_uncertain else "", "~" if value.is_approximate else "")


def _joined(one: str, other: str) -> str:
    return (one or other) if one == other or not (one and other) else "%"


def _one_of(first: str, last: str, mark: str) -> str:
    """A date from the first to the last of its kind, which may be the same."""
    return f"{first}{mark}" if first == last else f"[{first}{mark}..{last}{mark}]"


def _number(match: re.Match[str], name: str = "month") -> int:
    """Number of the month that a match names."""
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(match[name][:3]))


def _day(self: _Reader, match: re.Match[str], year: int, month: int, name: str = "day") -> str:
    found = date(year, month, int(match[name]))
    weekday = match.groupdict().get("weekday")
    actual = _WEEKDAYS[found.weekday()]
    if weekday and not actual.startswith(weekday[:3]):
        self.fail(f"a {actual.title()}, which {found} was")
    return found.isoformat()


def _full_day(self: _Reader, match: re.Match[str]) -> str:
    return _day(self, match, int(match["year"]), _number(match))


def _recent_day(self: _Reader, match: re.Match[str]) -> str:
    month = _number(match)
    year = self.recent_year(month, int(match["day"]))
    return _day(self, match, year, month) + self.year_mark()


def _recent_month(self: _Reader, match: re.Match[str]) -> str:
    return f"{self.recent_year(_number(match)):04d}-{_number(match):02d}{self.year_mark()}"


def _day_range(self: _Reader, match: re.Match[str]) -> str:
    year, last = int(match["year"]), _number(match)
    first = _number(match, "month2") if match.groupdict().get("month2") else last
    return f"{_day(self, match, year, first)}/{_day(self, match, year, last, 'day2')}"


def _month_range(_: _Reader, match: re.Match[str]) -> str:
    first, last = _number(match, "month2"), _number(match)
    return f"{match['year']}-{first:02d}/{match['year']}-{last:02d}"


def _third_of_month(match: re.Match[str], year: int, mark: str = "") -> str:
    month, third = _number(match), _THIRD.get(match["part"], 2)
    first, last = ((1, 10), (11, 20), (21, days_in_month(year, month)))[third]
    return f"{year:04d}-{month:02d}-{first:02d}{mark}/{year:04d}-{month:02d}-{last:02d}{mark}"


def _decade(self: _Reader, match: re.Match[str]) -> str:
    decade = match["decade"]
    if decade.endswith("0"):
        self.ambiguous(f"the decade {decade}X", f"the century {decade[:2]}XX")
    return f"{decade}X"


def _third_of_decade(self: _Reader, match: re.Match[str]) -> str:
    decade = _decade(self, match)[:3]
    first, last = ((0, 3), (4, 6), (7, 9))[_THIRD.get(match["part"], 2)]
    return f"{decade}{first}~/{decade}{last}~"


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
    inner = self.single_date(match)
    plain = inner.text.rstrip("?~%")
    return plain + _joined(_MARKS[match["mark"]], inner.text[len(plain) :])


def _range(self: _Reader, match: re.Match[str]) -> str:
    return f"{self.single_date(match, 'start')}/{self.single_date(match, 'end')}"


def _bounded(self: _Reader, match: re.Match[str]) -> str:
    """Before, until, since and after a date, which itself is left out of before and after."""
    inner, side = self.single_date(match), match["side"]
    if side in ("until", "up to"):
        return f"../{inner}"
    if side == "since":
        return f"{inner}/.."
    step = -1 if side == "before" else 1
    edge = inner.earliest_ordinal if side == "before" else inner.latest_ordinal
    # The neighbour is named as exactly as the date itself: a year, a month or a day.
    exact = len(re.sub("[?~%]", "", inner.text))
    beside = date.fromordinal(int(edge) + step).isoformat()[:exact] + _mark_of(inner)
    return f"../{beside}" if side == "before" else f"{beside}/.."


def _named_month(self: _Reader, match: re.Match[str]) -> str:
    """This, last or next April: all that it may mean, seen from each day of the source's date."""
    month, which = _number(match), match["which"]
    first, last = self.source_days()
    years = {
        "this": range(first.year, last.year + 1),
        "last": range(first.year - 1, last.year + (month < last.month)),
        "next": range(first.year + (month <= first.month), last.year + 2),
    }[which]
    months = [f"{year:04d}-{month:02d}{self.year_mark()}" for year in years]
    return months[0] if len(months) == 1 else f"[{','.join(months)}]"


def _rest_of_year(self: _Reader, match: re.Match[str]) -> str:
    """What is left of the year, or over; a whole month is named as such."""
    first, last = self.source_days()
    if match["which"] == "later":
        if first.day == 1:
            return f"{first:%Y-%m}{self.year_mark()}/{last:%Y}-12{self.year_mark()}"
        # From a day on, the end is a day too: EDTF refuses an end that begins before the start.
        return f"{first}{self.mark()}/{last:%Y}-12-31{self.year_mark()}"
    whole = (last + timedelta(days=1)).day == 1
    end = f"{last:%Y-%m}{self.year_mark()}" if whole else f"{last}{self.mark()}"
    return f"{first:%Y}-01{self.year_mark()}/{end}"


def _count(match: re.Match[str]) -> int:
    return _NUMBERS.get(match["count"]) or int(match["count"])


def _last_years(self: _Reader, match: re.Match[str]) -> str:
    number = 10 if match["decade"] else _count(match)
    source, year = self.source_date(), self.one_year()
    end = source.text
    if source.shape is not Shape.DATE:  # of a vague source the end is some day, not the last one
        day = self.source_days()[0].isoformat() if source.is_day else f"{year:04d}"
        end = day + self.mark()
    return f"{year - number:04d}~/{end}"


_YEAR_RANGE = re.compile(r"(?P<first>[0-9]{4}) ?- ?(?P<second>[0-9]{2}|[0-9]{4})")
_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (_YEAR_RANGE.pattern, _year_range),
        (rf"{_MONTH},? (?:of )?{_YEAR}", lambda _, m: f"{m['year']}-{_number(m):02d}"),
        (rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}", _full_day),
        (rf"{_WEEKDAY}{_DAY} (?:of )?{_MONTH},? {_YEAR}", _full_day),
        (rf"{_FROM}{_DAY}{_TO}{_DAY_2} (?:of )?{_MONTH},? {_YEAR}", _day_range),
        (rf"{_FROM}{_MONTH} {_DAY}{_TO}{_DAY_2},? {_YEAR}", _day_range),
        (rf"{_FROM}{_DAY} {_MONTH_2}{_TO}{_DAY_2} {_MONTH},? {_YEAR}", _day_range),
        (rf"{_FROM}{_MONTH_2} {_DAY}{_TO}{_MONTH} {_DAY_2},? {_YEAR}", _day_range),
        (rf"{_FROM}{_MONTH_2}{_TO}{_MONTH},? {_YEAR}", _month_range),
        (_DECADE, _decade),
        (rf"{_PART}{_DECADE}", _third_of_decade),
        (rf"{_PART}{_MONTH},? {_YEAR}", lambda _, m: _third_of_month(m, int(m["year"]))),
        (rf"{_PART}{_YEAR}", _third_of_year),
        (
            rf"(?P<season>{'|'.join(_SEASONS)}),? (?:of )?{_YEAR}",
            lambda _, m: f"{m['year']}-{_SEASONS[m['season']]}",
        ),
        (rf"q(?P<nth>[1-4]),? (?:of )?{_YEAR}", lambda _, m: f"{m['year']}-{32 + int(m['nth'])}"),
        (
            rf"(?P<nth>{'|'.join(_ORDINALS)}) quarter (?:of )?{_YEAR}",
            lambda _, m: f"{m['year']}-{32 + _ORDINALS[m['nth']]}",
        ),
        (
            rf"(?P<nth>first|1st|second|2nd) half (?:of )?{_YEAR}",
            lambda _, m: f"{m['year']}-{39 + _ORDINALS[m['nth']]}",
        ),
        (rf"(?:(?P<digits>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<word>{_CENTURY})) century", _century),
        (rf"(?P<one>[0-9]{{1,2}})/(?P<other>[0-9]{{1,2}})/{_YEAR}", _slashes),
        (rf"(?P<mark>{_HEDGE})(?:\.? |\.)(?P<rest>.+)", _marked),
        (r"(?P<side>before|until|up to|since|after) (?P<rest>.+)", _bounded),
        (r"(?P<rest>.+?) ?(?P<mark>\?|\(\?\))", _marked),
        (rf"{_FROM}(?P<start>.*?[0-9]{{4}}\S*) (?:to|-) (?P<end>.*[0-9]{{4}}\S*)", _range),
        (r"between (?P<start>.*?[0-9]{4}\S*) and (?P<end>.*[0-9]{4}\S*)", _range),
        (rf"(?P<which>{_WHICH}) year", lambda self, m: self.years(_SHIFTS[m["which"]])),
        (rf"(?P<which>{_WHICH}) month", lambda self, m: self.months(_SHIFTS[m["which"]])),
        ("|".join(_DAYS_FROM_TODAY), lambda self, m: self.days(*_DAYS_FROM_TODAY[m[0]])),
        (r"(?P<which>later|earlier) this year", _rest_of_year),
        (rf"(?P<which>{_WHICH}) {_MONTH}", _named_month),
        (
            rf"{_PART}this {_MONTH}",
            lambda self, m: _third_of_month(m, self.one_year(), self.year_mark()),
        ),
        (_MONTH, _recent_month),
        (
            rf"{_PART}{_MONTH}",
            lambda self, m: _third_of_month(m, self.recent_year(_number(m)), self.year_mark()),
        ),
        (rf"{_WEEKDAY}{_MONTH} {_DAY}", _recent_day),
        (rf"{_WEEKDAY}{_DAY} (?:of )?{_MONTH}", _recent_day),
        (
            rf"(?:(?:over|for) )?(?:the )?(?:last|past) (?:{_COUNT} years|(?P<decade>decade))",
            _last_years,
        ),
        (rf"{_COUNT} years? ago", lambda self, m: self.years(-_count(m), "~")),
    )
]
