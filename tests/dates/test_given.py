"""What is given for a date of a record."""

from __future__ import annotations

import pytest

from bilateral import EDTFError, Moment, Period, Sequence
from bilateral.dates.given import to_moment, to_period, to_sequence
from bilateral.errors import BilateralError, PhraseError, RecordError


def test_an_error_in_a_field_names_the_field() -> None:
    with pytest.raises(EDTFError, match="field 'life'"):
        to_period("20", "life")
    with pytest.raises(EDTFError, match="field 'date'"):
        to_moment("20")
    assert to_moment(None) is None
    assert to_period(None) is None


def test_a_field_of_a_date_takes_what_its_kind_takes() -> None:
    assert to_moment("2016") == Moment("2016")
    assert to_period(2016) == Period("2016")
    assert to_sequence("2015/2018") == Sequence("2015/2018")
    assert to_sequence(None) is None
    with pytest.raises(EDTFError, match="field 'deliveries'"):
        to_sequence("20", "deliveries")
    with pytest.raises(RecordError, match="moment given for a period") as caught:
        to_period(Moment("2016"))  # type: ignore[arg-type]
    assert caught.value.field == "date"
    assert caught.value.found == Moment("2016")
    with pytest.raises(RecordError, match="not a date") as caught:
        to_moment(True, "life")
    assert caught.value.field == "life"


def test_the_form_of_a_file_is_a_date_as_well() -> None:
    assert to_moment({"edtf": "2018-04", "printed": "this April"}) == Moment(
        "2018-04", "this April"
    )
    assert to_period({"edtf": "2018"}) == Period("2018")
    printed = "24 to 26 April 2018"
    assert to_period({"printed": printed}) == Period("2018-04-24/2018-04-26", printed)
    assert to_sequence({"edtf": None, "printed": "2018"}) == Sequence("2018", "2018")
    with pytest.raises(PhraseError, match="field 'date'"):
        to_period({"printed": "next year"})
    for wrong in ({}, {"edtf": "2018", "year": 2018}, {"edtf": "2018", "printed": 2018}):
        with pytest.raises(RecordError, match="expected edtf, printed, or both"):
            to_period(wrong)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("October 2007", "2007-10"),
        ("24 to 26 April 2018", "2018-04-24/2018-04-26"),
        ("end of April 2018", "[2018-04-21..2018-04-30]"),
    ],
)
def test_words_are_read_as_what_is_printed(words: str, edtf: str) -> None:
    assert to_period(words) == to_period({"printed": words}) == Period(edtf, words)


@pytest.mark.parametrize("figures", ["2018-4-5", "04/05/2018", "2018-13", "2018-0X-50", "20"])
def test_figures_that_are_no_expression_are_none_that_is_printed(figures: str) -> None:
    with pytest.raises(EDTFError):
        to_period(figures)


@pytest.mark.parametrize("words", ["some day", "winter 2016", "2018 or so?", "the 3rd"])
def test_words_of_no_one_date_are_refused(words: str) -> None:
    with pytest.raises(BilateralError, match="field 'date'"):
        to_period(words)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("some other day", "such as 'end of April 2018'.*; or EDTF"),
        (("2016-05-03", "2016-05-05"), "'2016-05-03/2016-05-05'"),
        ([2016, 2018], "'2016/2018'"),
    ],
)
def test_what_is_no_date_has_in_its_error_what_to_write(given: object, told: str) -> None:
    with pytest.raises(BilateralError, match=told):
        to_period(given)  # type: ignore[arg-type]
