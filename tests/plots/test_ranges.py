"""Bars of counts: at least and at most of each."""

from __future__ import annotations

import pickle
from math import inf
from typing import Any

import pytest

from bilateral import Dataset
from bilateral.collection.counts import Counts
from bilateral.errors import BilateralError
from bilateral.plots.ranges import amounts

pytestmark = pytest.mark.needs("altair")


def rows(chart: Any) -> list[dict[str, Any]]:
    (found,) = chart.to_dict()["datasets"].values()
    return list(found)


def test_each_cell_is_a_row_in_the_order_of_the_counts(data: Dataset) -> None:
    counts = data.visits.count("host").sort()
    drawn = rows(counts.plot())
    assert [(row["least"], row["most"]) for row in drawn] == list(counts.values())
    assert {row["label"] for row in drawn} <= {"Russia", "Pakistan", "not stated"}
    assert rows(data.visits.plot("amounts", by="host")) != []
    assert rows(data.visits.count().plot())[0]["label"] == "all"


def test_what_has_no_bound_and_what_is_left_out_is_said() -> None:
    cells: dict[Any, tuple[float, float]] = {(f"x{n:02}", 2018): (1.0, inf) for n in range(50)}
    chart = amounts(Counts(("place", "year"), cells, "volume", "TIV"))
    said = " ".join(chart.to_dict()["title"]["subtitle"])
    assert "10 more are not drawn" in said
    assert "no bound" in said
    assert len(rows(chart)) == 40
    assert rows(chart)[0]["label"] == "x00 · 2018"
    assert amounts(Counts(("host",), {})).to_dict()["title"]["text"] == ["How many by host?"]


def test_the_greatest_are_drawn_and_come_first_unless_an_order_was_asked_for() -> None:
    cells: dict[Any, tuple[int, int]] = {(f"x{n:02}",): (n, n) for n in range(50)}
    drawn = rows(amounts(Counts(("place",), cells)))
    assert [row["least"] for row in drawn] == list(range(49, 9, -1))
    falling: dict[Any, tuple[int, int]] = {(f"x{n:02}",): (50 - n, 50) for n in range(50)}
    turned: Counts[Any, int] = Counts(("place",), falling).sort("at_least", reverse=False)
    assert [row["least"] for row in rows(amounts(turned))] == list(range(11, 51))
    decades: dict[Any, tuple[int, int]] = {(1900 + 10 * n,): (n % 3, n % 3) for n in range(9)}
    timed = rows(amounts(Counts(("decade",), decades)))
    assert [row["label"] for row in timed] == [str(decade) for (decade,) in decades]


def test_what_is_not_stated_has_no_rank_and_is_drawn_last(data: Dataset) -> None:
    cells: dict[Any, tuple[int, int]] = {(f"x{n:02}",): (n, n) for n in range(50)}
    for greatest in (0, 90):
        chart = amounts(Counts(("place",), cells | {(None,): (greatest, 90)}))
        assert [row["label"] for row in rows(chart)][-1] == "not stated"
        assert len(rows(chart)) == 40
        assert "11 more are not drawn" in " ".join(chart.to_dict()["title"]["subtitle"])
    drawn = rows(data.visits.plot("amounts", by="person"))
    assert [row["label"] for row in drawn].index("not stated") == len(drawn) - 1


def test_what_is_counted_here_has_most_first_and_is_named(data: Dataset) -> None:
    chart = data.plot("amounts", by="initiator")
    drawn = rows(chart)
    least = [row["least"] for row in drawn if row["label"] != "not stated"]
    assert least == sorted(least, reverse=True)
    assert chart.to_dict()["title"]["text"] == ["How many records by initiator?"]
    visits = data.visits.plot("amounts", by="host").to_dict()
    assert visits["title"]["text"] == ["How many visits by host?"]


def test_counts_name_and_cite_what_they_are_of(data: Dataset) -> None:
    for counts in (data.visits.count("person"), data.visits.count("person").sort().head(3)):
        spec = counts.plot().to_dict()
        assert spec["title"]["text"] == ["How many visits by person?"]
        assert any(line.startswith("Source: ") for line in spec["title"]["subtitle"])
        assert not any("-" in row["label"] for row in rows(counts.plot()))
    copy = pickle.loads(pickle.dumps(counts))
    assert copy == counts
    assert copy.plot().to_dict()["title"]["text"] == ["How many by person?"]


@pytest.mark.parametrize(("key", "long"), [("year", 1), ("month", 1 / 12)])
def test_time_is_an_axis_on_which_no_year_is_left_out(data: Dataset, key: str, long: float) -> None:
    cells: dict[Any, tuple[int, int]] = {(n,): (n - 1899, n) for n in range(1900, 2000, 2)}
    if key == "month":
        cells = {(f"{n}-12",): bounds for (n,), bounds in cells.items()}
    drawn = rows(amounts(Counts((key,), cells)))
    begins = [1900 + 2 * n + (11 / 12 if key == "month" else 0) for n in range(50)]
    assert [row["middle"] for row in drawn] == pytest.approx([b + long / 2 for b in begins])
    said = " ".join(data.visits.count(key).plot().to_dict()["title"]["subtitle"])
    assert "more are not drawn" not in said


def test_numbers_on_an_axis_are_plain() -> None:
    assert '"format": ",.10~g"' in amounts(Counts(("host",), {("a",): (1, 1700)})).to_json()
    assert '"values": [0, 1]' in amounts(Counts(("host",), {("a",): (1, 1)})).to_json(indent=None)


def test_it_must_be_said_by_what_to_count(data: Dataset) -> None:
    with pytest.raises(BilateralError, match="by what to count"):
        data.visits.plot("amounts")
    with pytest.raises(BilateralError, match="by what to count"):
        amounts([1, 2])
