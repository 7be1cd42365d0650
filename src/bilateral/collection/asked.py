"""What a count asks: by which keys, of which cells, and what else fits into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias, cast

import attrs

from bilateral.collection.keys import EITHER, KEYS, SIDES, CellKey, Key, NamedKey, part_of
from bilateral.collection.steps import YEAR, Step
from bilateral.collection.units import Units
from bilateral.dates.relations import Span
from bilateral.logic import Truth
from bilateral.query import Predicate, joining
from bilateral.query.participation import NOBODY, Cast, Known
from bilateral.query.predicates import And, Node, Not, OneValue, as_node
from bilateral.query.regions import date_truth
from bilateral.query.values import holds_of

__all__ = [
    "ANYTHING",
    "EITHER",
    "KEYS",
    "NONE",
    "SIDES",
    "YEARS",
    "Asked",
    "Cell",
    "CellKey",
    "Grid",
    "Key",
    "NamedKey",
    "Open",
    "Pattern",
    "Word",
    "Words",
    "fits_any",
]

Word: TypeAlias = str | int | None
"""The value of a key; None stands for "not stated", and ``NONE`` for what has none."""
NONE = "none"
"""The word of what is known to have no value of a key, such as a visit without a host."""
Cell: TypeAlias = tuple[Word, ...]


@attrs.frozen
class Grid:
    """What the cells of a count are of: steps of time, and states or the codes of a list.

    Attributes:
        step: What the key "year" stands for.
        units: The codes by which states are told; None for their ids.
        is_undirected: Whether a cell of two states is the same both ways round.
    """

    step: Step = YEAR
    units: Units | None = None
    is_undirected: bool = False


YEARS = Grid()
"""Years, and the ids of states."""


@attrs.frozen(cache_hash=True)
class Open:
    """Whatever else a record may have of a key, besides the words that are listed for it.

    Attributes:
        spans: What its date may be. No year that it cannot touch fits, and no state that lived at
            no such time; of other keys every word does.
        but: The words that are listed for the record.
        homes: Of persons, offices and organizations, of which alone somebody may be by the states
            for which he acts; None of any.
    """

    spans: tuple[Span, ...] = ()
    but: frozenset[Word] = frozenset()
    homes: frozenset[Known] | None = None


Words: TypeAlias = Mapping[Word | Open, bool]
"""What a record has or may have of a key, and whether it surely has it; not empty."""
Pattern: TypeAlias = tuple[Word | Open, ...]
"""A cell, or all cells that fit."""


@attrs.frozen
class Asked:
    """What a question and the actors say of the cells of its answer.

    The bounds of a cell are those of the question joined with the cell, so that terms about one
    date or one status are answered together.

    Attributes:
        cast: The actors that the records name.
        dates: What the question as a whole asks of the date; None for nothing.
        statuses: What it asks of the status.
        grid: What the cells are of.
    """

    cast: Cast = NOBODY
    dates: Node | None = None
    statuses: Node | None = None
    grid: Grid = YEARS

    @classmethod
    def of(cls, predicate: Predicate, cast: Cast = NOBODY, grid: Grid = YEARS) -> Asked:
        """What a question says.

        Args:
            predicate: The question.
            cast: The actors that the records name.
            grid: What the cells are of.
        """
        node = joining.joined(as_node(predicate))
        terms = node.terms if isinstance(node, And) else (node,)
        trees = {term.value: term.tree for term in terms if isinstance(term, OneValue)}
        return cls(cast, trees.get(("date", "date", 0)), trees.get(("word", "status")), grid)

    @property
    def step(self) -> Step:
        """The steps of time that are counted by."""
        return self.grid.step

    def matches(self, node: Node, spans: Sequence[Span]) -> Truth:
        """Whether what has one of some spans matches the question about its date and another."""
        return date_truth(_joint(self.dates, node), spans)

    def in_step(self, number: int, spans: Sequence[Span]) -> Truth:
        """Whether it matches the question and falls in a step."""
        return self.matches(self.step.at(number), spans)

    def surely(self, number: int, spans: Sequence[Span]) -> bool:
        """Whether it surely falls in a step; of an amount that is shared out, with all of it."""
        if self.step.is_shared and self.step.rule in ("any", "one-a-year"):
            return self.matches(self.step.asked(*self.step.stretch(number), "whole"), spans).is_true
        return self.in_step(number, spans).is_true

    def beyond(self, numbers: Collection[int], spans: Sequence[Span]) -> bool:
        """Whether it may match and lie partly outside of all steps from the first to the last."""
        first, last = self.step.first(min(numbers)), self.step.last(max(numbers))
        return self.matches(Not(self.step.asked(first, last, "whole")), spans).is_possible

    def has_status(self, status: str, counted: frozenset[str] | None) -> bool:
        """Whether the question about the status holds of one.

        Args:
            status: A status.
            counted: Statuses in which the kind of the record counts as done; None for all.
        """
        return self.statuses is None or holds_of(self.statuses, status, counted)

    def fits(self, key: CellKey, word: Word, among: Open) -> bool:
        """Whether a word of a listed cell may be one of those that are open.

        Args:
            key: The key.
            word: Its word in the cell.
            among: What a record may have besides the words that are listed for it.
        """
        if word in among.but:
            return False
        if key == "year":
            return self._may_touch(cast("int", word), among.spans)
        if fits_any(key):
            return among.homes is None or self.home(key, word) in among.homes
        states = self._states(cast("int | str", word))
        return among.but.isdisjoint(states) and any(
            self.cast.lived_in(state, among.spans) for state in states
        )

    def home(self, key: CellKey, word: Word) -> Known:
        """The states for which an actor acts that is a word of a key; None if that is not known."""
        part = part_of(key)
        return None if part is None else self.cast.homes.of(part.name, str(word))

    def _states(self, word: int | str) -> tuple[str, ...]:
        """The states that a word of a side stands for."""
        units = self.grid.units
        return (str(word),) if units is None else units.states.get(word, ())

    def _may_touch(self, number: int, spans: Sequence[Span]) -> bool:
        step = self.step
        first, last = step.stretch(number)
        touches = any(span.start_min <= last and span.end_max >= first for span in spans)
        if self.dates is None and step.rule == "any" and not any(span.members for span in spans):
            return touches
        return touches and self.in_step(number, spans).is_possible


def fits_any(key: CellKey) -> bool:
    """Whether any word of a key fits what is open, but for those that are listed for the record.

    Of actors any of a home does that fits.

    Example:
        >>> fits_any("person"), fits_any("year"), fits_any("host")
        (True, False, False)
    """
    return key != "year" and key not in EITHER


ANYTHING = Asked()
"""Nothing is asked of what is counted."""


@lru_cache(maxsize=4096)
def _joint(one: Node | None, other: Node) -> Node:
    return other if one is None else And((one, other))
