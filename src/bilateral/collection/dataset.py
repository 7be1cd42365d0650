"""Datasets: an immutable collection of records, with the actors and sources they name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

import attrs

from bilateral._plugins import plug_in
from bilateral.collection.answers import Answers, Order
from bilateral.collection.asked import YEARS, CellKey, Grid, Key, NamedKey
from bilateral.collection.contents import Contents
from bilateral.collection.info import DatasetInfo, card_of
from bilateral.collection.reasons import Reasons
from bilateral.collection.remarks import states_said
from bilateral.collection.selection import Selection
from bilateral.collection.tabular import Match, Tabular, unmatched
from bilateral.collection.tally import Tally
from bilateral.collection.validate import faults_of
from bilateral.collection.verbs import Verbs
from bilateral.errors import BilateralError, FaultsError, RecordError
from bilateral.layout import html_table, text_table, wrapped
from bilateral.model.actors import Actor
from bilateral.model.evidence import Source
from bilateral.model.records import (
    KINDS,
    Agreement,
    Alignment,
    AnyRecord,
    ArmsTransfer,
    Assessment,
    Consultation,
    Exercise,
    Interest,
    Meeting,
    Membership,
    Project,
    Record,
    Status,
    Tenure,
    Trade,
    Visit,
    kind_named,
)
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, check_kinds, kinds_with, q
from bilateral.query.terms import asks_for_a_status

if TYPE_CHECKING:
    import pyarrow as pa

    from bilateral.collection.merge import Difference
    from bilateral.collection.reconcile import Reconciliation

__all__ = ["Dataset", "DatasetInfo"]

R = TypeVar("R", bound=Record)
H = TypeVar("H", bound=Hashable)


@attrs.define(frozen=True, slots=False, repr=False, eq=True, init=False)
class Dataset(Contents, Verbs, Tabular, Answers[AnyRecord]):
    """Records, and the actors and sources that they name by id. Nothing in it can be changed.

    Nothing is checked across records when one is made, so that wrong data can be looked at;
    :meth:`validate` checks, and reading a file does.

    Where a record or an actor has a name of a state for its id, such as ``state="Morocco"``, the
    dataset has the id, if the name is surely one state's on the date.

    Attributes:
        records: The records.
        actors: States, organizations, offices and persons.
        sources: The documents cited.
        info: What the dataset says of itself.

    Raises:
        RecordError: if something that is no record of a known kind, no actor or no source is
            among them; or if a name is given besides the info.

    Example:
        >>> import bilateral
        >>> data = bilateral.load("pakistan-russia")
        >>> data["bajwa-russia-2018-04"].kind
        'visit'
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        actors: Iterable[Actor] = (),
        sources: Iterable[Source] = (),
        info: DatasetInfo | None = None,
        *,
        name: str | None = None,
        title: str | None = None,
    ) -> None:
        """Make one; ``name`` and ``title`` are short for an info that says no more."""
        if name is not None or title is not None:
            if info is not None:
                raise RecordError(
                    "a name of the dataset besides its info",
                    field="name" if name is not None else "title",
                    found=name if name is not None else title,
                    expected="info=DatasetInfo(name=..., title=...)",
                )
            given = {"name": name, "title": title or name}
            info = DatasetInfo(**{key: value for key, value in given.items() if value is not None})
        self.__attrs_init__(records, actors, sources, info or DatasetInfo())

    # -- views -----------------------------------------------------------------------------------

    @property
    def visits(self) -> Selection[Visit]:
        """Visits made."""
        return self._view(Visit)

    @property
    def meetings(self) -> Selection[Meeting]:
        """Meetings held."""
        return self._view(Meeting)

    @property
    def consultations(self) -> Selection[Consultation]:
        """Standing consultations."""
        return self._view(Consultation)

    @property
    def agreements(self) -> Selection[Agreement]:
        """Agreements reached."""
        return self._view(Agreement)

    @property
    def arms_transfers(self) -> Selection[ArmsTransfer]:
        """Arms transfers delivered."""
        return self._view(ArmsTransfer)

    @property
    def exercises(self) -> Selection[Exercise]:
        """Exercises held."""
        return self._view(Exercise)

    @property
    def memberships(self) -> Selection[Membership]:
        """Memberships."""
        return self._view(Membership)

    @property
    def tenures(self) -> Selection[Tenure]:
        """Tenures of offices."""
        return self._view(Tenure)

    @property
    def alignments(self) -> Selection[Alignment]:
        """Alignments and postures."""
        return self._view(Alignment)

    @property
    def interests(self) -> Selection[Interest]:
        """Interests and aims."""
        return self._view(Interest)

    @property
    def projects(self) -> Selection[Project]:
        """Economic projects, of any status."""
        return self._view(Project)

    @property
    def trades(self) -> Selection[Trade]:
        """Trade between parties."""
        return self._view(Trade)

    @property
    def assessments(self) -> Selection[Assessment]:
        """Opinions of authors."""
        return self._view(Assessment)

    def _view(self, kind: type[R]) -> Selection[R]:
        return Selection(self, (kind,), statuses=q.anything if kind.counted is None else q.done)

    @overload
    def select(self, kind: type[R], predicate: Predicate = ...) -> Selection[R]: ...
    @overload
    def select(self, kind: str | Predicate, predicate: Predicate = ...) -> Selection[AnyRecord]: ...
    def select(
        self, kind: type[R] | str | Predicate, predicate: Predicate = q.anything
    ) -> Selection[Any]:
        """The records of a kind that match a predicate, whatever their status.

        Args:
            kind: A class of records or its name; leave it out to ask all records.
            predicate: Made with :data:`bilateral.q`; add ``q.done`` for what is done.

        Raises:
            UnknownNameError: if there is no such kind, or it has no such field or role.

        Example:
            >>> import bilateral
            >>> from bilateral import ArmsTransfer, q
            >>> data = bilateral.load("pakistan-russia")
            >>> len(data.select(ArmsTransfer, q.date.during("1968/1969") & q.done))
            4
        """
        if isinstance(kind, Predicate):
            asked, _ = self._identified(kind)
            return Selection(self, kinds_with(asked), asked)
        wanted = kind_named(kind) if isinstance(kind, str) else kind
        if wanted not in KINDS.values():
            raise unknown_name("kind", kind, KINDS, listed=True)
        check_kinds(predicate, (wanted,))
        return Selection(self, (wanted,), self._identified(predicate)[0])

    def where(  # type: ignore[override]
        self, predicate: Predicate = q.anything, **words: Any
    ) -> Selection[AnyRecord]:
        """The records of any kind that match a predicate and are done.

        Kinds that do not have a field or role of the predicate are left out; one that no kind
        has raises. One that asks for a status is put to records of every status; see
        :meth:`bilateral.Selection.where`.

        Raises:
            UnknownNameError: if there is no such field, role or state.
            RecordError: if it asks for a status within ``|`` or ``~``.
        """
        if words:
            return self.where(predicate)._worded(words)
        return self._narrowed(self._identified(predicate)[0])._saying(states_said(predicate))

    def _narrowed(self, predicate: Predicate) -> Selection[AnyRecord]:  # type: ignore[override]
        statuses = q.anything if asks_for_a_status(predicate) else q.done
        return Selection(self, kinds_with(predicate), predicate, statuses=statuses)

    def any_status(self) -> Selection[AnyRecord]:
        """All records, whatever their status."""
        return Selection(self, tuple(KINDS.values()))

    def status(self, *statuses: Status | str) -> Selection[AnyRecord]:
        """The records of some statuses.

        Raises:
            UnknownNameError: if a status is misspelt.
        """
        return self.any_status().status(*statuses)

    # -- answers: what is counted is what is done, the rest speaks of all records ------------------

    def bounds(self) -> tuple[int, int]:
        """How many records are done at least, and at most; ``len()`` is the number of all."""
        return self.where(q.anything).bounds()

    def _tally(self, keys: tuple[CellKey, ...], field: str | None, grid: Grid = YEARS) -> Tally:
        return self.where(q.anything)._tally(keys, field, grid)

    @overload
    def group(self, by: Literal["year"]) -> dict[int | None, Selection[AnyRecord]]: ...
    @overload
    def group(self, by: NamedKey) -> dict[str | None, Selection[AnyRecord]]: ...
    @overload
    def group(
        self, by: Callable[[AnyRecord], Iterable[H] | H]
    ) -> dict[H | None, Selection[AnyRecord]]: ...
    @overload
    def group(self, by: Key | Callable[[AnyRecord], Any]) -> dict[Any, Selection[AnyRecord]]: ...
    def group(
        self, by: Key | Callable[[AnyRecord], Any]
    ) -> dict[Any, Selection[AnyRecord]]:  # keys are whatever the callable gives
        """What is done, parted by a key; see :meth:`bilateral.Selection.group`."""
        return self.where(q.anything).group(by)

    def sort(
        self,
        by: Order | Callable[[AnyRecord], Any] = "date",  # whatever sorts
        *,
        reverse: bool = False,
        **said: bool,
    ) -> Selection[AnyRecord]:
        """All records in an order; see :meth:`bilateral.Selection.sort`."""
        return self.any_status().sort(by, reverse=reverse, **said)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all records."""
        return tuple(record.id for record in self.records)

    def head(self, number: int = 5) -> tuple[AnyRecord, ...]:
        """The first records.

        Args:
            number: How many at most.
        """
        return self.records[: max(number, 0)]

    def _why_one(self, record: Record | str) -> tuple[str, ...]:
        return self.any_status().why(record)  # nothing: the dataset surely has it

    def _why_all(self) -> Reasons:
        return self.where(q.anything).why()

    def _cited(self) -> Iterable[Source]:
        return self.any_status()._cited()

    def _remarks(self, *, of_parts: bool = True) -> tuple[str, ...]:
        return self.where(q.anything)._remarks(of_parts=of_parts)

    def _lookup(self) -> Contents:
        return self

    # -- the dataset as a whole --------------------------------------------------------------------

    def from_sources(self, *sources: str) -> Dataset:
        """The records that some sources state, with what these say where that is known.

        Who says a date, a word, an amount, or something of a participant that a claim can reach
        is known, and what only other sources say of these is left out. Who says that somebody
        takes part, where it was, the topics, links, whole numbers, title and note is not: they are
        the record's, and stay whoever said them.

        Args:
            *sources: Ids of sources, or names of groups such as ``"article"``.

        Returns:
            A dataset whose records keep the citations of these sources alone. A record that none
            of them states is left out; of one that they only refine or contradict, their values
            take the place of the record's own.

        Raises:
            UnknownNameError: if there is no such source or group.
        """
        if not sources:
            raise RecordError("no source is asked for", expected="at least one")
        groups = {group.name: group.sources for group in self.info.groups}
        names = [*groups, *self._sources_by_id]
        wanted: set[str] = set()
        for name in sources:
            if name not in names:
                raise unknown_name("source", name, names)
            wanted.update(groups.get(name, (name,)))
        from bilateral.collection.merge import restricted  # put off: few programs merge

        return restricted(self, wanted)

    @classmethod
    def from_records(cls, records: Iterable[Record]) -> Dataset:
        """The same as ``Dataset(records)``."""
        return cls(records)

    @classmethod
    def from_table(cls, table: Any, names: Dataset | None = None) -> Dataset:  # any frame
        """The dataset of a table of records: what ``to`` gave, or any table of that schema.

        Args:
            table: An Arrow table, a frame, a DuckDB relation, a path; whatever
                :func:`bilateral.scan` takes.
            names: Dataset whose actors and sources the records name; by default those that the
                table carries in its metadata, as Arrow, pandas and Parquet do.

        Returns:
            A dataset with the records in the order of their first rows. All that the schema
            holds comes back as it was.

        Raises:
            SchemaError: naming the columns that are missing or of the wrong type.
            FaultsError: naming each row that is no record.

        Example:
            >>> import bilateral
            >>> data = bilateral.load("pakistan-russia")
            >>> bilateral.Dataset.from_table(data.to("arrow")) == data
            True
        """
        found: Dataset = plug_in("tables", "dataset")(table, names)
        return found

    def _number_possible(self) -> int:
        return 0

    def to_dicts(self) -> list[dict[str, str | float | None]]:  # noqa: D102 - see Tabular
        return unmatched(self.any_status().to_dicts())

    def _check_states(self) -> None:
        self.check_states(self.records)

    def _arrow(self, match: Match) -> pa.Table:
        records = () if match == "possible" else self.records
        surely = {record.id for record in self.records} if match == "both" else None
        table: pa.Table = plug_in("tables", "rows")(records, self, surely)
        return table

    def _contents(self, match: Match) -> Contents:
        return self if match != "possible" else self.holding(())

    def merge(self, other: Dataset) -> Dataset:
        """Both datasets as one; what they say of the same record stands side by side.

        Records of one id are joined and their citations united. Where one dataset gives another
        date, word or amount than the other, or the other none, the citations that state it claim
        it, so that no source is made to say what it does not. The own value of the first stays
        where no answer depends on it. So it is with a state that the entry of a person, office or
        organization gives, where the other dataset states another. Participants and places are
        united where one account says no less than the other. A state or public organization, and
        an actor or source of the same id, has the names and facts of both. Titles and other texts
        of the info are put one after the other.

        Args:
            other: The other dataset.

        Raises:
            FaultsError: if something of the same id differs in a way that cannot stand side by
                side, such as a value in one and a source that coded the field and found none in
                the other, or if one of the datasets has an id twice, one fault each. Nothing is
                overwritten.
        """
        from bilateral.collection.merge import merged

        return merged(self, other)

    def __add__(self, other: Dataset | Record) -> Dataset:
        """The same as ``merge``; of a record, this dataset with it as the last one.

        Raises:
            RecordError: if the dataset has a record of that id.
        """
        if isinstance(other, Record):
            if other in self:
                raise RecordError(
                    "the dataset has a record of this id",
                    record=other.id,
                    expected="dataset.merge(Dataset(records=[...])), to join what both say",
                )
            return attrs.evolve(self, records=[*self.records, other])
        return self.merge(other) if isinstance(other, Dataset) else NotImplemented

    def diff(self, other: Dataset) -> Difference:
        """What the other dataset adds, lacks and has otherwise.

        Args:
            other: The dataset to compare with, such as a later version.
        """
        from bilateral.collection.merge import difference

        return difference(self, other)

    def reconcile(self) -> Reconciliation:
        """Every field on which sources differ, with all values and who says them."""
        from bilateral.collection.reconcile import disagreements

        return disagreements(self.records)

    def faults(self) -> tuple[BilateralError, ...]:
        """Everything that is wrong across records.

        Duplicate and dangling ids, unknown codes, impossible dates, and sectors that do not agree
        with the office.
        """
        return tuple(faults_of(self))

    @cached_property
    def _is_sound(self) -> bool:
        """Whether it has no faults; looked for once, since nothing in it can be changed."""
        return next(faults_of(self), None) is None

    def validate(self) -> Dataset:
        """The dataset itself, if nothing is wrong in it.

        Raises:
            FaultsError: with all faults, each with its record and field.
        """
        faults = self.faults()
        if faults:
            raise FaultsError(f"dataset {self.info.name!r}", faults)
        return self

    def card(self) -> str:
        """The dataset card as Markdown: scope, sources, rules, coverage, doubts, citation."""
        return card_of(self.info, self.records, self.sources)

    def _counted(self) -> tuple[str, list[tuple[str, str]]]:
        """The headline, and each kind with the number of its records."""
        rows = [
            (kind.plural.replace("_", " "), str(len(records)))
            for kind in KINDS.values()
            if (records := self._by_kind.get(kind))
        ]
        counts = [
            f"{number} {noun}{'' if number == 1 else 's'}"
            for number, noun in ((len(self), "record"), (len(self.sources), "source"))
        ]
        return f"{self.info.title}: {', '.join(counts)}", rows

    def __repr__(self) -> str:
        head, rows = self._counted()
        table = text_table(("kind", "records", ""), [(*row, "") for row in rows])
        return "\n".join([*wrapped(head, ""), *table])

    def _repr_html_(self) -> str:
        head, rows = self._counted()
        return html_table(("kind", "records"), rows, caption=head)
