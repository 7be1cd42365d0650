"""What a predicate means: node and record to truth.

This is the reference. :mod:`bilateral.query.compiled` runs the same questions over many records
and is held to it by tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from bilateral.logic import Truth, all_of, any_of
from bilateral.model.actors import Actor
from bilateral.model.records import Record
from bilateral.query.joining import joined
from bilateral.query.participants import (
    by_participants,
    place_truth,
    places_of,
    takes_truth,
    truth_of_one,
)
from bilateral.query.participation import Cast
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
from bilateral.query.values import (
    NO_WORD,
    amount_truth,
    amounts_of,
    holds_of,
    truth_of_words,
    word_when_open,
)

__all__ = ["evaluate", "value_truth"]


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
            return value_truth(value, tree, record, cast)
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
        case Takes():
            return takes_truth(node, record, cast)
        case NumberOf(roles, least):
            number = sum(p.role in roles for p in record.seen)
            return Truth.of(number >= least) | Truth.of(
                False if roles.isdisjoint(cast.unstated(record)) else None
            )
        case TakesPlace():
            return place_truth(node, record, cast)
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


def value_truth(value: tuple[object, ...], tree: Node, record: Record, cast: Cast) -> Truth:
    """The answer of terms that all speak of one value.

    Args:
        value: Which value, as :class:`OneValue` names it.
        tree: The terms as they are joined.
        record: The record.
        cast: The actors that it names.
    """
    match value:
        case "date", str(field), _:
            return date_truth(tree, record.when if field == "date" else record.spans(field))
        case "word", str(field):
            seen = record.values(field)
            if seen:
                return truth_of_words(tree, seen, record.counted)
            if cast.lacks(record, field):
                return Truth.of(holds_of(tree, NO_WORD, record.counted))
            return word_when_open(tree, field, type(record))
        case "amount", str(field):
            return amount_truth(tree, amounts_of(field, record))
        case "participant", _:
            return _truth(by_participants(tree, record, cast), record, cast)
        case "only", int(number):
            return truth_of_one(tree, record.seen[number], record, cast)
        case ("place",):
            places = places_of(record, cast)
            if len(places) == 1:
                return truth_of_one(tree, places[0], record, cast)
            return _truth(tree, record, cast)
    raise TypeError(f"no value of a record: {value!r}")


def _topic_truth(record: Record, cast: Cast, *, found: bool) -> Truth:
    """Topics are the coder's act: a record that has some, or was coded, is not about others."""
    known = bool(record.topics) or cast.lacks(record, "topics")
    return Truth.of(found if known else None)


def _known_in(value: object, values: tuple[object, ...]) -> Truth:
    """Whether a value is one of those asked for; all are if none is asked for."""
    if not values:
        return Truth.TRUE
    return Truth.UNKNOWN if value is None else Truth.of(value in values)


def _folded(record: Record, field: str) -> list[str]:
    """The words of a field that is asked of the record: its id or kind, all of its titles."""
    words = record.values("title") if field == "title" else (getattr(record, field),)
    return [str(word).casefold() for word in words]
