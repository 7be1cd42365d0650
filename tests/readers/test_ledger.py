"""The ledger: ids of actors and records, and names that stand for none."""

from __future__ import annotations

from hypothesis import given, strategies as st

from bilateral.model.actors import OrganizationForm
from bilateral.model.records import Role
from bilateral.readers import Ledger
from bilateral.readers.ids import slug

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


@given(st.lists(st.tuples(st.sampled_from(["A B", "a-b", "A.B"]), st.booleans()), max_size=8))
def test_actors_of_one_slug_are_told_apart(named: list[tuple[str, bool]]) -> None:
    ledger = Ledger("s", "set")
    made = {
        (name, is_person): ledger.person(name) if is_person else ledger.organization(name, GROUP)
        for name, is_person in named
    }
    assert len(set(made.values())) == len(made)
    for (name, is_person), ident in made.items():
        actor = ledger.actors[ident]
        assert (actor.id, actor.name) == (ident, name)
        assert actor.kind == ("person" if is_person else "organization")


def test_the_same_name_of_two_states_is_two_offices() -> None:
    ledger = Ledger("s", "set")
    one, other = (ledger.office("Army Chief", state) for state in ("PAK", "IND"))
    assert (one, other) == ("army-chief-pak", "army-chief-ind")
    assert ledger.office("Army Chief", "PAK", "military") == "army-chief-pak.2"
    assert ledger.office("Army Chief", "PAK") == one


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


@given(st.text(max_size=20))
def test_every_text_has_a_slug(text: str) -> None:
    assert slug(text)
    assert slug(slug(text)) == slug(text)
