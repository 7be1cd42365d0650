"""Where an export goes: nowhere, to the caller as text, or to a file, all of it or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from bilateral.errors import BilateralError

__all__ = ["needed_path", "part_file", "refuse_path", "written"]


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
        BilateralError: if it cannot be written; what was there is then as it was.
    """
    if path is None:
        return text
    try:
        with part_file(path) as part:
            part.write_text(text, encoding="utf-8", newline="")
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise BilateralError(
            "a text that UTF-8 cannot hold", file=str(path), found=character
        ) from None
    return path


@contextmanager
def part_file(path: Path) -> Iterator[Path]:
    """Where to write a file to that is moved to its place once the block has ended without error.

    Raises:
        BilateralError: if the file cannot be written; it is then as it was before.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    except OSError as error:
        raise BilateralError(f"cannot be written ({error.strerror})", file=str(path)) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _wrong(problem: str, path: Path | None) -> NoReturn:
    raise BilateralError(problem, field="path", found=path)
