"""Steps of time: their days by the calendar, and what falls in them by enumeration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Dataset, Participant, Period
from bilateral.collection.asked import Asked, Grid
from bilateral.collection.cells import steps_of
from bilateral.collection.steps import UNITS, Rule, Step, Unit, share_of
from bilateral.dates.ordinals import ordinal
from bilateral.model.records import Visit
from bilateral.query.predicates import DateIs

DAYS = st.dates(date(1815, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(UNITS), DAYS)
def test_the_step_of_a_day_begins_and_ends_by_the_calendar(unit: Unit, day: date) -> None:
    step = Step(unit)
    number = step.number(day.toordinal())
    first, last = (date.fromordinal(f(number)) for f in (step.first, step.last))
    assert first <= day <= last
    assert first == {"year": day.replace(month=1, day=1), "month": day.replace(day=1)}.get(
        unit, day
    )
    assert step.number(first.toordinal() - 1) == number - 1
    assert step.number((last + timedelta(1)).toordinal()) == number + 1


def worlds(text: str) -> list[tuple[date, date]]:
    """Every start and end of a stay of days near the end of 2016."""
    (span,) = Period(text).spans
    low, high = date(2016, 12, 29).toordinal(), date(2017, 1, 3).toordinal()
    return [
        (date.fromordinal(a), date.fromordinal(b))
        for a in range(int(max(span.start_min, low)), int(min(span.start_max, high)) + 1)
        for b in range(max(a, int(max(span.end_min, low))), int(min(span.end_max, high)) + 1)
    ]


FALLS: dict[str, Callable[[date, date, int], bool]] = {
    "any": lambda first, last, year: first.year <= year <= last.year,
    "start": lambda first, _, year: first.year == year,
    "end": lambda _, last, year: last.year == year,
    "whole": lambda first, last, year: first.year == year == last.year,
}
STAYS = (
    "2016-12-30/2017-01-02", "2016-12-30", "[2016-12-30..2017-01-01]", "2016-12-31/2017-01-01",
    "[2016-12-30..2016-12-31]/2017-01-02", "2016-12-30/[2016-12-31..2017-01-01]",
)  # fmt: skip


@pytest.mark.parametrize("rule", FALLS)
@pytest.mark.parametrize("text", STAYS)
def test_what_falls_in_a_year_does_in_every_world(text: str, rule: Rule) -> None:
    asked = Asked(grid=Grid(Step(rule=rule, within=(2010, 2020))))
    found = steps_of(Period(text).spans, asked)
    for year in (2016, 2017):
        truths = {FALLS[rule](first, last, year) for first, last in worlds(text)}
        assert (year in found) is (True in truths)
        if year in found:
            assert found[year] is (truths == {True})
    assert not set(found) - {2016, 2017}


@pytest.mark.parametrize("text", STAYS)
def test_a_share_has_the_bounds_of_every_world(text: str) -> None:
    first, last = Step().stretch(2016)
    shares = [
        sum(a + timedelta(n) <= date(2016, 12, 31) for n in range((b - a).days + 1))
        / ((b - a).days + 1)
        for a, b in worlds(text)
    ]
    assert share_of(Period(text).spans, first, last) == (min(shares), max(shares))


def test_a_window_is_of_several_steps_and_one_record_is_in_several() -> None:
    asked = Asked(grid=Grid(Step(since=-1, within=(2015, 2019), is_shared=True)))
    assert steps_of(Period("2016-05").spans, asked) == {2016: True, 2017: True}
    assert steps_of(Period("2016-12-31/2017-01-01").spans, asked) == {
        2016: False, 2017: True, 2018: False,
    }  # fmt: skip


def test_what_lies_outside_of_the_panel_is_in_no_step() -> None:
    asked = Asked(grid=Grid(Step(within=(2000, 2010))))
    assert steps_of(Period("1995-05").spans, asked) == {}


def test_years_of_five_figures_are_asked_for_as_years() -> None:
    for first, last in ((9999, 10001), (-10002, -9998), (10000, 10000)):
        days = ordinal(first), ordinal(last + 1) - 1
        asked = Step().asked(*days, "whole")
        assert isinstance(asked, DateIs)
        assert (asked.span.start_min, asked.span.end_max) == days


@pytest.mark.parametrize(
    ("date", "cells"),
    [
        ("198X", {1980: (1, 1)}),
        ("[2009,2010]", {2000: (0, 1), 2010: (0, 1)}),
        ("2009-12-31/2010-01-01", {2000: (1, 1), 2010: (1, 1)}),
        ("-0001", {-10: (1, 1)}),
        ("0000", {0: (1, 1)}),
        ("Y17005", {17000: (1, 1)}),
    ],
)
def test_a_decade_has_ten_years(date: str, cells: dict[Any, tuple[int, int]]) -> None:
    visit = Visit(
        id="v",
        title="A visit",
        date=date,
        status="occurred",
        participants=[Participant(role="visitor", state="PAK")],
        citations=[Citation(source="s")],
    )
    assert dict(Dataset(records=[visit]).visits.count("decade")) == cells
