"""Kinds of record as types of pydantic."""

from __future__ import annotations

import pytest
from hypothesis import given

from bilateral import Dataset, Record, Visit, testing
from bilateral.model.records import AnyRecord

pytestmark = pytest.mark.needs("pydantic")


@given(testing.records())
def test_a_record_is_read_and_written(record: AnyRecord) -> None:
    from pydantic import TypeAdapter

    for kind in (type(record), Record):
        adapter: TypeAdapter[Record] = TypeAdapter(kind)
        assert adapter.validate_python(record) is record
        assert adapter.validate_python(record.to_dict()) == record
        assert adapter.validate_json(adapter.dump_json(record)) == record
        assert adapter.dump_python(record) == record.to_dict()


def test_a_model_says_what_is_wrong_and_has_a_schema(data: Dataset) -> None:
    from pydantic import BaseModel, ValidationError

    class Trip(BaseModel):
        visit: Visit

    plain = data["bajwa-russia-2018-04"].to_dict()
    assert Trip(visit=plain).visit == data["bajwa-russia-2018-04"]  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="2 faults"):
        Trip.model_validate({"visit": plain | {"date": "2018-13", "status": "don"}})
    with pytest.raises(ValidationError, match="another kind"):
        Trip(visit=data.meetings[0])  # type: ignore[arg-type]
    schema = Trip.model_json_schema()
    assert "$ref" not in str(schema["properties"]["visit"])
    assert "visitor" in str(schema)
