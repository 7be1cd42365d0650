"""Words of printed dates in other languages, each with what it means in English.

The months and weekdays are those of the Common Locale Data Repository (``cldr.csv``, which
``tools/cldr_calendar.py`` writes); the words that join and lead dates, and forms of names that the
repository leaves out, such as the cases of Russian, are our own (``words.csv``).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pkgutil import get_data
from types import MappingProxyType

import attrs

from bilateral.errors import PhraseError, near_names

__all__ = [
    "DIRECTIONS",
    "DOUBTED",
    "LANGUAGES",
    "Language",
    "folded",
    "language_code",
    "language_of",
    "near_languages",
]

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabic",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "pt": "Portuguese",
        "ru": "Russian",
        "zh": "Chinese",
    }
)
"""The languages that are read, by their codes in ISO 639-1."""

_OWN_NAMES = {
    "ar": ("العربية", "عربي"),
    "de": ("Deutsch",),
    "es": ("español", "castellano"),
    "fr": ("français",),
    "pt": ("português",),
    "ru": ("русский",),
    "zh": ("中文", "汉语"),
}
_EXAMPLES = {
    "ar": "٢٤ أبريل ٢٠١٨",
    "de": "24. April 2018",
    "es": "24 de abril de 2018",
    "fr": "24 avril 2018",
    "pt": "24 de abril de 2018",
    "ru": "24 апреля 2018 года",
    "zh": "2018年4月24日",
}
DIRECTIONS = dict.fromkeys(
    map(ord, "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}")
)
"""Marks of direction in Arabic, which do not print; to be taken out. Overrides are not of them."""

DOUBTED = re.compile(r"(?P<date>.+?)(?P<doubt> ?(?:\?|\(\?\)))?")
"""A phrase, and the mark of doubt behind it."""

_PLAIN = str.maketrans(
    dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}\N{HORIZONTAL BAR}", "-")
    | dict.fromkeys("\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{FULLWIDTH HYPHEN-MINUS}", "-")
    | dict.fromkeys("\N{TILDE}\N{FULLWIDTH TILDE}\N{WAVE DASH}", "~")
    | dict.fromkeys("\N{ARABIC COMMA}\N{FULLWIDTH COMMA}", ",")
    | {"\N{FULLWIDTH LEFT PARENTHESIS}": "(", "\N{FULLWIDTH RIGHT PARENTHESIS}": ")"}
    | {"\N{FULLWIDTH QUESTION MARK}": "?", "\N{IDEOGRAPHIC FULL STOP}": "."}
    | {"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{ARABIC TATWEEL}": ""}
)


@attrs.frozen(eq=False)
class Language:
    """One language, as far as dates are printed in it.

    Attributes:
        code: Its code in ISO 639-1.
        meanings: For each meaning, in English, the words that have it, the longest first.
    """

    code: str
    meanings: Mapping[str, tuple[str, ...]]

    @property
    def example(self) -> str:
        """A date as it is printed in this language."""
        return _EXAMPLES[self.code]

    def words(self, *meanings: str) -> tuple[str, ...]:
        """All words that have one of the meanings, the longest first."""
        found = (word for meaning in meanings for word in self.meanings.get(meaning, ()))
        return tuple(sorted(found, key=len, reverse=True))

    def named(self, meanings: Iterable[str]) -> dict[str, str]:
        """For each word that has one of the meanings, which it has."""
        return {word: meaning for meaning in meanings for word in self.words(meaning)}


def language_code(name: str) -> str | None:
    """The code of a language by that, or by what it is called in English or by itself.

    Example:
        >>> language_code("de"), language_code("German"), language_code("deutsch")
        ('de', 'de', 'de')
        >>> language_code("klingon") is None
        True
    """
    return name if name in LANGUAGES else _codes().get(folded(name))


def near_languages(name: object) -> tuple[str, ...]:
    """The codes of the languages that a wrong name or code may mean."""
    codes = _codes()
    near = near_names(folded(str(name)), codes)
    near = near or near_names(str(name).replace("_", "-").split("-")[0], LANGUAGES)
    return tuple(dict.fromkeys(codes.get(one, one) for one in near))


@cache
def _codes() -> Mapping[str, str]:
    """The code of each language by its names, in plain letters."""
    named = ((code, (code, name, *_OWN_NAMES.get(code, ()))) for code, name in LANGUAGES.items())
    return MappingProxyType({folded(name): code for code, names in named for name in names})


def language_of(code: str) -> Language:
    """The language of a code.

    Args:
        code: One of :data:`LANGUAGES` other than English, whose words are in the rules themselves.

    Raises:
        PhraseError: if there is none, with near codes.
    """
    found = _languages().get(code)
    if found is None:
        raise PhraseError(
            "no language whose dates are read",
            found=code,
            expected=f"a code of ISO 639-1: {', '.join(LANGUAGES)}",
            near=near_languages(code),
        )
    return found


@cache
def _languages() -> Mapping[str, Language]:
    found: dict[str, dict[str, set[str]]] = {}
    for table in ("cldr.csv", "words.csv"):
        data = get_data(__package__, table) or b""
        for row in csv.DictReader(data.decode("utf-8").splitlines()):
            meanings = found.setdefault(row["language"], {})
            meanings.setdefault(row["meaning"], set()).add(folded(row["word"]))
    return MappingProxyType(
        {
            code: Language(
                code,
                MappingProxyType({one: tuple(sorted(words)) for one, words in meanings.items()}),
            )
            for code, meanings in found.items()
        }
    )


def folded(text: str) -> str:
    """Text in one case, without accents, with plain digits and dashes.

    Digits of every script are read by their value, but no raised ones, which are notes.
    """
    letters = (
        str(unicodedata.decimal(letter, letter))
        for letter in unicodedata.normalize("NFD", text.translate(_PLAIN).casefold())
        if unicodedata.category(letter) != "Mn"
    )
    return " ".join("".join(letters).split())
