"""What a predicate means: node and record to truth.

This is the reference. :mod:`bilateral.query.compiled` runs the same questions over many records
and is held to it by tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from bilateral.logic import Truth, all_of, any_of
from bilateral.model.actors import Actor
from bilateral.model.records import Participant, Place, Record, Role
from bilateral.query.joining import joined
from bilateral.query.participation import NOBODY, Cast
from bilateral.query.predicates import (
    AmountIs,
    And,
    Anything,
    Cites,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
    Not,
    NumberOf,
    OneValue,
    Or,
    Predicate,
    Takes,
    TakesPlace,
    as_node,
)
from bilateral.query.regions import date_truth
from bilateral.query.values import amount_truth, amounts_of, holds_of, word_truth

__all__ = [
    "condition_truth",
    "evaluate",
    "meets_truth",
    "sector_truth",
    "sure_roles",
    "unstated_truth",
]

_NONE = ""
"""The word of a field of which the thing has none: no question names it or finds a text in it."""


def evaluate(
    predicate: Predicate, record: Record, actors: Mapping[str, Actor] | Cast | None = None
) -> Truth:
    """The truth of a predicate for one record.

    Args:
        predicate: The question.
        record: A record whose kind has the fields and roles asked about.
        actors: The actors that it names, by id; what their entries say of a state or sector is
            known of those who take part.

    Returns:
        TRUE, FALSE, or UNKNOWN where the record cannot settle it.

    Raises:
        UnknownNameError: if its kind has no such field.

    Example:
        >>> from bilateral import Citation, Visit, q
        >>> trip = Visit(id="a", title="A visit", citations=[Citation(source="s")])
        >>> evaluate(q.date.since(2016), trip)
        <Truth.UNKNOWN>
    """
    return _truth(joined(as_node(predicate)), record, Cast.of(actors))


def _truth(node: Node, record: Record, cast: Cast) -> Truth:
    match node:
        case OneValue(value, tree):
            return _value_truth(value, tree, record, cast)
        case Anything():
            return Truth.TRUE
        case And(terms):
            return all_of(_truth(term, record, cast) for term in terms)
        case Or(terms):
            return any_of(_truth(term, record, cast) for term in terms)
        case Not(term):
            return ~_truth(term, record, cast)
        case Done() | DateIs() | AmountIs():
            return evaluate(node, record, cast)
        case FieldIn("topics", values):
            found = any(topic in values for topic in record.topics)
            return _topic_truth(record, cast, found=found)
        case FieldIn("title", values):
            return Truth.of(any(title in values for title in record.values("title")))
        case FieldIn(field, values):
            return Truth.of(getattr(record, field) in values)  # an id or kind
        case FieldContains("topics", text):
            found = any(text.casefold() in topic.casefold() for topic in record.topics)
            return _topic_truth(record, cast, found=found)
        case FieldContains(field, text):
            return Truth.of(any(text.casefold() in word for word in _folded(record, field)))
        case Takes(roles):
            return unstated_truth(node, record, cast) | any_of(
                meets_truth(node, p, record, cast) for p in record.seen if p.role in roles
            )
        case NumberOf(roles, least):
            number = sum(p.role in roles for p in record.seen)
            return Truth.of(number >= least) | Truth.of(
                False if roles.isdisjoint(cast.unstated(record)) else None
            )
        case TakesPlace():
            return _places_truth(node, record, cast)
        case Cites(sources, stance, mode):
            return any_of(
                Truth.of(not sources or citation.source in sources)
                & Truth.of(stance is None or citation.stance is stance)
                & _known_in(citation.mode, () if mode is None else (mode,))
                for citation in record.citations
            )
        case LinksTo(kind, target):
            return Truth.of(
                any(
                    kind in (None, link.type) and target in (None, link.target)
                    for link in record.links
                )
            )
    assert_never(node)


def _value_truth(value: tuple[object, ...], tree: Node, record: Record, cast: Cast) -> Truth:
    """The answer of terms that all speak of one value."""
    match value:
        case "date", str(field), _:
            return date_truth(tree, record.when if field == "date" else record.spans(field))
        case "word", str(field):
            if not record.values(field) and cast.lacks(record, field):
                return Truth.of(holds_of(tree, _NONE, record.counted))
            return word_truth(tree, field, record)
        case "amount", str(field):
            return amount_truth(tree, amounts_of(field, record))
        case _:
            return _by_terms(tree, record, cast)


def _by_terms(node: Node, record: Record, cast: Cast) -> Truth:
    """Kleene's answer."""
    match node:
        case And(terms):
            return all_of(_by_terms(term, record, cast) for term in terms)
        case Or(terms):
            return any_of(_by_terms(term, record, cast) for term in terms)
        case Not(term):
            return ~_by_terms(term, record, cast)
        case _:
            return _truth(node, record, cast)


def sector_truth(participant: Participant, sectors: tuple[str, ...], cast: Cast = NOBODY) -> Truth:
    """Whether someone acts for one of some sectors.

    The office gives the sector; a rank of the sector asked for, beside an office of another,
    leaves it open.
    """
    known = cast.sectors(participant)
    if not known:
        return Truth.UNKNOWN
    if not any(sector in sectors for sector in known):
        ranked = any(sector in sectors for sector in participant.rank_sectors)
        return Truth.UNKNOWN if ranked else Truth.FALSE
    return Truth.of(all(sector in sectors for sector in known) or None)


def unstated_truth(node: Takes, record: Record, cast: Cast) -> Truth:
    """Whether someone whom no source states meets the conditions: nothing is known of him."""
    unstated = cast.unstated(record)
    if node.roles.isdisjoint(unstated):
        return Truth.FALSE
    for name, values in node.conditions:
        if name == "named" and values is True:
            return Truth.FALSE
        if name == "state" and not any(cast.lived(state, record) for state in values):  # type: ignore[union-attr]
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


def meets_truth(
    term: Takes | TakesPlace, one: Participant | Place, record: Record, cast: Cast
) -> Truth:
    """Whether a participant or place meets every condition of a term."""
    if isinstance(term, Takes):
        conditions = term.conditions
    else:
        asked = (("name", term.names), ("state", term.states))
        conditions = tuple(condition for condition in asked if condition[1])
    return all_of(condition_truth(condition, one, record, cast) for condition in conditions)


def condition_truth(
    condition: tuple[str, tuple[str, ...] | bool],
    one: Participant | Place,
    record: Record,
    cast: Cast,
) -> Truth:
    """Whether a participant or place meets one condition."""
    name, values = condition
    if name in ("state", "other_than", "stateless"):
        known = cast.places(one, record) if isinstance(one, Place) else cast.states(one, record)
        if isinstance(values, bool):
            return Truth.UNKNOWN if known is None else Truth.of((not known) is values)
        if name == "state":
            return cast.is_of(known, values, record)
        return cast.is_other(known, values)
    if isinstance(one, Place):
        return _known_in(one.name, values)  # type: ignore[arg-type]
    if name == "named":
        return Truth.of(one.is_named is values)
    if name == "sector" and not isinstance(values, bool):
        return sector_truth(one, values, cast)
    words = one.known(name)
    if not words:
        return Truth.UNKNOWN
    fitting = sum(word in values for word in words)  # type: ignore[operator]
    return Truth.of(fitting == len(words) or (None if fitting else False))


def _places_truth(node: TakesPlace, record: Record, cast: Cast) -> Truth:
    if not record.places:
        if cast.lacks(record, "places"):
            return Truth.FALSE
        return Truth.UNKNOWN & (
            cast.is_of(None, node.states, record) if node.states else Truth.TRUE
        )
    return any_of(meets_truth(node, place, record, cast) for place in record.places)


def _topic_truth(record: Record, cast: Cast, *, found: bool) -> Truth:
    """Topics are the coder's act: a record that has some, or was coded, is not about others."""
    known = bool(record.topics) or cast.lacks(record, "topics")
    return Truth.of(found if known else None)


def _open(possible: bool) -> Truth:
    return Truth.UNKNOWN if possible else Truth.FALSE


def _known_in(value: object, values: tuple[object, ...]) -> Truth:
    """Whether a value is one of those asked for; all are if none is asked for."""
    if not values:
        return Truth.TRUE
    return Truth.UNKNOWN if value is None else Truth.of(value in values)


def _folded(record: Record, field: str) -> list[str]:
    """The words of a field that is asked of the record: its id or kind, all of its titles."""
    words = record.values("title") if field == "title" else (getattr(record, field),)
    return [str(word).casefold() for word in words]
