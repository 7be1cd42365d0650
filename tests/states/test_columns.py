"""Lists and columns of values, of each library."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from bilateral.errors import RecordError, StateNameError
from bilateral.states.columns import cells_of, column_like, each


def test_cells_of_a_list() -> None:
    assert cells_of([1, 2.0, 2.5, "", " ", "x", None, float("nan")]) == [
        1, 2, 2.5, None, None, "x", None, None
    ]  # fmt: skip
    assert cells_of(("a",)) == ["a"]
    for one in ("PAK", 7, None, {"a": 1}):
        assert cells_of(one) is None


def test_a_column_of_arrow_comes_back() -> None:
    column = pa.chunked_array([pa.array([2, None]), pa.array([365])])
    assert cells_of(column) == [2, None, 365]
    assert column_like(column, ["USA", None, "SUN"]).type == pa.string()
    assert column_like(column, [2, None, 365]).type == pa.int64()
    assert isinstance(column_like(column, [None]), pa.ChunkedArray)
    assert isinstance(column_like(column.chunk(0), ["USA"]), pa.StringArray)


@pytest.mark.needs("polars")
def test_a_series_of_polars_comes_back() -> None:
    import polars as pl

    column = pl.Series("code", [2, None, 365])
    assert cells_of(column) == [2, None, 365]
    made = column_like(column, [None, None, None])
    assert made.name == "code"
    assert made.dtype == pl.String
    assert column_like(column, [2, None]).dtype == pl.Int64


@pytest.mark.needs("pandas")
@pytest.mark.parametrize("kind", ["float64", "Int64", "object"])
def test_a_series_of_pandas_comes_back(kind: str) -> None:
    import pandas as pd

    column = pd.Series([2, None, 365], index=["a", "b", "c"], name="code").astype(kind)
    assert cells_of(column) == [2, None, 365]
    made = column_like(column, ["USA", None, "SUN"])
    assert (made.name, list(made.index), made.isna().tolist()) == (
        "code", ["a", "b", "c"], [False, True, False]
    )  # fmt: skip


def test_a_question_is_asked_once_for_each_value_and_day() -> None:
    asked: list[tuple[Any, Any]] = []

    def one(value: str, day: int) -> str:
        asked.append((value, day))
        return f"{value}{day}"

    assert each(["a", None, "a", "a"], [1, 1, 1, 2], one, strict=True) == ["a1", None, "a1", "a2"]
    assert asked == [("a", 1), ("a", 2)]
    with pytest.raises(RecordError, match="not as many dates as names"):
        each(["a", "b"], [1], one, strict=True)


def test_values_that_are_refused_are_named() -> None:
    def one(value: str, _day: None) -> str:
        raise StateNameError("no state of that name", found=value)

    with pytest.raises(StateNameError, match="with 2 such values: a, b: found 'a'"):
        each(["a", "b", "a"], None, one, strict=True)
    assert each(["a", None], None, one, strict=False) == [None, None]
