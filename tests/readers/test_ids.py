"""Ids of names and of keys: every text has one, and two keys never share one by a lost letter."""

from __future__ import annotations

from hypothesis import given, strategies as st

from bilateral.model.vocabulary import SLUG
from bilateral.readers.ids import key, slug, tail

texts = st.text(max_size=20)


@given(texts)
def test_every_text_has_a_slug_and_a_key(text: str) -> None:
    assert SLUG.fullmatch(slug(text))
    assert slug(slug(text)) == slug(text)
    assert SLUG.fullmatch(key(text))
    assert key(key(text)) == key(text)


@given(st.from_regex(SLUG, fullmatch=True))
def test_a_key_that_may_stand_in_an_id_is_as_it_is(text: str) -> None:
    assert key(text) == text


@given(st.text("7\u0436\u0449\u00df a-", max_size=6), st.text("7\u0436\u0449\u00df a-", max_size=6))
def test_keys_that_differ_in_a_letter_differ(one: str, other: str) -> None:
    def letters(text: str) -> str:
        return "".join(letter for letter in text if letter.isalnum())

    if letters(one) != letters(other):
        assert key(one) != key(other)


def test_names() -> None:
    assert slug("C\u00f4te d'Ivoire") == "cote-divoire"
    assert slug("\u0416") == f"x-{tail(chr(0x416))}"
    assert (key("visit 7"), key("Visit/7"), key("A.7:b")) == ("visit-7", "visit-7", "A.7:b")
    assert len(tail("a")) == 8
