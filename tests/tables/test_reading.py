"""Files that engines read: their names, folders, columns and types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from attrs import evolve

import bilateral
from bilateral import Dataset
from bilateral.errors import BilateralError, EngineError, SchemaError, UnknownNameError
from bilateral.tables.reading import opened
from bilateral.tables.sources import files_of

ENGINES = ["duckdb", "pyarrow", pytest.param("polars", marks=pytest.mark.needs("polars"))]
NAMES = [
    "a[1].parquet",
    "q?.parquet",
    "{a,b}.parquet",
    "it's 50%.parquet",
    "~.parquet",
    "c:d.parquet",
]


@pytest.mark.skipif("os.name == 'nt'", reason="no such names there")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_is_read_as_it_is_called(tmp_path: Path, engine: Any) -> None:
    for name in (*NAMES, "a1.parquet", "q1.parquet", "a.parquet"):
        pq.write_table(pa.table({"id": [name]}), tmp_path / name)
    for name in NAMES:
        native = opened(files_of(tmp_path / name), engine).native
        table = (
            native
            if engine == "pyarrow"
            else pa.table(native.collect() if engine == "polars" else native.to_arrow_table())
        )
        assert table["id"].to_pylist() == [name]


def test_columns_that_are_null_in_every_row_are_known(tmp_path: Path) -> None:
    rows = pa.table(
        {"id": ["a", "b"], "NOTE": ["x", None], "place": [None, "y"], "event": [None, None]},
        pa.schema([(name, pa.string()) for name in ("id", "NOTE", "place", "event")]),
    )
    pq.write_table(rows, tmp_path / "1.parquet", row_group_size=1)
    pq.write_table(rows.select(["id"]), tmp_path / "2.parquet")
    pq.write_table(rows, tmp_path / "silent.parquet", write_statistics=False)
    blank = opened(files_of([tmp_path / "1.parquet", tmp_path / "2.parquet"]), "duckdb").blank()
    assert {"event", "component"} < blank
    assert blank.isdisjoint({"id", "note", "place"})
    assert "event" not in opened(files_of(tmp_path / "silent.parquet"), "duckdb").blank()


def parted(rows: pa.Table, folder: Path) -> None:
    """The rows in a folder for each kind, which their files do not say; and for other things."""
    for kind in set(rows["kind"].to_pylist()):
        part = folder / "all=1" / f"kind={kind}"
        part.mkdir(parents=True)
        of_kind = rows.filter(pc.equal(rows["kind"], kind)).drop_columns(["kind"])
        pq.write_table(of_kind, part / "0.parquet")


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_in_the_names_of_folders(small: Dataset, tmp_path: Path, engine: Any) -> None:
    parted(small.to("arrow"), tmp_path / "x=y" / "parts[1]")
    table = bilateral.scan(tmp_path / "x=y" / "parts[1]", engine=engine)
    assert table.count("kind") == small.count("kind")
    assert set(table.to_dataset().records) == set(small.records)
    with pytest.raises(SchemaError, match="missing: kind"):
        bilateral.scan(
            tmp_path / "x=y" / "parts[1]" / "all=1" / "kind=visit" / "0.parquet", engine=engine
        )


@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_of_the_files_is_not_that_of_their_folder(
    small: Dataset, tmp_path: Path, engine: Any
) -> None:
    folder = tmp_path / "kind=agreement"
    folder.mkdir()
    small.to("parquet", folder / "x.parquet")
    assert bilateral.scan(tmp_path, engine=engine).count("kind") == small.count("kind")


@pytest.mark.parametrize("engine", ENGINES)
def test_files_with_other_columns_are_one_table(
    small: Dataset, tmp_path: Path, engine: Any
) -> None:
    """What one of them lacks, has no type for, or has in another order, is not lost."""
    rows = small.to("arrow")
    names = rows["id"].to_pylist()
    first = pc.is_in(rows["id"], pa.array(names[:1]))
    one, rest = rows.filter(first), rows.filter(pc.invert(first))
    one = one.select(one.column_names[::-1]).drop_columns(["volume_min", "designation"])
    one = one.set_column(0, "extra", pa.array([1] * len(one)))
    index = one.schema.get_field_index("note")
    one = one.set_column(index, "note", pa.nulls(len(one)))
    pq.write_table(one, tmp_path / "1.parquet")
    pq.write_table(rest, tmp_path / "2.parquet")
    table = bilateral.scan(tmp_path / "*.parquet", engine=engine)
    assert set(table.to_dataset().records) == set(small.records)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_time_zone_in_one_of_several_files_is_seen(
    small: Dataset, tmp_path: Path, engine: Any
) -> None:
    rows = small.to("arrow")
    pq.write_table(rows, tmp_path / "1.parquet")
    index = rows.schema.get_field_index("date_end_max")
    zoned = rows["date_end_max"].cast(pa.timestamp("us")).cast(pa.timestamp("us", "Asia/Tokyo"))
    pq.write_table(rows.set_column(index, "date_end_max", zoned), tmp_path / "2.parquet")
    with pytest.raises((SchemaError, EngineError), match=r"date_end_max|cannot be read"):
        bilateral.scan(tmp_path, engine=engine)


def test_many_small_files_are_one_table(small: Dataset, tmp_path: Path) -> None:
    records = [evolve(record, links=()) for record in small.records]
    for number in range(3):
        part = Dataset(records=records[number::3], actors=small.actors, sources=small.sources)
        part.to("parquet", tmp_path / f"{number}.parquet")
    table = bilateral.scan(tmp_path)
    assert set(table.to_dataset().records) == set(records)
    with pytest.raises(UnknownNameError):
        table.visits.by("nobody")  # it has the names of all
    later = small.to("arrow").replace_schema_metadata({"bilateral": '{"schema_version": 99}'})
    pq.write_table(later, tmp_path / "later.parquet")
    with pytest.raises(SchemaError, match="another version"):
        bilateral.scan(tmp_path)


def test_csv_files(small: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "parts[1]"
    (folder / "deep").mkdir(parents=True)
    small.to("csv", folder / "x[1].csv")
    text = (folder / "x[1].csv").read_text()
    for name in ("x[1].csv", "*.csv", "."):
        assert set(bilateral.scan(folder / name, names=small).to_dataset().records) == set(
            small.records
        )
    upper = text.split("\n", 1)
    (folder / "deep" / "X.CSV").write_text("\n".join([upper[0].upper(), upper[1]]))
    assert bilateral.scan(folder / "deep", names=small).bounds() == small.bounds()
    (folder / "x1.csv").write_text(text.split("\n", 1)[0])
    assert bilateral.scan(folder / "x[1].csv").bounds() == small.bounds()
    with pytest.raises(BilateralError, match="reads no CSV"):
        bilateral.scan(folder / "x1.csv", engine="pyarrow")


def test_csv_rows_that_were_left_out(small: Dataset, tmp_path: Path) -> None:
    small.to("csv", tmp_path / "all.csv")
    rows = duckdb.connect().read_csv(str(tmp_path / "all.csv"), all_varchar=True)
    rows.filter("pair <> '0'").write_csv(str(tmp_path / "some.csv"))
    with pytest.raises(BilateralError) as error:
        bilateral.scan(tmp_path / "some.csv", names=small).bounds()
    assert "without some of its rows" in str(error.value)


def test_csv_days_with_a_time(small: Dataset, tmp_path: Path) -> None:
    small.to("csv", tmp_path / "all.csv")
    rows = duckdb.connect().read_csv(str(tmp_path / "all.csv"), all_varchar=True)
    others = ", ".join(name for name in rows.columns if name != "date_start_min")
    for time in ("00:00:00", "13:30:00"):
        stamped = rows.project(f"{others}, date_start_min || ' {time}' AS date_start_min")
        stamped.write_csv(str(tmp_path / f"{time[:2]}.csv"))
    assert bilateral.scan(tmp_path / "00.csv").bounds() == small.bounds()
    with pytest.raises(SchemaError, match="13:30"):
        bilateral.scan(tmp_path / "13.csv").bounds()


def test_the_table_of_a_database_is_named(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x[1].DB")) as connection:
        connection.execute("CREATE TABLE a AS SELECT 1 AS id")
        connection.execute("CREATE VIEW b AS SELECT 2 AS id")
    files = files_of(tmp_path / "x[1].DB")
    assert opened(files, "duckdb", "b").native.fetchall() == [(2,)]
    with pytest.raises(BilateralError, match="expected one of"):
        opened(files, "duckdb")


def test_a_duckdb_file_reads_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "t.duckdb"
    (tmp_path / "secret.csv").write_text("id\nsecret\n")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE own AS SELECT 1 AS id")
        read = f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')"
        connection.execute(f"CREATE VIEW other AS {read}")
    assert opened(files_of(path), "duckdb", "own").native.fetchall() == [(1,)]
    with pytest.raises(EngineError, match="disabled"):
        bilateral.scan(path, table="other").native()
