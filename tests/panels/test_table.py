"""The verbs of a panel together: what each gives, and the example of the field."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

import bilateral
from bilateral import ArmsTransfer, Citation, Coverage, DatasetInfo, Participant, Quantity, q
from bilateral.errors import (
    BilateralError,
    RecordError,
    TruthError,
    UnknownFieldError,
    UnknownNameError,
)
from tests.panels.samples import (
    IND,
    PAK,
    POWER,
    RUS,
    YEARS,
    dataset,
    directed,
    member,
    table,
    treaty,
    visit,
)

DATA = dataset(
    visit("v1", "PAK", "RUS", "2012-12-30/2013-01-02"),
    visit("v2", "PAK", "RUS", "[2012..2013]"),
    visit("v3", "IND", None, "2014-05-03"),
    visit("v4", "PAK", "IND", "2018"),
    treaty("t", "PAK", "RUS", "2011-07-01/2013"),
    member("m1", "PAK", "2010/2012-06-30", ("defence",)),
    member("m2", "RUS", "2011/2014", ()),
)


def test_the_example_of_the_field_in_ten_lines(tmp_path: Any) -> None:
    defence = DATA.memberships.where(q.topics.is_in("defence"))
    p = directed().count(visits=DATA.visits, allocate="start", coverage=YEARS)
    p = p.state(defence=defence, when="any", coverage=YEARS)
    p = p.join(bilateral.series(POWER, missing=[-9]), columns=["cinc"])
    p = p.lag("cinc1", 1)
    assert p.row(PAK, RUS, 2011) == {
        "ccode1": PAK, "ccode2": RUS, "year": 2011, "visits": 0, "visits_low": 0,
        "visits_high": 0, "defence": True, "cinc1": 2.0, "cinc2": None, "cinc1_lag1": 1.0,
    }  # fmt: skip
    assert p.row(RUS, PAK, 2011)["defence"] is False  # its own membership owes nothing
    assert p.row(PAK, RUS, 2013)["cinc1_lag1"] is None  # no row of the series in 2012
    u = p.undirected(visits="sum", defence="either")
    found = u.row(RUS, PAK, 2012)
    assert (found["visits_low"], found["visits_high"], found["defence"]) == (1, 2, True)
    assert "a list of visits" in u.cite().lower()
    assert "visits" in str(u.describe())
    assert u.to("csv").splitlines()[0].startswith('"ccode1","ccode2","year","visits"')


@pytest.mark.needs("pandas")
def test_a_table_of_a_paper(tmp_path: Any) -> None:
    """The same chain as in the documentation, of a made-up alliance and made-up deliveries."""
    parts = [Participant(role="supplier", state="RUS"), Participant(role="recipient", state="IND")]
    deal = ArmsTransfer(
        id="a", title="It", date="2012", status="occurred", participants=parts,
        volume=Quantity("40", "TIV"), citations=[Citation(source="s")],
    )  # fmt: skip
    pact = [
        member("m1", "PAK", "2011/2013", ("defence",), form="ally"),
        member("m2", "RUS", "2011/2014", (), form="ally"),
    ]
    data = dataset(deal, *pact, visit("v", "PAK", "RUS", "2011-12-30/2012-01-02"))
    claims = [
        Coverage(source="s", actors=(), kinds=("visit", "arms-transfer"), period=YEARS),
        Coverage(source="s", actors=(), kinds=("membership",), period=YEARS, topics=("defence",)),
    ]
    data = attrs.evolve(data, info=DatasetInfo(coverage=claims))
    defence = data.agreements.where(q.topics.is_in("defence"))
    p = directed().count(visits=data.visits, allocate="start")
    p = p.sum(tiv=(data.arms_transfers, "volume"), allocate="whole")
    p = p.state(defence=defence, when="any")
    p = p.join(bilateral.series(POWER, missing=[-9], source="A list of power"), columns=["cinc"])
    p = p.lag("cinc1", 1).undirected(visits="sum", tiv="sum", defence="either")
    assert p.row(RUS, IND, 2012)["tiv"] == 40
    assert (p.row(RUS, PAK, 2011)["visits"], p.row(RUS, PAK, 2012)["visits"]) == (1, 0)
    assert [p.row(RUS, PAK, year)["defence"] for year in (2010, 2013, 2014)] == [False, True, False]
    assert p.row(RUS, PAK, 2011)["cinc1_lag1"] == 10
    assert p.row(RUS, PAK, 2012)["tiv"] == 0
    assert p.to("stata", tmp_path / "panel.dta").stat().st_size > 0
    said = str(p.describe())
    assert all(len(line) <= 80 for line in said.splitlines())
    assert "A list of visits" in said
    assert p.cite("bibtex").count("@") == 3
    assert p.cite(column="cinc1") == "A list of power."


@pytest.mark.parametrize(
    ("rule", "years"),
    [
        ("any", {2012: (1, 2), 2013: (1, 2)}),
        ("start", {2012: (1, 2), 2013: (0, 1)}),
        ("end", {2012: (0, 1), 2013: (1, 2)}),
        ("whole", {2012: (0, 1), 2013: (0, 1)}),
    ],
)
def test_allocation(rule: Any, years: dict[int, tuple[int, int]]) -> None:
    p = directed().count(x=DATA.visits, allocate=rule, coverage=YEARS)
    for year, bounds in years.items():
        row = p.row(PAK, RUS, year)
        assert (row["x_low"], row["x_high"], row["x"]) == (*bounds, None)
    assert p.row(PAK, RUS, 2011)["x"] == 0
    assert p.row(PAK, RUS, 2015)["x"] == 0


def test_what_may_fall_anywhere_raises_every_row_that_it_fits() -> None:
    p = directed().count(x=DATA.visits, coverage=YEARS)
    for host in (PAK, RUS):
        assert (p.row(IND, host, 2014)["x_low"], p.row(IND, host, 2014)["x_high"]) == (0, 1)
    assert p.row(PAK, IND, 2014)["x"] == 0
    assert p.row(IND, PAK, 2015)["x"] == 0


def test_outside_of_coverage_what_was_found_stands_and_nothing_is_0() -> None:
    p = directed((2010, 2018), states="cow-2024").count(x=DATA.visits, coverage="2010/2017-06-30")
    assert p.row(PAK, IND, 2016)["x"] == 0
    for year, low in ((2017, 0), (2018, 1)):
        row = p.row(PAK, IND, year)
        assert (row["x"], row["x_low"], row["x_high"]) == (None, low, None)
    undeclared = directed().count(x=DATA.visits)
    row = undeclared.row(PAK, RUS, 2012)
    assert (row["x"], row["x_low"], row["x_high"]) == (None, 1, None)


@pytest.mark.slow
def test_states_of_affairs() -> None:
    force = DATA.agreements
    p = directed()
    for when in ("any", "first", "last", "all", "days"):
        p = p.state(when=when, coverage=YEARS, **{when: force})  # type: ignore[arg-type]
    found = {
        year: [p.row(RUS, PAK, year)[name] for name in ("any", "first", "last", "all", "days")]
        for year in (2010, 2011, 2012, 2013)
    }
    assert found[2010] == [False, False, False, False, 0]
    assert found[2011] == [True, False, True, False, 184]
    assert found[2012] == [True, True, True, True, 366]
    assert found[2013] == [True, True, None, None, None]  # it ends on some day of 2013
    row = p.row(PAK, RUS, 2013)
    assert (row["days_low"], row["days_high"]) == (1, 365)


def test_a_window_is_counted_of_records() -> None:
    p = directed().count(x=DATA.visits, coverage=YEARS).window(-1, 0, "x", "two")
    row = p.row(PAK, RUS, 2013)
    assert (row["two"], row["x_low"], row["x_high"]) == (2, 1, 2)  # never the sum of bounds
    assert p.row(PAK, RUS, 2010)["two"] is None  # 2009 is not covered


def test_conditions_have_three_answers() -> None:
    p = directed().count(x=DATA.visits, coverage=YEARS).where("x > 0")
    assert {(r["ccode1"], r["ccode2"], r["year"], r["maybe"]) for r in table(p)} == {
        (PAK, RUS, 2012, True), (PAK, RUS, 2013, True), (IND, RUS, 2014, True),
        (IND, PAK, 2014, True),
    }  # fmt: skip
    assert p.notes == ("where x > 0: 0 kept surely, 4 maybe, 38 dropped",)
    assert [r["year"] for r in table(directed().where("year = 2012 AND ccode1 < 400"))] == [
        2012, 2012,
    ]  # fmt: skip
    with pytest.raises(UnknownNameError, match="unknown column: found 'nothing'"):
        directed().where("nothing = 1")
    with pytest.raises(BilateralError, match="cannot be asked"):
        directed().where("year > > 1")


def test_two_directions_need_a_rule() -> None:
    p = directed().count(x=DATA.visits, coverage=YEARS)
    with pytest.raises(BilateralError, match="without a rule"):
        p.undirected()
    larger = p.undirected(x="larger").row(RUS, PAK, 2012)
    assert (larger["x_low"], larger["x_high"]) == (1, 2)
    mean = p.undirected(x="mean").row(RUS, PAK, 2012)
    assert (mean["x_low"], mean["x_high"]) == (0.5, 1.0)
    both = directed().state(t=DATA.agreements, coverage=YEARS).undirected(t="both")
    assert both.row(RUS, PAK, 2012)["t"] is True


def test_an_undirected_record_fills_both_rows_and_is_one() -> None:
    p = directed().count(t=DATA.agreements, coverage=YEARS)
    assert [p.row(*pair, 2010)["t"] for pair in ((PAK, RUS), (RUS, PAK))] == [1, 1]
    assert p.undirected(t="sum").row(RUS, PAK, 2010)["t"] == 1


def test_states_alone() -> None:
    p = bilateral.panel(unit="state-year", years=(2010, 2016))
    p = p.count(all=DATA.visits, coverage=YEARS).count(out=DATA.visits, side="initiator")
    assert (p.row(RUS, 2012)["all_low"], p.row(RUS, 2012)["all_high"]) == (1, 2)
    assert p.row(PAK, 2012)["out_low"] == 1
    assert p.row(RUS, 2012)["out_low"] == 0
    assert (p.row(USA_CODE, 2014)["all_low"], p.row(USA_CODE, 2014)["all_high"]) == (0, 1)


USA_CODE = 2


def test_a_lag_is_null_where_its_row_is_assumed_or_missing() -> None:
    power = bilateral.series({"ccode": [RUS] * 3, "year": [2016, 2017, 2018], "x": [1, 2, 3]})
    p = bilateral.panel(unit="state-year", years=(2016, 2019), carry=True).join(power).lag("x")
    assert [p.row(RUS, year)["x_lag1"] for year in (2016, 2017, 2018)] == [None, 1, None]
    assert [p.row(RUS, year)["assumed"] for year in (2016, 2017)] == [False, True]
    led = bilateral.panel(unit="state-year", years=(1938, 1946)).join(
        bilateral.series({"ccode": [290] * 9, "year": range(1938, 1947), "x": range(9)})
    )  # Poland is no member from 1940 to 1944
    led = led.lag("x").lead("x", 2)
    assert led.row(290, 1945)["x_lag1"] is None
    assert led.row(290, 1946)["x_lag1"] == 7
    assert led.row(290, 1938)["x_lead2"] is None


def test_panels_are_values_that_threads_and_pickles_share() -> None:
    p = directed().count(x=DATA.visits, coverage=YEARS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: table(p), range(4)))
    assert all(rows == found[0] for rows in found)
    assert table(pickle.loads(pickle.dumps(p))) == found[0]
    with pytest.raises(AttributeError):
        p.rows = None  # type: ignore[misc, assignment]
    with pytest.raises(TruthError):
        bool(p)


def test_a_wrong_word_is_named() -> None:
    p = directed()
    with pytest.raises(UnknownNameError, match="whole"):
        p.count(x=DATA.visits, allocate="proportional")
    with pytest.raises(UnknownNameError):
        p.state(x=DATA.visits, when="always")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        p.count(x=DATA.visits).column("y")
    with pytest.raises(RecordError, match="is there"):
        p.count(x=DATA.visits).count(x=DATA.visits)
    with pytest.raises(RecordError, match="of records"):
        p.count(x=[1])  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="records and the name"):
        p.sum(x=DATA.visits)  # type: ignore[arg-type]
    with pytest.raises(BilateralError, match="a side of pairs"):
        p.count(x=DATA.visits, side="target")
    for key in ((1, 2, 3), ("PAK", "RUS", 1900), ("P'AK", 2, 2010)):
        with pytest.raises(UnknownNameError):
            p.row(*key)
    with pytest.raises(RecordError, match="ccode1, ccode2, year"):
        p.row(PAK, RUS)


def test_a_panel_is_looked_at_as_records_are() -> None:
    panel = bilateral.panel(years=(1989, 1990), pairs=[("USA", "GBR"), ("USA", "DEU")])
    assert panel.head() == table(panel)[:5]
    assert panel.head(2) == table(panel)[:2]
    assert panel.head(0) == panel.head(-1) == []
    assert len(panel) == panel.count_rows() == len(table(panel))
    assert panel.row("USA", "United Kingdom", 1989) == panel.row(2, 200, 1989)
    with pytest.raises(UnknownNameError, match=r"several such rows.*\(2, 255\), \(2, 260\)"):
        panel.row("USA", "DEU", 1990)
    for wrong in ("FRA", "Frence", 1989):
        with pytest.raises(UnknownNameError):
            panel.row("USA", wrong, 1989)


def test_what_a_panel_has_not_says_what_to_write() -> None:
    panel = directed()
    for asked in ("year", 0):
        with pytest.raises(UnknownNameError, match=r"to_pandas\(\)"):
            _ = panel[asked]
    with pytest.raises(UnknownNameError, match=r"head\(\)"):
        iter(panel).__next__()
    with pytest.raises(UnknownFieldError, match=r"to_pandas\(\)\.plot"):
        _ = panel.plot  # type: ignore[attr-defined]
    assert not hasattr(panel, "_repr_png_")
    with pytest.raises(UnknownNameError, match=r"found 'yaer', expected.*ccode1.*year") as caught:
        panel.where("yaer > 2010")
    assert caught.value.near == ("year",)
    with pytest.raises(RecordError, match="pairs="):
        bilateral.panel(states=["USA", "FRA"])  # type: ignore[arg-type]


def test_the_states_of_a_pair_without_direction_have_no_order() -> None:
    panel = directed().undirected()
    assert panel.row(RUS, PAK, 2012) == panel.row(PAK, RUS, 2012) == panel.row("PAK", "RUS", 2012)
    assert directed().row(RUS, PAK, 2012) != directed().row(PAK, RUS, 2012)


def test_a_column_has_a_name() -> None:
    with pytest.raises(RecordError, match=r"count\(visits=\.\.\.\)"):
        directed().count(bilateral.load("pakistan-russia").visits)  # type: ignore[arg-type]
