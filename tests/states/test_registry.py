"""States over time: what the codebooks say, and what the laws of a registry are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.when import Period
from bilateral.errors import RecordError, StateNameError, UnknownNameError
from bilateral.states import (
    LineageType,
    code_of,
    lineage,
    registry,
    resolve,
    state_codes,
    state_ids,
    state_sources,
)
from bilateral.states.tables import Spell, names, spells

# What the membership lists and their codebooks say of single years, and what other packages are
# known to have wrong (816 and 817 changed over; 260 carried on after 1990).
CODES = [
    ("cow", 365, "1985", "SUN"),
    ("cow", 365, "1995", "RUS"),
    ("cow", 365, "1900", "russian-empire"),
    ("cow", 300, "1815-06-12", "austria-hungary"),
    ("cow", 365, "1920", "soviet-russia"),
    ("gw", 365, "1991-12-25", "SUN"),
    ("gw", 365, "1991-12-26", "RUS"),
    ("gw", 816, "1960", "VDR"),
    ("gw", 816, "1980", "VNM"),
    ("gw", 817, "1960", "south-vietnam"),
    ("cow", 816, "1970", "VDR"),
    ("cow", 817, "1970", "south-vietnam"),
    ("gw", 815, "1850", "nguyen-vietnam"),
    ("cow", 255, "1850", "prussia"),
    ("cow", 255, "1938", "german-reich"),
    ("cow", 255, "1995", "DEU"),
    ("cow", 260, "1955-05-05", "DEU"),
    ("cow", 260, "1990-10-02", "DEU"),
    ("cow", 265, "1975", "DDR"),
    ("gw", 260, "1995", "DEU"),
    ("cow", 678, "1970", "north-yemen"),
    ("cow", 679, "1995", "YEM"),
    ("gw", 678, "1970", "north-yemen"),
    ("gw", 678, "1995", "YEM"),
    ("cow", 680, "1970", "YMD"),
    ("cow", 770, "1960", "PAK"),
    ("cow", 770, "1980", "PAK"),
    ("cow", 771, "1980", "BGD"),
    ("cow", 345, "1900", "kingdom-of-serbia"),
    ("cow", 345, "1930", "YUG"),
    ("cow", 345, "1995", "SCG"),
    ("cow", 345, "2010", "SRB"),
    ("gw", 340, "1900", "kingdom-of-serbia"),
    ("gw", 340, "2010", "SRB"),
    ("gw", 345, "1995", "SCG"),
    ("cow", 315, "1960", "CSK"),
    ("cow", 316, "1995", "CZE"),
    ("cow", 317, "1995", "SVK"),
    ("cow", 730, "1900", "korea"),
    ("cow", 731, "1960", "PRK"),
    ("cow", 732, "1960", "KOR"),
    ("cow", 625, "2000", "SDN"),
    ("cow", 625, "2015", "SDN"),
    ("cow", 626, "2015", "SSD"),
    ("cow", 510, "1962", "tanganyika"),
    ("cow", 510, "1970", "TZA"),
    ("cow", 640, "1900", "ottoman-empire"),
    ("cow", 640, "1950", "TUR"),
    ("cow", 325, "1850", "sardinia"),
    # Abbreviations that are ISO codes of other states.
    ("cow", "AUS", "1980", "AUT"),
    ("cow", "AUL", "1980", "AUS"),
    ("cow", "SWZ", "1980", "CHE"),
    ("cow", "SWA", "1980", "SWZ"),
    ("cow", "SLV", "2000", "SVN"),
    ("cow", "MNG", "2010", "MNE"),
    ("cow", "MAC", "2000", "MKD"),
    ("cow", "CZE", "1970", "CSK"),
    ("iso", 810, "1980", "SUN"),
    ("iso", "008", "1980", "ALB"),
    # Numbers that were replaced when a state changed, while its letters stayed.
    ("iso", 280, "1980", "DEU"),
    ("iso", 276, "1995", "DEU"),
    ("iso", 230, "1980", "ETH"),
    ("iso", 231, "2000", "ETH"),
    ("iso", 736, "2000", "SDN"),
    ("iso", 729, "2015", "SDN"),
    ("iso", 886, "1980", "north-yemen"),
    ("iso", 887, "1995", "YEM"),
    ("iso", 890, "1980", "YUG"),
    ("iso", 891, "2000", "SCG"),
    ("iso", 590, "1980", "PAN"),
    ("iso", 714, "1970", "south-vietnam"),
    ("iso", "CS", "1990", "CSK"),
    ("iso", "CS", "2004", "SCG"),
    ("iso", "YU", "1980", "YUG"),
    ("iso", "YUG", "1995", "SCG"),
    ("iso", "YE", "1980", "north-yemen"),
    ("iso", "ZAR", "1980", "COD"),
    ("sipri", "Serbia", "1995", "SCG"),
    ("sipri", "Viet Nam", "1965", "VDR"),
]
NAMES = [
    ("West Germany", "1975", "DEU"),
    ("Germany", "1930", "german-reich"),
    ("Germany", "2000", "DEU"),
    ("East Germany", None, "DDR"),
    ("Soviet Union", None, "SUN"),
    ("Russia", "1995", "RUS"),
    ("Russia", "1850", "russian-empire"),
    ("North Vietnam", "1970", "VDR"),
    ("Viet Nam", "1990", "VNM"),
    ("Yemen", "1960", "north-yemen"),
    ("Yemen", "2000", "YEM"),
    ("Pakistan", "1965", "PAK"),
    ("Pakistan", "1975", "PAK"),
    ("Yugoslavia", "1960", "YUG"),
    ("Yugoslavia", "1995", "SCG"),
    ("Serbia", "2010", "SRB"),
    ("Czechoslovakia", None, "CSK"),
    ("Korea", "1900", "korea"),
    ("Sudan", "2015", "SDN"),
    ("Republic of China", "1930", "CHN"),
    ("Republic of China", "1960", "TWN"),
    ("Republic of the Congo", "1970", "COG"),
    ("Burma", "1960", "MMR"),
    ("Ceylon", None, "LKA"),
    ("CÔTE D\u2019IVOIRE", None, "CIV"),
    ("cote d'ivoire", None, "CIV"),
    ("St. Lucia", None, "LCA"),
    ("The Gambia", None, "GMB"),
    ("PAK", None, "PAK"),
    ("PK", None, "PAK"),
    ("Kosovo", "2010", "XKX"),
    ("XKX", "2010", "XKX"),
    ("prussia", "1850", "prussia"),
]


@pytest.mark.parametrize(("system", "code", "year", "state"), CODES)
def test_codes_by_year(system: str, code: int | str, year: str, state: str) -> None:
    assert resolve(code, on=year, system=system).id == state


@pytest.mark.parametrize(("name", "year", "state"), NAMES)
def test_names_by_year(name: str, year: str | None, state: str) -> None:
    assert resolve(name, on=year).id == state


@pytest.mark.parametrize(
    ("name", "on", "system", "candidates"),
    [
        ("Germany", None, None, {"DEU", "DDR", "german-reich"}),
        ("Germany", "1975", None, {"DEU", "DDR"}),
        ("Vietnam", "1970", None, {"VDR", "south-vietnam"}),
        ("Korea", "1960", None, {"KOR", "PRK"}),
        ("Congo", "1970", None, {"COG", "COD"}),
        ("Yugoslavia", "1992", None, {"YUG", "SCG"}),
        ("Bangladesh", "1965", None, {"BGD", "PAK"}),
        ("South Sudan", "2005", None, {"SSD", "SDN"}),
        ("Czechoslovakia", "2000", None, {"CSK", "CZE", "SVK"}),
        (365, None, "cow", {"RUS", "SUN", "soviet-russia", "russian-empire"}),
        (365, "1991", "cow", {"RUS", "SUN"}),
        (678, "1995", "cow", {"north-yemen", "YEM"}),
        (260, "1995", "cow", {"DEU"}),
        (280, "1995", "iso", {"DEU"}),
        (290, "1942", "cow", {"POL"}),
    ],
)
def test_ambiguous_and_impossible_names_raise(
    name: str | int, on: str | None, system: str | None, candidates: set[str]
) -> None:
    with pytest.raises(StateNameError) as caught:
        resolve(name, on=on, system=system)
    assert set(caught.value.candidates) == candidates
    for state in candidates:
        assert state in str(caught.value)


def test_an_unknown_name_has_near_names_and_is_never_matched_to_them() -> None:
    with pytest.raises(StateNameError) as caught:
        resolve("Pakistn")
    assert caught.value.near[0] == "Pakistan"
    with pytest.raises(StateNameError):
        resolve("999", system="cow")
    with pytest.raises(StateNameError):
        resolve("")


def test_arguments_of_the_wrong_sort() -> None:
    with pytest.raises(RecordError, match="system='cow'"):
        resolve(365)
    with pytest.raises(RecordError):
        resolve(True)
    with pytest.raises(UnknownNameError, match="one of iso, m49, cow, gw"):
        resolve("PAK", system="politics")
    with pytest.raises(UnknownNameError):
        code_of("PAK", system="sipri")
    with pytest.raises(UnknownNameError, match="PAK"):
        code_of("PAKI", system="cow")
    with pytest.raises(StateNameError, match="260"):
        code_of("DEU", system="cow")


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_a_code_stands_for_one_state_a_day(system: str) -> None:
    for (of, _), held in spells().items():
        if of == system:
            ordered = sorted(held, key=lambda spell: spell.period.start_min if spell.period else 0)
            for one, next_ in pairwise(ordered):
                assert one.period is not None
                assert next_.period is not None
                assert one.period.end_max < next_.period.start_min


def first_day(spell: Spell) -> str:
    """The first day of a spell, or the first of the lists where they do not say it."""
    return (spell.period.edtf.parts[0].text if spell.period else "") or "1816-01-01"


def test_codes_and_states_lead_back_to_each_other() -> None:
    for (system, label), held in spells().items():
        if system in ("cow", "gw") and label.isdigit():
            for spell in held:
                day = first_day(spell)
                assert code_of(spell.state, system=system, on=day) == label
                assert resolve(label, on=day, system=system).id == spell.state


def test_every_spell_lies_in_the_life_of_its_state() -> None:
    for (system, label), held in spells().items():
        for spell in held:
            life = registry()[spell.state].life
            if system == "gw" and life is not None and spell.period is not None:
                first = Period(first_day(spell))
                assert not life.during(first).is_false, label


def test_tables_name_what_they_use() -> None:
    for step in lineage():
        assert {step.state, step.other} <= set(registry())
        assert step.source in state_sources()
        assert step.relation in LineageType
    for held in names().values():
        for spell in held:
            assert spell.source in state_sources()
            assert spell.state in registry()
    for spells_ in spells().values():
        for spell in spells_:
            assert spell.source in state_sources()
            assert spell.state in registry()
    for code in state_codes().values():
        assert code.state in registry()
        assert code.id in state_ids()


def test_what_has_ended_became_something() -> None:
    alive = {
        key for key, state in registry().items() if not state.life or state.life.latest is None
    }
    ended = set(registry()) - alive
    left = {step.state for step in lineage()} | {step.other for step in lineage()}
    # Claimed to be states, and were taken back; what they were part of is in another table.
    assert ended - left > {"biafra", "katanga", "nagorno-karabakh"}
    # Annexed or colonised: the lists end them without a successor.
    assert ended - left - {"biafra", "katanga", "nagorno-karabakh"} == {
        "kingdom-of-madagascar",
        "konbaung-burma",
        "nguyen-vietnam",
        "regency-of-algiers",
        "regency-of-tripoli",
        "tibet",
    }


@given(st.sampled_from(sorted(registry())))
def test_every_name_of_a_state_may_mean_it(state: str) -> None:
    for name in (registry()[state].name, *registry()[state].names):
        try:
            assert resolve(name).id == state
        except StateNameError as error:
            assert state in error.candidates


@given(st.text(max_size=30), st.none() | st.integers(1800, 2020))
def test_no_name_crashes(name: str, year: int | None) -> None:
    try:
        assert resolve(name, on=year).id in registry()
    except StateNameError as error:
        assert str(error)
