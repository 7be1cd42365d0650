"""Records as frames of other libraries: PyArrow, pandas, polars, and relations of DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.exporters.paths import refuse_path

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from duckdb import DuckDBPyRelation

__all__ = ["arrow", "duckdb", "pandas", "polars"]


def arrow(export: Export, path: Path | None) -> pa.Table:
    """An Arrow table, with the metadata.

    Args:
        export: The records.
        path: None.
    """
    refuse_path("arrow", path)
    return export.table(coded=True)


def pandas(export: Export, path: Path | None) -> pd.DataFrame:
    """A pandas frame of Arrow types, with the metadata in its ``attrs``.

    Args:
        export: The records.
        path: None.

    Raises:
        MissingExtraError: without the extra ``pandas``.
    """
    refuse_path("pandas", path)
    library = require("pandas", extra="pandas")
    table = export.table()
    frame: pd.DataFrame = table.to_pandas(types_mapper=library.ArrowDtype)
    frame.attrs.update(
        {name.decode(): text.decode() for name, text in (table.schema.metadata or {}).items()}
    )
    return frame


def polars(export: Export, path: Path | None) -> pl.DataFrame:
    """A polars frame; it carries no metadata.

    Args:
        export: The records.
        path: None.

    Raises:
        MissingExtraError: without the extra ``polars``.
    """
    refuse_path("polars", path)
    library = require("polars", extra="polars")
    frame: pl.DataFrame = library.from_arrow(export.table(coded=True))
    return frame.with_columns(library.col(library.Categorical).cast(library.String))


def duckdb(export: Export, path: Path | None) -> DuckDBPyRelation:
    """A DuckDB relation; it carries no metadata.

    Args:
        export: The records.
        path: None.

    Raises:
        MissingExtraError: without the extra ``tables``.
    """
    refuse_path("duckdb", path)
    library = require("duckdb", extra="tables")
    relation: DuckDBPyRelation = library.connect().from_arrow(export.table(coded=True))
    return relation
