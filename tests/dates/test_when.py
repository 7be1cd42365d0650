"""Moments and periods."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pendulum
import pytest
from hypothesis import given

from bilateral import EDTF, Moment, Period, Truth
from bilateral.dates import Shape
from bilateral.dates.when import as_edtf, as_span, to_moment, to_period
from bilateral.errors import EDTFError, RecordError
from bilateral.testing import edtfs, moments, periods

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    "value",
    [
        "2018-04-24",
        date(2018, 4, 24),
        pendulum.date(2018, 4, 24),
        datetime(2018, 4, 24, 23, tzinfo=UTC),
    ],
)
def test_a_date_may_be_given_in_several_types(value: str | date) -> None:
    assert as_edtf(value).text == "2018-04-24"
    assert Moment("2018").since(value) is U
    assert Moment(value).within(2018) is T


@pytest.mark.parametrize(
    ("year", "text"), [(2016, "2016"), (44, "0044"), (-44, "-0044"), (17000, "Y17000")]
)
def test_a_year_may_be_given_as_int(year: int, text: str) -> None:
    assert as_edtf(year).text == text


@pytest.mark.parametrize("value", [True, 20.16, None, b"2016"])
def test_other_types_raise(value: object) -> None:
    with pytest.raises(RecordError, match="not a date"):
        as_edtf(value)  # type: ignore[arg-type]


def test_a_calendar_span_is_known_and_a_moment_is_not() -> None:
    assert Moment("2016-04").since(2016) is T
    assert Moment("2016-04").since(Moment("2016")) is U
    assert Moment("2016").before("2016-04") is U
    assert Moment("2016").before(2017) is T


def test_a_moment_is_somewhere_and_a_period_lasts() -> None:
    assert Moment("1965/1970").during(1968) is U
    assert Period("1965/1970").during(1968) is T
    assert Period("1965/1970").within("1965/1970") is T
    assert Period("1965").during("1965-06") is U


@pytest.mark.parametrize("end", ["..", ""])
def test_an_end_without_a_date_is_no_statement_that_it_lasts(end: str) -> None:
    period = Period(f"2015/{end}")
    assert period.since(2015) is T
    assert period.since(2030) is U
    assert period.before(2015) is F


def test_in_a_question_an_open_end_is_the_end_of_time_and_an_unknown_one_is_unknown() -> None:
    assert Moment("2030").within("2016/..") is T
    assert Moment("2030").within("2016/") is U
    assert Moment("1990").until("/1991") is T
    assert Moment("1950").since("/1991") is U


def test_a_margin_counts_only_for_dates_marked_as_doubtful() -> None:
    assert Moment("2016-01").before("2016-02", margin=40) is T
    assert Moment("2016-01~").before("2016-02", margin=40) is U
    assert Moment("2016~").since(2016) is T
    assert Moment("2016~").since(2016, margin=pendulum.duration(years=1)) is U
    assert Moment("2016~").until(2016, margin=timedelta(days=2)) is U
    assert Moment("2016~").after(2017, margin=2) is F
    assert Moment("2016~").during(2015, margin=2) is U
    assert Moment("2016~").within(2016, margin=2) is U


def test_equal_by_expression_printed_words_and_kind() -> None:
    assert Moment("2016", "in 2016") == Moment("2016", "in 2016")
    assert Moment("2016", "in 2016") != Moment("2016")
    assert Moment("2016") != Period("2016")
    assert len({Moment("2016"), Moment("2016"), Period("2016")}) == 2
    assert repr(Moment("2016", "in 2016")) == "Moment('2016', printed='in 2016')"
    assert str(Period("2016/..")) == "2016/.."


@given(moments())
def test_repr_of_a_moment_makes_it_again(moment: Moment) -> None:
    assert eval(repr(moment)) == moment


@given(periods())
def test_a_period_has_ordered_bounds(period: Period) -> None:
    assert period.start_min <= period.start_max
    assert period.end_min <= period.end_max
    assert period.start_min <= period.end_min
    assert period.start_max <= period.end_max


@given(edtfs())
def test_every_date_is_within_its_own_calendar_span(edtf: EDTF) -> None:
    if edtf.shape in (Shape.ONE_OF, Shape.ALL_OF):
        with pytest.raises(RecordError, match="no span of days"):
            as_span(edtf)
    else:
        assert not Moment(edtf).within(as_span(edtf)).is_false


def test_earliest_and_latest_are_pendulum_dates() -> None:
    period = Period("1965/..")
    assert isinstance(period.earliest, pendulum.Date)
    assert period.latest is None


def test_one_kind_is_not_taken_for_the_other() -> None:
    with pytest.raises(RecordError, match="period given for a moment"):
        Moment.of(Period("2016"))
    assert Moment.of(2016) == Moment("2016")


def test_an_error_in_a_field_names_the_field() -> None:
    with pytest.raises(EDTFError, match="field 'life'"):
        to_period("20", "life")
    with pytest.raises(EDTFError, match="field 'date'"):
        to_moment("20")
    assert to_moment(None) is None
    assert to_period(None) is None


def test_allen_and_same_day_on_dates() -> None:
    assert Period("1965/1970").allen("contains", 1967) is T
    assert Period("1965-01-01/1965-12-31").allen("equals", 1965) is T
    assert Moment("2018-04-24").same_day("2018-04-24") is T
    assert Period("1965/1970").allen_relations("1980") == {
        next(iter(Period("1965").allen_relations(1980)))
    }
