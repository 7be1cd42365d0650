"""EDTF expressions in words, as people would print them.

What is written here is read back by :func:`bilateral.parse_printed`, or not read at all; it is
never read as another date. What has no words that are shorter than its explanation, such as
``1X8X`` or a year of more than four digits, stays as it is. The words are English: libraries of
other languages have names of months, but no words for "some day in", "or later" or "end not known".
"""

from __future__ import annotations

import re

from bilateral.dates.words import MONTHS

__all__ = ["in_words", "of_occasions", "on_some_day"]

_DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<part>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<mark>[?~%]?)"
)
_HEDGES = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn"}
_PARTS = {33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter"}
_PARTS |= {37: "first third", 38: "second third", 39: "last third"}
_PARTS |= {40: "first half", 41: "second half"}
_MARK_WORDS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
_NO_END = ("", "..")
_COMPONENT = re.compile(r"([?~%]?)([0-9X]+)([?~%]?)")
_TIME = re.compile(r"(?P<date>[0-9-]+)T(?P<time>[0-9:]+)(?P<zone>Z|[+-][0-9:]+)?")


def in_words(text: str) -> str:
    """An EDTF expression in words.

    Args:
        text: The expression, which must be one.

    Example:
        >>> in_words("2018-04-24/2018-04-25"), in_words("1966/"), in_words("[2016,2018]")
        ('24–25 April 2018', 'since 1966, end not known', '2016 or 2018')
        >>> in_words("198X"), in_words("2018-04-XX"), in_words("2016~"), in_words("[..2003]")
        ('the 1980s', 'some day in April 2018', 'about 2016', 'by 2003')
    """
    if text[:1] in ("[", "{"):
        return _set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return _date(text) or text
    return _interval(start, end) or text


def on_some_day(text: str) -> str:
    """An EDTF expression in words, of what was on one day of it.

    Args:
        text: The expression, no interval and not all of a set.

    Example:
        >>> on_some_day("2018-04"), on_some_day("2018-04-24")
        ('some day in April 2018', '24 April 2018')
    """
    match = _DATE.fullmatch(text)
    if match is None or match["day"] or "X" in (match["part"] or ""):
        return in_words(text)
    words = _date(text)
    return f"some day in {words}" if words else text


def of_occasions(text: str) -> str:
    """An EDTF expression in words, of several occasions, of which an interval has first and last.

    Example:
        >>> of_occasions("2015/2018-03")
        'first 2015, last March 2018'
    """
    start, slash, end = text.partition("/")
    first, last = _date(start), _date(end)
    if slash and first and (last or end in _NO_END):
        return f"first {first}, last {last or 'not known'}"
    return f"last {last}" if slash and last and start in _NO_END else in_words(text)


# -- one date --------------------------------------------------------------------------------------


def _date(text: str) -> str | None:
    """A single date, or None where it has no words."""
    match = _DATE.fullmatch(text)
    if match is not None:
        plain = _plain(match["year"], match["part"], match["day"])
        return plain and f"{_HEDGES[match['mark']]}{plain}"
    timed = _TIME.fullmatch(text)
    if timed is not None:
        zone = {None: "", "Z": " UTC"}.get(timed["zone"], f" UTC{timed['zone']}")
        return f"{_date(timed['date'])}, {timed['time']}{zone}"
    return _partly_marked(text)


def _partly_marked(text: str) -> str | None:
    """A date of which a mark covers some components only, each with its mark behind the date."""
    parts = text.split("-")
    found = [_COMPONENT.fullmatch(part) for part in parts]
    if not all(found):
        return None
    plain = _date("-".join(match[2] for match in found if match))
    marks = ["" for _ in parts]
    for index, match in enumerate(found):
        for at, mark in ((range(index + 1), match[3]), ((index,), match[1])) if match else ():
            for one in at if mark else ():
                marks[one] = mark if marks[one] in ("", mark) else "%"
    named = [
        f"{name} {_MARK_WORDS[mark]}"
        for name, mark in zip(("year", "month", "day"), marks, strict=False)
        if mark
    ]
    return plain and f"{plain} ({', '.join(named)})"


def _plain(year: str, part: str | None, day: str | None) -> str | None:
    if part == "XX" and day in (None, "XX") and "X" not in year:
        return f"some {'day in' if day else 'month of'} {_year(year)}"
    if "X" in year:
        return None if part else _years(year)
    if part is None:
        return _year(year)
    if "X" in part:
        return None
    number = int(part)
    if number > 12:
        return _part_of_year(number, year)
    month = f"{_month(number)} {_year(year)}"
    if day == "XX":
        return f"some day in {month}"
    return month if day is None else None if "X" in day else f"{int(day)} {month}"


def _month(number: int) -> str:
    return MONTHS[number - 1].title()


def _year(year: str) -> str:
    number = int(year)
    if number <= 0:
        return f"{1 - number} BC"
    return year if number > 999 else f"{number} AD"


def _years(year: str) -> str | None:
    """A decade or a century."""
    if re.fullmatch("[0-9]{3}X", year) and year[2] != "0" and year[0] != "0":
        return f"the {year[:3]}0s"
    if re.fullmatch("[1-9][0-9]+X+", year):
        return f"some year from {year.replace('X', '0')} to {year.replace('X', '9')}"
    return None


def _part_of_year(number: int, year: str) -> str | None:
    if not re.fullmatch("[1-9][0-9]{3}", year):
        return None
    if number in _SEASONS:
        return f"{_SEASONS[number]} {year}"
    if number == 24:
        return f"winter {year}–{(int(year) + 1) % 100:02d}"
    return f"{_PARTS[number]} of {year}" if number in _PARTS else None


# -- two dates and more ----------------------------------------------------------------------------


def _interval(start: str, end: str) -> str | None:
    first, last = _date(start), _date(end)
    if first and last:
        return _together(start, end, "–") or f"from {first} to {last}"
    if first and end in _NO_END:
        return f"since {first}" + ("" if end else ", end not known")
    if last and start in _NO_END:
        return f"until {last}" + (", with no start" if start else "")
    return None


def _together(start: str, end: str, joint: str) -> str | None:
    """Two plain dates of one sort with what they share said once."""
    if not (re.fullmatch("[0-9-]+", start) and re.fullmatch("[0-9-]+", end)):
        return None
    ones, others = start.split("-"), end.split("-")
    if len(ones) != len(others) or {len(ones[0]), len(others[0])} != {4} or ones[0] < "1000":
        return None
    if len(ones) == 1:
        return f"{start}{joint}{end}"
    if int(ones[1]) > 12 or int(others[1]) > 12 or ones[0] != others[0]:
        return None
    first, last = _month(int(ones[1])), _month(int(others[1]))
    if len(ones) == 2:
        return f"{first}{joint}{last} {ones[0]}"
    if first == last:
        return f"{int(ones[2])}{joint}{int(others[2])} {first} {ones[0]}"
    spaced = joint if joint.startswith(" ") else f" {joint} "
    return f"{int(ones[2])} {first}{spaced}{int(others[2])} {last} {ones[0]}"


def _set(text: str) -> str:
    members = [member.strip() for member in text[1:-1].split(",")]
    every = text.startswith("{")
    words = [_member(member, every=every) for member in members]
    if None in words:
        return text
    found = [word for word in words if word]
    joint = " and " if every else " or "
    shared = _together(members[0], members[1], joint) if len(members) == 2 else None
    if every:  # "24 and 25 April" would be what lasted from the one to the other
        *others, last = found
        return f"each of {shared or joint.join(filter(None, (', '.join(others), last)))}"
    if len(found) == 1:
        return found[0]
    return shared or f"{', '.join(found[:-1])}{joint}{found[-1]}"


def _member(member: str, *, every: bool) -> str | None:
    start, dots, end = member.partition("..")
    first, last = _date(start), _date(end)
    if not dots:
        return first
    if first and last:
        if every:
            return f"{first} to {last}"
        return f"between {_together(start, end, ' and ') or f'{first} and {last}'}"
    if first and not end:
        return f"{first} or later"
    return f"by {last}" if last and not start else None
