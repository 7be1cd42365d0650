"""The texts in which one cell holds several values: JSON, and lists between marks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "ENTRY",
    "ENTRY_END",
    "FIELD_END",
    "as_json",
    "barred",
    "listed",
    "one_or_barred",
    "separated",
]

FIELD_END, ENTRY, ENTRY_END = "\x1d", "\x1e", "\x1f"
"""The separators that ASCII has for such lists: entry, field, field end, then each value with
its end, the next entry, and one more at the very end."""
_SEPARATORS = {ord(mark): " " for mark in (FIELD_END, ENTRY, ENTRY_END)}


def separated(text: str) -> str:
    """A text as it stands in a list: without the marks that part lists."""
    return text.translate(_SEPARATORS)


def as_json(value: object) -> str:
    """What JSON holds as its text, in as few letters as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listed(lists: Mapping[str, Iterable[str]]) -> str | None:
    """Values by field as a list of entries; None if there are none."""
    if not lists:
        return None
    entries = (
        f"{ENTRY}{field}{FIELD_END}{''.join(separated(value) + ENTRY_END for value in values)}"
        for field, values in lists.items()
    )
    return "".join(entries) + ENTRY


def barred(words: Iterable[str]) -> str | None:
    """Words, each between ``|``; None if there are none.

    Example:
        >>> barred(["party", "party"])
        '|party|party|'
    """
    joined = "|".join(words)
    return f"|{joined}|" if joined else None


def one_or_barred(words: Sequence[str]) -> str | None:
    """The word alone if it is the only one, else all of them barred."""
    return words[0] if len(words) == 1 else barred(words)
