"""Records as a file of Stata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.errors import BilateralError
from bilateral.exporters.notes import labels_of, notes_of, with_notes
from bilateral.exporters.paths import needed_path
from bilateral.files.atomic import part_file

__all__ = ["stata"]

_SHORT = 2045  # bytes of a text that has its own column of a fixed width
_LABEL = 80  # characters of a label


def stata(export: Export, path: Path | None) -> Path:
    """A file of Stata 14 or later: text in UTF-8, days as days, truths as 1, 0 and missing.

    Each variable has the meaning of its column as its label. Stata has no missing text: what is
    not stated is an empty one there. What a panel says of itself is in the notes of the file.

    Args:
        export: The records.
        path: Where to write it.

    Raises:
        BilateralError: without a path, or if the file cannot be written.
        MissingExtraError: without the extras ``stata`` and ``tables``.
    """
    target = needed_path("stata", path)
    pandas = require("pandas", extra="stata")
    arrow = require("pyarrow", extra="tables")
    table = export.table()
    from bilateral.tables.schema import columns

    frame: dict[str, Any] = {}
    days: dict[str, str] = {}
    long: list[str] = []
    for name in table.column_names:
        column = table[name]
        values = column.to_pylist()
        if arrow.types.is_string(column.type):
            frame[name] = [_text(name, value) for value in values]
            if any(len(text.encode()) > _SHORT for text in frame[name]):
                long.append(name)
        elif arrow.types.is_date(column.type):
            frame[name] = pandas.Series(values, dtype="datetime64[s]")
            days[name] = "td"
        elif arrow.types.is_integer(column.type) and not column.null_count:
            frame[name] = pandas.Series(values, dtype="int64")
        else:
            frame[name] = pandas.Series(values, dtype="float64")
    meanings = {name: columns()[name].meaning for name in frame if name in columns()}
    meanings |= labels_of(table.schema.metadata or {})
    labels = {name: text[:_LABEL] for name, text in meanings.items() if name in frame}
    notes = notes_of(table.schema.metadata or {})
    with part_file(target) as part:
        with part.open("wb") as handle:
            pandas.DataFrame(frame).to_stata(
                handle,
                write_index=False,
                version=118,
                convert_dates=days,
                convert_strl=long,
                variable_labels=labels,
            )
        if notes:
            part.write_bytes(with_notes(part.read_bytes(), notes))
    return target


def _text(name: str, value: str | None) -> str:
    if value is not None and "\x00" in value:
        raise BilateralError("a text that Stata cannot hold", field=name, found=value[:40])
    return value or ""
