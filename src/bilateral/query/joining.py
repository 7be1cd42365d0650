"""Terms about one value, found and put together, since only together are they answered exactly.

Kleene's connectives take their terms apart: "since 2016" and "before 2016" of a record dated
"2016-04 or 2015" are each unknown, and so is their conjunction, though no date is both. Terms of
one value of a record (a date at one margin, a word, an amount, a place, a participant) are
therefore answered as one question. Negations are pushed to the terms first; then the terms of one
value in each conjunction or disjunction are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from bilateral.model.fields import fields_of
from bilateral.model.records import Role, kinds_there
from bilateral.query.aspects import is_entangled
from bilateral.query.predicates import (
    AmountIs,
    And,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    Node,
    Not,
    NumberOf,
    OneValue,
    Or,
    Takes,
    TakesPlace,
)
from bilateral.query.terms import terms_of

__all__ = ["OF_THE_RECORD", "Value", "grouped", "joined"]

Value: TypeAlias = tuple[object, ...]
"""The one value that terms speak of, as :class:`OneValue` names it."""


OF_THE_RECORD = frozenset({"id", "kind", "title", "topics"})
"""Fields that are asked of the record, not of a world of it."""


@lru_cache(maxsize=1024)
def joined(node: Node) -> Node:
    """The same question with the terms of one value joined.

    Args:
        node: Any question.

    Returns:
        A question in which each :class:`OneValue` is to be answered as a whole and everything
        else by Kleene's connectives.

    Example:
        >>> from bilateral import q
        >>> asked = q.date.since(2016) & q.title.contains("army") & ~q.date.since(2017)
        >>> joined(asked).terms[0]
        q.date.since('2016') & ~q.date.since('2017')
    """
    pushed = _pushed(node, negated=False)
    sides = _sides(pushed)
    return grouped(pushed, lambda term: _value_of(term, sides))


def _pushed(node: Node, *, negated: bool) -> Node:
    """The question with negations at its terms alone, nested connectives flattened."""
    match node:
        case And(terms) | Or(terms):
            kind = And if isinstance(node, And) is not negated else Or
            flat: list[Node] = []
            for term in terms:
                pushed = _pushed(term, negated=negated)
                flat += pushed.terms if isinstance(pushed, kind) else [pushed]
            found = _united(dict.fromkeys(flat), negated=kind is And)
            return kind(tuple(found)) if len(found) > 1 else found[0]
        case Not(term):
            return _pushed(term, negated=not negated)
        case _:
            return Not(node) if negated else node


_MANY = 64


def _united(terms: Iterable[Node], *, negated: bool) -> list[Node]:
    """Alternatives to one participant, place or word joined by union of what they ask.

    That someone is of PAK or someone is of IND says that someone is of one of both, which is
    answered as a whole; and so, each negated, do both of which neither is so. Of very many the
    halves come first, so that no union grows word by word.
    """
    terms = list(terms)
    if len(terms) > _MANY:
        half = len(terms) // 2
        terms = [
            part for side in (terms[:half], terms[half:]) for part in _united(side, negated=negated)
        ]
    found: list[Node] = []
    alike: dict[Hashable, int] = {}  # of the terms that may be united with one, the first
    for term in terms:
        keys = _keys(term, negated=negated)
        index = next((alike[key] for key in keys if key in alike), None)
        union = None if index is None else _union(found[index], term, negated=negated)
        if index is None or union is None:
            index = len(found)
            found.append(term)
        else:
            found[index] = union
            keys = _keys(union, negated=negated)
        for key in keys:
            alike.setdefault(key, index)
    return found


def _keys(term: Node, *, negated: bool) -> list[Hashable]:
    """What two terms have in common that differ in one attribute at most, by each attribute."""
    match term:
        case Not(inner) if negated:
            return _keys(inner, negated=False)
        case _ if negated:
            return []
        case Takes(roles, conditions):
            asked = dict(conditions)
            parts = [asked.items() - {(name, asked[name])} for name in asked]
            names = frozenset(asked)
            return [(roles, names, frozenset(part)) for part in parts] or [(roles, names)]
        case TakesPlace(names, states):
            return [("names", names, bool(states)), ("states", states, bool(names))]
        case FieldIn(field):
            return [field]
        case _:
            return []


def _union(one: Node, other: Node, *, negated: bool) -> Node | None:
    """One term for both, if they ask of the same roles and differ in one attribute at most."""
    match one, other:
        case Not(term), Not(further) if negated:
            union = _union(term, further, negated=False)
            return None if union is None else Not(union)
        case FieldIn(field, few), FieldIn(another, further) if not negated and field == another:
            return FieldIn(field, tuple(dict.fromkeys((*few, *further))))
        case Takes(roles, first), Takes(same, second) if not negated and roles == same:
            asked, theirs = dict(first), dict(second)
            differing = [name for name in asked if asked[name] != theirs.get(name)]
            if asked.keys() != theirs.keys() or len(differing) > 1:
                return None
            for name in differing:
                words, more = asked[name], theirs[name]
                if isinstance(words, bool) or isinstance(more, bool):
                    return None
                asked[name] = tuple(dict.fromkeys((*words, *more)))
                if name == "other_than":  # whoever is of neither is of another than each
                    asked[name] = tuple(word for word in words if word in more)
                    if not asked[name]:  # of some state, whichever
                        del asked[name]
                        if asked.setdefault("stateless", False) is True:
                            return None
            return Takes(roles, tuple(asked.items()))
        case TakesPlace(names, states), TakesPlace(places, lands) if not negated:
            if names == places and states and lands:
                return TakesPlace(names, tuple(dict.fromkeys((*states, *lands))))
            if states == lands and names and places:
                return TakesPlace(tuple(dict.fromkeys((*names, *places))), states)
            return None
        case _:
            return None


def grouped(node: Node, value_of: Callable[[Node], Value | None]) -> Node:
    """A question with the terms of one value in each conjunction or disjunction joined.

    Args:
        node: The question, with negations at its terms alone.
        value_of: The value that a term speaks of; None of one that is answered by itself.
    """
    value = _shared(node, value_of)
    if value is not None:
        return _together(value, node)
    match node:
        case And(terms) | Or(terms):
            groups: dict[Value, list[Node]] = {}
            for index, term in enumerate(terms):
                groups.setdefault(_shared(term, value_of) or (index,), []).append(term)
            kind = type(node)
            found = [
                grouped(kind(tuple(group)) if len(group) > 1 else group[0], value_of)
                for group in groups.values()
            ]
            return kind(tuple(found))
        case Not(term):
            return Not(grouped(term, value_of))
        case _:
            return node


def _shared(node: Node, value_of: Callable[[Node], Value | None]) -> Value | None:
    """The one value that all terms of a question speak of; None if there is no such."""
    match node:
        case And(terms) | Or(terms):
            values = {_shared(term, value_of) for term in terms}
            return values.pop() if len(values) == 1 else None
        case Not(term):
            return _shared(term, value_of)
        case _:
            return value_of(node)


def _together(value: Value, node: Node) -> Node:
    """Terms of one value to be answered together, where that can say more."""
    if value[0] in ("participant", "place") and not is_entangled(node):
        return node
    if not _is_loose(node):
        return OneValue(value, node)
    match node:
        case And(terms) | Or(terms):  # each by itself
            return type(node)(tuple(_together(value, term) for term in terms))
        case _:
            return OneValue(value, node)


def _is_loose(node: Node) -> bool:
    """Whether several terms look for parts of a text, which no table can do at once."""
    match node:
        case And(terms) | Or(terms):
            return any(_is_loose(term) or _looks_into_text(term) for term in terms)
        case _:
            return False


def _looks_into_text(node: Node) -> bool:
    term = node.term if isinstance(node, Not) else node
    if not isinstance(term, FieldContains):
        return False
    fields = [fields_of(kind).get(term.field) for kind in kinds_there()]
    return any(field is not None and field.type is str for field in fields)


def _sides(node: Node) -> dict[frozenset[Role], frozenset[Role]]:
    """For the roles of each term those of all terms that one participant may fill with them."""
    asked = {term.roles for term in terms_of(node) if isinstance(term, (Takes, NumberOf))}
    sides: list[frozenset[Role]] = []
    for roles in asked:
        touched = [side for side in sides if not side.isdisjoint(roles)]
        sides = [side for side in sides if side not in touched]
        sides.append(roles.union(*touched))
    return {roles: next(side for side in sides if roles <= side) for roles in asked}


def _value_of(node: Node, sides: Mapping[frozenset[Role], frozenset[Role]]) -> Value | None:
    """The one value that a term speaks of; None if there is no such."""
    match node:
        case DateIs(field, _, _, margin):
            return "date", field, margin
        case Done():
            return "word", "status"
        case FieldIn(field) | FieldContains(field) if field not in OF_THE_RECORD:
            return "word", field
        case AmountIs(field):
            return "amount", field
        case Takes(roles) | NumberOf(roles):
            return "participant", sides[roles]
        case TakesPlace():
            return ("place",)
        case _:
            return None
