"""The rows of a table that a count needs, grouped by the engine.

A row says less than its record where the record has several rows, or where it is open of what
state a side is. The rows of such records come one by one; all others are grouped by what their
cells are read from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

import narwhals as nw

from bilateral.collection.asked import NONE, SIDES, YEARS, Grid, Key
from bilateral.collection.steps import Step
from bilateral.model.records import KINDS, LinkType
from bilateral.tables.dates import nature_of_field
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import Formula, Test, every, negation, some
from bilateral.tables.schema import BOUNDS
from bilateral.tables.words import between_bars, has_none

__all__ = ["COUNTED", "dealt", "grouped", "listed"]

COUNTED = frozenset(("kind", "status", "year", "initiator", "target", "place", "topic", "source"))
"""The keys by which an engine can count."""
_EPOCH = date(1970, 1, 1)
_DATE = (*BOUNDS, "days_min", "days_max", "spans")
_UNSETTLED = r'"candidates":"|"role":"[^"]*"(?:\}|,"(?:[^s]|se))'
"""In the JSON of participants: one who may be of several states, or whose state is not there."""


def grouped(
    frame: nw.LazyFrame[Any],
    surely: Formula,
    maybe: Formula,
    keys: Sequence[Key],
    grid: Grid = YEARS,
) -> nw.LazyFrame[Any]:
    """How many records surely match and how many may, by what the keys are read from.

    A record of several rows counts once for each of its keys, and only such records are told
    apart by their ids: the others are counted without looking at them.

    Args:
        frame: The rows.
        surely: Where the question surely holds.
        maybe: Where it may hold.
        keys: What to count by.
        grid: What the cells are of.

    Returns:
        A lazy frame with the columns of the keys, ``id`` where all rows of a record are to be put
        together, ``event``, ``component``, ``sure`` and ``records``.
    """
    rows, chosen = _chosen(frame, surely, maybe, keys, grid)
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
    grid: Grid = YEARS,
) -> nw.LazyFrame[Any]:
    """The rows that may match, with what the keys are read from and an amount.

    An amount may be spread over all rows of its record, so records are told apart.

    Args:
        frame: The rows.
        surely: Where the question surely holds.
        maybe: Where it may hold.
        keys: What to sum by.
        columns: The columns of the amount; that of one kind is null in the rows of another.
        grid: What the cells are of.

    Returns:
        A lazy frame with the columns of :func:`grouped` but for the number, the amount, and the
        links of what is part of something.
    """
    rows, chosen = _chosen(frame, surely, maybe, keys, grid)
    return rows.select(**chosen, **_amount_columns(columns), **_link_columns())


def dealt(frame: nw.LazyFrame[Any], columns: Sequence[str]) -> nw.LazyFrame[Any]:
    """What each record says of a deal that it is, or is part of.

    Args:
        frame: The first rows of all records that have the amount.
        columns: The columns of the amount.
    """
    delivered = {name: nw.col(f"delivered_{name}") for name in ("min", "max")}
    return frame.select(
        **_amount_columns(columns),
        **_link_columns(),
        **delivered,
        none=nw.col("none"),
        component=nw.col("component"),
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
    frame: nw.LazyFrame[Any], surely: Formula, maybe: Formula, keys: Sequence[Key], grid: Grid
) -> tuple[nw.LazyFrame[Any], dict[str, nw.Expr]]:
    """The rows that tell the keys of the records that may match, and the columns that do."""
    sides = [key for key in SIDES if key in keys]
    both = len(sides) > 1
    among = [Test("pair", "in", (0,))] if not sides else [] if both else map(_is_told, sides)
    rows = filtered(frame, every(maybe, *among))
    chosen = {name: nw.col(name) for name in ("event", "component")}
    chosen["sure"] = _flag(surely)
    open_sides: list[nw.Expr] = []
    for key in keys:
        if key == "year":
            chosen[key] = _only_step(grid.step)
        elif key in SIDES:
            is_open = _is_open(key, both=both)
            open_sides.append(expression(is_open))
            body, has_state = nw.col(f"{key}_organization"), nw.col(f"{key}_none").is_null()
            known = (f"{key}_state", f"{key}_candidates", nw.when(has_state).then(body))
            chosen[key] = nw.coalesce(*known)
            chosen |= {f"{key}_open": _flag(is_open), f"{key}_none": _no_state(key)}
            if passing := _passing(key, grid):
                open_sides += passing
        else:
            chosen |= _COLUMNS[key]
    if "year" in keys or sides:  # days, of what needs them alone: there are fewer groups
        in_years = [_only_step(grid.step).is_null()] if "year" in keys else []
        if grid.step.rule == "proportional":
            in_years.append(nw.col("kind").is_null() == nw.lit(value=False))
        is_dated = reduce(lambda one, other: one | other, [*in_years, *open_sides])
        dated = {f"date_{name}": nw.col(f"date_{name}") for name in _DATE} | {"nature": _nature()}
        chosen |= {name: nw.when(is_dated).then(column) for name, column in dated.items()}
    return rows, chosen


def _no_state(side: Key) -> nw.Expr:
    """The word for whoever acts for no state, or may: an organization, or none."""
    body = nw.col(f"{side}_organization")
    one = nw.when(~body.str.starts_with("|")).then(body)
    word: nw.Expr = nw.when(~nw.col(f"{side}_none").is_null()).then(nw.coalesce(one, nw.lit(NONE)))
    return word


def _flag(formula: Formula) -> nw.Expr:
    flag: nw.Expr = nw.when(expression(formula)).then(nw.lit(1)).otherwise(nw.lit(0))
    return flag


def _only_step(step: Step) -> nw.Expr:
    """The number of the one step of all days of a date; null where there may be several."""
    if step.is_window:
        return nw.lit(None, nw.Int64)
    first, last = (_number(nw.col(f"date_{bound}"), step) for bound in (BOUNDS[0], BOUNDS[-1]))
    number: nw.Expr = nw.when(first == last).then(first)
    return number


def _number(day: nw.Expr, step: Step) -> nw.Expr:
    if step.unit == "year":
        return day.dt.year()
    if step.unit == "month":
        return day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1
    return (day - nw.lit(_EPOCH)).dt.total_minutes().cast(nw.Int64) // 1440 + _EPOCH.toordinal()


def _passing(side: str, grid: Grid) -> list[nw.Expr]:
    """Where the code of a state depends on the day, and not on the step alone."""
    if grid.units is None or not grid.units.passing:
        return []
    passing = grid.units.passing
    ends = [one for one in grid.units.members if one.state in passing]
    steps = {grid.step.number(day) for one in ends for day in (one.first, one.last)}
    is_there = nw.col(f"{side}_state").is_in(sorted(passing))
    return [is_there & _only_step(grid.step).is_in(sorted(steps))]


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
