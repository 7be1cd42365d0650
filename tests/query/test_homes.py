"""Who somebody is not, of whom nobody says who he is, by the states of actors."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Office, Organization, Person, State, Visit
from bilateral.model.records.participants import NO_STATE
from bilateral.query.homes import WITH_STATES, Homes
from bilateral.query.participation import Cast

CAST = Cast(
    {
        actor.id: actor
        for actor in (
            State(id="old", name="Old", life="1900/1949"),
            State(id="new", name="New", life="1950/", continues=["old"]),
            State(id="brief", name="Brief", life="1930/1935"),
            State(id="ever", name="Ever"),
            Person(id="n", name="N", state="new"),
            Person(id="b", name="B", state="brief"),
            Person(id="e", name="E", state="ever"),
            Person(id="who", name="Who"),
            Office(id="chief", name="Chief", state="brief"),
            Office(id="secretary", name="Secretary", organization="union"),
            Organization(id="union", name="Union", form="intergovernmental"),
            Organization(id="pact", name="Pact", form="alliance"),
            Organization(id="firm", name="Firm", form="company", state="new"),
        )
    }
)
HOMES = CAST.homes
DATES = [None, "1890", "1933", "1940", "1949/1950", "1960", "[1920,1960]", "{1920,1960}", "1920/.."]
STATES = st.lists(st.sampled_from(["old", "new", "brief", "ever", NO_STATE]), unique=True).map(
    tuple
)


@pytest.mark.parametrize(
    ("name", "actor", "home"),
    [
        ("person", "n", ("new", "old")),
        ("person", "who", None),
        ("person", "chief", None),  # which is an office
        ("person", "nobody", None),
        ("office", "chief", ("brief",)),
        ("office", "secretary", None),
        ("organization", "firm", ("new", "old")),
        ("organization", "union", ()),
        ("organization", "pact", None),
        ("rank", "n", None),
    ],
)
def test_a_home_is_a_state_and_what_it_carries_on(
    name: str, actor: str, home: tuple[str, ...] | None
) -> None:
    assert HOMES.of(name, actor) == home


@given(st.sampled_from(DATES), st.none() | STATES)
def test_homes_that_are_open_are_those_of_whom_somebody_may_be(
    date: str | None, states: tuple[str, ...] | None
) -> None:
    spans = Visit(id="v", title="V", date=date, citations=[Citation(source="s")]).when
    for name in WITH_STATES:
        actors = [actor.id for actor in CAST.actors.values() if actor.kind == name]
        homes = HOMES.open_to(name, states, spans)
        for actor in actors:
            may_be = HOMES.may_be(name, actor, states, spans)
            assert may_be is (homes is None or HOMES.of(name, actor) in homes)
            settled = HOMES.settling(name, [actor])
            if settled is None or states is None or NO_STATE in states or not states:
                continue
            own, first, last = settled
            if own.isdisjoint(states) and all(
                first <= s.start_min <= s.end_max <= last for s in spans
            ):
                assert not may_be


def test_a_state_that_lived_only_between_two_dates_lived_on_neither() -> None:
    def may_be(date: str) -> bool:
        spans = Visit(id="v", title="V", date=date, citations=[Citation(source="s")]).when
        return HOMES.may_be("person", "b", ("ever",), spans)

    assert not may_be("1933")
    assert not may_be("1920/1960")
    assert may_be("[1920,1960]")
    assert may_be("1960")


def test_of_several_actors_all_homes_count() -> None:
    assert HOMES.settling("person", ["n", "who"]) is None
    settled = HOMES.settling("person", ["n", "b"])
    assert settled is not None
    assert settled[0] == {"new", "old", "brief"}
    assert settled[1] > settled[2]  # no day on which a state of each lived
    assert Homes({}, CAST).open_to("person", ("new",), ()) is None
