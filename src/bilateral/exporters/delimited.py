"""Records as CSV: the columns of a table, without the metadata."""

from __future__ import annotations

from pathlib import Path

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.exporters.paths import written
from bilateral.files.formulas import FORMULA, OBEYED, numbered

__all__ = ["csv"]


def csv(export: Export, path: Path | None) -> str | Path:
    """Comma-separated text in UTF-8 with a line of names; text is in quotes and null is nothing.

    Text that a spreadsheet would take for a formula has an apostrophe before it, unless the export
    says otherwise; what a terminal would obey is written as its number. :func:`bilateral.scan`
    reads both as what they were.

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
        if not arrow.types.is_string(column.type):
            continue
        texts = table[column.name].combine_chunks()
        obeyed = compute.match_substring_regex(texts, OBEYED)
        plain = [numbered(text) for text in texts.filter(obeyed).to_pylist()]
        texts = compute.replace_with_mask(texts, obeyed, arrow.array(plain, column.type))
        if not export.formulas:
            escaped = compute.binary_join_element_wise("'", texts, "")
            formulas = compute.match_substring_regex(texts, FORMULA)
            texts = compute.if_else(formulas, escaped, texts)
        table = table.set_column(at, column, texts)
    sink = arrow.BufferOutputStream()
    require("pyarrow.csv", extra="tables").write_csv(table, sink)
    return written(sink.getvalue().to_pybytes().decode(), path)
