"""One function for each data set, which reads files of it and takes the options of its reader."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol

from bilateral.readers.driver import Import, Paths, Progress, read
from bilateral.readers.ledger import OwnNames
from bilateral.readers.mapping import RecordMapping
from bilateral.readers.sets.gdelt.events import Duplicates, Gdelt
from bilateral.readers.sets.un_treaties import UnTreaties

__all__ = [
    "ReadFiles",
    "read_atop",
    "read_colt",
    "read_desta",
    "read_gdelt",
    "read_icews",
    "read_mapped",
    "read_polecat",
    "read_sipri",
    "read_uk_treaties",
    "read_un_treaties",
    "read_us_visits",
    "read_visits",
    "read_wti",
]


class ReadFiles(Protocol):
    """A function that reads files of one data set whose reader has no options."""

    __name__: str

    def __call__(
        self,
        path: Paths,
        *,
        strict: bool = False,
        progress: Progress = None,
        names: OwnNames | None = None,
    ) -> Import:
        """Read a file or several; as :func:`bilateral.read`, but of one data set."""


def _of(name: str) -> ReadFiles:
    def read_files(
        path: Paths,
        *,
        strict: bool = False,
        progress: Progress = None,
        names: OwnNames | None = None,
    ) -> Import:
        return read(path, name, strict=strict, progress=progress, names=names)

    read_files.__name__ = read_files.__qualname__ = f"read_{name.replace('-', '_')}"
    read_files.__doc__ = f"""Read files of the reader ``{name}``; as :func:`read`, but of this one.

    Args:
        path: The file, or the files.
        strict: Whether the first row that is refused raises.
        progress: As for :func:`read`.
        names: As for :func:`read`.

    Raises:
        BilateralError: if a file is none of this data set; what its header lacks is named.
    """
    return read_files


read_atop = _of("atop")
read_colt = _of("colt")
read_desta = _of("desta")
read_icews = _of("icews")
read_polecat = _of("polecat")
read_sipri = _of("sipri")
read_uk_treaties = _of("uk-treaties")
read_us_visits = _of("us-visits")
read_visits = _of("visits")
read_wti = _of("wti")


def read_gdelt(
    path: Paths,
    *,
    duplicates: Duplicates = "keep",
    strict: bool = False,
    progress: Progress = None,
    names: OwnNames | None = None,
) -> Import:
    """Read files of GDELT events; as :func:`read`, but of this data set alone.

    Args:
        path: The file, or the files; each is looked through for duplicates by itself.
        duplicates: ``"keep"`` makes a record of each report of an event, ``"one-a-day"`` of the
            first of a day.
        strict: Whether the first row that is refused raises.
        progress: As for :func:`read`.
        names: As for :func:`read`.

    Raises:
        BilateralError: if a file is none of this data set; what its header lacks is named.
        UnknownNameError: if ``duplicates`` is neither.
    """
    return read(path, Gdelt(duplicates), strict=strict, progress=progress, names=names)


def read_un_treaties(
    path: Paths,
    *,
    treaty: str | None = None,
    strict: bool = False,
    progress: Progress = None,
    names: OwnNames | None = None,
) -> Import:
    """Read tables of the United Nations Treaty Collection; as :func:`read`, but of it alone.

    Args:
        path: The file, or the files.
        treaty: Title of the treaty, which the tables do not state; by default the name of each
            file.
        strict: Whether the first row that is refused raises.
        progress: As for :func:`read`.
        names: As for :func:`read`.

    Raises:
        BilateralError: if a file is none of this data set; what its header lacks is named.
    """
    return read(path, UnTreaties(treaty), strict=strict, progress=progress, names=names)


def read_mapped(
    path: Paths,
    mapping: RecordMapping | str | os.PathLike[str] | dict[str, Any],
    *,
    strict: bool = False,
    progress: Progress = None,
    names: OwnNames | None = None,
) -> Import:
    """Read tables by a mapping of their columns; as :func:`read` with the mapping as its reader.

    Args:
        path: The file, or the files, or a frame of pandas, polars, Arrow or DuckDB.
        mapping: Which column is which field; or the file that says so, or what is in it.
        strict: Whether the first row that is refused raises.
        progress: As for :func:`read`.
        names: As for :func:`read`.

    Raises:
        BilateralError: if a file has not the columns of the mapping; what it lacks is named. Or if
            there is no such mapping.
    """
    reader = Path(mapping) if isinstance(mapping, str) else mapping
    return read(path, reader, strict=strict, progress=progress, names=names)
