"""Series beside panels: one row a key, nothing filled, what is left over counted."""

from __future__ import annotations

import pyarrow as pa
import pytest

import bilateral
from bilateral.errors import BilateralError, UnknownNameError
from tests.panels.samples import IND, PAK, POWER, RUS, directed


def test_a_series_of_states_is_there_for_each_of_a_pair() -> None:
    p = directed().join(bilateral.series(POWER))
    row = p.row(PAK, RUS, 2010)
    assert (row["cinc1"], row["cinc2"]) == (1.0, 10.0)
    assert p.row(RUS, PAK, 2010)["cinc1"] == 10.0
    assert p.row(PAK, RUS, 2012)["cinc1"] is None  # nothing is filled
    notes = p.describe().notes
    assert notes[0].startswith("cinc1: 30 rows without a row of the series; 1 rows of the series")


def test_doubled_keys_are_named_or_ruled() -> None:
    doubled = bilateral.series({"ccode": [PAK, PAK, RUS], "year": [2010] * 3, "x": [1, 2, 3]})
    with pytest.raises(BilateralError, match=r"770 in 2010 \(2 rows\)") as caught:
        directed().join(doubled)
    assert "longest" in str(caught.value)
    for rule, value in (("sum", 3), ("max", 2), ("list", [1, 2])):
        assert directed().join(doubled, rule=rule).row(PAK, RUS, 2010)["x1"] == value  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        directed().join(doubled, ["y"])


def test_a_column_of_the_same_name_is_no_key() -> None:
    noted = POWER.append_column("visits", pa.array([None] * 7, pa.int64()))
    p = directed().join(bilateral.series(noted), ["cinc"])
    assert p.row(PAK, RUS, 2011)["cinc1"] == 2.0


PAIRS = bilateral.series({"ccode1": [RUS], "ccode2": [PAK], "year": [2010], "km": [10]})


def test_pairs_without_direction_say_so() -> None:
    given = bilateral.series({"ccode1": [RUS], "ccode2": [PAK], "year": [2010], "km": [10]})
    with pytest.raises(BilateralError, match="no direction"):
        directed().join(given)
    p = directed().join(given, direction="both")
    assert p.row(PAK, RUS, 2010)["km"] == p.row(RUS, PAK, 2010)["km"] == 10
    one = directed().join(given, direction="as-is")
    assert one.row(PAK, RUS, 2010)["km"] is None
    undirected = bilateral.panel(unit="dyad-year", years=(2010, 2010)).join(PAIRS)
    assert undirected.row(RUS, PAK, 2010)["km"] == 10


def test_what_changes_within_a_step_says_so() -> None:
    capital = bilateral.series(
        {"ccode": [PAK, PAK], "start": ["2010-01-01", "2012-03-01"],
         "end": ["2012-02-29", None], "city": ["a", "b"]}
    )  # fmt: skip
    p = bilateral.panel(unit="state-year", years=(2011, 2013)).join(capital)
    assert p.row(PAK, 2011) == {
        "ccode": PAK, "year": 2011, "city": "a", "city_first": "a", "city_last": "a",
        "city_days": 365, "city_changed": False,
    }  # fmt: skip
    changed = p.row(PAK, 2012)
    assert (changed["city"], changed["city_first"], changed["city_last"]) == (None, "a", "b")
    assert (changed["city_changed"], changed["city_days"]) == (True, 366)
    longest = bilateral.panel(unit="state-year", years=(2012, 2012)).join(capital, rule="longest")
    assert longest.row(PAK, 2012)["city"] == "b"


def test_years_are_there_for_their_months() -> None:
    p = bilateral.panel(unit="state-month", years=(2010, 2011)).join(bilateral.series(POWER))
    assert [p.row(PAK, 2010, month)["cinc"] for month in (1, 12)] == [1.0, 1.0]
    assert p.row(PAK, 2011, 1)["cinc"] == 2.0


def test_codes_of_another_list_are_of_the_same_states() -> None:
    gw = bilateral.series({"gwcode": [816, 816], "year": [1960, 1980], "x": [1, 2]})
    p = bilateral.panel(unit="state-year", years=(1960, 1990)).join(gw)
    assert (p.row(816, 1960)["x"], p.row(816, 1980)["x"]) == (1, 2)
    coded = bilateral.panel(unit="state-year", years=(1989, 1991)).codes("gw").names()
    assert coded.row(255, 1991)["gwcode"] == 260
    assert coded.row(255, 1991)["name"] == "Germany"
    assert coded.row(365, 1990)["name"] == "Soviet Union"


def test_a_unit_that_changes_is_not_added_or_shifted() -> None:
    money = bilateral.series(
        {"ccode": [PAK, PAK], "year": [2010, 2011], "x": [1.0, 2.0]},
        units={"x": [("../2010", "old"), ("2011/..", "new")]},
    )
    p = bilateral.panel(unit="state-year", years=(2010, 2011)).join(money)
    with pytest.raises(BilateralError, match="change of unit"):
        p.lag("x")
    after = bilateral.panel(unit="state-year", years=(2011, 2012)).join(money)
    assert after.column("x").unit == "new"
    assert after.lag("x").row(PAK, 2012)["x_lag1"] == 2.0
    assert IND not in (PAK, RUS)
