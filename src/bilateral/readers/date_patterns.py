"""Dates by a pattern, as exact as the pattern is."""

from __future__ import annotations

import re
from datetime import datetime

from bilateral.errors import RecordError

__all__ = ["dated", "has_day_first", "is_pattern"]

_DIRECTIVE = re.compile(r"%([A-Za-z%])")
_TOUCHING = re.compile(r"%[A-Za-z]%[A-Za-z]")
_KNOWN = frozenset("YmdBbHMS%")
_MONTH = frozenset("mBb")


def is_pattern(text: str) -> bool:
    """Whether a text is a pattern of ``datetime.strptime`` for a year, a month or a day.

    Example:
        >>> is_pattern("%d.%m.%Y"), is_pattern("%Y"), is_pattern("%d.%m.%y"), is_pattern("%d %Y")
        (True, True, False, False)
        >>> is_pattern("%Y%Y"), is_pattern("%m %B %Y")  # which of the two would it be?
        (False, False)
    """
    found = [directive for directive in _DIRECTIVE.findall(text) if directive != "%"]
    used = set(found)
    months = len(used & _MONTH)
    once = len(used) == len(found) and months < 2
    return once and "Y" in used and used <= _KNOWN and ("d" not in used or months == 1)


def dated(text: str, pattern: str) -> str:
    """The EDTF text of a date by a pattern; what the pattern leaves out is not known.

    Args:
        text: The date, of four-digit years.
        pattern: One that :func:`is_pattern` accepts.

    Raises:
        RecordError: if the text is none, the calendar does not have it, or its digits could be
            parted otherwise.

    Example:
        >>> dated("23.4.2018", "%d.%m.%Y"), dated("April 2018", "%B %Y")
        ('2018-04-23', '2018-04')
    """
    try:
        read = datetime.strptime(text, pattern)  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        problem = "not a date of the format"
        # Of what has the form but is no day Python says which number is out of its range.
        if not str(error).startswith(("time data", "unconverted data")):
            raise RecordError(
                "no such day",
                found=text,
                expected=f"a date that the calendar has, like {pattern!r}",
            ) from None
    else:
        # 2018111 is the 11th of January as well as the first of November.
        touching = _TOUCHING.search(pattern)
        if not touching or read.strftime(pattern).casefold() == text.casefold():
            used = set(_DIRECTIVE.findall(pattern))
            length = 10 if "d" in used else 7 if used & _MONTH else 4
            return read.date().isoformat()[:length]
        problem = "digits that may be parted otherwise"
    raise RecordError(problem, found=text, expected=f"a date like {pattern!r}")


def has_day_first(pattern: str) -> bool | None:
    """Whether the day stands before the number of the month; None where nobody could mix them up.

    Example:
        >>> has_day_first("%d/%m/%Y"), has_day_first("%m/%d/%Y"), has_day_first("%d %B %Y")
        (True, False, None)
    """
    found = [directive for directive in _DIRECTIVE.findall(pattern) if directive in "dm"]
    return found == ["d", "m"] if len(found) == 2 else None
