"""Who takes part and where it was, against every world that is enumerated."""

from __future__ import annotations

import operator
from functools import reduce
from random import Random

import pytest

import bilateral
from bilateral import Citation, Dataset, Participant, Predicate, Visit, q
from bilateral.logic import Truth, all_of, any_of
from bilateral.query.compiled import split
from bilateral.query.meaning import evaluate
from bilateral.query.participation import Cast

from .worlds import ACTORS, expected, is_promised, random_question, random_visit

CAST = Cast(ACTORS)
KINDS = {
    "one role": (["visitor"], False),
    "roles that overlap": (["visitor", "participant", "host"], False),
    "a place": ([], True),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cases", [150, pytest.param(4000, marks=pytest.mark.slow)])
def test_an_answer_is_what_all_worlds_say(kind: str, cases: int) -> None:
    roles, places = KINDS[kind]
    random = Random(f"{kind} {cases}")
    promised = incomplete = beyond = 0
    for _ in range(cases):
        record = random_visit(random)
        asked = random_question(random, roles=roles, places=places, most=4)
        answer = evaluate(asked, record, CAST)
        truth, complete = expected(asked, record)
        assert answer in (truth, Truth.UNKNOWN), (asked, record, "unsound")
        if is_promised(asked, record):
            assert complete
            assert answer is truth, (asked, record, "less than was promised")
            promised += 1
        elif complete:
            beyond += 1
            incomplete += answer is not truth
        definite, possible = split(asked, [record], CAST)
        assert (bool(definite), bool(possible)) == (answer is Truth.TRUE, answer.is_unknown)
    assert promised > cases / 20
    print(f"{kind}: {promised} promised; beyond, {incomplete} of {beyond} incomplete")  # noqa: T201


@pytest.mark.parametrize("cases", [100, pytest.param(3000, marks=pytest.mark.slow)])
def test_the_terms_of_one_value_are_joined_first(cases: int) -> None:
    random = Random(cases)
    for _ in range(cases):
        record = random_visit(random)
        groups: list[list[Predicate]] = [
            [
                random_question(random, roles=roles, places=places, most=1)
                for _ in range(random.choice([1, 2]))
            ]
            for roles, places in ((["visitor"], False), (["host"], False), ([], True))
        ]
        mixed = [term for group in groups for term in group]
        random.shuffle(mixed)
        for join, joined in ((operator.and_, all_of), (operator.or_, any_of)):
            found = [expected(reduce(join, group), record)[0] for group in groups]
            if all(is_promised(reduce(join, group), record) for group in groups):
                assert evaluate(reduce(join, mixed), record, CAST) is joined(found)


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        (q.host(state="aa") & q.host(state="bb"), Truth.FALSE),
        (q.host(state="aa") | ~q.host(state="aa"), Truth.TRUE),
        (q.host(state="aa") | ~q.host(state="bb"), Truth.UNKNOWN),
        (q.host(state="aa", stateless=True), Truth.FALSE),
        (q.host(state=["aa", "bb"]), Truth.TRUE),
        (q.visitor(state="aa") & q.visitor(state="bb"), Truth.UNKNOWN),  # there may be two
        (q.place(state="aa") & q.place(state="bb"), Truth.FALSE),  # one, of which nothing is known
    ],
)
def test_a_visit_whose_only_host_is_one_of_two(question: Predicate, truth: Truth) -> None:
    host = Participant(role="host", state=["aa", "bb"])
    trip = Visit(id="v", title="V", participants=[host], citations=[Citation(source="s")])
    assert evaluate(question, trip, CAST) is truth


@pytest.mark.parametrize("of", [{"state": "NLD"}, {"other_than": "DEU"}], ids=str)
def test_nobody_acts_for_a_state_and_for_none(of: dict[str, str]) -> None:
    """Also one who may act for either, and one whom nobody states."""
    either = Participant(role="host", state="NLD", none=["state"])
    said = (Citation(source="x"),)
    trips = [
        Visit(id="a", title="A", participants=(either,), citations=said),
        Visit(id="b", title="B", citations=said),
    ]
    asked = q.host(stateless=True, **of)  # type: ignore[arg-type]
    for trip in trips:
        assert evaluate(asked, trip) is Truth.FALSE
    data = Dataset(records=trips)
    assert data.any_status().where(asked).bounds() == (0, 0)
    assert bilateral.scan(data.to("arrow")).any_status().where(asked).bounds() == (0, 0)
