"""What programs do to numbers: decimal commas, and whole numbers written as fractions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bilateral.errors import CodecError

__all__ = ["have_commas", "pointed", "whole"]

_COMMA = re.compile(r"[0-9]+,([0-9]+)")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}([. '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}])"
                      r"[0-9]{3}(?:\1[0-9]{3})*,[0-9]+")  # fmt: skip
"""A number whose thousands are parted by something else than the comma before its decimals."""
_FRACTION = re.compile(r"(-?[0-9]+)\.0+")


def whole(text: str) -> str:
    """A whole number without the fraction that pandas writes where a column has gaps.

    Args:
        text: A code, a year or a count; anything else comes back as it is.

    Example:
        >>> whole("1955.0"), whole("1955.5"), whole("USA")
        ('1955', '1955.5', 'USA')
    """
    found = _FRACTION.fullmatch(text)
    return text if found is None else found[1]


def pointed(text: str) -> str:
    """A number of a file with decimal commas with a point, and without marks of thousands.

    Args:
        text: The number; one that has a point already is none, and comes back as it is.

    Example:
        >>> pointed("12,75"), pointed("1.234,5"), pointed("1 234 567,5"), pointed("1,234.5")
        ('12.75', '1234.5', '1234567.5', '1,234.5')
    """
    if (grouped := _GROUPED.fullmatch(text)) is not None:
        text = text.replace(grouped[1], "")
    return text if _POINT.search(text) else text.replace(",", ".")


def have_commas(numbers: Iterable[tuple[int, str]]) -> bool:
    """Whether the numbers of a file have decimal commas, by all of them together.

    Args:
        numbers: Texts with their lines.

    Raises:
        CodecError: if some have a comma and others a point, or if each comma has three digits after
            it, so that it may part thousands.

    Example:
        >>> have_commas([(2, "10,5"), (3, "40")]), have_commas([(2, "10.5"), (3, "40")])
        (True, False)
    """
    comma: tuple[int, str] | None = None
    point: tuple[int, str] | None = None
    proven = False
    for line, text in numbers:
        if _GROUPED.fullmatch(text):
            comma, proven = comma or (line, text), True
        elif (found := _COMMA.fullmatch(text)) is not None:
            comma = comma or (line, text)
            proven = proven or len(found[1]) != 3
        elif point is None and _POINT.fullmatch(text):
            point = line, text
    if comma is not None and point is not None:
        raise CodecError(
            "numbers of two forms",
            line=max(comma, point)[0],
            found=[comma[1], point[1]],
            expected="a comma before the decimals in all of them, or a point",
        )
    if comma is not None and not proven:
        raise CodecError(
            "a comma before decimals or after thousands",
            line=comma[0],
            found=comma[1],
            expected="numbers that tell",
        )
    return proven
