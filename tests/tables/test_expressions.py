"""Formulas as expressions: rows that a formula holds of are those that are left."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import pytest

from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import (
    FALSE,
    TRUE,
    Formula,
    Test as ColumnTest,
    every,
    negation,
    some,
)

ROWS = {
    "id": ["a", "b", "c"],
    "word": ["Moscow", "moscow (city)", None],
    "number": [1.5, 3.0, None],
    "day": [date(900, 1, 1), date(2016, 5, 1), None],
    "truth": [True, False, None],
}
WORD = ColumnTest("word", "in", ("Moscow",))


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        (TRUE, "abc"),
        (FALSE, ""),
        (WORD, "a"),
        (ColumnTest("word", "in", ("Moscow", "x"), null=True), "ac"),
        (negation(WORD), "bc"),
        (ColumnTest("word", "in", ("Moscow",), negated=True), "b"),
        (ColumnTest("word", "match", "moscow"), "b"),
        (ColumnTest("word", "match", r"^moscow", lowered=True), "ab"),
        (ColumnTest("number", ">=", 1.5), "ab"),
        (ColumnTest("number", "<=", 1.5, null=True), "ac"),
        (ColumnTest("day", ">=", date(2016, 5, 1)), "b"),
        (ColumnTest("day", "<=", date(900, 1, 1)), "a"),
        (ColumnTest("truth", "true"), "a"),
        (negation(ColumnTest("truth", "true")), "bc"),
        (ColumnTest("word", "null", null=True), "c"),
        (ColumnTest("word", "null", negated=True), "ab"),
        (every(ColumnTest("number", ">=", 1), negation(WORD)), "b"),
        (some(WORD, ColumnTest("word", "null", null=True)), "ac"),
    ],
)
@pytest.mark.parametrize(
    "library", ["pyarrow", pytest.param("polars", marks=pytest.mark.needs("polars"))]
)
def test_rows_that_a_formula_leaves(formula: Formula, left: str, library: Any) -> None:
    frame = nw.from_dict(ROWS, backend=library).lazy()
    assert filtered(frame, formula).collect("pyarrow")["id"].to_list() == list(left)
    kept = frame.select("id", held=expression(formula)).collect("pyarrow")
    assert [r["id"] for r in kept.rows(named=True) if r["held"]] == list(left)


def test_what_no_column_can_answer_raises_before_anything_runs() -> None:
    with pytest.raises(TypeError, match="no column"):
        expression(ColumnTest("id", "match", 3))
