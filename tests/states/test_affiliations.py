"""What territories, entities and groups belong to."""

from __future__ import annotations

import pytest

from bilateral import resolve
from bilateral.states import public_organizations, registry, state_sources
from bilateral.states.affiliations import BelongingType, belonging
from bilateral.states.tables import spells, table_rows

ROWS = list(table_rows("affiliations.csv"))
ENTITIES = {row["actor"] for row in ROWS if row["actor"] in registry() and row["actor"].islower()}


def test_actors_states_and_sources_are_known() -> None:
    for row in ROWS:
        known = registry() if row["relation"] == "part of" else public_organizations()
        assert row["actor"] in known
        assert row["state"] in registry()
        assert row["source"] in state_sources()
        for made in belonging(row["actor"]):
            life = registry()[made.state].life
            assert life is None or made.period is None or not made.period.during(life).is_false


def test_entities_have_a_life_and_are_in_no_list_of_states() -> None:
    assert {"somaliland", "northern-cyprus", "transnistria", "biafra", "katanga"} <= ENTITIES
    listed = {spell.state for held in spells().values() for spell in held if not spell.microstate}
    assert not ENTITIES & listed
    for actor in ENTITIES:
        assert registry()[actor].life is not None
        assert registry()[actor].note


@pytest.mark.parametrize(
    ("name", "on", "actor"),
    [
        ("Somaliland", 2015, "somaliland"),
        ("Turkish Republic of Northern Cyprus", 2015, "northern-cyprus"),
        ("S. Ossetia", 2015, "south-ossetia"),
        ("Artsakh", 2020, "nagorno-karabakh"),
        ("Republic of Biafra", 1968, "biafra"),
        ("State of Katanga", 1961, "katanga"),
        ("Hong Kong SAR, China", 2015, "HKG"),
    ],
)
def test_names_of_entities(name: str, on: int, actor: str) -> None:
    assert resolve(name, on=on).id == actor


def test_what_belongs_to_another_state_from_some_day_on() -> None:
    (before,) = belonging("HKG", on="1997-06-30")
    (after,) = belonging("HKG", on="1997-07-01")
    assert (before.state, after.state) == ("GBR", "CHN")
    assert [one.state for one in belonging("HKG", on=1997)] == ["GBR", "CHN"]
    assert [one.state for one in belonging("MAC", on=2000)] == ["CHN"]
    assert belonging("FRA") == belonging("hezbollah", on=1800)[1:] == ()
    assert belonging("hezbollah")[0].relation is BelongingType.BASED_IN
