"""What a reader gathers while it reads: actors, sources, names that stand for none, remarks."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeAlias

import attrs

from bilateral.collection.union import united_actors
from bilateral.errors import RecordError, StateNameError
from bilateral.model.actors import AnyActor, Office, Organization, OrganizationForm, Person, State
from bilateral.model.evidence import Citation, EpistemicMode, Locator, Source
from bilateral.model.ids import ident as id_of, key, slug
from bilateral.model.records import Participant, Role
from bilateral.model.records.participants import NO_STATE, acting_for
from bilateral.readers.report import Unresolved
from bilateral.states import candidates, holders, registry, resolve
from bilateral.states.lookup import states_there
from bilateral.states.organizations import organization_named, public_organizations
from bilateral.states.resolution import OwnNames, own_names, own_states
from bilateral.states.tables import folded

__all__ = ["Ledger", "OwnNames", "States", "only"]

States: TypeAlias = str | tuple[str, ...] | None
"""What is known of a state: its id, the ids of several of which it is one, with :data:`NO_STATE`
where it may be none; or nothing."""


def only(states: States) -> str | None:
    """The id of a state that is known for sure."""
    return states if isinstance(states, str) else None


class Ledger:
    """The actors, unresolved names and remarks of one import.

    Args:
        source: Id of the source that records cite.
        data_set: Id of the data set, with which the ids of its records begin.
        system: Whose names of states the data set uses, or None for names in common use.
        names: What the user says that names in the file stand for: an id or name of a state, or
            of several; they go before all else.

    Raises:
        UnknownNameError: if one of the user's states does not exist.
        RecordError: if it is none, or two names are alike but for case or accents.
    """

    def __init__(
        self,
        source: str,
        data_set: str,
        system: str | None = None,
        names: OwnNames | None = None,
    ) -> None:
        self.source = source
        self.data_set = data_set
        self.system = system
        self._own = own_names(names or {})
        self._unused = {folded(name): name for name in names or {}}
        self.actors: dict[str, AnyActor] = {}
        self.sources: dict[str, Source] = {}
        self.notes: Counter[str] = Counter()
        self._unresolved: Counter[tuple[str, str]] = Counter()
        self._first_lines: dict[tuple[str, str], int | None] = {}
        self._states: dict[tuple[str | int, Any, str | None, bool], _Found] = {}
        self._participants: dict[tuple[Any, ...], Participant] = {}
        self._ids: Counter[str] = Counter()
        self._is_apart = False

    def apart(self) -> Ledger:
        """An empty one of the same file, for a row that is refused and only looked through.

        It looks up no states: a name that nobody bears is no fault of a row.
        """
        other = Ledger(self.source, self.data_set, self.system)
        other._own = self._own
        other._is_apart = True
        return other

    # -- records -----------------------------------------------------------------------------------

    def record_id(self, *keys: str | int) -> str:
        """The id of a record by the key that its data set gives it, equal in every file of it.

        Where an earlier record of the file has the same key a number is added, with a remark.

        Args:
            *keys: The key, or the keys that only together tell one record from all others.
        """
        wanted = ":".join([self.data_set, *(key(str(one)) for one in keys)])
        self._ids[wanted] += 1
        number = self._ids[wanted]
        if number == 1:
            return wanted
        self.note("a record whose id an earlier one has, so that a number was added")
        return f"{wanted}.{number}"

    def row_id(self, line: int) -> str:
        """The id of a record whose data set gives it no key: where it is, in which file.

        The file is known by its name and its bytes, so that rows of two files are never one and
        the same file read again gives the same ids.

        Args:
            line: Line of the row.
        """
        return f"{self.source}:{line}"

    def citation(self, line: int, **facts: Any) -> Citation:
        """The use of the file that one row is; it states a fact unless told otherwise.

        Args:
            line: Line of the row.
            **facts: Further fields of the citation.
        """
        return Citation(
            source=self.source,
            locator=Locator(line=line),
            mode=facts.pop("mode", EpistemicMode.FACT),
            **facts,
        )

    def note(self, text: str, times: int = 1) -> None:
        """Remark something that a user should know; the report counts how often."""
        self.notes[text] += times

    # -- actors ------------------------------------------------------------------------------------

    def state(
        self,
        name: str | int,
        on: Any,
        line: int | None,
        *,
        system: str | None = None,
        called: str | None = None,
        joins: bool = False,
    ) -> States:
        """The state that a name or code stands for on a date, or the states that it may.

        Args:
            name: As printed.
            on: The date; anything that may stand for one, or None.
            line: Line of the row, for the report.
            system: Another system of names or codes than that of the ledger.
            called: The name to look up, where the data set has one of its own for the state.
            joins: Whether who is named may have joined later, as a party to a treaty: then a land
                that was no state on the date may have been one when it did.

        Returns:
            An id; or several, of a name that may stand for each of them on that date, or of a
            land that was then one of theirs and no state; or None of a name that stands for none.
            What is not settled is listed, and so is a name that nobody bore on that date but which
            a state is called that carries on another.
        """
        own = self.own(str(name), on)
        if self._is_apart:
            return None
        if own is not None:
            if isinstance(own, tuple) and len(self._own[folded(str(name))]) == 1:
                reason = f"what it is to mean is a name of several states on {on}: {', '.join(own)}"
                self.unresolved(str(name), reason=reason, line=line)
            return self.known(own)
        system = system or self.system
        key = (called or name, on, system, joins)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = _found(*key)
        if found.reason is not None:
            self.unresolved(str(name), reason=found.reason, line=line)
        if found.remark is not None:
            self.note(found.remark)
        return self.known(found.states)

    def own(self, name: str, on: Any = None) -> States:
        """What the user says that a name stands for, or None if nothing.

        Args:
            name: As printed.
            on: The date, which tells what a name of a state means that the user gives.
        """
        if not self._own:
            return None
        plain = folded(name)
        self._unused.pop(plain, None)
        if plain not in self._own:
            return None
        states = own_states(self._own[plain], on)
        return states[0] if len(states) == 1 else states

    def known(self, states: States) -> States:
        """States of the registry that are known already, put among the actors."""
        for state in (states,) if isinstance(states, str) else states or ():
            if state != NO_STATE:
                self.actors.setdefault(state, registry()[state])
        return states

    def unused_names(self) -> tuple[str, ...]:
        """The user's own names that no row has had so far."""
        return tuple(self._unused.values())

    def unresolved(self, name: str, *, reason: str, line: int | None) -> None:
        """List a name that stands for no actor known for sure."""
        self._unresolved[name, reason] += 1
        self._first_lines.setdefault((name, reason), line)

    def participant(
        self,
        role: Role,
        name: str,
        on: Any,
        line: int | None,
        *,
        system: str | None = None,
        called: str | None = None,
        joins: bool = False,
    ) -> Participant:
        """The part that a state takes, or one of several; if its name is none's, someone's.

        Args:
            role: The part taken.
            name: Name or code of a state as printed.
            on: The date, as for :meth:`state`.
            line: Line of the row.
            system: Another system than that of the ledger.
            called: As for :meth:`state`.
            joins: As for :meth:`state`.
        """
        key = (role, name, on, system, called, joins)
        found = self._participants.get(key)
        if found is None:
            state = self.state(name, on, line, system=system, called=called, joins=joins)
            settled = isinstance(state, str)
            found = self.part(role, state=state, name=None if settled else name)
            if settled and not self._own:  # else each use is counted
                self._participants[key] = found
        return found

    def state_part(self, role: Role, state: State) -> Participant:
        """The part that a state takes which is known already."""
        self.actors.setdefault(state.id, registry()[state.id])
        return self.part(role, state=state.id)

    def part(self, role: Role, **fields: Any) -> Participant:
        """A participant; the same one where the same is asked for again."""
        key = (role, *fields.items())
        found = self._participants.get(key)
        if found is None:
            if isinstance(state := fields.get("state"), tuple):
                fields |= acting_for(state)
            found = self._participants[key] = Participant(role=role, **fields)
        return found

    def organization(
        self,
        name: str,
        form: OrganizationForm,
        *,
        state: States = None,
        note: str | None = None,
        ident: str | None = None,
    ) -> str:
        """The id of an organization, which is put among the actors.

        One that the registry knows is that of the registry, whatever is said of it here.

        Args:
            name: As printed.
            form: What sort of organization.
            state: The state it belongs to.
            note: What a user must know.
            ident: The key that the data set gives it, under which it is one by any name.
        """
        known = self.public_body(name)
        if known is not None:
            return known
        made = Organization(
            id=id_of(name) if ident is None else key(ident),
            name=name,
            form=form,
            state=only(state),
            note=note,
        )
        return self._kept(made, by_key=ident is not None)

    def public_body(self, name: str) -> str | None:
        """The id of the organization of the registry that a name or code stands for, or None.

        Args:
            name: As printed; a code of the data set, an acronym or a name.
        """
        found = organization_named(name, system=self.data_set)
        if found is None:
            return None
        self.actors.setdefault(found.id, found)
        return found.id

    def person(self, name: str, states: States = None, *, ident: str | None = None) -> str:
        """The id of a person, who is put among the actors.

        Args:
            name: As printed.
            states: The state of nationality.
            ident: The key that the data set gives the person, who is one by any name.
        """
        state = only(states)
        made = _id_within(state, name) if ident is None else key(ident)
        person = Person(id=made, name=name, state=state)
        return self._kept(person, by_key=ident is not None)

    def office(self, name: str, states: States, sector: str | None = None) -> str:
        """The id of an office, which is put among the actors."""
        state = only(states)
        made = Office(id=_id_within(state, name), name=name, state=state, sector=sector)
        return self._kept(made)

    def _kept(self, actor: AnyActor, *, by_key: bool = False) -> str:
        """The id under which an actor is kept: its own, or a longer one if that is another's.

        Of one that a key names, what differs is another name, or a state that is not settled. Any
        other is one with its namesake as when two datasets are merged.
        """
        known = registry().get(actor.id) or public_organizations().get(actor.id)
        held = self.actors.get(actor.id) or known
        if held is None:
            self.actors[actor.id] = actor
        elif by_key and isinstance(held, Person | Organization) and type(held) is type(actor):
            names = dict.fromkeys((*held.names, actor.name))
            names.pop(held.name, None)
            state = held.state if held.state == getattr(actor, "state", None) else None
            self.actors[actor.id] = attrs.evolve(held, names=tuple(names), state=state)
        elif held != actor:
            try:
                self.actors[actor.id] = united_actors(held, actor)
            except RecordError:
                alike = type(held) is type(actor) and id_of(held.name) == id_of(actor.name)
                ending = ".2" if alike else f"-{actor.kind}"
                return self._kept(attrs.evolve(actor, id=f"{actor.id}{ending}"), by_key=by_key)
        return actor.id

    def unresolved_names(self) -> tuple[Unresolved, ...]:
        """The names that could not be resolved, with each reason, most frequent first."""
        return tuple(
            Unresolved(name, reason, times, self._first_lines[name, reason])
            for (name, reason), times in self._unresolved.most_common()
        )


@attrs.frozen
class _Found:
    """What a look-up gave: the states, why they are not one, and what is to be remarked."""

    states: States
    reason: str | None = None
    remark: str | None = None


def _id_within(state: str | None, name: str) -> str:
    """The id of who bears a name in a state, of whom another state may have one as well."""
    return id_of(name) if state is None else f"{id_of(name)}-{slug(state)}"


def _found(name: str | int, on: Any, system: str | None, joins: bool) -> _Found:
    try:
        state = resolve(name, on=on, system=system).id
    except StateNameError as error:
        found = states_there(name, on, system)
        held = None if joins or on is None else holders(name, on=on, system=system)
        if len(found) == 1:
            remark = f"{str(name)!r} of a day when it was not called so: {found[0]}"
            return _Found(found[0], remark=remark)
        if found or held is None:
            return _Found(found or None, reason=str(error))
        of = " or ".join(registry()[state].name for state in held)
        land = f"but a land of {of}" if held else "nor the land of one"
        return _Found((*held, NO_STATE), reason=f"no state on {on}, {land}")
    if state in candidates(name, system=system):
        return _Found(state)
    return _Found(
        state,
        remark=f"{str(name)!r} of a day when nobody bore that name: {state}, which it carries on",
    )
