"""Counts and sums by keys, as bounds: at least so much, at most so much."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from bilateral._plugins import require
from bilateral.collection.asked import Cell, Key, Word
from bilateral.collection.contents import Contents
from bilateral.collection.tabular import Export, Match, exported
from bilateral.errors import BilateralError
from bilateral.layout import html_table, text_table
from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.model.vocabulary import unknown_name
from bilateral.quantities import Quantity
from bilateral.query.values import DAYS, amounts_of

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Amount", "Counts", "amount_of", "summed_kinds"]

Amount: TypeAlias = tuple[float, float]
"""The bounds of an amount; the upper is infinite where there is none."""

_SHOWN = 40
_BATCH = 10_000

K = TypeVar("K", bound=Word | Cell)
N = TypeVar("N", bound=float)


class Counts(Mapping[K, tuple[N, N]], Generic[K, N]):
    """How many records, or how much of something, by some keys: at least and at most.

    A read-only mapping. Counted by one key, its keys are the values of that key; counted by
    several, tuples of them in the order asked; counted by none, the one key is ``()``. Cells are
    in the order of the keys, None last.

    Listed are the cells into which some record falls surely, or may fall by candidates or between
    two known bounds, and their bounds are true: what may fall anywhere, such as a visit whose host
    is not stated, is in the upper bound of each listed cell that it fits. It stands besides in a
    row whose key is None, for "not stated": a cell that is not listed has at least nothing, and
    at most what the rows that agree with it but for None have together. What is known to have
    none, such as a visit with ``none=["host"]``, is in the row ``"none"`` of its key instead.

    A sum adds the whole amount of each record that the question finds, whatever part of it the
    question touches: of seven delivered over 2016/2018, ``during(2016).sum("delivered")`` is
    7 to 7. Keys divide amounts: what of them may be of 2016 is the cell 2016 of
    ``sum("delivered", "year")``, here 0 to 7.

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

    __slots__ = ("_columns", "_made", "by", "field", "unit")

    _made: dict[K, tuple[N, N]] | None
    _columns: pa.Table | None
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
        self._set(by=tuple(by), field=field, unit=unit, _made=found, _columns=None)

    @staticmethod
    def of_columns(by: Sequence[Key], columns: pa.Table) -> Counts[Any, int]:
        """Counts that rest on a table: no cell becomes an object before it is asked for.

        Args:
            by: What was counted by.
            columns: What :meth:`to_arrow` gives, in the order of the cells.
        """
        counts: Counts[Any, int] = Counts.__new__(Counts)
        counts._set(by=tuple(by), field=None, unit=None, _made=None, _columns=columns)
        return counts

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def _cells(self) -> dict[K, tuple[N, N]]:
        if self._made is None:
            single = len(self.by) == 1
            found = {cell[0] if single else cell: bounds for cell, bounds in self._rows()}
            self._set(_made=found)
        return self._made  # type: ignore[return-value]  # it is there now

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
        return len(self._cells if self._columns is None else self._columns)

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
    def to(
        self, format: Literal["parquet", "excel", "stata"], path: str | os.PathLike[str]
    ) -> Path: ...
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
                ``"duckdb"``, ``"parquet"``, ``"csv"``, ``"excel"``, ``"stata"``.
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
        if self._columns is not None:
            return self._columns
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
        if self._made is None and self._columns is not None:
            for batch in self._columns.to_batches(max_chunksize=_BATCH):
                for *cell, low, high in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                    yield tuple(cell), (low, high)
            return
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


# -- the amount of a record ------------------------------------------------------------------------


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
    """The bounds of all that may be of an amount, None if nothing is said of it; and its units.

    A duration that is not stated is what the date leaves of it, in days.
    """
    seen = [value for value in record.values(field) if isinstance(value, Quantity)]
    bounds = amounts_of(field, record)
    whole = min(least for least, _ in bounds), max(most for _, most in bounds)
    if not seen:
        return (None, ()) if whole == (0, inf) else (whole, (DAYS,))
    return whole, tuple(dict.fromkeys(value.unit for value in seen))
