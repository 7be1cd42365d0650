"""Relevant pairs: three answers, by days in common."""

from __future__ import annotations

import bilateral
from tests.panels.samples import IND, PAK, RUS, directed, table

TOUCHING = {"state1no": [PAK, IND], "state2no": [IND, PAK], "year": [2010, 2010], "type": [1, 1]}


def test_a_pair_of_no_known_contiguity_is_kept_and_marked() -> None:
    found = {
        (r["ccode1"], r["ccode2"]): r["maybe"] for r in table(directed((2010, 2010)).relevant())
    }
    assert found[PAK, RUS] is False  # a major power
    assert found[PAK, IND] is True


def test_contiguity_decides_within_its_coverage() -> None:
    contiguity = bilateral.series(TOUCHING, coverage="2010/2011")
    p = directed((2010, 2012)).relevant(contiguity)
    found = {(r["ccode1"], r["ccode2"], r["year"]): r["maybe"] for r in table(p)}
    assert found[PAK, IND, 2010] is False
    assert (PAK, IND, 2011) not in found
    assert found[PAK, IND, 2012] is True
    assert "2 maybe, 2 dropped" in p.notes[0]
    other = directed((2010, 2010)).relevant(contiguity, types=[5])
    assert (PAK, IND) not in {(r["ccode1"], r["ccode2"]) for r in table(other)}


def test_a_major_power_counts_from_the_day_on() -> None:
    p = bilateral.panel(unit="dyad-month", window="1898-07/1898-09", pairs=[(2, 100)]).relevant(
        bilateral.series(TOUCHING, coverage="1800/2000")
    )
    assert [(r["month"]) for r in table(p)] == [8, 9]
