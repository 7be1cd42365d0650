"""Two-valued formulas over the columns of a row, of which every predicate is a pair.

A three-valued predicate is "surely" and "may be", and in Kleene's logic each connective acts on
the pair. What is left is plain: tests of one column each, joined by and and or. A test says what
it answers where the column is null, so nothing in a formula is ever unknown, negation reaches
down to the tests, and an engine that filters by a formula filters as a person would have written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

import attrs

__all__ = [
    "FALSE",
    "TRUE",
    "All",
    "Allowed",
    "Constant",
    "Formula",
    "Operator",
    "Some",
    "Test",
    "every",
    "json_pattern",
    "negation",
    "no_word_of",
    "quoted",
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


@attrs.frozen
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


@attrs.frozen
class All:
    """TRUE where every term is."""

    terms: tuple[Formula, ...]


@attrs.frozen
class Some:
    """TRUE where some term is."""

    terms: tuple[Formula, ...]


Formula: TypeAlias = Constant | Test | All | Some
TRUE, FALSE = Constant(value=True), Constant(value=False)


def every(*terms: Formula) -> Formula:
    """The conjunction, with constants and repetitions left out."""
    return _joined(terms, All, TRUE, FALSE)


def some(*terms: Formula) -> Formula:
    """The disjunction, with constants and repetitions left out."""
    return _joined(terms, Some, FALSE, TRUE)


def _joined(
    terms: Iterable[Formula], kind: type[All | Some], neutral: Constant, final: Constant
) -> Formula:
    left: dict[Formula, None] = {}
    for term in terms:
        for part in term.terms if isinstance(term, kind) else (term,):
            if part == final:
                return final
            if part != neutral:
                left[part] = None
    if not left:
        return neutral
    return kind(tuple(left)) if len(left) > 1 else next(iter(left))


def negation(formula: Formula) -> Formula:
    """The formula that is TRUE exactly where this one is not."""
    match formula:
        case Constant(value):
            return Constant(not value)
        case All(terms):
            return some(*map(negation, terms))
        case Some(terms):
            return every(*map(negation, terms))
        case Test():
            return attrs.evolve(formula, null=not formula.null, negated=not formula.negated)


def without(formula: Formula, other: Formula) -> Formula:
    """The formula where the other does not hold; what both say is said once."""
    shared = set(formula.terms) if isinstance(formula, All) else {formula}
    terms = other.terms if isinstance(other, All) else (other,)
    return every(formula, some(*(negation(term) for term in terms if term not in shared)))


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


# -- what a nested value may be, as tests of flat columns and as a pattern of JSON ----------------


@attrs.frozen
class Allowed:
    """What one attribute of a participant, place or citation may be.

    Attributes:
        values: The values it may have; None for any.
        absent: Whether it may be missing.
        pattern: Regular expression of the whole text, of what no list of values can say.
    """

    values: frozenset[str] | None = None
    absent: bool = True
    pattern: str | None = None

    def __and__(self, other: Allowed) -> Allowed:
        if self.values is None or other.values is None:
            values = other.values if self.values is None else self.values
        else:
            values = self.values & other.values
        return Allowed(values, self.absent and other.absent, self.pattern or other.pattern)

    def test(self, column: str) -> Formula:
        """The same as a test of a flat column."""
        if self.pattern is not None:
            return Test(column, "match", f"^{self.pattern}$", null=self.absent)
        if self.values is None:
            return TRUE if self.absent else Test(column, "null", negated=True, null=False)
        if not self.values:
            return Test(column, "null", null=True) if self.absent else FALSE
        return Test(column, "in", tuple(sorted(self.values)), null=self.absent)


def quoted(text: str) -> str:
    """A text as a regular expression that matches it alone, in every engine's dialect."""
    return re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", text)


def no_word_of(words: Iterable[str]) -> str:
    """A regular expression of a text within bars or quotation marks that is none of some words.

    No engine's dialect can say so of a whole word, so it is said letter by letter.

    Args:
        words: Words without bars and quotation marks.

    Example:
        >>> no_word_of(["UK"])
        '(?:[^"|U][^"|]*|U(?:[^"|K][^"|]*|K(?:[^"|][^"|]*))?)'
    """
    return _without(frozenset(words) | {""})


def _without(words: frozenset[str]) -> str:
    tails: dict[str, set[str]] = {}
    for word in filter(None, words):
        tails.setdefault(word[0], set()).add(word[1:])
    letters = "".join(rf"\{letter}" if letter in r"-^\[]" else letter for letter in sorted(tails))
    ways = [rf'[^"|{letters}][^"|]*']
    ways += [quoted(letter) + _without(frozenset(tails[letter])) for letter in sorted(tails)]
    return f"(?:{'|'.join(ways)}){'' if '' in words else '?'}"


_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'


def json_pattern(keys: Iterable[str], allowed: Mapping[str, Allowed]) -> str | None:
    """A regular expression that finds an object of a JSON list by its attributes.

    The objects hold texts under keys in a known order, those that are missing left out. No text
    can be taken for structure, since JSON escapes its quotation marks.

    Args:
        keys: All keys in their order.
        allowed: What some of them may be.

    Returns:
        The expression, or None where nothing can match.
    """
    order = list(keys)
    last = max((order.index(key) for key in allowed), default=-1)
    pattern = r"[\[,]\{"
    for index, key in enumerate(order[: last + 1]):
        rule = allowed.get(key, Allowed())
        comma = ",?" if index else ""
        if rule.pattern is not None:
            value = f'"{rule.pattern}"'
        elif rule.values is None:
            value = _STRING
        elif rule.values:
            words = "|".join(quoted(json.dumps(v, ensure_ascii=False)) for v in sorted(rule.values))
            value = f"(?:{words})"
        elif rule.absent:
            continue
        else:
            return None
        item = f'{comma}"{key}":{value}'
        pattern += f"(?:{item})?" if rule.absent else item
    rest = order[last + 1 :]
    end = "|".join([r"\}", f',?"(?:{"|".join(rest)})":']) if rest else r"\}"
    return f"{pattern}(?:{end})"
