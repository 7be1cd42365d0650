"""The extents of workbooks: what the library that reads them makes of the same bytes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bilateral.errors import BilateralError
from bilateral.readers import Limits, SourceFile
from bilateral.readers.containers import sheet_rows
from bilateral.readers.extents import check_extents
from bilateral.readers.limits import LimitError

Cells = list[tuple[int, int]]
"""Rows and columns, from 0, in order."""

_NAMES = ("office", "table", "text")
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES
)
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</m:manifest>"
)


def ods(rows: str) -> bytes:
    """A document of one sheet."""
    content = (
        f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": content,
        }
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def row(cells: str, times: object = 1) -> str:
    """A row of a document."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def cell(text: str | None, times: object = 1) -> str:
    """A cell of a document."""
    repeated = f'table:number-columns-repeated="{times}"'
    if text is None:
        return f"<table:table-cell {repeated}/>"
    value = 'office:value-type="string"'
    return f"<table:table-cell {value} {repeated}><text:p>{text}</text:p></table:table-cell>"


def xls(cells: Cells, sheets: int = 1) -> bytes:
    """A workbook of Excel before 2007, which names one sheet so many times."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    start = len(begin) + sheets * (4 + 8 + 1) + 4
    names = b"".join(
        record(0x85, struct.pack("<IHBB", start, 0, 1, 0) + b"A") for _ in range(sheets)
    )
    numbers = b"".join(record(0x0203, struct.pack("<HHHd", *place, 0, 1.0)) for place in cells)
    book = begin + names + record(0x0A, b"") + begin + numbers + record(0x0A, b"")
    book = book.ljust(4096, b"\0")
    count = -(-len(book) // 512)
    book = book.ljust(count * 512, b"\0")
    nothing, end = 0xFFFFFFFF, 0xFFFFFFFE
    table = [0xFFFFFFFD, end, *range(3, count + 2), end]
    sectors = struct.pack("<128I", *table, *[nothing] * (128 - len(table)))

    def entry(name: str, kind: int, first: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text) + 2, kind, 1, nothing, nothing, 1 if kind == 5 else nothing
        )
        return head + bytes(36) + struct.pack("<IQ", first, size)

    folder = entry("Root Entry", 5, end, 0) + entry("Workbook", 2, 2, len(book)) + bytes(256)
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
        )[:-4]
    )
    head += struct.pack("<109I", 0, *[nothing] * 108)
    return head + sectors + folder + book


def circular(data: bytes) -> bytes:
    """The same workbook, of which each part is followed by itself."""
    return data[:512] + struct.pack("<128I", *range(128)) + data[1024:]


def xlsb(cells: Cells) -> bytes:
    """A binary workbook of Excel: as much of it as tells its cells."""

    def record(kind: int, data: bytes) -> bytes:
        number = [kind & 0x7F | 0x80, kind >> 7] if kind > 0x7F else [kind]
        return bytes([*number, len(data)]) + data

    sheet = b""
    for number, ones in groupby(cells, lambda place: place[0]):
        sheet += record(0, struct.pack("<I", number) + bytes(13))
        sheet += b"".join(record(5, struct.pack("<IId", c, 0, 1.0)) for _, c in ones)
    name = "rId1".encode("utf-16-le")
    book = record(156, struct.pack("<III", 0, 1, 4) + name + struct.pack("<I", 0))
    return zipped(
        {
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": '<r><Relationship Id="rId1" Target="s/one.bin"/></r>',
            "xl/s/one.bin": sheet,
        }
    )


def is_refused(data: bytes, cells: int, ratio: int = 1 << 40) -> bool:
    """Whether a workbook has more than so many cells."""
    try:
        check_extents(BytesIO(data), "file", Limits(cells=cells, ratio=ratio))
    except LimitError as error:
        assert error.file == "file"
        return True
    return False


parts = st.tuples(st.sampled_from([None, "x"]), st.integers(1, 3))
documents = st.lists(st.tuples(st.lists(parts, max_size=3), st.integers(1, 3)), max_size=5)


@settings(max_examples=60, deadline=None)
@given(documents)
def test_a_document_has_the_cells_that_are_made_of_it(
    document: list[tuple[list[tuple[str | None, int]], int]],
) -> None:
    rows = [
        [text for text, repeats in cells for _ in range(repeats)]
        for cells, times in document
        for _ in range(times)
    ]
    filled = [(r, c) for r, one in enumerate(rows) for c, text in enumerate(one) if text]
    wanted = (max(r for r, _ in filled) + 1) * (max(c for _, c in filled) + 1) if filled else 0
    data = ods("".join(row("".join(cell(*one) for one in cells), n) for cells, n in document))
    assert not is_refused(data, max(wanted, 1))
    assert wanted < 2 or is_refused(data, wanted - 1)


places = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, unique=True)


@pytest.mark.parametrize("make", [xls, xlsb])
@given(cells=places.map(sorted))
def test_a_workbook_in_bytes_has_the_cells_between(
    make: Callable[[Cells], bytes], cells: Cells
) -> None:
    height = cells[-1][0] - cells[0][0] + 1
    wanted = height * (max(column for _, column in cells) + 1)
    data = make(cells)
    assert not is_refused(data, wanted)
    assert is_refused(data, wanted - 1)


@pytest.mark.needs("python_calamine")
def test_such_workbooks_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(xls([(0, 0), (2, 1)]))
    file = SourceFile.at(tmp_path / "a.xls")
    assert [cells for _, _, cells in sheet_rows(file)] == [["1", ""], ["", ""], ["", "1"]]


@pytest.mark.parametrize(
    "data",
    [
        ods(row(cell("2018"), 10**9)),
        ods(row(cell("2018", 10**9))),
        ods(row(cell("2018")) + row("", 10**9) + row(cell("2018"))),
        ods(row(cell("2018"), "-1") + row(cell("2018"), 10**9)),
        ods(row(cell("x" * 100_000), 3000)),
        xls([(0, 0), (65535, 255)]),
        xls([(0, 0), (30000, 99)], sheets=2000),
        xlsb([(0, 0), (1 << 20, 1 << 14)]),
        xlsb([(0, 0), (1 << 20, 9)]),
    ],
    ids=["rows", "cells", "between", "minus", "text", "corner", "named", "far", "few"],
)
def test_a_few_bytes_that_say_they_are_many_cells_are_refused(data: bytes) -> None:
    with pytest.raises(BilateralError, match="file: "):
        check_extents(BytesIO(data), "file", Limits())


def test_what_spreadsheet_programs_leave_below_and_beside_is_nothing() -> None:
    table = row(cell("2018") + cell(None, 16_383)) + row(cell(None, 16_384), 1_048_575)
    assert not is_refused(ods(table), 1, ratio=1)


def test_a_workbook_that_goes_in_circles_ends() -> None:
    check_extents(BytesIO(circular(xls([(0, 0)]))), "file", Limits())


@pytest.mark.parametrize("cut", [8, 60, 500, 600, 1200, 3000])
@pytest.mark.parametrize("make", [xls, xlsb])
def test_a_broken_workbook_is_said_to_be_one_or_read_as_far_as_it_is_there(
    make: Callable[[Cells], bytes], cut: int
) -> None:
    data = make([(0, 0), (2, 1)])
    try:
        check_extents(BytesIO(data[:cut]), "file", Limits())
    except BilateralError as error:
        assert error.file == "file"
