"""The fields of a class, read off its annotations: the one place that inspects them."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from bilateral.dates.when import When
from bilateral.errors import BilateralError, RecordError
from bilateral.model.vocabulary import Vocabulary, frozen_tuple, unknown_name
from bilateral.quantities import Quantity

__all__ = [
    "WORDING",
    "RecordField",
    "as_tuple",
    "check_field",
    "check_plain",
    "claimable",
    "fields_of",
    "words_of",
]

WORDING = frozenset({"title", "note"})
"""Fields in which the coder words the record: others may word it otherwise, but none is wrong."""

_TYPE_WORDS = {
    str: "text",
    int: "a whole number",
    Quantity: "a Quantity, such as Quantity(2, 'days')",
}


@attrs.frozen
class _Plain:
    """The fields of a class that no converter guards, and those that hold many values.

    Attributes:
        get: Gives the values of all, first of those that hold one.
        ones: The fields that hold one, in that order.
        many: The others.
        first: How many hold one, with which ``get`` begins.
        right: Types of values, one for each field, that were found to be right; tuples of any.
    """

    get: Callable[[object], tuple[object, ...]]
    ones: tuple[RecordField, ...]
    many: tuple[RecordField, ...]
    first: int
    right: set[tuple[type, ...]]


@attrs.frozen
class RecordField:
    """One field of a class.

    Attributes:
        name: Its name.
        type: Type of its value, or of each value where there are many.
        many: Whether it holds a tuple.
        required: Whether it must be given.
        attribute: Name of the attribute, where that is not the name by which it is given.
    """

    name: str
    type: type
    many: bool
    required: bool
    attribute: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it takes one value or several, one of which is so."""
        return bool(self.attribute)


_FIELDS: dict[type, Mapping[str, RecordField]] = {}
_PLAIN: dict[type, _Plain] = {}
_CLAIMABLE: dict[type, Mapping[str, type]] = {}


def fields_of(kind: type) -> Mapping[str, RecordField]:
    """The fields of an attrs class that its constructor takes, by name.

    Args:
        kind: A class of records, actors or parts of them.
    """
    found = _FIELDS.get(kind)
    if found is None:
        found = _FIELDS[kind] = types.MappingProxyType(_read_fields(kind))
    return found


def as_tuple(value: object) -> object:
    """The converter of every field that holds many values: any iterable becomes a tuple.

    What is none, and text, comes back as it is for :func:`check_plain`, which knows the name of
    the field and the type of its values, to refuse.
    """
    if type(value) is tuple:
        return value
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
        return tuple(value)
    return value


def check_plain(instance: object, record: str | None = None) -> None:
    """Refuse a value of the wrong type in a field that no converter guards, one or of many.

    Args:
        instance: An object under construction.
        record: Id of the record concerned, for the error.

    Raises:
        RecordError: naming the field, what was found and what was expected.
    """
    kind = type(instance)
    plain = _PLAIN.get(kind)
    if plain is None:
        plain = _PLAIN[kind] = _plain_fields(kind)
    given = plain.get(instance)
    shape = tuple(map(type, given))  # whether a value is right hangs on its type alone
    if shape not in plain.right:
        _check_ones(given, plain, record)
        if shape[plain.first :].count(tuple) == len(plain.many) and len(plain.right) < _MOST_SHAPES:
            plain.right.add(shape)
    for values, field in zip(given[plain.first :], plain.many, strict=True):
        if type(values) is tuple:
            wanted = field.type
            for value in values:
                if type(value) is not wanted:
                    break
            else:
                continue
        try:
            frozen_tuple(values, field.type, field.name)
        except RecordError as error:
            made = _parts_of(values, field.type, field.name, error)
            if made is None:
                raise error.at(record=record) from None
            object.__setattr__(instance, field.name, made)


def _check_ones(given: tuple[object, ...], plain: _Plain, record: str | None) -> None:
    """Refuse a value of the wrong type in a field that holds one."""
    for value, field in zip(given, plain.ones, strict=False):
        if value is None and not field.required:
            continue
        if not isinstance(value, field.type) or isinstance(value, bool):
            raise RecordError(
                "wrong value",
                record=record,
                field=field.name,
                found=value,
                expected=_TYPE_WORDS.get(field.type, field.type.__name__),
            )


_MOST_SHAPES = 1024
"""Of a class so many are kept; they are few where no types are made while a program runs."""


def _parts_of(
    values: object, wanted: type, name: str, error: RecordError
) -> tuple[object, ...] | None:
    """The parts of a record that are written as texts or dictionaries; None if they are none.

    This way is taken only by what is no tuple of its type already.
    """
    of: Callable[[object], object] | None = getattr(wanted, "of", None)
    if of is None:
        return None
    if not isinstance(values, tuple):
        error.expected = f"{error.expected}, such as [{wanted.written}]"  # type: ignore[attr-defined]
        return None
    made: list[object] = []
    for index, value in enumerate(values):
        try:
            made.append(of(value))
        except BilateralError as wrong:
            error.field, error.found = f"{name}[{index}]", value
            error.expected, error.near = wrong.expected or str(wrong), wrong.near
            return None
    return tuple(made)


def claimable(kind: type) -> Mapping[str, type]:
    """Fields for which a citation may claim another value, with the type of that value."""
    found = _CLAIMABLE.get(kind)
    if found is None:
        found = _CLAIMABLE[kind] = types.MappingProxyType(
            {
                name: field.type
                for name, field in fields_of(kind).items()
                if not field.many
                and issubclass(field.type, (When, Quantity, Vocabulary, str))
                and name != "id"
            }
        )
    return found


def words_of(kind: type) -> Iterable[str]:
    """Fields in which a thing has one word or none: of a vocabulary, or a text of the world's.

    What every record has, such as its title, and its status are not among them.
    """
    for name, field in fields_of(kind).items():
        is_word = not field.many and issubclass(field.type, (Vocabulary, str))
        if is_word and not field.required and name not in _ALWAYS:
            yield name


_ALWAYS = frozenset({"status", "note"})


def check_field(kind: type, name: str) -> str:
    """The name, if the kind has such a field.

    Args:
        kind: A class of records.
        name: Name to look up.

    Raises:
        UnknownNameError: with near names, if it has not.
    """
    if name not in fields_of(kind):
        label = getattr(kind, "kind", kind.__name__.lower())
        raise unknown_name(f"field of kind {label!r}", name, fields_of(kind))
    return name


def _plain_fields(kind: type) -> _Plain:
    ones = [
        fields_of(kind)[attribute.name]
        for attribute in attrs.fields(kind)
        if attribute.init and attribute.converter is None
    ]
    many = [field for field in fields_of(kind).values() if field.many]
    if len(ones) + len(many) == 1:  # a getter of one name gives no tuple
        ones *= 2
    return _Plain(
        get=attrgetter(*(field.name for field in (*ones, *many))),
        ones=tuple(ones),
        many=tuple(many),
        first=len(ones),
        right=set(),
    )


@cache
def _hints_of(cls: type) -> Mapping[str, Any]:  # as typing gives them
    """The types of the fields that a class adds to those of its bases.

    Once for each class: to read the annotations of all bases for each kind takes three times as
    long, and much of the time in which a first dataset is loaded.
    """
    added = {
        name: hint
        for name, hint in inspect.get_annotations(cls).items()
        if attrs.has(cls) and hasattr(attrs.fields(cls), name)
    }
    alone = type(cls.__name__, (), {"__annotations__": added, "__module__": cls.__module__})
    return get_type_hints(alone)


def _read_fields(kind: type) -> dict[str, RecordField]:
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        hints |= _hints_of(base)
    found: dict[str, RecordField] = {}
    for attribute in attrs.fields(kind):
        if attribute.init:
            hint = hints[attribute.name]
            if get_origin(hint) in (Union, types.UnionType):
                hint = next(option for option in get_args(hint) if option is not type(None))
            is_tuple, renamed = get_origin(hint) is tuple, attribute.alias != attribute.name
            found[attribute.alias] = RecordField(
                attribute.alias,
                get_args(hint)[0] if is_tuple else hint,
                is_tuple and not renamed,
                attribute.default is attrs.NOTHING,
                attribute.name if renamed else "",
            )
    return found
