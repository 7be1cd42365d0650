"""Formulas answered in Python for one row, by which tests hold them to the objects."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilateral.tables.formulas import All, Constant, Formula, Some, Test


def holds(formula: Formula, row: Mapping[str, object]) -> bool:
    """Whether a formula holds of a row, of which a column that is left out is null."""
    match formula:
        case Constant(value):
            return value
        case All(terms):
            return all(holds(term, row) for term in terms)
        case Some(terms):
            return any(holds(term, row) for term in terms)
        case Test():
            return _test_holds(formula, row.get(formula.column))


def _test_holds(test: Test, value: object) -> bool:
    if value is None:
        return test.null
    return _answer(test, value) is not test.negated


def _answer(test: Test, value: object) -> bool:
    operand = test.operand
    match test.operator:
        case "in":
            assert isinstance(operand, tuple)
            return value in operand
        case ">=":
            return bool(value >= operand)  # type: ignore[operator]
        case "<=":
            return bool(value <= operand)  # type: ignore[operator]
        case "match":
            text = str(value).lower() if test.lowered else str(value)
            return re.search(str(operand), text) is not None
        case "true":
            return bool(value)
        case "null":
            return False
