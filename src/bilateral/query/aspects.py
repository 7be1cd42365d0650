"""What a question tells apart of one participant or of one place.

Such a question asks of aspects: the state, the sector, the person. In a world each aspect has some
words, chosen independently of the other aspects: mostly one, none of who acts for no state, two of
an officer whose rank adds a sector to that of his office. The words that a question names part all
that there could be into a few, so that every world is looked at by looking at those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from math import prod
from typing import TypeAlias

import attrs

from bilateral.query.predicates import And, Node, Not, NumberOf, Or, Takes, TakesPlace
from bilateral.query.terms import terms_of
from bilateral.query.values import OTHER

__all__ = [
    "NO_WORDS",
    "Aspect",
    "Condition",
    "Words",
    "aspect_name",
    "aspect_of",
    "aspects_of",
    "conditions_of",
    "holds_where",
    "is_entangled",
    "is_met",
    "one_word",
]

Condition: TypeAlias = "tuple[str, tuple[str, ...] | bool]"
"""What is asked of an aspect: to have one of some words, or whether it has any."""
Words: TypeAlias = "frozenset[str]"
"""The words that an aspect has in one world."""

NO_WORDS: Words = frozenset()
_MOST_ROLES = 4
_MOST_CONDITIONS = 64
_MOST_WORLDS = 1024  # of a question that tells more apart, each term is answered by itself


def one_word(word: str) -> Words:
    """A world in which an aspect has this word alone."""
    return frozenset({word})


@attrs.frozen
class Aspect:
    """An aspect of a participant or place, and all that a question asks of it.

    Attributes:
        name: Its name: that of the attribute, or ``"named"``.
        conditions: What is asked of it.
        asked: The words that are asked for (derived).
    """

    name: str
    conditions: tuple[Condition, ...]

    asked: tuple[str, ...] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        lists = [values for _, values in self.conditions if not isinstance(values, bool)]
        words = tuple(dict.fromkeys(word for values in lists for word in values))
        object.__setattr__(self, "asked", words)

    def met(self, words: Words) -> frozenset[Condition]:
        """The conditions that hold where the aspect has these words."""
        return frozenset(condition for condition in self.conditions if is_met(condition, words))

    def worlds(self) -> Iterator[Words]:
        """All that the aspect could have, as far as the question tells it apart."""
        if self.name == "named":
            yield from (one_word(OTHER), NO_WORDS)
            return
        every = (*self.asked, OTHER)
        yield from map(one_word, every)
        if self.name == "sector":
            yield from map(frozenset, combinations(every, 2))
        else:
            yield NO_WORDS


def is_met(condition: Condition, words: Words) -> bool:
    """Whether an aspect that has these words meets a condition."""
    name, values = condition
    if name == "other_than":
        return bool(words) and not isinstance(values, bool) and words.isdisjoint(values)
    if isinstance(values, bool):
        return bool(words) is (values if name == "named" else not values)  # else stateless
    return not words.isdisjoint(values)


def aspect_name(condition: Condition) -> str:
    """The aspect that a condition asks of."""
    return "state" if condition[0] in ("stateless", "other_than") else condition[0]


def aspect_of(condition: Condition) -> Aspect:
    """The aspect that a condition asks of, with nothing else asked."""
    return Aspect(aspect_name(condition), (condition,))


def conditions_of(term: Node) -> tuple[Condition, ...]:
    """What a term asks of one participant or place."""
    match term:
        case Takes(_, conditions):
            return conditions
        case TakesPlace(names, states):
            asked = (("name", names), ("state", states))
            return tuple(condition for condition in asked if condition[1])
        case _:
            return ()


@lru_cache(maxsize=1024)
def aspects_of(tree: Node) -> tuple[Aspect, ...]:
    """The aspects that a question asks of one participant or place.

    Args:
        tree: Terms about it, joined in any way.

    Example:
        >>> from bilateral import q
        >>> officer = q.visitor(state="PAK", sector="military")
        >>> [aspect.name for aspect in aspects_of(officer & ~q.visitor(stateless=True))]
        ['state', 'sector']
    """
    found: dict[str, dict[Condition, None]] = {}
    for term in terms_of(tree):
        for condition in conditions_of(term):
            found.setdefault(aspect_name(condition), {})[condition] = None
    return tuple(Aspect(name, tuple(conditions)) for name, conditions in found.items())


def holds_where(tree: Node, met: frozenset[Condition]) -> bool:
    """Whether a question holds of the one participant or place that meets these conditions.

    Args:
        tree: Terms about it, joined in any way.
        met: The conditions that it meets; it meets no other.
    """
    match tree:
        case And(terms):
            return all(holds_where(term, met) for term in terms)
        case Or(terms):
            return any(holds_where(term, met) for term in terms)
        case Not(term):
            return not holds_where(term, met)
        case NumberOf(_, least):
            return least <= 1
        case _:
            return met.issuperset(conditions_of(tree))


def is_entangled(tree: Node) -> bool:
    """Whether a question has to be answered together, and is not too large for it.

    Kleene's connectives are exact where no aspect is asked of twice, since aspects are
    independent.
    """
    terms = list(terms_of(tree))
    asked = [condition for term in terms for condition in conditions_of(term)]
    roles = {term.roles for term in terms if isinstance(term, (Takes, NumberOf))}
    times = Counter(map(aspect_name, asked))
    if max(times.values(), default=0) < 2:
        return False
    if len(set(asked)) > _MOST_CONDITIONS or len(roles) > _MOST_ROLES:
        return False
    apart = [{aspect.met(words) for words in aspect.worlds()} for aspect in aspects_of(tree)]
    return prod(map(len, apart)) <= _MOST_WORLDS
