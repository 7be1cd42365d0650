"""The quick way from plain data to objects: the answers of the thorough one, made once each."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from bilateral.errors import CodecError, EDTFError
from bilateral.files.builder import Builder
from bilateral.files.converters import thorough
from bilateral.files.dismantling import plain as plain_of
from bilateral.model.records import AnyRecord
from bilateral.testing import records

RECORD: Any = AnyRecord  # a union, which type checkers do not take for a class
VISIT: dict[str, Any] = {
    "kind": "visit",
    "id": "v",
    "title": "A visit",
    "date": "2016",
    "participants": [{"role": "host", "state": "RUS"}],
    "citations": [{"source": "a"}],
}


@given(records())
def test_both_ways_lead_to_the_same(record: AnyRecord) -> None:
    plain = plain_of(record)
    before = repr(plain)
    built: Any = Builder().build(plain)
    assert built == thorough().structure(plain, RECORD) == record
    assert repr(plain) == before


def test_equal_dates_and_participants_are_made_once() -> None:
    builder = Builder()
    one: Any = builder.build(VISIT)
    other: Any = builder.build(VISIT | {"id": "w"})
    assert one.date is other.date
    assert one.participants[0] is other.participants[0]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"date": "2016-13"}, EDTFError),
        ({"citations": {"source": "a"}}, CodecError),
        ({"dat": "2016"}, TypeError),
        ({"kind": "vist"}, KeyError),
    ],
)
def test_it_stops_at_the_first_fault(change: dict[str, Any], cause: type[Exception]) -> None:
    with pytest.raises(cause):
        Builder().build(VISIT | change)
