"""``convert``, ``merge`` and ``diff``: datasets in another form, together, against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from bilateral.cli.commands import COMMANDS
from bilateral.cli.console import numbered, say, show, table
from bilateral.cli.formats import DOCUMENTS, format_of
from bilateral.cli.opening import dataset_of
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.collection.dataset import Dataset
    from bilateral.collection.merge import Change

__all__ = ["check_target", "convert", "diff", "merge", "one_file", "write_dataset"]

_Output = Annotated[str | None, Parameter(name=["--output", "-o"])]


def convert(data: str, target: str | None = None, /, *, output: _Output = None) -> None:
    """Write a dataset in the format of a file's ending.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        target: The file: .toml, .json, .jsonl, .csv, .xlsx, .dta, .parquet or .gexf.
        output: The same.
    """
    path = check_target(one_file("convert", target, output), [data])
    write_dataset(dataset_of(data), path)


def merge(first: str, /, *others: str, output: _Output = None) -> None:
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


def diff(old: str, new: str, /) -> int:
    """Tell what another dataset adds, lacks and has otherwise; exit 1 if anything.

    Args:
        old: A built-in dataset, a file, a folder, or Parquet files.
        new: Another, such as a later version.
    """
    found = dataset_of(old).diff(dataset_of(new))
    if not found:
        say("no difference")
        return 0
    for mark, records in (("+", found.added), ("-", found.removed)):
        rows = [(f"{mark} {record.id}", record.title) for record in records]
        if rows:
            say(f"{numbered(len(rows), 'record')} {'added' if mark == '+' else 'removed'}")
            show(table((), rows))
    for what, changes in (
        ("records", found.changed),
        ("actors", found.actors),
        ("sources", found.sources),
        ("info", found.info),
    ):
        if changes:
            say(f"changed in {what}")
            show(table(("id", "field", "old", "new"), _changed(changes)))
    return 1


def _changed(changes: Iterable[Change]) -> Iterator[tuple[object, ...]]:
    for change in changes:
        yield change.id, change.field, _short(change.old), _short(change.new)


def _short(value: object) -> object:
    if value is None:
        return None
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 200 else f"{text[:197]}..."


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
