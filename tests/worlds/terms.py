"""The terms of a question, which value each speaks of, and plain logic."""

from __future__ import annotations

from collections.abc import Iterator

from bilateral.query.predicates import (
    AmountIs,
    And,
    Cites,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    Node,
    Not,
    NumberOf,
    Or,
    Takes,
    TakesPlace,
)

__all__ = ["holds_in", "leaves", "value_of"]

_CODER_FIELDS = ("id", "kind", "title")


def leaves(node: Node) -> Iterator[Node]:
    """The terms of a question from left to right."""
    match node:
        case And(terms) | Or(terms):
            for term in terms:
                yield from leaves(term)
        case Not(term):
            yield from leaves(term)
        case _:
            yield node


def value_of(term: Node) -> tuple[object, ...]:
    """Which value of a record a term speaks of; terms of one value share its worlds."""
    match term:
        case DateIs(field, _, _, margin):
            return (
                ("time", 0)
                if (field in ("date", "attested") and not margin)
                else ("date", field, margin)
            )
        case AmountIs("duration"):
            return "time", 0
        case AmountIs(field):
            return "amount", field
        case FieldIn("topics") | FieldContains("topics"):
            return ("topics",)
        case FieldIn(field) | FieldContains(field):
            return ("record",) if field in _CODER_FIELDS else ("word", field)
        case Done():
            return "word", "status"
        case Takes() | NumberOf():
            return ("people",)
        case TakesPlace():
            return ("places",)
        case Cites():
            return ("citations",)
        case _:
            return ("record",)


def holds_in(node: Node, number: Iterator[int], mask: int) -> bool:
    """Plain logic; no short circuit, so that the numbers of the terms stay in step."""
    match node:
        case And(terms):
            held = [holds_in(term, number, mask) for term in terms]
            return all(held)
        case Or(terms):
            held = [holds_in(term, number, mask) for term in terms]
            return any(held)
        case Not(term):
            return not holds_in(term, number, mask)
        case _:
            return bool(mask >> next(number) & 1)
