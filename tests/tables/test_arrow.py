"""Arrow tables: the schema, the metadata, and records back from rows."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from hypothesis import given

from bilateral import Dataset, testing
from bilateral.errors import FaultsError, RecordError, SchemaError
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
