"""Actors by name, rank and office."""

from __future__ import annotations

from typing import Any

import pytest

from bilateral import Office, Participant, Person, Place
from bilateral.query.naming import listed, place_called, who
from bilateral.query.participation import NOBODY, Cast

CAST = Cast(
    {
        "janjua": Person(id="janjua", name="Naseer Khan Janjua"),
        "nsa": Office(id="nsa", name="National Security Adviser of Pakistan"),
    }
)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"person": "janjua", "office": "nsa", "rank": "Lt-Gen", "state": "PAK"},
            "Lt-Gen Naseer Khan Janjua, National Security Adviser of Pakistan",
        ),
        ({"person": "janjua", "state": "PAK"}, "Naseer Khan Janjua"),
        ({"office": "nsa"}, "National Security Adviser of Pakistan"),
        ({"person": "unknown-one"}, "unknown-one"),
        ({"rank": "General", "state": "PAK"}, "General, Pakistan"),
        ({"name": "a man", "state": "PAK"}, "'a man'"),
        ({"state": ["COD", "COG"]}, "Democratic Republic of the Congo or Congo"),
        ({"organization": "united-nations"}, NOBODY.name("united-nations")),
        ({}, "unnamed"),
    ],
)
def test_a_participant_is_called_by_what_tells_most(facts: dict[str, Any], words: str) -> None:
    assert who(Participant(role="visitor", **facts), CAST) == words


def test_places_and_lists() -> None:
    assert place_called(Place(name="Sochi", state="RUS"), NOBODY) == "Sochi, Russia"
    assert place_called(Place(state=["IND", "PAK"]), NOBODY) == "India or Pakistan"
    assert listed(["IND", "PAK"], NOBODY, " and ") == "India and Pakistan"
