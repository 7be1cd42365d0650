"""The codes of each system, against what is known of them without the tables."""

from __future__ import annotations

import pytest

from bilateral import resolve
from bilateral.states.systems import (
    NUMERIC,
    SYSTEMS,
    codes,
    every_code,
    list_of,
    listed_names,
    own_codes,
)
from bilateral.states.tables import folded, registry, state_codes, state_sources

LISTED = ("vdem", "polity", "fips", "cameo")


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_code_and_name_is_of_a_state_that_is_known(system: str) -> None:
    for held in (*every_code(system).values(), *listed_names(system).values()):
        assert held
        for spell in held:
            assert spell.state in registry()
            assert list_of(spell.system) in (list_of(system), "iso")
            assert spell.source in state_sources()


@pytest.mark.parametrize(("system", "many"), [("vdem", 172), ("polity", 194), ("fips", 250)])
def test_lists_are_whole(system: str, many: int) -> None:
    assert len(own_codes(system)) == many


def test_numbers_are_those_of_systems_that_have_them() -> None:
    for system in SYSTEMS:
        labels = own_codes(system)
        assert all(label.isdigit() for label in labels) == (system in NUMERIC or not labels)


def test_m49_is_the_number_of_iso() -> None:
    for code in state_codes().values():
        if code.numeric and not code.withdrawn:
            assert code.state in {spell.state for spell in codes("m49", code.numeric)}
            assert resolve(int(code.numeric), system="m49", on=2015).id == code.state
    assert codes("m49", "PAK") == ()


@pytest.mark.parametrize(
    ("system", "code", "on", "state"),
    [
        ("vdem", 11, 1985, "SUN"),
        ("vdem", 198, 1985, "YUG"),
        ("vdem", 157, 1985, "CSK"),
        ("vdem", 35, 1970, "south-vietnam"),
        ("polity", 255, 1850, "prussia"),
        ("polity", "GMY", 1995, "DEU"),
        ("polity", "SDN", 2015, "SDN"),
        ("polity", 769, 1960, "PAK"),
        ("fips", "GM", 2000, "DEU"),
        ("fips", "GZ", 2000, "PSE"),
        ("fips", "CH", 2000, "CHN"),
        ("cameo", "ROM", 2000, "ROU"),
        ("cameo", "ROU", 2000, "ROU"),
        ("cameo", "COL", 2000, "COL"),
        ("ucdp", 345, 1995, "SCG"),
        ("gw", 971, 2000, "NRU"),
    ],
)
def test_codes(system: str, code: str | int, on: int, state: str) -> None:
    assert resolve(code, system=system, on=on).id == state


@pytest.mark.parametrize("system", LISTED)
def test_a_name_of_a_list_is_read_where_the_system_is_given(system: str) -> None:
    for plain, held in listed_names(system).items():
        assert plain == folded(plain)
        for spell in held:
            life = registry()[spell.state].life
            on = None if life is None else life
            if len(held) == 1:
                assert resolve(plain, system=system, on=on).id == spell.state
