"""Which part of the whole each cell of a count or sum has: bounds that hold in every world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import inf
from typing import TypeAlias, TypeVar

from bilateral.collection.amounts import Amount

__all__ = ["shares_of"]

Words = TypeVar("Words", bound=tuple[object, ...])
Row: TypeAlias = tuple[Words, float, float]


def shares_of(rows: Iterable[Row[Words]], within: int | None = None) -> Mapping[Words, Amount]:
    """The least and the greatest share that each cell may have; of nothing it is none.

    A share is least if the cell has the least and all others the most, and greatest the other way
    round. What stands in a row of None, for "not stated", is of some cell that fits it: it may
    be all of another cell, and need not be, as it may be of this one.

    Args:
        rows: Each cell, as its words, and what it has, at least and at most.
        within: Which of the words makes a whole: cells that have the same one are its parts, and
            those without one of none; by default all are parts of one whole.

    Example:
        >>> shares_of([(("PAK",), 2, 2), (("RUS",), 1, 6)])
        {('PAK',): (0.25, 0.6666666666666666), ('RUS',): (0.3333333333333333, 0.75)}
    """
    rows = tuple(rows)
    if within is None:
        return _of_one_whole(rows, ())
    parts: dict[object, list[Row[Words]]] = {}
    for row in rows:
        parts.setdefault(row[0][within], []).append(row)
    anywhere = parts.pop(None, [])
    found: dict[Words, Amount] = {}
    for word, part in parts.items():
        listed = {words for words, _, _ in part if None not in words}
        may_be = ((*row[0][:within], word, *row[0][within + 1 :]) for row in anywhere)
        # What fits a cell that is listed is in its upper bound already.
        others = [row for row, one in zip(anywhere, may_be, strict=True) if one not in listed]
        found |= _of_one_whole(part, others)
    return {row[0]: found[row[0]] for row in rows if row[0] in found}


def _of_one_whole(rows: Iterable[Row[Words]], besides: Iterable[Row[Words]]) -> dict[Words, Amount]:
    """The shares of cells in all of them together and what else may be part of it."""
    rows = tuple(rows)
    surely = sum(Fraction(least) for words, least, _ in rows if None not in words)
    ends = [most for _, _, most in (*rows, *besides)]
    bounded, endless = sum(Fraction(end) for end in ends if end < inf), ends.count(inf)
    found: dict[Words, Amount] = {}
    for words, least, most in rows:
        others_least = surely - (Fraction(least) if None not in words else 0)
        others_most = bounded - (Fraction(most) if most < inf else 0)
        is_bounded = endless == (most == inf)
        found[words] = (
            _least(least, float(others_most) if is_bounded else inf),
            _most(most, float(others_least)),
        )
    return found


def _least(least: float, others: float) -> float:
    return least / (least + others) if least else 0.0


def _most(most: float, others: float) -> float:
    return most / (most + others) if 0 < most < inf else float(most > 0)
