"""What a dataset holds, and the look-ups in it, beneath the questions that are asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self, TypeVar, get_args, overload

import attrs

from bilateral.collection.identity import Same, same_of
from bilateral.collection.info import DatasetInfo
from bilateral.collection.listed import Listed
from bilateral.collection.names import ActorNames, is_called, of_any, words_in
from bilateral.collection.settlement import (
    Settlement,
    unsettled,
    words_of_actors,
    words_of_coverage,
    words_of_records,
)
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.actors import ACTOR_KINDS, AnyActor, State
from bilateral.model.evidence import Source
from bilateral.model.ids import slug
from bilateral.model.records import KINDS, AnyRecord, Record, Role, kind_named
from bilateral.model.vocabulary import frozen_tuple, unknown_name
from bilateral.query.constants import Words
from bilateral.query.participation import Cast
from bilateral.states import registry, with_predecessors

__all__ = ["Contents"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")


_LISTED = 15
"""Words that are listed in an error, rather than the near ones alone."""


def _records(value: object) -> Listed[AnyRecord]:
    try:
        records: tuple[AnyRecord, ...] = frozen_tuple(value, Record, "records")  # type: ignore[assignment]
    except RecordError as error:
        error.expected = _instead(value) or error.expected
        raise
    strange = {
        kind for kind in set(map(type, records)) if KINDS.get(getattr(kind, "kind", "")) is not kind
    }
    for index, record in enumerate(records if strange else ()):
        if type(record) in strange:
            raise RecordError(
                "a record of no known kind",
                record=record.id,
                field=f"records[{index}]",
                found=type(record),
                expected="one of the kinds, or of a kind that an installed package names by an "
                "entry point of the group 'bilateral.kinds'",
            )
    return Listed(records)


def _instead(value: object) -> str | None:
    """What is to be written instead of what is no records; None if that is not known."""
    if isinstance(value, Record):
        return "a list of records, such as [record]"
    if isinstance(value, (str, Path)):
        name = str(value)
        if Path(value).suffix:
            return f"load_file({name!r}) of a dataset, or read({name!r}) of research data"
        return (
            f"load({name!r}) if it comes with the package, or Dataset(records=[...], name={name!r})"
        )
    if hasattr(value, "columns"):
        return "Dataset.from_table(frame) of what to() gave, or read('rows.csv', mapping)"
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        return "records, such as Record.from_dict(...) of each"
    return None


def _actors(value: object) -> Listed[AnyActor]:
    return Listed(frozen_tuple(value, get_args(AnyActor), "actors"))  # type: ignore[arg-type]


def _sources(value: object) -> Listed[Source]:
    try:
        return Listed(frozen_tuple(value, Source, "sources"))  # type: ignore[arg-type]
    except RecordError as error:
        if isinstance(error.found, str):
            error.expected = f"a Source, such as Source(id={slug(error.found)!r}, title='...')"
        raise


@attrs.define(frozen=True, slots=False, repr=False, eq=True)
class Contents:
    """Records, and the actors and sources that they name by id. Nothing in it can be changed.

    What only needs to look things up is written against this; a
    :class:`bilateral.Dataset` can be asked questions besides.

    Attributes:
        records: The records.
        actors: States, organizations, offices and persons.
        sources: The documents cited.
        info: What the dataset says of itself.

    Raises:
        RecordError: if something that is no record of a known kind, no actor or no source is
            among them.
    """

    records: Listed[AnyRecord] = attrs.field(default=(), converter=_records)
    actors: Listed[AnyActor] = attrs.field(default=(), converter=_actors)
    sources: Listed[Source] = attrs.field(default=(), converter=_sources)
    info: DatasetInfo = attrs.field(factory=DatasetInfo)

    def __attrs_post_init__(self) -> None:
        """Put ids for the names of states; whom records and actors name is kept for questions."""
        covered = words_of_coverage(self.info.coverage)
        words = unsettled(self._states_named | covered, self.actors)
        if words:
            self._settle(Settlement(words, self.actors))

    def _settle(self, names: Settlement) -> None:
        keep = object.__setattr__
        keep(self, "records", Listed(map(names.record, self.records)))
        keep(self, "actors", Listed(map(names.actor, self.actors)))
        if self.info.coverage:
            coverage = map(names.coverage, self.info.coverage)
            keep(self, "info", attrs.evolve(self.info, coverage=coverage))
        object.__delattr__(self, "_states_named")  # they are others now

    @overload
    def of_kinds(self, *kinds: Iterable[type[R]]) -> Iterator[R]: ...
    @overload
    def of_kinds(self, *kinds: type[R] | str) -> Iterator[R]: ...
    def of_kinds(self, *kinds: Any) -> Iterator[Any]:  # as the overloads say
        """The records of some kinds, in the order of the dataset for each kind.

        Args:
            *kinds: Classes of records or their names, or one list of them.

        Raises:
            UnknownNameError: if there is no such kind.
        """
        for kind in kinds:
            if isinstance(kind, type):
                yield from self._by_kind.get(kind, ())
            else:
                yield from self.of_kinds(*([kind_named(kind)] if isinstance(kind, str) else kind))

    @cached_property
    def _by_kind(self) -> Mapping[type, tuple[Any, ...]]:
        found: dict[type, list[Record]] = {}
        for record in self.records:
            found.setdefault(type(record), []).append(record)
        return {kind: tuple(records) for kind, records in found.items()}

    @cached_property
    def _by_id(self) -> Mapping[str, AnyRecord]:
        return {record.id: record for record in self.records}

    @cached_property
    def cast(self) -> Cast:
        """What the entries of actors and sources say of those who take part in its records."""
        return Cast(self._actors_by_id, self._sources_by_id)

    @cached_property
    def _actors_by_id(self) -> Mapping[str, AnyActor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _sources_by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def same(self) -> Mapping[str, Same]:
        """The events that linked records are, and may be; see :func:`same_of`."""
        return same_of(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self.records)

    def __contains__(self, record: object) -> bool:
        """Whether a record, or the record of an id, is among them."""
        name = record.id if isinstance(record, Record) else record
        return isinstance(name, str) and name in self._by_id

    @overload
    def __getitem__(self, id: str | int) -> AnyRecord: ...
    @overload
    def __getitem__(self, id: slice) -> tuple[AnyRecord, ...]: ...
    def __getitem__(self, id: str | int | slice) -> AnyRecord | tuple[AnyRecord, ...]:
        """The record of an id; or of a number, or several of a slice, in the order they are in.

        Raises:
            UnknownNameError: with near ids, if there is none; naming the view, if it is one.
        """
        if isinstance(id, (int, slice)):
            return self.records[id]
        if id not in self._by_id and id in {kind.plural for kind in KINDS.values()}:
            raise UnknownNameError(
                "unknown record", found=id, expected=f"dataset.{id} for the kind"
            )
        return self._found("record", id, self._by_id)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def record(self, record: Record | str) -> AnyRecord:
        """A record of the dataset, by its id or itself.

        Raises:
            UnknownNameError: if the dataset has no such record.
        """
        name = record.id if isinstance(record, Record) else record
        return self._found("record", name, self._by_id)

    def actor(self, id: str) -> AnyActor:
        """The actor of an id.

        Raises:
            UnknownNameError: with near ids, if there is none.
        """
        return self._found("actor", id, self._actors_by_id)

    def source(self, id: str) -> Source:
        """The source of an id.

        Raises:
            UnknownNameError: with near ids, if there is none.
        """
        return self._found("source", id, self._sources_by_id)

    @staticmethod
    def _found(what: str, name: str, table: Mapping[str, T]) -> T:
        try:
            return table[name]
        except (KeyError, TypeError):
            raise unknown_name(what, name, table) from None

    def known(self, what: str, name: str) -> str:
        """The id for a name that a question uses, so that a misspelt one raises.

        Args:
            what: ``"state"``, ``"person"``, ``"office"``, ``"organization"``, ``"place"``,
                ``"topic"`` or ``"source"``.
            name: An id, or of an actor a name. Of a state also a name or code that the registry
                has: what bears it today, else the one that ever bore it, whatever the date.

        Raises:
            UnknownNameError: with near names; naming them, if it means several.
            RecordError: if it is no text.
        """
        if not isinstance(name, str):
            raise RecordError("wrong value", field=what, found=name, expected="an id or a name")
        if what in ACTOR_KINDS:
            return self._actor_names.id_of(what, name)
        table = self._names[what]
        if name not in table:
            error = unknown_name(what, name, table, listed=len(table) <= _LISTED)
            raise (
                error
                if table
                else UnknownNameError(
                    error.problem, found=name, expected=f"nothing: no {what} is stated"
                )
            )
        return name

    def is_open(self, what: str, name: str) -> bool:
        """Whether a name has to be looked for: none, since a dataset knows its own."""
        del what, name
        return False

    def check_states(self, records: Iterable[Record]) -> None:
        """Refuse records that have a name or code of a state for its id, before they are written.

        Args:
            records: The records.

        Raises:
            UnknownNameError: with the id to write.
        """
        self.check_ids(
            state for record in records for one in record.seen for state in one.known("state")
        )

    def check_ids(self, words: Iterable[object]) -> None:
        """Refuse names that records have for ids of states, whose records would stand apart.

        Args:
            words: What records have of those who take part; what is no text is left aside.

        Raises:
            UnknownNameError: with the id to write.
        """
        for word in set(words):
            if isinstance(word, str):
                self._actor_names.check_id(word)

    def sources_named(self, name: str) -> tuple[str, ...]:
        """The ids of the sources of a group, or of the one source of a name.

        Args:
            name: Name of a group of sources, or id of a source.

        Raises:
            UnknownNameError: with near names, if there is no such.
        """
        for group in self.info.groups:
            if group.name == name:
                return group.sources
        return (self.known("source", name),)

    @cached_property
    def _actor_names(self) -> ActorNames:
        return ActorNames(self.actors, self._stated)

    def _stated(self) -> frozenset[str]:
        return self._states_named

    @cached_property
    def _states_named(self) -> frozenset[str]:
        """The states that records and entries of actors name."""
        return frozenset(words_of_records(self.records) | words_of_actors(self.actors))

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """The places, topics and sources that questions may name."""
        return {
            "place": frozenset(p.name for record in self.records for p in record.places if p.name),
            "topic": frozenset(topic for record in self.records for topic in record.topics),
            "source": frozenset(self._sources_by_id),
        }

    def conditions(self, actor: Words) -> dict[str, Any]:
        """What is asked of a participant who is to be some actor, or one of several states.

        Args:
            actor: Id, code or name of a state, person, office or organization; or of several
                states.

        Returns:
            Keywords for a role of :data:`bilateral.q`.

        Raises:
            UnknownNameError: with near names, if no actor is called so; naming them, if several
                are.
            RecordError: if several are named that are not all states.
        """
        return of_any(actor, self._actor_names.conditions)

    def printing(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """The ids of the records in which someone is printed by a name, or by the end of one.

        Args:
            name: The name, such as a surname.
            roles: The roles of whom it may be.
        """
        called = lru_cache(None)(lambda printed: is_called(printed, name))
        return tuple(
            record.id
            for record in self.records
            if any(p.name and p.role in roles and called(p.name) for p in record.seen)
        )

    def printed_like(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """Names that are printed of someone and have all the words of this one.

        Args:
            name: The name.
            roles: The roles of whom it may be.
        """
        printed = dict.fromkeys(
            p.name for record in self.records for p in record.seen if p.name and p.role in roles
        )
        return tuple(dict.fromkeys(filter(None, (words_in(one, name) for one in printed))))

    def with_predecessors(self, states: Iterable[str]) -> tuple[str, ...]:
        """States and the states that they carry on, as the dataset or the registry knows them."""
        return with_predecessors(states, self._continues)

    def holding(self, records: Iterable[Record]) -> Self:
        """The same actors, sources and info with some of the records, and no link to the others.

        Args:
            records: The records to keep.
        """
        kept = tuple(records)
        ids = {record.id for record in kept}
        return attrs.evolve(
            self,
            records=[
                record
                if all(link.target in ids for link in record.links)
                else attrs.evolve(record, links=[x for x in record.links if x.target in ids])
                for record in kept
            ],
        )

    def _continues(self, state: str) -> tuple[str, ...]:
        actor = self._actors_by_id.get(state)
        if isinstance(actor, State):
            return actor.continues
        known = registry().get(state)
        return known.continues if known else ()
