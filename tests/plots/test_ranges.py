"""Bars of counts: at least and at most of each."""

from __future__ import annotations

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


def test_it_must_be_said_by_what_to_count(data: Dataset) -> None:
    with pytest.raises(BilateralError, match="by what to count"):
        data.visits.plot("amounts")
    with pytest.raises(BilateralError, match="by what to count"):
        amounts([1, 2])
