"""The terms of a question: looked at, changed, and searched for a status."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bilateral.errors import RecordError
from bilateral.query.predicates import (
    And,
    Done,
    FieldContains,
    FieldIn,
    Node,
    Not,
    Or,
    Predicate,
    as_node,
)

__all__ = ["asks_for_a_status", "changed", "terms_of"]

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
    return found[0]


def asks_for_a_status(predicate: Predicate) -> bool:
    """Whether a question says of which status things are, so that no other has to be supposed.

    Args:
        predicate: The question.

    Returns:
        Whether a term that asks for a status is all of it or stands in the outermost ``&``.

    Raises:
        RecordError: if one stands within ``|`` or ``~`` alone: of what is done it would be
            answered as if nothing else were there.

    Example:
        >>> from bilateral import q
        >>> asks_for_a_status((q.status == "planned") & q.date.since(2016))
        True
        >>> asks_for_a_status(q.status != "planned")
        Traceback (most recent call last):
            ...
        bilateral.errors.RecordError: a status asked for within | or ~, of things that are done: \
field 'status', found ~(q.status == 'planned'), expected any_status() first, then this question
    """
    node = as_node(predicate)
    terms = node.terms if isinstance(node, And) else (node,)
    if any(map(_asks_for_a_status, terms)):
        return True
    inner = (term for joined in terms if not isinstance(joined, Done) for term in terms_of(joined))
    if any(isinstance(term, Done) or _asks_for_a_status(term) for term in inner):
        raise RecordError(
            "a status asked for within | or ~, of things that are done",
            field="status",
            found=predicate,
            expected="any_status() first, then this question",
        )
    return False


def _asks_for_a_status(term: Node) -> bool:
    return isinstance(term, (FieldIn, FieldContains)) and term.field == "status"
