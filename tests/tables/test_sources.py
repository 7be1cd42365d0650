"""Which files a path stands for."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import bilateral
from bilateral.errors import BilateralError, MissingFileError, ReadError
from bilateral.tables.sources import check_packed, files_of, literal

ODD = ("arms[1].parquet", "a b.parquet", "{a,b}.parquet", "it's.parquet", "50%.parquet")
ODD_OF_POSIX = ("q?.parquet", "a*.parquet", "c:d.parquet")


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def found(folder: Path, pattern: str = "") -> list[str]:
    paths = files_of(folder / pattern if pattern else folder).paths
    return [path.relative_to(folder).as_posix() for path in paths]


@pytest.mark.parametrize("name", ODD)
def test_what_exists_is_meant(tmp_path: Path, name: str) -> None:
    made(tmp_path, *ODD, "arms1.parquet", "a.parquet")
    assert found(tmp_path, name) == [name]
    folder = tmp_path / "in" / name.removesuffix(".parquet")
    made(folder, "1.parquet", "2.parquet")
    assert found(folder) == found(folder, "*.parquet") == ["1.parquet", "2.parquet"]


@pytest.mark.skipif("os.name == 'nt'", reason="no such names there")
def test_what_exists_is_meant_whatever_its_name(tmp_path: Path) -> None:
    made(tmp_path, *ODD_OF_POSIX, "q1.parquet", "ab.parquet")
    for name in ODD_OF_POSIX:
        assert found(tmp_path, name) == [name]


def test_a_star_stands_for_any_part_of_a_name(tmp_path: Path) -> None:
    made(tmp_path, "a[1]x.parquet", "a1x.parquet", "b/c.parquet", "b/d/e.parquet", ".a.parquet")
    assert found(tmp_path, "a[1]*.parquet") == ["a[1]x.parquet"]
    assert found(tmp_path, "*.parquet") == ["a1x.parquet", "a[1]x.parquet"]
    assert found(tmp_path, "*/*.parquet") == ["b/c.parquet"]
    assert found(tmp_path, "b/**/*.parquet") == ["b/c.parquet", "b/d/e.parquet"]
    for absent in ("a?x.parquet", "none-*.parquet", "a[1].parquet", "x\0.parquet", "x" * 999):
        with pytest.raises(MissingFileError, match="no such file"):
            files_of(tmp_path / absent)


def test_a_folder_is_its_files_at_any_level(tmp_path: Path) -> None:
    made(tmp_path, "x/kind=visit/y=1/a.parquet", "x/kind=visit/y=2/B.PARQUET", "x/_SUCCESS")
    made(tmp_path, "x/.part.parquet", "x/_temporary/a.parquet", "x/readme.txt")
    files = files_of(tmp_path / "x")
    assert [path.name for path in files.paths] == ["a.parquet", "B.PARQUET"]
    assert files.keys == ("kind", "y")
    assert files_of(tmp_path / "*" / "kind=visit" / "*").keys == ("kind", "y")
    assert files_of(tmp_path / "x/kind=visit/y=1/a.parquet").keys == ()
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingFileError, match="a folder with Parquet or CSV files"):
        files_of(tmp_path / "empty")


def test_what_is_no_table_of_one_kind_is_refused(tmp_path: Path) -> None:
    made(tmp_path, "a.parquet", "b.csv", "c.xyz", "d.duckdb", "e.db", "delta/1.parquet")
    (tmp_path / "delta" / "_delta_log").mkdir()
    for several in (["a.parquet", "b.csv"], ["d.duckdb", "e.db"], []):
        with pytest.raises(BilateralError, match="no files of one kind"):
            files_of([tmp_path / name for name in several])
    with pytest.raises(BilateralError, match=r"no known kind.*"):
        files_of(tmp_path / "c.xyz")
    with pytest.raises(BilateralError, match="named twice"):
        files_of([tmp_path / "a.parquet", tmp_path / "*.parquet"])
    with pytest.raises(BilateralError, match="Delta"):
        files_of(tmp_path / "delta")


def test_forms_and_addresses(tmp_path: Path) -> None:
    made(tmp_path, "a.CSV", "b.csv.gz", "c.DuckDB")
    assert files_of(tmp_path / "a.CSV").form == files_of(tmp_path / "b.csv.gz").form == "csv"
    assert files_of(tmp_path / "c.DuckDB").form == "duckdb"
    elsewhere = files_of("s3://bucket/a*.parquet")
    assert elsewhere.names == ["s3://bucket/a*.parquet"]
    assert elsewhere.paths == ()


def test_names_for_duckdb() -> None:
    assert literal("a[1]?*.csv") == "a[[]1][?][*].csv"


def test_a_file_that_is_far_larger_than_it_looks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(bytes(60_000_000), 1))
    check_packed(path)
    path.write_bytes(gzip.compress(bytes(70_000_000), 1))
    with pytest.raises(ReadError, match=r"packed too well.*or the file unpacked"):
        bilateral.scan(path)
    path.write_bytes(b"")
    check_packed(path)
