"""Counts and sums by keys, as bounds: at least so much, at most so much.

Objects and tables find the cells of a record each in their way; which keys there are, what a row
of the key None says, and how bounds add up is said here once for both.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import fsum, inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, cast, overload

from bilateral._plugins import require
from bilateral.collection.contents import Contents
from bilateral.collection.display import html_table, text_table
from bilateral.collection.tabular import Export, Match, exported
from bilateral.dates.ordinals import year_of
from bilateral.errors import BilateralError
from bilateral.model.fields import fields_of
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import Participant, Record
from bilateral.model.vocabulary import unknown_name
from bilateral.quantities import Quantity
from bilateral.query.predicates import INITIATORS, TARGETS

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = [
    "KEYS",
    "MOST_YEARS",
    "Amount",
    "Cell",
    "Counts",
    "Key",
    "NamedKey",
    "Tally",
    "Word",
    "amount_of",
    "cells_of",
    "checked_keys",
    "joined",
    "summed_kinds",
    "words_of",
    "years_between",
]

NamedKey: TypeAlias = Literal["kind", "status", "initiator", "target", "place", "topic", "source"]
Key: TypeAlias = NamedKey | Literal["year"]
KEYS: tuple[Key, ...] = (
    "kind", "status", "year", "initiator", "target", "place", "topic", "source"
)  # fmt: skip
"""What records are counted and grouped by."""

Word: TypeAlias = str | int | None
"""The value of a key; None stands for "not stated"."""
Cell: TypeAlias = tuple[Word, ...]
Amount: TypeAlias = tuple[float, float]
"""The bounds of an amount; the upper is infinite where there is none."""

MOST_YEARS = 200
"""A record that may lie in more years than so many more than one is not put into any."""

_UNDIVIDED = ("kind", "status", "topic", "source")
_SHOWN = 40

K = TypeVar("K", bound=Word | Cell)
N = TypeVar("N", bound=float)


class Counts(Mapping[K, tuple[N, N]], Generic[K, N]):
    """How many records, or how much of something, by some keys: at least and at most.

    A read-only mapping. Counted by one key, its keys are the values of that key; counted by
    several, tuples of them in the order asked; counted by none, the one key is ``()``. None
    stands for "not stated". Cells are in the order of the keys, None last.

    Attributes:
        by: What was counted by.
        field: Of a sum, the field whose amounts were added; None for counts.
        unit: Of a sum, its unit; None if the amounts have none.

    The upper bound of a sum is infinite where a record does not state its amount; as a row and
    in a table it is None.

    Example:
        >>> import bilateral
        >>> visits = bilateral.load("pakistan-russia", sources="article").visits.since(2016)
        >>> visits.count("year")[2017]
        (3, 3)
        >>> visits.count("target", "year").to_pylist()[0]
        {'target': 'PAK', 'year': 2018, 'at_least': 1, 'at_most': 1}
        >>> visits.count()[()] == visits.bounds()
        True
    """

    __slots__ = ("_cells", "by", "field", "unit")

    _cells: dict[K, tuple[N, N]]
    by: tuple[Key, ...]
    field: str | None
    unit: str | None

    def __init__(
        self,
        by: Sequence[Key],
        cells: Mapping[Cell, tuple[N, N]],
        field: str | None = None,
        unit: str | None = None,
    ) -> None:
        if any(None in cell for cell in cells):
            ordered = sorted(cells, key=lambda cell: [(word is None, word) for word in cell])
        else:  # the same order, which Python finds faster
            ordered = sorted(cells)
        single = len(by) == 1
        found = {cell[0] if single else cell: cells[cell] for cell in ordered}
        for name, value in (("by", tuple(by)), ("field", field), ("unit", unit), ("_cells", found)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("counts cannot be changed", name=name, obj=self)

    def __delattr__(self, name: str) -> None:
        raise AttributeError("counts cannot be changed", name=name, obj=self)

    def __reduce__(self) -> tuple[Any, ...]:  # what pickle calls
        return type(self), (self.by, dict(self._rows()), self.field, self.unit)

    def __getitem__(self, key: K) -> tuple[N, N]:
        return self._cells[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    # -- as rows -------------------------------------------------------------------------------

    def to_pylist(self) -> list[dict[str, str | float | None]]:
        """One dictionary a cell: the keys, ``at_least`` and ``at_most``."""
        rows: list[dict[str, str | float | None]] = []
        for cell, (least, most) in self._rows():
            row: dict[str, str | float | None] = {}
            row.update(zip(self.by, cell, strict=True))
            rows.append(row | {"at_least": least, "at_most": None if most == inf else most})
        return rows

    @overload
    def to(self, format: Literal["arrow"]) -> pa.Table: ...
    @overload
    def to(self, format: Literal["pandas"]) -> pd.DataFrame: ...
    @overload
    def to(self, format: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def to(self, format: Literal["duckdb"]) -> duckdb.DuckDBPyRelation: ...
    @overload
    def to(self, format: Literal["parquet"], path: str | os.PathLike[str]) -> Path: ...
    @overload
    def to(self, format: Literal["csv"], path: None = ...) -> str: ...
    @overload
    def to(self, format: Literal["csv"], path: str | os.PathLike[str]) -> Path: ...
    @overload
    def to(
        self, format: str, path: str | os.PathLike[str] | None = ...
    ) -> Any: ...  # what an installed exporter gives
    def to(
        self, format: str, path: str | os.PathLike[str] | None = None
    ) -> Any:  # what the format's library has for a table
        """The cells as a table: a column for each key, ``at_least`` and ``at_most``.

        Args:
            format: A format of tables, as of records: ``"arrow"``, ``"pandas"``, ``"polars"``,
                ``"duckdb"``, ``"parquet"``, ``"csv"``.
            path: File to write; as for records.

        Returns:
            A table, frame or text, or the path written. What is not stated is null, and so is an
            upper bound that there is not.

        Raises:
            UnknownNameError: if there is no such format.
            BilateralError: if the format is one of documents, a path is given or missing where
                it should not be, or the file cannot be written.
            MissingExtraError: if the library that it takes is not installed.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("pakistan-russia").visits
            >>> visits.count("year").to("arrow").column_names
            ['year', 'at_least', 'at_most']
        """
        return exported(Export(self, "definite"), format, path)

    def to_arrow(self) -> pa.Table:
        """The same as ``to("arrow")``."""
        arrow = require("pyarrow", extra="tables")
        number = arrow.int64() if self.field is None else arrow.float64()
        types = {key: arrow.int64() if key == "year" else arrow.string() for key in self.by}
        schema = arrow.schema([*types.items(), ("at_least", number), ("at_most", number)])
        return arrow.Table.from_pylist(self.to_pylist(), schema=schema)

    def _arrow(self, match: Match) -> pa.Table:  # noqa: ARG002 - cells are neither
        return self.to_arrow()

    def _contents(self, match: Match) -> Contents:  # noqa: ARG002
        raise BilateralError("counts are a table and no document", expected="a format of tables")

    def _rows(self) -> Iterator[tuple[Cell, tuple[N, N]]]:
        for key, bounds in self.items():
            yield (key if isinstance(key, tuple) else (key,)), bounds

    # -- showing -------------------------------------------------------------------------------

    def _texts(self) -> tuple[list[str], list[list[str]]]:
        header = [*self.by, "at least", "at most"]
        unit = f" {self.unit}" if self.unit else ""
        shown: list[list[str]] = []
        for cell, bounds in islice(self._rows(), _SHOWN):
            shown.append([*map(_text, cell), *(_number(bound, unit) for bound in bounds)])
        if len(self) > _SHOWN:
            shown.append([f"... and {len(self) - _SHOWN} more", *[""] * (len(header) - 1)])
        return header, shown

    def __repr__(self) -> str:
        header, rows = self._texts()
        lines = text_table([*header, ""], [[*row, ""] for row in rows])  # without remarks
        return "\n".join(lines) or f"nothing, by {', '.join(self.by)}"

    def _repr_html_(self) -> str:
        return html_table(*self._texts())


def _text(word: Word) -> str:
    return "not stated" if word is None else str(word)


def _number(number: float, unit: str) -> str:
    return "no bound" if number == inf else f"{number:.12g}{unit}"


# -- the cells of a record -------------------------------------------------------------------------


def checked_keys(keys: Iterable[str], known: Sequence[Key] = KEYS) -> tuple[Key, ...]:
    """The keys, each once, if all are known.

    Raises:
        UnknownNameError: if one is not.
    """
    for key in keys:
        if key not in known:
            raise unknown_name("key to count by", key, known, listed=True)
    return tuple(dict.fromkeys(cast("Iterable[Key]", keys)))


def years_between(
    first: float | None, known_from: float | None, known_to: float | None, last: float | None
) -> dict[Word, bool]:
    """The years in which some day of a record falls or may fall, and whether it surely does.

    Args:
        first: Year of the earliest start, None where there is none.
        known_from: Year of the latest start.
        known_to: Year of the earliest end.
        last: Year of the latest end, None where there is none.

    Returns:
        The years; the one key None where it is not stated, open on a side, or too long to tell.

    Example:
        >>> years_between(2016, 2017, 2018, 2018)
        {2016: False, 2017: True, 2018: True}
    """
    if first is None or last is None or last - first > MOST_YEARS:
        return {None: True}
    settled = known_from is not None and known_to is not None
    sure = range(int(known_from), int(known_to) + 1) if settled else ()  # type: ignore[arg-type]
    return {year: year in sure for year in range(int(first), int(last) + 1)}


def cells_of(record: Record, keys: Sequence[Key]) -> dict[Cell, bool]:
    """The cells into which a record falls or may fall, and whether it surely does.

    By both sides at once, it falls into the cells of its directed pairs.

    Args:
        record: Any record.
        keys: What is counted by.
    """
    words = {key: words_of(record, key) for key in keys}
    if not ("initiator" in words and "target" in words):
        return joined(words.values())
    found: dict[Cell, bool] = {}
    for one, other in directed_pairs(record.participants):
        words["initiator"], words["target"] = {_state(one): True}, {_state(other): True}
        found |= joined(words.values())
    return found


def joined(words: Iterable[Mapping[Word, bool]]) -> dict[Cell, bool]:
    """The cells of which each key has one of some words, sure if each of them is.

    Example:
        >>> joined([{"PAK": True}, {2016: True, 2017: False}])
        {('PAK', 2016): True, ('PAK', 2017): False}
    """
    return {
        tuple(word for word, _ in chosen): all(surely for _, surely in chosen)
        for chosen in product(*(one.items() for one in words))
    }


def words_of(record: Record, key: Key) -> dict[Word, bool]:
    """The values of one key for a record, and whether it surely has each; at least one."""
    if key == "year":
        return _years(record)
    return dict.fromkeys(_NAMED[key](record), True) or {None: True}


def _years(record: Record) -> dict[Word, bool]:
    when = record.when
    if when is None or inf in (-when.start_min, when.end_max):
        return {None: True}
    bounds = when.start_min, when.start_max, when.end_min, when.end_max
    return years_between(*(year_of(bound) for bound in bounds))


def _state(participant: Participant | None) -> str | None:
    return None if participant is None else participant.state or participant.organization


def _status(record: Record) -> tuple[str | None, ...]:
    """The status that queries see, None where there is none or the sources differ."""
    seen = record.values("status")
    return (str(seen[0]) if len(seen) == 1 else None,)


_NAMED: dict[NamedKey, Callable[[Record], Iterable[str | None]]] = {
    "kind": lambda record: (record.kind,),
    "status": _status,
    "initiator": lambda record: (_state(p) for p in record.participants if p.role in INITIATORS),
    "target": lambda record: (_state(p) for p in record.participants if p.role in TARGETS),
    "place": lambda record: (place.name for place in record.places),
    "topic": lambda record: record.topics,
    "source": lambda record: (citation.source for citation in record.citations),
}


def summed_kinds(field: str, kinds: Iterable[type[Record]]) -> tuple[type[Record], ...]:
    """The kinds that have an amount in a field; the others have nothing to add.

    Raises:
        UnknownNameError: if none of them has.
    """
    fields = {kind: fields_of(kind) for kind in kinds}
    having = [kind for kind, own in fields.items() if field in own and own[field].type is Quantity]
    if not having:
        amounts = {
            f.name: None for own in fields.values() for f in own.values() if f.type is Quantity
        }
        raise unknown_name("field of amounts", field, amounts, listed=True)
    return tuple(having)


def amount_of(record: Record, field: str) -> tuple[Amount | None, tuple[str | None, ...]]:
    """The bounds of all that the sources give for an amount, None if none does; and its units."""
    seen = [value for value in record.values(field) if isinstance(value, Quantity)]
    if not seen:
        return None, ()
    bounds = min(value.least for value in seen), max(value.most for value in seen)
    return bounds, tuple(dict.fromkeys(value.unit for value in seen))


# -- adding up -------------------------------------------------------------------------------------


class Tally:
    """Adds records to the cells into which they fall.

    Args:
        keys: What is counted by.
        field: The field whose amounts are summed; None to count records.

    A record surely within one cell gives all of its amount to it. One that falls into several by
    year, side or place, or may, gives at least nothing to each, and at most all. Without an
    amount it gives at least nothing, and leaves the cell without an upper bound.
    """

    def __init__(self, keys: Sequence[Key], field: str | None = None) -> None:
        self._keys = keys
        self._field = field
        self._dividing = [i for i, key in enumerate(keys) if key not in _UNDIVIDED]
        self._cells: dict[Cell, tuple[Counter[float], Counter[float]]] = {}
        self._numbers: dict[Cell, list[int]] = {}
        self._units: dict[str | None, None] = {}
        if not keys:  # none is a count, too
            self._cells[()] = Counter(), Counter()
            self._numbers[()] = [0, 0]

    def add(
        self,
        cells: Mapping[Cell, bool],
        *,
        surely: bool,
        number: int = 1,
        amount: Amount | None = None,
        units: Iterable[str | None] = (),
    ) -> None:
        """Add records.

        Args:
            cells: Where they fall or may fall, and whether they surely do.
            surely: Whether they surely match the question.
            number: How many such records there are.
            amount: The bounds of what each has in the field that is summed, if it says so.
            units: The units in which the sources give the amount.
        """
        if self._field is None:
            for cell, falls in cells.items():
                self.put(cell, number if surely and falls else 0, number)
            return
        self._units |= dict.fromkeys(units)
        least, most = amount or (0.0, inf)
        if len(set(map(self._divided, cells))) > 1:
            least = 0.0
        for cell, falls in cells.items():
            at_least, at_most = self._cells.setdefault(cell, (Counter(), Counter()))
            if surely and falls and least:
                at_least[least] += number
            at_most[most] += number

    def put(self, cell: Cell, at_least: int, at_most: int) -> None:
        """Add numbers of records to a cell.

        Args:
            cell: The cell.
            at_least: How many fall into it surely.
            at_most: How many fall or may fall into it.
        """
        numbers = self._numbers.get(cell)
        if numbers is None:
            self._numbers[cell] = [at_least, at_most]
        else:
            numbers[0] += at_least
            numbers[1] += at_most

    def _divided(self, cell: Cell) -> Cell:
        """The cell by those keys over which an amount may be spread."""
        return tuple(cell[place] for place in self._dividing)

    def counts(self) -> Counts[Any, int]:  # the caller knows which keys it asked for
        """The number of records in each cell."""
        cells = {cell: (numbers[0], numbers[1]) for cell, numbers in self._numbers.items()}
        return Counts(self._keys, cells)

    def sums(self) -> Counts[Any, float]:  # as above
        """The sum of the amounts in each cell.

        Raises:
            BilateralError: naming the units, if there are several.
        """
        if len(self._units) > 1:
            units = sorted(unit or "no unit" for unit in self._units)
            raise BilateralError(
                "amounts of several units cannot be added",
                field=self._field,
                found=", ".join(units),
                expected="a question that leaves one of them",
            )
        cells = {cell: (_sum(low), _sum(high)) for cell, (low, high) in self._cells.items()}
        return Counts(self._keys, cells, self._field, next(iter(self._units), None))


def _sum(amounts: Counter[float]) -> float:
    """Independent of the order in which an engine gives the rows."""
    if amounts[inf]:
        return inf
    return fsum(amount * number for amount, number in amounts.items())
