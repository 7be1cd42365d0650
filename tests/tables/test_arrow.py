"""Arrow tables: the schema, the metadata, and records back from rows."""

from __future__ import annotations

import json

import attrs
import pyarrow as pa
import pytest
from hypothesis import given

from bilateral import Agreement, Citation, Dataset, Participant, Visit, testing
from bilateral.collection.columns import with_plain_texts
from bilateral.errors import FaultsError, RecordError, SchemaError
from bilateral.tables import arrow
from bilateral.tables.arrow import METADATA, arrow_schema, names_in, to_arrow
from bilateral.tables.restoring import records_in
from bilateral.tables.schema import VERSION, columns


@given(testing.datasets())
def test_rows_and_metadata_hold_all_of_a_dataset(data: Dataset) -> None:
    try:
        table = to_arrow(data.records, data)
    except RecordError:  # a date that no table can hold
        return
    assert table.schema.names == list(columns())
    assert records_in(table) == list(data.records)
    names = names_in(table.schema.metadata[METADATA.encode()])
    assert names is not None
    assert names.records == ()
    assert (names.actors, names.sources, names.info) == (data.actors, data.sources, data.info)


def test_the_column_of_matches_is_there_if_asked_for(small: Dataset) -> None:
    table = to_arrow(small.records, small, {small.records[0].id})
    found = dict(zip(table["id"].to_pylist(), table["match"].to_pylist(), strict=True))
    assert found.pop(small.records[0].id) == "definite"
    assert set(found.values()) == {"possible"}
    assert "match" not in arrow_schema(small).names


@given(testing.datasets(max_size=5))
def test_the_rows_of_a_record_are_its_own_among_whatever_others(data: Dataset) -> None:
    """Records are put into columns by kinds, and equal parts once."""
    try:
        alone = [to_arrow([record]) for record in data.records]
    except RecordError:
        return
    found = to_arrow([*data.records, *data.records], Dataset()).to_pylist()
    expected = [row for table in (*alone, *alone) for row in table.to_pylist()]
    same = {"event": None, "component": None}  # which are those of all
    assert [row | same for row in found] == [row | same for row in expected]


def treaty(parties: int) -> Agreement:
    states = [f"S{number:03}" for number in range(parties)]
    return Agreement(
        id="treaty",
        title="A treaty",
        date="2016-05-01",
        status="occurred",
        participants=[Participant(role="party", state=state) for state in states],
        citations=[Citation(source="s")],
        note="A note of some length. " * 100,
    )


def test_what_stands_alike_on_each_row_of_a_record_is_there_once() -> None:
    table = to_arrow([treaty(150)])
    text = treaty(150).note or ""
    assert len(table) == 150 * 149
    assert table.get_total_buffer_size() < 150 * len(table)
    assert with_plain_texts(table.select(["note"])).nbytes > len(text) * len(table)
    assert set(table["note"].to_pylist()) == {text}
    for column in ("note", "roles", "participants"):
        assert len(table[column].chunk(0).dictionary) == 1
    assert records_in(table) == [treaty(150)]


def test_files_of_arrow_take_more_records_than_are_looked_at_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrow, "_RECORDS", 2)
    monkeypatch.setattr(arrow, "_ROWS", 3)
    records = [attrs.evolve(treaty(3), id=f"t{n}", note=f"note {n % 4}") for n in range(7)]
    table = to_arrow(records)
    assert len({len(column.chunks) for column in table.columns}) == 1
    with pa.BufferOutputStream() as sink, pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)  # which takes one dictionary of a column
    assert records_in(table) == records


def test_a_text_that_is_none_is_told_with_its_record_and_side() -> None:
    people = [Participant(role="visitor", name="A"), Participant(role="host", name="\ud800")]
    trips = [
        Visit(id=f"v{n}", title="T", participants=people[:n], citations=[Citation(source="s")])
        for n in (1, 2)
    ]
    with pytest.raises(RecordError, match="no table can hold") as refused:
        to_arrow(trips)
    assert (refused.value.record, refused.value.field) == ("v2", "target_name")


def test_a_row_that_stands_twice_is_named(small: Dataset) -> None:
    table = to_arrow(small.records)
    with pytest.raises(FaultsError) as refused:
        records_in(pa.concat_tables([table, table.slice(0, 1)]))
    assert [fault.record for fault in refused.value.faults] == [table["id"][0].as_py()]


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "unreadable"), ("[]", "unreadable"), (json.dumps({"schema_version": 99}), "version")],
)
def test_metadata_of_another_form_is_refused(text: str, words: str) -> None:
    with pytest.raises(SchemaError, match=words):
        names_in(text)
    assert names_in(None) is None
    assert names_in(json.dumps({"schema_version": VERSION})) is None
