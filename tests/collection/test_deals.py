"""Deals and their parts: what the parts have together."""

from __future__ import annotations

from math import inf
from typing import Any

import bilateral
from bilateral import ArmsTransfer, Citation, Dataset, Quantity, Source
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
    assert found.unit == "TIV"
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
