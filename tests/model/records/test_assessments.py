"""Assessments: whose judgement it is."""

from __future__ import annotations

import pytest

from bilateral.model.records import Assessment
from tests.model.records.kinds import (
    check_counted,
    check_names,
    check_roles,
    check_sides,
    check_text,
    made,
)


def test_an_assessment_has_a_holder() -> None:
    check_names(Assessment, "assessment", "assessments")
    check_roles(Assessment, {"holder", "party", "third party"}, claim="c")
    check_sides(Assessment, {"holder"}, claim="c")


def test_a_judgement_is_there_in_any_status() -> None:
    check_counted(Assessment, None)


def test_a_judgement_is_needed() -> None:
    check_text(Assessment, "claim")
    with pytest.raises(TypeError, match="claim"):
        made(Assessment)


def test_it_is_a_record_like_any_other() -> None:
    assert made(Assessment, claim="c", date="2016/..", attested="2018").extent is not None
