"""Groups: records parted by a key, what is sure and what is only possible apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from bilateral.collection.asked import Asked, CellKey, Open, Word, Words
from bilateral.collection.cells import words_of
from bilateral.collection.words import Named, word_meant
from bilateral.errors import UnknownKeyError, near_names
from bilateral.model.records import Record

__all__ = ["Groups", "Sides", "by_key", "by_words"]

R = TypeVar("R", bound=Record)
V = TypeVar("V")
Sides: TypeAlias = tuple[tuple[R, ...], tuple[R, ...]]
"""The records that surely are so, and those that only may be."""


class Groups(dict[Any, V]):  # of words, or of None
    """Groups by the words of a key, each found by the names that the verbs accept as well.

    Args:
        found: The groups.
        key: The key.
        names: The names that the verbs accept.
    """

    def __init__(self, found: Mapping[Any, V], key: CellKey, names: Named | None = None) -> None:
        super().__init__(found)
        self._key = key
        self._names = names

    def __missing__(self, said: object) -> V:
        """The group of a name.

        Raises:
            UnknownKeyError: if there is none.
        """
        word = word_meant(self._key, said, self.keys(), self._names)
        if word in self:
            return self[word]
        listed = [one for one in self if isinstance(one, str)]
        raise UnknownKeyError(
            f"no group of this {self._key}", found=said, near=near_names(said, listed)
        )


def by_words(sides: Sides[R], words: Callable[[R], Any]) -> Mapping[Any, Sides[R]]:
    """The records by what a function of the caller gives: one key, or several of a collection.

    Args:
        sides: The records.
        words: The function; a text is one key, and an empty collection the key None.
    """
    return _parted(sides, lambda record: _given(words(record)), lambda *_: False)


def by_key(
    sides: Sides[R], key: CellKey, asked: Asked, kinds: tuple[type[Record], ...]
) -> Mapping[Word, Sides[R]]:
    """The records by the words that each has, or may have, of a key.

    Args:
        sides: The records.
        key: The key.
        asked: The question, and the actors that the records name.
        kinds: The kinds that have the key; records of others are in no group.
    """
    return _parted(
        sides,
        lambda record: words_of(record, key, asked) if isinstance(record, kinds) else {},
        lambda word, among: asked.fits(key, word, among),
    )


def _parted(
    sides: Sides[R], words: Callable[[R], Words], fits: Callable[[Word, Open], bool]
) -> Mapping[Word, Sides[R]]:
    groups: dict[Word, tuple[list[R], list[R]]] = {}
    open_: list[tuple[R, int]] = []
    among: dict[Open, int] = {}
    for side, records in enumerate(sides):
        for record in records:
            keyed: dict[Word, bool] = {}
            for word, surely in words(record).items():
                if isinstance(word, Open):
                    open_.append((record, among.setdefault(word, len(among))))
                key = None if isinstance(word, Open) else word
                keyed[key] = surely or keyed.get(key, False)
            for key, surely in keyed.items():
                groups.setdefault(key, ([], []))[side if surely else 1].append(record)
    for key, (_, maybe) in groups.items():
        if key is not None:
            is_so = [fits(key, one) for one in among]
            maybe += [record for record, number in open_ if is_so[number]]
    return {key: (tuple(sure), tuple(maybe)) for key, (sure, maybe) in groups.items()}


def _given(found: Any) -> dict[Any, bool]:  # whatever the caller's function gives
    several = isinstance(found, Iterable) and not isinstance(found, (str, bytes))
    return dict.fromkeys(found, True) or {None: True} if several else {found: True}
