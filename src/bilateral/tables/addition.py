"""Cells that an engine has added up, in columns, with those of the records that are told apart."""

# ruff: noqa: S608 - the names in the queries are those of keys

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from bilateral._plugins import require
from bilateral.collection.asked import Asked, CellKey, Open, Pattern, Word
from bilateral.collection.counts import Counts
from bilateral.collection.tally import Tally

if TYPE_CHECKING:
    import duckdb

__all__ = ["Added", "Types", "column_table", "raised", "together"]

Types: TypeAlias = Mapping[str, pa.DataType]
"""Columns of keys and their types, in the order of the keys."""


class Added(Tally):
    """A tally of which an engine has added up the most, in columns, where it stays.

    Attributes:
        settled: Tables with a column for each key, by its name, ``low`` and ``high``; several rows
            may be of one cell.
    """

    def __init__(
        self, keys: Sequence[CellKey], field: str | None = None, asked: Asked | None = None
    ) -> None:
        super().__init__(keys, field, asked)
        self.settled: list[pa.Table] = []

    def counts(self) -> Counts[Any, int]:  # as of others
        """The number of records in each cell."""
        if not self.settled:
            return super().counts()
        self.include_fitting()
        settled = pa.concat_tables(self.settled)
        types: Types = {key: settled.schema.field(key).type for key in self.keys}
        own = ((*cell, *map(int, bounds)) for cell, bounds in self.cells())
        con: duckdb.DuckDBPyConnection = require("duckdb", extra="tables").connect()
        con.register("settled", settled)
        con.register("own", column_table(own, {**types, "low": pa.int64(), "high": pa.int64()}))
        base = f"(SELECT DISTINCT {_listed(types)} FROM settled)"
        raised(con, base, self, types, lambda key: settled[key].unique().drop_null().to_pylist())
        order = ", ".join(f'"{name}" NULLS LAST' for name in types)
        cells = con.sql(f"{together(types, most='BIGINT')} ORDER BY {order}").to_arrow_table()
        return Counts.of_columns(self.keys, cells.rename_columns([*types, "at_least", "at_most"]))

    def include_fitting(self) -> None:
        """List those cells of the columns that records fit which are told apart.

        How much such records raise a cell together is not the sum of what each raises it.
        """
        for pattern in self.told_apart():
            for cell in self._fitting_columns(pattern):
                self.include(cell)

    def _fitting_columns(self, pattern: Pattern) -> Iterator[tuple[Word, ...]]:
        named = list(zip(self.keys, pattern, strict=True))
        for table in self.settled:
            cells = table
            for key, word in named:
                here = cells[key]
                is_so = pc.is_valid(here) if isinstance(word, Open) else pc.equal(here, word)
                cells = cells.filter(is_so)
            for cell in zip(*(cells[key].to_pylist() for key in self.keys), strict=True):
                if all(
                    not isinstance(word, Open) or self.asked.fits(key, here, word)
                    for (key, word), here in zip(named, cell, strict=True)
                ):
                    yield cell


def column_table(rows: Iterable[Sequence[Any]], types: Types) -> pa.Table:
    """A table of some rows.

    Args:
        rows: Rows.
        types: Their columns.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = [pa.array(c, kind) for c, kind in zip(columns, types.values(), strict=True)]
    return pa.table(arrays, schema=pa.schema(list(types.items())))


def together(names: Iterable[str], *, least: str = "BIGINT", most: str = "DOUBLE") -> str:
    """A query for the bounds of each cell, once.

    It adds up ``settled``, in which a cell may be several times; ``own``, the cells of records
    that are told apart, with all that raises them; and ``raised``, which raises the others.

    Args:
        names: The columns of the keys.
        least: Type of the lower bounds.
        most: Type of the upper bounds.
    """
    keys = _listed(names)
    parts = [f"SELECT {keys}, low, high FROM {name}" for name in ("settled", "own", "raised")]
    parts[-1] += f" ANTI JOIN own USING ({keys})"
    return (
        f"SELECT {keys}, sum(low)::{least} AS low, sum(high)::{most} AS high "
        f"FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


# -- what may fall anywhere ------------------------------------------------------------------------


def raised(
    con: duckdb.DuckDBPyConnection,
    base: str,
    tally: Tally,
    types: Types,
    words: Callable[[CellKey], Sequence[Word]],
) -> None:
    """Make a table ``raised``: how much more may be in each cell, of what may fall where it fits.

    Args:
        con: A connection that has the cells.
        base: The cells, each once, in SQL.
        tally: What may fall where.
        types: The columns of the cells.
        words: The words that occur in the cells, by key.
    """
    opens: list[dict[Open, int]] = [{} for _ in types]
    rows: list[list[Any]] = []
    for pattern, most in tally.open():
        if None not in pattern:
            row: list[Any] = [None if isinstance(word, Open) else word for word in pattern]
            row += [
                found.setdefault(word, len(found)) if isinstance(word, Open) else None
                for word, found in zip(pattern, opens, strict=True)
            ]
            rows.append([*row, most])
    places = range(len(types))
    columns = {f"c{place}": kind for place, kind in zip(places, types.values(), strict=True)}
    columns |= {f"o{place}": pa.int64() for place in places}
    con.register("patterns", column_table(rows, columns | {"most": pa.float64()}))
    for place, (key, kind) in enumerate(zip(tally.keys, types.values(), strict=True)):
        con.register(f"open{place}", _fitting(key, opens[place], tally.asked, words, kind))
    masks = {tuple(number is not None for number in row[len(types) : -1]) for row in rows}
    keys = _listed(types)
    parts = [_of_mask(base, types, tally.keys, mask) for mask in sorted(masks)]
    parts = parts or [f"SELECT {keys}, 0.0 AS most FROM {base} WHERE false"]
    con.execute(
        f"CREATE TEMP TABLE raised AS SELECT {keys}, 0 AS low, sum(most) AS high "
        f"FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
    )


def _fitting(
    key: CellKey,
    opens: Mapping[Open, int],
    asked: Asked,
    words: Callable[[CellKey], Sequence[Word]],
    kind: pa.DataType,
) -> pa.Table:
    """The words that fit what is open, one a row, if there are few; else a list of the others."""
    known = words(key) if opens else ()
    fits = asked.fits
    if key == "year":
        rows: Iterable[Any] = (
            (number, word)
            for one, number in opens.items()
            for word in known
            if fits(key, word, one)
        )
        return column_table(rows, {"o": pa.int64(), "word": kind})
    rows = (
        (number, [word for word in known if not fits(key, word, one)])
        for one, number in opens.items()
    )
    return column_table(rows, {"o": pa.int64(), "but": pa.list_(kind)})


def _of_mask(base: str, types: Types, keys: Sequence[CellKey], mask: Sequence[bool]) -> str:
    """A query for what raises the cells by the patterns that are open in some places."""
    names = [f'r."{name}"' for name in types]
    joins, where = [], ["true"]
    on = ["true"]
    for place, (name, key, is_open) in enumerate(zip(names, keys, mask, strict=True)):
        where.append(f"p.o{place} IS {'NOT ' * is_open}NULL")
        if not is_open:
            on.append(f"{name} = p.c{place}")
        elif key == "year":
            joins.append(f"JOIN open{place} f{place} ON f{place}.o = p.o{place}")
            where.append(f"f{place}.word = {name}")
        else:
            joins.append(f"JOIN open{place} f{place} ON f{place}.o = p.o{place}")
            where.append(f"NOT list_contains(f{place}.but, {name})")
    return (
        f"SELECT {', '.join(names)}, p.most FROM {base} r JOIN patterns p ON {' AND '.join(on)} "
        f"{' '.join(joins)} WHERE {' AND '.join(where)}"
    )
