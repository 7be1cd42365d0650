"""Which kinds of record a question can be put to: those with its fields and roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Record, Role
from bilateral.query.predicates import (
    AmountIs,
    DateIs,
    FieldContains,
    FieldIn,
    NumberOf,
    Predicate,
    Takes,
)
from bilateral.query.terms import terms_of

__all__ = ["check_kinds", "kinds_with"]

R = TypeVar("R", bound=Record)


def check_kinds(predicate: Predicate, kinds: Iterable[type]) -> None:
    """Refuse a predicate that asks for a field or role that a kind does not have.

    Args:
        predicate: The question.
        kinds: The kinds of record it is put to.

    Raises:
        UnknownNameError: naming the kind, the field or role, and the kinds that have it.
        RecordError: if it is no predicate.
    """
    if not isinstance(predicate, Predicate):
        raise RecordError(
            "not a predicate",
            found=predicate,
            expected="one of q, such as q.delivered > 3, or q.kind.is_in('visit', 'meeting')",
        )
    for term in terms_of(predicate):
        match term:
            case DateIs(field) | FieldIn(field) | FieldContains(field) | AmountIs(field):
                _check_field(field, kinds)
            case Takes(roles) | NumberOf(roles):
                _check_roles(roles, kinds)
            case _:
                pass


def kinds_with(predicate: Predicate, among: Iterable[type[R]] | None = None) -> tuple[type[R], ...]:
    """The kinds of record that have every field and role of a predicate.

    Args:
        predicate: The question.
        among: The kinds to choose from; by default all.

    Raises:
        UnknownNameError: if no kind has them all.
        RecordError: if it is no predicate.
    """
    fitting: list[type[R]] = []
    refused: UnknownNameError | None = None
    for kind in cast("Iterable[type[R]]", KINDS.values()) if among is None else among:
        try:
            check_kinds(predicate, (kind,))
        except UnknownNameError as error:
            refused = error
        else:
            fitting.append(kind)
    if not fitting and refused is not None:
        raise refused
    return tuple(fitting)


def _check_field(field: str, kinds: Iterable[type]) -> None:
    for kind in kinds:
        if field != "kind" and field not in fields_of(kind):
            having = [name for name, one in KINDS.items() if field in fields_of(one)]
            raise UnknownNameError(
                f"a record of kind {_label(kind)!r} has no such field",
                field=field,
                expected=f"one of the kinds {', '.join(having)}" if having else None,
            )


def _check_roles(roles: frozenset[Role], kinds: Iterable[type]) -> None:
    for kind in kinds:
        own: frozenset[Role] = getattr(kind, "roles", frozenset())
        if not roles & own:
            raise UnknownNameError(
                f"a record of kind {_label(kind)!r} has no such role",
                found=", ".join(sorted(roles)),
                expected=f"one of {', '.join(sorted(own))}",
            )


def _label(kind: type) -> str:
    return str(getattr(kind, "kind", kind.__name__))
