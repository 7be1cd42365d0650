"""Frames: every library has the cells of the Arrow table."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral import BilateralError, Dataset
from bilateral.tables.arrow import METADATA


def test_every_frame_has_the_same_cells(data: Dataset) -> None:
    rows = data.to("arrow").to_pylist()
    assert data.to("duckdb").to_arrow_table().to_pylist() == rows


@pytest.mark.needs("polars", "pandas")
def test_polars_and_pandas_have_the_same_cells(data: Dataset) -> None:
    rows = data.to("arrow").to_pylist()
    assert data.to("polars").to_dicts() == rows
    frame = data.to("pandas")
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == rows
    for types in (data.to("polars").dtypes, frame.dtypes):
        names = set(map(str, types))
        assert not any("dictionary" in name or "Cat" in name for name in names), names
    assert frame.attrs[METADATA] == data.to("arrow").schema.metadata[METADATA.encode()].decode()


def test_frames_are_no_files(data: Dataset, tmp_path: Path) -> None:
    for form in ("arrow", "pandas", "polars", "duckdb"):
        with pytest.raises(BilateralError, match="takes no path") as refused:
            data.to(form, tmp_path / "x")
        assert refused.value.field == "path"
    assert list(tmp_path.iterdir()) == []
