"""How the bounds of cells add up, said once for objects and tables.

Objects and tables find the cells of a record each in their way, and put them into a tally.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import fsum, inf
from typing import Any, NamedTuple

from bilateral.collection.asked import Asked, Cell, CellKey, Open, Pattern, Word, Words
from bilateral.collection.counts import Amount, Counts
from bilateral.collection.deals import Deal
from bilateral.collection.identity import Same
from bilateral.collection.steps import share_of
from bilateral.dates.relations import Span
from bilateral.errors import BilateralError

__all__ = ["Tally"]

_UNDIVIDED = ("kind", "status", "topic", "source")


class _Entry(NamedTuple):
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


class Tally:
    """Adds records to the cells into which they fall.

    Args:
        keys: What is counted by.
        field: The field whose amounts are summed; None to count records.
        asked: The question, which says what else fits into a cell.

    A record that surely matches is counted at least in the cells into which it surely falls, and
    one that may match is counted at most in all into which it may. One record is so much; of those
    that may be one event, all are counted at least once together, and at most as one each. One
    event has one date: a year gets none of them surely if it cannot be the year of each.

    A record surely within one cell gives all of its amount to it. One that falls into several by
    year, side or place, or may, gives at least nothing to each, and at most all. Without an
    amount it gives at least nothing, and leaves the cell without an upper bound. Of records that
    may be one event the smallest amount is given at least. The parts of a deal give no more than
    the deal, and all of it to a cell that surely has all of them.
    """

    def __init__(
        self, keys: Sequence[CellKey], field: str | None = None, asked: Asked | None = None
    ) -> None:
        self.keys = keys
        self._field = field
        self.asked = Asked() if asked is None else asked
        step = self.asked.step
        whole = (
            (*_UNDIVIDED, "year")
            if step.is_shared and step.rule in ("any", "one-a-year")
            else _UNDIVIDED
        )
        self._dividing = [i for i, key in enumerate(keys) if key not in whole]
        self._one_a_year = step.rule == "one-a-year"
        self._cells: dict[Cell, _Sum] = {}
        self._open: dict[Pattern, _Sum] = {}
        self._index: dict[tuple[int, ...], Mapping[Pattern, list[Cell]]] = {}
        self._units: dict[str | None, None] = {}
        self._year = keys.index("year") if "year" in keys else None
        self._years: dict[str, set[frozenset[Word | Open]]] = {}  # of each component, by record
        if not keys:  # none is a count, too
            self._cells[()] = _Sum()

    def add(
        self,
        cells: Mapping[Pattern, bool],
        *,
        surely: bool,
        number: int = 1,
        amount: Amount | None = None,
        units: Iterable[str | None] = (),
        id: str = "",
        same: Same | None = None,
        steps: Iterable[Word | Open] = (),
        deal: Deal | None = None,
        is_share: bool = False,
    ) -> None:
        """Add records.

        Args:
            cells: Where they fall or may fall, and whether they surely do.
            surely: Whether they surely match the question.
            number: How many such records there are.
            amount: The bounds of what each has in the field that is summed, if it says so.
            units: The units in which the sources give the amount.
            id: Of one record, its id.
            same: Of one record, the event that it is and the component of those it may be.
            steps: Of such a record, the years, or other steps, in which it may be, if these are
                counted by: also of one whose states have no cells.
            deal: Of one record, the deal that it is or is part of.
            is_share: Whether the amount is a share of what it has.
        """
        least, most = (1.0, 1.0) if self._field is None else amount or (0.0, inf)
        spread = self._field is not None and len(set(map(self._divided, cells))) > 1
        self._units |= dict.fromkeys(units)
        if deal is not None:
            self._units |= dict.fromkeys(deal.units)
        if same is not None and self._year is not None:
            self._years.setdefault(same[1], set()).add(frozenset(steps))
        rows: dict[Cell, bool] = {}
        patterns: list[Pattern] = []
        for cell, falls in cells.items():
            row: Cell = cell  # type: ignore[assignment]  # else
            if any(isinstance(word, Open) for word in cell):
                patterns.append(cell)
                row = tuple(None if isinstance(word, Open) else word for word in cell)
            rows[row] = falls or rows.get(row, False)
        alone = same is None and deal is None and not (patterns and _overlap(cells))
        if alone:
            for row, falls in rows.items():
                found = self._sum_of(row)
                _more(found.most, most, number)
                if surely and falls and not spread:
                    _more(found.least, least, number)
            for pattern in patterns:
                _more(self._open.setdefault(pattern, _Sum()).most, most, number)
            return
        for row, falls in rows.items():
            gives = surely and falls and not spread
            entry = _Entry(id, same, deal, gives, least, most, is_share)
            self._sum_of(row).entries.append(entry)
        for pattern in patterns:
            entry = _Entry(id, same, deal, False, least, most, is_share)
            self._open.setdefault(pattern, _Sum()).entries.append(entry)

    def share(
        self,
        cells: Mapping[Pattern, bool],
        spans: Sequence[Span],
        *,
        surely: bool,
        amount: Amount | None,
        units: Iterable[str | None],
        id: str,
        same: Same | None,
        steps: Words,
        deal: Deal | None,
    ) -> None:
        """Add a record whose amount its steps have by their share of its days.

        Args:
            cells: Where it falls or may fall.
            spans: What its date may be.
            surely: Whether it surely matches the question.
            amount: The bounds of its amount.
            units: The units in which the sources give it.
            id: Its id.
            same: The event that it is, and the component of those it may be.
            steps: As in :meth:`add`.
            deal: The deal that it is or is part of.
        """
        if self.asked.step.rule != "proportional":
            self.add(
                cells,
                surely=surely,
                amount=amount,
                units=units,
                id=id,
                same=same,
                steps=steps,
                deal=deal,
            )
            return
        place = self.keys.index("year")
        least, most = amount or (0.0, inf)
        by_step: dict[Word | Open, dict[Pattern, bool]] = {}
        for cell, falls in cells.items():
            by_step.setdefault(cell[place], {})[cell] = falls
        for step, own in by_step.items():
            low, high = 0.0, 1.0
            if isinstance(step, int):
                low, high = share_of(spans, *self.asked.step.stretch(step))
            sides = {(*cell[:place], *cell[place + 1 :]) for cell in own}
            sure = {cell: len(sides) == 1 or falls for cell, falls in own.items()}
            self.add(
                {cell: falls and low > 0 for cell, falls in (own if low < 1 else sure).items()},
                surely=surely,
                amount=(least * low, most * high if high else 0.0),
                units=units,
                id=id,
                same=same,
                steps=steps,
                deal=deal,
                is_share=low < 1,
            )

    def words(self, place: int) -> set[Word]:
        """The words of a key in the cells that are listed, by the place of the key."""
        return {cell[place] for cell in self._cells}

    def include(self, cell: Cell) -> None:
        """List a cell, even if nothing falls into it."""
        self._sum_of(cell)

    def _sum_of(self, cell: Cell) -> _Sum:
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = _Sum()
        return found

    def _divided(self, cell: Pattern) -> Pattern:
        """The cell by those keys over which an amount may be spread."""
        return tuple(cell[place] for place in self._dividing)

    # -- the bounds ------------------------------------------------------------------------------

    def counts(self) -> Counts[Any, int]:  # the caller knows which keys it asked for
        """The number of records in each cell."""
        cells = {cell: (int(low), int(high)) for cell, (low, high) in self._bounds()}
        return Counts(self.keys, cells)

    def sums(self) -> Counts[Any, float]:  # as above
        """The sum of the amounts in each cell.

        Raises:
            BilateralError: naming the units, if there are several.
        """
        if len(self._units) > 1:
            units = sorted(unit or "no unit" for unit in self._units)
            raise BilateralError(
                "amounts of several units cannot be added",
                field=self._field,
                found=", ".join(units),
                expected="a question that leaves one of them",
            )
        unit = next(iter(self._units), None)
        return Counts(self.keys, dict(self._bounds()), self._field, unit)

    def _bounds(self) -> Iterator[tuple[Cell, Amount]]:
        raised: dict[Cell, list[_Sum]] = {}
        for pattern, found in self._open.items() if self._open else ():
            for cell in self._fitting(pattern):
                raised.setdefault(cell, []).append(found)
        for cell, own in self._cells.items():
            year = None if self._year is None else cell[self._year]
            stays = partial(self._stays, year)
            yield cell, own.bounds(raised.get(cell, ()), stays, one_a_year=self._one_a_year)

    def _stays(self, year: Word, component: str) -> bool:
        """Whether all records of a component may be in a year, as one event would be."""
        return year is None or all(
            any(
                self.asked.fits("year", year, word) if isinstance(word, Open) else word == year
                for word in words
            )
            for words in self._years.get(component, ())
        )

    def cells(self) -> Iterator[tuple[Cell, Amount]]:
        """The bounds of each listed cell, with what else may fall into it."""
        yield from self._bounds()

    def open(self) -> Iterator[tuple[Pattern, float]]:
        """What may fall into any of several cells, and how much of it at most."""
        for pattern, found in self._open.items():
            yield pattern, found.bounds((), partial(self._stays, None))[1]

    def told_apart(self) -> Iterator[Pattern]:
        """The patterns of records of which some may be one, or belong together."""
        return (pattern for pattern, found in self._open.items() if found.entries)

    def unit(self) -> str | None:
        """The unit of what was summed.

        Raises:
            BilateralError: naming the units, if there are several.
        """
        return self.sums().unit if len(self._units) > 1 else next(iter(self._units), None)

    def _fitting(self, pattern: Pattern) -> Iterator[Cell]:
        """The listed cells that something open fits; what is not stated is no such."""
        places = tuple(i for i, word in enumerate(pattern) if isinstance(word, Open))
        closed = tuple(word for word in pattern if not isinstance(word, Open))
        asks = [(i, self.keys[i], word) for i, word in enumerate(pattern) if isinstance(word, Open)]
        for cell in self._listed(places).get(closed, ()):
            if all(self.asked.fits(key, cell[i], among) for i, key, among in asks):
                yield cell

    def _listed(self, places: tuple[int, ...]) -> Mapping[Pattern, list[Cell]]:
        """The cells without None, by their words in all but some places."""
        if places not in self._index:
            found: dict[Pattern, list[Cell]] = {}
            for cell in self._cells:
                if None not in cell:
                    rest = tuple(word for i, word in enumerate(cell) if i not in places)
                    found.setdefault(rest, []).append(cell)
            self._index[places] = found
        return self._index[places]


class _Sum:
    """What is in a cell: amounts and how many records give each, and records told apart."""

    __slots__ = ("entries", "least", "most")

    def __init__(self) -> None:
        self.least: dict[float, int] = {}
        self.most: dict[float, int] = {}
        self.entries: list[_Entry] = []

    def bounds(
        self, raised: Iterable[_Sum], stays: Callable[[str], bool], *, one_a_year: bool = False
    ) -> Amount:
        """The bounds of the cell, with what else may be in it.

        Args:
            raised: What else may be in it.
            stays: Whether all records of a component may be in it together.
            one_a_year: Whether each part of a deal brought one piece at least.
        """
        least, most, entries = self.least.copy(), self.most.copy(), list(self.entries)
        for other in raised:
            for amount, number in other.most.items():
                _more(most, amount, number)
            entries += other.entries
        for low, high in _united(entries, stays, one_a_year=one_a_year):
            _more(least, low, 1)
            _more(most, high, 1)
        return _sum(least), _sum(most)


def _united(
    entries: Iterable[_Entry], stays: Callable[[str], bool], *, one_a_year: bool
) -> Iterator[Amount]:
    """The bounds of those that may be one event, and of those that are one deal."""
    components: dict[str, list[_Entry]] = {}
    deals: dict[str, list[_Entry]] = {}
    for one in entries:
        if one.same is not None:
            components.setdefault(one.same[1], []).append(one)
        elif one.deal is not None:
            deals.setdefault(one.deal.id, []).append(one)
        else:
            components.setdefault(one.id, []).append(one)
    for name, several in components.items():
        events: dict[str, float] = {}
        for one in several:
            event = one.id if one.same is None else one.same[0]
            events[event] = max(events.get(event, 0.0), one.most)
        given = any(one.gives for one in several) and stays(name)
        yield min(one.least for one in several) if given else 0.0, _total(events.values())
    for several in deals.values():
        yield _of_deal(several, one_a_year=one_a_year)


def _of_deal(entries: Sequence[_Entry], *, one_a_year: bool) -> Amount:
    """The bounds of the parts of a deal that may be in a cell, and of the deal itself.

    Where each part brought one piece at least, and all are worth the same, those in the cell have
    their pieces' worth at least, and those outside leave no more than the rest.
    """
    records = {one.id: one for one in sorted(entries, key=lambda one: one.gives)}
    deal = entries[0].deal
    assert deal is not None  # noqa: S101 - for the type checker
    own = records.pop(deal.id, None)
    given = {name for name, one in records.items() if one.gives}
    least = _total(records[name].least for name in given)
    most = _total(one.most for one in records.values())
    # What the parts have together is no more than the deal; if they are all, it is as much.
    beside = _total(low for name, (low, _) in deal.parts.items() if name not in records)
    most = min(most, max(deal.total[1] - beside, 0.0))
    whole = {name for name in given if not records[name].is_share}
    if deal.is_whole:
        rest = _total(high for name, (_, high) in deal.parts.items() if name not in whole)
        least = max(least, deal.total[0] - rest)
    pieces, parts = deal.pieces, len(deal.parts)
    if one_a_year and pieces >= parts > 0:
        least = max(least, deal.total[0] * len(given) / pieces)
        most = min(most, deal.total[1] * (pieces - parts + len(records)) / pieces)
    if own is not None:
        least, most = max(least, own.least if own.gives else 0.0), own.most
    return least, most


def _overlap(cells: Iterable[Pattern]) -> bool:
    """Whether a cell that is open may be another of the same record."""
    for words in zip(*cells, strict=True):
        distinct = set(words)
        opens = [word for word in distinct if isinstance(word, Open)]
        if len(opens) > 1 or (opens and not distinct <= {opens[0], None, *opens[0].but}):
            return True
    return False


def _more(amounts: dict[float, int], amount: float, number: int) -> None:
    amounts[amount] = amounts.get(amount, 0) + number


def _sum(amounts: Mapping[float, int]) -> float:
    """Independent of the order in which an engine gives the rows."""
    if amounts.get(inf):
        return inf
    return fsum(amount * number for amount, number in amounts.items())


def _total(amounts: Iterable[float]) -> float:
    found = list(amounts)
    return inf if inf in found else fsum(found)
