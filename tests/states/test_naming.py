"""Names of the lists of publishers, and in twelve languages: each to its state, and to no other."""

from __future__ import annotations

import csv
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.relations import Span
from bilateral.dates.when import as_span
from bilateral.errors import StateNameError
from bilateral.states import candidates, resolve
from bilateral.states.naming import LANGUAGES, english_labels, names_in, spells_named
from bilateral.states.systems import listed_names
from bilateral.states.tables import folded, names, registry, state_sources, table_rows

LISTS = Path(__file__).with_name("lists.csv")
"""Names as the United Nations, ISO 4217, the World Bank, the International Monetary Fund, ICEWS and
UCDP print them, with the state that each stands for and a day of its life."""
PUBLISHED = list(csv.DictReader(LISTS.read_text(encoding="utf-8").splitlines()))
OPEN = {"congo", "virgin islands"}
"""Names that are two states' unless the list is given."""
DAYS = st.dates(date(1800, 1, 1), date(2024, 12, 31))
EVERY = sorted({row["name"] for row in PUBLISHED} | set(english_labels()))


def lives_on(state: str, day: date) -> bool:
    life = registry()[state].life
    return life is None or not Span.during(life, as_span(day)).is_false


@pytest.mark.parametrize("of", sorted({row["list"] for row in PUBLISHED}))
def test_every_name_of_a_published_list_is_its_state(of: str) -> None:
    for row in PUBLISHED:
        if row["list"] == of:
            found = candidates(
                row["name"], on=row["day"], system="icews" if of == "icews" else None
            )
            assert row["state"] in found, row
            if folded(row["name"]) not in OPEN:
                assert found == (row["state"],), row


@pytest.mark.parametrize("system", ["iso", "cow", "gw", "vdem", "polity", "fips", "cameo", "sipri"])
def test_every_name_of_a_list_of_codes_is_its_state(system: str) -> None:
    """On every day of its spell on which the state lived, as far as it is settled."""
    if system == "sipri":
        known = {plain: held for (of, plain), held in names().items() if of == system}
    else:
        known = dict(listed_names(system))
    for held in known.values():
        for spell in held:
            life = registry()[spell.state].life
            for span in (spell.period, life):
                if span is not None and span.start_max > 0 and spell.period in (span, None):
                    on = date.fromordinal(int(span.start_max))
                    if lives_on(spell.state, on):
                        found = candidates(spell.label, on=on, system=system)
                        assert spell.state in found, spell


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_a_language_is_its_state(language: str) -> None:
    for state, name in names_in(language).items():
        life = registry()[state].life
        on = None if life is None else life
        found = candidates(name, on=on)
        assert state in found, (name, found)
        today = candidates(name, on="2020-06-01")
        if lives_on(state, date(2020, 6, 1)) and folded(name) not in OPEN:
            assert today == (state,), name


def test_no_two_states_have_one_name_in_any_language() -> None:
    held: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for state, name in names_in(language).items():
            held.setdefault(folded(name), set()).add(state)
    assert {name: states for name, states in held.items() if len(states) > 1} == {}


@given(st.sampled_from(EVERY), DAYS)
def test_no_name_is_a_state_that_does_not_live_on_the_day(name: str, day: date) -> None:
    for state in candidates(name, on=day):
        assert lives_on(state, day)


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        ("Allemagne", 1985, {"DDR", "DEU"}),
        ("Россия", 1986, {"SUN"}),
        ("Jemen", 1975, {"YMD", "north-yemen"}),
        ("越南", 1970, {"VDR", "south-vietnam"}),
        ("Yemen (North Yemen)", 1975, {"north-yemen"}),
        ("Yemen (Arab Republic of Yemen)", 2015, {"YEM"}),
        ("Vietnam (North Vietnam)", 1970, {"VDR"}),
        ("Germany (Prussia)", 1850, {"prussia"}),
        ("Germany (Prussia)", 1900, {"german-reich"}),
        ("Italy/Sardinia", 1850, {"sardinia"}),
        ("Tanzania/Tanganyika", 1962, {"tanganyika"}),
        ("Russia (Soviet Union)", 1975, {"SUN"}),
        ("Serbia (Yugoslavia)", 1995, {"SCG"}),
        ("China (Taiwan)", 2015, {"CHN", "TWN"}),
        ("Ireland (Northern)", 2015, set()),
        ("Germany (Ruritania)", 2015, set()),
        ("Republic of Vietnam", 2015, set()),
        ("Algérie (l\u2019)", 2015, {"DZA"}),
        ("Bahamas (las)", 2015, {"BHS"}),
        ("Brasil (El)", 2015, {"BRA"}),
        ("South Sudan, Sudan", 2015, set()),
        ("Yugoslavia II: Bosnia", 2015, set()),
        ("China, P.R.: Macao", 2015, {"MAC"}),
        ("Turkey (Ottoman Empire)", 2015, {"TUR"}),
        ("Turkey (Ottoman Empire)", "1900/2000", {"TUR", "ottoman-empire"}),
        ("Turkey (Ottoman Empire)", None, {"TUR", "ottoman-empire"}),
        ("Vietnam (North Vietnam)", None, {"VDR", "VNM", "nguyen-vietnam"}),
    ],
)
def test_a_name_on_a_day(name: str, on: int | str | None, found: set[str]) -> None:
    assert set(candidates(name, on=on)) == found


@pytest.mark.parametrize(
    ("name", "on", "state"),
    [
        ("Großbritannien", 1985, "GBR"),
        ("Sowjetunion", None, "SUN"),
        ("Jugoslawien", 1985, "YUG"),
        ("Jugoslawien", 1995, "SCG"),
        ("Tschechoslowakei", None, "CSK"),
        ("Bundesrepublik Deutschland", 1985, "DEU"),
        ("Deutsche Demokratische Republik", None, "DDR"),
        ("Südvietnam", None, "south-vietnam"),
        ("Osmanisches Reich", None, "ottoman-empire"),
        ("Weißrussland", None, "BLR"),
        ("Union soviétique", None, "SUN"),
        ("Alemania Oriental", None, "DDR"),
        ("Чехословакия", None, "CSK"),
        ("ФРГ", 1985, "DEU"),
    ],
)
def test_a_former_state_has_names_in_other_languages(name: str, on: int | None, state: str) -> None:
    assert resolve(name, on=on).id == state


def test_a_translation_is_of_a_name_that_is_known_and_has_a_source() -> None:
    sources = state_sources()
    rows = list(table_rows("translations.csv"))
    for row in rows:
        assert ("", folded(row["english"])) in names(), row
        assert row["source"] in sources, row
        assert row["language"] in LANGUAGES
    assert len({(row["name"], row["language"]) for row in rows}) == len(rows)


def test_the_small_table_goes_before_the_large_ones() -> None:
    assert spells_named("Congo") == (names()["", "congo"],)
    assert spells_named("Ruritania") == ()


def test_forms_are_those_that_no_rule_reaches() -> None:
    for row in (*table_rows("forms.csv"), *table_rows("unterm.csv")):
        assert ("", folded(row["name"])) not in names()
        assert row["state"] in registry()
        assert row["state"] in candidates(row["name"])


def test_the_licence_of_the_names_is_in_the_package() -> None:
    package = sys.modules["bilateral"].__file__
    assert package is not None
    notice = Path(package).with_name("LICENSE.unicode").read_text(encoding="utf-8")
    assert re.match(r"UNICODE LICENSE V3\s+COPYRIGHT AND PERMISSION NOTICE", notice)


def test_a_name_misspelt_in_another_language_has_near_ones() -> None:
    with pytest.raises(StateNameError, match="Россия"):
        resolve("Росия")
