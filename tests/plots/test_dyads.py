"""The map of pairs and years."""

from __future__ import annotations

import pytest

from bilateral import Dataset
from bilateral.plots.dyads import _runs, heatmap
from tests.plots.conftest import rows
from tests.plots.test_material import Panel

pytestmark = pytest.mark.needs("altair")


def test_cells_have_the_bounds_of_the_count(data: Dataset) -> None:
    counts = data.count("initiator", "target", "year")
    found = {(r["pair"], r["from"]): (r["least"], r["most"]) for r in rows(heatmap(data), "rect")
             if "least" in r}  # fmt: skip
    assert found["Pakistan → Russia", 2017] == counts["PAK", "RUS", 2017]
    assert found["Soviet Union → Pakistan", 1968] == counts["SUN", "PAK", 1968]
    assert all(most is None or least <= most for least, most in found.values())
    assert not any(pair in ("Pakistan → Pakistan", "Russia → Russia") for pair, _ in found)


def test_a_panel_is_drawn() -> None:
    chart = heatmap(Panel(), source="My panel")
    assert {r["pair"] for r in rows(chart, "rect")} == {"Pakistan → Russia"}
    assert any("no side or year is stated" in x for x in chart.to_dict()["title"]["subtitle"])


def test_open_years_beside_each_other_are_one_frame() -> None:
    cells = [
        {"pair": pair, "from": year, "to": year + 1, "open": is_open}
        for pair, year, is_open in [
            ("b", 2001, True), ("a", 2001, True), ("a", 2002, True), ("a", 2003, False),
            ("a", 2005, True),
        ]
    ]  # fmt: skip
    assert [(r["pair"], r["from"], r["to"]) for r in _runs(cells)] == [
        ("a", 2001, 2003), ("a", 2005, 2006), ("b", 2001, 2002),
    ]  # fmt: skip


def test_names_that_are_cut_to_one_are_told_apart() -> None:
    cells = [
        {"initiator": f"a very long name of some body, number {n}", "target": "RUS", "year": 2017,
         "at_least": 1, "at_most": 1}
        for n in (1, 2)
    ]  # fmt: skip
    import pyarrow as pa

    assert len({r["pair"] for r in rows(heatmap(pa.Table.from_pylist(cells)), "rect")}) == 2


def test_what_has_no_direction_has_one_row_a_pair(data: Dataset) -> None:
    pairs = {row["pair"] for row in rows(heatmap(data.meetings), "rect")}
    assert pairs == {"Pakistan – Russia", "China – Pakistan", "China – Russia"}
    assert all(" → " in row["pair"] for row in rows(heatmap(data.visits), "rect"))
