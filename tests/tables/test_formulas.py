"""Formulas: their algebra, and the patterns that find an object in JSON."""

from __future__ import annotations

import json
import re
from itertools import product

from hypothesis import given, strategies as st

from bilateral.tables.formulas import (
    FALSE,
    TRUE,
    All,
    Allowed,
    Constant,
    Formula,
    Some,
    Test as ColumnTest,
    every,
    json_pattern,
    negation,
    no_word_of,
    quoted,
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


@given(st.text(), st.text())
def test_a_quoted_text_matches_itself_alone(text: str, other: str) -> None:
    assert re.fullmatch(quoted(text), text)
    assert bool(re.fullmatch(quoted(text), other)) is (text == other)


VALUES = st.none() | st.text(alphabet='a"\\,{}[]:|é', max_size=4)
RULES = st.builds(
    Allowed, st.none() | st.frozensets(VALUES.filter(bool).map(str), max_size=2), st.booleans()
)


@given(
    st.lists(st.fixed_dictionaries({"x": VALUES, "y": VALUES, "z": VALUES}), max_size=3),
    st.dictionaries(st.sampled_from("xyz"), RULES),
)
def test_a_pattern_finds_the_objects_that_are_allowed(
    objects: list[dict[str, str | None]], allowed: dict[str, Allowed]
) -> None:
    stated = [{name: value for name, value in one.items() if value is not None} for one in objects]
    text = json.dumps(stated, ensure_ascii=False, separators=(",", ":"))

    def fits(one: dict[str, str]) -> bool:
        return all(
            rule.absent if name not in one else rule.values is None or one[name] in rule.values
            for name, rule in allowed.items()
        )

    pattern = json_pattern("xyz", allowed)
    found = pattern is not None and re.search(pattern, text) is not None
    assert found is any(map(fits, stated))


@given(RULES, RULES, VALUES)
def test_what_two_rules_allow_both_do(one: Allowed, other: Allowed, value: str | None) -> None:
    def allows(rule: Allowed) -> bool:
        return rule.absent if value is None else rule.values is None or value in rule.values

    assert allows(one & other) is (allows(one) and allows(other))


def test_rules_as_tests_of_a_column() -> None:
    assert Allowed().test("x") == TRUE
    assert Allowed(frozenset(), absent=False).test("x") == FALSE
    assert Allowed(frozenset({"b", "a"})).test("x") == ColumnTest("x", "in", ("a", "b"), null=True)
    assert Allowed(frozenset()).test("x") == ColumnTest("x", "null", null=True)
    assert Allowed(absent=False).test("x") == ColumnTest("x", "null", negated=True)


words = st.text("PAKX-.[\\^]\N{LATIN SMALL LETTER SHARP S}", min_size=1, max_size=4)


@given(st.lists(words, max_size=5), words)
def test_a_text_is_none_of_some_words(excluded: list[str], text: str) -> None:
    pattern = no_word_of(excluded)
    for asked in {text, *excluded, *(word[:-1] for word in excluded), *(f"{w}X" for w in excluded)}:
        assert bool(re.fullmatch(pattern, asked)) is (asked not in excluded and asked != "")
    assert not re.fullmatch(pattern, f"{text}|")
    assert not re.fullmatch(pattern, f'{text}"')
