"""What a series is given as, a file of any table or a frame, made a table of Arrow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from bilateral._paths import is_there
from bilateral._plugins import require
from bilateral.errors import BilateralError, MissingFileError, ReadError, RecordError, first_line
from bilateral.model.vocabulary import unknown_name
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import likely_header
from bilateral.readers.missing import WORDS
from bilateral.readers.table import filled_rows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CODES", "Missing", "left_out", "table_of"]

Missing: TypeAlias = "float | str | Iterable[float | str] | Mapping[str, Iterable[float | str]]"
"""Codes that stand for no value: of all columns, or by column."""

CODES = (-7, -8, -9, -66, -77, -88, -99, -999, -9999)
"""Numbers that codebooks have for what is not known, does not apply or is not coded."""


def table_of(data: Any) -> pa.Table:  # of whatever has columns
    """The table of a file or a frame, with numbers where a column of texts has nothing else.

    Args:
        data: A path, or a table of Arrow, pandas, polars or DuckDB, a dictionary of columns, or a
            list of rows.

    Raises:
        MissingFileError: if there is no such file.
        BilateralError: if it is no table.
        MissingExtraError: without the extra ``tables``, or what the form of the file needs.
    """
    found = _of_file(Path(data)) if isinstance(data, (str, os.PathLike)) else _of_frame(data)
    arrow = require("pyarrow", extra="tables")
    names = [name.strip() for name in found.column_names]
    return arrow.table(list(map(_numbers, found.columns)), names)


def _of_file(path: Path) -> pa.Table:
    if not is_there(path):
        raise MissingFileError("no such file", file=str(path))
    if path.is_dir():
        raise BilateralError("a folder and no file", file=str(path))
    con = require("duckdb", extra="tables").connect()
    text = str(path).replace("'", "''")
    endings = [ending.lower() for ending in path.suffixes]
    query = f"SELECT * FROM read_csv('{text}', sample_size = -1)"
    if endings and endings[-1] in (".parquet", ".pq"):
        query = f"SELECT * FROM read_parquet('{text}')"
    elif endings[-1:] not in ([".csv"], [".tsv"], [".txt"]) and endings[-2:] != [".csv", ".gz"]:
        return _read(path)
    try:
        found: pa.Table = con.sql(query).to_arrow_table()
    except require("duckdb", extra="tables").Error:  # such as of an encoding that it does not read
        return _read(path)
    return found


def _read(path: Path) -> pa.Table:
    """The table as the readers of records read one: in any encoding, container and dialect."""
    arrow = require("pyarrow", extra="tables")
    file = SourceFile.at(path)
    header = likely_header(file)
    if header is None:
        raise BilateralError("no table with a header", file=str(path))
    names = list(filter(None, header.columns))
    columns: dict[str, list[str | None]] = {name: [] for name in names}
    for line, cells in filled_rows(file, header):
        if len(cells) != len(header.columns):
            raise ReadError(
                "a row of another length",
                file=str(path),
                found=f"line {line}, {len(cells)} cells",
                expected=f"{len(header.columns)} cells",
            )
        for name, cell in zip(header.columns, cells, strict=True):
            if name:
                columns[name].append(cell.strip() or None)
    return arrow.table(
        {name: arrow.array(texts, arrow.string()) for name, texts in columns.items()}
    )


def _of_frame(data: Any) -> pa.Table:
    arrow = require("pyarrow", extra="tables")
    try:
        if hasattr(data, "collect") and not hasattr(data, "to_arrow"):
            data = data.collect()
        if hasattr(data, "to_arrow_table"):
            return data.to_arrow_table()
        if type(data).__module__.partition(".")[0] == "pandas":
            named = any(name is not None for name in data.index.names)
            return arrow.Table.from_pandas(data, preserve_index=named)
        if isinstance(data, (list, tuple)):
            return arrow.Table.from_pylist(list(data))
        return arrow.table(data)
    except (TypeError, ValueError, AttributeError, arrow.ArrowException) as error:
        raise RecordError(
            f"no table ({first_line(error)})",
            field="data",
            found=type(data).__name__,
            expected="a file, a frame, a dictionary of columns or a list of rows",
        ) from error


def _numbers(column: Any) -> Any:  # columns of Arrow, which has no types
    """A column of texts that are all numbers, but for words for nothing, as numbers."""
    arrow = require("pyarrow", extra="tables")
    compute = require("pyarrow.compute", extra="tables")
    if arrow.types.is_floating(column.type):
        return compute.if_else(compute.is_nan(column), None, column)
    if arrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (arrow.types.is_string(column.type) or arrow.types.is_large_string(column.type)):
        return column
    trimmed = compute.utf8_trim_whitespace(column)
    absent = compute.is_in(trimmed, value_set=arrow.array([*WORDS, ""], trimmed.type))
    kept = compute.if_else(absent, None, trimmed)
    for kind in (arrow.int64(), arrow.float64()):
        try:
            return kept.cast(kind)
        except arrow.ArrowInvalid:
            continue
    return column


def left_out(table: pa.Table, values: Sequence[str], missing: Missing) -> pa.Table:
    """The table without the codes that stand for no value.

    Args:
        table: The table.
        values: The columns of values.
        missing: The codes, of all of them or by column.

    Raises:
        UnknownNameError: if a column is not there.
    """
    compute = require("pyarrow.compute", extra="tables")
    arrow = require("pyarrow", extra="tables")
    for name, codes in _by_column(values, missing).items():
        if name not in table.column_names:
            raise unknown_name("column", name, table.column_names, listed=True)
        column, place = table[name], table.column_names.index(name)
        is_text = arrow.types.is_string(column.type) or arrow.types.is_large_string(column.type)
        for code in codes:
            wanted = str(code) if is_text else _number(code)
            if wanted is not None and (is_text or _is_number(column.type)):
                hit = compute.equal(column, arrow.scalar(wanted))
                column = compute.if_else(compute.fill_null(hit, False), None, column)
        table = table.set_column(place, name, _numbers(column))
    return table


def _by_column(values: Sequence[str], missing: Missing) -> Mapping[str, Iterable[float | str]]:
    if isinstance(missing, Mapping):
        return missing
    codes = (missing,) if isinstance(missing, (str, int, float)) else tuple(missing)
    return dict.fromkeys(values, codes)


def _number(code: float | str) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None


def _is_number(kind: Any) -> bool:  # a type of Arrow
    types = require("pyarrow.types", extra="tables")
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))
