"""What ``named`` and ``stateless`` say of everybody who may be written down."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from bilateral import Citation, Participant, Visit, q
from bilateral.logic import Truth
from bilateral.query import evaluate, split
from bilateral.query.flags import FLAGS

STATED = list(product((None, "PAK"), (None, "bajwa"), (None, "sco")))


def worlds(state: str | None, organization: str | None) -> set[bool]:
    """Whether someone acts for no state, in each world: nobody's state is open, a body's is not."""
    if state is not None:
        return {False}
    return {True} if organization is not None else {True, False}


@pytest.mark.parametrize(("state", "person", "organization"), STATED)
def test_flags_are_what_all_or_some_worlds_say(
    state: str | None, person: str | None, organization: str | None
) -> None:
    someone = Participant(role="visitor", state=state, person=person, organization=organization)
    trip = Visit(
        id="v",
        title="A visit",
        participants=[someone, Participant(role="host", state="RUS")],
        citations=[Citation(source="s")],
    )
    named = person is not None or organization is not None
    asked: dict[tuple[str, bool], set[bool]]
    asked = {("named", wanted): {named is wanted} for wanted in (True, False)}
    asked |= {
        ("stateless", wanted): {found is wanted for found in worlds(state, organization)}
        for wanted in (True, False)
    }
    assert asked.keys() == FLAGS.keys()
    for (name, wanted), answers in asked.items():
        flag: dict[str, Any] = {name: wanted}
        predicate = q.visitor(**flag)
        right = Truth.UNKNOWN if len(answers) > 1 else Truth.of(answers.pop())
        assert evaluate(predicate, trip) is right
        assert [len(side) for side in split(predicate, [trip])] == [
            right.is_true,
            right.is_unknown,
        ]
