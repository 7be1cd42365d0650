"""Records of rows: equal parts are one, and what is wrong is told with its record."""

from __future__ import annotations

import pyarrow as pa
import pytest

from bilateral import Citation, Dataset, Participant, Visit
from bilateral.errors import FaultsError
from bilateral.tables import restoring
from bilateral.tables.restoring import records_in


def visits(number: int) -> list[Visit]:
    host = Participant(role="host", state="RUS")
    return [
        Visit(
            id=f"v{n}",
            title="T",
            date="2016",
            participants=[Participant(role="visitor", state="PAK", name=str(n)), host],
            citations=[Citation(source="s")],
        )
        for n in range(number)
    ]


def with_cells(table: pa.Table, column: str, cells: dict[int, object]) -> pa.Table:
    field = table.schema.field(column)
    known = table[column].to_pylist()
    changed = [cells.get(n, cell) for n, cell in enumerate(known)]
    at = table.schema.get_field_index(column)
    return table.set_column(at, column, pa.array(changed, pa.string()).cast(field.type))


def test_equal_parts_are_made_once() -> None:
    one, other = records_in(Dataset(records=visits(2)).to("arrow"))
    assert one.date is other.date
    assert one.citations[0] is other.citations[0]
    assert one.participants[1] is other.participants[1]
    assert one.participants[0] != other.participants[0]


def test_parts_are_forgotten_where_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "_MOST", 3)
    monkeypatch.setattr(restoring, "_BATCH", 2)
    made = visits(7)
    assert records_in(Dataset(records=made).to("arrow")) == made


def test_every_wrong_row_is_told() -> None:
    table = Dataset(records=visits(3)).to("arrow")
    wrong = with_cells(table, "date", {0: "2016-13"})
    wrong = with_cells(wrong, "own", {2: '{"date":{}}', 1: '{"date":"1066"}'})
    with pytest.raises(FaultsError) as caught:
        records_in(wrong)
    assert [(fault.record, fault.problem) for fault in caught.value.faults] == [
        ("v0", "not an EDTF date at position 5"),
        ("v2", "not a date"),
    ]
    (found,) = records_in(with_cells(table, "own", {1: '{"date":"1066"}'}).slice(1, 1))
    assert str(found.date) == "1066"
