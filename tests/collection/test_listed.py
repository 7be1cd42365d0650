"""What a dataset lists is a tuple, asked for by ids too."""

from __future__ import annotations

import copy
import pickle

import pytest

import bilateral
from bilateral import Dataset
from bilateral.collection.listed import Listed
from bilateral.errors import RecordError, UnknownNameError


def test_it_is_the_tuple_that_it_was(small: Dataset) -> None:
    for things in (small.records, small.sources, small.actors):
        plain = tuple(things)
        assert things == plain
        assert hash(things) == hash(plain)
        assert things[0] is plain[0]
        assert things[1:] == plain[1:]
        assert pickle.loads(pickle.dumps(things)) == copy.deepcopy(things) == things
        assert isinstance(pickle.loads(pickle.dumps(things)), Listed)
        assert things.count(plain[0]) == 1


def test_ids_find_what_is_listed(small: Dataset) -> None:
    assert small.sources["tribune"] is small.source("tribune")
    assert small.records["chief-2018"] is small["chief-2018"]
    assert "chief-2018" in small.records._ipython_key_completions_()
    with pytest.raises(UnknownNameError, match="did you mean 'tribune'"):
        small.sources["tribun"]


def test_a_key_is_not_counted_among_records(small: Dataset) -> None:
    with pytest.raises(RecordError, match=r"dataset\.count\('year'\)"):
        small.records.count("year")


def test_the_first_and_the_last_are_had_as_of_a_selection() -> None:
    data = bilateral.load("pakistan-russia")
    visits = data.visits
    for number in (-1, 0, 2, 10**6):
        assert visits.definite.head(number) == visits.head(number) == visits.first(number)
        assert visits.definite.tail(number) == visits.tail(number) == visits.last(number)
    assert visits.first() == visits.first(1)[0]
    assert visits.last() == visits.last(1)[0]
    assert data.first(2) == data.records.head(2)
    possible = visits.by(sector="security").possible
    assert possible.head(1) == possible[:1]
