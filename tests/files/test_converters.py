"""The thorough converter: every part survives the way out and in, and nothing else gets in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from bilateral import Moment, Period, Quantity, Sequence
from bilateral.errors import BilateralError
from bilateral.files.converters import quantity_of, thorough, when_of
from bilateral.model.actors import AnyActor
from bilateral.model.records import AnyRecord
from bilateral.testing import datasets, records

RECORD: Any = AnyRecord  # unions, which type checkers do not take for classes
ACTOR: Any = AnyActor


@given(records())
def test_a_record_survives_the_way_out_and_in(record: AnyRecord) -> None:
    plain = thorough().unstructure(record, RECORD)
    assert plain["kind"] == record.kind
    assert thorough().structure(plain, RECORD) == record


@given(datasets())
def test_so_do_actors_and_sources(dataset: Any) -> None:
    for actor in dataset.actors:
        assert thorough().structure(thorough().unstructure(actor, ACTOR), ACTOR) == actor
    for source in dataset.sources:
        assert thorough().structure(thorough().unstructure(source), type(source)) == source


@pytest.mark.parametrize("kind", [Moment, Period, Sequence])
def test_dates_are_text_or_an_object_with_the_printed_words(kind: type[Moment]) -> None:
    assert when_of("2016", kind) == kind("2016")
    assert when_of({"edtf": "2016", "printed": "in 2016"}, kind) == kind("2016", "in 2016")


@pytest.mark.parametrize(
    "value",
    [2016, None, True, [], {}, {"edtf": 2016}, {"printed": "x"}, {"edtf": "2016", "edft": "2016"}],
)
def test_other_dates_are_refused(value: Any) -> None:
    with pytest.raises(BilateralError):
        when_of(value, Moment)


def test_amounts_are_numbers_text_or_an_object() -> None:
    assert quantity_of(4) == Quantity(4)
    assert quantity_of("2..") == Quantity("2..")
    described = {"amount": "4~", "unit": "days", "printed": "some four days"}
    assert quantity_of(described) == Quantity(**described)


@pytest.mark.parametrize("value", [None, True, [], {}, {"unit": "days"}, {"amount": True}, "some"])
def test_other_amounts_are_refused(value: Any) -> None:
    with pytest.raises(BilateralError):
        quantity_of(value)
