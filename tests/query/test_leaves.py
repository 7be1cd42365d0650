"""Every kind of term in written lines: the answers of the reference, whatever a record states."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from bilateral import Citation, Participant, Place, Predicate, Visit, q
from bilateral.model.evidence import Claim
from bilateral.model.records import Record
from bilateral.query.participation import Cast

from ..worlds.cases import ACTORS, SOURCES, questions, records
from .answers import same_answers

CAST = Cast(ACTORS, SOURCES)
STATES = ["AAA", "BBB", "OLD", "NEW"]


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[Record], list[Predicate]]:
    record = draw(records())
    narrow = draw(st.booleans())
    found = draw(st.lists(questions(record.kind, narrow=narrow), min_size=6, max_size=6))
    some = draw(st.lists(st.sampled_from(STATES), min_size=1, max_size=2))
    others = draw(st.sampled_from([q.initiator, q.target, q.participant]))(other_than=some)
    return [record], [*found, others, found[0] & ~others, found[1] | others]


@given(asked())
def test_terms_are_answered_as_by_the_reference(case: tuple[list[Record], list[Predicate]]) -> None:
    same_answers(*case, CAST)


@pytest.mark.slow
@settings(max_examples=2_000)
@given(asked())
def test_terms_are_answered_as_by_the_reference_many_times(
    case: tuple[list[Record], list[Predicate]],
) -> None:
    same_answers(*case, CAST)


def test_more_states_than_are_told_one_by_one() -> None:
    trips = [
        Visit(id=f"r{number}", title="A", date=day, participants=[who], citations=[cited])
        for number, (day, who) in enumerate(
            (day, who)
            for day in ("2016-04-29", "[2016-04-28,2016-05-02]", "1800", None)
            for who in (
                Participant(role="visitor"),
                Participant(role="visitor", state=["OLD", "NEW"]),
                Participant(role="visitor", person="a-person"),
                Participant(role="host", none=["state"]),
                Participant(role="visitor", state=["OLD"], none=["state"]),
                Participant(role="visitor", state="BBB", none=["state"]),
            )
        )
        for cited in [Citation(source="one")]
    ]
    some = ["OLD", "NEW", "PAK", "SUN", "RUS"]
    same_answers(trips, [q.visitor(state=names) for names in (some, some[:1], some[1:3])], CAST)
    same_answers(trips, [q.visitor(other_than=some), q.place(state=some), q.place()], CAST)
    same_answers(trips, [q.visitor(stateless=flag) for flag in (True, False)], CAST)
    same_answers(trips, [q.visitor(other_than="BBB"), q.visitor == "BBB", q.visitor != "OLD"], CAST)


def test_what_sources_dispute_is_put_to_the_reference() -> None:
    claims = [Claim("status", "planned"), Claim("visitor.sector", "security")]
    trip = Visit(
        id="a",
        title="A",
        status="occurred",
        participants=[Participant(role="visitor", state="PAK", sector="military")],
        places=[Place("Moscow")],
        citations=[Citation(source="one", claims=[claim]) for claim in claims],
    )
    same_answers(
        [trip],
        [
            q.done,
            q.status == "planned",
            q.status.is_in("planned", "occurred"),
            q.visitor(sector="military"),
            q.visitor(sector=["military", "security"]),
            q.visitor(sector="business"),
            q.place("Moscow", state="RUS"),
            q.place("Kazan"),
        ],
        CAST,
    )
