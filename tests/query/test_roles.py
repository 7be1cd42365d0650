"""Roles in questions: who takes a part, and how a role compares with a state."""

from __future__ import annotations

import pytest

from bilateral import Sector, q
from bilateral.errors import RecordError, UnknownFieldError, UnknownNameError
from bilateral.query.roles import RoleField


def test_a_role_compares_with_a_state() -> None:
    assert isinstance(q.visitor, RoleField)
    assert (q.visitor == "PAK") == q.visitor(state="PAK")
    assert (q.visitor == ["PAK", "RUS"]) == q.visitor.is_in("PAK", "RUS")
    assert (q.visitor != "PAK") == ~q.visitor(state="PAK")
    assert repr(q.visitor) == "q.visitor"


def test_conditions_are_of_one_participant_and_checked() -> None:
    assert repr(q.visitor(sector=Sector.MILITARY, named=True)) == (
        "q.visitor(sector='military', named=True)"
    )
    with pytest.raises(UnknownNameError, match="did you mean 'military'"):
        q.visitor(sector="militry")
    with pytest.raises(RecordError, match="True or False"):
        q.visitor(named="yes")  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="state= or other_than="):
        q.visitor(state="PAK", other_than="RUS")


def test_a_role_is_no_condition() -> None:
    with pytest.raises(RecordError, match="say who takes it"):
        bool(q.visitor)
    with pytest.raises(RecordError, match="a whole number from 1"):
        q.visitor.number_at_least(0)


def test_a_word_of_other_libraries_is_told() -> None:
    for name, told in (("isin", "is_in"), ("in_", "is_in"), ("person", r"q\.host\(person=")):
        with pytest.raises(UnknownFieldError, match=told):
            getattr(q.host, name)
    assert not hasattr(q.host, "_anything")
