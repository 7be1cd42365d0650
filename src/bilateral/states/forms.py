"""The ways in which a name is printed: turned round, shortened, or with another one beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import NamedTuple

from bilateral.states.tables import Spell, folded

__all__ = ["Lexicon", "names_beside", "part_named", "without_article", "words_of"]

_SILENT = frozenset({"the", "of", "and"})
_QUALIFIERS = frozenset({"mainland", "former", "formerly", "fmr"})
"""Words that say of which time or part a name is, and of no other state."""

_SPELT = {
    "islands": "island",
    "is": "island",
    "isl": "island",
    "isls": "island",
    "sts": "states",
    "hercegovina": "herzegovina",
}
_CUT = frozenset({"rep", "dem", "fed", "eq", "cent", "afr", "terr", "prov", "herz", "emir"})
"""Words cut off at the end that tables print without the full stop."""

_INITIALS = {
    "a": ("arab", "administrative", "american"),
    "b": ("bolivarian", "british"),
    "c": ("central",),
    "d": ("democratic",),
    "e": ("east", "eastern", "equatorial", "emirates"),
    "f": ("federal", "federated", "federation", "former"),
    "i": ("islamic",),
    "k": ("kingdom",),
    "n": ("north", "northern", "new"),
    "p": ("peoples", "popular"),
    "r": ("republic", "region"),
    "s": ("south", "southern", "saint", "san", "sao", "states", "special", "socialist"),
    "u": ("united", "union"),
    "w": ("west", "western"),
    "y": ("yugoslav",),
}
"""What a single letter stands for in names of states."""

_MOST = 5
"""How many words of a name may be shortened: each order of them is tried."""

_PIECE = r"(?:[^\W\d_]\.){2,}|[^\W_]+\.?"
_ARTICLE = (
    r"(?i)\s*(?:,\s*(?:le|la|les|el|los|las|l['\u2019])|"
    r"[(\[]\s*(?:le|la|les|el|los|las|l['\u2019])\s*[)\]])$"
)
"""Articles of French and Spanish, as the lists of the United Nations have them; "the" is silent."""

_BRACKETS = r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]"
# Not compiled here: most runs meet no name that a table has not.


def words_of(name: str) -> frozenset[str]:
    """The words that make a name, in whatever order it has them.

    Example:
        >>> sorted(words_of("Korea, Republic of")) == sorted(words_of("The Republic of Korea"))
        True
    """
    return frozenset(_words(name))


def _words(name: str) -> list[str]:
    return [_SPELT.get(word, word) for word in folded(name).split() if word not in _SILENT]


def without_article(name: str) -> str:
    """A name without the article that stands after it in brackets or after a comma.

    Example:
        >>> without_article("Algérie (l')"), without_article("Bahamas, Las")
        ('Algérie', 'Bahamas')
    """
    return re.sub(_ARTICLE, "", name.strip())


def part_named(name: str) -> tuple[str, str] | None:
    """What is named before and after a colon: a whole, and the part of it that is meant.

    Example:
        >>> part_named("China, P.R.: Macao"), part_named("Niger")
        (('China, P.R.', 'Macao'), None)
    """
    whole, _, part = (side.strip() for side in name.partition(":"))
    return (whole, part) if whole and part else None


def names_beside(name: str) -> tuple[str, ...]:
    """The names that stand beside each other in one, or none if it is one alone.

    Example:
        >>> names_beside("Russia (Soviet Union)"), names_beside("Tanzania/Tanganyika")
        (('Russia', 'Soviet Union'), ('Tanzania', 'Tanganyika'))
    """
    if parts := re.fullmatch(_BRACKETS, name.strip()):
        return parts.group(1), parts.group(2)
    sides = tuple(side.strip() for side in name.split("/"))
    return sides if len(sides) > 1 and all(sides) else ()


class _Pattern(NamedTuple):
    """Words that are there as they are, and words that are cut off."""

    whole: frozenset[str]
    cut: tuple[str, ...]

    def fits(self, words: frozenset[str]) -> bool:
        """Whether each word is one of the pattern, and no word is left over."""
        rest = words - self.whole
        if len(words) != len(self.whole) + len(self.cut) or len(rest) != len(self.cut):
            return False
        return any(all(map(_stands_for, self.cut, order)) for order in permutations(sorted(rest)))


def _stands_for(cut: str, word: str) -> bool:
    return word in _INITIALS.get(cut, ()) if len(cut) == 1 else word.startswith(cut)


class Lexicon:
    """Names by their words.

    Args:
        names: What each name stands for.
    """

    def __init__(self, names: Iterable[tuple[str, Iterable[Spell]]]) -> None:
        found: dict[frozenset[str], dict[Spell, None]] = {}
        holding: dict[str, dict[frozenset[str], None]] = {}
        for name, spells in names:
            words = words_of(name)
            found.setdefault(words, {}).update(dict.fromkeys(spells))
            for word in words:
                holding.setdefault(word, {})[words] = None
        self._found: Mapping[frozenset[str], tuple[Spell, ...]] = {
            words: tuple(spells) for words, spells in found.items()
        }
        self._holding: Mapping[str, tuple[frozenset[str], ...]] = {
            word: tuple(held) for word, held in holding.items()
        }

    def find(self, name: str) -> tuple[Spell, ...]:
        """What a name stands for that has the words of one that is known, some of them shortened.

        A word that ends in a full stop may go on; single letters, and letters without a vowel or
        in capitals among small ones, stand for the words that names of states begin so with. One
        word at least has to be there as it is, or to be told from three letters.

        Args:
            name: As printed.

        Returns:
            The spells of all names with these words; none if there is no such name, or if it has
            a word twice, as two names in one have.
        """
        words = words_of(name)
        if len(words) < len(_words(name)):
            return ()
        for own in (words, words - _QUALIFIERS):
            if own in self._found:
                return self._found[own]
        found: dict[Spell, None] = {}
        for pattern in _patterns(name):
            for known in self._candidates(pattern):
                if pattern.fits(known):
                    found.update(dict.fromkeys(self._found[known]))
        return tuple(found)

    def _candidates(self, pattern: _Pattern) -> tuple[frozenset[str], ...]:
        held = [self._holding.get(word, ()) for word in pattern.whole]
        return min(held, key=len) if held else tuple(self._found)


def _patterns(name: str) -> Iterator[_Pattern]:
    """How a name with shortened words may go on; nothing if none is shortened."""
    text = re.sub(r"['\u2018\u2019`]", "", name)
    mixed = any(c.islower() for c in text) and any(c.isupper() for c in text)
    whole: set[str] = set()
    cut: list[str] = []
    for token in re.findall(_PIECE, text):
        word = folded(token)
        if word in _SILENT or word in _QUALIFIERS or not word:
            continue
        if word in _SPELT:
            whole.add(_SPELT[word])
        elif len(word) == 1 or token.count(".") > 1 or _is_initials(token, word, mixed=mixed):
            cut.extend(word)
        elif word in _CUT or (token.endswith(".") and not token.startswith("St.")):
            cut.append(word)
        else:
            whole.add(word)
    # Two words at least, one of them of three letters, or any letters would stand for a state.
    told = len(whole) + len(cut) >= 2 and any(len(word) > 2 for word in (*whole, *cut))
    if cut and told and len(cut) <= _MOST:
        yield _Pattern(frozenset(whole), tuple(cut))


def _is_initials(token: str, word: str, *, mixed: bool) -> bool:
    if not 2 <= len(word) <= 4 or word in _CUT or not token.isalpha() or word == "saint":
        return False
    return (mixed and token.isupper()) or not set(word) & set("aeiou")
