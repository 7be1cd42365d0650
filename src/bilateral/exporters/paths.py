"""Where an export goes: nowhere, to the caller as text, or to a file, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from bilateral.errors import BilateralError
from bilateral.files.atomic import text_file

__all__ = ["needed_path", "refuse_path", "written"]


def refuse_path(format: str, path: Path | None) -> None:
    """Refuse a path where the format is no file.

    Raises:
        BilateralError: if there is one.
    """
    if path is not None:
        _wrong(f"{format!r} is no file and takes no path", path)


def needed_path(format: str, path: Path | None) -> Path:
    """The path of a format that is a file and nothing else.

    Raises:
        BilateralError: if there is none.
    """
    if path is None:
        _wrong(f"{format!r} is a file and needs a path", path)
    return path


def written(text: str, path: Path | None) -> str | Path:
    """The text itself, or the path once it is written there.

    Args:
        text: All of it.
        path: Where to write it, if anywhere.

    Raises:
        WriteError: if it cannot be written; what was there is then as it was.
    """
    if path is None:
        return text
    with text_file(path) as handle:
        handle.write(text)
    return path


def _wrong(problem: str, path: Path | None) -> NoReturn:
    raise BilateralError(problem, field="path", found=path)
