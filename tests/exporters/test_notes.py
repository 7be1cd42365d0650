"""Notes of Stata: where Stata looks for them, and all else where it was."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from bilateral.exporters.notes import labels_of, notes_of, with_notes

COLUMN = {
    "name": "x", "fields": ["x", "x_low"], "label": "number of visits", "rule": "allocate=any",
    "unit": None, "coverage": "2010", "sources": ["A list", "Another"],
}  # fmt: skip
PANEL = {"about": "é", "keys": ["a", "b"], "columns": [COLUMN], "notes": [], "sources": {"L": "A"}}
SAID = {b"bilateral.panel": json.dumps(PANEL, ensure_ascii=False).encode(), b"other": b"x"}


def test_the_metadata_of_a_panel_are_lines() -> None:
    assert notes_of(SAID) == [
        "about: é",
        "keys: a; b",
        "x, x_low: number of visits; allocate=any; coverage 2010; from A list; Another",
        "sources: A",
    ]
    assert notes_of({b"other": b"x"}) == []


def test_each_column_has_a_label() -> None:
    assert labels_of(SAID) == {"x": "number of visits", "x_low": "at least, number of visits"}
    assert labels_of({}) == {}


@pytest.mark.needs("pandas", "pyreadstat")
def test_the_parts_of_the_file_are_found_again(tmp_path: Path) -> None:
    import pandas as pd
    import pyreadstat

    path = tmp_path / "t.dta"
    pd.DataFrame({"x": [1.0, 2.0]}).to_stata(path, write_index=False, version=118)
    path.write_bytes(with_notes(path.read_bytes(), notes_of(SAID)))
    data = path.read_bytes()
    for text in ("note0", "note3", "about: é"):
        assert text.encode() in data
    start = data.index(b"<map>") + 5
    places = struct.unpack("<14Q", data[start : start + 112])
    assert data[places[8] :].startswith(b"<characteristics>")
    assert data[places[9] :].startswith(b"<data>")
    assert data[places[12] :].startswith(b"</stata_dta>")
    assert places[13] == len(data)
    assert pyreadstat.read_dta(str(path))[0].x.tolist() == [1.0, 2.0]
