"""The words with which answers are asked for: of a dataset, of a selection, of a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, TypeAlias, TypeVar, overload

import attrs

from bilateral._plugins import plug_in
from bilateral.collection.asked import YEARS, Cell, CellKey, Grid, Key, NamedKey
from bilateral.collection.counts import Counts
from bilateral.collection.habits import meant
from bilateral.collection.keys import checked_keys, in_steps
from bilateral.collection.reasons import Reasons
from bilateral.collection.tally import Tally
from bilateral.errors import BilateralError, RecordError, not_there
from bilateral.model.constructors import explained
from bilateral.model.evidence import Source, reference_list
from bilateral.model.records import Record

if TYPE_CHECKING:
    from bilateral.collection.description import Description
    from bilateral.model.references import Style

__all__ = ["Answers", "Order", "Parted"]

R = TypeVar("R", bound=Record)
Several: TypeAlias = list[Key] | tuple[Key, ...]
"""Several keys, as they may be given in one."""
Order: TypeAlias = Literal["date", "id", "title"]


class Answers(ABC, Generic[R]):
    """What can be asked of a dataset, a selection and a table alike, with answers of one type.

    Counting words (``bounds``, ``count``, ``sum``, ``group``) speak of what is done unless
    another status is asked for; a whole dataset or table is otherwise all of its records.
    """

    @abstractmethod
    def bounds(self) -> tuple[int, int]:
        """How many records match at least, and at most."""

    @property
    @abstractmethod
    def ids(self) -> tuple[str, ...]:
        """Ids of the records that surely match."""

    @abstractmethod
    def head(self, number: int = 5) -> tuple[R, ...]:
        """The first records of those that surely match."""

    @overload
    def first(self) -> R: ...
    @overload
    def first(self, number: int) -> tuple[R, ...]: ...
    def first(self, number: int | None = None) -> R | tuple[R, ...]:
        """The first record that surely matches; of a number so many at most, as of ``head``.

        Args:
            number: How many; without it the one.

        Raises:
            BilateralError: if there is none, and one is asked for.
        """
        if number is not None:
            return self.head(number)
        found = self.head(1)
        if not found:
            raise BilateralError(
                "nothing surely matches", expected=".possible for what may, and why()"
            )
        return found[0]

    @overload
    def last(self) -> R: ...
    @overload
    def last(self, number: int) -> tuple[R, ...]: ...
    def last(self, number: int | None = None) -> R | tuple[R, ...]:
        """The last record that surely matches; of a number so many at most, as of ``tail``.

        Args:
            number: How many; without it the one.

        Raises:
            BilateralError: if there is none, and one is asked for.
        """
        if number is not None:
            return self.tail(number)
        found = self.tail(1)
        return found[0] if found else self.first()

    def earliest(self) -> R:
        """The record with a date that surely matches whose first possible day is the earliest.

        Of a record of uncertain date that is the first day it may be of, and among equals the
        shortest comes first: who is earliest is so only where no other may be before it, as
        ``before(record.date)`` tells. Those of a table are read into memory.

        Raises:
            BilateralError: if nothing with a date surely matches.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("pakistan-russia", sources="article").visits
            >>> visits.earliest().date.edtf, visits.latest().id
            (parse_edtf('2016'), 'bajwa-russia-2018-04')
        """
        return self._dated_first(reverse=False)

    def latest(self) -> R:
        """The record with a date that surely matches whose first possible day is the latest.

        As ``sort("date")`` has it, which is not the order in which records stand: among those of
        one first day it is the one that may last longest. See :meth:`earliest`.

        Raises:
            BilateralError: if nothing with a date surely matches.
        """
        return self._dated_first(reverse=True)

    def _dated_first(self, *, reverse: bool) -> R:
        found = self.sort("date", reverse=reverse).head(1)  # those without a date come last
        if not found or found[0].extent is None:
            raise BilateralError(
                "nothing with a date surely matches", expected=".possible for what may, and why()"
            )
        return found[0]

    def tail(self, number: int = 5) -> tuple[R, ...]:
        """The last of the records that surely match; those of a table are read into memory.

        Args:
            number: How many at most.
        """
        found = tuple(self)
        return found[max(len(found) - max(number, 0), 0) :]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of ``to("arrow")`` and of the other tables.

        Raises:
            MissingExtraError: without the extra ``tables``.
        """
        names: tuple[str, ...] = tuple(plug_in("tables", "columns")())
        return names

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the printed form says besides, a sentence each.

        Whom the question leaves out whom a state carries on, whom else a name means, and whether
        parts of one thing count each. Of a table there are none, as it would have to be read.

        Example:
            >>> import bilateral
            >>> transfers = bilateral.load("pakistan-russia").arms_transfers
            >>> print(*transfers.by("RUS").remarks)
            not asked for: SUN, which RUS carries on: 4 more records; ask for ['RUS', 'SUN']
        """
        return self._remarks()

    def _remarks(self, *, of_parts: bool = True) -> tuple[str, ...]:
        """The remarks; of parts of one thing only where they are counted and not added up."""
        del of_parts
        return ()

    def describe(self) -> Description:
        """What the records that surely match state: field by field, how many and what mostly.

        Those of a table are read into memory.

        Example:
            >>> import bilateral
            >>> bilateral.load("pakistan-russia").exercises.describe().fields[1:3]
            (FieldFacts(name='status', stated=3, different=1, summary='occurred (3)'),
             FieldFacts(name='date', stated=3, different=6,
                        summary='24 September 2016 to 4 November 2018'))
        """
        from bilateral.collection.description import described  # put off, as few ask

        return described(tuple(self), self.remarks)

    @overload
    def why(self) -> Reasons: ...
    @overload
    def why(self, record: Record | str) -> tuple[str, ...]: ...
    def why(self, record: Record | str | None = None) -> Reasons | tuple[str, ...]:
        """Why a record only may match, or how often each reason leaves one open.

        Args:
            record: A record or its id; leave it out to ask of all that ``bounds`` counts as
                possible. Those of a table are read into memory for that.

        Returns:
            Of one record a line for each value that leaves it open, none if it surely matches or
            surely does not; of all a mapping of these lines to the number of records.

        Raises:
            UnknownNameError: if there is no such record, or the question names something that a
                table does not have.

        Example:
            >>> import bilateral
            >>> transfers = bilateral.load("pakistan-russia").arms_transfers
            >>> transfers.where(bilateral.q.delivered >= 5).why()
            5 possible
               4  delivered: at least 1, which may or may not be at least 5
               1  delivered: at least 2 helicopters, which may or may not be at least 5
        """
        return self._why_all() if record is None else self._why_one(record)

    @abstractmethod
    def _why_one(self, record: Record | str) -> tuple[str, ...]:
        """Why a record only may match."""

    @abstractmethod
    def _why_all(self) -> Reasons:
        """How many of those that ``bounds`` counts as possible each reason leaves open."""

    @abstractmethod
    def _cited(self) -> Iterable[Source]:
        """The sources of all records found."""

    @abstractmethod
    def sort(
        self,
        by: Order | Callable[[R], Any] = "date",
        *,
        reverse: bool = False,
        **said: bool,
    ) -> Answers[R]:
        """The same records in another order."""

    @abstractmethod
    def group(self, by: Key | Callable[[R], Any]) -> Any:  # see Selection.group
        """The records parted by a key."""

    def group_by(self, *keys: Key | Several) -> Parted:
        """The records by keys, to be counted or added up: ``group_by("supplier").sum("volume")``.

        Args:
            *keys: As for ``count``.

        Raises:
            UnknownNameError: if there is no such key.
        """
        return Parted(self, checked_keys(_flat(*keys)))

    @abstractmethod
    def __contains__(self, record: object) -> bool: ...

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __iter__(self) -> Iterator[R]: ...

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> object:
            if hasattr(
                type(self), name
            ):  # it is there and failed: the error of the first time again
                object.__getattribute__(self, name)
            if name.startswith("_"):  # what Python and notebooks ask of any object
                raise AttributeError(name, name=name, obj=self)
            return meant(name, self)

    @abstractmethod
    def _tally(self, keys: tuple[CellKey, ...], field: str | None, grid: Grid = YEARS) -> Tally:
        """Everything that matches, added to its cells."""

    def cite(self, style: Style = "text") -> str:
        """The sources of all records found, as a reference list: one entry a document or data set.

        Args:
            style: ``"text"``, one a line; ``"bibtex"``; or ``"csl-json"``, a list.

        Raises:
            UnknownNameError: if there is no such style.
            BilateralError: if a table does not say what its sources are.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("pakistan-russia", sources="article").visits
            >>> len(visits.cite().splitlines())
            1
        """
        entries = reference_list(self._cited(), style)
        match style:
            case "csl-json":
                return f"[{','.join(entries)}]"
            case "bibtex":
                return "\n\n".join(entries)
            case _:
                return "\n".join(entries)

    @overload
    def count(self) -> Counts[Cell, int]: ...
    @overload
    def count(self, key: Literal["year"], /) -> Counts[int | None, int]: ...
    @overload
    def count(self, key: NamedKey, /) -> Counts[str | None, int]: ...
    @overload
    def count(self, key: Key, /) -> Counts[Any, int]: ...
    @overload
    def count(self, key: Key, other: Key, /, *keys: Key) -> Counts[Cell, int]: ...
    @overload
    def count(self, keys: Several, /) -> Counts[Any, int]: ...
    @overload
    def count(self, *, by: Key | Several) -> Counts[Any, int]: ...
    @explained(group_by="by", key="by", keys="by", sort="count(...).sort()")
    def count(
        self, *keys: Key | Several, by: Key | Several = ()
    ) -> Counts[Any, int]:  # the keys that the overloads name
        """How many records, at least and at most, by any number of keys.

        Args:
            *keys: ``"kind"``, ``"status"``, ``"year"``, ``"month"``, ``"decade"`` (1980 for the
                years until 1989), ``"initiator"``, ``"target"``, ``"place"``, ``"topic"``,
                ``"source"``; the ``"person"``, ``"office"``, ``"organization"`` or ``"sector"`` of
                who starts it; a role such as
                ``"visitor"``, ``"host"`` or ``"supplier"``, and ``"host.person"`` and the like,
                ``"visitor.name"`` for the words that are printed;
                a field of one word such as ``"designation"``. By initiator and target together,
                a record is in the cell of each of its directed pairs; kinds without the role or
                field are left out. Or one list of them.
            by: The same by name: ``count(by="year")``.

        Returns:
            A mapping of the key, or the tuple of several, to both numbers; without any key, of
            ``()`` to what ``bounds`` gives. A record belongs to each year in which some day of
            it falls, possibly where that is not settled. What may fall into any cell raises the
            upper bound of each that it fits, and stands besides in the row of None; see
            :class:`bilateral.collection.counts.Counts`.

        Raises:
            UnknownNameError: if there is no such key.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("pakistan-russia", sources="article").visits
            >>> visits.count("initiator", "year")["PAK", 2017]
            (3, 3)
        """
        asked = checked_keys(_flat(*keys, by))
        inner, step = in_steps(asked)
        return self._tally(inner, None, Grid(step)).counts().called(asked, step)._told(self)

    @overload
    def sum(self, field: str) -> Counts[Cell, float]: ...
    @overload
    def sum(self, field: str, key: Literal["year"], /) -> Counts[int | None, float]: ...
    @overload
    def sum(self, field: str, key: NamedKey, /) -> Counts[str | None, float]: ...
    @overload
    def sum(self, field: str, key: Key, /) -> Counts[Any, float]: ...
    @overload
    def sum(self, field: str, key: Key, other: Key, /, *keys: Key) -> Counts[Cell, float]: ...
    @overload
    def sum(self, field: str, keys: Several, /) -> Counts[Any, float]: ...
    @overload
    def sum(self, field: str, *, by: Key | Several) -> Counts[Any, float]: ...
    @explained(group_by="by", key="by", keys="by", sort="sum(...).sort()")
    def sum(
        self, field: str = "", *keys: Key | Several, by: Key | Several = ()
    ) -> Counts[Any, float]:  # as above
        """The sum of an amount, at least and at most, by any number of keys.

        A record that surely lies within one cell gives all of its amount to it. One that may lie
        in several, or lies across years, sides or places, gives each at least nothing and at
        most all. One that does not state the amount leaves its cells without an upper bound. The
        parts of a deal have together no more than the deal, and all of it where they are all.

        Args:
            field: A field of amounts, such as ``"delivered"``. Kinds that do not have it are
                left out.
            *keys: As for ``count``.
            by: As for ``count``.

        Returns:
            A mapping as from ``count``, with the unit; an upper bound that there is not is
            ``math.inf``.

        Raises:
            UnknownNameError: if there is no such field or key.
            BilateralError: if the amounts are of several units, naming them.

        Example:
            >>> import bilateral
            >>> transfers = bilateral.load("pakistan-russia").arms_transfers
            >>> helicopters = transfers.where(bilateral.q.title.contains("helicopters"))
            >>> helicopters.sum("delivered", "year")[1996]
            (0.0, 74.0)
        """
        asked = checked_keys(_flat(*keys, by))
        inner, step = in_steps(asked)
        return self._tally(inner, field, Grid(step)).sums().called(asked, step)._told(self)


_OF_FRAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("agg", "aggregate"), "count() or sum('delivered')"),
        **dict.fromkeys(("mean", "median", "min", "max", "std"), "sum('delivered') and count()"),
        **dict.fromkeys(("apply", "transform"), "for key, selection in dataset.group_by('year')"),
        **dict.fromkeys(("groups", "get_group"), "dataset.group('year')['...']"),
    }
)


@attrs.frozen
class Parted:
    """The records of an answer by keys, which ``group_by`` gives.

    Attributes:
        asked: Of what they are.
        by: The keys.

    Example:
        >>> import bilateral
        >>> visits = bilateral.load("pakistan-russia").visits
        >>> visits.group_by("year").count() == visits.count("year")
        True
    """

    asked: Answers[Any]
    by: tuple[Key, ...]

    def count(self) -> Counts[Any, int]:
        """How many, at least and at most: ``count(*keys)`` of what was asked."""
        return self.asked.count(*self.by)

    size = len = count

    def sum(self, field: str) -> Counts[Any, float]:
        """How much, at least and at most: ``sum(field, *keys)`` of what was asked.

        Args:
            field: A field of amounts.

        Raises:
            UnknownNameError: if there is no such field.
        """
        return self.asked.sum(field, *self.by)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:  # a word, or what a table gives
        """Each word of the one key with its records, as of ``group``.

        Raises:
            RecordError: if they are parted by several keys.
        """
        if len(self.by) != 1:
            raise RecordError(
                "records are parted one by one by one key",
                found=", ".join(self.by),
                expected="count() or sum(), of several",
            )
        return iter(self.asked.group(self.by[0]).items())

    def __repr__(self) -> str:
        return f"<by {', '.join(self.by)}: count() or sum(...), or for key, selection in it>"

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            raise not_there(name, self, _OF_FRAMES)


def _flat(*keys: Key | Several) -> tuple[Key, ...]:
    """Keys given one after another, or in lists."""
    found: list[Any] = []
    for one in keys:
        found += [one] if isinstance(one, str) or not isinstance(one, (list, tuple)) else one
    return tuple(found)
