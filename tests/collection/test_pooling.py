"""What may be in many cells is as much in each as if it were added to each by itself."""

from __future__ import annotations

import sys
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bilateral.collection.asked import Open, Pattern
from bilateral.collection.deals import Deal
from bilateral.collection.identity import Same
from bilateral.collection.pooling import Entry, Held, Pool, bounds_of
from bilateral.collection.tally import Tally

AMOUNTS = st.sampled_from([0.0, 0.1, 0.7, 1.0, 3.0, 1e17, inf])
DEAL = Deal("d", (2.0, 9.0), (None,), {"a": (0.0, 4.0), "b": (1.0, 3.0)}, is_whole=True)
TOLD = st.sampled_from(
    [
        Entry("a", None, DEAL, False, 0.0, 4.0),
        Entry("b", None, DEAL, False, 1.0, 3.0),
        Entry("d", None, DEAL, False, 2.0, 9.0),
        Entry("e", ("e", "e"), None, False, 0.1, 0.7),
        Entry("f", ("e", "e"), None, False, 0.3, 0.3),
        Entry("g", ("g", "e"), None, False, 0.0, inf),
        Entry("h", None, None, False, 0.1, 5.0),
    ]
)


@st.composite
def held(draw: st.DrawFn) -> Held:
    """Amounts and entries of some records, none of which gives surely."""
    found = Held()
    for amount in draw(st.lists(AMOUNTS, max_size=3)):
        found.may_have(amount, draw(st.integers(1, 3)))
    found.entries = draw(st.lists(TOLD, min_size=1, max_size=4))
    return found


@settings(max_examples=60)
@given(held(), st.lists(st.lists(held(), min_size=1, max_size=3), max_size=3), st.data())
def test_pools_are_what_they_are_of(
    own: Held, several: list[list[Held]], data: st.DataObject
) -> None:
    every = [one for pool in several for one in pool]
    without = [one for one in every if data.draw(st.booleans())]
    alone = Held()
    for one in (own, *(one for one in every if all(one is not other for other in without))):
        for amount, number in one.most.items():
            alone.may_have(amount, number)
        alone.entries += one.entries
    found = bounds_of(own, [Pool(pool) for pool in several], without, lambda _: True)
    expected = bounds_of(alone, (), (), lambda _: True)
    assert found == expected


def test_an_event_in_two_pools_is_one() -> None:
    several = [Held(), Held()]
    for one in several:
        one.entries = [Entry("e", ("e", "e"), None, False, 0.0, 1.0)]
    assert bounds_of(Held(), [Pool([one]) for one in several], (), lambda _: True) == (0, 1)


WORDS = st.sampled_from(["ann", "bob", "eve"])
OPEN = st.builds(lambda but: Open((), frozenset(but)), st.sets(WORDS, max_size=2))
PATTERNS: Any = st.tuples(WORDS | OPEN, WORDS | OPEN)


@given(st.sets(st.tuples(WORDS, WORDS)), st.lists(st.tuples(PATTERNS, AMOUNTS)))
def test_a_cell_is_raised_by_what_fits_it(
    cells: set[tuple[str, str]], patterns: list[tuple[Pattern, float]]
) -> None:
    tally = Tally(("person", "place"), "delivered")
    for cell in cells:
        tally.include(cell)
    for pattern, most in patterns:
        tally.add({pattern: False}, surely=True, amount=(0.0, most))
    found = dict(tally.cells())
    for cell in cells:
        alone = Held()
        for pattern, most in patterns:
            if all(
                word not in one.but if isinstance(one, Open) else word == one
                for word, one in zip(cell, pattern, strict=True)
            ):
                alone.may_have(most, 1)
        if cell not in {pattern for pattern, _ in patterns}:
            assert found[cell] == bounds_of(alone, (), (), lambda _: True)


def calls(number: int, same: Same | None) -> int:
    """How many calls it takes to bound the cells of so many persons and open records."""
    tally = Tally(("person",))
    for one in range(number):
        name = f"person-{one}"
        tally.add({(name,): True}, surely=True, id=f"a{one}")
        event = same and (f"b{one}", f"b{one - one % 2}")
        cells: dict[Pattern, bool] = {(name,): True, (Open((), frozenset({name})),): False}
        tally.add(cells, surely=True, id=f"b{one}", same=event)
    found = 0

    def count(*_: object) -> None:
        nonlocal found
        found += 1

    sys.setprofile(count)
    try:
        list(tally.cells())
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("same", [None, ("b", "b")], ids=["apart", "linked"])
def test_steps_grow_with_persons_and_not_with_their_square(same: Same | None) -> None:
    assert calls(400, same) < 4.2 * calls(100, same)
