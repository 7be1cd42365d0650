"""Which parts of Parquet files may have rows that a question asks for, by their own statistics.

A file says of each group of its rows the least and the greatest value of a column, and how many
are null. An engine leaves out groups by a condition on one column; a question allows other columns
to say the same, so that it is asked here, of the groups as of rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from typing import TypeAlias

import attrs
import pyarrow.parquet as pq

from bilateral.tables.formulas import All, Constant, Formula, Some, Test

__all__ = ["Groups"]


class Groups:
    """The groups of rows of a file, and what it says of them.

    Args:
        footer: What the file says of itself.
    """

    def __init__(self, footer: pq.FileMetaData) -> None:
        self._footer = footer
        names = [footer.schema.column(n).path.lower() for n in range(footer.num_columns)]
        times = Counter(names)
        columns = {name: n for n, name in enumerate(names) if times[name] == 1}
        self._said_of = cache(lambda n, name: _said_of(footer, n, columns.get(name)))

    def stretches_with(self, formula: Formula) -> list[tuple[int, int]]:
        """The rows among which are all where a formula holds.

        Args:
            formula: Where something holds.

        Returns:
            The numbers of the first and the last row of each stretch, in their order.
        """
        found: list[tuple[int, int]] = []
        start = 0
        for number in range(self._footer.num_row_groups):
            end = start + self._footer.row_group(number).num_rows
            if end > start and _may_hold(formula, partial(self._said_of, number)):
                if found and found[-1][1] == start - 1:
                    found[-1] = (found[-1][0], end - 1)
                else:
                    found.append((start, end - 1))
            start = end
        return found


@attrs.frozen
class _Said:
    """What a file says of a column in a group of rows."""

    has_nulls: bool
    has_values: bool
    least: object
    most: object


def _said_of(footer: pq.FileMetaData, number: int, column: int | None) -> _Said | None:
    group = footer.row_group(number)
    said = None if column is None else group.column(column).statistics
    if said is None or not said.has_null_count:
        return None
    least, most = (said.min, said.max) if said.has_min_max else (None, None)
    return _Said(said.null_count > 0, said.null_count < group.num_rows, least, most)


_Told: TypeAlias = Callable[[str], _Said | None]


def _may_hold(formula: Formula, told: _Told) -> bool:
    match formula:
        case Constant(value):
            return value
        case All(terms):
            return all(_may_hold(term, told) for term in terms)
        case Some(terms):
            return any(_may_hold(term, told) for term in terms)
        case Test():
            return _test_may_hold(formula, told(formula.column))


def _test_may_hold(test: Test, said: _Said | None) -> bool:
    if said is None or (said.has_nulls and test.null):
        return True
    if not said.has_values:
        return False
    return test.negated if test.operator == "null" else _value_may_hold(test, said.least, said.most)


def _value_may_hold(test: Test, least: object, most: object) -> bool:
    """Whether a text or day between two may meet a test; what is of another type always may."""
    match test.operator, test.operand:
        case "in", tuple(values) if _are((str,), least, most, *values):
            return test.negated or any(least <= value <= most for value in values)  # type: ignore[operator]
        case ">=", date() as bound if _are((date,), least, most):
            return least < bound if test.negated else most >= bound  # type: ignore[operator]
        case "<=", date() as bound if _are((date,), least, most):
            return most > bound if test.negated else least <= bound  # type: ignore[operator]
    return True


def _are(types: Sequence[type], *values: object) -> bool:
    return all(type(value) in types for value in values)
