"""Formulas: their algebra."""

from __future__ import annotations

import sys
from itertools import product

import attrs
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
    knowing,
    loosened,
    negation,
    some,
    tests_of as columns_asked,
    without,
)
from tests.tables.rowwise import holds as row_holds

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


@given(formulas, st.sets(st.sampled_from("abc")))
def test_what_is_known_to_be_null_need_not_be_asked(formula: Formula, blank: set[str]) -> None:
    left = knowing(formula, blank)
    assert blank.isdisjoint(test.column for test in columns_asked(left))
    for row in rows():
        if all(row[name] is None for name in blank):
            assert holds(left, row) is holds(formula, row)


@given(formulas)
def test_constants_and_repetitions_are_left_out(formula: Formula) -> None:
    assert negation(negation(formula)) == formula
    assert every(formula, TRUE, formula) == formula == some(FALSE, formula)
    assert every(formula, FALSE) == FALSE
    assert some(TRUE, formula) == TRUE
    assert {test.column for test in columns_asked(formula)} <= set("abc")
    assert (every(), some()) == (TRUE, FALSE)


COLUMN = st.builds(
    ColumnTest,
    st.just("n"),
    st.sampled_from([">=", "<="]),
    st.integers(0, 4),
    null=st.booleans(),
    negated=st.booleans(),
) | st.builds(
    ColumnTest,
    st.just("n"),
    st.just("in"),
    st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True).map(tuple),
    null=st.booleans(),
    negated=st.booleans(),
)
NOTHING = st.builds(
    ColumnTest,
    st.sampled_from("nw"),
    st.just("null"),
    null=st.booleans(),
    negated=st.booleans(),
)
WORD = st.builds(
    ColumnTest,
    st.just("w"),
    st.just("match"),
    st.sampled_from(["a", "b", "^a", "b$", "a|c"]),
    null=st.booleans(),
    negated=st.booleans(),
)
of_columns = st.recursive(
    COLUMN | WORD | NOTHING,
    lambda inner: st.builds(
        lambda join, terms: join(*terms),
        st.sampled_from([every, some]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(of_columns, max_size=4))
def test_tests_of_one_column_are_put_together(terms: list[Formula]) -> None:
    together, either = every(*terms), some(*terms)
    for number, word in product((None, 0, 1, 2, 3, 4), (None, "", "a", "ab", "ba", "c")):
        row = {"n": number, "w": word}
        answers = [row_holds(term, row) for term in terms]
        assert row_holds(together, row) is all(answers)
        assert row_holds(either, row) is any(answers)
    assert every(together) == together
    assert some(either) == either
    for formula in (together, either):
        assert negation(negation(formula)) == formula
        assert len(list(columns_asked(formula))) <= sum(
            len(list(columns_asked(term))) for term in terms
        )


@given(of_columns)
def test_a_loosened_formula_looks_into_no_text_and_leaves_nothing_out(formula: Formula) -> None:
    loose = loosened(formula)
    assert not any(test.operator == "match" for test in columns_asked(loose))
    for number, word in product((None, 0, 1, 2, 3, 4), (None, "", "a", "ab", "ba", "c")):
        row = {"n": number, "w": word}
        assert row_holds(loose, row) or not row_holds(formula, row)


def test_what_is_said_is_said_once() -> None:
    from_two, to_three = ColumnTest("n", ">=", 2), ColumnTest("n", "<=", 3, null=True)
    assert every(ColumnTest("n", ">=", 1), from_two) == from_two
    assert some(ColumnTest("n", ">=", 1), from_two) == ColumnTest("n", ">=", 1)
    assert every(from_two, to_three) == All((from_two, attrs.evolve(to_three, null=False)))
    one, other = ColumnTest("w", "match", "a"), ColumnTest("w", "match", "b")
    assert some(one, other) == ColumnTest("w", "match", "a|b")
    assert every(one, other) == All((one, other))
    null = ColumnTest("w", "null", null=True)
    assert some(null, one) == attrs.evolve(one, null=True)
    assert every(null, one) == FALSE
    assert every(A, some(A, B)) == A == some(A, every(A, B))
    assert every(A, some(negation(A), B)) == All((A, B))
    assert some(every(A, B), every(A, C)) == All((A, Some((B, C))))


def test_the_work_of_joining_choices_grows_with_their_number() -> None:
    def calls(number: int) -> int:
        parts = [
            every(ColumnTest("t", "in", (f"t{n}",)), some(A, ColumnTest("w", "in", (f"w{n % 9}",))))
            for n in range(number)
        ]
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            some(*parts)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(400) < 2.5 * calls(200)
