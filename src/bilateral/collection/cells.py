"""The cells of a record: the values that it has, or may have, of what records are counted by.

Objects and tables find these values each in their way; which keys there are, which years a date
touches and how the values of several keys make cells is said here once for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from math import inf
from typing import Literal, TypeAlias, cast

from bilateral.dates.ordinals import year_of
from bilateral.dates.relations import Span
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import Participant, Record, Role
from bilateral.model.vocabulary import unknown_name
from bilateral.query.participation import NOBODY, Cast
from bilateral.query.predicates import INITIATORS, TARGETS

__all__ = [
    "KEYS",
    "MOST_YEARS",
    "Cell",
    "Key",
    "NamedKey",
    "Word",
    "cells_of",
    "checked_keys",
    "joined",
    "words_of",
    "years_between",
    "years_of",
]

NamedKey: TypeAlias = Literal["kind", "status", "initiator", "target", "place", "topic", "source"]
Key: TypeAlias = NamedKey | Literal["year"]
KEYS: tuple[Key, ...] = (
    "kind", "status", "year", "initiator", "target", "place", "topic", "source"
)  # fmt: skip
"""What records are counted and grouped by."""

Word: TypeAlias = str | int | None
"""The value of a key; None stands for "not stated"."""
Cell: TypeAlias = tuple[Word, ...]

MOST_YEARS = 200
"""A record that may lie in more years than so many more than one is not put into any."""


def checked_keys(keys: Iterable[str], known: Sequence[Key] = KEYS) -> tuple[Key, ...]:
    """The keys, each once, if all are known.

    Raises:
        UnknownNameError: if one is not.
    """
    for key in keys:
        if key not in known:
            raise unknown_name("key to count by", key, known, listed=True)
    return tuple(dict.fromkeys(cast("Iterable[Key]", keys)))


def years_between(
    first: float | None,
    known_from: float | None,
    known_to: float | None,
    last: float | None,
    *,
    is_sequence: bool = False,
) -> dict[Word, bool]:
    """The years in which some day of a record falls or may fall, and whether it surely does.

    Args:
        first: Year of the earliest start, None where there is none.
        known_from: Year of the latest start.
        known_to: Year of the earliest end.
        last: Year of the latest end, None where there is none.
        is_sequence: Whether nothing is known of the days between the first and the last.

    Returns:
        The years; the one key None where it is not stated, open on a side, or too long to tell.

    Example:
        >>> years_between(2016, 2017, 2018, 2018)
        {2016: False, 2017: True, 2018: True}
    """
    if first is None or last is None or last - first > MOST_YEARS:
        return {None: True}
    sure: Iterable[float] = ()
    if is_sequence:
        sure = {one for one, other in ((first, known_from), (last, known_to)) if one == other}
    elif known_from is not None and known_to is not None:
        sure = range(int(known_from), int(known_to) + 1)
    return {year: year in sure for year in range(int(first), int(last) + 1)}


def years_of(spans: Sequence[Span]) -> dict[Word, bool]:
    """The years in which some day of what has one of some spans falls, or may fall.

    Args:
        spans: What the date may be.

    Returns:
        The years as :func:`years_between` gives them, sure if they are so of every span.

    Example:
        >>> from bilateral import Period
        >>> years_of(Period("[2016,2018]").spans)
        {2016: False, 2018: False}
        >>> years_of(Period("{2016,2018}").spans)
        {2016: True, 2018: True}
    """
    each = [_years_of(span, beside=len(spans) > 1) for span in spans]
    if any(None in years for years in each):
        return {None: True}
    found = sorted({year for years in each for year in years}, key=int)  # type: ignore[arg-type]
    if int(found[-1] or 0) - int(found[0] or 0) > MOST_YEARS:
        return {None: True}
    return {year: all(years.get(year, False) for years in each) for year in found}


def _years_of(span: Span, *, beside: bool) -> dict[Word, bool]:
    """The same of one span; all of several stretches are a sequence where they have rivals."""
    if span.members and not beside:
        found: dict[Word, bool] = {}
        for member in span.members:
            for year, surely in _years_from(*member, *member).items():
                found[year] = surely or found.get(year, False)
        return found
    bounds = span.start_min, span.start_max, span.end_min, span.end_max
    return _years_from(*bounds, is_sequence=span.is_scattered)


def _years_from(*bounds: float, is_sequence: bool = False) -> dict[Word, bool]:
    years = [None if bound in (-inf, inf) else year_of(bound) for bound in bounds]
    return years_between(*years, is_sequence=is_sequence)


def cells_of(record: Record, keys: Sequence[Key], actors: Cast = NOBODY) -> dict[Cell, bool]:
    """The cells into which a record falls or may fall, and whether it surely does.

    By both sides at once, it falls into the cells of its directed pairs.

    Args:
        record: Any record.
        keys: What is counted by.
        actors: The actors that it names.
    """
    words = {key: words_of(record, key, actors) for key in keys}
    if not ("initiator" in words and "target" in words):
        return joined(words.values())
    found: dict[Cell, bool] = {}
    for one, other in directed_pairs(record.seen):
        words["initiator"] = _states(one, record, actors)
        words["target"] = _states(other, record, actors)
        found |= joined(words.values())
    return found


def joined(words: Iterable[Mapping[Word, bool]]) -> dict[Cell, bool]:
    """The cells of which each key has one of some words, sure if each of them is.

    Example:
        >>> joined([{"PAK": True}, {2016: True, 2017: False}])
        {('PAK', 2016): True, ('PAK', 2017): False}
    """
    return {
        tuple(word for word, _ in chosen): all(surely for _, surely in chosen)
        for chosen in product(*(one.items() for one in words))
    }


def words_of(record: Record, key: Key, actors: Cast = NOBODY) -> dict[Word, bool]:
    """The values of one key for a record, and whether it surely has each; at least one."""
    if key == "year":
        return years_of(record.when)
    if key in _SIDES:
        found: dict[Word, bool] = {}
        for participant in record.seen:
            if participant.role in _SIDES[key]:
                for word, surely in _states(participant, record, actors).items():
                    found[word] = surely or found.get(word, False)
        return found or {None: True}
    return dict.fromkeys(_NAMED[key](record), True) or {None: True}


def _states(participant: Participant | None, record: Record, actors: Cast) -> dict[Word, bool]:
    """The states that a side may act for, sure if it is one; else its organization."""
    if participant is None:
        return {None: True}
    known = actors.states(participant, record)
    return dict.fromkeys(known, len(known) == 1) if known else {participant.organization: True}


def _status(record: Record) -> tuple[str | None, ...]:
    """The status that queries see, None where there is none or the sources differ."""
    seen = record.values("status")
    return (str(seen[0]) if len(seen) == 1 else None,)


_SIDES: Mapping[str, frozenset[Role]] = {"initiator": INITIATORS, "target": TARGETS}
_NAMED: dict[NamedKey, Callable[[Record], Iterable[str | None]]] = {
    "kind": lambda record: (record.kind,),
    "status": _status,
    "place": lambda record: (place.name for place in record.places),
    "topic": lambda record: record.topics,
    "source": lambda record: (citation.source for citation in record.citations),
}
