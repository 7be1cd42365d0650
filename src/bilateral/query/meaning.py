"""What a predicate means: node and record to truth, and why it is only possible.

This is the reference. :mod:`bilateral.query.compiled` runs the same questions over many records
and is held to it by tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bilateral.logic import Truth, all_of, any_of
from bilateral.model.records import Participant, Record, Role
from bilateral.query.flags import FLAGS
from bilateral.query.joining import joined
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
from bilateral.query.values import amount_truth, amounts_of, word_truth

__all__ = ["evaluate", "reasons"]


def evaluate(predicate: Predicate, record: Record) -> Truth:
    """The truth of a predicate for one record.

    Args:
        predicate: The question.
        record: A record whose kind has the fields and roles asked about.

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
    return _truth(joined(as_node(predicate)), record)


def _truth(node: Node, record: Record) -> Truth:
    match node:
        case OneValue(value, tree):
            return _value_truth(value, tree, record)
        case Anything():
            return Truth.TRUE
        case And(terms):
            return all_of(_truth(term, record) for term in terms)
        case Or(terms):
            return any_of(_truth(term, record) for term in terms)
        case Not(term):
            return ~_truth(term, record)
        case Done() | DateIs() | AmountIs():
            return evaluate(node, record)
        case FieldIn("topics", values):
            return _any_word(record.topics, values)
        case FieldIn("title", values):
            return Truth.of(any(title in values for title in record.values("title")))
        case FieldIn(field, values):
            return Truth.of(getattr(record, field) in values)  # an id or kind
        case FieldContains("topics", text):
            return _any_containing(record.topics, text.casefold())
        case FieldContains(field, text):
            return Truth.of(any(text.casefold() in word for word in _folded(record, field)))
        case Takes(roles, conditions):
            return _nobody_stated(roles, record) | any_of(
                all_of(_condition(name, values, p) for name, values in conditions)
                for p in record.participants
                if p.role in roles
            )
        case NumberOf(roles, least):
            number = sum(p.role in roles for p in record.participants)
            return Truth.of(number >= least) | _nobody_stated(roles, record)
        case TakesPlace(names, states):
            if not record.places:
                return Truth.UNKNOWN
            return any_of(
                _known_in(place.name, names) & _known_in(place.state, states)
                for place in record.places
            )
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


def _value_truth(value: tuple[object, ...], tree: Node, record: Record) -> Truth:
    """The answer of terms that all speak of one value."""
    match value:
        case "date", str(field), _:
            return date_truth(tree, record.when if field == "date" else record.spans(field))
        case "word", str(field):
            return word_truth(tree, field, record)
        case "amount", str(field):
            return amount_truth(tree, amounts_of(field, record))
        case _:
            return _by_terms(tree, record)


def _by_terms(node: Node, record: Record) -> Truth:
    """Kleene's answer."""
    match node:
        case And(terms):
            return all_of(_by_terms(term, record) for term in terms)
        case Or(terms):
            return any_of(_by_terms(term, record) for term in terms)
        case Not(term):
            return ~_by_terms(term, record)
        case _:
            return _truth(node, record)


def sector_truth(participant: Participant, sectors: tuple[str, ...]) -> Truth:
    """Whether someone acts for one of some sectors.

    The office gives the sector; a rank of the sector asked for, beside an office of another,
    leaves it open.
    """
    if participant.sector is None:
        return Truth.UNKNOWN
    if participant.sector in sectors:
        return Truth.TRUE
    return Truth.UNKNOWN if participant.rank_sector in sectors else Truth.FALSE


def _nobody_stated(roles: frozenset[Role], record: Record) -> Truth:
    """UNKNOWN if someone must take one of the roles but the source names nobody."""
    return Truth.FALSE if roles.isdisjoint(record.unstated) else Truth.UNKNOWN


def _condition(name: str, values: tuple[str, ...] | bool, participant: Participant) -> Truth:
    if isinstance(values, bool):
        surely, maybe = (
            any(
                all(
                    (getattr(participant, name) is not None) is stated
                    for name, stated in one.items()
                )
                for one in alternatives
            )
            for alternatives in FLAGS[name, values]
        )
        return Truth.TRUE if surely else _open(maybe)
    if name == "sector":
        return sector_truth(participant, values)
    if name == "state" and participant.state is None and participant.organization is not None:
        return Truth.FALSE  # an organization that is named without a state acts for none
    return _known_in(getattr(participant, name), values)


def _open(possible: bool) -> Truth:
    return Truth.UNKNOWN if possible else Truth.FALSE


def _known_in(value: object, values: tuple[object, ...]) -> Truth:
    """Whether a value is one of those asked for; all are if none is asked for."""
    if not values:
        return Truth.TRUE
    return Truth.UNKNOWN if value is None else Truth.of(value in values)


def _any_word(words: tuple[object, ...], values: tuple[object, ...]) -> Truth:
    return Truth.of(any(word in values for word in words)) if words else Truth.UNKNOWN


def _folded(record: Record, field: str) -> list[str]:
    """The words of a field that is asked of the record: its id or kind, all of its titles."""
    words = record.values("title") if field == "title" else (getattr(record, field),)
    return [str(word).casefold() for word in words]


def _any_containing(words: tuple[str, ...], text: str) -> Truth:
    return Truth.of(any(text in word.casefold() for word in words)) if words else Truth.UNKNOWN


def reasons(predicate: Predicate, record: Record) -> tuple[str, ...]:
    """Why the record only possibly matches: one line for each open question.

    Args:
        predicate: The question.
        record: A record for which it is UNKNOWN.

    Returns:
        The lines, empty if the truth is known.
    """
    return tuple(dict.fromkeys(_reasons(as_node(predicate), record)))


def _reasons(node: Node, record: Record) -> Iterator[str]:
    if not evaluate(node, record).is_unknown:
        return
    match node:
        case And(terms) | Or(terms):
            for term in terms:
                yield from _reasons(term, record)
        case Not(term) | OneValue(_, term):
            yield from _reasons(term, record)
        case DateIs():
            yield _date_reason(node, record)
        case Takes():
            yield from _participant_reasons(node, record)
        case FieldIn(field) | FieldContains(field) | AmountIs(field):
            values = " or ".join(map(str, filter(None, record.values(field))))
            yield f"{_words(field)} {f'is {values}: {node!r}?' if values else 'not stated'}"
        case Done():
            yield "status not stated" if not record.values("status") else "sources differ on status"
        case NumberOf(roles):
            yield f"no {_role_names(roles & record.unstated)} stated"
        case TakesPlace():
            yield "place not stated" if not record.places else "place not stated exactly"
        case Cites():
            yield "epistemic mode not coded"
        case Anything() | LinksTo():  # never unknown
            return


def _date_reason(node: DateIs, record: Record) -> str:
    values = list(dict.fromkeys(map(str, record.values(node.field))))
    if len(values) > 1:
        return f"the sources differ on the {_words(node.field)}: {' or '.join(values)}"
    attested = getattr(record, "attested", None) if node.field == "date" else None
    if not values:
        known = f", only that it holds at {attested}" if attested else ""
        return f"{_words(node.field)} not stated{known}"
    return f"{_words(node.field)} {values[0]} may or may not be {node.relation} {node.other}"


def _participant_reasons(node: Takes, record: Record) -> Iterator[str]:
    if not node.roles.isdisjoint(record.unstated):
        yield f"no {_role_names(node.roles & record.unstated)} stated"
    for participant in record.participants:
        if participant.role not in node.roles:
            continue
        truths = {name: _condition(name, values, participant) for name, values in node.conditions}
        if not all_of(truths.values()).is_unknown:
            continue
        who = participant.person or participant.office or participant.name or participant.state
        label = f"{participant.role} {who or 'unnamed'}"
        for name, truth in truths.items():
            if truth.is_unknown:
                yield f"{label}: {_open_condition(name, participant)}"


def _open_condition(name: str, participant: Participant) -> str:
    if name != "sector" or (participant.sector is None and participant.rank_sector is None):
        return f"{name} not stated"
    rank = f"rank {participant.rank} is {participant.rank_sector}"
    if participant.sector is None:
        return f"{rank}, office not stated"
    return f"{rank}, but {participant.office or 'the office'} is {participant.sector}"


def _role_names(roles: frozenset[Role]) -> str:
    return " or ".join(sorted(roles))


def _words(field: str) -> str:
    return field.replace("_", " ")
