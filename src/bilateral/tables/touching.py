"""Which segments of the calendar a set of stretches touches, said with as few tests as suffice.

Of a set such as ``{2016, 2018}`` each member is touched somewhere and no day outside is. A question
parts the calendar into segments, and holds of some choices of segments that are just those
touched. A choice is possible if each of its segments meets a member and each member meets one of
them, so that no member lies within a gap. Of many choices most of that goes without saying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from itertools import combinations_with_replacement
from operator import and_, or_
from typing import TypeAlias

import attrs

__all__ = ["Way", "ways_to_touch"]

Stretch: TypeAlias = tuple[int, int]
"""The numbers of the first and the last of some segments that follow each other."""


@attrs.frozen
class Way:
    """Some members meet segments, and no member lies within others.

    Attributes:
        met: Segments, each of which meets a member.
        gaps: Stretches of segments, within none of which a member lies.
    """

    met: tuple[Stretch, ...]
    gaps: tuple[Stretch, ...]


@lru_cache(maxsize=1024)
def ways_to_touch(number: int, choices: frozenset[tuple[int, ...]]) -> tuple[Way, ...]:
    """The ways in which just the segments of some choice may be touched.

    Args:
        number: How many segments there are; few.
        choices: Choices of segments, by their numbers in order.

    Example:
        >>> ways_to_touch(2, frozenset({(1,), (0, 1)}))  # the second, whatever else
        (Way(met=((1, 1),), gaps=()),)
    """
    kinds = list(combinations_with_replacement(range(number), 2))  # of members, by what they meet
    worlds = 1 << (1 << len(kinds))  # each of a set of kinds; a bit for each

    def where(some_kind: Iterable[int]) -> int:
        """The worlds with a member of one of some kinds, as bits."""
        return reduce(or_, (_column(kind, len(kinds)) for kind in some_kind), 0)

    def meeting(stretch: Stretch) -> int:
        first, last = stretch
        return where(n for n, (i, j) in enumerate(kinds) if i <= last and j >= first)

    def avoiding(stretch: Stretch) -> int:
        first, last = stretch
        inside = where(n for n, (i, j) in enumerate(kinds) if first <= i and j <= last)
        return (worlds - 1) & ~inside & ~1  # there is some member

    ways = [
        {
            **{(True, (n, n)): meeting((n, n)) for n in chosen},
            **{(False, gap): avoiding(gap) for gap in _gaps(chosen, number)},
        }
        for chosen in sorted(choices)
    ]
    wanted = reduce(or_, (_all(way.values(), worlds) for way in ways), 0)
    for way in ways:
        for part in sorted(way):  # gaps first
            rest = [bits for name, bits in way.items() if name != part]
            if not _all(rest, worlds) & ~wanted:
                del way[part]
    left = {_all(way.values(), worlds): way for way in ways}
    for bits in sorted(left, key=int.bit_count):
        others = reduce(or_, (other for other in left if other != bits), 0)
        if not bits & ~others:
            del left[bits]
    found = (
        Way(
            tuple(stretch for is_met, stretch in way if is_met),
            tuple(stretch for is_met, stretch in way if not is_met),
        )
        for way in left.values()
    )
    return tuple(_adjoined(found))


def _adjoined(ways: Iterable[Way]) -> Iterator[Way]:
    """The ways, where those to meet one of two stretches that adjoin are one."""
    lone: list[Stretch] = []
    for way in ways:
        if way.gaps or len(way.met) != 1:
            yield way
        else:
            lone += way.met
    begin, end = -1, -2
    for first, last in sorted(lone):
        if first > end + 1 and begin >= 0:
            yield Way(((begin, end),), ())
        begin, end = (begin if begin >= 0 and first <= end + 1 else first), max(end, last)
    if begin >= 0:
        yield Way(((begin, end),), ())


def _all(parts: Iterable[int], worlds: int) -> int:
    return reduce(and_, parts, (worlds - 1) & ~1)


def _column(kind: int, kinds: int) -> int:
    """The worlds that have a member of a kind: those whose number has its bit."""
    block = ((1 << (1 << kind)) - 1) << (1 << kind)
    width = 1 << (kind + 1)
    while width < 1 << kinds:
        block |= block << width
        width *= 2
    return block


def _gaps(chosen: tuple[int, ...], number: int) -> Iterator[Stretch]:
    """The stretches between chosen segments."""
    for before, after in zip((-1, *chosen), (*chosen, number), strict=True):
        if before + 1 < after:
            yield before + 1, after - 1
