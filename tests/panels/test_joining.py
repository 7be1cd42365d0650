"""Series beside panels: one row a key, nothing filled, what is left over counted."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

import bilateral
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from tests.panels.samples import IND, PAK, POWER, RUS, directed


def test_a_series_of_states_is_there_for_each_of_a_pair() -> None:
    p = directed().join(bilateral.series(POWER, missing=[-9]))
    row = p.row(PAK, RUS, 2010)
    assert (row["cinc1"], row["cinc2"]) == (1.0, 10.0)
    assert p.row(RUS, PAK, 2010)["cinc1"] == 10.0
    assert p.row(PAK, RUS, 2012)["cinc1"] is None  # nothing is filled
    notes = p.describe().notes
    assert (
        notes[0] == "cinc1: 30 rows without one of the series; 1 row of the series without one here"
    )


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
    p = directed().join(bilateral.series(noted, missing=[-9]), ["cinc"])
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
    p = bilateral.panel(unit="state-month", years=(2010, 2011)).join(
        bilateral.series(POWER, missing=[-9])
    )
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


def test_numbers_that_may_stand_for_nothing_are_asked_about() -> None:
    given = {"ccode": [PAK, PAK], "year": [2010, 2011], "x": [-9, 5]}
    p = bilateral.panel(unit="state-year", years=(2010, 2011))
    with pytest.raises(RecordError, match="may stand for no value"):
        p.join(bilateral.series(given))
    assert p.join(bilateral.series(given, missing=[-9])).row(PAK, 2010)["x"] is None
    assert p.join(bilateral.series(given, missing={"x": []})).row(PAK, 2010)["x"] == -9
    score = {"ccode": [PAK] * 3, "year": [2010, 2011, 2012], "x": [-9, -10, 5]}
    assert p.join(bilateral.series(score)).row(PAK, 2010)["x"] == -9  # -10 is there as well
    words = {"ccode": [PAK] * 3, "year": [2010, 2011, 2012], "x": ["1,200", "5", "6"]}
    with pytest.raises(RecordError, match="words among them"):
        p.join(bilateral.series(words))
    assert p.join(bilateral.series(words, missing=["1,200"])).row(PAK, 2011)["x"] == 5
    with pytest.raises(RecordError, match="1 of -66"):
        p.join(bilateral.series(score | {"x": [-66, -10, 5]}))


def test_rows_that_meet_nothing_are_listed_on_both_sides() -> None:
    power = bilateral.series(
        {"ccode": [PAK, 999, RUS, None], "year": [2010, 2010, None, 2010], "x": [1, 2, 3, 4]}
    )
    p = directed((2010, 2010)).join(power)
    unmet = [
        {"ccode": 999, "year": 2010}, {"ccode": RUS, "year": None}, {"ccode": None, "year": 2010}
    ]  # fmt: skip
    assert p.unmatched("x1").to_pylist() == unmet
    without = p.unmatched("x2", "panel").to_pylist()
    assert {row["ccode2"] for row in without} == {RUS, IND}
    assert p.describe().notes[0] == (
        "x1: 4 rows without one of the series; 3 rows of the series without one here"
    )
    # The state of the higher code is never the first of a pair without direction.
    assert p.undirected().unmatched("x1").to_pylist() == unmet
    named = bilateral.series({"state": ["Pakistan", "Atlantis"], "year": [2010, 2010], "x": [1, 2]})
    states = bilateral.panel(unit="state-year", years=(2010, 2010)).join(named)
    assert states.unmatched("x").to_pylist() == [{"state": "Atlantis", "year": 2010}]
    whole = directed((2010, 2010)).join(
        bilateral.series({"ccode": [PAK], "year": [2010], "x": [1]})
    )
    assert len(whole.unmatched("x1")) == 0
    with pytest.raises(UnknownNameError):
        p.unmatched("x1", "left")  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="not joined"):
        p.lag("x1").unmatched("x1_lag1")


@pytest.mark.parametrize("rule", [None, "changes"])
def test_two_rows_of_one_day_are_no_change(rule: Any) -> None:
    capital = bilateral.series(
        {"ccode": [PAK, PAK], "start": ["2010-01-01", "2012-01-01"],
         "end": ["2012-01-01", None], "city": ["a", "b"]}
    )  # fmt: skip
    p = bilateral.panel(unit="state-year", years=(2011, 2013))
    with pytest.raises(BilateralError, match=r"on one day: 770 in 2012 \(2 rows\)"):
        p.join(capital, rule=rule)
    assert p.join(capital, rule="longest").row(PAK, 2012)["city"] == "b"


def test_rules_take_rows_in_the_order_of_the_file() -> None:
    doubled = bilateral.series({"ccode": [PAK] * 3, "year": [2010] * 3, "x": [3, 1, 2]})
    p = bilateral.panel(unit="state-year", years=(2010, 2010))
    assert p.join(doubled, rule="first").row(PAK, 2010)["x"] == 3
    assert p.join(doubled, rule="list").row(PAK, 2010)["x"] == [3, 1, 2]
    assert p.join(doubled, "x", rule="sum").to("arrow")["x"].type == pa.int64()


def test_a_sum_is_of_numbers_of_one_unit() -> None:
    given = {"ccode": [PAK] * 2, "year": [2010] * 2, "month": [1, 2], "x": [9, 8]}
    p = bilateral.panel(unit="state-year", years=(2010, 2011))
    changed = bilateral.series(given, units={"x": [("../2010-01", "a"), ("2010-02/..", "b")]})
    with pytest.raises(BilateralError, match="sum over a change of unit"):
        p.join(changed, rule="sum")
    assert p.join(changed, rule="list").row(PAK, 2010)["x"] == [9, 8]
    later = bilateral.series(given, units={"x": [("../2010", "a"), ("2011/..", "b")]})
    assert p.join(later, rule="sum").row(PAK, 2010)["x"] == 17
    with pytest.raises(RecordError, match="no number"):
        p.join(bilateral.series(given | {"x": ["a", "b"]}), rule="sum")


def test_what_cannot_be_joined_says_so() -> None:
    p = bilateral.panel(unit="state-year", years=(2010, 2010))
    for given in ("power.csv", POWER):
        with pytest.raises(RecordError, match="a series"):
            p.join(given)  # type: ignore[arg-type]
    with pytest.raises(BilateralError, match="single states"):
        p.join(bilateral.series(POWER, missing=[-9]), direction="both")
    with pytest.raises(BilateralError, match="beside single states"):
        p.join(PAIRS)
    with pytest.raises(RecordError, match="without a column"):
        p.join(bilateral.series({"ccode": [PAK], "year": [2010]}))
