"""The terms of a question, and what it asks of the status."""

from __future__ import annotations

import pytest
from hypothesis import given

from bilateral import Predicate, q
from bilateral.errors import RecordError
from bilateral.query import evaluate
from bilateral.query.predicates import MOST_NESTED, Not, as_node
from bilateral.query.terms import asks_for_a_status, changed, terms_of
from bilateral.testing import predicates, records

PLANNED = q.status == "planned"
RECENT = q.date.since(2016)


@given(predicates("visit"))
def test_a_question_of_which_nothing_is_changed_is_itself(predicate: Predicate) -> None:
    assert changed(predicate, lambda term: term) is predicate


@given(predicates("visit"), predicates("visit"))
def test_every_term_is_met_once_in_its_order(one: Predicate, other: Predicate) -> None:
    met = []
    changed(one & ~other, lambda term: met.append(term) or term)  # type: ignore[func-returns-value]
    assert met == list(terms_of(one & ~other))
    if q.anything not in (one, other, ~one, ~other):
        assert met == [*terms_of(one), *terms_of(~other)]


@given(records("visit"), predicates("visit"))
def test_terms_turned_into_their_negation_turn_the_answer_of_a_term(
    record: object, predicate: Predicate
) -> None:
    turned = changed(predicate, lambda term: as_node(~term))
    again = changed(turned, lambda term: as_node(~term))
    assert evaluate(again, record) is evaluate(predicate, record)  # type: ignore[arg-type]


def test_a_question_may_be_deep() -> None:
    node: Predicate = RECENT
    for _ in range(MOST_NESTED // 3):
        node = (Not(as_node(node)) & q.done) | PLANNED
    assert sum(term == RECENT for term in terms_of(node)) == 1
    turned = changed(node, lambda _: as_node(q.done))
    assert len(list(terms_of(turned))) == 2 * (MOST_NESTED // 3) + 1


@pytest.mark.parametrize(
    "asked",
    [
        PLANNED,
        RECENT & PLANNED & q.topics.is_in("arms"),
        PLANNED & ~(q.status == "agreed"),
        q.status.contains("plan") & q.done,
    ],
)
def test_a_question_for_a_status_is_told(asked: Predicate) -> None:
    assert asks_for_a_status(asked)


@pytest.mark.parametrize("asked", [RECENT, q.done & RECENT, q.done, RECENT | ~RECENT, q.anything])
def test_a_question_for_none_is_told(asked: Predicate) -> None:
    assert not asks_for_a_status(asked)


@pytest.mark.parametrize(
    "asked",
    [~PLANNED, PLANNED | RECENT, RECENT & (PLANNED | RECENT), ~q.done, ~(RECENT & ~PLANNED)],
)
def test_a_status_elsewhere_names_what_to_write(asked: Predicate) -> None:
    with pytest.raises(RecordError, match=r"any_status\(\)"):
        asks_for_a_status(asked)
