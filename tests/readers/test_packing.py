"""Packed files, known by their bytes; archives and what programs leave in them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError, MissingFileError
from bilateral.readers import read
from bilateral.readers.packing import members_of, opened, parted, stem_of
from tests.readers.samples import write

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "no": bytes,
}  # fmt: skip


def bytes_of(path: Path, member: str | None = None) -> bytes:
    with opened(path, member) as stream:
        return stream.read()


def archive(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, name)
    return path


@given(st.binary(max_size=200), st.sampled_from(sorted(PACKERS)))
def test_what_is_packed_is_unpacked_whatever_its_name(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, packer: str
) -> None:
    path = write(tmp_path_factory.getbasetemp(), "a.csv", PACKERS[packer](b"x" + data))
    assert bytes_of(path) == b"x" + data


@pytest.mark.needs("zstandard")
def test_zstandard(tmp_path: Path) -> None:
    import zstandard

    packed = zstandard.ZstdCompressor().compress(b"a,b\n")
    assert bytes_of(write(tmp_path, "a.csv.zst", packed)) == b"a,b\n"


def test_an_archive_of_one_file_is_that_file(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", "a.csv", "__MACOSX/._a.csv", ".DS_Store", "b/._a.csv")
    assert members_of(path) == ("a.csv",)
    assert bytes_of(path) == b"a.csv"


def test_an_archive_of_several_files_lists_them_and_takes_one(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", "x/a.csv", "b.csv")
    with pytest.raises(BilateralError, match="several files") as caught:
        bytes_of(path)
    assert caught.value.found == ["x/a.csv", "b.csv"]
    assert str(path / "x" / "a.csv") in str(caught.value.expected)
    assert parted(path / "x" / "a.csv") == (path, "x/a.csv")
    assert bytes_of(*parted(path / "x" / "a.csv")) == b"x/a.csv"
    with pytest.raises(MissingFileError, match="no such file in the archive"):
        bytes_of(*parted(path / "c.csv"))


def test_an_archive_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="no files"):
        members_of(archive(tmp_path / "a.zip", "__MACOSX/._a.csv"))


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_a_workbook_is_no_archive(name: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", name, "b.xml")
    assert members_of(path) == ()
    assert bytes_of(path) == path.read_bytes()


@pytest.mark.parametrize(("place", "value"), [(8, 99), (6, 1)])  # a method; a mark of encryption
def test_a_zip_that_cannot_be_unpacked_is_an_error_of_ours(
    place: int, value: int, tmp_path: Path
) -> None:
    path = archive(tmp_path / "a.csv.zip", "a.csv")
    raw = bytearray(path.read_bytes())
    raw[place] = value  # of the file itself
    raw[raw.index(b"PK\x01\x02") + place + 2] = value  # of the list of files
    with pytest.raises(BilateralError, match=r"a\.csv\.zip.*cannot be unpacked"):
        bytes_of(write(tmp_path, path.name, bytes(raw)))


def test_broken_packing_names_the_file(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(bytes(range(256)) * 200))
    packed[20:40] = bytes(20)
    with pytest.raises(BilateralError, match=r"a\.csv\.gz.*cannot be unpacked"):
        bytes_of(write(tmp_path, "a.csv.gz", bytes(packed)))


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.csv.gz", "a.csv"), ("a.CSV.ZIP", "a.CSV"), ("a.tab.xz", "a.tab"), ("a.csv", "a.csv")],
)
def test_a_stem_has_no_ending_of_a_packer(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_whole_before_a_cut_is_read_be_the_file_small(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    """A stream of one block loses all that a larger read had asked for."""
    rows = "".join(f"20{n:02},Pakistan,Russia\n" for n in range(20))
    packed = pack(f"date,visitor,host\n{rows}".encode())
    data, report = read(write(tmp_path, "visits.csv.gz", packed[:-4]))
    assert (len(data), report.refused) == (20, 1)
    assert "cut off" in str(report)
