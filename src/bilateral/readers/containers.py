"""Tables in files that are no text: workbooks, and those of Stata, SPSS, R and Arrow.

What a file is, its first bytes say. Whatever it is, a reader is given rows of texts, of which the
first are the names of the columns, so that it reads such a file as it reads delimited text.
"""

from __future__ import annotations

import math
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import FileIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bilateral._plugins import require
from bilateral.errors import BilateralError, first_line
from bilateral.readers.extents import check_extents
from bilateral.readers.files import SourceFile
from bilateral.readers.frames import FrameFile
from bilateral.readers.spreadsheets import unsure_day, workbook_rows
from bilateral.readers.values import as_text

__all__ = ["container_of", "sheet_rows"]

_MAGIC = {
    b"\xd0\xcf\x11\xe0": "calamine",  # a workbook of Excel before 2007
    b"PAR1": "parquet",
    b"ARROW1": "feather",
    b"FEA1": "feather",
    b"<stata_dta>": "stata",
    b"$FL2": "spss",
    b"$FL3": "spss",
    b"RDX2\n": "r",
    b"RDX3\n": "r",
    b"X\n\x00\x00\x00": "r",  # what saveRDS writes
}
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - R keeps no zone
_OLD_STATA = {113, 114, 115}  # formats that have no name at their beginning
_HEAD = 16
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def container_of(file: SourceFile) -> str | None:
    """What a file is, if it is a table that is no text: ``xlsx``, ``stata`` and so on; else None.

    Args:
        file: The file.
    """
    if isinstance(file, FrameFile):
        return "frame"
    if file.encoding is not None:
        return None
    with file.unpacked() as stream:
        head = stream.read(_HEAD)
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name
    if head.startswith(b"PK\x03\x04"):
        return _book_of(file)
    return "stata" if head[:1] and head[0] in _OLD_STATA and head[1] in (1, 2) else None


def _book_of(file: SourceFile) -> str | None:
    with file.unpacked() as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                names = set(archive.namelist())
                if "mimetype" in names:
                    is_ods = archive.read("mimetype").decode("ascii", "replace").startswith(_ODS)
                    return "calamine" if is_ods else None
                if "xl/workbook.bin" in names:
                    return "calamine"
                return "xlsx" if "[Content_Types].xml" in names else None
        except zipfile.BadZipFile:
            return "xlsx"


def sheet_rows(
    file: SourceFile, sheet: int | None = None, most: int | None = None, header: int = 0
) -> Iterator[tuple[int, int, list[str]]]:
    """The rows of a table that is no text: which sheet of it, number from 1, and cells.

    Of a frame the names of its columns are no row, and have the number 0.

    Args:
        file: The file.
        sheet: Which sheet, or which table of a file of R, from 0; by default all.
        most: How many rows of a sheet at most.
        header: The last row before those of data.

    Raises:
        BilateralError: if it cannot be read.
        MissingExtraError: without the extra that it needs.
    """
    if isinstance(file, FrameFile):
        for number, cells in enumerate(islice(file.texts(), most and most + 1)):
            yield 0, number, cells
        return
    kind = container_of(file)
    if kind == "xlsx":
        yield from workbook_rows(file, sheet, most, header)
        return
    if kind is None:
        raise BilateralError("neither text nor a table", file=str(file.path))
    try:
        for index, rows in enumerate(_TABLES[kind](file, most)):
            if sheet is not None and index != sheet:
                continue
            for number, row in enumerate(rows, start=1):
                if most is not None and number > most:
                    break
                yield index, number, [as_text(cell) for cell in row]
    except (BilateralError, GeneratorExit):
        raise
    except Exception as error:
        raise BilateralError(
            f"the table cannot be read ({first_line(error)})", file=str(file.path)
        ) from error


_Rows = Iterable[Sequence[Any]]  # of whatever a library gives


@contextmanager
def _on_disk(file: SourceFile) -> Iterator[Path]:
    """The path of the file, unpacked beside nothing else if it is packed."""
    with file.unpacked() as stream, TemporaryDirectory() as folder:
        if isinstance(stream.raw, FileIO):  # as it is on disk
            yield file.path
            return
        path = Path(folder) / file.name
        with path.open("wb") as copy:
            while chunk := stream.read(1 << 20):
                copy.write(chunk)
        yield path


def _calamine(file: SourceFile, _most: int | None) -> Iterator[_Rows]:
    calamine = require("python_calamine", extra="excel")
    with file.unpacked() as stream:
        is_serial = not stream.read(2).startswith(b"PK")  # a day of OpenDocument is a text
        check_extents(stream, str(file.path), file.limits)
        stream.seek(0)
        book = calamine.load_workbook(stream)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).iter_rows()
        yield ([unsure_day(v) or v for v in row] for row in rows) if is_serial else rows


def _stata(file: SourceFile, most: int | None) -> Iterator[_Rows]:
    yield _statistical(file, require("pyreadstat", extra="stata").read_dta, most)


def _spss(file: SourceFile, most: int | None) -> Iterator[_Rows]:
    yield _statistical(file, require("pyreadstat", extra="stata").read_sav, most)


def _statistical(file: SourceFile, read: Callable[..., Any], most: int | None) -> _Rows:
    """Codes as they are, without the labels of values, which a codebook explains."""
    with _on_disk(file) as path:
        columns, _ = read(
            str(path), output_format="dict", apply_value_formats=False, row_limit=most or 0
        )
    return _of_columns(list(columns), list(columns.values()))


def _r(file: SourceFile, _most: int | None) -> Iterator[_Rows]:
    """Every table in a file of R; texts of no stated encoding are UTF-8, or else Windows-1252."""
    rdata = require("rdata", extra="r")
    with file.unpacked() as stream, warnings.catch_warnings(action="ignore"):
        parsed = rdata.parser.parse_data(stream.read())
    classes = {**rdata.conversion.DEFAULT_CLASS_MAP, "Date": _days, "POSIXct": _times}
    with warnings.catch_warnings(action="ignore"):
        warnings.filterwarnings("error", message="Exception while decoding")
        try:
            found = rdata.conversion.convert(parsed, classes)
        except (UnicodeDecodeError, UserWarning):
            found = rdata.conversion.convert(
                parsed, classes, default_encoding="cp1252", force_default_encoding=True
            )
    for table in found.values() if isinstance(found, dict) else [found]:
        if hasattr(table, "columns"):
            columns = [table.iloc[:, place].tolist() for place in range(table.shape[1])]
            yield _of_columns(list(map(str, table.columns)), columns)


def _days(numbers: Iterable[float], _: Any) -> list[date | None]:
    """What R keeps as days since 1970."""
    return [None if math.isnan(n) else _EPOCH.date() + timedelta(days=int(n)) for n in numbers]


def _times(numbers: Iterable[float], _: Any) -> list[datetime | None]:
    """What R keeps as seconds since 1970, in universal time."""
    return [None if math.isnan(n) else _EPOCH + timedelta(seconds=float(n)) for n in numbers]


def _parquet(file: SourceFile, most: int | None) -> Iterator[_Rows]:
    parquet = require("pyarrow.parquet", extra="tables")
    with _arrow_source(file) as source:
        book = parquet.ParquetFile(source)
        about = book.metadata  # a run of one value takes a few bytes, however long it is
        file.limits.check_cells(about.num_rows * about.num_columns, str(file.path))
        yield _of_table(book.read(), most)


def _feather(file: SourceFile, most: int | None) -> Iterator[_Rows]:
    feather = require("pyarrow.feather", extra="tables")
    with _arrow_source(file) as source:
        yield _of_table(feather.read_table(source), most)


@contextmanager
def _arrow_source(file: SourceFile) -> Iterator[Any]:  # of Arrow, which has no types
    with file.unpacked() as stream:
        yield require("pyarrow", extra="tables").BufferReader(stream.read())


def _of_table(table: Any, most: int | None) -> _Rows:  # as above
    part = table.slice(0, most)
    return _of_columns(part.column_names, [column.to_pylist() for column in part.columns])


def _of_columns(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> _Rows:
    yield names
    yield from zip(*columns, strict=True)


_TABLES: Mapping[str, Callable[[SourceFile, int | None], Iterator[_Rows]]] = {
    "calamine": _calamine,
    "stata": _stata,
    "spss": _spss,
    "r": _r,
    "parquet": _parquet,
    "feather": _feather,
}
