"""Words of data frames, and what is written here instead."""

from __future__ import annotations

import copy
import pickle

import pytest

import bilateral
from bilateral import Dataset
from bilateral.collection.habits import COUNTED, HABITS, no_such_word
from bilateral.errors import UnknownFieldError


@pytest.mark.parametrize("word", HABITS)
def test_a_word_of_data_frames_is_told(word: str, small: Dataset) -> None:
    lacking = {"info": (small.visits,), "kinds": (small,)}  # which the other has
    for asked in lacking.get(word, (small, small.visits)):
        with pytest.raises(UnknownFieldError) as raised:
            getattr(asked, word)
        assert raised.value.expected == HABITS[word]


@pytest.mark.parametrize("word", COUNTED)
def test_a_word_of_data_frames_is_told_of_counts(word: str, small: Dataset) -> None:
    with pytest.raises(UnknownFieldError) as raised:
        getattr(small.visits.count("year"), word)
    assert raised.value.expected == COUNTED[word]


def test_a_misspelt_word_has_near_ones(small: Dataset) -> None:
    assert "visits" in no_such_word("vistis", small).near
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
