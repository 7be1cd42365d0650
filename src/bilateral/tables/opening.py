"""Opening a table: a file, a database, or a frame that is already there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Container, Sequence
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import attrs
import narwhals as nw
import pyarrow as pa
from narwhals.exceptions import NarwhalsError

from bilateral._plugins import require
from bilateral.collection.dataset import Dataset
from bilateral.collection.tabular import Tabular
from bilateral.errors import BilateralError, EngineError, RecordError, SchemaError, first_line
from bilateral.model.vocabulary import unknown_name
from bilateral.tables.access import Access
from bilateral.tables.arrow import METADATA, facts_in, names_in
from bilateral.tables.names import ActorsOf, TableNames
from bilateral.tables.reading import ENGINES, Anew, Engine, Opened, opened
from bilateral.tables.schema import Column, ColumnType, check, columns
from bilateral.tables.soundness import Soundness
from bilateral.tables.sources import Source, files_of
from bilateral.tables.table import Table

__all__ = ["Engine", "read", "scan", "table_of"]

FilesWith: TypeAlias = Callable[[str], list[str]]
"""The files that have a record."""


def scan(
    source: Any,  # a path, or a frame of any library that narwhals knows
    *,
    table: str | None = None,
    engine: Engine | None = None,
    names: Dataset | None = None,
) -> Table:
    """A lazy table of records, to which the questions of a dataset can be put.

    Nothing is read but the names and types of the columns, and the metadata. Before the first
    answer the rows are looked through once: what no dataset can hold is refused by name, whatever
    is asked; rows that are equal are one.

    Args:
        source: Path or address of a Parquet or CSV file, of a folder of them, or of a DuckDB
            file, or a list of paths; or a DuckDB relation, a frame of polars or pandas, a PyArrow
            table, a PySpark frame, an Ibis table; or a dataset or selection. A path that exists is
            that file, whatever is in its name; in others ``*`` stands for any part of a name.
            Frames of pandas that rest on NumPy are converted to Arrow types first, since NumPy
            turns an unknown truth into False.
        table: Name of the table within a DuckDB file.
        engine: What is to read a file: ``"duckdb"`` (the default), ``"polars"``, ``"pyarrow"``
            or ``"spark"`` (the session that is active, or one of its own).
        names: Dataset whose actors and sources the questions may name; by default those in the
            metadata. Without either, names are looked up in the table when it is asked.

    Returns:
        A table.

    Raises:
        SchemaError: naming the columns that are missing or of the wrong type.
        BilateralError: if there is no such file, or a file of no known kind.
        MissingExtraError: if the library that it takes is not installed.

    Example:
        >>> import bilateral
        >>> frame = bilateral.load("pakistan-russia").to("arrow")
        >>> table = bilateral.scan(frame)
        >>> table.visits.by("PAK", sector="military").since(2016).bounds()
        (2, 5)
    """
    if isinstance(source, Tabular) and not isinstance(source, Table):
        source = source.to_arrow()
    if names is not None and not isinstance(names, Dataset):
        raise RecordError("wrong value", field="names", found=names, expected="a Dataset")
    if _is_path(source) or (
        isinstance(source, (list, tuple)) and source and all(map(_is_path, source))
    ):
        opened, files_with = _opened(source, table, engine or "duckdb")
    elif engine is not None or table is not None:
        raise BilateralError("an engine or table name goes with a path", found=type(source))
    else:
        opened = Opened(source, metadata=_metadata_of(source), blank=cache(lambda: _blank(source)))
        files_with = None
    if names is None:
        names = names_in(opened.metadata)
    else:
        facts_in(opened.metadata)  # refuses another version
    return _table(opened, TableNames(names), files_with)


def _is_path(source: object) -> bool:
    return isinstance(source, (str, os.PathLike))


def table_of(anew: Anew, names: Dataset | None = None, actors_of: ActorsOf | None = None) -> Table:
    """A table of rows that this program makes, so that it need not look through them.

    Args:
        anew: Gives a DuckDB relation on a cursor of its own.
        names: Dataset whose actors and sources the questions may name.
        actors_of: Who takes part in some records, for a dataset of them.
    """
    return _table(Opened(anew(), anew, is_sealed=lambda: True), TableNames(names, actors_of))


def read(source: Any, names: Dataset | None = None) -> Dataset:
    """All records of a table as a dataset; see :meth:`bilateral.Dataset.from_table`."""
    return scan(source, names=names).to_dataset()


def _opened(
    source: Source | Sequence[Source], table: str | None, engine: str
) -> tuple[Opened, FilesWith]:
    """Files that are open, and what finds those that have a record."""
    if engine not in ENGINES:
        raise unknown_name("engine", engine, ENGINES, listed=True)
    files = files_of(source)
    try:
        found = opened(files, engine, table)
    except (BilateralError, ImportError):
        raise
    except Exception as error:
        raise EngineError(
            f"{files.names[0] if len(files.names) == 1 else source}: cannot be read "
            f"({first_line(error)})",
            engine=engine,
        ) from error

    def files_with(record: str) -> list[str]:
        having = []
        for path in files.paths:
            one = opened(attrs.evolve(files, paths=(path,), addresses=()), engine, table)
            ids = _in_lower_case(_lazy(one.native)).filter(nw.col("id") == record).select("id")
            if len(ids.head(1).collect("pyarrow")):
                having.append(str(path))
        return having

    return found, files_with


def _table(opened: Opened, names: TableNames, files_with: FilesWith | None = None) -> Table:
    frame = _in_lower_case(_lazy(opened.native))
    columns = _columns_of(frame, opened.empty)

    def lazy() -> nw.LazyFrame[Any]:
        return _in_lower_case(_lazy(opened.anew())) if opened.anew is not None else frame

    sound = Soundness(
        columns.typed,
        columns.stamps,
        columns.lacking,
        known=lambda: (opened.is_sealed() and not columns.lacking) or _is_unbound(frame),
        files_with=files_with,
        version=opened.version,
    )
    among, version = opened.among, opened.version()
    return Table(
        Access(
            frame,
            lazy if opened.anew is not None else None,
            sound,
            None if among is None else lambda where: _in_lower_case(_lazy(among(where))),
            lambda: opened.blank() if opened.version() == version else frozenset(),
        ),
        names,
    )


# -- frames ----------------------------------------------------------------------------------------


def _is_unbound(frame: nw.LazyFrame[Any]) -> bool:
    """Whether a frame of Ibis is of no database: there are no rows, only SQL to be written."""
    if not frame.implementation.is_ibis():
        return False
    unbound = import_module("ibis.expr.operations").UnboundTable
    return bool(nw.to_native(frame).op().find(unbound))


def _metadata_of(native: Any) -> Any:
    """The text of the metadata that a frame carries, if it is of a kind that does."""
    if isinstance(native, pa.Table):
        return (native.schema.metadata or {}).get(METADATA.encode())
    attributes = getattr(native, "attrs", None)
    return attributes.get(METADATA) if isinstance(attributes, dict) else None


def _blank(native: Any) -> frozenset[str]:
    """The columns of the schema that have nothing but null in a table of Arrow."""
    if not isinstance(native, pa.Table):
        return frozenset()
    nulls = zip(native.column_names, native.columns, strict=True)
    return frozenset(columns()) - {n.lower() for n, c in nulls if c.null_count < len(c)}


def _lazy(native: Any) -> nw.LazyFrame[Any]:
    try:
        frame = nw.from_native(native)
    except NarwhalsError as error:
        raise SchemaError(f"not a table of records ({first_line(error)})") from error
    except TypeError:
        raise SchemaError(
            "no table",
            found=type(native).__name__,
            expected="a path, a DuckDB relation, or a frame of polars, pandas, PyArrow, PySpark "
            "or Ibis",
        ) from None
    if frame.implementation.is_pandas():
        frame = nw.from_native(_arrow_backed(nw.to_native(frame)))
    lazy: nw.LazyFrame[Any] = frame.lazy()
    return lazy


def _arrow_backed(frame: Any) -> Any:  # a frame of pandas
    """The frame with Arrow types throughout: NumPy knows no unknown truth."""
    pd = require("pandas", extra="pandas")
    odd = [name for name in frame.columns if not isinstance(name, str)]  # numbers, or levels
    if odd:
        raise SchemaError("names of columns that are no text", found=odd[:3], expected="text")
    if all(isinstance(kind, pd.ArrowDtype) for kind in frame.dtypes):
        return frame
    known = [name for name in columns() if name in frame.columns]
    arrays = {}
    for name in known:
        try:
            array = pa.array(frame[name], from_pandas=True)
            if columns()[name].type == "integer" and pa.types.is_floating(array.type):
                array = array.cast(pa.int64())  # NumPy has no missing integer
            arrays[name] = array
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise SchemaError(
                f"a column that cannot be read ({first_line(error)})",
                field=name,
                expected=f"{name}: {columns()[name].type}",
                mistyped=(name,),
            ) from None
    return pa.table(arrays).to_pandas(types_mapper=pd.ArrowDtype)


def _in_lower_case(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The frame with the names of the schema, which some warehouses put in upper case."""
    found = frame.collect_schema().names()
    lowered = Counter(name.lower() for name in found)
    names = {
        name: name.lower()
        for name in found
        if name.lower() in columns() and name.lower() not in found and lowered[name.lower()] == 1
    }
    return frame.rename(names) if names else frame


@attrs.frozen
class _Columns:
    """The columns of a frame beside those of the schema.

    Attributes:
        casts: What brings them to the types of the schema.
        stamps: Columns of days that have a time too.
        lacking: Kinds whose fields have no column.
    """

    casts: tuple[nw.Expr, ...]
    stamps: tuple[str, ...]
    lacking: tuple[str, ...]

    def typed(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """A frame in the types of the schema."""
        return frame.with_columns(*self.casts) if self.casts else frame


def _columns_of(frame: nw.LazyFrame[Any], empty: Container[str]) -> _Columns:
    """What brings every column to the type of the schema, or an error that lists what does not.

    Args:
        frame: A frame.
        empty: Columns in which there is nothing, whatever type the engine gives them.
    """
    found: dict[str, ColumnType | None] = {}
    casts: list[nw.Expr] = []
    stamps: list[str] = []
    for name, kind in frame.collect_schema().items():
        column = columns().get(name)
        if column is None:
            found[name] = None
        elif name in empty:
            found[name] = column.type
            casts.append(_nothing(column))
        else:
            if kind == nw.Datetime and column.type == "day":
                _check_zone(name, kind)
                stamps.append(name)
            found[name] = _type_of(kind, column.type)
            if found[name] == column.type and not _is_exactly(kind, column.type):
                casts.append(nw.col(name).cast(_plain_type(column.type)))
    check(found)
    absent = [column for name, column in columns().items() if name not in found]
    lacking = {kind for column in absent for kind in column.kinds or ()}
    casts += map(_nothing, absent)
    return _Columns(tuple(casts), tuple(stamps), tuple(sorted(lacking)))


def _nothing(column: Column) -> nw.Expr:
    return nw.lit(None, dtype=_plain_type(column.type)).alias(column.name)


def _check_zone(name: str, kind: Any) -> None:  # a narwhals type
    """Refuse days with a time zone: which day each is depends on where it is asked.

    Raises:
        SchemaError: naming the column and the zone.
    """
    if kind.time_zone is not None:
        raise SchemaError(
            "a column of days with a time zone",
            field=name,
            found=kind.time_zone,
            expected="days, or timestamps without a time zone at midnight",
            mistyped=(name,),
        )


def _type_of(kind: Any, wanted: ColumnType) -> ColumnType | None:
    """A narwhals type in the words of the schema."""
    if kind in (nw.Unknown, nw.Object):  # a column of nothing but nulls
        return None if kind == nw.Object else wanted
    if kind == nw.Decimal:
        return "integer" if wanted == "integer" and kind.scale == 0 else "number"
    if kind.is_integer():
        return "number" if wanted == "number" else "integer"
    if kind.is_float():
        return "number"
    if kind in (nw.String, nw.Categorical, nw.Enum):
        return "text"
    if kind == nw.Boolean:
        return "truth"
    if kind == nw.Date or (kind == nw.Datetime and wanted == "day"):
        return "day"
    return None


def _is_exactly(kind: Any, wanted: ColumnType) -> bool:
    return bool(kind == _plain_type(wanted)) and kind != nw.Datetime


def _plain_type(wanted: ColumnType) -> Any:  # a narwhals type
    return {
        "text": nw.String,
        "integer": nw.Int64,
        "number": nw.Float64,
        "day": nw.Date,
        "truth": nw.Boolean,
    }[wanted]
