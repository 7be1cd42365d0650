"""Questions to one word or amount, against every world that is enumerated."""

from __future__ import annotations

import operator
from math import inf

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Predicate, Quantity, Visit, q
from bilateral.logic import Truth
from bilateral.model.records import KINDS, Status
from bilateral.query.predicates import Node, as_node
from bilateral.query.values import (
    OTHER,
    amount_holds,
    amount_truth,
    amounts_of,
    holds_of,
    numbers_of,
    truth_of_words,
    word_when_open,
    words_apart,
)

FINE = [number / 4 for number in range(41)]  # numbers from 0 to 10, finer than those asked for


def joined(terms: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Node]:
    return st.recursive(
        terms,
        lambda more: st.one_of(
            st.builds(operator.and_, more, more),
            st.builds(operator.or_, more, more),
            st.builds(operator.invert, more),
        ),
        max_leaves=5,
    ).map(as_node)


AMOUNTS = joined(
    st.builds(
        lambda compare, number: compare(q.duration, number),
        st.sampled_from([operator.ge, operator.le, operator.eq]),
        st.integers(0, 9),
    )
)
WORDS = joined(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(
        lambda words: q.title.is_in(*words)
    )
    | st.sampled_from(["a", "b", "ab"]).map(q.title.contains)
)
BOUNDS = st.tuples(st.integers(0, 8), st.integers(0, 8) | st.just(inf)).map(
    lambda pair: (min(pair), max(pair))
)


@given(AMOUNTS, st.lists(BOUNDS, min_size=1, max_size=3))
def test_an_amount_is_answered_in_every_world(
    node: Node, amounts: list[tuple[float, float]]
) -> None:
    worlds = {
        amount_holds(node, number)
        for least, most in amounts
        for number in FINE
        if least <= number <= most
    }
    expected = Truth.of(worlds.pop()) if len(worlds) == 1 else Truth.UNKNOWN
    assert amount_truth(node, amounts) is expected


@given(WORDS, st.text("abcd", min_size=1, max_size=3))
def test_some_word_that_is_looked_at_answers_as_any(node: Node, word: str) -> None:
    looked = {holds_of(node, other, None) for other in words_apart(node, str)}
    assert holds_of(node, word, None) in looked


def test_all_words_of_a_vocabulary_and_another() -> None:
    assert words_apart(as_node(q.done), Status) == (*Status, OTHER)


def record(**facts: object) -> Visit:
    return Visit(id="a", title="A", citations=[Citation(source="s")], **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        (q.done, Truth.TRUE),
        (~q.done, Truth.FALSE),
        (q.status.is_in("planned"), Truth.FALSE),
        (q.status.is_in("planned") | q.done, Truth.TRUE),
    ],
)
def test_a_word_that_is_stated(question: Predicate, truth: Truth) -> None:
    assert truth_of_words(as_node(question), ["occurred"], Visit.counted) is truth


def test_words_that_sources_differ_on_and_one_that_is_not_stated() -> None:
    done = as_node(q.done)
    assert truth_of_words(done, ["occurred", "planned"], Visit.counted) is Truth.UNKNOWN
    assert truth_of_words(done, ["occurred", "ongoing"], Visit.counted) is Truth.TRUE
    assert word_when_open(done, "status", Visit) is Truth.UNKNOWN
    assert word_when_open(done, "status", KINDS["project"]) is Truth.TRUE
    assert word_when_open(as_node(q.done | ~q.done), "status", Visit) is Truth.TRUE


def test_a_duration_that_is_not_stated_is_left_by_the_date() -> None:
    assert amounts_of("duration", record(date="2016-04-01/2016-04-03")) == ((3, 3),)
    assert amounts_of("duration", record(date="[2016-04-01,2016-05]")) == ((1, 1), (1, 31))
    assert amounts_of("duration", record(date="2016", duration=Quantity(2))) == ((2, 2),)
    assert amounts_of("duration", record()) == ((1, inf),)  # a day at least, whatever the date


def test_the_numbers_of_a_question() -> None:
    assert list(numbers_of(as_node((q.duration >= 2) & ~(q.duration <= 5)))) == [2, 5]
