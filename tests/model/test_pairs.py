"""Directed pairs of the participants of a record."""

from __future__ import annotations

from hypothesis import given, strategies as st

from bilateral import Participant
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import Role

people = st.lists(
    st.builds(
        Participant, role=st.sampled_from(Role), state=st.sampled_from(["PAK", "RUS", "IND"])
    ),
    max_size=5,
)


@given(people)
def test_everyone_who_starts_or_receives_is_in_some_pair(given_: list[Participant]) -> None:
    pairs = directed_pairs(given_)
    ones = [one for one, _ in pairs if one is not None]
    others = [other for _, other in pairs if other is not None]
    assert all(one in ones for one in given_ if one.role.is_initiator)
    assert all(other in others for other in given_ if other.role.is_target)
    assert all(one.role.is_initiator for one in ones)
    assert all(other.role.is_target for other in others)


@given(people)
def test_pairs_are_all_combinations_of_two_different_ones(given_: list[Participant]) -> None:
    full = [pair for pair in directed_pairs(given_) if None not in pair]
    ones = [p.role.is_initiator for p in given_]
    others = [p.role.is_target for p in given_]
    both = sum(one and other for one, other in zip(ones, others, strict=True))
    assert len(full) == sum(ones) * sum(others) - both
    assert directed_pairs([]) == [(None, None)]
