"""The JSON Schema of dataset files, read off the classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bilateral.collection.info import DatasetInfo
from bilateral.dates.expression import EDTF
from bilateral.dates.when import Moment, Period, Sequence
from bilateral.files.documents import FORMAT_VERSION
from bilateral.files.values import PARTS
from bilateral.model.actors import ACTOR_KINDS
from bilateral.model.evidence import Locator, Source
from bilateral.model.fields import RecordField, fields_of
from bilateral.model.records import KINDS, Record
from bilateral.model.vocabulary import SLUG, Vocabulary

__all__ = ["json_schema", "record_schema"]

Schema = dict[str, Any]  # JSON Schema is plain data of any depth

_TEXT: Schema = {"type": "string"}
_EDTF: Schema = {"type": "string", "maxLength": 400, "description": "EDTF, levels 0 to 2"}
_VALUES: dict[type, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    EDTF: _EDTF,
    Locator: {"type": "string", "description": "such as '3.1', 'page 12', 'row 7'"},
}


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a dataset file in its JSON form.

    A schema cannot say everything: that ids exist, that roles fit their kind and that dates are
    EDTF is checked on reading. The TOML form has the same shape.

    Example:
        >>> json_schema()["$defs"]["visit"]["properties"]["kind"]
        {'const': 'visit'}

    Source: https://json-schema.org/draft/2020-12/schema.
    """
    definitions = {_name(kind): _when(_name(kind)) for kind in (Moment, Period, Sequence)}
    definitions["quantity"] = _quantity()
    for part in PARTS:
        definitions[_name(part)] = _object(part)
    for kinds in (KINDS, ACTOR_KINDS):
        for name, kind in kinds.items():
            definitions[name] = _object(kind, kind=name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A bilateral dataset",
        "type": "object",
        "properties": {
            "format": {"const": "bilateral"},
            "version": {"const": FORMAT_VERSION},
            "dataset": _reference(_name(DatasetInfo)),
            "sources": {"type": "array", "items": _reference(_name(Source))},
            "actors": {"type": "array", "items": _one_of(ACTOR_KINDS)},
            "records": {"type": "array", "items": _one_of(KINDS)},
        },
        "required": ["format", "version"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def record_schema(kind: type[Record]) -> Schema:
    """The JSON Schema of one record by itself, which refers to nothing outside of it.

    Args:
        kind: A kind of record, or ``Record`` for any.

    Example:
        >>> from bilateral import Visit
        >>> record_schema(Visit)["title"]
        'visit'
    """
    own = getattr(kind, "kind", None)
    definitions = json_schema()["$defs"]
    top = _one_of(KINDS) if own is None else definitions[own]
    found: Schema = _written_out({"title": own or "record", **top}, definitions)
    return found


def _written_out(schema: Any, definitions: Schema) -> Any:  # a part of a schema
    """A schema with what it refers to in the place of references."""
    if isinstance(schema, list):
        return [_written_out(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _written_out(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _written_out(value, definitions) for key, value in schema.items()}


def _object(cls: type, *, kind: str | None = None) -> Schema:
    fields = fields_of(cls).values()
    properties = {field.name: _field(field) for field in fields}
    required = [field.name for field in fields if field.required]
    if kind is not None:
        properties = {"kind": {"const": kind}, **properties}
        required = ["kind", *required]
    summary = (cls.__doc__ or "").partition("\n")[0]
    return {
        "type": "object",
        "description": summary,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field(field: RecordField) -> Schema:
    value = _value(field.type)
    if field.name == "id":
        value = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
    if field.is_open:
        several = {"type": "array", "items": value, "description": "One of these."}
        return {"anyOf": [value, several, {"type": "null"}]}
    if field.many:
        return {"type": "array", "items": value, **({"minItems": 1} if field.required else {})}
    return value if field.required else {"anyOf": [value, {"type": "null"}]}


def _value(kind: type) -> Schema:
    if kind in _VALUES:
        return _VALUES[kind]
    if issubclass(kind, Vocabulary):
        return {"enum": [member.value for member in kind]}
    return _reference(_name(kind))


def _name(kind: type) -> str:
    return kind.__name__[0].lower() + kind.__name__[1:]


def _when(name: str) -> Schema:
    described = {
        "type": "object",
        "properties": {"edtf": _EDTF, "printed": _TEXT},
        "required": ["edtf"],
        "additionalProperties": False,
    }
    return {"description": f"A {name}.", "anyOf": [_EDTF, described]}


def _quantity() -> Schema:
    amount = {"anyOf": [{"type": "number", "minimum": 0}, _TEXT]}
    described = {
        "type": "object",
        "properties": {"amount": amount, "unit": _TEXT, "printed": _TEXT},
        "required": ["amount"],
        "additionalProperties": False,
    }
    return {"description": "An amount.", "anyOf": [*amount["anyOf"], described]}


def _one_of(kinds: Mapping[str, type]) -> Schema:
    return {"oneOf": [_reference(name) for name in kinds]}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
