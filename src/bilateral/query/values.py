"""Questions to one word or one amount of a record, answered in each world.

What is known of such a value are alternatives: one, if it is stated and its sources agree. Of a
value that is not stated, every word that the question could tell apart is looked at, and one that
it names nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations, pairwise
from math import inf
from typing import assert_never

from bilateral.dates.relations import Span
from bilateral.logic import Truth
from bilateral.model.fields import fields_of
from bilateral.model.records import Lasting, Record
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.query.predicates import (
    AmountIs,
    And,
    Done,
    FieldContains,
    FieldIn,
    Node,
    Not,
    Or,
)

__all__ = [
    "DAYS",
    "NO_WORD",
    "OTHER",
    "SOME_TIME",
    "amount_holds",
    "amount_truth",
    "amounts_left",
    "amounts_of",
    "holds_of",
    "numbers_of",
    "truth_of_words",
    "word_when_open",
    "words_apart",
]

OTHER = "\x00"
"""A word that no question names."""
NO_WORD = ""
"""The word of a field of which the thing has none: no question names it or finds a text in it."""
DAYS = "days"
"""The unit of a duration that the date alone gives."""
SOME_TIME = (1, inf)
"""The days that what lasts for an unknown time lasts, at least and at most."""
_MOST_TEXTS = 6


def word_when_open(tree: Node, field: str, kind: type[Record]) -> Truth:
    """The answer of a question about one word to a record that does not state it.

    Args:
        tree: Terms about the field, joined in any way.
        field: Name of the field.
        kind: Kind of the record.
    """
    return truth_of_words(tree, words_apart(tree, fields_of(kind)[field].type), kind.counted)


def truth_of_words(tree: Node, words: Iterable[object], counted: Collection[str] | None) -> Truth:
    """The answer of a question about one word, such as a status or purpose.

    Args:
        tree: Terms about the field, joined in any way.
        words: The words, one of which is so.
        counted: Statuses in which the kind of the record counts as done; None for all.
    """
    answers = {holds_of(tree, word, counted) for word in words}
    return Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN


def holds_of(tree: Node, word: object, counted: Collection[str] | None) -> bool:
    """Whether a question about one word holds of a word.

    Args:
        tree: Terms about the field, joined in any way.
        word: The word.
        counted: Statuses in which the kind of the record counts as done; None for all.
    """
    match tree:
        case And(terms):
            return all(holds_of(term, word, counted) for term in terms)
        case Or(terms):
            return any(holds_of(term, word, counted) for term in terms)
        case Not(term):
            return not holds_of(term, word, counted)
        case Done():
            return counted is None or word in counted
        case FieldIn(_, values):
            return word in values
        case FieldContains(_, text):
            return text.casefold() in str(word).casefold()
    raise TypeError(f"no term about a word: {tree!r}")


def words_apart(tree: Node, kind: type) -> tuple[object, ...]:
    """Every word that a question could tell apart, and one that stands for all others and none.

    Args:
        tree: Terms about one field, joined in any way.
        kind: Type of the field.
    """
    if issubclass(kind, Vocabulary):
        return (*kind, OTHER)
    named: list[object] = []
    texts: list[str] = []
    for term in _terms(tree):
        if isinstance(term, FieldIn):
            named += term.values
        elif isinstance(term, FieldContains):
            texts.append(term.text)
    texts = list(dict.fromkeys(texts))[:_MOST_TEXTS]
    parts = chain.from_iterable(combinations(texts, n) for n in range(len(texts) + 1))
    return (*named, *(OTHER.join(chosen) or OTHER for chosen in parts))


def _terms(tree: Node) -> Iterator[Node]:
    match tree:
        case And(terms) | Or(terms):
            for term in terms:
                yield from _terms(term)
        case Not(term):
            yield from _terms(term)
        case _:
            yield tree


def amounts_of(field: str, record: Record) -> tuple[tuple[float, float], ...]:
    """What an amount may be, at least and at most, by each of its values.

    A duration that is not stated is what the date leaves of it, in days, of which there is one at
    least; of any other amount that is not stated nothing is known but that it is not negative.
    """
    seen = [value for value in record.values(field) if isinstance(value, Quantity)]
    if seen:
        return tuple((value.least, value.most) for value in seen)
    return amounts_left(field, record)


def amounts_left(field: str, record: Record) -> tuple[tuple[float, float], ...]:
    """What an amount may be of which nothing is stated, as by :func:`amounts_of`."""
    if field != "duration" or not isinstance(record, Lasting):
        return ((0, inf),)
    if record.extent is None:
        return (SOME_TIME,)
    return tuple(dict.fromkeys(map(_length, record.when)))


def _length(span: Span) -> tuple[float, float]:
    return max(span.shortest, 0) + 1, span.longest + 1


def amount_truth(tree: Node, amounts: Iterable[tuple[float, float]]) -> Truth:
    """The answer of a question about one amount.

    Args:
        tree: Terms about the amount, joined in any way.
        amounts: Least and most of each of its values, one of which is so; any real number
            between them is possible.
    """
    numbers = sorted(set(numbers_of(tree)))
    answers = {
        amount_holds(tree, number)
        for least, most in amounts
        for number in _samples(least, most, numbers)
    }
    return Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN


def _samples(least: float, most: float, numbers: list[float]) -> Iterator[float]:
    """Numbers from least to most, one of each stretch that the question can tell apart."""
    inside = [number for number in numbers if least < number < most]
    far = max([least, *numbers]) + 1 if most == inf else most
    points = [least, *inside, far]
    yield from points
    for one, other in pairwise(points):
        yield (one + other) / 2


def numbers_of(tree: Node) -> Iterator[float]:
    """The numbers that a question about an amount names."""
    for term in _terms(tree):
        if isinstance(term, AmountIs):
            yield float(term.number)


def amount_holds(tree: Node, number: float) -> bool:
    """Whether a question about one amount holds of a number."""
    match tree:
        case And(terms):
            return all(amount_holds(term, number) for term in terms)
        case Or(terms):
            return any(amount_holds(term, number) for term in terms)
        case Not(term):
            return not amount_holds(term, number)
        case AmountIs(_, relation, asked):
            match relation:
                case ">=":
                    return number >= asked
                case "<=":
                    return number <= asked
                case "==":
                    return number == asked
            assert_never(relation)
    raise TypeError(f"no term about an amount: {tree!r}")
