"""What a name has stood for: as it is, in another language, or in another form of print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from math import inf
from types import MappingProxyType

from bilateral.states.forms import Lexicon, names_beside, part_named, without_article
from bilateral.states.tables import Spell, folded, names, registry, state_codes, table_rows

__all__ = ["LANGUAGES", "common_labels", "english_labels", "names_in", "spells_named"]

LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "ja", "pt", "ru", "tr", "ur", "zh")
"""Languages of the names of the Common Locale Data Repository."""


@lru_cache(maxsize=1 << 14)
def spells_named(name: str) -> tuple[tuple[Spell, ...], ...]:
    """What a name has stood for; of names beside each other, what each of them has.

    The small table of names in use goes before the large ones, which are read only where a name is
    not in it; these before the rules for forms of print; and a name before the parts of one.

    Args:
        name: As printed.

    Returns:
        One tuple of spells, or one for each of the names that stand beside each other; none if
        the name, or one of them, is none's.

    Example:
        >>> [[spell.state for spell in one] for one in spells_named("Ceylon")]
        [['LKA']]
        >>> [[spell.state for spell in one] for one in spells_named("Zimbabwe (Rhodesia)")]
        [['ZWE'], ['ZWE']]
    """
    if found := _alone(name) or _alone(without_article(name)):
        return (found,)
    if (parted := part_named(name)) is not None:
        whole, part = map(_alone, parted)
        return (part,) if whole and part else ()
    sides = tuple(map(_alone, names_beside(name)))
    return sides if all(sides) else ()


def _alone(name: str) -> tuple[Spell, ...]:
    """What a name that has no other beside it has stood for."""
    plain = folded(name)
    return names().get(("", plain), ()) or _further().get(plain, ()) or _lexicon().find(name)


@cache
def names_in(language: str) -> Mapping[str, str]:
    """The names of states and territories in a language, by id.

    Those of former states are there in German, French, Spanish and Russian.

    Args:
        language: One of ``ar``, ``de``, ``en``, ``es``, ``fr``, ``hi``, ``ja``, ``pt``, ``ru``,
            ``tr``, ``ur``, ``zh``.

    Example:
        >>> names_in("fr")["DEU"], names_in("de")["SUN"]
        ('Allemagne', 'Sowjetunion')

    Source: Unicode Common Locale Data Repository, https://cldr.unicode.org/; of former states
    those that the rows of the table name.
    """
    found = {row["state"]: row[language] for row in table_rows("cldr.csv")}
    states = {state.name: state.id for state in registry().values()}
    for row in table_rows("translations.csv"):
        if row["language"] == language and row["english"] in states:
            found.setdefault(states[row["english"]], row["name"])
    return MappingProxyType(found)


@lru_cache(maxsize=1024)
def common_labels(state: str) -> frozenset[str]:
    """The common names of a state in all languages and its codes of ISO 3166, each as ``folded``.

    By none of them is one time of a state meant rather than another, as by "West Germany".

    Args:
        state: Its id.

    Example:
        >>> {"germany", "deutschland", "de"} <= common_labels("DEU")
        True
        >>> "west germany" in common_labels("DEU")
        False
    """
    known, code = registry().get(state), state_codes().get(state)
    own = [known.id, known.name] if known else [state]
    codes = [code.alpha_2] if code and not code.withdrawn else []
    other = [found for language in LANGUAGES if (found := names_in(language).get(state))]
    return frozenset(map(folded, (*own, *codes, *other)))


@cache
def english_labels() -> tuple[str, ...]:
    """Every name that the tables have in English, each once."""
    small = (spell.label for held in names().values() for spell in held)
    large = (row["name"] for row in table_rows("forms.csv"))
    return tuple(dict.fromkeys((*small, *large, *names_in("en").values())))


@cache
def _further() -> Mapping[str, tuple[Spell, ...]]:
    """What each name of the large tables has stood for, by the name as ``folded`` gives it.

    A name in another language means what the common name of the state in English does: "Allemagne"
    in 1985 is one of two, as "Germany" is. Where that name is several states' today, it means the
    one that it is given to.
    """
    found: dict[str, dict[Spell, None]] = {}
    for row in (*table_rows("forms.csv"), *table_rows("unterm.csv")):
        spell = Spell("", row["name"], row["state"], None, row["source"])
        found.setdefault(folded(row["name"]), {})[spell] = None
    for row in table_rows("cldr.csv"):
        state = row["state"]
        common = registry()[state].name
        meant = names().get(("", folded(common)), ())
        if not meant or len({spell.state for spell in meant if _lasts(spell)}) > 1:
            meant = (Spell("", common, state, None, "cldr"),)  # "Congo" is two today
        for language in LANGUAGES:
            found.setdefault(folded(row[language]), {}).update(dict.fromkeys(meant))
    for row in table_rows("translations.csv"):
        meant = names()["", folded(row["english"])]
        found.setdefault(folded(row["name"]), {}).update(dict.fromkeys(meant))
    return MappingProxyType({name: tuple(held) for name, held in found.items()})


@cache
def _lexicon() -> Lexicon:
    """The names in English by their words."""
    small = {
        spell.label: held for (system, _), held in names().items() if not system for spell in held
    }
    large = {name: _further().get(folded(name), ()) for name in english_labels()}
    return Lexicon((large | small).items())


def _lasts(spell: Spell) -> bool:
    """Whether the state of a spell has no end."""
    life = registry()[spell.state].life
    return life is None or life.end_max == inf
