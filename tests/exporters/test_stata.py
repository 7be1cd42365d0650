"""Files of Stata: values, missing ones, and notes where Stata looks for them."""

from __future__ import annotations

import struct
from pathlib import Path

import pyarrow as pa
import pytest

from bilateral.collection.tabular import Export
from bilateral.errors import BilateralError

pytestmark = pytest.mark.needs("pyreadstat", "pandas")


class Given:
    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def _arrow(self, match: str) -> pa.Table:
        return self.table

    def _contents(self, match: str) -> None: ...


def export(table: pa.Table) -> Export:
    return Export(Given(table), "definite")  # type: ignore[arg-type]


TABLE = pa.table({"x": [1, None], "yes": [True, None], "name": ["a", "é"], "many": [[1, 2], None]})


def test_values_and_notes(tmp_path: Path) -> None:
    import pyreadstat

    from bilateral.exporters.stata import stata_file

    noted = TABLE.replace_schema_metadata(
        {"a": '{"about": "é", "columns": [1, {"b": 2}]}', "c": "d"}
    )
    path = stata_file(export(noted), tmp_path / "t.dta")
    frame, _ = pyreadstat.read_dta(str(path))
    assert frame.name.tolist() == ["a", "é"]
    assert frame.yes.isna().tolist() == [False, True]
    assert frame.many.tolist()[0] == "[1, 2]"
    data = path.read_bytes()
    for text in ("note0", "note4", "about: é", 'columns: {"b": 2}', "c: d"):
        assert text.encode() in data
    start = data.index(b"<map>") + 5
    places = struct.unpack("<14Q", data[start : start + 112])
    assert data[places[8] :].startswith(b"<characteristics>")
    assert data[places[9] :].startswith(b"<data>")
    assert data[places[12] :].startswith(b"</stata_dta>")
    assert places[13] == len(data)


def test_what_stata_cannot_hold_is_refused(tmp_path: Path) -> None:
    from bilateral.exporters.stata import stata_file

    with pytest.raises(BilateralError, match="too long"):
        stata_file(export(pa.table({"x" * 33: [1]})), tmp_path / "t.dta")
    with pytest.raises(BilateralError, match="path"):
        stata_file(export(TABLE), None)
