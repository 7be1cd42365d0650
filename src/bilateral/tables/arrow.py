"""Datasets as Arrow tables, with actors, sources and the schema's version beside them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import pyarrow as pa

from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.identity import same_of
from bilateral.errors import RecordError, SchemaError
from bilateral.files.documents import dataset_of, dumps
from bilateral.model.records import AnyRecord
from bilateral.query.participation import NOBODY
from bilateral.tables.parts import Cell
from bilateral.tables.rows import Rows, rows_of
from bilateral.tables.schema import SAME, SIDE_COLUMNS, VERSION, ColumnType, check_version, columns

__all__ = [
    "LISTS",
    "METADATA",
    "NEVER_NULL",
    "arrow_schema",
    "facts_in",
    "metadata",
    "names_in",
    "to_arrow",
    "with_each_text_once",
]

METADATA = "bilateral"
"""Key of the metadata: a JSON object with ``schema_version`` and ``dataset``, which holds the
actors, sources and info as a file of the package does."""
LISTS = pa.dictionary(pa.int32(), pa.string())
"""Of the columns that stand alike on each row of a record: memory has each text once."""
NEVER_NULL = ("id", "pair", "kind")


def to_arrow(
    records: Iterable[AnyRecord],
    names: Contents | None = None,
    surely: Container[str] | None = None,
) -> pa.Table:
    """Records as an Arrow table.

    Args:
        records: The records.
        names: Dataset whose actors, sources and info go into the metadata; by default that of the
            records alone. Its records say which of them are, or may be, one event.
        surely: Ids of the definite ones, for a column ``match``; None for no such column.

    Raises:
        RecordError: if a record has a date outside the years 1 to 9999.
        MissingExtraError: without the extra ``tables``.
    """
    schema = arrow_schema(names, match=surely is not None)
    found = tuple(records)
    same = same_of(found) if names is None else names.same
    cast = NOBODY if names is None else names.cast
    batches: list[pa.RecordBatch] = []
    for first in range(0, len(found), _RECORDS):
        rows = rows_of(found[first : first + _RECORDS], cast)
        ids = [str(one) for one in rows.records["id"]]
        beside: dict[str, Sequence[Cell]] = {
            name: [same[one][number] if one in same else None for one in ids]
            for number, name in enumerate(SAME)
        }
        if surely is not None:
            beside["match"] = ["definite" if one in surely else "possible" for one in ids]
        batches += _batches(attrs.evolve(rows, records={**rows.records, **beside}), schema)
    return with_each_text_once(pa.Table.from_batches(batches, schema=schema))


def with_each_text_once(table: pa.Table) -> pa.Table:
    """A table whose columns of lists have each of their texts once for all parts of the table.

    Files of Arrow take no others.
    """
    try:
        return table.unify_dictionaries()
    except (pa.ArrowInvalid, pa.ArrowCapacityError):  # more text than one array can hold
        return table


_RECORDS = 10_000  # that are looked at together
_ROWS = 20_000  # of a part of the table; a treaty of all states has more


def _batches(rows: Rows, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as parts of a table; each cell of a record or a participant is made once, then taken."""
    columns_of = {"record": [(name, cells) for name, cells in rows.records.items()]}
    for side, names in SIDE_COLUMNS.items():
        columns_of[side] = [(names[name], cells) for name, cells in rows.participants.items()]
    whole = {
        name: (what, _array(cells, schema.field(name), rows, getattr(rows, what)))
        for what, found in columns_of.items()
        for name, cells in found
    }
    for first in range(0, len(rows.record), _ROWS):
        part = slice(first, first + _ROWS)
        numbers = {what: pa.array(getattr(rows, what)[part], pa.int32()) for what in columns_of}
        arrays = {
            name: array.take(numbers[what])
            for name, (what, array) in whole.items()
            if array.null_count < len(array)
        }
        arrays["pair"] = pa.array(rows.pair[part], pa.int64())
        nothing = {kind: pa.nulls(len(arrays["pair"]), kind) for kind in set(schema.types)}
        cells = [arrays.get(field.name, nothing[field.type]) for field in schema]
        yield pa.record_batch([*_equal_ones_shared(cells)], schema=schema)


def _equal_ones_shared(arrays: Iterable[pa.Array]) -> Iterator[pa.Array]:
    """Arrays, of which those that are equal are one: all four bounds of a day are."""
    known: dict[tuple[pa.DataType, int], list[pa.Array]] = {}
    for array in arrays:
        like = known.setdefault((array.type, array.null_count), [])
        same = next((one for one in like if one is array or one.equals(array)), None)
        if same is None:
            like.append(array)
        yield array if same is None else same


def _array(
    cells: Sequence[Cell], field: pa.Field, rows: Rows, numbers: Sequence[int | None]
) -> pa.Array:
    """The cells of a column, not yet those of its rows.

    Args:
        cells: One for each record or participant.
        field: The column.
        rows: The rows.
        numbers: The number of the cell of each row.

    Raises:
        RecordError: naming the record, if the cell of a row does not fit.
    """
    is_coded = pa.types.is_dictionary(field.type)
    kind = field.type.value_type if is_coded else field.type
    try:
        array = pa.array(cells, kind)
    except _UNFIT:
        for row, number in enumerate(numbers):
            if number is not None:
                _check_fits(cells[number], field.name, kind, rows.records["id"][rows.record[row]])
        used = set(numbers)
        array = pa.array([cell if n in used else None for n, cell in enumerate(cells)], kind)
    return array.dictionary_encode() if is_coded else array


_UNFIT = (pa.ArrowException, UnicodeError, OverflowError)


def _check_fits(cell: Cell, name: str, kind: pa.DataType, record: Cell) -> None:
    try:
        pa.array([cell], kind)
    except _UNFIT as error:
        raise RecordError(
            "a value that no table can hold", record=str(record), field=name, found=cell
        ) from error


def arrow_schema(names: Contents | None = None, *, match: bool = False) -> pa.Schema:
    """The columns as an Arrow schema, with the metadata; with ``match`` if asked for."""
    types: Mapping[ColumnType, pa.DataType] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "truth": pa.bool_(),
    }
    fields = [
        pa.field(
            column.name,
            LISTS if column.is_list else types[column.type],
            nullable=column.name not in NEVER_NULL,
        )
        for column in columns().values()
    ]
    if match:
        fields.append(pa.field("match", pa.string()))
    return pa.schema(fields, metadata={METADATA: metadata(names)})


def metadata(names: Contents | None) -> str:
    """The text of the metadata."""
    facts: dict[str, Any] = {"schema_version": VERSION}
    if names is not None:
        apart = Dataset(actors=names.actors, sources=names.sources, info=names.info)
        facts["dataset"] = json.loads(dumps(apart))
    return json.dumps(facts, ensure_ascii=False)


def names_in(text: str | bytes | None) -> Dataset | None:
    """The actors, sources and info of a table's metadata; None if it carries none.

    Raises:
        SchemaError: if the table is of another version of the schema, or the text is none.
        FaultsError: with every fault of what it says.
    """
    plain = facts_in(text).get("dataset")
    return None if plain is None else dataset_of(plain)


def facts_in(text: str | bytes | None) -> Mapping[str, Any]:
    """What a table's metadata says of it, not yet looked through; nothing if there is none.

    Raises:
        SchemaError: if the table is of another version of the schema, or the text is none.
    """
    if text is None:
        return {}
    try:
        facts: dict[str, Any] = json.loads(text)
        version = facts["schema_version"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SchemaError(
            f"unreadable metadata ({error})", field=METADATA, expected="a JSON object"
        ) from None
    check_version(version)
    return facts
