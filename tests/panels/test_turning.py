"""Turned panels: what was left out is listed, and what has no sense is refused."""

from __future__ import annotations

from typing import Any

import pytest

import bilateral
from bilateral.errors import BilateralError, RecordError
from tests.panels.samples import PAK, POWER, RUS, dataset, directed, treaty, visit


def test_pairs_that_are_dropped_are_listed() -> None:
    p = bilateral.panel(unit="dyad-year", years=(1918, 1919))
    assert p.dropped().to_pylist()[0] == {"ccode1": 300, "ccode2": 310, "year": 1918}


def test_a_panel_loses_its_direction_once_and_before_its_rows() -> None:
    p = directed().join(bilateral.series(POWER, missing=[-9]))
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


TREATIES = dataset(treaty("t", "PAK", "RUS", "2011/2013"), treaty("u", "PAK", "RUS", "2012"))


def test_a_lag_without_direction_is_of_what_was_counted_anew() -> None:
    p = directed().count(n=TREATIES.agreements, coverage="2000/2020").lag("n")
    p = p.state(on=TREATIES.agreements, coverage="2000/2020").lag("on")
    pair = p.undirected(n="sum", on="either")
    assert (pair.row(RUS, PAK, 2010)["n"], pair.row(RUS, PAK, 2011)["n_lag1"]) == (2, 2)
    assert pair.row(RUS, PAK, 2013)["on_lag1"] is True
    assert list(pair.columns) == [
        "ccode1", "ccode2", "year", "n", "n_low", "n_high", "n_lag1", "n_low_lag1", "n_high_lag1",
        "on", "on_lag1",
    ]  # fmt: skip
    with pytest.raises(BilateralError, match="rule of its column"):
        p.undirected(n="sum", on="either", n_lag1="larger")


def test_a_pair_of_which_one_direction_is_there_loses_no_row_without_a_word() -> None:
    p = directed(pairs=[(PAK, RUS)]).count(n=TREATIES.agreements)
    with pytest.raises(BilateralError, match="only one direction"):
        p.undirected(n="sum")


@pytest.mark.parametrize(
    ("when", "rule", "is_known"),
    [
        ("any", "either", True), ("any", "both", True), ("any", "sum", False),
        ("days", "either", True), ("days", "larger", True), ("days", "sum", False),
        ("days", "both", False),
    ],
)  # fmt: skip
def test_rules_are_of_what_the_column_holds(when: Any, rule: str, is_known: bool) -> None:
    p = directed().state(x=TREATIES.agreements, when=when, coverage="2000/2020")
    if is_known:
        assert p.undirected(x=rule).row(RUS, PAK, 2012)["x"] == (True if when == "any" else 366)
    else:
        with pytest.raises(BilateralError, match="no rule for such a column"):
            p.undirected(x=rule)


def test_texts_of_pairs_are_not_added() -> None:
    given = {"ccode1": [RUS, PAK], "ccode2": [PAK, RUS], "year": [2010] * 2, "v": ["a", "b"]}
    p = directed().join(bilateral.series(given))
    with pytest.raises(BilateralError, match="no rule"):
        p.undirected(v="mean")
    assert p.undirected(v="larger").row(RUS, PAK, 2010)["v"] == "b"


@pytest.mark.parametrize("condition", ["", "year", "1=1) --", 3, "count(*) > 1"])
def test_what_is_no_condition_is_refused(condition: Any) -> None:
    with pytest.raises(BilateralError):
        directed().where(condition)


@pytest.mark.parametrize("steps", [1.5, "1", True, -1])
def test_steps_are_whole_numbers(steps: Any) -> None:
    p = directed().count(n=TREATIES.agreements)
    with pytest.raises(RecordError):
        p.lag("n", steps)
    if steps != -1:
        with pytest.raises(RecordError):
            p.window(steps, 0, "n")
