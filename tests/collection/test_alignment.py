"""Who is the same in two accounts of one record."""

from __future__ import annotations

from typing import Any

import pytest

from bilateral import Citation, Claim, Participant, Visit
from bilateral.collection.alignment import aligned, paths_of
from bilateral.errors import RecordError
from bilateral.model.records import Meeting


def visit(*participants: Participant, claims: tuple[Claim, ...] = ()) -> Visit:
    citation = Citation(source="s", claims=claims)
    return Visit(id="a", title="A", participants=participants, citations=[citation])


def meeting(*participants: Participant, claims: tuple[Claim, ...] = ()) -> Meeting:
    citation = Citation(source="s", claims=claims)
    return Meeting(id="a", title="A", participants=participants, citations=[citation])


def who(role: str = "visitor", **facts: Any) -> Participant:
    return Participant(role=role, **facts)


def test_who_is_alone_in_a_role_is_the_same() -> None:
    one, other = aligned(visit(who(state="PAK")), visit(who(state="IND", person="p")))
    assert [p.state for p in one.participants + other.participants] == ["PAK", "IND"]
    assert "visitor.person" in set(paths_of(one, other))


def test_whom_one_account_lacks_stands_there_without_words() -> None:
    one, other = aligned(visit(who()), visit(who("host", state="RUS")))
    assert [(p.role.value, p.state) for p in one.participants] == [
        ("visitor", None),
        ("host", None),
    ]
    assert [p.state for p in other.participants] == [None, "RUS"]


def test_of_several_the_state_or_the_key_tells_and_paths_follow() -> None:
    short = meeting(who("party", state="PAK"), claims=(Claim("party.person", "p"),))
    long = meeting(who("party", state="RUS"), who("party", state="PAK", key="k"))
    one, other = aligned(short, long)
    assert one.claimed == {"party[k].person"}
    assert [(p.state, p.key) for p in one.participants] == [("PAK", "k"), ("RUS", None)]
    assert [(p.state, p.key) for p in other.participants] == [("PAK", "k"), ("RUS", None)]


def test_of_others_one_says_no_less() -> None:
    vague, exact = [who(rank="A"), who(rank="B")], [who(rank="A"), who(rank="B", name="N")]
    one, other = aligned(visit(*vague), visit(*exact))
    assert one.participants == other.participants == tuple(exact)
    with pytest.raises(RecordError, match="not the same") as caught:
        aligned(visit(*vague), visit(who(rank="A"), who(rank="C")))
    assert caught.value.field == "participants"


def test_a_claim_that_could_be_about_several_is_refused() -> None:
    claimed = visit(who(state="PAK", rank="A"), claims=(Claim("visitor.person", "p"),))
    with pytest.raises(RecordError, match="several participants"):
        aligned(claimed, visit(who(state="PAK", rank="A"), who(state="PAK")))


def test_who_acts_for_no_state_is_not_of_one() -> None:
    with pytest.raises(RecordError):
        aligned(visit(who(none=["state"])), visit(who(state="PAK")))
