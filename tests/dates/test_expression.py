"""The EDTF value: its calendar days, marks and equality."""

from __future__ import annotations

from datetime import date
from itertools import product
from math import inf

import pytest
from hypothesis import given, strategies as st

from bilateral import EDTF, parse_edtf
from bilateral.dates import Shape
from bilateral.dates.expression import calendar_day
from bilateral.errors import CalendarError
from bilateral.testing import edtf_texts, edtfs

MARKS = ("", "?", "~", "%")
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


@given(st.dates())
def test_a_bound_is_the_calendar_day_of_that_number(day: date) -> None:
    assert calendar_day(day.toordinal(), "text") == day
    assert calendar_day(float(day.toordinal()), "text") == day


@pytest.mark.parametrize("bound", [inf, -inf])
def test_no_bound_is_no_day(bound: float) -> None:
    assert calendar_day(bound, "text") is None


def test_the_calendar_ends_where_python_s_does() -> None:
    assert calendar_day(FIRST, "text") == date.min
    assert calendar_day(LAST, "text") == date.max
    for bound, shown in ((FIRST - 1, "0000-12-31"), (LAST + 1, "Y10000-01-01")):
        with pytest.raises(CalendarError) as caught:
            calendar_day(bound, "as written")
        assert caught.value.found == f"{shown} (of as written)"
        assert ".bounds" in str(caught.value)


@given(st.dates(), st.dates())
def test_earliest_and_latest_are_the_days_of_the_bounds(one: date, other: date) -> None:
    first, last = sorted((one, other))
    value = EDTF("text", first.toordinal(), last.toordinal(), 0)
    assert (value.earliest, value.latest) == (first, last)
    assert value.bounds == (first.isoformat(), last.isoformat())
    assert value.is_day is (first == last)
    assert value.shape is Shape.DATE
    assert value.parts == ()


def test_an_open_side_has_no_day() -> None:
    value = EDTF("text", -inf, inf, 1)
    assert (value.earliest, value.latest) == (None, None)
    assert value.bounds == ("..", "..")
    assert not value.is_day


def test_a_day_beyond_the_calendar_is_refused_with_its_expression() -> None:
    far = parse_edtf("Y17000/Y17001")
    for side in ("earliest", "latest"):
        with pytest.raises(CalendarError, match="of Y17000/Y17001"):
            getattr(far, side)
    assert far.bounds == ("Y17000-01-01", "Y17001-12-31")


@given(edtf_texts(), edtf_texts())
def test_equal_exactly_if_written_alike(one: str, other: str) -> None:
    assert (parse_edtf(one) == parse_edtf(other)) is (one == other)
    assert hash(parse_edtf(one)) == hash(parse_edtf(one))
    assert EDTF(one, 1, 1, 0) == EDTF(one, 1, 2, 2, Shape.INTERVAL, (parse_edtf("2016"),))
    assert hash(EDTF(one, 1, 1, 0)) == hash(EDTF(one, 1, 2, 2))


@given(edtfs())
def test_prints_as_written_and_its_repr_makes_it_again(value: EDTF) -> None:
    assert str(value) == value.text
    assert eval(repr(value)) == value


@given(edtfs())
def test_a_mark_anywhere_is_a_mark_of_the_whole(value: EDTF) -> None:
    assert value.is_uncertain is any(mark in value.text for mark in "?%")
    assert value.is_approximate is any(mark in value.text for mark in "~%")


def marked(own: tuple[str, ...], covering: tuple[str, ...]) -> dict[str, str]:
    """By the standard: which component is doubtful, which is estimated, and the mark of both."""
    found = {}
    for index, name in enumerate(("year", "month", "day")[: len(own)]):
        over = "".join((own[index], *covering[index:]))
        doubtful, estimated = bool({"?", "%"} & set(over)), bool({"~", "%"} & set(over))
        if doubtful or estimated:
            found[name] = "%" if doubtful and estimated else "?" if doubtful else "~"
    return found


@pytest.mark.parametrize("numbers", [("2004",), ("201X",), ("-0044", "06"), ("2004", "06", "1X")])
def test_each_component_has_the_marks_before_it_and_behind_it_or_later_ones(
    numbers: tuple[str, ...],
) -> None:
    size = len(numbers)
    for own, covering in product(product(MARKS, repeat=size), product(MARKS, repeat=size)):
        triples = zip(own, numbers, covering, strict=True)
        text = "-".join("".join(triple) for triple in triples)
        value = EDTF(text, 1, 1, 2)
        assert dict(value.qualifiers) == marked(own, covering), text


@pytest.mark.parametrize("text", ["2004?/2005~", "[2004?,2005~]", "{2004?,2005~}"])
def test_an_interval_or_set_has_no_marks_of_components_but_its_parts_have(text: str) -> None:
    value = parse_edtf(text)
    assert dict(value.qualifiers) == {}
    assert [dict(part.qualifiers) for part in value.parts] == [{"year": "?"}, {"year": "~"}]


@pytest.mark.parametrize("shape", [shape for shape in Shape if shape is not Shape.DATE])
def test_only_a_date_has_marks_of_components(shape: Shape) -> None:
    assert dict(EDTF("2004?", 1, 1, 2, shape).qualifiers) == {}


def test_long_years_and_significant_digits_carry_marks_too() -> None:
    for text in ("Y17000~", "Y-17000~", "Y17E3~", "1950S2~"):
        assert dict(parse_edtf(text).qualifiers) == {"year": "~"}


def test_marks_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        parse_edtf("2004?").qualifiers["year"] = "~"  # type: ignore[index]


def test_shapes_have_their_words() -> None:
    assert [str(shape) for shape in Shape] == [
        "date",
        "date and time",
        "interval",
        "one of a set",
        "all of a set",
        "open end",
        "unknown end",
    ]
