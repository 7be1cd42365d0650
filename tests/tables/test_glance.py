"""A glance proves no more than a look at every row does, of rows in any order."""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

from bilateral.tables.glance import looks_sound

_WORDS = {"kind": ("visit", "meeting"), "sector": ("military", "business")}
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from("abc") | st.none(),
            "pair": st.sampled_from([0, 0, 0, 1, 1, 2, -1, None]),
            "kind": st.just("visit") | st.sampled_from(["visit", "meeting", None]),
            "sector": st.sampled_from([None, "military", "|military|business|"]),
        }
    ),
    max_size=7,
)
_SCHEMA = pa.schema(
    [(n, pa.int64() if n == "pair" else pa.string()) for n in ("id", "pair", "kind", "sector")]
)
ENGINES = [
    pytest.param("duckdb", marks=pytest.mark.needs("numpy")),
    pytest.param("polars", marks=pytest.mark.needs("polars")),
]


def looked(engine: str, rows: list[dict[str, Any]]) -> bool:
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    native: Any = duckdb.from_arrow(table)
    if engine == "polars":
        import polars as pl

        native = pl.from_arrow(table)
    frame: nw.LazyFrame[Any] = nw.from_native(native).lazy()
    return looks_sound(frame, ("id", "pair", "kind"), _WORDS)


def is_sound(rows: list[dict[str, Any]]) -> bool:
    if any(row[name] is None for row in rows for name in ("id", "pair", "kind")):
        return False
    pairs: dict[str, list[int]] = {}
    for row in rows:
        pairs.setdefault(row["id"], []).append(row["pair"])
    return all(sorted(found) == list(range(len(found))) for found in pairs.values())


@pytest.mark.parametrize("engine", ENGINES)
@given(rows=_ROWS)
def test_only_sound_rows_look_so(engine: str, rows: list[dict[str, Any]]) -> None:
    assert looked(engine, rows) == is_sound(rows)


@pytest.mark.parametrize("engine", ENGINES)
@given(data=st.data(), sizes=st.lists(st.integers(1, 4), max_size=4))
def test_sound_rows_look_so_in_any_order(engine: str, data: Any, sizes: list[int]) -> None:
    rows = [
        {"id": f"r{n}", "pair": pair, "kind": "visit", "sector": None}
        for n, size in enumerate(sizes)
        for pair in range(size)
    ]
    assert looked(engine, data.draw(st.permutations(rows)))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("word", ["vist", "", "|military|", "|military|milit|"])
def test_a_strange_word_is_seen(engine: str, word: str) -> None:
    row = {"id": "a", "pair": 0, "kind": "visit", "sector": word}
    assert looked(engine, [row]) == (word == "|military|")


def test_of_others_nothing_is_proved() -> None:
    row = {"id": ["a"], "pair": [0], "kind": ["visit"], "sector": [None]}
    frame = nw.from_native(pa.table(row)).lazy()
    assert not looks_sound(frame, ("id",), {})
