"""Panels in files: the same values, and what the panel says of itself with them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import bilateral
from bilateral.errors import BilateralError, WriteError
from bilateral.panels import Panel
from tests.panels.samples import PAK, RUS, dataset, directed, table, visit


@pytest.fixture
def made() -> Panel:
    visits = dataset(visit("v", "PAK", "RUS", "[2012..2013]")).visits
    return directed().count(visits=visits, coverage="2010/2016")


def test_parquet_has_the_rows_and_the_metadata(made: Panel, tmp_path: Path) -> None:
    path = made.to("parquet", tmp_path / "p.parquet")
    read = pq.read_table(path)
    assert read.to_pylist() == table(made)
    said = json.loads(read.schema.metadata[b"bilateral.panel"])
    assert said["columns"][0]["rule"] == "allocate=any"
    assert (said["unit"], said["states"]) == ("directed-dyad-year", "cow-2016")


def test_a_codebook_lies_beside_a_csv(made: Panel, tmp_path: Path) -> None:
    made.to("csv", tmp_path / "p.csv")
    text = (tmp_path / "p.codebook.md").read_text(encoding="utf-8")
    assert "| visits, visits_low, visits_high | number of visits | allocate=any |" in text
    assert "A list of visits" in text


def test_a_panel_is_no_document(made: Panel) -> None:
    with pytest.raises(BilateralError, match="no document"):
        made.to("json")
    assert made.to("duckdb").aggregate("count(*)").fetchall() == [(42,)]


def test_lists_in_cells_are_texts_in_files_of_plain_values(tmp_path: Path) -> None:
    doubled = bilateral.series({"ccode": [PAK] * 2, "year": [2010] * 2, "x": [1, 2]})
    p = bilateral.panel(unit="state-year", years=(2010, 2010)).join(doubled, rule="list")
    assert '770,2010,"1; 2"' in p.to("csv")
    p.to("excel", tmp_path / "p.xlsx")
    assert {"ccode": PAK, "year": 2010, "x": [1, 2]} in p.to("arrow").to_pylist()


@pytest.mark.needs("pandas")
def test_pandas_carries_the_metadata(made: Panel) -> None:
    assert "bilateral.panel" in made.to("pandas").attrs


@pytest.mark.needs("pyreadstat", "pandas")
def test_stata_has_null_where_it_is_not_known(made: Panel, tmp_path: Path) -> None:
    import pyreadstat

    frame, _ = pyreadstat.read_dta(str(made.to("stata", tmp_path / "p.dta")))
    row = frame[(frame.ccode1 == PAK) & (frame.ccode2 == RUS) & (frame.year == 2012)].iloc[0]
    assert row.visits != row.visits
    assert (row.visits_low, row.visits_high) == (0, 1)
    assert bilateral.__version__


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_an_error_of_writing() -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        bilateral.panel(unit="state-year", years=(2000, 2001)).to("parquet", "/dev/full")
