"""Frames of pandas, polars, Arrow and others as the tables that a reader reads."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, TypeGuard

import attrs

from bilateral._plugins import require
from bilateral.errors import ReadError, first_line
from bilateral.readers.files import SourceFile
from bilateral.readers.limits import Limits
from bilateral.readers.values import as_text

__all__ = ["FrameFile", "FrameLike", "is_frame", "source_of"]

_NAME = "frame, not a file"


class FrameLike(Protocol):
    """A frame of any library that narwhals knows."""

    @property
    def columns(self) -> Any:  # names, or what a library has in their place
        """What makes it a frame."""


def is_frame(value: object) -> TypeGuard[FrameLike]:
    """Whether something has columns, and so is not several of something."""
    return hasattr(type(value), "columns")


@attrs.frozen
class FrameFile(SourceFile):
    """A frame in place of a file, with the hash of what it would be as CSV.

    The line of a row is its number, from 1. An index of pandas is no column.
    """

    _frame: Any = attrs.field(default=None, eq=False, repr=False)  # of narwhals, put off

    @classmethod
    def of(cls, frame: FrameLike) -> FrameFile:
        """The table that a frame is.

        Args:
            frame: The frame; one that is lazy is computed.

        Raises:
            ReadError: if it is none.
            MissingExtraError: without the extra ``tables``.
        """
        narwhals = require("narwhals", extra="tables")
        try:
            known = narwhals.from_native(frame)
            if isinstance(known, narwhals.LazyFrame):
                known = known.collect("pyarrow")
            digest = hashlib.sha256()
            writer = csv.writer(_Digesting(digest.update))
            writer.writerows(_texts(known))
        except Exception as error:
            what = "an unreadable frame" if is_frame(frame) else "neither a path nor a frame"
            raise ReadError(
                f"{what} ({first_line(error)})",
                found=type(frame),
                expected="a frame of pandas, polars, Arrow or DuckDB, or the path of a file",
            ) from error
        return cls(Path(_NAME), digest.hexdigest(), None, has_nul=True, frame=known)

    def texts(self) -> Iterator[list[str]]:
        """The names of its columns, and the texts of each row."""
        return _texts(self._frame)


def source_of(path: str | os.PathLike[str] | FrameLike, limits: Limits | None = None) -> SourceFile:
    """The file of a path, or the frame in place of one.

    Args:
        path: The path or frame.
        limits: How much may be in a file.

    Raises:
        BilateralError: as of :meth:`SourceFile.at` and :meth:`FrameFile.of`.
    """
    if isinstance(path, str | os.PathLike):
        return SourceFile.at(path, limits)
    return FrameFile.of(path)


@attrs.frozen
class _Digesting:
    """What a writer of CSV writes to, to digest it."""

    update: Any  # of a hash

    def write(self, text: str) -> None:
        self.update(text.encode("utf-8", "surrogatepass"))


def _texts(frame: Any) -> Iterator[list[str]]:  # of narwhals
    yield [str(name).strip() for name in frame.columns]
    for row in frame.iter_rows():
        yield [as_text(value) for value in row]
