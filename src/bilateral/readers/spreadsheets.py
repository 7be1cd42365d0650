"""Spreadsheets: the cells of their sheets as text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import IO, Any

from bilateral._plugins import require
from bilateral.errors import BilateralError, first_line
from bilateral.readers.files import SourceFile
from bilateral.readers.limits import LimitError
from bilateral.readers.sheet_texts import Texts

__all__ = ["unsure_day", "workbook_rows"]

_MOST_COLUMNS = 2000
_BEGINNING = 1 << 12  # bytes, in which a part says what it is
_SHARED = 5  # how many times worse shared text packs
_CHUNK = 1 << 20
_UNCOMPUTED = re.compile(
    rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f\b[^>]*/>\s*(?:<v\s*/>)?\s*</c>"
)
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="[A-Z]+([0-9]+):[A-Z]+([0-9]+)"')
_LONGEST_END = 200  # bytes that the end of a cell takes at most
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # what a number format does not mean as a date
_MOST_ROWS = 1 << 20  # of a sheet, by the format
_MOST_CELLS = 1 << 14  # of a row, by the format
_PREFIXED = re.compile(rb"<[\w.-]+:(row|c)\b")
_FAR_ROW = re.compile(rb'<row\s[^>]*?\br="([0-9]{7,18})"')


def workbook_rows(
    file: SourceFile, sheet: int | None = None, most: int | None = None, header: int = 0
) -> Iterator[tuple[int, int, list[str]]]:
    """The rows of a workbook: sheet, number of the row from 1, and cells.

    Formulas are read as the values last computed; macros and links are never followed. A date
    is as exact as the form in which its cell shows it.

    Args:
        file: The workbook.
        sheet: Which sheet, from 0; by default all.
        most: How many rows of a sheet at most; if so, their cells are not checked.
        header: The last row before those of data.

    Raises:
        BilateralError: if it is no workbook, or the sheet has formulas that nothing has computed
            or rows of data whose cells are merged.
        MissingExtraError: without the extra ``excel``.
    """
    excel = require("openpyxl.reader.excel", extra="excel")
    require("defusedxml", extra="excel")  # openpyxl then refuses entities
    with file.unpacked() as raw:
        try:
            _check_size(raw, file)
            raw.seek(0)
            given = 0
            with warnings.catch_warnings(action="ignore"):  # of styles and the like
                opened = excel.ExcelReader(raw, read_only=True, data_only=True, keep_links=False)
                opened.read_strings = partial(_share, opened, excel.SHARED_STRINGS)
                opened.read()
            for index, page in enumerate(opened.wb.worksheets):
                if sheet is not None and index != sheet:
                    continue
                _check_rows(page, file, most)
                if most is None:
                    _check_cells(page, header, file)
                page.reset_dimensions()  # what the file claims of its size is not to be trusted
                for number, row in enumerate(page.iter_rows(), start=1):
                    if most is not None and number > most:
                        break
                    given += max(len(row), 1)
                    file.limits.check_cells(given, str(file.path))
                    yield index, number, [_text(cell) for cell in row[:_MOST_COLUMNS]]
        except (BilateralError, GeneratorExit):
            raise
        except Exception as error:
            raise BilateralError(
                f"the workbook cannot be read ({first_line(error)})", file=str(file.path)
            ) from error


def _share(opened: Any, type_: str) -> None:  # of openpyxl
    """Have the text that cells share read as they need it, and not all of it before."""
    if (part := opened.package.find(type_)) is not None:
        opened.shared_strings = Texts(opened.archive.open(part.PartName[1:]))


def _check_size(raw: IO[bytes], file: SourceFile) -> None:
    """Refuse a workbook that is too large once unpacked.

    Its shared text, which is held, has each text once, and so packs worse than its cells.
    """
    archive = zipfile.ZipFile(raw)
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    file.limits.check_unpacked(size, packed, str(file.path))
    for part in parts:
        if part.file_size > _CHUNK:
            with archive.open(part) as stream:
                worse = _SHARED if b"sst" in stream.read(_BEGINNING) else 1
            file.limits.check_unpacked(part.file_size, part.compress_size // worse, str(file.path))


def _check_rows(page: Any, file: SourceFile, most: int | None) -> None:  # a sheet of openpyxl
    """Refuse rows and cells beyond those of the format, among the first rows that are read."""
    rows = cells = 0
    with page._get_source() as part:
        tail = b""
        while (most is None or rows <= most) and (chunk := part.read(_CHUNK)):
            text = tail + chunk
            cut = max(text.rfind(b"<"), 0)  # a tag goes on in the next
            text, tail = text[:cut], text[cut:]
            if b":row" in text or b":c" in text:
                text = _PREFIXED.sub(rb"<\1", text)
            parts = text.split(b"<row")
            rows += len(parts) - 1
            before = cells + parts[0].count(b"<c")
            cells = parts[-1].count(b"<c") if len(parts) > 1 else before
            far = max((int(found[1]) for found in _FAR_ROW.finditer(text)), default=0)
            if max(rows, far) > _MOST_ROWS:
                problem, found, allowed = "rows that no sheet has", max(rows, far), _MOST_ROWS
            elif max(before, cells) > _MOST_CELLS:
                problem, found, allowed = "cells that no row has", max(before, cells), _MOST_CELLS
            else:
                continue
            raise LimitError(
                problem, file=str(file.path), field=page.title, found=found,
                expected=f"at most {allowed:,}",
            )  # fmt: skip


def _check_cells(page: Any, header: int, file: SourceFile) -> None:  # a sheet of openpyxl
    """Refuse what would be read as an empty cell and is none."""

    def refused(problem: str, found: re.Match[bytes], expected: str) -> BilateralError:
        cell = found[0].decode("ascii", "replace")
        return BilateralError(
            problem, file=str(file.path), field=page.title, found=cell, expected=expected
        )

    with page._get_source() as part:
        tail = b""
        while chunk := part.read(_CHUNK):
            text = tail + chunk
            if formula := _UNCOMPUTED.search(text):
                expected = "the workbook saved once by a spreadsheet program, or the sheet as CSV"
                raise refused("a formula that nothing has computed", formula, expected)
            for merged in _MERGED.finditer(text):
                if int(merged[1]) < int(merged[2]) > header:
                    problem = "cells merged over several rows, of which one has the value"
                    raise refused(problem, merged, "them unmerged, and the value in each")
            tail = chunk[-_LONGEST_END:]


_SERIAL = (date(1899, 12, 30), date(1900, 2, 28))


def unsure_day(value: object) -> str | None:
    """What stands in place of a day that programs count differently; None of any other value.

    Excel has a 29 February 1900, which there was not, others begin to count a day earlier. So of
    a serial day below 61 nobody can say which day was meant, and 0 often stands for none.

    Args:
        value: What a library makes of a cell.
    """
    day = value.date() if isinstance(value, datetime) else value
    if not isinstance(day, date) or not _SERIAL[0] <= day <= _SERIAL[1]:
        return None
    return f"{day}?, of which programs count the day differently"


def _text(cell: Any) -> str:  # of openpyxl, with whatever it can hold
    value = cell.value
    if value is None:
        return ""
    if (unsure := unsure_day(value)) is not None:
        return unsure
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat()
    if isinstance(value, date):
        shown = _LITERAL.sub("", cell.number_format).casefold()
        length = 10 if "d" in shown or "y" not in shown else 7 if "m" in shown else 4
        return value.isoformat()[:length]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
