"""Series: tables of values of states or pairs by time, declared well enough to be joined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral._plugins import require
from bilateral.dates.when import DateLike, as_span
from bilateral.errors import RecordError
from bilateral.layout import text_table, wrapped
from bilateral.model.evidence import Source
from bilateral.model.records import Role
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.coded import with_codes
from bilateral.panels.coverage import Covered
from bilateral.panels.given import Missing, left_out, table_of
from bilateral.panels.timed import SeriesStep, days_of, step_of
from bilateral.readers.mapping import RecordMapping

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


@attrs.frozen(eq=False, repr=False)
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
        undeclared: The columns of which nobody says how a missing value is coded.
        days: First and last day of each row, as ordinals.
    """

    table: pa.Table
    keys: tuple[str, ...]
    system: str
    times: tuple[str, ...]
    step: SeriesStep
    values: tuple[str, ...]
    units: Mapping[str, tuple[tuple[float, float, str], ...]]
    covered: tuple[Covered, ...] | None = None
    source: Source | None = None
    undeclared: frozenset[str] = frozenset()
    days: tuple[Any, Any] = attrs.field(kw_only=True)  # columns of Arrow

    @property
    def is_paired(self) -> bool:
        """Whether it is of pairs."""
        return len(self.keys) == 2

    def __repr__(self) -> str:
        whose = (
            f"{'pairs of ' if self.is_paired else ''}states ({', '.join(self.keys)}: {self.system})"
        )
        rows = f"{len(self.table)} row{'' if len(self.table) == 1 else 's'}"
        about = f"Series of {whose} by {self.step} ({', '.join(self.times)}), {rows}"
        lines = wrapped(about, "") + text_table(
            ("values", "unit", "first", ""),
            [
                (name, ", ".join(unit for *_, unit in self.units.get(name, ())), first, "")
                for name in self.values
                for first in [", ".join(map(str, self.table[name][:3].to_pylist()))]
            ],
        )
        return "\n".join(lines)

    def within(self, first: int, last: int) -> Any:  # a column of Arrow
        """The numbers of the rows of some days, and of those without a time."""
        compute = require("pyarrow.compute", extra="tables")
        begin, end = self.days
        inside = compute.and_(
            compute.fill_null(compute.less_equal(begin, last), True),
            compute.fill_null(compute.greater_equal(end, first), True),
        )
        return compute.indices_nonzero(inside)

    def timed(self) -> pa.Table:
        """The table with the first and the last day of each row, and its number."""
        arrow = require("pyarrow", extra="tables")
        first, last = self.days
        made = self.table.append_column("_first", first).append_column("_last", last)
        return made.append_column("_row", arrow.array(range(len(made)), arrow.int64()))


def series(
    data: str | os.PathLike[str] | Any,  # or any frame that Arrow can read
    mapping: RecordMapping | Mapping[str, str] | None = None,
    *,
    keys: str | Sequence[str] | None = None,
    system: Literal["cow", "gw", "registry"] | None = None,
    time: str | Sequence[str] | None = None,
    columns: str | Iterable[str] | None = None,
    missing: Missing | None = None,
    units: Mapping[str, SeriesUnit] | None = None,
    coverage: DateLike | None = None,
    source: Source | str | None = None,
) -> Series:
    """Values of states or pairs by time, from a file of yours or a frame.

    Args:
        data: A file: CSV, TSV, Parquet, or any that :func:`bilateral.read` opens, such as a
            workbook or a file of Stata. Or a table of Arrow, pandas, polars or DuckDB, a
            dictionary of columns, or a list of rows.
        mapping: What the columns are: other names for some (``{"Country code": "ccode"}``), or a
            mapping of records, whose states are the keys and whose date is the time.
        keys: The column of codes, or the two of a pair; by default those that files of the field
            have (``ccode``, ``gwcode``, ``ccode1`` and ``ccode2``, ``state1no`` and so on).
        system: Whose codes they are; by default told by the name of the column. ``"registry"`` for
            names of states, ids and codes of ISO 3166.
        time: The column of years, or of dates; the two of year and month; or of a first and a last
            year or day. By default ``year``, with ``month`` if there is one, or ``date``.
        columns: The columns of values that are wanted; by default all others.
        missing: Codes that stand for no value, such as ``-9``; of all columns, or by column. Where
            nothing is said, a column in which one of the usual codes is the only number below
            zero is refused when it is joined.
        units: The unit of a column; or of a column whose unit changes, pairs of a time and a unit.
        coverage: The time for which it is complete.
        source: What it is from: a source, or how to cite it.

    Raises:
        RecordError: if keys or time are not told by the names of the columns, or a time is none.
        UnknownNameError: if a column or system is not there.
        MissingExtraError: without the extra ``tables``.

    Example:
        >>> import pyarrow as pa
        >>> power = series(pa.table({"ccode": [2], "year": [2016], "cinc": [0.14]}))
        >>> power.keys, power.system, power.step, power.values
        (('ccode',), 'cow', 'year', ('cinc',))
    """
    table = table_of(data)
    if isinstance(mapping, RecordMapping):
        told = _told_by(mapping)
        keys, system = keys or told.keys, system or told.system
        time, missing = time or told.time, missing or told.missing
        source = source or mapping.citation
    elif mapping is not None:
        table = _renamed(table, mapping)
    names = table.column_names
    if system is not None and system not in _ALONE:
        raise unknown_name("system of codes", system, _ALONE, listed=True)
    chosen, whose = _keys(names, _listed(keys), system)
    times = _times(names, _listed(time))
    values = _listed(columns) or tuple(n for n in names if n not in chosen and n not in times)
    for name in (*chosen, *times, *values, *(units or {})):
        if name not in names:
            raise unknown_name("column", name, names, listed=True)
    if isinstance(missing, Mapping):
        undeclared = frozenset(values) - frozenset(missing)
    else:
        undeclared = frozenset(values if missing is None or missing in ((), []) else ())
    kept = left_out(table.select([*chosen, *times, *values]), values, missing or ())
    step = step_of(kept, times)
    first, last = days_of(kept, times, step)
    return Series(
        with_codes(kept, chosen, whose, first),
        chosen,
        whose,
        times,
        step,
        values,
        {name: _unit(name, unit) for name, unit in (units or {}).items()},
        None if coverage is None else (_covered(coverage),),
        Source(id="series", title=source) if isinstance(source, str) else source,
        undeclared,
        days=(first, last),
    )


def _listed(names: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if names is None else (names,) if isinstance(names, str) else tuple(names)


def _renamed(table: pa.Table, mapping: Mapping[str, str]) -> pa.Table:
    for name in mapping:
        if name not in table.column_names:
            raise unknown_name("column", name, table.column_names, listed=True)
    return table.rename_columns([mapping.get(name, name) for name in table.column_names])


def _covered(time: DateLike) -> Covered:
    span = as_span(time)
    return Covered(span.start_min, span.end_max)


def _unit(column: str, unit: SeriesUnit) -> tuple[tuple[float, float, str], ...]:
    if isinstance(unit, str):
        return ((float("-inf"), float("inf"), unit),)
    spans = ((as_span(time), name) for time, name in unit)
    found = sorted((span.start_min, span.end_max, name) for span, name in spans)
    for one, other in pairwise(found):
        if other[0] <= one[1]:
            raise RecordError(
                "two units at one time", field="units", found=f"{column}: {one[2]}, {other[2]}"
            )
    return tuple(found)


def _keys(
    names: Sequence[str], keys: Sequence[str] | None, system: str | None
) -> tuple[tuple[str, ...], str]:
    if keys is not None:
        known: dict[tuple[str, ...], str] = {(n,): s for s, found in _ALONE.items() for n in found}
        known |= {pair: s for s, pairs in _PAIRS.items() for pair in pairs}
        whose = system or known.get(tuple(name.lower() for name in keys))
        if whose is None or len(keys) not in (1, 2):
            raise RecordError(
                "whose codes these are is not said",
                field="keys",
                found=", ".join(keys),
                expected="system='cow', 'gw' or 'registry', and one column or two",
            )
        return tuple(keys), whose
    for sort in (_PAIRS, {s: [(name,) for name in found] for s, found in _ALONE.items()}):
        for whose, all_ in sort.items():
            for one in all_:
                if system in (None, whose) and (found := _as_written(names, one)):
                    return found, whose
    raise RecordError(
        "no column of codes that is known by its name",
        field="keys",
        found=", ".join(names[:9]),
        expected="keys=, and system= 'cow', 'gw', or 'registry' for names of states",
    )


def _as_written(names: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The columns of some names, upper and lower case not told apart; empty if one is not there."""
    written = {name.lower(): name for name in reversed(names)}
    return tuple(written[name] for name in wanted) if set(wanted) <= set(written) else ()


def _times(names: Sequence[str], time: Sequence[str] | None) -> tuple[str, ...]:
    if time is not None:
        for name in time:
            if name not in names:
                raise unknown_name("column", name, names, listed=True)
        return tuple(time)
    for known in (("year", "month"), ("year",), ("date",), ("start", "end")):
        if found := _as_written(names, known):
            return found
    raise RecordError(
        "no column of time that is known by its name",
        field="time",
        found=", ".join(names[:9]),
        expected="time=, the name of its column",
    )


# -- a mapping of records --------------------------------------------------------------------------


@attrs.frozen
class _Told:
    """What a mapping of records says of a series."""

    keys: tuple[str, ...]
    system: Any  # a word of SYSTEMS
    time: tuple[str, ...]
    missing: tuple[str, ...]


def _told_by(mapping: RecordMapping) -> _Told:
    states = {
        Role(role): rule
        for name, rule in mapping.fields.items()
        if (role := name.removesuffix(".state")) in set(Role) and rule.column
    }
    ordered = sorted(states, key=lambda role: not role.is_initiator)
    keys = tuple(column for role in ordered for column in states[role].column)
    systems = {rule.system for rule in states.values()}
    date = mapping.fields.get("date")
    if date is None or not keys:
        raise RecordError(
            "a mapping without states or without a date",
            field="mapping",
            expected="rules for a date, and for one role or two, each by a column",
        )
    return _Told(
        keys,
        next(iter(systems)) if systems in ({"cow"}, {"gw"}) else "registry",
        date.column or (*date.start, *date.end),
        mapping.missing,
    )
