"""Deals and their parts: what the parts have together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import inf
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

import bilateral
from bilateral import ArmsTransfer, Citation, Dataset, Participant, Quantity, Source
from bilateral.collection.deals import Facts, deals_of
from bilateral.model.records import Link, LinkType


def part(name: str, year: str | None, volume: str | None, **more: Any) -> ArmsTransfer:
    facts: dict[str, Any] = {"status": "occurred", "links": [Link(LinkType.PART_OF, "d")]} | more
    amount = None if volume is None else Quantity(volume, "TIV")
    cited = [Citation(source="s")]
    return ArmsTransfer(id=name, title="A part", date=year, volume=amount, citations=cited, **facts)


DEAL = part("d", "1989", "10", status="agreed", links=[])
PARTS = [part("a", "1990", "..10"), part("b", "1992", None)]


def sums(data: Dataset, *keys: Any) -> Any:
    """The sum of volumes, of the objects and of a table alike."""
    found: Any = data.arms_transfers.sum("volume", *keys)
    assert bilateral.scan(data.to("arrow")).arms_transfers.sum("volume", *keys) == found
    assert found.unit in ("TIV", None)
    return found


def coded(*fields: str) -> list[Source]:
    return [Source(id="s", title="S", coded=fields)]


def test_parts_have_no_more_than_the_deal_and_all_of_it_if_they_are_all() -> None:
    data = Dataset(records=[DEAL, *PARTS], sources=coded())
    assert sums(data) == {(): (0, 10)}
    assert sums(data, "year") == {1990: (0, 10), 1992: (0, 10)}
    data = Dataset(records=[DEAL, *PARTS], sources=coded("links"))
    assert sums(data) == {(): (10, 10)}
    assert sums(data, "year") == {1990: (0, 10), 1992: (0, 10)}
    assert data.arms_transfers.since(1991).sum("volume") == {(): (0, 10)}
    assert data.any_status().sum("volume") == {(): (10, 10)}
    assert bilateral.scan(data.to("arrow")).any_status().sum("volume") == {(): (10, 10)}


def test_parts_are_all_where_they_deliver_as_many() -> None:
    whole = part("d", None, "10", status="agreed", links=[], delivered=Quantity("7"))
    parts = [part("a", "1990", None, delivered=Quantity("3"))]
    parts.append(part("b", "1990", None, delivered=Quantity("4")))
    assert sums(Dataset(records=[whole, *parts]), "year") == {1990: (10, 10)}
    parts[1] = part("b", "1990", None, delivered=Quantity("1..4"))
    assert sums(Dataset(records=[whole, *parts]), "year") == {1990: (0, 10)}


def test_of_a_deal_without_an_amount_its_parts_have_their_own() -> None:
    whole = part("d", None, None, status="agreed", links=[])
    data = Dataset(records=[whole, part("a", "1990", "3"), part("b", "1990", "4..")])
    assert sums(data) == {(): (7, inf)}


def test_parts_of_parts_are_no_deal() -> None:
    facts = [Facts("d", "e", (1, 1)), Facts("p", "d", (1, 1)), Facts("e", None, (2, 2))]
    found = deals_of(facts)
    assert {name: deal.id for name, deal in found.items()} == {"e": "e", "d": "e"}


# -- every world of a deal -------------------------------------------------------------------------

YEARS = {"1990": (1990,), "1991": (1991,), "[1990,1991]": (1990, 1991)}
SELLERS = {"USA": ("USA",), "FRA": ("FRA",), "USA or FRA": ("USA", "FRA")}
AMOUNTS = {"1": (1, 1), "2": (2, 2), "1..3": (1, 3), "..2": (0, 2), None: (0, 9)}

Told = tuple[tuple[int, int], str, str, "str | None", bool]


@st.composite
def deals(draw: st.DrawFn) -> tuple[list[Told], int, int, bool]:
    """Parts of a deal of some total, and whether they are known to be all."""
    told = st.tuples(
        st.just((0, 0)),
        st.sampled_from(list(YEARS)),
        st.sampled_from(list(SELLERS)),
        st.sampled_from(list(AMOUNTS)),
        st.booleans(),
    )
    parts = [(AMOUNTS[one[3]], *one[1:]) for one in draw(st.lists(told, min_size=1, max_size=3))]
    least = draw(st.integers(1, 6))
    return parts, least, least + draw(st.integers(0, 2)), draw(st.booleans())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(deals(), st.sampled_from([(), ("year",), ("initiator",), ("initiator", "year")]))
def test_sums_of_parts_are_those_of_all_worlds(
    told: tuple[list[Told], int, int, bool], keys: tuple[str, ...]
) -> None:
    parts, low, high, whole = told
    worlds = list(_worlds(*told))
    if not worlds:  # the parts contradict the deal
        return
    deal = part("d", "1989", f"{low}..{high}", status="agreed", links=[])
    records = [
        part(
            f"p{number}",
            year,
            text,
            status="occurred" if done else "planned",
            participants=[Participant(role="supplier", state=list(SELLERS[seller]))],
        )
        for number, (_, year, seller, text, done) in enumerate(parts)
    ]
    found = sums(
        Dataset(records=[deal, *records], sources=coded(*(["links"] if whole else []))), *keys
    )
    cells: Any = {(): ()} if not keys else {key: key if len(keys) > 1 else (key,) for key in found}
    for name, cell in cells.items():
        wanted = dict(zip(keys, cell, strict=True))
        inside = [
            sum(
                amount
                for (amount, year, seller), (*_, done) in zip(world, parts, strict=True)
                if done
                and wanted.get("year", year) == year
                and wanted.get("initiator", seller) == seller
            )
            for world in worlds
        ]
        least, most = found[name]
        assert (least, most) == (min(inside), max(inside)), (name, parts)


def _worlds(
    parts: list[Told], low: int, high: int, whole: bool
) -> Iterator[tuple[tuple[int, int, str], ...]]:
    ways = [
        [
            (amount, year, seller)
            for amount in range(least, most + 1)
            for year in YEARS[years]
            for seller in SELLERS[sellers]
        ]
        for (least, most), years, sellers, _, _ in parts
    ]
    for world in product(*ways):
        total = sum(amount for amount, _, _ in world)
        if total <= high and (low <= total or not whole):
            yield world
