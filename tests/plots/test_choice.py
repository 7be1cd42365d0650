"""The picture that fits."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import bilateral
from bilateral import Dataset, Participant
from bilateral.errors import UnknownNameError
from bilateral.plots.choice import fitting
from tests.plots.test_material import Panel

pytestmark = pytest.mark.needs("altair")


def question(chart: Any) -> str:
    return " ".join(chart.to_dict()["title"]["text"])


def test_it_is_chosen_by_what_there_is_to_see(data: Dataset) -> None:
    assert question(data.visits.plot()) == "What happened when?"
    assert question(data.arms_transfers.plot()).startswith("How many arms transfers")
    assert question(data.plot()).startswith("Who dealt with whom")
    assert question(fitting(data.visits.count("visitor", "host"))) == "Who visited whom?"
    assert question(fitting(data.visits.count("initiator", "target"))) == "Who visited whom?"
    assert question(data.arms_transfers.count("initiator", "target").plot()) == (
        "Who supplied arms to whom?"
    )
    assert question(data.visits.count("visitor", "host").plot()) == "Who visited whom?"
    years = data.visits.count("visitor", "host", "year")
    assert question(years.plot()).startswith("Who dealt with whom")
    assert question(data.arms_transfers.count("supplier", "year").plot()) == (
        "How many arms transfers by supplier and year?"
    )
    assert question(fitting(Panel())).startswith("Who dealt with whom")


def test_visits_among_many_are_a_matrix(small: Dataset) -> None:
    visit = small["chief-2018"]
    records = [
        attrs.evolve(
            visit,
            id=f"to-{state}",
            participants=[visit.participants[0], Participant(role="host", state=state)],
        )
        for state in ("CHN", "FRA", "GBR", "IND", "IRN", "RUS", "USA")
    ]
    few, many = (attrs.evolve(small, records=records[:n]) for n in (6, 7))
    assert question(few.visits.plot()) == "What happened when?"
    assert question(many.visits.plot()) == "Who visited whom?"


def test_a_table_is_drawn_as_its_dataset(data: Dataset) -> None:
    table = bilateral.scan(data.to("arrow"))
    assert question(table.visits.plot()) == question(data.visits.plot())
    assert question(table.arms_transfers.plot("shares")) == question(data.plot("shares"))


def test_a_misspelt_picture_is_refused_with_near_ones(data: Dataset) -> None:
    with pytest.raises(UnknownNameError, match=r"unknown picture: .*did you mean 'timeline'"):
        data.plot("timelin")
