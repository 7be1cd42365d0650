"""``read``, ``check`` and ``readers``: research files, and what becomes of their rows."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from bilateral._paths import is_there
from bilateral.cli.completing import readers
from bilateral.cli.console import numbered, say, show, side, table
from bilateral.cli.joining import check_target, write_dataset
from bilateral.cli.names import NameTable
from bilateral.cli.opening import as_typed, files_under, mapped, own_file
from bilateral.errors import BilateralError, MissingFileError, UnknownFileError

if TYPE_CHECKING:
    from bilateral.readers import Reader

__all__ = ["check", "list_readers", "read_files"]

_BLOCK = 1 << 20
_FEW = 10  # files that are named
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".dta", ".gz", ".zip", ".xml", ".json")


def read_files(
    *files: Annotated[Path, Parameter(required=True)],
    reader: Annotated[str | None, Parameter(completer=readers)] = None,
    mapping: Path | None = None,
    draft: bool = False,
    names: Annotated[
        Path | None,
        Parameter(
            help="A table name,state of what names stand for; it is made if it is not there, and "
            "unresolved names are added to it, to be filled in."
        ),
    ] = None,
    to: str | None = None,
    strict: bool = False,
    day_first: Annotated[bool | None, Parameter(negative="--month-first")] = None,
) -> int:
    """Read research files and print what became of every row.

    The data set is known by the columns. Exit 1 if rows were refused.

    Args:
        files: Files, plain or packed, or folders of them.
        reader: Name of the reader, as `readers` lists them; by default by the columns.
        mapping: A mapping of columns, TOML or JSON.
        draft: Write a first mapping of the file to --mapping, to be finished.
        names: A table name,state of what names stand for.
        to: Write the dataset: .toml, .json, .jsonl, .csv, .xlsx, .dta, .parquet or .gexf.
        strict: Stop at the first row that is refused.
        day_first: 01/06/2018 is the first of June; with --month-first the sixth of January.
    """
    from bilateral.readers import RecordMapping, read

    if draft:
        _draft(files, mapping, others=bool(reader or names or to or strict))
        return 0
    if mapping and reader:
        raise BilateralError("a mapping and a reader", expected="one of --mapping and --reader")
    given = [*files, *([mapping] if mapping else []), *([names] if names else [])]
    target = None if to is None else check_target(to, given)
    known = NameTable.of(names) if names else None
    _refuse_own(files)
    paths = files[0] if len(files) == 1 else files
    try:
        with _progress(files) as told:
            found = read(
                paths,
                RecordMapping.load(mapping) if mapping else reader,
                strict=strict,
                progress=told,
                names=known.states if known else None,
                day_first=day_first,
            )
    except UnknownFileError as error:
        raise as_typed(error) from error
    except BilateralError as error:
        error.expected = error.expected and _typed(error.expected)
        raise
    say(_typed(str(found.report)))
    if known is not None and (added := known.with_unresolved(found.report.unresolved)):
        added.save()
        say(f"to be filled in: {added.path} (names without a state: {len(added.open)})")
    if target is not None:
        write_dataset(found.dataset, target)
    return 1 if found.report.refused else 0


def _typed(text: str) -> str:
    """A text with the option that is typed here instead of the keyword of Python."""
    return text.replace("day_first=", "--day-first")


def _refuse_own(files: Sequence[Path]) -> None:
    """Refuse a folder without files, and what this package wrote: it is there to be asked."""
    for path in files:
        if is_there(path) and path.is_dir():
            files_under(path)
        known = own_file(path)
        if known is not None:
            raise BilateralError(known, file=str(path))


def _draft(files: tuple[Path, ...], mapping: Path | None, *, others: bool) -> None:
    """Write a first mapping of a file."""
    from bilateral.readers import save_draft

    if mapping is None or len(files) != 1 or others:
        raise BilateralError("a draft of what?", expected="one file, --draft and --mapping")
    say(f"written: {save_draft(files[0], mapping)}; look through it, then read the file with it")


def check(folder: Path, /) -> int:
    """Read every file of a folder and print a line for each; write nothing.

    Exit 1 if a file was not read, or a row refused.

    Args:
        folder: The folder, with those in it; or a file.
    """
    from bilateral.readers.check import verdicts

    if not is_there(folder):
        raise MissingFileError("no such folder or file", file=str(folder))
    sound = True
    unknown: list[Path] = []
    for path in _counted(files_under(folder)):
        if (known := own_file(path)) is not None:
            say(f"{path}: {known}")
            continue
        for verdict in verdicts(path):
            if verdict.is_known:
                say(str(verdict))
            else:
                unknown.append(path)
            sound = sound and verdict.problem is None and not verdict.refused
    if unknown:
        _tell_unknown(unknown)
    return 0 if sound else 1


def _tell_unknown(files: Sequence[Path]) -> None:
    """The files of no known data set, those first that look like tables."""
    ordered = sorted(files, key=lambda path: path.suffix.lower() not in _TABLES)
    say(f"of no data set that is known: {numbered(len(files), 'file')}")
    for path in ordered[:_FEW]:
        say(f"  {path}")
    if len(files) > _FEW:
        say(f"  ... and {len(files) - _FEW:,} more")
    say(f"those that are: bilateral readers. If there are data in one, {mapped(None)}")


def list_readers(name: Annotated[str | None, Parameter(completer=readers)] = None, /) -> None:
    """List the data sets that can be read, with their terms.

    Args:
        name: Only this one, with all that is to be known of it.
    """
    from bilateral.readers import reader_named, readers as known

    if name is not None:
        _tell(reader_named(name)())
        return
    for one, reader in known().items():
        about = reader().data_set
        say(f"{one}: {about.title}\n  {about.licence}")


def _tell(reader: Reader) -> None:
    """All that is to be known of a reader."""
    about = reader.data_set
    say(f"{about.title}\n")
    rows = [
        ("at", about.url),
        ("covers", about.covers),
        ("versions", about.versions),
        ("terms", about.licence),
        ("cite", about.citation),
    ]
    show(table((), [row for row in rows if row[1]]))
    for layout in reader.layouts:
        say(f"\ncolumns of the layout {layout.name}\n  {', '.join(layout.columns)}")
    say(f"\nread it: bilateral read FILE --reader {reader.name}")


def _counted(files: Sequence[Path]) -> Iterator[Path]:
    """The files, with how many of them are done told on a terminal."""
    console = side()
    if not console.is_terminal or len(files) < 2:
        yield from files
        return
    from rich.progress import track

    yield from track(files, "checking", console=console, transient=True)


@contextmanager
def _progress(files: tuple[Path, ...]) -> Iterator[Callable[[int], None] | bool]:
    """Tell on a terminal how many of all rows have been read; False elsewhere."""
    console = side()
    if not console.is_terminal:
        yield False
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    total = sum(map(_lines_in, _plain_files(files)))
    columns = ("reading", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("rows", total=total or None)
        done = last = 0

        def told(rows: int) -> None:
            nonlocal done, last
            if rows < last:  # the next file
                done += last
            last = rows
            bar.update(task, completed=done + rows)

        yield told


def _plain_files(files: tuple[Path, ...]) -> Iterator[Path]:
    from bilateral.readers.files import files_in

    for file in files:
        yield from files_in(file)


def _lines_in(path: Path) -> int:
    """About how many rows a file of text has; 0 if that cannot be told quickly."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
    except (OSError, EOFError):
        return 0
