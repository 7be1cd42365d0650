"""Visits: their sides, purposes and length."""

from __future__ import annotations

from bilateral import Period, Quantity, Truth
from bilateral.model.records import Visit, VisitPurpose
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
    check_words,
    made,
)


def test_a_visit_has_a_visitor_and_a_host() -> None:
    check_names(Visit, "visit", "visits")
    check_roles(Visit, {"visitor", "host"})
    check_sides(Visit, {"visitor"}, {"host"})


def test_a_visit_that_is_planned_is_none() -> None:
    check_counted(Visit, HAPPENED)


def test_what_a_visit_is_made_for() -> None:
    words = (
        "state, official, working, conference, summit, business, military, cultural, private, "
        "transit"
    )
    check_words(Visit, "purpose", VisitPurpose, words)
    check_optional(Visit, {"duration": Quantity(4, "days")})


def test_a_visit_lasts_from_a_start_to_an_end() -> None:
    record = made(Visit, date="2018-04-24/2018-04-25", attested="2018-04-25")
    assert isinstance(record, Visit)
    assert record.date == Period("2018-04-24/2018-04-25")
    assert record.date.during("2018-04-25") is Truth.TRUE
    over_new_year = made(Visit, date="2016-12-30/2017-01-02")
    assert isinstance(over_new_year, Visit)
    assert over_new_year.date is not None
    assert [over_new_year.date.during(year) for year in (2016, 2017)] == [Truth.TRUE] * 2
