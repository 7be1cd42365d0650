"""Opening a table: a file, a database, or a frame that is already there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq
from narwhals.exceptions import NarwhalsError

from bilateral._plugins import require
from bilateral.collection.dataset import Dataset
from bilateral.errors import (
    BilateralError,
    EngineError,
    MissingFileError,
    RecordError,
    SchemaError,
    first_line,
)
from bilateral.model.vocabulary import unknown_name
from bilateral.tables.access import Access
from bilateral.tables.arrow import METADATA, names_in
from bilateral.tables.names import ActorsOf, TableNames
from bilateral.tables.schema import ColumnType, check, columns
from bilateral.tables.table import Table

__all__ = ["Engine", "read", "scan", "table_of"]

Engine: TypeAlias = Literal["duckdb", "polars", "pyarrow", "spark"]
_ENGINES = ("duckdb", "polars", "pyarrow", "spark")
_DATABASES = (".duckdb", ".ddb", ".db")


def scan(
    source: Any,  # a path, or a frame of any library that narwhals knows
    *,
    table: str | None = None,
    engine: Engine | None = None,
    names: Dataset | None = None,
) -> Table:
    """A lazy table of records, to which the questions of a dataset can be put.

    Nothing is read but the names and types of the columns, and the metadata.

    Args:
        source: Path or address of a Parquet or CSV file (``*`` in its name stands for several), or
            path of a DuckDB file; or a DuckDB relation, a frame of polars or pandas, a PyArrow
            table, a PySpark frame, an Ibis table. Frames of pandas that rest on NumPy are
            converted to Arrow types first, since NumPy turns an unknown truth into False.
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
    if names is not None and not isinstance(names, Dataset):
        raise RecordError("wrong value", field="names", found=names, expected="a Dataset")
    anew: Anew | None = None
    if isinstance(source, (str, os.PathLike)):
        native, anew, text = _opened(os.fspath(source), table, engine)
    elif engine is not None or table is not None:
        raise BilateralError("an engine or table name goes with a path", found=type(source))
    else:
        native, text = source, _metadata_of(source)
    held = names_in(text)
    return _table(native, anew, TableNames(names if names is not None else held))


Anew: TypeAlias = Callable[[], Any]
"""Gives the native frame of a source on a cursor of its own, as threads need it of DuckDB."""


def table_of(anew: Anew, names: Dataset | None = None, actors_of: ActorsOf | None = None) -> Table:
    """A table of rows that this program makes, so that it need not look through their kinds.

    Args:
        anew: Gives a DuckDB relation on a cursor of its own.
        names: Dataset whose actors and sources the questions may name.
        actors_of: Who takes part in some records, for a dataset of them.
    """
    return _table(anew(), anew, TableNames(names, actors_of, made_here=True))


def _table(native: Any, anew: Anew | None, names: TableNames) -> Table:
    frame = _lazy(native)
    casts = _casts(frame)

    def typed(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        return frame.with_columns(*casts) if casts else frame

    again = None if anew is None else lambda: typed(_lazy(anew()))
    return Table(Access(typed(frame), again), names)


def read(source: Any, names: Dataset | None = None) -> Dataset:
    """All records of a table as a dataset; see :meth:`bilateral.Dataset.from_table`."""
    return scan(source, names=names).to_dataset()


# -- files -----------------------------------------------------------------------------------------


def _opened(
    source: str, table: str | None, engine: str | None
) -> tuple[Any, Anew | None, bytes | None]:
    """The native frame of a file, what gives it anew, and the text of its metadata."""
    engine = engine or "duckdb"
    if engine not in _ENGINES:
        raise unknown_name("engine", engine, _ENGINES, listed=True)
    files = _files(source)
    try:
        if source.endswith(_DATABASES):
            anew = _database(source, table)
            return anew(), anew, None
        if source.endswith(".parquet"):
            paths = [str(file) for file in files] or [source]
            if engine != "duckdb":
                return _parquet(paths, engine), None, _shared_metadata(files)
            connection = require("duckdb", extra="tables").connect()
            anew = lambda: connection.cursor().read_parquet(paths)  # noqa: E731 - the frame anew
            return anew(), anew, _shared_metadata(files)
        if source.endswith((".csv", ".csv.gz")):
            anew = _csv(source, engine)
            return anew(), anew, None
    except (BilateralError, ImportError):
        raise
    except Exception as error:
        raise EngineError(
            f"{source}: cannot be read ({first_line(error)})", engine=engine
        ) from error
    raise BilateralError(
        "a file of no known kind",
        file=source,
        expected="a name that ends in .parquet, .csv, .csv.gz or .duckdb; or *.parquet",
    )


def _files(source: str) -> list[Path]:
    """The files of a path, none of which may be missing; of an address elsewhere none is known."""
    if "://" in source:
        return []
    path = Path(source)
    found = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
    if path.is_dir():  # as Spark writes
        found = sorted(path.rglob("*.parquet"))
    if not found or not found[0].exists():
        raise MissingFileError("no such file", file=source)
    return found


def _shared_metadata(files: list[Path]) -> bytes | None:
    """The text of the metadata, where all files have the same."""
    texts = {(pq.read_schema(file).metadata or {}).get(METADATA.encode()) for file in files}
    for text in texts:
        names_in(text)  # refuses another version
    return texts.pop() if len(texts) == 1 else None


def _parquet(paths: list[str], engine: str) -> Any:  # a frame of the engine
    match engine:
        case "polars":
            return require("polars", extra="polars").scan_parquet(paths)
        case "pyarrow":
            return pq.read_table(paths)
        case _:
            # Other writers of Parquet do not name their calendar; it is the proleptic one.
            return _spark().read.option("datetimeRebaseMode", "CORRECTED").parquet(*paths)


def _csv(path: str, engine: str) -> Anew:
    if engine != "duckdb":
        raise BilateralError(f"{engine} reads no CSV here", expected="engine='duckdb', or Parquet")
    connection = require("duckdb", extra="tables").connect()
    found = connection.read_csv(path, all_varchar=True, header=True).columns
    types = {c.name: _SQL_TYPES[c.type] for c in columns().values() if c.name in found}
    return lambda: connection.cursor().read_csv(path, header=True, dtype=types)


_SQL_TYPES: Mapping[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "day": "DATE",
    "truth": "BOOLEAN",
}


def _database(path: str, table: str | None) -> Anew:
    duckdb = require("duckdb", extra="tables")
    connection = duckdb.connect(path, read_only=True)
    listing = connection.execute(
        "SELECT table_name FROM duckdb_tables() UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE NOT internal"
    )
    known = [row[0] for row in listing.fetchall()]
    name = table if table is not None else known[0] if len(known) == 1 else None
    if name is None or name not in known:
        raise unknown_name("table", name, known, listed=True).at(file=path)
    quoted = name.replace('"', '""')
    params = {"name": f'"{quoted}"'}
    return lambda: connection.cursor().sql("SELECT * FROM query_table($name)", params=params)


def _spark() -> Any:  # a Spark session
    sql = require("pyspark.sql", extra="spark")
    return sql.SparkSession.getActiveSession() or sql.SparkSession.builder.getOrCreate()


# -- frames ----------------------------------------------------------------------------------------


def _metadata_of(native: Any) -> Any:
    """The text of the metadata that a frame carries, if it is of a kind that does."""
    if isinstance(native, pa.Table):
        return (native.schema.metadata or {}).get(METADATA.encode())
    attributes = getattr(native, "attrs", None)
    return attributes.get(METADATA) if isinstance(attributes, dict) else None


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


def _casts(frame: nw.LazyFrame[Any]) -> list[nw.Expr]:
    """What brings every column to the type of the schema, or an error that lists what does not."""
    found: dict[str, ColumnType | None] = {}
    casts = []
    for name, kind in frame.collect_schema().items():
        column = columns().get(name)
        if column is None:
            found[name] = None
            continue
        found[name] = _type_of(kind, column.type)
        if found[name] == column.type and not _is_exactly(kind, column.type):
            casts.append(nw.col(name).cast(_plain_type(column.type)))
    check(found)
    casts += [  # of a kind that another package adds and the table knows nothing of
        nw.lit(None, dtype=_plain_type(column.type)).alias(name)
        for name, column in columns().items()
        if name not in found
    ]
    return casts


def _type_of(kind: Any, wanted: ColumnType) -> ColumnType | None:
    """A narwhals type in the words of the schema."""
    if kind in (nw.Unknown, nw.Object):  # a column of nothing but nulls
        return None if kind == nw.Object else wanted
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
    if wanted == "integer":
        return bool(kind.is_integer())
    return bool(kind == _plain_type(wanted)) and kind != nw.Datetime


def _plain_type(wanted: ColumnType) -> Any:  # a narwhals type
    return {
        "text": nw.String,
        "integer": nw.Int64,
        "number": nw.Float64,
        "day": nw.Date,
        "truth": nw.Boolean,
    }[wanted]
