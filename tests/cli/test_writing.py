"""Rows as text, and answers as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, strategies as st

from bilateral import Dataset
from bilateral.cli.writing import as_text, holds_rows, rows_of, write
from bilateral.errors import BilateralError

_CELLS = st.text(st.characters(codec="utf-8"), max_size=8) | st.none() | st.integers()
_ROWS = st.lists(st.dictionaries(st.sampled_from("abc"), _CELLS, min_size=1), max_size=4)


@given(_ROWS)
def test_rows_come_back_from_text(rows: list[dict[str, object]]) -> None:
    assert json.loads(as_text(rows, "json")) == rows
    lines = as_text(rows, "jsonl").split("\n")[:-1]
    assert [json.loads(line) for line in lines] == rows


@given(st.lists(st.lists(st.text("a,\"';\n é", max_size=6), min_size=2, max_size=2), max_size=4))
def test_rows_come_back_from_csv(cells: list[list[str]]) -> None:
    rows = [dict(zip("ab", row, strict=True)) for row in cells]
    assert list(csv.DictReader(io.StringIO(as_text(rows, "csv"), newline=""))) == rows


def test_several_reasons_are_one_cell() -> None:
    assert as_text([{"id": "a", "why": ["one", "two"]}], "csv") == "id,why\na,one; two\n"


def test_no_ending_is_no_form(small: Dataset, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="without an ending"):
        write(small.visits, list, tmp_path / "answer")
    with pytest.raises(BilateralError, match=r"--save answer\.toml"):
        write(small.visits, list, Path("answer.toml"))
    assert not holds_rows("parquet")


def test_counts_are_written_in_every_format(small: Dataset, tmp_path: Path) -> None:
    counts = small.visits.count("year")
    write(counts, counts.to_pylist, tmp_path / "counts.parquet")
    assert pq.read_table(tmp_path / "counts.parquet").to_pylist() == counts.to_pylist()
    with pytest.raises(BilateralError, match="unknown ending"):
        write(counts, counts.to_pylist, tmp_path / "counts.gexf")


@pytest.mark.needs("openpyxl")
def test_a_sheet_holds_the_rows(small: Dataset, tmp_path: Path) -> None:
    import openpyxl

    found = small.visits.towards("RUS")
    path = tmp_path / "answer.xlsx"
    write(found, lambda: rows_of(found), path)
    first, *rows = openpyxl.load_workbook(path).active.values
    wanted = rows_of(found)
    for cells, row in zip(rows, wanted, strict=True):
        held = dict(zip(first, cells, strict=True))
        assert (held["id"], held["match"]) == (row["id"], row["match"])
        assert (held["why"] or "") == "; ".join(row["why"])
