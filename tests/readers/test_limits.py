"""Small files that say they are large are refused, cheaply; others are read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bilateral.errors import BilateralError
from bilateral.readers import Limits, SourceFile, read
from bilateral.readers.limits import LimitError
from tests.readers.samples import write
from tests.readers.test_spreadsheets import workbook

HEAD = b"date,visitor,host\n2018,Pakistan,Russia\n"
BOMB = HEAD + b"x\n" * 1_000_000


def zipped(data: bytes) -> bytes:
    path = Path("m.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("m.csv", data)
    return path.read_bytes()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zipped])
def test_a_file_packed_too_well_is_refused(
    pack: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, "a.packed", pack(BOMB))
    with pytest.raises(LimitError, match=r"limits=Limits\(ratio=...\)") as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    more = Limits(ratio=100_000)
    assert SourceFile.at(path, more).encoding == "utf-8"
    with pytest.raises(LimitError, match=r"Limits\(bytes=...\)"):
        SourceFile.at(path, Limits(ratio=100_000, bytes=1_000_000))


def test_what_packs_well_and_is_small_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv.gz", gzip.compress(HEAD + b"2018,Pakistan,Russia\n" * 2000))
    assert read(path).report.seen == 2001


def tampered(folder: Path, old: bytes, new: bytes) -> Path:
    """A workbook of one visit, something in whose sheet is replaced."""
    first = workbook(folder, [["date", "visitor", "host"], ["2018", "Pakistan", "Russia"]])
    path = folder / "b.xlsx"
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(path, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename.endswith("sheet1.xml"):
                assert old in data
                data = data.replace(old, new)
            target.writestr(item, data)
    return path


END = b"</sheetData>"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (b'<row r="1073741820"><c><v>1</v></c></row>', "rows that no sheet has"),
        (b'<row spans="1:1" r="1048577"/>', "rows that no sheet has"),
        (b"<row>" + b"<c/>" * 16_400 + b"</row>", "cells that no row has"),
        (b'<x:row xmlns:x="x">' + b"<x:c/>" * 16_400 + b"</x:row>", "cells that no row has"),
    ],
)
def test_what_no_sheet_has_is_refused_before_it_is_made(
    more: bytes, problem: str, tmp_path: Path
) -> None:
    path = tampered(tmp_path, END, more + END)
    with pytest.raises(LimitError, match=problem):
        read(path)


def test_shared_text_packs_worse_than_cells(tmp_path: Path) -> None:
    book = workbook(tmp_path, [["date", "visitor", "host"], ["2018", "Pakistan", "Russia"]])
    text = b"".join(b"<si><t>%s</t></si>" % os.urandom(500).hex().encode() * 50 for _ in range(40))
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/other.xml", b"<x:sst>" + text)
        packed = archive.getinfo("xl/other.xml").compress_size
    times = len(text) // packed
    assert times < Limits().ratio
    with pytest.raises(LimitError, match="packed too well"):
        read(book)
    assert read(book, limits=Limits(ratio=6 * times)).report.seen == 1


def test_a_few_lines_below_a_table_are_none_of_it_and_many_are_rows(tmp_path: Path) -> None:
    for number, seen in ((1000, 1), (1002, 1003)):
        path = write(tmp_path, f"{number}.csv", HEAD + b"\n" + b"x\n" * number)
        report = read(path).report
        assert (report.seen, report.read) == (seen, 1)
        assert len(str(report)) < 5000


def test_the_cells_of_a_workbook_are_counted_with_those_between(tmp_path: Path) -> None:
    path = tampered(tmp_path, END, b'<row r="9"><c r="ZZ9"><v>1</v></c></row>' + END)
    assert read(path).report.seen == 2
    with pytest.raises(LimitError, match=r"Limits\(cells=...\)"):
        read(path, limits=Limits(cells=700))


def test_a_table_of_runs_is_refused_before_they_are_made(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    columns = {"date": ["2018"] * 400, "visitor": ["PAK"] * 400, "host": ["RUS"] * 400}
    parquet.write_table(pa.table(columns), path)
    assert read(path).report.seen == 400
    with pytest.raises(LimitError, match="found 1200"):
        read(path, limits=Limits(cells=1000))


@pytest.mark.parametrize("name", ["a\0b.csv", "a\ud800b.csv"])
def test_what_is_no_path_is_said_to_be_none(name: str) -> None:
    with pytest.raises(BilateralError) as caught:
        read(name)
    assert str(caught.value).encode()


def test_a_limit_is_of_something() -> None:
    with pytest.raises(ValueError, match="cells"):
        Limits(cells=0)
