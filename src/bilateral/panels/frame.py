"""What a panel is underneath: a query in steps over tables, run anew for each answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from bilateral._plugins import require

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

__all__ = ["Frame", "Stage"]


@attrs.frozen(eq=False)
class Stage:
    """One step of a query.

    Attributes:
        sql: A query in which ``{prev}`` is the table that the step before gives.
        sources: The tables that it reads besides, by name: Arrow tables or Parquet files.
    """

    sql: str
    sources: Mapping[str, pa.Table | Path] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Frame:
    """Steps of a query, each of the table before. Nothing in it can be changed.

    Every answer is computed on a connection of its own, so that threads may ask at once.

    Attributes:
        stages: The steps.
    """

    stages: tuple[Stage, ...] = ()

    def then(self, sql: str, **sources: pa.Table | Path) -> Frame:
        """The same with another step.

        Args:
            sql: A query in which ``{prev}`` is the table so far.
            **sources: What it reads besides; ``{name}`` stands for its name in the query.
        """
        number = len(self.stages)
        named = {f"{name}_{number}": table for name, table in sources.items()}
        for name in sources:
            sql = sql.replace(f"{{{name}}}", f"{name}_{number}")
        return Frame((*self.stages, Stage(sql, named)))

    def sql(self) -> str:
        """The whole query."""
        parts = [
            f"s{number} AS ({stage.sql.replace('{prev}', f's{number - 1}')})"
            for number, stage in enumerate(self.stages)
        ]
        return f"WITH {', '.join(parts)} SELECT * FROM s{len(self.stages) - 1}"

    def connected(self) -> duckdb.DuckDBPyConnection:
        """A new connection that has the tables."""
        con: Any = require("duckdb", extra="tables").connect()
        con.execute("SET preserve_insertion_order = false")
        for stage in self.stages:
            for name, source in stage.sources.items():
                if isinstance(source, Path):
                    text = str(source).replace("'", "''")
                    con.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet('{text}')")
                else:
                    con.register(name, source)
        return con  # type: ignore[no-any-return]

    def table(self, query: str = "SELECT * FROM panel") -> pa.Table:
        """The answer to a query about the last table, which it calls ``panel``."""
        found: pa.Table = self.connected().sql(self.about(query)).to_arrow_table()
        return found

    def about(self, query: str) -> str:
        """A query about the last table, with all that comes before."""
        return f"WITH panel AS ({self.sql()}) {query}"

    def one(self, query: str) -> tuple[Any, ...]:
        """The one row that a query gives."""
        (row,) = self.connected().sql(self.about(query)).fetchall()
        return tuple(row)
