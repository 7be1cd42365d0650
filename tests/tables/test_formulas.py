"""Formulas: their algebra."""

from __future__ import annotations

from itertools import product

from hypothesis import given, strategies as st

from bilateral.tables.formulas import (
    FALSE,
    TRUE,
    All,
    Constant,
    Formula,
    Some,
    Test as ColumnTest,
    every,
    negation,
    some,
    tests_of as columns_asked,
    without,
)

A, B, C = (ColumnTest(name, "true") for name in "abc")
leaves = st.sampled_from([A, B, C, negation(A), TRUE, FALSE])
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda terms: every(*terms)),
        st.lists(inner, max_size=3).map(lambda terms: some(*terms)),
        inner.map(negation),
    ),
    max_leaves=8,
)


def holds(formula: Formula, row: dict[str, bool | None]) -> bool:
    match formula:
        case Constant(value):
            return value
        case All(terms):
            return all(holds(term, row) for term in terms)
        case Some(terms):
            return any(holds(term, row) for term in terms)
        case ColumnTest(column):
            cell = row[column]
            return formula.null if cell is None else cell is not formula.negated


def rows() -> list[dict[str, bool | None]]:
    return [
        dict(zip("abc", cells, strict=True)) for cells in product((True, False, None), repeat=3)
    ]


@given(formulas, formulas)
def test_the_algebra_is_that_of_two_values(one: Formula, other: Formula) -> None:
    for row in rows():
        first, second = holds(one, row), holds(other, row)
        assert holds(every(one, other), row) is (first and second)
        assert holds(some(one, other), row) is (first or second)
        assert holds(negation(one), row) is not first
        assert holds(without(one, other), row) is (first and not second)


@given(formulas)
def test_constants_and_repetitions_are_left_out(formula: Formula) -> None:
    assert negation(negation(formula)) == formula
    assert every(formula, TRUE, formula) == formula == some(FALSE, formula)
    assert every(formula, FALSE) == FALSE
    assert some(TRUE, formula) == TRUE
    assert {test.column for test in columns_asked(formula)} <= set("abc")
    assert (every(), some()) == (TRUE, FALSE)
