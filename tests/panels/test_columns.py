"""Columns: the SQL of bounds and truths."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from bilateral.errors import BilateralError
from bilateral.panels.columns import Column, bound_sql


@pytest.mark.parametrize(
    ("low", "high", "covered", "number", "truth"),
    [
        (1, 1, "true", (1, 1, 1), True),
        (0, 2, "true", (None, 0, 2), None),
        (1, 2, "false", (None, 1, None), True),
        (None, None, "true", (0, 0, 0), False),
        (None, None, "false", (None, 0, None), None),
        (0, "'inf'::DOUBLE", "true", (None, 0, None), None),
    ],
)
def test_bounds(low: Any, high: Any, covered: str, number: tuple[Any, ...], truth: Any) -> None:
    said = [("NULL" if value is None else value) for value in (low, high)]
    source = f"(SELECT {said[0]}::BIGINT AS low, {said[1]}::DOUBLE AS high) c"
    made = bound_sql("x", covered, sort="count")
    assert duckdb.connect().sql(f"SELECT {made} FROM {source}").fetchall() == [number]
    made = bound_sql("x", covered, sort="truth")
    assert duckdb.connect().sql(f"SELECT {made} FROM {source}").fetchall() == [(truth,)]


def test_a_change_of_unit_is_named() -> None:
    Column("x", ("x",), "series", "x").whole("a lag")
    with pytest.raises(BilateralError, match="a lag over a change of unit"):
        Column("x", ("x",), "series", "x", unit="a, b", breaks=(2000,)).whole("a lag")
