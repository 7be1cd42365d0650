"""Compiled questions: the answers of the reference, and nothing left behind in the process."""

from __future__ import annotations

import gc
import linecache
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bilateral import Dataset, q
from bilateral.logic import Truth
from bilateral.model.records import KINDS
from bilateral.query.compiled import split
from bilateral.query.meaning import evaluate
from bilateral.testing import predicates, records


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
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
    assert "w = r.when" in "".join(traceback.format_exception(caught.value))
