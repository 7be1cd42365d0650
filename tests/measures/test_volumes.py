"""Volumes by supplier and recipient: deals, their years, and two accounts side by side."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import ArmsTransfer, Citation, Dataset, Quantity, Source
from bilateral.measures import compare, totals
from bilateral.model.records import Link, LinkType, Participant, Role, Status


def parties(supplier: str, recipient: str) -> list[Participant]:
    return [
        Participant(role=Role.SUPPLIER, state=supplier),
        Participant(role=Role.RECIPIENT, state=recipient),
    ]


SOURCE = Source(id="s", title="S", coded=["links"])  # no part of a deal is left unlinked


def of(records: Iterable[ArmsTransfer]) -> Dataset:
    return Dataset(records, sources=[SOURCE])


def transfer(name: str, **fields: Any) -> ArmsTransfer:
    fields = {"status": Status.OCCURRED, "citations": [Citation(source="s")]} | fields
    return ArmsTransfer(id=name, title=name, **fields)


def deal(
    name: str, years: list[int], volume: float | str, pair: str = "RUS PAK"
) -> list[ArmsTransfer]:
    """A deal as the register gives it: one record, or one and a part for each year."""
    amount, sides = Quantity(volume, "TIV"), parties(*pair.split())
    if len(years) == 1:
        return [transfer(name, date=str(years[0]), participants=sides, volume=amount)]
    whole = transfer(name, status=Status.AGREED, participants=sides, volume=amount)
    part_of = [Link(LinkType.PART_OF, name)]
    return [whole] + [
        transfer(f"{name}:{year}", date=str(year), participants=sides, links=part_of)
        for year in years
    ]


deals = st.lists(
    st.tuples(
        st.lists(st.integers(1990, 1999), max_size=4, unique=True),
        st.integers(0, 100).map(float),
        st.sampled_from(["RUS PAK", "RUS IND", "USA PAK"]),
    ),
    max_size=6,
)


@given(deals, st.integers(1990, 1999), st.integers(0, 9))
def test_totals_are_those_of_an_oracle(
    made: list[tuple[list[int], float, str]], first: int, length: int
) -> None:
    data = of(
        record
        for n, (years, volume, pair) in enumerate(made)
        for record in deal(f"d{n}", years, volume, pair)
    )
    period = range(first, first + length + 1)
    expected: dict[tuple[str, str], tuple[float, float]] = {}
    for years, volume, pair in made:
        inside = [year in period for year in years]
        if any(inside):
            supplier, recipient = pair.split()
            least, most = expected.get((supplier, recipient), (0.0, 0.0))
            sure = volume if all(inside) else 0.0
            expected[supplier, recipient] = (least + sure, most + volume)
    assert totals(data, f"{first}/{first + length}") == expected


@given(deals, st.integers(1990, 1999) | st.none(), st.booleans())
def test_totals_are_the_sums_of_the_same_arms(
    made: list[tuple[list[int], float, str]], year: int | None, is_coded: bool
) -> None:
    records = [r for n, deal_ in enumerate(made) for r in deal(f"d{n}", *deal_)]
    data = of(records) if is_coded else Dataset(records)
    arms = data.arms_transfers if year is None else data.arms_transfers.within(year)
    assert totals(data, year) == dict(arms.sum("volume", "supplier", "recipient"))


def test_what_may_be_within_the_period_raises_its_upper_bound() -> None:
    data = of([transfer("x", date="[1990,1991]", volume=Quantity(5, "TIV"),
                        participants=parties("RUS", "PAK"))])  # fmt: skip
    assert totals(data, 1990) == {("RUS", "PAK"): (0, 5)}
    assert totals(data, 1995) == {}


def test_what_was_only_agreed_counts_nowhere() -> None:
    data = Dataset(records=deal("a", [], 10))
    assert totals(data) == {}


def test_bounds_of_a_volume_are_kept() -> None:
    data = of([*deal("a", [1990], "..0.5"), *deal("b", [1991, 1992], 4)])
    assert totals(data) == {("RUS", "PAK"): (4, 4.5)}
    assert totals(data, 1991) == {("RUS", "PAK"): (0, 4)}


def test_names_stand_in_for_actors_that_are_unknown() -> None:
    sides = [
        Participant(role=Role.SUPPLIER, organization="o"),
        Participant(role=Role.RECIPIENT, name="Ruritania"),
    ]
    one = Quantity(1, "TIV")
    unnamed = transfer("x", date="1990", volume=one, participants=sides)
    assert totals(Dataset(records=[unnamed])) == {("o", "Ruritania"): (1, 1)}
    alone = transfer("x", date="1990", volume=one)
    assert totals(Dataset(records=[alone])) == {("", ""): (1, 1)}
    unweighed = transfer("x", date="1990", participants=sides)
    assert totals(Dataset(records=[unweighed])) == {("o", "Ruritania"): (0, inf)}


def test_a_volume_that_is_missing_is_not_zero() -> None:
    sides = parties("RUS", "PAK")
    unweighed = transfer("x", date="1990", participants=sides)
    silent = Dataset(records=[*deal("a", [1990], 5), unweighed])
    assert totals(silent) == {("RUS", "PAK"): (5, inf)}
    for other, agree in ((4, "FALSE"), (5, "UNKNOWN"), (500, "UNKNOWN")):
        [row] = compare(silent, Dataset(records=deal("a", [1990], other)))
        assert row.agree.name == agree
    [row] = compare(silent, silent)
    assert row.agree.name == "UNKNOWN"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (100, 100, "TRUE"),
        (100, 102.5, "TRUE"),  # half a million, and two in a hundred of the greater
        (100, 102.6, "FALSE"),
        (0, 0.5, "TRUE"),
        (0, 0.6, "FALSE"),
        (10, "..20", "UNKNOWN"),
        (10, "5..20", "UNKNOWN"),
    ],
)
def test_two_accounts_agree_but_for_rounding(one: float, other: float | str, agree: str) -> None:
    mine, theirs = (Dataset(records=deal("a", [1990], volume)) for volume in (one, other))
    for pair in ((mine, theirs), (theirs, mine)):
        [row] = compare(*pair)
        assert row.agree.name == agree


def test_those_that_disagree_come_first_and_who_is_in_one_only_is_there() -> None:
    mine = Dataset(records=[*deal("a", [1990], 5), *deal("b", [1990], 50, "USA PAK")])
    theirs = Dataset(records=deal("a", [1990], 5))
    rows = compare(mine, theirs)
    assert [(row.supplier, row.agree.name, row.one, row.other) for row in rows] == [
        ("USA", "FALSE", (50, 50), (0, 0)),
        ("RUS", "TRUE", (5, 5), (5, 5)),
    ]
    assert compare(mine, theirs, 1991) == []
