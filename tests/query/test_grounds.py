"""Why a record only may match: every reason is one, and every one is given."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from bilateral import (
    Citation,
    Claim,
    Membership,
    Participant,
    Person,
    Place,
    Predicate,
    Quantity,
    Truth,
    Visit,
    q,
)
from bilateral.logic import all_of, any_of
from bilateral.model.records import ArmsTransfer, Meeting, Record
from bilateral.query import evaluate, reasons
from bilateral.query.predicates import And, Node, Not, Or, as_node
from bilateral.query.terms import terms_of
from bilateral.testing import predicates, records


def visit(*participants: Participant, **facts: Any) -> Visit:
    citations = facts.pop("citations", [Citation(source="s", mode="fact")])
    return Visit(id="v", title="A visit", participants=participants, citations=citations, **facts)


def claims(field: str, *values: str, stance: str = "contradicts") -> list[Citation]:
    own = Citation(source="s", mode="fact")
    rivals = [Citation(source="t", stance=stance, claims=[Claim(field, v)]) for v in values]
    return [own, *rivals]


OPEN: list[tuple[Predicate, dict[str, Any], tuple[str, ...]]] = [
    (q.date.since(2016), {}, ("date not stated",)),
    (
        q.date.since("2016-04"),
        {"date": "2016"},
        ("date: 2016, which may or may not be on or after April 2016",),
    ),
    (
        q.date.before("2016-04"),
        {"date": "2016-03", "citations": claims("date", "2016-05")},
        ("the sources differ on the date: March 2016, or May 2016",),
    ),
    (q.status == "occurred", {}, ("status not stated",)),
    (
        q.status == "occurred",
        {"status": "occurred", "citations": claims("status", "planned")},
        ("the sources differ on the status: occurred, or planned",),
    ),
    (q.duration >= 2, {}, ("duration not stated",)),
    (
        q.duration >= 2,
        {"duration": Quantity("1..3", "days")},
        ("duration: 1 to 3 days, which may or may not be at least 2",),
    ),
    (q.note.contains("x"), {}, ("note not stated",)),
    (q.topics == "arms", {}, ("topics not stated",)),
    (q.done, {}, ("status not stated",)),
    (
        q.done,
        {"status": "occurred", "citations": claims("status", "planned")},
        ("the sources differ on the status: occurred, or planned",),
    ),
    (q.place("Moscow"), {}, ("place not stated",)),
    (
        q.place("Moscow"),
        {"places": [Place(state="RUS")]},
        ("the name of the place in Russia is not stated",),
    ),
    (
        q.citation(mode="fact"),
        {"citations": [Citation(source="s")]},
        ("epistemic mode not coded",),
    ),
    (q.host.number_at_least(1), {}, ("no host stated",)),
    (q.participant.number_at_least(1), {}, ("no host or visitor stated",)),
    (q.visitor(state="PAK"), {}, ("no visitor stated",)),
    (q.participant(state="PAK"), {}, ("no host or visitor stated",)),
    (
        (q.status == "occurred") & q.date.since(2016),
        {},
        ("status not stated", "date not stated"),
    ),
    ((q.status == "occurred") | (q.kind == "meeting"), {}, ("status not stated",)),
    ((q.status == "occurred") & q.done, {}, ("status not stated",)),
    (~(q.status == "occurred"), {}, ("status not stated",)),
    ((q.status == "occurred") & (q.kind == "meeting"), {}, ()),
    (q.anything, {}, ()),
    (q.link(), {}, ()),
]


@pytest.mark.parametrize(("predicate", "facts", "lines"), OPEN)
def test_reasons_say_what_is_open(
    predicate: Predicate, facts: dict[str, Any], lines: tuple[str, ...]
) -> None:
    assert reasons(predicate, visit(**facts)) == lines


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"person": "bajwa", "office": "chief", "name": "a man", "state": "PAK"}, "bajwa, chief"),
        ({"office": "chief", "name": "a man", "state": "PAK"}, "chief"),
        ({"name": "a man", "state": "PAK"}, "named 'a man'"),
        ({"state": "PAK"}, "Pakistan"),
        ({}, "unnamed"),
    ],
)
def test_a_reason_names_the_participant_by_what_tells_most(
    facts: dict[str, str], label: str
) -> None:
    trip = visit(Participant(role="visitor", **facts), Participant(role="host", state="RUS"))
    assert reasons(q.visitor(rank="General"), trip) == (f"visitor {label}: rank not stated",)


def test_reasons_name_only_the_participants_and_conditions_that_are_open() -> None:
    trip = visit(
        Participant(role="visitor", person="settled", state="IND"),
        Participant(role="visitor", person="open", state="PAK"),
        Participant(role="host", name="someone else"),
    )
    assert reasons(q.visitor(state="PAK", rank="General"), trip) == (
        "visitor open: rank not stated",
    )
    assert reasons(q.visitor(state="PAK"), trip) == ()
    two = Participant(role="visitor", person="open")
    assert reasons(q.visitor(state="PAK", sector="military"), visit(two, trip.participants[2])) == (
        "visitor open: state not stated",
        "visitor open: sector not stated",
    )


def test_a_reason_beside_an_office_of_no_name() -> None:
    adviser = Participant(role="visitor", person="p", rank="General", sector="security")
    (line,) = reasons(q.visitor(sector="military"), visit(adviser))
    assert line == "visitor General p: the rank is military, the office is security"


def test_a_reason_that_one_is_not_stated_stands_before_those_of_who_is() -> None:
    half = Meeting(
        id="m",
        title="M",
        participants=[Participant(role="party", person="p")],
        citations=[Citation(source="s")],
    )
    assert reasons(q.party(state="PAK"), half) == (
        "no party stated",
        "party p: state not stated",
    )


def test_a_reason_for_a_condition_says_when_it_holds() -> None:
    member = Membership(id="m", title="M", attested="2018", citations=[Citation(source="s")])
    assert reasons(q.date.since(2019), member) == (
        "date not stated, only that it held some day in 2018",
    )
    order = ArmsTransfer(id="a", title="A", date="2018", citations=[Citation(source="s")])
    assert reasons(q.order_date.since(2016), order) == ("order date not stated",)
    silent = Membership(id="m", title="M", citations=[Citation(source="s")])
    assert reasons(q.attested.since(2019), silent) == ("attested not stated",)
    assert reasons(q.date.since(2019), silent) == ("date not stated",)


@given(records(), predicates("visit"))
def test_a_reason_is_given_exactly_where_the_truth_is_open(
    record: Record, predicate: Predicate
) -> None:
    if record.kind == "visit":
        assert bool(reasons(predicate, record)) is evaluate(predicate, record).is_unknown


# -- every reason is one --------------------------------------------------------------------------


def answer(node: Node, truths: dict[Node, Truth]) -> Truth:
    """The answer of a question by those of its terms, spelt out once more."""
    match node:
        case And(terms):
            return all_of([answer(term, truths) for term in terms])
        case Or(terms):
            return any_of([answer(term, truths) for term in terms])
        case Not(term):
            return ~answer(term, truths)
        case _:
            return truths[node]


@given(records("visit"), predicates("visit"))
def test_the_answer_hangs_on_each_term_of_which_a_reason_is_given(
    record: Record, predicate: Predicate
) -> None:
    """There is an answer of the other open terms with which this one alone decides."""
    root = as_node(predicate)
    truths = {term: evaluate(term, record) for term in terms_of(root)}
    open_terms = [term for term, truth in truths.items() if truth.is_unknown][:8]
    lines: set[str] = set()
    for term in open_terms:
        others = [other for other in open_terms if other is not term]
        for chosen in product((Truth.TRUE, Truth.FALSE), repeat=len(others)):
            settled = truths | dict(zip(others, chosen, strict=True))
            if len({answer(root, settled | {term: t}) for t in (Truth.TRUE, Truth.FALSE)}) > 1:
                lines |= set(reasons(term, record))
                break
    assert set(reasons(predicate, record)) <= lines


STATES = ["PAK", "RUS", "IND"]
known_states = st.lists(st.sampled_from(STATES), max_size=2, unique=True)


@given(
    st.lists(known_states, min_size=1, max_size=3),
    st.sampled_from(STATES),
    st.sampled_from(["state", "other_than"]),
)
def test_whoever_is_named_in_a_reason_settles_the_question_about_him(
    hosts: list[list[str]], asked: str, condition: str
) -> None:
    """Each host has his own name: with the state of those that the reasons name it is settled."""
    parts = [Participant(role="host", state=s, name=f"host {n}") for n, s in enumerate(hosts)]
    trip = visit(*parts, Participant(role="visitor", state="PAK"))
    question = q.host(state=asked) if condition == "state" else q.host(other_than=asked)
    lines = reasons(question, trip)
    named = [part for part in parts if any(repr(part.name) in line for line in lines)]
    assert len(named) == len(lines)
    fitting = [s for s in STATES if (s == asked) is (condition == "state")]
    for part in named:  # any one of them may be who is asked for
        for state in fitting:
            if not part.states or state in part.states:
                settled = [evolve(p, state=state) if p is part else p for p in parts]
                assert evaluate(question, visit(*settled, trip.participants[-1])).is_true
    none_of_them = [
        evolve(p, state=asked if condition == "other_than" else "BRA") if p in named else p
        for p in parts
    ]
    if named:
        assert evaluate(question, visit(*none_of_them, trip.participants[-1])).is_false


def test_a_place_that_is_settled_leaves_nothing_open() -> None:
    trip = visit(places=[Place(name="Moscow"), Place(name="Delhi"), Place(state=["IND", "PAK"])])
    assert reasons(q.place("Delhi", state="IND"), trip) == (
        "the state of Delhi is not stated",
        "the name of the place in India or Pakistan is not stated",
        "the place is in India or Pakistan",
    )
    assert reasons(q.place("Kazan", state="RUS"), trip) == ()


def test_an_unknown_name_is_said_to_be_unresolved() -> None:
    trip = visit(
        Participant(role="visitor", state="PAK"), Participant(role="host", name="Ruritania")
    )
    line = "host named 'Ruritania' is not resolved to a state"
    for question in (q.host(state="FRA"), q.host(other_than="FRA"), q.host(stateless=True)):
        assert reasons(question, trip) == (line,)


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("Britannien", "visitor Wilson: state not stated, printed as 'Britannien'"),
        ("Wilson", "visitor Wilson: state not stated"),
        (None, "visitor Wilson: state not stated"),
    ],
)
def test_what_is_printed_of_a_person_without_a_state_is_told(
    printed: str | None, reason: str
) -> None:
    trip = visit(Participant(role="visitor", person="w", name=printed))
    assert reasons(q.visitor(state="DEU"), trip, {"w": Person(id="w", name="Wilson")}) == (reason,)
