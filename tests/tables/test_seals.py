"""What a Parquet file says of its own rows, and when it is not believed."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from bilateral import Dataset
from bilateral.collection.columns import with_plain_texts
from bilateral.tables import seals
from bilateral.tables.seals import sealed, write_sealed


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of any size are taken for large ones."""
    monkeypatch.setattr(seals, "SMALL", 0)


def told(*paths: Path) -> bool:
    return sealed([pq.read_metadata(path) for path in paths])


def renamed(table: pa.Table, start: str) -> pa.Table:
    names = pa.array([start + name for name in table["id"].to_pylist()])
    return table.set_column(0, table.schema.field("id"), names)


def test_a_file_of_records_says_so(small: Dataset, tmp_path: Path) -> None:
    path = small.to("parquet", tmp_path / "a.parquet")
    assert told(path)
    pq.write_table(small.to("arrow"), path)
    assert not told(path)


def test_small_files_are_looked_through(
    small: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small.to("parquet", tmp_path / "a.parquet")
    monkeypatch.setattr(seals, "SMALL", 10**6)
    assert not told(path)


def test_rows_that_are_not_sound_are_not_vouched_for(small: Dataset, tmp_path: Path) -> None:
    rows = small.to("arrow")
    assert 1 in rows["pair"].to_pylist()
    for bad in (pa.concat_tables([rows, rows]), rows.filter(pc.not_equal(rows["pair"], 0))):
        write_sealed(bad, tmp_path / "bad.parquet")
        assert not told(tmp_path / "bad.parquet")
        assert pq.read_table(tmp_path / "bad.parquet").equals(with_plain_texts(bad))


def test_a_file_that_was_changed_is_not_believed(small: Dataset, tmp_path: Path) -> None:
    """Also where a program hands the words on, which PyArrow does not do by itself."""
    path = small.to("parquet", tmp_path / "a.parquet")
    rows, words = pq.read_table(path), pq.read_metadata(path).metadata[seals.SEAL]
    for changed in (rows.slice(1), pa.concat_tables([rows, rows]), renamed(rows, "x")):
        other = tmp_path / "b.parquet"
        pq.write_table(changed, other, compression="zstd")
        assert seals.SEAL not in pq.read_metadata(other).metadata
        with pq.ParquetWriter(other, changed.schema, compression="zstd") as writer:
            writer.write_table(changed)
            writer.add_key_value_metadata({seals.SEAL: words})
        assert not told(other)


@pytest.mark.parametrize("words", ["{", "[]", "{}", '{"rows": 8, "end": 1, "kinds": 3}'])
def test_words_of_others_are_not_believed(small: Dataset, tmp_path: Path, words: str) -> None:
    rows = small.to("arrow")
    with pq.ParquetWriter(tmp_path / "b.parquet", rows.schema) as writer:
        writer.write_table(rows)
        writer.add_key_value_metadata({seals.SEAL.decode(): words})
    assert not told(tmp_path / "b.parquet")


def test_a_kind_that_is_not_installed_is_looked_for(
    small: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small.to("parquet", tmp_path / "a.parquet")
    monkeypatch.setattr(seals, "KINDS", {"visit": None})
    assert not told(path)


def test_files_are_believed_where_no_id_can_be_in_two(small: Dataset, tmp_path: Path) -> None:
    rows = small.to("arrow")
    for start in ("b:", "a:", "c:"):
        write_sealed(renamed(rows, start), tmp_path / f"{start[0]}.parquet")
    write_sealed(renamed(rows.slice(0, 1), "b:"), tmp_path / "within.parquet")
    abc = [tmp_path / f"{name}.parquet" for name in "abc"]
    assert told(*abc)
    assert not told(*abc, tmp_path / "within.parquet")
    assert not told(abc[0], abc[0])
