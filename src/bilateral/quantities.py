"""Amounts known within bounds: "some helicopters" is neither none nor one."""

from __future__ import annotations

import re
from math import inf, isfinite
from numbers import Integral, Real

import attrs

from bilateral._patterns import pattern
from bilateral.errors import RecordError
from bilateral.logic import Truth

__all__ = ["Quantity"]

_NUMBER = r"[0-9]{1,18}(?:\.[0-9]{1,9})?"
_ONE = {f"{unit}s": unit for unit in ("hour", "day", "week", "month", "year")}
"""What one of a unit of time is called; other units are words of the source."""
_SEVERAL = {one: several for several, one in _ONE.items()}
_AMOUNT = pattern(rf"(?:({_NUMBER})|({_NUMBER})?\.\.({_NUMBER})?)(~?)")


@attrs.frozen(init=False, repr=False)
class Quantity:
    """An amount of something, at least so much and at most so much.

    An amount has one text, however it was written: 4 is ``4.0``, ``2..2`` is 2 and ``0..5`` is
    ``..5``. Quantities are equal if amount and unit are, and so are the printed words, which are
    evidence of their own; ``same`` leaves them aside.

    Args:
        amount: A number that is exactly known; or text: ``"4"``, ``"4~"`` (an estimate),
            ``"2..5"``, ``"2.."`` (two or more), ``"..5"``, ``".."`` (not known at all).
        unit: What is counted or measured, such as ``"aircraft"``, ``"days"``, ``"USD million"``.
        printed: The amount as the source prints it.

    Attributes:
        amount: The canonical text.
        unit: As given.
        printed: As given.
        least: Lower bound, at least 0.
        most: Upper bound, infinite where there is none.

    Raises:
        RecordError: if the amount is negative, not finite or not of these forms.

    Example:
        >>> some = Quantity("2..", unit="helicopters", printed="some helicopters")
        >>> some.at_least(1), some.at_least(4), some.at_most(1)
        (<Truth.TRUE>, <Truth.UNKNOWN>, <Truth.FALSE>)
        >>> Quantity("4.0") == Quantity(4), Quantity(4, "days") == Quantity(4, "weeks")
        (True, False)
    """

    amount: str
    unit: str | None
    printed: str | None
    least: float = attrs.field(eq=False)
    most: float = attrs.field(eq=False)

    def __init__(
        self, amount: float | str, unit: str | None = None, printed: str | None = None
    ) -> None:
        text = _text(amount)
        match = _AMOUNT.fullmatch(text)
        if match is None:
            raise RecordError(
                "not an amount",
                found=amount,
                expected="a number of 0 or more, or text such as '4', '4~', '2..5', '2..', '..'",
            )
        exact, low, high, _ = match.groups()
        least = _number(exact or low or "0")
        most = _number(exact or high) if exact or high else inf
        if least > most:
            raise RecordError(
                "not an amount", found=amount, expected="a lower bound not above the upper"
            )
        self.__attrs_init__(
            amount=_canonical(match), unit=unit, printed=printed, least=least, most=most
        )

    @classmethod
    def of(cls, value: Quantity | float | str, unit: str | None = None) -> Quantity:
        """An amount that is given as a number, or as text with or without its unit.

        Args:
            value: The amount, as ``str()`` gives it, a number, or a quantity already.
            unit: What is counted, where the text names no unit.

        Raises:
            RecordError: if it is no amount.

        Example:
            >>> Quantity.of("7.8 billion EUR"), Quantity.of("1 day"), Quantity.of(36)
            (Quantity('7.8', unit='billion EUR'), Quantity('1', unit='days'), Quantity('36'))
        """
        if isinstance(value, Quantity):
            return value
        if not isinstance(value, str):
            return cls(value, unit)
        amount, _, counted = value.strip().partition(" ")
        return cls(amount, _SEVERAL.get(counted, counted.strip()) or unit)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number, and not an estimate."""
        return self.least == self.most and not self.is_estimate

    @property
    def is_estimate(self) -> bool:
        """Whether the source calls it approximate; the bounds are not widened for that."""
        return self.amount.endswith("~")

    def at_least(self, number: float) -> Truth:
        """Whether it is ``number`` or more."""
        if self.least >= number:
            return Truth.TRUE
        return Truth.UNKNOWN if self.most >= number else Truth.FALSE

    def at_most(self, number: float) -> Truth:
        """Whether it is ``number`` or less."""
        if self.most <= number:
            return Truth.TRUE
        return Truth.UNKNOWN if self.least <= number else Truth.FALSE

    def equals(self, number: float) -> Truth:
        """Whether it is exactly ``number``."""
        return self.at_least(number) & self.at_most(number)

    def same(self, other: Quantity) -> bool:
        """Whether it is the same amount of the same unit, in whatever words."""
        return (self.amount, self.unit) == (other.amount, other.unit)

    def contains(self, other: Quantity) -> bool:
        """Whether the other, of the same unit, is nothing that this one rules out."""
        within = self.least <= other.least and other.most <= self.most
        return self.unit == other.unit and within

    def words(self) -> str:
        """The amount as people print it.

        Example:
            >>> Quantity("2..", "helicopters").words(), Quantity("4~").words()
            ('at least 2 helicopters', 'about 4')
        """
        low, dots, high = self.amount.removesuffix("~").partition("..")
        number = {
            (True, True): f"{low} to {high}",
            (True, False): f"at least {low}",
            (False, True): f"at most {high}",
            (False, False): "an unknown number",
        }[bool(low), bool(high)]
        about = "about " if self.is_estimate else ""
        return " ".join(filter(None, (f"{about}{number if dots else low}", self._counted)))

    @property
    def _counted(self) -> str | None:
        """The unit as it stands beside the amount: one day, two days."""
        low, _, high = self.amount.removesuffix("~").partition("..")
        return _ONE.get(self.unit, self.unit) if self.unit and (high or low) == "1" else self.unit

    def __str__(self) -> str:
        return " ".join(filter(None, (self.amount, self._counted)))

    def __repr__(self) -> str:
        rest = "".join(
            f", {name}={value!r}"
            for name, value in (("unit", self.unit), ("printed", self.printed))
            if value is not None
        )
        return f"Quantity({self.amount!r}{rest})"


def _text(amount: object) -> str:
    if isinstance(amount, str):
        return amount
    if not isinstance(amount, bool) and isinstance(amount, Real) and isfinite(amount):
        number = int(amount) if isinstance(amount, Integral) else float(amount)
        return str(int(number)) if number == int(number) else f"{number:.9f}"
    return repr(amount)


def _canonical(match: re.Match[str]) -> str:
    """The one text of an amount; numbers stay text, so that none loses a digit."""
    exact, low, high = (_plain(number) for number in match.groups()[:3])
    low = low or "0"
    if low == high:
        exact = low
    return (exact or f"{'' if low == '0' else low}..{high}") + match[4]


def _plain(number: str | None) -> str:
    """A number without zeros that say nothing; empty where there is none."""
    if number is None:
        return ""
    whole, _, part = number.partition(".")
    return ".".join(filter(None, (whole.lstrip("0") or "0", part.rstrip("0"))))


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)
