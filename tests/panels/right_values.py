"""Right values that were made independently of the library."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "right"


def every(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def right(name: str) -> dict[int, dict[str, str]]:
    """The rows of a table by year."""
    return {int(row["year"]): row for row in every(name)}


def hashed(rows: Iterable[tuple[object, ...]]) -> str:
    """The first 16 digits of the hash of rows as lines."""
    text = "".join(",".join(map(str, row)) + "\n" for row in rows)
    return sha256(text.encode()).hexdigest()[:16]
