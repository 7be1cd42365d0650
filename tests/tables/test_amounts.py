"""Questions to one amount of a row, against those to the amounts themselves."""

from __future__ import annotations

import operator
from math import inf

from hypothesis import given, strategies as st

from bilateral import Predicate, q
from bilateral.logic import Truth
from bilateral.query.predicates import as_node
from bilateral.query.values import amount_truth
from bilateral.tables.amounts import amount_pair, amounts_text
from tests.tables.rowwise import holds

NUMBERS = st.sampled_from([0, 1, 2, 2.5, 3, 4])
BOUNDS = st.tuples(NUMBERS, NUMBERS | st.just(inf)).map(lambda pair: (min(pair), max(pair)))
TERMS = st.builds(
    lambda compare, number: compare(q.duration, number),
    st.sampled_from([operator.ge, operator.le, operator.eq]),
    NUMBERS,
)
QUESTIONS: st.SearchStrategy[Predicate] = st.recursive(
    TERMS,
    lambda terms: st.one_of(
        st.builds(operator.and_, terms, terms),
        st.builds(operator.or_, terms, terms),
        st.builds(operator.invert, terms),
    ),
    max_leaves=4,
)


def row_of(amounts: list[tuple[float, float]]) -> dict[str, object]:
    least, most = min(low for low, _ in amounts), max(high for _, high in amounts)
    return {
        "duration_min": least,
        "duration_max": None if most == inf else most,
        "duration_amounts": amounts_text(amounts),
    }


@given(QUESTIONS, st.lists(BOUNDS, min_size=1, max_size=3))
def test_a_row_answers_as_its_amounts(
    question: Predicate, amounts: list[tuple[float, float]]
) -> None:
    node = as_node(question)
    surely, maybe = amount_pair(node, "duration")
    truth, row = amount_truth(node, amounts), row_of(amounts)
    assert holds(surely, row) is (truth is Truth.TRUE)
    assert holds(maybe, row) is (truth is not Truth.FALSE)


def test_one_amount_is_no_list() -> None:
    assert amounts_text([(1, 2)]) is None
    assert amounts_text([(1, 2), (4, inf)]) is not None


def test_between_two_rivals_is_nothing() -> None:
    row = row_of([(1, 1), (5, 5)])
    _, maybe = amount_pair(as_node((q.duration >= 2) & (q.duration <= 4)), "duration")
    assert not holds(maybe, row)
