"""How records look in a terminal and in a notebook."""

from __future__ import annotations

import unicodedata

from hypothesis import given, strategies as st

from bilateral import Dataset
from bilateral.collection.display import dates_text, html_table, row_of, text_table

texts = st.text(max_size=60)


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=4))
def test_no_text_steers_the_terminal(rows: list[tuple[str, str, str]]) -> None:
    for line in text_table(("one", "other", "remark"), rows):
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Zl", "Zp")]


def test_columns_are_aligned_and_cut_and_remarks_are_below() -> None:
    lines = text_table(("name", "long", ""), [("a", "x" * 60, "why"), ("bb", "y", "")])
    assert lines[0].startswith("name  long")
    assert lines[2] == f"a     {'x' * 43}..."
    assert lines[3].strip() == "why"
    assert lines[4] == "bb    y"
    assert text_table(("a", ""), []) == []


def test_cells_of_a_notebook_are_escaped() -> None:
    html = html_table(["<b>"], [["<i>"]])
    assert "<b>" not in html
    assert "&lt;i&gt;" in html


def test_dates_as_queries_see_them(small: Dataset) -> None:
    assert dates_text(small["undated"]) == "not stated"
    assert dates_text(small["sco-membership"]) == "2017/.."
    assert " | " in dates_text(small["chief-2016"])


def test_a_row_has_plain_values(small: Dataset) -> None:
    row = row_of(small["helicopters-1968"])
    assert (row["initiators"], row["target_states"]) == ("SUN", "PAK")
    assert row["delivered"] == "2.. helicopters"
    assert row_of(small["undated"])["earliest"] is None
    assert row_of(small["sco-membership"])["latest"] is None
