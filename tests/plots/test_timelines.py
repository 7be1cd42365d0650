"""Timelines: what is filled is sure, what is pale is possible, ghosts are rivals."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given

from bilateral import Dataset, testing
from bilateral.model.records import Status
from bilateral.plots.timelines import SHAPES, timeline
from tests.plots.conftest import layers, rows

pytestmark = pytest.mark.needs("altair")


def day(milliseconds: float) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


def bars(chart: Any, which: str) -> dict[str, list[tuple[str, str]]]:
    """The bars of a sort, from their first day to the day after their last, by record."""
    opacity = {"sure": None, "possible": 0.25, "rival": 0}[which]
    found: dict[str, list[tuple[str, str]]] = {}
    for layer, held in layers(chart):
        mark = layer["mark"]
        is_it = mark["type"] == "rect" and mark.get("fillOpacity") == opacity
        for row in held if is_it else ():
            found.setdefault(row["id"], []).append((day(row["from"]), day(row["to"])))
    return found


def dated(small: Dataset, *dates: str) -> Dataset:
    visit = small["chief-2018"]
    return attrs.evolve(
        small, records=[attrs.evolve(visit, id=f"v{n}", date=d) for n, d in enumerate(dates)]
    )


def test_an_interval_is_sure_from_end_to_end(small: Dataset) -> None:
    chart = timeline(dated(small, "2016-01-01/2018-12-31", "2017"))
    assert bars(chart, "sure") == {"v0": [("2016-01-01", "2019-01-01")]}
    assert bars(chart, "possible")["v1"] == [("2017-01-01", "2018-01-01")]
    assert bars(chart, "rival") == {}


def test_vague_ends_are_possible_about_a_sure_middle(small: Dataset) -> None:
    chart = timeline(dated(small, "2010/2016"))
    assert bars(chart, "sure") == {"v0": [("2010-12-31", "2016-01-02")]}
    assert bars(chart, "possible") == {"v0": [("2010-01-01", "2017-01-01")]}


def test_what_has_no_bound_is_a_dotted_line_to_the_edge(small: Dataset) -> None:
    chart = timeline(dated(small, "2010-01-01/..", "2018-12-31"))
    (line,) = rows(chart, "rule", strokeDash=[2, 3])
    assert (line["id"], day(line["to"])) == ("v0", "2019-01-01")
    assert bars(chart, "possible")["v0"][0][0] == "2010-01-01"


def test_rival_dates_are_ghosts_and_nothing_is_sure(small: Dataset) -> None:
    chart = timeline(small.holding([small["chief-2016"]]))
    assert bars(chart, "possible") == {"chief-2016": [("2016-01-01", "2017-01-01")]}
    assert bars(chart, "rival") == {"chief-2016": [("2015-06-15", "2015-06-18")]}
    assert bars(chart, "sure") == {}


def test_what_only_may_match_has_no_sure_part(small: Dataset) -> None:
    data = dated(small, "2016-01-01/2018-12-31")
    visitor = attrs.evolve(small["chief-2018"].participants[0], sector="security")
    (visit,) = data.records
    host = visit.participants[1]
    doubtful = attrs.evolve(data, records=[attrs.evolve(visit, participants=[visitor, host])])
    asked = doubtful.visits.by(sector="military")  # his rank is, his office is not
    assert (len(asked.definite), len(asked.possible)) == (0, 1)
    assert bars(timeline(asked), "sure") == {}
    assert list(bars(timeline(asked), "possible")) == ["v0"]


def test_every_status_has_a_shape_of_its_own(small: Dataset) -> None:
    assert set(SHAPES) == {*map(str, Status), "differs", "not stated"}
    assert len({shape for shape, _ in SHAPES.values()}) == len(SHAPES)
    points = [row for layer, held in layers(timeline(small)) for row in held
              if "shape" in layer.get("encoding", {})]  # fmt: skip
    assert {row["id"]: row["status"] for row in points} == {"sco-membership": "ongoing"}
    tinted = {row["id"]: row["tint"] for row in rows(timeline(small), "rect", fillOpacity=0.25)}
    assert tinted == {
        record.id: str(record.status) for record in small if record.date is not None
    } | {"sco-membership": "signed"}


def test_lanes_are_the_kinds_and_undated_ones_are_counted(small: Dataset) -> None:
    chart = timeline(small)
    axes = [layer["encoding"]["y"]["axis"] for layer, _ in layers(chart)]
    assert all(word in axes[0]["labelExpr"] for word in ("visits", "arms transfers", "memberships"))
    assert any("1 record without a date" in line for line in chart.to_dict()["title"]["subtitle"])


def test_bars_of_one_row_do_not_touch(data: Dataset) -> None:
    held: dict[float, list[tuple[float, float]]] = {}
    for row in rows(timeline(data), "rect", fillOpacity=0.25):
        held.setdefault(row["top"], []).append((row["from"], row["to"]))
    for stretches in held.values():
        ordered = sorted(stretches)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def test_many_are_counted_by_year(small: Dataset) -> None:
    records = [attrs.evolve(small["chief-2016"], id=f"v{n}") for n in range(401)]
    data = attrs.evolve(small, records=records)
    found = rows(timeline(data), "rect", fillOpacity=0.3)
    assert {(row["year"], row["least"], row["most"]) for row in found} == {
        (year, least, most) for (_, year), (least, most)
        in data.any_status().count("kind", "year").items()
    }  # fmt: skip


@given(testing.datasets())
def test_whatever_there_is_is_drawn(any_data: Dataset) -> None:
    assert timeline(any_data).to_dict()["description"]


def test_ticks_are_few_whatever_the_years(small: Dataset) -> None:
    far = dated(small, "-9000", "Y-170000002", "2018")
    axes = [layer["encoding"]["x"]["axis"]["values"] for layer, _ in layers(timeline(far))
            if "x" in layer["encoding"]]  # fmt: skip
    assert 3 <= len(axes[0]) <= 12


def test_words_are_data_and_no_code(small: Dataset) -> None:
    evil = "'+alert(1)+'\"</script>"
    data = attrs.evolve(small, records=[attrs.evolve(r, title=evil) for r in small.records])
    for layer, _ in layers(timeline(data)):
        assert "alert" not in str(layer["encoding"])
