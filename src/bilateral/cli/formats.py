"""Formats of files: which one an ending names, and which endings there are."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bilateral._plugins import names_of
from bilateral.collection.tabular import ENDINGS
from bilateral.errors import BilateralError, near_names

__all__ = ["DOCUMENTS", "GRAPHS", "endings", "format_of", "in_words"]

DOCUMENTS = ("toml", "json", "jsonl")
"""Formats that hold a dataset with all that it says, to be loaded again."""
GRAPHS = ("gexf",)
_FRAMES = ("arrow", "duckdb", "pandas", "polars")
"""Formats that are no files, but live in a program."""
_FIRST = (*DOCUMENTS, "csv", "excel", "stata", "parquet", *GRAPHS)


def endings(*, but: Collection[str] = ()) -> dict[str, str]:
    """The endings of files that can be written, each with its format; installed ones included.

    Args:
        but: Formats that do not fit.

    Example:
        >>> list(endings(but=DOCUMENTS))[:5]
        ['.csv', '.xlsx', '.dta', '.parquet', '.gexf']
    """
    own = {name: ending for ending, name in ENDINGS.items()}
    there = [name for name in names_of("exporters") if name not in (*_FRAMES, *but)]
    there.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return {f".{own.get(name, name)}": name for name in there}


def format_of(path: Path, *, but: Collection[str] = (), hint: str = "") -> str:
    """The format that the ending of a file names.

    Args:
        path: The file.
        but: Formats that do not fit.
        hint: What else is said where it is one of these.

    Raises:
        BilateralError: with the endings that there are, if it is none of them.

    Example:
        >>> format_of(Path("answer.xlsx"))
        'excel'
    """
    known = endings(but=but)
    ending = path.suffix.lower()
    if ending in known:
        return known[ending]
    rest = hint if ending in endings() else ""
    raise BilateralError(
        "unknown ending of a file" if ending else "a file without an ending",
        found=str(path),
        expected=f"{in_words([*known])}{rest}",
        near=near_names(ending, known),
    )


def in_words(names: Collection[str]) -> str:
    """Names as a list to choose from.

    Example:
        >>> in_words([".csv", ".xlsx", ".dta"])
        '.csv, .xlsx or .dta'
    """
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
