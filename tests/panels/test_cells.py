"""The cells of a panel: held to every world, alike on every engine, and met in the real lists."""

from __future__ import annotations

import csv
import os
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pytest
from hypothesis import given, settings, strategies as st

import bilateral
from bilateral import (
    Agreement,
    ArmsTransfer,
    Citation,
    Dataset,
    Link,
    Participant,
    Quantity,
    Source,
    Trade,
    q,
)
from bilateral.collection.steps import Rule
from bilateral.collection.units import Member
from bilateral.dates.ordinals import ordinal
from bilateral.panels import Panel
from bilateral.panels.cells import cells_of
from bilateral.panels.lists import state_list
from bilateral.panels.rows import KINDS, Kind, Rows
from bilateral.states import resolve
from tests.collection.worlds import QUESTIONS, STATES, YEARS, Coded, Question, coded, dataset_of
from tests.panels.right_values import every, right
from tests.tables.engines import FRAME_CASES, FRAMES

REAL = os.environ.get("BILATERAL_REAL_FILES")
CODES = {"PAK": 1, "IND": 2, "old": 3, "new": 4}
LIST = attrs.evolve(
    state_list("cow-2016"),
    members=tuple(
        Member(CODES[name], name, ordinal(life[0]), ordinal(life[-1] + 1) - 1)
        for name, life in STATES.items()
    ),
)
FALLS: dict[Rule, Any] = {
    "any": lambda years, year: year in years,
    "start": lambda years, year: years[0] == year,
    "end": lambda years, year: years[-1] == year,
    "whole": lambda years, year: years == (year,),
}


def rows_of(kind: Kind) -> Rows:
    return Rows(kind, "year", LIST, ordinal(YEARS[0]), ordinal(YEARS[-1] + 1) - 1)


def in_worlds(one: Coded, question: Question, rule: Rule, year: int, host: str) -> set[bool]:
    """Whether a record matches and falls in the cell of PAK and a host, in each world."""
    return {
        done and question[1](years) and FALLS[rule](years, year) and host in hosts
        for done, years, hosts in one.worlds
    }


@pytest.mark.slow
@given(coded(linked=False), st.sampled_from(QUESTIONS), st.sampled_from(list(FALLS)))
@settings(max_examples=60, deadline=None)
def test_no_world_is_outside_of_the_bounds_of_a_row(
    found: list[Coded], question: Question, rule: Rule
) -> None:
    rows = rows_of("directed-dyad")
    selection = dataset_of(found).where(question[0])
    names = (*rows.codes, "_t", "low", "high")
    table = cells_of(selection, rows, rule=rule).table.select(names).to_pylist()
    bounds = {tuple(row[name] for name in names[:3]): (row["low"], row["high"]) for row in table}
    for host, life in STATES.items():
        if host == "PAK":
            continue
        for year in life:
            worlds = [in_worlds(one, question, rule, year, host) for one in found]
            low = sum(seen == {True} for seen in worlds)
            high = sum(True in seen for seen in worlds)
            least, most = bounds.get((1, CODES[host], year), (0, 0))
            assert least <= low
            assert high <= most
            if len(found) == 1 and len(found[0].record.participants) <= 2:
                assert (least, most) == (low, high)


@given(
    coded(),
    st.sampled_from(QUESTIONS),
    st.sampled_from(list(FALLS)),
    st.sampled_from(KINDS),
    st.booleans(),
)
def test_the_rows_of_a_table_have_the_cells_of_their_records(
    found: list[Coded], question: Question, rule: Rule, kind: Kind, known: bool
) -> None:
    """Whether or not it is known which columns have nothing but null."""
    data = dataset_of(found)
    arrow = data.to("arrow")
    rows = rows_of(kind)
    table = bilateral.scan(arrow if known else duckdb.from_arrow(arrow), names=data)
    expected, cells = (
        cells_of(source.where(question[0]), rows, rule=rule, side="target").table.to_pylist()
        for source in (data, table)
    )
    assert sorted(map(str, cells)) == sorted(map(str, expected))


@pytest.mark.parametrize("date", ["2013-05-01", "[2012-12..2013-02]", "[2012,2014]", None])
def test_parties_without_direction_are_one_pair(date: str | None) -> None:
    parties = [Participant(role="party", state=state) for state in ("IND", "PAK")]
    signed = Agreement(
        id="a",
        title="A",
        status="occurred",
        date=date,
        participants=parties,
        citations=[Citation(source="s")],
    )  # fmt: skip
    data = Dataset(records=[signed])
    table = bilateral.scan(duckdb.from_arrow(data.to("arrow")), names=data)
    expected, cells = (cells_of(one, rows_of("dyad")).table.to_pylist() for one in (data, table))
    assert sorted(map(str, cells)) == sorted(map(str, expected))
    assert {row["high"] for row in cells} == {1}


@given(coded(amounts=True), st.sampled_from(["any", "start", "whole"]))
def test_an_amount_is_within_its_bounds_in_every_world(found: list[Coded], rule: Rule) -> None:
    rows = rows_of("directed-dyad")
    cells = cells_of(dataset_of(found).arms_transfers, rows, field="delivered", rule=rule)
    for row in cells.table.to_pylist():
        assert row["low"] <= row["high"]
    alone = found[0]
    one = cells_of(dataset_of([alone]).arms_transfers, rows, field="delivered", rule=rule)
    amount = alone.record.delivered  # type: ignore[union-attr]
    for row in one.table.to_pylist():
        assert row["low"] in (0, 0 if amount is None else amount.least)


US = bilateral.load("us-visits")
FULL = Rows("directed-dyad", "year", state_list("cow-2024"), ordinal(1874), ordinal(2025) - 1)


def rows_in(table: Any) -> set[tuple[Any, ...]]:
    """The cells of rows that there are: what is raised in others is never seen."""
    import duckdb

    con = duckdb.connect()
    con.register("cells", table)
    for name, source in FULL.sources().items():
        con.register(name, source)
    return set(
        con.sql(
            f"SELECT ccode1, ccode2, _t, low, high FROM cells JOIN ({FULL.sql()}) "
            "USING (ccode1, ccode2, _t)"
        ).fetchall()
    )


@pytest.mark.slow
@pytest.mark.parametrize("engine", FRAME_CASES)
def test_every_engine_has_the_same_cells(engine: str) -> None:
    some = Dataset(records=US.records[::7], actors=US.actors, sources=US.sources, info=US.info)
    table = bilateral.scan(FRAMES[engine](some.to("arrow")), names=some)
    for rule in ("any", "start", "whole"):
        asked = some.visits.where(q.date.since(1950)), table.visits.where(q.date.since(1950))
        one, other = (rows_in(cells_of(a, FULL, rule=rule).table) for a in asked)
        assert one == other


ALLOCATED: dict[str, Rule] = {"visits_any": "any", "visits_whole": "whole", "started": "start"}
LISTS = pytest.mark.parametrize(
    ("name", "side"), [("visits_to_usa", "target"), ("visits_by_us_president", "initiator")]
)


def of_usa(side: str) -> Any:
    return US.visits.towards("USA") if side == "target" else US.visits.by("USA")


def answered(panel: Panel, query: str) -> list[dict[str, Any]]:
    """The answer to a query about the rows of a panel."""
    rows: list[dict[str, Any]] = panel.frame.table(
        query.replace("PANEL", f"({panel.query()})")
    ).to_pylist()
    return rows


@LISTS
def test_visits_of_every_even_year(name: str, side: Any) -> None:
    p = bilateral.panel(unit="state-year", states="cow-2024", years=(1874, 2024))
    for column, rule in ALLOCATED.items():
        counted: dict[str, Any] = {column: of_usa(side)}
        p = p.count(allocate=rule, side=side, **counted)
    found = {row["year"]: row for row in answered(p, "SELECT * FROM PANEL WHERE ccode = 2")}
    for year, column in product(right(f"{name}_by_year"), ALLOCATED):
        number, row = int(right(f"{name}_by_year")[year][column]), found[year]
        assert row[f"{column}_low"] == number
        if year != 1996 or side == "target":
            # Two visitors of a name that no state bore may be of any state.
            assert row[column] == number


@LISTS
def test_days_of_visits_of_every_even_year(name: str, side: Any) -> None:
    p = bilateral.panel(unit="state-day", states="cow-2024", window="1874/2024")
    p = p.count(visits=of_usa(side), side=side)
    query = "SELECT year(date) AS y, sum(visits_low) AS days FROM PANEL WHERE ccode = 2 GROUP BY 1"
    found = {row["y"]: row["days"] for row in answered(p, query)}
    for year, row in right(f"{name}_by_year").items():
        assert found[year] == int(row["days"])


NAMES = {"somoa": "WSM", "palestinian-authority": "PSE", "west-bank": "PSE"}
SEVERAL = ("germany", "vietnam", "yemen")  # whose states the day tells apart, and no year


@pytest.mark.slow
@LISTS
def test_visits_of_every_state_in_every_even_year(name: str, side: Any) -> None:
    me, other = ("state2", "state1") if side == "target" else ("state1", "state2")
    p = bilateral.panel(states="registry", years=(1874, 2024))
    for column, rule in ALLOCATED.items():
        counted: dict[str, Any] = {column: of_usa(side)}
        p = p.count(allocate=rule, **counted)
    query = f"SELECT * FROM PANEL WHERE {me} = 'USA' AND visits_any_high > 0"
    found = {(row[other], row["year"]): row for row in answered(p, query)}
    asked = ((state, "USA") if side == "target" else ("USA", state) for state, _ in found)
    days = bilateral.panel(
        unit="directed-dyad-day", states="registry", window="1874/2024", pairs=set(asked)
    ).count(visits=of_usa(side))
    query = (
        f"SELECT {other}, year(date) AS y, sum(visits_low) AS days FROM PANEL "
        "WHERE visits_low > 0 GROUP BY ALL"
    )
    spent = {(row[other], row["y"]): row["days"] for row in answered(days, query)}
    unlisted: Counter[int] = Counter()
    for row in every(f"{name}_by_state_year"):
        year, who = int(row["year"]), row["sender" if side == "target" else "host"]
        if who in SEVERAL:
            continue
        state = NAMES.get(who) or resolve(who.replace("-", " "), on=row["year"]).id
        if state not in p.rows.states.units.states:
            unlisted[year] += 1
            continue
        cell, is_open = found[state, year], (state, year) == ("BIH", 1996)
        for column in ALLOCATED:
            low, high = cell[f"{column}_low"], cell[f"{column}_high"]
            # The two visitors of a name that no state bore are of Bosnia there.
            assert low <= int(row[column]) <= high if is_open else low == int(row[column])
        assert spent[state, year] == int(row["days"]) or is_open
    listed = Counter(year for (_, year), cell in found.items() if cell["visits_any_low"])
    for year, row in right(f"{name}_by_year").items():
        assert listed[year] + unlisted[year] == int(row["other_states"])


def deal(
    ident: str, date: str | None, status: str, delivered: int, volume: str, **more: Any
) -> Any:
    parts = [
        Participant(role="supplier", state="PAK"), Participant(role="recipient", state="IND")
    ]  # fmt: skip
    return ArmsTransfer(
        id=ident, title="It", date=date, status=status, participants=parts,
        delivered=Quantity(str(delivered)) if delivered else Quantity("1.."),
        volume=Quantity(volume), citations=[Citation(source="s")], **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "window", "bounds"),
    [
        ("any", (0, 0), (0, 90)),
        ("any", (0, 1), (0, 90)),
        ("any", (0, 2), (90, 90)),
        ("one-a-year", (0, 0), (10, 70)),
        ("one-a-year", (0, 1), (20, 80)),
        ("one-a-year", (0, 2), (90, 90)),
    ],
)
def test_a_deal_of_nine_pieces_in_three_years(
    rule: Rule, window: tuple[int, int], bounds: tuple[float, float]
) -> None:
    records = [deal("d", "2012", "agreed", 9, "90")]
    records += [
        deal(f"d{year}", str(year), "occurred", 0, "..90", links=[Link("part of", "d")])
        for year in (2013, 2014, 2015)
    ]
    data = Dataset(records=records, sources=[Source(id="s", title="A register", coded=["links"])])
    rows = rows_of("directed-dyad")
    cells = cells_of(data.arms_transfers, rows, field="volume", rule=rule, window=window)
    found = {row["_t"]: (row["low"], row["high"]) for row in cells.table.to_pylist()}
    assert found[2013] == pytest.approx(bounds)


def test_an_amount_by_days() -> None:
    parts = [Participant(role="party", state=state) for state in ("PAK", "IND")]
    trade = Trade(
        id="t", title="It", date="2012-12-30/2013-01-02", status="occurred", participants=parts,
        value=Quantity("8"), citations=[Citation(source="s")],
    )  # fmt: skip
    rows = rows_of("dyad")
    cells = cells_of(Dataset(records=[trade]).trades, rows, field="value", rule="proportional")
    found = {row["_t"]: (row["low"], row["high"]) for row in cells.table.to_pylist()}
    assert found == {2012: (4.0, 4.0), 2013: (4.0, 4.0)}


def told_twice(*said: tuple[str, dict[str, Any]]) -> list[Any]:
    """Trade of PAK that may be one, each by its date and partner, as objects and as rows."""
    records = [
        Trade(
            id=f"t{number}",
            title="It",
            date=date,
            status="occurred",
            value=Quantity("8"),
            participants=[
                Participant(role="party", state="PAK"),
                Participant(role="party", **partner),
            ],
            links=[Link("may be same as", f"t{number - 1}")] if number else [],
            citations=[Citation(source="s")],
        )
        for number, (date, partner) in enumerate(said)
    ]
    data = Dataset(records=records, sources=[Source(id="s", title="S")])
    return [data.trades, bilateral.scan(data.to("arrow")).trades]


def bounds_in(selection: Any, **options: Any) -> dict[int, tuple[float, float]]:
    """The bounds of each year of PAK and IND."""
    table = cells_of(selection, rows_of("dyad"), **options).table
    return {
        row["_t"]: (row["low"], row["high"])
        for row in table.to_pylist()
        if (row["ccode1"], row["ccode2"]) == (1, 2)
    }


def test_one_event_has_one_year_whoever_took_part() -> None:
    india: dict[str, Any] = {"state": "IND"}
    for asked in told_twice(("2016", india), ("2017", india)):
        assert bounds_in(asked) == {2016: (0, 1), 2017: (0, 1)}
    # What is of no state has no cell, but a year all the same.
    stateless: dict[str, Any] = {"none": ["state"], "organization": "o"}
    for asked in told_twice(("2016", india), ("2016", stateless)):
        assert bounds_in(asked) == {2016: (1, 1)}
    for asked in told_twice(("2016", india), ("2017", stateless)):
        assert bounds_in(asked) == {2016: (0, 1)}


def test_shares_of_one_event_told_twice() -> None:
    stay = ("2016-12-30/2017-01-02", {"state": "IND"})
    for asked in told_twice(stay, stay):
        found = bounds_in(asked, field="value", rule="proportional")
        assert found == {2016: (4, 8), 2017: (4, 8)}


def test_who_has_no_state_is_in_no_row() -> None:
    for asked in told_twice(("2016", {"none": ["state"]})):
        assert bounds_in(asked) == {}


@pytest.mark.slow
@pytest.mark.skipif(REAL is None, reason="set BILATERAL_REAL_FILES to the folder of real files")
@pytest.mark.parametrize("rule", ["any", "one-a-year"])
def test_the_bounds_of_the_register(rule: Rule) -> None:
    """The right values, if they lie beside the real files: they are not for the project.

    The reader gives each year of a deal the worth of one piece, so that both rules have the
    bounds of one piece a year, which lie within those of no such knowledge.
    """
    values = Path(REAL or "").parent / "panels" / "register_bounds.csv"
    if not values.exists():
        pytest.skip("the values of the register are not there")
    with values.open(encoding="utf-8") as stream:
        expected = list(csv.DictReader(stream))
    (file,) = (Path(REAL or "") / "sipri").glob("register*")
    data = bilateral.read(file).dataset
    stated = [r for r in data.records if all(p.states for p in r.seen if p.role == "recipient")]
    known = attrs.evolve(data, records=stated).arms_transfers
    p = bilateral.panel(unit="state-year", states="cow-2024", years=(1995, 2024))
    p = p.sum(one=(known, "volume"), allocate=rule, side="target", coverage="1950/2025")
    lengths = sorted({int(row["year_to"]) - int(row["year_from"]) for row in expected})
    assert lengths == [0, 4, 9, 29]
    codes = {"Pakistan": 770, "Saudi Arabia": 670, "Turkiye": 640}
    for length in lengths:
        windows = p.window(0, length, "one", "all")
        found = {
            (row["ccode"], row["year"]): row
            for row in answered(windows, "SELECT * FROM PANEL WHERE ccode IN (640, 670, 770)")
        }
        for row in expected:
            first, last = int(row["year_from"]), int(row["year_to"])
            if last - first != length or last > 2024:
                continue
            cell = found[codes[row["recipient"]], first]
            if row["recipient"] != "Saudi Arabia" or not first <= 2022 <= last:
                # two rows alike of 2022 may be one deal, which the plain sum counts twice
                assert cell["all_low"] == pytest.approx(float(row["one_a_year_low"]), abs=0.006)
                assert cell["all_low"] >= float(row["plain_low"]) - 0.006
            assert cell["all_high"] == pytest.approx(float(row["one_a_year_high"]), abs=0.006)
            assert cell["all_high"] <= float(row["plain_high"]) + 0.006


@pytest.mark.slow
@pytest.mark.skipif(REAL is None, reason="set BILATERAL_REAL_FILES to the folder of real files")
def test_the_deliveries_of_every_supplier_and_year() -> None:
    values = Path(REAL or "").parent / "panels" / "tiv_supplier_recipient_year.csv"
    if not values.exists():
        pytest.skip("the values of the deliveries are not there")
    with values.open(encoding="utf-8") as stream:
        expected = [row for row in csv.DictReader(stream) if "unknown" not in row["supplier"]]
    (file,) = (Path(REAL or "") / "sipri").glob("deliveries*")
    arms = bilateral.read(file).dataset.arms_transfers
    p = bilateral.panel(states="cow-2024", years=(1995, 2024))
    p = p.sum(tiv=(arms, "volume"), allocate="whole")
    query = "SELECT * FROM PANEL WHERE tiv_low > 0"
    found = {(r["ccode1"], r["ccode2"], r["year"]): r for r in answered(p, query)}
    several = {"Germany": 255, "Russia": 365, "Austria": 305, "Serbia": 345}
    units = p.rows.states.units
    for row in expected:
        one, other = (
            several.get(name) or min(units.codes((resolve(name).id,)))
            for name in (row["supplier"], row["recipient"])
        )
        cell = found.get((one, other, int(row["year"])), {"tiv_low": 0.0})
        assert cell["tiv_low"] == pytest.approx(float(row["tiv"]), abs=0.006)
