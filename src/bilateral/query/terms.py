"""The terms of a question: looked at, changed, and parted into those of the status and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bilateral.errors import RecordError
from bilateral.query.predicates import (
    And,
    Anything,
    Done,
    FieldContains,
    FieldIn,
    Node,
    Not,
    Or,
    Predicate,
    as_node,
)

__all__ = ["changed", "parted_by_status", "terms_of"]

# On lists and not by recursion: programs make deep questions.


def terms_of(predicate: Predicate) -> Iterator[Node]:
    """Every term that is joined with others or negated, from left to right.

    Args:
        predicate: The question.

    Example:
        >>> from bilateral import q
        >>> list(terms_of(~(q.done & q.place("Moscow"))))
        [q.done, q.place(name='Moscow')]
    """
    waiting: list[Node] = [as_node(predicate)]
    while waiting:
        match waiting.pop():
            case And(terms) | Or(terms):
                waiting += reversed(terms)
            case Not(term):
                waiting.append(term)
            case term:
                yield term


def changed(predicate: Predicate, change: Callable[[Node], Node]) -> Predicate:
    """The question with each of its terms changed; the same object where nothing is.

    Args:
        predicate: The question.
        change: What becomes of a term.

    Example:
        >>> from bilateral import q
        >>> changed(~q.done | q.place("Moscow"), lambda term: q.place("Kazan"))
        ~q.place(name='Kazan') | q.place(name='Kazan')
    """
    found: list[Node] = []
    waiting: list[tuple[Node, bool]] = [(as_node(predicate), False)]
    while waiting:
        node, ready = waiting.pop()
        if not isinstance(node, (And, Or, Not)):
            found.append(change(node))
            continue
        terms = (node.term,) if isinstance(node, Not) else node.terms
        if not ready:
            waiting.append((node, True))
            waiting += [(term, False) for term in reversed(terms)]
            continue
        new = tuple(found[-len(terms) :])
        del found[-len(terms) :]
        if all(one is other for one, other in zip(terms, new, strict=True)):
            found.append(node)
        else:
            found.append(Not(new[0]) if isinstance(node, Not) else type(node)(new))
        hash(found[-1])  # kept, so that none is sought from the bottom
    return found[0]


def parted_by_status(predicate: Predicate) -> tuple[Predicate | None, Predicate]:
    """What a question to things that are done asks of the status instead, and the rest of it.

    Args:
        predicate: The question.

    Returns:
        The terms that ask for a status, alone or in the outermost ``&``; None if there is none.

    Raises:
        RecordError: if it asks for a status within ``|`` or ``~``: of what is done alone that
            would be answered as if nothing else were there.

    Example:
        >>> from bilateral import q
        >>> parted_by_status((q.status == "planned") & q.date.since(2016))
        (q.status == 'planned', q.date.since('2016'))
        >>> parted_by_status(q.status != "planned")
        Traceback (most recent call last):
            ...
        bilateral.errors.RecordError: a status asked for within | or ~, of things that are done: \
field 'status', found ~(q.status == 'planned'), expected any_status() first, then this question
    """
    node = as_node(predicate)
    said: Predicate | None = None
    rest: Predicate = Anything()
    for term in node.terms if isinstance(node, And) else (node,):
        if _asks_for_a_status(term):
            said = term if said is None else said & term
        elif isinstance(term, (Or, Not)) and any(map(_speaks_of_status, terms_of(term))):
            raise RecordError(
                "a status asked for within | or ~, of things that are done",
                field="status",
                found=predicate,
                expected="any_status() first, then this question",
            )
        else:
            rest &= term
    return said, rest


def _asks_for_a_status(term: Node) -> bool:
    return isinstance(term, (FieldIn, FieldContains)) and term.field == "status"


def _speaks_of_status(term: Node) -> bool:
    return isinstance(term, Done) or _asks_for_a_status(term)
