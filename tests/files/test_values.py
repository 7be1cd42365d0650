"""The forms of dates and amounts in files: what is one, and that it comes back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from bilateral import Moment, Period, Quantity, Sequence
from bilateral.dates.when import When
from bilateral.errors import BilateralError
from bilateral.files.values import plain_quantity, plain_when, quantity_of, when_of
from bilateral.model.records import AnyRecord
from bilateral.testing import records


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


@given(records())
def test_what_is_written_is_read_again(record: AnyRecord) -> None:
    if isinstance(date := record.date, When):
        assert when_of(plain_when(date), type(date)) == date
    duration = getattr(record, "duration", None)
    if isinstance(duration, Quantity):
        assert quantity_of(plain_quantity(duration)) == duration
