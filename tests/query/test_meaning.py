"""What predicates mean, above all where something is not stated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import (
    Citation,
    Claim,
    Membership,
    Participant,
    Period,
    Place,
    Predicate,
    Quantity,
    Truth,
    Visit,
    q,
)
from bilateral.logic import all_of
from bilateral.model.records import (
    Agreement,
    ArmsTransfer,
    Interest,
    Link,
    Meeting,
    Record,
    Role,
    Status,
)
from bilateral.query import evaluate, reasons, split
from bilateral.query.predicates import DateIs, NumberOf, Takes
from bilateral.query.regions import date_truth
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
    assert reason == "visitor Lt-General, nsa: the rank is military, the office is security"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            {"rank": "General"},
            "visitor General, Pakistan: the rank is military, the office is not stated",
        ),
        ({}, "visitor Pakistan: sector not stated"),
    ],
)
def test_reasons_for_a_sector_that_is_not_stated(facts: dict[str, str], reason: str) -> None:
    trip = visit(Participant(role="visitor", state="PAK", **facts))
    assert reasons(q.visitor(sector="military"), trip) == (reason,)


def test_an_organization_of_which_nothing_is_known_may_act_for_any_state() -> None:
    trip = visit(VISITOR, Participant(role="host", organization="sco", none=["state"]))
    assert evaluate(q.host(state="RUS"), trip) is F
    open_ = visit(VISITOR, Participant(role="host", organization="sco"))
    assert evaluate(q.host(state="RUS"), open_) is U
    body = visit(VISITOR, Participant(role="host", organization="rosatom", state="RUS"))
    assert evaluate(q.host(state="RUS"), body) is T
    assert evaluate(q.host(state="IND"), body) is F
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


# -- dates, amounts and words, value by value ------------------------------------------------


RELATIONS = ("since", "until", "before", "after", "during", "within")


def consensus(truths: Iterable[Truth | bool]) -> Truth:
    found = {Truth.of(truth) for truth in truths}
    return found.pop() if len(found) == 1 else U


def claims(field: str, *values: str, stance: str = "contradicts") -> list[Citation]:
    own = Citation(source="s", mode="fact")
    rivals = [Citation(source="t", stance=stance, claims=[Claim(field, v)]) for v in values]
    return [own, *rivals]


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize(
    "date",
    ["2016-01-05", "2016-01-05~", "2016", "2016?", "[2015,2017]", "2016-01-05/2016-01-08?",
     "2016-XX-05", "{2015,2016-01}"],
)  # fmt: skip
def test_a_question_to_a_date_is_answered_by_the_date(date: str, relation: str) -> None:
    for other, margin in product(("2015", "2016", "2016-01-05", "2016-01/.."), (0, 5, 400)):
        predicate = getattr(q.date, relation)(other, margin=margin)
        truth = getattr(Period(date), relation)(other, margin=margin)
        assert evaluate(predicate, visit(date=date)) is truth
        assert isinstance(predicate, DateIs)
        assert date_truth(predicate, Period(date).spans) is truth


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("rival", ["2014", "2016", "2018-03"])
def test_of_rival_dates_a_question_has_the_answer_that_all_give(rival: str, relation: str) -> None:
    trip = visit(date="2016-01-05", citations=claims("date", rival))
    for other in ("2015", "2016", "2017", "2018"):
        alone = {getattr(Period(date), relation)(other) for date in ("2016-01-05", rival)}
        truth = evaluate(getattr(q.date, relation)(other), trip)
        assert truth is consensus(alone), (relation, other)


def test_each_date_field_is_asked_for_itself() -> None:
    transfer = ArmsTransfer(
        id="a", title="A", date="2018", order_date="2015", citations=[Citation(source="s")]
    )
    assert evaluate(q.order_date.within(2015), transfer) is T
    assert evaluate(q.date.within(2015), transfer) is F
    assert evaluate(q.order_date.within(2018), transfer) is F
    treaty = Agreement(id="a", title="A", date="2018", citations=[Citation(source="s")])
    assert evaluate(q.in_force.since(2015), treaty) is U


def test_a_day_on_which_it_holds_answers_for_a_condition() -> None:
    member = Membership(
        id="m", title="M", date="2010/..", attested="2018", citations=[Citation(source="s")]
    )
    assert evaluate(q.date.during("2015"), member) is T
    assert evaluate(q.date.during("2020"), member) is U
    assert evaluate(q.attested.within(2018), member) is T


AMOUNTS: dict[str, Callable[[int, int], bool]] = {
    ">=": lambda amount, number: amount >= number,
    "<=": lambda amount, number: amount <= number,
    "==": lambda amount, number: amount == number,
}


def asked(relation: str, number: int) -> Predicate:
    field = q.duration
    return {">=": field >= number, "<=": field <= number, "==": field == number}[relation]


@pytest.mark.parametrize("relation", AMOUNTS)
def test_an_amount_is_what_every_number_within_its_bounds_says(relation: str) -> None:
    for low, high, number in product(range(1, 5), range(1, 5), range(6)):
        if low <= high:
            trip = visit(duration=Quantity(f"{low}..{high}"))
            truth = consensus(AMOUNTS[relation](n, number) for n in range(low, high + 1))
            assert evaluate(asked(relation, number), trip) is truth, (low, high, number)


@pytest.mark.parametrize("relation", [">=", "<="])
def test_of_rival_amounts_a_question_has_the_answer_that_all_give(relation: str) -> None:
    for own, rival, number in product(range(1, 5), range(1, 5), range(6)):
        trip = visit(duration=Quantity(own), citations=claims("duration", str(rival)))
        truth = consensus(AMOUNTS[relation](n, number) for n in (own, rival))
        assert evaluate(asked(relation, number), trip) is truth, (own, rival, number)


def test_an_amount_without_an_upper_bound_may_be_any_that_is_larger() -> None:
    trip = visit(duration=Quantity("2.."))
    assert [evaluate(q.duration >= n, trip) for n in (1, 2, 3)] == [T, T, U]
    assert [evaluate(q.duration <= n, trip) for n in (1, 2, 3)] == [F, U, U]
    assert [evaluate(q.duration == n, trip) for n in (1, 2, 3)] == [F, U, U]


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        (q.status == "planned", U),
        (q.status.is_in("planned", "occurred"), T),
        (q.status.is_in("agreed", "denied"), F),
        (q.done, U),
        (q.status.contains("PLAN"), U),
        (q.status.contains("e"), T),
        (q.status.contains("zzz"), F),
    ],
)
def test_of_rival_words_a_question_has_the_answer_that_all_give(
    predicate: Predicate, truth: Truth
) -> None:
    assert evaluate(predicate, visit(status="occurred", citations=claims("status", "planned"))) is (
        truth
    )


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        (q.kind == "visit", T),
        (q.kind == "meeting", F),
        (q.kind != "visit", F),
        (q.kind.is_in("visit", "meeting"), T),
        (q.kind.contains("VIS"), T),
        (q.kind.contains("meet"), F),
        (q.topics.contains("ARM"), T),
        (q.topics.contains("arms|trade"), F),
        (q.topics.contains("xyz"), F),
        (q.topics == "arms", T),
        (q.topics == "arm", F),
        (q.topics.is_in("oil", "trade"), T),
        (q.title.contains("isit"), T),
        (q.title.contains("xyz"), F),
        (q.id == "v", T),
        (q.id == "w", F),
    ],
)
def test_words_and_texts(predicate: Predicate, truth: Truth) -> None:
    assert evaluate(predicate, visit(topics=["Arms", "arms", "trade"])) is truth


def test_a_record_without_topics_says_nothing_of_them() -> None:
    assert evaluate(q.topics.contains("a"), visit()) is U
    assert evaluate(q.topics.is_in("arms"), visit()) is U


def test_done_is_a_status_in_which_the_kind_counts() -> None:
    for status in Status:
        assert evaluate(q.done, visit(status=status)) is Truth.of(status in (Visit.counted or ()))
        wish = Interest(id="i", title="I", aim="a", status=status, citations=[Citation(source="s")])
        assert evaluate(q.done, wish) is T
    wish = Interest(id="i", title="I", aim="a", citations=[Citation(source="s")])
    assert evaluate(q.done, wish) is T


# -- participants, places, citations and links, one by one -----------------------------------


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("state", "PAK", "IND"),
        ("person", "bajwa", "khan"),
        ("office", "army-chief", "adviser"),
        ("organization", "sco", "un"),
        ("rank", "General", "Colonel"),
    ],
)
def test_what_is_stated_of_a_participant_is_known_and_what_is_not_is_open(
    name: str, own: str, other: str
) -> None:
    stated = visit(Participant(role="visitor", **{name: own}), Participant(role="host"))
    silent = visit(Participant(role="visitor", name="a man"), Participant(role="host"))
    for asked_for, truth in ((own, T), (other, F), ([other, own], T)):
        question: dict[str, Any] = {name: asked_for}
        assert evaluate(q.visitor(**question), stated) is truth
        assert evaluate(q.visitor(**question), silent) is U
    question = {name: own}
    assert reasons(q.visitor(**question), silent) == (
        "visitor named 'a man' is not resolved to a state"
        if name == "state"
        else f"visitor named 'a man': {name} not stated",
    )


@pytest.mark.parametrize(
    ("facts", "named", "stateless"),
    [
        ({}, F, U),
        ({"state": "PAK"}, F, F),
        ({"person": "bajwa"}, T, U),
        ({"organization": "sco"}, T, U),
        ({"organization": "sco", "none": ["state"]}, T, T),
        ({"organization": "sco", "state": "PAK"}, T, F),
        ({"office": "army-chief", "state": "PAK"}, F, F),
    ],
)
def test_named_and_stateless(facts: dict[str, str], named: Truth, stateless: Truth) -> None:
    trip = visit(Participant(role="visitor", **facts), Participant(role="host"))
    assert evaluate(q.visitor(named=True), trip) is named
    assert evaluate(q.visitor(named=False), trip) is ~named
    assert evaluate(q.visitor(stateless=True), trip) is stateless
    assert evaluate(q.visitor(stateless=False), trip) is ~stateless


@pytest.mark.parametrize("sector", ["military", "security", None])
@pytest.mark.parametrize("rank", ["General", "Counsellor", None])
def test_the_truth_of_a_sector_is_that_of_the_office_unless_the_rank_speaks_for_it(
    sector: str | None, rank: str | None
) -> None:
    trip = visit(Participant(role="visitor", sector=sector, rank=rank), Participant(role="host"))

    def truth(*sectors: str) -> Truth:
        return evaluate(q.visitor(sector=sectors), trip)

    assert truth("military", "security") is (T if sector else U)
    if sector is None:
        assert truth("military") is U
    elif sector == "military":
        assert truth("military") is T
    else:
        assert truth("military") is (U if rank == "General" else F)
    assert truth("diplomatic") is (F if sector else U)


def test_only_those_of_the_role_are_asked() -> None:
    trip = visit(VISITOR, Participant(role="host", state="RUS"))
    assert evaluate(q.visitor(state="RUS"), trip) is F
    assert evaluate(q.host(state="PAK"), trip) is F
    assert evaluate(q.participant(state="PAK"), trip) is T
    assert evaluate(q.initiator(state="PAK"), trip) is T
    assert evaluate(q.target(state="PAK"), trip) is F
    assert evaluate(Takes(frozenset({Role.VISITOR})), trip) is T
    assert evaluate(Takes(frozenset({Role.VISITOR})), visit()) is T  # someone visits
    assert evaluate(Takes(frozenset({Role.THIRD_PARTY})), trip) is F


def test_the_number_of_those_of_a_role() -> None:
    trip = visit(VISITOR, VISITOR, Participant(role="host", state="RUS"))
    for roles, number in (
        ({Role.VISITOR}, 2),
        ({Role.HOST}, 1),
        ({Role.VISITOR, Role.HOST}, 3),
        ({Role.PARTY}, 0),
    ):
        for least in range(1, 5):
            predicate = NumberOf(frozenset(roles), least)
            assert evaluate(predicate, trip) is Truth.of(number >= least)


PLACES = [Place(name, state) for name in ("Moscow", "Kazan", None) for state in ("RUS", "PAK", None)
          if name or state]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_place_has_the_name_and_the_state(place: Place) -> None:
    def fits(value: str | None, wanted: str) -> Truth:
        return U if value is None else Truth.of(value == wanted)

    trip = visit(places=[place])
    name, state = fits(place.name, "Moscow"), fits(place.state, "RUS")
    assert evaluate(q.place("Moscow"), trip) is name
    assert evaluate(q.place(state="RUS"), trip) is state
    assert evaluate(q.place("Moscow", state="RUS"), trip) is name & state
    assert evaluate(q.place(), trip) is T
    both = visit(places=[Place("Karachi", "PAK"), place])
    assert evaluate(q.place("Moscow", state="RUS"), both) is name & state


CITATION = Citation(source="s", stance="refines", mode="fact")


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        (q.citation(), T),
        (q.citation("s"), T),
        (q.citation(["s", "t"]), T),
        (q.citation("u"), F),
        (q.citation("s", stance="refines"), T),
        (q.citation("s", stance="asserts"), F),
        (q.citation("t", stance="asserts"), T),
        (q.citation("t", stance="refines"), F),
        (q.citation("s", mode="fact"), T),
        (q.citation("s", mode="opinion"), F),
        (q.citation("t", mode="opinion"), U),
        (q.citation(mode="fact"), T),
        (q.citation("t", stance="refines", mode="opinion"), F),
    ],
)
def test_some_one_citation_has_all_that_is_asked(predicate: Predicate, truth: Truth) -> None:
    trip = visit(citations=[CITATION, Citation(source="t")])
    assert evaluate(predicate, trip) is truth


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        (q.link(), T),
        (q.link("part of"), T),
        (q.link("part of", "a"), T),
        (q.link("part of", "b"), F),
        (q.link("follows", "b"), T),
        (q.link(target="b"), T),
        (q.link(target="c"), F),
        (q.link("same as"), F),
    ],
)
def test_some_one_link_has_all_that_is_asked(predicate: Predicate, truth: Truth) -> None:
    trip = visit(links=[Link("part of", "a"), Link("follows", "b")])
    assert evaluate(predicate, trip) is truth


def test_no_link_is_no_link() -> None:
    assert evaluate(q.link(), visit()) is F


# -- reasons ---------------------------------------------------------------------------------


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


@pytest.mark.parametrize("kind", ["visit", "arms-transfer", "alignment", "interest", "trade"])
@given(data=st.data())
def test_many_at_once_is_each_by_itself(kind: str, data: st.DataObject) -> None:
    found = data.draw(st.lists(records(kind), max_size=4))
    predicate = data.draw(predicates(kind))
    truths = [evaluate(predicate, record) for record in found]
    definite, possible = split(predicate, found)
    assert definite == [r for r, truth in zip(found, truths, strict=True) if truth.is_true]
    assert possible == [r for r, truth in zip(found, truths, strict=True) if truth.is_unknown]
