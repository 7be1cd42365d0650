"""From a name or code and a date to the state, and back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from bilateral import Period
from bilateral.dates.relations import Span
from bilateral.dates.when import as_span
from bilateral.errors import RecordError, StateNameError, UnknownNameError
from bilateral.states import SYSTEMS, candidates, code_of, resolve, state_named, succession
from bilateral.states.tables import folded, names, registry, spells, state_codes

NUMBERS = sorted((of, label) for of, label in spells() if of in ("cow", "gw") and label.isdigit())
ALPHA = sorted(label for of, label in spells() if of == "iso" and label.isalpha())
DAYS = st.dates(date(1800, 1, 1), date(2024, 12, 31))


def alive(system: str, label: str, day: date) -> set[str]:
    """The states that a code stands for on a day, by a plain look at its spells."""
    found = set()
    for spell in spells()[system, label]:
        life = registry()[spell.state].life
        spans = [span for span in (spell.period, life) if span is not None]
        if all(span.start_min <= day.toordinal() <= span.end_max for span in spans):
            found.add(spell.state)
    return found


def found(name: str | int, **facts: object) -> set[str]:
    """The state that a name leads to, or the candidates of the error."""
    try:
        return {resolve(name, **facts).id}  # type: ignore[call-overload]
    except StateNameError as error:
        return set(error.candidates)


# -- codes -------------------------------------------------------------------------------------


@given(st.sampled_from(NUMBERS), DAYS)
def test_a_number_stands_for_the_state_of_the_spell_of_that_day(
    code: tuple[str, str], day: date
) -> None:
    system, label = code
    expected = alive(system, label, day)
    if len(expected) == 1:
        assert resolve(label, system=system, on=day).id in expected
        assert resolve(int(label), system=system, on=day.isoformat()).id in expected
    else:
        with pytest.raises(StateNameError):
            resolve(label, system=system, on=day)


@given(st.sampled_from(NUMBERS), DAYS, st.integers(1, 3))
def test_zeros_before_a_number_do_not_matter(code: tuple[str, str], day: date, zeros: int) -> None:
    system, label = code
    assert found("0" * zeros + label, system=system, on=day) == found(label, system=system, on=day)
    if alive(system, label, day):
        assert found("0" * zeros + label, system=system, on=day) == alive(system, label, day)


def test_zeros_alone_are_no_number() -> None:
    for system in ("cow", "gw"):
        with pytest.raises(StateNameError) as caught:
            resolve("000", system=system)
        assert caught.value.found == "000"
        with pytest.raises(StateNameError):
            resolve(0, system=system)


def test_a_number_of_iso_has_three_digits() -> None:
    assert resolve(8, system="iso").id == "ALB"
    assert resolve("008", system="iso").id == "ALB"
    assert resolve(586, system="iso").id == "PAK"
    for wrong in ("8", "08", "0008"):
        with pytest.raises(StateNameError):
            resolve(wrong, system="iso")


@pytest.mark.parametrize("label", ALPHA)
def test_a_code_of_letters_is_one_only_in_capitals(label: str) -> None:
    held = {spell.state for spell in spells()["iso", label]}
    assert held & found(label)
    for other in (label.lower(), label.title()):
        with pytest.raises(StateNameError):
            resolve(other, system="iso")
        words = names().get(("", other.casefold()), ())
        if not words and other not in registry():
            with pytest.raises(StateNameError, match="no state of that name"):
                resolve(other)


def test_digits_are_no_name() -> None:
    for label in ("586", "365", "008"):
        with pytest.raises(StateNameError, match="no state of that name"):
            resolve(label)


def test_an_id_that_is_a_word_is_a_name() -> None:
    for key in registry():
        if key.islower():
            assert key in found(key)
            assert resolve(key, on=registry()[key].life).id == key


def test_space_around_a_name_or_code_does_not_matter() -> None:
    assert resolve(" Ceylon ").id == resolve(" LK ").id == "LKA"
    assert resolve(" 770 ", system="cow").id == "PAK"


def test_a_name_of_a_data_set_goes_before_that_of_everybody() -> None:
    own = {plain: held for (system, plain), held in names().items() if system == "sipri"}
    assert own
    for held in own.values():
        for spell in held:
            assert spell.state in found(spell.label, system="sipri")
            assert found(spell.label, system="sipri") <= {s.state for s in held}
    assert resolve("Ceylon", system="sipri").id == "LKA"
    assert resolve("PAK", system="sipri").id == "PAK"


@pytest.mark.parametrize("system", ["iso", "cow", "gw", "ucdp", "vdem", "polity", "fips", "cameo"])
def test_names_are_read_where_a_system_is_given(system: str) -> None:
    assert resolve("Pakistan", system=system, on=1980).id == "PAK"
    with pytest.raises(StateNameError, match="no state of that name"):
        resolve("Ruritania", system=system)
    with pytest.raises(StateNameError, match=f"no such code of {system.upper()}"):
        resolve("XXX", system=system)
    with pytest.raises(StateNameError, match=f"no such code of {system.upper()}"):
        resolve("usa", system=system)


# -- dates -------------------------------------------------------------------------------------


def test_a_date_may_be_anything_that_stands_for_one() -> None:
    ways = (1985, "1985", date(1985, 6, 1), Period("1985"), as_span(1985), "1985~")
    for day in ways:
        assert resolve(365, system="cow", on=day).id == "SUN"
        assert code_of("DEU", system="cow", on=day) == "260"


def test_a_date_that_touches_two_states_leaves_both() -> None:
    for on in ("1991", as_span(1991), Period("1990/1992")):
        assert found(365, system="cow", on=on) == {"SUN", "RUS"}
    assert found(365, system="cow", on="1991-12-25") == {"SUN"}
    assert found(365, system="cow", on="1991-12-26") == {"RUS"}


def test_what_is_said_of_a_name_that_is_not_settled() -> None:
    with pytest.raises(StateNameError, match="a name of several states: found") as caught:
        resolve("Vietnam")
    assert caught.value.found == "Vietnam"
    with pytest.raises(StateNameError, match="a name of several states on 1970: ") as caught:
        resolve("Vietnam", on=1970)
    assert caught.value.candidates == ("VDR", "south-vietnam")
    assert caught.value.expected == (
        "one of VDR North Vietnam (1945-09-02/1976-07-01), "
        "south-vietnam South Vietnam (1949/1976-07-01)"
    )
    with pytest.raises(StateNameError, match="no state of that name on 1700: "):
        resolve("Soviet Union", on="1700")


def test_what_is_missed_lists_what_there_was_of_its_line() -> None:
    with pytest.raises(StateNameError) as caught:
        resolve("Czechoslovakia", on="2000")
    assert set(caught.value.candidates) == {"CSK", "CZE", "SVK"}
    with pytest.raises(StateNameError) as caught:
        resolve("Czechoslovakia", on="1900")
    assert not {"CZE", "SVK"} & set(caught.value.candidates)
    with pytest.raises(StateNameError, match="260: DEU") as caught:
        code_of("DEU", system="cow")
    assert caught.value.candidates == ("DEU",)
    assert caught.value.problem == "a state of several COW codes"
    assert "255: DEU" in str(caught.value)


@given(st.sampled_from(sorted({s.label for held in names().values() for s in held})), DAYS)
def test_a_name_leads_only_to_a_state_that_may_be_there(name: str, day: date) -> None:
    try:
        state = resolve(name, on=day)
    except StateNameError:
        return
    assert state.life is None or not Span.during(state.life, as_span(day)).is_false
    assert registry()[state.id] is state


# -- wrong arguments ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", [True, False, None, 3.5, b"PAK"])
def test_a_name_is_a_text_or_a_number(name: object) -> None:
    with pytest.raises(RecordError, match="wrong value") as caught:
        resolve(name, system="cow")  # type: ignore[call-overload]
    assert caught.value.field == "state"


def test_a_number_needs_its_system() -> None:
    with pytest.raises(RecordError, match="without its system"):
        resolve(365)


def test_systems() -> None:
    coded = [system for system in SYSTEMS if system not in ("sipri", "icews")]
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: resolve("PAK", system="cows"), f"one of {', '.join(SYSTEMS)}"),
        (lambda: code_of("PAK", system="cows"), f"one of {', '.join(coded)}"),
        (lambda: code_of("PAK", system="sipri"), f"one of {', '.join(coded)}"),
        (lambda: succession(365, system="cows", during=Period("1985")), "one of cow, gw, ucdp"),
        (lambda: succession(365, system="iso", during=Period("1985")), "one of cow, gw, ucdp"),
    ]
    for call, listed in calls:
        with pytest.raises(UnknownNameError, match="system of states") as caught:
            call()
        assert caught.value.expected == listed
    with pytest.raises(UnknownNameError) as caught:
        code_of("PAKI", system="cow")
    assert "PAK" in caught.value.near


def test_near_names_are_of_the_system_that_was_asked() -> None:
    with pytest.raises(StateNameError) as caught:
        resolve("Pakistn")
    assert caught.value.near[0] == "Pakistan"
    with pytest.raises(StateNameError) as caught:
        resolve("PAKK", system="iso")
    assert set(caught.value.near) <= {label for of, label in spells() if of == "iso"}
    assert "PAK" in caught.value.near
    assert state_codes()["PAK"].name == "Pakistan"


@pytest.mark.parametrize("code", ["pk", "Pk", "pak", "Pak", "pAK", "ch", "can", "mar"])
def test_a_code_of_letters_is_in_capitals(code: str) -> None:
    with pytest.raises(StateNameError):
        resolve(code)
    with pytest.raises(StateNameError):
        resolve(code, system="iso")


@pytest.mark.parametrize(
    ("label", "system", "state"),
    [
        ("2", "cow", "USA"),
        ("002", "cow", "USA"),
        (2, "gw", "USA"),
        ("02", "gw", "USA"),
        ("0770", "cow", "PAK"),
        ("020", "cow", "CAN"),
        ("008", "iso", "ALB"),
        (8, "iso", "ALB"),
    ],
)
def test_zeros_before_a_number_of_a_list_say_nothing(
    label: str | int, system: str, state: str
) -> None:
    assert resolve(label, system=system, on="1990").id == state


@pytest.mark.parametrize(("label", "system"), [("8", "iso"), ("0", "cow"), ("000", "gw")])
def test_zeros_of_iso_are_digits_and_zero_is_no_state(label: str, system: str) -> None:
    with pytest.raises(StateNameError):
        resolve(label, system=system)


# -- names on days when nobody bore them ---------------------------------------------------------


def alive_by_table(day: str) -> set[str]:
    """The states that were there on a day, by a plain reading of the table of lives."""
    rows = csv.DictReader(
        files("bilateral.states").joinpath("states.csv").read_text(encoding="utf-8").splitlines()
    )
    lives = {row["id"]: (row["start"], row["end"] or "9999") for row in rows}
    return {
        state
        for state in registry()
        if lives.get(state, ("", "9999"))[0] <= day <= lives.get(state, ("", "9999"))[1] + "~"
    }


@given(st.sampled_from(sorted({s.label for held in names().values() for s in held})), DAYS)
def test_candidates_are_there_on_the_day_and_one_of_them_is_what_the_name_resolves_to(
    name: str, day: date
) -> None:
    found = candidates(name, on=day)
    assert set(found) <= alive_by_table(day.isoformat())
    bearers = set(candidates(name)) & alive_by_table(day.isoformat())
    # Whoever bears the name and is there goes before whom the bearers carry on.
    spelt = {s.state for s in names().get(("", folded(name)), ()) if s.period is None}
    assert not bearers & spelt or set(found) <= set(candidates(name))
    if len(found) == 1:
        assert resolve(name, on=day).id == found[0]
    else:
        with pytest.raises(StateNameError):
            resolve(name, on=day)


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        ("Russia", 1986, ("SUN",)),
        ("Russia", "1991-12-25", ("SUN",)),
        ("Russia", "1991-12-26", ("RUS",)),
        ("Russia", 1991, ("RUS", "SUN")),
        ("Russia", 1920, ("soviet-russia",)),
        ("RUS", 1986, ()),
        ("Serbia", 2001, ("SCG",)),
        ("Serbia", 1950, ()),
        ("Germany", 1985, ("DDR", "DEU")),
        ("Germany", 1947, ()),
        ("Congo", 2010, ("COD", "COG")),
        ("Turkey", 1900, ("ottoman-empire",)),
        ("Tanzania", 1962, ("tanganyika",)),
        ("Tanzania", "1964-02", ("tanganyika", "zanzibar")),
        ("Yugoslavia", 1910, ("kingdom-of-serbia", "kingdom-of-montenegro")),
        ("Bangladesh", 1965, ()),
        ("Pakistan", 1874, ()),
        ("Czechoslovakia", 2000, ()),
        ("Hawaii", 1874, ("hawaii",)),
        ("Texas", 1840, ("texas",)),
        ("Ruritania", 1900, ()),
    ],
)
def test_candidates_of_a_name_on_a_date(name: str, on: str | int, found: tuple[str, ...]) -> None:
    assert candidates(name, on=on) == found


def test_italy_before_it_was_one_is_each_that_became_it() -> None:
    assert candidates("Italy", on=1850)[0] == "sardinia"
    assert set(candidates("Italy", on=1850)) == {
        *("sardinia", "two-sicilies", "modena", "parma", "tuscany", "papal-states")
    }


def test_a_code_of_a_list_passes_as_the_list_says() -> None:
    assert candidates(365, system="cow", on=1991) == ("SUN", "RUS")
    assert candidates(290, system="cow", on=1942) == ()
    with pytest.raises(UnknownNameError):
        candidates("PAK", system="politics")


# -- names in questions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Germany", "DEU"),
        ("Russia", "RUS"),
        ("Serbia", "SRB"),
        ("Soviet Union", "SUN"),
        ("Prussia", "prussia"),
        ("republic of china", "TWN"),
        ("pak", "PAK"),
        ("pk", "PAK"),
        (" PAK ", "PAK"),
        ("Transvaal", "transvaal"),
    ],
)
def test_a_name_in_a_question_is_that_of_today_else_the_one_it_ever_was(
    name: str, state: str
) -> None:
    assert state_named(name) == state


@pytest.mark.parametrize(
    ("name", "listed"),
    [("Congo", {"COD", "COG"}), ("Korea", {"KOR", "PRK"}), ("Yugoslavia", {"SCG", "YUG"})],
)
def test_a_name_of_several_in_a_question_lists_them(name: str, listed: set[str]) -> None:
    with pytest.raises(StateNameError) as caught:
        state_named(name)
    assert set(caught.value.candidates) == listed


@given(st.sampled_from(sorted(registry())))
def test_every_state_is_found_by_its_id(state: str) -> None:
    assert state_named(state) == state


def test_a_number_may_be_of_numpy_and_no_code_is_endless() -> None:
    numpy = pytest.importorskip("numpy")
    found = resolve(numpy.int64(365), system="cow", on=numpy.int64(1985))
    assert found == resolve(365, system="cow", on=1985)
    for wrong in (10**5000, -(10**5000), 365.0):
        with pytest.raises(RecordError) as caught:
            resolve(wrong, system="cow")  # type: ignore[arg-type]
        assert str(caught.value)
