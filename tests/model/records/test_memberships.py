"""Memberships and tenures."""

from __future__ import annotations

from bilateral.model.records import Membership, MembershipForm, Tenure
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
    check_words,
)


def test_a_membership_has_a_member_and_a_body() -> None:
    check_names(Membership, "membership", "memberships")
    check_roles(Membership, {"member", "body", "sponsor"})
    check_sides(Membership, {"member"}, {"body"})
    check_counted(Membership, HAPPENED)


def test_as_what_someone_belongs() -> None:
    words = "full member, observer, dialogue partner, applicant, ally"
    check_words(Membership, "form", MembershipForm, words)


def test_a_tenure_has_a_holder() -> None:
    check_names(Tenure, "tenure", "tenures")
    check_roles(Tenure, {"holder"})
    check_sides(Tenure, {"holder"})
    check_counted(Tenure, HAPPENED)
    check_optional(Tenure, {"ordinal": 3})
