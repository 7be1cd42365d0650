"""Files of this package where research files are read: opened if that loses nothing, else named."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from bilateral._plugins import require
from bilateral.collection.dataset import Dataset
from bilateral.errors import BilateralError, CodecError
from bilateral.files.documents import load_file
from bilateral.model.evidence import Source
from bilateral.model.ids import slug
from bilateral.readers.containers import container_of
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import likely_header
from bilateral.readers.report import DataSet, FileReport, ImportReport

__all__ = ["account_of", "own_dataset", "own_refusal"]

_DOCUMENTS = (".json", ".jsonl", ".toml")
_BEGINNING = 400  # bytes, in which a document says that it is one
_TABLE = ("id", "pair", "kind", "title")
"""The first columns of a table of this package."""


def own_dataset(path: str | os.PathLike[str]) -> Dataset | None:
    """The dataset of a file that this package has written whole; None of any other.

    A document holds all of a dataset, and so does Parquet, with actors and sources beside the rows.

    Args:
        path: The file.

    Raises:
        FaultsError: if it is a document with faults.
    """
    file = Path(path)
    if _says(file, "bilateral"):
        return load_file(file)
    if file.suffix.lower() == ".parquet" and _is_own_parquet(file):
        from bilateral.tables import scan  # only then: it takes a while to load

        return scan(file).any_status().to_dataset()
    return None


def _is_own_parquet(file: Path) -> bool:
    """Whether it is a table with what a dataset holds beside its rows."""
    from bilateral.tables.arrow import METADATA

    parquet = require("pyarrow.parquet", extra="tables")
    with suppress(OSError, ValueError):  # of what is no Parquet
        return METADATA.encode() in (parquet.read_schema(file).metadata or {})
    return False


def own_refusal(file: SourceFile) -> BilateralError | None:
    """Why a file of this package is no research file, and what opens it; None of any other."""
    path = str(file.path)
    if _says(file.path, "bilateral-mapping"):
        problem, way = "a mapping", f"read(table, RecordMapping.load({path!r}))"
    elif _says(file.path, "bilateral"):
        problem, way = "a dataset of this package", f"bilateral.load_file({path!r})"
    elif _is_table(file):
        problem = "a table of this package, without the actors and sources of its dataset"
        way = f"bilateral.scan({path!r}), or in a shell: bilateral ask {path}"
        if container_of(file) is not None:
            problem = "a table that this package has written for other programs"
            way = "the dataset that it is of, saved as .toml, .json, .parquet or .csv"
    else:
        return None
    return BilateralError(problem, file=path, expected=way)


def account_of(file: SourceFile, dataset: Dataset) -> ImportReport:
    """The account of a file of this package, all of which is read.

    Args:
        file: The file.
        dataset: What is in it.
    """
    info = dataset.info
    about = DataSet(
        id=slug(info.name),
        title=info.title or info.name,
        citation=info.citation or f"{info.title or info.name}.",
        licence=info.licence or "not stated",
        url="",
        versions=info.version or "not stated",
        covers="not stated",
    )
    number = len(dataset.records)
    account = FileReport(
        file=str(file.path),
        sha256=file.sha256,
        reader="bilateral",
        layout=file.suffix.removeprefix("."),
        encoding=file.encoding,
        data_set=about,
        source=Source(id=file.ident, title=file.path.name, sha256=file.sha256),
        coverage=info.coverage,
        seen=number,
        read=number,
        records=number,
    )
    return ImportReport([account])


def _says(file: Path, word: str) -> bool:
    """Whether a document says in its beginning that its format is of a name."""
    if file.suffix.lower() not in _DOCUMENTS:
        return False
    with suppress(OSError, ValueError), file.open("rb") as stream:  # what is no file is told later
        return f'"{word}"'.encode() in stream.read(_BEGINNING)
    return False


def _is_table(file: SourceFile) -> bool:
    if file.suffix in _DOCUMENTS:
        return False
    with suppress(CodecError):  # which is of another table
        header = likely_header(file)
        return header is not None and header.columns[: len(_TABLE)] == _TABLE
    return False
