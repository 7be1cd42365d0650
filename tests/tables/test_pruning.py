"""Of a file whose rows are in an order no more is read than may have what a question asks for."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import Citation, Dataset, Participant, Source, Table, Visit
from bilateral.errors import EngineError
from bilateral.tables.formulas import Formula, Test as ColumnTest, every, some
from bilateral.tables.pruning import Groups
from tests.tables.rowwise import holds

STATES = ("AFG", "BRA", "CHN", "DEU", "EGY", "FRA", "IND", "PAK", "RUS", "USA")
_GROUP = 10


def visits(*odd: Visit) -> Dataset:
    """Ten visits by each state, in the order of the states, and some others."""
    usual = [
        visit(f"{state.lower()}-{n}", f"{2000 + at}-01-{n + 1:02}", visitor(state))
        for at, state in enumerate(STATES)
        for n in range(_GROUP)
    ]
    return Dataset(records=[*usual, *odd], sources=[Source(id="a", title="A")])


def visit(name: str, day: str, *visitors: Participant) -> Visit:
    return Visit(
        id=name,
        title="A visit",
        date=day,
        status="occurred",
        participants=[*visitors, Participant(role="host", state="GBR")],
        citations=[Citation(source="a")],
    )


def visitor(*states: str) -> Participant:
    return Participant(role="visitor", state=states)


def garbled(path: Path, column: str, groups: set[int]) -> None:
    """Make what a file has of a column in some groups of rows unreadable."""
    footer = pq.read_metadata(path)
    content = bytearray(path.read_bytes())
    at = footer.schema.names.index(column)
    for number in groups:
        chunk = footer.row_group(number).column(at)
        start = chunk.dictionary_page_offset or chunk.data_page_offset
        content[start : start + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    path.write_bytes(content)


def opened(folder: Path, data: Dataset, column: str, readable: set[int]) -> Table:
    """A table that was looked through, of a file of which only some groups can still be read."""
    path = folder / "t.parquet"
    pq.write_table(data.to("arrow"), path, row_group_size=_GROUP)
    table = bilateral.scan(path)
    assert table.any_status().bounds()[1] == len(data)
    changed = path.stat()
    garbled(path, column, set(range(pq.read_metadata(path).num_row_groups)) - readable)
    os.utime(path, ns=(changed.st_atime_ns, changed.st_mtime_ns))
    return table


def test_in_the_order_of_states(tmp_path: Path) -> None:
    """Read are the groups of the state, of what may be it, and of several parties."""
    odd = [
        visit("open", "2010-01-01", visitor()),
        *(visit(f"x{n}", "2010-01-01", visitor("USA")) for n in range(9)),
        visit("one-of", "2010-01-01", visitor("PAK", "IND")),
        *(visit(f"y{n}", "2010-01-01", visitor("USA")) for n in range(9)),
        visit("two", "2010-01-01", visitor("PAK"), visitor("USA")),
    ]
    table = opened(tmp_path, visits(*odd), "initiator_state", {7, 10, 11, 12})
    asked = table.visits.by("PAK")
    assert asked.bounds() == (11, 13)
    assert len(asked) == 11
    assert {record.id for record in asked.possible} == {"open", "one-of"}
    assert asked.count("year")[2007] == (10, 10)
    with pytest.raises(EngineError):
        table.visits.by("BRA").bounds()


def test_in_the_order_of_days(tmp_path: Path) -> None:
    table = opened(tmp_path, visits(), "date_end_max", {8, 9})
    asked = table.visits.since(2008)
    assert asked.bounds() == (20, 20)
    assert asked.during(2009).ids == tuple(f"usa-{n}" for n in range(10))
    with pytest.raises(EngineError):
        table.visits.since(2007).bounds()


@pytest.mark.parametrize(
    ("verb", "word", "groups"), [("by", "PAK", 4), ("since", "2009", 4), ("before", "2001", 1)]
)
def test_the_profile_of_the_engine_tells_which_groups_are_read(
    tmp_path: Path, verb: str, word: str, groups: int
) -> None:
    """Beside those in order, of states and days alike, those of others that may be asked for."""
    odd = [
        visit("open", "2010-01-01", visitor()),
        *(visit(f"x{n}", "2010-01-01", visitor("USA")) for n in range(9)),
        visit("one-of", "2010-01-01", visitor("PAK", "IND")),
        *(visit(f"y{n}", "2010-01-01", visitor("USA")) for n in range(9)),
        visit("two", "2010-01-01", visitor("PAK"), visitor("USA")),
    ]
    path = tmp_path / "t.parquet"
    pq.write_table(visits(*odd).to("arrow"), path, row_group_size=_GROUP)
    asked = getattr(bilateral.scan(path).visits, verb)(word)
    found = re.search(
        r"Row Groups Scanned: (\d+) / (\d+)", asked.lazy("both").to_native().explain("analyze")
    )
    if found is None:
        pytest.skip("this DuckDB does not tell the groups that it reads")
    assert [int(number) for number in found.groups()] == [groups, 13]


def test_files_without_an_answer_are_not_opened(tmp_path: Path) -> None:
    data = visits()
    for at, state in enumerate(STATES):
        part = Dataset(records=data.records[at * _GROUP : (at + 1) * _GROUP], sources=data.sources)
        part.to("parquet", tmp_path / f"{state}.parquet")
    table = bilateral.scan(tmp_path)
    assert len(table.visits) == 100
    assert table.visits.by("PAK").bounds() == (10, 10)
    assert table.visits.by("GBR").bounds() == (0, 0)


_CELLS = st.none() | st.sampled_from(["a", "b", "c", "d"])
_DAYS = st.none() | st.dates(date(2000, 1, 1), date(2000, 1, 9))
_TESTS = st.builds(
    ColumnTest,
    st.just("w"),
    st.just("in"),
    st.lists(st.sampled_from(["a", "b", "c", "x"]), min_size=1, max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
) | st.builds(
    ColumnTest,
    st.just("d"),
    st.sampled_from([">=", "<="]),
    st.dates(date(2000, 1, 1), date(2000, 1, 9)),
    st.booleans(),
    st.booleans(),
)
_OTHERS = st.sampled_from(
    [
        ColumnTest("w", "null", null=True),
        ColumnTest("w", "null", negated=True),
        ColumnTest("w", "match", "a|c"),
        ColumnTest("w", "match", "b", null=True, negated=True),
        ColumnTest("nowhere", "in", ("a",)),
    ]
)
_FORMULAS = st.recursive(
    _TESTS | _OTHERS,
    lambda inner: st.builds(
        lambda join, terms: join(*terms),
        st.sampled_from([every, some]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)


@given(st.lists(st.tuples(_CELLS, _DAYS), max_size=12), _FORMULAS)
def test_no_row_of_an_answer_is_left_out(
    rows: list[tuple[str | None, date | None]], formula: Formula
) -> None:
    columns = {"w": [w for w, _ in rows], "d": [d for _, d in rows]}
    schema = pa.schema([("w", pa.string()), ("d", pa.date32())])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=schema), sink, row_group_size=3)
    footer = pq.read_metadata(pa.BufferReader(sink.getvalue()))
    found = Groups(footer).stretches_with(formula)
    read = {number for first, last in found for number in range(first, last + 1)}
    for number, (word, day) in enumerate(rows):
        if holds(formula, {"w": word, "d": day}):
            assert number in read
    assert found == sorted(found)
