"""The files that a path, an address or a list of them stands for."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import attrs

from bilateral._paths import is_there
from bilateral.errors import BilateralError, MissingFileError, ReadError

__all__ = ["Files", "Form", "Source", "check_packed", "files_of", "literal"]

Source: TypeAlias = str | os.PathLike[str]
Form: TypeAlias = Literal["parquet", "csv", "duckdb"]
_FORMS: tuple[tuple[str, Form], ...] = (
    (".parquet", "parquet"),
    (".csv", "csv"),
    (".csv.gz", "csv"),
    (".duckdb", "duckdb"),
    (".ddb", "duckdb"),
    (".db", "duckdb"),
)

_SIZE = 4  # bytes at the end of a packed file, which say how large it is
_RATIO = 150
_FREE = 1 << 26  # bytes that a file may unpack to, however small it was packed


@attrs.frozen
class Files:
    """Some files of one form.

    Attributes:
        form: What they are.
        paths: Those of this machine, each as it is called; none is a pattern.
        addresses: Those elsewhere, which the engine finds.
        keys: Names in folders called ``name=value``, which all of them lie in.
    """

    form: Form
    paths: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """All of them as texts."""
        return [*map(str, self.paths), *self.addresses]

    def version(self) -> Callable[[], object]:
        """What tells the size and the time of change of each of this machine, now and later."""
        paths = [path.absolute() for path in self.paths]

        def found() -> list[tuple[int, int]]:
            return [(stat.st_size, stat.st_mtime_ns) for stat in map(Path.stat, paths)]

        return found


def files_of(source: Source | Iterable[Source]) -> Files:
    """The files that a path, an address or a list of them stands for.

    What exists is taken as it is called, whatever is in its name. Of what does not, ``*`` stands
    for any part of a name and ``**`` for any folders. A folder stands for the Parquet or CSV files
    in it, at any level.

    Args:
        source: A path, an address (with ``://``), or several.

    Raises:
        MissingFileError: if there is no such file.
        BilateralError: if the files are of no known kind, or of several.
    """
    sources = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    paths: list[Path] = []
    keys: list[set[str]] = []
    addresses: list[str] = []
    for one in [os.fspath(name) for name in sources]:
        if "://" in one:
            addresses.append(one)
            continue
        for root, path in _found(Path(one)):
            paths.append(path)
            parts = path.parts[len(root.parts) : -1]
            keys.append({part.partition("=")[0] for part in parts if "=" in part})
    paths_seen = {path.absolute() for path in paths}
    if len(paths_seen) < len(paths):
        raise BilateralError("a file is named twice", found=[str(path) for path in paths][:9])
    forms = {_checked_form(name): name for name in [*map(str, paths), *addresses]}
    if len(forms) != 1 or (forms.keys() == {"duckdb"} and len(paths) + len(addresses) > 1):
        raise BilateralError(
            "no files of one kind",
            found=sorted(forms.values()) or sources,
            expected="Parquet, or CSV, or one DuckDB file",
        )
    told = set.intersection(*keys) if keys and not addresses else set()
    return Files(forms.popitem()[0], tuple(paths), tuple(addresses), tuple(sorted(told)))


def check_packed(path: Path) -> None:
    """Refuse a packed file that says it is far larger than data are.

    What is asked for is the end of the file, where a packer writes how large it was; a file of
    several parts, or beyond four gigabytes, does not say it there.

    Args:
        path: A file; one that is not packed is let through.

    Raises:
        ReadError: if it is.
    """
    if path.suffix.lower() != ".gz":
        return
    with path.open("rb") as file:
        packed = file.seek(0, os.SEEK_END)
        file.seek(max(packed - _SIZE, 0))
        size = int.from_bytes(file.read(), "little")
    if size > max(_FREE, _RATIO * packed):
        raise ReadError(
            "a file packed too well to be data",
            file=str(path),
            found=size // max(packed, 1),
            expected=f"at most {_RATIO} times as large unpacked, or the file unpacked",
        )


def literal(path: Source) -> str:
    """A path as DuckDB is to be told it, for which brackets and the like make a name a pattern."""
    return re.sub(r"([*?[])", r"[\1]", os.fspath(path))


def _form(name: str) -> Form | None:
    lowered = name.lower()
    return next((form for ending, form in _FORMS if lowered.endswith(ending)), None)


def _checked_form(name: str) -> Form:
    form = _form(name)
    if form is None:
        raise BilateralError(
            "a file of no known kind",
            file=name,
            expected="a name that ends in .parquet, .csv, .csv.gz or .duckdb; or *.parquet",
        )
    return form


def _found(path: Path) -> Iterator[tuple[Path, Path]]:
    """Each file that a path stands for, after the folder in which it was looked for.

    Raises:
        MissingFileError: if there is none.
    """
    if is_there(path):
        matches, root = [path], path
    else:
        root = next(folder for folder in path.parents if is_there(folder))
        rest = re.sub(r"([?[])", r"[\1]", str(path.relative_to(root)))
        matches = [root / name for name in sorted(_matching(rest, root))]
        if "**" in rest:  # which finds folders beside the files in them
            matches = [match for match in matches if not match.is_dir()]
    if not matches:
        raise MissingFileError("no such file", file=str(path))
    for match in matches:
        if match.is_dir():
            yield from ((root, file) for file in _within(match))
        else:
            yield (root if root != match else match.parent), match


def _matching(pattern: str, root: Path) -> list[str]:
    """The names that a pattern stands for, those with a dot before them left out as in a shell."""
    if "*" not in pattern:
        return []
    return glob.glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 - it finds hidden ones


def _within(folder: Path) -> list[Path]:
    """The files of a folder at any level, but those that writers keep for themselves."""
    if (folder / "_delta_log").is_dir():
        raise BilateralError(
            "a Delta table, whose folder also has files that are no longer in it",
            file=str(folder),
            expected="a frame of it, from DuckDB, polars or Spark",
        )
    depth = len(folder.parts)
    found = [
        file
        for file in sorted(folder.rglob("*"))
        if _form(file.name) in ("parquet", "csv")
        and not any(part.startswith((".", "_")) for part in file.parts[depth:])
        and file.is_file()
    ]
    if not found:
        raise MissingFileError(
            "no such file", file=str(folder), expected="a folder with Parquet or CSV files"
        )
    return found
