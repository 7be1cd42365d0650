"""The cells of a panel, from records: at least so many, at most so many, by unit and step.

Which cells a record falls in is the rule of ``count`` and ``sum`` (:mod:`bilateral.collection`),
on the engine that has the records. What may fall into any unit, such as a visit whose host is not
stated, raises every row that it fits, listed or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral._plugins import require
from bilateral.collection.answers import Answers
from bilateral.collection.asked import CellKey, Grid, Word
from bilateral.collection.steps import Rule
from bilateral.collection.tally import Tally
from bilateral.panels.rows import Rows
from bilateral.tables.addition import Added, column_table, raised, together

if TYPE_CHECKING:
    import duckdb
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
    code = arrow.int64() if rows.states.units.is_numbered else arrow.string()
    types = {**dict.fromkeys(rows.codes, code), "_t": arrow.int64()}
    number, kind = (arrow.float64(), float) if is_sum else (arrow.int64(), int)
    bounds = {"low": number, "high": arrow.float64()}
    settled = [column_table((), types | bounds)]
    if isinstance(tally, Added):
        tally.include_fitting()
        settled += [cells.rename_columns([*types, *bounds]) for cells in tally.settled]
    con: duckdb.DuckDBPyConnection = require("duckdb", extra="tables").connect()
    con.execute("SET preserve_insertion_order = false")
    for name, source in rows.sources().items():
        con.register(name, source)
    con.register("settled", arrow.concat_tables(settled, promote_options="permissive"))
    own = ((*cell, kind(low), high) for cell, (low, high) in tally.cells() if None not in cell)
    con.register("own", column_table(own, types | bounds))
    low, high = rows.step.within or (0, -1)
    codes = sorted(rows.states.units.states, key=str)

    def words(key: CellKey) -> dict[Word, Word]:
        here: Iterable[Word] = range(low, high + 1) if key == "year" else codes
        return {word: word for word in here}

    raised(con, f"({rows.sql()})", tally, types, words)
    least = "DOUBLE" if is_sum else "BIGINT"
    return con.sql(together(types, least=least)).to_arrow_table()
