"""Rows: counts and hashes of every even year, and a plain enumeration of small lists."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import attrs
import duckdb
import pytest
from hypothesis import given, settings, strategies as st

from bilateral.collection.steps import Step, Unit
from bilateral.collection.units import Member
from bilateral.dates.ordinals import ordinal
from bilateral.panels.lists import ListName, state_list
from bilateral.panels.rows import PARTS, Kind, Part, Rows
from tests.panels.right_values import FOLDER, hashed, right

LISTS: dict[str, ListName] = {"cow2016": "cow-2016", "gw2020": "gw-2020"}


def rows_of(name: ListName, kind: Kind, unit: Unit = "year", last: int = 0, **how: bool) -> Rows:
    listed = state_list(name)
    if last:
        listed = listed.carried(ordinal(last + 1) - 1)
    end = ordinal(last + 1) - 1 if last else listed.end
    return Rows(kind, unit, listed, ordinal(1816), end, **how)  # type: ignore[arg-type]


def asked(rows: Rows, query: str) -> list[Any]:
    con = duckdb.connect()
    for name, table in rows.sources().items():
        con.register(name, table)
    return con.sql(query.format(f"({rows.sql()})")).fetchall()


TOTALS = [
    ("cow-2016", "state", 0, True, 15_951),
    ("cow-2016", "state", 2024, True, 17_511),
    ("cow-2016", "directed-dyad", 0, False, 1_912_350),
    ("cow-2016", "directed-dyad", 0, True, 1_912_290),
    ("cow-2016", "directed-dyad", 2020, True, 2_063_610),
    ("cow-2024", "directed-dyad", 0, True, 2_214_930),
    ("gw-2020", "state", 0, True, 18_289),
    ("gw-2020", "directed-dyad", 0, True, 2_029_622),
    ("gw-2020-micro", "directed-dyad", 0, True, 2_445_018),
    ("gw-2020-micro", "dyad", 0, True, 1_222_509),
    ("gw-2020-micro", "directed-dyad", 2024, True, 2_599_466),
]


@pytest.mark.parametrize(("name", "kind", "last", "same_day", "number"), TOTALS)
def test_there_are_as_many_rows_as_others_print(
    name: ListName, kind: Kind, last: int, same_day: bool, number: int
) -> None:
    rows = rows_of(name, kind, last=last, same_day=same_day)
    assert asked(rows, "SELECT count(*) FROM {}") == [(number,)]


@pytest.mark.parametrize("which", LISTS)
def test_states_of_every_even_year(which: str) -> None:
    expected = right(f"units_{which}")
    found: dict[int, list[tuple[object, ...]]] = {}
    for code, year in asked(rows_of(LISTS[which], "state"), "SELECT * FROM {} ORDER BY 1"):
        found.setdefault(year, []).append((code, year))
    for year, row in expected.items():
        assert len(found[year]) == int(row["state_years"])
        assert hashed(found[year]) == row["sha_state_years"]


@pytest.mark.slow
@pytest.mark.parametrize("which", LISTS)
def test_pairs_of_every_even_year(which: str) -> None:
    expected = right(f"units_{which}")
    found: dict[int, list[tuple[object, ...]]] = {}
    rows = rows_of(LISTS[which], "dyad")
    for one, other, year in asked(rows, "SELECT * FROM {} ORDER BY 1, 2"):
        found.setdefault(year, []).append((one, other, year))
    loose = rows_of(LISTS[which], "dyad", same_day=False)
    either = dict(asked(loose, "SELECT _t, count(*) FROM {} GROUP BY 1"))
    for year, row in expected.items():
        assert either[year] == int(row["dyad_years_any"])
        assert hashed(found[year]) == row["sha_dyad_years_same_day"]


@pytest.mark.slow
def test_pairs_that_are_never_on_one_day() -> None:
    for which, name in LISTS.items():
        strict, loose = (rows_of(name, "dyad", same_day=same) for same in (True, False))
        gone = set(asked(loose, "SELECT * FROM {}")) - set(asked(strict, "SELECT * FROM {}"))
        lines = (FOLDER / f"never_on_one_day_{which}.csv").read_text().splitlines()[1:]
        assert {tuple(map(int, line.split(","))) for line in lines} == {
            row for row in gone if row[2] % 2 == 0 or f"{row[0]},{row[1]},{row[2]}" in lines
        }
        assert len(gone) == {"cow2016": 30, "gw2020": 19}[which]


@pytest.mark.parametrize("which", LISTS)
def test_months_of_every_even_year(which: str) -> None:
    expected = right(f"months_days_{which}")
    query = "SELECT _t // 12, count(*) FROM {} GROUP BY 1"
    for column, kind, same_day in (
        ("state_months_any", "state", True),
        ("dyad_months_any", "dyad", False),
        ("dyad_months_same_day", "dyad", True),
    ):
        rows = rows_of(LISTS[which], kind, "month", same_day=same_day)  # type: ignore[arg-type]
        found = dict(asked(rows, query))
        assert {year: found[year] for year in expected} == {
            year: int(row[column]) for year, row in expected.items()
        }


@pytest.mark.parametrize("which", LISTS)
def test_rules_for_part_of_a_year(which: str) -> None:
    expected = right(f"months_days_{which}")
    columns = ("any", "jan1", "dec31", "whole")
    for part, column in zip(PARTS, columns, strict=True):
        rows = attrs.evolve(rows_of(LISTS[which], "state"), member=part)
        found: Counter[int] = Counter(dict(asked(rows, "SELECT _t, count(*) FROM {} GROUP BY 1")))
        for year, row in expected.items():
            assert found[year] == int(row[f"state_years_{column}"])


@pytest.mark.parametrize("year", [1830, 1918, 1964, 1990, 2006])
def test_days_of_pairs_within_a_window(year: int) -> None:
    for which, name in LISTS.items():
        row = right(f"months_days_{which}")[year]
        pairs = Rows("dyad", "day", state_list(name), ordinal(year), ordinal(year + 1) - 1)
        assert asked(pairs, "SELECT count(*) FROM {}") == [(int(row["dyad_days"]),)]


SPELLS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 900), st.integers(0, 500)), min_size=1, max_size=6
)


@given(SPELLS, st.booleans(), st.sampled_from(PARTS), st.sampled_from(["year", "month"]))
@settings(max_examples=40, deadline=None)
def test_a_pair_has_a_row_where_both_are_members_on_one_day(
    drawn: list[tuple[int, int, int]], same_day: bool, part: Part, unit: Unit
) -> None:
    """A user's own list may have two spells of a state in one year."""
    if not same_day:
        part = "any"
    begin = ordinal(2000)
    days: dict[int, set[int]] = {}
    for code, first, length in drawn:
        days.setdefault(code, set()).update(range(begin + first, begin + first + length + 1))
    members = []
    for code, held in sorted(days.items()):
        starts = sorted(day for day in held if day - 1 not in held)
        ends = sorted(day for day in held if day + 1 not in held)
        members += [Member(code, f"s{code}", a, b) for a, b in zip(starts, ends, strict=True)]
    listed = attrs.evolve(state_list("cow-2016"), members=tuple(members))
    rows = Rows("directed-dyad", unit, listed, begin, begin + 2000, same_day, member=part)
    step = Step(unit)

    def is_in(code: int, number: int) -> set[int]:
        inside = set(range(step.first(number), step.last(number) + 1))
        held = days[code] & inside
        wanted = {
            "any": bool(held),
            "first": step.first(number) in held,
            "last": step.last(number) in held,
            "whole": held == inside,
        }
        return held if wanted[part] else set()

    numbers = range(step.number(begin), step.number(begin + 1500) + 1)
    expected = {
        (one, other, number)
        for one, other in permutations(days, 2)
        for number in numbers
        if (
            is_in(one, number) & is_in(other, number)
            if same_day
            else is_in(one, number) and is_in(other, number)
        )
    }
    found = asked(rows, "SELECT * FROM {}")
    assert len(found) == len(set(found))
    assert set(found) == expected
