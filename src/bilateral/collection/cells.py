"""The cells of a record: the values that it has, or may have, of what records are counted by.

Objects and tables find these values each in their way; which keys there are, which years a date
touches, how the values of several keys make cells and what else fits into a cell is said here once
for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from math import inf
from typing import TypeAlias

import attrs

from bilateral.collection.asked import (
    ANYTHING,
    NONE,
    Asked,
    CellKey,
    Open,
    Pattern,
    Word,
    Words,
)
from bilateral.collection.keys import EITHER, SIDES, Part, part_of
from bilateral.collection.units import Units
from bilateral.dates.relations import Span
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import Participant, Record, Role
from bilateral.query.homes import WITH_STATES
from bilateral.query.participation import NO_STATE, Known

__all__ = [
    "MOST_YEARS",
    "acting",
    "cells_of",
    "crossed",
    "placed",
    "steps_of",
    "worded",
    "words_of",
]

MOST_YEARS = 400
"""Of a record that may lie in more years than so many none is listed."""
_MOST = {
    "year": MOST_YEARS,
    "month": MOST_YEARS * 12,
    "day": MOST_YEARS * 366,
    "decade": MOST_YEARS // 10,
}


# -- the words of a key ----------------------------------------------------------------------------


def worded(
    found: Mapping[Word, bool],
    open_in: Sequence[Span] | None = None,
    homes: frozenset[Known] | None = None,
) -> Words:
    """What is known of a key, with what else is open.

    Args:
        found: The words that are listed, and whether the record surely has each.
        open_in: Of what may have other words too, what its date may be; None of what may not.
        homes: Of which homes actors have to be to be among those words; None of any.

    Example:
        >>> worded({})
        {'none': True}
        >>> worded({"PAK": True}, ())
        {'PAK': True, Open(spans=(), but=frozenset({'PAK'}), homes=None): False}
    """
    words: dict[Word | Open, bool] = dict(found.items())
    if open_in is None:
        return words or {NONE: True}
    but = frozenset(word for word in found if word is not None)
    words[Open(tuple(open_in), but, homes)] = not found
    return words


def steps_of(spans: Sequence[Span], asked: Asked = ANYTHING) -> Words:
    """The steps of time, such as years, in which what has one of some spans falls, or may fall.

    Of what falls in all that it touches, those are listed that it surely touches, and those
    between bounds that are both known: of something since 2005 that was seen in 2018 those from
    2005 to 2018, of which it surely touches all. Those after 2018 are open.

    Args:
        spans: What the date may be.
        asked: The question, and what the steps are.

    Example:
        >>> from bilateral import Period
        >>> steps_of(Period("[2016,2018]").spans)
        {2016: False, 2018: False}
        >>> steps_of(Period("{2016,2018}").spans)
        {2016: True, 2018: True}
        >>> list(steps_of(Period("1966/").spans).values())
        [True, False]
    """
    step = asked.step
    reaches = [step.reach(span) for span in spans]
    stretches = [
        stretch
        for span, reach in zip(spans, reaches, strict=True)
        for stretch in _closed(span, reach, beside=len(spans) > 1)
    ]
    ranges = [step.numbers(first, last) for first, last in stretches]
    is_open = any(-inf in reach or inf in reach for reach in reaches)
    listed: set[int] = set()
    most = _MOST[step.unit]
    if all(len(numbers) <= most for numbers in ranges) and step.is_named(ranges):
        listed.update(chain.from_iterable(ranges))
    if not listed and not is_open and (ranges and step.within is not None):
        return {}  # in none of those that are asked for
    if not 0 < len(listed) <= _MOST[step.unit]:
        return worded({}, spans)
    if len(listed) == 1 and not is_open and step.within is None and not step.is_window:
        return worded(dict.fromkeys(listed, True))
    found: dict[Word, bool] = {}
    (one, *more) = spans
    plain = step.rule == "any" and not step.is_window and not step.is_shared
    if plain and asked.dates is None and not more and not one.is_scattered:
        sure: range | set[int] = set()  # as below, and faster
        if one.start_max < inf and one.end_min > -inf:
            sure = range(step.number(one.start_max), step.number(one.end_min) + 1)
        found.update((number, number in sure) for number in sorted(listed))
    else:
        for number in sorted(listed):
            if asked.in_step(number, spans).is_possible:
                found[number] = asked.surely(number, spans)
    is_open = is_open and (asked.dates is None or asked.beyond(listed, spans))
    if not found and not is_open and not (step.rule == "any" and step.within is None):
        return {}
    return worded(found, spans if is_open or not found else None)


def _closed(
    span: Span, reach: tuple[float, float], *, beside: bool
) -> Iterable[tuple[float, float]]:
    """The stretches of days with two known ends in which some day of it falls or may fall.

    Of several stretches that are all touched, beside rivals, only the first and last day count.
    """
    if reach != (span.start_min, span.end_max):  # the start or the end alone decides
        found: Iterable[tuple[float, float]] = (reach,)
    elif span.members and not beside:
        found = span.members
    elif -inf < span.start_min and span.end_max < inf:
        return [(span.start_min, span.end_max)]
    else:
        found = (
            (span.start_min, span.start_max),
            # The middle, or the days on one of which alone it is known to have been under way.
            (min(span.start_max, span.end_min), max(span.start_max, span.end_min)),
            (span.end_min, span.end_max),
        )
    return [(first, last) for first, last in found if -inf < first <= last < inf]


def acting(
    known: Known, organization: str | None, units: Units | None = None
) -> Mapping[Word, bool]:
    """The words of a side: the states that it may act for, else its organization.

    Args:
        known: What is known of the state.
        organization: The organization; or the word for what acts for no state.
        units: The codes by which states are told, of those that have had one alone.
    """
    if not known:
        return {} if known is None and organization is None else {organization or NONE: True}
    nobody = organization or NONE
    words: Iterable[Word] = (nobody if state == NO_STATE else state for state in known)
    if units is not None:
        words = sorted({units.only.get(str(word), word) for word in words}, key=str)
    found = tuple(words)
    return dict.fromkeys(found, len(found) == 1)


def words_of(record: Record, key: CellKey, asked: Asked = ANYTHING) -> Words:
    """The values of one key for a record, and whether it surely has each; at least one.

    Args:
        record: Any record.
        key: The key.
        asked: The question, and the actors that the record names.
    """
    if key == "year":
        return steps_of(record.when, asked)
    if key in _NAMED:
        words, is_open = _NAMED[key](record, asked)
        return worded(words, () if is_open else None)
    part = part_of(key)
    if part is None:
        return _field(record, key, asked)
    takers = [p for p in record.seen if p.role in part.roles]
    is_open = not part.roles.isdisjoint(asked.cast.unstated(record))
    return _taken_by(part)(part.name, takers, record, asked, is_open)


def _people(
    name: str, takers: Iterable[Participant], record: Record, asked: Asked, is_open: bool
) -> Words:
    """What some who take part have of a key such as "person"."""
    found: dict[Word, bool] = {}
    homes: frozenset[Known] | None = None if is_open else frozenset()
    for participant in takers:
        known, more = _said(participant, name, asked)
        if not known:
            is_open = True
            own = _homes(participant, name, record, asked)
            homes = None if homes is None or own is None else homes | own
        for word in known:
            found[word] = len(known) == 1 or found.get(word, False)
        for word in more:
            found.setdefault(word, False)
    return worded(found, (), homes) if is_open else worded(found)


def _homes(
    participant: Participant, name: str, record: Record, asked: Asked
) -> frozenset[Known] | None:
    """The homes of actors one of whom somebody may be of whom nobody says it; None if of any."""
    if name not in WITH_STATES:
        return None
    return asked.cast.homes.open_to(name, asked.cast.states(participant, record), record.when)


def _said(participant: Participant, name: str, asked: Asked) -> tuple[Sequence[str], Sequence[str]]:
    """The words one of which somebody has, and those that he may have besides."""
    if name != "sector":
        return tuple(map(str, participant.known(name))), ()
    known, of_rank = asked.cast.sectors(participant), participant.rank_sectors
    return tuple(map(str, known)), tuple(map(str, of_rank))


def _field(record: Record, name: str, asked: Asked) -> Words:
    """The word of a field that queries see, or those that it may be where sources differ."""
    seen = tuple(map(str, record.values(name)))
    is_open = not seen and not asked.cast.lacks(record, name)
    return worded(dict.fromkeys(seen, len(seen) == 1), () if is_open else None)


def _side(
    _: str, takers: Iterable[Participant], record: Record, asked: Asked, is_open: bool
) -> Words:
    """The states for which some who take part may act."""
    found: dict[Word, bool] = {}
    for participant in takers:
        known = asked.cast.states(participant, record)
        is_open = is_open or known is None
        for word, surely in acting(known, participant.organization, asked.grid.units).items():
            found[word] = surely or found.get(word, False)
    return worded(found, record.when if is_open else None)


def _status(record: Record, asked: Asked) -> tuple[Mapping[Word, bool], bool]:
    """The status that queries see, or those that it may be where sources differ."""
    seen = [str(status) for status in record.values("status")]
    may = [status for status in seen if asked.has_status(status, record.counted)]
    return dict.fromkeys(may, len(seen) == 1), not seen and not asked.cast.lacks(record, "status")


def _place(record: Record, asked: Asked) -> tuple[Mapping[Word, bool], bool]:
    names = [place.name for place in record.places]
    is_open = None in names if names else not asked.cast.lacks(record, "places")
    return {name: True for name in names if name is not None}, is_open


def _topic(record: Record, asked: Asked) -> tuple[Mapping[Word, bool], bool]:
    """Topics are the coder's act: a record that has some is not about others."""
    is_open = not record.topics and not asked.cast.lacks(record, "topics")
    return dict.fromkeys(record.topics, True), is_open


_NAMED: dict[CellKey, Callable[[Record, Asked], tuple[Mapping[Word, bool], bool]]] = {
    "kind": lambda record, _: ({record.kind: True}, False),
    "status": _status,
    "place": _place,
    "topic": _topic,
    "source": lambda record, _: ({c.source: True for c in record.citations}, False),
}


# -- the cells of several keys ---------------------------------------------------------------------


def cells_of(
    record: Record,
    keys: Sequence[CellKey],
    asked: Asked = ANYTHING,
) -> dict[Pattern, bool]:
    """The cells into which a record falls or may fall, and whether it surely does.

    By both sides at once, it falls into the cells of its directed pairs. Keys of the same roles,
    such as the state and the person of the host, speak of one and the same who takes part.

    Args:
        record: Any record.
        keys: What is counted by.
        asked: The question, and the actors that the record names.
    """
    plan = _plan(tuple(keys), record.roles) if len(keys) > 1 else None
    if plan is None or not plan.together:
        return placed(
            crossed(words_of(record, key, asked) for key in keys), keys, record.when, asked
        )
    words: dict[CellKey, Words] = {key: {} for key in keys}
    for key in plan.alone:
        words[key] = words_of(record, key, asked)
    unstated = asked.cast.unstated(record)
    found: dict[Pattern, bool] = {}
    for takers in _takers(record, plan, unstated):
        for group, one in zip(plan.together, takers, strict=True):
            sides = () if one is None else (one,)
            for key, part, taken in group:
                is_open = one is None and not part.roles.isdisjoint(unstated)
                words[key] = taken(part.name, sides, record, asked, is_open)
        for cell, surely in crossed(words.values()).items():
            found[cell] = surely or found.get(cell, False)
    return placed(found, keys, record.when, asked)


_Taken: TypeAlias = Callable[[str, Iterable[Participant], Record, Asked, bool], Words]
_Group: TypeAlias = tuple[tuple[CellKey, Part, _Taken], ...]
"""Keys that speak of one and the same who takes part, and what says their words."""


@attrs.frozen
class _Plan:
    """Which of several keys speak of one and the same who takes part.

    Attributes:
        alone: Those that do not.
        together: The groups that do.
        are_pairs: Whether these are the two sides of each directed pair.
    """

    alone: tuple[CellKey, ...]
    together: tuple[_Group, ...]
    are_pairs: bool


@lru_cache(maxsize=1024)
def _plan(keys: tuple[CellKey, ...], roles: frozenset[Role]) -> _Plan:
    """What several keys speak of in records of a kind that has some roles."""
    parts = {key: part for key in keys if (part := part_of(key))}
    are_pairs = "initiator" in parts and "target" in parts
    groups: dict[frozenset[Role], list[CellKey]] = {}
    for key, part in parts.items():
        if not are_pairs or part.roles in SIDES.values():
            groups.setdefault(part.roles if are_pairs else part.roles & roles, []).append(key)
    several = [groups[side] for side in SIDES.values()] if are_pairs else groups.values()
    together = tuple(
        tuple((key, parts[key], _taken_by(parts[key])) for key in group)
        for group in several
        if are_pairs or len(group) > 1
    )
    shared = {key for group in together for key, *_ in group}
    return _Plan(tuple(key for key in keys if key not in shared), together, are_pairs)


def _taken_by(part: Part) -> _Taken:
    return _side if part.name == "state" else _people


def _takers(
    record: Record, plan: _Plan, unstated: frozenset[Role]
) -> Iterable[Sequence[Participant | None]]:
    """Those of whom some groups of keys speak together; None for one who is not stated."""
    if plan.are_pairs:
        return directed_pairs(record.seen)
    several: list[list[Participant | None]] = []
    for (_, part, _), *_ in plan.together:
        takers: list[Participant | None] = [p for p in record.seen if p.role in part.roles]
        if not takers or not part.roles.isdisjoint(unstated):
            takers.append(None)
        several.append(takers)
    return product(*several)


def placed(
    cells: dict[Pattern, bool], keys: Sequence[CellKey], spans: Sequence[Span], asked: Asked
) -> dict[Pattern, bool]:
    """The cells of a grid for those of a record: by codes and without direction, if it is so.

    Args:
        cells: By codes, or by ids where a state has had several.
        keys: What is counted by.
        spans: What the date of the record may be.
        asked: The question, and what the cells are of.
    """
    if asked.grid.units is None and not asked.grid.is_undirected:
        return cells
    sides = [place for place, key in enumerate(keys) if key in EITHER]
    found: dict[Pattern, bool] = {}
    for cell, surely in cells.items():
        coded = [(cell, surely)]
        for place in sides if asked.grid.units is not None else ():
            coded = [
                (_with(one, place, code), sure and so)
                for one, sure in coded
                for code, so in _codes(one[place], one[keys.index("year")], spans, asked)
            ]
        for one, sure in coded:
            for turned in _turned(one, sides) if asked.grid.is_undirected else (one,):
                found[turned] = sure or found.get(turned, False)
    return found


def _codes(
    word: Word | Open, step: Word | Open, spans: Sequence[Span], asked: Asked
) -> Iterable[tuple[Word | Open, bool]]:
    """The codes of the state that a word names, and whether it is surely of each in a step."""
    units = asked.grid.units
    if word is None or units is None:
        return ()
    if isinstance(word, Open) or word in units.states:
        return ((word, True),)
    if not isinstance(step, int):
        return ((code, False) for code in sorted(units.codes((str(word),)), key=str))
    owned = units.owned(str(word), *asked.step.stretch(step))
    if len(owned) == 1:
        return ((owned[0][2], True),)
    truths = ((code, asked.matches(asked.step.asked(a, b), spans)) for a, b, code in owned)
    return ((code, truth.is_true) for code, truth in truths if truth.is_possible)


def _with(cell: Pattern, place: int, word: Word | Open) -> Pattern:
    return (*cell[:place], word, *cell[place + 1 :])


def _turned(cell: Pattern, sides: Sequence[int]) -> Iterable[Pattern]:
    """The cell of a pair without direction: the lesser code first, or both ways if one is open."""
    if len(sides) < 2:
        return (cell,)
    one, other = (cell[place] for place in sides)
    turned = _with(_with(cell, sides[0], other), sides[1], one)
    if isinstance(one, Open) or isinstance(other, Open):
        return (cell, turned)
    return (cell,) if one < other else (turned,)  # type: ignore[operator]  # ids, or codes of one list


def crossed(words: Iterable[Words]) -> dict[Pattern, bool]:
    """The cells of which each key has one of some words, sure if each of them is.

    Example:
        >>> crossed([{"PAK": True}, {2016: True, 2017: False}])
        {('PAK', 2016): True, ('PAK', 2017): False}
    """
    return {
        tuple(word for word, _ in chosen): all(surely for _, surely in chosen)
        for chosen in product(*(one.items() for one in words))
    }
