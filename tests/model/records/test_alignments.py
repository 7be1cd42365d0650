"""Alignments: who stands how towards whom."""

from __future__ import annotations

import pytest

from bilateral.errors import UnknownNameError
from bilateral.model.records import Alignment, Posture, Trend
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


def test_an_alignment_has_a_holder_and_another_or_two_parties() -> None:
    check_names(Alignment, "alignment", "alignments")
    check_roles(Alignment, {"holder", "toward", "party", "third party"}, posture="close")
    check_sides(Alignment, {"holder", "party"}, {"toward", "party"}, posture="close")
    check_counted(Alignment, HAPPENED)


def test_a_posture_is_needed() -> None:
    words = (
        "supportive, close, cooperative, balanced, strained, pressing, counterbalancing, "
        "containing, rival, hostile"
    )
    check_words(Alignment, "posture", Posture, words)
    with pytest.raises(UnknownNameError):
        made(Alignment, posture=None)
    with pytest.raises(TypeError, match="posture"):
        made(Alignment)


def test_what_it_concerns_and_which_way_it_moves() -> None:
    check_words(Alignment, "trend", Trend, "closer, steady, looser", posture="close")
    check_optional(Alignment, {"issue": "arms"}, posture="close")
    assert getattr(made(Alignment, posture="close"), "trend", "") is None
