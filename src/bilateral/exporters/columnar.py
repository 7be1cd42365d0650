"""Records as Parquet, with the metadata."""

from __future__ import annotations

from pathlib import Path

from bilateral._plugins import require
from bilateral.collection.columns import with_plain_texts
from bilateral.collection.tabular import Export
from bilateral.exporters.paths import needed_path
from bilateral.files.atomic import part_file

__all__ = ["parquet"]


def parquet(export: Export, path: Path | None) -> Path:
    """A Parquet file.

    Args:
        export: The records.
        path: Where to write it.

    Raises:
        BilateralError: without a path, or if the file cannot be written.
        MissingExtraError: without the extra ``tables``.
    """
    target = needed_path("parquet", path)
    table = export.table(coded=True)
    from bilateral.tables.schema import columns
    from bilateral.tables.seals import write_sealed

    with part_file(target) as part:
        if set(columns()) <= set(table.column_names):  # not some columns, or counts
            write_sealed(table, part)
        else:
            library = require("pyarrow.parquet", extra="tables")
            library.write_table(with_plain_texts(table), part)
    return target
