"""Frames read by a mapping: what they say is what the same table in a file says."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError, ReadError
from bilateral.readers import (
    FieldRule,
    Import,
    Reading,
    RecordMapping,
    draft_mapping,
    read,
    read_mapped,
)
from bilateral.readers.frames import FrameFile, is_frame
from tests.readers.samples import write

VISITS = RecordMapping(
    kind="visit",
    title="Visits",
    fields={
        "id": "No",
        "date": FieldRule("When", format=["edtf", "printed"], language="de"),
        "visitor": "From",
        "host": "To",
        "status": FieldRule(value="occurred"),
    },
)
NAMES = ["No", "When", "From", "To", "Mood"]
ROWS: list[list[Any]] = [
    [1, "2018-04-24", "Pakistan", "Russia", "good"],
    [2, "12./13. März 2019", "India", None, None],
    [3, "31.2.2018", "Chad", "Iran", "k.A."],
    [None, None, "Chad", "Iran", None],
    [5, "3.5.14", None, "Iran", "a\nb"],
]
COLUMNS: dict[str, list[Any]] = {
    name: [row[place] for row in ROWS] for place, name in enumerate(NAMES)
}


def of_pandas(columns: dict[str, list[Any]]) -> Any:
    import pandas as pd

    return pd.DataFrame(columns)


def of_polars(columns: dict[str, list[Any]]) -> Any:
    import polars as pl

    return pl.DataFrame(columns)


def of_lazy_polars(columns: dict[str, list[Any]]) -> Any:
    return of_polars(columns).lazy()


def of_duckdb(columns: dict[str, list[Any]]) -> Any:
    rows = pa.table(columns)
    return duckdb.connect().from_arrow(rows)


FRAMES = [
    pa.table,
    of_duckdb,
    pytest.param(of_pandas, marks=pytest.mark.needs("pandas")),
    pytest.param(of_polars, marks=pytest.mark.needs("polars")),
    pytest.param(of_lazy_polars, marks=pytest.mark.needs("polars")),
]


def said(found: Import, lines: int) -> tuple[object, ...]:
    """What was read, without what only a file or a frame has; its rows begin behind some lines."""
    records = [(one.title, one.date, one.participants, one.status) for one in found.dataset]
    refused = [(e.problem, (e.line or 0) - lines, e.field, e.found) for e in found.report.faults]
    report = found.report
    return records, refused, report.unused_columns, report.seen, report.read, report.notes


@pytest.mark.parametrize("made", FRAMES)
def test_a_frame_is_read_as_the_same_table_in_a_file(
    made: Callable[[dict[str, list[Any]]], Any], tmp_path: Path
) -> None:
    path = tmp_path / "visits.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([NAMES, *ROWS[:4], [*ROWS[4][:4], "b"]])
    found = read(made(COLUMNS), VISITS)
    assert said(found, 0) == said(read(path, VISITS), 1)
    assert found.report.unused_columns == ("Mood",)
    assert [error.line for error in found.report.refusals] == [3, 5]


@pytest.mark.parametrize("made", FRAMES)
def test_a_frame_has_the_same_hash_in_every_library(
    made: Callable[[dict[str, list[Any]]], Any],
) -> None:
    report = read_mapped(made(COLUMNS), VISITS).report
    assert report.sha256 == read(pa.table(COLUMNS), VISITS).report.sha256
    assert (report.file, report.encoding) == ("frame, not a file", None)
    assert report.source.title == "frame, not a file"
    assert report.source.sha256 == report.sha256
    assert str(report.refusals[0]).startswith("frame, not a file:3: ")


@pytest.mark.parametrize("made", FRAMES)
def test_days_times_and_numbers_are_as_they_are_printed(
    made: Callable[[dict[str, list[Any]]], Any],
) -> None:
    midnight = datetime(2018, 4, 24)  # noqa: DTZ001
    rules = {"date": "When", "visitor": "From", "id": "No"}
    for days, numbers in (([midnight, None], [3.0, None]), ([date(2018, 4, 24), None], [3, None])):
        frame = made({"When": days, "From": ["Chad", "Iran"], "No": numbers})
        found = read(frame, {"kind": "visit", "fields": rules}).dataset
        assert [str(one.date) for one in found] == ["2018-04-24", "None"]
        assert next(iter(found)).id == "frame-not-a-file:3"


@pytest.mark.needs("pandas")
def test_the_index_of_pandas_is_no_column_and_what_is_mixed_is_read() -> None:
    frame = of_pandas({**COLUMNS, "When": [2018, "2019-05", date(2018, 4, 24), None, 2018.0]})
    found = read(frame.set_index("Mood"), VISITS)
    dates = ["2018", "2019-05", "2018-04-24", "None", "2018"]
    assert [str(one.date) for one in found.dataset] == dates
    assert found.report.unused_columns == ()


cell = st.none() | st.sampled_from(["Chad", "Iran", "2018", "x", "a;b", '"', "NA"])


@given(st.lists(st.tuples(cell, cell, cell), max_size=6))
def test_no_row_of_a_frame_is_taken_for_half_of_one(rows: list[tuple[str | None, ...]]) -> None:
    columns = {name: [row[at] for row in rows] for at, name in enumerate("abc")}
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    report = read(table, {"kind": "visit", "fields": {"visitor": "a", "note": "c"}}).report
    filled = [row for row in rows if any(row)]
    assert (report.seen, report.read) == (len(filled), len(filled))


def test_the_order_of_days_is_told_by_all_rows_of_a_frame() -> None:
    table = pa.table({"When": ["03/05/2014", "24/05/2014"], "From": ["Chad", "Iran"]})
    rules = {"date": FieldRule("When", format="printed"), "visitor": FieldRule("From")}
    found = read(table, RecordMapping(kind="visit", fields=rules)).dataset
    assert [str(one.date) for one in found] == ["2014-05-03", "2014-05-24"]


def test_a_frame_needs_a_mapping_that_fits_and_is_one() -> None:
    table = pa.table(COLUMNS)
    with pytest.raises(ReadError, match=r"a frame of no mapping: .*draft_mapping\(frame\)"):
        read(table)
    with pytest.raises(BilateralError, match=r"frame, not a file.*'Whence'"):
        read(table, {"kind": "visit", "fields": {"visitor": "Whence", "host": "To"}})
    with pytest.raises(ReadError, match="no path of a file"):
        read([table], VISITS)
    with pytest.raises(ReadError, match="neither a path nor a frame"):
        read(5, VISITS)  # type: ignore[arg-type]
    with pytest.raises(ReadError, match="unreadable frame"):
        FrameFile.of(pa.table([[1], [2]], names=["a", "a"]))


def test_a_frame_is_read_once_row_by_row_too() -> None:
    reading = Reading(pa.table(COLUMNS), VISITS)
    assert len(list(reading)) == reading.report.read == 3


def test_what_has_columns_is_a_frame() -> None:
    assert is_frame(pa.table(COLUMNS))
    with TemporaryDirectory() as folder:
        assert not any(map(is_frame, ("columns", Path(folder), [Path(folder)], None)))


def test_a_frame_in_the_layout_of_coded_visits_needs_no_mapping(tmp_path: Path) -> None:
    rows = [["date", "visitor", "host", "source"], ["2018-04", "Chad", "Iran", "Le Monde"]]
    file = tmp_path / "visits.csv"
    file.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    table = pa.table({name: [cell] for name, cell in zip(*rows, strict=True)})
    found, right = read(table).dataset, read(file).dataset
    assert [one.participants for one in found] == [one.participants for one in right]
    assert (len(found), found[0].date) == (1, right[0].date)
    assert found.source(found[0].citations[0].source).title == "Le Monde"
    with pytest.raises(BilateralError, match=r"unknown 'mood'.*bilateral.draft_mapping\(path\)"):
        read(write(tmp_path, "more.csv", "date,visitor,host,mood\n2018,Chad,Iran,good"))
    with pytest.raises(ReadError, match="a frame of no mapping"):
        read(table.append_column("mood", [["good"]]))


def test_the_draft_of_a_frame_is_that_of_the_same_table_in_a_file(tmp_path: Path) -> None:
    rows = [["When", "Visitor", "Host"], ["24.4.2018", "India", "Russia"]]
    frame = pa.table({name: [cell] for name, cell in zip(*rows, strict=True)})
    file = write(tmp_path, "trips.csv", "\n".join(map(";".join, rows)))
    text = draft_mapping(frame)
    assert "first rows of a frame." in text
    assert text.splitlines()[6:] == draft_mapping(file).splitlines()[6:]
    (tmp_path / "made.toml").write_text(text, encoding="utf-8")
    found = read(frame, tmp_path / "made.toml").dataset
    assert [str(record.date) for record in found] == ["2018-04-24"]
