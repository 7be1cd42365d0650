"""A phrase being read: the date of its source, and the EDTF text that readings are made of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bilateral import parse_edtf, parse_printed
from bilateral.dates.reading import combined, mark_of, marked, one_of, shifted_month, stretch
from bilateral.errors import PhraseError

DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("source", ["2018/..", "/2018", "-0044", "Y20000"])
def test_a_source_without_a_calendar_date_cannot_be_counted_from(source: str) -> None:
    with pytest.raises(PhraseError, match="source's date"):
        parse_printed("last year", source)


@given(DATES, DATES)
def test_a_stretch_has_just_its_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = parse_edtf(stretch(first, last))
    assert (found.earliest, found.latest) == (first, last)


def test_a_stretch_is_named_by_years_or_months_if_it_is_made_of_them() -> None:
    assert stretch(date(2017, 1, 1), date(2018, 12, 31)) == "[2017..2018]"
    assert stretch(date(2017, 1, 1), date(2017, 12, 31)) == "2017"
    assert stretch(date(2016, 2, 1), date(2016, 2, 29), "~") == "2016-02~"
    assert stretch(date(2017, 1, 1), date(2018, 4, 30), "~", "") == "[2017-01~..2018-04]"
    assert stretch(date(2017, 2, 1), date(2017, 2, 27)) == "[2017-02-01..2017-02-27]"
    with pytest.raises(ValueError, match="before its start"):
        stretch(date(2018, 1, 2), date(2018, 1, 1))


def test_one_of_many_dates_is_the_stretch_of_them() -> None:
    days = [str(date(2018, 4, 1) + timedelta(days=n)) for n in range(30)]
    assert one_of(days[:1]) == "2018-04-01"
    assert one_of(reversed(days[:2])) == "[2018-04-01,2018-04-02]"
    assert one_of(days) == "[2018-04-01..2018-04-30]"


def test_marks_are_put_on_every_date() -> None:
    assert marked("2018", "") == "2018"
    assert marked("[2018-04~,2019?..2020]", "~") == "[2018-04~,2019%..2020~]"
    assert marked("[..195X]", "?") == "[..195X?]"
    assert mark_of(parse_edtf("2018~/2019?")) == "%"
    assert [combined(one, two) for one in ("", "?", "~") for two in ("", "?", "~", "%")] == (
        ["", "?", "~", "%", "?", "?", "%", "%", "~", "%", "~", "%"]
    )


@given(st.dates(date(1000, 1, 1), date(8000, 1, 1)), st.integers(-2000, 2000))
def test_months_are_counted_over_the_years(day: date, shift: int) -> None:
    year, month = map(int, shifted_month(day, shift).split("-"))
    assert 1 <= month <= 12
    assert (year - day.year) * 12 + month - day.month == shift
