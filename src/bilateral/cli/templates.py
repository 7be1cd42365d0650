"""``template`` and ``schema``: what a file of one's own is to look like."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bilateral.cli.completing import Kind
from bilateral.cli.console import data, json_text
from bilateral.cli.questions import kind_of
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.model.fields import RecordField
    from bilateral.model.records import Record

__all__ = ["block", "columns_for", "mapping_for", "schema", "template"]


def template(kind: Kind, /, *, csv: bool = False, mapping: bool = False) -> None:
    """Print a record to fill in: TOML with what may be added as comments.

    Args:
        kind: Kind of record, such as visit.
        csv: A table to code by hand, with a row a record, instead.
        mapping: The mapping with which that table is read: read FILE --mapping.
    """
    wanted = kind_of(kind)
    if mapping:
        data(mapping_for(wanted))
    elif csv:
        data(columns_for(wanted))
    else:
        data(block(wanted))


def schema() -> None:
    """Print the JSON Schema of dataset files."""
    from bilateral.files import json_schema

    data(json_text(json_schema()))


def columns_for(kind: type[Record]) -> str:
    """An empty table for a kind, as CSV."""
    from bilateral.model.records import Visit
    from bilateral.readers.sets.visits import template as visits

    return visits() if kind is Visit else ",".join(_columns(kind)) + "\n"


def mapping_for(kind: type[Record]) -> str:
    """The mapping of the columns of such a table, as TOML.

    Raises:
        BilateralError: of visits, whose table is one of a reader.
    """
    from bilateral.model.records import Visit

    if kind is Visit:
        raise BilateralError("a table of visits is read without a mapping")
    head = f'format = "bilateral-mapping"\nversion = 1\nkind = "{kind.kind}"\n\n[fields]\n'
    return head + "".join(f'"{name}" = {{ column = "{name}" }}\n' for name in _columns(kind))


def _columns(kind: type[Record]) -> list[str]:
    """The fields of a mapping that are of use in a table."""
    from bilateral.readers import FieldRule, RecordMapping

    targets = RecordMapping(kind=kind.kind, fields={"date": FieldRule(column="date")}).targets()
    roles = [role.value.replace(" ", "_") for role in kind.roles]
    first = ["id", "date", "status", "title"]
    sides = [name for name in targets if name.rstrip("2") in roles]
    people = [f"{side}.{part}" for side in sides for part in ("office", "sector")]
    others = [
        name
        for name in targets
        if name.partition(".")[0].rstrip("2") not in roles and name not in (*first, "note")
    ]
    return [name for name in (*first, *sides, *people, *others, "note") if name in targets]


# -- TOML ----------------------------------------------------------------------------------------

_HEAD = """\
format = "bilateral"
version = 1

[dataset]
name = "mine"
title = "My records"

[[sources]]
id = "my-source"
title = "Title of the article, document or page"
# url = "https://example.org/"
# published = "2018-05"        # EDTF: 2018, 2018-05, 2018-05-03

"""


def block(kind: type[Record]) -> str:
    """A file of one record of a kind, with a comment for each field that may be added."""
    return _HEAD + "\n".join(_lines(kind)) + "\n"


def _lines(kind: type[Record]) -> Iterator[str]:
    from bilateral.model.fields import fields_of
    from bilateral.model.records import Record as Base

    yield "[[records]]"
    yield f'kind = "{kind.kind}"'
    yield f'id = "my-{kind.kind}-1"  # words joined by -, never used twice'
    yield 'title = "What it states, in one short clause"'
    for name, field in fields_of(kind).items():
        sample = _sample(field)
        if sample is None or name in ("id", "title", "note"):
            continue
        is_given = field.required or name in ("date", "status")
        if is_given or name not in fields_of(Base):
            yield f"{'' if is_given else '# '}{name} = {sample}"
            yield from _remark(field)
    yield '# topics = ["one", "another"]'
    yield '# places = [{ name = "Moscow", state = "RUS" }]'
    yield '# note = "What else is to be said"'
    yield "participants = ["
    yield from (f'  {{ role = "{role}", state = "{state}" }},' for role, state in _roles(kind))
    yield "]  # also with person, office, organization, rank, sector, name"
    others = sorted(kind.roles - {role for role, _ in _roles(kind)})
    if others:
        yield f"#  and with the roles {', '.join(others)}"
    yield ""
    yield "[[records.citations]]"
    yield 'source = "my-source"'
    yield 'locator = "3.1"  # paragraph 3, sentence 1; or "page 12", "row 7"'
    yield '# stance = "asserts"'
    yield "#  or corroborates, refines, casts doubt, contradicts"
    yield '# mode = "fact"'
    yield "#  or attributed, opinion, inference, presupposed, prediction"


def _roles(kind: type[Record]) -> list[tuple[str, str]]:
    """A role for each side of a kind."""
    found = [min(side) for side in kind.sides]
    return list(zip(found, ("PAK", "RUS"), strict=False))


def _sample(field: RecordField) -> str | None:
    """A value of a field as TOML; none of those that are written out by hand."""
    from bilateral.dates.when import Moment, When
    from bilateral.model.vocabulary import Vocabulary
    from bilateral.quantities import Quantity

    if field.many:
        return None
    if issubclass(field.type, When):
        return '"2018-04-24"' if issubclass(field.type, Moment) else '"2018-04-24/2018-04-25"'
    if issubclass(field.type, Quantity):
        return "10"
    if issubclass(field.type, Vocabulary):
        return f'"{next(iter(field.type))}"'
    return {str: '"..."', int: "1"}.get(field.type)


def _remark(field: RecordField) -> Iterator[str]:
    """Comments under a field: what else may stand there."""
    from bilateral.model.vocabulary import Vocabulary
    from bilateral.quantities import Quantity

    if issubclass(field.type, Vocabulary):
        others = ", ".join([*field.type][1:])
        yield from textwrap.wrap(f"or {others}", 79, initial_indent="#  ", subsequent_indent="#  ")
    if issubclass(field.type, Quantity):
        yield '#  or { amount = "10..12", unit = "aircraft" }'
