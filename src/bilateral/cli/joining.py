"""``convert``, ``merge`` and ``diff``: datasets in another form, together, against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from bilateral.cli.console import say, show, table
from bilateral.cli.opening import dataset_of
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.collection.dataset import Dataset
    from bilateral.collection.merge import Change

__all__ = ["check_target", "convert", "diff", "merge", "write_dataset"]

_FORMATS = ("json", "jsonl", "toml", "parquet", "csv")


def convert(data: str, target: str, /) -> None:
    """Write a dataset in the format of a file's ending.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        target: The file: .json, .jsonl, .toml, .parquet or .csv.
    """
    path = check_target(target, [data])
    write_dataset(dataset_of(data), path)


def merge(
    first: str, /, *others: str, output: Annotated[str, Parameter(name=["--output", "-o"])]
) -> None:
    """Write several datasets as one: what they say of one record stands side by side.

    Args:
        first: A built-in dataset, a file, a folder, or Parquet files.
        others: More of these.
        output: The file: .json, .jsonl, .toml, .parquet or .csv.
    """
    path = check_target(output, [first, *others])
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
            say(f"{len(rows)} records {'added' if mark == '+' else 'removed'}")
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
    if path.suffix.lower().removeprefix(".") not in _FORMATS:
        expected = f"{', '.join(f'.{form}' for form in _FORMATS[:-1])} or .{_FORMATS[-1]}"
        raise BilateralError("unknown file format", found=target, expected=expected)
    for file in given:
        if path.resolve() == Path(file).resolve():
            raise BilateralError(
                "the file would be written over", file=str(file), expected="another"
            )
    return path


def write_dataset(dataset: Dataset, path: Path) -> None:
    """Write a dataset in the format of a file's ending, and say so."""
    form = path.suffix.lower().removeprefix(".")
    if form in ("json", "jsonl", "toml"):
        from bilateral.files import save_file

        save_file(dataset, path)
    else:
        dataset.to(form, path)
    say(f"written: {path} (records: {len(dataset)})")
