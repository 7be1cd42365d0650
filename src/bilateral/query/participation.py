"""What is known of those who take part: their own entries, and the lives of states.

A participant that states no state acts for the one of its office, its organization or itself, as
the dataset's actors have it. Of several states, and of all where none is known, those alone are
possible that lived on some day that the record's date allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

import bilateral.states as _states
from bilateral.dates.relations import Span, hull
from bilateral.dates.when import Period
from bilateral.model.actors import (
    Actor,
    Office,
    Organization,
    Person,
    Sector,
    State,
)
from bilateral.model.evidence import Source, Stance
from bilateral.model.fields import words_of
from bilateral.model.records import Participant, Place, Record, Role
from bilateral.model.records.participants import NO_STATE
from bilateral.query.homes import Homes, Known
from bilateral.states import public_organizations, registry, with_predecessors

__all__ = ["NOBODY", "NO_STATE", "Cast", "Known"]


class Cast:
    """The actors that records name, and what their entries say of those who take part.

    Args:
        actors: Actors by id.
        sources: Sources by id, which say what was coded of all their records.

    Attributes:
        homes: The states for which actors act by their entries.
    """

    def __init__(
        self, actors: Mapping[str, Actor] | None = None, sources: Mapping[str, Source] | None = None
    ) -> None:
        self._actors = {} if actors is None else actors
        self._coders: dict[str, set[str]] = {}  # sources by the field that they coded
        for name, source in (sources or {}).items():
            for field in source.coded:
                self._coders.setdefault(field, set()).add(name)
        self._codes_roles = any(field in set(Role) for field in self._coders)
        self._lives: dict[str, Period | None] = {}
        self._chains: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.homes = Homes(self._actors, self)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return self._actors

    @classmethod
    def of(cls, actors: Mapping[str, Actor] | Cast | None) -> Cast:
        """The cast of some actors; one that is given comes back as it is."""
        if actors is None:
            return NOBODY
        return actors if isinstance(actors, Cast) else cls(actors)

    def name(self, actor: str) -> str:
        """The name of an actor by its own entry, else as all know it, else its id."""
        if actor == NO_STATE:
            return "no state"
        known = self._actors.get(actor) or registry().get(actor)
        known = known or public_organizations().get(actor)
        return known.name if known else actor

    # -- lives -----------------------------------------------------------------------------------

    def life(self, state: str) -> Period | None:
        """The life of a state by its own entry, else by the registry; None if nobody says."""
        if state not in self._lives:
            own, public = self._actors.get(state), registry().get(state)
            life = own.life if isinstance(own, State) else None
            self._lives[state] = life if life is not None or public is None else public.life
        return self._lives[state]

    def lived(self, state: str, record: Record) -> bool:
        """Whether a state may have lived on some day that the record's date allows."""
        return self.lived_in(state, record.when)

    def lived_in(self, state: str, spans: Iterable[Span]) -> bool:
        """Whether a state may have lived on some day of what has one of some spans."""
        life = self.life(state)
        if life is None:
            return True
        for span in spans:
            if span.members:
                if span.during(life).is_possible:
                    return True
            elif span.start_min <= life.end_max and span.end_max >= life.start_min:
                return True
        return False

    def chain(self, states: tuple[str, ...]) -> tuple[str, ...]:
        """Some states and those that they carry on."""
        if states not in self._chains:
            self._chains[states] = with_predecessors(states, self._continues)
        return self._chains[states]

    def days_of(self, state: str) -> tuple[float, float]:
        """The first and the last day of the life of a state, infinite where nobody says."""
        life = self.life(state)
        return (-inf, inf) if life is None else (life.start_min, life.end_max)

    def living(self, states: Iterable[str], record: Record) -> tuple[str, ...]:
        """Those of some states that may have lived then."""
        when = record.when
        return tuple([state for state in states if self.lived_in(state, when)])

    # -- what is known of a value ----------------------------------------------------------------

    def states(self, participant: Participant, record: Record) -> Known:
        """The states that a participant may act for; one alone is as stated, or by its entry."""
        stated = participant.states
        if participant.none:
            living = self.living(stated, record)
            return (*living, NO_STATE) if living else ()
        if stated:
            return stated if len(stated) == 1 else self.living(stated, record) or stated
        found = self._state_of(participant)
        if not found:
            return found
        return self.living(self.chain(found), record) or self._held(found, record)

    def _held(self, states: tuple[str, ...], record: Record) -> Known:
        """Whose the land of some states was, of which and of whose predecessors none lived."""
        public = all(state in registry() and state not in self._actors for state in states)
        # Of few records, so that the tables that say it are read only then.
        held = _states.holders_of(states, hull(record.when)) if public else None
        return None if held is None else (*held, NO_STATE) if held else ()

    def _state_of(self, participant: Participant) -> Known:
        """The state of the office, else of the organization, else of the person."""
        if not participant.rivals:  # as most are
            if participant.office is None:
                if participant.organization is None:
                    return self._state_of_person(participant.person or "")
                return self._state_of_body(participant.organization)
            entry = self._actors.get(participant.office)
            if isinstance(entry, Office) and entry.state is not None:
                return (entry.state,)
        organizations = participant.known("organization")
        found = [self._state_of_office(name, organizations) for name in participant.known("office")]
        if not found or None in found:
            found = [known for known in found if known is not None]
            if organizations:
                found += map(self._state_of_body, organizations)
            else:
                found += map(self._state_of_person, participant.known("person") or ("",))
        if None in found or (() in found and any(found)):
            return None  # of whom it may be nothing is known, or he may act for none
        return tuple(dict.fromkeys(state for known in found for state in known or ()))

    def _state_of_office(self, office: str, organizations: tuple[str, ...]) -> Known:
        entry = self._actors.get(office)
        if not isinstance(entry, Office):
            return None
        if entry.state is not None:
            return (entry.state,)
        alone = entry.organization is not None and not organizations
        return self._state_of_body(entry.organization or "") if alone else None

    def _state_of_person(self, person: str) -> Known:
        entry = self._actors.get(person)
        return (entry.state,) if isinstance(entry, Person) and entry.state else None

    def _state_of_body(self, organization: str) -> Known:
        body = self._actors.get(organization)
        if not isinstance(body, Organization):
            return None
        if body.state is not None:
            return (body.state,)
        return () if body.form is not None and body.form.is_stateless else None

    def _continues(self, state: str) -> tuple[str, ...]:
        own, public = self._actors.get(state), registry().get(state)
        if isinstance(own, State) and own.continues:
            return own.continues
        return public.continues if public is not None else ()

    def may_be(
        self, name: str, actors: Iterable[str], participant: Participant, record: Record
    ) -> tuple[str, ...]:
        """Those of some actors that a participant may be who states none of their kind.

        Args:
            name: Their kind, or another attribute, of which nothing is known.
            actors: Their ids.
            participant: The participant.
            record: The record that has it.
        """
        asked = tuple(actors)
        if all(self.homes.of(name, actor) is None for actor in asked):
            return asked
        states = self.states(participant, record)
        return tuple([a for a in asked if self.homes.may_be(name, a, states, record.when)])

    def places(self, place: Place, record: Record) -> Known:
        """The states that a place may lie in; one alone is as stated."""
        if len(place.states) < 2:
            return place.states or None
        return self.living(place.states, record) or place.states

    def sectors(self, participant: Participant) -> tuple[Sector, ...]:
        """The sectors, one of which a participant has: its own, else those of office or body.

        None where that of one of several offices or bodies is not known.
        """
        own = participant.known("sector")
        if own:
            return tuple(map(Sector, own))
        givers = participant.known("office") or participant.known("organization")
        given = [self._sector_of(name) for name in givers]
        return tuple(dict.fromkeys(s for s in given if s)) if None not in given else ()

    def _sector_of(self, name: str) -> Sector | None:
        giver = self._actors.get(name)
        return giver.sector if isinstance(giver, (Office, Organization)) else None

    def codes(self, field: str) -> bool:
        """Whether some source coded a field of all its records."""
        return field in self._coders

    def lacks(self, record: Record, field: str) -> bool:
        """Whether the thing has no such: it says so, or a source coded it for all its records."""
        if record.none and field in record.none:
            return True
        coders = self._coders.get(field)
        if coders:
            for citation in record.citations:
                if citation.source in coders and citation.stance in _HOLDING:
                    return True
        return False

    def unstated(self, record: Record) -> frozenset[Role]:
        """Roles that someone must take but nobody is stated for."""
        if not self._codes_roles:
            return record.unstated
        return frozenset(role for role in record.unstated if not self.lacks(record, role))

    def nones(self, record: Record) -> tuple[str, ...]:
        """All that the thing has none of, in the order of the alphabet."""
        coded = {
            name
            for name in self._coders
            if self.lacks(record, name)
            and (
                name in record.unstated
                or (name in ("places", "topics", "links") and not getattr(record, name))
                or (name in words_of(type(record)) and not record.values(name))
            )
        }
        return tuple(sorted({*record.none, *coded}))

    def coders_of(self, record: Record, field: str) -> tuple[str, ...]:
        """The sources that assert or corroborate a record and coded a field of all of theirs."""
        coders = self._coders.get(field, ())
        found = (c.source for c in record.citations if c.source in coders and c.stance in _HOLDING)
        return tuple(dict.fromkeys(found))


_HOLDING = (Stance.ASSERTS, Stance.CORROBORATES)
NOBODY = Cast()
"""A cast of which nothing is known but the states of the registry."""
