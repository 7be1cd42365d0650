"""What is known of those who take part: candidates, lives, entries of actors, what is coded."""

from __future__ import annotations

from typing import Any

import pytest

from bilateral import (
    Citation,
    Dataset,
    Office,
    Organization,
    Participant,
    Person,
    Place,
    Predicate,
    Source,
    State,
    Truth,
    Visit,
    q,
)
from bilateral.model.records import Agreement, Alignment, Assessment, Record
from bilateral.query import evaluate, reasons, split
from bilateral.query.participation import Cast

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
HOST = Participant(role="host", state="RUS")
ACTORS = {
    actor.id: actor
    for actor in (
        Person(id="rizvi", name="Rizvi", state="PAK"),
        Person(id="lavrov", name="Lavrov", state="RUS"),
        Person(id="kenyatta", name="Kenyatta", state="KEN"),
        Person(id="zenda", name="Zenda", state="ruritania"),
        Office(id="chief", name="Chief", state="IND", sector="military"),
        Office(id="secretary", name="Secretary-General", organization="un"),
        Organization(id="un", name="UN", form="intergovernmental"),
        Organization(id="nato", name="NATO", form="alliance"),
        Organization(id="rebels", name="Rebels", form="armed group"),
        Organization(id="proxies", name="Proxies", form="armed group", state="PAK"),
        Organization(id="firm", name="Firm", form="company", sector="business"),
        Organization(id="army", name="Army", form="government body", state="PAK"),
        State(id="ruritania", name="Ruritania", life="1900/1950"),
    )
}


def visit(*participants: Participant, **facts: Any) -> Visit:
    facts = {"citations": [Citation(source="s")], **facts}
    return Visit(id="v", title="A visit", participants=participants, **facts)


def visitor(**facts: Any) -> Participant:
    return Participant(role="visitor", **facts)


@pytest.mark.parametrize(
    ("states", "date", "asked", "truth"),
    [
        (["COD", "COG"], "2010", "COD", U),
        (["COD", "COG"], "2010", ["COD", "COG"], T),
        (["COD", "COG"], "2010", "FRA", F),
        (["SUN", "RUS"], "2010", "RUS", T),  # the one of them that lived
        (["SUN", "RUS"], "2010", "SUN", F),
        (["SUN", "RUS"], "1991", "RUS", U),  # the year of change
        (["SUN", "DDR"], "2016", "SUN", U),  # all struck: as printed
        (["SUN", "DDR"], None, "SUN", U),
        ("SUN", "2016", "SUN", T),  # stated alone: as printed
        ([], "1874", "PAK", F),
        ([], "1990", "PAK", U),
        ([], None, "PAK", U),
        ([], "1960", "ruritania", F),
        ([], "1940", "ruritania", U),
    ],
)
def test_states_by_alternatives_and_lives(
    states: Any, date: str | None, asked: Any, truth: Truth
) -> None:
    trip = visit(visitor(state=states), HOST, date=date)
    assert evaluate(q.visitor(state=asked), trip, ACTORS) is truth
    there = visit(visitor(), HOST, date=date, places=[Place("A town", states)])
    assert evaluate(q.place(state=asked), there, ACTORS) is truth


@pytest.mark.parametrize(
    ("facts", "date", "asked", "truth"),
    [
        ({"state": "PAK"}, None, "PAK", F),
        ({"state": "PAK"}, None, "IND", T),
        ({"state": "PAK"}, None, ["IND", "PAK"], F),
        ({"state": ["COD", "COG"]}, "2010", "COD", U),
        ({"state": ["COD", "COG"]}, "2010", "FRA", T),
        ({"state": ["COD", "COG"]}, "2010", ["COD", "COG"], F),
        ({"state": ["SUN", "RUS"]}, "2010", "RUS", F),  # the one of them that lived
        ({}, "2010", "PAK", U),
        ({"none": ["state"]}, "2010", "PAK", F),  # of no state at all
        ({"organization": "un"}, "2010", "PAK", F),
        ({"person": "rizvi"}, "2010", "PAK", F),  # by his entry
        ({"person": "rizvi"}, "2010", "IND", T),
    ],
)
def test_someone_of_another_state(
    facts: dict[str, Any], date: str | None, asked: Any, truth: Truth
) -> None:
    trip = visit(visitor(**facts), HOST, date=date)
    assert evaluate(q.visitor(other_than=asked), trip, ACTORS) is truth
    assert evaluate(~q.visitor(other_than=asked), trip, ACTORS) is ~truth
    sides = split(q.visitor(other_than=asked), [trip], ACTORS)
    assert [len(side) for side in sides] == [truth is T, truth is U]


def test_some_participant_other_than_those_named() -> None:
    both = visit(visitor(state="PAK"), HOST)
    assert evaluate(q.participant(other_than="PAK"), both) is T
    assert evaluate(q.participant(other_than=["PAK", "RUS"]), both) is F
    assert evaluate(q.participant(other_than="PAK"), visit(visitor(state="PAK"))) is U  # the host


def test_of_one_state_or_of_another_is_of_some_state() -> None:
    open_trip = visit(visitor(state=["COD", "COG"]), HOST, date="2010")
    either = q.visitor(other_than="COD") | q.visitor(other_than="COG")
    assert evaluate(either, open_trip) is T
    assert evaluate(either, visit(visitor(none=["state"]), HOST)) is F
    both = q.visitor(other_than=["COD", "FRA"]) | q.visitor(other_than=["COG", "FRA"])
    assert evaluate(both, open_trip) is T
    assert evaluate(both, visit(visitor(state="FRA"), HOST)) is F


@pytest.mark.parametrize(
    ("facts", "date", "asked", "truth"),
    [
        ({"person": "rizvi"}, "2018", {"state": "PAK"}, T),
        ({"person": "rizvi"}, "2018", {"state": "BRA"}, F),
        ({"person": "rizvi"}, "1900", {"state": "PAK"}, F),  # a land of India then
        ({"person": "rizvi"}, "1900", {"state": "IND"}, U),
        ({"person": "rizvi"}, "1900", {"stateless": True}, U),
        ({"person": "rizvi"}, "1900", {"state": "BRA"}, F),
        ({"person": "kenyatta"}, "1955", {"state": "GBR"}, U),
        ({"person": "kenyatta"}, "1955", {"state": "BRA"}, F),
        ({"person": "kenyatta"}, "1850", {"state": "BRA"}, U),  # whose it was is not known
        ({"person": "zenda"}, "1990", {"state": "BRA"}, U),
        ({"person": "rizvi", "state": "IND"}, "2018", {"state": "PAK"}, F),
        ({"person": "lavrov"}, "1980", {"state": "SUN"}, T),
        ({"person": "lavrov"}, "1980", {"state": "RUS"}, F),
        ({"person": "lavrov"}, "1991", {"state": "SUN"}, U),
        ({"person": "lavrov"}, "1991", {"state": ["SUN", "RUS"]}, T),
        ({"office": "chief", "person": "rizvi"}, "2018", {"state": "IND"}, T),
        ({"office": "chief"}, "2018", {"sector": "military"}, T),
        ({"office": "chief"}, "2018", {"sector": "business"}, F),
        ({"office": "secretary"}, "2018", {"stateless": True}, T),
        ({"organization": "un", "person": "rizvi"}, "2018", {"state": "PAK"}, F),
        ({"organization": "un"}, "2018", {"stateless": True}, T),
        ({"organization": "nato"}, "2018", {"stateless": True}, T),
        ({"organization": "rebels"}, "2018", {"state": "PAK"}, F),
        ({"organization": "proxies"}, "2018", {"state": "PAK"}, T),
        ({"organization": "firm"}, "2018", {"stateless": True}, U),
        ({"organization": "firm"}, "2018", {"sector": "business"}, T),
        ({"organization": "army"}, "2018", {"state": "PAK"}, T),
        ({"none": ["state"]}, "2018", {"stateless": True}, T),
        ({"none": ["state"]}, "2018", {"state": "PAK"}, F),
        ({"state": ["COD", "COG"]}, "2018", {"stateless": False}, T),
        ({}, "2018", {"stateless": False}, U),
    ],
)
def test_what_an_entry_says_is_known_of_the_participation(
    facts: dict[str, Any], date: str, asked: dict[str, Any], truth: Truth
) -> None:
    assert evaluate(q.visitor(**asked), visit(visitor(**facts), HOST, date=date), ACTORS) is truth


@pytest.mark.parametrize(
    ("facts", "date", "asked", "truth"),
    [
        ({"state": "IND"}, "2018", {"person": "rizvi"}, F),
        ({"state": "PAK"}, "2018", {"person": "rizvi"}, U),
        ({"state": "IND"}, "2018", {"person": "stranger"}, U),  # nobody says of which state he is
        ({"state": "IND"}, "2018", {"person": ["rizvi", "lavrov"]}, F),
        ({"state": "IND"}, "2018", {"person": ["rizvi", "stranger"]}, U),
        ({"state": "IND"}, None, {"person": "rizvi"}, F),
        ({}, "2018", {"person": "rizvi"}, U),
        ({"state": ["IND", "PAK"]}, "2018", {"person": "rizvi"}, U),
        ({"state": ["IND", "BRA"]}, "2018", {"person": "rizvi"}, F),
        ({"none": ["state"]}, "2018", {"person": "rizvi"}, F),
        ({"state": ["IND", "PAK"], "none": ["state"]}, "2018", {"person": "rizvi"}, U),
        ({"state": "IND", "person": "rizvi"}, "2018", {"person": "rizvi"}, T),  # as printed
        ({"state": "GBR"}, "1955", {"person": "kenyatta"}, U),  # who was of no Kenya then
        ({"state": "GBR"}, "1970", {"person": "kenyatta"}, F),
        ({"state": "SUN"}, "1980", {"person": "lavrov"}, U),  # which Russia carries on
        ({"state": "UKR"}, "2018", {"person": "lavrov"}, F),
        ({"office": "chief"}, "2018", {"person": "rizvi"}, F),  # of India by the office
        ({"person": "rizvi"}, "2018", {"office": "chief"}, F),
        ({"state": "IND"}, "2018", {"office": "chief"}, U),
        ({"state": "IND"}, "2018", {"office": "secretary"}, U),
        ({"state": "IND"}, "2018", {"organization": "army"}, F),
        ({"state": "IND"}, "2018", {"organization": "firm"}, U),
        ({"state": "IND"}, "2018", {"organization": "un"}, F),  # which acts for no state
        ({"state": ["IND"], "none": ["state"]}, "2018", {"organization": "un"}, U),
        ({"none": ["state"]}, "2018", {"organization": "un"}, U),
        ({"state": "IND"}, "2018", {"organization": "nato"}, U),
        ({"state": "IND"}, "2018", {"rank": "General"}, U),
    ],
)
def test_nobody_of_another_state_is_meant_where_nobody_is_named(
    facts: dict[str, Any], date: str | None, asked: dict[str, Any], truth: Truth
) -> None:
    trip = visit(visitor(**facts), HOST, date=date)
    assert evaluate(q.visitor(**asked), trip, ACTORS) is truth
    assert evaluate(~q.visitor(**asked), trip, ACTORS) is ~truth
    sides = split(q.visitor(**asked), [trip], ACTORS)
    assert [len(side) for side in sides] == [truth is T, truth is U]


@pytest.mark.parametrize(
    ("record", "asked", "truth"),
    [
        (visit(visitor()), q.host(), T),  # someone hosts
        (visit(visitor()), q.host(named=True), F),
        (visit(visitor()), q.host(named=False), T),
        (visit(visitor()), q.host(stateless=True), U),
        (visit(visitor(), none=["host"]), q.host(), F),
        (visit(visitor(), none=["host"]), q.host(state="RUS"), F),
        (visit(visitor(), none=["places"]), q.place("Moscow"), F),
        (visit(visitor(), none=["topics"]), q.topics.is_in("arms"), F),
        (visit(visitor(), none=["topics"]), ~q.topics.contains("arms"), T),
        (visit(visitor(), none=["purpose"]), q.purpose == "official", F),
        (visit(visitor(), none=["purpose"]), q.purpose != "official", T),
        (visit(visitor()), q.purpose == "official", U),
    ],
)
def test_none_is_not_unknown(record: Record, asked: Predicate, truth: Truth) -> None:
    assert evaluate(asked, record) is truth


def test_a_holder_that_is_not_stated_may_be_a_party_instead() -> None:
    stance = Alignment(id="a", title="A", posture="close", citations=[Citation(source="s")])
    assert evaluate(q.holder(), stance) is U
    assert evaluate(q.participant(), stance) is T


@pytest.mark.parametrize(("stance", "truth"), [("asserts", F), ("corroborates", F), ("refines", U)])
def test_what_a_source_coded_of_all_its_records_is_not_unknown(stance: str, truth: Truth) -> None:
    coded = Source(id="s", title="S", coded=["topics", "host", "places", "purpose"])
    trip = visit(visitor(), citations=[Citation(source="s", stance=stance)])
    data = Dataset(records=[trip], sources=[coded])
    for asked in (q.topics.is_in("a"), q.host(), q.place("A"), q.purpose == "official"):
        unknown = T if repr(asked) == "q.host()" else U  # nothing is lacking: someone hosts
        expected = F if truth is F else unknown
        assert data.select("visit", asked).truth("v") is expected


def test_the_second_party_may_be_any_state_of_its_time() -> None:
    party = Participant(role="party", state="GBR")
    treaty = Agreement(
        id="a", title="A", date="1950", participants=[party], citations=[Citation(source="s")]
    )
    assert evaluate(q.party(state="RUS"), treaty) is F
    assert evaluate(q.party(state="SUN"), treaty) is U


def test_reasons_name_the_candidates() -> None:
    trip = visit(visitor(), Participant(role="host", state=["DEU", "DDR"], name="Germany"))
    assert reasons(q.host(state="DEU"), trip) == (
        "host named 'Germany' is Germany or East Germany",
    )
    trip = visit(visitor(), HOST, date="2018", places=[Place("A town", ["DEU", "FRA"])])
    assert reasons(q.place(state="DEU"), trip) == ("A town is in Germany or France",)


def test_a_selection_asks_the_actors_of_its_dataset() -> None:
    holder = Participant(role="holder", person="rizvi")
    opinion = Assessment(
        id="o", title="O", claim="So", date="2018", participants=[holder],
        citations=[Citation(source="s")],
    )  # fmt: skip
    data = Dataset(records=[opinion], actors=list(ACTORS.values()))
    assert data.assessments.by("PAK").bounds() == (1, 1)
    assert data.assessments.by("BRA").bounds() == (0, 0)
    assert data.assessments.by("Rizvi").bounds() == (1, 1)
    assert data.assessments.count("initiator") == {"PAK": (1, 1)}


def test_a_cast_is_given_as_it_is() -> None:
    cast = Cast(ACTORS)
    assert Cast.of(cast) is cast
    assert cast.life("ruritania") is not None
    assert cast.life("nowhere") is None
