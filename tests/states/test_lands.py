"""Whose the land of a state was before there was such a state, and after."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.relations import Span
from bilateral.dates.when import as_span
from bilateral.states import candidates, holders, holdings, registry, state_sources
from bilateral.states.lands import Holding

ROWS = [one for held in holdings().values() for one in held]


def test_states_holders_and_sources_are_known() -> None:
    for one in ROWS:
        assert one.source in state_sources()
        assert one.holder is None or one.holder in registry()
        assert one.period.start_min > float("-inf"), one


def is_there(one: Holding, day: Span) -> bool:
    return not Span.during(one.period, day).is_false


@pytest.mark.parametrize("state", list(holdings()))
def test_from_its_first_row_on_the_land_of_a_state_is_somebodys_until_the_state_begins(
    state: str,
) -> None:
    held = holdings()[state]
    life = registry()[state].life
    assert life is not None
    begun = min(one.period.start_max for one in held)
    assert begun < life.start_min
    edges = [one.period.end_max for one in held if one.period.end_max != float("inf")]
    for day in {begun, life.start_min - 1, *edges, *(edge + 1 for edge in edges)}:
        if day < life.start_min:
            on = as_span(date.fromordinal(int(day)).isoformat())
            assert any(is_there(one, on) for one in held), day


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        ("Suriname", "1967-04-14", ("NLD",)),
        ("Cambodia", "1953-04-17", ("FRA",)),
        ("Tanganyika", "1961-07-17", ("GBR",)),
        ("Tanzania", 1955, ("GBR",)),
        ("Zanzibar", 1990, ("TZA",)),
        ("Cameroon", 1950, ("FRA", "GBR")),
        ("Singapore", 1950, ("GBR",)),
        ("Singapore", 1964, ("MYS",)),
        ("Singapore", 1963, ("GBR", "MYS")),
        ("Timor-Leste", 1980, ("IDN",)),
        ("Timor-Leste", 2001, ()),
        ("Germany", "1945-07-20", ()),
        ("Korea", 1946, ()),
        ("Korea", 1930, ("JPN",)),
        # A part before it split off, and one that was taken up, by the lineage of states.
        ("South Sudan", 2007, ("SDN",)),
        ("Croatia", 1980, ("YUG",)),
        ("Croatia", 1900, None),  # Yugoslavia was not there either
        ("Kosovo", 2005, ("SCG",)),
        ("Serbia", 1974, ("YUG",)),
        ("Montenegro", 2005, ("SCG",)),  # and not what became of the kingdom's
        ("Montenegro", 1912, None),  # the kingdom was there
        ("Bangladesh", 1940, ("IND",)),
        ("East Germany", 2000, ("DEU",)),
        ("Prussia", 1960, ("DEU", "DDR")),
        ("Czechoslovakia", 2000, ("CZE", "SVK")),
        ("Hawaii", 1950, ("USA",)),
        # What claimed to be a state and was part of one, before and after.
        ("Biafra", 1975, ("NGA",)),
        ("Biafra", 1950, ("GBR",)),
        ("Abkhazia", 1985, ("SUN",)),
        # What is not known, and what was a state.
        ("Kenya", 1850, None),
        ("Ruritania", 1950, None),
        ("France", 1950, None),
        ("Russia", 1986, None),
        ("Texas", 1700, None),
    ],
)
def test_whose_the_land_of_a_name_was(
    name: str, on: int | str, found: tuple[str, ...] | None
) -> None:
    told = holders(name, on=on)
    assert (told if told is None else tuple(sorted(told))) == (
        found if found is None else tuple(sorted(found))
    )


@given(st.sampled_from(sorted(registry())), st.dates(date(1816, 1, 1), date(2024, 12, 31)))
def test_only_a_land_that_was_no_state_has_holders_and_they_were_there(
    state: str, day: date
) -> None:
    on = day.isoformat()
    found = holders(registry()[state].name, on=on)
    if found is None:
        return
    assert candidates(registry()[state].name, on=on) == ()
    for holder in found:
        life = registry()[holder].life
        assert life is None or not Span.during(life, as_span(on)).is_false


def test_codes_have_the_holders_of_their_states() -> None:
    assert holders(115, on=1960, system="cow") == ("NLD",)
    assert holders(115, on=1980, system="cow") is None
    assert holders(165, on=1851, system="cow") is None  # it was there, before its code
    assert holders(341, on=1912, system="cow") == ("kingdom-of-montenegro",)
