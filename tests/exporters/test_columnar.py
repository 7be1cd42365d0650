"""Parquet: what is written comes back, metadata included."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import bilateral
from bilateral import BilateralError, Dataset


def test_what_is_written_comes_back(data: Dataset, tmp_path: Path) -> None:
    path = data.to("parquet", str(tmp_path / "x.parquet"))
    assert path == tmp_path / "x.parquet"
    assert Dataset.from_table(path) == data
    assert [file.name for file in tmp_path.iterdir()] == ["x.parquet"]
    assert bilateral.scan(path).visits.bounds() == data.visits.bounds()


def test_texts_are_plain_whatever_they_are_in_memory(data: Dataset, tmp_path: Path) -> None:
    whole = data.to("parquet", tmp_path / "x.parquet")
    part = data.to("parquet", tmp_path / "y.parquet", columns=["id", "roles", "citations"])
    for path in (whole, part):
        types = pq.read_schema(path).types
        assert pa.string() in types
        assert not any(map(pa.types.is_dictionary, types))
    assert pq.read_table(whole).to_pylist() == data.to("arrow").to_pylist()
    pq.write_table(data.to("arrow"), tmp_path / "z.parquet")  # as others may
    assert bilateral.scan(tmp_path / "z.parquet").to_dataset() == data
    assert bilateral.scan(tmp_path / "z.parquet", engine="pyarrow").to_dataset() == data


def test_it_needs_a_path(data: Dataset) -> None:
    with pytest.raises(BilateralError, match="needs a path"):
        data.to("parquet")  # type: ignore[call-overload, unused-ignore]


def test_what_was_there_stays_where_writing_fails(data: Dataset, tmp_path: Path) -> None:
    old = tmp_path / "x.parquet"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(Exception, match="d"):
        Dataset(records=[data.records[0]]).to("parquet", tmp_path / "no" / "x.parquet")
    assert old.read_text(encoding="utf-8") == "old"
