"""How many cells a workbook says that it has, told by its bytes before any cell is made.

Of OpenDocument, and of the two binary forms of Excel: a library makes all cells of such a sheet at
once, those between others too, and a few bytes may say that one row stands there a million times,
or that a cell is far from all others.

Sources: OpenDocument 1.3, part 3, 19.675 and 19.679; [MS-XLS] 2.4, [MS-XLSB] 2.4, [MS-CFB] 2.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO
from xml.parsers import expat

import attrs

from bilateral.errors import BilateralError
from bilateral.readers.limits import Limits

__all__ = ["check_extents"]


def check_extents(stream: IO[bytes], file: str, limits: Limits) -> None:
    """Refuse a workbook of more cells than the limits allow.

    Args:
        stream: The workbook; it is read from its beginning.
        file: The file.
        limits: How much may be in it.

    Raises:
        LimitError: naming the limit.
        BilateralError: if it is broken.
    """
    cells = filled = 0
    try:
        for sheet in _sheets(stream, file, limits):
            cells += sheet.rows * sheet.columns
            filled += sheet.filled
            limits.check_cells(cells, file, filled)
    except (expat.ExpatError, zipfile.BadZipFile, ValueError, LookupError, struct.error) as error:
        if isinstance(error, BilateralError):
            raise
        raise BilateralError(f"the table cannot be read ({error})", file=file) from error


@attrs.define
class _Sheet:
    """The cells of a sheet: how many are filled, and how far they reach."""

    filled: int = 0
    rows: int = 0
    columns: int = 0


def _sheets(stream: IO[bytes], file: str, limits: Limits) -> Iterator[_Sheet]:
    stream.seek(0)
    if not zipfile.is_zipfile(stream):
        stream.seek(0)
        yield from _sheets_of_xls(stream.read())
        return
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        packed = sum(part.compress_size for part in parts)
        limits.check_unpacked(sum(part.file_size for part in parts), packed, file)
        for part in parts:
            if part.filename == "content.xml":
                with archive.open(part) as content:
                    document = _Document(lambda size: limits.check_unpacked(size, packed, file))
                    yield document.read(content)
        if _BOOK in archive.namelist():
            yield from _sheets_of_xlsb(archive)


# -- OpenDocument ----------------------------------------------------------------------------------

_CELLS = ("table:table-cell", "table:covered-table-cell")


class _Document:
    """The sheets of a document as one, in which each row stands as often as it is repeated.

    What is empty counts only where something stands behind it. What is filled is held as often as
    it is repeated, and so counts as so many bytes unpacked.

    Args:
        check: Refuses too many bytes.
    """

    def __init__(self, check: Callable[[int], None]) -> None:
        self._check = check
        self._sheet = _Sheet()
        self._size = 0
        self._blank_rows = 0  # since the last that is filled
        self._row = _Sheet()  # of which ``columns`` are up to the last that is filled
        self._row_size = self._width = 0
        self._times = self._repeats = 1
        self._start: int | None = None  # of a cell that is filled

    def read(self, content: IO[bytes]) -> _Sheet:
        """The sheets of a document."""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.ParseFile(content)
        return self._sheet

    def _begin(self, name: str, facts: dict[str, str]) -> None:
        if name == "table:table-row":
            self._row, self._row_size, self._width = _Sheet(), 0, 0
            self._times = _times(facts.get("table:number-rows-repeated", "1"))
        elif name in _CELLS:
            self._repeats = _times(facts.get("table:number-columns-repeated", "1"))
            is_filled = "office:value-type" in facts or "table:formula" in facts
            self._start = self._parser.CurrentByteIndex if is_filled else None
        elif name == "text:p" and self._start is None:
            self._start = self._parser.CurrentByteIndex

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._width += self._repeats
            if self._start is not None:
                self._row.columns = self._width
                self._row.filled += self._repeats
                self._row_size += self._repeats * (self._parser.CurrentByteIndex - self._start)
            self._start = None
        elif name == "table:table-row":
            if not self._row.filled:
                self._blank_rows += self._times
                return
            self._sheet.rows += self._blank_rows + self._times
            self._blank_rows = 0
            self._sheet.columns = max(self._sheet.columns, self._row.columns)
            self._sheet.filled += self._times * self._row.filled
            self._size += self._times * self._row_size
            self._check(self._size)


def _times(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"repeated {text[:20]!r} times")
    return int(text)


# -- Excel in bytes --------------------------------------------------------------------------------


def _reach(cells: Iterator[tuple[int, int]]) -> _Sheet:
    """What a sheet has whose cells stand in some rows and columns."""
    sheet, first = _Sheet(), None
    for row, column in cells:
        sheet.filled += 1
        first = row if first is None else min(first, row)
        sheet.rows = max(sheet.rows, row - first + 1)
        sheet.columns = max(sheet.columns, column + 1)
    return sheet


_BOOK = "xl/workbook.bin"
_ROW, _NAMED = 0, 156  # kinds of records: the beginning of a row, and a sheet of the workbook
_VALUES = frozenset((*range(2, 12), 62))  # cells that hold something


def _sheets_of_xlsb(archive: zipfile.ZipFile) -> Iterator[_Sheet]:
    """The sheets that a workbook names, each as often as it does."""
    targets: dict[str, str] = {}

    def begin(_: str, facts: dict[str, str]) -> None:
        if "Id" in facts:
            targets[facts["Id"]] = facts["Target"]

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(archive.read("xl/_rels/workbook.bin.rels"), True)
    known: dict[str, _Sheet] = {}
    book = archive.read(_BOOK)
    for kind, at, _ in _records_of_xlsb(book):
        if kind == _NAMED:
            (length,) = struct.unpack_from("<I", book, at + 8)
            target = targets[book[at + 12 : at + 12 + 2 * length].decode("utf-16-le")]
            path = f"xl/{target.removeprefix('/').removeprefix('xl/')}"
            if path not in known:
                known[path] = _reach(_cells_of_xlsb(archive.read(path)))
            yield known[path]


def _records_of_xlsb(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, place and size of each record."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        yield kind, at, size
        at += size


def _cells_of_xlsb(data: bytes) -> Iterator[tuple[int, int]]:
    row = 0
    for kind, at, _ in _records_of_xlsb(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data, at)
        elif kind in _VALUES:
            yield row, struct.unpack_from("<I", data, at)[0]


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in at most so many bytes, of which each but the last has its highest bit set."""
    number = 0
    for place in range(most):
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return number, at + place + 1


_BOUND_SHEET, _END, _MANY = 0x85, 0x0A, 0xBD
_OF_CELLS = frozenset((0x06, 0x0206, 0x0406, 0x02, 0x03, 0x04, 0x05, 0x0203, 0x0204, 0x0205,
                       0x027E, 0xFD, _MANY))  # fmt: skip


def _sheets_of_xls(data: bytes) -> Iterator[_Sheet]:
    """The sheets that a workbook names, each as often as it does."""
    book = _Compound(data).stream("workbook", "book")
    known: dict[int, _Sheet] = {}
    for kind, at, _ in _records_of_xls(book, 0):
        if kind == _BOUND_SHEET:
            (start,) = struct.unpack_from("<I", book, at)
            if start not in known:
                known[start] = _reach(_cells_of_xls(book, start))
            yield known[start]


def _records_of_xls(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind, place and size of each record up to the end of its part."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        yield kind, at + 4, size
        at += 4 + size


def _cells_of_xls(book: bytes, start: int) -> Iterator[tuple[int, int]]:
    for kind, at, size in _records_of_xls(book, start):
        if kind in _OF_CELLS:
            row, column = struct.unpack_from("<HH", book, at)
            yield row, column
            if kind == _MANY:
                (last,) = struct.unpack_from("<H", book, at + size - 2)
                yield from ((row, other) for other in range(column + 1, last + 1))


_NO_SECTOR = 0xFFFFFFFA  # and beyond: the end of a chain, or none
_ENTRY = 128  # bytes of an entry of the directory


class _Compound:
    """A file of streams, as Office wrote them before 2007.

    Args:
        data: The file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift, self._small_shift = struct.unpack_from("<HH", data, 30)
        (directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, small = struct.unpack_from("<II", data, 56)
        (more,) = struct.unpack_from("<I", data, 68)
        table = list(struct.unpack_from("<109I", data, 76))
        while more < _NO_SECTOR and len(table) <= len(data):
            *part, more = _numbers(self._sector(more))
            table += part
        most = len(data) >> self._shift
        used = [sector for sector in table if sector < _NO_SECTOR][:most]
        self._next = _numbers(b"".join(map(self._sector, used)))
        self._small_next = _numbers(self._chain(small))
        self._directory = self._chain(directory)
        (root,) = struct.unpack_from("<I", self._directory, 116)
        self._small = self._chain(root)

    def stream(self, *names: str) -> bytes:
        """The first stream that has one of some names, in lower case."""
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", self._directory, at + 64)
            name = self._directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if name.casefold() in names:
                start, size = struct.unpack_from("<II", self._directory, at + 116)
                if size >= self._cutoff:
                    return self._chain(start)[:size]
                shift = self._small_shift
                chain = _chained(start, self._small_next, len(self._small) >> shift)
                places = (sector << shift for sector in chain)
                return b"".join(self._small[p : p + (1 << shift)] for p in places)[:size]
        raise LookupError("no workbook in it")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._data[start : start + (1 << self._shift)]

    def _chain(self, start: int) -> bytes:
        most = len(self._data) >> self._shift
        return b"".join(map(self._sector, _chained(start, self._next, most)))


def _chained(start: int, following: Sequence[int], most: int) -> Iterator[int]:
    """The sectors of a chain, no more than there are: one may go in circles."""
    for _ in range(most):
        if start >= _NO_SECTOR:
            return
        yield start
        start = following[start]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
