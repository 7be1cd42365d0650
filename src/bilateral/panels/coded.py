"""The codes of the states in a series, as the lists have them: numbers, or ids of the registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bilateral._plugins import require
from bilateral.dates.ordinals import year_of
from bilateral.errors import RecordError
from bilateral.states import registry, resolve

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["with_codes"]


def with_codes(table: pa.Table, keys: Sequence[str], system: str, first: Any) -> pa.Table:
    """The table with codes that can be compared to those of a list.

    A name of a state is taken as of the first day of its row. What is no state, such as "World",
    stays as it is and meets no row.

    Args:
        table: The table.
        keys: Its columns of codes.
        system: Whose codes they are.
        first: First day of each row, as a column of Arrow.

    Raises:
        RecordError: if numbers are expected and there are names, or none of them is of a state.
    """
    arrow = require("pyarrow", extra="tables")
    for name in keys:
        place, column = table.column_names.index(name), table[name]
        made = _ids(column, first, name) if system == "registry" else _whole(column, name, system)
        table = table.set_column(place, name, made.cast(
            arrow.string() if system == "registry" else arrow.int64()))  # fmt: skip
    return table


def _whole(column: Any, name: str, system: str) -> Any:  # columns of Arrow
    arrow = require("pyarrow", extra="tables")
    try:
        return column.cast(arrow.int64())
    except (arrow.ArrowInvalid, arrow.ArrowNotImplementedError) as error:
        odd = next(v for v in column.to_pylist() if v is not None and not _is_whole(v))
        raise RecordError(
            f"codes of {system} are whole numbers",
            field=name,
            found=odd,
            expected="system='registry' for names, ids and codes of ISO 3166",
        ) from error


def _is_whole(value: object) -> bool:
    try:
        return int(value) == float(value)  # type: ignore[call-overload, arg-type, no-any-return]
    except (TypeError, ValueError):
        return False


def _ids(column: Any, first: Any, name: str) -> Any:
    arrow = require("pyarrow", extra="tables")
    known = registry()
    words = [None if word is None else str(word) for word in column.to_pylist()]
    pairs = list(
        dict.fromkeys(
            (word, None if day is None else str(year_of(day)))
            for word, day in zip(words, first.to_pylist(), strict=True)
            if word is not None and word not in known
        )
    )
    if not pairs:
        return arrow.array(words, arrow.string())
    found = resolve([word for word, _ in pairs], on=[year for _, year in pairs], strict=False)
    states = {pair: state.id for pair, state in zip(pairs, found, strict=True) if state is not None}
    if not states and not any(word in known for word in words):
        raise RecordError(
            "no name of a state among the keys",
            field=name,
            found=", ".join(word for word, _ in pairs[:3]),
            expected="names, ids or codes of ISO 3166",
        )
    years = (None if day is None else str(year_of(day)) for day in first.to_pylist())
    return arrow.array(
        [
            states.get((w, y), w) if w is not None else None
            for w, y in zip(words, years, strict=True)
        ],
        arrow.string(),
    )
