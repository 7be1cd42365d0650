"""Agreements: two parties, an instrument, a time in force."""

from __future__ import annotations

from bilateral import Period
from bilateral.model.records import Agreement, AgreementForm
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


def test_an_agreement_has_two_parties() -> None:
    check_names(Agreement, "agreement", "agreements")
    check_roles(Agreement, {"party", "sponsor", "third party"})
    check_sides(Agreement, {"party"}, {"party"})


def test_what_is_agreed_is_an_agreement() -> None:
    check_counted(Agreement, {*HAPPENED, "agreed"})


def test_the_instrument_and_the_time_in_force() -> None:
    words = "treaty, contract, memorandum, protocol, joint statement, understanding"
    check_words(Agreement, "form", AgreementForm, words)
    check_optional(Agreement, {"in_force": Period("2016/..")})
    record = made(Agreement, in_force="2016/2018")
    assert isinstance(record, Agreement)
    assert record.in_force == Period("2016/2018")
