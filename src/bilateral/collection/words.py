"""The words of a key as people say them: "Japan" for JPN, "2013" for 2013."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from bilateral.collection.asked import NONE, Key, Word
from bilateral.collection.keys import part_of
from bilateral.errors import UnknownKeyError, UnknownNameError, near_names
from bilateral.model.actors import Sector
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS
from bilateral.model.vocabulary import Vocabulary
from bilateral.states import state_named
from bilateral.states.organizations import organization_named
from bilateral.states.tables import folded

__all__ = ["Named", "word_meant"]


class Named(Protocol):
    """The names that the verbs accept."""

    def known(self, what: str, name: str) -> str:
        """The id for a name; raises if there is none."""

    def is_open(self, what: str, name: str) -> bool:
        """Whether a name has to be looked for, and is not known at once."""


_NAMED = ("place", "topic", "source", "person", "office", "organization")
_TIMES: Mapping[Key, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "year": (re.compile(r"-?\d{1,9}"), "a year as a number, such as 2018"),
        "decade": (re.compile(r"-?\d{0,8}0"), "the first year of a decade, such as 1980"),
        "month": (re.compile(r"-?\d{4}-(0[1-9]|1[0-2])"), "a month such as '2018-04'"),
    }
)


def word_meant(
    key: Key, said: object, listed: Collection[Word], names: Named | None = None
) -> Word:
    """The word of a key that somebody means, who may use the names that the verbs accept.

    Args:
        key: The key.
        said: What he says for it.
        listed: The words of the key that some cell has.
        names: The names that the verbs accept; None for those of the registry alone.

    Returns:
        A word that is listed, or one that could be and is not.

    Raises:
        UnknownKeyError: if there can be no such word, which is not the same as having nothing.

    Example:
        >>> word_meant("visitor", "Japan", {"JPN"}), word_meant("year", "2013", {2014})
        ('JPN', 2013)
        >>> word_meant("visitor", "Japonia del Sur", {"JPN"})
        Traceback (most recent call last):
            ...
        bilateral.errors.UnknownKeyError: unknown visitor: found 'Japonia del Sur', expected a \
name that the verbs accept, such as by()
    """
    if said is None or (said in listed and not isinstance(said, bool)):
        return said  # type: ignore[return-value]  # a word, since it is listed
    if key in _TIMES:
        return _step(key, said)
    if not isinstance(said, str):
        raise _unknown(key, said, "a text", listed)
    if said == NONE:
        return said
    vocabulary = _vocabulary(key)
    if vocabulary:
        if said not in vocabulary:
            raise _unknown(key, said, f"one of {', '.join(vocabulary)}", vocabulary)
        return said
    part = part_of(key)
    if part is not None and part.name == "state":
        return _state(key, said, names)
    what = key if part is None else part.name
    if names is not None and what in _NAMED and not names.is_open(what, said):
        return _first(key, said, [lambda name: names.known(what, name)])
    return _plain(key, said, listed)


def _step(key: Key, said: object) -> Word:
    form, expected = _TIMES[key]
    if isinstance(said, (int, float)) and not isinstance(said, bool) and key != "month":
        said = f"{said:.0f}" if float(said).is_integer() else said
    if isinstance(said, str) and form.fullmatch(said):
        return said if key == "month" else int(said)
    raise UnknownKeyError(f"unknown {key}", found=said, expected=expected)


def _state(key: Key, said: str, names: Named | None) -> Word:
    """The state of a name, or the organization that stands for none."""
    asks: list[Callable[[str], str]] = [state_named, _public]
    if names is not None and not names.is_open("state", said):
        asks = [lambda name: names.known("state", name), *asks]
        asks.append(lambda name: names.known("organization", name))
    return _first(key, said, asks)


def _public(name: str) -> str:
    found = organization_named(name)
    if found is None:
        raise UnknownNameError("unknown organization", found=name)
    return found.id


def _first(key: Key, said: str, asks: Iterable[Callable[[str], str]]) -> str:
    """What the first knows that knows a name.

    Raises:
        UnknownKeyError: as the first says, if none does.
    """
    errors: list[UnknownNameError] = []
    for ask in asks:
        try:
            return ask(said)
        except UnknownNameError as error:
            errors.append(error)
    near, expected = errors[0].near, errors[0].expected
    expected = expected or (None if near else "a name that the verbs accept, such as by()")
    raise UnknownKeyError(f"unknown {key}", found=said, expected=expected, near=near)


def _plain(key: Key, said: str, listed: Collection[Word]) -> Word:
    """A word of which nobody lists what there is: refused if it is part of a listed one."""
    asked = set(re.split(r"\W+", folded(said))) - {""}
    same = [
        word
        for word in listed
        if isinstance(word, str) and asked and asked <= set(re.split(r"\W+", folded(word)))
    ]
    if same:
        raise UnknownKeyError(f"unknown {key}", found=said, near=same[:3])
    return said


def _vocabulary(key: Key) -> tuple[str, ...]:
    """All words that a key can have, where they are a list of the library's."""
    if key == "kind":
        return tuple(KINDS)
    part = part_of(key)
    if part is not None:
        return tuple(map(str, Sector)) if part.name == "sector" else ()
    types = {
        field.type for kind in KINDS.values() if (field := fields_of(kind).get(key)) is not None
    }
    vocabularies = [one for one in types if isinstance(one, type) and issubclass(one, Vocabulary)]
    if len(vocabularies) < len(types):
        return ()
    return tuple(dict.fromkeys(str(word) for one in vocabularies for word in one))


def _unknown(
    key: Key, said: object, expected: str, among: Collection[Word] = ()
) -> UnknownKeyError:
    near = near_names(said, [word for word in among if isinstance(word, str)])
    return UnknownKeyError(
        f"unknown {key}", found=said, expected=None if near else expected, near=near
    )
