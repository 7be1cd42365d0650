"""Numbers and days as text of fixed width, compared by regular expressions digit by digit.

A list in a cell is text, and every engine knows regular expressions. Of texts that are all as long
and whose digits stand in the same places, those not before or not after one are a handful of
alternatives, one for each digit in which they first differ from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from math import inf
from typing import Literal, TypeAlias

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "NO_DAY",
    "Side",
    "day_pattern",
    "day_text",
    "number_pattern",
    "number_text",
    "side_pattern",
]

Side: TypeAlias = Literal["<=", ">="]

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
NO_DAY = ("0000-00-00", "9999-99-99")
"""What stands for no bound, before all days and after them."""
_MOST = 9_999_999
_ANY_DAY = "[0-9-]{10}"
_ANY_NUMBER = "[0-9]{7}"


def day_text(day: float) -> str:
    """A day as text of fixed width; what lies outside the calendar is no bound."""
    if day < FIRST_DAY:
        return NO_DAY[0]
    return NO_DAY[1] if day > LAST_DAY else date.fromordinal(int(day)).isoformat()


def number_text(number: float) -> str:
    """A number of days as text of fixed width."""
    return f"{int(min(max(number, 0), _MOST)):07d}"


def day_pattern(side: Side, day: float) -> str:
    """A regular expression of the days, as text, on one side of a day."""
    if day == (inf if side == "<=" else -inf):
        return _ANY_DAY
    if day > LAST_DAY:  # only what has no bound is as late
        return NO_DAY[1] if side == ">=" else side_pattern("<=", day_text(LAST_DAY))
    if day < FIRST_DAY:
        return NO_DAY[0] if side == "<=" else side_pattern(">=", day_text(FIRST_DAY))
    return side_pattern(side, day_text(day))


def number_pattern(side: Side, number: float) -> str:
    """The same of a number of days."""
    if number == (inf if side == "<=" else -inf) or (side == ">=" and number <= 0):
        return _ANY_NUMBER
    return side_pattern(side, number_text(number))


@cache
def side_pattern(side: Side, text: str) -> str:
    """A regular expression of the texts, as long as this, that are not after or not before it.

    Args:
        side: ``"<="`` for those not after it, ``">="`` for those not before it.
        text: Digits, and marks such as ``-`` and ``.`` that all of them have in the same places.

    Example:
        >>> import re
        >>> pattern = re.compile(side_pattern(">=", "2016-05"))
        >>> [text for text in ("2016-04", "2016-05", "2017-01") if pattern.fullmatch(text)]
        ['2016-05', '2017-01']
    """
    return f"(?:{'|'.join(_options(side, text))})"


def _options(side: Side, text: str) -> Iterator[str]:
    yield text.replace(".", r"\.")
    for at, digit in enumerate(text):
        if not digit.isdigit() or digit == ("9" if side == ">=" else "0"):
            continue
        beyond = f"{int(digit) + 1}-9" if side == ">=" else f"0-{int(digit) - 1}"
        left = len(text) - at - 1
        rest = f"[0-9.-]{{{left}}}" if left else ""
        yield f"{text[:at]}[{beyond}]{rest}".replace(".", r"\.").replace(r"[0-9\.-]", "[0-9.-]")
