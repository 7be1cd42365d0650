"""The converter between objects and plain data, which refuses what is not exactly right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import GenericAlias
from typing import Any, TypeAlias, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from bilateral.collection.info import DatasetInfo, SourceGroup
from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.when import Moment, Period, Sequence, When
from bilateral.errors import CodecError, near_names
from bilateral.model.actors import ACTOR_KINDS, AnyActor
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Citation, Claim, Locator, Source
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, AnyRecord, Link, Participant, Place
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.quantities import Quantity

__all__ = ["PARTS", "Plain", "quantity_of", "thorough", "when_of"]

Plain: TypeAlias = Any  # what JSON holds: dict, list, str, int, float, bool, None

PARTS: tuple[type, ...] = (
    Claim,
    Citation,
    Source,
    Coverage,
    Link,
    Place,
    Participant,
    SourceGroup,
    DatasetInfo,
)
"""The classes, other than kinds of record and actor, that are an object in a file."""


@cache
def thorough() -> Converter:
    """The converter that collects every fault with its path, and that writes."""
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


def when_of(value: Plain, kind: type[When]) -> When:
    """The moment or period of its plain form: EDTF text, or an object with the printed words.

    Raises:
        BilateralError: if it is neither.
    """
    if isinstance(value, dict):
        fields = _only(value, {"edtf": str, "printed": str}, required="edtf")
        return kind(parse_edtf(fields["edtf"]), fields.get("printed"))
    return kind(parse_edtf(_checked(value, str, "EDTF text")))


def quantity_of(value: Plain) -> Quantity:
    """The quantity of its plain form: a number, text, or an object with unit and printed words.

    Raises:
        BilateralError: if it is none of these.
    """
    if isinstance(value, dict):
        shape = {"amount": (str, int, float), "unit": str, "printed": str}
        return Quantity(**_only(value, shape, required="amount"))
    return Quantity(_checked(value, (str, int, float), "an amount"))


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_hook(converter: Converter, kind: Any) -> Any:
    """Structures a tuple of many from a list, and from nothing else: text is no list of letters."""
    many: Any = GenericAlias(list, get_args(kind)[:1])
    hook = converter.get_structure_hook(many)
    return lambda value, _: tuple(hook(_checked(value, list, "a list"), many))


def _alternatives(value: Plain, _: Any = None) -> Plain:
    """One id, a list of several, or none: the form in a file and that of the constructor."""
    if value is not None and not isinstance(value, str):
        for item in _checked(value, list, "text or a list of texts"):
            _checked(item, str, "text")
    return value


def _plain_alternatives(values: tuple[str, ...]) -> Plain:
    return values[0] if len(values) == 1 else list(values)


def _register_class(converter: Converter, kind: type[Any]) -> None:
    renamed: Any = {
        field.attribute: override(
            rename=name, struct_hook=_alternatives, unstruct_hook=_plain_alternatives
        )
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
            raise CodecError("wrong value", found=value, expected="an object")
        return structure(value, wanted)

    converter.register_structure_hook(kind, guarded)
    converter.register_unstructure_hook(
        kind, make_dict_unstructure_fn(kind, converter, **renamed, _cattrs_omit_if_default=True)
    )


def _register_union(
    converter: Converter,
    union: Any,  # a union of classes
    what: str,
    kinds: Mapping[str, type],
) -> None:
    hooks = {name: converter.get_structure_hook(kind) for name, kind in kinds.items()}
    plain = {kind: (name, converter.get_unstructure_hook(kind)) for name, kind in kinds.items()}

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

    def unstructure(value: Any) -> Plain:
        name, hook = plain[type(value)]
        return {"kind": name, **hook(value)}

    converter.register_structure_hook(union, structure)
    converter.register_unstructure_hook(union, unstructure)


def _register_vocabularies(converter: Converter) -> None:
    # One by one: each is a subclass of str, whose hook would otherwise be taken for it.
    for vocabulary in Vocabulary.__subclasses__():
        converter.register_structure_hook(
            vocabulary, lambda value, kind: kind(_checked(value, str, "text"))
        )
        converter.register_unstructure_hook(vocabulary, lambda value: value.value)


def _register_values(converter: Converter) -> None:
    """Values whose form in a file is not that of their class."""
    converter.register_structure_hook(str, lambda value, _: _checked(value, str, "text"))
    converter.register_structure_hook(int, lambda value, _: _checked(value, int, "a whole number"))

    def plain_when(value: When) -> Plain:
        if value.printed is None:
            return value.edtf.text
        return {"edtf": value.edtf.text, "printed": value.printed}

    def plain_quantity(value: Quantity) -> Plain:
        rest = {name: text for name in ("unit", "printed") if (text := getattr(value, name))}
        return {"amount": value.amount, **rest} if rest else value.amount

    converter.register_structure_hook(
        EDTF, lambda value, _: parse_edtf(_checked(value, str, "EDTF text"))
    )
    converter.register_unstructure_hook(EDTF, str)
    for kind in (Moment, Period, Sequence):
        converter.register_structure_hook(kind, when_of)
        converter.register_unstructure_hook(kind, plain_when)
    converter.register_structure_hook(Quantity, lambda value, _: quantity_of(value))
    converter.register_unstructure_hook(Quantity, plain_quantity)
    converter.register_structure_hook(
        Locator, lambda value, _: Locator.of(_checked(value, str, "text"))
    )
    converter.register_unstructure_hook(Locator, str)


def _checked(value: Plain, kind: Any, name: str) -> Any:  # kind: as for isinstance
    if not isinstance(value, kind) or isinstance(value, bool):
        raise CodecError("wrong value", found=value, expected=name)
    return value


def _only(value: dict[str, Plain], shape: Mapping[str, Any], *, required: str) -> dict[str, Plain]:
    """An object's items, if there are no other keys than those of a shape."""
    for key, item in value.items():
        if key not in shape:
            raise CodecError("unknown key", field=key, near=near_names(key, shape))
        if not isinstance(item, shape[key]) or isinstance(item, bool):
            raise CodecError("wrong value", field=key, found=item, expected="text or a number")
    if required not in value:
        raise CodecError("missing", expected=f"a value for {required!r}")
    return value
