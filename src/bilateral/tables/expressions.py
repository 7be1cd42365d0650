"""Formulas as narwhals expressions, which speak to every engine; no value becomes text of SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw

from bilateral.tables.formulas import TRUE, All, Constant, Formula, Some, Test, loosened

__all__ = ["expression", "filtered"]


def expression(formula: Formula) -> nw.Expr:
    """The narwhals expression of a formula, to filter rows by; null counts as FALSE.

    Args:
        formula: Where something holds.
    """
    match formula:
        case Constant(value):  # of the length of the frame, as a literal is not
            unnamed = nw.col("id").is_null()
            return ~unnamed if value else unnamed
        case All(terms):
            return nw.all_horizontal(*map(expression, terms), ignore_nulls=False)
        case Some(terms):
            return nw.any_horizontal(*map(expression, terms), ignore_nulls=False)
        case Test():
            return _test(formula)


def filtered(frame: nw.LazyFrame[Any], formula: Formula) -> nw.LazyFrame[Any]:
    """The rows where a formula holds.

    Texts are looked into where the rest of a formula holds, since few rows have lists or JSON.
    Polars puts all parts of a filter to all rows, but for what is behind a slice.

    Args:
        frame: Some rows.
        formula: Where something holds.
    """
    if formula == TRUE:
        return frame
    loose = loosened(formula)
    if loose in (formula, TRUE):
        return frame.filter(expression(formula))
    if frame.implementation.is_polars():
        few = nw.to_native(frame.filter(expression(loose))).slice(0)
        frame = nw.from_native(few)
        return frame.filter(expression(formula))
    return frame.filter(expression(loose) & expression(formula))


def _test(test: Test) -> nw.Expr:
    column: nw.Expr = nw.col(test.column)
    if test.operator == "null":
        return column.is_null() if test.null else ~column.is_null()
    answer = _answer(column, test)
    if test.negated:
        answer = ~answer
    return answer | column.is_null() if test.null else answer


def _answer(column: nw.Expr, test: Test) -> nw.Expr:
    answer: nw.Expr
    match test.operator, test.operand:
        case "in", (only,):
            return column == only
        case "in", tuple(values):
            return column.is_in(values)
        case ">=", bound:
            answer = column >= _comparable(bound)
            return answer
        case "<=", bound:
            answer = column <= _comparable(bound)
            return answer
        case "match", str(pattern):
            text = column.cast(nw.String)  # lists may be coded in memory
            return (text.str.to_lowercase() if test.lowered else text).str.contains(pattern)
        case "true", None:
            return column
    raise TypeError(f"a test that no column can be put to: {test}")


class _Day(date):
    """A day of a year before 1000, whose zeros PySpark would leave out."""

    def strftime(self, format: str) -> str:  # noqa: ARG002 - there is one that PySpark asks for
        return self.isoformat()


def _comparable(bound: Any) -> Any:  # whatever an engine compares with
    early = isinstance(bound, date) and bound.year < 1000
    return _Day.fromordinal(bound.toordinal()) if early else bound
