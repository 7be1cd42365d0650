"""Arms by supplier: bars and lines are the bounds of the count; shares hold in every world."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import bilateral
from bilateral import ArmsTransfer, Citation, Dataset, Participant, Quantity
from bilateral.errors import BilateralError
from bilateral.plots.suppliers import arms, shares
from tests.plots.conftest import rows

needs_altair = pytest.mark.needs("altair")


@needs_altair
def test_bars_and_lines_are_the_bounds(data: Dataset) -> None:
    counts = data.arms_transfers.count("initiator", "year")
    names = {"RUS": "Russia", "SUN": "Soviet Union"}
    found = {(r["supplier"], r["year"]): (r["least"], r["most"]) for r in rows(arms(data), "rect")}
    assert found == {
        (names[str(who)], year): bounds
        for (who, year), bounds in counts.items()
        if who is not None and year is not None
    }
    table = bilateral.scan(data.to("arrow"))
    assert rows(arms(table), "rect") == rows(arms(data), "rect")


@needs_altair
def test_an_amount_is_added_up(data: Dataset) -> None:
    helicopters = data.arms_transfers.where(bilateral.q.title.contains("helicopters"))
    chart = arms(helicopters, field="delivered")
    assert "(delivered" in chart.to_dict()["description"]
    assert {r["bound"] for r in rows(chart, "rect")} >= {"74"}


@needs_altair
def test_volumes_are_drawn_where_all_are_known(small: Dataset) -> None:
    (record, *_) = small.arms_transfers
    known = [attrs.evolve(record, id=f"t{n}", volume=Quantity(n, unit="TIV, million"))
             for n in (600, 1100)]  # fmt: skip
    chart = arms(small.holding(known))
    spec = chart.to_dict()
    assert " ".join(spec["title"]["text"]) == (
        "How much did each supplier deliver in each year (volume, TIV, million)?"
    )
    assert '"title": "TIV, million"' in chart.to_json()
    assert max(r["most"] for r in rows(chart, "rect")) == 1700
    some = small.holding([known[0], attrs.evolve(known[1], volume=None)])
    assert arms(some).to_dict()["title"]["text"][0].startswith("How many arms transfers")


@needs_altair
@pytest.mark.parametrize("target", ["target", "recipient"])
def test_recipients_are_drawn_if_asked_for(data: Dataset, target: str) -> None:
    chart = data.plot("arms", columns={"initiator": target})
    counts = data.arms_transfers.count(target, "year")
    assert "did each recipient get" in " ".join(chart.to_dict()["title"]["text"])
    assert {(r["recipient"], r["year"]): (r["least"], r["most"]) for r in rows(chart, "rect")} == {
        ("Pakistan", year): bounds for (_, year), bounds in counts.items() if year is not None
    }
    parts = data.plot("shares", columns={"initiator": target}).to_dict()["title"]["text"]
    assert "went to each recipient" in " ".join(parts)
    with pytest.raises(BilateralError, match="nobody"):
        data.plot("arms", columns={"initiator": "nobody"})


@needs_altair
def test_the_panels_of_shares_are_those_of_the_suppliers(data: Dataset) -> None:
    found = rows(shares(data), "rect")
    assert {r["supplier"] for r in found} == {"Russia", "Soviet Union"}
    assert all(0 <= r["low"] <= r["high"] <= 1 for r in found)


@needs_altair
def test_the_bands_are_the_shares_of_each_year() -> None:
    hidden = attrs.evolve(deal("hidden1", "RUS", 1), participants=())
    data = Dataset(records=[deal("a1", "RUS", 2), deal("b1", "CHN", 2), hidden])
    found = data.count("supplier", "year").share("year")
    bands = rows(shares(data, field=None), "rect")
    assert {100 * r["low"] for r in bands} | {100 * r["high"] for r in bands} == {
        bound for cell, bounds in found.items() if cell[0] for bound in bounds
    }


@needs_altair
@pytest.mark.parametrize("picture", [arms, shares])
def test_the_greatest_of_all_years_are_drawn_and_not_of_their_sum(picture: Any) -> None:
    others = [deal(f"{state}{n}", state, 1) for state in OTHERS for n in (0, 1)]
    either = [attrs.evolve(deal(f"ita{n}", "ITA", 1), date="[2010,2011]") for n in range(3)]
    chart = picture(Dataset(records=[*others, *either]))
    drawn = [r["supplier"] for r in rows(chart, "rect")]
    assert "Italy" in drawn
    assert len(set(drawn)) == 8
    assert "1 more is not drawn." in " ".join(chart.to_dict()["title"]["subtitle"])


OTHERS = ("CHN", "RUS", "USA", "FRA", "GBR", "SWE", "TUR", "UKR")


@needs_altair
def test_no_panel_hides_the_bars_of_another() -> None:
    records = [
        deal(f"{state}{n}", state, amount)
        for state, amounts in (("RUS", [5, 20_000]), ("CHN", [3, None]))
        for n, amount in enumerate(amounts)
    ]
    chart = arms(Dataset(records=records), field="delivered")
    assert chart.to_dict()["resolve"]["scale"]["y"] == "independent"
    assert max(r["most"] for r in rows(chart, "rect") if r["supplier"] == "China") == 3


def deal(ident: str, state: str, amount: int | None) -> ArmsTransfer:
    return ArmsTransfer(
        id=ident,
        title="A transfer",
        date=f"201{ident[-1]}",
        status="occurred",
        delivered=None if amount is None else Quantity(amount),
        participants=[
            Participant(role="supplier", state=state),
            Participant(role="recipient", state="PAK"),
        ],
        citations=[Citation(source="s")],
    )
