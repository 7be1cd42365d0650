"""Lists of states: what they hold, and what going on beyond their end does to them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bilateral.errors import UnknownNameError
from bilateral.panels.lists import LISTS, ListName, state_list

STATES = {"cow-2016": 217, "cow-2024": 217, "gw-2020": 202, "gw-2020-micro": 225}


@pytest.mark.parametrize("name", STATES)
def test_a_list_has_its_states(name: ListName) -> None:
    assert len({one.code for one in state_list(name).members}) == STATES[name]


@pytest.mark.parametrize("name", LISTS)
def test_no_code_is_of_two_states_on_one_day(name: ListName) -> None:
    members = state_list(name).members
    for one, other in pairwise(members):
        assert one.code != other.code or one.last < other.first
        assert one.first <= one.last <= state_list(name).end


def test_what_goes_on_at_the_end_is_carried_and_nothing_else() -> None:
    cow = state_list("cow-2016")
    later = date(2024, 12, 31).toordinal()
    for old, new in zip(cow.members, cow.carried(later).members, strict=True):
        assert new.last == (later if old.last == cow.end else old.last)
    assert cow.carried(later).members == state_list("cow-2024").members


def test_what_claims_to_be_a_state_and_is_part_of_another_is_in_no_list() -> None:
    states = {one.state for one in state_list("registry").members}
    assert {"PAK", "SUN", "prussia"} <= states
    assert not states & {"somaliland", "abkhazia", "biafra", "katanga", "HKG"}


def test_an_unknown_list_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="gw-2020"):
        state_list("gw-2002")  # type: ignore[arg-type]


def test_a_name_means_the_state_that_bears_it_today_as_in_every_question() -> None:
    assert state_list("cow-2016").codes_of("Russia") == [365]
    assert state_list("gw-2020").codes_of("Germany") == state_list("gw-2020").codes_of("DEU")
