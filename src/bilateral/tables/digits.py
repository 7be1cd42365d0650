"""Numbers and days as text of fixed width, compared by regular expressions digit by digit.

A list in a cell is text, and every engine knows regular expressions. Of texts that are all as long
and whose digits stand in the same places, those not before or not after one are a handful of
alternatives, one for each digit in which they first differ from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

__all__ = ["Side", "side_pattern"]

Side = Literal["<=", ">="]


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
