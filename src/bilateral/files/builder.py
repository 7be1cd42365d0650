"""Plain data to objects, quickly: the path taken when a file is right.

The constructors refuse wrong values themselves, so a builder only turns nested data into objects
and hands the rest over. It stops at the first fault; the thorough converter in
:mod:`bilateral.files.converters` then reads the item again and names all of them. Tests hold the
two to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import attrs

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.when import When
from bilateral.errors import CodecError
from bilateral.files.values import PARTS, Plain, quantity_of, when_of
from bilateral.model.actors import ACTOR_KINDS
from bilateral.model.constructors import constructed
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Participant, Place
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["Builder"]

T = TypeVar("T")
_Hook = Callable[[Plain], Any]


def _kind_named(name: str) -> type:
    return ACTOR_KINDS.get(name) or KINDS[name]


class Builder:
    """Builds the objects of one file; equal dates, participants and places are made once.

    Example:
        >>> Builder().build({"kind": "person", "id": "a", "name": "A"})
        Person(id='a', name='A')
    """

    def __init__(self) -> None:
        self._nested: dict[type, dict[str, _Hook]] = {}
        self._once: dict[type, _Hook] = {kind: _once(kind) for kind in (Participant, Place)}

    def build(self, item: dict[str, Plain], kind: type[T] | None = None) -> T:
        """The object of an item.

        Args:
            item: Its fields; with ``kind`` among them where no class is given.
            kind: Its class.

        Raises:
            BilateralError: at the first fault that the package names.
            TypeError: at an unknown or missing key.
            KeyError: at an unknown kind.
        """
        fields = item.copy()
        cls: type = _kind_named(fields.pop("kind")) if kind is None else kind
        nested = self._nested.get(cls)
        if nested is None:
            nested = self._nested[cls] = self._hooks(cls)
        for name, value in fields.items():
            if name in nested and value is not None:
                fields[name] = nested[name](value)
        made: T = constructed(cls, **fields)  # a wrong call is explained later
        return made

    def _hooks(self, cls: type) -> dict[str, _Hook]:
        """The fields whose values are not what the constructor takes."""
        hooks: dict[str, _Hook] = {}
        given = attrs.fields_dict(cls)
        for name, field in fields_of(cls).items():
            kind = field.type
            if issubclass(kind, When):
                hooks[name] = self._once.get(kind) or self._once.setdefault(kind, _dated(kind))
            elif kind is EDTF:
                hooks[name] = parse_edtf
            elif kind is Quantity:
                hooks[name] = quantity_of
            elif issubclass(kind, Vocabulary):
                if field.many:
                    hooks[name] = _all(kind)
                elif given[name].converter is None:  # as in a kind that another package adds
                    hooks[name] = kind
            elif kind in PARTS:
                hooks[name] = _all(self._once.get(kind) or self._part(kind))
        return hooks

    def _part(self, kind: type) -> _Hook:
        return lambda value: self.build(value, kind)


def _all(hook: _Hook) -> _Hook:
    def many(values: Plain) -> tuple[Any, ...]:
        if type(values) is not list:
            raise CodecError("wrong value", found=values, expected="a list")
        return tuple([hook(value) for value in values])

    return many


def _once(kind: type) -> _Hook:
    """Makes parts whose values are texts or lists of texts; equal ones once."""
    made: dict[tuple[Plain, ...], Any] = {}

    def part(value: dict[str, Plain]) -> Any:
        key: tuple[Plain, ...] = (*value, *value.values())
        try:
            found = made.get(key)
        except TypeError:  # a list among them
            key = tuple([tuple(one) if type(one) is list else one for one in key])
            found = made.get(key)
        if found is None:
            found = made[key] = constructed(kind, **value)
        return found

    return part


def _dated(kind: type[When]) -> _Hook:
    """Reads dates; equal ones once."""
    made: dict[Hashable, When] = {}

    def when(value: Plain) -> When:
        key = value if type(value) is str else (*value.items(),)
        found = made.get(key)
        if found is None:
            found = made[key] = when_of(value, kind)
        return found

    return when
