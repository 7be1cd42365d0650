"""Turned panels: what was left out is listed, and what has no sense is refused."""

from __future__ import annotations

import pytest

import bilateral
from bilateral.errors import BilateralError, RecordError
from tests.panels.samples import PAK, POWER, RUS, dataset, directed, visit


def test_pairs_that_are_dropped_are_listed() -> None:
    p = bilateral.panel(unit="dyad-year", years=(1918, 1919))
    assert p.dropped().to_pylist()[0] == {"ccode1": 300, "ccode2": 310, "year": 1918}


def test_a_panel_loses_its_direction_once_and_before_its_rows() -> None:
    p = directed().join(bilateral.series(POWER))
    assert p.undirected().row(RUS, PAK, 2010)["cinc1"] == 10.0
    with pytest.raises(BilateralError, match="directed"):
        p.undirected().undirected()
    with pytest.raises(BilateralError, match="before"):
        p.where("cinc1 > 1").undirected()


def test_numbers_of_steps_and_rules_are_checked() -> None:
    p = directed().count(x=dataset(visit("v", "PAK", "RUS", "2012")).visits, coverage="2000/2020")
    with pytest.raises(RecordError):
        p.lag("x", 0)
    with pytest.raises(BilateralError, match="no rule"):
        p.undirected(x="both")
    lagged = p.lag("x", 2).row(PAK, RUS, 2014)
    assert (lagged["x_lag2"], lagged["x_low_lag2"], lagged["x_high_lag2"]) == (1, 1, 1)
