"""Records as CSV: the columns of a table, without the metadata."""

from __future__ import annotations

from pathlib import Path

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.exporters.paths import written
from bilateral.files.formulas import FORMULA

__all__ = ["csv"]


def csv(export: Export, path: Path | None) -> str | Path:
    """Comma-separated text in UTF-8 with a line of names; text is in quotes and null is nothing.

    Text that a spreadsheet would take for a formula has an apostrophe before it, which
    :func:`bilateral.scan` takes off again, unless the export says otherwise.

    Args:
        export: The records.
        path: Where to write it, if anywhere.

    Raises:
        BilateralError: if the file cannot be written.
        MissingExtraError: without the extra ``tables``.
    """
    arrow = require("pyarrow", extra="tables")
    compute = require("pyarrow.compute", extra="tables")
    table = export.table()
    for at, column in enumerate(table.schema):
        if arrow.types.is_string(column.type) and not export.formulas:
            texts = table[column.name]
            formulas = compute.match_substring_regex(texts, FORMULA)
            escaped = compute.binary_join_element_wise("'", texts, "")
            table = table.set_column(at, column, compute.if_else(formulas, escaped, texts))
    sink = arrow.BufferOutputStream()
    require("pyarrow.csv", extra="tables").write_csv(table, sink)
    return written(sink.getvalue().to_pybytes().decode(), path)
