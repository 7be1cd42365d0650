"""The rows of a table that a count needs, grouped by the engine.

A row says less than its record where the record has several rows, or where it is open of what
state a side is. The rows of such records come one by one; all others are grouped by what their
cells are read from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

import narwhals as nw

from bilateral.collection.asked import NONE, SIDES, YEARS, Grid, Key
from bilateral.collection.steps import Step
from bilateral.model.records import KINDS, LinkType, Record
from bilateral.tables.dates import nature_of_field
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import FALSE, TRUE, Formula, Test, every, knowing, negation, some
from bilateral.tables.schema import BOUNDS
from bilateral.tables.words import between_bars, has_none

__all__ = ["BETWEEN", "COUNTED", "dealt", "grouped", "listed"]

COUNTED = frozenset(("kind", "status", "year", "initiator", "target", "place", "topic", "source"))
"""The keys by which an engine can count."""
_EPOCH = date(1970, 1, 1)
_DATE = (*BOUNDS, "days_min", "days_max", "spans")
_UNSETTLED = r'"candidates":"|"role":"[^"]*"(?:\}|,"(?:[^s]|se))'
"""In the JSON of participants: one who may be of several states, or whose state is not there."""
_TOLD_APART = ("event", "component", "id")
BETWEEN = "|"
"""Stands between the parts of what is told by one text."""


def grouped(
    frame: nw.LazyFrame[Any],
    surely: Formula,
    maybe: Formula,
    keys: Sequence[Key],
    grid: Grid = YEARS,
    *,
    kinds: Iterable[type[Record]] = tuple(KINDS.values()),
    blank: Collection[str] = (),
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
        kinds: Kinds that the rows that may match are of.
        blank: Columns that are null in every row.

    Returns:
        A lazy frame with the columns of the keys, ``rest`` with what else there is to know of
        them, ``id`` where all rows of a record are to be put together, ``event``, ``component``,
        and the numbers ``sure`` and ``records``.
    """
    asked = every(maybe, _within(grid.step) if "year" in keys else TRUE)
    rows, chosen = _chosen(frame, asked, keys, grid, blank)
    sides = [key for key in SIDES if key in keys]
    several = knowing(some(_has("participants"), *_are_either(kinds)), blank) if sides else FALSE
    told_apart = {name: nw.col(name) for name in _TOLD_APART[:2] if name not in blank}
    counted = {"sure": nw.col("sure").count(), "records": nw.len()}
    sure = {"sure": nw.when(expression(surely)).then(nw.lit(1))}
    if several == FALSE:
        found = _by(rows, chosen | told_apart, sure, counted)
    else:
        unsettled = some(
            Test("participants", "match", _UNSETTLED),
            *(every(_has(f"{side}_role"), _lacks(f"{side}_state")) for side in SIDES),
            *map(_is_unstated, sides),
        )
        # Without direction the two rows of parties that deal with each other are of one cell.
        both_ways = TRUE if grid.is_undirected and len(sides) > 1 else unsettled
        # A mark costs an engine less than the id once more, where a record is to be put together.
        record = {
            "record": nw.when(expression(several)).then(nw.col("id")),
            "whole": _flag(knowing(every(several, both_ways), blank)),
        }
        found = _by(rows, chosen | told_apart | record, sure, counted)
        names = {name: nw.col(name) for name in (*chosen, *told_apart)}
        told_apart["id"] = names["id"] = nw.when(nw.col("whole") == 1).then(nw.col("record"))
        is_one = ~nw.col("record").is_null()
        once = {name: nw.when(is_one & (nw.col(name) > 0)).then(nw.lit(1)) for name in counted}
        numbers = {name: nw.coalesce(one, nw.col(name)) for name, one in once.items()}
        found = _by(found, names, numbers, {name: nw.col(name).sum() for name in counted})
        found = found.with_columns(**{name: nw.col(name).cast(nw.Int64) for name in counted})
    absent = {name: nw.lit(None, nw.String) for name in _TOLD_APART if name not in told_apart}
    return found.with_columns(**absent) if absent else found


def _by(
    rows: nw.LazyFrame[Any],
    names: Mapping[str, nw.Expr],
    numbers: Mapping[str, nw.Expr],
    counted: Mapping[str, nw.Expr],
) -> nw.LazyFrame[Any]:
    if not names:
        return rows.select(**numbers).select(**counted)
    return rows.select(**names, **numbers).group_by(list(names)).agg(**counted)


def listed(
    frame: nw.LazyFrame[Any],
    surely: Formula,
    maybe: Formula,
    keys: Sequence[Key],
    columns: Sequence[str],
    grid: Grid = YEARS,
    blank: Collection[str] = (),
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
        blank: Columns that are null in every row.

    Returns:
        A lazy frame with the columns of :func:`grouped` but for the number, the amount, and the
        links of what is part of something.
    """
    rows, chosen = _chosen(frame, maybe, keys, grid, blank)
    chosen |= {"event": nw.col("event"), "component": nw.col("component"), "sure": _flag(surely)}
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
    frame: nw.LazyFrame[Any],
    maybe: Formula,
    keys: Sequence[Key],
    grid: Grid,
    blank: Collection[str],
) -> tuple[nw.LazyFrame[Any], dict[str, nw.Expr]]:
    """The rows that tell the keys of the records that may match, and the columns that do."""
    sides = [key for key in SIDES if key in keys]
    both = len(sides) > 1
    among = [Test("pair", "in", (0,))] if not sides else [] if both else map(_is_told, sides)
    rows = filtered(frame, knowing(every(maybe, *among), blank))
    chosen: dict[str, nw.Expr] = {}
    is_open: list[Formula] = []
    dated: list[nw.Expr] = []
    step = _only_step(grid.step)
    for key in keys:
        if key == "year":
            chosen[key] = step
            dated.append(step.is_null())
        elif key in SIDES:
            is_open.append(knowing(_is_open(key, both=both), blank))
            chosen |= _words(key, blank)
            dated += _passing(key, grid, blank)
        else:
            chosen |= _COLUMNS[key]
    if grid.step.rule == "proportional":
        dated.append(nw.col("kind").is_null() == nw.lit(value=False))
    dated += [expression(one) for one in is_open if one != FALSE]
    listed = [knowing(every(_lacks(f"{s}_state"), _has(f"{s}_candidates")), blank) for s in sides]
    if dated or any(one != FALSE for one in listed):
        chosen["rest"] = _rest(is_open, dated, some(*listed), blank)
    return rows, chosen


def _words(side: str, blank: Collection[str]) -> dict[str, nw.Expr]:
    """The state of a side, or a list of those that it may be, or its organization.

    Beside it, if someone acts for no state, or may, the word for him: an organization, or none.
    """
    known = [nw.col(name) for name in (f"{side}_state", f"{side}_candidates") if name not in blank]
    has_state, body = nw.col(f"{side}_none").is_null(), nw.col(f"{side}_organization")
    nobody: dict[str, nw.Expr] = {}
    if f"{side}_none" not in blank:
        one = nw.when(~body.str.starts_with("|")).then(body)
        nobody[f"{side}_none"] = nw.when(~has_state).then(nw.coalesce(one, nw.lit(NONE)))
    if f"{side}_organization" not in blank:
        known.append(nw.when(has_state).then(body) if nobody else body)
    if not known:
        known = [nw.lit(None, nw.String)]
    return {side: nw.coalesce(*known) if len(known) > 1 else known[0], **nobody}


def _rest(
    is_open: Sequence[Formula],
    dated: Sequence[nw.Expr],
    is_listed: Formula,
    blank: Collection[str],
) -> nw.Expr:
    """What else there is to know of the keys of a row, as one text; null where nothing is.

    An engine groups by one text faster than by ten columns that are null in nearly every row.

    Args:
        is_open: Of each side, whether it is open.
        dated: Where that and the date are to be known.
        is_listed: Whether a side is a list of states.
        blank: Columns that are null in every row.
    """
    flags = [nw.when(expression(one)).then(nw.lit("1")).otherwise(nw.lit("0")) for one in is_open]
    said = {name: nw.col(name).cast(nw.String) for name in (f"date_{part}" for part in _DATE)}
    date_ = [
        nw.lit("") if name in blank else nw.coalesce(one, nw.lit("")) for name, one in said.items()
    ]
    rest: nw.Expr = nw.lit(None, nw.String)
    if is_listed != FALSE:
        rest = nw.when(expression(is_listed)).then(nw.lit("")).otherwise(rest)
    if dated:
        text = nw.concat_str(*flags, _nature(), *date_, separator=BETWEEN, ignore_nulls=True)
        rest = nw.when(reduce(lambda one, other: one | other, dated)).then(text).otherwise(rest)
    return rest


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


def _within(step: Step) -> Formula:
    """Where a date may touch the steps that are asked for; of one event, other steps count too."""
    if step.within is None:
        return TRUE
    low, high = step.within
    first, last = map(date.fromordinal, (step.stretch(low)[0], step.stretch(high)[1]))
    return some(
        _has("event"),
        every(
            Test(f"date_{BOUNDS[0]}", "<=", last, null=True),
            Test(f"date_{BOUNDS[-1]}", ">=", first, null=True),
        ),
    )


def _number(day: nw.Expr, step: Step) -> nw.Expr:
    if step.unit in ("year", "decade"):
        year = day.dt.year()
        return year if step.unit == "year" else year.cast(nw.Int64) // 10
    if step.unit == "month":
        return day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1
    return (day - nw.lit(_EPOCH)).dt.total_minutes().cast(nw.Int64) // 1440 + _EPOCH.toordinal()


def _passing(side: str, grid: Grid, blank: Collection[str]) -> list[nw.Expr]:
    """Where the code of a state depends on the day, and not on the step alone."""
    if grid.units is None or not grid.units.passing:
        return []
    passing, step = grid.units.passing, grid.step
    ends = [one for one in grid.units.members if one.state in passing]
    steps = {step.number(day) for one in ends for day in (one.first, one.last)}
    owned = ((n, grid.units.owned(s, *step.stretch(n))) for n in steps for s in passing)
    changing = sorted({number for number, codes in owned if len(codes) > 1})
    is_there = Test(f"{side}_state", "in", tuple(sorted(passing)))
    may_be = expression(knowing(some(is_there, _has(f"{side}_candidates")), blank))
    return [may_be & _only_step(step).is_in(changing)] if changing else []


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


def _are_either(kinds: Iterable[type[Record]]) -> Iterator[Formula]:
    """Whether the one of a side is of the other side as well, on another row."""
    one, other = SIDES.values()
    either = one & other & frozenset().union(*(kind.roles for kind in kinds))
    for side in SIDES if either else ():
        yield Test(f"{side}_role", "in", tuple(sorted(map(str, either))))


def _is_told(side: Key) -> Formula:
    """A row tells a side, or no row of its record does: a party alone is on a row for each side."""
    return some(_has(f"{side}_role"), negation(_matches_roles("roles", side)))


def _is_open(side: Key, *, both: bool) -> Formula:
    """Whether it is open what state a side is of: of one who is there, or of one not stated.

    By both sides it is a pair that is asked for, and who is not stated stands on a row of his own.
    """
    empty = (_lacks(f"{side}_{name}") for name in ("state", "candidates", "none"))
    here, unstated = every(*empty, _has(f"{side}_role")), _is_unstated(side)
    return some(here, every(_lacks(f"{side}_role"), unstated) if both else unstated)


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
