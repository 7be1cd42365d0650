"""Ids made of what a file prints: of names, and of the keys that a data set gives its rows."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from bilateral.model.vocabulary import SLUG

__all__ = ["key", "slug", "tail"]


def tail(text: str) -> str:
    """Eight digits that tell one text from another."""
    return sha256(text.encode()).hexdigest()[:8]


def slug(text: str) -> str:
    r"""An id made of a name: its letters and digits in lower case, without accents.

    A name in another script has none of these; its id is a hash.

    Example:
        >>> slug("Hezbollah (Lebanon)*"), slug("\u0420\u043e\u0441\u0441\u0438\u044f")
        ('hezbollah-lebanon', 'x-22fa0a6e')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words) or f"x-{tail(text)}"


def key(text: str) -> str:
    r"""A key as part of an id: as it is if it may stand in one, else as :func:`slug` makes it.

    Where that would drop a letter or a digit, of which another key may differ in nothing else, a
    hash is added.

    Example:
        >>> key("302604A"), key("visit 7"), key("7\u0436"), key("7\u0449")
        ('302604A', 'visit-7', '7-14d344e6', '7-d2690dfa')
    """
    if SLUG.fullmatch(text):
        return text
    made = slug(text)
    letters = unicodedata.normalize("NFKD", text)
    dropped = any(letter.isalnum() and not letter.isascii() for letter in letters)
    return f"{made}-{tail(text)}" if dropped and not made.startswith("x-") else made
