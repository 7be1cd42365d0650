"""Questions to one amount of a row: its bounds, or a list of bounds where sources differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from math import inf

import attrs

from bilateral.query.predicates import Node
from bilateral.query.values import amount_holds, numbers_of
from bilateral.tables.digits import side_pattern
from bilateral.tables.formulas import TRUE, Formula, Test, every, negation, some

__all__ = ["amount_pair", "amounts_text"]

_STEP = Decimal("1e-9")  # amounts have nine decimals at most
_WHOLE = 19
_MOST = Decimal("9" * _WHOLE + "." + "9" * 9)  # stands for no bound; amounts have 18 digits


def amounts_text(amounts: Sequence[tuple[float, float]]) -> str | None:
    """Bounds of amounts as text, where there are several; else None.

    Args:
        amounts: Least and most of each value, one of which is so.
    """
    if len(amounts) == 1:
        return None
    return "".join(f"{_text(least)}/{_text(most)};" for least, most in amounts)


def amount_pair(tree: Node, field: str) -> tuple[Formula, Formula]:
    """Where a question about one amount surely holds and where it may hold.

    Args:
        tree: Terms about the field, joined in any way.
        field: Name of the field.
    """
    stretches = list(_stretches(tree))
    holds, fails = (
        some(*(_meets(stretch, field) for stretch, truth in stretches if truth is wanted))
        for wanted in (True, False)
    )
    return negation(fails), holds


@attrs.frozen
class _Stretch:
    """Numbers between two, each of which belongs to it or not."""

    low: float
    high: float
    has_low: bool
    has_high: bool


def _stretches(tree: Node) -> Iterator[tuple[_Stretch, bool]]:
    """The stretches of numbers between which alone the answer changes, with the answer in each."""
    numbers = sorted({*numbers_of(tree)})
    if not numbers:
        return
    parts = [(_Stretch(-inf, numbers[0], False, False), numbers[0] - 1)]
    for number, following in pairwise([*numbers, inf]):
        parts.append((_Stretch(number, number, True, True), number))
        middle = (number + following) / 2 if following < inf else number + 1
        parts.append((_Stretch(number, following, False, False), middle))
    joined: tuple[_Stretch, bool] | None = None
    for stretch, sample in parts:
        truth = amount_holds(tree, sample)
        if joined is not None and joined[1] is truth:
            joined = attrs.evolve(joined[0], high=stretch.high, has_high=stretch.has_high), truth
            continue
        if joined is not None:
            yield joined
        joined = stretch, truth
    if joined is not None:
        yield joined


def _meets(stretch: _Stretch, field: str) -> Formula:
    """Whether the amount may be a number of a stretch."""
    flat: list[Formula] = []
    if stretch.high < inf:
        allowed = stretch.high > 0 or (stretch.high == 0 and stretch.has_high)
        if stretch.has_high:
            flat.append(Test(f"{field}_min", "<=", stretch.high, null=allowed))
        else:
            flat.append(negation(Test(f"{field}_min", ">=", stretch.high, null=not allowed)))
    if stretch.low > -inf:
        if stretch.has_low:
            flat.append(Test(f"{field}_max", ">=", stretch.low, null=True))
        else:
            flat.append(negation(Test(f"{field}_max", "<=", stretch.low, null=False)))
    listed = Test(f"{field}_amounts", "null", negated=True)
    below = _side("<=", stretch.high, stretch.has_high)
    above = _side(">=", stretch.low, stretch.has_low)
    one_of = some(negation(listed), Test(f"{field}_amounts", "match", f"{below}/{above};"))
    return every(*flat, one_of) if flat else TRUE


def _side(side: str, number: float, included: bool) -> str:
    if number in (-inf, inf):
        return "[0-9.]{29}"
    exact = Decimal(repr(float(number)))
    if side == "<=":
        bound = exact.quantize(_STEP, ROUND_FLOOR)
        bound = bound - _STEP if bound == exact and not included else bound
    else:
        bound = exact.quantize(_STEP, ROUND_CEILING)
        bound = bound + _STEP if bound == exact and not included else bound
    if bound < 0:
        return "[0-9.]{29}" if side == ">=" else "x"  # no amount is negative
    return side_pattern("<=" if side == "<=" else ">=", _text(bound))


def _text(number: float | Decimal) -> str:
    exact = (
        _MOST
        if number == inf
        else Decimal(str(number))
        if isinstance(number, float)
        else Decimal(number)
    )
    return f"{min(exact, _MOST):0{_WHOLE + 10}.9f}"
