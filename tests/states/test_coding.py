"""From states to their codes, and from a code to the states that it has passed to."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from bilateral import Period, resolve
from bilateral.errors import StateNameError, UnknownNameError
from bilateral.states.coding import code_of, succession
from bilateral.states.systems import NUMERIC, SYSTEMS, codes, own_codes
from bilateral.states.tables import registry, spells

NUMBERS = sorted((of, label) for of, label in spells() if of in ("cow", "gw") and label.isdigit())
DAYS = st.dates(date(1800, 1, 1), date(2024, 12, 31))
CODED = tuple(system for system in SYSTEMS if system not in ("sipri", "icews"))


def alive(system: str, label: str, day: date) -> set[str]:
    """The states that a code stands for on a day, by a plain look at its spells."""
    found = set()
    for spell in codes(system, label):
        life = registry()[spell.state].life
        spans = [span for span in (spell.period, life) if span is not None]
        if all(span.start_min <= day.toordinal() <= span.end_max for span in spans):
            found.add(spell.state)
    return found


# -- from the state to the code ----------------------------------------------------------------


@given(st.sampled_from(sorted(registry())), st.sampled_from(["cow", "gw"]), DAYS)
def test_the_code_of_a_state_is_the_number_that_stands_for_it(
    state: str, system: str, day: date
) -> None:
    expected = {label for of, label in NUMBERS if of == system and state in alive(of, label, day)}
    assert len(expected) <= 1
    assert code_of(state, system=system, on=day) == (expected.pop() if expected else None)


def test_a_state_that_had_one_code_needs_no_date() -> None:
    assert code_of("PAK", system="cow") == code_of("PAK", system="gw") == "770"
    assert code_of("ABW", system="cow") is None


# -- successions -------------------------------------------------------------------------------


@given(st.sampled_from(NUMBERS), DAYS, DAYS)
def test_a_succession_covers_the_days_of_its_time_without_gap_at_its_start_and_in_order(
    code: tuple[str, str], one: date, other: date
) -> None:
    system, label = code
    first, last = sorted((one, other))
    parts = succession(label, system=system, during=Period(f"{first}/{last}"))
    for state, part in parts:
        assert state.id in {spell.state for spell in spells()[system, label]}
        assert first.toordinal() <= part.start_min <= part.end_max <= last.toordinal()
    for (_, one_part), (_, next_part) in pairwise(parts):
        assert one_part.end_max < next_part.start_min
    if parts:
        assert parts[0][1].start_min == first.toordinal()
        assert parts[0][0].id in {
            spell.state
            for spell in spells()[system, label]
            if spell.period is None or not spell.period.during(first).is_false
        }


@pytest.mark.parametrize(
    ("code", "system", "during", "parts"),
    [
        (365, "cow", "1985/1986", [("SUN", "1985/1986")]),
        (365, "cow", "1985", [("SUN", "1985/1985")]),
        (365, "cow", "1985/..", [("SUN", "1985/1991-12-25"), ("RUS", "1991-12-26/..")]),
        ("365", "cow", "1985/", []),
        (365, "cow", "1995/", [("RUS", "1995/")]),
        (
            365,
            "cow",
            "1991-12-25/1995",
            [("SUN", "1991-12-25/1991-12-25"), ("RUS", "1991-12-26/1995")],
        ),
        (999, "cow", "1985/1986", []),
        (770, "cow", "1900/1950", []),
    ],
)
def test_successions(
    code: int | str, system: str, during: str, parts: list[tuple[str, str]]
) -> None:
    given_ = succession(code, system=system, during=Period(during))
    assert [(state.id, str(part)) for state, part in given_] == parts


# -- every system ------------------------------------------------------------------------------


@given(st.sampled_from(CODED), st.sampled_from(sorted(registry())), DAYS)
def test_a_code_of_any_system_leads_back_to_its_state(system: str, state: str, day: date) -> None:
    try:
        code = code_of(state, system=system, on=day)
    except StateNameError:
        assert sum(state in alive(system, label, day) for label in own_codes(system)) > 1
        return
    if code is not None:
        assert state in alive(system, code, day)
        if alive(system, code, day) == {state}:
            assert resolve(code, system=system, on=day).id == state


@pytest.mark.parametrize(
    ("state", "system", "on", "code"),
    [
        ("PAK", "iso", None, "PAK"),
        ("PAK", "m49", None, "586"),
        ("SUN", "polity", None, "364"),
        ("RUS", "polity", None, "365"),
        ("RUS", "vdem", None, "11"),
        ("SUN", "vdem", None, "11"),
        ("ETH", "polity", 1980, "530"),
        ("ETH", "polity", 2000, "529"),
        ("DEU", "polity", 1975, "260"),
        ("DEU", "polity", 1995, "255"),
        ("SRB", "polity", None, "342"),
        ("SRB", "vdem", None, "198"),
        ("DEU", "fips", None, "GM"),
        ("AUS", "fips", None, "AS"),
        ("SSD", "fips", None, "OD"),
        ("ROU", "cameo", None, "ROM"),
        ("TLS", "cameo", None, "TMP"),
        ("PSE", "cameo", None, "PSE"),
        ("PSE", "fips", None, None),
        ("WSM", "ucdp", None, "990"),
        ("ABW", "polity", None, None),
        ("abkhazia", "gw", 2010, "396"),
    ],
)
def test_codes_of_other_systems(state: str, system: str, on: int | None, code: str | None) -> None:
    assert code_of(state, system=system, on=on) == code


def test_integers_are_asked_for_or_a_columns() -> None:
    assert code_of("PAK", system="cow", integers=True) == 770
    assert code_of("PAK", system="fips", integers=True) == "PK"
    assert code_of(["PAK", "USA"], system="cow") == ["770", "2"]
    assert code_of(["PAK", "USA"], system="cow", integers=True) == [770, 2]
    assert {"iso", "fips", "cameo"} == set(CODED) - NUMERIC


def test_a_list_of_states_is_coded_at_once() -> None:
    states = ["DEU", None, "", "DEU", "USA"]
    assert code_of(states, system="cow", on=[1975, 1975, 1975, 1995, 1900]) == [
        "260", None, None, "255", "2"
    ]  # fmt: skip
    with pytest.raises(StateNameError, match="several COW codes"):
        code_of(["USA", "DEU"], system="cow")
    assert code_of(["USA", "DEU"], system="cow", strict=False) == ["2", None]
    with pytest.raises(UnknownNameError):
        code_of(["PAKI"], system="cow", strict=False)


@pytest.mark.needs("pandas")
def test_a_series_of_pandas_comes_back_in_integers() -> None:
    import pandas as pd

    given_ = pd.Series(["DEU", None, "USA"], index=[7, 8, 9], name="state")
    found = code_of(given_, system="gw", on=pd.Series([1975, 1975, 1900]))
    assert found.to_list()[0] == 260
    assert found.isna().to_list() == [False, True, False]
    assert (found.name, str(found.dtype), found.index.to_list()) == ("state", "Int64", [7, 8, 9])
    assert code_of(given_, system="fips").to_list()[0] == "GM"


def test_a_name_that_is_one_states_on_the_date_has_its_codes() -> None:
    assert code_of("Morocco", system="cow", on=2000) == code_of("MAR", system="cow", on=2000)
    assert code_of("Russia", system="gw", on=1986) == code_of("SUN", system="gw", on=1986)
    with pytest.raises(UnknownNameError) as caught:
        code_of("Germany", system="cow", on=1985)
    assert caught.value.near == ("DDR", "DEU")
