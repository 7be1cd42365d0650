"""Ids made of what is printed: of names, and of the keys that a data set gives its rows."""

from __future__ import annotations

import re
import unicodedata

from bilateral.errors import RecordError
from bilateral.model.vocabulary import SLUG

__all__ = ["LETTERS", "SYMBOLS", "check_slug", "ident", "key", "slug", "tail"]

LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h",
    "\u0131": "i", "ŋ": "n", "ŧ": "t", "ĸ": "q", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b",
    "ɖ": "d", "ɗ": "d", "ƒ": "f", "ƙ": "k", "ɲ": "n", "ƴ": "y",
}  # fmt: skip
"""Letters of Latin alphabets that are no plain letter with an accent, and what is written instead.

As in the transform Latin-ASCII of Unicode's CLDR; letters of African alphabets, which it leaves as
they are, become the letter that they are made from.
"""

_LETTERS = str.maketrans(LETTERS)


def tail(text: str) -> str:
    """Eight digits that tell one text from another."""
    from hashlib import sha256  # put off: few names need it

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def slug(text: str) -> str:
    r"""A word for a name: its letters and digits in lower case, without accents.

    Several names may have one; of those in another script it is a hash.

    Example:
        >>> slug("Hezbollah (Lebanon)*"), slug("Jürgen Groß"), slug("Россия")
        ('hezbollah-lebanon', 'jurgen-gross', 'x-22fa0a6e')
    """
    return _words(text) or f"x-{tail(text)}"


def ident(name: str) -> str:
    r"""An id for a name, which a name of other letters does not have, in whatever file it stands.

    It is the slug; where the name has letters with accents, letters of other alphabets or symbols,
    a hash is added. Case, blanks and punctuation make no other name.

    Example:
        >>> ident("Hans Muller"), ident("HANS MULLER"), ident("Hans Müller")
        ('hans-muller', 'hans-muller', 'hans-muller-e6e197fa')
    """
    if not (words := _words(name)):
        return slug(name)
    if name.isascii() and SYMBOLS.isdisjoint(name):
        return words
    return f"{words}-{tail(unicodedata.normalize('NFC', name).lower())}"


SYMBOLS = frozenset("$+<=>^`|~")
"""The signs of ASCII that are no punctuation: a C++ is no C."""


def _words(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    plain = letters.encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def key(text: str) -> str:
    r"""A key as part of an id: as it is if it may stand in one, else as :func:`ident` makes it.

    Example:
        >>> key("302604A"), key("visit 7"), key("7\u0436"), key("7\u0449")
        ('302604A', 'visit-7', '7-14d344e6', '7-d2690dfa')
    """
    return text if SLUG.fullmatch(text) else ident(text)


def check_slug(value: object, field: str, record: str | None = None) -> None:
    """Refuse what is no id.

    Raises:
        RecordError: naming the field.
    """
    # Of one word, as ids of states are, its letters tell sooner than the pattern.
    if isinstance(value, str) and ((value.isascii() and value.isalnum()) or SLUG.fullmatch(value)):
        return
    such = f", such as {slug(value)!r}" if isinstance(value, str) and value else ""
    expected = f"letters, digits and single '-', '_', '.' or ':' between them{such}"
    raise RecordError("wrong id", record=record, field=field, found=value, expected=expected)
