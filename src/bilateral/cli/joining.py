"""``convert`` and ``merge``: datasets in another form, and together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from bilateral.cli.commands import COMMANDS
from bilateral.cli.completing import Data
from bilateral.cli.console import say
from bilateral.cli.formats import DOCUMENTS, format_of
from bilateral.cli.opening import dataset_of
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.collection.dataset import Dataset

__all__ = ["check_target", "convert", "merge", "one_file", "write_dataset"]

_Output = Annotated[str | None, Parameter(name=["--output", "-o"])]


def convert(data: Data, target: str | None = None, /, *, output: _Output = None) -> None:
    """Write a dataset in the format of a file's ending.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        target: The file: .toml, .json, .jsonl, .csv, .xlsx, .dta, .parquet or .gexf.
        output: The same.
    """
    path = check_target(one_file("convert", target, output), [data])
    write_dataset(dataset_of(data), path)


def merge(first: Data, /, *others: Data, output: _Output = None) -> None:
    """Write several datasets as one: what they say of one record stands side by side.

    Args:
        first: A built-in dataset, a file, a folder, or Parquet files.
        others: More of these.
        output: The file: .toml, .json, .jsonl, .csv, .xlsx, .dta, .parquet or .gexf.
    """
    path = check_target(one_file("merge", None, output), [first, *others])
    found = dataset_of(first)
    for other in others:
        found = found.merge(dataset_of(other))
    write_dataset(found, path)


def check_target(target: str, given: Iterable[str | Path]) -> Path:
    """The file to be written, if there is a format of its ending and it is none that is read.

    Args:
        target: What was typed.
        given: The files that are read.

    Raises:
        BilateralError: if it is not.
    """
    path = Path(target)
    format_of(path)
    for file in given:
        if path.resolve() == Path(file).resolve():
            raise BilateralError(
                "the file would be written over", file=str(file), expected="another"
            )
    return path


def one_file(command: str, *given: str | None) -> str:
    """The file to be written, wherever among the words it stood.

    Args:
        command: The name of the command.
        *given: What was typed in each place.

    Raises:
        BilateralError: if there is none, with an example; or if there are several.
    """
    found = [word for word in given if word is not None]
    if len(found) == 1:
        return found[0]
    if found:
        raise BilateralError("several files to write", found=" ".join(found), expected="one")
    example = next(one.examples[0] for one in COMMANDS if one.name == command)
    raise BilateralError(f"{command} needs a file to write, as in: {example}")


def write_dataset(dataset: Dataset, path: Path) -> None:
    """Write a dataset in the format of a file's ending, and say so."""
    form = format_of(path)
    if form in DOCUMENTS:
        from bilateral.files import save_file

        save_file(dataset, path)
    else:
        dataset.to(form, path)
    say(f"written: {path} (records: {len(dataset)})")
