"""Records of the rows of a table, column by column; parts that are equal are made once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from bilateral.collection.columns import with_plain_texts
from bilateral.dates.when import When
from bilateral.errors import BilateralError, FaultsError, RecordError
from bilateral.files.builder import Builder
from bilateral.files.converters import thorough
from bilateral.model.constructors import constructed
from bilateral.model.evidence import Citation
from bilateral.model.fields import fields_of
from bilateral.model.records import AnyRecord, Link, Participant, Place, kind_named
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.tables.parts import CITATION, states_in
from bilateral.tables.schema import (
    PARTICIPANT,
    PLACE,
    PLACE_COLUMNS,
    SIDE_COLUMNS,
    columns,
    singles_of,
)

__all__ = ["records_in"]

T = TypeVar("T")
_Cells = tuple[Any, ...]
_BATCH = 5_000  # rows: few cells are held apart from their records
_TEXTS = ("kind", "pair", "note", "topics", "none", "own", "participants", "places", "citations",
          "links")  # fmt: skip
_MOST = 100_000  # parts that are kept to be given again


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
    first = first.take(pc.sort_indices(first))
    held = [name for name in columns() if table[name].null_count < len(table)]
    made = _Made()
    found: list[AnyRecord] = []
    for start in range(0, len(first), _BATCH):
        rows = table.select(held).take(first.slice(start, _BATCH))
        cells = with_plain_texts(rows).to_pydict()
        for record in _Batch(cells, len(rows), made).records():
            (faults if isinstance(record, BilateralError) else found).append(record)  # type: ignore[arg-type]
    if faults:
        raise FaultsError("not a table of records", faults)
    return found


class _Made:
    """Parts of records by their cells, as many as were made of late."""

    def __init__(self) -> None:
        self._known: dict[Callable[..., object], dict[_Cells, Any]] = defaultdict(dict)
        self._builder = Builder()

    def made(self, kind: Callable[..., T], cells: _Cells) -> T:
        """The value that a function makes of some cells."""
        known = self._known[kind]
        found = known.get(cells)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[cells] = kind(*cells)
        return cast("T", found)

    def structured(self, column: str, items: list[dict[str, Any]], kind: type[T]) -> tuple[T, ...]:
        """The objects of what JSON in a column says."""
        try:
            return tuple([self._builder.build(item, kind) for item in items])
        except Exception:  # noqa: BLE001 - the thorough way tells what is wrong
            return _told(column, items, kind)


@attrs.frozen
class _Single:
    """A field of one value in some rows: its name, its column, what makes it, and its cells."""

    name: str
    column: str
    make: Callable[..., object] | None  # None where the cell is what the constructor takes
    cells: Sequence[Any]


class _Batch:
    """Some rows, each of another record.

    Args:
        cells: Their cells by column; a column that is not there is null in all.
        number: How many they are.
        made: What was made already.
    """

    def __init__(self, cells: Mapping[str, list[Any]], number: int, made: _Made) -> None:
        self._cells = cells
        self._made = made
        self._nothing: list[Any] = [None] * number
        self._singles: dict[str, tuple[type[AnyRecord], list[_Single]]] = {}
        self._texts = {name: self._column(name) for name in _TEXTS}
        self._sides = [self._together(names.values()) for names in SIDE_COLUMNS.values()]
        self._place = self._together(PLACE_COLUMNS.values())
        self._citation = self._together(CITATION[:-1])

    def records(self) -> Iterator[AnyRecord | BilateralError]:
        """The record of each row, or what is wrong with it."""
        for row, name in enumerate(self._column("id")):
            try:
                yield self._record(row)
            except BilateralError as error:
                yield error.at(record=str(name))

    def _column(self, name: str) -> list[Any]:
        return self._cells.get(name, self._nothing)

    def _together(self, names: Iterable[str]) -> list[_Cells]:
        """The cells of several columns, row by row."""
        return list(zip(*map(self._column, names), strict=True))

    def _record(self, row: int) -> AnyRecord:
        kind_name = self._texts["kind"][row]
        if kind_name not in self._singles:
            self._singles[kind_name] = self._fields(kind_name)
        kind, singles = self._singles[kind_name]
        own = self._loaded("own", row, dict) or {}
        facts: dict[str, Any] = {}
        for single in singles:
            cell, make = single.cells[row], single.make
            if single.column in own:
                stated = own[single.column]
                is_plain = make is None or stated is None
                facts[single.name] = stated if is_plain else make(stated, *cell[1:])  # type: ignore[misc]
            elif make is None:
                facts[single.name] = cell
            elif cell[0] is not None:
                facts[single.name] = self._made.made(make, cell)
        topics, none = self._texts["topics"][row], self._texts["none"][row]
        return kind(  # which names what it lacks
            **facts,
            note=self._texts["note"][row],
            participants=self._participants(row, own),
            places=self._places(row, own),
            topics=tuple(topics.strip("|").split("|")) if topics else (),
            citations=self._items("citations", row, Citation)
            or (self._made.made(_citation, self._citation[row]),),
            links=self._items("links", row, Link),
            none=own.get("none", none.strip("|").split("|") if none else ()),
        )

    def _fields(self, kind_name: str) -> tuple[type[AnyRecord], list[_Single]]:
        """The kind of a name, and those of its fields that are there or have to be."""
        kind = kind_named(kind_name)
        found: list[_Single] = []
        for single in singles_of(kind):
            name, column = single.name, single.column
            make: Callable[..., object] | None = None
            cells: Sequence[Any] = self._column(column)
            if single.is_date:
                make = cast("type[When]", single.type)
                cells = self._together((column, f"{column}_printed"))
            elif single.is_amount:
                make = Quantity
                cells = self._together((column, f"{column}_unit", f"{column}_printed"))
            elif (
                issubclass(single.type, Vocabulary)
                and attrs.fields_dict(kind)[name].converter is None
            ):
                make, cells = single.type, self._together((column,))  # as the files' reader does
            is_there = column in self._cells or "own" in self._cells
            if is_there or fields_of(kind)[name].required:
                found.append(_Single(name, column, make, cells))
        return kind, found

    # -- parts -----------------------------------------------------------------------------------

    def _participants(self, row: int, own: Mapping[str, Any]) -> tuple[Participant, ...]:
        if "participants" in own:
            return self._made.structured("own", own["participants"], Participant)
        several = self._objects("participants", row, PARTICIPANT)
        if several is None:
            first, other = (side[row] for side in self._sides)
            sides = (first, other) if self._texts["pair"][row] == 0 else (other, first)  # turned
            several = [side for side in sides if side[0] is not None]
        return tuple([self._made.made(_participant, cells) for cells in several])

    def _places(self, row: int, own: Mapping[str, Any]) -> tuple[Place, ...]:
        if "places" in own:
            return self._made.structured("own", own["places"], Place)
        several = self._objects("places", row, PLACE)
        if several is None:
            several = [self._place[row]] if any(self._place[row]) else []
        return tuple([self._made.made(_place, cells) for cells in several])

    # -- JSON ------------------------------------------------------------------------------------

    def _objects(self, column: str, row: int, keys: Iterable[str]) -> list[_Cells] | None:
        """The objects of a list in JSON, which hold texts under some keys, in their order."""
        found = self._loaded(column, row, list)
        if found is None:
            return None
        for item in found:
            if not isinstance(item, dict) or not item.keys() <= set(keys):
                raise RecordError("wrong items", field=column, found=item)
            if not all(isinstance(value, str) for value in item.values()):
                raise RecordError("wrong items", field=column, found=item, expected="texts")
        return [tuple([item.get(key) for key in keys]) for item in found]

    def _items(self, column: str, row: int, kind: type[T]) -> tuple[T, ...]:
        found = self._loaded(column, row, list)
        return () if found is None else self._made.structured(column, found, kind)

    def _loaded(self, column: str, row: int, kind: type[T]) -> T | None:
        """What JSON in a cell says; None if it is null."""
        text = self._texts[column][row]
        if text is None:
            return None
        try:
            found = json.loads(text)
        except ValueError as error:
            raise RecordError(f"not JSON ({error})", field=column, found=text) from None
        if not isinstance(found, kind):
            raise RecordError(f"JSON of no {kind.__name__}", field=column, found=text)
        return found


def _participant(
    role: Any,  # as the constructor checks it
    state: str | None,
    candidates: str | None,
    none: str | None,
    person: str | None,
    office: str | None,
    organization: str | None,
    rank: str | None,
    sector: Any,
    name: str | None,
    _: str | None,  # which follows from the rank
) -> Participant:
    """The participant whose own words these would be."""
    made: Participant = constructed(
        Participant,
        role=role,
        state=states_in(state, candidates),
        person=person,
        office=office,
        organization=organization,
        rank=rank,
        sector=sector,
        name=name,
        none=("state",) if none else (),
    )
    return made


def _place(
    name: str | None, state: str | None, candidates: str | None, printed: str | None
) -> Place:
    made: Place = constructed(Place, name, states_in(state, candidates), printed)
    return made


def _citation(source: Any, locator: str | None, stance: Any, mode: Any) -> Citation:
    made: Citation = constructed(Citation, source=source, locator=locator, stance=stance, mode=mode)
    return made


def _told(column: str, items: list[dict[str, Any]], kind: type[T]) -> tuple[T, ...]:
    try:
        return tuple(thorough().structure(item, kind) for item in items)
    except Exception as error:  # cattrs groups what it finds
        raise RecordError(f"wrong items ({error})", field=column) from error
