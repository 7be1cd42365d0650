"""Who visited whom."""

from __future__ import annotations

from math import hypot, inf

import pytest

from bilateral import Dataset
from bilateral.plots.material import Bounded
from bilateral.plots.travels import _Circle, _range, matrix, network
from tests.plots.conftest import rows

needs_altair = pytest.mark.needs("altair")


@needs_altair
def test_a_cell_says_at_least_and_at_most(data: Dataset) -> None:
    counts = data.visits.count("initiator", "target")
    assert {(r["visitor"], r["host"]): r["words"] for r in rows(matrix(data), "text")} == {
        ("Pakistan", "Russia"): "{}–{}".format(*counts["PAK", "RUS"]),
        ("Russia", "Pakistan"): str(counts["RUS", "PAK"][0]),
    }
    assert rows(matrix(data.visits), "rect") == rows(matrix(data), "rect")


@needs_altair
def test_arrows_go_from_visitor_to_host_and_none_sure_is_dashed(small: Dataset) -> None:
    found = {(r["from"], r["to"]): r["least"] for r in rows(network(small), "rule")}
    assert found["Pakistan", "Russia"] == small.visits.count("initiator", "target")["PAK", "RUS"][0]
    assert "Most: from Pakistan to Russia" in network(small).to_dict()["description"]


@needs_altair
def test_words_are_those_of_the_kind(data: Dataset) -> None:
    for draw in (matrix, network):
        spec = draw(data.arms_transfers).to_dict()
        assert spec["title"]["text"] == ["Who supplied arms to whom?"]
        assert "visit" not in str(spec)
        assert draw(data.agreements).to_dict()["title"]["text"] == ["Who dealt with whom?"]
    assert {r["supplier"] for r in rows(matrix(data.arms_transfers), "rect")} == {
        "Russia", "Soviet Union",
    }  # fmt: skip
    counts = data.visits.count("visitor", "host")
    assert counts.plot().to_dict()["title"]["text"] == ["Who visited whom?"]
    mixed = data.count("initiator", "target")
    assert matrix(mixed).to_dict()["title"]["text"] == ["Who dealt with whom?"]


@needs_altair
def test_what_has_no_direction_is_drawn_once_and_without_a_head(data: Dataset) -> None:
    asked = data.meetings
    lines = rows(network(asked), "rule")
    pairs = [frozenset((row["from"], row["to"])) for row in lines]
    assert len(pairs) == len(set(pairs))
    assert not rows(network(asked), "point")
    assert "line joins those" in str(network(asked).to_dict()["title"]["subtitle"])
    drawn = {(r["party"], r["other party"]): r["words"] for r in rows(matrix(asked), "text")}
    assert drawn == {(b, a): words for (a, b), words in drawn.items()}
    assert {frozenset(pair) for pair in drawn} == set(pairs)
    assert "no direction" in str(matrix(asked).to_dict()["title"]["subtitle"])
    assert "Pakistan and Russia" in matrix(asked).to_dict()["description"]
    counts = asked.count("initiator", "target")
    assert rows(matrix(counts), "text") == rows(matrix(asked), "text")


@pytest.mark.parametrize(
    ("least", "most", "words"), [(2, 2, "2"), (0, 3, "0–3"), (1, inf, "1–"), (1000, 1000, "1,000")]
)
def test_bounds_in_words(least: float, most: float, words: str) -> None:
    assert _range(Bounded(("a", "b"), least, most)) == words


def test_who_is_in_all_ties_stands_in_the_middle() -> None:
    ties = [Bounded(("hub", other), 1, 1) for other in "abcd"]
    circle = _Circle.of(["hub", *"abcd"], ties, 720)
    assert hypot(*circle.places["hub"]) == 0
    assert all(hypot(*circle.places[other]) == pytest.approx(1) for other in "abcd")
    ring = _Circle.of(["hub", *"abcd"], [*ties, Bounded(("a", "b"), 1, 1)], 720)
    assert hypot(*ring.places["hub"]) == pytest.approx(1)


def test_an_arrow_points_at_its_end_and_two_ways_lie_apart() -> None:
    circle = _Circle.of(["a", "b"], [], 720)
    there, back = (
        circle.arrow(Bounded(pair, 1, 1), 1, None, is_headed=True)
        for pair in (("a", "b"), ("b", "a"))
    )
    assert there["x"] < there["x2"]
    assert there["turn"] == pytest.approx(90)  # to the right
    assert back["turn"] == pytest.approx(270)
    assert there["y"] < back["y"]
