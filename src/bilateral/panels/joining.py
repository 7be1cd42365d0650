"""Series beside the rows of a panel: by code and time, one row a key, and nothing filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

import attrs

from bilateral._plugins import require
from bilateral.collection.units import Units
from bilateral.dates.ordinals import day_text
from bilateral.errors import BilateralError, RecordError
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.columns import Column, Probe
from bilateral.panels.declared import Series
from bilateral.panels.given import CODES
from bilateral.panels.lists import state_list
from bilateral.panels.rows import Rows
from bilateral.panels.shape import Shape
from bilateral.readers.missing import WORDS
from bilateral.states import registry

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["DIRECTIONS", "RULES", "Direction", "Rule", "coded", "joined", "keyed", "named"]

Rule: TypeAlias = Literal["sum", "max", "first", "longest", "list", "changes"]
RULES: tuple[Rule, ...] = get_args(Rule)
Direction: TypeAlias = Literal["both", "as-is"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

P = TypeVar("P", bound=Shape)
_SYSTEMS: dict[str, Any] = {"cow": "cow-2024", "gw": "gw-2020-micro", "registry": "registry"}
_FINER = {"year": 0, "month": 1, "day": 2, "stretch": 3}


def joined(
    panel: P,
    series: Series,
    columns: str | Iterable[str] | None,
    *,
    rule: Rule | None,
    direction: Direction | None,
) -> P:
    """The panel with the columns of a series; see :meth:`bilateral.panels.table.Panel.join`."""
    rows = panel.rows
    _check(series, rows, direction)
    wanted = (columns,) if isinstance(columns, str) else tuple(columns or series.values)
    for name in wanted:
        if name not in series.values:
            raise unknown_name("column of the series", name, series.values, listed=True)
    if not wanted:
        raise RecordError("a series without a column of values", expected="one beside its keys")
    for word, known, what in ((rule, RULES, "rule"), (direction, DIRECTIONS, "direction")):
        if word is not None and word not in known:
            raise unknown_name(what, word, known, listed=True)
    if rule is None and _FINER[series.step] > _FINER[rows.unit]:
        rule = "changes"
    both = _both_ways(series, rows, direction)
    values, numbered = keyed(series, rows, wanted, rule, both=both)
    within = series.within(rows.first, rows.last)
    given = series.table.select([*series.keys, *series.times])
    fields = [f"{name}{part}" for name in wanted for part in _parts(rule)]
    is_alone = rows.is_paired and not series.is_paired
    ends = tuple((code,) for code in rows.codes) if is_alone else (rows.codes, rows.codes[::-1])
    for place, end in enumerate(ends[: len(ends) if is_alone else 1], start=1):
        mark = str(place) if is_alone else ""
        probe = Probe(numbered, within, given, ends, end)
        taken = ", ".join(f'v."{field}" AS "{_suffixed(field, mark)}"' for field in fields)
        on = " AND ".join([f"v.k{i} = p.{code}" for i, code in enumerate(end)] + ["v._t = p._t"])
        added = [_column(name, series, rows, rule, mark) for name in wanted]
        panel = panel.with_columns(
            f"SELECT p.*, {taken} FROM {{prev}} p LEFT JOIN {{values}} v ON {on}",
            *(attrs.evolve(column, probe=probe) for column in added),
            values=values,
        )
    return panel


def _check(series: object, rows: Rows, direction: str | None) -> None:
    """Refuse what is no series, or none of the units of the panel."""
    if not isinstance(series, Series):
        raise RecordError(
            "what is joined is a series",
            found=type(series).__name__,
            expected="bilateral.series(...) of the file or frame",
        )
    if series.is_paired and not rows.is_paired:
        raise BilateralError("a series of pairs beside single states", expected="a panel of pairs")
    if direction is not None and not series.is_paired:
        raise BilateralError(
            "a direction of single states", field="direction", expected="a series of pairs"
        )


def _parts(rule: Rule | None) -> tuple[str, ...]:
    return ("", "_first", "_last", "_days", "_changed") if rule == "changes" else ("",)


def _suffixed(field: str, end: str) -> str:
    """The name for one of two states: the mark stands after the name of the field."""
    for part in _parts("changes")[1:]:
        if end and field.endswith(part):
            return f"{field.removesuffix(part)}{end}{part}"
    return f"{field}{end}"


def _column(name: str, series: Series, rows: Rows, rule: Rule | None, end: str) -> Column:
    known = [
        (first, last, unit)
        for first, last, unit in series.units.get(name, ())
        if first <= rows.last and last >= rows.first
    ]
    breaks = tuple(rows.step.number(first) for first, _, _ in known[1:])
    return Column(
        f"{name}{end}",
        tuple(_suffixed(f"{name}{part}", end) for part in _parts(rule)),
        "series",
        label=name + (f" of state {end}" if end else ""),
        rule=rule or "one row a key",
        unit=", ".join(unit for _, _, unit in known) or None,
        breaks=breaks,
        covered=series.covered,
        sources=() if series.source is None else (series.source,),
        suffixed=bool(end),
    )


def _both_ways(series: Series, rows: Rows, direction: Direction | None) -> bool:
    if not series.is_paired or rows.kind != "directed-dyad":
        return False
    if direction is None:
        con = require("duckdb", extra="tables").connect()
        con.register("v", series.table)
        one, other = series.keys
        turned = con.sql(f'SELECT count(*) FROM v WHERE "{one}" > "{other}"').fetchall()[0][0]
        if not turned and len(series.table):
            raise BilateralError(
                "the pairs of the series seem to have no direction",
                field="direction",
                expected="direction='both', or 'as-is' if each row is of the one direction alone",
            )
    return direction == "both"


def keyed(
    series: Series, rows: Rows, wanted: Sequence[str], rule: Rule | None, *, both: bool
) -> tuple[pa.Table, pa.Table]:
    """The values by the codes and steps of the panel, one row a key.

    Returns:
        The values; and the codes and steps of every row of the series, by its number.

    Raises:
        BilateralError: naming the first keys that have several, if there is no rule.
    """
    con = require("duckdb", extra="tables").connect()
    con.register("given", series.timed())
    low, high = rows.step.within or (0, -1)
    for name in wanted:
        _refuse_codes(con, series, name)
        _refuse_rule(series, rows, name, rule)
    names = ", ".join((*(f'"{name}"' for name in wanted), "_row"))
    keys = [f"k{i}" for i in range(len(series.keys))]
    given = ", ".join(f'"{name}" AS {key}' for name, key in zip(series.keys, keys, strict=True))
    there = " AND ".join(f'"{name}" IS NOT NULL' for name in (*series.keys, "_first", "_last"))
    query = f"SELECT {given}, _first, _last, {names} FROM given WHERE {there}"
    if series.system != rows.states.source:
        con.register("translated", _translated(series.system, rows))
        for place in range(len(keys)):
            others = ", ".join(f"v.{key}" for i, key in enumerate(keys) if i != place)
            query = (
                f"SELECT x.code AS k{place}, {others + ', ' if others else ''}"
                "greatest(v._first, x.first) AS _first, least(v._last, x.last) AS _last, "
                f"{names} FROM ({query}) v JOIN translated x ON x.other = v.k{place} "
                "AND x.first <= v._last AND x.last >= v._first"
            )
    if both:
        query = (
            f"SELECT k0, k1, _first, _last, {names} FROM ({query}) UNION ALL "
            f"SELECT k1, k0, _first, _last, {names} FROM ({query})"
        )
    elif len(keys) == 2 and rows.kind == "dyad":
        query = (
            "SELECT least(k0, k1) AS k0, greatest(k0, k1) AS k1, _first, _last, "
            f"{names} FROM ({query})"
        )
    begin, finish = rows.edges_sql()
    query = (
        f"SELECT * REPLACE (greatest(_first, {begin}) AS _first, least(_last, {finish}) AS _last) "
        f"FROM (SELECT *, unnest(range(greatest({rows.number_sql('_first')}, {low}), "
        f"least({rows.number_sql('_last')}, {high}) + 1)) AS _t FROM ({query}))"
    )
    con.execute(f"CREATE TEMP TABLE stepped AS {query}")
    key = ", ".join((*keys, "_t"))
    if rule in (None, "changes"):
        _refuse_doubled(con, key, rows, by_day=rule is not None)
    if rule is None:
        plain = con.sql(f"SELECT {key}, {names} FROM stepped").to_arrow_table()
        return plain, plain
    numbered = con.sql(f"SELECT {key}, _row FROM stepped").to_arrow_table()
    made = ", ".join(_ruled(name, rule) for name in wanted)
    found = con.sql(f"SELECT {key}, {made} FROM stepped GROUP BY {key}")
    whole = [
        f'"{name}"::BIGINT AS "{name}"'
        for name, kind in zip(found.columns, found.types, strict=True)
        if str(kind) == "HUGEINT"
    ]
    made = f"* REPLACE ({', '.join(whole)})" if whole else "*"
    return found.select(made).to_arrow_table(), numbered


def _ruled(name: str, rule: Rule) -> str:
    value, order = f'"{name}"', "_first, _last, _row"
    if rule == "changes":
        there = f"FILTER (WHERE {value} IS NOT NULL)"
        return (
            f'CASE WHEN count(DISTINCT {value}) = 1 THEN any_value({value}) END AS "{name}", '
            f'first({value} ORDER BY {order}) AS "{name}_first", '
            f'last({value} ORDER BY {order}) AS "{name}_last", '
            f'(sum(_last - _first + 1) {there})::BIGINT AS "{name}_days", '
            f'count(DISTINCT {value}) > 1 AS "{name}_changed"'
        )
    made = {
        "sum": f"sum({value})",
        "max": f"max({value})",
        "first": f"first({value} ORDER BY {order})",
        "longest": f"first({value} ORDER BY _last - _first DESC, {order})",
        "list": f"list({value} ORDER BY {order})",
    }[rule]
    return f'{made} AS "{name}"'


def _refuse_codes(con: Any, series: Series, name: str) -> None:
    """Refuse a number that is likely a code for no value, of which nobody said whether it is.

    And refuse words among numbers, which would make texts of all of them.
    """
    if name not in series.undeclared:
        return
    if not _is_number(series, name):
        _refuse_words(con, name)
        return
    found = con.sql(
        f'SELECT "{name}", count(*) FROM given WHERE "{name}" < 0 GROUP BY ALL ORDER BY 1'
    ).fetchall()
    values = [value for value, _ in found if value not in CODES]
    codes = [
        (int(value), number)
        for value, number in found
        if value in CODES and (not values or min(values) > value / 2)
    ]
    if not codes:
        return
    said = ", ".join(f"{number:,} of {value}" for value, number in codes)
    listed = ", ".join(str(value) for value, _ in codes)
    raise RecordError(
        f"numbers that may stand for no value, far below all others: {said}",
        field=name,
        found=listed,
        expected=f"series(..., missing=[{listed}]); or missing={{{name!r}: []}} if they are values",
    )


def _refuse_words(con: Any, name: str) -> None:
    words = con.sql(
        f'SELECT "{name}"::VARCHAR, count(*), TRY_CAST("{name}"::VARCHAR AS DOUBLE) IS NULL '
        f'FROM given WHERE "{name}" IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1'
    ).fetchall()
    odd = {str(word): times for word, times, is_word in words if is_word and word not in WORDS}
    number = sum(times for _, times, is_word in words if not is_word)
    if odd and number > sum(odd.values()):
        raise RecordError(
            "numbers with words among them",
            field=name,
            found="; ".join([*odd][:3]),
            expected=f"numbers alone; or series(..., missing={{{name!r}: [...]}}) with the words",
        )


def _is_number(series: Series, name: str) -> bool:
    types = require("pyarrow.types", extra="tables")
    kind = series.table.schema.field(name).type
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _refuse_rule(series: Series, rows: Rows, name: str, rule: Rule | None) -> None:
    """Refuse a sum of what is no number, or of numbers of two units."""
    if rule == "sum" and not _is_number(series, name):
        raise RecordError(
            "a sum of what is no number", field=name, expected="max, first, longest or list"
        )
    step = rows.step
    for first, _, unit in series.units.get(name, ())[1:] if rule in ("sum", "max") else ():
        if rows.first < first <= rows.last and first != step.first(step.number(first)):
            raise BilateralError(
                f"a {rule} over a change of unit",
                field=name,
                found=unit,
                expected="another rule, or numbers brought to one unit first",
            )


def _refuse_doubled(con: Any, key: str, rows: Rows, *, by_day: bool) -> None:
    """Refuse several rows of one key; or, of what changes within a step, of one day."""
    clash = f"SELECT {key} FROM stepped GROUP BY {key} HAVING count(*) > 1"
    if by_day:
        clash = (
            f"SELECT {key} FROM (SELECT {key}, _first, max(_last) OVER (PARTITION BY {key} "
            "ORDER BY _first, _last, _row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) "
            "AS reach FROM stepped) WHERE reach >= _first"
        )
    doubled = con.sql(
        f"SELECT {key}, count(*) AS n, count(*) OVER () AS keys FROM stepped "
        f"SEMI JOIN ({clash}) USING ({key}) GROUP BY {key} ORDER BY {key} LIMIT 3"
    ).fetchall()
    if not doubled:
        return
    shown = "; ".join(
        f"{', '.join(map(str, row[:-3]))} in {_time(row[-3], rows)} ({row[-2]} rows)"
        for row in doubled
    )
    number = doubled[0][-1]
    keys = f"{number:,} keys of the series have" if number > 1 else "1 key of the series has"
    raise BilateralError(
        f"{keys} several rows{' on one day' if by_day else ''}: {shown}",
        field="rule",
        found=number,
        expected=f"one row a key, or rule= one of {', '.join(RULES)}",
    )


def _time(step: int, rows: Rows) -> str:
    if rows.unit == "day":
        return day_text(step)
    return f"{step // 12}-{step % 12 + 1:02d}" if rows.unit == "month" else str(step)


def _translated(system: str, rows: Rows) -> pa.Table:
    """The codes of another list by those of the panel, each with the days for which it is so."""
    arrow = require("pyarrow", extra="tables")
    units: Units = rows.states.units
    found: dict[str, list[Any]] = {"other": [], "first": [], "last": [], "code": []}
    for one in state_list(_SYSTEMS[system]).carried(max(rows.last, 3_652_059)).members:
        for first, last, code in units.owned(one.state, one.first, one.last):
            for name, value in zip(found, (one.code, first, last, code), strict=True):
                found[name].append(value)
    return arrow.table(found)


# -- other codes and names -------------------------------------------------------------------------


def coded(panel: P, systems: Iterable[str]) -> P:
    """The panel with the codes of other lists; see :meth:`bilateral.panels.table.Panel.codes`."""
    for system in systems:
        if system not in ("cow", "gw"):
            raise unknown_name("list of codes", system, ("cow", "gw"), listed=True)
        key = state_list(_SYSTEMS[system]).key
        panel = _beside(panel, key, _translated(system, panel.rows), f"codes of {system.upper()}")
    return panel


def named(panel: P) -> P:
    """The panel with the names of states."""
    arrow = require("pyarrow", extra="tables")
    members = panel.rows.states.members
    table = arrow.table(
        {
            "other": [registry()[one.state].name for one in members],
            "first": [one.first for one in members],
            "last": [one.last for one in members],
            "code": [one.code for one in members],
        }
    )
    return _beside(panel, "name", table, "name of the state, the last that it had in the step")


def _beside(panel: P, key: str, table: pa.Table, label: str) -> P:
    """What goes with each code in a step; of several, the last."""
    rows = panel.rows
    low, high = rows.step.within or (0, -1)
    con = require("duckdb", extra="tables").connect()
    con.register("given", table)
    stepped = con.sql(
        "SELECT code, _t, last(other ORDER BY first) AS other FROM (SELECT code, other, first, "
        f"unnest(range(greatest({rows.number_sql('first')}, {low}), "
        f"least({rows.number_sql('last')}, {high}) + 1)) AS _t FROM given) GROUP BY ALL"
    ).to_arrow_table()
    for place, code in enumerate(rows.codes):
        name = key if len(rows.codes) == 1 else f"{key}{place + 1}"
        if name in panel.columns:
            continue
        panel = panel.with_columns(
            f'SELECT p.*, v.other AS "{name}" FROM {{prev}} p LEFT JOIN {{values}} v '
            f"ON v.code = p.{code} AND v._t = p._t",
            Column(name, (name,), "key", label, suffixed=rows.is_paired),
            values=stepped,
        )
    return panel
