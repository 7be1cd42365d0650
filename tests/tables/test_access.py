"""Threads that ask one table at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings, strategies as st

import bilateral
from bilateral import Dataset, Table


def opened(data: Dataset, folder: Path, form: str) -> Table:
    match form:
        case "duckdb file":
            path = folder / "all.duckdb"
            rows = data.to("arrow")
            with duckdb.connect(str(path)) as connection:
                connection.register("rows", rows)
                connection.execute("CREATE TABLE records AS SELECT * FROM rows")
            return bilateral.scan(path, names=data)
        case "csv":
            data.to("polars").write_csv(folder / "all.csv")
            return bilateral.scan(folder / "all.csv", names=data)
        case "relation":
            return bilateral.scan(duckdb.connect().from_arrow(data.to("arrow")), names=data)
        case _:
            path = data.to("parquet", folder / "all.parquet")
            return bilateral.scan(path, engine=form)  # type: ignore[arg-type]


POLARS = [pytest.param(form, marks=pytest.mark.needs("polars")) for form in ("polars", "csv")]


@pytest.mark.parametrize("form", ["duckdb", "pyarrow", "duckdb file", "relation", *POLARS])
def test_one_table_asked_by_eight_threads(small: Dataset, tmp_path: Path, form: str) -> None:
    table = opened(small, tmp_path, form)

    def ask(number: int) -> Any:
        match number % 3:
            case 0:
                return table.visits.by("PAK").at("Moscow").bounds()
            case 1:
                return len(table.visits.towards("RUS").to("arrow", match="definite"))
            case _:
                return dict(table.count("year"))

    right = [ask(number) for number in range(3)]
    with ThreadPoolExecutor(8) as pool:
        asked = [(number % 3, pool.submit(ask, number)) for number in range(24)]
        found = Counter(
            (kind, str(future.exception() or future.result())) for kind, future in asked
        )
    assert found == {(kind, str(answer)): 8 for kind, answer in enumerate(right)}


def test_the_connection_of_a_program_is_left_alone(small: Dataset) -> None:
    """Nor is the one that DuckDB has for a whole process used for files."""
    views = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"
    before = duckdb.execute(views).fetchall()
    connection = duckdb.connect()
    table = bilateral.scan(connection.from_arrow(small.to("arrow")), names=small)
    assert table.engine == "duckdb"
    assert table.visits.bounds() == small.visits.bounds()
    assert connection.execute("SELECT 1").fetchall() == [(1,)]
    assert duckdb.execute(views).fetchall() == before


@pytest.mark.parametrize("engine", ["duckdb", "pyarrow"])
def test_eight_threads_each_with_its_own_table(small: Dataset, tmp_path: Path, engine: Any) -> None:
    path = small.to("parquet", tmp_path / "all.parquet")

    def ask(_: int) -> Any:
        return bilateral.scan(path, engine=engine).visits.by("PAK").bounds()

    with ThreadPoolExecutor(8) as pool:
        found = Counter(pool.map(ask, range(16)))
    assert found == {small.visits.by("PAK").bounds(): 16}


def test_eight_threads_each_with_a_relation_of_one_connection(small: Dataset) -> None:
    connection = duckdb.connect()
    tables = [
        bilateral.scan(connection.from_arrow(small.to("arrow")), names=small) for _ in range(8)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = Counter(pool.map(lambda table: table.visits.bounds(), tables * 2))
    assert found == {small.visits.bounds(): 16}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["duckdb", "pyarrow", "duckdb file", "relation", *POLARS])
@given(
    questions=st.lists(
        st.tuples(st.sampled_from(["PAK", "RUS", "IND"]), st.integers(2000, 2020)),
        min_size=8,
        max_size=8,
    )
)
@settings(max_examples=3, deadline=None)
def test_threads_get_what_one_would(
    small: Dataset,
    tmp_path_factory: pytest.TempPathFactory,
    form: str,
    questions: list[tuple[str, int]],
) -> None:
    table = opened(small, tmp_path_factory.mktemp("threads"), form)

    def ask(question: tuple[str, int]) -> Any:
        state, year = question
        asked = table.visits.by(state).since(year)
        return asked.bounds(), sorted(asked.ids), dict(asked.count("year"))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, questions)) == [ask(question) for question in questions]
