"""Counts and sums of the records of a table, of which the engine groups the rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from math import inf
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from bilateral.collection.cells import Cell, Key, Word, joined, years_between, years_of
from bilateral.collection.counts import Tally
from bilateral.model.records import KINDS
from bilateral.query.predicates import INITIATORS, TARGETS
from bilateral.tables.dates import nature_of_field, spans_in
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import Formula, Test, every, negation, some
from bilateral.tables.rows import ENTRY, ENTRY_END, FIELD_END
from bilateral.tables.words import between_bars

__all__ = ["grouped", "listed", "summed", "tallied"]

_YEARS = ("first", "known_from", "known_to", "last")
_BOUNDS = ("date_start_min", "date_start_max", "date_end_min", "date_end_max")
_SIDES = ("initiator", "target")


def grouped(
    frame: nw.LazyFrame[Any], surely: Formula, maybe: Formula, keys: Sequence[Key]
) -> nw.LazyFrame[Any]:
    """How many records surely match and how many may, by what the keys are read from.

    A record of several rows counts once for each of its keys, and only such records are told
    apart by their ids: the others are counted without looking at them.

    Args:
        frame: The rows.
        surely: Where the question surely holds.
        maybe: Where it may hold.
        keys: What to count by.

    Returns:
        A lazy frame with the columns of the keys, ``sure`` and ``records``.
    """
    rows, chosen = _chosen(frame, surely, maybe, keys)
    groups = list(chosen)
    if not set(_SIDES) & set(keys):
        return rows.select(**chosen).group_by(groups).agg(nw.len().alias("records"))
    same = _side("initiator") == _side("target")
    repeats = ~nw.col("participants").is_null() | same | _side("initiator").is_null()
    told_apart = nw.when(repeats).then(nw.col("id"))
    return (
        rows.select(**chosen, id=told_apart)
        .group_by([*groups, "id"])
        .agg(nw.len().alias("rows"))
        .with_columns(
            records=nw.when(nw.col("id").is_null()).then(nw.col("rows")).otherwise(nw.lit(1))
        )
        .group_by(groups)
        .agg(nw.col("records").sum())
    )


def listed(
    frame: nw.LazyFrame[Any],
    surely: Formula,
    maybe: Formula,
    keys: Sequence[Key],
    columns: Sequence[str],
) -> nw.LazyFrame[Any]:
    """The rows that may match, with what the keys are read from and an amount.

    An amount may be spread over all rows of its record, so records are told apart.

    Args:
        frame: The rows.
        surely: Where the question surely holds.
        maybe: Where it may hold.
        keys: What to sum by.
        columns: The columns of the amount; that of one kind is null in the rows of another.

    Returns:
        A lazy frame with ``id``, the columns of the keys, ``sure``, ``least``, ``most``, ``unit``
        and ``rivals``.
    """
    rows, chosen = _chosen(frame, surely, maybe, keys)
    amount = {
        name: nw.coalesce(*(f"{column}_{part}" for column in columns))
        for name, part in (("least", "min"), ("most", "max"), ("unit", "unit"))
    } | {"rivals": nw.col("rivals")}
    return rows.select(nw.col("id"), **chosen, **amount)


def _chosen(
    frame: nw.LazyFrame[Any], surely: Formula, maybe: Formula, keys: Sequence[Key]
) -> tuple[nw.LazyFrame[Any], dict[str, nw.Expr]]:
    """The rows that tell the keys of the records that may match, and the columns that do."""
    by_side = [side for side in _SIDES if side in keys]
    one_side = by_side if len(by_side) == 1 else ()
    rows = filtered(frame, every(maybe, *map(_is_told, one_side)))
    if not by_side:
        rows = rows.filter(nw.col("pair") == 0)
    chosen: dict[str, nw.Expr] = {}
    for key in keys:
        if key == "year":
            bounds = zip(_YEARS, _BOUNDS, strict=True)
            chosen |= {name: nw.col(bound).dt.year() for name, bound in bounds}
            chosen |= {"spans": nw.col("date_spans"), "occasions": _is_sequence()}
        elif key in _SIDES:
            chosen[key] = _side(key)
        else:
            chosen |= {name: nw.col(name) for name in _COLUMNS[key]}
    sure = nw.when(expression(surely)).then(nw.lit(1)).otherwise(nw.lit(0))
    return rows, chosen | {"sure": sure}


def _is_sequence() -> nw.Expr:
    kinds = [k.kind for k in KINDS.values() if nature_of_field(k, "date") == "sequence"]
    return nw.col("kind").is_in(kinds)


def _is_told(side: str) -> Formula:
    """A row tells a side, or no row of its record does: a party alone is on a row for each side."""
    roles = INITIATORS if side == "initiator" else TARGETS
    elsewhere = Test("roles", "match", between_bars(map(str, roles)))
    return some(Test(f"{side}_role", "null", negated=True), negation(elsewhere))


def _side(side: str) -> nw.Expr:
    """The state, the list of those it may be, or the organization."""
    return nw.coalesce(f"{side}_state", f"{side}_candidates", f"{side}_organization")


# -- from columns to cells -------------------------------------------------------------------------


def tallied(groups: pa.Table, keys: Sequence[Key]) -> Tally:
    """The collected groups of :func:`grouped`, added to their cells.

    Args:
        groups: Collected groups.
        keys: What was counted by.
    """
    tally = Tally(keys)
    rest = groups
    if keys and not set(keys) & set(_LISTS):
        rest = _settled(groups, keys, tally)
    for row in _rows(rest):
        tally.add(_cells(row, keys), surely=bool(row["sure"]), number=int(row["records"]))
    return tally


def _settled(groups: pa.Table, keys: Sequence[Key], tally: Tally) -> pa.Table:
    """Add the groups that lie in one cell each, which are the most; give those that are left.

    Args:
        groups: Collected groups.
        keys: What was counted by: none of which a record has a list.
        tally: What they are added to.
    """
    alone: list[Any] = []
    if "year" in keys:
        first, *between, last = (groups[name] for name in _YEARS)
        alone.append(pc.fill_null(pc.equal(first, last), fill_value=False))
        alone += [pc.is_valid(bound) for bound in between]
    for side in set(_SIDES) & set(keys):  # a list of those it may be is more than one cell
        listed = pc.starts_with(groups[side], pattern="|")
        alone.append(pc.invert(pc.fill_null(listed, fill_value=False)))
    left = groups.slice(0, 0)
    if alone:
        in_one = reduce(pc.and_, alone)
        left, groups = groups.filter(pc.invert(in_one)), groups.filter(in_one)
    columns: dict[str, Any] = {key: groups[key] for key in keys if key != "year"}
    if "year" in keys:
        columns["year"] = groups["first"].cast(pa.int64())
    most = groups["records"].cast(pa.int64())
    least = pc.multiply(groups["sure"].cast(pa.int64()), most)
    table = pa.table(columns | {"least": least, "most": most})
    cells = table.group_by(list(keys)).aggregate([("least", "sum"), ("most", "sum")])
    for batch in cells.select([*keys, "least_sum", "most_sum"]).to_batches(100_000):
        for *words, low, high in zip(*(c.to_pylist() for c in batch.columns), strict=True):
            tally.put(tuple(words), low, high)
    return left


def summed(rows: pa.Table, keys: Sequence[Key], field: str, columns: Sequence[str]) -> Tally:
    """The collected rows of :func:`listed`, added to their cells.

    Args:
        rows: Collected rows.
        keys: What was summed by.
        field: The field of amounts.
        columns: Its columns, as there.
    """
    rival = re.compile(
        f"{ENTRY}(?:{'|'.join(map(re.escape, columns))})_unit{FIELD_END}([^{ENTRY}]*){ENTRY}"
    )
    records: dict[str, tuple[dict[Cell, bool], Mapping[str, Any]]] = {}
    for row in _rows(rows):
        cells, _ = records.setdefault(row["id"], ({}, row))
        cells |= _cells(row, keys)
    tally = Tally(keys, field)
    for cells, first in records.values():
        least, most = first["least"], first["most"]
        amount = None if least is None else (least, inf if most is None else most)
        units = [] if amount is None else [first["unit"]]
        if found := rival.search(first["rivals"] or ""):  # not the unit of the own amount alone
            units = [unit or None for unit in found[1].split(ENTRY_END)[:-1]]
        tally.add(cells, surely=bool(first["sure"]), amount=amount, units=units)
    return tally


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows, batch by batch: of a large table there are millions of groups."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _cells(row: Mapping[str, Any], keys: Sequence[Key]) -> dict[Cell, bool]:
    return joined(_words(row, key) for key in keys)


def _words(row: Mapping[str, Any], key: Key) -> dict[Word, bool]:
    if key == "year":
        if row["spans"] is not None:
            return years_of(spans_in(row["spans"], is_sequence=row["occasions"]))
        return years_between(*(row[name] for name in _YEARS), is_sequence=row["occasions"])
    if key in _LISTS:
        return dict.fromkeys(_LISTS[key](row), True) or {None: True}
    word = row[key]
    if key in _SIDES and word is not None and word.startswith("|"):
        return dict.fromkeys(word.strip("|").split("|"), False)
    return {word: True}


def _of_json(column: str, name: str, flat: str) -> Callable[[Mapping[str, Any]], list[Word]]:
    """The words of a column of JSON, or of the flat one where it says all."""

    def words(row: Mapping[str, Any]) -> list[Word]:
        if row[column] is None:
            return [row[flat]]
        return [item.get(name) for item in json.loads(row[column])]

    return words


_COLUMNS: Mapping[Key, tuple[str, ...]] = {
    "kind": ("kind",),
    "status": ("status",),
    "place": ("place", "places"),
    "topic": ("topics",),
    "source": ("source", "citations"),
}
_LISTS: Mapping[Key, Callable[[Mapping[str, Any]], list[Word]]] = {
    "place": _of_json("places", "name", "place"),
    "topic": lambda row: row["topics"].strip("|").split("|") if row["topics"] else [],
    "source": _of_json("citations", "source", "source"),
}
