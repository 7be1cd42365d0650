"""Why a record only may match: each value that leaves a question open, in words.

A line speaks of a value as the record has it and not of the record itself, so that records which
are open for the same reason have the same line. Dates and amounts are in words, actors by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bilateral.dates.when import When
from bilateral.model.actors import Actor
from bilateral.model.records import Participant, Record, Role
from bilateral.quantities import Quantity
from bilateral.query.meaning import evaluate
from bilateral.query.naming import listed, place_called, who
from bilateral.query.participants import condition_truth, meets_truth, unstated_truth
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

__all__ = ["reasons"]


def reasons(
    predicate: Predicate, record: Record, actors: Mapping[str, Actor] | Cast | None = None
) -> tuple[str, ...]:
    """Why the record only possibly matches: one line for each open question.

    Args:
        predicate: The question.
        record: A record for which it is UNKNOWN.
        actors: The actors that it names, by id.

    Returns:
        The lines, empty if the truth is known.

    Example:
        >>> from bilateral import Citation, Participant, Visit, q
        >>> host = Participant(role="host", state=["COD", "COG"], name="Congo")
        >>> trip = Visit(
        ...     id="a", title="A", participants=[host], citations=[Citation(source="s")]
        ... )
        >>> reasons(q.host(state="COD") & q.date.since(2016), trip)
        ("host named 'Congo' is Democratic Republic of the Congo or Congo", 'date not stated')
    """
    return tuple(dict.fromkeys(_reasons(as_node(predicate), record, Cast.of(actors))))


def _reasons(node: Node, record: Record, cast: Cast) -> Iterator[str]:
    if not evaluate(node, record, cast).is_unknown:
        return  # settled, whatever its terms are
    match node:
        case And(terms) | Or(terms):
            for term in terms:
                yield from _reasons(term, record, cast)
        case Not(term) | OneValue(_, term):
            yield from _reasons(term, record, cast)
        case DateIs(field, relation, other):
            attested = getattr(record, "attested", None) if field == "date" else None
            yield _of_values(
                record,
                field,
                f"{_RELATIONS[relation]} {other.words()}",
                f", only that it held {attested.words()}" if attested else "",
            )
        case AmountIs(field, relation, number):
            yield _of_values(record, field, f"{_SIGNS[relation]}{number:g}")
        case FieldIn(field) | FieldContains(field):
            yield _of_values(record, field, "what is asked")
        case Done():
            yield _of_values(record, "status", "done")
        case Takes():
            yield from _of_participants(node, record, cast)
        case NumberOf(roles):
            yield f"no {_role_names(roles & cast.unstated(record))} stated"
        case TakesPlace():
            yield from _of_places(node, record, cast)
        case Cites():
            yield "epistemic mode not coded"
        case Anything() | LinksTo():  # never unknown
            return


def _of_values(record: Record, field: str, asked: str, known: str = "") -> str:
    """What leaves a date, a word or an amount open: there is none, or rivals, or its bounds."""
    words = field.replace("_", " ")
    values = list(dict.fromkeys(_worded(value) for value in record.values(field) if value))
    if not values:
        return f"{words} not stated{known}"
    if len(values) > 1:
        return f"the sources differ on the {words}: {', or '.join(values)}"
    return f"{words}: {values[0]}, which may or may not be {asked}"


def _worded(value: object) -> str:
    return value.words() if isinstance(value, (When, Quantity)) else str(value)


_RELATIONS = {
    "since": "on or after",
    "until": "on or before",
    "before": "before",
    "after": "after",
    "during": "in",
    "within": "wholly in",
}
_SIGNS = {">=": "at least ", "<=": "at most ", "==": ""}


def _of_places(node: TakesPlace, record: Record, cast: Cast) -> Iterator[str]:
    if not record.places:
        yield "place not stated"
    for place in record.places:
        if not meets_truth(node, place, record, cast).is_unknown:
            continue
        if node.names and place.name is None:
            where = listed(place.states, cast) or place.printed
            yield f"the name of the place in {where} is not stated"
        known = cast.places(place, record)
        if node.states and known is None:
            yield f"the state of {place_called(place, cast)} is not stated"
        elif node.states and known is not None and len(known) > 1:
            yield f"{place.name or place.printed or 'the place'} is in {listed(known, cast)}"


def _of_participants(node: Takes, record: Record, cast: Cast) -> Iterator[str]:
    if unstated_truth(node, record, cast).is_possible:
        yield f"no {_role_names(node.roles & cast.unstated(record))} stated"
    for participant in record.seen:
        if participant.role not in node.roles:
            continue
        if not meets_truth(node, participant, record, cast).is_unknown:
            continue
        for condition in node.conditions:
            if condition_truth(condition, participant, record, cast).is_unknown:
                open_ = _open_condition(condition[0], participant, record, cast)
                named = "named " if participant.name and not _is_named(participant) else ""
                yield f"{participant.role} {named}{who(participant, cast)}{open_}"


def _open_condition(name: str, participant: Participant, record: Record, cast: Cast) -> str:
    if name in ("state", "other_than", "stateless"):
        known = cast.states(participant, record)
        if known:
            return f" is {'of ' if _is_named(participant) else ''}{listed(known, cast)}"
        if participant.name is None:
            return ": state not stated"
        if _is_named(participant):
            is_said = participant.name in who(participant, cast)
            return f": state not stated{'' if is_said else f', printed as {participant.name!r}'}"
        return " is not resolved to a state"
    if name != "sector":
        words = participant.known(name)
        return f": {name} is {listed(words, cast)}" if words else f": {name} not stated"
    sectors, of_rank = cast.sectors(participant), participant.rank_sectors
    if not of_rank or len(sectors) > 1:
        return f": sector is {' or '.join(sectors)}" if sectors else ": sector not stated"
    office = f"the office is {sectors[0]}" if sectors else "the office is not stated"
    return f": the rank is {' or '.join(of_rank)}, {office}"


def _is_named(participant: Participant) -> bool:
    return any(map(participant.known, ("person", "office", "organization")))


def _role_names(roles: frozenset[Role]) -> str:
    return " or ".join(sorted(roles))
