"""Records as a sheet of Excel, in which nothing is a formula."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.errors import BilateralError
from bilateral.exporters.paths import needed_path
from bilateral.files.atomic import part_file

__all__ = ["excel"]

_MOST_ROWS, _LONGEST = 1_048_575, 32_767  # beneath the names; letters of a cell
_FIRST_DAY = dt.date(1900, 3, 1)  # earlier ones Excel does not have, or counts wrongly
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def excel(export: Export, path: Path | None) -> Path:
    """A workbook of one sheet, with a line of names. Text is text, whatever it begins with.

    Days before 1 March 1900 are text, since Excel has no such days; characters that a workbook
    cannot hold are replaced.

    Args:
        export: The records.
        path: Where to write it.

    Raises:
        BilateralError: without a path, if a sheet cannot hold so many rows or so long a text, or
            if the file cannot be written.
        MissingExtraError: without the extras ``excel`` and ``tables``.
    """
    target = needed_path("excel", path)
    library = require("openpyxl", extra="excel")
    cell = require("openpyxl.cell", extra="excel").WriteOnlyCell
    table = export.table()
    if len(table) > _MOST_ROWS:
        raise BilateralError(
            "more rows than a sheet of Excel has",
            found=len(table),
            expected=f"at most {_MOST_ROWS}, or 'parquet' or 'csv'",
        )
    _check_texts(table)
    with part_file(target) as part:  # a file is made elsewhere, too, before there is a book
        book = library.Workbook(write_only=True)
        sheet = book.create_sheet("records")
        sheet.freeze_panes = "B2"
        sheet.append(table.column_names)
        for batch in table.to_batches(max_chunksize=10_000):
            for row in batch.to_pylist():
                sheet.append([_cell(cell, sheet, value) for value in row.values()])
        book.save(part)
    return target


def _check_texts(table: Any) -> None:  # of Arrow
    """Refuse texts that no cell holds, before anything is written."""
    compute = require("pyarrow.compute", extra="tables")
    for name, kind in zip(table.column_names, table.schema.types, strict=True):
        if (
            str(kind) == "string"
            and (compute.max(compute.utf8_length(table[name])).as_py() or 0) > _LONGEST
        ):
            raise BilateralError(
                "a text longer than a cell of Excel holds",
                field=name,
                expected=f"at most {_LONGEST} characters, or 'parquet' or 'csv'",
            )


def _cell(make: Any, sheet: Any, value: Any) -> Any:  # of openpyxl
    if isinstance(value, dt.date) and value < _FIRST_DAY:
        value = value.isoformat()
    if not isinstance(value, str):
        return value
    found = make(sheet, _UNPRINTED.sub("\N{REPLACEMENT CHARACTER}", value))
    found.data_type = "s"  # "=1+1" too
    return found
