"""Datasets as Arrow tables and back, with actors, sources and the schema's version beside them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.identity import same_of
from bilateral.errors import BilateralError, FaultsError, RecordError, SchemaError
from bilateral.files.documents import dataset_of, dumps
from bilateral.model.records import AnyRecord
from bilateral.query.participation import NOBODY
from bilateral.tables.rows import Row, record_of, rows_of
from bilateral.tables.schema import SAME, VERSION, ColumnType, check_version, columns

__all__ = [
    "METADATA",
    "NEVER_NULL",
    "arrow_schema",
    "facts_in",
    "metadata",
    "names_in",
    "records_in",
    "to_arrow",
]

METADATA = "bilateral"
"""Key of the metadata: a JSON object with ``schema_version`` and ``dataset``, which holds the
actors, sources and info as a file of the package does."""
_BATCH = 20_000
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
    batches: list[pa.RecordBatch] = []
    rows: list[Row] = []

    def put() -> None:
        used = {name for row in rows for name in row}  # of the fields of all kinds, few are
        cells = [
            _column(rows, field) if field.name in used else pa.nulls(len(rows), field.type)
            for field in schema
        ]
        batches.append(pa.record_batch(cells, schema=schema))
        rows.clear()

    cast = NOBODY if names is None else names.cast
    found = tuple(records)
    same = same_of(found) if names is None else names.same
    for record in found:
        of_record = dict(zip(SAME, same.get(record.id, ()), strict=False))
        for row in rows_of(record, cast):
            row.update(of_record)
            if surely is not None:
                row["match"] = "definite" if record.id in surely else "possible"
            rows.append(row)
            if len(rows) == _BATCH:  # also within a record: a treaty of all states has many rows
                put()
    put()
    return pa.Table.from_batches(batches, schema=schema)


def _column(rows: list[Row], field: pa.Field) -> pa.Array:
    """One column of some rows.

    Raises:
        RecordError: naming the record, if a cell does not fit.
    """
    cells = [row.get(field.name) for row in rows]
    try:
        return pa.array(cells, type=field.type)
    except (pa.ArrowException, UnicodeError, OverflowError) as error:
        if len(rows) == 1:
            raise RecordError(
                "a value that no table can hold",
                record=str(rows[0]["id"]),
                field=field.name,
                found=cells[0],
            ) from error
        return pa.concat_arrays([_column([row], field) for row in rows])


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
        pa.field(column.name, types[column.type], nullable=column.name not in NEVER_NULL)
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


def records_in(table: pa.Table) -> list[AnyRecord]:
    """The records of an Arrow table whose columns were checked, in their order.

    Raises:
        FaultsError: naming every row that is no record.
    """
    numbered = table.select(["id", "pair"]).append_column(
        "row", pa.array(range(len(table)), pa.int64())
    )
    counts = numbered.group_by(["id", "pair"]).aggregate([("row", "count")])
    repeated = counts.filter(pc.greater(counts["row_count"], 1))["id"].to_pylist()
    faults: list[BilateralError] = [
        RecordError("two rows of one id and pair", record=name) for name in sorted(repeated)
    ]
    first = numbered.group_by("id").aggregate([("row", "min")])["row_min"]
    rows = table.select(list(columns())).take(first.take(pc.sort_indices(first)))
    nothing = dict.fromkeys(columns())
    held = [name for name in nothing if rows[name].null_count < len(rows)]  # few of all kinds'
    found: list[AnyRecord] = []
    for batch in rows.select(held).to_batches(_BATCH):
        for row in batch.to_pylist():
            try:
                found.append(record_of(nothing | row))
            except BilateralError as fault:
                faults.append(fault)
    if faults:
        raise FaultsError("not a table of records", faults)
    return found
