"""The short words of counts write what ``to`` writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

import bilateral
from bilateral import Dataset


def test_the_short_words_are_the_same(data: Dataset, tmp_path: Path) -> None:
    counts = data.visits.count("host", "year")
    assert counts.to_csv() == counts.to("csv")
    assert counts.to_csv(tmp_path / "a.csv") == counts.save(tmp_path / "a.csv")
    for keys in (("host", "year"), ("kind",)):
        cells = data.count(*keys)
        written = cells.to_parquet(tmp_path / "a.parquet")
        assert parquet.read_table(written).to_pylist() == cells.to_dicts()
    with pytest.raises(bilateral.BilateralError, match="without an ending"):
        counts.save(tmp_path / "a")


@pytest.mark.needs("pandas", "polars", "openpyxl")
def test_frames_and_sheets_have_the_cells(data: Dataset, tmp_path: Path) -> None:
    counts = data.visits.count("host").sort()
    assert counts.to_pandas()["host"].to_list() == list(counts)
    assert counts.to_polars().to_dicts() == counts.to_dicts()
    for path in (counts.to_excel(tmp_path / "a.xlsx"), counts.to_stata(tmp_path / "a.dta")):
        assert path.stat().st_size > 0
