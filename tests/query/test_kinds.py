"""A question is put to the kinds that have its fields and roles, and to no others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import ArmsTransfer, Predicate, Visit, q
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.records import KINDS
from bilateral.query import check_kinds, kinds_with
from bilateral.testing import predicates


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_questions_made_for_a_kind_fit_it(kind: str, data: st.DataObject) -> None:
    predicate = data.draw(predicates(kind))
    check_kinds(predicate, [KINDS[kind]])
    assert KINDS[kind] in kinds_with(predicate)


def test_the_fields_and_roles_of_each_term_count() -> None:
    assert ArmsTransfer in kinds_with(q.delivered >= 1)
    assert Visit not in kinds_with(q.delivered >= 1)
    asked: list[Predicate] = [
        q.delivered >= 1,
        ~q.supplier(state="RUS"),
        q.done & (q.delivered >= 1),
    ]
    for predicate in asked:
        with pytest.raises(UnknownNameError, match="kind 'visit'"):
            check_kinds(q.anything | predicate, [Visit])
    with pytest.raises(UnknownNameError):
        kinds_with((q.delivered >= 1) & q.visitor(named=True))


def test_deep_questions_are_looked_through() -> None:
    deep: Predicate = q.delivered >= 1
    for _ in range(15):
        deep = ~(deep | q.done) & q.anything & q.done
    with pytest.raises(UnknownNameError, match="delivered"):
        check_kinds(deep, [Visit])


def test_what_is_no_question_is_refused() -> None:
    asked: Any = "visits"
    with pytest.raises(RecordError, match="not a predicate"):
        check_kinds(asked, [Visit])
