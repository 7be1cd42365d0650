"""The tables of states: who there was, under which names and codes, and who came of whom."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pkgutil import get_data
from types import MappingProxyType

import attrs

from bilateral.dates.when import Period
from bilateral.model.actors import State
from bilateral.model.evidence import Source
from bilateral.model.vocabulary import Vocabulary

__all__ = [
    "Lineage",
    "LineageType",
    "Spell",
    "StateCode",
    "folded",
    "lineage",
    "names",
    "period_of",
    "registry",
    "spells",
    "state_codes",
    "state_ids",
    "state_sources",
    "table_rows",
]


@attrs.frozen
class StateCode:
    """One entry of ISO 3166.

    Attributes:
        id: Alpha-3 code.
        name: Common name in English.
        alpha_2: Alpha-2 code.
        numeric: Numeric code of three digits, or empty.
        withdrawn: When ISO withdrew the code, as EDTF text, or empty.
        state: Id of the state or territory that it names; another code where only the name, and
            with it the code, has changed.
    """

    id: str
    name: str
    alpha_2: str
    numeric: str
    withdrawn: str
    state: str


@cache
def state_codes() -> Mapping[str, StateCode]:
    """Every code by its alpha-3 form. A code says nothing of sovereignty.

    Example:
        >>> state_codes()["PAK"].name, state_codes()["SUN"].withdrawn, state_codes()["BUR"].state
        ('Pakistan', '1992-08-30', 'MMR')

    Source: ISO 3166-1 and ISO 3166-3, https://www.iso.org/iso-3166-country-codes.html.
    """
    return MappingProxyType({code.id: code for code in iso_entries()})


@cache
def iso_entries() -> tuple[StateCode, ...]:
    """Every entry of ISO 3166; ATF is there twice, once withdrawn."""
    return tuple(StateCode(**row) for row in table_rows("codes.csv"))


@attrs.frozen
class Spell:
    """A stretch of time in which a code or a name stands for a state.

    Attributes:
        system: Whose code or name: ``"iso"``, ``"cow"``, ``"gw"``; of a name, empty for everybody
            or the id of the data set that uses it so.
        label: The name, or the code as text.
        state: Id of the state.
        period: From when to when, or None if always.
        source: Id of the source.
        microstate: Whether it is of Gleditsch and Ward's list of the smallest states.
        part: Whether the code is not the state's own: of a part of it, or of another edition.
    """

    system: str
    label: str
    state: str
    period: Period | None
    source: str
    microstate: bool = False
    part: bool = False


@cache
def spells() -> Mapping[tuple[str, str], tuple[Spell, ...]]:
    """The spells of each code, by system and code or abbreviation.

    Sources: Correlates of War, State System Membership v2016; Gleditsch and Ward, list of
    independent states, as of 2020, and their list of microstates; ISO 3166.
    """
    found: dict[tuple[str, str], list[Spell]] = {}
    for row in table_rows("spells.csv"):
        system, source = row["system"], row["source"] or row["system"]
        # The lists begin in 1816, and what they start with had been there before.
        start = row["start"] if row["start"] != "1816-01-01" else ""
        period = period_of(start, row["end"])
        for label in (row["code"], row["abbreviation"]):
            if label:
                spell = Spell(
                    system, label, row["state"], period, source, row["microstate"] == "yes"
                )
                found.setdefault((system, label), []).append(spell)
    several = {label: tuple(held) for (of, label), held in found.items() if of == "iso"}
    for code in iso_entries():
        period = Period(f"../{code.withdrawn}") if code.withdrawn else None
        for label in {code.id, code.alpha_2, code.numeric} - {""}:
            if code.id not in several:
                spell = Spell("iso", label, code.state, period, "iso")
                found.setdefault(("iso", label), []).append(spell)
            elif label == code.alpha_2:
                found.setdefault(("iso", label), []).extend(several[code.id])
    return MappingProxyType({key: tuple(values) for key, values in found.items()})


@cache
def names() -> Mapping[tuple[str, str], tuple[Spell, ...]]:
    """What each name stands for, by system and the name as :func:`folded` gives it."""
    found: dict[tuple[str, str], list[Spell]] = {}
    for row in table_rows("names.csv"):
        period = period_of(row["start"], row["end"])
        spell = Spell(row["system"], row["name"], row["state"], period, row["source"])
        found.setdefault((row["system"], folded(row["name"])), []).append(spell)
    return MappingProxyType({key: tuple(values) for key, values in found.items()})


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """A name without what spelling varies: case, accents, punctuation, "the", "St." and "&".

    Example:
        >>> folded("The St. Kitts & Nevis"), folded("Côte d'Ivoire"), folded("Sudan (the)")
        ('saint kitts and nevis', 'cote divoire', 'sudan')
    """
    if name.isascii():
        words = name.lower().translate(_ASCII).split()
    else:
        plain = unicodedata.normalize("NFKD", name.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i"))
        plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
        plain = re.sub(r"['\u2018\u2019`.]", "", plain).replace("&", " and ")
        # The vowel signs of many scripts are marks, and no letters.
        words = "".join(c if c.isalnum() or c == "_" or _is_mark(c) else " " for c in plain).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


_ASCII = {
    code: None if chr(code) in "'`." else " and " if chr(code) == "&" else " "
    for code in range(128)
    if not (chr(code).isalnum() or chr(code) == "_")
}
"""What the characters of ASCII that are in no word stand for."""


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


class LineageType(Vocabulary):
    """How one state came of another."""

    CONTINUES = "continues"
    MERGED_INTO = "merged into"
    SPLIT_FROM = "split from"


@attrs.frozen
class Lineage:
    """One step from state to state.

    Attributes:
        state: Id of the state.
        relation: How it relates to the other.
        other: Id of the other state.
        date: First day on which it is so.
        source: Id of the source, in :func:`state_sources`.
        note: What is disputed, or left out.
    """

    state: str
    relation: LineageType
    other: str
    date: str
    source: str
    note: str


@cache
def lineage() -> tuple[Lineage, ...]:
    """Every step from state to state that the table has.

    Example:
        >>> [step.other for step in lineage() if step.state == "BGD"]
        ['PAK']
    """
    return tuple(
        Lineage(**{**row, "relation": LineageType(row["relation"])})  # type: ignore[arg-type]
        for row in table_rows("lineage.csv")
    )


@cache
def registry() -> Mapping[str, State]:
    """Every state and territory by id, with its life, names and lineage.

    Ids are alpha-3 codes of ISO 3166, withdrawn ones included; states that ended before there
    were codes have words, such as ``prussia``; Kosovo has ``XKX``.

    Example:
        >>> registry()["SUN"].life, registry()["RUS"].continues
        (Period('1922-12-30/1991-12-25'), ('SUN',))
    """
    called: dict[str, dict[str, None]] = {}
    for spells_ in names().values():
        for spell in spells_:
            if not spell.system:
                called.setdefault(spell.state, {})[spell.label] = None
    continued: dict[str, list[str]] = {}
    for step in lineage():
        if step.relation is LineageType.CONTINUES:
            continued.setdefault(step.state, []).append(step.other)
    lives = {row["id"]: row for row in table_rows("states.csv")}
    titles = {code.state: code.name for code in iso_entries() if code.state == code.id}
    titles |= {key: row["name"] for key, row in lives.items()}
    found = {}
    for state in sorted(titles, key=lambda name: (name.islower(), name)):
        life = lives.get(state, {"start": "", "end": "", "note": ""})
        found[state] = State(
            id=state,
            name=titles[state],
            names=[name for name in called.get(state, {}) if name != titles[state]],
            life=period_of(life["start"], life["end"]),
            continues=continued.get(state, ()),
            note=life["note"] or None,
        )
    return MappingProxyType(found)


@cache
def state_ids() -> frozenset[str]:
    """Every id that may stand for a state: those of the registry and all codes of ISO 3166."""
    # Without the registry, whose names take ten times as long to read.
    return frozenset(state_codes()).union(row["id"] for row in table_rows("states.csv"))


@cache
def state_sources() -> Mapping[str, Source]:
    """The sources of the tables by id; each row of them names its own."""
    return MappingProxyType(
        {
            row["id"]: Source(id=row["id"], title=row["title"], url=row["url"] or None)
            for row in table_rows("sources.csv")
        }
    )


def period_of(start: str, end: str) -> Period | None:
    """The life or use that two cells give; None if both are empty."""
    return Period(f"{start}/{end or '..'}") if start or end else None


def table_rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table beside this module."""
    data = get_data(__package__, table) or b""
    rows = csv.reader(data.decode("utf-8").splitlines())
    header = next(rows)
    for row in rows:
        yield dict(zip(header, row, strict=True))
