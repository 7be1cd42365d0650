"""From a text to words."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given, strategies as st

from bilateral.cli.words import named, parsed, parts, words_in
from bilateral.errors import BilateralError

_PLAIN = st.lists(st.text(st.sampled_from("ab-=,:\\/é "), min_size=1, max_size=6), max_size=4)


@given(_PLAIN)
def test_words_come_back_from_a_text(words: list[str]) -> None:
    assert words_in(shlex.join(words)) == words


def test_an_open_quote_is_told() -> None:
    with pytest.raises(BilateralError, match="not closed"):
        words_in("visits --by 'South Korea")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trips=visits --by USA", ("trips", "visits --by USA")),
        ("visits --by rank=General", (None, "visits --by rank=General")),
        ("visits", (None, "visits")),
    ],
)
def test_a_name_stands_before_the_words(text: str, found: tuple[str | None, str]) -> None:
    assert named(text) == found


def test_words_are_taken_like_those_of_a_command() -> None:
    def read(*words: str, number: int = 1) -> tuple[tuple[str, ...], int]:
        return words, number

    assert parsed("x", "a b --number 2", read) == (("a", "b"), 2)
    with pytest.raises(BilateralError, match="--numbr"):
        parsed("x", "a --numbr 2", read)


def test_several_have_a_comma_between() -> None:
    assert parts(("a,b", "c")) == ("a", "b", "c")
