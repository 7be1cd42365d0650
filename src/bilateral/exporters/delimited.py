"""Records as CSV: the columns of a table, without the metadata."""

from __future__ import annotations

from pathlib import Path

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.exporters.paths import written

__all__ = ["csv"]


def csv(export: Export, path: Path | None) -> str | Path:
    """Comma-separated text in UTF-8 with a line of names; text is in quotes and null is nothing.

    Args:
        export: The records.
        path: Where to write it, if anywhere.

    Raises:
        BilateralError: if the file cannot be written.
        MissingExtraError: without the extra ``tables``.
    """
    arrow = require("pyarrow", extra="tables")
    sink = arrow.BufferOutputStream()
    require("pyarrow.csv", extra="tables").write_csv(export.table(), sink)
    return written(sink.getvalue().to_pybytes().decode(), path)
