"""Files in the state they come in: encodings, line ends, quotes, packing, damage."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from bilateral.errors import BilateralError
from bilateral.readers import SourceFile
from bilateral.readers.files import _cells, mended, rows_of
from tests.readers.samples import write


def lines_of(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.split("\n"), start=1))


def split(text: str, width: int, delimiter: str = ",", **style: Any) -> list[tuple[int, list[str]]]:
    return list(rows_of(iter(lines_of(text)), delimiter, width, **style))


cells = st.text(st.characters(exclude_characters="\r\0", codec="utf-8"), max_size=8)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6)
)


@given(tables, st.sampled_from([",", ";", "|"]))
@example([['a "b', "c"], ["d", "e\nf"]], ",")
def test_what_csv_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    table = [row for row in table if any(cell.strip() for cell in row)]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        table
    )
    width = len(table[0]) if table else 2
    found = split(text.getvalue(), width, delimiter)
    assert [row for _, row in found] == table


@given(
    st.lists(st.sampled_from(["a,b", '"a,b', 'a",b', '"a', "a", '"a\nb",c', "a,b,c"]), max_size=12)
)
def test_a_stray_quote_never_swallows_other_rows(lines: list[str]) -> None:
    """Every line is part of a row, and a row that spans lines has the right width."""
    text = "\n".join(lines)
    found = split(text, 2)
    numbers = [number for number, _ in found]
    assert numbers == sorted(set(numbers))
    whole = {i for i, line in lines_of(text) if line == "a,b"}
    rows = dict(found)
    for number in whole:
        inside = any(
            number > start and number <= start + "".join(row).count("\n")
            for start, row in found
            if len(row) == 2
        )
        assert inside or rows[number] == ["a", "b"]


def test_an_open_quote_costs_one_line() -> None:
    found = split('a,"b\nc,d\ne,f', 2)
    assert found == [(1, ["a", '"b']), (2, ["c", "d"]), (3, ["e", "f"])]


def test_padding_is_cut_and_a_cell_too_many_is_not() -> None:
    assert split("a,b,,,,", 2, padding=4) == [(1, ["a", "b"])]
    assert split("a,b,,,x", 2, padding=4) == [(1, ["a", "b", "", "", "x"])]
    assert split("a", 2) == [(1, ["a"])]
    assert split('a\tb "c\td', 3, "\t") == [(1, ["a", 'b "c', "d"])]


def test_a_row_with_more_empty_cells_than_its_header_has_shifted() -> None:
    assert split("a,b,,", 2, padding=1) == [(1, ["a", "b", "", ""])]
    assert split("a,b,", 2) == [(1, ["a", "b", ""])]


def test_quotes_between_tabs_hold_a_cell_or_mean_nothing() -> None:
    text = '"a, ""b"""\t"c\t"d" e\t""\t"\tf'
    assert split(text, 6, "\t") == [(1, ['a, "b"', '"c', '"d" e', "", '"', "f"])]
    assert split(text, 6, "\t", quoted=False) == [(1, text.split("\t"))]


@pytest.mark.parametrize(
    ("raw", "encoding", "first"),
    [
        ("Côte,b\n".encode(), "utf-8", "Côte,b"),
        ("Côte,b\n".encode("utf-8-sig"), "utf-8-sig", "Côte,b"),
        ("Côte,b\n".encode("latin-1"), "windows-1252", "Côte,b"),
        ("C\u00f4te\u2019,b\n".encode("cp1252"), "windows-1252", "C\u00f4te\u2019,b"),
        (b"C\x81te,b\n", "windows-1252", "C\x81te,b"),
        ("Côte,b\n".encode("utf-16"), "utf-16", "Côte,b"),
        ("Côte,b\r\nc,d".encode(), "utf-8", "Côte,b"),
        ("Côte,b\rc,d".encode(), "utf-8", "Côte,b"),
        (b"", "utf-8", None),
    ],
)
def test_encodings_and_line_ends(
    raw: bytes, encoding: str, first: str | None, tmp_path: Path
) -> None:
    file = SourceFile.at(write(tmp_path, "a.csv", raw))
    assert file.encoding == encoding
    head = file.head()
    assert (head[0] == (1, first)) if first is not None else head == []


def test_text_cut_within_a_character_stays_utf_8(tmp_path: Path) -> None:
    file = SourceFile.at(write(tmp_path, "a.csv", "Côte,Côt\n".encode() + "ô".encode()[:1]))
    assert file.encoding == "utf-8"
    assert file.head()[0] == (1, "Côte,Côt")


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=20))
def test_mangled_text_is_mended(text: str) -> None:
    try:
        mangled = text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        mangled = text.encode("utf-8").decode("latin-1")
    if mended(text) == text:  # it does not itself look mangled
        assert mended(mangled) == text


def test_packed_files(tmp_path: Path) -> None:
    packed = write(tmp_path, "a.csv.gz", gzip.compress(b"a,b\n"))
    assert SourceFile.at(packed).head() == [(1, "a,b")]
    assert SourceFile.at(packed).suffix == ".csv"
    archive = tmp_path / "a.csv.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.csv", "a,b\n")
    assert SourceFile.at(archive).head() == [(1, "a,b")]
    with zipfile.ZipFile(archive, "a") as made:
        made.writestr("b.csv", "a,b\n")
    with pytest.raises(BilateralError, match="several files"):
        SourceFile.at(archive)


@pytest.mark.parametrize(("place", "value"), [(8, 99), (6, 1)])  # a method; a mark of encryption
def test_a_zip_that_cannot_be_unpacked_is_an_error_of_ours(
    place: int, value: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.csv", "a,b\n")
    raw = bytearray(path.read_bytes())
    raw[place] = value  # of the file itself
    raw[raw.index(b"PK\x01\x02") + place + 2] = value  # of the list of files
    with pytest.raises(BilateralError, match=r"a\.csv\.zip.*cannot be unpacked"):
        SourceFile.at(write(tmp_path, path.name, bytes(raw)))


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv.zip"])
def test_broken_packing_names_the_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match=name):
        SourceFile.at(write(tmp_path, name, b"no such thing"))
    cut = gzip.compress(bytes(range(256)) * 200)[:-20]
    if name.endswith(".gz"):
        with pytest.raises(BilateralError, match="cannot be unpacked"):
            SourceFile.at(write(tmp_path, name, b"\x1f\x8b" + cut[2:]))


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="no such file"):
        SourceFile.at(tmp_path / "none.csv")
    with pytest.raises(BilateralError, match="not a plain file"):
        SourceFile.at(tmp_path)
    with pytest.raises(BilateralError, match="cannot be opened"):
        SourceFile.at(tmp_path / ("x" * 300))
    binary = SourceFile.at(write(tmp_path, "a.csv", b"a\0b"))
    assert binary.encoding is None
    with pytest.raises(BilateralError, match="not text"):
        binary.head()


# -- rows against the reader of the standard library ---------------------------------------------


@given(st.text(alphabet='ab,"\n', max_size=30))
def test_quoted_rows_are_those_of_the_standard_library(text: str) -> None:
    first, *others = text.split("\n")
    lines = iter(others)
    found = _cells(first, ",", lambda: next(lines, None))
    try:
        expected = next(csv.reader(io.StringIO(f"{text}\n", newline=""), strict=True))
    except csv.Error:
        assert found is None
    else:
        assert found == (expected or [""])


def test_long_cells_are_read_and_the_limit_of_the_process_is_left_alone() -> None:
    limit = csv.field_size_limit(10)
    try:
        cell = "x" * 200_000
        assert list(rows_of(iter([(1, f'"{cell}",b')]), ",", 2)) == [(1, [cell, "b"])]
        assert csv.field_size_limit() == 10
    finally:
        csv.field_size_limit(limit)
