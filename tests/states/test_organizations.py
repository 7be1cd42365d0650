"""Public organizations: one list, in which every name leads to one of them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.states import (
    organization_named,
    organization_sources,
    public_organizations,
    registry,
    state_sources,
)
from bilateral.states.tables import table_rows

ALL = tuple(public_organizations().values())


@given(st.sampled_from(ALL), st.data())
def test_each_of_its_names_leads_to_an_organization(made: object, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from((made.name, *made.names)))  # type: ignore[attr-defined]
    assert organization_named(name) is made
    if " " in name:
        assert organization_named(name.upper()) is made
        assert organization_named(f"The {name.lower()}") is made


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("INTERNATIONAL LABOUR ORGANISATION", "International Labour Organization"),
        ("International Labor Organization", "International Labour Organization"),
        ("Food and Agriculture Organization", "Food and Agriculture Organization"),
        (
            "EUROPEAN ATOMIC ENERGY COMMUNITY (EURATOM)",
            "European Atomic Energy Community",
        ),
        ("UN Development Program", "United Nations Development Programme"),
        ("Hezbollah (Lebanon)", "Hezbollah"),
    ],
)
def test_spellings(printed: str, name: str) -> None:
    found = organization_named(printed)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "other",
    ["who", "Un", "Who", "United Nations (ILO)", "European", "", "()", "Pakistan", "ADBNK"],
)
def test_what_is_no_name_of_one(other: str) -> None:
    assert organization_named(other) is None


def test_codes_of_a_data_set() -> None:
    bank = organization_named("ADBNK", system="wti")
    assert bank is not None
    assert bank.id == "asian-development-bank"
    assert organization_named("ADBNK", system="polecat") is None
    assert organization_named("United Nations", system="wti") is organization_named("UN")


def test_each_row_names_its_sources_and_takes_no_id_of_a_state() -> None:
    assert list(public_organizations()) == sorted(public_organizations())
    assert len(public_organizations()) == len(list(table_rows("organizations.csv")))
    for made in ALL:
        assert organization_sources()[made.id]
        assert set(organization_sources()[made.id]) <= set(state_sources().values())
        assert made.id not in registry()
        assert made.state is None  # nobody's alone
