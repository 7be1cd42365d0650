"""The ledger: ids of actors and records, and names that stand for none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import RecordError, StateNameError, UnknownNameError
from bilateral.model.actors import Office, OrganizationForm, Person
from bilateral.model.records import Role
from bilateral.readers import Ledger
from bilateral.states import candidates, holders

GROUP = OrganizationForm.GROUP


def test_an_organization_never_takes_the_id_of_a_state() -> None:
    for first in ("organization", "state"):
        ledger = Ledger("s", "set")
        if first == "state":
            ledger.state("Tibet", 1930, 1)
        assert ledger.organization("Tibet", GROUP) == "tibet-organization"
        assert ledger.state("Tibet", 1930, 1) == "tibet"
        kinds = {key: actor.kind for key, actor in ledger.actors.items()}
        assert kinds == {"tibet": "state", "tibet-organization": "organization"}


PEOPLE = ["Hans Muller", "Hans M\u00fcller", "HANS MULLER", "Wei", "Wei\u00df", "\u738b", "Who"]
PARTS = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["DEU", "AUT", None]))


def ids_of(named: Iterable[tuple[str, str | None]]) -> dict[tuple[str, str | None], str]:
    ledger = Ledger("s", "set")
    return {(name, state): ledger.person(name, state) for name, state in named}


@given(st.lists(PARTS, max_size=9), st.lists(PARTS, max_size=9))
def test_a_person_has_one_id_in_whatever_file_and_order(
    one: list[tuple[str, str | None]], other: list[tuple[str, str | None]]
) -> None:
    found, elsewhere = ids_of(one), ids_of(other)
    assert found == {key: ids_of([key])[key] for key in found}
    for (name, state), ident in found.items():
        for (further, where), known in elsewhere.items():
            same = (name.casefold(), state) == (further.casefold(), where)
            assert (ident == known) == same


@given(st.lists(st.tuples(st.sampled_from(["A B", "A B.", "A \u00c9"]), st.booleans()), max_size=8))
def test_a_person_is_no_organization_of_the_name(named: list[tuple[str, bool]]) -> None:
    ledger = Ledger("s", "set")
    for name, is_person in named:
        ident = ledger.person(name) if is_person else ledger.organization(name, GROUP)
        actor = ledger.actors[ident]
        assert actor.kind == ("person" if is_person else "organization")
        assert name in (actor.name, *actor.names)


def test_the_same_name_of_two_states_is_two_offices() -> None:
    ledger = Ledger("s", "set")
    one, other = (ledger.office("Army Chief", state) for state in ("PAK", "IND"))
    assert (one, other) == ("army-chief-pak", "army-chief-ind")


def test_an_office_of_two_sectors_is_two_and_one_that_names_none_is_either() -> None:
    ledger = Ledger("s", "set")
    one = ledger.office("Army Chief", "PAK")
    assert ledger.office("ARMY CHIEF", "PAK", "military") == one
    assert ledger.office("Army Chief", "PAK", "defence") == "army-chief-pak.2"
    assert ledger.office("Army Chief", "PAK") == one
    made = ledger.actors[one]
    assert isinstance(made, Office)
    assert (made.sector, made.names) == ("military", ("ARMY CHIEF",))


def test_a_number_is_added_to_ids_that_are_alike_and_remarked() -> None:
    ledger = Ledger("s", "set")
    assert [ledger.record_id("x") for _ in range(3)] == ["set:x", "set:x.2", "set:x.3"]
    assert sum(ledger.notes.values()) == 2


def test_unresolved_names_are_counted_where_they_were_first_met() -> None:
    ledger = Ledger("s", "set")
    for line in (3, 5, 9):
        part = ledger.participant(Role.HOST, "Ruritania", 2018, line)
        assert (part.state, part.name) == (None, "Ruritania")
    [name] = ledger.unresolved_names()
    assert (name.name, name.rows, name.line) == ("Ruritania", 3, 3)
    assert ledger.participant(Role.HOST, "India", 2018, 1).state == "IND"


# -- what a name may stand for -------------------------------------------------------------------


def states_of(ledger: Ledger, name: str, on: object) -> tuple[tuple[str, ...], str | None]:
    part = ledger.participant(Role.HOST, name, on, 1)
    return part.states, part.name


@given(
    st.sampled_from(
        ["Congo", "Germany", "Korea", "Russia", "Serbia", "Vietnam", "India", "Nowhere"]
    ),
    st.integers(1800, 2020),
)
def test_a_participant_has_the_candidates_that_its_name_has_on_the_day(name: str, on: int) -> None:
    ledger = Ledger("s", "set")
    found = candidates(name, on=on)
    if not found:  # those that were there and have the name at another time
        found = tuple(s for s in candidates(name) if candidates(s, on=on) == (s,))
    is_settled = len(found) == 1
    found = found or holders(name, on=on) or ()
    assert states_of(ledger, name, on) == (found, None if is_settled else name)
    assert set(ledger.actors) == set(found)
    assert [one.name for one in ledger.unresolved_names()] == ([] if is_settled else [name])
    part = ledger.participant(Role.HOST, name, on, 1)
    assert bool(part.none) is (holders(name, on=on) is not None)


@pytest.mark.parametrize(
    ("name", "on", "system", "state"),
    [
        ("165", 1851, "cow", "URY"),  # of which the list begins in 1882
        ("816", 1950, "cow", "VDR"),
        ("255", 1960, "cow", "DEU"),
    ],
)
def test_a_name_is_that_of_the_state_which_has_it_at_another_time(
    name: str, on: int, system: str | None, state: str
) -> None:
    ledger = Ledger("s", "set", system)
    assert ledger.state(name, on, 1) == state
    assert list(ledger.notes) == [f"{name!r} of a day when it was not called so: {state}"]
    assert ledger.unresolved_names() == ()


def test_a_land_that_was_no_state_acts_for_its_holder_or_for_none_and_is_listed() -> None:
    ledger = Ledger("s", "set")
    for name, on, states in (
        ("Suriname", 1967, ("NLD",)),
        ("Germany", "1945-07-20", ()),
    ):
        part = ledger.participant(Role.HOST, name, on, 1)
        assert (part.states, part.none, part.name) == (states, ("state",), name)
    # A party to a treaty may have joined as a state, later.
    part = ledger.participant(Role.PARTY, "Suriname", 1967, 1, joins=True)
    assert (part.states, part.none, part.name) == ((), (), "Suriname")
    assert [(one.name, one.reason) for one in ledger.unresolved_names()][:2] == [
        ("Suriname", "no state on 1967, but a land of Netherlands"),
        ("Germany", "no state on 1945-07-20, nor the land of one"),
    ]


def test_a_name_read_as_that_of_whom_its_bearer_carries_on_is_remarked_for_each_row() -> None:
    ledger = Ledger("s", "set")
    for _ in range(3):
        assert ledger.state("Russia", 1986, 1) == "SUN"
    assert ledger.state("Russia", 1995, 1) == "RUS"
    assert list(ledger.notes.values()) == [3]
    assert "'Russia'" in next(iter(ledger.notes))


def test_the_users_own_names_go_before_all_else() -> None:
    ledger = Ledger("s", "set", names={"Ruritania": "Pakistan", "india": ["DEU", "France"]})
    assert states_of(ledger, "RURITANIA", 1874) == (("PAK",), None)
    assert states_of(ledger, "India", 2000) == (("DEU", "FRA"), "India")
    assert ledger.unresolved_names() == ()
    assert ledger.unused_names() == ()
    assert set(ledger.actors) == {"PAK", "DEU", "FRA"}


def test_the_date_of_the_row_tells_what_an_own_name_means() -> None:
    ledger = Ledger("s", "set", names={"BRD": "DEU", "D": "Germany", "Jugo": "Yugoslavia"})
    assert [ledger.state("D", on, 1) for on in (1930, 2000)] == ["german-reich", "DEU"]
    assert [ledger.state("Jugo", on, 2) for on in (1970, 1995)] == ["YUG", "SCG"]
    assert ledger.state("BRD", 1930, 3) == "DEU"
    assert ledger.unresolved_names() == ()
    assert set(ledger.state("D", 1970, 4) or ()) == {"DEU", "DDR"}
    [open_] = ledger.unresolved_names()
    assert (open_.name, open_.line) == ("D", 4)
    assert "DDR" in open_.reason


def test_an_own_name_that_no_row_has_is_told() -> None:
    ledger = Ledger("s", "set", names={"Ruritania": "PAK", "Zenda": "IND"})
    ledger.participant(Role.HOST, "zenda", 2018, 1)
    assert ledger.unused_names() == ("Ruritania",)


@pytest.mark.parametrize(
    ("names", "error"),
    [
        ({"X": "Ruritania"}, UnknownNameError),
        ({"X": "Congo"}, StateNameError),
        ({"X": []}, RecordError),
        ({"": "PAK"}, RecordError),
        ({"X": "PAK", "x": "IND"}, RecordError),
    ],
)
def test_own_names_are_checked(names: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        Ledger("s", "set", names=names)


NAMES = st.lists(st.sampled_from(["A. Ex", "Ann Ex", "Ex, Ann"]), min_size=1, max_size=5)


@given(NAMES, st.sampled_from(["7", "IND", "Q 1"]))
def test_a_person_with_a_key_is_one_by_any_name(names: list[str], given_key: str) -> None:
    ledger = Ledger("s", "set")
    ledger.state("India", 2000, 1)
    idents = {ledger.person(name, "IND", ident=given_key) for name in names}
    [ident] = idents
    person = ledger.actors[ident]
    assert isinstance(person, Person)
    assert (person.name, set(person.names)) == (names[0], set(names) - {names[0]})
    assert person.state == "IND"
    ledger.person(names[0], "TCD", ident=given_key)
    assert getattr(ledger.actors[ident], "state", "") is None  # nationality is not settled
