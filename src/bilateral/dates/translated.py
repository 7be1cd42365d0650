"""Printed dates of other languages in the words of English, by which the rules then read them.

The grammar is narrow: a date is a day, a month and a year in this order, of which some may be left
out, or a season and a year; a phrase is one date or two, with one of the few words that lead and
join them. A phrase that fits it in several ways has several translations, and whoever reads them
has to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import attrs

from bilateral.dates.languages import DOUBTED, Language
from bilateral.dates.words import MONTHS, SEASONS, WEEKDAYS

__all__ = ["translations"]

_DAY_FIRST = ("de", "ru")
"""Where ``04.05.2018`` has the day first, by the standards for print in these languages."""
_PARTS = ("early", "mid", "late")
_SEASONS = (*SEASONS, "winter")
_OPENINGS = {  # the word of English before two dates, and those that then join them
    "": ("", ("to", "and", "or", "/")),
    "from": ("from ", ("to",)),
    "from to": ("from ", ("to",)),
    "of or from": ("from ", ("to",)),
    "between": ("between ", ("and",)),
}
_HEADS = {  # the words of English that may stand before one date
    "of or from": ("", "from "),
    "from": ("from ",),
    "before": ("before ",),
    "after": ("after ",),
    "since": ("since ",),
    "until": ("until ",),
    "about": ("about ",),
}


def translations(phrase: str, language: Language) -> tuple[str, ...]:
    """The phrases of English that a phrase of another language may be.

    Args:
        phrase: The phrase as :func:`bilateral.dates.languages.folded` gives it.
        language: Its language, any but English and Chinese.
    """
    match = DOUBTED.fullmatch(phrase)
    if match is None:
        return ()
    doubt = match["doubt"] or ""
    found = _grammar(language).phrases(match["date"])
    return tuple(dict.fromkeys(phrase + doubt for phrase in found))


@attrs.frozen
class _Grammar:
    """The patterns of one language.

    Attributes:
        dates: Patterns of one date.
        leads: For each meaning of a word before a date, the pattern of such words.
        joints: For each meaning of a word between two dates, the pattern of such words.
        present: Pattern of a word for today.
        english: What the words for months, weekdays, seasons and parts of months mean.
        first: The words for the first day of a month.
    """

    dates: tuple[re.Pattern[str], ...]
    leads: Mapping[str, re.Pattern[str]]
    joints: Mapping[str, re.Pattern[str]]
    present: re.Pattern[str]
    english: Mapping[str, Mapping[str, str]]
    first: frozenset[str]

    def phrases(self, phrase: str) -> Iterator[str]:
        """Every translation of a phrase; where it may be one date alone, only that."""
        one = set(self.date(phrase))
        if one:  # "24 نيسان/أبريل" is one day, in both names of its month
            yield from one
            return
        yield from self.joined(phrase, *_OPENINGS[""])
        for meaning, pattern in self.leads.items():
            lead = pattern.match(phrase)
            if lead is None:
                continue
            rest = phrase[lead.end() :]
            for date in set(self.date(rest)):
                yield from (f"{head}{date}" for head in _HEADS.get(meaning, ()))
            if meaning in _OPENINGS:
                yield from self.joined(rest, *_OPENINGS[meaning])

    def joined(self, phrase: str, opening: str, joints: Iterable[str]) -> Iterator[str]:
        """Translations as two dates, parted at any of the words that join them."""
        for meaning in joints:
            for joint in self.joints[meaning].finditer(phrase):
                first, second = phrase[: joint.start()], phrase[joint.end() :]
                link = "/" if meaning == "/" else f" {meaning} "
                for one in set(self.date(first)):
                    if meaning == "to" and self.present.fullmatch(second):
                        yield f"{opening}{one} to present"
                    for other in set(self.date(second)):
                        yield f"{opening}{one}{link}{other}"

    def date(self, text: str) -> Iterator[str]:
        """Translations as one date, as much of it as is printed."""
        for pattern in self.dates:
            match = pattern.fullmatch(text)
            if match is None:
                continue
            found = match.groupdict()
            month = self._month(found)
            if month is None and (found.get("month") or found.get("number")):
                continue
            weekday, part, season = (found.get(name) for name in ("weekday", "part", "season"))
            day = found.get("day")
            pieces = (
                self.english["weekday"][weekday] if weekday else None,
                self.english["part"][part.rstrip(" .")] if part else None,
                "1" if day in self.first else day,
                month,
                self.english["season"][season] if season else None,
                found.get("year"),
            )
            yield " ".join(piece for piece in pieces if piece)

    def _month(self, found: Mapping[str, str | None]) -> str | None:
        """The month of a match, by name or number; none if there is no such one or two."""
        number, word, again = found.get("number"), found.get("month"), found.get("again")
        if number:
            return MONTHS[int(number) - 1] if 1 <= int(number) <= 12 else None
        if word is None:
            return None
        month = self.english["month"][word]
        return month if again in (None, word) or self.english["month"][again] == month else None


@cache
def _grammar(language: Language) -> _Grammar:
    months, weekdays = language.named(MONTHS), language.named(WEEKDAYS)
    first = language.words("first")
    on = f"(?:{_before(language.words('on day', 'in'))})*"
    in_month = f"(?:{_before(language.words('in month', 'in'))})*"
    within = f"(?:{_before(language.words('in'))})*"
    of = f"(?:{_before(language.words('of'))})?"
    of_year = f"(?:{_before(language.words('of', 'year'))})*"
    openings = {word.split()[0] for word in language.words("of or from")}
    # "De 2018" may be of that year or from then on.
    in_year = [word for word in language.words("year") if word.split()[0] not in openings]
    after = "|".join(map(re.escape, language.words("year after"))) or "(?!)"
    year = rf"(?P<year>[0-9]{{4}})(?: ?(?:{after}))?\.?"
    # A year of two digits is one of several, which the rules tell.
    of_day = rf"(?P<year>[0-9]{{4}}|'?[0-9]{{2}})(?: ?(?:{after}))?\.?"
    of_season = rf"(?P<year>[0-9]{{4}}(?:[-/](?:[0-9]{{2}}){{1,2}})?)(?: ?(?:{after}))?\.?"
    seasons = language.named(_SEASONS)
    season = rf"(?:{_before(language.words('in season'))})?(?P<season>{_either(seasons)})"
    mark = "|".join(map(re.escape, language.words("day mark"))) or "(?!)"
    day = rf"(?P<day>{_either(first)}|[0-9]{{1,2}})(?:{mark})?"
    month = rf"(?P<month>{_either(months)})\.?(?: ?[/(] ?(?P<again>{_either(months)})\)?)?"
    weekday = rf"(?:(?P<weekday>{_either(weekdays)})\.?,? )?"
    part = f"(?P<part>{_before(language.words(*_PARTS))})"
    dates = [
        rf"{on}{weekday}{on}{day}(?:(?: |(?<=\.)){of}{month}(?:,? {of_year}{of_day})?)?",
        rf"(?P<day>[0-9]{{1,2}})(?P<sign>[-/.]){month}(?P=sign){of_day}",
        rf"{in_month}{part}?{in_month}{month}(?:,? {of_year}{year})?",
        rf"{within}{part}?{within}(?:{_before(in_year)})?{year}",
        rf"{season}(?:,? {of_year}{of_season})?",
    ]
    if language.code in _DAY_FIRST:
        dates.append(
            rf"{on}{weekday}{on}(?P<day>[0-9]{{1,2}})\. ?(?P<number>[0-9]{{1,2}})"
            rf"(?:\.|\. ?{of_day})"
        )
    return _Grammar(
        dates=tuple(map(re.compile, dates)),
        leads={
            meaning: re.compile(_before(language.words(meaning)))
            for meaning in {*_HEADS, *_OPENINGS} - {""}
            if language.words(meaning)
        },
        joints={
            "to": re.compile(rf" ?- ?| {_before(language.words('to'))}"),
            "and": re.compile(rf" {_before(language.words('and'))}"),
            "or": re.compile(rf" {_before(language.words('or'))}"),
            "/": re.compile(" ?/ ?"),
        },
        present=re.compile(rf"{on}(?:{_either(language.words('present'))})\.?"),
        english={
            "month": months,
            "weekday": weekdays,
            "season": seasons,
            "part": language.named(_PARTS),
        },
        first=frozenset(first),
    )


def _either(words: Iterable[str]) -> str:
    """Pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _before(words: Iterable[str]) -> str:
    """Pattern of any of some words with the blank behind it, unless it is joined to the next."""
    patterns = (
        re.escape(word) + ("" if word[-1] in "'-" else " ?" if word == "و" else r"\.? ")
        for word in sorted(words, key=len, reverse=True)
    )
    return f"(?:{'|'.join(patterns) or '(?!)'})"
