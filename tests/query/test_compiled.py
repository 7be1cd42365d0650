"""Compiled questions: the answers of the reference, and nothing left behind in the process."""

from __future__ import annotations

import gc
import linecache
import pickle
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Dataset, Predicate, q
from bilateral.errors import RecordError
from bilateral.logic import Truth
from bilateral.model.records import KINDS
from bilateral.query.compiled import split
from bilateral.query.meaning import evaluate
from bilateral.query.predicates import MOST_NESTED
from bilateral.testing import predicates, records


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_each_record_is_where_the_reference_puts_it(kind: str, data: st.DataObject) -> None:
    given_records = data.draw(st.lists(records(kind), max_size=5))
    predicate = data.draw(predicates(kind))
    definite, possible = split(predicate, given_records)
    truths = [(record, evaluate(predicate, record)) for record in given_records]
    assert definite == [record for record, truth in truths if truth is Truth.TRUE]
    assert possible == [record for record, truth in truths if truth is Truth.UNKNOWN]


def test_a_question_leaves_no_lines_in_the_process(small: Dataset) -> None:
    before = set(linecache.cache)
    for number in range(30):
        split(q.title.contains(f"x{number}"), small.records)
    assert set(linecache.cache) == before


def test_a_function_goes_when_it_is_asked_for_no_more() -> None:
    def functions() -> int:
        gc.collect()
        return sum(
            getattr(item, "__module__", "").startswith("bilateral predicate")
            for item in gc.get_objects()
            if callable(item) and isinstance(getattr(item, "__module__", ""), str)
        )

    for number in range(600):
        split(q.title.contains(f"y{number}"), [])
    assert functions() <= 2 * 512


def test_tracebacks_show_the_lines_of_a_question() -> None:
    def broken() -> Iterator[Any]:
        yield object()

    with pytest.raises(AttributeError) as caught:
        split(q.date.since("1999-09-09"), broken())
    assert "w = r.extent" in "".join(traceback.format_exception(caught.value))


def test_the_deepest_questions_are_answered(small: Dataset) -> None:
    deep: Predicate = q.date.since(2016)
    expected = {record: evaluate(deep, record) for record in small.records}
    yes, no = q.date.since(1900), q.date.before(1800)
    for number in range(MOST_NESTED - 1):
        match number % 3:
            case 0:
                deep, expected = deep & yes, {r: t & evaluate(yes, r) for r, t in expected.items()}
            case 1:
                deep, expected = deep | no, {r: t | evaluate(no, r) for r, t in expected.items()}
            case _:
                deep, expected = ~deep, {r: ~t for r, t in expected.items()}
    definite, possible = split(deep, small.records)
    assert definite == [record for record, truth in expected.items() if truth is Truth.TRUE]
    assert possible == [record for record, truth in expected.items() if truth is Truth.UNKNOWN]


def test_the_deepest_questions_of_many_values_are_answered_everywhere(small: Dataset) -> None:
    deep = q.id == small.records[0].id
    for number in range(MOST_NESTED - 1):
        person = q.participant(person=f"p{number}", sector="military")
        deep = deep | person if number % 2 else deep & ~person
    sides = split(deep, small.records)
    truths = {record: evaluate(deep, record) for record in small.records}
    assert sides[0] == [record for record, truth in truths.items() if truth.is_true]
    assert sides[1] == [record for record, truth in truths.items() if truth.is_unknown]
    assert eval(repr(deep), {"q": q}) == pickle.loads(pickle.dumps(deep)) == deep
    with pytest.raises(RecordError, match="nested too deep"):
        deep | q.done


def test_wide_questions_are_answered(small: Dataset) -> None:
    wide = q.id == "none"
    for number in range(2000):
        wide |= q.id == f"none-{number}"
    assert split(wide | (q.id == small.records[0].id), small.records)[0] == [small.records[0]]
