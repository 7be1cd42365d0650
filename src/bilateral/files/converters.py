"""The converter of plain data to objects, which refuses what is not exactly right, all of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import GenericAlias
from typing import Any, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.when import Moment, Period, Sequence
from bilateral.errors import CodecError
from bilateral.files.values import PARTS, Plain, checked, quantity_of, when_of
from bilateral.model.actors import ACTOR_KINDS, AnyActor
from bilateral.model.evidence import Citation, Locator
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, AnyRecord, Place
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.quantities import Quantity

__all__ = ["thorough"]


@cache
def thorough() -> Converter:
    """The converter that collects every fault with its path."""
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    kinds = dict(KINDS)  # first, since those from outside may have vocabularies of their own
    _register_values(converter)
    _register_vocabularies(converter)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_hook(converter, kind))
    for kind in (*PARTS, *kinds.values(), *ACTOR_KINDS.values()):
        _register_class(converter, kind)
    # Unions last: a union's hook looks the members' hooks up when it is called.
    _register_union(converter, AnyRecord, "kind of record", kinds)
    _register_union(converter, AnyActor, "kind of actor", ACTOR_KINDS)
    return converter


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_hook(converter: Converter, kind: Any) -> Any:
    """Structures a tuple of many from a list, and from nothing else: text is no list of letters."""
    many: Any = GenericAlias(list, get_args(kind)[:1])
    hook = converter.get_structure_hook(many)
    return lambda value, _: tuple(hook(checked(value, list, "a list"), many))


def _alternatives(value: Plain, _: Any = None) -> Plain:
    """One id, a list of several, or none: the form in a file and that of the constructor."""
    if value is not None and not isinstance(value, str):
        for item in checked(value, list, "text or a list of texts"):
            checked(item, str, "text")
    return value


_WRITTEN: dict[type, str] = {Citation: "source", Place: "name"}
"""Parts for which a text may stand in a constructor, with the field that it is of."""


def _register_class(converter: Converter, kind: type[Any]) -> None:
    renamed: Any = {
        field.attribute: override(rename=name, struct_hook=_alternatives)
        for name, field in fields_of(kind).items()
        if field.is_open
    }
    structure = make_dict_structure_fn(
        kind,
        converter,
        **renamed,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
    )

    def guarded(value: Plain, wanted: type) -> Any:
        if not isinstance(value, dict):
            expected = "an object"
            if isinstance(value, str) and kind in _WRITTEN:
                expected += f" such as {{ {_WRITTEN[kind]} = {json.dumps(value)} }}"
            raise CodecError("wrong value", found=value, expected=expected)
        return structure(value, wanted)

    converter.register_structure_hook(kind, guarded)


def _register_union(
    converter: Converter,
    union: Any,  # a union of classes
    what: str,
    kinds: Mapping[str, type],
) -> None:
    hooks = {name: converter.get_structure_hook(kind) for name, kind in kinds.items()}

    def structure(value: Plain, _: Any) -> Any:
        if not isinstance(value, dict):
            raise CodecError("wrong value", found=value, expected="an object")
        name = value.get("kind")
        if not isinstance(name, str) or name not in hooks:
            error = unknown_name(what, name, kinds, listed=True)
            error.field = "kind"
            raise error
        fields = value.copy()
        del fields["kind"]
        return hooks[name](fields, kinds[name])

    converter.register_structure_hook(union, structure)


def _register_vocabularies(converter: Converter) -> None:
    # One by one: each is a subclass of str, whose hook would otherwise be taken for it.
    for vocabulary in Vocabulary.__subclasses__():
        converter.register_structure_hook(
            vocabulary, lambda value, kind: kind(checked(value, str, "text"))
        )


def _register_values(converter: Converter) -> None:
    """Values whose form in a file is not that of their class."""
    converter.register_structure_hook(str, lambda value, _: checked(value, str, "text"))
    converter.register_structure_hook(int, lambda value, _: checked(value, int, "a whole number"))

    converter.register_structure_hook(
        EDTF, lambda value, _: parse_edtf(checked(value, str, "EDTF text"))
    )
    for kind in (Moment, Period, Sequence):
        converter.register_structure_hook(kind, when_of)
    converter.register_structure_hook(Quantity, lambda value, _: quantity_of(value))
    converter.register_structure_hook(
        Locator, lambda value, _: Locator.of(checked(value, str, "text"))
    )
