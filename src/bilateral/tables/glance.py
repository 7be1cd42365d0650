"""A glance at the rows of a table, which proves most of them sound in one pass and names no fault.

Whether each id stands once among the first rows is told from their hashes, put in order: of hashes
that all differ the ids differ too. Of a record of several rows each row mostly follows the one
before it, which proves that none is missing; only those that do not are looked for one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import narwhals as nw

from bilateral._plugins import require
from bilateral.tables.words import words_in

__all__ = ["looks_sound"]

Frame = nw.LazyFrame[Any]


def looks_sound(
    frame: Frame, never_null: Sequence[str], words: Mapping[str, Collection[str]]
) -> bool:
    """Whether rows are proved to be those of records, each of them there once.

    Args:
        frame: Rows in the columns of the schema.
        never_null: Columns that have no null.
        words: What may stand in some columns.

    Returns:
        False where some are not, and where it would have to be looked for row by row.
    """
    is_by = frame.implementation
    if is_by.is_duckdb() and find_spec("numpy") is not None:
        look: _Look = _ByDuckDB(frame)
    elif is_by.is_polars():
        look = _ByPolars(frame)
    else:
        return False
    rows, held, found = look.cells(never_null, list(words))
    if any(number < rows for number in held):
        return False
    if not all(words_in(cells) <= set(words[name]) for name, cells in found.items()):
        return False
    are_apart, are_loose = look.ids()
    return are_apart and (not are_loose or _are_whole(frame))


def _are_whole(frame: Frame) -> bool:
    """Whether each record has its rows from 0 on, where none of them has two first rows."""
    pair, rows = nw.col("pair"), nw.col("rows")
    others = frame.filter(pair != 0).group_by("id")
    told = others.agg(rows=nw.len(), first=pair.min(), last=pair.max(), total=pair.sum())
    is_whole = (
        (nw.col("first") == 1)
        & (nw.col("last") == rows)
        & (nw.col("total") * 2 == rows * (rows + 1))
    )
    whole = nw.when(is_whole).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
    ((number, sound),) = told.select(number=nw.len(), whole=whole).collect("pyarrow").rows()
    if number != (sound or 0):
        return False
    firsts = frame.filter(pair == 0).join(told.select("id"), on="id", how="semi")
    return bool(firsts.select(number=nw.len()).collect("pyarrow")["number"][0] == number)


class _ByDuckDB:
    def __init__(self, frame: Frame) -> None:
        self._rows = frame.to_native()

    def cells(self, never_null: Sequence[str], words: Sequence[str]) -> _Cells:
        """How many rows there are, how many have each cell, and the words of some columns."""
        asked = ["count(*)", *(f'count("{name}")' for name in never_null)]
        asked += [f'list(DISTINCT "{name}")' for name in words]
        ((rows, *found),) = self._rows.aggregate(", ".join(asked)).fetchall()
        number = len(never_null)
        return (
            rows,
            found[:number],
            dict(zip(words, (f or [] for f in found[number:]), strict=True)),
        )

    def ids(self) -> tuple[bool, bool]:
        """Whether the ids of first rows are proved to differ, and whether others stand apart."""
        follows = "id = lag(id) OVER () AND pair = lag(pair) OVER () + 1"
        rows = self._rows.project(f"id, pair, {follows} AS follows")
        asked = rows.filter("pair = 0 OR follows IS DISTINCT FROM true")
        found = asked.project("CASE WHEN pair = 0 THEN hash(id) END AS mark")
        told = nw.from_native(found).collect("pyarrow").to_native()["mark"]
        are_loose = told.null_count > 0
        firsts = told.drop_null() if are_loose else told
        marks = require("numpy", extra="pandas").sort(firsts.to_numpy())
        return not (marks[1:] == marks[:-1]).any(), are_loose


class _ByPolars:
    def __init__(self, frame: Frame) -> None:
        self._rows = frame.to_native()

    def cells(self, never_null: Sequence[str], words: Sequence[str]) -> _Cells:
        """The same of polars."""
        pl = require("polars", extra="polars")
        rows = self._rows.select(
            pl.len().alias("rows"),
            *(pl.col(name).count().alias(f"{name} held") for name in never_null),
            *(pl.col(name).unique().implode() for name in words),
        )
        found = rows.collect().row(0, named=True)
        held = [found[f"{name} held"] for name in never_null]
        return found["rows"], held, {name: list(found[name]) for name in words}

    def ids(self) -> tuple[bool, bool]:
        """The same of polars."""
        pl = require("polars", extra="polars")
        ids, pair = pl.col("id"), pl.col("pair")
        follows = (ids == ids.shift()) & (pair == pair.shift() + 1)
        marks = ids.filter(pair == 0).hash().sort()
        asked = self._rows.select(
            same=(marks == marks.shift()).any(),
            loose=((pair != 0) & ~follows.fill_null(value=False)).any(),
        )
        same, loose = asked.collect().row(0)
        return not same, bool(loose)


_Look = _ByDuckDB | _ByPolars
_Cells = tuple[int, Sequence[int], Mapping[str, Sequence[str | None]]]
