"""Actors, pairs of states, and the sector that a rank speaks for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, permutations
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Organization, Period, Person, State
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.model.actors import (
    ACTOR_KINDS,
    Actor,
    AnyActor,
    DirectedDyad,
    Dyad,
    Office,
    OrganizationForm,
    Sector,
    sector_of_rank,
)
from bilateral.testing import actors

STATES = ["PAK", "RUS", "SUN", "IND", "prussia"]
BARE: dict[str, dict[str, Any]] = {
    "state": {},
    "organization": {"form": "alliance"},
    "office": {},
    "person": {},
}


def made(kind: str, **facts: Any) -> AnyActor:
    return ACTOR_KINDS[kind](**{"id": "x", "name": "X", **BARE[kind], **facts})


# -- each kind -------------------------------------------------------------------------------


def test_kinds_go_by_their_names() -> None:
    assert list(ACTOR_KINDS) == ["state", "organization", "office", "person"]
    assert {kind.kind: kind for kind in (State, Organization, Office, Person)} == ACTOR_KINDS


@pytest.mark.parametrize("kind", ACTOR_KINDS)
def test_what_is_not_given_is_nothing(kind: str) -> None:
    actor = made(kind)
    assert (actor.id, actor.name, actor.names, actor.note) == ("x", "X", (), None)
    own = set(attrs.asdict(actor)) - {"id", "name", "names", "note", "form", "continues"}
    assert all(getattr(actor, name) is None for name in own)
    assert (
        own
        == {
            "state": {"life"},
            "organization": {"state", "sector", "life"},
            "office": {"sector", "state", "organization"},
            "person": {"state"},
        }[kind]
    )
    assert getattr(actor, "continues", ()) == ()


@pytest.mark.parametrize("kind", ACTOR_KINDS)
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"id": "a b"}, "id"),
        ({"id": ""}, "id"),
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": 5}, "name"),
        ({"names": "Pakistan"}, "names"),
        ({"names": ["a", 5]}, "names[1]"),
        ({"note": 5}, "note"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(
    kind: str, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(RecordError) as caught:
        made(kind, **facts)
    assert caught.value.field == field


def test_an_error_says_whose_it_is() -> None:
    with pytest.raises(RecordError) as caught:
        made("state", id="PAK", name="")
    assert caught.value.record == "PAK"
    with pytest.raises(RecordError) as caught:
        made("state", id="PAK", note=5)
    assert caught.value.record == "PAK"


@pytest.mark.parametrize(
    ("kind", "facts", "near"),
    [
        ("organization", {"form": "aliance"}, "alliance"),
        ("organization", {"sector": "militry"}, "military"),
        ("office", {"sector": "diplomatc"}, "diplomatic"),
    ],
)
def test_a_misspelt_word_is_refused_with_the_near_one(
    kind: str, facts: dict[str, object], near: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        made(kind, **facts)
    assert caught.value.near[0] == near


@pytest.mark.parametrize("kind", ["state", "organization"])
def test_a_life_is_a_period(kind: str) -> None:
    life = Period("1991-12-26/..")
    assert getattr(made(kind, life="1991-12-26/.."), "life", None) == life
    assert getattr(made(kind, life=life), "life", None) is life
    with pytest.raises(BilateralError) as caught:
        made(kind, life="soon")
    assert caught.value.field == "life"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("organization", "state"),
        ("office", "state"),
        ("office", "organization"),
        ("person", "state"),
    ],
)
def test_an_actor_may_belong_to_another(kind: str, field: str) -> None:
    assert getattr(made(kind, **{field: "PAK"}), field) == "PAK"
    with pytest.raises(RecordError) as caught:
        made(kind, **{field: 5})
    assert caught.value.field == field


def test_a_state_continues_others() -> None:
    assert State(id="RUS", name="Russia", continues=["SUN", "x"]).continues == ("SUN", "x")
    with pytest.raises(RecordError) as caught:
        State(id="RUS", name="Russia", continues="SUN")
    assert caught.value.field == "continues"


def test_words_are_read_as_members() -> None:
    body = Organization(id="x", name="X", form="alliance", sector="defence")
    assert body.form is OrganizationForm.ALLIANCE
    assert body.sector is Sector.DEFENCE
    assert Office(id="x", name="X", sector="police").sector is Sector.POLICE


def test_there_is_no_actor_of_no_kind() -> None:
    with pytest.raises(RecordError, match="no kind") as caught:
        Actor(id="x", name="X")
    assert "State" in str(caught.value)


@given(actors())
def test_actors_are_values(actor: AnyActor) -> None:
    again = attrs.evolve(actor)
    assert again == actor
    assert hash(again) == hash(actor)
    assert attrs.evolve(actor, id="another") != actor
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        actor.name = "another"  # type: ignore[misc]


def test_vocabularies_have_their_words() -> None:
    assert " ".join(word.value.replace(" ", "_") for word in Sector) == (
        "executive diplomatic defence military security intelligence police legislative judicial "
        "economic subnational party business religious academic media civil_society "
        "intergovernmental insurgent"
    )
    assert " ".join(word.value.replace(" ", "_") for word in OrganizationForm) == (
        "intergovernmental alliance government_body subnational company armed_group "
        "nongovernmental group"
    )


# -- pairs of states ---------------------------------------------------------------------------


def test_a_dyad_has_no_order_and_a_directed_one_has() -> None:
    for one, other in permutations(STATES, 2):
        pair, turned = Dyad(one, other), Dyad(other, one)
        assert pair == turned
        assert hash(pair) == hash(turned)
        assert [pair.first, pair.second] == sorted((one, other))
        directed = DirectedDyad(one, other)
        assert (directed.initiator, directed.target) == (one, other)
        assert directed != DirectedDyad(other, one)
        assert directed.dyad == pair
    assert len({Dyad(*pair) for pair in permutations(STATES, 2)}) == len(
        list(combinations(STATES, 2))
    )


@pytest.mark.parametrize("make", [Dyad, DirectedDyad])
def test_a_dyad_needs_two_states(make: type[Dyad | DirectedDyad]) -> None:
    with pytest.raises(RecordError, match="two states") as caught:
        make("PAK", "PAK")
    assert caught.value.found == "PAK"
    for pair, field in ((("a b", "PAK"), "initiator"), (("PAK", ""), "target")):
        with pytest.raises(RecordError) as caught:
            make(*pair)
        assert caught.value.field == field


# -- ranks -------------------------------------------------------------------------------------

RANKS = [
    *("field marshal", "marshal", "general of the army", "general", "colonel general"),
    *("lieutenant general", "lt general", "lt gen", "major general", "maj general", "maj gen"),
    *("brigadier general", "brigadier", "gen", "col gen", "colonel", "lieutenant colonel"),
    *("lt colonel", "lt col", "major", "captain", "lieutenant", "admiral of the fleet"),
    *("admiral", "vice admiral", "rear admiral", "commodore", "air chief marshal"),
    *("air marshal", "air vice marshal", "air commodore", "group captain", "wing commander"),
    *("squadron leader", "flight lieutenant"),
]
SPELLINGS: list[Callable[[str], str]] = [
    str.upper,
    str.title,
    lambda rank: rank.replace(" ", "-"),
    lambda rank: rank.replace(" ", ". ") + ".",
    lambda rank: f"  {rank}  ",
    lambda rank: f"{rank} (Retd)",
    lambda rank: f"{rank} (retired)",
    lambda rank: f"{rank}(RETD)",
]


@pytest.mark.parametrize("rank", RANKS)
def test_a_rank_of_the_forces_is_military_however_it_is_spelt(rank: str) -> None:
    assert sector_of_rank(rank) is Sector.MILITARY
    for spell in SPELLINGS:
        assert sector_of_rank(spell(rank)) is Sector.MILITARY, spell(rank)


@pytest.mark.parametrize(
    "rank",
    ["Attorney General", "Secretary-General", "Counsellor", "Consul General", "Major Minister", ""],
)
def test_a_word_within_a_title_is_no_rank(rank: str) -> None:
    assert sector_of_rank(rank) is None


@given(st.sampled_from(RANKS), st.sampled_from(["deputy", "of", "x"]))
def test_a_rank_with_another_word_is_none(rank: str, word: str) -> None:
    assert sector_of_rank(f"{word} {rank}") is None
    assert sector_of_rank(f"{rank} {word}") is None


def test_no_rank_speaks_for_nothing() -> None:
    assert sector_of_rank(None) is None
