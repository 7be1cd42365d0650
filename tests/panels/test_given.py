"""What a series is given as: files of any sort, frames, and codes for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from openpyxl import Workbook

from bilateral.errors import BilateralError, MissingFileError, RecordError, UnknownNameError
from bilateral.panels.given import left_out, table_of

ROWS = [{"ccode": 2, "x": 1.5}, {"ccode": 20, "x": None}]


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("a.csv", "ccode,x\n2,1.5\n20,\n", "utf-8"),
        ("a.csv", " ccode , x\n2,1.5\n20,NA\n", "utf-8-sig"),
        ("a.tsv", "ccode\tx\n2\t1.5\n20\t.\n", "utf-8"),
        ("a.csv", "ccode;x\n2;1.5\n20;\n", "utf-16"),
    ],
)
def test_texts_in_every_dialect(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    (tmp_path / name).write_text(text, encoding=encoding)
    assert table_of(tmp_path / name).to_pylist() == ROWS


def test_an_encoding_of_another_time(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("ccode,name\n640,T\xfcrkiye\n".encode("latin-1"))
    assert table_of(tmp_path / "a.csv").to_pylist() == [{"ccode": 640, "name": "Türkiye"}]


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("ccode", "x"), (2, 1.5), (20, None)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert table_of(tmp_path / "a.xlsx").to_pylist() == ROWS


@pytest.mark.needs("pandas")
def test_frames_of_pandas_with_their_index() -> None:
    import pandas as pd

    frame = pd.DataFrame({"ccode": [2, 20], "x": [1.5, float("nan")]})
    assert table_of(frame).to_pylist() == ROWS
    assert table_of(frame.set_index("ccode")).select(["ccode", "x"]).to_pylist() == ROWS


@pytest.mark.needs("polars")
def test_frames_of_polars() -> None:
    import polars as pl

    assert table_of(pl.DataFrame(ROWS)).to_pylist() == ROWS
    assert table_of(pl.LazyFrame({"ccode": [2, 20], "x": [1.5, float("nan")]})).to_pylist() == ROWS


def test_columns_and_rows() -> None:
    assert table_of(ROWS).to_pylist() == ROWS
    assert table_of({"ccode": ["002", "20"], "x": [1.5, None]}).to_pylist() == ROWS


@pytest.mark.parametrize("data", [3, None, {"a": [1], "b": [1, 2]}])
def test_what_is_no_table_says_what_one_is(data: Any) -> None:
    with pytest.raises(RecordError, match="no table"):
        table_of(data)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        table_of(tmp_path / "no.csv")
    with pytest.raises(BilateralError, match="folder"):
        table_of(tmp_path)


def test_codes_for_nothing_of_numbers_and_texts() -> None:
    table = pa.table({"x": [-9, 5], "y": ["n.d.", "2.5"], "z": ["n.d.", "word"]})
    found = left_out(table, ["x", "y", "z"], [-9, "n.d."])
    assert found.to_pylist() == [
        {"x": None, "y": None, "z": None},
        {"x": 5, "y": 2.5, "z": "word"},
    ]
    assert left_out(table, ["x"], -9)["x"].to_pylist() == [None, 5]
    assert left_out(table, ["x"], ["-9"])["x"].to_pylist() == [None, 5]
    assert left_out(table, ["x"], {"x": []})["x"].to_pylist() == [-9, 5]
    with pytest.raises(UnknownNameError):
        left_out(table, ["x"], {"w": [-9]})


def test_a_name_too_long_is_no_file() -> None:
    with pytest.raises(MissingFileError):
        table_of("x" * 5000)
