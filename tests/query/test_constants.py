"""Dates, words and numbers in questions, as people write them."""

from __future__ import annotations

import pytest

from bilateral import q
from bilateral.errors import (
    BilateralError,
    EDTFError,
    PhraseError,
    RecordError,
    UnknownFieldError,
)
from bilateral.query import Predicate
from bilateral.query.constants import number_of, several


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("January 2016", "2016-01"),
        ("24 April 2018", "2018-04-24"),
        ("2016-2018", "2016/2018"),
        ("2016 to 2018", "2016/2018"),
        ("1970s", "197X"),
        (range(2016, 2019), "2016/2018"),
        (range(2016, 2017), "2016"),
        (2016, "2016"),
        ("2016-04", "2016-04"),
    ],
)
def test_a_date_in_a_question_is_read_as_it_is_printed(written: str | range, meant: str) -> None:
    assert q.date.during(written) == q.date.during(meant)


@pytest.mark.parametrize("library", ["numpy", "pandas"])
def test_dates_of_other_libraries(library: str) -> None:
    made = pytest.importorskip(library)
    dates = (
        {"2016": made.int64(2016), "2016-01": made.datetime64("2016-01")}
        if library == "numpy"
        else {"2016-01": made.Period("2016-01"), "2016-01-02": made.Timestamp("2016-01-02")}
    )
    for text, value in dates.items():
        assert q.date.since(value) == q.date.since(text)


@pytest.mark.parametrize(
    ("written", "error", "told"),
    [
        ("2016-13", EDTFError, "expected a month"),
        ("last year", PhraseError, "depends on its source's"),
        ("03/04/2018", PhraseError, "several readings"),
        ("some day soon", PhraseError, "no date that can be read"),
        ("3. März 2014", PhraseError, r"one in English, or parse_printed\(.*, language='de'\)"),
        ((2016, 2018), RecordError, "'2016/2018'"),
        (range(2016, 2016), RecordError, "no range of years"),
        (range(2016, 2020, 2), RecordError, "no range of years"),
        (None, RecordError, "not a date"),
    ],
)
def test_what_is_no_date_says_what_to_write(
    written: object, error: type[BilateralError], told: str
) -> None:
    with pytest.raises(error, match=told):
        q.date.since(written)  # type: ignore[arg-type]


def test_signs_of_comparison() -> None:
    assert (q.date >= 2016, q.date > 2016) == (q.date.since(2016), q.date.after(2016))
    assert (q.date <= 2016, q.date < 2016) == (q.date.until(2016), q.date.before(2016))
    assert (q.delivered > 3) == ~(q.delivered <= 3)
    assert (q.delivered < 3) == ~(q.delivered >= 3)
    with pytest.raises(RecordError, match=r"\.during\(\.\.\.\)"):
        _ = q.date == 2016
    with pytest.raises(RecordError, match="of two fields"):
        number_of(q.ordered, "delivered")


@pytest.mark.parametrize("name", ["year", "month", "day", "decade"])
def test_a_part_of_a_date_is_told_as_the_call_that_asks_it(name: str) -> None:
    with pytest.raises(UnknownFieldError) as raised:
        getattr(q.date, name)
    call = str(raised.value.expected)
    assert isinstance(eval(call, {"q": q}), Predicate)
    assert call.startswith("q.date.during(")


@pytest.mark.parametrize("name", ["isin", "str", "is_inn"])
def test_what_a_field_is_not_asked_names_what_it_is(name: str) -> None:
    with pytest.raises(AttributeError, match="did you mean"):
        getattr(q.status, name)
    with pytest.raises(RecordError, match="no condition"):
        _ = q.status & q.done


def test_values_one_after_another_or_in_a_list() -> None:
    assert several(("a", "b")) == several((["a", "b"],)) == ("a", "b")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("late 1999", "during('1999-09', '1999-12')"),
        ("end of April 2018", "during('2018-04-21', '2018-04-30')"),
    ],
)
def test_a_printed_stretch_in_which_some_day_lies_is_refused_with_its_ends(
    written: str, told: str
) -> None:
    with pytest.raises(RecordError, match="no date to ask for") as raised:
        q.date.during(written)
    assert told in str(raised.value)


@pytest.mark.parametrize("word", ["known", "is_unknown", "is_null", "notna"])
def test_whether_a_field_is_stated_is_asked_of_records(word: str) -> None:
    with pytest.raises(UnknownFieldError, match=r"record\.date is None"):
        getattr(q.date, word)
    with pytest.raises(UnknownFieldError, match=r"record\.purpose is None"):
        getattr(q.purpose, word)
