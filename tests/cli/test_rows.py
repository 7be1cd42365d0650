"""Rows from words are those of the library."""

from __future__ import annotations

import pytest

import bilateral
from bilateral.cli.columns import Datasets
from bilateral.cli.rows import AskedRows
from bilateral.errors import BilateralError

DATA = Datasets("pakistan-russia")


@pytest.mark.parametrize(
    "text", ["2014:2016", "2014-2016", "2014/2016", "2014–2016", " 2014 : 2016 "]
)
def test_years(text: str) -> None:
    wanted = bilateral.panel(unit="state-year", years=(2014, 2016))
    found = AskedRows(unit="state-year", years=text).of(DATA)
    assert found.to_arrow().equals(wanted.to_arrow())


def test_one_year_and_words() -> None:
    made = AskedRows(unit="dyad-year", states="gw-2020", years="2015", any_day=True, member="last")
    wanted = bilateral.panel(
        unit="dyad-year", states="gw-2020", years=(2015, 2015), same_day=False, member="last"
    )
    assert made.of(DATA).to_arrow().equals(wanted.to_arrow())
    carried = AskedRows(unit="state-year", years="2018", carry=True).of(DATA)
    assert "assumed" in carried.columns
    days = AskedRows(unit="dyad-day", window="2011-07-08/2011-07-10", pairs=("625,626",))
    assert days.of(DATA).count_rows() == 2


def test_pairs_by_name_or_of_records() -> None:
    made = AskedRows(years="2016", pairs=("Pakistan,RUS", "365,770"))
    assert made.of(DATA).to_arrow()["ccode1"].to_pylist() == [365, 770]
    of = AskedRows(years="2016", pairs_of="visits --by military").of(DATA)
    records = bilateral.load("pakistan-russia").visits.by(sector="military")
    wanted = bilateral.panel(years=(2016, 2016), pairs=records)
    assert of.to_arrow().equals(wanted.to_arrow())


@pytest.mark.parametrize(
    "asked",
    [
        AskedRows(years="recently"),
        AskedRows(years="2016:2014"),
        AskedRows(pairs=("PAK",)),
        AskedRows(pairs=("PAK,RUS,IND",)),
        AskedRows(pairs=("PAK,Atlantis",)),
        AskedRows(unit="dyad"),
        AskedRows(states="cow"),
        AskedRows(member="some"),
    ],
    ids=str,
)
def test_what_there_is_not_is_told(asked: AskedRows) -> None:
    with pytest.raises(BilateralError):
        asked.of(DATA)
