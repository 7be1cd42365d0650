"""Dates by a pattern: which patterns there are, and how exact what they read is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, strategies as st

from bilateral.errors import RecordError
from bilateral.readers import FieldRule
from bilateral.readers.date_patterns import dated, is_pattern

days = st.dates(min_value=date(1000, 1, 1))
PATTERNS = {"%d.%m.%Y": 10, "%B %Y": 7, "%b-%Y": 7, "%Y": 4, "%Y%m%d": 10, "%Y, %d %B": 10}


@given(days, st.sampled_from(sorted(PATTERNS)))
def test_what_a_pattern_writes_is_read_as_exactly_as_it_says(day: date, pattern: str) -> None:
    assert dated(day.strftime(pattern), pattern) == day.isoformat()[: PATTERNS[pattern]]


@given(st.lists(st.sampled_from(["%Y", "%m", "%d", "%B", "%b", "%H", "%y", "%j", "x"]), max_size=5))
def test_a_pattern_names_a_year_and_nothing_twice(parts: list[str]) -> None:
    found = [part for part in parts if part != "x"]
    months = [part for part in found if part in ("%m", "%B", "%b")]
    right = (
        found.count("%Y") == 1
        and len(found) == len(set(found))
        and len(months) < 2
        and not {"%y", "%j"} & set(found)
        and ("%d" not in found or len(months) == 1)
    )
    assert is_pattern(" ".join(parts)) is right
    if not right:
        with pytest.raises(RecordError, match="not a format of dates"):
            FieldRule(column="day", format=" ".join(parts))


def test_a_percent_sign_may_stand_there_twice() -> None:
    assert is_pattern("%%%Y%%")
    assert dated("%2018%", "%%%Y%%") == "2018"


@pytest.mark.parametrize(
    ("text", "pattern", "problem"),
    [
        ("2018-04", "%d.%m.%Y", "not a date of the format"),
        ("31.4.2018", "%d.%m.%Y", "no such day"),
        ("2018111", "%Y%m%d", "parted otherwise"),
    ],
)
def test_what_has_not_the_pattern_is_an_error(text: str, pattern: str, problem: str) -> None:
    with pytest.raises(RecordError, match=problem) as caught:
        dated(text, pattern)
    assert caught.value.found == text
    assert pattern in (caught.value.expected or "")


@given(days)
def test_months_are_read_in_any_case(day: date) -> None:
    text = day.strftime("%d %B %Y")
    assume(text.isascii())
    assert {dated(one, "%d %B %Y") for one in (text, text.upper(), text.lower())} == {
        day.isoformat()
    }
