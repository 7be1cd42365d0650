"""Objects as plain data: only what is stated, in types that every format has, and it comes back."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

from bilateral import Citation, Participant, Place, Quantity, Visit
from bilateral.files.builder import Builder
from bilateral.files.dismantling import plain
from bilateral.model.fields import fields_of
from bilateral.model.records import AnyRecord
from bilateral.testing import datasets, records


def is_plain(value: object) -> bool:
    """Whether it is of the very types that parsers give, and no kind of them."""
    if type(value) is dict:
        return all(type(key) is str and is_plain(one) for key, one in value.items())
    if type(value) is list:
        return all(map(is_plain, value))
    return type(value) in (str, int)


@given(records())
def test_a_record_comes_back_from_what_is_stated_of_it(record: AnyRecord) -> None:
    found = plain(record)
    assert is_plain(found)
    assert found["kind"] == record.kind
    built: Any = Builder().build(found)
    assert built == record
    defaults = {field.alias: field.default for field in attrs.fields(type(record))}
    said = {name for name in fields_of(type(record)) if getattr(record, name) != defaults[name]}
    assert set(found) == {"kind", *said}


@given(datasets())
def test_so_do_actors_sources_and_info(dataset: Any) -> None:
    for item in (*dataset.actors, *dataset.sources, dataset.info):
        found = plain(item)
        assert is_plain(found)
        assert Builder().build(found, None if "kind" in found else type(item)) == item


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (Place("Delhi", state="IND"), {"name": "Delhi", "state": "IND"}),
        (Participant(role="host", state=["COD", "COG"]), {"role": "host", "state": ["COD", "COG"]}),
        (Participant(role="host", none=["state"]), {"role": "host", "none": ["state"]}),
        (
            Citation(
                source="a",
                locator="3.1",
                stance="casts doubt",
                claims=[{"field": "date", "value": "2016"}],
            ),
            {
                "source": "a",
                "locator": "3.1",
                "stance": "casts doubt",
                "claims": [{"field": "date", "value": "2016"}],
            },
        ),
    ],
)
def test_the_form_of_parts(made: object, found: dict[str, Any]) -> None:
    assert plain(made) == found


def test_what_must_be_given_comes_first_and_dates_keep_their_words() -> None:
    trip = Visit(
        id="v",
        title="A trip",
        date="2016",
        duration=Quantity("2..4", "days", "two to four days"),
        citations=["a"],
    )
    assert list(plain(trip)) == ["kind", "id", "title", "citations", "date", "duration"]
    assert plain(trip)["duration"] == {
        "amount": "2..4",
        "unit": "days",
        "printed": "two to four days",
    }
