"""What is in a cell, and what may be in many cells alike, added up once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import fsum, inf
from typing import NamedTuple, TypeAlias

from bilateral.collection.amounts import Amount
from bilateral.collection.deals import Deal
from bilateral.collection.identity import Same

__all__ = ["Entry", "Held", "Pool", "bounds_of"]

_Name: TypeAlias = tuple[str, str]
"""Of records that are bounded together: what they are, and its id."""


class Entry(NamedTuple):
    """What a record gives to a cell, where others may give the same."""

    id: str
    same: Same | None
    deal: Deal | None
    gives: bool
    """Whether the cell surely has all of it, or the share of it that is given."""
    least: float
    most: float
    is_share: bool = False
    """Whether of its amount only a share is meant."""

    @property
    def name(self) -> _Name:
        """With what else it is bounded: what may be the same event, or is of the same deal."""
        if self.same is None and self.deal is not None:
            return "deal", self.deal.id
        return "event", self.id if self.same is None else self.same[1]


class Held:
    """What is in a cell: amounts and how many records give each, and records told apart."""

    __slots__ = ("entries", "least", "most")

    def __init__(self) -> None:
        self.least: dict[float, int] = {}
        self.most: dict[float, int] = {}
        self.entries: list[Entry] = []

    def has(self, amount: float, number: int) -> None:
        """Give it surely some amount so often."""
        self.least[amount] = self.least.get(amount, 0) + number

    def may_have(self, amount: float, number: int) -> None:
        """Give it at most some amount so often."""
        self.most[amount] = self.most.get(amount, 0) + number


class Pool:
    """What may be in each of several cells alike.

    Args:
        several: What may be in them.
        one_a_year: Whether each part of a deal brought one piece at least.
    """

    __slots__ = ("bounds", "entries", "united")

    def __init__(self, several: Iterable[Held], *, one_a_year: bool = False) -> None:
        self.bounds = _Bounds()
        self.entries: dict[_Name, list[Entry]] = {}
        for one in several:
            self.bounds.most.add(one.most)
            _sort(one.entries, self.entries)
        self.united = {
            # As nothing open gives surely, it is no matter who stays.
            name: _united(name, entries, lambda _: False, one_a_year=one_a_year)
            for name, entries in self.entries.items()
        }
        for both in self.united.values():
            self.bounds.add(both)


def bounds_of(
    own: Held,
    pools: Sequence[Pool],
    without: Iterable[Held],
    stays: Callable[[str], bool],
    *,
    one_a_year: bool = False,
) -> Amount:
    """The bounds of a cell, with what else may be in it.

    Records told apart are bounded with those of their event or deal, wherever these are; what the
    pools say is right for those events of which neither the cell nor another pool has a record.

    Args:
        own: What is in it.
        pools: What may be in it.
        without: What of the pools is not.
        stays: Whether all records of a component may be in it together.
        one_a_year: Whether each part of a deal brought one piece at least.
    """
    bounds = _Bounds()
    bounds.least.add(own.least)
    bounds.most.add(own.most)
    entries: dict[_Name, list[Entry]] = {}
    _sort(own.entries, entries)
    for name in _common(pools):
        entries.setdefault(name, [])
    out: dict[_Name, list[Entry]] = {}
    for one in without:
        bounds.most.add(one.most, -1)
        _sort(one.entries, out)
    for name in out:
        entries.setdefault(name, [])
    for pool in pools:
        bounds.join(pool.bounds)
        for name in entries.keys() & pool.entries.keys():
            bounds.add(pool.united[name], -1)
            entries[name] += pool.entries[name]
    for name, several in entries.items():
        for entry in out.get(name, ()):
            several.remove(entry)
        if several:
            bounds.add(_united(name, several, stays, one_a_year=one_a_year))
    return bounds.least.rounded(), bounds.most.rounded()


def _sort(entries: Iterable[Entry], found: dict[_Name, list[Entry]]) -> None:
    for entry in entries:
        found.setdefault(entry.name, []).append(entry)


def _common(pools: Sequence[Pool]) -> Iterable[_Name]:
    """Those of whom several pools have records."""
    if len(pools) < 2:
        return ()
    *fewer, most = sorted((pool.entries for pool in pools), key=len)
    seen = Counter(name for entries in fewer for name in entries)
    return [name for name, number in seen.items() if number > 1 or name in most]


class _Total:
    """An exact sum, from which what was added can be taken again."""

    __slots__ = ("endless", "finite")

    def __init__(self) -> None:
        self.finite: int | Fraction = 0
        self.endless = 0
        """How often something without a bound is in it."""

    def add(self, amounts: Mapping[float, int], times: int = 1) -> None:
        for amount, number in amounts.items():
            if amount == inf:
                self.endless += number * times
            else:
                self.finite += _exact(amount) * number * times

    def join(self, other: _Total) -> None:
        self.finite += other.finite
        self.endless += other.endless

    def rounded(self) -> float:
        return inf if self.endless else float(self.finite)


class _Bounds:
    """What is surely in a cell and what may be."""

    __slots__ = ("least", "most")

    def __init__(self) -> None:
        self.least, self.most = _Total(), _Total()

    def add(self, both: Amount, times: int = 1) -> None:
        for total, amount in zip((self.least, self.most), both, strict=True):
            total.add({amount: 1}, times)

    def join(self, other: _Bounds) -> None:
        self.least.join(other.least)
        self.most.join(other.most)


def _exact(amount: float) -> int | Fraction:
    return int(amount) if amount == int(amount) else Fraction(amount)


def _united(
    name: _Name, several: Sequence[Entry], stays: Callable[[str], bool], *, one_a_year: bool
) -> Amount:
    """The bounds of those that may be one event, or that are one deal."""
    of, called = name
    if of == "deal":
        return _of_deal(several, one_a_year=one_a_year)
    events: dict[str, float] = {}
    for one in several:
        event = one.id if one.same is None else one.same[0]
        events[event] = max(events.get(event, 0.0), one.most)
    given = any(one.gives for one in several) and stays(called)
    return min(one.least for one in several) if given else 0.0, _sum(events.values())


def _of_deal(entries: Sequence[Entry], *, one_a_year: bool) -> Amount:
    """The bounds of the parts of a deal that may be in a cell, and of the deal itself.

    Where each part brought one piece at least, and all are worth the same, those in the cell have
    their pieces' worth at least, and those outside leave no more than the rest.
    """
    records = {one.id: one for one in sorted(entries, key=lambda one: one.gives)}
    deal = entries[0].deal
    assert deal is not None  # noqa: S101 - for the type checker
    own = records.pop(deal.id, None)
    given = {name for name, one in records.items() if one.gives}
    least = _sum(records[name].least for name in given)
    most = _sum(one.most for one in records.values())
    # What the parts have together is no more than the deal; if they are all, it is as much.
    beside = _sum(low for name, (low, _) in deal.parts.items() if name not in records)
    most = min(most, max(deal.total[1] - beside, 0.0))
    whole = {name for name in given if not records[name].is_share}
    if deal.is_whole:
        rest = _sum(high for name, (_, high) in deal.parts.items() if name not in whole)
        least = max(least, deal.total[0] - rest)
    pieces, parts = deal.pieces, len(deal.parts)
    if one_a_year and pieces >= parts > 0:
        least = max(least, deal.total[0] * len(given) / pieces)
        most = min(most, deal.total[1] * (pieces - parts + len(records)) / pieces)
    if own is not None:
        least, most = max(least, own.least if own.gives else 0.0), own.most
    return least, most


def _sum(amounts: Iterable[float]) -> float:
    found = list(amounts)
    return inf if inf in found else fsum(found)
