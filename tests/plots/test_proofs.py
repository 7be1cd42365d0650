"""The evidence of a record: every citation, every value, who says which."""

from __future__ import annotations

import pytest

from bilateral import Dataset
from bilateral.errors import BilateralError, UnknownNameError
from bilateral.plots.proofs import _statements, evidence
from tests.plots.conftest import rows

needs_altair = pytest.mark.needs("altair")


def test_rivals_stand_apart_with_who_says_them(small: Dataset) -> None:
    said, lines = _statements(small["chief-2016"])
    assert said == [
        ("that it is so", True),
        ("date: 2016", True),
        ("date: 2015-06-15/2015-06-17", True),
    ]
    assert lines == [(0, 0, "asserts"), (0, 1, "asserts"), (1, 2, "contradicts")]


@pytest.mark.parametrize("name", ["pakistan-russia"])
def test_no_citation_is_left_out(data: Dataset, name: str) -> None:
    del name
    for record in data:
        said, lines = _statements(record)
        assert {source for source, _, _ in lines} == set(range(len(record.citations)))
        assert {value for _, value, _ in lines} | {0} == set(range(len(said)))
        assert all(stance == record.citations[i].stance for i, _, stance in lines)


@needs_altair
def test_lines_are_drawn_by_stance(data: Dataset) -> None:
    chart = evidence(data, record="raheel-sharif-russia")
    assert {row["stance"] for row in rows(chart, "rule")} == {"asserts", "contradicts", "refines"}
    bold = {row["whole"] for row in rows(chart, "text", fontWeight="bold")}
    assert "date: 2015-06-15/2015-06-17" in bold
    assert rows(evidence(data.visits, record="raheel-sharif-russia"), "rule") == rows(chart, "rule")


@needs_altair
def test_only_its_own_sources_are_named(small: Dataset) -> None:
    chart = evidence(small, record="undated")
    assert chart.to_dict()["title"]["subtitle"][-1] == "Source: An article, 2018-05~."


@needs_altair
def test_what_is_not_there_is_refused(small: Dataset) -> None:
    with pytest.raises(UnknownNameError):
        evidence(small, record="undatd")
    with pytest.raises(BilateralError, match="dataset or selection"):
        evidence(small.count("year"), record="undated")
