"""Values as texts: what is written is what is read again."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from bilateral.readers.values import as_text


@given(st.integers() | st.dates() | st.text("abc", min_size=1))
def test_a_value_is_its_own_text(value: object) -> None:
    assert as_text(value) == str(value)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(number: int) -> None:
    assert as_text(float(number)) == as_text(number) == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not x.is_integer()))
def test_a_fraction_is_itself(number: float) -> None:
    assert float(as_text(number)) == number


@given(st.dates())
def test_a_day_of_a_clock_at_midnight_is_a_day(day: date) -> None:
    assert as_text(datetime(day.year, day.month, day.day)) == day.isoformat()  # noqa: DTZ001


@pytest.mark.parametrize("nothing", [None, float("nan"), "", " "])
def test_nothing_has_no_text(nothing: object) -> None:
    assert as_text(nothing) == ""
