"""Printed dates made of others: hedged, bounded on one side, or two joined by a word or a dash.

"From … to" and dashes give an interval, in which something lasted from the one to the other;
"between … and" gives the stretch within which it lies, "or" a choice, "and" both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import MAXYEAR, date
from math import isinf
from typing import Final, NoReturn

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.reading import Reading, Rules, mark_of, marked, stretch
from bilateral.dates.words import AROUND, DAY, HEDGE, MARKS, MONTH, PART_WORD, WEEKDAY, YEAR
from bilateral.errors import EDTFError, PhraseError

__all__ = ["HEDGED", "JOINED"]


# -- one date ----------------------------------------------------------------------------------


def _hedged(self: Reading, match: re.Match[str]) -> str | None:
    inner = self.read(match["rest"])
    if inner.shape not in (Shape.DATE, Shape.ONE_OF):
        return None  # of which end?
    return marked(inner.text, MARKS[match["mark"]])


def _edges(value: EDTF) -> tuple[str, str]:
    """The first and last date of a single date or a set of one stretch."""
    if value.shape is Shape.DATE:
        return value.text, value.text
    first, last = value.parts[0].parts
    return first.text, last.text


def _beside(value: EDTF, step: int) -> str:
    """What lies before or after a date, as exact as the date itself: a year, a month or a day."""
    edge = value.earliest_ordinal if step < 0 else value.latest_ordinal
    exact = len(re.sub("[?~%]", "", value.text))
    return date.fromordinal(int(edge) + step).isoformat()[:exact] + mark_of(value)


def _before(self: Reading, match: re.Match[str]) -> str:
    inner = _limit(self, match["rest"])
    # What is before a stretch such as "late 1990" is before some day of it.
    return f"[..{_beside(inner, -1) if inner.shape is Shape.DATE else _edges(inner)[1]}]"


def _after(self: Reading, match: re.Match[str]) -> str:
    inner = self.within(match["rest"])
    return f"[{_beside(inner, 1) if inner.shape is Shape.DATE else _edges(inner)[0]}..]"


def _by(self: Reading, match: re.Match[str]) -> str:
    return f"[..{_edges(_limit(self, match['rest']))[1]}]"


def _not_before(self: Reading, match: re.Match[str]) -> str:
    return f"[{_edges(self.within(match['rest']))[0]}..]"


def _turning_point(self: Reading, match: re.Match[str]) -> str | None:
    """Before or by the end of a date, before its start, after its end: exact, unlike "late"."""
    rest = re.sub("^(?:the )?(year|month)$", r"this \1", match["rest"])
    side, end = match["side"], match["turn"].startswith("end")
    inner = self.read(rest) if side == "after" else _limit(self, rest)
    if inner.shape is not Shape.DATE:
        return None
    if side == "after":
        return f"[{_beside(inner, 1)}..]" if end else None
    if end:
        return f"[..{inner}]"
    return None if side == "by" else f"[..{_beside(inner, -1)}]"


def _limit(self: Reading, rest: str) -> EDTF:
    """A date that something comes before: without a year, it may be one still to come.

    Only a day that is near the source's date is surely that one.
    """
    inner = self.within(rest)
    if self.source is None or self.year is not None or _HAS_YEAR.search(rest):
        return inner
    last = int(inner.latest_ordinal)
    year = date.fromordinal(last).year if last > 0 else MAXYEAR  # before Christ, it is stated
    for later in range(year + 1, min(year + 8, MAXYEAR) + 1):
        if _of_year(self, rest, later):  # so it has none of its own
            begin, end = (day.toordinal() for day in self.source_days())
            if inner.is_day and last - _AHEAD <= begin and end <= last + _AHEAD:
                return inner
            self.ambiguous(f"that of {year}", f"that of {later}, still to come")
    return inner


def _end(self: Reading, match: re.Match[str]) -> str:
    """A date as one end of an interval."""
    return self.within(match["rest"]).text


_COARSE = re.compile(r"-?[0-9]{4}(-(?:0[1-9]|1[0-2]))?(?=[?~%]?$)")


def _some_day(self: Reading, match: re.Match[str]) -> str:
    """One day of a date: of a plain year or month with the day left open, else the date itself."""
    inner = self.single(match["rest"])
    return _COARSE.sub(lambda date: date[0] + ("-XX" if date[1] else "-XX-XX"), inner.text)


_AHEAD, _APART = 31, 92  # days

# -- two dates ---------------------------------------------------------------------------------

_SEPARATOR = re.compile(r" ?- ?| (?:up )?(?:to|until|till|through|thru) | and | or |/")
_TO, _AND, _OR, _SLASH = "to", "and", "or", "/"
_OPENINGS = {
    "from": {_TO},
    "between": {_AND},
    "either": {_OR},
    "both": {_AND},
    None: {_TO, _AND, _OR, _SLASH},
}
_DOUBT = ("?", "(?)")
_BARE_DAY = re.compile(rf"(?:{WEEKDAY},? )?(?:the )?{DAY}(?:,? {YEAR})?")
_MONTH_DAY = re.compile(rf"(?:{WEEKDAY},? )?{MONTH} (?:the )?{DAY}(?:,? {YEAR})?")
_DAY_MONTH = re.compile(rf"(?:{WEEKDAY},? )?(?:the )?{DAY} (?:of )?{MONTH},? {YEAR}")
_HAS_YEAR = re.compile(r"[0-9]{4}")
_YEAR_ALONE = re.compile(rf"(?:(?:{HEDGE})\.? ?)*{YEAR}")
_LAST_YEAR = re.compile(r"[0-9]{4}$")
# In "early-autumn 2018" and "early or late April 2018" it is of what follows, not of the year.
_PART_ALONE = re.compile(rf"(?:(?:{HEDGE})\.? ?)*(?:the )?{PART_WORD}(?: of)?")


def _two(self: Reading, match: re.Match[str]) -> str | None:
    """Two dates joined, read where exactly one way to part them makes sense."""
    opening, body = match["opening"], match["body"]
    found: set[str] = set()
    wrong: EDTFError | None = None
    for separator in _SEPARATOR.finditer(body):
        word = separator[0].strip()
        joint = word if word in (_AND, _OR, _SLASH) else _TO
        first, second = body[: separator.start()], body[separator.end() :]
        if joint not in _OPENINGS[opening] or not first or not second:
            continue
        # "About 1965 to 1970", "1965 to 1970?": is one of the two meant or both?
        before = opening is None and AROUND.match(first) and not AROUND.match(second)
        behind = second.endswith(_DOUBT) and not first.endswith(_DOUBT)
        if before or behind or _PART_ALONE.fullmatch(first) or _PART_ALONE.fullmatch(second):
            continue
        for one, other in _completed(first, second):
            with suppress(PhraseError):
                begin, end = self.read(one), self.read(other)
                if joint == _OR and one != first and _is_far_behind(begin, end):
                    continue  # "December or January 2018": is December of 2018 as well?
                text = _join(begin, end, joint, within=opening == "between")
                try:
                    found |= {parse_edtf(text).text} if text else set()
                except EDTFError as error:
                    wrong = error
    if wrong and not found:
        raise wrong
    return found.pop() if len(found) == 1 else None


def _completed(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Both dates with what only one of them says: "14" and "16 April 2018"."""
    day, year = _BARE_DAY.fullmatch(second), _LAST_YEAR.search(second)
    month_day = _MONTH_DAY.fullmatch(first)
    if day and month_day and day["year"] and not month_day["year"]:
        yield f"{first} {day['year']}", f"{month_day['month']} {second}"
    day_month = _DAY_MONTH.fullmatch(second)
    day = _BARE_DAY.fullmatch(first)
    if day and day_month and not day["year"]:
        yield f"{first} {day_month['month']} {day_month['year']}", second
    if year and not _HAS_YEAR.search(first) and first not in {"ad", "ce"}:
        if not _YEAR_ALONE.fullmatch(second):  # "from April to 2018" does not say of which year
            yield f"{first} {year[0]}", second
    elif _HAS_YEAR.search(first) and _HAS_YEAR.search(second):
        yield first, second


def _join(first: EDTF, second: EDTF, joint: str, *, within: bool) -> str | None:
    """EDTF text of two dates, each a single one or one stretch."""
    if not (_is_bounded(first) and _is_bounded(second)):
        return None
    plain = first.shape is second.shape is Shape.DATE
    if joint == _OR:
        return f"[{_members(first)},{_members(second)}]"
    if joint == _SLASH and len(first.text) != len(second.text):
        return None
    if joint == _SLASH or within:
        return _between(first, second)
    if joint == _TO:
        return f"{first}/{second}"
    if not plain or first.latest_ordinal >= second.earliest_ordinal:
        return None
    if first.is_day and second.is_day and first.latest_ordinal + 1 == second.earliest_ordinal:
        return f"{first}/{second}"
    return f"{{{first},{second}}}"


def _is_far_behind(first: EDTF, second: EDTF) -> bool:
    return first.earliest_ordinal - second.latest_ordinal > _APART


def _is_bounded(value: EDTF) -> bool:
    if value.shape is Shape.ONE_OF:
        return len(value.parts) == 1 and all(
            end.shape is Shape.DATE for end in value.parts[0].parts
        )
    return value.shape is Shape.DATE


def _members(value: EDTF) -> str:
    return value.text if value.shape is Shape.DATE else value.text[1:-1]


def _between(first: EDTF, second: EDTF) -> str:
    """The stretch from the one to the other, named as exactly as they are."""
    begin, end = _edges(first)[0], _edges(second)[1]
    if len(begin.rstrip("?~%")) == len(end.rstrip("?~%")) and "X" not in begin + end:
        return f"[{begin}..{end}]"
    return stretch(
        date.fromordinal(int(first.earliest_ordinal)),
        date.fromordinal(int(second.latest_ordinal)),
        mark_of(first),
        mark_of(second),
    )


# -- a date without its year -------------------------------------------------------------------

_JOINT = re.compile(r"( ?- ?| to | until | till | through | and | or )")


def _yearless(self: Reading, match: re.Match[str]) -> str | None:
    """The year of a month or day named without one, seen from the source's date."""
    phrase = match[0]
    if self.year is not None:
        return _of_known_year(self, phrase, self.year)
    if self.source is None:
        if any(_of_year(self, phrase, year) for year in range(2000, 2012)):
            self.source_date()
        return None
    begin, end = self.source_days()
    years = range(max(begin.year - 1, 1), min(end.year + 1, 9998) + 1)
    found = {year: value for year in years if (value := _of_year(self, phrase, year))}
    exact, choice = re.search("[0-9]", phrase) is not None, " or " in phrase
    for value in found.values():
        first, last = int(value.earliest_ordinal), int(value.latest_ordinal)
        from_day = (last if choice else first) - _AHEAD if exact else last + 1
        if match["weekday"]:  # which fits one of several years
            from_day, to_day = first - 2 * _APART, last + 2 * _APART
        else:
            end_of_year = date(date.fromordinal(last).year, 12, 31).toordinal()
            before_next = first + 365 - _APART
            to_day = max(last + _APART, min(end_of_year, before_next))
            if choice:  # of the two, each must be the near one
                to_day = min(to_day, before_next)
        if from_day <= begin.toordinal() and end.toordinal() <= to_day:
            return marked(value.text, self.year_mark())
    if found and not match["weekday"]:
        _refuse_years(self, found, begin.toordinal(), end.toordinal())
    return None


def _of_known_year(self: Reading, phrase: str, year: int) -> str | None:
    """The phrase with the year that the caller gives; from one year to the next, it may be each."""
    found = [value for one in (year - 1, year) if one and (value := _of_year(self, phrase, one))]
    days = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    meant = [
        value.text
        for value in found
        if value.earliest_ordinal <= days[1] and days[0] <= value.latest_ordinal
    ]
    if len(meant) > 1:
        self.ambiguous(*meant)
    return meant[0] if meant else None


def _of_year(self: Reading, phrase: str, year: int) -> EDTF | None:
    """The phrase with a year, or from the end of one year to the start of the next."""
    texts = [f"{phrase} {year:04d}"]
    if re.search(r"\b(?:nov|dec)", phrase):
        texts.append(_JOINT.sub(rf" {year:04d}\1", phrase, count=1) + f" {year + 1:04d}")
    for text in texts:
        with suppress(PhraseError):
            value = self.read(text)
            if not isinf(value.earliest_ordinal) and not isinf(value.latest_ordinal):
                return value
    return None


def _refuse_years(self: Reading, found: dict[int, EDTF], begin: int, end: int) -> NoReturn:
    """Name the years that it may be: from the last before the source's date to the next after."""
    past = max((y for y, value in found.items() if value.latest_ordinal < begin), default=0)
    coming = min((y for y, value in found.items() if value.earliest_ordinal > end), default=9999)
    years = [
        f"that of {year}, still to come" if year == coming else f"that of {year}"
        for year in found
        if past <= year <= coming
    ]
    self.ambiguous(*years[:4], *(["that of a later year"] if len(years) > 4 else []))


_BEFORE = r"(?:before|prior to|earlier than)"
_BY = r"(?:by|no later than|not later than|not after|(?:on )?or before|at the latest by)"
_AFTER = r"(?:after|later than|following)"
_NOT_BEFORE = r"(?:not before|no earlier than|not earlier than|(?:on )?or after)"
_UNTIL = r"(?:until|till|up to(?: and including)?|up until|through|thru)"
_ONWARDS = (
    r"(?: onwards?| on| ?- ?(?:present|date|now|today)| (?:up )?(?:to|until|till) (?:the )?"
    r"(?:present(?: day)?|date|now|today)| and (?:onwards?|ongoing))"
)
_ANY_MONTH = MONTH.replace("?P<month>", "?:")
_YEARLESS = (  # names a month and ends with it or a day
    rf"(?=.*\b{_ANY_MONTH}(?![a-z]))(?!.*[0-9]{{4}})"
    rf"(?:.*?\b{WEEKDAY}\b)?(?:.*\b)?(?:{_ANY_MONTH}|{DAY})"
)
HEDGED: Final[Rules] = (
    (r"some day in (?P<rest>.+)", _some_day),
    (r"some month of (?P<rest>[0-9]{4})", lambda _, m: f"{m['rest']}-XX"),
    (r"since (?P<rest>.+), end not known", lambda self, m: f"{_end(self, m)}/"),
    (rf"(?:from |since )?(?P<rest>.+?){_ONWARDS}", lambda self, m: f"{_end(self, m)}/.."),
    (rf"(?P<mark>{HEDGE})(?:\.? |\.)(?P<rest>.+)", _hedged),
    (r"(?P<rest>.+?) or (?:later|after)", _not_before),
    (r"(?P<rest>.+?) (?:or (?:earlier|before)|at the latest)", _by),
    (
        r"(?P<side>before|prior to|by|after) the (?P<turn>start|beginning|end) of (?P<rest>.+)",
        _turning_point,
    ),
    (rf"{_BEFORE} (?P<rest>.+)", _before),
    (rf"{_AFTER} (?P<rest>.+)", _after),
    (rf"{_BY} (?P<rest>.+)", _by),
    (rf"{_NOT_BEFORE} (?P<rest>.+)", _not_before),
    (rf"{_UNTIL} (?P<rest>.+)", lambda self, m: f"/{_limit(self, m['rest'])}"),
    (r"since (?P<rest>.+)", lambda self, m: f"{_end(self, m)}/.."),
    (r"(?P<rest>.+?) ?(?P<mark>\?|\(\?\))", _hedged),
)
"""Phrases with a word before or behind one date."""

JOINED: Final[Rules] = (
    (_YEARLESS, _yearless),
    (r"(?:(?P<opening>from|between|either|both) )?(?:the )?(?P<body>.+)", _two),
    (r"from (?P<rest>.+)", lambda self, m: f"{_end(self, m)}/"),
)
"""Phrases of two dates, and those that lack their year."""
