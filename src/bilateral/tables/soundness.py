"""Whether the rows of a table are those of records: looked at before the first answer.

A dataset cannot hold a record of an unknown kind or one id twice, so a question to objects never
meets them. A table can, and an engine would count them as if nothing were wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from threading import Lock
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from bilateral.errors import BilateralError, FaultsError, RecordError, SchemaError
from bilateral.model.evidence import Citation
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Participant, Record
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.tables.arrow import NEVER_NULL
from bilateral.tables.glance import looks_sound
from bilateral.tables.schema import SIDES, columns
from bilateral.tables.words import words_in

__all__ = ["Soundness", "check_rows"]

_ROW = ("id", "pair")
_NAMED = 100
"""Faults of one sort that an error names at most."""

Frame = nw.LazyFrame[Any]


class Soundness:
    """One look through the rows of a table, on behalf of all questions to it.

    Files that another program changes meanwhile are looked through again.

    Rows that are equal are one: files that overlap say nothing else of a record that both have.

    Args:
        typed: Brings the columns to the types of the schema.
        stamps: Columns of days that hold a day and a time.
        lacking: Kinds whose fields have no column, of which there can be no rows.
        known: Tells whether the rows are known to be sound.
        files_with: The files that have a record, for an error.
        version: Tells whether the rows may have changed since they were looked through: equal
            answers say that they have not.
    """

    def __init__(
        self,
        typed: Callable[[Frame], Frame],
        stamps: Iterable[str] = (),
        lacking: Iterable[str] = (),
        *,
        known: Callable[[], bool] = lambda: False,
        files_with: Callable[[str], list[str]] | None = None,
        version: Callable[[], object] = lambda: None,
    ) -> None:
        self._typed = typed
        self._stamps = tuple(stamps)
        self._lacking = tuple(lacking)
        self._files_with = files_with
        self._version = version
        self._seen = version()
        self._known = known
        self._repeats: bool | None = None
        self._lock = Lock()

    def __call__(self, frame: Frame, part: Frame) -> Frame:
        """The rows of a part of a frame in the columns of the schema, each row once.

        Args:
            frame: All rows as they are found.
            part: Some of them, or all: if one of equal rows is there, the others are.

        Raises:
            BilateralError: naming what is wrong, in which record; see :func:`check_rows`.
        """
        with self._lock:
            version = self._version()
            if self._repeats is None and version == self._seen and self._known():
                self._repeats = False
            if self._repeats is None or version != self._seen:
                self._repeats, self._seen = None, version
                _check_stamps(frame, self._stamps)
                _check_kinds(frame, self._lacking)
                self._repeats = check_rows(self._typed(frame), self._files_with)
        rows = self._typed(part)
        return _once(rows) if self._repeats else rows


def check_rows(frame: Frame, files_with: Callable[[str], list[str]] | None = None) -> bool:
    """Refuse rows that are not those of records.

    Args:
        frame: Rows in the columns of the schema.
        files_with: The files that have a record, for an error.

    Returns:
        Whether some rows are there more than once.

    Raises:
        SchemaError: if a row has no id, pair or kind.
        UnknownNameError: if a kind is not installed, or a word is none of its vocabulary.
        FaultsError: if two rows of one id and pair differ, or a record lacks one of its rows.
    """
    if looks_sound(frame, NEVER_NULL, _words()):
        return False
    _check_cells(frame)
    if not len(_records(frame).select("id").head(1).collect("pyarrow")):
        return False
    _check_copies(frame, files_with)
    return True


# -- cell by cell ----------------------------------------------------------------------------------


def _check_cells(frame: Frame) -> None:
    """Look through the cells that have to be there, and the words.

    The rows are grouped by both, since an engine does this faster than it compares texts.

    Raises:
        SchemaError: if a row has no id, pair or kind.
        UnknownNameError: if a word is none of its vocabulary.
    """
    absent = {f"no {name}": nw.col(name).is_null() for name in NEVER_NULL}
    groups = frame.select(*_words(), **absent).group_by(*_words(), *absent).agg(rows=nw.len())
    found = groups.collect("pyarrow").to_dict(as_series=False)
    for name in NEVER_NULL:
        pairs = zip(found[f"no {name}"], found["rows"], strict=True)
        if number := sum(rows for is_absent, rows in pairs if is_absent):
            raise SchemaError(f"{number} row{'s' * (number > 1)} without {name}", field=name)
    for name, known in _words().items():
        strange = sorted(
            (word, cell)
            for cell in set(found[name]) - {None}
            for word in words_in([cell])
            if word not in known
        )
        if strange:
            word, cell = strange[0]
            error = unknown_name(name.replace("_", " "), word, known, listed=True)
            if name == "kind":
                error.problem += " in a table (a package that adds it may not be installed)"
            rows = frame.filter(nw.col(name) == cell)
            first = rows.select("id").head(1).collect("pyarrow")["id"].to_list()
            raise error.at(record=first[0] if first else None, field=name)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """The words that may stand in the columns that records of every kind have."""
    found: dict[str, Iterable[str]] = {"kind": KINDS}
    for kind, start in ((Record, ""), (Citation, ""), *((Participant, f"{s}_") for s in SIDES)):
        for name, field in fields_of(kind).items():
            if issubclass(field.type, Vocabulary) and not field.many:
                found[f"{start}{name}"] = map(str, field.type)
    return {name: tuple(words) for name, words in found.items() if name in columns()}


def _check_kinds(frame: Frame, lacking: tuple[str, ...]) -> None:
    """Refuse rows of kinds whose fields have no column.

    Raises:
        SchemaError: naming the first such record, its kind and the columns.
    """
    if not lacking:
        return
    found = frame.filter(nw.col("kind").cast(nw.String).is_in(list(lacking)))
    for record, kind in found.select("id", "kind").head(1).collect("pyarrow").rows():
        held = set(frame.collect_schema().names())
        missing = [n for n, c in columns().items() if kind in (c.kinds or ()) and n not in held]
        raise SchemaError(
            "a record of a kind whose columns the table lacks",
            field="kind",
            found=kind,
            expected=", ".join(missing),
            missing=tuple(missing),
        ).at(record=str(record))


def _check_stamps(frame: Frame, names: tuple[str, ...]) -> None:
    """Refuse days that have a time, which is midnight where a program has only this type.

    Raises:
        SchemaError: naming the first such column, and a record.
    """
    if not names:
        return
    is_late = {name: _is_late(nw.col(name)) for name in names}
    marks = {name: nw.when(late).then(nw.lit(1)).max() for name, late in is_late.items()}
    found = frame.select(**marks).collect("pyarrow").to_dict(as_series=False)
    for name in [name for name in names if found[name] == [1]]:
        late = frame.filter(is_late[name]).select("id", name).head(1).collect("pyarrow")
        ((record, stamp),) = late.rows()
        raise SchemaError(
            "a day with a time of day",
            field=name,
            found=str(stamp),
            expected="days, or timestamps without a time zone at midnight",
            mistyped=(name,),
        ).at(record=str(record))


def _is_late(stamp: nw.Expr) -> nw.Expr:
    return stamp != stamp.cast(nw.Date).cast(nw.Datetime("us"))


# -- row by row ------------------------------------------------------------------------------------


def _records(pairs: Frame) -> Frame:
    """The records of which some pair is missing or there twice: they go from 0 on, one a row.

    Nothing that leaves rows out or has them twice keeps their number, the first, the last and the
    sum, but for what does both at once in balance.
    """
    pair, rows = nw.col("pair"), nw.col("rows")
    records = pairs.select("id", "pair").group_by("id")
    told = records.agg(rows=nw.len(), first=pair.min(), last=pair.max(), total=pair.sum())
    return told.filter(
        (nw.col("first") != 0)
        | (nw.col("last") != rows - 1)
        | (nw.col("total") * 2 != rows * (rows - 1))
    )


def _ids(rows: Frame) -> list[str]:
    """Some ids, in their order."""
    found = rows.group_by("id").agg(nw.len()).select("id").sort("id").head(_NAMED)
    return [str(name) for name in found.collect("pyarrow")["id"].to_list()]


def _check_copies(frame: Frame, files_with: Callable[[str], list[str]] | None) -> None:
    """Refuse rows of one id and pair that differ, and records without one of their pairs.

    Raises:
        FaultsError: naming the records, and the files that two of them are in.
    """
    pairs = frame.group_by(*_ROW).agg(rows=nw.len())
    copies = frame.join(pairs.filter(nw.col("rows") > 1), on=list(_ROW), how="semi")
    kinds_of_row = copies.group_by(*columns()).agg(nw.len()).group_by(*_ROW).agg(rows=nw.len())
    faults: list[BilateralError] = []
    for record in _ids(kinds_of_row.filter(nw.col("rows") > 1)):
        fault = RecordError("two rows of one id and pair, which differ", record=record)
        if files_with is not None:
            first, *others = files_with(record)
            fault.file, fault.expected = first, f"what {others[0]} has" if others else None
        faults.append(fault)
    if not faults:
        faults += [
            RecordError(
                "a record without some of its rows",
                record=record,
                field="pair",
                expected="one row for each pair, numbered from 0",
            )
            for record in _ids(_records(pairs))
        ]
    if faults:
        raise FaultsError("not a table of records", faults)


def _once(frame: Frame) -> Frame:
    """Each row once, where those of one id and pair are equal."""
    if not frame.implementation.is_pyarrow():
        return frame.unique(subset=list(_ROW), keep="any")
    table = frame.collect("pyarrow").to_native()  # of which "unique" would take NumPy
    number = pa.array(range(len(table)), pa.int64())
    rows = table.select(list(_ROW)).append_column("row", number).group_by(list(_ROW))
    first = rows.aggregate([("row", "min")])["row_min"]
    kept: Frame = nw.from_native(table.take(first.take(pc.sort_indices(first)))).lazy()
    return kept
