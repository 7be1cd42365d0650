"""Questions to those who take part, and to places.

What is asked of the only participant of some roles, or of a single place, is answered in each
world of it. Of several, and where nobody is stated for a role that someone must take, each term is
answered by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from bilateral.logic import Truth, all_of, any_of
from bilateral.model.records import Participant, Place, Record, Role
from bilateral.query.aspects import (
    NO_WORDS,
    Aspect,
    Condition,
    Words,
    aspect_of,
    aspects_of,
    conditions_of,
    holds_where,
    is_met,
    one_word,
)
from bilateral.query.joining import Value, grouped
from bilateral.query.participation import NO_STATE, Cast, Known
from bilateral.query.predicates import Node, NumberOf, Takes, TakesPlace
from bilateral.query.terms import terms_of
from bilateral.query.values import OTHER

__all__ = [
    "aspect_truth",
    "by_participants",
    "condition_truth",
    "meets_truth",
    "place_truth",
    "places_of",
    "sure_roles",
    "takes_truth",
    "truth_of_one",
    "unstated_truth",
]

One = Participant | Place | None
"""A participant or place; None is a place of which nothing is known."""


# -- of one ----------------------------------------------------------------------------------------


def truth_of_one(tree: Node, one: One, record: Record, cast: Cast) -> Truth:
    """The answer of terms that all speak of one participant or place.

    Args:
        tree: Terms about it, joined in any way.
        one: Who or where it is.
        record: The record that has it.
        cast: The actors that it names.
    """
    aspects = aspects_of(tree)
    apart = [
        {aspect.met(words) for words in _worlds(aspect, one, record, cast)} for aspect in aspects
    ]
    answers = {holds_where(tree, frozenset().union(*met)) for met in product(*apart)}
    return Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN


def _worlds(aspect: Aspect, one: One, record: Record, cast: Cast) -> Iterator[Words]:
    """What an aspect of someone or of a place may have."""
    if aspect.name == "state":
        known = _states(one, record, cast)
        if known is None:
            known = (OTHER, NO_STATE, *cast.living(aspect.asked, record))
        for state in known or (NO_STATE,):
            yield NO_WORDS if state == NO_STATE else one_word(state)
    elif aspect.name == "named":
        yield one_word(OTHER) if isinstance(one, Participant) and one.is_named else NO_WORDS
    elif aspect.name == "sector" and isinstance(one, Participant):
        own = tuple(map(str, cast.sectors(one))) or (OTHER, *aspect.asked)
        yield from map(one_word, own)
        if of_rank := tuple(map(str, one.rank_sectors)):
            yield from (frozenset({word, further}) for word, further in product(own, of_rank))
    elif words := _words(one, aspect.name):
        yield from map(one_word, words)
    else:
        open_ = aspect.asked
        if isinstance(one, Participant):
            open_ = cast.may_be(aspect.name, open_, one, record)
        yield from map(one_word, (OTHER, *open_))


def _words(one: One, name: str) -> tuple[str, ...]:
    """What an attribute may be; nothing if nothing is known of it."""
    if isinstance(one, Participant):
        return tuple(map(str, one.known(name)))
    word = getattr(one, name, None)
    return () if word is None else (word,)


def _states(one: One, record: Record, cast: Cast) -> Known:
    if isinstance(one, Participant):
        return cast.states(one, record)
    return None if one is None else cast.places(one, record)


def condition_truth(condition: Condition, one: One, record: Record, cast: Cast) -> Truth:
    """Whether a participant or place meets one condition."""
    return aspect_truth(aspect_of(condition), one, record, cast)


def aspect_truth(aspect: Aspect, one: One, record: Record, cast: Cast) -> Truth:
    """Whether a participant or place meets the one condition that is asked of an aspect."""
    (condition,) = aspect.conditions
    answer: bool | None = None
    for words in _worlds(aspect, one, record, cast):
        met = is_met(condition, words)
        if answer is not None and met is not answer:
            return Truth.UNKNOWN
        answer = met
    return Truth.of(answer)


def meets_truth(term: Takes | TakesPlace, one: One, record: Record, cast: Cast) -> Truth:
    """Whether a participant or place meets every condition of a term, taken one by one."""
    return all_of(
        condition_truth(condition, one, record, cast) for condition in conditions_of(term)
    )


# -- of those who take part ------------------------------------------------------------------------


def by_participants(tree: Node, record: Record, cast: Cast) -> Node:
    """Terms about participants, those of one and the same joined.

    Args:
        tree: Terms about participants, joined in any way.
        record: The record.
        cast: The actors and sources that it names.

    Returns:
        A question in which the value ``("only", n)`` is the participant of that number.
    """
    asked = {term.roles for term in terms_of(tree) if isinstance(term, (Takes, NumberOf))}
    only = {roles: _only(roles, record, cast) for roles in asked}
    return _by_participants(tree, frozenset(only.items()))


def _only(roles: frozenset[Role], record: Record, cast: Cast) -> int | None:
    """Number of the only participant of some roles; None if there are others, or may be."""
    found = [n for n, participant in enumerate(record.seen) if participant.role in roles]
    alone = len(found) == 1 and roles.isdisjoint(cast.unstated(record))
    return found[0] if alone else None


@lru_cache(maxsize=1024)
def _by_participants(tree: Node, only: frozenset[tuple[frozenset[Role], int | None]]) -> Node:
    numbers = dict(only)

    def value_of(term: Node) -> Value | None:
        number = numbers[term.roles] if isinstance(term, (Takes, NumberOf)) else None
        return None if number is None else ("only", number)

    return grouped(tree, value_of)


def takes_truth(node: Takes, record: Record, cast: Cast) -> Truth:
    """Whether someone takes one of the roles and meets every condition."""
    if node.is_contradictory:
        return Truth.FALSE
    return unstated_truth(node, record, cast) | any_of(
        meets_truth(node, p, record, cast) for p in record.seen if p.role in node.roles
    )


def unstated_truth(node: Takes, record: Record, cast: Cast) -> Truth:
    """Whether someone whom no source states meets the conditions: nothing is known of him."""
    unstated = cast.unstated(record)
    if node.roles.isdisjoint(unstated):
        return Truth.FALSE
    for name, values in node.conditions:
        if name == "named" and values is True:
            return Truth.FALSE
        if name == "state" and not cast.living(values, record):  # type: ignore[arg-type]
            return Truth.FALSE
    surely = all(name == "named" for name, _ in node.conditions) and not unstated.isdisjoint(
        sure_roles(type(record), node.roles)
    )
    return Truth.of(surely or None)


def sure_roles(kind: type[Record], roles: frozenset[Role]) -> frozenset[Role]:
    """Those of some roles of which, if someone must take one, someone surely takes one of all.

    An alignment without a holder may have a party instead, so only both together are sure.
    """
    sides = [side for side in kind.sides if not side.isdisjoint(roles)]
    return frozenset(
        role
        for role in roles.intersection(*[frozenset().union(*sides)])
        if all(side <= roles for side in sides if role in side)
    )


# -- of places -------------------------------------------------------------------------------------


def places_of(record: Record, cast: Cast) -> tuple[Place | None, ...]:
    """The places of a record: where none is stated there is one, of which nothing is known."""
    if record.places or cast.lacks(record, "places"):
        return record.places
    return (None,)


def place_truth(node: TakesPlace, record: Record, cast: Cast) -> Truth:
    """Whether one of the places is so."""
    return any_of(meets_truth(node, place, record, cast) for place in places_of(record, cast))
