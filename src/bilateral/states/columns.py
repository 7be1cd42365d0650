"""Lists and columns of values: their cells, and a column of the same kind with others in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any, TypeVar

from bilateral._plugins import require
from bilateral.errors import RecordError, StateNameError

__all__ = ["Cells", "ColumnT", "cells_of", "column_like", "each"]

Cells = list[Any] | tuple[Any, ...]
"""Values in a list; what they may be is for each question to say."""


if TYPE_CHECKING:
    from typing import Protocol

    class _Series(Protocol):
        """A column of pandas or polars."""

        def to_list(self) -> list[Any]: ...

    class _Array(Protocol):
        """A column of Arrow."""

        def to_pylist(self) -> list[Any]: ...


ColumnT = TypeVar("ColumnT", bound="_Series | _Array")
T = TypeVar("T")


def cells_of(values: object) -> list[Any] | None:
    """The values of a list or column, missing ones as None; None if it is neither.

    Whole numbers that a program keeps as fractions, since some are missing, are whole again.

    Example:
        >>> cells_of([2.0, float("nan"), "PAK"]), cells_of("PAK")
        ([2, None, 'PAK'], None)
    """
    if isinstance(values, (list, tuple)):
        return [_cell(value) for value in values]
    read = getattr(values, "to_pylist", None) or getattr(values, "to_list", None)
    if read is None:
        return None
    if (stated := getattr(values, "notna", None)) is not None:  # pandas has a missing of its own
        return [
            _cell(value) if there else None for value, there in zip(read(), stated(), strict=True)
        ]
    return [_cell(value) for value in read()]


def column_like(column: ColumnT, values: Sequence[str | int | None]) -> ColumnT:
    """A column of the same kind, name and index, with other values.

    Args:
        column: A Series of pandas or polars, or an Array of Arrow.
        values: Texts or integers, and None where a value is missing.

    Example:
        >>> import pyarrow as pa
        >>> column_like(pa.array([2, 365]), ["USA", None]).to_pylist()
        ['USA', None]
    """
    made: Any = type(column)
    whole = any(isinstance(value, int) for value in values)
    library = made.__module__.partition(".")[0]
    if library == "pyarrow":
        arrow: Any = require("pyarrow", extra="tables")
        array = arrow.array(values, arrow.int64() if whole else arrow.string())
        return arrow.chunked_array([array]) if isinstance(column, arrow.ChunkedArray) else array  # type: ignore[no-any-return]
    given: Any = column
    if library == "polars":
        polars: Any = require("polars", extra="polars")
        return made(given.name, values, dtype=polars.Int64 if whole else polars.String)  # type: ignore[no-any-return]
    kind = "Int64" if whole else None
    return made(values, index=given.index, name=given.name, dtype=kind)  # type: ignore[no-any-return]


def each(
    values: Sequence[Any], days: Any, one: Callable[[Any, Any], T], *, strict: bool
) -> list[T | None]:
    """What each value of a list is by a question that is asked once for each value and day.

    Args:
        values: The values; None where one is missing.
        days: The day of each, as a list or column of as many; or one for all.
        one: The question, of a value and a day.
        strict: Whether values that it refuses are an error, or else missing.

    Raises:
        RecordError: if there are not as many days as values.
        StateNameError: if some are refused, with how many, and why the first is.

    Example:
        >>> each([" a", None], None, lambda value, day: value.strip(), strict=True)
        ['a', None]
    """
    on = cells_of(days)
    if on is None:
        on = [days] * len(values)
    if len(on) != len(values):
        raise RecordError(
            "not as many dates as names", found=len(on), expected=f"{len(values)} dates"
        )
    found: dict[tuple[Any, Any], T | None] = {}
    refused: dict[tuple[Any, Any], StateNameError] = {}
    for key in dict.fromkeys(zip(values, on, strict=True)):
        found[key] = None
        if key[0] is not None:
            try:
                found[key] = one(*key)
            except StateNameError as error:
                refused[key] = error
    if refused and strict:
        first = next(iter(refused.values()))
        others = list(dict.fromkeys(str(value) for value, _ in refused))
        more = f"; with {len(others)} such values: {', '.join(others[:9])}" if others[1:] else ""
        raise StateNameError(
            first.problem + more,
            found=first.found,
            expected=first.expected,
            near=first.near,
            candidates=first.candidates,
        )
    return [found[key] for key in zip(values, on, strict=True)]


def _cell(value: Any) -> Any:
    if value is None or (isinstance(value, float) and isnan(value)):
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    return int(value) if isinstance(value, float) and value.is_integer() else value
