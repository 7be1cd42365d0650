"""Who takes part and where it was, against every world that is enumerated."""

from __future__ import annotations

from random import Random

import pytest

from bilateral.logic import Truth
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
    print(f"{kind}: {promised} promised; beyond, {incomplete} of {beyond} incomplete")
