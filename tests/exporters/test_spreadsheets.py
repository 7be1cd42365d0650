"""Excel: the cells of the table, none of which is a formula."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from attrs import evolve

from bilateral import BilateralError, Dataset

pytestmark = [pytest.mark.needs("openpyxl")]


def cells_of(path: Path) -> list[list[object]]:
    import openpyxl

    sheet = openpyxl.load_workbook(path)["records"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def plain(value: object) -> object:
    """A value as a workbook has it."""
    if isinstance(value, dt.date) and value < dt.date(1900, 3, 1):
        return str(value)
    if isinstance(value, str):
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\N{REPLACEMENT CHARACTER}", value) or None
    return value


def test_the_cells_are_those_of_the_table(data: Dataset, tmp_path: Path) -> None:
    path = data.to("excel", tmp_path / "x.xlsx")
    names, *rows = cells_of(path)
    table = data.to("arrow")
    assert names == table.column_names
    assert len(rows) == len(table)
    for row, wanted in zip(rows, table.to_pylist(), strict=True):
        for found, value in zip(row, wanted.values(), strict=True):
            day = found.date() if isinstance(found, dt.datetime) else found
            assert day == plain(value)


def test_no_text_is_a_formula_or_breaks_the_file(small: Dataset, tmp_path: Path) -> None:
    for title in ("=1+1", "+1", "-1", "@x", "a\x00b\x1bc"):
        visit = evolve(small.visits[0], title=title)
        path = Dataset(records=[visit]).visits.to("excel", tmp_path / "x.xlsx")
        names, row, *_ = cells_of(path)
        shown = title.replace("\x00", "\N{REPLACEMENT CHARACTER}")
        assert row[names.index("title")] == shown.replace("\x1b", "\N{REPLACEMENT CHARACTER}")


def test_what_no_cell_holds_is_refused(small: Dataset, tmp_path: Path) -> None:
    visit = evolve(small.visits[0], title="x" * 40_000)
    with pytest.raises(BilateralError, match="longer than a cell"):
        Dataset(records=[visit]).visits.to("excel", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()
    with pytest.raises(BilateralError, match="needs a path"):
        small.to("excel")
