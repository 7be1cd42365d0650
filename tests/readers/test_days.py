"""Days: each form by the calendar, and nothing else."""

from __future__ import annotations

from calendar import month_name
from datetime import date

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import CalendarError, CodecError
from bilateral.readers import Row, RowError
from bilateral.readers.days import (
    DayForm,
    as_exact,
    calendar_day,
    day_of,
    is_day,
    month_number,
    order_of,
)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
WRITTEN = {
    DayForm.ISO: "%Y-%m-%d",
    DayForm.COMPACT: "%Y%m%d",
    DayForm.DAY_FIRST: "%d/%m/%Y",
    DayForm.MONTH_FIRST: "%m/%d/%Y",
    DayForm.SPELT: "%d %B %Y",
}


@given(days)
def test_what_is_written_in_a_form_is_read_by_it(day: date) -> None:
    assert set(WRITTEN) == set(DayForm)
    for form, pattern in WRITTEN.items():
        assert day_of(day.strftime(pattern), form) == day
    assert day_of(day.strftime("%d %b %Y"), DayForm.SPELT) == day
    assert day_of(f"{day.month}/{day.day}/{day.year}", DayForm.MONTH_FIRST) == day


@given(days)
def test_the_order_of_day_and_month_is_that_of_the_form(day: date) -> None:
    text = day.strftime("%d/%m/%Y")
    turned = calendar_day(day.year, day.day, day.month)
    if turned is None:
        with pytest.raises(CalendarError):
            day_of(text, DayForm.MONTH_FIRST)
    else:
        assert day_of(text, DayForm.MONTH_FIRST, DayForm.DAY_FIRST) == turned
    assert day_of(text, DayForm.ISO, DayForm.DAY_FIRST) == day


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2018-02-30", DayForm.ISO),
        ("20180230", DayForm.COMPACT),
        ("31/04/2018", DayForm.DAY_FIRST),
        ("13/01/2018", DayForm.MONTH_FIRST),
        ("31 Apr 2018", DayForm.SPELT),
        ("1 Foo 2018", DayForm.SPELT),
        ("0000-01-01", DayForm.ISO),
    ],
)
def test_what_the_calendar_has_not_is_an_error(text: str, form: DayForm) -> None:
    with pytest.raises(CalendarError, match="no day of the calendar") as caught:
        day_of(text, form)
    assert caught.value.found == text
    assert not is_day(text, form)


@pytest.mark.parametrize(
    "text", ["", "2018", "2018-04", "2018-4-1", "12018-04-01", "2018-04-01 ", "\u0662018-04-01"]
)
def test_another_text_has_no_day(text: str) -> None:
    assert day_of(text, *DayForm) is None
    assert not is_day(text, *DayForm)


def test_centuries_that_a_compact_day_has_not() -> None:
    assert day_of("18990101", DayForm.COMPACT) is None
    assert is_day("19000101", DayForm.COMPACT)


def test_months_by_name_and_number() -> None:
    for number in range(1, 13):
        name = month_name[number]
        texts = (name, name.upper(), name[:3], str(number), f"{number:02}")
        assert {month_number(text) for text in texts} == {number}
    assert [month_number(text) for text in ("Janu", "", "Mai")] == [None, None, None]


@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_a_date_is_as_exact_as_its_numbers(year: int, month: int, day: int) -> None:
    whole = calendar_day(year, month or 1, day or 1)
    if whole is None or (day and not month):
        with pytest.raises(CalendarError):
            as_exact(year, month, day)
        return
    text = as_exact(str(year), f"{month:02}", day or None)
    assert whole.isoformat().startswith(text)
    assert len(text) == (10 if day else 7 if month else 4)


def test_a_row_says_which_forms_a_day_may_have() -> None:
    row = Row(7, 1, {"a": "23/04/2018", "b": "", "c": "23rd", "d": "31/04/2018"})
    assert row.day("a", DayForm.ISO, DayForm.DAY_FIRST) == "2018-04-23"
    assert row.day("b", DayForm.ISO) == ""
    assert row.day("none", DayForm.ISO) == ""
    with pytest.raises(RowError, match="not a day") as caught:
        row.day("b", DayForm.ISO, needed=True)
    assert (caught.value.line, caught.value.field) == (7, "b")
    assert caught.value.expected == "YYYY-MM-DD"
    with pytest.raises(RowError, match="not a day") as caught:
        row.day("c", DayForm.ISO, DayForm.DAY_FIRST)
    assert caught.value.expected == "YYYY-MM-DD, or D/M/YYYY, or nothing"
    with pytest.raises(RowError, match="no day of the calendar"):
        row.day("d", DayForm.DAY_FIRST)


@given(st.lists(st.tuples(st.integers(1, 31), st.integers(1, 12)), min_size=1))
def test_the_order_of_days_is_that_of_all_of_them(days: list[tuple[int, int]]) -> None:
    def texts(form: str) -> list[tuple[int, str]]:
        return [(n, form.format(day=d, month=m)) for n, (d, m) in enumerate(days)]

    proven = any(day > 12 for day, _ in days)
    both = sum(day <= 12 for day, _ in days)
    for form, text in ((DayForm.DAY_FIRST, "{day:02}/{month:02}/2018"),
                       (DayForm.MONTH_FIRST, "{month}/{day}/2018")):  # fmt: skip
        assert order_of(texts(text)) == (form if proven else None, both)


def test_days_of_two_orders_are_an_error() -> None:
    with pytest.raises(CodecError, match="days of two orders") as caught:
        order_of([(2, "2018-01-01"), (3, "25/06/2018"), (4, "06/25/2018")])
    assert caught.value.line == 3
    assert "in line 4" in str(caught.value)
