"""Words of printed dates: months, weekdays, seasons, numbers, hedges, and the patterns of them."""

from __future__ import annotations

import re
from unicodedata import category

__all__ = [
    "AROUND",
    "CENTURIES",
    "COUNT",
    "DAY",
    "DAY_ORDINALS",
    "DECADE",
    "HEDGE",
    "MARKS",
    "MONTH",
    "MONTHS",
    "NTH",
    "NUMBERS",
    "PART",
    "PART_WORD",
    "SEASONS",
    "SHIFTS",
    "WEEKDAY",
    "WEEKDAYS",
    "WHICH",
    "YEAR",
    "count_of",
    "day_of",
    "is_printed",
    "month_of",
    "normal",
    "nth_of",
    "thirds_of",
]


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}


MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
"""Seasons that lie in one year, with their numbers in EDTF."""

NUMBERS = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
) | {"a": 1, "an": 1}
DAY_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
)
CENTURIES = {word: number for word, number in DAY_ORDINALS.items() if number <= 21}
SHIFTS = {"last": -1, "this": 0, "next": 1}
MARKS = dict.fromkeys("around about approximately approx roughly circa ca c".split(), "~")
MARKS |= {"or about": "~", "or around": "~"}  # "on or about 24 April"
MARKS |= dict.fromkeys("possibly probably perhaps maybe presumably ? (?)".split(), "?")
"""Words that hedge a date, and the mark of EDTF for each."""

_THIRDS = {"early": (0, 0), "beginning": (0, 0), "start": (0, 0), "early to mid": (0, 1)}
_THIRDS |= {"mid": (1, 1), "middle": (1, 1), "mid to late": (1, 2)}
_THIRDS |= {"late": (2, 2), "end": (2, 2)}

MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)\.?"
YEAR = r"(?P<year>[0-9]{4})"
DECADE = r"(?P<decade>[0-9]{3})0'?s"
DAY = rf"(?P<day>[0-9]{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(DAY_ORDINALS, reverse=True))})"
WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?"
NTH = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(NUMBERS)})"
WHICH = "|".join(SHIFTS)
HEDGE = "|".join(word for word in MARKS if word[0].isalpha())
AROUND = re.compile(rf"(?:{HEDGE})\b")
PART_WORD = "(?:early(?:[ -]to[ -]mid)?|mid(?:[ -]to[ -]late)?|late|beginning|start|middle|end)"
PART = rf"(?P<part>{PART_WORD}(?: of)?)(?: in)?[ -](?:the )?"

_DASHES = re.compile(
    "[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
    "\N{HORIZONTAL BAR}]"
)
# "In the last year" is not "last year", nor "the next month" "next month".
_LEADING = re.compile(
    r"(?:some ?time (?=in |on |at |during ))?(?:(?:in|on|at|during|the(?! (?:last|next)\b)) ){0,3}"
)


def is_printed(character: str) -> bool:
    """Whether a character belongs in a line of print: blanks of every width do, tabs do not."""
    return character.isprintable() or category(character) == "Zs"


def normal(text: str) -> str:
    """The phrase in one case, with plain dashes and single blanks, without leading words."""
    phrase = _DASHES.sub("-", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    phrase = " ".join(phrase.casefold().split()).rstrip(",;")
    if phrase.endswith(".") and not phrase.endswith(".."):  # "2016/.." has an open end
        phrase = phrase[:-1]
    return _LEADING.sub("", phrase, count=1)


def month_of(match: re.Match[str]) -> int:
    """Number of the month that a match names."""
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(match["month"][:3]))


def day_of(match: re.Match[str]) -> int:
    """Number of the day that a match names in digits or words."""
    return DAY_ORDINALS.get(match["day"]) or int(match["day"].rstrip("stndrh"))


def count_of(match: re.Match[str]) -> int:
    """The number in words or digits; one if it is left out, as in "the past year"."""
    count = match["count"]
    return NUMBERS.get(count) or int(count) if count else 1


def nth_of(match: re.Match[str]) -> int:
    """One to four, of "first", "2nd" and the like."""
    return DAY_ORDINALS.get(match["nth"]) or int(match["nth"][0])


def thirds_of(match: re.Match[str]) -> tuple[int, int]:
    """The first and last third, 0 to 2, that "early", "mid" or "mid to late" names."""
    return _THIRDS[match["part"].replace("-", " ").removesuffix(" of")]
