"""Visits: their sides, purposes and length."""

from __future__ import annotations

from bilateral import Quantity
from bilateral.model.records import Visit, VisitPurpose
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
    check_words,
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
