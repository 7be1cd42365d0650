"""What no dataset can hold is refused by name at every exit of a table, on every engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import Citation, Dataset, Participant, Source, Table, Visit
from bilateral.errors import BilateralError, FaultsError, SchemaError, UnknownNameError
from bilateral.tables import soundness
from bilateral.tables.soundness import check_rows


def visits(*years: int, title: str = "A visit") -> Dataset:
    sides = [Participant(role="visitor", state=state) for state in ("IND", "CHN", "PAK")]
    return Dataset(
        records=[
            Visit(
                id=f"v{year}",
                title=title,
                date=f"{year}-01-01",
                status="occurred",
                participants=[*sides, Participant(role="host", state="FRA")],
                citations=[Citation(source="a")],
            )
            for year in years
        ],
        sources=[Source(id="a", title="A")],
    )


def with_column(table: pa.Table, name: str, column: Any) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)


def with_cell(name: str, cell: Any) -> Callable[[pa.Table], pa.Table]:
    def damaged(table: pa.Table) -> pa.Table:
        cells = [cell, *table[name].to_pylist()[1:]]
        return with_column(table, name, pa.array(cells, table.schema.field(name).type))

    return damaged


def without_pair(number: int) -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.filter(pc.not_equal(table["pair"], number))


def at_noon(table: pa.Table) -> pa.Table:
    noon = [datetime.fromisoformat("2010-01-01T12:00")] * len(table)
    return with_column(table, "date_start_min", pa.array(noon, pa.timestamp("us")))


def in_a_zone(table: pa.Table) -> pa.Table:
    midnight = [datetime(2010, 1, 1, tzinfo=UTC)] * len(table)
    return with_column(table, "date_start_min", pa.array(midnight, pa.timestamp("us", "UTC")))


def two_versions(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table, visits(2011, title="Another").to("arrow")])


DAMAGES: dict[str, tuple[Callable[[pa.Table], pa.Table], str]] = {
    "no pair": (with_cell("pair", None), "1 row without pair"),
    "no id": (with_cell("id", None), "1 row without id"),
    "no kind": (with_cell("kind", None), "1 row without kind"),
    "unknown kind": (with_cell("kind", "vist"), r"unknown kind in a table.*v2010.*'visit'"),
    "kind of elsewhere": (with_cell("kind", "sanction"), "may not be installed.*sanction"),
    "unknown status": (with_cell("status", "ocurred"), "unknown status.*v2010.*'occurred'"),
    "unknown role": (with_cell("initiator_role", "visiter"), "initiator role.*'visitor'"),
    "no row of pair 0": (without_pair(0), "without some of its rows.*v2010"),
    "a row left out": (without_pair(1), "without some of its rows.*v2010"),
    "two versions": (two_versions, "two rows of one id and pair, which differ.*v2011"),
    "time of day": (at_noon, r"time of day.*date_start_min.*12:00"),
    "time zone": (in_a_zone, r"time zone.*date_start_min.*UTC"),
    "no column": (lambda table: table.drop_columns(["purpose"]), r"kind whose columns.*purpose"),
}
EXITS: dict[str, Callable[[Table], object]] = {
    "bounds": lambda table: table.visits.bounds(),
    "count": lambda table: table.count("year"),
    "sum": lambda table: table.sum("volume"),
    "len": len,
    "ids": lambda table: table.ids,
    "head": lambda table: table.head(1),
    "in": lambda table: "v2011" in table,
    "why": lambda table: table.why("v2011"),
    "definite": lambda table: table.definite,
    "possible": lambda table: table.agreements.possible,
    "cite": lambda table: table.cite(),
    "lazy": lambda table: table.agreements.lazy("possible"),
    "native": lambda table: table.native(),
    "to_dataset": lambda table: table.to_dataset(),
    "arrow": lambda table: table.to("arrow"),
    "csv": lambda table: table.to("csv"),
    "json": lambda table: table.to("json"),
}
ENGINES = ["duckdb", "pyarrow", pytest.param("polars", marks=pytest.mark.needs("polars"))]


def refused(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(BilateralError) as error:
        ask()
    assert re.search(words, str(error.value), re.DOTALL), str(error.value)


def refused_at(exits: Iterable[str], damage: str, engine: Any, folder: Path) -> None:
    damaged, words = DAMAGES[damage]
    path = folder / "t.parquet"
    pq.write_table(damaged(visits(2010, 2011).to("arrow")), path)
    for name in exits:
        refused(lambda name=name: EXITS[name](bilateral.scan(path, engine=engine)), words)  # type: ignore[misc]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused(tmp_path: Path, damage: str, engine: Any) -> None:
    refused_at(["bounds", "lazy"], damage, engine, tmp_path)


@pytest.mark.parametrize("damage", ["no pair", "two versions"])
def test_damage_is_refused_at_every_exit(tmp_path: Path, damage: str) -> None:
    refused_at(EXITS, damage, "pyarrow", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_all_damage_is_refused_at_every_exit(tmp_path: Path, damage: str, engine: Any) -> None:
    refused_at(EXITS, damage, engine, tmp_path)


@pytest.mark.parametrize("engine", ENGINES)
def test_sound_rows_pass_every_exit(tmp_path: Path, engine: Any) -> None:
    """Also midnights, decimals, names in upper case, and columns of kinds that are not there."""
    data = visits(2010, 2011)
    rows = data.to("arrow")
    midnight = rows["date_start_min"].cast(pa.timestamp("us"))
    rows = with_column(rows, "date_start_min", midnight)
    rows = with_column(rows, "pair", rows["pair"].cast(pa.decimal128(38, 0)))
    rows = with_column(rows, "volume_min", pa.nulls(len(rows), pa.decimal128(18, 2)))
    rows = rows.drop_columns(["designation", "delivered_min"])
    rows = with_column(rows, "note", pa.nulls(len(rows)))
    rows = rows.rename_columns([name.upper() for name in rows.column_names])
    pq.write_table(rows, tmp_path / "T.PARQUET")
    table = bilateral.scan(tmp_path / "T.PARQUET", engine=engine, names=data)
    for ask in EXITS.values():
        ask(table)
    assert table.visits.bounds() == (2, 2)
    assert table.to_dataset() == data


def frames(*data: Dataset) -> nw.LazyFrame[Any]:
    rows: nw.LazyFrame[Any] = nw.from_native(pa.concat_tables([d.to("arrow") for d in data])).lazy()
    return rows


def test_rows_that_are_equal_are_one() -> None:
    assert not check_rows(frames(visits(2010, 2011)))
    assert check_rows(frames(visits(2010, 2011), visits(2011)))
    with pytest.raises(FaultsError) as error:
        check_rows(frames(visits(2010, 2011), visits(2011, title="Another"), visits(2010)))
    assert [fault.record for fault in error.value.faults] == ["v2011"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_record_in_two_files(tmp_path: Path, engine: Any) -> None:
    first, second = visits(2010, 2011), visits(2011, 2012)
    for name, data in (("a", first), ("b[1]", second), ("c", visits(2011, title="Another"))):
        data.to("parquet", tmp_path / f"{name}.parquet")
    both = [tmp_path / "a.parquet", tmp_path / "b[1].parquet"]
    table = bilateral.scan(both, engine=engine)
    assert table.visits.bounds() == (3, 3)
    assert dict(table.count("initiator")) == {"IND": (3, 3), "CHN": (3, 3), "PAK": (3, 3)}
    assert sorted(table.ids) == ["v2010", "v2011", "v2012"]
    assert set(table.to_dataset().records) == {*first.records, *second.records}
    for ask in (table.to("arrow"), table.lazy().collect("pyarrow").to_native()):
        assert len(ask) == 9
    other = bilateral.scan([both[0], tmp_path / "c.parquet"], engine=engine)
    refused(other.bounds, r"a\.parquet.*v2011.*c\.parquet")


@pytest.mark.parametrize("column", ["id", "kind", "status"])
def test_the_error_has_facts(column: str) -> None:
    rows = with_cell(column, None if column == "id" else "no-word")(visits(2010).to("arrow"))
    with pytest.raises((SchemaError, UnknownNameError)) as error:
        bilateral.scan(rows).bounds()
    assert error.value.field == column
    assert error.value.record == (None if column == "id" else "v2010")


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3), min_size=1, max_size=4))
def test_records_have_each_pair_once(pairs: list[list[int]]) -> None:
    """Of records of up to three rows nothing is missed."""
    row = visits(2010).to("arrow").slice(0, 1)
    rows = [(f"r{n}", pair) for n, numbers in enumerate(pairs) for pair in numbers]
    table = row.take(pa.array([0] * len(rows)))
    table = with_column(table, "id", pa.array([name for name, _ in rows]))
    frame = nw.from_native(with_column(table, "pair", pa.array([pair for _, pair in rows]))).lazy()
    whole = [set(numbers) == set(range(len(set(numbers)))) for numbers in pairs]
    if all(whole):
        assert check_rows(frame) == (len(set(rows)) < len(rows))
    else:
        with pytest.raises(FaultsError) as error:
            check_rows(frame)
        names = [fault.record for fault in error.value.faults]
        assert names == [f"r{n}" for n, is_whole in enumerate(whole) if not is_whole]


def test_a_table_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []

    def look(*given: Any) -> bool:
        looks.append(given)
        return check_rows(*given)

    monkeypatch.setattr(soundness, "check_rows", look)
    table = bilateral.scan(visits(2010, 2011).to("arrow"))
    assert not looks
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: table.visits.bounds(), range(8)))
    assert found == [(2, 2)] * 8
    assert len(looks) == 1


def test_a_file_that_changes_is_looked_through_again(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(visits(2010).to("arrow"), path)
    table = bilateral.scan(path)
    assert table.visits.bounds() == (1, 1)
    pq.write_table(with_cell("status", "ocurred")(visits(2010, 2011).to("arrow")), path)
    refused(table.visits.bounds, "unknown status")
    pq.write_table(visits(2010, 2011, 2012).to("arrow"), path)
    assert table.visits.bounds() == (3, 3)
