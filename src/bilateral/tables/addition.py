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
        undated: Tables with a column for each key but "year", ``open`` and ``high``: what may fall
            into other years as well as into those that are listed for it. The column has the
            number of what is open of the year.
        dates: What is open of a year, and its number.
    """

    def __init__(
        self, keys: Sequence[CellKey], field: str | None = None, asked: Asked | None = None
    ) -> None:
        super().__init__(keys, field, asked)
        self.settled: list[pa.Table] = []
        self.undated: list[pa.Table] = []
        self.dates: dict[Open, int] = {}

    def counts(self) -> Counts[Any, int]:  # as of others
        """The number of records in each cell."""
        if not self.settled:
            return super().counts()
        self.include_fitting()
        settled = pa.concat_tables(self.settled)
        types: Types = {key: settled.schema.field(key).type for key in self.keys}
        bounds = {"low": pa.int64(), "high": pa.int64()}
        cells = ((*cell, *map(int, both)) for cell, both in self.cells())
        own = column_table(cells, {**types, **bounds})
        words = {key: _in_order(settled[key], own[key]) for key in self.keys}
        con: duckdb.DuckDBPyConnection = require("duckdb", extra="tables").connect()
        con.execute("SET preserve_insertion_order = false")
        con.register("rows", _numbered(settled, words))
        con.register("own", _numbered(own, words))
        keys = _listed(types)
        con.execute(
            f"CREATE TEMP TABLE settled AS SELECT {keys}, sum(low)::BIGINT AS low, "
            f"sum(high)::BIGINT AS high FROM (SELECT {keys}, low, high FROM rows "
            f"UNION ALL SELECT {keys}, 0, 0 FROM own) GROUP BY ALL"
        )
        numbers: Types = dict.fromkeys(types, pa.int32())
        number_of = {
            key: {word: number for number, word in enumerate(known.to_pylist())}
            for key, known in words.items()
        }
        undated = [_numbered(table, words) for table in self.undated]
        raised(con, "settled", self, numbers, number_of.__getitem__, undated)
        order = ", ".join(f'"{name}" NULLS LAST' for name in types)
        found = con.sql(f"{together(types, most='BIGINT')} ORDER BY {order}").to_arrow_table()
        named = {key: known.take(found[key].combine_chunks()) for key, known in words.items()}
        named |= {"at_least": found["low"], "at_most": found["high"]}
        return Counts.of_columns(self.keys, pa.table(named))

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


def _in_order(*columns: pa.ChunkedArray) -> pa.Array:
    """The words of some columns, each once, in their order."""
    words = pa.concat_arrays([column.unique().drop_null() for column in columns]).unique()
    return words.take(pc.sort_indices(words))


def _numbered(table: pa.Table, words: Mapping[Any, pa.Array]) -> pa.Table:
    """A table with the places of words for the words: engines add up by numbers in less time."""
    for key in table.column_names:
        if key in words:
            numbers = pc.index_in(table[key], value_set=words[key])
            table = table.set_column(table.column_names.index(key), key, numbers)
    return table


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
    that are told apart, with all that raises them but what is in columns; and ``raised``, which
    raises the others, and where ``is_apart`` is true, as of columns, all alike.

    Args:
        names: The columns of the keys.
        least: Type of the lower bounds.
        most: Type of the upper bounds.
    """
    keys = _listed(names)
    parts = [f"SELECT {keys}, low, high FROM {name}" for name in ("settled", "own")]
    more = f"SELECT {keys}, 0 AS low, high FROM raised"
    parts += [f"{more} WHERE is_apart", f"{more} ANTI JOIN own USING ({keys}) WHERE NOT is_apart"]
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
    words: Callable[[CellKey], Mapping[Word, Any]],
    undated: Sequence[pa.Table] = (),
) -> None:
    """Make a table ``raised``: how much more may be in each cell, of what may fall where it fits.

    Args:
        con: A connection that has the cells.
        base: The cells, each once, in SQL.
        tally: What may fall where.
        types: The columns of the cells.
        words: The words that occur in the cells, by key, and what stands for them there.
        undated: What the tally has in columns, see :class:`Added`, with what stands for words.
    """
    places, known = range(len(types)), [words(key) for key in tally.keys]
    opens: list[dict[Open, int]] = [{} for _ in places]
    if isinstance(tally, Added) and undated:
        opens[tally.keys.index("year")] |= tally.dates
    rows: list[list[Any]] = []
    for pattern, most in tally.open():
        row: list[Any] = [
            None if isinstance(word, Open) else here.get(word)
            for word, here in zip(pattern, known, strict=True)
        ]
        row += [
            found.setdefault(word, len(found)) if isinstance(word, Open) else None
            for word, found in zip(pattern, opens, strict=True)
        ]
        if all((row[place] is None) != (row[len(types) + place] is None) for place in places):
            rows.append([*row, most, False])
    columns = {f"c{place}": kind for place, kind in zip(places, types.values(), strict=True)}
    columns |= {f"o{place}": pa.int64() for place in places}
    columns |= {"most": pa.float64(), "is_apart": pa.bool_()}
    patterns = [column_table(rows, columns)]
    masks = {tuple(row[len(types) + place] is not None for place in places) for row in rows}
    if undated:
        patterns += [_pattern_table(table, tally.keys, columns) for table in undated]
        masks.add(tuple(key == "year" for key in tally.keys))
    con.register("patterns", pa.concat_tables(patterns))
    for place, (key, kind) in enumerate(zip(tally.keys, types.values(), strict=True)):
        con.register(f"open{place}", _fitting(key, opens[place], tally.asked, known[place], kind))
    keys = _listed(types)
    parts = [_of_mask(base, types, tally.keys, mask) for mask in sorted(masks)]
    parts = parts or [f"SELECT {keys}, 0.0 AS most, false AS is_apart FROM {base} WHERE false"]
    con.execute(
        f"CREATE TEMP TABLE raised AS SELECT {keys}, is_apart, sum(most) AS high "
        f"FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
    )


def _pattern_table(undated: pa.Table, keys: Sequence[CellKey], columns: Types) -> pa.Table:
    """What may fall into several years, as patterns; nothing else raises cells as it does."""
    said = {f"c{place}": undated[key] for place, key in enumerate(keys) if key != "year"}
    said |= {f"o{keys.index('year')}": undated["open"], "most": undated["high"]}
    said["is_apart"] = pa.repeat(True, len(undated))
    nothing = {name: pa.nulls(len(undated)) for name in columns if name not in said}
    return pa.table(said | nothing).select(list(columns)).cast(pa.schema(list(columns.items())))


def _fitting(
    key: CellKey,
    opens: Mapping[Open, int],
    asked: Asked,
    words: Mapping[Word, Any],
    kind: pa.DataType,
) -> pa.Table:
    """The words that fit what is open, one a row, if there are few; else a list of the others."""
    fits = asked.fits
    if key == "year":
        rows: Iterable[Any] = (
            (number, code)
            for one, number in opens.items()
            for word, code in words.items()
            if fits(key, word, one)
        )
        return column_table(rows, {"o": pa.int64(), "word": kind})
    rows = (
        (number, [code for word, code in words.items() if not fits(key, word, one)])
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
            where.append(f"{name} IS NOT NULL AND NOT list_contains(f{place}.but, {name})")
    return (
        f"SELECT {', '.join(names)}, p.most, p.is_apart FROM {base} r "
        f"JOIN patterns p ON {' AND '.join(on)} {' '.join(joins)} WHERE {' AND '.join(where)}"
    )
