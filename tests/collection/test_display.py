"""Records as flat rows, and their dates as text."""

from __future__ import annotations

from bilateral import Dataset
from bilateral.collection.display import dates_text, expressions_text, row_of


def test_dates_as_queries_see_them(small: Dataset) -> None:
    assert dates_text(small["undated"]) == "not stated"
    assert dates_text(small["sco-membership"]) == "since 2017"
    assert dates_text(small["chief-2016"]).count(", or ") == 1
    assert " | " in expressions_text(small["chief-2016"])


def test_a_row_has_plain_values(small: Dataset) -> None:
    row = row_of(small["helicopters-1968"])
    assert (row["initiators"], row["target_states"]) == ("SUN", "PAK")
    assert row["delivered"] == "2.. helicopters"
    assert row_of(small["undated"])["earliest"] is None
    assert row_of(small["sco-membership"])["latest"] is None
