"""Interests: who wants what."""

from __future__ import annotations

import pytest

from bilateral.model.records import Interest
from tests.model.records.kinds import (
    check_counted,
    check_names,
    check_roles,
    check_sides,
    check_text,
    made,
)


def test_an_interest_has_a_holder() -> None:
    check_names(Interest, "interest", "interests")
    check_roles(Interest, {"holder", "toward", "third party"}, aim="a")
    check_sides(Interest, {"holder"}, aim="a")


def test_an_interest_is_there_in_any_status() -> None:
    check_counted(Interest, None)


def test_an_aim_is_needed() -> None:
    check_text(Interest, "aim")
    with pytest.raises(TypeError, match="aim"):
        made(Interest)


def test_it_is_a_record_like_any_other() -> None:
    assert made(Interest, aim="a", date="2016/..", attested="2018").extent is not None
