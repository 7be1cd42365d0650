"""Tables: the questions of a dataset, put to rows in whatever engine holds them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, overload

import narwhals as nw
import pyarrow as pa

from bilateral.collection.dataset import Dataset
from bilateral.collection.tabular import Match, Tabular, checked_match
from bilateral.collection.verbs import Verbs
from bilateral.errors import (
    BilateralError,
    EngineError,
    SchemaError,
    TruthError,
    UnknownNameError,
    first_line,
)
from bilateral.model.records import KINDS, AnyRecord, Record, Status, kind_named
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, check_kinds, kinds_with, q
from bilateral.tables.arrow import NEVER_NULL, arrow_schema, records_in
from bilateral.tables.counting import KEYS, Key, bounds_by, counted
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import TRUE, Formula, Test, every, some, tests_of, without
from bilateral.tables.meaning import Kinds, Pair, pair
from bilateral.tables.names import TableNames

__all__ = ["Table"]

_FIRST_ROW = Test("pair", "in", (0,))
_ALL: Kinds = tuple(KINDS.values())


class Table(Verbs, Tabular):
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
        (14, 15)
    """

    def __init__(
        self,
        frame: nw.LazyFrame[Any],
        names: TableNames,
        kinds: Kinds = _ALL,
        predicate: Predicate = q.anything,
        *,
        statuses: Predicate | None = None,
    ) -> None:
        self._frame = frame
        self._table_names = names
        self.kinds = kinds
        self._asked = predicate
        self._statuses = statuses

    @property
    def predicate(self) -> Predicate:
        """The question, with the statuses that count."""
        return self._asked if self._statuses is None else self._statuses & self._asked

    @property
    def engine(self) -> str:
        """Name of the engine that computes the answers."""
        return str(self._frame.implementation.value)

    def _lookup(self) -> TableNames:
        return self._table_names

    # -- views and narrowing ---------------------------------------------------------------------

    def __getattr__(self, name: str) -> Table:
        """The records of a kind that are done: ``table.visits``, ``table.agreements`` and so on.

        What was asked before stays asked, also of the status.

        Raises:
            AttributeError: with near names, if no kind is called so, or it is not among those
                that are asked.
        """
        kind = _PLURALS.get(name)
        if kind is None:
            error = unknown_name("attribute of a table", name, [*_PLURALS, *dir(type(self))])
            raise AttributeError(str(error), name=name, obj=self)
        statuses = q.anything if kind.counted is None else q.done
        try:
            return self._of_kind(kind, q.anything, statuses)
        except UnknownNameError as error:
            raise AttributeError(str(error), name=name, obj=self) from error

    def _of_kind(self, kind: type[Record], predicate: Predicate, statuses: Predicate) -> Table:
        """Narrowed to a kind; the statuses are those given unless some were asked for before."""
        if kind not in self.kinds:
            names = ", ".join(known.plural for known in self.kinds)
            raise UnknownNameError(f"a table of {names} has no such kind", found=kind.kind)
        asked = self._asked & predicate
        check_kinds(asked, (kind,))
        return self._of((kind,), asked, statuses if self._statuses is None else self._statuses)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_PLURALS]

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
        check_kinds(predicate, (wanted,))
        return self._of_kind(wanted, predicate, q.anything)

    def where(self, predicate: Predicate) -> Table:
        """Narrow by a predicate.

        A table of which no kind or status was asked yet is narrowed to records that are done, of
        the kinds that have the predicate's fields.

        Args:
            predicate: Made with :data:`bilateral.q`.

        Raises:
            UnknownNameError: if a kind that is asked has no such field or role.
        """
        check_kinds(predicate, ())  # a predicate at all
        if self.kinds == _ALL:
            statuses = q.done if self._statuses is None else self._statuses
            asked = self._asked & predicate
            return self._of(kinds_with(asked), asked, statuses)
        check_kinds(predicate, self.kinds)
        return self._of(self.kinds, self._asked & predicate, self._statuses)

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
        return Table(self._frame, self._table_names, kinds, predicate, statuses=statuses)

    # -- answers ---------------------------------------------------------------------------------

    def lazy(self, match: Match = "definite") -> nw.LazyFrame[Any]:
        """The rows that match, as a narwhals frame of the same engine, still not computed.

        Args:
            match: ``"definite"``, ``"possible"``, or ``"both"``, told apart in a column ``match``.

        Raises:
            EngineError: if the engine cannot express the question.
        """
        surely, maybe = self._pair()
        with self._asking():
            if checked_match(match) == "definite":
                return filtered(self._frame, surely)
            if match == "possible":
                return filtered(self._frame, without(maybe, surely))
            word = nw.when(expression(surely)).then(nw.lit("definite"))
            return filtered(self._frame, maybe).with_columns(
                match=word.otherwise(nw.lit("possible"))
            )

    def native(self, match: Match = "definite") -> Any:  # a frame of the engine
        """The rows that match, as a lazy frame of the engine's own type."""
        return self.lazy(match).to_native()

    def bounds(self) -> tuple[int, int]:
        """How many records match at least, and at most.

        Raises:
            UnknownNameError: if the question names something that the table does not have.
            EngineError: if the engine fails.
        """
        surely, maybe = self._pair()
        with self._asking():
            self._table_names.check()
            asked = filtered(self._frame, every(_FIRST_ROW, maybe)).select(
                maybe=nw.len(),
                surely=nw.when(expression(surely)).then(nw.lit(1)).otherwise(nw.lit(0)).sum(),
            )
            counts = asked.collect("pyarrow")
        return int(counts["surely"][0] or 0), int(counts["maybe"][0])

    @overload
    def count(self) -> int: ...
    @overload
    def count(self, *by: Key) -> pa.Table: ...
    def count(self, *by: Key) -> int | pa.Table:
        """How many surely match; or, by some keys, how many at least and at most.

        Args:
            *by: ``"kind"``, ``"status"``, ``"initiator"``, ``"target"``, ``"year"``.

        Returns:
            A number; or an Arrow table with a column for each key, ``at_least`` and ``at_most``,
            in the order of the keys, null for "not stated". A record belongs to each year in
            which some day of it falls, possibly where that is not settled.

        Raises:
            UnknownNameError: if there is no such key.
            EngineError: if the engine fails.

        Example:
            >>> import bilateral
            >>> table = bilateral.scan(bilateral.load("pakistan-russia").to("arrow"))
            >>> table.visits.count("initiator", "target", "year").to_pylist()[-1]
            {'initiator': 'RUS', 'target': 'PAK', 'year': 2018, 'at_least': 2, 'at_most': 2}
        """
        if not by:
            return self._number(self._pair()[0])
        for key in by:
            if key not in KEYS:
                raise unknown_name("key to count by", key, KEYS, listed=True)
        keys = tuple(dict.fromkeys(by))
        with self._asking():
            self._table_names.check()
            groups = counted(self._frame, *self._pair(), keys).collect("pyarrow").to_native()
        return bounds_by(groups, keys)

    def _number(self, formula: Formula) -> int:
        """How many records a formula holds for."""
        with self._asking():
            self._table_names.check()
            rows = filtered(self._frame, every(_FIRST_ROW, formula))
            return int(rows.select(number=nw.len()).collect("pyarrow")["number"][0])

    @property
    def definite(self) -> tuple[AnyRecord, ...]:
        """The records that surely match, read into memory."""
        return tuple(records_in(self._arrow("definite")))

    @property
    def possible(self) -> tuple[AnyRecord, ...]:
        """The records that only may match, read into memory."""
        return tuple(records_in(self._arrow("possible")))

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self.definite)

    def to_dataset(self, match: Match = "definite") -> Dataset:
        """The records that match, as a dataset with the actors and sources that the table names."""
        names = self._table_names.dataset
        names = Dataset() if names is None else names
        return Dataset(
            records=records_in(self._arrow(checked_match(match))),
            actors=names.actors,
            sources=names.sources,
            info=names.info,
        )

    def _arrow(self, match: str) -> pa.Table:
        rows = self.lazy(match)  # type: ignore[arg-type]
        with self._asking():
            self._table_names.check()
            found = rows.collect("pyarrow").to_native()
        for name in NEVER_NULL:
            if found[name].null_count:
                raise SchemaError(f"{found[name].null_count} rows without {name}", field=name)
        schema = arrow_schema(self._table_names.dataset, match=match == "both")
        return found.select(schema.names).cast(schema)

    # -- formulas ----------------------------------------------------------------------------------

    def _pair(self) -> Pair:
        surely, maybe = pair(self.predicate, self.kinds)
        names = tuple(kind.kind for kind in self.kinds)
        of_kind: Formula = Test("kind", "in", names) if len(names) < len(_ALL) else TRUE
        return every(of_kind, surely), every(of_kind, maybe)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Names the question and its columns where an engine fails."""
        try:
            yield
        except (BilateralError, ImportError):
            raise
        except Exception as error:
            columns = tuple(dict.fromkeys(test.column for test in tests_of(some(*self._pair()))))
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


_PLURALS: dict[str, type[Record]] = {kind.plural: kind for kind in KINDS.values()}
