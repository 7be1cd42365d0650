"""Which columns of a table are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bilateral.collection.columns import checked_columns, chosen, readable
from bilateral.errors import RecordError, UnknownNameError


def test_a_misspelt_choice_has_near_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'short'"):
        checked_columns("shrot")
    wrong: list[Any] = [[], [3], None]
    for columns in wrong:
        with pytest.raises(RecordError, match="a list of names"):
            checked_columns(columns)


def test_a_misspelt_column_has_near_ones() -> None:
    table = readable([{"id": "a", "title": None, "match": "possible"}])
    assert chosen(table, "all") is table
    assert chosen(table, ["id", "id"]).column_names == ["id", "match"]
    with pytest.raises(UnknownNameError, match="did you mean 'id'"):
        chosen(table, ["idd"])


def test_days_and_numbers_are_no_text() -> None:
    rows: list[dict[str, Any]] = [
        {"earliest": "2018-04-24", "latest": "-0044-03-15", "n": 1, "x": None},
        {"earliest": None, "latest": None, "n": "2; 3", "session": 2},
    ]
    made = readable(rows)
    assert made.column_names == ["earliest", "latest", "n", "session"]
    assert made.to_pylist() == [
        {"earliest": date(2018, 4, 24), "latest": "-0044-03-15", "n": "1", "session": None},
        {"earliest": None, "latest": None, "n": "2; 3", "session": 2},
    ]
    assert readable([]).num_columns == 0
