"""Lazy tables: opening them, asking them, what goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pytest

import bilateral
from bilateral import Dataset, Predicate, Table, q
from bilateral.errors import (
    BilateralError,
    EngineError,
    RecordError,
    SchemaError,
    TruthError,
    UnknownNameError,
)
from bilateral.model.records import KINDS
from bilateral.query import evaluate
from bilateral.tables.access import Access
from bilateral.tables.opening import Engine

ENGINES: tuple[Engine, ...] = ("duckdb", "pyarrow")
POLARS = pytest.param("polars", marks=pytest.mark.needs("polars"))


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bilateral.load("pakistan-russia")


@pytest.fixture(scope="module")
def table(data: Dataset) -> Table:
    return bilateral.scan(data.to("arrow"))


# -- opening ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", [*ENGINES, POLARS])
def test_parquet_files(data: Dataset, tmp_path: Path, engine: Any) -> None:
    path = data.to("parquet", tmp_path / "all.parquet")
    table = bilateral.scan(path, engine=engine)
    assert table.engine == engine
    assert table.visits.by("PAK", sector="military").since(2016).bounds() == (2, 5)
    assert table.visits.to_dataset().records == tuple(data.visits)


@pytest.mark.parametrize("engine", [*ENGINES, POLARS])
def test_several_files_are_one_table(data: Dataset, tmp_path: Path, engine: Engine) -> None:
    for number, record in enumerate(data.records[:6]):
        part = Dataset(records=[record], actors=data.actors, sources=data.sources)
        part.to("parquet", tmp_path / f"part-{number}.parquet")
    parts = bilateral.scan(tmp_path / "part-*.parquet", engine=engine)
    assert parts.any_status().bounds() == (6, 6)
    folder = tmp_path / "folder.parquet"
    folder.mkdir()
    for number in range(3):
        (tmp_path / f"part-{number}.parquet").rename(folder / f"{number}.parquet")
    assert bilateral.scan(folder).any_status().bounds() == (3, 3)
    table = bilateral.scan(tmp_path / "part-*.parquet")
    assert table.to_dataset() == Dataset(
        records=data.records[3:6], actors=data.actors, sources=data.sources
    )


def test_files_with_other_actors_carry_no_names(data: Dataset, tmp_path: Path) -> None:
    """Those of one file alone would refuse the actors of the next."""
    data.to("parquet", tmp_path / "a.parquet")
    Dataset(actors=data.actors[:1]).to("parquet", tmp_path / "b.parquet")
    with pytest.raises(RecordError, match="does not say what its actors are"):
        bilateral.scan(tmp_path / "*.parquet").by("Bajwa")


@pytest.mark.needs("polars")
def test_csv_files(data: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    data.to("polars").write_csv(path)
    assert Dataset.from_table(path, names=data) == data
    empty = tmp_path / "empty.csv"
    Dataset().to("polars").write_csv(empty)
    assert bilateral.scan(empty).bounds() == (0, 0)


def test_duckdb_files(data: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "all.duckdb"
    rows = data.to("arrow")
    with duckdb.connect(str(path)) as connection:
        connection.register("rows", rows)
        connection.execute("CREATE TABLE records AS SELECT * FROM rows")
    assert Dataset.from_table(path, names=data) == data
    with duckdb.connect(str(path)) as connection:
        connection.execute('CREATE TABLE "my ""other""" AS SELECT 1 AS x')
    assert len(bilateral.scan(path, table="records")) == len(data)
    with pytest.raises(UnknownNameError, match="expected one of"):
        bilateral.scan(path)
    with pytest.raises(UnknownNameError, match="did you mean 'records'"):
        bilateral.scan(path, table="record")
    with pytest.raises(SchemaError, match="not a table of records"):
        bilateral.scan(path, table='my "other"')


@pytest.mark.needs("polars")
def test_what_cannot_be_opened_is_said(data: Dataset, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="no such file"):
        bilateral.scan(tmp_path / "none.parquet")
    with pytest.raises(BilateralError, match="no such file"):
        bilateral.scan(tmp_path / "none-*.parquet")
    odd = tmp_path / "odd.xyz"
    odd.write_text("x")
    with pytest.raises(BilateralError, match="no known kind"):
        bilateral.scan(odd)
    broken = tmp_path / "broken.parquet"
    broken.write_text("this is no Parquet")
    for engine in ENGINES:
        with pytest.raises(EngineError, match=r"broken\.parquet: cannot be read"):
            bilateral.scan(broken, engine=engine)
    with pytest.raises(UnknownNameError, match="did you mean 'polars'"):
        bilateral.scan(broken, engine="polar")  # type: ignore[arg-type]
    with pytest.raises(BilateralError, match="goes with a path"):
        bilateral.scan(data.to("arrow"), engine="duckdb")
    csv = tmp_path / "x.csv"
    csv.write_text("id")
    with pytest.raises(BilateralError, match="reads no CSV"):
        bilateral.scan(csv, engine="polars")


@pytest.mark.needs("pandas")
def test_mixed_columns_of_pandas_are_refused(data: Dataset) -> None:
    frame = data.to("arrow").to_pandas().astype({"title": object})
    frame.loc[3, "title"] = 7
    with pytest.raises(SchemaError, match=r"cannot be read.*'title'"):
        bilateral.scan(frame)


@pytest.mark.needs("pandas", "polars")
def test_frames_that_are_no_tables_of_records_say_why(data: Dataset) -> None:
    import pandas as pd
    import polars as pl

    frame = data.to("arrow").to_pandas()
    with pytest.raises(SchemaError, match="unique column names"):
        bilateral.scan(pd.concat([frame, frame[["id"]]], axis=1))
    rows = data.to("polars").with_columns(pl.lit(None, dtype=pl.String).alias("id"))
    with pytest.raises(SchemaError, match=f"{len(rows)} rows without id"):
        Dataset.from_table(rows)
    with pytest.raises(RecordError, match="a Dataset"):
        bilateral.scan(frame, names="pakistan-russia")  # type: ignore[arg-type]


@pytest.mark.needs("pandas")
@pytest.mark.parametrize("column", ["kind", "initiator_state"])
def test_columns_of_near_types_are_taken(data: Dataset, column: str) -> None:
    import pandas as pd

    frame = data.to("arrow").to_pandas()
    frame[column] = frame[column].astype("category")
    frame["date_end_min"] = pd.to_datetime(frame["date_end_min"], errors="coerce")
    frame["pair"] = frame["pair"].astype("int8")
    table = bilateral.scan(frame, names=data)
    assert table.visits.by("PAK", sector="military").since(2016).bounds() == (2, 5)


# -- asking ----------------------------------------------------------------------------------------


@pytest.mark.needs("polars")
def test_nothing_is_computed_until_asked(data: Dataset) -> None:
    """A lazy frame that fails when it is run takes every question but the answer."""
    import polars as pl

    lazy = pl.from_arrow(data.to("arrow")).lazy()  # type: ignore[union-attr]

    def fail(_: pl.DataFrame) -> pl.DataFrame:
        raise RuntimeError("ran")

    table = bilateral.scan(lazy.map_batches(fail, schema=lazy.collect_schema()), names=data)
    asked = table.visits.by("PAK", sector="military").since(2016)
    asked = asked.at("Moscow").about("trade")
    assert "q.place(name='Moscow')" in repr(asked)
    with pytest.raises(EngineError):
        asked.native()  # looks through the rows
    with pytest.raises(EngineError, match=r"polars cannot answer .*ran"):
        asked.bounds()


@pytest.mark.needs("polars")
def test_the_engine_s_own_frame_can_be_had(data: Dataset) -> None:
    relation = bilateral.scan(data.to("duckdb"), names=data).visits.native()
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert len(relation.fetchall()) >= len(data.visits)
    frame = bilateral.scan(data.to("duckdb"), names=data).visits.since(2016).lazy("both")
    assert set(frame.collect("polars")["match"]) == {"definite", "possible"}


@pytest.mark.needs("pandas", "polars")
def test_results_in_every_format(data: Dataset, table: Table) -> None:
    asked, expected = table.visits.since(2016), data.visits.since(2016)
    assert asked.to("arrow", match="definite") == expected.to("arrow", match="definite")
    assert asked.to_pandas(match="possible").equals(expected.to_pandas(match="possible"))
    ours, theirs = asked.to_polars(match="both"), expected.to_polars(match="both")
    assert ours.sort("id", "pair").equals(theirs.sort("id", "pair"))
    assert list(asked) == list(expected)
    assert asked.possible == expected.possible
    assert asked.to_dataset().visits.ids == expected.ids


def test_views_and_statuses(data: Dataset, table: Table) -> None:
    for kind in KINDS.values():
        assert getattr(table, kind.plural).bounds() == getattr(data, kind.plural).bounds()
    assert table.bounds() == data.bounds() != (len(data), len(data))
    assert table.any_status().bounds() == data.any_status().bounds()
    assert len(table.any_status()) == len(table) == len(data)
    assert table.any_status().since(2017).bounds()[0] > table.since(2017).bounds()[0]
    planned = table.status("planned")
    assert {record.status for record in planned} == {"planned"}
    assert table.select("visit").bounds() == data.select("visit").bounds()
    assert (
        table.select(q.visitor(named=True)).bounds() == data.select(q.visitor(named=True)).bounds()
    )


def test_misspelt_questions_raise(table: Table) -> None:
    with pytest.raises(AttributeError, match="visists"):
        table.visists  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(UnknownNameError):
        table.visits.by(sector="militry")
    with pytest.raises(UnknownNameError, match="PAK"):
        table.visits.by("PAKK")
    with pytest.raises(UnknownNameError):
        table.visits.where(q.designation == "Mi-35M")
    with pytest.raises(RecordError, match="not a predicate"):
        table.where(None)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        table.select("vist")
    with pytest.raises(UnknownNameError):
        table.select(int)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        table.status("plannd")
    with pytest.raises(UnknownNameError):
        table.count("yaer")
    with pytest.raises(UnknownNameError):
        table.visits.lazy("sure")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "ask",
    [
        lambda t: t.visits.by(person="bajva"),
        lambda t: t.visits.at("Moskow"),
        lambda t: t.agreements.about("regional-securty"),
        lambda t: t.cited("arab-news-2081"),
        lambda t: t.involving(organization="scoo"),
        lambda t: t.involving(office="army-cheif"),
        lambda t: t.by(state="NOWHERE"),
    ],
)
def test_a_table_without_names_is_searched_for_them(data: Dataset, ask: Any) -> None:
    """What is misspelt raises when the table is asked, also where others are found."""
    table = bilateral.scan(data.to("duckdb"))
    asked = ask(table)
    for answer in (asked.bounds, asked.to_arrow, lambda: asked.count("year")):
        with pytest.raises(UnknownNameError):
            answer()


def test_a_table_without_names_takes_ids(data: Dataset) -> None:
    table = bilateral.scan(data.to("duckdb"))
    (holder,) = data["bajwa-russia-2018-04"].participants[:1]
    assert holder.person is not None
    for _ in range(2):  # looked for once, then known
        assert table.visits.by(person=holder.person).bounds()[0] >= 1
    assert table.arms_transfers.by("RUS", include_predecessors=True).bounds()[0] > 0
    with pytest.raises(RecordError, match="does not say what its actors are"):
        table.by("Bajwa")


@pytest.mark.needs("polars")
def test_an_engine_s_error_names_the_question_and_the_columns(table: Table) -> None:
    import polars as pl

    frame = nw.from_native(pl.LazyFrame({"id": ["a"]}))
    broken = Table(Access(frame), table._lookup())
    with pytest.raises(EngineError) as caught:
        broken.visits.since(2016).bounds()
    assert caught.value.engine == "polars"
    assert caught.value.predicate == "q.done & q.date.since('2016')"
    asked = {"kind", "status", "rivals", "none", "date_end_min", "date_end_max"}
    assert set(caught.value.columns) == asked
    assert caught.value.__cause__ is not None


def test_values_are_no_sql(data: Dataset) -> None:
    table = bilateral.scan(data.to("duckdb"))
    for text in ("'; DROP TABLE records; --", "\\", "%", "a'b\"c", "x{2,}(?i)$"):
        assert table.select(q.title.contains(text)).bounds() == (0, 0)


# -- counting --------------------------------------------------------------------------------------


def test_directed_dyad_years_count_each_record_once(data: Dataset) -> None:
    alone = attrs.evolve(data, records=[attrs.evolve(r, links=()) for r in data.records])
    table = bilateral.scan(alone.to("arrow"))
    rows: Any = table.visits.count("initiator", "target", "year").to_pylist()
    expected: Counter[tuple[Any, ...]] = Counter()
    for visit in alone.visits:
        visitors = {p.state or p.organization for p in visit.participants if p.role == "visitor"}
        hosts = {p.state or p.organization for p in visit.participants if p.role == "host"}
        for year in range(1940, 2030):
            for one in visitors or {None}:
                for other in hosts or {None}:
                    if evaluate(q.date.during(year), visit).is_true:
                        expected[one, other, year] += 1
    definite = {
        (r["initiator"], r["target"], r["year"]): r["at_least"] for r in rows if r["at_least"]
    }
    assert definite == dict(expected)
    assert all(row["at_least"] <= row["at_most"] for row in rows)


def test_a_table_is_no_condition(table: Table) -> None:
    with pytest.raises(TruthError, match="bounds"):
        bool(table.visits)


def test_numbers_alone(table: Table) -> None:
    assert dict(table.visits.count()) == {(): table.visits.bounds()}


def test_a_view_of_a_narrowed_table_keeps_the_question(data: Dataset, table: Table) -> None:
    since = q.date.since(2017)
    expected = data.visits.where(since).bounds()
    assert table.where(since).visits.bounds() == expected
    assert table.where(since).select("visit").bounds() == expected
    assert (
        table.any_status().where(since).select("visit").bounds()
        == data.select("visit", since).bounds()
    )
    assert (
        table.visits.where(since).select(q.visitor(state="RUS")).bounds()
        == data.visits.where(since & q.visitor(state="RUS")).bounds()
    )
    with pytest.raises(AttributeError, match="visits"):
        table.visits.agreements  # noqa: B018
    with pytest.raises(UnknownNameError, match="visit"):
        table.visits.select("agreement")


@pytest.mark.needs("pandas")
def test_fractions_are_not_cut_to_whole_numbers(data: Dataset) -> None:
    frame = data.to("arrow").to_pandas()
    frame["pair"] = frame["pair"].astype(float)
    assert len(bilateral.scan(frame)) == len(data)
    frame.loc[0, "pair"] = 0.5
    with pytest.raises(SchemaError, match="'pair'"):
        bilateral.scan(frame)


def test_every_answer_looks_for_the_names_of_the_question(small: Dataset) -> None:
    with_names = bilateral.scan(small.to("arrow"))
    asked = with_names.visits.at("Moscw")
    for answer in (
        asked.bounds,
        asked.lazy,
        asked.native,
        lambda: asked.why("chief-2016"),
        lambda: asked.ids,
        asked.count,
        asked.head,
    ):
        with pytest.raises(UnknownNameError, match="Moscw"):
            answer()


# -- statuses asked for, and names, in where() ---------------------------------------------------


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    "ask",
    [
        lambda t: t.visits.where(q.status == "planned"),
        lambda t: t.visits.where(q.date.since(2016) & (q.status == "planned")),
        lambda t: t.arms_transfers.where(q.status.is_in(["discussed", "agreed"])),
        lambda t: t.where(q.status == "planned"),
        lambda t: t.visits.where(q.status == "planned").any_status(),
        lambda t: t.visits.where(q.status == "planned").where(q.visitor == "Pakistan"),
        lambda t: t.visits.any_status().where(q.status != "planned"),
        lambda t: t.visits.where(q.host == "pk"),
        lambda t: t.select("visit", q.host.is_in("Russia", "PK")),
        lambda t: t.select(q.place(state="Russia")),
        lambda t: t.where(q.participant(other_than=["Pakistan", "RUS"])),
        lambda t: t.visits.by("Pakistan").towards(other_than="Russia"),
        lambda t: t.visits.towards(["PAK", "Russia"]),
        lambda t: t.involving(other_than=["PAK", "Russia"], include_predecessors=True),
    ],
)
def test_a_table_is_asked_as_a_dataset_is(data: Dataset, ask: Any, named: bool) -> None:
    table = bilateral.scan(data.to("duckdb"), names=data if named else None)
    objects, rows = ask(data), ask(table)
    assert rows.bounds() == objects.bounds()
    assert sorted(rows.ids) == sorted(objects.ids)
    assert rows.predicate == objects.predicate
    if named:  # else actors are called by their ids
        assert rows.why() == objects.why()
    assert rows.why().possible == objects.why().possible


def test_a_table_refuses_what_a_dataset_refuses(table: Table) -> None:
    for asked in (q.status != "planned", (q.status == "planned") | q.date.since(2016)):
        for where in (table.visits.where, table.where):
            with pytest.raises(RecordError, match=r"any_status\(\)"):
                where(asked)
    unknown = q.participant(state="Palistan")
    asks: list[Callable[[Predicate], Table]] = [table.visits.where, table.select]
    for put in asks:
        with pytest.raises(UnknownNameError, match="Palistan"):
            put(unknown).bounds()
