"""The days of the rows of a series: every kind of time, and what is none."""

from __future__ import annotations

import pyarrow as pa
import pytest

from bilateral.dates.ordinals import day_text
from bilateral.errors import RecordError
from bilateral.panels.timed import days_of, step_of


@pytest.mark.parametrize(
    ("columns", "step", "days"),
    [
        ({"year": [2016]}, "year", ("2016-01-01", "2016-12-31")),
        ({"year": [2016.0]}, "year", ("2016-01-01", "2016-12-31")),
        ({"year": [2016], "month": [2]}, "month", ("2016-02-01", "2016-02-29")),
        ({"date": ["2016-02-03"]}, "day", ("2016-02-03", "2016-02-03")),
        ({"a": ["2016-02-03"], "b": ["2017-01-01"]}, "stretch", ("2016-02-03", "2017-01-01")),
        ({"a": [2014], "b": [2016]}, "stretch", ("2014-01-01", "2016-12-31")),
        ({"a": ["2014-05-01"], "b": [2016]}, "stretch", ("2014-05-01", "2016-12-31")),
        ({"a": [2014], "b": pa.array([None], pa.int64())}, "month", (None, None)),
        ({"a": ["2014-05-01"], "b": [None]}, "stretch", ("2014-05-01", "9999-12-31")),
        ({"year": pa.array([None], pa.int64())}, "year", (None, None)),
    ],
)
def test_days_of_a_row(
    columns: dict[str, list[object]], step: str, days: tuple[str | None, str | None]
) -> None:
    table = pa.table(columns)
    assert step_of(table, tuple(columns)) == step
    found = days_of(table, tuple(columns), step)
    assert tuple(c[0].as_py() and day_text(c[0].as_py()) for c in found) == days


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"year": [2016.5]}, "not a time"),
        ({"year": ["2010/11"]}, "not a time"),
        ({"year": [2016], "month": [13]}, "not a time"),
        ({"date": ["2016-13-01"]}, "not a time"),
        ({"a": ["2016-02-03"], "b": ["2016-01-01"]}, "an end before its beginning"),
        ({"a": ["2016-02-30"], "b": ["2017-01-01"]}, "not a time"),
    ],
)
def test_what_is_no_time_is_named(columns: dict[str, list[object]], problem: str) -> None:
    table = pa.table(columns)
    with pytest.raises(RecordError, match=problem):
        days_of(table, tuple(columns), step_of(table, tuple(columns)))


def test_three_columns_are_no_time() -> None:
    with pytest.raises(RecordError, match="columns of time"):
        step_of(pa.table({"a": [1], "b": [1], "c": [1]}), ("a", "b", "c"))
