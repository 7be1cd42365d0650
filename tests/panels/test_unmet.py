"""The keys of a join that met nothing: shown, and as a table."""

from __future__ import annotations

import pytest

from bilateral.errors import BilateralError

pa = pytest.importorskip("pyarrow")

from bilateral.panels.unmet import Unmet  # noqa: E402 - it needs Arrow


def test_keys_are_shown_as_a_table_of_words() -> None:
    few = Unmet(pa.table({"ccode": [999, None], "year": [2016, 2017]}))
    assert repr(few).splitlines() == [
        "ccode       year",
        "----------  ----",
        "999         2016",
        "not stated  2017",
    ]
    assert "<td>not stated</td>" in few._repr_html_()
    many = Unmet(pa.table({"ccode": range(12)}))
    assert repr(many).splitlines()[-1] == "... and 2 more"
    assert repr(Unmet(pa.table({"ccode": pa.array([], pa.int64())}))) == "nothing, by ccode"


def test_keys_are_written_as_counts_are() -> None:
    keys = Unmet(pa.table({"ccode": [999], "year": [2016]}))
    assert len(keys) == 1
    assert keys.to_pylist() == keys.to_arrow().to_pylist() == [{"ccode": 999, "year": 2016}]
    assert keys.to_csv() == '"ccode","year"\n999,2016\n'
    with pytest.raises(BilateralError, match="no document"):
        keys.to("json")
