"""Printed dates of Chinese in the words of English, by which the rules then read them.

A date has its year before its month and its month before its day, each with its own character
behind the number; a second date leaves out what it shares with the first. Numbers are in digits or
in characters. Dates of the lunar calendar (正月, 初三, 廿四) and of eras (民国) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeAlias

from bilateral.dates.languages import DOUBTED, Language
from bilateral.dates.words import MONTHS, SEASONS, WEEKDAYS

__all__ = ["translations_of_chinese"]

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= dict.fromkeys(("\N{IDEOGRAPHIC NUMBER ZERO}", "\N{WHITE CIRCLE}"), "0")
_TENS = re.compile("(?P<tens>[二三]?十)?(?P<ones>[一二三四五六七八九])?")
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_UNITS = ("year", "month", "day")
_PARTS = ("early", "mid", "late")
_NAMES = (*MONTHS, *SEASONS, "winter")  # a season stands where a month does
_DASHES = ("-", "~", "─")
_BARE = re.compile(rf"[0-9]{{4}}|[{''.join(_DIGITS)}]{{4}}|{_NUMBER}")
_LAST = re.compile(r"(?P<stem>(?:.*[年月])?)(?P<number>[^年月日号號]+)")

_HEADS = {
    ("", ""): "",
    ("from", ""): "from ",
    ("", "onwards"): "from ",
    ("from", "onwards"): "from ",
    ("", "since"): "since ",
    ("from", "since"): "since ",
    ("", "before"): "before ",
    ("", "after"): "after ",
    ("about", ""): "about ",
    ("", "thereabouts"): "about ",
    ("about", "thereabouts"): "about ",
}
"""The word of English for what stands before and behind one date."""

_Date: TypeAlias = dict[str, str]
"""The year and day of a date in digits, its month, weekday and part in English."""


def translations_of_chinese(phrase: str, language: Language) -> tuple[str, ...]:
    """The phrases of English that a phrase of Chinese may be.

    Args:
        phrase: The phrase as :func:`bilateral.dates.languages.folded` gives it.
        language: Chinese, with its words.
    """
    match = DOUBTED.fullmatch(phrase.replace(" ", "").removesuffix("."))
    if match is None:
        return ()
    doubt = match["doubt"] or ""
    return tuple(dict.fromkeys(f"{one}{doubt}" for one in _phrases(match["date"], language)))


def _phrases(text: str, language: Language) -> Iterator[str]:
    lead, rest = _led(text, language, "from", "about")
    rest, trail = _trailed(rest, language, "onwards", "since", "before", "after", "thereabouts")
    date = _date(rest, language)
    if date:
        head = _HEADS.get((lead, trail))
        if head is not None:
            yield f"{head}{_english(date)}"
        return
    if lead not in ("", "from") or trail:
        return
    opening = f"{lead} " if lead else ""
    for meaning in ("to",) if lead else ("to", "and", "or"):
        words = (*language.words(meaning), *(_DASHES if meaning == "to" else ()))
        for joint in re.finditer(f"(?:{'|'.join(map(re.escape, words))})", rest):
            first, second = rest[: joint.start()], rest[joint.end() :]
            one = _date(first, language)
            if one and meaning == "to" and second in language.words("present"):
                yield f"{opening}{_english(one)} to present"
            other = _date(second, language)
            one = one or _short(first, other, language)
            if one and other and (full := _completed(one, other)):
                yield f"{opening}{_english(one)} {meaning} {_english(full)}"


def _led(text: str, language: Language, *meanings: str) -> tuple[str, str]:
    """What the word before a phrase means, and the phrase without it."""
    for meaning in meanings:
        for word in language.words(meaning):
            if text.startswith(word):
                return meaning, text[len(word) :]
    return "", text


def _trailed(text: str, language: Language, *meanings: str) -> tuple[str, str]:
    """A phrase without the word behind it, and what that means."""
    for meaning in meanings:
        for word in language.words(meaning):
            if text.endswith(word):
                return text[: -len(word)], meaning
    return text, ""


def _date(text: str, language: Language) -> _Date | None:
    """One date, or none: its units from the first printed one to the last leave out none."""
    _, text = _led(text, language, "in")
    match = _one_date(language).fullmatch(text)
    if match is None:
        return None
    month = language.named(_NAMES).get(match["name"] or "") or _month(match["month"])
    year, day = match["year"], _day(match["day"])
    units = {"year": year and _year(year), "month": month, "day": day}
    places = [place for place, unit in enumerate(_UNITS) if units[unit]]
    printed = sum(bool(match[group]) for group in ("year", "name", "month", "day"))
    if not places or len(places) != printed or places[-1] - places[0] != len(places) - 1:
        return None
    weekday, part = match["weekday"], match["part"] or ""
    if weekday and not day:
        return None
    if part and (day or (part.endswith("旬") and not month)):  # a third of a month
        return None
    words = {
        "weekday": language.named(WEEKDAYS).get(weekday or ""),
        "part": language.named(_PARTS).get(part),
    }
    return {name: word for name, word in (words | units).items() if word}


@cache
def _one_date(language: Language) -> re.Pattern[str]:
    weekdays, months = language.named(WEEKDAYS), language.named(_NAMES)
    parts = language.words(*_PARTS)
    return re.compile(
        rf"(?:(?P<year>[0-9]{{4}}|[{''.join(_DIGITS)}]{{4}})年)?"
        rf"(?:(?:(?P<name>{'|'.join(sorted(months, key=len, reverse=True))})"
        rf"|(?P<month>[0-9]{{1,2}})月)份?)?"
        rf"(?:(?P<day>{_NUMBER})[日号號])?"
        rf"(?:,?\(?(?P<weekday>{'|'.join(weekdays)})\)?)?"
        rf"(?:(?(name)|(?(month)|年?))(?P<part>{'|'.join(parts)}))?"
    )


def _year(text: str) -> str:
    """Digits of a year in digits or characters: 2018, 二〇一八."""
    return "".join(_DIGITS.get(character, character) for character in text)


def _month(text: str | None) -> str | None:
    """Name of a month in digits, if there is such a one."""
    return MONTHS[int(text) - 1] if text and 1 <= int(text) <= 12 else None


def _day(text: str | None) -> str | None:
    """Digits of a day in digits or characters: 24, 二十四."""
    if text is None or text.isascii():
        return text
    match = _TENS.fullmatch(text)
    if match is None:
        return None
    tens = match["tens"] or ""
    ten = 10 * int(_DIGITS.get(tens[0], "1")) if tens else 0
    return str(ten + int(_DIGITS[match["ones"]] if match["ones"] else 0))


def _short(text: str, other: _Date | None, language: Language) -> _Date | None:
    """The first of two dates that share the character of their last unit: 4月24-26日."""
    unit = next((unit for unit in _UNITS if other and other.keys() == {unit}), None)
    match = _LAST.fullmatch(text)
    if unit is None or match is None or not _BARE.fullmatch(match["number"]):
        return None
    return _date(text + {"year": "年", "month": "月", "day": "日"}[unit], language)


def _completed(one: _Date, other: _Date) -> _Date | None:
    """The second date with the units that only the first names, if they are those before its own.

    The first must say what the second begins with: "2018年4月至26日" has no day to begin with.
    """
    begins = next(unit for unit in _UNITS if unit in other)
    if begins not in one:
        return None
    shared = _UNITS[: _UNITS.index(begins)]
    return {unit: one[unit] for unit in shared if unit in one} | other


def _english(found: Mapping[str, str]) -> str:
    order = ("weekday", "part", "day", "month", "year")
    return " ".join(found[name] for name in order if name in found)
