"""Reading a file: which reader, every row accounted for, a dataset and its report."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs

from bilateral._plugins import plug_in, plug_ins
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.errors import ArgumentError, BilateralError, ReadError, UnknownFileError
from bilateral.model.records import AnyRecord, Link, LinkType
from bilateral.readers.base import Reader
from bilateral.readers.containers import container_of
from bilateral.readers.files import SourceFile, files_in, is_folder, state_of
from bilateral.readers.frames import FrameFile, FrameLike, is_frame, source_of
from bilateral.readers.ledger import Ledger, OwnNames
from bilateral.readers.limits import Limits
from bilateral.readers.mapped import MappedReader
from bilateral.readers.mapping import RecordMapping
from bilateral.readers.own_files import account_of, own_dataset, own_refusal
from bilateral.readers.progress import ProgressLine
from bilateral.readers.refusals import Refusals, RowError, refusal_of
from bilateral.readers.report import FileReport, ImportReport
from bilateral.readers.table import Aside, Row

__all__ = [
    "Duplicates",
    "Import",
    "Paths",
    "Progress",
    "Reading",
    "read",
    "reader_named",
    "readers",
]

Paths: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | FrameLike
"""A file, a folder of files, several files, or a frame in place of a file."""

Readable: TypeAlias = (
    str | os.PathLike[str] | Reader | type[Reader] | RecordMapping | dict[str, Any]
)
"""A reader: its name, itself, or a mapping, which may be a file or as a file has it."""

Duplicates: TypeAlias = Literal["once", "keep"]
"""What becomes of rows that are the same to the last cell."""

Progress: TypeAlias = bool | Callable[[int], None] | None
"""Whether to show progress, or what is given the number of rows now and then."""

_EVERY = 20_000  # rows between two looks at the time
_NAMED = 3  # files that a title names


class Import(NamedTuple):
    """What was read: ``dataset, report = bilateral.read(path)``.

    Attributes:
        dataset: The records, with the actors and the source that they name.
        report: What became of every row.
    """

    dataset: Dataset
    report: ImportReport


@cache
def readers() -> Mapping[str, type[Reader]]:
    """Every reader that is installed and can be loaded, by name; a view that cannot be changed.

    A broken one is left out with a warning that names it and its distribution.
    """
    return plug_ins("readers", _accepted)


def _accepted(name: str, loaded: object) -> type[Reader]:
    if isinstance(loaded, type) and issubclass(loaded, Reader):
        return loaded
    raise BilateralError("an entry point that is no reader", field=name, found=loaded)


def reader_named(name: str) -> type[Reader]:
    """The reader of a name.

    Raises:
        UnknownNameError: naming those there are.
        BilateralError: naming the cause, if it is broken.
    """
    found: type[Reader] = plug_in("readers", name, _accepted)
    return found


class Reading:
    r"""A file while it is read: iterate over it for the records, one row at a time.

    Nothing is held but the actors; when the last record has been given, :attr:`report` is there.

    Args:
        path: The file, plain or packed as ``.gz`` or ``.zip``; or a frame.
        reader: Name of the reader, a reader itself, a mapping or its file, or None to find it by
            the layout.
        strict: Whether the first row that is refused raises.
        progress: Whether to show progress on standard error; by default on a terminal, after a
            few seconds. Or a function that is given the number of rows now and then.
        names: What names of states in the file stand for, where you know it: an id or a name of
            a state, or of several, one of which it is.
        day_first: Whether 01/06/2018 is in June, where you know it; by default all rows together
            decide, and the data set's own documentation where they do not.
        duplicates: ``"once"`` makes one record of rows that are the same to the last cell, where
            the rows of the data set have ids or are said to be unique; ``"keep"`` makes as many as
            there are rows. Of other data sets both records are kept in any case, and linked as
            those that may be the same.
        limits: How much a packed file or a workbook may hold; see :class:`Limits`.

    Raises:
        BilateralError: if there is no such file, or no reader for it.
        UnknownNameError: if a state of ``names`` does not exist.

    Example:
        >>> import tempfile, pathlib
        >>> file = pathlib.Path(tempfile.mkdtemp()) / "visits.csv"
        >>> _ = file.write_text("date,visitor,host\n2018-04,Pakistan,Russia\n", encoding="utf-8")
        >>> reading = Reading(file)
        >>> [record.title for record in reading], reading.report.seen
        (['Pakistan visits Russia'], 1)
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | FrameLike,
        reader: Readable | None = None,
        *,
        strict: bool = False,
        progress: Progress = None,
        names: OwnNames | None = None,
        day_first: bool | None = None,
        duplicates: Duplicates = "once",
        limits: Limits | None = None,
    ) -> None:
        self._state = state_of(path)
        self.file = source_of(path, limits)
        self.reader, self.layout = _chosen(self.file, reader)
        if day_first is not None:
            self.reader.day_first = day_first
        self.source = self.reader.source(self.file, self.layout)
        self.ledger = Ledger(self.source.id, self.reader.data_set.id, self.reader.system, names)
        self._strict = strict
        self._progress = (
            progress if callable(progress) else ProgressLine(str(self.file.path), progress)
        )
        self._report: ImportReport | None = None
        self._begun = False
        self._duplicates = duplicates
        self._contents: dict[bytes, tuple[str, ...]] = {}
        self._missing: Counter[str] = Counter()

    @property
    def report(self) -> ImportReport:
        """The account, once all records have been given.

        Raises:
            BilateralError: before that.
        """
        if self._report is None:
            raise BilateralError("the file has not been read to its end", file=str(self.file.path))
        return self._report

    def __iter__(self) -> Iterator[AnyRecord]:
        if self._begun:
            raise BilateralError("a reading goes once through its file", file=str(self.file.path))
        self._begun = True
        name = str(self.file.path)
        seen = records = 0
        refusals = Refusals()
        for row in self.reader.rows(self.file):
            if isinstance(row, Aside):
                self.ledger.note(f"a line below the table, which is no row: {row.text[:80]!r}")
                continue
            seen += 1
            if not seen % _EVERY:
                self._progress(seen)
            try:
                made = self._records_of(row)
            except Exception as error:  # noqa: BLE001 - a fault of a reader costs one row
                refused = refusal_of(error, name, getattr(row, "line", None))
                if self._strict:
                    raise refused from error.__cause__
                refusals.append(refused, getattr(row, "cells", None))
                continue
            records += len(made)
            yield from made
        if self.file.damage is not None:
            self.ledger.note(self.file.damage)
        if self.file.is_cut:
            seen += 1
            refusals.append(RowError("the file is cut off, and what stood here is lost", file=name))
        for record in self.reader.finish(self.ledger):
            records += 1
            yield record
        if isinstance(self._progress, ProgressLine):
            self._progress.end()
        if state_of(self.file.path) != self._state:
            raise BilateralError("the file was changed while it was read", file=name)
        if self._missing:
            words = ", ".join(map(repr, self._missing))
            self.ledger.note(f"a cell taken as empty, of {words}", self._missing.total())
        for remark, times in self.reader.remarks().items():
            self.ledger.note(remark, times)
        for own in self.ledger.unused_names():
            self.ledger.note(f"a name of names= that no row has: {own!r}")
        account = FileReport(
            file=name,
            sha256=self.file.sha256,
            reader=self.reader.name,
            layout=self.layout,
            encoding=self.file.encoding,
            data_set=self.reader.data_set,
            source=self.source,
            coverage=self.reader.coverage(self.file, self.source),
            seen=seen,
            read=seen - len(refusals),
            refusals=refusals,
            records=records,
            unresolved=self.ledger.unresolved_names(),
            unused_columns=self.reader.unused_columns(),
            notes=dict(self.ledger.notes.most_common()),
        )
        self._report = ImportReport([account])

    def _records_of(self, row: Any) -> list[AnyRecord]:  # what the reader's rows() gives
        if isinstance(row, RowError):
            raise row
        if missing := getattr(row, "missing", ()):
            self._missing.update(missing)
        if not isinstance(row, Row):
            return list(self.reader.records(row, self.ledger))
        for column, text in row.cells.items() if self.file.has_nul else ():
            if "\0" in text:
                raise row.error("a NUL, which no text has", column)
        if self.reader.repeated == "kept":
            return list(self.reader.records(row, self.ledger))
        digest = _digest(row)
        first = self._contents.get(digest)
        has_id = self.reader.has_id(row)
        if first is not None and has_id and self._duplicates == "once":
            self.ledger.note("a row that is the same as an earlier one, and makes no record")
            return []
        made = list(self.reader.records(row, self.ledger))
        if first is None:
            self._contents[digest] = tuple(record.id for record in made)
        elif not has_id:
            self.ledger.note("a row that is the same as an earlier one, and may be it")
            made = [_linked(record, other) for record, other in zip(made, first, strict=False)]
        return made

    def dataset(self) -> Dataset:
        """All records, with the actors and the source that they name."""
        records = tuple(self)  # the report is there when the last one is
        return Dataset(
            records=records,
            actors=tuple(self.ledger.actors.values()),
            sources=(self.source, *self.ledger.sources.values()),
            info=_info(self.report),
        )


def read(
    path: Paths,
    reader: Readable | None = None,
    *,
    strict: bool = False,
    progress: Progress = None,
    names: OwnNames | None = None,
    day_first: bool | None = None,
    duplicates: Duplicates = "once",
    limits: Limits | None = None,
    mapping: Readable | None = None,
) -> Import:
    r"""Read a research file into a dataset, with an account of every row; or several files.

    The data set and its layout are known by the names of its columns. Every row is read or
    refused, and the report says which; a name that may stand for several states
    keeps them, one that stands for none is kept as printed, and both are listed. Several files, of
    one data set or of several, make one dataset, in which a record that two of them have is one,
    with the citations of both. A dataset that this package has written, as a document or Parquet,
    is read as well.

    Args:
        path: The file, plain or packed; or the files; or a folder, of which every file is read,
            those in folders of it too; or, with a mapping or in the layout of coded visits, a
            frame of pandas, polars, Arrow or DuckDB, whose rows are numbered from 1.
        reader: Name of the reader, such as ``"sipri"``, or a reader itself, or a mapping or its
            file; by default the one whose layout the file has.
        strict: Whether the first row that is refused raises.
        progress: As for :class:`bilateral.readers.Reading`.
        names: What names of states in the files stand for; as for
            :class:`bilateral.readers.Reading`.
        day_first: As for :class:`bilateral.readers.Reading`.
        duplicates: As for :class:`bilateral.readers.Reading`.
        limits: As for :class:`bilateral.readers.Reading`.
        mapping: The same as ``reader``, of a mapping.

    Returns:
        The dataset and the report; it may be taken apart as a pair.

    Raises:
        BilateralError: if there is no such file, or no reader for it, or two; or if no file is
            named, or one twice, be it as a copy of the same bytes; or if both ``reader`` and
            ``mapping`` are given.
        FaultsError: if what two files say of one record cannot stand side by side.
        RowError: if a row is refused and ``strict`` is set.
        UnknownNameError: if there is no reader of that name, or a state of ``names`` does not
            exist.
        MissingExtraError: if the file is of a format that needs one.

    Example:
        >>> import pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> for year in (2018, 2019):
        ...     text = f"date,visitor,host\n{year},Pakistan,Russia\n"
        ...     _ = (folder / f"{year}.csv").write_text(text, encoding="utf-8")
        >>> data, report = read(sorted(folder.glob("*.csv")))
        >>> data.info.title, len(data), report.seen
        ('Visits, coded by hand: 2 files (2018.csv, 2019.csv)', 2, 2)
    """
    if mapping is not None and reader is not None:
        raise ArgumentError("a file is read by one reader or mapping", found=reader)
    reader = mapping if reader is None else reader

    def _read(one: str | os.PathLike[str] | FrameLike) -> Import:
        is_plain = reader is None and names is None and day_first is None
        if is_plain and isinstance(one, str | os.PathLike):
            own = own_dataset(one)
            if own is not None:
                return Import(own, account_of(SourceFile.at(one), own))
        reading = Reading(
            one,
            reader,
            strict=strict,
            progress=progress,
            names=names,
            day_first=day_first,
            duplicates=duplicates,
            limits=limits,
        )
        dataset = reading.dataset()
        return Import(dataset, reading.report)

    if isinstance(path, str | os.PathLike):
        if not is_folder(path):
            return _read(path)
        path = (path,)
    elif is_frame(path) or not isinstance(path, Iterable):
        return _read(path)
    paths = [file for one in path for file in files_in(one)]
    if not paths:
        raise ReadError("no file is named", found=path, expected="at least one")
    if len({one.resolve() for one in paths}) < len(paths):
        raise BilateralError("a file is named twice", found=[str(one) for one in paths][:9])
    imports = [_read(one) for one in paths]
    if len(imports) == 1:
        return imports[0]
    _check_copies([account for one in imports for account in one.report.files])
    report = ImportReport([account for one in imports for account in one.report.files])
    merged = _merged([one.dataset for one in imports])
    return Import(attrs.evolve(merged, info=_info(report)), report)


def _check_copies(files: Sequence[FileReport]) -> None:
    """Refuse files of the same bytes, whose rows would count twice.

    Raises:
        BilateralError: naming both.
    """
    seen: dict[str, str] = {}
    for one in files:
        first = seen.setdefault(one.source.sha256 or "", one.file)
        if first != one.file:
            raise BilateralError("a copy of another file", file=one.file, found=first)


def _merged(datasets: Sequence[Dataset]) -> Dataset:
    """All as one; halves are merged first, so that no record is gone through for each file."""
    if len(datasets) == 1:
        return datasets[0]
    middle = len(datasets) // 2
    return _merged(datasets[:middle]).merge(_merged(datasets[middle:]))


def _info(report: ImportReport) -> DatasetInfo:
    """What a dataset of some files says of itself."""
    files, about = report.files, report.data_sets
    names = [Path(one.file).name for one in files]
    of = "" if len(files) == 1 else f"{len(files)} files ("
    shown = f"{', '.join(names[:_NAMED])}{', ...' if len(names) > _NAMED else ''}"
    titles = "; ".join(dict.fromkeys(one.title for one in about))
    return DatasetInfo(
        name=files[0].source.id if len(files) == 1 else "-".join(sorted({a.id for a in about})),
        title=f"{titles}: {of}{shown}{')' if of else ''}",
        licence="; ".join(dict.fromkeys(one.licence for one in about)),
        citation=report.cite(),
        coverage=report.coverage,
    )


def _digest(row: Row) -> bytes:
    """What tells the content of a row from that of any other."""
    content = "\x1f".join(row.cells.values())
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _linked(record: AnyRecord, other: str) -> AnyRecord:
    """A record that may be the same as another."""
    return attrs.evolve(record, links=(*record.links, Link(LinkType.MAY_BE_SAME_AS, other)))


_DRAFTED = "mapping= of its columns, as bilateral.draft_mapping({0}) drafts one"


def _chosen(file: SourceFile, reader: Readable | None) -> tuple[Reader, str]:
    if reader is not None:
        one = _reader_of(reader)
        layout = one.sniff(file)
        if layout is None:
            raise one.refusal(file)
        return one, layout
    is_no_file = isinstance(file, FrameFile)
    known = [reader_named("visits")] if is_no_file else readers().values()
    found = [(one, layout) for one in (cls() for cls in known) if (layout := one.sniff(file))]
    if len(found) == 1:
        return found[0]
    if is_no_file:
        expected = f"{_DRAFTED.format('frame')}; or those of template visits --csv"
        raise ReadError("a frame of no mapping", expected=expected)
    if not found and (refused := own_refusal(file)) is not None:
        raise refused
    if not found and (nearest := _nearest(file)) is not None:
        error = nearest.refusal(file)
        error.problem = f"a file of no known data set; of the nearest, {nearest.name!r}, it is \
{error.problem}"
        error.expected = error.expected or f"its columns alone, or {_DRAFTED.format('path')}"
        raise error
    names = [one.name for one, _ in found]
    problem = "a file of several data sets" if found else "a file of no data set that is known here"
    if file.path.stat().st_size == 0:
        problem = "an empty file"
    elif not found and file.encoding is None and container_of(file) is None:
        problem = "a file that is neither text nor a table of a known form"
    raise UnknownFileError(
        problem,
        file=str(file.path),
        found=names or None,
        expected=f"reader= one of {', '.join(names or readers())}"
        + ("" if found else f"; or {_DRAFTED.format('path')}"),
    )


_NEAR = 0.5  # of the columns of a layout


def _nearest(file: SourceFile) -> Reader | None:
    """The reader of the data set that a file is nearly one of, if there is one."""
    likely = [(one.likeness(file), one) for one in (cls() for cls in readers().values())]
    share, nearest = max(likely, key=lambda item: item[0])
    return nearest if share > _NEAR else None


def _reader_of(reader: object) -> Reader:
    match reader:
        case Reader():
            return deepcopy(reader)  # what it keeps of a file is not kept for the next
        case RecordMapping():
            return MappedReader(reader)
        case dict():
            return MappedReader(RecordMapping.from_plain(reader))
        case type() if issubclass(reader, Reader):
            return reader()
        case os.PathLike():
            return MappedReader(RecordMapping.load(reader))
        case str() if reader.endswith((".toml", ".json")):
            return MappedReader(RecordMapping.load(reader))
        case str():
            return reader_named(reader)()
    expected = "its name, a Reader, or a mapping, its file or its fields as a dictionary"
    raise BilateralError("not a reader", found=reader, expected=expected)
