"""Columns of records: where their coverage and sources come from."""

from __future__ import annotations

import attrs

import bilateral
from bilateral import Coverage, DatasetInfo
from tests.panels.samples import PAK, RUS, YEARS, dataset, directed, visit

DATA = dataset(visit("v", "PAK", "RUS", "2012"))
CLAIM = Coverage(source="s", actors=(), kinds=("visit",), period=YEARS)
DECLARED = attrs.evolve(DATA, info=DatasetInfo(coverage=[CLAIM]))


def test_coverage_is_that_of_the_column_then_of_its_dataset_then_of_the_panel() -> None:
    assert directed().count(x=DECLARED.visits).row(PAK, RUS, 2011)["x"] == 0
    assert directed().count(x=DATA.visits).row(PAK, RUS, 2011)["x"] is None
    narrow = directed().count(x=DECLARED.visits, coverage="2012")
    assert narrow.row(PAK, RUS, 2011)["x"] is None
    p = bilateral.panel(DECLARED, years=(2010, 2016), pairs=[(PAK, RUS)])
    assert p.count(x=DATA.visits).row(PAK, RUS, 2011)["x"] == 0


def test_a_table_is_counted_like_the_objects_it_was_made_of() -> None:
    scanned = bilateral.scan(DATA.to("arrow"), names=DATA)
    for p in (
        directed().count(x=scanned.visits, coverage=YEARS),
        directed().state(x=scanned.visits, coverage=YEARS),
    ):
        assert p.row(PAK, RUS, 2012)["x"] == 1
        assert p.row(PAK, RUS, 2013)["x"] == 0
    alone = bilateral.panel(unit="state-year", years=(2012, 2012)).count(x=scanned.visits)
    assert alone.row(RUS, 2012)["x_low"] == 1
    assert [source.id for source in p.column("x").sources] == ["s"]
