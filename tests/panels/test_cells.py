"""The cells of a panel: held to every world, alike on every engine, and met in the real lists."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import bilateral
from bilateral import Dataset, q
from bilateral.collection.steps import Rule
from bilateral.collection.units import Member
from bilateral.dates.ordinals import ordinal
from bilateral.panels.cells import cells_of
from bilateral.panels.lists import state_list
from bilateral.panels.rows import Kind, Rows
from tests.collection.worlds import QUESTIONS, STATES, YEARS, Coded, Question, coded, dataset_of
from tests.panels.right_values import right
from tests.tables.engines import FRAME_CASES, FRAMES

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


@given(coded(amounts=True), st.sampled_from(["any", "start", "whole"]))
@settings(max_examples=30, deadline=None)
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


@pytest.mark.parametrize(
    ("name", "side"), [("visits_to_usa_by_year", "target"), ("visits_by_us_president_by_year", "")]
)
def test_visits_of_every_even_year(name: str, side: str) -> None:
    towards = US.visits.towards("USA") if side else US.visits.by("USA")
    p = bilateral.panel(unit="state-year", states="cow-2024", years=(1874, 2024))
    for column, rule in (("visits_any", "any"), ("visits_whole", "whole"), ("started", "start")):
        p = p.count(allocate=rule, side=side or "initiator", **{column: towards})  # type: ignore[arg-type]
    found = {row["year"]: row for row in p.frame.table(
        f"SELECT * FROM ({p.query()}) WHERE ccode = 2").to_pylist()}  # fmt: skip
    for year, column in product(right(name), ("visits_any", "visits_whole", "started")):
        number, row = int(right(name)[year][column]), found[year]
        assert row[f"{column}_low"] == number
        if year != 1996 or side:  # two visitors of a name that no state bore may be of any state
            assert row[column] == number
