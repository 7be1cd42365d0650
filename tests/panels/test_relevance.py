"""Relevant pairs: three answers, by days in common."""

from __future__ import annotations

import pytest

import bilateral
from bilateral.errors import RecordError, UnknownNameError
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


def test_what_is_no_contiguity_is_refused() -> None:
    p = directed((2010, 2010))
    with pytest.raises(RecordError, match="pairs of states"):
        p.relevant(bilateral.series({"ccode": [PAK], "year": [2010], "x": [1]}))
    several = bilateral.series(TOUCHING | {"land": [1, 0]})
    with pytest.raises(RecordError, match="type, land"):
        p.relevant(several)
    with pytest.raises(UnknownNameError):
        p.relevant(several, "sea")
    with pytest.raises(RecordError, match="types"):
        p.relevant(several, "type", types="land")  # type: ignore[arg-type]
    assert table(p.relevant(several, "type", types=1)) == table(p.relevant(several, "type", [1]))


def test_who_is_a_major_power_after_the_end_of_the_list_is_not_known() -> None:
    years = bilateral.panel(unit="dyad-year", years=(2024, 2025), carry=True, pairs=[(2, 20)])
    assert [row["maybe"] for row in table(years.relevant())] == [False, True]
