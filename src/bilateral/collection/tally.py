"""How the bounds of cells add up, said once for objects and tables.

Objects and tables find the cells of a record each in their way, and put them into a tally.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from typing import Any, TypeAlias

from bilateral.collection.amounts import Amount
from bilateral.collection.asked import Asked, Cell, CellKey, Open, Pattern, Word, Words, fits_any
from bilateral.collection.counts import Counts
from bilateral.collection.deals import Deal
from bilateral.collection.identity import Same
from bilateral.collection.pooling import Entry, Held, Pool, bounds_of
from bilateral.collection.steps import share_of
from bilateral.dates.relations import Span
from bilateral.errors import BilateralError

__all__ = ["Tally"]

Places: TypeAlias = tuple[int, ...]
"""Places of keys, in their order."""
_UNDIVIDED = ("kind", "status", "topic", "source")


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
        self._cells: dict[Cell, Held] = {}
        self._open: dict[Pattern, Held] = {}
        self._index: dict[tuple[Places, Places], Mapping[Pattern, Collection[Cell]]] = {}
        self._units: dict[str | None, None] = {}
        self._year = keys.index("year") if "year" in keys else None
        self._years: dict[str, set[frozenset[Word | Open]]] = {}  # of each component, by record
        if not keys:  # none is a count, too
            self._cells[()] = Held()

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
                found.may_have(most, number)
                if surely and falls and not spread:
                    found.has(least, number)
            for pattern in patterns:
                self._open.setdefault(pattern, Held()).may_have(most, number)
            return
        for row, falls in rows.items():
            gives = surely and falls and not spread
            entry = Entry(id, same, deal, gives, least, most, is_share)
            self._sum_of(row).entries.append(entry)
        for pattern in patterns:
            entry = Entry(id, same, deal, False, least, most, is_share)
            self._open.setdefault(pattern, Held()).entries.append(entry)

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

    def _sum_of(self, cell: Cell) -> Held:
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = Held()
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
        pools = self._pools() if self._open else {}
        without: dict[Cell, list[Held]] = {}
        for pattern, found in self._open.items():
            for cell in self._unfit(pattern):
                without.setdefault(cell, []).append(found)
        for cell, own in self._cells.items():
            year = None if self._year is None else cell[self._year]
            mine: list[Pool] = []
            if None not in cell:
                found_of = ((of, _masked(cell, wide)) for wide, of in pools.items())
                mine = [of[rest] for of, rest in found_of if rest in of]
            stays = partial(self._stays, year)
            but = without.get(cell, ())
            yield cell, bounds_of(own, mine, but, stays, one_a_year=self._one_a_year)

    def _pools(self) -> Mapping[Places, Mapping[Cell, Pool]]:
        """What raises the listed cells, by the places in which they may have any word.

        Of each such, cells that are alike in all other places are raised by the same.
        """
        found: dict[Places, dict[Cell, list[Held]]] = {}
        for pattern, more in self._open.items():
            wide = self._wide(pattern)
            for rest in self._fitting(pattern, wide):
                found.setdefault(wide, {}).setdefault(rest, []).append(more)
        return {
            wide: {rest: Pool(several, one_a_year=self._one_a_year) for rest, several in of.items()}
            for wide, of in found.items()
        }

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
            yield pattern, bounds_of(found, (), (), partial(self._stays, None))[1]

    def told_apart(self) -> Iterator[Pattern]:
        """The patterns of records of which some may be one, or belong together."""
        return (pattern for pattern, found in self._open.items() if found.entries)

    def unit(self) -> str | None:
        """The unit of what was summed.

        Raises:
            BilateralError: naming the units, if there are several.
        """
        return self.sums().unit if len(self._units) > 1 else next(iter(self._units), None)

    def _wide(self, pattern: Pattern) -> Places:
        """The places of a pattern that every word fits, but for those that are listed for it."""
        return tuple(
            place
            for place, word in enumerate(pattern)
            if isinstance(word, Open) and fits_any(self.keys[place])
        )

    def _unfit(self, pattern: Pattern) -> Collection[Cell]:
        """The listed cells that a pattern does not fit, but would if any word did."""
        wide = self._wide(pattern)
        anyhow = [Open() if place in wide else word for place, word in enumerate(pattern)]
        return {
            cell
            for place in wide
            for word in pattern[place].but  # type: ignore[union-attr]  # open, if wide
            for cell in self._fitting((*anyhow[:place], word, *anyhow[place + 1 :]))
        }

    def _fitting(self, pattern: Pattern, wide: Places = ()) -> Iterator[Cell]:
        """The listed cells that something open fits; what is not stated is no such.

        Args:
            pattern: Words, some of them open.
            wide: Places in which every word fits; cells that differ in these alone come once.
        """
        places = tuple(i for i, word in enumerate(pattern) if isinstance(word, Open))
        closed = tuple(word for word in pattern if not isinstance(word, Open))
        asks = [
            (i, self.keys[i], word)
            for i, word in enumerate(pattern)
            if isinstance(word, Open) and i not in wide
        ]
        for cell in self._listed(places, wide).get(closed, ()):
            if all(self.asked.fits(key, cell[i], among) for i, key, among in asks):
                yield cell

    def _listed(self, places: Places, wide: Places) -> Mapping[Pattern, Collection[Cell]]:
        """The cells without None, by their words in all but some places."""
        if (places, wide) not in self._index:
            found: dict[Pattern, dict[Cell, None]] = {}
            for cell in self._cells:
                if None not in cell:
                    rest = tuple(word for i, word in enumerate(cell) if i not in places)
                    found.setdefault(rest, {})[_masked(cell, wide)] = None
            self._index[places, wide] = found
        return self._index[places, wide]


def _masked(cell: Cell, places: Places) -> Cell:
    """A cell with None in some places."""
    return tuple(None if place in places else word for place, word in enumerate(cell))


def _overlap(cells: Iterable[Pattern]) -> bool:
    """Whether a cell that is open may be another of the same record."""
    for words in zip(*cells, strict=True):
        distinct = set(words)
        opens = [word for word in distinct if isinstance(word, Open)]
        if len(opens) > 1 or (opens and not distinct <= {opens[0], None, *opens[0].but}):
            return True
    return False
