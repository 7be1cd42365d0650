"""What is known of those who take part: their own entries, and the lives of states.

A participant that states no state acts for the one of its office, its organization or itself, as
the dataset's actors have it. Of several states, and of all where none is known, those alone are
possible that lived on some day that the record's date allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from bilateral.dates.when import Period
from bilateral.logic import Truth
from bilateral.model.actors import (
    Actor,
    Office,
    Organization,
    OrganizationForm,
    Person,
    Sector,
    State,
)
from bilateral.model.evidence import Source, Stance
from bilateral.model.fields import words_of
from bilateral.model.records import Participant, Place, Record, Role
from bilateral.states import registry, with_predecessors

__all__ = ["NOBODY", "Cast", "Known"]

Known: TypeAlias = "tuple[str, ...] | None"
"""Ids of the states, one of which is meant; empty of what has no state; None of what is open."""


class Cast:
    """The actors that records name, and what their entries say of those who take part.

    Args:
        actors: Actors by id.
        sources: Sources by id, which say what was coded of all their records.
    """

    def __init__(
        self, actors: Mapping[str, Actor] | None = None, sources: Mapping[str, Source] | None = None
    ) -> None:
        self._actors = {} if actors is None else actors
        self._coded = {
            name: frozenset(source.coded)
            for name, source in (sources or {}).items()
            if source.coded
        }
        self._lives: dict[str, Period | None] = {}

    @classmethod
    def of(cls, actors: Mapping[str, Actor] | Cast | None) -> Cast:
        """The cast of some actors; one that is given comes back as it is."""
        if actors is None:
            return NOBODY
        return actors if isinstance(actors, Cast) else cls(actors)

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
        life = self.life(state)
        return life is None or any(span.during(life).is_possible for span in record.when)

    def living(self, states: Iterable[str], record: Record) -> tuple[str, ...]:
        """Those of some states that may have lived then."""
        return tuple(state for state in states if self.lived(state, record))

    # -- what is known of a value ----------------------------------------------------------------

    def states(self, participant: Participant, record: Record) -> Known:
        """The states that a participant may act for; one alone is as stated, or by its entry."""
        if participant.is_stateless:
            return ()
        stated = participant.states
        if stated:
            return stated if len(stated) == 1 else self.living(stated, record) or stated
        found = self._state_of(participant)
        if not found:
            return found
        chain = with_predecessors(found, self._continues)
        return self.living(chain, record) or None

    def _state_of(self, participant: Participant) -> Known:
        """The state of the office, else of the organization, else of the person."""
        office = self._actors.get(participant.office or "")
        if isinstance(office, Office):
            if office.state is not None:
                return (office.state,)
            if office.organization is not None and participant.organization is None:
                found = self._state_of_body(office.organization)
                if found is not None:
                    return found
        if participant.organization is not None:
            return self._state_of_body(participant.organization)
        person = self._actors.get(participant.person or "")
        return (person.state,) if isinstance(person, Person) and person.state else None

    def _state_of_body(self, organization: str) -> Known:
        body = self._actors.get(organization)
        if not isinstance(body, Organization):
            return None
        if body.state is not None:
            return (body.state,)
        return () if body.form is OrganizationForm.INTERGOVERNMENTAL else None

    def _continues(self, state: str) -> tuple[str, ...]:
        own, public = self._actors.get(state), registry().get(state)
        if isinstance(own, State) and own.continues:
            return own.continues
        return public.continues if public is not None else ()

    def places(self, place: Place, record: Record) -> Known:
        """The states that a place may lie in; one alone is as stated."""
        if len(place.states) < 2:
            return place.states or None
        return self.living(place.states, record) or place.states

    def sector(self, participant: Participant) -> Sector | None:
        """The sector of a participant: its own, else that of the office, else of the body."""
        if participant.sector is not None:
            return participant.sector
        giver = self._actors.get(participant.office or participant.organization or "")
        return giver.sector if isinstance(giver, (Office, Organization)) else None

    def lacks(self, record: Record, field: str) -> bool:
        """Whether the thing has no such: it says so, or a source coded it for all its records."""
        return field in record.none or (bool(self._coded) and field in self._coded_of(record))

    def unstated(self, record: Record) -> frozenset[Role]:
        """Roles that someone must take but nobody is stated for."""
        return record.unstated - self._coded_of(record) if self._coded else record.unstated

    def nones(self, record: Record) -> tuple[str, ...]:
        """All that the thing has none of, in the order of the alphabet."""
        coded = {
            name
            for name in self._coded_of(record)
            if name in record.unstated
            or (name in ("places", "topics") and not getattr(record, name))
            or (name in words_of(type(record)) and not record.values(name))
        }
        return tuple(sorted({*record.none, *coded}))

    def _coded_of(self, record: Record) -> frozenset[str]:
        """What a source that asserts or corroborates it coded of all its records."""
        return frozenset().union(
            *(
                self._coded.get(citation.source, frozenset())
                for citation in record.citations
                if citation.stance in (Stance.ASSERTS, Stance.CORROBORATES)
            )
        )

    # -- answers ---------------------------------------------------------------------------------

    def is_other(self, known: Known, states: Iterable[str]) -> Truth:
        """Whether someone of whose state something is known is of a state, but of none of some."""
        if known is None:
            return Truth.UNKNOWN
        others = sum(state not in states for state in known)
        if not others:
            return Truth.FALSE
        return Truth.TRUE if others == len(known) else Truth.UNKNOWN

    def is_of(self, known: Known, states: Iterable[str], record: Record) -> Truth:
        """Whether a state of which something is known is one of some."""
        if known is None:
            alive = any(self.lived(state, record) for state in states)
            return Truth.UNKNOWN if alive else Truth.FALSE
        fitting = sum(state in states for state in known)
        if not fitting:
            return Truth.FALSE
        return Truth.TRUE if fitting == len(known) else Truth.UNKNOWN


NOBODY = Cast()
"""A cast of which nothing is known but the states of the registry."""
