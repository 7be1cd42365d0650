"""Words of data frames, and what is written here instead."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import bilateral
from bilateral import Dataset, q
from bilateral.collection.habits import COUNTED, HABITS, SAME, SAME_OF_COUNTS, meant, turned
from bilateral.errors import ArgumentError, UnknownFieldError


@pytest.mark.parametrize("word", HABITS)
def test_a_word_of_data_frames_is_told(word: str, small: Dataset) -> None:
    views = dict.fromkeys(("info", "card", "known", "from_sources"), (small.visits,))
    lacking = {**views, "kinds": (small,)}  # which the other has
    for asked in lacking.get(word, (small, small.visits)):
        with pytest.raises(UnknownFieldError) as raised:
            getattr(asked, word)
        assert raised.value.expected == HABITS[word]


@pytest.mark.parametrize("word", COUNTED)
def test_a_word_of_data_frames_is_told_of_counts(word: str, small: Dataset) -> None:
    with pytest.raises(UnknownFieldError) as raised:
        getattr(small.visits.count("year"), word)
    assert raised.value.expected == COUNTED[word]


def test_a_word_of_one_meaning_works(small: Dataset) -> None:
    assert not set(SAME) & set(HABITS)
    assert not set(SAME_OF_COUNTS) & set(COUNTED)
    counts = small.visits.count("year")
    for asked, same in ((small.visits, SAME), (counts, SAME_OF_COUNTS)):
        for word, meaning in same.items():
            assert word not in dir(type(asked))  # it is no second name in what is completed
            if isinstance(meaning, str) and not meaning.endswith(("pandas", "definite")):
                assert getattr(asked, word) == getattr(asked, meaning)


def test_a_word_of_selections_is_told_of_a_dataset_as_it_was_typed(small: Dataset) -> None:
    for word in ("sure", "maybe"):
        with pytest.raises(UnknownFieldError) as raised:
            getattr(small, word)
        assert raised.value.found == word
        assert raised.value.expected == f"{SAME[word]}, of a selection"


def test_each_word_of_one_meaning_means_that(small: Dataset) -> None:
    typed: Any = small.visits
    first = small.visits[0]
    assert typed.filter(q.status == "occurred") == small.visits.where(q.status == "occurred")
    assert typed.iloc[0] == typed.loc[first.id] == typed.to_list()[0] == first
    assert typed.top("host", 1) == small.visits.count("host").sort().head(1)
    assert typed.top() == small.visits.count("initiator").sort().head(5)
    assert list(typed.value_counts("host").items()) == list(
        small.visits.count("host").sort().items()
    )
    counts: Any = small.visits.count("year")
    assert counts.to_dict() == dict(small.visits.count("year"))
    assert counts.nlargest(1) == counts.most_common(1) == small.visits.count("year").sort().head(1)
    assert counts.loc[2018] == small.visits.count("year")[2018]


def test_an_order_is_turned_as_data_frames_say_it(small: Dataset) -> None:
    assert [turned(False, said) for said in ({}, {"descending": True}, {"ascending": True})] == [
        False,
        True,
        False,
    ]
    with pytest.raises(ArgumentError, match="reverse=True"):
        small.visits.sort("date", key=True)
    with pytest.raises(ArgumentError):
        small.visits.sort("date", ascending=True, descending=False)
    latest = small.visits.sort("date", descending=True).ids
    assert latest == small.visits.sort("date", ascending=False).ids
    assert latest == small.visits.sort("date", reverse=True).ids
    assert small.sort("date", descending=True).ids == small.sort("date", reverse=True).ids
    counts = small.visits.count("year")
    assert list(counts.sort(descending=True)) == list(counts.sort())
    assert list(counts.sort("year", descending=True)) == list(counts.sort("year", reverse=True))
    assert list(counts.sort(ascending=True)) == list(counts.sort(reverse=False))


def test_a_misspelt_word_has_near_ones(small: Dataset) -> None:
    with pytest.raises(UnknownFieldError) as raised:
        meant("vistis", small)
    assert "visits" in raised.value.near
    assert not hasattr(small.visits, "vistis")
    with pytest.raises(AttributeError):
        _ = small._no_such  # type: ignore[attr-defined]


def test_what_fails_in_a_property_is_told_as_it_is(small: Dataset) -> None:
    pytest.importorskip("pyarrow")
    table = bilateral.scan(small)
    with pytest.raises(AttributeError, match="a table of visits has no such kind"):
        _ = table.visits.meetings


def test_copies_and_pickles_are_as_before(small: Dataset) -> None:
    assert copy.deepcopy(small) == small
    assert pickle.loads(pickle.dumps(small)) == small
