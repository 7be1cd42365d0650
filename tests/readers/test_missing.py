"""Words for what is missing: one list, and the columns in which they are codes."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.readers.missing import NUMBERS, WORDS, Missing

TEXTS = st.sampled_from([*sorted(WORDS), *sorted(NUMBERS), "PAK", "", "Nan", "N A", "-1", "?"])


@given(st.dictionaries(st.sampled_from("abc"), TEXTS))
def test_only_what_is_missing_is_taken_out(cells: dict[str, str]) -> None:
    rule = Missing(states=frozenset("a"), codes={"b": {"NA"}}, words=frozenset({"?"}))
    left, news = rule.left(cells)
    assert list(left) == list(cells)
    for name, text in cells.items():
        gone = (
            text == "?"
            or (text in WORDS and (name, text) != ("b", "NA"))
            or (text in NUMBERS and name == "a")
        )
        assert left[name] == ("" if gone else text)
    assert sorted(news) == sorted(text for name, text in cells.items() if text and not left[name])


@pytest.mark.parametrize("word", ["NA", "N/A", "NaN", "NULL", "null", "None", ".", "-", "--"])
def test_the_words_of_programs_are_known(word: str) -> None:
    assert word in WORDS


@pytest.mark.parametrize("word", ["k.A.", "k. A.", "n.d.", "s/d", "s/f", "n.a.", "N.N."])
def test_the_words_of_people_are_known(word: str) -> None:
    assert word in WORDS


def test_what_the_data_set_itself_writes_is_no_news() -> None:
    cells = {"a": "None", "b": "NA"}
    assert Missing(own=frozenset({"None"})).left(cells) == ({"a": "", "b": ""}, ("NA",))
