"""The codes of each system, and the names that its list gives to what it codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from bilateral.states.tables import Spell, folded, iso_entries, period_of, spells, table_rows

__all__ = ["NUMERIC", "SYSTEMS", "codes", "every_code", "list_of", "listed_names", "own_codes"]

SYSTEMS = ("iso", "m49", "cow", "gw", "ucdp", "vdem", "polity", "fips", "cameo", "sipri", "icews")
"""Whose codes or names: ISO 3166, the M49 of the United Nations, Correlates of War, Gleditsch and
Ward, the Uppsala Conflict Data Program, V-Dem, Polity5, FIPS 10-4, CAMEO as GDELT has it, SIPRI and
ICEWS; the last two have names only."""

NUMERIC = frozenset({"m49", "cow", "gw", "ucdp", "vdem", "polity"})
"""Systems whose codes are integers."""

_SAME = {"ucdp": "gw"}
_OWN_TABLES = frozenset({"vdem", "polity", "fips", "cameo"})


def list_of(system: str) -> str:
    """The system whose list another uses, or itself.

    Example:
        >>> list_of("ucdp"), list_of("cow")
        ('gw', 'cow')
    """
    return _SAME.get(system, system)


def codes(system: str, label: str) -> tuple[Spell, ...]:
    """What a code or abbreviation of a system has stood for.

    Args:
        system: One of :data:`SYSTEMS`.
        label: The code as text; zeros before a number say nothing, but in ISO and M49.

    Example:
        >>> [spell.state for spell in codes("polity", "364")], codes("m49", "8")
        (['SUN'], ())
    """
    system = list_of(system)
    if system == "m49":
        return spells().get(("iso", label), ()) if label.isdigit() else ()
    if system in NUMERIC:
        label = label.lstrip("0") or label
    if system in _OWN_TABLES:
        return _codes(system).get(label, ())
    return spells().get((system, label), ())


def every_code(system: str) -> Mapping[str, tuple[Spell, ...]]:
    """Every code and abbreviation of a system, and what it has stood for."""
    system = list_of(system)
    if system in _OWN_TABLES:
        return _codes(system)
    of = "iso" if system == "m49" else system
    return {
        label: held
        for (where, label), held in spells().items()
        if where == of and (system != "m49" or label.isdigit())
    }


def own_codes(system: str) -> Mapping[str, tuple[Spell, ...]]:
    """The codes of a system without the abbreviations beside numbers; of ISO, the three letters."""
    held = every_code(system)
    if system in NUMERIC:
        return {label: found for label, found in held.items() if label.isdigit()}
    if system == "iso":
        return {
            label: found for label, found in held.items() if len(label) == 3 and label.isalpha()
        }
    return held


@cache
def listed_names(system: str) -> Mapping[str, tuple[Spell, ...]]:
    """What the names of a system's list stand for, by the name as ``folded`` gives it."""
    system = list_of(system)
    found: dict[str, list[Spell]] = {}
    if system in ("iso", "m49"):
        for code in iso_entries():
            period = period_of("..", code.withdrawn) if code.withdrawn else None
            spell = Spell(system, code.name, code.state, period, "iso")
            found.setdefault(folded(code.name), []).append(spell)
    for row in _rows(system):
        start = row["start"] if row["start"] != "1816-01-01" else ""
        spell = Spell(system, row["name"], row["state"], period_of(start, row["end"]), system)
        found.setdefault(folded(row["name"]), []).append(spell)
    return MappingProxyType({name: tuple(held) for name, held in found.items()})


@cache
def _codes(system: str) -> Mapping[str, tuple[Spell, ...]]:
    """The codes of a list that is read only when asked for."""
    found: dict[str, dict[Spell, None]] = {}
    for row in _rows(system):
        period = period_of(row["start"], row["end"])
        for label in {row["code"], row["abbreviation"]} - {""}:
            spell = Spell(system, label, row["state"], period, system, part=row["part"] == "yes")
            found.setdefault(label, {})[spell] = None
    return MappingProxyType({label: tuple(held) for label, held in found.items()})


def _rows(system: str) -> Iterator[dict[str, str]]:
    """The rows of a system's list; none of one that has no list of its own here."""
    if system in _OWN_TABLES:
        yield from table_rows(f"lists/{system}.csv")
    elif system in ("cow", "gw"):
        yield from (row for row in table_rows("spells.csv") if row["system"] == system)
