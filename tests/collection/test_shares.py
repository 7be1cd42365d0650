"""Shares: their bounds are those of all worlds, of boxes and of what is not stated."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import Any, TypeAlias

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import Dataset, Visit
from bilateral.collection.counts import Counts
from bilateral.collection.shares import shares_of
from bilateral.errors import UnknownNameError

BOUNDS = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda b: (b[0], b[0] + b[1]))
WORDS = ("a", "b", None)
Cell: TypeAlias = tuple[str | None, str | None]


@given(st.lists(BOUNDS, min_size=1, max_size=3))
def test_a_share_has_the_bounds_of_all_worlds(bounds: list[tuple[int, int]]) -> None:
    found = shares_of([((str(n),), *b) for n, b in enumerate(bounds)])
    worlds = list(product(*(range(low, high + 1) for low, high in bounds)))
    for n in range(len(bounds)):
        reached = [world[n] / (sum(world) or 1) for world in worlds]
        assert found[str(n),] == pytest.approx((min(reached), max(reached)))


def _counts(things: list[Cell]) -> list[tuple[Cell, int, int]]:
    """The rows of a count of things, some of whose words are not stated."""
    rows = []
    for cell in {*things}:
        fits = [
            one
            for one in things
            if all(word in (None, own) for word, own in zip(one, cell, strict=True))
        ]
        least = things.count(cell)
        rows.append((cell, least, least if None in cell else len(fits)))
    return rows


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), min_size=1, max_size=5))
def test_what_is_not_stated_may_be_of_any_cell(things: list[Cell]) -> None:
    rows = _counts(things)
    alone, in_second = shares_of(rows), shares_of(rows, 1)
    assert all(cell[1] is not None for cell in in_second)
    known = [("a", "b", "other") if word is None else (word,) for one in things for word in one]
    for flat in product(*known):
        world: list[Cell] = list(zip(flat[::2], flat[1::2], strict=True))
        for cell in {cell for cell, *_ in rows if None not in cell}:
            least, most = alone[cell]
            assert least - 1e-9 <= world.count(cell) / len(world) <= most + 1e-9
            whole = [one for one in world if one[1] == cell[1]]
            least, most = in_second[cell]
            assert least - 1e-9 <= whole.count(cell) / (len(whole) or 1) <= most + 1e-9


def test_a_share_of_what_has_no_bound() -> None:
    assert shares_of([(("a",), 2, inf), (("b",), 1, 2)]) == {("a",): (0.5, 1.0), ("b",): (0, 0.5)}
    assert shares_of([(("a",), 2, inf), (("b",), 1, inf)]) == {("a",): (0, 1.0), ("b",): (0, 1.0)}
    assert shares_of([(("a",), 0, 0)]) == {("a",): (0.0, 0.0)}
    assert shares_of([(("a",), 0, 11)]) == {("a",): (0.0, 1.0)}  # there may be nothing to share


def test_shares_of_counts_are_in_per_cent_and_leave_none_out() -> None:
    by: Counts[str, int] = Counts(("host",), {("RUS",): (1, 1), ("CHN",): (2, 2)})
    found = by.share()
    assert found == {"RUS": pytest.approx((100 / 3, 100 / 3)), "CHN": pytest.approx((200 / 3,) * 2)}
    assert (found.by, found.field, found.unit) == (("host",), "share", "%")
    assert str(found).splitlines()[2].split() == ["CHN", "66.6", "%", "66.7", "%"]
    assert list(found.sort("at_most").head(1)) == ["CHN"]
    assert found.to_pylist()[0]["at_least"] == pytest.approx(200 / 3)


def test_a_visit_to_an_unknown_host_may_be_to_any() -> None:
    facts: dict[str, Any] = {"title": "A", "citations": ["s"], "status": "occurred", "date": "2016"}
    visits = [
        Visit(id=f"v{n}", visitor="PAK", host=host, **facts)
        for n, host in enumerate(["RUS", "CHN", None])
    ]
    counts = Dataset(records=visits).count("host", "year")
    assert counts.share("year")["RUS", 2016] == pytest.approx((25, 200 / 3))
    assert counts.share() == counts.share("year")
    with pytest.raises(UnknownNameError, match="'host'"):
        counts.share("hst")


def test_a_selection_points_to_shares() -> None:
    visits = bilateral.load("pakistan-russia").visits
    with pytest.raises(AttributeError, match=r"count\('supplier'\)\.share\(\)"):
        getattr(visits, "share")  # noqa: B009 - which a type checker would refuse


def test_what_fits_a_listed_cell_is_counted_with_it_alone() -> None:
    rows = [(("a", "2016"), 1, 2), (("b", "2016"), 1, 1), (("a", None), 1, 1), (("c", None), 1, 1)]
    assert shares_of(rows, 1) == {("a", "2016"): (1 / 3, 2 / 3), ("b", "2016"): (0.25, 0.5)}
