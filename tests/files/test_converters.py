"""The thorough converter: every part survives the way out and in, and nothing else gets in."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from bilateral.files.converters import thorough
from bilateral.files.dismantling import plain as plain_of
from bilateral.model.actors import AnyActor
from bilateral.model.records import AnyRecord
from bilateral.testing import datasets, records

RECORD: Any = AnyRecord  # unions, which type checkers do not take for classes
ACTOR: Any = AnyActor


@given(records())
def test_a_record_survives_the_way_out_and_in(record: AnyRecord) -> None:
    plain = plain_of(record)
    assert plain["kind"] == record.kind
    assert thorough().structure(plain, RECORD) == record


@given(datasets())
def test_so_do_actors_and_sources(dataset: Any) -> None:
    for actor in dataset.actors:
        assert thorough().structure(plain_of(actor), ACTOR) == actor
    for source in dataset.sources:
        assert thorough().structure(plain_of(source), type(source)) == source
