"""Dates as people print them: "end of April", "1968-69", "over the last ten years".

Every phrase is read by the first rule that knows it; what none of them reads is an error, never a
guess, and so is a phrase with two readings.

What lasted and what lies within are told apart. "From 14 to 16 April", "14-16 April" and "14 and 15
April" are intervals; "late April", "between March and May", "before 1991" and "the 20th century"
are sets ``[a..b]``: some day or days of that stretch. "1955 or 1956" is one of both, "1955 and
1957" all of both. "From 2014" has an end that is not known (``2014/``), "since 2014" and
"2014-present" an open one (``2014/..``), "until 1991" a start that is not known (``/1991``).

Conventions, where print leaves room:

- The beginning, middle and end of a month are its days 1 to 10, 11 to 20 and 21 to the last; of a
  year the months 1 to 4, 5 to 8 and 9 to 12; of a decade the years 0 to 3, 4 to 6 and 7 to 9; of a
  century the years 1 to 33, 34 to 66 and 67 to 100. Those of years, decades and centuries are
  estimates and marked ``~``. The halves of a month part behind the 15th. Its first week is the days
  1 to 7 to some, and the first of the calendar to others, whole or cut, from Saturday, Sunday or
  Monday on: it lies in all of these, and so do the weeks behind it and the last. Before or by the
  end of a date means its last day. Parts of seasons, quarters and halves ("early-autumn 2018") are
  refused.
- ``1968-69`` is a range of years. Where the second number could also be a month or a season, as
  EDTF writes them (``2009-10``, ``2018-21``), the phrase is refused, also across a century, if the
  range has at most 30 years (``1998-02``). So are "the 1900s", a decade or a century, "winter
  2016", which is of two years, ``03/04/2018`` without ``day_first``, and a fiscal year named by one
  number. ``1998/99`` and ``1998/1999`` lie somewhere in both years. So do "24/25 April" and
  "12./13. März" in both days, since print uses the stroke for "and" as well as for "or". Other
  intervals of EDTF, such as ``1998/2001``, are read as themselves. ``?-1955`` and ``-1955`` are
  refused: in print they end with 1955, in EDTF they are 1956 BC.
- "The 19th century" is 1801 to 1900. "Before 1991" ends with 1990, "after 2003" starts with 2004,
  "by 2020" may be in 2020. What is before a vague date ("late 1990") is before some day of it.
- A hedge before two joined dates ("about 1965 to 1970") is refused: it may be of one or of both.
- "Last year", "this April" and the like are read against the source's own date. Where that is so
  vague that the year is open, the result is a set of the years it may be. "Last" and "next" before
  a month, a season or a weekday mean the nearest one to some and that of the neighbouring year or
  week to others: where the two differ, the result is a set of both. "This December" is refused
  where that of the neighbouring year is less than three months away, as in January.
- A month without a year is the most recent one, if all of the source's date lies behind it and the
  next is not near: in December, "January" may be the next. A day or days without a year are those
  of the source's year, or of the neighbouring one if they lie within 31 days of the source's date;
  what is further ahead is refused. A weekday beside them must fit. "December or January" is of two
  years, as "between December and January" is.
- "By", "until" and "before" a month without a year are refused: it may be the last one or the next.
  So are those before a day, unless it lies within 31 days of the source's date.
- A weekday by itself is the one before or after the source's date, or that day itself.
- Weeks begin on different days, and "last week" may be the seven days before as well: it is one of
  the 13 days before the source's date. "Week of 3 March" is any week that has this day. "Two weeks
  ago" may be off by six days; months and years ago are estimates, days ago are exact.
- A mark on the source's date goes on to what is as exact as that date, such as days and months. It
  goes on to a year only if it may change it: if it stands on the year itself, or the date touches
  January or December.

Phrases of other languages are put into English, word by word within a narrow grammar, and read by
the same rules: a day, a month and a year in the order of the language, or a season and a year, one
or two of them, and the words that lead and join them; no centuries or words such as "last". What a
phrase may mean in several ways is refused with each of them: "vom 24. April" is of that day or from
then on. ``04.05.2018`` has the day first in German and Russian. Arabic has the months of all its
countries, Chinese numbers in digits or characters; dates of other calendars are refused.

A year of two digits, "24.04.18", is refused with the years that it may be, unless the caller gives
the ``year``, whose last digits they then have to be.

A ``year`` that the caller gives takes the place of one that is not printed; what is printed must
not lie outside of it. From December to January either may be of that year, and it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from typing import Final

from bilateral.dates.chinese import translations_of_chinese
from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.joined import HEDGED, JOINED
from bilateral.dates.languages import (
    DIRECTIONS,
    LANGUAGES,
    Language,
    folded,
    language_code,
    language_of,
)
from bilateral.dates.reading import SEVERAL, Reading, Rule
from bilateral.dates.relative import RELATIVE
from bilateral.dates.stated import STATED, YEAR_RANGE
from bilateral.dates.translated import translations
from bilateral.dates.when import DateLike, as_edtf
from bilateral.dates.words import MONTHS, SEASONS, is_printed, normal
from bilateral.errors import EDTFError, PhraseError

__all__ = ["parse_printed"]

_LONGEST = 200
# "?-1955" is print for "until 1955"; in EDTF it is 1956 BC.
_BEHIND_DASH = re.compile(r"[?~%]? ?- ?(?P<date>(?P<year>[1-9][0-9]{3})(?:-[0-9]{2}){0,2})[?~%]?")
_NO_DATE = "no date that can be read"
_ANY_DATE = "a date as people print it, such as 'end of April 2018' or 'last year'"
_RULES: Final[list[tuple[re.Pattern[str], Rule]]] = [
    (re.compile(pattern), rule)
    for rules in (STATED, RELATIVE, HEDGED, JOINED)
    for pattern, rule in rules
]


def parse_printed(
    text: str,
    relative_to: DateLike | None = None,
    *,
    fiscal_year_start: str | None = None,
    language: str = "en",
    year: int | None = None,
    day_first: bool | None = None,
) -> EDTF:
    """Read a date as people print it, in English or another language.

    Args:
        text: The phrase, at most 200 characters; upper and lower case are not told apart. EDTF
            expressions are read as themselves, save those that mean something else in print
            (``2009-10``, ``1998/1999``, ``-1955``).
        relative_to: Date of the source, which may be uncertain; needed for phrases such as "last
            year" and for months without a year.
        fiscal_year_start: Month and day on which fiscal years begin where the source is from, such
            as ``"07-01"``; needed for phrases such as "FY 2017-18".
        language: Code in ISO 639-1 of the language: ``"ar"``, ``"de"``, ``"en"``, ``"es"``,
            ``"fr"``, ``"pt"``, ``"ru"`` or ``"zh"``; or what it is called in English or by itself.
        year: The year that the date is known to lie in, such as that of another column; phrases
            without a year are read as of this one.
        day_first: Whether the day comes first in ``03/04/2018``, where you know it; by default
            such a date is refused.

    Returns:
        The date as EDTF, which does not have the phrase: ``Period(..., printed=text)`` keeps it,
        and so does ``date={"printed": text}`` of a record.

    Raises:
        PhraseError: if the phrase is no date, has two readings, lacks the source's date, or lies
            wholly outside ``year``; if ``fiscal_year_start`` is no such day; if the language is
            none of these, with near ones.
        EDTFError: if ``relative_to`` is text and no EDTF expression.

    Example:
        >>> parse_printed("April 24, 2018"), parse_printed("mid-1950s")
        (parse_edtf('2018-04-24'), parse_edtf('[1954~..1956~]'))
        >>> parse_printed("last year", relative_to="2018-05~")
        parse_edtf('2017')
        >>> parse_printed("14 and 15 December 1990"), parse_printed("between 1998 and 2003")
        (parse_edtf('1990-12-14/1990-12-15'), parse_edtf('[1998..2003]'))
        >>> parse_printed("FY 2017-18", fiscal_year_start="07-01")
        parse_edtf('[2017-07..2018-06]')
        >>> parse_printed("du 24 au 26 avril 2018", language="fr")
        parse_edtf('2018-04-24/2018-04-26')
        >>> parse_printed("14 e 15 de Janeiro", language="pt", year=1990)
        parse_edtf('1990-01-14/1990-01-15')
        >>> parse_printed("03/04/2018", day_first=True)
        parse_edtf('2018-04-03')
        >>> parse_printed("recently", relative_to="2018")
        Traceback (most recent call last):
            ...
        bilateral.errors.PhraseError: no date that can be read: found 'recently', expected a date \
as people print it, such as 'end of April 2018' or 'last year'
    """
    code = (language_code(language) if isinstance(language, str) else None) or language
    line = text.translate(DIRECTIONS) if isinstance(text, str) and code == "ar" else text
    if not isinstance(line, str) or len(line) > _LONGEST or not all(map(is_printed, line)):
        raise PhraseError(
            _NO_DATE,
            found=text,
            expected=f"text of at most {_LONGEST} characters in one line",
        )
    if year is not None and not (isinstance(year, int) and MINYEAR <= year <= MAXYEAR):
        raise PhraseError("no year", found=year, expected=f"{MINYEAR} to {MAXYEAR}")
    source = None if relative_to is None else as_edtf(relative_to)
    start = _month_and_day(fiscal_year_start)

    def read(phrase: str) -> EDTF:
        return _read(phrase, Reading(normal(phrase), text, source, start, year, day_first, read))

    if code != "en":
        return _of_year(_translated(line, language_of(code), read), year, text)
    try:
        return _of_year(read(text), year, text)
    except PhraseError as error:
        if error.problem == _NO_DATE and (codes := _languages_of(line, read)):
            error.expected = " or ".join(f"language={code!r}" for code in codes)
        raise


def _languages_of(text: str, read: Callable[[str], EDTF]) -> list[str]:
    """The languages in which a phrase is a date that names a month or a season."""
    words = set(re.findall(r"[^\W\d_]+", folded(text)))
    found = []
    for code, names in _names_of_months().items():
        if not words.isdisjoint(names):
            with suppress(PhraseError):
                _translated(text, language_of(code), read)
                found.append(code)
    return found


@cache
def _names_of_months() -> Mapping[str, frozenset[str]]:
    """The months and seasons of each other language, by its code."""
    codes = (code for code in LANGUAGES if code != "en")
    return {code: frozenset(language_of(code).words(*MONTHS, *SEASONS)) for code in codes}


def _month_and_day(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    try:
        found = date.fromisoformat(f"2001-{text}")  # no leap year: fiscal years begin every year
    except ValueError:
        raise PhraseError(
            "no day on which fiscal years begin",
            found=text,
            expected="month and day, such as '07-01'",
        ) from None
    return found.month, found.day


def _read(text: str, reading: Reading) -> EDTF:
    if match := _BEHIND_DASH.fullmatch(reading.phrase):
        until, era = f"/{match['date']}, of no known start", f"{int(match['year']) + 1} BC"
        reading.ambiguous(until, f"a date in {era}")
    if not YEAR_RANGE.fullmatch(reading.phrase):
        for expression in (text.strip(), reading.phrase):
            with suppress(EDTFError):
                return parse_edtf(expression)
    for pattern, rule in _RULES:
        match = pattern.fullmatch(reading.phrase)
        if match is None:
            continue
        try:
            found = rule(reading, match)
            if found is not None:
                return parse_edtf(found)
        except PhraseError:
            raise
        except (EDTFError, ValueError, OverflowError):
            reading.fail("a date that the calendar has, and no end before its start")
    reading.fail(_ANY_DATE)


def _translated(text: str, language: Language, read: Callable[[str], EDTF]) -> EDTF:
    """A phrase of another language: each translation of it is read, and all must say the same."""
    phrase = folded(text)
    if not YEAR_RANGE.fullmatch(phrase) and not _BEHIND_DASH.fullmatch(phrase):
        with suppress(EDTFError):
            return parse_edtf(text.strip())
    translate = translations_of_chinese if language.code == "zh" else translations
    numbers = not any(map(str.isalpha, phrase))
    candidates = () if numbers and "." not in phrase else translate(phrase, language)
    if numbers and not candidates:  # which are of no language
        candidates = (phrase,)
    found: dict[str, EDTF] = {}
    refusals: list[PhraseError] = []
    for candidate in candidates:
        try:
            value = read(candidate)
        except PhraseError as error:
            refusals.append(error)
        else:
            found[value.text] = value
    if len(found) > 1:
        raise PhraseError(SEVERAL, found=text, expected=" or ".join(sorted(found)))
    no_dates = [error for error in refusals if error.problem == _NO_DATE]
    if found and len(no_dates) == len(refusals):
        return found.popitem()[1]
    for refusal in sorted(refusals, key=no_dates.__contains__):
        if refusal.expected != _ANY_DATE:
            raise refusal
    raise PhraseError(
        _NO_DATE,
        found=text,
        expected=f"a date as people print it in {LANGUAGES[language.code]}, "
        f"such as {language.example!r}",
    )


def _of_year(value: EDTF, year: int | None, text: str) -> EDTF:
    """The date, if it may lie in the year that the caller knows it to be of."""
    if year is not None:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        if value.latest_ordinal < first or last < value.earliest_ordinal:
            raise PhraseError("a date of another year", found=text, expected=f"a date in {year}")
    return value
