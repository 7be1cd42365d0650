"""Homes: the states for which actors act by their entries, and who somebody is not by that.

Whoever acts for one state is no person of another, be nobody named or not: a visitor from India is
not the minister of Pakistan, though the record says no more of him.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Protocol, TypeAlias

from bilateral.dates.relations import Span
from bilateral.model.actors import Actor, Office, Organization, OrganizationForm, Person
from bilateral.model.records.participants import NO_STATE

__all__ = ["WITH_STATES", "Homes", "Known", "Lives"]

Known: TypeAlias = "tuple[str, ...] | None"
"""Ids of the states, one of which is meant, with :data:`NO_STATE` where there may be none; empty of
what has no state; None of what is open."""
WITH_STATES = ("person", "office", "organization")
"""What somebody may be of whose entry tells for whom he acts."""


class Lives(Protocol):
    """What says when states lived, and which of them carries on which."""

    def chain(self, states: tuple[str, ...], /) -> tuple[str, ...]:
        """Some states and those that they carry on, each before what it does."""

    def lived_in(self, state: str, spans: Iterable[Span], /) -> bool:
        """Whether a state may have lived on some day of what has one of some spans."""

    def days_of(self, state: str, /) -> tuple[float, float]:
        """The first and the last day of the life of a state, infinite where nobody says."""


class Homes:
    """The homes of actors: of each its state and those that this carries on.

    An intergovernmental organization has an empty home, as it acts for no state. A home of which no
    state lived then says nothing: before there was Kenya a Kenyan acted for another state.

    Args:
        actors: Actors by id.
        lives: What is known of the lives of states.
    """

    def __init__(self, actors: Mapping[str, Actor], lives: Lives) -> None:
        self._actors = actors
        self._lives = lives
        self._homes: dict[tuple[str, str], Known] = {}
        self._every: dict[str, tuple[frozenset[Known], Sequence[float]]] = {}
        self._of_states: dict[tuple[str, tuple[str, ...]], frozenset[Known]] = {}
        self._gone: dict[tuple[str, object], frozenset[Known]] = {}
        self._open: dict[tuple[object, ...], frozenset[Known] | None] = {}

    def of(self, name: str, actor: str) -> Known:
        """The home of an actor; None if it is not known.

        Args:
            name: ``"person"``, ``"office"`` or ``"organization"``; nothing else has a home.
            actor: Its id.
        """
        if (name, actor) not in self._homes:
            self._homes[name, actor] = self._home(name, actor)
        return self._homes[name, actor]

    def _home(self, name: str, actor: str) -> Known:
        entry = self._actors.get(actor) if name in WITH_STATES else None
        if not isinstance(entry, (Person, Office, Organization)) or entry.kind != name:
            return None
        if entry.state is not None:
            return self._lives.chain((entry.state,))
        form = entry.form if isinstance(entry, Organization) else None
        return () if form is OrganizationForm.INTERGOVERNMENTAL else None

    def may_be(self, name: str, actor: str, states: Known, spans: Sequence[Span]) -> bool:
        """Whether somebody of whom nobody says it may be an actor.

        Args:
            name: The kind of the actor.
            actor: Its id.
            states: The states, one of which he acts for.
            spans: What the date may be.
        """
        home = self.of(name, actor)
        return states is None or _is_of(home, states) or self._is_gone(home, spans)

    def settling(
        self, name: str, actors: Iterable[str]
    ) -> tuple[frozenset[str], float, float] | None:
        """What settles in most records that somebody is none of some actors; None if nothing does.

        Returns:
            The states for which they act, and the first and the last day of a stretch through all
            of which a state of each of them lived.
        """
        homes = [self.of(name, actor) for actor in actors]
        known = [home for home in homes if home is not None]
        if len(known) < len(homes):
            return None
        days = [(-inf, inf), *(self._lives.days_of(home[0]) for home in known if home)]
        first, last = max(first for first, _ in days), min(last for _, last in days)
        return frozenset().union(*known), first, last

    def open_to(self, name: str, states: Known, spans: Sequence[Span]) -> frozenset[Known] | None:
        """The homes of which somebody may be of whom nobody says who he is; None of any.

        Args:
            name: The kind of actor that he may be.
            states: The states, one of which he acts for.
            spans: What the date may be.
        """
        if states is None:
            return None
        if name not in self._every:
            self._every[name] = self._all_of(name)
        every, days = self._every[name]
        if len(every) < 2:  # nobody is known to be of a state
            return None
        when: object = spans
        if len(spans) == 1 and not spans[0].members:  # alike where the same states lived
            when = bisect(days, spans[0].start_min), bisect(days, spans[0].end_max)
        key = (name, states, when)
        if key not in self._open:
            if (name, states) not in self._of_states:
                of = frozenset(home for home in every if _is_of(home, states))
                self._of_states[name, states] = of
            if (name, when) not in self._gone:
                gone = frozenset(home for home in every if self._is_gone(home, spans))
                self._gone[name, when] = gone
            found = self._of_states[name, states] | self._gone[name, when]
            self._open[key] = None if found == every else found
        return self._open[key]

    def _all_of(self, name: str) -> tuple[frozenset[Known], Sequence[float]]:
        """All homes of a kind of actor, and the days on which a state of one began or was over."""
        own = (actor.id for actor in self._actors.values() if actor.kind == name)
        homes = frozenset([None, *(self.of(name, actor) for actor in own)])
        lives = [self._lives.days_of(state) for home in homes for state in home or ()]
        return homes, sorted({day for first, last in lives for day in (first, last + 1)})

    def _is_gone(self, home: Known, spans: Sequence[Span]) -> bool:
        """Whether a home has states, none of which lived then."""
        return bool(home) and not any(self._lives.lived_in(s, spans) for s in home or ())


def _is_of(home: Known, states: tuple[str, ...]) -> bool:
    """Whether who acts for one of some states may have a home, as far as states say it."""
    if not home:
        return home is None or not states or NO_STATE in states
    return not set(home).isdisjoint(states)
