"""What would come of the files of a folder: ``python -m bilateral.readers.check FOLDER``.

Every file is read, and one line says what it is and what became of its rows; nothing is written.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from bilateral.errors import BilateralError, UnknownFileError
from bilateral.readers.driver import read
from bilateral.readers.files import files_in

__all__ = ["Verdict", "main", "verdicts"]


@attrs.frozen
class Verdict:
    """What came of one file.

    Attributes:
        path: The file.
        reader: Name of the reader, with the layout; None if no reader takes it.
        seen: Rows that it has.
        read: Rows that were read.
        refused: Rows that were refused.
        records: Records made.
        unresolved: Names of states that are not known for sure.
        seconds: What it took.
        problem: Why nothing was read, if nothing was.
        is_known: Whether it is of a data set that is known, or nearly of one.
    """

    path: Path
    reader: str | None = None
    seen: int = 0
    read: int = 0
    refused: int = 0
    records: int = 0
    unresolved: int = 0
    seconds: float = 0.0
    problem: str | None = None
    is_known: bool = True

    def __str__(self) -> str:
        if self.problem is not None:
            return f"{self.path}: {self.problem}"
        names = f"; {_many(self.unresolved, 'name')} unresolved" if self.unresolved else ""
        return (
            f"{self.path}: {self.reader}, {_many(self.seen, 'row')} seen = {self.read:,} read + "
            f"{self.refused:,} refused, {_many(self.records, 'record')}{names}; "
            f"{self.seconds:.1f} s"
        )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def verdicts(folder: Path) -> Iterator[Verdict]:
    r"""Read every file of a folder, one after the other.

    Args:
        folder: The folder, with those in it; or one file.

    Raises:
        MissingFileError: if there is no such folder.

    Example:
        >>> import pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> text = "date,visitor,host\n2018,PAK,RUS\n"
        >>> _ = (folder / "v.csv").write_text(text, encoding="utf-8")
        >>> [(one.reader, one.seen, one.read) for one in verdicts(folder)]
        [('visits plain', 1, 1)]
    """
    for path in files_in(folder):
        start = time.process_time()
        try:
            report = read(path, progress=False).report
        except BilateralError as error:
            told = error.in_one_line().removeprefix(f"{path}: ")
            yield Verdict(path, problem=told, is_known=not isinstance(error, UnknownFileError))
            continue
        yield Verdict(
            path,
            f"{report.reader} {report.layout}",
            report.seen,
            report.read,
            report.refused,
            report.records,
            len({one.name for one in report.unresolved}),
            time.process_time() - start,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each file.

    Args:
        arguments: Those of the command line by default.

    Returns:
        0 if every file was read and no row refused, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m bilateral.readers.check", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder, or a file")
    is_sound = True
    try:
        for verdict in verdicts(parser.parse_args(arguments).folder):
            sys.stdout.write(f"{verdict}\n")
            sys.stdout.flush()
            is_sound = is_sound and verdict.problem is None and not verdict.refused
    except BilateralError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0 if is_sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
