"""Two-valued formulas over the columns of a row, of which every predicate is a pair.

A three-valued predicate is "surely" and "may be", and in Kleene's logic each connective acts on
the pair. What is left is plain: tests of one column each, joined by and and or. A test says what
it answers where the column is null, so nothing in a formula is ever unknown, negation reaches
down to the tests, and an engine that filters by a formula filters as a person would have written.

Formulas are kept small as they are joined: tests of one column become one, what is said already
is left out, and what several terms have in common is said once, before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, Literal, TypeAlias

import attrs

__all__ = [
    "FALSE",
    "TRUE",
    "All",
    "Constant",
    "Formula",
    "Operator",
    "Some",
    "Test",
    "every",
    "knowing",
    "loosened",
    "negation",
    "some",
    "tests_of",
    "without",
]

Operator: TypeAlias = Literal["in", ">=", "<=", "match", "true", "null"]
Operand: TypeAlias = tuple[str, ...] | tuple[int, ...] | float | date | str | None


@attrs.frozen
class Constant:
    """TRUE or FALSE of every row."""

    value: bool


@attrs.frozen(cache_hash=True)
class Test:
    """One question to one column.

    Attributes:
        column: Name of the column.
        operator: ``"in"`` some values, ``">="`` or ``"<="`` a number or day, ``"match"`` a
            regular expression, ``"true"``; or ``"null"``, which nothing but null meets.
        operand: What the column is compared with.
        null: The answer where the column is null.
        negated: Whether the answer is turned round where it is not null.
        lowered: Whether the column is put into lower case first.
    """

    __test__ = False  # no test of pytest

    column: str
    operator: Operator
    operand: Operand = None
    null: bool = False
    negated: bool = False
    lowered: bool = False


@attrs.frozen(cache_hash=True)
class All:
    """TRUE where every term is."""

    terms: tuple[Formula, ...]


@attrs.frozen(cache_hash=True)
class Some:
    """TRUE where some term is."""

    terms: tuple[Formula, ...]


Formula: TypeAlias = Constant | Test | All | Some
TRUE, FALSE = Constant(value=True), Constant(value=False)


def every(*terms: Formula) -> Formula:
    """The conjunction, as small as it easily gets: its tests, then its choices."""
    parts = dict.fromkeys(_parts(terms))
    columns: dict[tuple[str, bool], list[Test]] = {}
    for part in parts:
        if isinstance(part, Test):
            columns.setdefault((part.column, part.lowered), []).append(part)
    tests = [test for asked in columns.values() for test in _merged(asked)]
    if FALSE in parts or FALSE in tests:
        return FALSE
    choices = [part for part in parts if isinstance(part, Some)]
    given = frozenset((*tests, *choices))
    left = [tuple(_given(term, given) for term in choice.terms) for choice in choices]
    changed = [terms != choice.terms for choice, terms in zip(choices, left, strict=True)]
    if any(changed):  # each by what is smaller than it; it may be a test now
        less = zip(choices, left, changed, strict=True)
        return every(*tests, *(some(*terms) if new else one for one, terms, new in less))
    choices = _telling(choices)
    shared, alone = _sharing(choices)
    if shared:
        return every(
            *tests,
            *alone,
            *(
                some(term, every(*(some(*_less(one, term)) for one in having)))
                for term, having in shared.items()
            ),
        )
    found = (*tests, *choices)
    if not found:
        return TRUE
    return All(found) if len(found) > 1 else found[0]


def _parts(terms: Iterable[Formula]) -> Iterator[Formula]:
    """The terms of a conjunction, those of its terms among them, without TRUE."""
    for term in terms:
        if isinstance(term, All):
            yield from term.terms
        elif term != TRUE:
            yield term


def _given(term: Formula, given: frozenset[Formula]) -> Formula:
    """What a term still says where some tests are met."""
    if isinstance(term, All):
        left = tuple(_given(part, given) for part in term.terms)
        return term if left == term.terms else every(*left)
    if term in given:
        return TRUE
    return FALSE if isinstance(term, Test) and negation(term) in given else term


def _telling(choices: Sequence[Some]) -> list[Some]:
    """The choices but for those that have all terms of another, which so say nothing more.

    Each is looked for by that term of it which the fewest have.
    """
    if len(choices) < 2:
        return list(choices)
    terms = {one: frozenset(one.terms) for one in choices}
    counted = Counter(term for held in terms.values() for term in held)
    rarest: dict[Formula, list[Some]] = {}
    for one in choices:
        rarest.setdefault(min(one.terms, key=counted.__getitem__), []).append(one)
    return [
        one
        for one in choices
        if not any(
            len(other.terms) < len(one.terms) and terms[other] < terms[one]
            for term in one.terms
            for other in rarest.get(term, ())
        )
    ]


def _sharing(choices: Sequence[Some]) -> tuple[dict[Formula, list[Some]], list[Some]]:
    """Choices by a term that several have, the most of all that it has; and those that share none.

    Each choice is with one term alone.
    """
    having: dict[Formula, list[Some]] = {}
    for one in choices:
        for term in one.terms:
            having.setdefault(term, []).append(one)
    left = dict.fromkeys(choices)
    shared: dict[Formula, list[Some]] = {}
    for term in sorted(having, key=lambda term: -len(having[term])):
        if len(having[term]) < 2:
            break
        among = [one for one in having[term] if one in left]
        if len(among) > 1:
            shared[term] = among
            for one in among:
                del left[one]
    return shared, list(left)


def _less(choice: Some, term: Formula) -> Iterator[Formula]:
    return (other for other in choice.terms if other != term)


def some(*terms: Formula) -> Formula:
    """The disjunction, as small as it easily gets."""
    return negation(every(*map(negation, terms)))


def negation(formula: Formula) -> Formula:
    """The formula that is TRUE exactly where this one is not."""
    match formula:
        case Constant(value):
            return Constant(not value)
        case All(terms):
            return Some(tuple(map(negation, terms)))
        case Some(terms):
            return All(tuple(map(negation, terms)))
        case Test():
            return Test(
                formula.column,
                formula.operator,
                formula.operand,
                not formula.null,
                not formula.negated,
                formula.lowered,
            )


def without(formula: Formula, other: Formula) -> Formula:
    """The formula where the other does not hold; what both say is said once."""
    shared = set(formula.terms) if isinstance(formula, All) else {formula}
    terms = other.terms if isinstance(other, All) else (other,)
    return every(formula, some(*(negation(term) for term in terms if term not in shared)))


def knowing(formula: Formula, blank: Collection[str]) -> Formula:
    """What a formula still says where some columns are known to be null in every row.

    Args:
        formula: Where something holds.
        blank: The columns.
    """
    match formula:
        case Test() if formula.column in blank:
            return Constant(formula.null)
        case All(terms):
            return every(*(knowing(term, blank) for term in terms))
        case Some(terms):
            return some(*(knowing(term, blank) for term in terms))
        case _:
            return formula


def tests_of(formula: Formula) -> Iterator[Test]:
    """Every test of a formula."""
    match formula:
        case Test():
            yield formula
        case All(terms) | Some(terms):
            for term in terms:
                yield from tests_of(term)
        case Constant():
            return


def loosened(formula: Formula) -> Formula:
    """A formula that is TRUE at least where this one is, and looks into no text.

    Few rows have lists or JSON, so that whether they have any leaves most rows out.

    Args:
        formula: Where something holds.
    """
    match formula:
        case All(terms):
            return every(*map(loosened, terms))
        case Some(terms):
            return some(*map(loosened, terms))
        case Test(operator="match"):
            return TRUE if formula.null else Test(formula.column, "null", negated=True)
        case _:
            return formula


# -- tests of one column ---------------------------------------------------------------------------


def _merged(asked: Sequence[Test]) -> list[Formula]:
    """The same as all of some tests of one column, in as few as they get."""
    first, null = asked[0], all(test.null for test in asked)
    asks: dict[tuple[Operator, bool], list[Any]] = {}
    for test in asked:
        asks.setdefault((test.operator, test.negated), []).append(test.operand)
    asks.pop(("null", True), None)  # says something of null alone
    found: list[Formula] = []
    for (operator, negated), operands in asks.items():
        opposed = set(operands) & set(asks.get((operator, not negated), ()))
        joined = () if operator == "null" or opposed else _joined(operator, negated, operands)
        if not joined:  # nothing but null is so
            return [attrs.evolve(_NULL, column=first.column) if null else FALSE]
        found += (Test(first.column, operator, o, null, negated, first.lowered) for o in joined)
    if found:
        return found
    return [TRUE if null else negation(attrs.evolve(_NULL, column=first.column))]


_NULL = Test("", "null", null=True)


def _joined(operator: Operator, negated: bool, operands: Sequence[Any]) -> Sequence[Any]:
    """The operands of few tests that say what a test of each says."""
    match operator:
        case ">=" | "<=":
            return [(max if (operator == ">=") is not negated else min)(operands)]
        case "match" if negated:
            return ["|".join(dict.fromkeys(operands))]
        case "in" if negated:
            return [tuple(dict.fromkeys(chain.from_iterable(operands)))]
        case "in":
            common = tuple(word for word in operands[0] if all(word in one for one in operands))
            return [common] if common else []
        case _:
            return list(dict.fromkeys(operands))
