"""What is added up in columns is what would be added up record by record."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyarrow as pa
from hypothesis import given, settings, strategies as st

from bilateral import Period
from bilateral.collection.asked import Asked, Key, Open, Pattern
from bilateral.collection.identity import Same
from bilateral.collection.tally import Tally
from bilateral.query.participation import Cast
from bilateral.tables.addition import Added, column_table

KEYS: tuple[Key, ...] = ("initiator", "target", "year")
TYPES = {"initiator": pa.string(), "target": pa.string(), "year": pa.int64()}
LATE = Period("2016/..").spans

sides = st.sampled_from(["PAK", "RUS"])
open_sides = st.sampled_from([Open(), Open(LATE), Open(LATE, frozenset({"PAK"}))])
open_years = st.sampled_from([Open(), Open(LATE), Open(LATE, frozenset({2016}))])
years = st.integers(2015, 2016)
Told: TypeAlias = tuple[tuple[Any, ...], bool, int, Same | None, bool]
records = st.tuples(
    st.tuples(sides, sides | open_sides, years | open_years),
    st.booleans(),
    st.integers(1, 3),
    st.sampled_from([None, ("a", "a"), ("b", "a"), ("c", "c")]),
    st.booleans(),
)
BOUNDS = {"low": pa.int64(), "high": pa.int64()}


@settings(max_examples=60)
@given(st.lists(records, max_size=12))
def test_columns_add_up_as_records_do(told: list[Told]) -> None:
    asked = Asked(Cast())
    plain, quick = Tally(KEYS, None, asked), Added(KEYS, None, asked)
    for number, (cell, surely, several, same, in_columns) in enumerate(told):
        is_open = [isinstance(word, Open) for word in cell]
        steps = () if same is None else (cell[2],)
        is_undated = is_open == [False, False, True] and in_columns
        is_alone = same is None and (is_undated or not any(is_open))
        for tally in (plain,) if is_alone else (plain, quick):
            tally.add(
                {cell: True},
                surely=surely,
                number=several,
                id=str(number),
                same=same,
                steps=steps,
            )
        if is_alone:
            row = (*cell[:2], None if is_undated else cell[2], several * surely, several)
            quick.settled.append(column_table([row], {**TYPES, **BOUNDS}))
        if is_alone and is_undated:
            place = quick.dates.setdefault(cell[2], len(quick.dates))
            types = {"initiator": pa.string(), "target": pa.string(), "open": pa.int64()}
            row = (*cell[:2], place, several)
            quick.undated.append(column_table([row], {**types, "high": pa.int64()}))
    found, expected = quick.counts(), plain.counts()
    assert found == expected
    assert list(found) == list(expected)
    assert found.to_pylist() == expected.to_pylist()
    assert found.to_arrow().equals(expected.to_arrow())


def test_a_table_of_no_rows_has_its_columns() -> None:
    assert column_table([], TYPES).schema == pa.schema(list(TYPES.items()))


def test_one_event_that_is_told_twice_raises_a_cell_once() -> None:
    quick = Added(KEYS)
    types = {**TYPES, **BOUNDS}
    rows = [("PAK", "RUS", 2016, 1, 1), ("PAK", None, 2016, 0, 1)]
    quick.settled.append(column_table(rows, types))
    for name, among in (("a", Open()), ("b", Open(LATE))):
        cells: dict[Pattern, bool] = {("PAK", among, 2016): True}
        quick.add(cells, surely=True, id=name, same=("one", "one"), steps=(2016,))
    assert quick.counts()["PAK", "RUS", 2016] == (1, 2)
