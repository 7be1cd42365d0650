"""From what a user types for a dataset to the dataset: a name, a file, a folder, a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bilateral._paths import is_there
from bilateral.cli.console import complain
from bilateral.errors import BilateralError, UnknownFileError, near_names

if TYPE_CHECKING:
    from bilateral.collection.dataset import Dataset
    from bilateral.tables.table import Table

__all__ = [
    "DOCUMENTS",
    "as_typed",
    "dataset_of",
    "files_under",
    "is_document",
    "is_mapping",
    "mapped",
    "opened",
    "own_file",
]

DOCUMENTS = (".json", ".jsonl", ".toml")
_TABLES = (".parquet", ".duckdb", ".db")
_BEGINNING = 400  # bytes, in which a document says that it is one


def opened(data: str) -> Dataset | Table:
    """The dataset or table that a word names.

    Args:
        data: Name of a built-in dataset; a file of the package or of research; a folder of
            either; a Parquet or DuckDB file, or a pattern of such.

    Raises:
        BilateralError: if it is none of these.
    """
    from bilateral.datasets import available, load

    if data in available():
        return load(data)
    path = Path(data)
    if not is_there(path) and not ("*" in data or "://" in data):
        raise BilateralError(
            "no such dataset or file",
            found=data,
            expected=f"a file, a folder, or one of {', '.join(available())}",
            near=near_names(data, available()),
        )
    if _is_table(path):
        from bilateral.tables import scan

        return scan(data)
    return _of_files(path)


def dataset_of(data: str) -> Dataset:
    """The same with all records in memory."""
    from bilateral.collection.dataset import Dataset

    found = opened(data)
    return found if isinstance(found, Dataset) else found.any_status().to_dataset()


def files_under(path: Path) -> Sequence[Path]:
    """A file, or the files of a folder.

    Raises:
        BilateralError: if the folder has none.
    """
    from bilateral.readers.files import files_in

    found = files_in(path)
    if not found:
        raise BilateralError("a folder without files", file=str(path))
    return found


def as_typed(error: UnknownFileError) -> UnknownFileError:
    """The error of a file of no known data set, with what is typed here instead of called."""
    if isinstance(error.found, list):
        error.expected = f"--reader with one of {', '.join(error.found)}"
    else:
        error.expected = f"one of those that 'bilateral readers' lists; or {mapped(error.file)}"
    return error


def mapped(file: str | None) -> str:
    """What is typed for a file that no reader knows."""
    return f"a mapping of its columns: bilateral read {file or 'FILE'} --draft --mapping map.toml"


def is_document(path: Path) -> bool:
    """Whether a file is a dataset of this package, by its ending and its beginning."""
    if path.suffix.lower() not in DOCUMENTS:
        return False
    if path.suffix.lower() == ".toml" or not is_there(path):
        return True  # there are no research files of this ending
    with path.open("rb") as file:
        return b'"bilateral"' in file.read(_BEGINNING)


def own_file(path: Path) -> str | None:
    """What a file of this package is, with the command that takes it; None of any other file."""
    if not is_there(path) or not path.is_file():
        return None
    if is_mapping(path):
        return f"a mapping of this package; see: bilateral read FILE --mapping {path}"
    if is_document(path):
        return f"a dataset of this package; see: bilateral validate {path}"
    if _is_table(path) and _has_records(path):
        return f"a table of this package; see: bilateral ask {path}"
    return None


def is_mapping(path: Path) -> bool:
    """Whether a file is a mapping of columns, by its beginning."""
    with path.open("rb") as file:
        return b'"bilateral-mapping"' in file.read(_BEGINNING)


def _has_records(path: Path) -> bool:
    """Whether a table has the columns of records."""
    if path.suffix.lower() != ".parquet":
        return True
    from pyarrow import ArrowException, parquet

    try:
        return {"id", "pair", "kind"} <= {*parquet.read_schema(path).names}
    except (ArrowException, OSError):
        return False


def _is_table(path: Path) -> bool:
    if is_there(path) and path.is_dir():
        return next(path.rglob("*.parquet"), None) is not None
    if not is_there(path) or not path.is_file() or path.suffix.lower() in _TABLES:
        return True
    with path.open("rb") as file:
        head = file.read(_BEGINNING).replace(b'"', b"")
    return head.startswith(b"id,pair,kind,")


def _of_files(path: Path) -> Dataset:
    from bilateral.files import load_file
    from bilateral.readers import read

    files = files_under(path)
    if all(map(is_document, files)):
        first, *others = map(load_file, files)
        for other in others:
            first = first.merge(other)
        return first
    try:
        found, report = read(path)
    except UnknownFileError as error:
        raise as_typed(error) from error
    if report.refused or report.unresolved:
        names = len({one.name for one in report.unresolved})
        complain(
            f"{path}: rows refused: {report.refused} of {report.seen}; names unresolved: {names}; "
            f"see: bilateral read {path}"
        )
    return found
