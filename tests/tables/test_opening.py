"""Opening a table: what is a table of records, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import bilateral
from bilateral import Dataset
from bilateral.errors import BilateralError, SchemaError, UnknownNameError
from bilateral.tables.opening import read, table_of


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bilateral.load("pakistan-russia")


def test_reading_gives_back_the_dataset(data: Dataset, tmp_path: Path) -> None:
    assert read(data.to("arrow")) == data
    assert read(data.to("duckdb"), data) == data
    assert read(data.to("parquet", tmp_path / "x.parquet")) == data


def test_a_row_of_an_unknown_kind_is_refused_where_an_answer_is_computed(data: Dataset) -> None:
    table = data.to("arrow")
    kinds = ["pact", *table["kind"].to_pylist()[1:]]
    index = table.schema.get_field_index("kind")
    strange = table.set_column(index, table.schema.field(index), pa.array(kinds))
    asked = bilateral.scan(strange)
    for ask in (asked.bounds, asked.visits.count, asked.to_dataset, lambda: asked.to("csv")):
        with pytest.raises(UnknownNameError, match="pact") as refused:
            ask()
        assert refused.value.record == table["id"][0].as_py()
    sides = [table_of(lambda rows=rows: rows).any_status() for rows in (strange, table)]  # type: ignore[misc]
    assert sides[0].bounds() == sides[1].bounds()  # not looked through


def test_what_is_no_table_is_refused(data: Dataset, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="no such file"):
        bilateral.scan(tmp_path / "no.parquet")
    with pytest.raises(UnknownNameError, match="did you mean 'duckdb'"):
        bilateral.scan(tmp_path / "no.parquet", engine="dukdb")  # type: ignore[arg-type]
    with pytest.raises(SchemaError, match="missing: title") as refused:
        bilateral.scan(data.to("arrow").drop_columns(["title"]))
    assert refused.value.missing == ("title",)


@pytest.mark.needs("pandas")
def test_columns_whose_names_are_no_text_are_refused(data: Dataset) -> None:
    import pandas as pd

    frame = data.to("arrow").to_pandas()
    for names in (range(len(frame.columns)), pd.MultiIndex.from_product([frame.columns, ["a"]])):
        frame.columns = names
        with pytest.raises(SchemaError, match="names of columns that are no text"):
            bilateral.scan(frame)
