"""Dates as days: what an expression allows, by rules written here, and what they show.

The calendar is April and May 2016, with four days far before and four far after for all others, so
that a question must keep to these months. What lasts, and what comes in several deliveries, is
a set of days; every relation is "some day is such" or "no day is such".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from math import inf
from typing import Any, Literal, TypeAlias

from bilateral.query.predicates import DateIs

__all__ = [
    "DAYS", "FIRST", "LAST", "Dates", "Masks", "Nature", "Pair", "bits_of", "both", "contains",
    "dates_of", "mask_of", "stretches",
]  # fmt: skip

Masks: TypeAlias = "frozenset[int]"
Nature: TypeAlias = Literal["day", "stay", "sequence"]
Stretch: TypeAlias = "tuple[float, float]"
Pair: TypeAlias = "tuple[int, int]"

FIRST, LAST = date(2016, 4, 1).toordinal(), date(2016, 5, 31).toordinal()
_FAR = 10**6
DAYS = (
    *range(FIRST - _FAR, FIRST - _FAR + 4),
    *range(FIRST, LAST + 1),
    *range(LAST + _FAR - 3, LAST + _FAR + 1),
)


class Dates:
    """The days that a date allows: pairs of a start and an end, or members that are all touched."""

    def __init__(self, pairs: Iterable[Pair] = (), members: Iterable[Stretch] = ()) -> None:
        self.pairs = frozenset(pairs)
        self.members = tuple(members)

    def days(self, nature: Nature) -> frozenset[int]:
        """Every day on which it may have been."""
        if self.members:
            return frozenset(day for member in self.members for day in _in(member))
        within = _in((min(s for s, _ in self.pairs), max(e for _, e in self.pairs)))
        return frozenset(
            day for day in within if any(start <= day <= end for start, end in self.pairs)
        )

    def occasions(
        self, nature: Nature, bits: Mapping[int, int]
    ) -> Iterator[tuple[int, int, Masks]]:
        """First day, last day, and what the days that are taken may show together."""
        for pair in self.pairs:
            yield (*pair, _taken(pair, nature, bits))
        each = [
            [(x, y, _taken((x, y), "sequence", bits)) for x in _in(m) for y in _in((x, m[1]))]
            for m in self.members
        ]
        for parts in product(*each) if each else ():
            shown = frozenset({0})
            for _, _, masks in parts:
                shown = both(shown, masks)
            yield min(x for x, _, _ in parts), max(y for _, y, _ in parts), shown


def _taken(pair: Pair, nature: Nature, bits: Mapping[int, int]) -> Masks:
    """What shows of a question from a first day to a last one, by what is taken between."""
    start, end = pair
    ends = bits[start] | bits[end]
    between = {bits[day] for day in _in(pair)}
    if nature == "sequence":
        return frozenset({ends}) | {ends | some for some in _unions(between)}
    for mask in between:
        ends |= mask
    return frozenset({ends})


def _in(stretch: Stretch) -> tuple[int, ...]:
    """The days of a stretch, those far off among them."""
    low, high = stretch
    if low >= FIRST and high <= LAST:
        return tuple(range(int(low), int(high) + 1))
    return tuple(day for day in DAYS if low <= day <= high)


def _unions(masks: set[int]) -> frozenset[int]:
    """The union of each choice of one or more."""
    found = set(masks)
    for mask in masks:
        found |= {mask | other for other in found}
    return frozenset(found)


@cache
def stretches(text: str, margin: int = 0) -> tuple[Stretch, ...]:
    """The stretches of days that one side of an interval, or a member of a set, names.

    Digits that are not stated are alternatives, those that adjoin one stretch.
    """
    if text in ("", ".."):
        return ((-inf, inf),)
    if text.startswith("["):
        return tuple(s for part in text[1:-1].split(",") for s in _member(part, margin))
    plain = text.rstrip("?~%")
    pattern = re.compile(plain.replace("X", "[0-9]") + "(-|$)")
    found: list[Stretch] = []
    for day in range(FIRST, LAST + 1):
        if pattern.match(date.fromordinal(day).isoformat()):
            if found and found[-1][1] == day - 1:
                found[-1] = found[-1][0], day
            else:
                found.append((day, day))
    assert found, f"{text} is not of these months"
    by = margin if plain != text else 0
    return tuple((low - by, high + by) for low, high in found)


def _member(text: str, margin: int) -> tuple[Stretch, ...]:
    low, dots, high = text.partition("..")
    if not dots:
        return stretches(text, margin)
    return ((stretches(low, margin)[0][0], stretches(high, margin)[-1][1]),)


@cache
def dates_of(text: str, nature: Nature, margin: int = 0) -> Dates:
    """The days that an EDTF expression allows to what is of such a nature."""
    if text.startswith("{"):
        parts = text[1:-1].split(",")
        members = [s for part in parts for s in _units(part, margin)]
        return Dates(members=members)
    sides = _sides(text)
    if len(sides) == 1:
        pairs = {
            (start, end)
            for stretch in stretches(sides[0], margin)
            for start in _in(stretch)
            for end in ((start,) if nature == "day" else _in((start, stretch[1])))
        }
        return Dates(pairs)
    starts, ends = (
        {day for stretch in stretches(side, margin) for day in _in(stretch)} for side in sides
    )
    return Dates((start, end) for start in starts for end in ends if start <= end)


def _sides(text: str) -> list[str]:
    """The two sides of an interval, or the whole of what is none."""
    return text.split("/")


def _units(text: str, margin: int) -> tuple[Stretch, ...]:
    """Within braces two dots name every day between."""
    low, dots, high = text.partition("..")
    if not dots:
        return stretches(text, margin)
    first, last = int(stretches(low)[0][0]), int(stretches(high)[0][1])
    return tuple((day, day) for day in range(first, last + 1))


def _windows(other: Any) -> list[Stretch]:
    """What a date is compared with: a calendar stretch, or one of several if it is uncertain."""
    if not hasattr(other, "edtf"):
        sides = [stretches(side) for side in _sides(other.text)]
        return [(sides[0][0][0], sides[-1][-1][1])]
    dates = dates_of(other.edtf.text, "day" if type(other).__name__ == "Moment" else "stay")
    return [
        (-inf if start < FIRST else start, inf if end > LAST else end) for start, end in dates.pairs
    ]


_SOME: dict[str, Callable[[int, float, float], bool]] = {
    "since": lambda day, low, _: day >= low,
    "before": lambda day, low, _: day >= low,  # no such day
    "until": lambda day, _, high: day <= high,
    "after": lambda day, _, high: day <= high,  # no such day
    "during": lambda day, low, high: low <= day <= high,
    "within": lambda day, low, high: not low <= day <= high,  # no such day
}
_NO_DAY = ("before", "after", "within")


def bits_of(terms: Mapping[int, DateIs]) -> Iterator[tuple[dict[int, int], int]]:
    """For each choice of what the terms compare with: the bits of each day, and which to turn."""
    turned = sum(1 << number for number, term in terms.items() if term.relation in _NO_DAY)
    for windows in product(*(_windows(term.other) for term in terms.values())):
        asked = [
            (1 << number, _SOME[term.relation], low, high)
            for (number, term), (low, high) in zip(terms.items(), windows, strict=True)
        ]
        bits = {
            day: sum(bit for bit, some, low, high in asked if some(day, low, high)) for day in DAYS
        }
        yield _Everywhere(bits, asked), turned


class _Everywhere(dict[int, int]):
    """The bits of each day, those that a margin or a duration reaches among them."""

    def __init__(self, bits: dict[int, int], asked: list[Any]) -> None:
        super().__init__(bits)
        self.asked = asked

    def __missing__(self, day: int) -> int:
        return sum(bit for bit, some, low, high in self.asked if some(day, low, high))


def both(one: Masks, other: Masks) -> Masks:
    return frozenset(a | b for a in one for b in other)


def mask_of(terms: Mapping[int, Any], holds: Callable[[Any], bool]) -> int:
    return sum(1 << number for number, term in terms.items() if holds(term))


def contains(one: Dates, other: Dates) -> bool:
    if one.members:
        return one.members == other.members
    bits = dict.fromkeys(DAYS, 0)
    return all((start, end) in one.pairs for start, end, _ in other.occasions("day", bits))
