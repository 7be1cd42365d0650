"""Counts of records by year, pair and the like, as bounds: at least so many, at most so many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from bilateral.collection.selection import MOST_YEARS
from bilateral.query.predicates import INITIATORS, TARGETS
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import Formula, Test, every, negation, some
from bilateral.tables.meaning import between_bars

__all__ = ["KEYS", "Key", "bounds_by", "counted"]

Key: TypeAlias = Literal["kind", "status", "initiator", "target", "year"]
KEYS: tuple[Key, ...] = ("kind", "status", "initiator", "target", "year")
_YEARS = ("first", "known_from", "known_to", "last")
_BOUNDS = ("date_start_min", "date_start_max", "date_end_min", "date_end_max")


def counted(
    frame: nw.LazyFrame[Any], surely: Formula, maybe: Formula, keys: Sequence[Key]
) -> nw.LazyFrame[Any]:
    """How many records surely match and how many may, by the keys and the years of the bounds.

    A record of several rows counts once for each of its keys, and only such records are told
    apart by their ids: the others are counted without looking at them.

    Args:
        frame: The rows.
        surely: Where the question surely holds.
        maybe: Where it may hold.
        keys: What to count by.

    Returns:
        A lazy frame with the keys, for ``"year"`` the years of the four bounds, ``sure`` and
        ``records``.
    """
    by_actor = sorted({"initiator", "target"} & set(keys))
    one_side = by_actor if len(by_actor) == 1 else ()
    rows = filtered(frame, every(maybe, *map(_is_told, one_side)))
    if not by_actor:
        rows = rows.filter(nw.col("pair") == 0)
    chosen: dict[str, nw.Expr] = {key: _key(key) for key in keys if key != "year"}
    if "year" in keys:
        chosen |= {
            name: nw.col(bound).dt.year() for name, bound in zip(_YEARS, _BOUNDS, strict=True)
        }
    sure = nw.when(expression(surely)).then(nw.lit(1)).otherwise(nw.lit(0))
    groups = [*chosen, "sure"]
    if not by_actor:
        return rows.select(**chosen, sure=sure).group_by(groups).agg(nw.len().alias("records"))
    same = _key("initiator") == _key("target")
    repeats = ~nw.col("participants").is_null() | same | _key("initiator").is_null()
    told_apart = nw.when(repeats).then(nw.col("id"))
    return (
        rows.select(**chosen, sure=sure, id=told_apart)
        .group_by([*groups, "id"])
        .agg(nw.len().alias("rows"))
        .with_columns(
            records=nw.when(nw.col("id").is_null()).then(nw.col("rows")).otherwise(nw.lit(1))
        )
        .group_by(groups)
        .agg(nw.col("records").sum())
    )


def _is_told(side: str) -> Formula:
    """A row tells a side, or no row of its record does: a party alone is on a row for each side."""
    roles = INITIATORS if side == "initiator" else TARGETS
    elsewhere = Test("roles", "match", between_bars(map(str, roles)))
    return some(Test(f"{side}_role", "null", negated=True), negation(elsewhere))


def _key(key: Key) -> nw.Expr:
    if key in ("initiator", "target"):
        return nw.coalesce(f"{key}_state", f"{key}_organization")
    return nw.col(key)


def bounds_by(groups: pa.Table, keys: Sequence[Key]) -> pa.Table:
    """The groups of :func:`counted` as one row a key, with ``at_least`` and ``at_most``.

    Args:
        groups: Collected groups.
        keys: What was counted by.

    Returns:
        An Arrow table with the keys and the two counts, in the order of the keys. A record
        belongs to each year in which some day of it falls, and only possibly where that is not
        settled; the year is null where it is not stated or open on a side.
    """
    records = groups["records"].cast(pa.int64())
    sure = pc.multiply(groups["sure"].cast(pa.int64()), records)
    names = [key for key in keys if key != "year"]
    columns: dict[str, pa.ChunkedArray] = {name: groups[name] for name in names}
    table = pa.table(columns | {"at_least": sure, "at_most": records})
    if "year" in keys:
        table = _by_year(table, [groups[name].cast(pa.int64()) for name in _YEARS])
    order = [(key, "ascending") for key in keys]
    summed = table.group_by(list(keys)).aggregate([("at_least", "sum"), ("at_most", "sum")])
    summed = summed.select([*keys, "at_least_sum", "at_most_sum"])
    return summed.rename_columns([*keys, "at_least", "at_most"]).sort_by(order)


def _by_year(table: pa.Table, years: list[pa.ChunkedArray]) -> pa.Table:
    """The groups once for each year that they may fall in."""
    first, known_from, known_to, last = years
    spread = pc.subtract(last, first)
    settled = pc.fill_null(pc.equal(spread, 0), fill_value=False)  # all of it in one year
    nowhere = pc.fill_null(pc.greater(spread, MOST_YEARS), fill_value=True)
    plain = table.append_column("year", first).filter(settled)
    undated = table.append_column("year", pa.nulls(len(table), pa.int64())).filter(nowhere)
    several = pc.invert(pc.or_(settled, nowhere))
    parts = [plain, undated]
    left, (first, known_from, known_to, last) = (
        table.filter(several),
        [array.filter(several) for array in years],
    )
    if len(left):
        for year in range(pc.min(first).as_py(), pc.max(last).as_py() + 1):
            inside = pc.and_(pc.less_equal(first, year), pc.greater_equal(last, year))
            surely = pc.fill_null(
                pc.and_(pc.less_equal(known_from, year), pc.greater_equal(known_to, year)),
                fill_value=False,
            )
            at_least = pc.if_else(surely, left["at_least"], 0)
            part = left.set_column(left.schema.get_field_index("at_least"), "at_least", at_least)
            dated = part.append_column("year", pa.repeat(pa.scalar(year, pa.int64()), len(part)))
            parts.append(dated.filter(inside))
    return pa.concat_tables(parts)
