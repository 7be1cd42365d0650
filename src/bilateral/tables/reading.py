"""How each engine reads the files of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import attrs
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from bilateral._plugins import require
from bilateral.errors import BilateralError
from bilateral.files.formulas import ESCAPED
from bilateral.model.vocabulary import unknown_name
from bilateral.tables.arrow import METADATA, facts_in
from bilateral.tables.footers import Footers
from bilateral.tables.formulas import Formula
from bilateral.tables.pruning import Groups
from bilateral.tables.schema import ColumnType, columns
from bilateral.tables.seals import SEAL, SMALL, sealed
from bilateral.tables.sources import Files, check_packed, literal

__all__ = ["ENGINES", "Anew", "Engine", "Opened", "opened"]

Engine: TypeAlias = Literal["duckdb", "polars", "pyarrow", "spark"]
ENGINES = ("duckdb", "polars", "pyarrow", "spark")

Anew: TypeAlias = Callable[[], Any]
"""Gives the native frame of a source on a cursor of its own, as threads need it of DuckDB."""


@attrs.frozen
class Opened:
    """Files that an engine has opened.

    Attributes:
        native: A frame of the engine.
        anew: Gives the same on a cursor of its own, of DuckDB.
        metadata: The text of the metadata, where all files have the same.
        empty: Columns of no type, in which there is nothing.
        blank: Gives the columns that are null in every row, as the files say.
        is_sealed: Tells whether the files say that their rows are sound.
        version: What tells whether the files are as they were.
        among: Gives, on a cursor of its own, a frame with at least the rows where a formula
            holds, and few others, where the files tell where those are.
    """

    native: Any
    anew: Anew | None = None
    metadata: bytes | None = None
    empty: frozenset[str] = frozenset()
    blank: Callable[[], frozenset[str]] = frozenset
    is_sealed: Callable[[], bool] = lambda: False
    version: Callable[[], object] = lambda: None
    among: Callable[[Formula], Any] | None = None


def opened(files: Files, engine: str, table: str | None = None) -> Opened:
    """Open files, of which nothing is read but what they say of themselves.

    Args:
        files: The files.
        engine: What is to read them.
        table: Name of the table within a DuckDB file.

    Raises:
        BilateralError: if the engine does not read such files here.
        UnknownNameError: if a DuckDB file has no such table.
    """
    version = files.version()
    if files.form == "duckdb":
        anew = _database(files.names[0], table)
        return Opened(anew(), anew, version=version)
    if files.form == "csv":
        anew = _csv(files, engine)
        return Opened(anew(), anew, version=version)
    footers = Footers(files.paths, apart=(SEAL,))
    texts = {(footer.metadata or {}).get(METADATA.encode()) for footer in footers.different}
    if len(texts) > 1:
        for text in texts:
            facts_in(text)  # refuses another version
    schemas = footers.schemas()
    anew = _parquet(files, engine, schemas)
    is_local = not files.addresses
    # What many small files say of their rows takes longer to read than all of these.
    is_worth = is_local and (footers.are_read or footers.rows > SMALL)
    among = None
    if isinstance(anew, _ByDuckDB) and is_worth and len(schemas) == 1:
        among = _among(files, footers, anew)
    fields = [field for schema in schemas for field in schema]
    typed = {field.name for field in fields if not pa.types.is_null(field.type)}
    return Opened(
        anew(),
        anew if engine == "duckdb" else None,
        metadata=texts.pop() if len(texts) == 1 else None,
        empty=frozenset(field.name for field in fields) - typed,
        blank=cache(lambda: _blank(footers.all) - set(files.keys)) if is_worth else frozenset,
        is_sealed=lambda: is_local and footers.rows > SMALL and sealed(footers.all),
        version=version,
        among=among,
    )


def _blank(footers: Sequence[pq.FileMetaData]) -> frozenset[str]:
    """The columns of which every group of rows says that they are null throughout."""
    found: frozenset[str] = frozenset(columns())
    for footer in footers:
        for number in range(footer.num_row_groups):
            group = footer.row_group(number)
            for place, name in enumerate(footer.schema.names):
                if name.lower() in found and not _is_blank(group.column(place)):
                    found -= {name.lower()}
    return found


def _is_blank(chunk: Any) -> bool:  # of pyarrow, whose types are not told
    said = chunk.statistics
    return said is not None and said.has_null_count and said.null_count == chunk.num_values


# -- Parquet ---------------------------------------------------------------------------------------


def _parquet(files: Files, engine: str, schemas: Sequence[pa.Schema]) -> Anew:
    """What reads Parquet files, whose columns may differ, with those that their folders tell."""
    names = {name for schema in schemas for name in schema.names}
    told = set(files.keys) & set(columns()) - names
    keys = {name: columns()[name].type for name in sorted(told)}
    differ = any(not schema.equals(schemas[0]) for schema in schemas[1:])
    match engine:
        case "duckdb":
            return _ByDuckDB(files, keys, names, differ=differ)
        case "polars":
            return lambda: _by_polars(files, keys, differ=differ)
        case "pyarrow":
            return lambda: _by_pyarrow(files, keys, differ=differ)
        case _:
            return lambda: _by_spark(files, keys)


def _among(files: Files, footers: Footers, anew: _ByDuckDB) -> Callable[[Formula], Any]:
    """What reads those parts of files that may have the rows of a question."""
    groups = cache(lambda: [Groups(footer) for footer in footers.all])

    def found(formula: Formula) -> Any:
        stretches = [of_file.stretches_with(formula) for of_file in groups()]
        paths = [path for path, some in zip(_patterns(files), stretches, strict=True) if some]
        wanted = [stretch for of_file in stretches for stretch in of_file]
        read = sum(last - first + 1 for first, last in wanted)
        if not wanted or read > footers.rows * _WORTHWHILE:
            return anew()
        return anew(paths, wanted if len(paths) == 1 else ())

    return found


_WORTHWHILE = 0.9
"""The share of the rows above which none are left out."""
_ROW = "file_row_number"


class _ByDuckDB:
    """Reads all of some files, or a part."""

    def __init__(
        self, files: Files, keys: Mapping[str, ColumnType], names: Iterable[str], *, differ: bool
    ) -> None:
        self._connection = require("duckdb", extra="tables").connect()
        self._paths = _patterns(files)
        self._has_numbers = _ROW not in map(str.lower, names)
        types = ", ".join(f"{name}: {_SQL_TYPES[type_]}" for name, type_ in keys.items())
        self._said = f"union_by_name = {differ}, hive_partitioning = {bool(keys)}"
        self._said += f", hive_types = {{{types}}}" if types else ""

    def __call__(
        self, paths: Sequence[str] | None = None, rows: Sequence[tuple[int, int]] = ()
    ) -> Any:
        """A relation of all, or of some paths, or of the stretches of rows of a single one."""
        what, among = "*", ""
        said = self._said
        if rows and self._has_numbers:
            what, said = f"* EXCLUDE ({_ROW})", f"{said}, {_ROW} = true"
            among = " OR ".join(f"{_ROW} BETWEEN {first} AND {last}" for first, last in rows)
            among = f" WHERE {among}"
        query = f"SELECT {what} FROM read_parquet($paths, {said}){among}"  # noqa: S608 - numbers, and names of the schema
        params = {"paths": self._paths if paths is None else list(paths)}
        return self._connection.cursor().sql(query, params=params)


def _patterns(files: Files) -> list[str]:
    return [*(literal(path.absolute()) for path in files.paths), *files.addresses]


def _by_polars(files: Files, keys: Mapping[str, ColumnType], *, differ: bool) -> Any:
    polars = require("polars", extra="polars")
    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64}
    types |= {"day": polars.Date, "truth": polars.Boolean}
    parts = [part for path in files.paths for part in path.absolute().parts if "=" in part]
    schema = {part.partition("=")[0]: polars.String for part in parts}  # which has to name all
    schema |= {name: types[type_] for name, type_ in keys.items()}
    said = {"hive_partitioning": bool(keys), "hive_schema": schema if keys else None}

    def scanned(names: list[str]) -> Any:  # a frame of polars
        return polars.scan_parquet(names, glob=bool(files.addresses), **said)

    if differ:
        return polars.concat([scanned([name]) for name in files.names], how="diagonal_relaxed")
    return scanned(files.names)


def _by_pyarrow(files: Files, keys: Mapping[str, ColumnType], *, differ: bool) -> pa.Table:
    if files.addresses:
        return pq.read_table(files.names)
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    types |= {"day": pa.date32(), "truth": pa.bool_()}
    schema = pa.schema([(name, types[type_]) for name, type_ in keys.items()])
    partitioning = ds.partitioning(schema, flavor="hive") if keys else None

    def table(names: list[str]) -> pa.Table:
        return ds.dataset(names, format="parquet", partitioning=partitioning).to_table()

    names = [str(path.absolute()) for path in files.paths]
    if differ:
        return pa.concat_tables([table([name]) for name in names], promote_options="permissive")
    return table(names)


def _by_spark(files: Files, keys: Mapping[str, ColumnType]) -> Any:
    # Other writers of Parquet do not name their calendar; it is the proleptic one.
    reader = _spark().read.option("datetimeRebaseMode", "CORRECTED").option("mergeSchema", "true")
    if keys:
        raise BilateralError(
            "columns in the names of folders, which Spark is not asked for here",
            found=sorted(keys),
            expected="a frame that your session reads",
        )
    paths = [re.sub(r"([\\*?\[\]{}])", r"\\\1", str(path.absolute())) for path in files.paths]
    return reader.parquet(*paths, *files.addresses)


# -- CSV and databases -----------------------------------------------------------------------------

_SQL_TYPES: Mapping[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "day": "DATE",
    "truth": "BOOLEAN",
}


def _csv(files: Files, engine: str) -> Anew:
    if engine != "duckdb":
        raise BilateralError(f"{engine} reads no CSV here", expected="engine='duckdb', or Parquet")
    for path in files.paths:
        check_packed(path)
    connection = require("duckdb", extra="tables").connect()
    paths = _patterns(files)
    told = set(files.keys) & set(columns())
    said: dict[str, Any] = {"header": True, "union_by_name": len(paths) > 1}
    found = connection.read_csv(paths, all_varchar=True, hive_partitioning=False, **said).columns
    # A text with a time would be taken for its day without a word.
    types = {**_SQL_TYPES, "day": "TIMESTAMP"}
    known = {name: columns()[name.lower()] for name in found if name.lower() in columns()}
    dtypes = {name: types[column.type] for name, column in known.items()}
    if told - {name.lower() for name in found}:
        raise BilateralError(
            "columns of CSV in the names of folders",
            found=sorted(told),
            expected="them in the files, or Parquet",
        )
    texts = [name for name, column in known.items() if column.type == "text"]

    def read() -> Any:  # a relation of DuckDB, which has no types here
        found = connection.cursor().read_csv(paths, dtype=dtypes, hive_partitioning=False, **said)
        if not texts:
            return found
        found = found.project(_replaced(texts, _without_apostrophe))
        has_numbers = bool(files.addresses) or any(map(_has_numbers, files.paths))
        return found.project(_replaced(texts, _without_numbers)) if has_numbers else found

    return read


_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  # by gzip, by Zstandard


def _has_numbers(path: Path) -> bool:
    """Whether the text of a file may have marks that are written as numbers, which is rare."""
    with path.open("rb") as file:
        chunk = file.read(1 << 20)
        found = chunk.startswith(_PACKED)
        while chunk and not found:
            found = b"\\u" in chunk
            tail = chunk[-1:]
            chunk = file.read(1 << 20)
            found = found or tail + chunk[:1] == b"\\u"
    return found


def _replaced(names: Sequence[str], made: Callable[[str], str]) -> str:
    """All columns, in SQL, some of them with what is made of them."""
    columns = ('"' + name.replace('"', '""') + '"' for name in names)
    return f"* REPLACE ({', '.join(f'{made(column)} AS {column}' for column in columns)})"


def _without_apostrophe(column: str) -> str:
    """A text, in SQL, without the apostrophe before what looks like a formula."""
    pattern = ESCAPED.replace("'", "''")
    return f"CASE WHEN regexp_matches({column}, '{pattern}') THEN {column}[2:] ELSE {column} END"


_OF_JSON = {34: '\\"', **{code: f"\\u{code:04x}" for code in (9, 10, 13, 29, 30, 31)}}
"""How JSON has what may stand in a text as it is, the marks that part lists included."""


def _without_numbers(column: str) -> str:
    """A text, in SQL, with the marks whose numbers it has; one that has none as it is."""
    quoted = column
    for code, written in _OF_JSON.items():
        quoted = f"replace({quoted}, chr({code}), '{written}')"
    text = f"TRY_CAST('\"' || {quoted} || '\"' AS JSON) ->> '$'"
    return f"CASE WHEN contains({column}, '\\u') THEN coalesce({text}, {column}) ELSE {column} END"


def _database(path: str, table: str | None) -> Anew:
    duckdb = require("duckdb", extra="tables")
    # A view in a file from elsewhere may name any other file, which is not for it to read.
    alone = {"enable_external_access": "false"}
    connection = duckdb.connect(str(Path(path).absolute()), read_only=True, config=alone)
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
