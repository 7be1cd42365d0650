"""The days that each row of a series stands for, by its columns of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from bilateral._plugins import require
from bilateral.collection.steps import Unit
from bilateral.errors import RecordError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SeriesStep", "days_of", "step_of"]

SeriesStep: TypeAlias = "Unit | Literal['stretch']"
_LAST = 3_652_059  # 9999-12-31, of what goes on
_MONTHS = 12


def step_of(table: pa.Table, times: Sequence[str]) -> SeriesStep:
    """What the columns of time are: a year, a year and a month, a day, or a first and a last.

    Args:
        table: The table.
        times: The columns.

    Raises:
        RecordError: if there are more than two.
    """
    if len(times) not in (1, 2):
        raise RecordError(
            "columns of time that make none",
            field="time",
            found=", ".join(times),
            expected="a year or a day; a year and a month; or a first and a last year or day",
        )
    dated = [_is_dated(table, name) for name in times]
    if len(times) == 1:
        return "day" if dated[0] else "year"
    if any(dated):
        return "stretch"
    if times[1].lower() in ("month", "mon", "mo"):
        return "month"
    most = require("pyarrow.compute", extra="tables").max(table[times[1]]).as_py()
    return "stretch" if most is not None and most > _MONTHS else "month"


def _is_dated(table: pa.Table, name: str) -> bool:
    types = require("pyarrow.types", extra="tables")
    column = table[name]
    kind = column.type
    is_text = types.is_string(kind) or types.is_large_string(kind)
    return bool(types.is_temporal(kind) or (is_text and column.null_count < len(column)))


def days_of(table: pa.Table, times: Sequence[str], step: SeriesStep) -> tuple[Any, Any]:
    """First and last day of each row, as ordinals; null of a row without its time.

    Args:
        table: The table.
        times: Its columns of time.
        step: What they are.

    Returns:
        Two columns of Arrow.

    Raises:
        RecordError: naming the first time that is none, or that ends before it begins.
    """
    con = require("duckdb", extra="tables").connect()
    con.register("given", table.select(list(dict.fromkeys(times))))
    first, last = _edges(table, times, step)
    day = "(date_diff('day', DATE '0001-01-01', {}) + 1)"
    texts = ", ".join(f'"{name}"::VARCHAR' for name in times)
    given = " AND ".join(f'"{name}" IS NOT NULL' for name in times)
    found = con.sql(
        f"SELECT {day.format(first)} AS first, {day.format(last)} AS last, "
        f"{given} AS is_given, concat_ws(' and ', {texts}) AS said FROM given"
    ).to_arrow_table()
    open_end = step == "stretch"
    wrong = (
        "SELECT said, last < first FROM found WHERE last < first OR (is_given AND "
        "(first IS NULL OR last IS NULL)) LIMIT 1"
    )
    con.register("found", found)
    for said, is_turned in con.sql(wrong).fetchall():
        raise RecordError(
            "an end before its beginning" if is_turned else "not a time",
            field=", ".join(times),
            found=said,
            expected="a year such as 2016, a month 1 to 12, or a day such as 2016-04-25",
        )
    ends = found["last"]
    if open_end:
        ends = require("pyarrow.compute", extra="tables").fill_null(ends, _LAST)
    return found["first"], ends


def _edges(table: pa.Table, times: Sequence[str], step: SeriesStep) -> tuple[str, str]:
    """First and last day as SQL that gives dates, null of what is none."""

    def year(name: str, day: str = "1, 1") -> str:
        return (
            f'CASE WHEN "{name}" = round("{name}") AND "{name}" BETWEEN 1 AND 9999 '
            f'THEN make_date("{name}"::INTEGER, {day}) END'
        )

    if step == "day":
        (name,) = times
        return (f'TRY_CAST("{name}" AS DATE)',) * 2
    if step == "stretch":
        one, other = times
        return (
            f'TRY_CAST("{one}" AS DATE)' if _is_dated(table, one) else year(one),
            f'TRY_CAST("{other}" AS DATE)' if _is_dated(table, other) else year(other, "12, 31"),
        )
    if step == "month":
        one, other = times
        begin = (
            f'CASE WHEN "{one}" = round("{one}") AND "{one}" BETWEEN 1 AND 9999 AND '
            f'"{other}" = round("{other}") AND "{other}" BETWEEN 1 AND 12 '
            f'THEN make_date("{one}"::INTEGER, "{other}"::INTEGER, 1) END'
        )
        return begin, f"last_day({begin})"
    (name,) = times
    return year(name), year(name, "12, 31")
