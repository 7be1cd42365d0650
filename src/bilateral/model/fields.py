"""The fields of a class, read off its annotations: the one place that inspects them."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from numbers import Real
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import attrs

from bilateral.dates.when import When
from bilateral.errors import BilateralError, RecordError
from bilateral.model.glances import glance_of
from bilateral.model.vocabulary import Vocabulary, frozen_tuple, unknown_name
from bilateral.quantities import Quantity

__all__ = [
    "WORDING",
    "RecordField",
    "amount",
    "as_tuple",
    "check_field",
    "check_plain",
    "claimable",
    "fields_of",
    "words_of",
]

WORDING = frozenset({"title", "note"})
"""Fields in which the coder words the record: others may word it otherwise, but none is wrong."""

_TYPE_WORDS = {str: "text", int: "a whole number"}

if TYPE_CHECKING:

    def amount(value: Quantity | float | str | None) -> Quantity | None:
        """What a field of an amount takes: see :func:`check_plain`."""

else:
    amount = None  # what is an amount already, as nearly all are, goes through no converter


@attrs.frozen
class RecordField:
    """One field of a class.

    Attributes:
        name: Its name.
        type: Type of its value, or of each value where there are many.
        many: Whether it holds a tuple.
        required: Whether it must be given.
        attribute: Name of the attribute, where that is not the name by which it is given.
        unit: Of an amount that has the same in each record: its unit.
        such: Of another, a unit that it may have.
    """

    name: str
    type: type
    many: bool
    required: bool
    attribute: str = ""
    unit: str | None = None
    such: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it takes one value or several, one of which is so."""
        return bool(self.attribute)


_FIELDS: dict[type, Mapping[str, RecordField]] = {}
_PLAIN: dict[type, Callable[[object], bool]] = {}
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
    is_plain = _PLAIN.get(kind)
    if is_plain is None:
        is_plain = _PLAIN[kind] = _glance(kind)
    if not is_plain(instance):
        _check_each(instance, record)


def _check_each(instance: object, record: str | None) -> None:
    """Refuse a value of the wrong type, or make the parts that are written otherwise."""
    ones, many = _unguarded(type(instance))
    for field in ones:
        value = getattr(instance, field.name)
        if value is None and not field.required:
            continue
        if field.type is Quantity:
            object.__setattr__(instance, field.name, _amount_of(value, field, record))
            continue
        if not isinstance(value, field.type) or isinstance(value, bool):
            raise RecordError(
                "wrong value",
                record=record,
                field=field.name,
                found=value,
                expected=_TYPE_WORDS.get(field.type, field.type.__name__),
            )
    for field in many:
        values = getattr(instance, field.name)
        try:
            frozen_tuple(values, field.type, field.name)
        except RecordError as error:
            made = _parts_of(values, field.type, field.name, error)
            if made is None:
                raise error.at(record=record) from None
            object.__setattr__(instance, field.name, made)


def _amount_of(value: object, field: RecordField, record: str | None) -> Quantity:
    """The amount that is written as a number or a text; of money, with the currency."""
    unit = field.unit or field.such
    text = "2..5" if field.unit or not unit else f"2..5 {unit}"
    expected = f"a number, text such as '100~' or {text!r}, or Quantity('100~', {unit!r})"
    wrong = RecordError(
        "wrong value", record=record, field=field.name, found=value, expected=expected
    )
    if isinstance(value, bool) or not isinstance(value, (Quantity, str, Real)):
        raise wrong
    try:
        return Quantity.of(value, field.unit)  # type: ignore[arg-type]  # any real number
    except RecordError:
        raise wrong from None


def _parts_of(
    values: object, wanted: type, name: str, error: RecordError
) -> tuple[object, ...] | None:
    """The parts of a record that are written as texts or dictionaries, or one of them alone.

    None if they are none.

    This way is taken only by what is no tuple of its type already.
    """
    of: Callable[[object], object] | None = getattr(wanted, "of", None)
    if of is None:
        return None
    if not isinstance(values, tuple):
        with suppress(BilateralError):
            return (of(values),)  # one alone
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


def _unguarded(kind: type) -> tuple[list[RecordField], list[RecordField]]:
    """The fields of a class that no converter guards, and those that hold many values."""
    fields = fields_of(kind)
    ones = [fields[a.name] for a in attrs.fields(kind) if a.init and a.converter is None]
    return ones, [field for field in fields.values() if field.many]


def _glance(kind: type) -> Callable[[object], bool]:
    """Tells of most objects of a class that :func:`_check_each` would find nothing wrong."""
    ones, many = _unguarded(kind)
    return glance_of(
        {field.name: field.type for field in ones if field.required},
        {field.name: field.type for field in ones if not field.required},
        {field.name: field.type for field in many},
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
                **attribute.metadata,
            )
    return found
