"""Stata: the cells of the table, and the meaning of each column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from attrs import evolve

from bilateral import BilateralError, Dataset
from bilateral.tables.schema import columns

pytestmark = [pytest.mark.needs("pandas")]


def test_the_cells_are_those_of_the_table(data: Dataset, tmp_path: Path) -> None:
    import pandas as pd

    path = data.to("stata", tmp_path / "x.dta")
    frame = pd.read_stata(path)
    table = data.to("arrow")
    assert list(frame.columns) == table.column_names
    for name in table.column_names:
        for found, value in zip(frame[name], table[name].to_pylist(), strict=True):
            if value is None:
                assert found == "" or pd.isna(found)
            elif isinstance(value, dt.date):
                assert found.date() == value
            else:
                assert found == value
    with pd.io.stata.StataReader(path) as reader:
        labels = reader.variable_labels()
    assert labels["title"] == columns()["title"].meaning


def test_long_text_is_kept_and_a_nul_refused(small: Dataset, tmp_path: Path) -> None:
    import pandas as pd

    visit = evolve(small.visits[0], title="Ж" * 3000)
    path = Dataset(records=[visit]).visits.to("stata", tmp_path / "x.dta")
    assert pd.read_stata(path)["title"][0] == visit.title
    nul = evolve(visit, title="a\x00b")
    with pytest.raises(BilateralError, match="Stata cannot hold"):
        Dataset(records=[nul]).visits.to("stata", tmp_path / "x.dta")


def test_counts_are_a_table_too(data: Dataset, tmp_path: Path) -> None:
    import pandas as pd

    path = data.visits.count("initiator", "year").to("stata", tmp_path / "c.dta")
    assert list(pd.read_stata(path).columns) == ["initiator", "year", "at_least", "at_most"]
