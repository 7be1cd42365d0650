"""The tables of states as they are read: against a reading of the files by hand."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from bilateral import Period, State
from bilateral.states.tables import (
    LineageType,
    folded,
    iso_entries,
    lineage,
    names,
    registry,
    spells,
    state_codes,
    state_ids,
    state_sources,
)


def table(name: str) -> list[dict[str, str]]:
    text = files("bilateral.states").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def ends(period: Period | None) -> tuple[str, str]:
    """The two ends of a period as the tables write them: nothing where there is none."""
    if period is None:
        return "", ""
    first, last = (part.text for part in period.edtf.parts)
    return first, "" if last == ".." else last


# -- codes -------------------------------------------------------------------------------------


def test_every_entry_of_iso_is_there_as_written() -> None:
    rows = table("codes")
    assert len(iso_entries()) == len(rows) > 250
    for code, row in zip(iso_entries(), rows, strict=True):
        assert {name: getattr(code, name) for name in row} == row
    assert set(state_codes()) == {row["id"] for row in rows}
    assert state_ids() == set(registry()) | set(state_codes())


def test_a_code_of_the_lists_has_the_spells_of_its_rows() -> None:
    for system in ("cow", "gw"):
        rows = [row for row in table("spells") if row["system"] == system]
        written: dict[str, list[tuple[str, str, str, str]]] = {}
        for row in rows:
            start = "" if row["start"] == "1816-01-01" else row["start"]
            for label in filter(None, (row["code"], row["abbreviation"])):
                spell = (row["state"], start, row["end"], row["source"] or system)
                written.setdefault(label, []).append(spell)
        read = {
            label: [(s.state, *ends(s.period), s.source) for s in held]
            for (of, label), held in spells().items()
            if of == system
        }
        assert read == written
        for (of, label), held in spells().items():
            assert of == "iso" or all((s.system, s.label) == (of, label) for s in held)


def test_a_code_of_iso_stands_for_one_state_unless_its_spells_are_listed() -> None:
    rows = [row for row in table("spells") if row["system"] == "iso"]
    listed = {label for row in rows for label in (row["code"], row["abbreviation"])}
    assert listed  # codes that stayed while the state changed
    for code in iso_entries():
        period = ("..", code.withdrawn) if code.withdrawn else ("", "")
        for label in filter(None, {code.id, code.alpha_2, code.numeric}):
            held = spells().get(("iso", label), ())
            if code.id not in listed:
                assert (code.state, *period, "iso") in [
                    (s.state, *ends(s.period), s.source) for s in held
                ]
            elif label in (code.id, code.alpha_2):
                assert {s.state for s in spells()["iso", code.id]} <= {s.state for s in held}


@pytest.mark.parametrize(
    ("label", "states"),
    [
        ("PAK", {"PAK"}),
        ("PK", {"PAK"}),
        ("586", {"PAK"}),
        ("YUG", {"YUG", "SCG"}),
        ("CS", {"CSK", "SCG"}),
        ("276", {"DEU"}),
    ],
)
def test_codes_of_iso(label: str, states: set[str]) -> None:
    assert {spell.state for spell in spells()["iso", label]} == states


def test_no_number_is_empty() -> None:
    assert all(label for _, label in spells())
    assert all(name for _, name in names())


# -- names -------------------------------------------------------------------------------------


def test_every_name_is_there_as_written() -> None:
    rows = table("names")
    read = [
        (s.label, s.state, *ends(s.period), s.system, s.source)
        for held in names().values()
        for s in held
    ]
    written = []
    for row in rows:
        start = row["start"]
        written.append((row["name"], row["state"], start, row["end"], row["system"], row["source"]))
    assert Counter(read) == Counter(written)
    for (system, plain), held in names().items():
        assert all(s.system == system and folded(s.label) == plain for s in held)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The Gambia", "gambia"),
        ("Theodora", "theodora"),
        ("Gambia, The", "gambia"),
        ("Niger (the)", "niger"),
        ("हिन्दी", "हिनदी"),
        ("ガーナ", "カーナ"),
        ("CÔTE D\u2019IVOIRE", "cote divoire"),
        ("Cote d`Ivoire", "cote divoire"),
        ("Côte d\u2018Ivoire", "cote divoire"),
        ("St. Lucia", "saint lucia"),
        ("St Lucia", "saint lucia"),
        ("Stockholm", "stockholm"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("Bosnia&Herzegovina", "bosnia and herzegovina"),
        ("Guinea-Bissau", "guinea bissau"),
        ("  Korea,  North ", "korea north"),
        ("U.S.A.", "usa"),
        ("D\u0131yarbak\u0131r", "diyarbakir"),
        ("Stra\u00dfe", "strasse"),
        ("", ""),
        ("the", ""),
    ],
)
def test_names_are_folded(name: str, plain: str) -> None:
    assert folded(name) == plain


@given(st.text())
def test_folding_twice_changes_no_more_than_a_leading_article(name: str) -> None:
    plain = folded(name)
    assert plain == plain.strip()
    assert "  " not in plain
    assert folded(f"x {plain}") == f"x {plain}".strip()


@given(st.sampled_from(sorted({row["name"] for row in table("names")})))
def test_case_and_spacing_of_a_name_do_not_matter(name: str) -> None:
    for other in (name.upper(), name.lower(), name.replace(" ", "  "), f" {name} "):
        assert folded(other) == folded(name)


# -- states ------------------------------------------------------------------------------------


def test_a_state_has_the_life_name_and_note_of_its_row() -> None:
    rows = {row["id"]: row for row in table("states")}
    own = {code.id: code.name for code in iso_entries() if code.id == code.state}
    assert set(registry()) == set(rows) | set(own)
    for key, state in registry().items():
        assert isinstance(state, State)
        row = rows.get(key, {"name": own.get(key, ""), "start": "", "end": "", "note": ""})
        assert (state.id, state.name) == (key, row["name"])
        assert ends(state.life) == (row["start"], row["end"])
        assert state.note == (row["note"] or None)


def test_a_state_has_the_names_that_everybody_may_use_for_it_and_not_its_own_twice() -> None:
    for key, state in registry().items():
        written = {
            row["name"] for row in table("names") if row["state"] == key and not row["system"]
        }
        assert set(state.names) == written - {state.name}
        assert len(set(state.names)) == len(state.names)


def test_a_state_continues_those_that_the_lineage_says() -> None:
    for key, state in registry().items():
        written = [
            row["other"]
            for row in table("lineage")
            if row["state"] == key and row["relation"] == "continues"
        ]
        assert list(state.continues) == written


def test_codes_come_before_words_and_each_in_their_order() -> None:
    keys = list(registry())
    assert keys == sorted(key for key in keys if key.isupper()) + sorted(
        key for key in keys if not key.isupper()
    )


def test_the_lineage_is_there_as_written() -> None:
    for step, row in zip(lineage(), table("lineage"), strict=True):
        assert {name: getattr(step, name) for name in row} == row
        assert isinstance(step.relation, LineageType)
    assert [word.value for word in LineageType] == ["continues", "merged into", "split from"]


def test_sources_are_there_as_written() -> None:
    rows = table("sources")
    assert list(state_sources()) == [row["id"] for row in rows]
    for row in rows:
        source = state_sources()[row["id"]]
        assert (source.id, source.title, source.url) == (
            row["id"],
            row["title"],
            row["url"] or None,
        )


@pytest.mark.parametrize("read", [state_codes, spells, names, registry, state_sources])
def test_a_table_is_read_once_and_cannot_be_changed(read: object) -> None:
    assert callable(read)
    found = read()
    assert read() is found
    with pytest.raises(TypeError):
        found["x"] = 1
