"""Exercises: two parties, troops, days."""

from __future__ import annotations

from bilateral import Quantity
from bilateral.model.records import Exercise
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
)


def test_an_exercise_has_two_parties() -> None:
    check_names(Exercise, "exercise", "exercises")
    check_roles(Exercise, {"party", "host", "organizer"})
    check_sides(Exercise, {"party"}, {"party"})
    check_counted(Exercise, HAPPENED)


def test_how_many_take_part_and_for_how_long() -> None:
    check_optional(Exercise, {"troops": Quantity("200~"), "duration": Quantity(14, "days")})
