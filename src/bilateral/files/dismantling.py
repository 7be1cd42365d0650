"""Objects as the plain data that files hold; :mod:`bilateral.files.builder` is the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from bilateral.dates.expression import EDTF
from bilateral.dates.when import When
from bilateral.files.values import PARTS, Plain, plain_quantity, plain_when
from bilateral.model.evidence import Locator
from bilateral.model.fields import fields_of
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["plain"]

_Hook: TypeAlias = Callable[[Any], Plain]


def plain(value: object) -> dict[str, Plain]:
    """A record, an actor, or a part of either, as plain data; what is as by default is left out.

    Example:
        >>> from bilateral import Place
        >>> plain(Place("Delhi", state="IND"))
        {'name': 'Delhi', 'state': 'IND'}
    """
    return _of_class(type(value))(value)  # type: ignore[arg-type]  # a class can be hashed


@cache
def _of_class(cls: type[Any]) -> Callable[[Any], dict[str, Plain]]:
    """What turns the objects of a class into plain data."""
    taken = fields_of(cls)
    fields = [field for field in attrs.fields(cls) if field.init]
    fields.sort(key=lambda field: not taken[field.alias].required)
    # Two names at least, so that it gives a tuple.
    values_of = attrgetter(*(field.name for field in fields), fields[0].name)
    steps = tuple((field.alias, field.default, _hook(cls, field.alias)) for field in fields)
    own = {"kind": cls.kind} if hasattr(cls, "kind") else {}

    def of_object(made: Any) -> dict[str, Plain]:
        found = own.copy()
        # The values are one more than the steps.
        for (name, default, hook), value in zip(steps, values_of(made), strict=False):
            if value is not default and value != default:
                found[name] = value if hook is None else hook(value)
        return found

    return of_object


def _hook(cls: type[Any], name: str) -> _Hook | None:
    """What turns the value of a field into plain data; None if it is that."""
    field = fields_of(cls)[name]
    if field.is_open:
        return lambda values: values[0] if len(values) == 1 else list(values)
    one = _hook_of(field.type)
    if not field.many:
        return one
    return list if one is None else lambda values: [one(value) for value in values]


def _hook_of(kind: type[Any]) -> _Hook | None:
    if issubclass(kind, When):
        return plain_when
    if issubclass(kind, Vocabulary):
        return attrgetter("_value_")  # which is what .value gives, in the time of an attribute
    if issubclass(kind, (EDTF, Locator)):
        return str
    if kind is Quantity:
        return plain_quantity
    return _of_class(kind) if kind in PARTS else None  # type: ignore[arg-type]
