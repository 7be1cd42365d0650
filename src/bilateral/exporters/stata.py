"""Tables as files of Stata, with what they say of themselves in its notes."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bilateral._plugins import require
from bilateral.collection.tabular import Export
from bilateral.errors import BilateralError
from bilateral.exporters.paths import needed_path
from bilateral.files.atomic import part_file

__all__ = ["stata_file"]

_NAME, _LONGEST = 129, 32
"""Bytes of a name in the file, and characters of the name of a variable."""
_BEGIN = b"<characteristics>"


def stata_file(export: Export, path: Path | None) -> Path:
    """A file of Stata 14 and later.

    The metadata of the table are notes of the data set (``notes`` shows them), one for each line.
    Truths are 0 and 1; what is not known is the missing value, and never 0.

    Args:
        export: The table.
        path: Where to write it.

    Raises:
        BilateralError: without a path, if the file cannot be written, or a name is too long.
        MissingExtraError: without the extra ``stata``.
    """
    target = needed_path("stata", path)
    library = require("pyreadstat", extra="stata")
    require("pandas", extra="pandas")
    table = export.table()
    for name in table.column_names:
        if len(name) > _LONGEST:
            raise BilateralError(
                "a name that is too long for Stata",
                field=name,
                expected=f"{_LONGEST} characters at most",
            )
    notes = _notes(table.schema.metadata or {})
    with part_file(target) as part:
        library.write_dta(_plain(table), str(part), version=15)
        part.write_bytes(_with_notes(part.read_bytes(), notes))
    return target


def _plain(table: Any) -> Any:  # a table of Arrow, and a frame of pandas
    """The frame with truths as numbers, and lists as texts."""
    arrow = require("pyarrow", extra="tables")
    for place, field in enumerate(table.schema):
        if arrow.types.is_boolean(field.type):
            made = table[field.name].cast(arrow.int8()).cast(arrow.float64())
        elif arrow.types.is_nested(field.type):
            texts = [None if v is None else json.dumps(v) for v in table[field.name].to_pylist()]
            made = arrow.array(texts, arrow.string())
        else:
            continue
        table = table.set_column(place, field.name, made)
    return table.to_pandas()


def _notes(metadata: dict[bytes, bytes]) -> list[str]:
    """The metadata as lines: those of a JSON object by its entries."""
    lines: list[str] = []
    for key, text in metadata.items():
        try:
            said = json.loads(text)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            lines.append(f"{key.decode()}: {text.decode()}")
            continue
        for name, value in said.items():
            several = value if isinstance(value, list) else [value]
            texts = (one if isinstance(one, str) else json.dumps(one) for one in several)
            lines += [f"{name}: {text}" for text in texts]
    return lines


def _with_notes(data: bytes, notes: Sequence[str]) -> bytes:
    """The file with notes of the data set, and the places of what comes after moved on."""
    if not notes:
        return data
    numbered = [("note0", str(len(notes))), *((f"note{i}", n) for i, n in enumerate(notes, 1))]
    block = b"".join(_characteristic(name, text) for name, text in numbered)
    at = data.index(_BEGIN) + len(_BEGIN)
    data = data[:at] + block + data[at:]
    start = data.index(b"<map>") + len(b"<map>")
    places = struct.unpack("<14Q", data[start : start + 112])
    moved = [place + len(block) if place >= at else place for place in places]
    return data[:start] + struct.pack("<14Q", *moved) + data[start + 112 :]


def _characteristic(name: str, text: str) -> bytes:
    said = text.encode()[:67_000] + b"\0"
    body = b"_dta".ljust(_NAME, b"\0") + name.encode().ljust(_NAME, b"\0") + said
    return b"<ch>" + struct.pack("<I", len(body)) + body + b"</ch>"
