"""What the rows of a record say of its parts, and whether the parts can be read from it."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Claim, Office, Participant, Place, Visit
from bilateral.errors import RecordError
from bilateral.model.evidence import Locator
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import Role
from bilateral.query.participation import Cast
from bilateral.tables.parts import (
    CITATION,
    Parts,
    citation_cells,
    is_as_written,
    is_place_as_written,
    participant_cells,
    place_cells,
    stated,
    states_in,
)
from bilateral.tables.schema import PARTICIPANT, PLACE

CAST = Cast(
    {"chief": Office(id="chief", name="Chief", state="PAK", sector="military")},
)
CITED = Citation(source="s")


def seen(one: Participant, date: str | None = None) -> tuple[dict[str, str], bool]:
    """What the cells of a participant say, and whether it can be read from them."""
    trip = Visit(id="t", title="T", date=date, participants=[one], citations=[CITED])
    cells = participant_cells(one, trip, CAST)
    return stated(PARTICIPANT, cells), is_as_written(cells, one, one)


PEOPLE = {
    "all is stated": (
        {"state": "PAK", "rank": "General", "sector": "security", "name": "G"},
        {"state": "PAK", "rank": "General", "sector": "security", "name": "G",
         "rank_sector": "military"},
        True,
    ),
    "nothing is stated": ({}, {}, True),
    "the office gives the sector": (
        {"state": "PAK", "office": "chief"},
        {"state": "PAK", "office": "chief", "sector": "military"},
        False,
    ),
    "the office gives both": (
        {"office": "chief"}, {"state": "PAK", "office": "chief", "sector": "military"}, False
    ),
    "an office that nobody knows": (
        {"state": "PAK", "office": "clerk"}, {"state": "PAK", "office": "clerk"}, True
    ),
    "one of several states": (
        {"state": ["COD", "COG"]}, {"candidates": "|COD|COG|"}, True
    ),
    "no state": ({"none": ["state"]}, {"none": "|state|"}, True),
    "a state or none": (
        {"state": "PAK", "none": ["state"]}, {"candidates": "|PAK|", "none": "|state|"}, True
    ),
    "a key, which no cell has": ({"state": "PAK", "key": "a"}, {"state": "PAK"}, False),
}  # fmt: skip


@pytest.mark.parametrize(("given_", "cells", "is_whole"), PEOPLE.values(), ids=PEOPLE)
def test_cells_of_participants(
    given_: dict[str, object], cells: dict[str, str], is_whole: bool
) -> None:
    one = Participant(role="visitor", **given_)  # type: ignore[arg-type]
    assert seen(one) == ({"role": "visitor", **cells}, is_whole)


def test_rivals_are_all_told() -> None:
    citations = [CITED, Citation(source="t", claims=[Claim("visitor.person", "b")])]
    someone = Participant(role="visitor", state="PAK", person="a")
    trip = Visit(id="t", title="T", participants=[someone], citations=citations)
    cells = participant_cells(trip.seen[0], trip, CAST)
    assert stated(PARTICIPANT, cells)["person"] == "|a|b|"
    assert not is_as_written(cells, trip.seen[0], someone)


@given(st.lists(st.sampled_from(Role), max_size=5))
def test_rows_say_all_of_two_who_face_each_other_and_of_no_more(roles: list[Role]) -> None:
    parts = Parts.of(tuple(roles))
    people = [Participant(role=role, name=str(n)) for n, role in enumerate(roles)]
    pairs = directed_pairs(people)
    assert [tuple(None if n is None else people[n] for n in pair) for pair in parts.pairs] == pairs
    told = [[one for one in pair if one is not None] for pair in pairs]
    assert parts.are_said == (
        told[0] == people and all(one in (people, people[::-1]) for one in told)
    )
    assert (parts.words or "").strip("|") == "|".join(roles)


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        (Place("Delhi", state="IND"), {"name": "Delhi", "state": "IND"}),
        (Place(state=["COD", "COG"], printed="Congo"),
         {"candidates": "|COD|COG|", "printed": "Congo"}),
    ],
)  # fmt: skip
def test_cells_of_places(place: Place, cells: dict[str, str]) -> None:
    trip = Visit(id="t", title="T", places=[place], citations=[CITED])
    found = place_cells(place, trip, CAST)
    assert stated(PLACE, found) == cells
    assert is_place_as_written(found, place)


def test_a_place_whose_states_did_not_all_live_is_not_as_written() -> None:
    place = Place("Berlin", state=["DDR", "DEU"])
    trip = Visit(id="t", title="T", date="1850", places=[place], citations=[CITED])
    found = place_cells(Place("Berlin", state="DEU"), trip, CAST)
    assert not is_place_as_written(found, place)


def test_cells_of_citations() -> None:
    def cells(*citations: Citation) -> dict[str, str]:
        return stated(CITATION, citation_cells(Visit(id="t", title="T", citations=list(citations))))

    flat = Citation(source="s", locator="page 9", stance="contradicts", mode="fact")
    said = {"source": "s", "locator": "page 9", "stance": "contradicts", "mode": "fact"}
    assert cells(flat) == said
    assert cells(flat, CITED).keys() == {*said, "citations"}
    assert "citations" in cells(Citation(source="s", quote="so"))
    with pytest.raises(RecordError, match="wrong locator"):
        cells(Citation(source="s", locator=Locator(row=10**9)))


def test_states_of_cells() -> None:
    assert states_in("PAK", None) == ("PAK",)
    assert states_in(None, "|COD|COG|") == ("COD", "COG")
    assert states_in(None, None) == ()
