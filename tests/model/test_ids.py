"""Ids of names and of keys: every text has one, and no two share one by a lost letter."""

from __future__ import annotations

import unicodedata

from hypothesis import given, strategies as st

from bilateral.model.ids import SYMBOLS, ident, key, slug, tail
from bilateral.model.vocabulary import SLUG

texts = st.text(max_size=20)


@given(texts)
def test_every_text_has_a_slug_and_a_key(text: str) -> None:
    assert SLUG.fullmatch(slug(text))
    assert slug(slug(text)) == slug(text)
    assert SLUG.fullmatch(key(text))
    assert SLUG.fullmatch(ident(text))
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


letters = st.text("aAuUs\u00fc\u00dc\u00df\u0142lo\u00f8\u0436 -.+", max_size=5)


@given(letters, letters)
def test_names_that_differ_in_more_than_case_and_punctuation_have_two_ids(
    one: str, other: str
) -> None:
    def said(name: str) -> str:
        return "".join(c for c in name.lower() if c.isalnum() or c in SYMBOLS)

    if said(one) != said(other):
        assert ident(one) != ident(other)


@given(letters)
def test_an_accent_is_one_however_it_is_encoded(name: str) -> None:
    assert ident(unicodedata.normalize("NFD", name)) == ident(name)


def test_names() -> None:
    assert slug("J\u00fcrgen Gro\u00df") == "jurgen-gross"
    assert slug("\u00d8ster \u0141uk") == "oster-luk"
    assert slug("\u00c6gir \u00de\u00f3r") == "aegir-thor"
    assert ident("Hans Muller") == ident("HANS-MULLER") == "hans-muller"
    assert ident("Hans M\u00fcller") == ident("HANS M\u00dcLLER") == "hans-muller-e6e197fa"
    assert slug("C\u00f4te d'Ivoire") == "cote-divoire"
    assert slug("\u0416") == f"x-{tail(chr(0x416))}"
    assert (key("visit 7"), key("Visit/7"), key("A.7:b")) == ("visit-7", "visit-7", "A.7:b")
    assert len(tail("a")) == 8


def test_half_a_letter_has_a_slug() -> None:
    assert SLUG.fullmatch(slug("\ud800"))
    assert slug("\ud800") != slug("\ud801")
