"""What predicates mean, above all where something is not stated."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Participant, Place, Predicate, Quantity, Truth, Visit, q
from bilateral.logic import all_of
from bilateral.model.records import ArmsTransfer, Meeting, Record
from bilateral.query import evaluate, reasons, split
from bilateral.testing import predicates, records

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
VISITOR = Participant(role="visitor", state="PAK")


def visit(*participants: Participant, **facts: Any) -> Visit:
    citations = facts.pop("citations", [Citation(source="s", mode="fact")])
    return Visit(id="v", title="A visit", participants=participants, citations=citations, **facts)


# -- roles and what is not stated ------------------------------------------------------------


def test_a_host_that_is_not_stated_leaves_the_question_open() -> None:
    alone = visit(VISITOR)
    assert evaluate(q.host(state="RUS"), alone) is U
    assert evaluate(q.participant(state="RUS"), alone) is U
    assert evaluate(q.participant(state="PAK"), alone) is T
    assert evaluate(q.visitor(state="RUS"), alone) is F
    assert reasons(q.host(state="RUS"), alone) == ("no host stated",)


def test_an_agreement_needs_two_parties() -> None:
    one = Meeting(
        id="m",
        title="A meeting",
        participants=[Participant(role="party", state="PAK")],
        citations=[Citation(source="s")],
    )
    assert evaluate(q.party(state="RUS"), one) is U
    assert evaluate(q.third_party(state="IND"), one) is F


def test_every_condition_must_fit_one_and_the_same_participant() -> None:
    trip = visit(
        Participant(role="visitor", state="PAK", sector="business"),
        Participant(role="visitor", state="IND", sector="military"),
        Participant(role="host", state="RUS"),
    )
    assert evaluate(q.visitor(state="PAK", sector="military"), trip) is F
    assert evaluate(q.visitor(state="PAK") & q.visitor(sector="military"), trip) is T


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        ({"sector": "military"}, T),
        ({"sector": "military", "rank": "General"}, T),
        ({"sector": "security", "rank": "Lt-General"}, U),
        ({"sector": "security"}, F),
        ({"sector": "diplomatic", "rank": "Counsellor"}, F),
        ({"rank": "General"}, U),
        ({}, U),
    ],
)
def test_the_office_gives_the_sector_and_a_rank_only_leaves_it_open(
    facts: dict[str, str], truth: Truth
) -> None:
    trip = visit(Participant(role="visitor", state="PAK", **facts))
    assert evaluate(q.visitor(sector="military"), trip) is truth


def test_the_reason_names_both_the_rank_and_the_office() -> None:
    adviser = Participant(role="visitor", office="nsa", rank="Lt-General", sector="security")
    (reason,) = reasons(q.visitor(sector="military"), visit(adviser))
    assert reason == "visitor nsa: rank Lt-General is military, but nsa is security"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"rank": "General"}, "visitor PAK: rank General is military, office not stated"),
        ({}, "visitor PAK: sector not stated"),
    ],
)
def test_reasons_for_a_sector_that_is_not_stated(facts: dict[str, str], reason: str) -> None:
    trip = visit(Participant(role="visitor", state="PAK", **facts))
    assert reasons(q.visitor(sector="military"), trip) == (reason,)


def test_an_organization_named_without_a_state_acts_for_none() -> None:
    trip = visit(VISITOR, Participant(role="host", organization="sco"))
    assert evaluate(q.host(state="RUS"), trip) is F
    assert evaluate(q.host(organization="sco", stateless=True), trip) is T
    assert evaluate(q.visitor(organization="sco", stateless=True), trip) is F
    assert evaluate(q.visitor(organization="sco"), trip) is U


def test_whoever_acts_for_a_state_nobody_states_may_act_for_none() -> None:
    trip = visit(VISITOR, Participant(role="host", name="Ruritania"))
    assert evaluate(q.host(stateless=True), trip) is U
    assert evaluate(q.host(stateless=False), trip) is U
    assert evaluate(q.visitor(stateless=True), trip) is F
    assert evaluate(q.visitor(stateless=False), trip) is T


def test_named_and_unnamed() -> None:
    trip = visit(Participant(role="visitor", state="PAK", office="army-chief"))
    assert evaluate(q.visitor(named=False), trip) is T
    assert evaluate(q.visitor(named=True), trip) is F


@pytest.mark.parametrize(("least", "truth"), [(1, T), (2, T), (3, F)])
def test_number_of_participants(least: int, truth: Truth) -> None:
    trip = visit(VISITOR, Participant(role="visitor", state="IND"))
    assert evaluate(q.visitor.number_at_least(least), trip) is truth


def test_number_where_nobody_is_stated() -> None:
    assert evaluate(q.host.number_at_least(1), visit(VISITOR)) is U
    assert reasons(q.host.number_at_least(1), visit(VISITOR)) == ("no host stated",)


# -- fields ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicate", "facts", "truth"),
    [
        (q.date.since(2016), {}, U),
        (q.date.since(2016), {"date": "2016"}, T),
        (q.status == "occurred", {}, U),
        (q.status == "occurred", {"status": "planned"}, F),
        (q.status != "occurred", {"status": "planned"}, T),
        (q.status.is_in("planned", "agreed"), {"status": "planned"}, T),
        (q.done, {"status": "planned"}, F),
        (q.done, {"status": "ongoing"}, T),
        (q.done, {}, U),
        (q.topics.is_in("trade"), {}, U),
        (q.topics.is_in("trade"), {"topics": ["arms"]}, F),
        (q.topics.is_in("trade"), {"topics": ["arms", "trade"]}, T),
        (q.title.contains("VISIT"), {}, T),
        (q.note.contains("x"), {}, U),
        (q.duration >= 2, {}, U),
        (q.duration >= 2, {"duration": Quantity("1..3")}, U),
        (q.duration >= 2, {"duration": Quantity(2)}, T),
        (q.duration <= 1, {"duration": Quantity(2)}, F),
        (q.duration == 2, {"duration": Quantity(2)}, T),
        (q.duration != 2, {"duration": Quantity(2)}, F),
        (q.place("Moscow"), {}, U),
        (q.place("Moscow"), {"places": [Place(state="RUS")]}, U),
        (q.place(state="PAK"), {"places": [Place(state="RUS")]}, F),
        (q.place("Moscow", state="RUS"), {"places": [Place("Moscow", "RUS")]}, T),
        (q.citation("s"), {}, T),
        (q.citation("other"), {}, F),
        (q.citation(mode="opinion"), {}, F),
        (q.citation(stance="asserts", mode="fact"), {}, T),
        (q.citation(mode="fact"), {"citations": [Citation(source="s")]}, U),
        (q.link("part of"), {}, F),
        (q.kind == "visit", {}, T),
        (q.anything, {}, T),
    ],
)
def test_a_question_to_one_field(predicate: Predicate, facts: dict[str, Any], truth: Truth) -> None:
    record = visit(**facts)
    assert evaluate(predicate, record) is truth
    assert bool(reasons(predicate, record)) is truth.is_unknown


def test_an_interest_is_there_in_any_status() -> None:
    transfer = ArmsTransfer(
        id="a", title="Talks", status="discussed", citations=[Citation(source="s")]
    )
    assert evaluate(q.done, transfer) is F


# -- laws ------------------------------------------------------------------------------------


@given(records("visit"), predicates("visit"), predicates("visit"))
def test_de_morgan(record: Record, one: Predicate, other: Predicate) -> None:
    assert evaluate(~(one & other), record) is evaluate(~one | ~other, record)


@given(records("visit"), predicates("visit"))
def test_negation_twice_changes_nothing(record: Record, predicate: Predicate) -> None:
    assert evaluate(~~predicate, record) is evaluate(predicate, record)
    assert evaluate(~predicate, record) is ~evaluate(predicate, record)


@given(records("visit"), predicates("visit"), predicates("visit"))
def test_a_conjunction_is_that_of_its_parts(
    record: Record, one: Predicate, other: Predicate
) -> None:
    assert evaluate(one & other, record) is all_of([evaluate(one, record), evaluate(other, record)])


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_participants_does_not_matter(record: Record, random: Any) -> None:
    from attrs import evolve

    shuffled = list(record.participants)
    random.shuffle(shuffled)
    turned = evolve(record, participants=shuffled)
    for predicate in (q.participant(state="PAK"), q.initiator(sector="military")):
        assert evaluate(predicate, turned) is evaluate(predicate, record)


@given(records(), predicates("visit"))
def test_a_reason_is_given_exactly_where_the_truth_is_open(
    record: Record, predicate: Predicate
) -> None:
    if record.kind == "visit":
        assert bool(reasons(predicate, record)) is evaluate(predicate, record).is_unknown


@pytest.mark.parametrize("kind", ["visit", "arms-transfer", "alignment", "interest", "trade"])
@given(data=st.data())
def test_many_at_once_is_each_by_itself(kind: str, data: st.DataObject) -> None:
    found = data.draw(st.lists(records(kind), max_size=4))
    predicate = data.draw(predicates(kind))
    truths = [evaluate(predicate, record) for record in found]
    definite, possible = split(predicate, found)
    assert definite == [r for r, truth in zip(found, truths, strict=True) if truth.is_true]
    assert possible == [r for r, truth in zip(found, truths, strict=True) if truth.is_unknown]
