"""What holds, by enumeration of worlds and by the alliances of every even year."""

from __future__ import annotations

import os
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import bilateral
from bilateral import Dataset, q
from bilateral.panels.holding import WHENS, When
from tests.panels.right_values import hashed, right
from tests.panels.samples import PAK, RUS, dataset, directed, member, treaty

REAL = os.environ.get("BILATERAL_REAL_FILES")
TOPICS = {"defense": "defence", "offense": "offence", "neutral": "neutrality",
          "nonagg": "nonaggression", "consul": "consultation"}  # fmt: skip

FORCES = {
    "2012-12-30/2013-01-02": [(date(2012, 12, 30), date(2013, 1, 2))],
    "2012/2013-01-01": [(date.fromordinal(d), date(2013, 1, 1))
                        for d in range(date(2012, 1, 1).toordinal(), date(2013, 1, 1).toordinal())],
    "[2012-12-30..2012-12-31]/[2013-01-01..2013-01-02]": [
        (date(2012, 12, a), date(2013, 1, b)) for a in (30, 31) for b in (1, 2)
    ],
    "2013": [(date(2013, 1, 1), date(2013, 1, 1)), (date(2013, 12, 31), date(2013, 12, 31)),
             (date(2013, 1, 1), date(2013, 12, 31)), (date(2013, 5, 5), date(2013, 5, 5))],
}  # fmt: skip
"""Stretches, and worlds of each that reach all its bounds."""


def days_in(world: tuple[date, date], year: int) -> set[date]:
    first, last = (max(world[0], date(year, 1, 1)), min(world[1], date(year, 12, 31)))
    return {date.fromordinal(d) for d in range(first.toordinal(), last.toordinal() + 1)}


@pytest.mark.slow
@given(st.lists(st.sampled_from(list(FORCES)), min_size=1, max_size=2), st.sampled_from(WHENS))
@settings(max_examples=40, deadline=None)
def test_no_world_is_outside_of_an_answer(texts: list[str], when: When) -> None:
    data = dataset(*(treaty(f"t{i}", "PAK", "RUS", text) for i, text in enumerate(texts)))
    p = directed((2012, 2014)).state(x=data.agreements, when=when, coverage="2000/2020")
    for year in (2012, 2013, 2014):
        seen: set[Any] = set()
        for worlds in product(*(FORCES[text] for text in texts)):
            days = set().union(*(days_in(world, year) for world in worlds))
            seen.add(
                {
                    "any": bool(days),
                    "first": date(year, 1, 1) in days,
                    "last": date(year, 12, 31) in days,
                    "all": len(days) == (366 if year == 2012 else 365),
                    "days": len(days),
                }[when]
            )
        row = p.row(PAK, RUS, year)
        if when == "days":
            assert row["x_low"] <= min(seen) <= max(seen) <= row["x_high"]
            if len(texts) == 1:
                assert (row["x_low"], row["x_high"]) == (min(seen), max(seen))
        else:
            assert row["x"] is None or {row["x"]} == seen
            if len(texts) == 1:
                assert row["x"] == (seen.pop() if len(seen) == 1 else None)


def test_members_are_bound_while_both_are_and_owe_what_their_own_row_says() -> None:
    data = dataset(
        member("m1", "PAK", "2010/2011-06-30", ("defence",)),
        member("m2", "RUS", "2011-07-01/2014", ("defence",)),
        member("m3", "IND", "2011-01-01/2012", ()),
    )
    defence = data.memberships.where(q.topics.is_in("defence"))
    p = directed().state(x=defence, coverage="2010/2016")
    assert p.row(PAK, RUS, 2011)["x"] is False  # never members on one day
    assert p.row(PAK, 750, 2011)["x"] is True
    assert p.row(750, PAK, 2011)["x"] is False
    assert p.row(RUS, 750, 2012)["x"] is True


def test_a_code_that_passes_from_state_to_state_keeps_what_held() -> None:
    data = dataset(treaty("t", "PAK", "RUS", "1980/1995-12-31"),
                   treaty("u", "PAK", "SUN", "1970/1991-12-25"))  # fmt: skip
    p = directed((1968, 1996)).state(x=data.agreements, coverage="1900/2016")
    assert [p.row(RUS, PAK, y)["x"] for y in (1968, 1975, 1991, 1992, 1996)] == [
        False, True, True, True, False,
    ]  # fmt: skip


@pytest.fixture(scope="module")
def atop() -> Dataset:
    if REAL is None:
        pytest.skip("set BILATERAL_REAL_FILES to the folder of real files")
    return bilateral.read(Path(REAL) / "atop" / "atop-member-level.csv").dataset


@pytest.mark.slow
@pytest.mark.parametrize("column", TOPICS)
def test_alliances_of_every_even_year(atop: Dataset, column: str) -> None:
    owed = atop.memberships.where(q.topics.is_in(TOPICS[column]))
    p = bilateral.panel(states="cow-2016").state(x=owed, coverage="1815/2016")
    query = "SELECT ccode1, ccode2, _t FROM panel WHERE x ORDER BY _t, 1, 2"
    pairs: dict[int, list[tuple[int, int]]] = {}
    for row in p.frame.table(query).to_pylist():
        pairs.setdefault(row["_t"], []).append((row["ccode1"], row["ccode2"]))
    assert p.frame.one("SELECT count(*) FROM panel WHERE x IS NULL") == (0,)
    for year, row in right("atop_by_year").items():
        if not row["cow_any_either_lo"]:
            continue
        own = pairs.get(year, [])
        either = {tuple(sorted(pair)) for pair in own}
        assert len(own) == int(row[f"cow_{column}_directed_lo"])
        assert len(either) == int(row[f"cow_{column}_either_lo"])
        if column == "defense":
            assert hashed((*pair, year) for pair in own) == row["sha_defense_directed"]
            mutual = sum({pair, pair[::-1]} <= set(own) for pair in either)
            assert mutual == int(row["cow_defense_mutual_lo"])
