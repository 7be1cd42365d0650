"""Spreadsheets: the cells of the first sheet as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from bilateral._plugins import require
from bilateral.errors import BilateralError, first_line
from bilateral.readers.files import SourceFile

__all__ = ["is_spreadsheet", "sheet_rows"]

_MOST_COLUMNS = 500


def is_spreadsheet(file: SourceFile) -> bool:
    """Whether a file is an Excel workbook, by its name."""
    return file.suffix in (".xlsx", ".xlsm")


def sheet_rows(file: SourceFile, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet of a workbook, with their numbers.

    Formulas are read as the values last computed; macros and links are never followed.

    Args:
        file: The workbook.
        most: How many rows at most.

    Raises:
        BilateralError: if it is no workbook.
        MissingExtraError: without the extra ``excel``.
    """
    openpyxl = require("openpyxl", extra="excel")
    require("defusedxml", extra="excel")  # openpyxl then refuses entities
    with file.unpacked() as raw:
        try:
            book = openpyxl.load_workbook(raw, read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the file claims of its size is not to be trusted
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                if most is not None and number > most:
                    break
                yield number, [_text(value) for value in row[:_MOST_COLUMNS]]
        except (BilateralError, GeneratorExit):
            raise
        except Exception as error:
            raise BilateralError(
                f"the workbook cannot be read ({first_line(error)})", file=str(file.path)
            ) from error


def _text(value: Any) -> str:  # whatever a cell can hold
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
