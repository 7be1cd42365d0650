"""Texts in which one cell holds several values."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from bilateral.tables.texts import (
    ENTRY,
    ENTRY_END,
    FIELD_END,
    as_json,
    barred,
    listed,
    one_or_barred,
    separated,
)

VALUES = st.dictionaries(
    st.sampled_from(["status", "purpose", "mode"]),
    st.lists(st.text(max_size=4), min_size=1, max_size=3),
    min_size=1,
)


@given(VALUES)
def test_a_list_of_entries_can_be_taken_apart(lists: dict[str, list[str]]) -> None:
    text = listed(lists)
    assert text is not None
    assert text.startswith(ENTRY)
    assert text.endswith(ENTRY)
    found = {}
    for entry in text.strip(ENTRY).split(ENTRY):
        field, values = entry.split(FIELD_END)
        found[field] = values.split(ENTRY_END)[:-1]
    assert found == {field: list(map(separated, values)) for field, values in lists.items()}


@pytest.mark.parametrize(
    ("words", "all_of_them", "shortest"),
    [((), None, None), (("a",), "|a|", "a"), (("a", "b"), "|a|b|", "|a|b|")],
)
def test_words_between_bars(
    words: tuple[str, ...], all_of_them: str | None, shortest: str | None
) -> None:
    assert (barred(words), one_or_barred(words)) == (all_of_them, shortest)
    assert listed({}) is None


@given(st.recursive(st.text() | st.integers(), st.lists, max_leaves=5))
def test_json_is_short_and_comes_back(value: object) -> None:
    assert json.loads(as_json(value)) == value
    assert as_json(["é", {"a": 1}]) == '["é",{"a":1}]'
