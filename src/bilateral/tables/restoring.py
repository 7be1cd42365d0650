"""Records of the rows of a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

import pyarrow as pa
import pyarrow.compute as pc

from bilateral.dates.when import When
from bilateral.errors import BilateralError, FaultsError, RecordError
from bilateral.files.converters import thorough
from bilateral.model.evidence import Citation
from bilateral.model.records import AnyRecord, Link, Participant, Place, kind_named
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.tables.parts import OWN_WORDS, states_in
from bilateral.tables.schema import (
    PARTICIPANT,
    PLACE,
    PLACE_COLUMNS,
    SIDE_COLUMNS,
    Single,
    columns,
    singles_of,
)

__all__ = ["records_in"]

T = TypeVar("T")
_BATCH = 20_000


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


def record_of(row: Mapping[str, Any]) -> AnyRecord:
    """The record of a row.

    Args:
        row: The cells of one of its rows.

    Raises:
        BilateralError: naming the record and the field, if a cell holds what no record can.
    """
    try:
        kind = kind_named(row["kind"])
        own = _loaded(row, "own", dict) if row["own"] is not None else {}
        facts: dict[str, Any] = {
            single.name: None if value is None else _value(value, row, single)
            for single in singles_of(kind)
            for value in (own.get(single.column, row[single.column]),)
        }
        return kind(
            **facts,
            note=row["note"],
            participants=_participants(row, own),
            places=_places(row, own),
            topics=tuple(row["topics"].strip("|").split("|")) if row["topics"] else (),
            citations=_citations(row),
            links=_items(row, "links", Link),
            none=own.get("none", row["none"].strip("|").split("|") if row["none"] else ()),
        )
    except BilateralError as error:
        raise error.at(record=str(row["id"])) from None


def _value(value: Any, row: Mapping[str, Any], single: Single) -> object:
    if single.type is str or single.type is int:
        return value
    if issubclass(single.type, When):
        make = cast("Callable[[str, str | None], When]", single.type)
        return make(value, row[f"{single.column}_printed"])
    if single.type is Quantity:
        return Quantity(value, row[f"{single.column}_unit"], row[f"{single.column}_printed"])
    return single.type(value) if issubclass(single.type, Vocabulary) else value


def _participants(row: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Participant, ...]:
    if "participants" in own:
        return _structured("own", own["participants"], Participant)
    if row["participants"] is not None:
        return tuple(map(_participant_of, _objects(row, "participants", PARTICIPANT)))
    sides = list(SIDE_COLUMNS.values())[:: 1 if row["pair"] == 0 else -1]  # else turned
    return tuple(
        _participant_of({name: row[column] for name, column in side.items()})
        for side in sides
        if row[side["role"]] is not None
    )


def _places(row: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Place, ...]:
    if "places" in own:
        return _structured("own", own["places"], Place)
    if row["places"] is not None:
        return tuple(map(_place_of, _objects(row, "places", PLACE)))
    seen = {name: row[column] for name, column in PLACE_COLUMNS.items()}
    return (_place_of(seen),) if any(seen.values()) else ()


def _objects(row: Mapping[str, Any], column: str, keys: Iterable[str]) -> list[dict[str, str]]:
    """The objects of a list in JSON, which hold texts under some keys."""
    found = _loaded(row, column, list)
    known = set(keys)
    for item in found:
        if not isinstance(item, dict) or not item.keys() <= known:
            raise RecordError("wrong items", field=column, found=item)
        if not all(isinstance(value, str) for value in item.values()):
            raise RecordError("wrong items", field=column, found=item, expected="texts")
    return found


def _citations(row: Mapping[str, Any]) -> tuple[Citation, ...]:
    found = _items(row, "citations", Citation)
    return found or (_flat_citation(row),)


def _flat_citation(row: Mapping[str, Any]) -> Citation:
    return Citation(
        source=row["source"],
        locator=row["locator"],
        stance=row["stance"],
        mode=row["mode"],
    )


def _participant_of(seen: Mapping[str, str | None]) -> Participant:
    """The participant whose own words these would be."""
    plain: dict[str, Any] = {name: seen[name] for name in OWN_WORDS if seen.get(name) is not None}
    if seen.get("none"):
        plain["none"] = ("state",)
    states = states_in(seen.get("state"), seen.get("candidates"))
    return Participant(**plain, role=seen.get("role"), state=states)  # type: ignore[arg-type]


def _place_of(seen: Mapping[str, str | None]) -> Place:
    return Place(
        seen.get("name"),
        states_in(seen.get("state"), seen.get("candidates")),
        seen.get("printed"),
    )


def _items(row: Mapping[str, Any], column: str, kind: type[T]) -> tuple[T, ...]:
    if row[column] is None:
        return ()
    return _structured(column, _loaded(row, column, list), kind)


def _loaded(row: Mapping[str, Any], column: str, kind: type[T]) -> T:
    try:
        found = json.loads(row[column])
    except ValueError as error:
        raise RecordError(f"not JSON ({error})", field=column, found=row[column]) from None
    if not isinstance(found, kind):
        raise RecordError(f"JSON of no {kind.__name__}", field=column, found=row[column])
    return found


def _structured(column: str, items: list[dict[str, Any]], kind: type[T]) -> tuple[T, ...]:
    try:
        return tuple(thorough().structure(item, kind) for item in items)
    except Exception as error:  # cattrs groups what it finds
        raise RecordError(f"wrong items ({error})", field=column) from error
