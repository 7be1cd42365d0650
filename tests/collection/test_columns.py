"""Which columns of a table are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bilateral import Dataset
from bilateral.collection.columns import (
    checked_columns,
    chosen,
    plain_schema,
    readable,
    with_plain_texts,
)
from bilateral.errors import RecordError, UnknownNameError


def test_a_misspelt_choice_has_near_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'short'"):
        checked_columns("shrot")
    wrong: list[Any] = [[], [3], None]
    for columns in wrong:
        with pytest.raises(RecordError, match="a list of names"):
            checked_columns(columns)


def test_plain_texts_stand_for_dictionaries() -> None:
    import pyarrow as pa

    words = {"of": "the table"}
    coded = pa.table({"n": [1, 2], "t": pa.array(["a", None]).dictionary_encode()}, metadata=words)
    plain = with_plain_texts(coded)
    assert plain.schema == pa.schema([("n", pa.int64()), ("t", pa.string())])
    assert plain.schema.metadata == {b"of": b"the table"}
    assert plain.to_pylist() == coded.to_pylist()
    assert plain_schema(plain.schema) == plain_schema(coded.schema) == plain.schema


def test_a_misspelt_column_has_near_ones() -> None:
    table = readable([{"id": "a", "title": None, "match": "possible"}])
    assert chosen(table, "all") is table
    assert chosen(table, ["id", "id"]).column_names == ["id", "match"]
    with pytest.raises(UnknownNameError, match="did you mean 'id'"):
        chosen(table, ["idd"])


def test_the_keys_of_counts_point_to_their_columns(small: Dataset) -> None:
    table = small.to("arrow")
    for word, column in (
        ("visitor", "initiator_state"),
        ("host", "target_state"),
        ("target", "target_state"),
        ("year", "date_start_min"),
    ):
        with pytest.raises(UnknownNameError) as caught:
            chosen(table, ["id", word])
        assert caught.value.near == (column,)


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
