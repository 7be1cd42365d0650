"""Selections: what a question finds, surely and possibly."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, overload

from bilateral._plugins import plug_in
from bilateral.collection.amounts import summed_kinds
from bilateral.collection.answers import Answers, Order
from bilateral.collection.asked import EITHER, YEARS, Asked, CellKey, Grid, Key, NamedKey
from bilateral.collection.contents import Contents
from bilateral.collection.display import as_lines, dates_text, expressions_text, row_of, status_text
from bilateral.collection.groups import Groups, Sides, by_key, by_words
from bilateral.collection.habits import turned
from bilateral.collection.keys import as_sides, checked_keys, in_steps, keyed_kinds
from bilateral.collection.listed import Listed
from bilateral.collection.reasons import Reasons
from bilateral.collection.remarks import Shown, states_said
from bilateral.collection.summation import tallied
from bilateral.collection.tabular import Match, Tabular
from bilateral.collection.tally import Tally
from bilateral.collection.verbs import Verbs
from bilateral.dates.relations import ANY_TIME
from bilateral.errors import BilateralError, RecordError, TruthError, UnknownNameError
from bilateral.layout import html_table, text_table
from bilateral.logic import Truth
from bilateral.model.evidence import Source
from bilateral.model.records import Record, Status
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, evaluate, kinds_with, q, reasons, split
from bilateral.query.terms import asks_for_a_status

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Selection"]

R = TypeVar("R", bound=Record)
H = TypeVar("H", bound=Hashable)
_SHOWN = 20


class Selection(Verbs, Tabular, Answers[R]):
    """The records that surely match a question, and those that only may.

    Iterating, ``len()`` and indexing use the definite ones; ``.possible`` has the others, and
    ``.why(record)`` says what leaves them open. A view such as ``dataset.visits`` holds what is
    done: a planned visit is no visit. Records of other statuses are counted in the repr and come
    in with ``.any_status()`` or ``.status("planned")``.

    Attributes:
        kinds: Kinds of record that were asked.
        predicate: The question.
    """

    def __init__(
        self,
        dataset: Contents,
        kinds: tuple[type[R], ...],
        predicate: Predicate = q.anything,
        *,
        statuses: Predicate = q.anything,
        found: Sides[R] | None = None,
        said: tuple[str, ...] = (),
    ) -> None:
        self._data = dataset
        self.kinds = kinds
        self._asked = predicate
        self._statuses = statuses
        self._found = None if found is None else _listed(found)
        self._said = said  # the names of states, of which there may be a remark
        self._fixed = found is not None  # one of some groups, or put in order

    @property
    def predicate(self) -> Predicate:
        """The question, with the statuses that count."""
        return self._statuses & self._asked

    @property
    def definite(self) -> Listed[R]:
        """The records that surely match, in the order of the dataset unless sorted."""
        return self._split()[0]

    @property
    def possible(self) -> Listed[R]:
        """The records that may match: the data cannot exclude it."""
        return self._split()[1]

    @property
    def set_aside(self) -> tuple[R, ...]:
        """Records that match but for their status: planned, discussed, cancelled and so on."""
        if self._fixed:
            return ()
        seen = {record.id for side in self._split() for record in side}
        sides = split(self._asked, self._data.of_kinds(self.kinds), self._data.cast)
        return tuple(record for side in sides for record in side if record.id not in seen)

    def _split(self) -> tuple[Listed[R], Listed[R]]:
        if self._found is None:
            definite, possible = split(
                self.predicate, self._data.of_kinds(self.kinds), self._data.cast
            )
            self._found = Listed(definite), Listed(possible)
        return self._found

    def _lookup(self) -> Contents:
        return self._data

    # -- narrowing -----------------------------------------------------------------------------

    def where(self, predicate: Predicate = q.anything, **words: Any) -> Selection[R]:
        """Narrow by a predicate.

        Of several kinds, those that do not have a field or role of it are left out.

        What asks for a status, alone or in the outermost ``&``, is not put to what is done but
        to records of every status: ``visits.where(q.status == "planned")`` are those planned.

        Args:
            predicate: Made with :data:`bilateral.q`.
            **words: Short for a verb or for ``q.word == value``: ``where(status="planned")``,
                ``where(host="RUS", year=2018)``.

        Raises:
            UnknownNameError: if no kind has such a field or role, or there is no such state.
            RecordError: if it asks of what is done for a status within ``|`` or ``~``.

        Example:
            >>> import bilateral
            >>> from bilateral import q
            >>> visits = bilateral.load("pakistan-russia").visits
            >>> visits.where((q.status == "planned") & (q.visitor == "Pakistan")).bounds()
            (1, 1)
        """
        if words:
            return self.where(predicate)._worded(words)
        return self._narrowed(self._identified(predicate)[0])._saying(states_said(predicate))

    def _narrowed(self, predicate: Predicate) -> Selection[R]:
        kinds = kinds_with(predicate, self.kinds)
        if self._statuses == q.done and asks_for_a_status(predicate):
            return self.any_status()._narrowed(predicate)
        asked = self._asked & predicate
        found = None
        if self._fixed:
            sure, open_ = ([r for r in side if isinstance(r, kinds)] for side in self._split())
            surely, maybe = split(predicate, sure, self._data.cast)
            left = {r.id for side in split(predicate, open_, self._data.cast) for r in side}
            found = tuple(surely), (*maybe, *(r for r in open_ if r.id in left))
        return self._but(kinds=kinds, predicate=asked, found=found)

    def _saying(self, names: Iterable[str]) -> Selection[R]:
        return self._but(said=tuple(dict.fromkeys([*self._said, *names])))

    def any_status(self) -> Selection[R]:
        """The same question to records of every status: also what is planned or discussed."""
        return self._of_status(q.anything)

    def status(self, *statuses: Status | str) -> Selection[R]:
        """The same question to records of some statuses only.

        Raises:
            UnknownNameError: if a status is misspelt.

        Example:
            >>> import bilateral
            >>> data = bilateral.load("pakistan-russia")
            >>> {transfer.status.value for transfer in data.arms_transfers.status("discussed")}
            {'discussed'}
        """
        wanted = q.status.is_in(*(Status(status).value for status in statuses))
        return self._of_status(wanted)

    def _of_status(self, statuses: Predicate) -> Selection[R]:
        if self._fixed:
            raise BilateralError("ask for the status before grouping or sorting")
        return self._but(statuses=statuses)

    # -- what was found ------------------------------------------------------------------------

    def __iter__(self) -> Iterator[R]:
        return iter(self.definite)

    def __len__(self) -> int:
        return len(self.definite)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[R, ...]: ...
    @overload
    def __getitem__(self, index: str) -> R: ...
    @overload
    def __getitem__(self, index: Predicate) -> Selection[R]: ...
    def __getitem__(self, index: int | slice | str | Predicate) -> R | tuple[R, ...] | Selection[R]:
        """A definite record by its number or id, several by a slice; or what a predicate leaves.

        Raises:
            UnknownNameError: if no record of that id surely matches.
        """
        if isinstance(index, Predicate):
            return self.where(index)
        if not isinstance(index, str):
            return self.definite[index]
        for record in self.definite:
            if record.id == index:
                return record
        if index in self._ids[1]:
            raise UnknownNameError(
                "the record only may be among them",
                found=index,
                expected=f".why({index!r}) for the reasons, dataset[{index!r}] for the record",
            )
        raise unknown_name("record among them", index, self.ids)

    def _ipython_key_completions_(self) -> tuple[str, ...]:
        return self.ids

    def __contains__(self, record: object) -> bool:
        """Whether a record, or the record of an id, surely matches.

        Raises:
            TruthError: if it only may.
        """
        name = record.id if isinstance(record, Record) else record
        sure, maybe = self._ids
        if not isinstance(name, str) or name in sure:
            return isinstance(name, str)
        if name in maybe:
            raise TruthError(
                "the record only may be among them; ask why() or .possible", found=name
            )
        return False

    @cached_property
    def _ids(self) -> tuple[frozenset[str], frozenset[str]]:
        definite, possible = self._split()
        return frozenset(r.id for r in definite), frozenset(r.id for r in possible)

    def __bool__(self) -> bool:
        if not self.definite and self.possible:
            raise TruthError(
                "nothing surely matches but something may; ask len() or .possible",
                found=f"{len(self.possible)} possible",
            )
        return bool(self.definite)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self._split() == other._split()

    __hash__ = None  # type: ignore[assignment]

    def __or__(self, other: object) -> NoReturn:
        raise RecordError(
            "selections are not joined", expected="where(one question | the other), of a dataset"
        )

    __add__ = __and__ = __sub__ = __or__

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the definite records."""
        return tuple(record.id for record in self.definite)

    def head(self, number: int = 5) -> tuple[R, ...]:
        """The first of the records that surely match, in the order of the selection.

        Args:
            number: How many at most.
        """
        return self.definite.head(number)

    def bounds(self) -> tuple[int, int]:
        """How many match at least, and at most; those that may be one event count as one at least.

        Whether records are linked as the same (``same as``), or may be, is seen in the whole
        dataset. ``len()`` and iteration have every record.
        """
        if self._data.same:
            return self._tally((), None).counts()[()]
        definite, possible = self._split()
        return len(definite), len(definite) + len(possible)

    def truth(self, record: Record | str) -> Truth:
        """The truth of the question for one record, or the record of an id."""
        return evaluate(self.predicate, self._data.record(record), self._data.cast)

    def _why_one(self, record: Record | str) -> tuple[str, ...]:
        return reasons(self.predicate, self._data.record(record), self._data.cast)

    def _why_all(self) -> Reasons:
        return Reasons(reasons(self.predicate, r, self._data.cast) for r in self.possible)

    def sort(
        self,
        by: Order | Callable[[R], Any] = "date",  # whatever sorts
        *,
        reverse: bool = False,
        **said: bool,
    ) -> Selection[R]:
        """The same records in another order.

        Args:
            by: ``"date"`` (first day it may be, then last day; undated ones at the end, either
                way round), ``"id"``, ``"title"``, or a function of a record that gives something
                sortable.
            reverse: Whether to turn the order round.
            **said: The same as ``descending`` or ``ascending``.

        Raises:
            UnknownNameError: if there is no such order.
        """
        reverse = bool(turned(reverse, said))
        key = by if callable(by) else _ORDERS.get(by)
        if key is None:
            raise unknown_name("order", by, _ORDERS, listed=True)
        sides: list[tuple[R, ...]] = []
        for side in self._split():
            last = [r for r in side if r.extent is None] if by == "date" else []
            first = [r for r in side if r.extent is not None] if by == "date" else side
            ordered = sorted(first, key=key, reverse=reverse)
            sides.append((*ordered, *sorted(last, key=_ORDERS["id"], reverse=reverse)))
        return self._but(found=(sides[0], sides[1]))

    @overload
    def group(self, by: Literal["year"]) -> dict[int | None, Selection[R]]: ...
    @overload
    def group(self, by: NamedKey) -> dict[str | None, Selection[R]]: ...
    @overload
    def group(self, by: Callable[[R], Iterable[H] | H]) -> dict[H | None, Selection[R]]: ...
    @overload
    def group(self, by: Key | Callable[[R], Any]) -> dict[Any, Selection[R]]: ...
    def group(
        self, by: Key | Callable[[R], Any]
    ) -> dict[Any, Selection[R]]:  # keys are whatever the callable gives
        """The records parted by a key; a record with several keys is in several groups.

        Args:
            by: A key of ``count``, such as ``"year"``, ``"initiator"``, ``"host"`` or
                ``"person"``; or a function of a record that gives its key, or several in a list or
                any other collection. The key None stands for "not stated", and ``"none"`` for what
                has none. A record belongs to each year in which some day of it falls; where that
                is not settled it is among the possible ones of the year, whatever the question
                itself says of dates.

        Returns:
            Selections by key, in the order in which the keys appear. What may have any key, such
            as a visit whose host is not stated, is among the possible ones of each that it fits,
            and besides in the group of None.

        Raises:
            UnknownNameError: if there is no such key.
        """
        if callable(by):
            return self._each(by_words(self._split(), by))
        (key,), step = in_steps(checked_keys([by]))
        asked = Asked.of(self.predicate, self._data.cast, Grid(step))
        found = by_key(self._split(), key, asked, keyed_kinds([by], self.kinds))
        if key in EITHER:
            self._data.check_ids(found)
        each = self._each({step.word(w) if key == "year" else w: s for w, s in found.items()})
        return Groups(each, by, self._data)

    def _each(self, groups: Mapping[Any, Sides[R]]) -> dict[Any, Selection[R]]:
        return {key: self._but(found=sides) for key, sides in groups.items()}

    def _tally(self, keys: tuple[CellKey, ...], field: str | None, grid: Grid = YEARS) -> Tally:
        asked = Asked.of(self.predicate, self._data.cast, grid)
        kinds = keyed_kinds(keys, self.kinds if field is None else summed_kinds(field, self.kinds))
        tally = tallied(self._split(), kinds, as_sides(keys, kinds), field, asked, self._data)
        for place, key in enumerate(tally.keys):
            if key in EITHER and grid.units is None:
                self._data.check_ids(tally.words(place))
        return tally

    def to_dicts(self) -> list[dict[str, str | float | None]]:  # noqa: D102 - see Tabular
        return [
            {"match": match, **row_of(record, self._data.cast)}
            for match, records in zip(("definite", "possible"), self._split(), strict=True)
            for record in records
        ]

    def _number_possible(self) -> int:
        return len(self.possible)

    def _matching(self, match: Match) -> tuple[R, ...]:
        definite, possible = self._split()
        return {"definite": definite, "possible": possible, "both": (*definite, *possible)}[match]

    def _check_states(self) -> None:
        self._data.check_states(self._matching("both"))

    def _arrow(self, match: Match) -> pa.Table:
        surely = set(self.ids) if match == "both" else None
        table: pa.Table = plug_in("tables", "rows")(self._matching(match), self._data, surely)
        return table

    def _contents(self, match: Match) -> Contents:
        return self._data.holding(self._matching(match))

    def _cited(self) -> Iterable[Source]:
        used = {
            citation.source: None
            for side in self._split()
            for record in side
            for citation in record.citations
        }
        return map(self._data.source, used)

    def _but(self, **changes: Any) -> Selection[R]:  # the arguments by name
        """The same but for some of what it was made with."""
        kept = {"statuses": self._statuses, "found": self._found if self._fixed else None}
        made = {"kinds": self.kinds, "predicate": self._asked, "said": self._said, **kept}
        return Selection(self._data, **(made | changes))

    # -- showing -------------------------------------------------------------------------------

    def _remarks(self, *, of_parts: bool = True) -> tuple[str, ...]:
        shown = Shown(self._data, self.kinds, self.predicate, self._said, *self._split())
        return shown.sentences(of_parts=of_parts)

    def _headline(self) -> str:
        definite, possible = self._split()
        noun = self.kinds[0].plural.replace("_", " ") if len(self.kinds) == 1 else "records"
        noun += f", {status}" if (status := self._shared_status()) else ""
        aside = len(self.set_aside)
        rest = f"; {aside} set aside by status" if aside else ""
        return f"{noun}: {len(definite)} definite, {len(possible)} possible{rest}"

    def _shared_status(self) -> str | None:
        """The status of all records found, if they have one and the same."""
        found = {status_text(record) for side in self._split() for record in side}
        return found.pop() if len(found) == 1 else None

    def _rows(self, rows: int, *, edtf: bool = False) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        dated = expressions_text if edtf else dates_text
        shared = self._shared_status()
        for mark, records in zip(("", "possibly"), self._split(), strict=True):
            for record in records[:rows]:
                why = "; ".join(self.why(record)) if mark else ""
                status = "" if shared else status_text(record)
                found.append((mark, dated(record), record.title, status, why))
            if len(records) > rows:
                found.append((mark, "", f"... and {len(records) - rows} more", "", ""))
        return found

    def as_text(self, rows: int = _SHOWN, *, edtf: bool = False) -> str:
        """What the printed form shows, which fits the terminal.

        Args:
            rows: How many definite and how many possible records at most.
            edtf: Whether dates are EDTF expressions, as they are stored, or in words.

        Example:
            >>> import bilateral
            >>> visits = bilateral.load("pakistan-russia", sources="article").visits
            >>> print(visits.by(sector="military").as_text(1, edtf=True))
            visits, occurred: 2 definite, 1 possible
            match     date                      title
            --------  ------------------------  --------------------------------------------
                      [2018-04-21..2018-04-30]  Army chief Bajwa visits Russia
                                                ... and 1 more
            possibly  2018-04                   Security adviser Janjua leads a delegatio...
                visitor Lt-General Naseer Khan Janjua, National Security Adviser of
                Pakistan: the rank is military, the office is security
        """
        lines = text_table(_HEADER, self._rows(rows, edtf=edtf), first_cut="date")
        return "\n".join([self._headline(), *as_lines(self.remarks), *lines])

    def __repr__(self) -> str:
        return self.as_text()

    def _repr_html_(self) -> str:
        caption = [f"{self._headline()} \N{EM DASH} {self.predicate!r}", *self.remarks]
        return html_table(_HEADER, self._rows(_SHOWN), caption="; ".join(caption))


_HEADER = ("match", "date", "title", "status", "why")


def _by_date(record: Record) -> tuple[float, float, str]:
    when = record.extent or ANY_TIME
    return when.start_min, when.end_max, record.id


_ORDERS: dict[str, Callable[[Record], Any]] = {
    "date": _by_date,
    "id": lambda record: record.id,
    "title": lambda record: (record.title.casefold(), record.id),
}


def _listed(found: Sides[R]) -> tuple[Listed[R], Listed[R]]:
    surely, maybe = found
    return Listed(surely), Listed(maybe)
