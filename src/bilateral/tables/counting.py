"""Counts and sums of the records of a table, of which the engine groups the rows.

A row says less than its record where the record has several rows, or where it is open of what
state a side is. The rows of such records come one by one and are put together as objects are; all
others are grouped by what their cells are read from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from math import inf
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bilateral.collection.asked import NONE, SIDES, Asked, Grid, Key, Pattern, Word, Words
from bilateral.collection.cells import acting, crossed, placed, steps_of, worded
from bilateral.collection.counts import Amount
from bilateral.collection.deals import Facts, deals_of, whole_of
from bilateral.collection.identity import Same
from bilateral.collection.tally import Tally
from bilateral.collection.units import Units
from bilateral.dates.relations import Span
from bilateral.model.records import KINDS
from bilateral.query.participation import NO_STATE
from bilateral.tables.dates import spans_in
from bilateral.tables.rows import ENTRY, ENTRY_END, FIELD_END

__all__ = ["summed", "tallied"]

# -- from columns to cells -------------------------------------------------------------------------


def tallied(groups: pa.Table, keys: Sequence[Key], tally: Tally) -> Tally:
    """The collected groups of :func:`grouped`, added to their cells.

    Args:
        groups: Collected groups.
        keys: What was counted by.
        tally: What they are added to.
    """
    rest = groups
    if keys and not set(keys) & set(_LISTS):
        rest = _settled(groups, keys, tally)
    apart: dict[str, list[Mapping[str, Any]]] = {}
    for row in _rows(rest):
        if row["id"] is not None:
            apart.setdefault(row["id"], []).append(row)
        else:
            tally.add(
                _cells([row], keys, tally.asked),
                surely=bool(row["sure"]),
                number=int(row["records"]),
                same=_same(row),
                steps=_steps(row, keys, tally.asked),
            )
    for name, rows in apart.items():
        cells = _cells(rows, keys, tally.asked)
        tally.add(
            cells,
            surely=bool(rows[0]["sure"]),
            id=name,
            same=_same(rows[0]),
            steps=_steps(rows[0], keys, tally.asked),
        )
    return tally


def _settled(groups: pa.Table, keys: Sequence[Key], tally: Tally) -> pa.Table:
    """Add the groups that lie in one cell each, which are the most; give those that are left.

    Args:
        groups: Collected groups.
        keys: What was counted by: none of which a record has a list.
        tally: What they are added to.
    """
    alone = [pc.is_null(groups[name]) for name in ("id", "event")]
    grid = tally.asked.grid
    for key in keys:
        if key in SIDES:  # a list of those it may be is more than one cell
            listed = pc.starts_with(groups[key], pattern="|")
            alone.append(pc.invert(pc.fill_null(listed, fill_value=False)))
            alone.append(pc.equal(groups[f"{key}_open"], 0))
            if grid.units is not None:  # what has no code is in no cell
                passing = pa.array(sorted(grid.units.passing), pa.string())
                alone.append(pc.invert(pc.is_in(groups[key], passing)))
        elif key != "kind":
            alone.append(pc.is_valid(groups[key]))
    in_one = reduce(pc.and_, alone)
    left, groups = groups.filter(pc.invert(in_one)), groups.filter(in_one)
    if grid.units is not None:
        tally.settled.append(_coded(groups, keys, grid))
        return left
    columns: dict[str, Any] = {key: groups[key] for key in keys}
    columns |= {
        side: pc.coalesce(groups[side], groups[f"{side}_none"], pa.scalar(NONE))
        for side in SIDES
        if side in keys
    }
    if "year" in keys:
        columns["year"] = groups["year"].cast(pa.int64())
    most = groups["records"].cast(pa.int64())
    least = pc.multiply(groups["sure"].cast(pa.int64()), most)
    table = pa.table(columns | {"least": least, "most": most})
    cells = table.group_by(list(keys)).aggregate([("least", "sum"), ("most", "sum")])
    for batch in cells.select([*keys, "least_sum", "most_sum"]).to_batches(100_000):
        for *words, low, high in zip(*(c.to_pylist() for c in batch.columns), strict=True):
            tally.put(tuple(words), low, high)
    return left


def _coded(groups: pa.Table, keys: Sequence[Key], grid: Grid) -> pa.Table:
    """Groups that lie in one cell each, by the codes of a list; what has none is left out.

    Several may be of one cell.
    """
    only = grid.units.only if grid.units is not None else {}
    states = pa.array(list(only), pa.string())
    codes = pa.array(list(only.values()))
    columns: dict[str, Any] = {}
    for key in keys:
        if key in SIDES:
            columns[key] = codes.take(pc.index_in(groups[key].combine_chunks(), states))
        else:
            columns[key] = groups[key].cast(pa.int64()) if key == "year" else groups[key]
    most = groups["records"].cast(pa.int64())
    columns |= {"low": pc.multiply(groups["sure"].cast(pa.int64()), most), "high": most}
    sides = [key for key in keys if key in SIDES]
    if grid.is_undirected and len(sides) > 1:
        one, other = (columns[side] for side in sides)
        columns[sides[0]] = pc.min_element_wise(one, other, skip_nulls=False)
        columns[sides[1]] = pc.max_element_wise(one, other, skip_nulls=False)
    return pa.table(columns).drop_null()


def summed(
    rows: pa.Table,
    keys: Sequence[Key],
    tally: Tally,
    columns: Sequence[str],
    parts: pa.Table | None = None,
) -> Tally:
    """The collected rows of :func:`listed`, added to their cells.

    Args:
        rows: Collected rows.
        keys: What was summed by.
        tally: What they are added to.
        columns: The columns of the amount, as there.
        parts: Collected rows of :func:`dealt`, if some records are part of others.
    """
    deals = deals_of([] if parts is None else [_facts(row, columns) for row in _rows(parts)])
    records: dict[str, list[Mapping[str, Any]]] = {}
    for row in _rows(rows):
        records.setdefault(row["id"], []).append(row)
    for name, found in records.items():
        first = found[0]
        tally.share(
            _cells(found, keys, tally.asked),
            _spans(first),
            surely=bool(first["sure"]),
            amount=_amount(first["least"], first["most"]),
            units=_units(first, columns),
            id=name,
            same=_same(first),
            steps=_steps(first, keys, tally.asked),
            deal=deals.get(name),
        )
    return tally


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows, batch by batch: of a large table there are millions of groups."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _facts(row: Mapping[str, Any], columns: Sequence[str]) -> Facts:
    links = [] if row["links"] is None else json.loads(row["links"])
    return Facts(
        id=row["id"],
        whole=whole_of(row["id"], ((link["type"], link["target"]) for link in links)),
        amount=_amount(row["least"], row["most"]),
        units=tuple(_units(row, columns)),
        delivered=_amount(row["min"], row["max"]),
        is_coded="|links|" in (row["none"] or ""),
        is_same=row["component"] is not None,
    )


def _amount(least: float | None, most: float | None) -> Amount | None:
    return None if least is None else (least, inf if most is None else most)


def _units(row: Mapping[str, Any], columns: Sequence[str]) -> list[str | None]:
    rivals = _rivals(row["rivals"], *(f"{column}_unit" for column in columns))
    if rivals:  # not the unit of the own amount alone
        return [unit or None for unit in rivals]
    return [] if row["least"] is None else [row["unit"]]


def _rivals(text: str | None, *fields: str) -> list[str]:
    """The words on which sources differ in the first of some fields; none if they agree."""
    names = "|".join(map(re.escape, fields))
    found = re.search(f"{ENTRY}(?:{names}){FIELD_END}([^{ENTRY}]*){ENTRY}", text or "")
    return found[1].split(ENTRY_END)[:-1] if found else []


def _same(row: Mapping[str, Any]) -> Same | None:
    return None if row["event"] is None else (row["event"], row["component"])


def _steps(row: Mapping[str, Any], keys: Sequence[Key], asked: Asked) -> Words:
    """The steps of a record that may be the same as another."""
    if "year" not in keys or row["event"] is None:
        return {}
    return _words(row, "year", asked, _spans(row))


def _cells(
    rows: Sequence[Mapping[str, Any]], keys: Sequence[Key], asked: Asked
) -> dict[Pattern, bool]:
    """The cells of all rows of a record, or of those that are alike; see :func:`cells_of`."""
    sides = [key for key in SIDES if key in keys]
    spans = _spans(rows[0])
    words = {key: {} if key in sides else _words(rows[0], key, asked, spans) for key in keys}
    found: dict[Pattern, bool] = {}
    for several in [[row] for row in rows] if len(sides) > 1 else [rows]:
        words |= {side: _side(several, side, spans, asked.grid.units) for side in sides}
        for cell, surely in crossed(words.values()).items():
            found[cell] = surely or found.get(cell, False)
    return placed(found, keys, spans, asked)


def _spans(row: Mapping[str, Any]) -> tuple[Span, ...]:
    """What the date of a row may be, where it was chosen."""
    nature = row.get("nature")
    if nature is None:
        return ()
    if row["date_spans"] is not None:
        return spans_in(row["date_spans"], is_sequence=nature == "sequence")
    least, most = row["date_days_min"], row["date_days_max"]
    return (
        Span(
            start_min=_ordinal(row["date_start_min"], -inf),
            start_max=_ordinal(row["date_start_max"], inf),
            end_min=_ordinal(row["date_end_min"], -inf),
            end_max=_ordinal(row["date_end_max"], inf),
            days_min=least or 0,
            days_max=0 if nature == "day" else inf if most is None else most,
            is_sequence=nature == "sequence",
        ),
    )


def _ordinal(day: date | None, otherwise: float) -> float:
    return otherwise if day is None else day.toordinal()


def _words(row: Mapping[str, Any], key: Key, asked: Asked, spans: Sequence[Span]) -> Words:
    if key == "year":
        if row[key] is None:
            return steps_of(spans, asked)
        within = asked.step.within
        return {row[key]: True} if within is None or within[0] <= row[key] <= within[1] else {}
    if key == "kind":
        return {row[key]: True}
    words, is_open = _status(row, asked) if key == "status" else _LISTS[key](row)
    return worded(words, () if is_open else None)


def _side(
    rows: Sequence[Mapping[str, Any]], side: Key, spans: Sequence[Span], units: Units | None
) -> Words:
    found: dict[Word, bool] = {}
    is_open = False
    for row in rows:
        is_open = is_open or bool(row[f"{side}_open"])
        word, no_state = row[side], row[f"{side}_none"]
        states = () if word is None else tuple(word.strip("|").split("|"))
        known = states if no_state is None else (*states, NO_STATE)
        words = acting(known, no_state, units) if known else {}
        for one, surely in words.items():
            found[one] = surely or found.get(one, False)
    return worded(found, spans if is_open else None)


_Known = tuple[Mapping[Word, bool], bool]


def _status(row: Mapping[str, Any], asked: Asked) -> _Known:
    if row["status"] is not None:
        return {row["status"]: True}, False
    seen = _rivals(row["status_rivals"], "status")
    counted = KINDS[row["status_kind"]].counted
    may = [status for status in seen if asked.has_status(status, counted)]
    return dict.fromkeys(may, False), not seen and bool(row["status_open"])


def _place(row: Mapping[str, Any]) -> _Known:
    if row["places"] is None:
        names = [] if row["place"] is None else [row["place"]]
        return dict.fromkeys(names, True), bool(row["place_open"])
    found = [item.get("name") for item in json.loads(row["places"])]
    return {name: True for name in found if name is not None}, None in found


def _topic(row: Mapping[str, Any]) -> _Known:
    topics = row["topics"].strip("|").split("|") if row["topics"] else []
    return dict.fromkeys(topics, True), bool(row["topic_open"])


def _source(row: Mapping[str, Any]) -> _Known:
    if row["citations"] is None:
        return {row["source"]: True}, False
    return {item["source"]: True for item in json.loads(row["citations"])}, False


_LISTS: Mapping[Key, Callable[[Mapping[str, Any]], _Known]] = {
    "place": _place,
    "topic": _topic,
    "source": _source,
}
