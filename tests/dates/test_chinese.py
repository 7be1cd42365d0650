"""Dates of Chinese: numbers in characters, and what a second date leaves out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bilateral import parse_printed
from bilateral.dates.chinese import translations_of_chinese
from bilateral.dates.languages import folded, language_of
from bilateral.errors import PhraseError

ONES = "零一二三四五六七八九"


def in_characters(number: int) -> str:
    """A number below 100, as it is written."""
    tens, ones = divmod(number, 10)
    begin = "" if tens == 0 else "十" if tens == 1 else f"{ONES[tens]}十"
    return begin + (ONES[ones] if ones else "")


@given(st.dates(date(1000, 1, 1)))
def test_numbers_in_characters_are_those_in_digits(day: date) -> None:
    year = "".join(ONES[int(digit)] for digit in str(day.year))
    text = f"{year}年{in_characters(day.month)}月{in_characters(day.day)}日"
    assert parse_printed(text, language="zh").text == day.isoformat()
    assert (
        parse_printed(text.replace("零", "\N{IDEOGRAPHIC NUMBER ZERO}"), language="zh").text
        == day.isoformat()
    )


@given(st.dates(date(1000, 1, 1), date(2100, 1, 1)), st.integers(1, 500))
def test_a_second_date_leaves_out_what_is_the_same(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    second = f"{last.year}年{last.month}月{last.day}日"
    if last.year == first.year:
        second = second.split("年")[1]
        if last.month == first.month:
            second = second.split("月")[1]
    text = f"{first.year}年{first.month}月{first.day}日至{second}"
    assert parse_printed(text, language="zh").text == f"{first}/{last}"


@pytest.mark.parametrize(
    "text", ["2018年4月早", "十十月", "年4月", "2018年4月年初", "2018年年", "日"]
)
def test_what_is_no_date_has_no_translation(text: str) -> None:
    assert translations_of_chinese(folded(text), language_of("zh")) == ()
    with pytest.raises(PhraseError):
        parse_printed(text, language="zh")


def test_a_translation_is_a_phrase_of_english() -> None:
    found = translations_of_chinese("2018年4月24-26日", language_of("zh"))
    assert found == ("24 april 2018 to 26 april 2018",)
