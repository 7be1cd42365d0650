"""An Arrow table of records in the form that someone wants it in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bilateral._plugins import require
from bilateral.errors import BilateralError
from bilateral.files.atomic import binary_file
from bilateral.model.vocabulary import unknown_name
from bilateral.tables.arrow import METADATA

__all__ = ["exported"]

_FORMATS = ("arrow", "pandas", "polars", "duckdb", "parquet")


def exported(
    table: pa.Table, form: str, path: str | os.PathLike[str] | None
) -> Any:  # what the format's library has for a table
    """The table in a format.

    Args:
        table: Rows of records, with their metadata.
        form: ``"arrow"``, ``"pandas"``, ``"polars"``, ``"duckdb"`` or ``"parquet"``.
        path: Where to write Parquet; only for that.

    Raises:
        UnknownNameError: if there is no such format.
        BilateralError: if a path is given or missing where it should not be.
        MissingExtraError: if the library that it takes is not installed.
    """
    if form not in _FORMATS:
        error = unknown_name("format", form, _FORMATS, listed=True)
        error.problem += " (what goes to an actor is found with 'towards')"
        raise error
    if (path is not None) != (form == "parquet"):
        raise BilateralError(
            "a path goes with the format 'parquet', and only with it",
            field="path",
            found=path,
        )
    match form:
        case "pandas":
            pd = require("pandas", extra="pandas")
            frame = table.to_pandas(types_mapper=pd.ArrowDtype)
            text = (table.schema.metadata or {}).get(METADATA.encode())
            if text is not None:
                frame.attrs[METADATA] = text.decode()
            return frame
        case "polars":
            return require("polars", extra="polars").from_arrow(table)
        case "duckdb":
            return require("duckdb", extra="tables").from_arrow(table)
        case "parquet":
            file = Path(str(path))
            with binary_file(file) as handle:
                pq.write_table(table, handle, compression="zstd")
            return file
        case _:
            return table
