"""Text that a spreadsheet would run: escaped in CSV, and read back as it was."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import bilateral
from bilateral import Dataset
from bilateral.files.formulas import ESCAPED, FORMULA

TITLES = ["=1+1", "'=1+1", "''@x", "-1", "+1", "@x", "\tx", "'a'", "a=1"]


@given(st.text(alphabet="'=+-@\ta1", max_size=8))
def test_what_is_escaped_is_told_from_all_that_is_not(text: str) -> None:
    written = f"'{text}" if re.search(FORMULA, text) else text
    assert not re.match(r"[=+@\-\t\r]", written)
    assert (written[1:] if re.search(ESCAPED, written) else written) == text


@pytest.mark.parametrize("title", TITLES)
def test_a_file_of_comma_separated_values_runs_nothing(
    small: Dataset, tmp_path: Path, title: str
) -> None:
    visit = evolve(small.visits[0], title=title)
    data = Dataset(records=[visit], actors=small.actors, sources=small.sources)
    text = data.to("csv")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if re.match(r"[=+@\t\r]|-[^0-9]", cell)]
    path = data.to("csv", tmp_path / "x.csv")
    assert bilateral.scan(path).to_dataset().records[0].title == title
