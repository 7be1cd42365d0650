"""Closed vocabularies and the words of errors for what is not in them."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Sector, Status
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.vocabulary import SLUG, SPELLINGS, Vocabulary, frozen_tuple, unknown_name

VOCABULARIES = Vocabulary.__subclasses__()


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_word_is_found_by_itself_and_no_other(vocabulary: type[Vocabulary]) -> None:
    for member in vocabulary:
        assert vocabulary(member.value) is vocabulary(member) is member
        assert pickle.loads(pickle.dumps(member)) is copy.deepcopy(member) is member
        assert vocabulary(member.value.upper()) is vocabulary(member.value.title()) is member
        with pytest.raises(UnknownNameError) as caught:
            vocabulary(f"{member.value}x")
        assert member.value in caught.value.near


def test_another_spelling_is_the_word() -> None:
    every = {member.value for vocabulary in VOCABULARIES for member in vocabulary}
    for spelt, word in SPELLINGS.items():
        assert spelt not in every
        found = [one for one in VOCABULARIES if word in {member.value for member in one}]
        assert found, word
        for vocabulary in found:
            assert vocabulary(spelt) is vocabulary(word) is vocabulary.named(spelt)
    for unknown in ("sports", "defense ", ""):
        assert Sector.named(unknown) is None


@given(st.text() | st.none() | st.integers())
def test_any_other_value_is_refused_with_the_words_there_are(value: Any) -> None:
    words = {member.value for member in Sector}
    if isinstance(value, str) and value.casefold() in words | SPELLINGS.keys():
        return
    with pytest.raises(UnknownNameError, match="unknown sector") as caught:
        Sector(value)
    assert all(word in str(caught.value) for word in words)


def test_the_name_of_a_vocabulary_is_told_in_words() -> None:
    with pytest.raises(UnknownNameError, match="unknown evidence rank"):
        next(v for v in VOCABULARIES if v.__name__ == "EvidenceRank")("x")


@pytest.mark.parametrize(("listed", "known"), [(True, ["a"]), (False, ["a"]), (True, [])])
def test_words_are_listed_where_there_are_few(listed: bool, known: list[str]) -> None:
    error = unknown_name("thing", "b", known, listed=listed)
    assert error.expected == ("one of a" if listed and known else None)


@given(st.lists(st.text()))
def test_a_sequence_becomes_a_tuple(values: list[str]) -> None:
    assert frozen_tuple(values, str, "names") == tuple(values)
    assert frozen_tuple(iter(values), str, "names") == tuple(values)
    assert frozen_tuple(dict.fromkeys(values).keys(), str, "names") == tuple(dict.fromkeys(values))


@pytest.mark.parametrize("value", ["text", b"bytes", {"a": 1}, 5, None])
def test_what_is_no_sequence_is_refused(value: object) -> None:
    with pytest.raises(RecordError, match="a sequence of str") as caught:
        frozen_tuple(value, str, "names")
    assert (caught.value.field, caught.value.found) == ("names", value)


def test_a_wrong_value_is_named_by_its_place() -> None:
    with pytest.raises(RecordError, match="int or Status") as caught:
        frozen_tuple([Status.PLANNED, 3, "x"], (int, Status), "names")
    assert (caught.value.field, caught.value.found) == ("names[2]", "x")


@pytest.mark.parametrize(
    ("text", "right"),
    [("a", True), ("a-1_b.c:d", True), ("", False), ("-a", False), ("a--b", False), ("é", False)],
)
def test_ids(text: str, right: bool) -> None:
    assert bool(SLUG.fullmatch(text)) is right
