"""The groups that an engine gives: as many records as there are, however they are told apart."""

from __future__ import annotations

from math import inf

import narwhals as nw
import pytest

import bilateral
from bilateral.collection.asked import Grid, Key
from bilateral.collection.steps import UNITS, Step, Unit
from bilateral.tables.formulas import TRUE
from bilateral.tables.grouping import grouped


@pytest.mark.parametrize("unit", UNITS)
def test_the_number_of_the_only_step_is_that_of_its_day(unit: Unit) -> None:
    visits = bilateral.load("pakistan-russia").visits
    frame = nw.from_native(visits.to("arrow")).lazy()
    keys: tuple[Key, ...] = ("kind", "year")
    groups = grouped(frame, TRUE, TRUE, keys, Grid(Step(unit))).collect("pyarrow").to_native()
    assert sum(groups["records"].to_pylist()) == len(visits)
    found: dict[int, int] = {}
    for row in groups.to_pylist():
        if row["year"] is not None:
            found[row["year"]] = found.get(row["year"], 0) + row["records"]
    expected: dict[int, int] = {}
    step = Step(unit)
    for visit in visits:
        extent = visit.extent
        if extent is not None and inf not in (-extent.start_min, extent.end_max):
            first, last = step.number(extent.start_min), step.number(extent.end_max)
            if first == last:
                expected[first] = expected.get(first, 0) + 1
    assert found == expected
