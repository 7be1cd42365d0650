"""Notes in files of Stata, where what a table says of itself is kept."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["labels_of", "notes_of", "with_notes"]

_NAME = 129
"""Bytes of a name in the file."""
_BEGIN = b"<characteristics>"


def notes_of(metadata: Mapping[bytes, bytes]) -> list[str]:
    """What a panel says of itself in the metadata of its table, as lines; none of records.

    Args:
        metadata: The metadata of a table of Arrow.

    Example:
        >>> notes_of({b"bilateral.panel": b'{"about": "dyad-years", "notes": ["where x"]}'})
        ['about: dyad-years', 'notes: where x']
    """
    lines: list[str] = []
    for name, value in _said(metadata).items():
        if name == "columns":
            lines += map(_of_column, value)
        elif isinstance(value, dict):
            lines += [f"{name}: {text}" for text in value.values()]
        elif isinstance(value, list):
            lines += [f"{name}: {'; '.join(value)}"] if value else []
        else:
            lines.append(f"{name}: {value}")
    return lines


def labels_of(metadata: Mapping[bytes, bytes]) -> dict[str, str]:
    """What each column of a panel holds, in short; nothing of records.

    Args:
        metadata: The metadata of a table of Arrow.
    """
    found: dict[str, str] = {}
    for one in _said(metadata).get("columns", ()):
        for field in one["fields"]:
            end = field.removeprefix(one["name"]).strip("_").replace("_", " ")
            said = {"low": "at least, ", "high": "at most, "}.get(end, f"{end}, " if end else "")
            found[field] = said + one["label"]
    return found


def _said(metadata: Mapping[bytes, bytes]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(metadata.get(b"bilateral.panel", b"{}"))
    return said


def _of_column(one: Mapping[str, Any]) -> str:
    """A column in one line: its variables, what they hold, by what rule, where it is complete."""
    parts = [
        one["label"],
        one["rule"],
        one["unit"] and f"in {one['unit']}",
        one["coverage"] and f"coverage {one['coverage']}",
        one["sources"] and f"from {'; '.join(one['sources'])}",
    ]
    return f"{', '.join(one['fields'])}: {'; '.join(part for part in parts if part)}"


def with_notes(data: bytes, notes: Sequence[str]) -> bytes:
    """A file of Stata 14 or later with notes of the data set.

    The places that the file lists of its parts are moved on.

    Args:
        data: The file without any.
        notes: The notes; ``notes`` in Stata shows them.
    """
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
