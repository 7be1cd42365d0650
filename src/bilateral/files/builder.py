"""Plain data to objects, quickly: the path taken when a file is right.

The constructors refuse wrong values themselves, so a builder only turns nested data into objects
and hands the rest over. It stops at the first fault; the thorough converter in
:mod:`bilateral.files.converters` then reads the item again and names all of them. Tests hold the
two to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.when import When
from bilateral.errors import CodecError
from bilateral.files.values import PARTS, Plain, quantity_of, when_of
from bilateral.model.actors import ACTOR_KINDS
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Participant
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["Builder"]

T = TypeVar("T")
_Hook = Callable[[Plain], Any]


_make: Callable[..., Any] = type.__call__
"""Makes an object without what its class does to explain a wrong call, as is done here later."""


def _kind_named(name: str) -> type:
    return ACTOR_KINDS.get(name) or KINDS[name]


class Builder:
    """Builds the objects of one file; equal dates and participants are made once.

    Example:
        >>> Builder().build({"kind": "person", "id": "a", "name": "A"})
        Person(id='a', name='A')
    """

    def __init__(self) -> None:
        self._dates: dict[Hashable, When] = {}
        self._participants: dict[tuple[tuple[str, Plain], ...], Participant] = {}
        self._nested: dict[type, list[tuple[str, _Hook]]] = {}

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
        for name, hook in nested:
            value = fields.get(name)
            if value is not None:
                fields[name] = hook(value)
        made: T = _make(cls, **fields)
        return made

    def _hooks(self, cls: type) -> list[tuple[str, _Hook]]:
        """The fields whose values are not what the constructor takes."""
        hooks: list[tuple[str, _Hook]] = []
        for name, field in fields_of(cls).items():
            kind = field.type
            if issubclass(kind, When):
                hooks.append((name, self._when(kind)))
            elif kind is EDTF:
                hooks.append((name, parse_edtf))
            elif kind is Quantity:
                hooks.append((name, quantity_of))
            elif issubclass(kind, Vocabulary):
                hooks.append((name, self._all(kind) if field.many else kind))
            elif kind is Participant:
                hooks.append((name, self._all(self._participant)))
            elif kind in PARTS:
                hooks.append((name, self._all(self._part(kind))))
        return hooks

    def _all(self, hook: _Hook) -> _Hook:
        def many(values: Plain) -> tuple[Any, ...]:
            if type(values) is not list:
                raise CodecError("wrong value", found=values, expected="a list")
            return tuple([hook(value) for value in values])

        return many

    def _part(self, kind: type) -> _Hook:
        return lambda value: self.build(value, kind)

    def _participant(self, value: dict[str, Plain]) -> Participant:
        key = tuple([(k, tuple(v) if type(v) is list else v) for k, v in value.items()])
        found = self._participants.get(key)
        if found is None:
            found = self._participants[key] = _make(Participant, **value)
        return found

    def _when(self, kind: type[When]) -> _Hook:
        def when(value: Plain) -> When:
            key = (kind, value) if type(value) is str else (kind, *value.items())
            found = self._dates.get(key)
            if found is None:
                found = self._dates[key] = when_of(value, kind)
            return found

        return when
