"""CSV: the rows and columns of the table, and back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given

import bilateral
from bilateral import Dataset, testing
from bilateral.errors import RecordError
from bilateral.tables.schema import columns


@pytest.mark.slow
@given(testing.datasets())
def test_another_reader_of_csv_finds_the_cells_of_the_table(data: Dataset) -> None:
    try:
        table = data.to("arrow")
    except RecordError:  # a date that no table can hold
        return
    rows = list(csv.DictReader(io.StringIO(data.to("csv"), newline="")))
    assert len(rows) == table.num_rows
    for row, cells in zip(rows, table.to_pylist(), strict=True):
        assert list(row) == list(columns())
        for name in ("id", "title", "date", "source", "initiator_state", "date_start_min"):
            assert row[name] == ("" if cells[name] is None else str(cells[name]))


def test_a_file_of_it_can_be_asked(data: Dataset, tmp_path: Path) -> None:
    path = data.to("csv", tmp_path / "x.csv")
    assert path.read_text(encoding="utf-8") == data.to("csv")
    table = bilateral.scan(path, names=data)
    assert table.visits.since(2016).bounds() == data.visits.since(2016).bounds()
    assert table.to_dataset() == data


def test_matches_are_told_apart(data: Dataset) -> None:
    visits = data.visits.since(2016)
    rows = csv.DictReader(io.StringIO(visits.to("csv", match="both"), newline=""))
    found = {row["id"]: row["match"] for row in rows}
    assert found == dict.fromkeys(visits.ids, "definite") | {
        record.id: "possible" for record in visits.possible
    }


@pytest.mark.parametrize("match", ["definite", "possible"])
def test_nothing_is_a_line_of_names(match: str) -> None:
    assert Dataset().to("csv").count("\n") == 1
