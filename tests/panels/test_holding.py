"""What holds, by enumeration of worlds and by the alliances of every even year."""

from __future__ import annotations

import csv
import os
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pytest
from hypothesis import given, settings, strategies as st

import bilateral
from bilateral import Agreement, Citation, Dataset, Participant, q
from bilateral.collection.units import Member
from bilateral.dates.ordinals import ordinal
from bilateral.errors import UnknownNameError
from bilateral.panels import Panel
from bilateral.panels.holding import WHENS, When, held_by, held_sql
from bilateral.panels.lists import state_list
from bilateral.panels.rows import Rows
from tests.panels.right_values import every, hashed, right
from tests.panels.samples import PAK, RUS, dataset, directed, member, table, treaty

REAL = os.environ.get("BILATERAL_REAL_FILES")
TOPICS = {"defense": "defence", "offense": "offence", "neutral": "neutrality",
          "nonagg": "nonaggression", "consul": "consultation"}  # fmt: skip

FORCES = {
    "2012-12-30/2013-01-02": [(date(2012, 12, 30), date(2013, 1, 2))],
    "2012/2013-01-01": [(date(2012, *day), date(2013, 1, 1))
                        for day in ((1, 1), (1, 2), (7, 1), (12, 31))],
    "[2012-12-30..2012-12-31]/[2013-01-01..2013-01-02]": [
        (date(2012, 12, a), date(2013, 1, b)) for a in (30, 31) for b in (1, 2)
    ],
    "2013": [(date(2013, 1, 1), date(2013, 1, 1)), (date(2013, 12, 31), date(2013, 12, 31)),
             (date(2013, 1, 1), date(2013, 12, 31)), (date(2013, 5, 5), date(2013, 5, 5))],
}  # fmt: skip
"""Stretches, and worlds of each that reach all its bounds."""


def days_in(world: tuple[date, date], year: int) -> set[date]:
    first, last = (max(world[0], date(year, 1, 1)), min(world[1], date(year, 12, 31)))
    return {date.fromordinal(d) for d in range(first.toordinal(), last.toordinal() + 1)}


@pytest.mark.slow
@given(st.lists(st.sampled_from(list(FORCES)), min_size=1, max_size=2), st.sampled_from(WHENS))
@settings(max_examples=40, deadline=None)
def test_no_world_is_outside_of_an_answer(texts: list[str], when: When) -> None:
    data = dataset(*(treaty(f"t{i}", "PAK", "RUS", text) for i, text in enumerate(texts)))
    p = directed((2012, 2014), pairs=[(PAK, RUS)])
    rows = table(p.state(x=data.agreements, when=when, coverage="2000/2020"))
    assert [row["year"] for row in rows] == [2012, 2013, 2014]
    for row in rows:
        year = row["year"]
        seen: set[Any] = set()
        for worlds in product(*(FORCES[text] for text in texts)):
            days = set().union(*(days_in(world, year) for world in worlds))
            seen.add(
                {
                    "any": bool(days),
                    "first": date(year, 1, 1) in days,
                    "last": date(year, 12, 31) in days,
                    "all": len(days) == (366 if year == 2012 else 365),
                    "days": len(days),
                }[when]
            )
        if when == "days":
            assert row["x_low"] <= min(seen) <= max(seen) <= row["x_high"]
            if len(texts) == 1:
                assert (row["x_low"], row["x_high"]) == (min(seen), max(seen))
        else:
            assert row["x"] is None or {row["x"]} == seen
            if len(texts) == 1:
                assert row["x"] == (seen.pop() if len(seen) == 1 else None)


def test_members_are_bound_while_both_are_and_owe_what_their_own_row_says() -> None:
    data = dataset(
        member("m1", "PAK", "2010/2011-06-30", ("defence",)),
        member("m2", "RUS", "2011-07-01/2014", ("defence",)),
        member("m3", "IND", "2011-01-01/2012", ()),
    )
    defence = data.memberships.where(q.topics.is_in("defence"))
    p = directed().state(x=defence, coverage="2010/2016")
    assert p.row(PAK, RUS, 2011)["x"] is False  # never members on one day
    assert p.row(PAK, 750, 2011)["x"] is True
    assert p.row(750, PAK, 2011)["x"] is False
    assert p.row(RUS, 750, 2012)["x"] is True


def test_an_alliance_is_an_agreement_by_the_rows_of_its_members() -> None:
    data = dataset(
        member("m1", "PAK", "2010/2011-06-30", ("defence",), form="ally"),
        member("m2", "RUS", "2011-01-01/2014", (), form="ally"),
        member("m3", "IND", "2011-01-01/2014", ("defence",)),  # it may be no ally
        treaty("t", "PAK", "IND", "2012"),
    )
    defence = data.agreements.where(q.topics.is_in("defence"))
    p = directed().state(x=defence, y=data.agreements, coverage="2010/2016")
    assert (p.row(PAK, RUS, 2011)["x"], p.row(RUS, PAK, 2011)["x"]) == (True, False)
    assert p.row(PAK, RUS, 2012)["x"] is False
    assert [p.row(750, PAK, year)["y"] for year in (2011, 2012)] == [False, True]
    none = directed().state(x=data.agreements.where(q.party == "India"), coverage="2010/2016")
    assert none.row(PAK, RUS, 2011)["x"] is False  # memberships have no parties to ask for


def test_a_member_that_only_was_to_be_one_binds_nobody() -> None:
    for status, expected in (("occurred", True), ("planned", False), (None, None)):
        data = dataset(
            member("m1", "PAK", "2010/2012", ("defence",)),
            member("m2", "RUS", "2011/2014", (), status=status),
        )
        owed = data.memberships.where(q.topics == "defence")
        p = directed().state(x=owed, coverage="2000/2020")
        assert p.row(PAK, RUS, 2011)["x"] is expected


def test_tables_say_the_same_of_members_as_objects() -> None:
    data = dataset(
        member("m1", "PAK", "2010/2012-06-30", ("defence",), form="ally"),
        member("m2", "RUS", "2011/2014", (), form="ally"),
        treaty("t", "PAK", "IND", "2012/2013"),
    )
    scanned = bilateral.scan(data.to("arrow"))
    for kind in ("memberships", "agreements"):
        for asked in (q.topics == "defence", q.done):
            one, other = (
                table(directed().state(x=getattr(source, kind).where(asked), coverage="2000/2020"))
                for source in (data, scanned)
            )
            assert one == other
            assert any(row["x"] for row in one)


def test_an_agreement_that_does_not_say_when_it_is_in_force_may_be_from_its_date_on() -> None:
    signed = Agreement(
        id="t", title="It", date="2011-05-01", status="occurred", citations=[Citation(source="s")],
        participants=[Participant(role="party", state=state) for state in ("PAK", "RUS")],
    )  # fmt: skip
    data = dataset(signed, member("m", "PAK", "2011", ()))
    p = directed().state(x=data.agreements, coverage="2000/2020")
    assert [p.row(PAK, RUS, year)["x"] for year in (2010, 2011, 2014)] == [False, None, None]
    named = directed().state(x=data.agreements, field="date", coverage="2000/2020")
    assert [named.row(PAK, RUS, year)["x"] for year in (2010, 2011, 2012)] == [False, True, False]
    with pytest.raises(UnknownNameError, match="date, in_force"):
        directed().state(x=dataset(signed).agreements, field="title")


def test_a_code_that_passes_from_state_to_state_keeps_what_held() -> None:
    data = dataset(treaty("t", "PAK", "RUS", "1980/1995-12-31"),
                   treaty("u", "PAK", "SUN", "1970/1991-12-25"))  # fmt: skip
    p = directed((1968, 1996)).state(x=data.agreements, coverage="1900/2016")
    assert [p.row(RUS, PAK, y)["x"] for y in (1968, 1975, 1991, 1992, 1996)] == [
        False, True, True, True, False,
    ]  # fmt: skip


ATOP = Path(REAL or "") / "atop" / "atop-member-level.csv"


@pytest.fixture(scope="module")
def atop() -> Dataset:
    if REAL is None:
        pytest.skip("set BILATERAL_REAL_FILES to the folder of real files")
    return bilateral.read(ATOP).dataset


@pytest.fixture(scope="module")
def rows_of_file(atop: Dataset) -> dict[int, dict[str, str]]:
    """The rows of the file by their lines."""
    assert atop.memberships
    with ATOP.open(encoding="utf-8") as stream:
        return dict(enumerate(csv.DictReader(stream), 2))


def line_of(record: Any) -> int:
    line: int = record.citations[0].locator.line
    return line


def pairs_by_year(panel: Panel) -> dict[int, list[tuple[int, int]]]:
    """The pairs of which a panel says that ``x`` holds; there is none of which it does not say."""
    assert panel.frame.one("SELECT count(*) FROM panel WHERE x IS NULL") == (0,)
    query = "SELECT ccode1, ccode2, _t FROM panel WHERE x ORDER BY _t, 1, 2"
    found: dict[int, list[tuple[int, int]]] = {}
    for row in panel.frame.table(query).to_pylist():
        found.setdefault(row["_t"], []).append((row["ccode1"], row["ccode2"]))
    return found


def even_years() -> dict[int, dict[str, str]]:
    return {y: row for y, row in right("atop_by_year").items() if row["cow_any_either_lo"]}


@pytest.mark.slow
@pytest.mark.parametrize("column", [*TOPICS, "any"])
def test_alliances_of_every_even_year(atop: Dataset, column: str) -> None:
    owed = atop.memberships
    if column != "any":
        owed = owed.where(q.topics.is_in(TOPICS[column]))
    claimed = "1815/2016" if column == "any" else None  # the file is complete by topics
    pairs = pairs_by_year(bilateral.panel(states="cow-2016").state(x=owed, coverage=claimed))
    for year, row in even_years().items():
        own = pairs.get(year, [])
        either = {tuple(sorted(pair)) for pair in own}
        assert len(own) == int(row[f"cow_{column}_directed_lo"])
        assert len(either) == int(row[f"cow_{column}_either_lo"])
        if column == "defense":
            # What is sure is all that may be: no date of the file is open by a year.
            assert len(own) == int(row["cow_defense_directed_hi"])
            assert len(either) == int(row["cow_defense_either_hi"])
            assert hashed((*pair, year) for pair in own) == row["sha_defense_directed"]
            mutual = sum({pair, pair[::-1]} <= set(own) for pair in either)
            assert mutual == int(row["cow_defense_mutual_lo"])


@pytest.mark.slow
def test_alliances_of_two_and_of_several(
    atop: Dataset, rows_of_file: dict[int, dict[str, str]]
) -> None:
    found = {}
    for kind, mark in (("bilateral", "1"), ("multilateral", "0")):
        ids = [r.id for r in atop.memberships if rows_of_file[line_of(r)]["bilat"] == mark]
        owed = atop.memberships.where(q.topics.is_in("defence") & q.id.is_in(*ids))
        p = bilateral.panel(unit="dyad-year", states="cow-2016").state(x=owed)
        found[kind] = {year: set(pairs) for year, pairs in pairs_by_year(p).items()}
    for year, row in even_years().items():
        two, many = (found[kind].get(year, set()) for kind in ("bilateral", "multilateral"))
        assert len(two) == int(row["cow_defense_bilateral_lo"])
        assert len(many) == int(row["cow_defense_multilateral_lo"])
        assert len(two & many) == int(row["cow_defense_both_kinds_lo"])


@pytest.mark.slow
@pytest.mark.parametrize("year", [1832, 1942, 1960])
def test_alliances_on_days_of_membership(atop: Dataset, year: int) -> None:
    owed = atop.memberships.where(q.topics.is_in("defence"))
    allied = bilateral.panel(unit="dyad-year", years=(year, year)).state(x=owed)
    pairs = pairs_by_year(allied)[year]
    days = bilateral.panel(unit="dyad-day", window=str(year), pairs=pairs).state(x=owed)
    (number,) = days.frame.one("SELECT count(DISTINCT (ccode1, ccode2)) FROM panel WHERE x")
    assert number == int(right("atop_by_year")[year]["cowday_defense_either_lo"])


@pytest.mark.slow
def test_pairs_of_codes_whether_members_or_not(
    atop: Dataset, rows_of_file: dict[int, dict[str, str]]
) -> None:
    """All pairs of codes of the file, by a list in which each is a member while it is an ally."""
    allies = {
        Member(
            int(rows_of_file[line_of(one)]["member"]),
            state,
            int(max(span.start_min, ordinal(1815))),
            int(min(span.end_max, ordinal(2017) - 1)),
        ): None
        for one in atop.memberships.any_status()
        if (state := one.participants[0].state) is not None
        for span in one.when
    }
    members = tuple(sorted(allies, key=lambda member: (member.code, member.first)))
    listed = attrs.evolve(state_list("cow-2016"), members=members)
    rows = Rows("dyad", "year", listed, ordinal(1815), ordinal(2017) - 1)
    held = held_by(atop.memberships.where(q.topics.is_in("defence")), rows)
    con = duckdb.connect()
    con.register("held", held)
    found = dict.fromkeys(even_years(), (0, 0)) | {
        year: (low, high)
        for year, low, high in con.sql(
            "SELECT _t, count(*) FILTER (low > 0), count(*) FILTER (high > 0) "
            f"FROM ({held_sql(rows, 'held', 'any')}) GROUP BY 1"
        ).fetchall()
    }
    less = {
        year: tuple(
            int(row[f"members_defense_{end}"]) - found[year][at]
            for at, end in enumerate(("lo", "hi"))
        )
        for year, row in even_years().items()
    }
    assert held.num_rows
    assert {year: few for year, few in less.items() if few != (0, 0)} == {
        # The codes 8152 (in alliance 1320) and 341 (Montenegro, of 2006 and later) are of no state.
        **dict.fromkeys((1874, 1876, 1878, 1880, 1882, 1912, 1914), (1, 1)),
        1960: (6, 6),  # Syria, which was then in the United Arab Republic
        1990: (1, 1),  # 255 and 260, which are one state
    }


@pytest.mark.slow
def test_examples_of_who_owes_what(atop: Dataset) -> None:
    expected = every("atop_directed_examples")
    pairs = [(int(row["ccode1"]), int(row["ccode2"])) for row in expected]
    p = bilateral.panel(states="cow-2024", years=(1816, 2024), pairs=pairs)
    p = p.state(any=atop.memberships, coverage="1815/2016")
    for column, topic in TOPICS.items():
        owed: dict[str, Any] = {column: atop.memberships.where(q.topics.is_in(topic))}
        p = p.state(**owed)
    found = {(r["ccode1"], r["ccode2"], r["year"]): r for r in p.to("arrow").to_pylist()}
    for row in expected:
        key = (int(row["ccode1"]), int(row["ccode2"]), int(row["year"]))
        assert (key in found) is (row["dyad_year_exists"] != "0")
        for column in ("any", *TOPICS) if key in found else ():
            truth = {"1": True, "0": False, "": None}[row[f"atop_{column}"]]
            # Outside of coverage, what was found stands: here nothing was.
            assert found[key][column] is truth
