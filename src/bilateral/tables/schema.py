"""The table of records: its columns, derived from the classes of record, and its version.

One row holds one record and one directed pair of its participants, so a record of two parties
has two rows and a joint visit of three persons has three. Flat columns hold the usual case. Where
they cannot say everything (several citations, a third party, rival values) a column of JSON or of
delimited text on the same row holds the rest, so that each row alone answers every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

from bilateral.dates.when import When
from bilateral.errors import SchemaError, near_names
from bilateral.model.fields import RecordField, fields_of
from bilateral.model.records import KINDS, Condition, Event, Record, is_own_kind
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = [
    "AMOUNT",
    "BOUNDS",
    "DATE",
    "PARTICIPANT",
    "PLACE",
    "PLACE_COLUMNS",
    "SAME",
    "SIDES",
    "SIDE_COLUMNS",
    "VERSION",
    "Column",
    "ColumnType",
    "Single",
    "check",
    "check_version",
    "column_of",
    "columns",
    "singles_of",
]

VERSION = 1
"""Version of the schema; it grows when a column changes its name, type or meaning."""

ColumnType: TypeAlias = Literal["text", "integer", "number", "day", "truth"]

BOUNDS = ("start_min", "start_max", "end_min", "end_max")
"""The bounds of a date, as :class:`bilateral.dates.Span` names them."""

SIDES = ("initiator", "target")
"""The two participants of a row."""

PARTICIPANT = {
    "role": "part taken",
    "state": "id of the state acted for",
    "candidates": "ids of states between '|', one of which is acted for",
    "none": "'|state|' of whoever acts for no state",
    "person": "id of the person",
    "office": "id of the office",
    "organization": "id of the organization",
    "rank": "rank as printed",
    "sector": "sector of the office or body",
    "name": "as the source prints it",
    "rank_sector": "sector that the rank speaks for",
}
"""What a row says of each of its two participants, in the order of the JSON of all of them.

Each is what queries see: also the state that the entry of a person, office or organization
gives, and several values on which sources differ, between '|', such as ``|one|another|``."""
SAME = {"event": "are the same event", "component": "may be the same event, by a chain of links"}
"""What a row says of the identity of its record, in the order of
:data:`bilateral.collection.identity.Same`."""
PLACE = ("name", "state", "candidates", "printed")
"""What a row says of a place, in the order of the JSON of all of them."""
PLACE_COLUMNS = {name: "place" if name == "name" else f"place_{name}" for name in PLACE}
SIDE_COLUMNS = {side: {name: f"{side}_{name}" for name in PARTICIPANT} for side in SIDES}
DATE = ("", "_printed", *(f"_{bound}" for bound in BOUNDS), "_days_min", "_days_max",
        "_start_qualified", "_end_qualified", "_spans")  # fmt: skip
"""What follows the name of a date in those of its columns, in their order."""
AMOUNT = ("", "_unit", "_printed", "_min", "_max", "_amounts")
"""What follows the name of an amount in those of its columns, in their order."""

_BOUND_WORDS = {
    "start_min": "earliest day it can start; null: no bound",
    "start_max": "latest day it can start; null: no bound",
    "end_min": "earliest day it can end; null: no bound",
    "end_max": "latest day it can end; null: no bound",
}


@attrs.frozen
class Column:
    """One column.

    Attributes:
        name: Its name.
        type: ``"text"``, ``"integer"``, ``"number"`` (floating), ``"day"`` or ``"truth"``.
        meaning: What it holds; null means "not stated" unless it says otherwise.
        kinds: Kinds whose field it holds; None of a column of all. A table may lack it, which
            says that it has no such records.
        may_lack: Whether a table may lack it, which says that it is null of every record.
        is_list: Whether it holds all of a record that one cell of words cannot, which may be long
            and stands alike on each of its rows, so that memory has each text once.
    """

    name: str
    type: ColumnType
    meaning: str
    kinds: frozenset[str] | None = None
    may_lack: bool = False
    is_list: bool = False


@cache
def columns() -> Mapping[str, Column]:
    """Every column by name, in order.

    Example:
        >>> list(columns())[:6]
        ['id', 'pair', 'kind', 'title', 'status', 'date']
        >>> columns()["initiator_state"].meaning
        'initiator: id of the state acted for'
    """
    found = [
        Column("id", "text", "id of the record"),
        Column("pair", "integer", "number of the row among those of its record, from 0"),
        Column("kind", "text", "kind of record"),
        Column("title", "text", "what it states, in one short clause"),
        Column("status", "text", "status that queries see; null also where sources differ"),
        *_date_columns("date", "when"),
        *(
            Column(f"{side}_{name}", "text", f"{side}: {meaning}")
            for side in SIDES
            for name, meaning in PARTICIPANT.items()
        ),
        _list("roles", "parts taken in the whole record, each between '|'"),
        Column("unstated", "text", "parts that someone must take but nobody is stated for"),
        Column(
            "participants",
            "text",
            "JSON of all, where a row cannot say all; else null",
            is_list=True,
        ),
        Column("place", "text", "first place: name"),
        Column("place_state", "text", "first place: id of its state"),
        Column("place_candidates", "text", "first place: ids of states between '|', one is so"),
        Column("place_printed", "text", "first place: as the source prints it"),
        _list("places", "JSON of all, where there are several; else null"),
        Column("topics", "text", "subjects, each between '|'"),
        Column("source", "text", "first citation: id of the source"),
        Column("locator", "text", "first citation: where in the source"),
        Column("stance", "text", "first citation: how it bears on the record"),
        Column("mode", "text", "first citation: how the source puts it"),
        Column(
            "citations",
            "text",
            "JSON of all, where one row cannot say all; else null",
            is_list=True,
        ),
        _list("links", "JSON of the relations to other records"),
        *(
            Column(
                name, "text", f"least id of the records that {meaning}; null: alone", may_lack=True
            )
            for name, meaning in SAME.items()
        ),
        _list("note", "what a coder wants to say of it"),
        Column("none", "text", "what the thing has none of, each between '|'"),
        Column(
            "own", "text", "JSON of the record's own words, where queries see others", is_list=True
        ),
        _list("rivals", "words on which sources differ, by field"),
        Column(
            "folded", "text", "words in folded case, where lower case would not do", is_list=True
        ),
    ]
    known = {column.name: column for column in found}
    for kind in KINDS.values():
        for field in fields_of(kind).values():
            name = column_of(kind, field.name)
            for column in _field_columns(field, name):
                own_kind = frozenset({kind.kind})
                own = attrs.evolve(column, kinds=own_kind)
                seen = known.setdefault(own.name, own)
                if seen.type != own.type:
                    raise TypeError(f"two kinds of record give column {column.name} two types")
                if seen.kinds is not None:
                    known[own.name] = attrs.evolve(seen, kinds=seen.kinds | own_kind)
    return MappingProxyType(known)


_SHARED = frozenset({*fields_of(Event), *fields_of(Condition)})


def column_of(kind: type[Record], field: str) -> str:
    """The name of the column of a field, and the beginning of those of its bounds and the like.

    Args:
        kind: Kind of record. The fields that a kind of another package adds have its name before
            them, so that the same word in two packages is two columns.
        field: Name of a field.

    Example:
        >>> from bilateral import Visit
        >>> column_of(Visit, "purpose")
        'purpose'
    """
    if field in _SHARED or is_own_kind(kind):
        return field
    return f"{kind.kind.replace('-', '_')}__{field}"


@attrs.frozen
class Single:
    """A field of one value.

    Attributes:
        name: Its name.
        column: The name of its column, or the beginning of those that it has.
        type: The class of its values.
        is_date: Whether that is one of dates.
        is_amount: Whether that is one of amounts.
    """

    name: str
    column: str
    type: type
    is_date: bool
    is_amount: bool


@cache
def singles_of(kind: type[Record]) -> tuple[Single, ...]:
    """The fields of a kind that hold one value, but its note, which nobody claims otherwise."""
    return tuple(
        Single(
            field.name,
            column_of(kind, field.name),
            field.type,
            issubclass(field.type, When),
            field.type is Quantity,
        )
        for field in fields_of(kind).values()
        if not field.many and field.name != "note"
    )


def check_version(version: object) -> None:
    """Refuse a table of another version of the schema.

    Raises:
        SchemaError: naming both versions.
    """
    if version != VERSION:
        raise SchemaError(
            "a table of another version of the schema",
            field="schema_version",
            found=version,
            expected=str(VERSION),
        )


def check(found: Mapping[str, ColumnType | None]) -> None:
    """Refuse a table that is not one of records.

    Args:
        found: The columns of a table and what type each has in the words of this schema; None
            for a type that it does not have. Further columns are let be.

    Raises:
        SchemaError: naming every missing or mistyped column.

    Example:
        >>> check({"id": "integer"})
        Traceback (most recent call last):
            ...
        bilateral.errors.SchemaError: not a table of records: found 'id: integer', expected \
id: text; ... missing: pair, kind, ...
    """
    missing = [
        name
        for name, column in columns().items()
        if not (name in found or column.kinds or column.may_lack)
    ]
    wrong = [
        (column, found[name])
        for name, column in columns().items()
        if name in found and found[name] != column.type
    ]
    further = set(found) - set(columns())
    if missing or wrong:
        wanted = [f"{column.name}: {column.type}" for column, _ in wrong]
        raise SchemaError(
            "not a table of records",
            found="; ".join(f"{column.name}: {kind or 'another type'}" for column, kind in wrong)
            or None,
            expected="; ".join([*wanted, *_listed(missing)]),
            near=tuple(dict.fromkeys(n for name in missing for n in near_names(name, further)))[:3],
            missing=tuple(missing),
            mistyped=tuple(column.name for column, _ in wrong),
        )


def _list(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, is_list=True)


def _listed(missing: list[str]) -> list[str]:
    shown = ", ".join(missing[:12]) + (", ..." if len(missing) > 12 else "")
    return [f"{len(missing)} missing: {shown}"] if missing else []


def _date_columns(name: str, words: str) -> Iterable[Column]:
    yield Column(name, "text", f"{words}: EDTF expression of the record itself")
    yield Column(f"{name}_printed", "text", f"{words}: as the source prints it")
    for bound in BOUNDS:
        yield Column(f"{name}_{bound}", "day", f"{words}: {_BOUND_WORDS[bound]}")
    yield Column(f"{name}_days_min", "integer", f"{words}: days from start to end, at least")
    yield Column(f"{name}_days_max", "integer", f"{words}: at most; null: no bound")
    for side in ("start", "end"):
        marked = f"{words}: {side} marked ?, ~ or %; null if not stated"
        yield Column(f"{name}_{side}_qualified", "truth", marked)
    several = f"{words}: list of spans, one of which is so, where the bounds are those of several"
    yield _list(f"{name}_spans", several)


def _field_columns(field: RecordField, name: str) -> Iterable[Column]:
    words = name.replace("_", " ")
    if field.many:
        return
    if issubclass(field.type, When):
        yield from _date_columns(name, words)
    elif field.type is Quantity:
        yield Column(name, "text", f"{words}: amount of the record itself, as text")
        yield Column(f"{name}_unit", "text", f"{words}: what is counted or measured")
        yield Column(f"{name}_printed", "text", f"{words}: as the source prints it")
        yield Column(f"{name}_min", "number", f"{words}: at least")
        yield Column(f"{name}_max", "number", f"{words}: at most; null: no bound")
        several = f"{words}: list of bounds, one of which is so, where sources differ"
        yield _list(f"{name}_amounts", several)
    elif issubclass(field.type, (Vocabulary, str)):
        yield Column(name, "text", words)
    else:
        yield Column(name, "integer", words)
