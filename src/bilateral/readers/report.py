"""What became of every row of a file that was read."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from bilateral._plugins import require
from bilateral.errors import BilateralError, UnknownFieldError, near_names, shown
from bilateral.files.atomic import text_file
from bilateral.files.formulas import formula_escaped
from bilateral.layout import html_table, in_one_line
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Source
from bilateral.model.vocabulary import unknown_name
from bilateral.readers.refusals import Faults, Joined, Listed, Refusals, RowError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DataSet", "FileReport", "ImportReport", "Unresolved"]


@attrs.frozen(kw_only=True)
class DataSet:
    """A published data set: what must be said of it wherever its data go.

    Attributes:
        id: Slug.
        title: Its title.
        citation: How its makers ask to be cited.
        licence: Its terms, in short.
        url: Where it is published.
        versions: Which versions and layouts are read, and what could not be checked.
        covers: What it claims to be complete for, in words.
    """

    id: str
    title: str
    citation: str
    licence: str
    url: str
    versions: str
    covers: str


@attrs.frozen
class Unresolved:
    """A name that stands for no actor that is known for sure.

    Its records are kept, with the name as printed and the actor unknown.

    Attributes:
        name: As printed.
        reason: Why, with the candidates.
        rows: How many times it was met.
        line: Line where it was first met.
    """

    name: str
    reason: str
    rows: int
    line: int | None


def _refusals(value: Iterable[RowError]) -> Refusals:
    return value if isinstance(value, Refusals) else Refusals(value)


@attrs.frozen(kw_only=True, repr=False)
class FileReport:
    """The account of one file. Every row of it is either read or refused.

    Attributes:
        file: The file.
        sha256: Hash of its bytes as they are on disk.
        reader: Name of the reader.
        layout: Which layout of the data set it has.
        encoding: How the text was decoded, or None of a binary file.
        data_set: The data set, with its citation and terms.
        source: The source that the records cite.
        coverage: What the file claims to be complete for.
        seen: Rows that the file has, header and preamble left aside.
        read: Rows that were read.
        refusals: Rows that were not, each with its line, column, value and the reason.
        records: Records made. One row may make several, or several rows one.
        unresolved: Names that could not be resolved, most frequent first.
        unused_columns: Columns of a table read by a mapping that no rule takes, in their order.
        notes: What else was seen, such as text that was mended.
    """

    file: str
    sha256: str
    reader: str
    layout: str
    encoding: str | None
    data_set: DataSet
    source: Source
    coverage: tuple[Coverage, ...] = ()
    seen: int
    read: int
    refusals: Refusals = attrs.field(factory=Refusals, converter=_refusals)
    records: int
    unresolved: tuple[Unresolved, ...] = ()
    unused_columns: tuple[str, ...] = ()
    notes: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def refused(self) -> int:
        """Rows that were refused."""
        return len(self.refusals)

    @property
    def faults(self) -> Faults:
        """Everything that is wrong in those rows, of which each may have several faults."""
        return self.refusals.faults

    def __str__(self) -> str:
        encoding = f", {self.encoding}" if self.encoding else ""
        head = [
            f"{in_one_line(self.file)}: {self.data_set.title}, layout {self.layout}{encoding}",
            _account(self),
        ]
        faults = [fault.in_one_line() for fault in self.faults[:_SHOWN]]
        lines = [*head, *_left(self.unused_columns)]
        lines += _listed("refused", faults, len(self.faults))
        names = _by_name(self.unresolved)
        lines += _listed("unresolved names", names, len(names))
        remarks = [f"{in_one_line(text)} ({_times(number)})" for text, number in self.notes.items()]
        return "\n".join([*lines, *_listed("remarks", remarks, len(remarks))])

    def __repr__(self) -> str:
        return f"<FileReport {in_one_line(self.file)}: {_sum(self)}>"


def _files(value: Iterable[FileReport]) -> tuple[FileReport, ...]:
    return tuple(value)


@attrs.frozen(repr=False)
class ImportReport:
    """The account of one import, of one file or several: its numbers are the sums of theirs.

    What only a single file has, such as its hash, is that of the file; of several it is to be
    asked of each of ``files``.

    Attributes:
        files: The account of each file, in order.
    """

    files: tuple[FileReport, ...] = attrs.field(converter=_files)

    def _single(self) -> FileReport:
        if len(self.files) == 1:
            return self.files[0]
        raise BilateralError(
            "an account of several files", found=len(self.files), expected="one of its .files"
        )

    @property
    def file(self) -> str:
        """The file, if it is one; several raise a BilateralError, here and below."""
        return self._single().file

    @property
    def sha256(self) -> str:
        """Hash of the bytes of the one file."""
        return self._single().sha256

    @property
    def reader(self) -> str:
        """Name of the reader of the one file."""
        return self._single().reader

    @property
    def layout(self) -> str:
        """Which layout of the data set the one file has."""
        return self._single().layout

    @property
    def encoding(self) -> str | None:
        """How the text of the one file was decoded, or None of a binary file."""
        return self._single().encoding

    @property
    def data_set(self) -> DataSet:
        """The data set of the one file."""
        return self._single().data_set

    @property
    def source(self) -> Source:
        """The source that the records of the one file cite."""
        return self._single().source

    @property
    def data_sets(self) -> tuple[DataSet, ...]:
        """The data sets of all files, each once."""
        return tuple(dict.fromkeys(one.data_set for one in self.files))

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """What the files claim to be complete for."""
        return tuple(claim for one in self.files for claim in one.coverage)

    @property
    def seen(self) -> int:
        """Rows that the files have, headers and preambles left aside."""
        return sum(one.seen for one in self.files)

    @property
    def read(self) -> int:
        """Rows that were read."""
        return sum(one.read for one in self.files)

    @property
    def refused(self) -> int:
        """Rows that were refused."""
        return sum(one.refused for one in self.files)

    @property
    def refusals(self) -> Listed:
        """Rows that were refused, each with its file, line, column, value and the reason."""
        return Joined(one.refusals for one in self.files)

    @property
    def faults(self) -> Listed:
        """Everything that is wrong in those rows, of which each may have several faults."""
        return Joined(one.faults for one in self.files)

    @property
    def records(self) -> int:
        """Records made; what several files have is counted in each."""
        return sum(one.records for one in self.files)

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """Names that could not be resolved, most frequent first; of several files without lines."""
        if len(self.files) == 1:
            return self.files[0].unresolved
        times: Counter[tuple[str, str]] = Counter()
        for one in self.files:
            for name in one.unresolved:
                times[name.name, name.reason] += name.rows
        return tuple(Unresolved(*name, rows, None) for name, rows in times.most_common())

    @property
    def unused_columns(self) -> tuple[str, ...]:
        r"""The columns of tables read by a mapping that no rule takes, each once.

        Example:
            >>> import pathlib, tempfile, bilateral
            >>> file = pathlib.Path(tempfile.mkdtemp()) / "trips.csv"
            >>> _ = file.write_text("When,From,Mood\n2018,Chad,good\n", encoding="utf-8")
            >>> mapping = {"kind": "visit", "fields": {"date": "When", "visitor": "From"}}
            >>> bilateral.read(file, mapping).report.unused_columns
            ('Mood',)
        """
        return tuple(dict.fromkeys(name for one in self.files for name in one.unused_columns))

    @property
    def notes(self) -> Mapping[str, int]:
        """What else was seen, such as text that was mended, with how often."""
        noted: Counter[str] = Counter()
        for one in self.files:
            noted.update(one.notes)
        return dict(noted.most_common())

    def cite(self) -> str:
        """How to cite what was read: each data set as its makers ask, and the files of it."""
        cited = []
        for data_set in self.data_sets:
            files = [one for one in self.files if one.data_set == data_set]
            named = "; ".join(f"{one.source.title}, SHA-256 {one.sha256}" for one in files)
            text = f"{data_set.citation} File{'s' if len(files) > 1 else ''} {named}."
            cited.append(in_one_line(text))
        return "\n".join(cited)

    if not TYPE_CHECKING:  # for whom there is no attribute but those named here

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):
                raise AttributeError(name)
            if name in ("to_csv", "to_json"):
                return self.save
            known = [one for one in dir(type(self)) if not one.startswith("_")]
            meant = _HABITS.get(name)
            near = () if meant else near_names(name, known)
            raise UnknownFieldError(
                "an account has no such word", found=name, expected=meant, near=near
            )

    def to_dicts(self) -> list[dict[str, object]]:
        r"""The account as rows of one table: what was refused, unresolved or left, and each remark.

        Each has ``what`` it is (``"refused"``, ``"unresolved"``, ``"unused column"``, or
        ``"remark"``), the ``file``, the
        ``line`` where it is known, the column (``field``), what was ``found`` and ``expected``, the
        reason (``why``), and how many rows it is of (``times``).

        Example:
            >>> import pathlib, tempfile, bilateral
            >>> file = pathlib.Path(tempfile.mkdtemp()) / "v.csv"
            >>> _ = file.write_text("date,visitor,host\n2018,Ruritania,RUS\n", encoding="utf-8")
            >>> [(row["what"], row["found"]) for row in bilateral.read(file).report.to_dicts()]
            [('unresolved', 'Ruritania')]
        """
        return [dict(zip(_COLUMNS, row, strict=True)) for row in self._rows()]

    def _rows(self) -> Iterator[tuple[object, ...]]:
        return chain.from_iterable(map(_rows, self.files))

    def to_pandas(self) -> pd.DataFrame:
        """The rows of :meth:`to_dicts` as a frame.

        Raises:
            MissingExtraError: without the extra ``pandas``.
        """
        frame: pd.DataFrame = require("pandas", extra="pandas").DataFrame(
            self._rows(), columns=list(_COLUMNS)
        )
        return frame

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the account to a file: its rows as ``.csv`` or ``.json``, its text as ``.txt``.

        Args:
            path: The file.

        Returns:
            The path written.

        Raises:
            UnknownNameError: if the ending is none of these.
            WriteError: if the file cannot be written.
        """
        file = Path(path)
        ending = file.suffix.lower()
        if ending not in (".csv", ".json", ".txt"):
            known = (".csv", ".json", ".txt")
            raise unknown_name("form of an account", ending or str(file), known, listed=True)
        with text_file(file) as handle:
            if ending == ".csv":
                writer = csv.writer(handle)
                writer.writerow(_COLUMNS)
                writer.writerows(map(_cell, row) for row in self._rows())
            elif ending == ".json":
                json.dump(self.to_dicts(), handle, indent=1, default=shown)
            else:
                handle.write(f"{self}\n")
        return file

    def __str__(self) -> str:
        accounts = [str(one) for one in self.files]
        if len(self.files) > 1:
            accounts.insert(0, f"{len(self.files)} files: {_account(self)}")
        terms = [f"terms: {in_one_line(one.licence)}" for one in self.data_sets]
        cited = [f"cite: {line}" for line in self.cite().splitlines()]
        return "\n".join([*accounts, *dict.fromkeys(terms), *cited])

    def __repr__(self) -> str:
        what = self.files[0].file if len(self.files) == 1 else f"{len(self.files)} files"
        return f"<ImportReport {in_one_line(what)}: {_sum(self)}>"

    def _repr_html_(self) -> str:
        """A row for each file, and for each of the first rows that were refused."""
        files = [
            (one.file, one.data_set.title, str(one.seen), str(one.read), str(one.refused))
            for one in self.files[:_SHOWN]
        ]
        refused = [
            (str(error.line or ""), error.field or "", error.problem, repr(error.found))
            for error in self.faults[:_SHOWN]
        ]
        shown = html_table(_FILES, files, caption=_account(self))
        return shown + (html_table(_REFUSED, refused, caption="refused rows") if refused else "")


_HABITS = {
    "errors": "refusals, or faults",
    "ignored": "unused_columns",
    "ignored_columns": "unused_columns",
    "unmapped": "unused_columns",
    "unmapped_columns": "unused_columns",
    "rows": "seen, read, refused, or to_dicts()",
    "summary": "print(report), or to_dicts()",
    "names": "unresolved",
    "to_dict": "to_dicts()",
    "unmatched": "unresolved, the names that stand for no actor known for sure",
    "warnings": "notes, or refusals",
    "dataset": "dataset, report = bilateral.read(path)",
}  # what people bring from elsewhere
_COLUMNS = ("what", "file", "line", "field", "found", "why", "expected", "times")


def _rows(report: FileReport) -> Iterator[tuple[object, ...]]:
    """The rows of the account of one file; see :meth:`ImportReport.to_dicts`."""
    name = report.file
    for one in report.faults:
        yield "refused", name, one.line, one.field, one.found, one.problem, one.expected, 1
    for other in report.unresolved:
        yield "unresolved", name, other.line, None, other.name, other.reason, None, other.rows
    for column in report.unused_columns:
        yield "unused column", name, None, column, None, _UNUSED, None, report.seen
    for text, times in report.notes.items():
        yield "remark", name, None, None, None, text, None, times


def _cell(value: object) -> object:
    """A value as a cell of CSV that no program obeys."""
    return formula_escaped(in_one_line(value)) if isinstance(value, str) else value


_FILES = ("file", "data set", "rows", "read", "refused")
_REFUSED = ("line", "column", "why", "found")


def _sum(report: FileReport | ImportReport) -> str:
    number = len(report.notes)
    remarks = f"; {number} remark{'' if number == 1 else 's'}, see print(report)" if number else ""
    return f"{report.seen} = {report.read} read + {report.refused} refused{remarks}"


def _account(report: FileReport | ImportReport) -> str:
    rows = f"{report.seen} row{'' if report.seen == 1 else 's'} seen"
    records = f"{report.records} record{'' if report.records == 1 else 's'}"
    return f"{rows} = {report.read} read + {report.refused} refused; {records}"


_SHOWN = 20


def _by_name(unresolved: tuple[Unresolved, ...]) -> list[str]:
    """A line for each name: how often, where first, and its first reason."""
    held: dict[str, list[Unresolved]] = {}
    for one in unresolved:
        held.setdefault(one.name, []).append(one)
    lines = []
    for name, ones in sorted(held.items(), key=lambda item: -sum(one.rows for one in item[1])):
        first = min(ones, key=lambda one: one.line or 0)
        where = f", first in line {first.line}" if first.line else ""
        others = f"; and of {len(ones) - 1} other dates" if len(ones) > 1 else ""
        times = _times(sum(one.rows for one in ones))
        lines.append(f"{name!r} ({times}{where}): {first.reason}{others}")
    return lines


_UNUSED = "a column that no field takes"


def _left(columns: tuple[str, ...]) -> list[str]:
    """The line of the columns that no field takes, if there are such."""
    if not columns:
        return []
    more = f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else ""
    shown = ", ".join(in_one_line(repr(name)) for name in columns[:_SHOWN])
    return [f"columns that no field takes: {shown}{more}"]


def _listed(what: str, lines: list[str], number: int) -> list[str]:
    """The first lines of a list that has a number of them."""
    if not lines:
        return []
    more = [f"  ... and {number - _SHOWN} more"] if number > _SHOWN else []
    return [f"{what}:", *(f"  {line}" for line in lines[:_SHOWN]), *more]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
