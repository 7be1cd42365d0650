"""Tables: the questions of a dataset, put to rows in whatever engine holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, cast

import narwhals as nw
import pyarrow as pa

from bilateral.collection.amounts import summed_kinds
from bilateral.collection.answers import Answers, Order
from bilateral.collection.asked import YEARS, Asked, CellKey, Grid, Key
from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.display import dates_text
from bilateral.collection.keys import as_sides, keyed_kinds
from bilateral.collection.listed import Listed
from bilateral.collection.reasons import Reasons
from bilateral.collection.selection import Selection
from bilateral.collection.tabular import Match, Tabular, checked_match, unmatched
from bilateral.collection.tally import Tally
from bilateral.collection.verbs import Name, Verbs
from bilateral.errors import (
    BilateralError,
    EngineError,
    TruthError,
    UnknownNameError,
    first_line,
)
from bilateral.layout import html_table
from bilateral.model.evidence import Source
from bilateral.model.records import KINDS, AnyRecord, Record, Role, Status, kind_named
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, check_kinds, kinds_with, q, reasons
from bilateral.query.terms import asks_for_a_status
from bilateral.tables.access import Access
from bilateral.tables.addition import Added
from bilateral.tables.arrow import arrow_schema, with_each_text_once
from bilateral.tables.counting import summed, tallied
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import TRUE, Formula, Test, every, knowing, tests_of, without
from bilateral.tables.grouping import COUNTED, dealt, grouped, listed
from bilateral.tables.meaning import Kinds, pair
from bilateral.tables.names import TableNames, look_for, printed_in
from bilateral.tables.restoring import records_in
from bilateral.tables.schema import column_of
from bilateral.tables.views import Views
from bilateral.tables.words import Pair

__all__ = ["Table"]

_FIRST_ROW = Test("pair", "in", (0,))
_FIRST = 5  # records that a notebook shows
_ALL: Kinds = tuple(KINDS.values())


class Table(Verbs, Views, Tabular, Answers[AnyRecord]):
    """A table of records, and a question to it; nothing is computed until an answer is asked for.

    It has the verbs of a :class:`bilateral.Dataset` and its views, such as ``table.visits``,
    which hold what is done. Made by :func:`bilateral.scan`.

    Attributes:
        kinds: Kinds of record that are asked.

    Example:
        >>> import bilateral
        >>> table = bilateral.scan(bilateral.load("pakistan-russia").to("arrow"))
        >>> visits = table.visits.since(2016)
        >>> visits
        <Table on pyarrow: visits where q.done & q.date.since('2016')>
        >>> visits.bounds()
        (11, 15)
    """

    def __init__(
        self,
        access: Access,
        names: TableNames,
        kinds: Kinds = _ALL,
        predicate: Predicate = q.anything,
        *,
        statuses: Predicate | None = None,
        named: frozenset[Name] = frozenset(),
    ) -> None:
        self._access = access
        self._table_names = names
        self.kinds = kinds
        self._asked = predicate
        self._statuses = statuses
        self._named = named  # what the question names and the table does not list
        self._are_there = not named  # looked for once

    @property
    def predicate(self) -> Predicate:
        """The question, with the statuses that count."""
        return self._asked if self._statuses is None else self._statuses & self._asked

    @property
    def engine(self) -> str:
        """Name of the engine that computes the answers."""
        return self._access.engine

    def _printing(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        with self._asking() as frame:
            return printed_in(frame, name, roles)

    def _lookup(self) -> TableNames:
        return self._table_names

    # -- views and narrowing ---------------------------------------------------------------------

    def _view(self, kind: type[Record]) -> Table:
        """The records of a kind that are done; what was asked before stays, also of the status.

        Raises:
            AttributeError: if the kind is not among those that are asked.
        """
        try:
            return self._of_kind(kind, q.anything, q.anything if kind.counted is None else q.done)
        except UnknownNameError as error:
            raise AttributeError(str(error), name=kind.plural, obj=self) from error

    def _of_kind(self, kind: type[Record], predicate: Predicate, statuses: Predicate) -> Table:
        """Narrowed to a kind; the statuses are those given unless some were asked for before."""
        if kind not in self.kinds:
            names = ", ".join(known.plural for known in self.kinds)
            raise UnknownNameError(f"a table of {names} has no such kind", found=kind.kind)
        asked = self._asked & predicate
        check_kinds(asked, (kind,))
        return self._of((kind,), asked, statuses if self._statuses is None else self._statuses)

    def select(
        self, kind: type[Record] | str | Predicate, predicate: Predicate = q.anything
    ) -> Table:
        """The records of a kind that match a predicate, whatever their status.

        What was asked before stays asked, also of the status.

        Args:
            kind: A class of records or its name; leave it out to ask all records.
            predicate: Made with :data:`bilateral.q`; add ``q.done`` for what is done.

        Raises:
            UnknownNameError: if there is no such kind, or it has no such field or role.
        """
        if isinstance(kind, Predicate):
            unsaid = self.kinds == _ALL and self._statuses is None
            return (self.any_status() if unsaid else self).where(kind)
        wanted = kind_named(kind) if isinstance(kind, str) else kind
        if wanted not in _ALL:
            raise unknown_name("kind", kind, KINDS, listed=True)
        asked, names = self._identified(predicate)
        return self._of_kind(wanted, asked, q.anything)._also_naming(names)

    def where(self, predicate: Predicate = q.anything, **words: Any) -> Table:
        """Narrow by a predicate.

        A table of which no kind or status was asked yet is narrowed to records that are done, of
        the kinds that have the predicate's fields. One that asks for a status is put to records
        of every status; see :meth:`bilateral.Selection.where`.

        Args:
            predicate: Made with :data:`bilateral.q`.
            **words: Short for a verb or for ``q.word == value``: ``where(status="planned")``,
                ``where(host="RUS", year=2018)``.

        Raises:
            UnknownNameError: if no kind that is asked has such a field or role, or there is no
                such state.
            RecordError: if it asks of what is done for a status within ``|`` or ``~``.
        """
        if words:
            return self.where(predicate)._worded(words)
        asked, names = self._identified(predicate)
        return self._naming(asked, *names)

    def _narrowed(self, predicate: Predicate) -> Table:
        kinds, statuses = self.kinds, self._statuses
        if kinds == _ALL:
            statuses = q.done if statuses is None else statuses
        kinds = kinds_with(predicate, kinds)
        if statuses == q.done and asks_for_a_status(predicate):
            statuses = q.anything
        return self._of(kinds, self._asked & predicate, statuses)

    def any_status(self) -> Table:
        """The same question to records of every status: also what is planned or discussed."""
        return self._of(self.kinds, self._asked, q.anything)

    def status(self, *statuses: Status | str) -> Table:
        """The same question to records of some statuses only.

        Raises:
            UnknownNameError: if a status is misspelt.
        """
        wanted = q.status.is_in(*(Status(status).value for status in statuses))
        return self._of(self.kinds, self._asked, wanted)

    def _of(self, kinds: Kinds, predicate: Predicate, statuses: Predicate | None) -> Table:
        return Table(
            self._access,
            self._table_names,
            kinds,
            predicate,
            statuses=statuses,
            named=self._named,
        )

    def _naming(self, predicate: Predicate, *names: Name) -> Table:
        return self._narrowed(predicate)._also_naming(names)

    def _also_naming(self, names: Iterable[Name]) -> Table:
        named = self._named | {name for name in names if self._table_names.is_open(*name)}
        return Table(
            self._access,
            self._table_names,
            self.kinds,
            self._asked,
            statuses=self._statuses,
            named=named,
        )

    # -- answers ---------------------------------------------------------------------------------

    def lazy(self, match: Match = "definite") -> nw.LazyFrame[Any]:
        """The rows that match, as a narwhals frame of the same engine, still not computed.

        Only the look through the rows that precedes any answer is taken at once, and names that
        the question has and the table does not list, such as a place, are looked for.

        Args:
            match: ``"definite"``, ``"possible"``, or ``"both"``, told apart in a column ``match``.

        Raises:
            EngineError: if the engine cannot express the question.
            UnknownNameError: if the question names something that the table does not have.
        """
        checked_match(match)
        with self._asking(self._where(match)) as frame:
            return self._matching(frame, match)

    def _where(self, match: Match) -> Formula:
        """Where the rows that match are, or more."""
        surely, maybe = self._pair()
        return surely if match == "definite" else maybe

    def _matching(self, frame: nw.LazyFrame[Any], match: Match) -> nw.LazyFrame[Any]:
        surely, maybe = self._pair()
        if match == "definite":
            return filtered(frame, surely)
        if match == "possible":
            return filtered(frame, without(maybe, surely))
        word = nw.when(expression(surely)).then(nw.lit("definite"))
        return filtered(frame, maybe).with_columns(match=word.otherwise(nw.lit("possible")))

    def native(self, match: Match = "definite") -> Any:  # a frame of the engine
        """The rows that match, as a lazy frame of the engine's own type."""
        return self.lazy(match).to_native()

    def bounds(self) -> tuple[int, int]:
        """How many records match at least, and at most: of a whole table, those that are done.

        Those that may be one event count as one at least; ``len()`` has every record.

        Raises:
            UnknownNameError: if the question names something that the table does not have.
            EngineError: if the engine fails.
        """
        return self._tally((), None).counts()[()]

    def _counting(self) -> Table:
        """The table as the counting words see it: what is done, unless a status was asked for."""
        return self if self._statuses is not None else self._of(self.kinds, self._asked, q.done)

    def _tally(self, keys: tuple[CellKey, ...], field: str | None, grid: Grid = YEARS) -> Tally:
        table = self._counting()
        kinds = table.kinds if field is None else summed_kinds(field, table.kinds)
        table = table._of(keyed_kinds(keys, kinds), table._asked, table._statuses)
        named = as_sides(keys, table.kinds)
        if not set(named) <= COUNTED:
            return table._in_memory()._tally(keys, field, grid)
        surely, maybe = table._pair()
        blank = self._access.blank()
        tally = Added(named, field, Asked.of(table.predicate, table._table_names.cast, grid))
        with table._asking(maybe if field is None else TRUE) as frame:
            if field is None:
                groups = grouped(frame, surely, maybe, named, grid, kinds=table.kinds, blank=blank)
                return tallied(groups.collect("pyarrow").to_native(), named, tally)
            columns = list(dict.fromkeys(column_of(kind, field) for kind in table.kinds))
            found = listed(frame, surely, maybe, named, columns, grid, blank)
            rows = found.collect("pyarrow").to_native()
            parts = None
            if rows["links"].null_count < len(rows):  # some are parts of others, found or not
                of_kind = filtered(frame, every(_FIRST_ROW, table._of_kinds()))
                parts = dealt(of_kind, columns).collect("pyarrow").to_native()
            return summed(rows, named, tally, columns, parts)

    def __len__(self) -> int:
        where = every(_FIRST_ROW, self._pair()[0])
        with self._asking(where) as frame:
            rows = filtered(frame, where)
            return int(rows.select(number=nw.len()).collect("pyarrow")["number"][0])

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the records that surely match."""
        where = every(_FIRST_ROW, self._pair()[0])
        with self._asking(where) as frame:
            rows = filtered(frame, where)
            return tuple(rows.select("id").collect("pyarrow")["id"].to_list())

    def head(self, number: int = 5) -> tuple[AnyRecord, ...]:
        """The first of the records that surely match, in the order in which the engine has them.

        Args:
            number: How many at most; no more are read.
        """
        return tuple(records_in(self._read("definite", _FIRST_ROW, limit=max(number, 0))))

    def __contains__(self, record: object) -> bool:
        """Whether a record, or the record of an id, surely matches.

        Raises:
            TruthError: if it only may.
        """
        name = record.id if isinstance(record, Record) else record
        if not isinstance(name, str):
            return False
        rows = self._read("both", every(_FIRST_ROW, Test("id", "in", (name,))))
        found = rows["match"].to_pylist()
        if found == ["possible"]:
            raise TruthError(
                "the record only may be among them; ask why() or .possible", found=name
            )
        return bool(found)

    def _why_all(self) -> Reasons:
        asked = self._counting()
        cast = self._table_names.cast
        return Reasons(reasons(asked.predicate, record, cast) for record in asked.possible)

    def _why_one(self, record: Record | str) -> tuple[str, ...]:
        name = record.id if isinstance(record, Record) else record
        with self._asking():
            everything = Table(self._access, self._table_names)
        rows = everything._read("definite", every(_FIRST_ROW, Test("id", "in", (name,))))
        if not len(rows):
            raise UnknownNameError("unknown record", found=name)
        (found,) = records_in(rows)
        return (
            reasons(self.predicate, found, self._table_names.cast)
            if isinstance(found, self.kinds)
            else ()
        )

    def _cited(self) -> Iterable[Source]:
        names = self._table_names.dataset
        if names is None or not names.sources:
            raise BilateralError(
                "this table does not say what its sources are",
                expected="scan(..., names=dataset) with a dataset that has them",
            )
        said = q.anything if self._statuses is None else self._statuses
        used = self._of(self.kinds, self._asked, said).count("source")
        return [names.source(name) for name in used if name is not None]

    def sort(
        self,
        by: Order | Callable[[AnyRecord], Any] = "date",  # as of the others
        *,
        reverse: bool = False,
        **said: bool,
    ) -> Selection[AnyRecord]:
        """The records that match, read into memory, in an order; as of a selection."""
        return self._in_memory().sort(by, reverse=reverse, **said)

    def group(
        self, by: Key | Callable[[AnyRecord], Any]
    ) -> dict[Any, Selection[AnyRecord]]:  # keys are whatever the callable gives
        """The records that match, read into memory, parted by a key; as of a selection.

        ``count`` and ``sum`` have the numbers, and read nothing into memory.
        """
        return self._counting()._in_memory().group(by)

    def _in_memory(self) -> Selection[AnyRecord]:
        """The same question to the records that may match, and to all if some are linked."""
        kinds = cast("tuple[type[AnyRecord], ...]", self.kinds)
        rows = self._arrow("both")
        if any(rows[name].null_count < len(rows) for name in ("component", "links")):
            with self._asking():
                rows = Table(self._access, self._table_names)._arrow("both")
        return Selection(self._table_names.named(records_in(rows)), kinds, self.predicate)

    @property
    def definite(self) -> Listed[AnyRecord]:
        """The records that surely match, read into memory."""
        return Listed(records_in(self._arrow("definite")))

    @property
    def possible(self) -> Listed[AnyRecord]:
        """The records that only may match, read into memory."""
        return Listed(records_in(self._arrow("possible")))

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self.definite)

    def to_dataset(self, match: Match = "definite") -> Dataset:
        """The records that match, as a dataset with the actors and sources that the table names."""
        return self._table_names.named(records_in(self._arrow(checked_match(match))))

    def _number_possible(self) -> int:
        surely, maybe = self._pair()
        if surely == maybe:
            return 0
        where = every(_FIRST_ROW, without(maybe, surely))
        with self._asking(where) as frame:
            rows = filtered(frame, where)
            return int(rows.select(number=nw.len()).collect("pyarrow")["number"][0])

    def to_dicts(self) -> list[dict[str, str | float | None]]:
        """The records that match, read into memory, as flat dictionaries; as of a selection."""
        rows = self._in_memory().to_dicts()
        is_whole = self._statuses is None and self._asked == q.anything
        return unmatched(rows) if is_whole else rows

    def _arrow(self, match: Match) -> pa.Table:
        return self._read(match)

    def _read(self, match: Match, among: Formula = TRUE, limit: int | None = None) -> pa.Table:
        """The rows that match and are among some, in the columns of the schema."""
        with self._asking(every(among, self._where(match))) as frame:
            rows = self._matching(filtered(frame, among), match)
            found = (rows if limit is None else rows.head(limit)).collect("pyarrow").to_native()
        schema = arrow_schema(self._table_names.dataset, match=match == "both")
        return with_each_text_once(found.select(schema.names).cast(schema))

    def _contents(self, match: Match) -> Contents:
        found = self.to_dataset(checked_match(match))
        return found.holding(found.records)

    # -- formulas ----------------------------------------------------------------------------------

    def _pair(self) -> Pair:
        found = pair(self.predicate, self.kinds, self._table_names.cast)
        blank = self._access.blank()
        surely, maybe = (knowing(formula, blank) for formula in found)
        return every(self._of_kinds(), surely), every(self._of_kinds(), maybe)

    def _of_kinds(self) -> Formula:
        names = tuple(kind.kind for kind in self.kinds)
        return Test("kind", "in", names) if len(names) < len(_ALL) else TRUE

    @contextmanager
    def _asking(self, where: Formula = TRUE) -> Iterator[nw.LazyFrame[Any]]:
        """The frame, to be asked; an engine's error names the question and its columns.

        Rows where ``where`` does not hold may be left out.

        No answer is computed in any other way, so each comes of rows that were looked through and
        of a question whose names the table has.
        """
        try:
            if not self._are_there:
                with self._access.frame() as frame:
                    look_for(sorted(self._named), frame)
                self._are_there = True
            with self._access.frame(where) as frame:
                yield frame
        except (BilateralError, ImportError):
            raise
        except Exception as error:
            asked = (test.column for formula in self._pair() for test in tests_of(formula))
            columns = tuple(dict.fromkeys(asked))
            raise EngineError(
                f"{self.engine} cannot answer ({first_line(error)})",
                engine=self.engine,
                predicate=repr(self.predicate),
                columns=columns,
            ) from error

    def __bool__(self) -> NoReturn:
        raise TruthError("a table is no condition; ask bounds() how many match")

    def __repr__(self) -> str:
        plural = self.kinds[0].plural.replace("_", " ") if len(self.kinds) == 1 else "records"
        asked = "" if self.predicate == q.anything else f" where {self.predicate!r}"
        return f"<Table on {self.engine}: {plural}{asked}>"

    def _repr_html_(self) -> str:
        """The question and its first rows; no more are read."""
        rows = [
            (record.id, dates_text(record), record.title, record.status or "")
            for record in self.head(_FIRST)
        ]
        caption = repr(self).strip("<>") + (f", the first {len(rows)} rows" if rows else "")
        return html_table(("id", "date", "title", "status"), rows, caption=caption)
