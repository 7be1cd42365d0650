"""Counts and sums by keys, as bounds: at least so much, at most so much."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from math import inf
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    TypeVar,
    cast,
    overload,
)

from bilateral._plugins import require
from bilateral.collection.amounts import PERCENT, in_words
from bilateral.collection.asked import Cell, Key, Word
from bilateral.collection.contents import Contents
from bilateral.collection.display import as_lines
from bilateral.collection.habits import COUNTED, SAME_OF_COUNTS, meant, turned
from bilateral.collection.pictures import Pictured
from bilateral.collection.shares import shares_of
from bilateral.collection.shortcuts import Shortcuts
from bilateral.collection.steps import Step
from bilateral.collection.tabular import Export, Match, exported
from bilateral.collection.verbs import Verbs
from bilateral.collection.words import word_meant
from bilateral.errors import BilateralError, UnknownKeyError
from bilateral.layout import html_table, text_table
from bilateral.model.vocabulary import unknown_name

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Counts"]

_SHOWN = 40
_BATCH = 10_000
_NUMBERS = ("year", "decade")  # keys whose words are numbers

K = TypeVar("K", bound=Word | Cell)
N = TypeVar("N", bound=float)
D = TypeVar("D")


class Counts(Mapping[K, tuple[N, N]], Shortcuts, Pictured, Generic[K, N]):
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

    __slots__ = ("_asked", "_columns", "_made", "_words", "by", "field", "unit")

    _asked: object  # of what they are, which pictures name and cite; not pickled
    _made: dict[K, tuple[N, N]] | None
    _columns: pa.Table | None
    _words: tuple[frozenset[Word], ...] | None  # of each key, once a cell is not found as said
    by: tuple[Key, ...]
    field: str | None
    unit: str | None

    def __init__(
        self,
        by: Sequence[Key],
        cells: Mapping[Cell, tuple[N, N]],
        field: str | None = None,
        unit: str | None = None,
        *,
        in_order: bool = False,
    ) -> None:
        if in_order:
            ordered = list(cells)
        elif any(None in cell for cell in cells):
            ordered = sorted(cells, key=lambda cell: [(word is None, word) for word in cell])
        else:  # the same order, which Python finds faster
            ordered = sorted(cells)
        single = len(by) == 1
        found = {cell[0] if single else cell: cells[cell] for cell in ordered}
        self._begin(by, _made=found, field=field, unit=unit)

    @staticmethod
    def of_columns(by: Sequence[Key], columns: pa.Table) -> Counts[Any, int]:
        """Counts that rest on a table: no cell becomes an object before it is asked for.

        Args:
            by: What was counted by.
            columns: What :meth:`to_arrow` gives, in the order of the cells.
        """
        counts: Counts[Any, int] = Counts.__new__(Counts)
        counts._begin(by, _columns=columns)
        return counts

    def _begin(self, by: Sequence[Key], **values: object) -> None:
        self._set(**dict.fromkeys(self.__slots__) | values | {"by": tuple(by)})

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def _told(self, asked: object) -> Counts[K, N]:
        """These counts, just made, with what they are of."""
        self._set(_asked=asked)
        return self

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
        made = partial(type(self), in_order=True)
        return made, (self.by, dict(self._rows()), self.field, self.unit)

    def __getitem__(self, key: K) -> tuple[N, N]:
        """The bounds of a cell.

        Args:
            key: The cell; a state, a person and the like by any name that the verbs accept.

        Raises:
            UnknownKeyError: if it is not listed, with near ones if there can be no such.
        """
        cell = self._meant(key)
        try:
            return self._cells[cell]
        except KeyError:
            example = next(iter(self._cells), None)
            raise UnknownKeyError(
                "no such cell is listed",
                found=cell,
                expected=f"one such as {example!r}, or .get(key, (0, 0)); what may fall in it is "
                "in the row None",
            ) from None

    @overload
    def get(self, key: object, default: None = None, /) -> tuple[N, N] | None: ...
    @overload
    def get(self, key: object, default: D, /) -> tuple[N, N] | D: ...
    def get(self, key: Any, default: Any = None, /) -> Any:  # as the overloads say
        """The bounds of a cell, or something else if it is not listed.

        Args:
            key: The cell; a state, a person and the like by any name that the verbs accept.
            default: What to give otherwise.

        Raises:
            UnknownKeyError: if there can be no such cell, so that a default means that it has
                none.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("us-visits").visits
            >>> visits.count("visitor").get("Japan") == visits.count("visitor")["JPN"]
            True
        """
        return self._cells.get(self._meant(key), default)

    def __contains__(self, key: object) -> bool:
        return self._meant(key) in self._cells

    def _meant(self, key: object) -> K:
        """The cell that somebody means, listed or not.

        Raises:
            UnknownKeyError: if there can be no such.
        """
        cells = self._cells
        if key in cells and key is not True and key is not False:
            return key
        said = key if isinstance(key, tuple) else (key,)
        if len(said) != len(self.by):
            raise UnknownKeyError(
                "a cell has a word of each key",
                found=key,
                expected=f"{', '.join(self.by)}, such as {next(iter(cells), None)!r}",
            )
        if self._words is None:
            columns = zip(*(cell for cell, _ in self._rows()), strict=True) if cells else ()
            self._set(_words=tuple(map(frozenset, columns)) or (frozenset(),) * len(self.by))
        names = self._asked._lookup() if isinstance(self._asked, Verbs) else None
        cell = tuple(
            word_meant(name, word, words, names)
            for name, word, words in zip(self.by, said, self._words or (), strict=True)
        )
        return cast("K", cell[0] if len(self.by) == 1 else cell)

    def __iter__(self) -> Iterator[K]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells if self._columns is None else self._columns)

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):  # what Python and notebooks ask of any object
                raise AttributeError(name, name=name, obj=self)
            return meant(name, self, COUNTED, SAME_OF_COUNTS)

    # -- in another order ----------------------------------------------------------------------

    def head(self, number: int = 5) -> Counts[K, N]:
        """The first cells.

        Args:
            number: How many at most.
        """
        return self._of(list(self._rows())[: max(number, 0)])

    def tail(self, number: int = 5) -> Counts[K, N]:
        """The last cells.

        Args:
            number: How many at most.
        """
        rows = list(self._rows())
        return self._of(rows[max(len(rows) - max(number, 0), 0) :])

    def sort(
        self, by: str = "at_least", *, reverse: bool | None = None, **said: bool
    ) -> Counts[K, N]:
        """The cells in another order.

        Args:
            by: ``"at_least"``, ``"at_most"``, or one of the keys, of which None stays last.
            reverse: Whether to turn the order round; by default numbers, of which the greatest
                come first.
            **said: The same as ``descending`` or ``ascending``.

        Raises:
            UnknownNameError: if it is none of these.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("us-visits").visits.by("USA")
            >>> visits.count("person").sort().head(1)
            person         at least  at most
            -------------  --------  -------
            bush-george-w  140       140
        """
        reverse = turned(reverse, said)
        names = (*self.by, "at_least", "at_most")
        if by not in names:
            raise unknown_name("order", by, names, listed=True)
        rows = list(self._rows())
        if by not in self.by:
            place, other = (0, 1) if by == "at_least" else (1, 0)
            rows.sort(key=lambda row: (row[1][place], row[1][other]), reverse=reverse is not False)
            return self._of(rows)
        at = self.by.index(by)
        stated = [row for row in rows if row[0][at] is not None]
        stated.sort(key=lambda row: cast("str", row[0][at]), reverse=bool(reverse))
        return self._of([*stated, *(row for row in rows if row[0][at] is None)])

    def share(self, within: Key | None = None) -> Counts[K, float]:
        """The part that each cell has of all cells together, at least and at most, in per cent.

        It is least if the cell has the least that it may have and all others the most, and
        greatest the other way round. What stands in a row of None may be of any cell that it fits.

        Args:
            within: One of the keys: the part that each cell has of those with the same word of
                it, such as of each year's. Those without one have none.

        Raises:
            UnknownNameError: if there is no such key.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("pakistan-russia", sources="article").visits
            >>> visits.count("initiator").share()
            initiator  at least  at most
            ---------  --------  -------
            PAK        85.7 %    85.8 %
            RUS        14.2 %    14.3 %
        """
        if within is not None and within not in self.by:
            raise unknown_name("key", within, self.by, listed=True)
        place = None if within is None else self.by.index(within)
        found = shares_of([(cell, *bounds) for cell, bounds in self._rows()], place)
        shares: dict[Cell, tuple[float, float]] = {
            cell: (100 * least, 100 * most) for cell, (least, most) in found.items()
        }
        made: Counts[K, float] = Counts(self.by, shares, "share", PERCENT, in_order=True)
        return made._told(self._asked)

    def _of(self, rows: Iterable[tuple[Cell, tuple[N, N]]]) -> Counts[K, N]:
        made: Counts[K, N] = Counts(self.by, dict(rows), self.field, self.unit, in_order=True)
        return made._told(self._asked)

    # -- as rows -------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of the table: the keys, ``at_least`` and ``at_most``."""
        return (*self.by, "at_least", "at_most")

    def to_dicts(self) -> list[dict[str, str | float | None]]:
        """The same as ``to_pylist``."""
        return self.to_pylist()

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
        types = {key: arrow.int64() if key in _NUMBERS else arrow.string() for key in self.by}
        schema = arrow.schema([*types.items(), ("at_least", number), ("at_most", number)])
        return arrow.Table.from_pylist(self.to_pylist(), schema=schema)

    def _arrow(self, match: Match) -> pa.Table:  # noqa: ARG002 - cells are neither
        return self.to_arrow()

    def _contents(self, match: Match) -> Contents:  # noqa: ARG002
        raise BilateralError("counts are a table and no document", expected="a format of tables")

    def called(self, keys: Sequence[Key], step: Step) -> Counts[Any, N]:
        """The same with the names that the caller uses of the keys, and months as text.

        Args:
            keys: What he calls the keys.
            step: What a number of the key "year" stands for.
        """
        if tuple(keys) == self.by and step.unit == "year":
            return self
        if step.unit == "year" and self._columns is not None:
            names = [*keys, "at_least", "at_most"]
            return cast(
                "Counts[Any, N]", Counts.of_columns(keys, self._columns.rename_columns(names))
            )
        year = self.by.index("year") if step.unit != "year" else None
        cells = {
            tuple(step.word(word) if at == year else word for at, word in enumerate(cell)): bounds
            for cell, bounds in self._rows()
        }
        return Counts(keys, cells, self.field, self.unit)

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
        shown: list[list[str]] = []
        for cell, bounds in islice(self._rows(), _SHOWN):
            shown.append([*map(_text, cell), *in_words(bounds, self.unit)])
        if len(self) > _SHOWN:
            shown.append([f"... and {len(self) - _SHOWN} more", *[""] * (len(header) - 1)])
        return header, shown

    def __repr__(self) -> str:
        header, rows = self._texts()
        lines = text_table([*header, ""], [[*row, ""] for row in rows])  # none under a row
        nothing = [f"nothing, by {', '.join(self.by)}"]
        return "\n".join([*as_lines(self.remarks), *(lines or nothing)])

    def _repr_html_(self) -> str:
        return html_table(*self._texts(), caption="; ".join(self.remarks) or None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Those of what was asked, if that is known; in a sum parts add up to their whole.

        Of people none of whom is stated, besides, what has the words that are printed of them.
        """
        said = getattr(self._asked, "_remarks", None)
        own = () if said is None else said(of_parts=self.field is None)
        key = self.by[0] if len(self.by) == 1 else ""
        if key.endswith("person") and list(self) == [None]:
            return (*own, _unnamed(key))
        return tuple(own)


def _unnamed(key: Key) -> str:
    name = f"{key.removesuffix('person')}name"
    return f"no person is stated; count({name!r}) has the words that are printed"


def _text(word: Word) -> str:
    return "not stated" if word is None else str(word)
