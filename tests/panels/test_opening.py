"""New panels: units, windows, pairs, and what has to be said."""

from __future__ import annotations

from typing import Any

import pytest

import bilateral
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from tests.panels.samples import PAK, RUS, dataset, table, visit


def test_pairs_by_name_or_of_those_that_occur() -> None:
    named = bilateral.panel(years=(2016, 2016), pairs=[("Pakistan", "RUS")])
    assert [(r["ccode1"], r["ccode2"]) for r in table(named)] == [(PAK, RUS)]
    data = dataset(visit("v", "RUS", "PAK", "2015"))
    occurring = bilateral.panel(unit="dyad-year", years=(2014, 2016), pairs=data.visits)
    assert [(r["ccode1"], r["year"]) for r in table(occurring)] == [
        (RUS, 2014), (RUS, 2015), (RUS, 2016),
    ]  # fmt: skip


def test_days_and_months() -> None:
    p = bilateral.panel(unit="dyad-day", window="2011-07-08/2011-07-10", pairs=[(625, 626)])
    assert [str(r["date"]) for r in table(p)] == ["2011-07-09", "2011-07-10"]
    months = bilateral.panel(unit="dyad-month", window="2011-06/2011-08", pairs=[(625, 626)])
    assert [(r["year"], r["month"]) for r in table(months)] == [(2011, 7), (2011, 8)]
    with pytest.raises(BilateralError, match="window"):
        bilateral.panel(unit="dyad-day")


def test_the_same_script_gives_the_same_rows() -> None:
    with pytest.warns(UserWarning, match="carry=True"):
        p = bilateral.panel(unit="state-year", years=(2010, 2030))
    assert {r["year"] for r in table(p)} == set(range(2010, 2017))
    carried = bilateral.panel(unit="state-year", years=(2016, 2018), carry=True)
    assert {(r["year"], r["assumed"]) for r in table(carried)} == {
        (2016, False), (2017, True), (2018, True),
    }  # fmt: skip


def test_the_registry_has_texts_for_codes() -> None:
    p = bilateral.panel(unit="directed-dyad-year", states="registry", years=(1985, 1985))
    assert p.row("SUN", "PAK", 1985) == {"state1": "SUN", "state2": "PAK", "year": 1985}


def test_what_is_wrong_is_named() -> None:
    with pytest.raises(UnknownNameError, match="dyad-year"):
        bilateral.panel(unit="dyads")
    with pytest.raises(UnknownNameError):
        bilateral.panel(member="some")  # type: ignore[arg-type]
    with pytest.raises(RecordError):
        bilateral.panel(years=(2016, 2010))
    with pytest.raises(RecordError):
        bilateral.panel(years=(2010, 2016), window="2010")


@pytest.mark.parametrize(
    "how",
    [
        {"years": ("1950", "2016")}, {"years": 2016}, {"years": (2016,)}, {"years": (2016, 1950)},
        {"years": (2017, 2020)}, {"years": (1700, 1800)}, {"carry": True}, {"data": "us-visits"},
        {"pairs": [(770, 750, 2)]}, {"pairs": [770]}, {"pairs": "PAK"}, {"states": ["cow-2016"]},
        {"unit": "state-year", "pairs": [(770, 750)]}, {"window": "2010", "years": (2010, 2011)},
    ],
)  # fmt: skip
def test_words_that_make_no_panel_are_refused(how: dict[str, Any]) -> None:
    with pytest.raises(BilateralError):
        bilateral.panel(**how)


def test_years_may_be_a_range() -> None:
    made = bilateral.panel(unit="state-year", years=range(2010, 2013))
    assert made.count_rows() == bilateral.panel(unit="state-year", years=(2010, 2012)).count_rows()


def test_a_list_that_ends_before_the_time_says_so() -> None:
    with pytest.warns(UserWarning, match="no rows after 2016-12-31"):
        p = bilateral.panel(unit="state-year", years=(2016, 2020))
    (note,) = p.notes
    assert note == (
        "the list ends with 2016-12-31, and the rows with it; carry=True assumes the rest"
    )
    assert p.describe().notes == p.notes
    assert "2016-01-01 to 2016-12-31" in repr(p).replace("\n    ", " ")
    assert "and the rows with it" in repr(p).replace("\n    ", " ")
    assert note in p._repr_html_()
    carried = bilateral.panel(unit="state-year", years=(2016, 2020), carry=True)
    assert carried.describe().notes == ()
