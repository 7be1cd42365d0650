"""Terms about one participant or one place of a row, answered together.

Where a row says that someone is the only one of the roles asked, or that a place is the only one,
what several terms ask of it is one question to its aspects, which are independent: it may hold if
for some words that the aspects may have it does, and it surely holds if it may not fail. What an
aspect may have is the question of a single term, so nothing here looks into a row but to see who
is alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from bilateral.model.actors import Sector
from bilateral.model.records import Role
from bilateral.query.aspects import (
    NO_WORDS,
    Aspect,
    Condition,
    Words,
    aspects_of,
    holds_where,
    is_entangled,
    one_word,
)
from bilateral.query.joining import Value, grouped
from bilateral.query.predicates import And, Node, Not, NumberOf, OneValue, Or, Takes, TakesPlace
from bilateral.query.terms import terms_of
from bilateral.query.values import OTHER
from bilateral.tables.formulas import FALSE, TRUE, Formula, Test, every, negation, some
from bilateral.tables.patterns import quoted
from bilateral.tables.words import Pair, between_bars, has_none

__all__ = ["one_pair", "participants_pair", "place_pair"]

Ask: TypeAlias = Callable[[Node], Pair]
"""What answers a question by the terms that it has."""
_Only: TypeAlias = Mapping[frozenset[Role], "frozenset[Role] | None"]
"""For some roles those, one of which the only participant of them takes; None if it is not so."""

_SECTORS = frozenset(sector.value for sector in Sector)
_NO_ROLE: frozenset[Role] = frozenset()


# -- who is alone ----------------------------------------------------------------------------------


def participants_pair(tree: Node, ask: Ask) -> Pair:
    """Where a question about participants surely holds and where it may hold.

    Args:
        tree: Terms about participants, joined in any way.
        ask: Answers any question by its terms.
    """
    guards: dict[Node, list[Formula]] = {}
    asked = {term.roles for term in terms_of(tree) if isinstance(term, (Takes, NumberOf))}
    for only in _who_may_be_alone(sorted(asked, key=sorted)):
        found = _by_participants(tree, only)
        if any(isinstance(term, OneValue) for term in terms_of(found)):
            alone = (_is_alone(roles, part) for roles, part in only.items() if part is not None)
            guards.setdefault(found, []).append(every(*alone))
    return _sharpened(ask(tree), [(some(*where), ask(node)) for node, where in guards.items()])


def place_pair(tree: Node, ask: Ask) -> Pair:
    """Where a question about places surely holds and where it may hold.

    Args:
        tree: Terms about places, joined in any way.
        ask: Answers any question by its terms.
    """
    at_most_one = every(Test("places", "null", null=True), negation(has_none("places")))
    return _sharpened(ask(tree), [(at_most_one, one_pair(tree, _NO_ROLE, ask))])


def _sharpened(found: Pair, exact: Iterable[tuple[Formula, Pair]]) -> Pair:
    """An answer by terms, with better ones where they are to be had."""
    surely, maybe = found
    for where, (all_do, some_do) in exact:
        surely = some(surely, every(where, all_do))
        maybe = every(maybe, some(negation(where), some_do))
    return surely, maybe


def _who_may_be_alone(asked: Sequence[frozenset[Role]]) -> Iterator[_Only]:
    """Every way in which the roles that are asked for may have one participant each."""
    parts: dict[frozenset[int], set[Role]] = {}
    for role in frozenset().union(*asked):
        within = frozenset(n for n, roles in enumerate(asked) if role in roles)
        parts.setdefault(within, set()).add(role)
    cells = [frozenset(roles) for roles in parts.values()]
    for chosen in product(*([None, *(c for c in cells if c <= roles)] for roles in asked)):
        only = dict(zip(asked, chosen, strict=True))
        taken = {part for part in chosen if part is not None}
        if all(p is None or part == p or not part <= r for r, p in only.items() for part in taken):
            yield only


def _by_participants(tree: Node, only: _Only) -> Node:
    def value_of(term: Node) -> Value | None:
        part = only[term.roles] if isinstance(term, (Takes, NumberOf)) else None
        return None if part is None else ("only", part)

    return _plain(grouped(tree, value_of))


def _plain(node: Node) -> Node:
    """A question in which those terms alone are together that say more so."""
    match node:
        case And(terms):
            return And(tuple(map(_plain, terms)))
        case Or(terms):
            return Or(tuple(map(_plain, terms)))
        case OneValue(_, tree) if not is_entangled(tree):
            return tree
        case _:
            return node


def _is_alone(roles: frozenset[Role], part: frozenset[Role]) -> Formula:
    """Where just one participant takes one of some roles, and it is one of a part of them."""
    others = "|".join(quoted(role.value) for role in sorted(set(Role) - roles))
    skipped = rf"(?:(?:{others})\|)*" if others else ""
    one = "|".join(quoted(role.value) for role in sorted(part))
    stated = Test("roles", "match", rf"^\|{skipped}(?:{one})\|{skipped}$")
    return every(stated, negation(Test("unstated", "match", between_bars(map(str, roles)))))


# -- of one ----------------------------------------------------------------------------------------


def one_pair(tree: Node, roles: frozenset[Role], ask: Ask) -> Pair:
    """Where a question about one participant or place surely holds and where it may hold.

    Args:
        tree: Terms about it, joined in any way.
        roles: Roles that it alone takes; none of a place.
        ask: Answers any question by its terms.
    """

    def about(condition: Condition) -> Pair:
        name, values = condition
        if roles:
            return ask(Takes(roles, (condition,)))
        words = () if isinstance(values, bool) else values
        return ask(TakesPlace(words) if name == "name" else TakesPlace((), words))

    aspects = aspects_of(tree)
    holds, fails = (_may_hold(node, aspects, frozenset(), about) for node in (tree, Not(tree)))
    return negation(fails), holds


_About: TypeAlias = Callable[[Condition], Pair]


def _may_hold(
    tree: Node, aspects: Sequence[Aspect], met: frozenset[Condition], about: _About
) -> Formula:
    """Where a question may hold of who meets some conditions, whatever further aspects have."""
    if not aspects:
        return TRUE if holds_where(tree, met) else FALSE
    first, *rest = aspects
    alike: dict[frozenset[Condition], list[Words]] = {}
    for words in first.worlds():
        alike.setdefault(first.met(words), []).append(words)
    ways: dict[Formula, list[Words]] = {}
    for more, worlds in alike.items():
        ways.setdefault(_may_hold(tree, rest, met | more, about), []).extend(worlds)
    if len(ways) == 1:
        return next(iter(ways))
    return some(
        *(
            every(then, _may_be(first, set(worlds), about))
            for then, worlds in ways.items()
            if then != FALSE
        )
    )


def _may_be(aspect: Aspect, worlds: set[Words], about: _About) -> Formula:
    """Where an aspect may be as in one of some worlds."""
    match aspect.name:
        case "named":
            return about(("named", one_word(OTHER) in worlds))[1]
        case "sector":
            return _may_be_of_sector(aspect, worlds, about)
        case name:
            is_open = one_word(OTHER) in worlds
            words = tuple(w for w in aspect.asked if (one_word(w) in worlds) is not is_open)
            found = [about((name, words))] if words else []
            if name == "state" and NO_WORDS not in worlds and is_open:
                return about(("other_than", words) if words else ("stateless", False))[1]
            if name == "state" and NO_WORDS in worlds and not is_open:
                found.append(about(("stateless", True)))
            if is_open:  # it may, unless it surely is as in none of them
                return every(*(negation(surely) for surely, _ in found))
            return some(*(maybe for _, maybe in found))


def _may_be_of_sector(aspect: Aspect, worlds: set[Words], about: _About) -> Formula:
    """Where a sector, alone or with that of a rank, may be as in one of some worlds."""

    def own(more: Words) -> Formula:
        """Where the own sector may be one of those that give such a world."""
        given = {w for w in (*aspect.asked, OTHER) if one_word(w) | more in worlds}
        known = _SECTORS.difference(aspect.asked) if OTHER in given else frozenset()
        others = tuple(sorted(_SECTORS - known - given))
        if not given:
            return FALSE
        return negation(about(("sector", others))[0]) if others else TRUE

    def of_rank(word: str) -> Formula:
        is_there = about(("rank_sector", tuple(sorted(_SECTORS))))[0]
        return every(is_there, about(("rank_sector", (word,)))[1])

    ranked = (every(of_rank(word), own(one_word(word))) for word in aspect.asked)
    return some(own(NO_WORDS), *ranked)
