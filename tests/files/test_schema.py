"""The schema of files: what the package writes fits, and the classes are all in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from bilateral import Dataset, load
from bilateral.files import dumps, json_schema
from bilateral.model.actors import ACTOR_KINDS
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS
from bilateral.testing import datasets

SCHEMA = Draft202012Validator(json_schema())


@given(datasets())
def test_every_dataset_fits(dataset: Dataset) -> None:
    SCHEMA.validate(json.loads(dumps(dataset)))


def test_it_is_a_schema_and_the_built_in_dataset_fits() -> None:
    Draft202012Validator.check_schema(json_schema())
    SCHEMA.validate(json.loads(dumps(load("pakistan-russia"))))


@pytest.mark.parametrize("kind", [*KINDS.values(), *ACTOR_KINDS.values()])
def test_each_kind_has_its_fields_and_no_others(kind: Any) -> None:
    found = json_schema()["$defs"][kind.kind]
    fields = fields_of(kind)
    assert set(found["properties"]) == {"kind", *fields}
    assert set(found["required"]) == {"kind", *(n for n, f in fields.items() if f.required)}
    assert found["additionalProperties"] is False


@pytest.mark.parametrize(
    "change",
    [{"dat": "2016"}, {"title": 5}, {"status": "ocurred"}, {"citations": []}, {"id": "two words"}],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any]) -> None:
    visit = {"kind": "visit", "id": "v", "title": "A visit", "citations": [{"source": "a"}]}
    document = {"format": "bilateral", "version": 1, "records": [visit]}
    assert SCHEMA.is_valid(document)
    assert not SCHEMA.is_valid(document | {"records": [visit | change]})
