"""The columns of a table that is written: all of them, those in use, or a few that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from bilateral._plugins import require
from bilateral.errors import RecordError
from bilateral.model.records import Role
from bilateral.model.vocabulary import unknown_name

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Columns", "checked_columns", "chosen", "plain_schema", "readable", "with_plain_texts"]

Columns: TypeAlias = Literal["all", "used", "short"] | Sequence[str]
"""Every column of the schema; those that are not empty; the readable ones; or some by name."""
_WORDS = ("all", "used", "short")
_DAYS = ("earliest", "latest")
_CALLED = {
    **{role.name.lower(): "initiator_state" for role in Role if role.is_initiator},
    **{role.name.lower(): "target_state" for role in Role if not role.is_initiator},
    **dict.fromkeys(("initiator", "initiators"), "initiator_state"),
    **dict.fromkeys(("target", "targets"), "target_state"),
    **dict.fromkeys(("year", "month", "start", "earliest"), "date_start_min"),
    **dict.fromkeys(("end", "latest"), "date_end_max"),
}
"""What people call columns: by the keys of counts."""


def checked_columns(columns: Columns) -> Columns:
    """The word, or the names, if they say which columns are wanted.

    Raises:
        UnknownNameError: if the word is none.
        RecordError: if they are no names.
    """
    if isinstance(columns, str):
        if columns not in _WORDS:
            raise unknown_name("choice of columns", columns, _WORDS, listed=True)
    elif not columns or not all(isinstance(name, str) for name in columns):
        raise RecordError(
            "wrong value",
            field="columns",
            found=columns,
            expected="'all', 'used', 'short', or a list of names",
        )
    return columns


def chosen(table: pa.Table, columns: Columns) -> pa.Table:
    """Some columns of a table; a column ``match`` stays.

    Args:
        table: The table.
        columns: Which; "short" is not for tables, which do not have these columns.

    Raises:
        UnknownNameError: with near names, if there is no such column.
    """
    if columns == "all":
        return table
    if isinstance(columns, str):
        names = [name for name in table.column_names if table[name].null_count < len(table)]
    else:
        for name in columns:
            if name not in table.column_names:
                error = unknown_name("column", name, table.column_names)
                if (meant := _CALLED.get(name)) in table.column_names:
                    error.near = (str(meant),)
                raise error
        names = [*dict.fromkeys(columns)]
    if "match" in table.column_names and "match" not in names:
        names.append("match")
    return table.select(names)


def with_plain_texts(table: pa.Table) -> pa.Table:
    """A table without dictionaries of Arrow, in whose place are their texts."""
    return table.cast(plain_schema(table.schema))


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """A schema of Arrow without dictionaries, in whose place are the types of their values."""
    arrow = require("pyarrow", extra="tables")
    for at, field in enumerate(schema):
        if arrow.types.is_dictionary(field.type):
            schema = schema.set(at, field.with_type(field.type.value_type))
    return schema


def readable(rows: Iterable[Mapping[str, Any]]) -> pa.Table:  # cells of any kind
    """Flat rows as a table: first days and last as days, numbers as numbers, all else as text.

    Columns that are empty in every row are left out.

    Args:
        rows: As of ``to_dicts``.
    """
    arrow = require("pyarrow", extra="tables")
    found = list(rows)
    names = dict.fromkeys(name for row in found for name in row)
    columns = {name: [row.get(name) for row in found] for name in names}
    made = {
        name: _column(arrow, name, values)
        for name, values in columns.items()
        if any(value is not None for value in values)
    }
    return arrow.table(made)


def _column(arrow: Any, name: str, values: Sequence[Any]) -> Any:  # of Arrow
    stated = [value for value in values if value is not None]
    if name in _DAYS and all(_is_day(value) for value in stated):
        days = [None if value is None else date.fromisoformat(value) for value in values]
        return arrow.array(days, arrow.date32())
    if all(isinstance(value, (int, float)) for value in stated):
        return arrow.array(values)
    return arrow.array([None if value is None else str(value) for value in values], arrow.string())


def _is_day(text: str) -> bool:
    return len(text) == len("2018-04-24") and not text.startswith("-")
