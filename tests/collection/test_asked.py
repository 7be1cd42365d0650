"""What fits into a cell of a panel: codes, their states and the days of these."""

from __future__ import annotations

from bilateral import Period, q
from bilateral.collection.asked import Asked, Grid, Open
from bilateral.collection.steps import Step
from bilateral.panels.lists import state_list

GRID = Grid(Step(), state_list("cow-2016").units)


def test_a_code_fits_while_one_of_its_states_lives() -> None:
    asked = Asked(grid=GRID)
    early, late = (Open(Period(text).spans) for text in ("1850", "2010"))
    assert asked.fits("target", 365, early)
    assert asked.fits("target", 365, late)
    assert not asked.fits("target", 626, early)  # South Sudan
    assert not asked.fits("target", 365, Open(Period("2010").spans, frozenset({365})))
    assert not asked.fits("target", 365, Open(Period("2010").spans, frozenset({"RUS"})))


def test_a_step_fits_by_the_question_too() -> None:
    asked = Asked.of(q.date.since(2016), grid=GRID)
    among = Open(Period("[..2017]").spans)
    assert [y for y in (2014, 2016, 2017, 2018) if asked.fits("year", y, among)] == [
        2014, 2016, 2017,
    ]  # fmt: skip
