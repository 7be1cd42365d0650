"""Series: tables of values of states or pairs by time, declared well enough to be joined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral._plugins import require
from bilateral.collection.steps import Unit
from bilateral.dates.when import DateLike, as_span
from bilateral.errors import BilateralError, RecordError
from bilateral.model.evidence import Source
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.coverage import Covered

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Series", "SeriesUnit", "series"]

_PAIRS: Mapping[str, Sequence[tuple[str, str]]] = {
    "cow": (("ccode1", "ccode2"), ("state1no", "state2no"), ("cowcode1", "cowcode2")),
    "gw": (("gwcode1", "gwcode2"),),
    "registry": (("state1", "state2"),),
}
_ALONE: Mapping[str, Sequence[str]] = {
    "cow": ("ccode", "cowcode", "cow_code"),
    "gw": ("gwcode", "gwno"),
    "registry": ("state",),
}
"""The columns in which files of the field hold the codes of each list."""

SeriesUnit: TypeAlias = "str | Sequence[tuple[DateLike, str]]"
"""The unit of a column; or units, each with the time for which it is the one."""


@attrs.frozen(eq=False)
class Series:
    """Values of states or pairs of states, by year, month, day or stretch of days.

    Attributes:
        table: The values, in the columns of the file.
        keys: The columns of codes: one of states, two of pairs.
        system: Whose codes: ``"cow"``, ``"gw"`` or ``"registry"``.
        times: The columns of time.
        step: ``"year"``, ``"month"``, ``"day"``; or ``"stretch"`` from a first to a last day.
        values: The other columns.
        units: The units of some columns, each with the time for which it is the one.
        covered: The time for which it is complete; None where nobody says so.
        source: What it is from.
    """

    table: pa.Table = attrs.field(repr=False)
    keys: tuple[str, ...]
    system: str
    times: tuple[str, ...]
    step: Unit | Literal["stretch"]
    values: tuple[str, ...]
    units: Mapping[str, tuple[tuple[float, float, str], ...]]
    covered: tuple[Covered, ...] | None = None
    source: Source | None = None

    @property
    def is_paired(self) -> bool:
        """Whether it is of pairs."""
        return len(self.keys) == 2

    def days_sql(self) -> tuple[str, str]:
        """First and last day of a row, as SQL that gives ordinals."""
        day = "(date_diff('day', DATE '0001-01-01', {}) + 1)"
        one = [f'"{name}"' for name in self.times]
        if self.step == "stretch":
            first, last = (day.format(f"{name}::DATE") for name in one)
            return first, f"coalesce({last}, 3652059)"
        if self.step == "day":
            return (day.format(f"{one[0]}::DATE"),) * 2
        if self.step == "month":
            begin = f"make_date({one[0]}::INTEGER, {one[1]}::INTEGER, 1)"
            return day.format(begin), day.format(f"last_day({begin})")
        year = f"{one[0]}::INTEGER"
        return (
            day.format(f"make_date({year}, 1, 1)"),
            day.format(f"make_date({year}, 12, 31)"),
        )


def series(
    data: str | os.PathLike[str] | Any,  # or any frame that Arrow can read
    *,
    keys: str | Sequence[str] | None = None,
    system: Literal["cow", "gw", "registry"] | None = None,
    time: str | Sequence[str] | None = None,
    columns: Iterable[str] | None = None,
    missing: Iterable[float | str] | Mapping[str, Iterable[float | str]] = (),
    units: Mapping[str, SeriesUnit] | None = None,
    coverage: DateLike | None = None,
    source: Source | str | None = None,
) -> Series:
    """Values of states or pairs by time, from a file of yours or a frame.

    Args:
        data: A CSV, TSV or Parquet file, or a table of Arrow, pandas, polars or DuckDB.
        keys: The column of codes, or the two of a pair; by default those that files of the field
            have (``ccode``, ``gwcode``, ``ccode1`` and ``ccode2``, ``state1no`` and so on).
        system: Whose codes they are; by default told by the name of the column.
        time: The column of years, or of dates; the two of year and month; or of a first and a last
            day, both as dates. By default ``year``, with ``month`` if there is one, or ``date``.
        columns: The columns of values that are wanted; by default all others.
        missing: Codes that stand for no value, such as ``-9``; of all columns, or by column.
        units: The unit of a column; or of a column whose unit changes, pairs of a time and a unit.
        coverage: The time for which it is complete.
        source: What it is from: a source, or how to cite it.

    Raises:
        RecordError: if keys or time are not told by the names of the columns.
        UnknownNameError: if a column is not there.
        MissingExtraError: without the extra ``tables``.

    Example:
        >>> import pyarrow as pa
        >>> power = series(pa.table({"ccode": [2], "year": [2016], "cinc": [0.14]}))
        >>> power.keys, power.system, power.step, power.values
        (('ccode',), 'cow', 'year', ('cinc',))
    """
    table = _read(data)
    names = table.column_names
    chosen, whose = _keys(names, (keys,) if isinstance(keys, str) else keys, system)
    times = _times(names, (time,) if isinstance(time, str) else time)
    step = _step(table, times)
    values = tuple(columns or (n for n in names if n not in chosen and n not in times))
    for name in (*chosen, *times, *values):
        if name not in names:
            raise unknown_name("column", name, names, listed=True)
    kept = _without(table, values, missing)
    return Series(
        kept.select([*chosen, *times, *values]),
        chosen,
        whose,
        times,
        step,
        values,
        {name: _unit(unit) for name, unit in (units or {}).items()},
        None if coverage is None else (_covered(coverage),),
        Source(id="series", title=source) if isinstance(source, str) else source,
    )


def _covered(time: DateLike) -> Covered:
    span = as_span(time)
    return Covered(span.start_min, span.end_max)


def _unit(unit: SeriesUnit) -> tuple[tuple[float, float, str], ...]:
    if isinstance(unit, str):
        return ((float("-inf"), float("inf"), unit),)
    spans = ((as_span(time), name) for time, name in unit)
    return tuple((span.start_min, span.end_max, name) for span, name in spans)


def _read(data: Any) -> pa.Table:  # as of series()
    arrow = require("pyarrow", extra="tables")
    duckdb = require("duckdb", extra="tables")
    con = duckdb.connect()
    if isinstance(data, (str, os.PathLike)):
        path = Path(data)
        if not path.is_file():
            raise BilateralError("no file", file=str(path))
        text = str(path).replace("'", "''")
        read = "read_parquet" if path.suffix.lower() in (".parquet", ".pq") else "read_csv"
        try:
            found: pa.Table = con.sql(f"SELECT * FROM {read}('{text}')").to_arrow_table()
        except duckdb.Error as error:
            expected = "a CSV, TSV or Parquet file"
            raise BilateralError("no table", file=str(path), expected=expected) from error
        return found
    if hasattr(data, "to_arrow_table"):
        return data.to_arrow_table()
    if type(data).__module__.partition(".")[0] == "pandas":
        return arrow.Table.from_pandas(data, preserve_index=False)
    return arrow.table(data)


def _keys(
    names: Sequence[str], keys: Sequence[str] | None, system: str | None
) -> tuple[tuple[str, ...], str]:
    if keys is not None:
        known: dict[tuple[str, ...], str] = {(n,): s for s, found in _ALONE.items() for n in found}
        known |= {pair: s for s, pairs in _PAIRS.items() for pair in pairs}
        whose = system or known.get(tuple(keys))
        if whose is None or len(keys) not in (1, 2):
            raise RecordError(
                "whose codes these are is not said",
                field="keys",
                found=", ".join(keys),
                expected="system='cow', 'gw' or 'registry', and one column or two",
            )
        return tuple(keys), whose
    for whose, pairs in _PAIRS.items():
        for pair in pairs:
            if set(pair) <= set(names) and system in (None, whose):
                return pair, whose
    for whose, alone in _ALONE.items():
        for name in alone:
            if name in names and system in (None, whose):
                return (name,), whose
    raise RecordError(
        "no column of codes that is known by its name",
        field="keys",
        found=", ".join(names[:9]),
        expected="keys=..., and system=...",
    )


def _times(names: Sequence[str], time: Sequence[str] | None) -> tuple[str, ...]:
    if time is not None:
        return tuple(time)
    if "year" in names:
        return ("year", "month") if "month" in names else ("year",)
    for found in (("date",), ("start", "end")):
        if set(found) <= set(names):
            return found
    raise RecordError(
        "no column of time that is known by its name", field="time", expected="time=..."
    )


def _step(table: pa.Table, times: tuple[str, ...]) -> Any:  # a word of Series.step
    types = require("pyarrow.types", extra="tables")
    dated = [
        types.is_temporal(table.schema.field(name).type)
        or types.is_string(table.schema.field(name).type)
        or types.is_large_string(table.schema.field(name).type)
        for name in times
        if name in table.column_names
    ]
    if len(times) == 1:
        return "day" if dated == [True] else "year"
    return "stretch" if dated == [True, True] else "month"


def _without(
    table: pa.Table,
    values: Sequence[str],
    missing: Iterable[float | str] | Mapping[str, Iterable[float | str]],
) -> pa.Table:
    """The table without the codes that stand for no value."""
    by_column = missing if isinstance(missing, Mapping) else dict.fromkeys(values, tuple(missing))
    compute = require("pyarrow.compute", extra="tables")
    arrow = require("pyarrow", extra="tables")
    for name, codes in by_column.items():
        if name not in table.column_names:
            raise unknown_name("column", name, table.column_names, listed=True)
        column = table[name]
        for code in codes:
            is_text = arrow.types.is_string(column.type) or arrow.types.is_large_string(column.type)
            if isinstance(code, str) is is_text:
                hit = compute.equal(column, arrow.scalar(code))
                column = compute.if_else(compute.fill_null(hit, False), None, column)
        table = table.set_column(table.column_names.index(name), name, column)
    return table
