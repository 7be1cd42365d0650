"""Records as documents: the files of the package, which need no library of tables."""

from __future__ import annotations

from pathlib import Path

from bilateral.collection.tabular import Export
from bilateral.exporters.paths import written
from bilateral.files.documents import dumps

__all__ = ["json", "jsonl", "toml"]


def json(export: Export, path: Path | None) -> str | Path:
    """The JSON document of :func:`bilateral.save_file`.

    Args:
        export: The records.
        path: Where to write it, if anywhere.

    Raises:
        BilateralError: if it is of both matches, or the file cannot be written.
    """
    return written(dumps(export.contents(), "json"), path)


def jsonl(export: Export, path: Path | None) -> str | Path:
    """The same as JSON Lines.

    Args:
        export: The records.
        path: Where to write it, if anywhere.

    Raises:
        BilateralError: if it is of both matches, or the file cannot be written.
    """
    return written(dumps(export.contents(), "jsonl"), path)


def toml(export: Export, path: Path | None) -> str | Path:
    """The same as TOML.

    Args:
        export: The records.
        path: Where to write it, if anywhere.

    Raises:
        BilateralError: if it is of both matches, or the file cannot be written.
        MissingExtraError: without the extra ``toml``.
    """
    return written(dumps(export.contents(), "toml"), path)
