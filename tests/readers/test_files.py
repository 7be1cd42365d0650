"""Files in the state they come in: encodings, line ends, quotes, packing, damage."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError
from bilateral.readers import SourceFile
from bilateral.readers.files import mended
from tests.readers.samples import write


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


def test_a_name_is_that_of_what_is_packed(tmp_path: Path) -> None:
    packed = SourceFile.at(write(tmp_path, "a.csv.gz", gzip.compress(b"a,b\n")))
    assert packed.head() == [(1, "a,b")]
    assert (packed.name, packed.suffix) == ("a.csv", ".csv")


def test_a_packed_file_that_is_cut_off_gives_its_whole_lines(tmp_path: Path) -> None:
    text = "".join(f"{number},{number * number}\n" for number in range(5000))
    packed = gzip.compress(text.encode())
    file = SourceFile.at(write(tmp_path, "a.csv.gz", packed[: len(packed) // 2]))
    assert file.is_cut
    found = [line for _, line in file.head(10_000)]
    assert 100 < len(found) < 5000
    assert found == text.splitlines()[: len(found)]
    assert not SourceFile.at(write(tmp_path, "b.csv.gz", packed)).is_cut


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str, tmp_path: Path) -> None:
    file = SourceFile.at(write(tmp_path, "a.csv", "Côte,b\nc,d\n".encode(encoding)))
    assert (file.encoding, file.head()) == (encoding, [(1, "Côte,b"), (2, "c,d")])


def test_a_mark_of_utf_8_on_other_text_is_damage(tmp_path: Path) -> None:
    file = SourceFile.at(write(tmp_path, "a.csv", b"\xef\xbb\xbfC\xf4te,b\n"))
    assert (file.encoding, file.head()) == ("windows-1252", [(1, "Côte,b")])
    assert file.damage is not None


def test_a_nul_far_in_a_text_is_told(tmp_path: Path) -> None:
    text = "a,b\n" * 300_000
    assert not SourceFile.at(write(tmp_path, "a.csv", text)).has_nul
    assert SourceFile.at(write(tmp_path, "b.csv", text + "c,\0\n")).has_nul


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
