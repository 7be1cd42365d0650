"""Footers of Parquet files: what is told from bytes is what PyArrow reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, strategies as st

from bilateral.tables import footers as module
from bilateral.tables.footers import Footers

ROWS = {
    "a": pa.table({"id": ["a", "b"], "n": [1, 2]}),
    "longer": pa.table({"id": ["c"] * 300, "n": list(range(300))}),
    "empty": pa.table({"id": pa.array([], pa.string()), "n": pa.array([], pa.int64())}),
    "null": pa.table({"id": [None], "n": [7]}, pa.schema([("id", pa.string()), ("n", pa.int64())])),
    "other type": pa.table({"id": ["a"], "n": [1.5]}),
    "other name": pa.table({"id": ["a"], "m": [1]}),
    "other order": pa.table({"n": [1], "id": ["a"]}),
    "more": pa.table({"id": ["a"], "n": [1], "m": [True]}),
    "required": pa.table(
        {"id": ["a"], "n": [1]},
        pa.schema([pa.field("id", pa.string(), nullable=False), ("n", pa.int64())]),
    ),
}
WORDS: list[dict[str, str]] = [{}, {"x": "1"}, {"x": "2"}, {"x": "1", "y": "3"}, {"y": "3"}]


def written(
    path: Path, rows: pa.Table, words: dict[str, str], seal: str | None, *, plain: bool = False
) -> None:
    """Write a file, plain without what Arrow says of its own types."""
    with pq.ParquetWriter(path, rows.schema, store_schema=not plain) as writer:
        for start in range(0, len(rows), 100):  # in groups
            writer.write_table(rows.slice(start, 100))
        said = words if seal is None else {"seal": seal, **words}
        writer.add_key_value_metadata(said)


def told(footer: pq.FileMetaData) -> object:
    """What a footer says of its file but of its rows."""
    words = footer.metadata or {}
    return (
        footer.schema.to_arrow_schema(),
        {key: text for key, text in words.items() if key not in (b"seal", b"ARROW:schema")},
        footer.created_by,
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(ROWS)),
            st.sampled_from(WORDS),
            st.sampled_from([None, "1", "22"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_one_of_those_that_say_the_same_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[tuple[str, dict[str, str], str | None, bool]],
) -> None:
    folder = tmp_path_factory.mktemp("files")
    paths = [folder / f"{number}.parquet" for number in range(len(files))]
    for path, (name, words, seal, plain) in zip(paths, files, strict=True):
        written(path, ROWS[name], words, seal, plain=plain)
    whole = [pq.read_metadata(path) for path in paths]
    found = Footers(paths, apart=[b"seal"])
    assert found.rows == sum(footer.num_rows for footer in whole)
    expected: list[object] = []
    for one in map(told, whole):
        if one not in expected:
            expected.append(one)
    assert len(expected) <= len(found.different)
    assert all(told(footer) in expected for footer in found.different)
    assert all(one in map(told, found.different) for one in expected)
    schemas = found.schemas()
    assert all(any(one.schema.to_arrow_schema().equals(s) for s in schemas) for one in whole)
    assert [footer.num_rows for footer in found.all] == [footer.num_rows for footer in whole]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose footers PyArrow has read."""
    paths: list[Path] = []
    reading: Callable[[Path], pq.FileMetaData] = pq.read_metadata

    def noted(path: Path) -> pq.FileMetaData:
        paths.append(path)
        return reading(path)

    monkeypatch.setattr(pq, "read_metadata", noted)
    return paths


def test_files_of_one_program_are_read_once(tmp_path: Path, read: list[Path]) -> None:
    paths = [tmp_path / f"{number}.parquet" for number in range(5)]
    for number, path in enumerate(paths):
        written(path, ROWS["a" if number % 2 else "longer"], {"x": "1"}, str(10**number))
    found = Footers(paths, apart=[b"seal"])
    assert read == paths[:1]
    assert len(found.different) == 1
    assert len(found.all) == 5
    assert found.are_read
    Footers(paths)
    assert len(read) == 6 + 5  # whose seals differ


def test_long_footers_are_left_to_pyarrow(
    tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}.parquet" for number in range(2)]
    for path in paths:
        written(path, ROWS["a"], {"x": "1" * 5000}, None)
    monkeypatch.setattr(module, "_TAIL", 1000)  # so that a second look is needed
    assert len(Footers(paths).different) == 1
    monkeypatch.setattr(module, "_LONGEST", 1000)
    assert len(Footers(paths).different) == 2


@given(st.binary(max_size=40), st.integers(0, 10))
def test_bytes_that_are_no_footer_are_told_by_pyarrow(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, length: int
) -> None:
    folder = tmp_path_factory.mktemp("files")
    good, bad = folder / "good.parquet", folder / "bad.parquet"
    written(good, ROWS["a"], {"x": "1"}, None)
    bad.write_bytes(data + length.to_bytes(4, "little") + b"PAR1")
    for paths in ([good, bad], [bad, good]):
        with pytest.raises((pa.ArrowException, OSError)):
            Footers(paths)
