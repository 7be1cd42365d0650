"""The cells of a panel, from records: at least so many, at most so many, by unit and step.

Which cells a record falls in is the rule of ``count`` and ``sum`` (:mod:`bilateral.collection`),
on the engine that has the records. What may fall into any unit, such as a visit whose host is not
stated, raises every row that it fits, listed or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral._plugins import require
from bilateral.collection.answers import Answers
from bilateral.collection.asked import CellKey, Grid, Open
from bilateral.collection.steps import Rule
from bilateral.collection.tally import Tally
from bilateral.panels.rows import Rows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SIDES", "Cells", "Side", "cells_of"]

Side: TypeAlias = Literal["either", "initiator", "target"]
SIDES: tuple[Side, ...] = ("either", "initiator", "target")
"""As who a state takes part in what is counted of it alone."""


@attrs.frozen
class Cells:
    """The bounds of every cell in which something falls or may fall.

    Attributes:
        table: Columns of codes, ``_t``, ``low`` and ``high``; an upper bound that there is not is
            infinite.
        unit: Of a sum, its unit.
    """

    table: pa.Table
    unit: str | None = None


def cells_of(
    source: Answers[Any],
    rows: Rows,
    *,
    field: str | None = None,
    rule: Rule = "any",
    side: Side = "either",
    window: tuple[int, int] = (0, 0),
) -> Cells:
    """The cells of records.

    Args:
        source: A dataset, selection or table of records.
        rows: The rows of the panel.
        field: The field whose amounts are summed; None to count.
        rule: In which steps a record falls.
        side: As who a state takes part, in a panel of states.
        window: The steps that a step stands for, from so many after it to so many after it.

    Raises:
        BilateralError: if amounts are of several units.
    """
    since, until = window
    step = attrs.evolve(rows.step, rule=rule, since=since, until=until, is_shared=field is not None)
    grid = Grid(step, rows.states.units, rows.kind == "dyad")
    keys: tuple[CellKey, ...] = ("initiator", "target", "year")
    if not rows.is_paired:
        keys = ("actor" if side == "either" else side, "year")
    tally = source._tally(keys, field, grid)
    unit = None if field is None else tally.unit()
    return Cells(_merged(tally, rows, is_sum=field is not None), unit)


def _merged(tally: Tally, rows: Rows, *, is_sum: bool) -> pa.Table:
    """What is listed, what was settled by the engine, and what is raised, put together."""
    arrow = require("pyarrow", extra="tables")
    names = [*rows.codes, "_t"]
    types = [*[_code_type(rows)] * len(rows.codes), arrow.int64()]
    number = arrow.float64() if is_sum else arrow.int64()
    listed = [(*cell, *bounds) for cell, bounds in tally.cells() if None not in cell]
    schema = arrow.schema(
        [*zip(names, types, strict=True), ("low", number), ("high", arrow.float64())]
    )
    columns = list(zip(*listed, strict=True)) or [()] * len(schema)
    own = arrow.table(
        [
            arrow.array(map(int, values) if kind == arrow.int64() else values, kind)
            for values, kind in zip(columns, schema.types, strict=True)
        ],
        schema=schema,
    )
    raised = _raised(tally, rows)
    settled = [table.rename_columns(schema.names).cast(schema) for table in tally.settled]
    if raised is None and not settled:
        return own
    con = require("duckdb", extra="tables").connect()
    con.register("own", own)
    con.register("settled", arrow.concat_tables([schema.empty_table(), *settled]))
    con.register("raised", schema.empty_table() if raised is None else raised.cast(schema))
    keys = ", ".join(names)
    return (
        con.sql(
            f"SELECT {keys}, coalesce(o.low, 0) + coalesce(s.low, 0) AS low, "
            "coalesce(o.high, r.high, 0) + coalesce(s.high, 0) AS high "
            f"FROM own o FULL JOIN (SELECT {keys}, sum(low) AS low, sum(high) AS high FROM settled "
            f"GROUP BY ALL) s USING ({keys}) FULL JOIN raised r USING ({keys})"
        )
        .to_arrow_table()
        .cast(schema)
    )


def _code_type(rows: Rows) -> Any:  # a type of Arrow
    arrow = require("pyarrow", extra="tables")
    return arrow.int64() if rows.states.key != "state" else arrow.string()


# -- what may fall anywhere ------------------------------------------------------------------------


def _raised(tally: Tally, rows: Rows) -> pa.Table | None:
    """How much more may be in each row of the panel, of what may fall into any that it fits."""
    found: dict[tuple[Any, ...], float] = {}
    fitting = _Fitting(tally, rows)
    for pattern, most in tally.open():
        *sides, time = pattern
        named = [None if isinstance(side, Open) else side for side in sides]
        but = [fitting.but(side) if isinstance(side, Open) else () for side in sides]
        for step in fitting.steps(time):
            key = (*named, *but, step)
            found[key] = found.get(key, 0.0) + most
    if not found:
        return None
    arrow = require("pyarrow", extra="tables")
    code = _code_type(rows)
    width = len(rows.codes)
    columns = list(zip(*found, strict=True))
    table = {f"c{i}": arrow.array(columns[i], code) for i in range(width)}
    table |= {f"n{i}": arrow.array(columns[width + i], arrow.list_(code)) for i in range(width)}
    table |= {"t": arrow.array(columns[-1], arrow.int64())}
    table |= {"most": arrow.array(list(found.values()), arrow.float64())}
    con = require("duckdb", extra="tables").connect()
    con.register("open", arrow.table(table))
    for name, source in rows.sources().items():
        con.register(name, source)
    con.execute(f"CREATE TEMP VIEW base AS {rows.sql()}")
    parts = []
    for mask in range(1 << width):
        joined = ["r._t = o.t"]
        there = []
        for place, code_column in enumerate(rows.codes):
            if mask >> place & 1:
                joined.append(f"r.{code_column} = o.c{place}")
                there.append(f"o.c{place} IS NOT NULL")
            else:
                there.append(f"o.c{place} IS NULL")
                there.append(f"NOT list_contains(o.n{place}, r.{code_column})")
        keys = ", ".join(f"r.{name}" for name in (*rows.codes, "_t"))
        parts.append(
            f"SELECT {keys}, o.most FROM base r JOIN open o ON {' AND '.join(joined)} "
            f"WHERE {' AND '.join(there)}"
        )
    names = ", ".join((*rows.codes, "_t"))
    return con.sql(
        f"SELECT {names}, 0 AS low, sum(most)::DOUBLE AS high FROM ({' UNION ALL '.join(parts)}) "
        "GROUP BY ALL"
    ).to_arrow_table()


class _Fitting:
    """Which codes and steps fit what is open, each looked for once."""

    def __init__(self, tally: Tally, rows: Rows) -> None:
        self._asked = tally.asked
        self._codes = sorted(rows.states.units.states, key=str)
        self._within = rows.step.within or (0, -1)
        self._but: dict[Open, tuple[Any, ...]] = {}
        self._steps: dict[Open, Sequence[int]] = {}

    def but(self, side: Open) -> tuple[Any, ...]:
        """The codes that do not fit."""
        if side not in self._but:
            fits = self._asked.fits
            self._but[side] = tuple(c for c in self._codes if not fits("actor", c, side))
        return self._but[side]

    def steps(self, time: Any) -> Sequence[int]:
        """The steps that fit."""
        if not isinstance(time, Open):
            return () if time is None else (time,)
        if time not in self._steps:
            low, high = self._within
            fits = self._asked.fits
            self._steps[time] = [n for n in range(low, high + 1) if fits("year", n, time)]
        return self._steps[time]
