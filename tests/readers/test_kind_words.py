"""Words for kinds: each of one kind, which there is."""

from __future__ import annotations

from bilateral.dates.languages import folded
from bilateral.model.records import KINDS
from bilateral.readers.kind_words import KIND_WORDS, kinds_meant


def test_a_word_is_of_one_kind_that_there_is() -> None:
    assert KIND_WORDS.keys() <= KINDS.keys()
    words = [word for some in KIND_WORDS.values() for word in some]
    assert len(words) == len(set(words))
    assert all(word == folded(word) for word in words)
    for kind, some in KIND_WORDS.items():
        assert all(kinds_meant(word.upper()) == (kind,) for word in some)


def test_accents_and_what_is_no_text_are_no_matter() -> None:
    assert kinds_meant("Gespräche") == ("meeting",)
    assert kinds_meant(5) == kinds_meant("") == ()
