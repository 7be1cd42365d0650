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

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from bilateral.collection.cells import (
    NONE,
    SIDES,
    Asked,
    Key,
    Pattern,
    Word,
    Words,
    acting,
    crossed,
    worded,
    years_of,
)
from bilateral.collection.counts import Amount
from bilateral.collection.deals import Facts, deals_of, whole_of
from bilateral.collection.identity import Same
from bilateral.collection.tally import Tally
from bilateral.dates.relations import Span
from bilateral.model.records import KINDS, LinkType
from bilateral.tables.dates import nature_of_field, spans_in
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import Formula, Test, every, negation, some
from bilateral.tables.rows import ENTRY, ENTRY_END, FIELD_END
from bilateral.tables.schema import BOUNDS
from bilateral.tables.words import between_bars, has_none

__all__ = ["dealt", "grouped", "listed", "summed", "tallied"]

_DATE = (*BOUNDS, "days_min", "days_max", "spans")
_UNSETTLED = r'"candidates":"|"role":"[^"]*"(?:\}|,"(?:[^s]|se))'
"""In the JSON of participants: one who may be of several states, or whose state is not there."""


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
        A lazy frame with the columns of the keys, ``id`` where all rows of a record are to be put
        together, ``event``, ``component``, ``sure`` and ``records``.
    """
    rows, chosen = _chosen(frame, surely, maybe, keys)
    sides = [key for key in SIDES if key in keys]
    if not sides:
        groups = list(chosen)
        found = rows.select(**chosen).group_by(groups).agg(nw.len().alias("records"))
        return found.with_columns(id=nw.lit(None, nw.String))
    several = some(_has("participants"), *map(_is_either, SIDES))
    told_apart = nw.when(expression(several)).then(nw.col("id"))
    unsettled = some(
        Test("participants", "match", _UNSETTLED),
        *(every(_has(f"{side}_role"), _lacks(f"{side}_state")) for side in SIDES),
        *map(_is_unstated, sides),
    )
    chosen |= {"id": nw.when(expression(every(several, unsettled))).then(nw.col("id"))}
    return (
        rows.select(**chosen, record=told_apart)
        .group_by([*chosen, "record"])
        .agg(nw.len().alias("rows"))
        .with_columns(
            records=nw.when(nw.col("record").is_null()).then(nw.col("rows")).otherwise(nw.lit(1))
        )
        .group_by(list(chosen))
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
        A lazy frame with the columns of :func:`grouped` but for the number, the amount, and the
        links of what is part of something.
    """
    rows, chosen = _chosen(frame, surely, maybe, keys)
    return rows.select(**chosen, **_amount_columns(columns), **_link_columns())


def dealt(frame: nw.LazyFrame[Any], columns: Sequence[str]) -> nw.LazyFrame[Any]:
    """What each record says of a deal that it is, or is part of.

    Args:
        frame: The first rows of all records that have the amount.
        columns: The columns of the amount.
    """
    delivered = {name: nw.col(f"delivered_{name}") for name in ("min", "max")}
    return frame.select(
        **_amount_columns(columns), **_link_columns(), none=nw.col("none"), **delivered
    )


def _amount_columns(columns: Sequence[str]) -> dict[str, nw.Expr]:
    parts = (("least", "min"), ("most", "max"), ("unit", "unit"))
    return {
        name: nw.coalesce(*(f"{column}_{part}" for column in columns)) for name, part in parts
    } | {"rivals": nw.col("rivals")}


def _link_columns() -> dict[str, nw.Expr]:
    is_part = Test("links", "match", f'"type":"{LinkType.PART_OF}"')
    return {"id": nw.col("id"), "links": nw.when(expression(is_part)).then(nw.col("links"))}


def _chosen(
    frame: nw.LazyFrame[Any], surely: Formula, maybe: Formula, keys: Sequence[Key]
) -> tuple[nw.LazyFrame[Any], dict[str, nw.Expr]]:
    """The rows that tell the keys of the records that may match, and the columns that do."""
    sides = [key for key in SIDES if key in keys]
    both = len(sides) > 1
    rows = filtered(frame, every(maybe, *(() if both else map(_is_told, sides))))
    if not sides:
        rows = rows.filter(nw.col("pair") == 0)
    chosen = {name: nw.col(name) for name in ("event", "component")}
    chosen["sure"] = _flag(surely)
    open_sides: list[nw.Expr] = []
    for key in keys:
        if key == "year":
            chosen[key] = _only_year()
        elif key in SIDES:
            is_open = _is_open(key, both=both)
            open_sides.append(expression(is_open))
            parts = ("state", "candidates", "organization")
            chosen[key] = nw.coalesce(*(f"{key}_{part}" for part in parts))
            chosen |= {f"{key}_open": _flag(is_open), f"{key}_none": nw.col(f"{key}_none")}
        else:
            chosen |= _COLUMNS[key]
    if "year" in keys or sides:  # days, of what needs them alone: there are fewer groups
        in_years = [_only_year().is_null()] if "year" in keys else []
        is_dated = reduce(lambda one, other: one | other, [*in_years, *open_sides])
        dated = {f"date_{name}": nw.col(f"date_{name}") for name in _DATE} | {"nature": _nature()}
        chosen |= {name: nw.when(is_dated).then(column) for name, column in dated.items()}
    return rows, chosen


def _flag(formula: Formula) -> nw.Expr:
    flag: nw.Expr = nw.when(expression(formula)).then(nw.lit(1)).otherwise(nw.lit(0))
    return flag


def _only_year() -> nw.Expr:
    """The year of all days of a date; null where there may be several."""
    first, last = (nw.col(f"date_{bound}").dt.year() for bound in (BOUNDS[0], BOUNDS[-1]))
    year: nw.Expr = nw.when(first == last).then(first)
    return year


def _nature() -> nw.Expr:
    kinds: dict[str, list[str]] = {"sequence": [], "day": [], "stay": []}
    for kind in KINDS.values():
        kinds[nature_of_field(kind, "date")].append(kind.kind)
    found: nw.Expr = nw.lit("stay")
    for nature in ("sequence", "day"):
        found = nw.when(nw.col("kind").is_in(kinds[nature])).then(nw.lit(nature)).otherwise(found)
    return found


def _has(column: str) -> Formula:
    return Test(column, "null", negated=True)


def _lacks(column: str) -> Formula:
    return Test(column, "null", null=True)


def _matches_roles(column: str, side: Key) -> Formula:
    return Test(column, "match", between_bars(sorted(map(str, SIDES[side]))))


def _is_unstated(side: Key) -> Formula:
    """Someone of the side whom no source states."""
    return _matches_roles("unstated", side)


def _is_either(side: str) -> Formula:
    """Whether the one of a side is of the other side as well, on another row."""
    one, other = SIDES.values()
    return Test(f"{side}_role", "in", tuple(sorted(map(str, one & other))))


def _is_told(side: Key) -> Formula:
    """A row tells a side, or no row of its record does: a party alone is on a row for each side."""
    return some(_has(f"{side}_role"), negation(_matches_roles("roles", side)))


def _is_open(side: Key, *, both: bool) -> Formula:
    """Whether it is open what state a side is of: of one who is there, or of one not stated.

    By both sides it is a pair that is asked for, and who is not stated stands on a row of his own.
    """
    empty = (_lacks(f"{side}_{name}") for name in ("state", "candidates", "none"))
    here, unstated = every(_has(f"{side}_role"), *empty), _is_unstated(side)
    return some(here, every(unstated, _lacks(f"{side}_role")) if both else unstated)


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
            )
    for name, rows in apart.items():
        cells = _cells(rows, keys, tally.asked)
        tally.add(cells, surely=bool(rows[0]["sure"]), id=name, same=_same(rows[0]))
    return tally


def _settled(groups: pa.Table, keys: Sequence[Key], tally: Tally) -> pa.Table:
    """Add the groups that lie in one cell each, which are the most; give those that are left.

    Args:
        groups: Collected groups.
        keys: What was counted by: none of which a record has a list.
        tally: What they are added to.
    """
    alone = [pc.is_null(groups[name]) for name in ("id", "event")]
    for key in keys:
        if key in SIDES:  # a list of those it may be is more than one cell
            listed = pc.starts_with(groups[key], pattern="|")
            alone.append(pc.invert(pc.fill_null(listed, fill_value=False)))
            alone.append(pc.equal(groups[f"{key}_open"], 0))
        elif key != "kind":
            alone.append(pc.is_valid(groups[key]))
    in_one = reduce(pc.and_, alone)
    left, groups = groups.filter(pc.invert(in_one)), groups.filter(in_one)
    columns: dict[str, Any] = {key: groups[key] for key in keys}
    columns |= {side: pc.fill_null(groups[side], NONE) for side in SIDES if side in keys}
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
        tally.add(
            _cells(found, keys, tally.asked),
            surely=bool(first["sure"]),
            amount=_amount(first["least"], first["most"]),
            units=_units(first, columns),
            id=name,
            same=_same(first),
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


def _cells(
    rows: Sequence[Mapping[str, Any]], keys: Sequence[Key], asked: Asked
) -> dict[Pattern, bool]:
    """The cells of all rows of a record, or of those that are alike; see :func:`cells_of`."""
    sides = [key for key in SIDES if key in keys]
    spans = _spans(rows[0])
    words = {key: {} if key in sides else _words(rows[0], key, asked, spans) for key in keys}
    found: dict[Pattern, bool] = {}
    for several in [[row] for row in rows] if len(sides) > 1 else [rows]:
        words |= {side: _side(several, side, spans) for side in sides}
        for cell, surely in crossed(words.values()).items():
            found[cell] = surely or found.get(cell, False)
    return found


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
        return {row[key]: True} if row[key] is not None else years_of(spans, asked)
    if key == "kind":
        return {row[key]: True}
    words, is_open = _status(row, asked) if key == "status" else _LISTS[key](row)
    return worded(words, () if is_open else None)


def _side(rows: Sequence[Mapping[str, Any]], side: Key, spans: Sequence[Span]) -> Words:
    found: dict[Word, bool] = {}
    is_open = False
    for row in rows:
        is_open = is_open or bool(row[f"{side}_open"])
        word = row[side]
        if word is not None and word.startswith("|"):
            words = acting(tuple(word.strip("|").split("|")), None)
        else:
            only = word or (NONE if row[f"{side}_none"] is not None else None)
            words = {only: True} if only else {}
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


def _column(*names: str) -> dict[str, nw.Expr]:
    return {name: nw.col(name) for name in names}


def _unless_none(column: str, field: str) -> nw.Expr:
    """Whether what is not stated may be anything."""
    return _flag(every(_lacks(column), negation(has_none(field))))


_COLUMNS: Mapping[Key, Mapping[str, nw.Expr]] = {
    "kind": _column("kind"),
    "status": {
        **_column("status"),
        "status_rivals": nw.when(nw.col("status").is_null()).then(nw.col("rivals")),
        "status_kind": nw.when(nw.col("status").is_null()).then(nw.col("kind")),
        "status_open": _unless_none("status", "status"),
    },
    "place": {**_column("place", "places"), "place_open": _unless_none("place", "places")},
    "topic": {**_column("topics"), "topic_open": _unless_none("topics", "topics")},
    "source": _column("source", "citations"),
}
_LISTS: Mapping[Key, Callable[[Mapping[str, Any]], _Known]] = {
    "place": _place,
    "topic": _topic,
    "source": _source,
}
