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
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from bilateral._plugins import require
from bilateral.collection.amounts import Amount
from bilateral.collection.asked import NONE, SIDES, Asked, Grid, Key, Open, Pattern, Word, Words
from bilateral.collection.cells import acting, crossed, placed, steps_of, worded
from bilateral.collection.deals import Facts, deals_of, whole_of
from bilateral.collection.identity import Same
from bilateral.collection.tally import Tally
from bilateral.dates.relations import Span
from bilateral.model.records import KINDS
from bilateral.query.participation import NO_STATE
from bilateral.tables.addition import Added, column_table
from bilateral.tables.dates import spans_in
from bilateral.tables.grouping import BETWEEN
from bilateral.tables.texts import ENTRY, ENTRY_END, FIELD_END

__all__ = ["summed", "tallied"]

# -- from columns to cells -------------------------------------------------------------------------


def tallied(groups: pa.Table, keys: Sequence[Key], tally: Added) -> Added:
    """The collected groups of :func:`grouped`, added to their cells.

    Args:
        groups: Collected groups.
        keys: What was counted by.
        tally: What they are added to.
    """
    rest = _settled(groups, keys, tally) if keys and not set(keys) & set(_LISTS) else groups
    reader = _Reader(keys, tally.asked)
    closed: dict[Pattern, list[int]] = {}
    for rows in _records(rest):
        first, cells = rows[0], reader.cells(rows)
        sure, number = int(first["sure"] or 0), int(first["records"])
        if keys and first["event"] is None and not any(map(_is_open, cells)):
            for cell, falls in cells.items():
                bounds = closed.setdefault(cell, [0, 0])
                bounds[0] += sure if falls else 0
                bounds[1] += number
            continue
        for surely, several in ((True, sure), (False, number - sure)):
            if several:
                tally.add(
                    cells,
                    surely=surely,
                    number=several,
                    id=first["id"] or "",
                    same=_same(first),
                    steps=reader.steps(first),
                )
    if closed:
        found = ((*cell, *bounds) for cell, bounds in closed.items())
        tally.settled.append(column_table(found, _types(keys, tally.asked.grid)))
    return tally


def _is_open(cell: Pattern) -> bool:
    return any(isinstance(word, Open) for word in cell)


def _records(groups: pa.Table) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The rows of each record that is told apart, and each group of others alone."""
    apart: dict[str, list[Mapping[str, Any]]] = {}
    for row in _rows(groups):
        if row["id"] is None:
            yield [row]
        else:
            apart.setdefault(row["id"], []).append(row)
    yield from apart.values()


def _settled(groups: pa.Table, keys: Sequence[Key], tally: Added) -> pa.Table:
    """Add the groups whose cells need no look at each, which are the most; give those left.

    Args:
        groups: Collected groups.
        keys: What was counted by: none of which a record has a list.
        tally: What they are added to.
    """
    asked = tally.asked
    types = pa.schema(list(_types(keys, asked.grid).items()))
    told = [name for name in ("id", "event", "rest") if name in groups.column_names]
    apart = [pc.is_valid(groups[name]) for name in told]
    apart += [pc.is_null(groups["status"])] if "status" in keys else []
    is_left = reduce(pc.or_, apart)
    columns: dict[str, Any] = {key: _plain(groups, key) for key in keys}
    columns |= {"low": groups["sure"], "high": groups["records"]}
    cells, left = pa.table(columns | {"is_left": is_left}), groups.filter(is_left)
    if "year" in keys and len(left):
        dated, left = _dated(left, keys, tally)
        cells = pa.concat_tables([cells, dated.select(cells.column_names).cast(cells.schema)])
    if asked.grid.units is not None:
        cells = _coded(cells, keys, asked.grid)
    else:
        cells = cells.filter(pc.invert(cells["is_left"]))
        sides = [key for key in keys if key in SIDES] if asked.grid.is_undirected else []
        if len(sides) > 1:
            both = [cells[side] for side in sides]
            for side, first in zip(sides, (pc.min_element_wise, pc.max_element_wise), strict=True):
                cells = cells.set_column(cells.column_names.index(side), side, first(*both))
    tally.settled.append(cells.select(types.names).cast(types))
    return left


def _plain(groups: pa.Table, key: Key) -> Any:  # an array of pyarrow
    """The words of a key where it has one alone."""
    if key not in SIDES:
        return groups[key]
    nobody = (groups[name] for name in (f"{key}_none",) if name in groups.column_names)
    return pc.coalesce(groups[key], *nobody, pa.scalar(NONE))


def _dated(groups: pa.Table, keys: Sequence[Key], tally: Added) -> tuple[pa.Table, pa.Table]:
    """The cells of the groups that lie in several steps, and nothing else; and the groups left.

    The steps of a date are found once for all groups that have it. What may lie in others too is
    added beside; by the codes of a list, these groups are left.
    """
    asked, sides = tally.asked, [key for key in keys if key in SIDES]
    steps: list[tuple[str, int | None, int, int | None]] = []
    closed: list[str] = []
    rests = groups["rest"].cast(pa.string())
    for rest in rests.unique().drop_null().to_pylist():
        flags, spans = _rest_in(rest, len(sides))
        if not spans or any(flags):
            continue
        words = _steps(None, spans, asked)
        if asked.grid.units is not None and _is_open(tuple(words)):
            continue
        closed.append(rest)
        for word, falls in words.items():
            if isinstance(word, Open):
                number = tally.dates.setdefault(word, len(tally.dates))
                steps.append((rest, None, int(falls), number))
            else:
                steps.append((rest, cast("int", word), int(falls), None))
    is_so = [pc.is_in(rests, pa.array(closed, pa.string()))]
    is_so += [pc.is_null(groups[name]) for name in ("year", "id", "event")]
    is_so += [pc.is_valid(groups["status"])] if "status" in keys else []
    passing = () if asked.grid.units is None else asked.grid.units.passing
    for side in sides:
        named = pc.fill_null(groups[side], "")
        is_one = pc.is_in(named, pa.array(sorted(passing), named.type))
        is_so.append(pc.invert(pc.or_(pc.starts_with(named, "|"), is_one)))
    alone = reduce(pc.and_, is_so)
    types = {"rest": pa.string(), "year": pa.int64(), "falls": pa.int64(), "open": pa.int64()}
    found = groups.drop_columns(["year", "rest"]).append_column("rest", rests).filter(alone)
    found = found.join(column_table(steps, types), "rest", join_type="inner")
    low = pc.multiply(found["sure"].cast(pa.int64()), found["falls"])
    found = found.append_column("low", low).append_column("high", found["records"])
    for side in sides:
        found = found.set_column(found.column_names.index(side), side, _plain(found, side))
    undated = found.filter(pc.is_valid(found["open"]))
    if len(undated):
        kinds = {**_types(keys, asked.grid), "year": pa.int64()}
        kinds = {"open" if key == "year" else key: kind for key, kind in kinds.items()}
        del kinds["low"]
        tally.undated.append(undated.select(list(kinds)).cast(pa.schema(list(kinds.items()))))
    is_left = pa.array([False] * len(found), pa.bool_())
    return found.append_column("is_left", is_left), groups.filter(pc.invert(alone))


def _types(keys: Sequence[Key], grid: Grid) -> dict[str, pa.DataType]:
    """The columns of cells and their bounds."""
    code = pa.string() if grid.units is None or not grid.units.is_numbered else pa.int64()
    types: dict[str, pa.DataType] = {key: code if key in SIDES else pa.string() for key in keys}
    types |= {"year": pa.int64()} if "year" in keys else {}
    return {**types, "low": pa.int64(), "high": pa.int64()}


def _coded(cells: pa.Table, keys: Sequence[Key], grid: Grid) -> pa.Table:
    """Cells of states by the codes of a list; what has none in a step, or is left, is left out."""
    con = require("duckdb", extra="tables").connect()
    con.execute("SET preserve_insertion_order = false")
    con.register("cells", cells)
    con.register("codes", _codes_by_step(grid))
    columns = {key: f"cells.{key}" for key in (*keys, "low", "high")}
    joined = "cells"
    sides = [key for key in keys if key in SIDES]
    for side in sides:
        columns[side] = f"{side}_of.code"
        joined += (
            f" JOIN codes {side}_of ON {side}_of.state = cells.{side} "
            f"AND year BETWEEN {side}_of.since AND {side}_of.until"
        )
    if grid.is_undirected and len(sides) > 1:
        both = ", ".join(columns[side] for side in sides)
        columns |= {sides[0]: f"least({both})", sides[1]: f"greatest({both})"}
    selected = ", ".join(f"{column} AS {name}" for name, column in columns.items())
    query = f"SELECT {selected} FROM {joined} WHERE NOT is_left"  # noqa: S608 - names of keys
    return con.sql(query).to_arrow_table()


def _codes_by_step(grid: Grid) -> pa.Table:
    """The code of each state and from which step to which it alone is that of the state."""
    units, step = grid.units, grid.step
    assert units is not None  # noqa: S101 - for the type checker
    first, last = step.within or (-_ALWAYS, _ALWAYS)
    rows: list[Sequence[Any]] = [(*one, first, last) for one in units.only.items()]
    for state in sorted(units.passing):
        spells = [one for one in units.members if one.state == state]
        begin = max(first, step.number(min(one.first for one in spells)))
        end = min(last, step.number(max(one.last for one in spells)))
        for number in range(begin, end + 1):
            codes = [code for _, _, code in units.owned(state, *step.stretch(number))]
            if len(codes) == 1:
                rows.append((state, codes[0], number, number))
    code = pa.int64() if units.is_numbered else pa.string()
    return column_table(
        rows, {"state": pa.string(), "code": code, "since": pa.int64(), "until": pa.int64()}
    )


_ALWAYS = 1 << 40


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
    reader = _Reader(keys, tally.asked)
    for found in _records(rows):
        first = found[0]
        tally.share(
            reader.cells(found),
            reader.spans(first),
            surely=bool(first["sure"]),
            amount=_amount(first["least"], first["most"]),
            units=_units(first, columns),
            id=first["id"],
            same=_same(first),
            steps=reader.steps(first),
            deal=deals.get(first["id"]),
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


# -- what rows say ---------------------------------------------------------------------------------


class _Reader:
    """Reads cells from rows; what many rows have in common is worked out once.

    Args:
        keys: What is counted by.
        asked: The question, and what the cells are of.
    """

    def __init__(self, keys: Sequence[Key], asked: Asked) -> None:
        self._keys = keys
        self._asked = asked
        self._sides = [key for key in keys if key in SIDES]
        self._rests: dict[str | None, tuple[Sequence[bool], tuple[Span, ...]]] = {}
        self._words: dict[tuple[Any, ...], Words] = {}

    def cells(self, rows: Sequence[Mapping[str, Any]]) -> dict[Pattern, bool]:
        """The cells of all rows of a record, or of those that are alike; see :func:`cells_of`."""
        # An engine gives rows in any order, and only some of them may tell the date.
        first, sides = next((row for row in rows if row.get("rest")), rows[0]), self._sides
        words = {key: {} if key in sides else self._words_of(first, key) for key in self._keys}
        found: dict[Pattern, bool] = {}
        for several in [[row] for row in rows] if len(sides) > 1 else [rows]:
            words |= {side: self._side(several, side) for side in sides}
            for cell, surely in crossed(words.values()).items():
                found[cell] = surely or found.get(cell, False)
        return placed(found, self._keys, self.spans(first), self._asked)

    def steps(self, row: Mapping[str, Any]) -> Words:
        """The steps of a record that may be the same as another."""
        if "year" not in self._keys or row["event"] is None:
            return {}
        return self._words_of(row, "year")

    def spans(self, row: Mapping[str, Any]) -> tuple[Span, ...]:
        """What the date of a row may be, where it is to be known."""
        return self._rest(row)[1]

    def _rest(self, row: Mapping[str, Any]) -> tuple[Sequence[bool], tuple[Span, ...]]:
        """Of each side whether it is open, and the date."""
        text = row.get("rest")
        if text not in self._rests:
            self._rests[text] = _rest_in(text, len(self._sides))
        return self._rests[text]

    def _words_of(self, row: Mapping[str, Any], key: Key) -> Words:
        if key != "year":
            return _words(row, key, self._asked)
        told = (row["year"], row.get("rest"))
        if told not in self._words:
            self._words[told] = _steps(row["year"], self.spans(row), self._asked)
        return self._words[told]

    def _side(self, rows: Sequence[Mapping[str, Any]], side: Key) -> Words:
        place = self._sides.index(side)
        open_ = next((row for row in rows if self._rest(row)[0][place]), None)
        words = [(row[side], row.get(f"{side}_none")) for row in rows]
        told = (side, open_ and open_["rest"], *words)
        if told not in self._words:
            found: dict[Word, bool] = {}
            for word, nobody in words:
                states = () if word is None else tuple(word.strip("|").split("|"))
                known = states if nobody is None else (*states, NO_STATE)
                one_of = acting(known, nobody, self._asked.grid.units) if known else {}
                for one, surely in one_of.items():
                    found[one] = surely or found.get(one, False)
            self._words[told] = worded(found, self.spans(open_) if open_ else None)
        return self._words[told]


def _rest_in(text: str | None, sides: int) -> tuple[Sequence[bool], tuple[Span, ...]]:
    """What the column ``rest`` of :func:`grouped` says."""
    if not text:
        return (False,) * sides, ()
    parts = text.split(BETWEEN)
    return [flag == "1" for flag in parts[:sides]], _spans(*parts[sides:])


def _spans(
    nature: str,
    start_min: str,
    start_max: str,
    end_min: str,
    end_max: str,
    days_min: str,
    days_max: str,
    spans: str,
) -> tuple[Span, ...]:
    is_sequence = nature == "sequence"
    if spans:
        return spans_in(spans, is_sequence=is_sequence)
    return (
        Span(
            start_min=_ordinal(start_min, -inf),
            start_max=_ordinal(start_max, inf),
            end_min=_ordinal(end_min, -inf),
            end_max=_ordinal(end_max, inf),
            days_min=int(days_min or 0),
            days_max=0 if nature == "day" else int(days_max) if days_max else inf,
            is_sequence=is_sequence,
        ),
    )


def _ordinal(day: str, otherwise: float) -> float:
    return date.fromisoformat(day).toordinal() if day else otherwise


def _steps(only: int | None, spans: Sequence[Span], asked: Asked) -> Words:
    if only is None:
        return steps_of(spans, asked)
    within = asked.step.within
    return {only: True} if within is None or within[0] <= only <= within[1] else {}


def _words(row: Mapping[str, Any], key: Key, asked: Asked) -> Words:
    if key == "kind":
        return {row[key]: True}
    words, is_open = _status(row, asked) if key == "status" else _LISTS[key](row)
    return worded(words, () if is_open else None)


_Told = tuple[Mapping[Word, bool], bool]


def _status(row: Mapping[str, Any], asked: Asked) -> _Told:
    if row["status"] is not None:
        return {row["status"]: True}, False
    seen = _rivals(row["status_rivals"], "status")
    counted = KINDS[row["status_kind"]].counted
    may = [status for status in seen if asked.has_status(status, counted)]
    return dict.fromkeys(may, False), not seen and bool(row["status_open"])


def _place(row: Mapping[str, Any]) -> _Told:
    if row["places"] is None:
        names = [] if row["place"] is None else [row["place"]]
        return dict.fromkeys(names, True), bool(row["place_open"])
    found = [item.get("name") for item in json.loads(row["places"])]
    return {name: True for name in found if name is not None}, None in found


def _topic(row: Mapping[str, Any]) -> _Told:
    topics = row["topics"].strip("|").split("|") if row["topics"] else []
    return dict.fromkeys(topics, True), bool(row["topic_open"])


def _source(row: Mapping[str, Any]) -> _Told:
    if row["citations"] is None:
        return {row["source"]: True}, False
    return {item["source"]: True for item in json.loads(row["citations"])}, False


_LISTS: Mapping[Key, Callable[[Mapping[str, Any]], _Told]] = {
    "place": _place,
    "topic": _topic,
    "source": _source,
}
