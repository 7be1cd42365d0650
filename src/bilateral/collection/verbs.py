"""The verbs with which questions are asked: of a dataset, of a selection, of a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Protocol, Self

from bilateral.dates.when import DateLike, When
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.actors import DirectedDyad, Dyad
from bilateral.model.evidence import EpistemicMode, Stance
from bilateral.model.records import Role
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, q
from bilateral.query.fields import RoleField, Words, each_word
from bilateral.query.predicates import INITIATORS, TARGETS

__all__ = ["Names", "Verbs"]

_CONDITIONS = ("state", "person", "office", "organization", "sector", "rank", "named", "stateless")


class Names(Protocol):
    """The names of actors, places, topics and sources that questions may use."""

    def known(self, what: str, name: str) -> str:
        """The id for a name; raises if there is none."""

    def conditions(self, actor: Words) -> dict[str, Any]:  # keywords of a role field
        """What is asked of a participant who is to be some actor, or one of several states."""

    def with_predecessors(self, states: Iterable[str]) -> tuple[str, ...]:
        """States and the states that they carry on."""


class Verbs(ABC):
    """The words with which a question is asked, each of which narrows what is found.

    Every verb returns a new object; nothing is changed and nothing is computed until asked.
    """

    @abstractmethod
    def where(self, predicate: Predicate) -> Self:
        """Narrow by a predicate made with :data:`bilateral.q`."""

    @abstractmethod
    def _lookup(self) -> Names:
        """The names that the verbs accept."""

    # -- who ---------------------------------------------------------------------------------

    def by(
        self,
        actor: Words | None = None,
        *,
        role: Role | str | None = None,
        include_predecessors: bool = False,
        **asked: Words | bool,
    ) -> Self:
        """Those that someone starts: visitors, suppliers, members, holders, parties.

        Args:
            actor: Id, code or name of a state, person, office or organization; or of several
                states, any of which will do.
            role: A role to ask for instead of every role that starts something.
            include_predecessors: Whether states that a state carries on count as well, as the
                Soviet Union does for Russia.
            **asked: ``state``, ``person``, ``office``, ``organization``, ``sector``, ``rank``:
                a word, or several of which any will do; ``named``, ``stateless``: yes or no.

        Raises:
            UnknownNameError: if a keyword, id, code or sector does not exist.

        Example:
            >>> import bilateral
            >>> article = bilateral.load("pakistan-russia", sources="article")
            >>> article.visits.by("PAK", sector="business").bounds()
            (0, 0)
        """
        return self._takes(INITIATORS, actor, role, asked, include_predecessors)

    def towards(
        self,
        actor: Words | None = None,
        *,
        role: Role | str | None = None,
        include_predecessors: bool = False,
        **asked: Words | bool,
    ) -> Self:
        """Those that go to someone: hosts, recipients, bodies, the other side; see ``by``."""
        return self._takes(TARGETS, actor, role, asked, include_predecessors)

    def involving(
        self,
        actor: Words | None = None,
        *,
        role: Role | str | None = None,
        include_predecessors: bool = False,
        **asked: Words | bool,
    ) -> Self:
        """Those in which someone takes any part; arguments as for ``by``."""
        return self._takes(frozenset(Role), actor, role, asked, include_predecessors)

    def between(
        self,
        one: str | Dyad | DirectedDyad,
        other: str | None = None,
        *,
        include_predecessors: bool = False,
    ) -> Self:
        """Those in which both of two states take part.

        Args:
            one: Id or name of a state; or a pair of states, then ``other`` is left out. Of a
                directed pair the first starts and the second receives.
            other: Id or name of the other state.
            include_predecessors: Whether states that they carry on count as well.

        Raises:
            UnknownNameError: if a state is not known.
        """
        if isinstance(one, DirectedDyad):
            return self.by(one.initiator, include_predecessors=include_predecessors).towards(
                one.target, include_predecessors=include_predecessors
            )
        first, second = (one.first, one.second) if isinstance(one, Dyad) else (one, other)
        if second is None or first == second:
            raise RecordError("between needs two states", found=first)
        return self.involving(first, include_predecessors=include_predecessors).involving(
            second, include_predecessors=include_predecessors
        )

    def joint(self) -> Self:
        """Those that two or more start together, as a joint trip."""
        return self.where(q.initiator.number_at_least(2))

    # -- where, about what, on what evidence, in what state ------------------------------------

    def at(self, place: Words | None = None, *, state: Words | None = None) -> Self:
        """Those at a place, or at any place in a state.

        Raises:
            UnknownNameError: if no record of the dataset is at that place, or there is no such
                state.
        """
        if place is None and state is None:
            raise RecordError("no place is asked for", expected="a place or a state")
        names, states = self._known("place", place), self._known("state", state)
        return self.where(q.place(names, state=states))

    def about(self, *topics: str) -> Self:
        """Those on one of the topics.

        Raises:
            UnknownNameError: if no record of the dataset has such a topic.
        """
        known = [self._lookup().known("topic", topic) for topic in topics]
        return self.where(q.topics.is_in(*known))

    def cited(
        self,
        source: Words | None = None,
        *,
        stance: Stance | str | None = None,
        mode: EpistemicMode | str | None = None,
    ) -> Self:
        """Those with a citation of the source, the stance and the epistemic mode.

        Raises:
            UnknownNameError: if the source, stance or mode does not exist.
        """
        if source is stance is mode is None:
            raise RecordError("no citation is asked for", expected="a source, stance or mode")
        return self.where(q.citation(self._known("source", source), stance=stance, mode=mode))

    # -- when ----------------------------------------------------------------------------------

    def since(self, date: When | DateLike, *, margin: int | timedelta = 0) -> Self:
        """Those of which some day is on or after the start of the date; see ``q.date.since``."""
        return self.where(q.date.since(date, margin=margin))

    def until(self, date: When | DateLike, *, margin: int | timedelta = 0) -> Self:
        """Those of which some day is on or before the end of the date."""
        return self.where(q.date.until(date, margin=margin))

    def before(self, date: When | DateLike, *, margin: int | timedelta = 0) -> Self:
        """Those that lie wholly before the start of the date."""
        return self.where(q.date.before(date, margin=margin))

    def after(self, date: When | DateLike, *, margin: int | timedelta = 0) -> Self:
        """Those that lie wholly after the end of the date."""
        return self.where(q.date.after(date, margin=margin))

    def during(self, date: When | DateLike, *, margin: int | timedelta = 0) -> Self:
        """Those of which some day falls in the date."""
        return self.where(q.date.during(date, margin=margin))

    def within(self, date: When | DateLike, *, margin: int | timedelta = 0) -> Self:
        """Those of which all days fall in the date."""
        return self.where(q.date.within(date, margin=margin))

    def _known(self, what: str, words: Words | None) -> list[str] | None:
        """The ids for the words of a question, if there are any."""
        if words is None:
            return None
        return [self._lookup().known(what, word) for word in each_word(words, what)]

    def _takes(
        self,
        roles: frozenset[Role],
        actor: Words | None,
        role: Role | str | None,
        asked: dict[str, Any],  # keywords of a role field, checked below
        include_predecessors: bool,
    ) -> Self:
        data = self._lookup()
        if actor is None and not asked:
            raise RecordError("nobody is asked for", expected="an actor or a keyword")
        unknown = [name for name in asked if name not in _CONDITIONS]
        if unknown:
            raise unknown_name("keyword", unknown[0], [*_CONDITIONS, "role"], listed=True)
        conditions: dict[str, Any] = dict(data.conditions(actor)) if actor is not None else {}
        for name, value in asked.items():
            if name in conditions:
                raise UnknownNameError(
                    f"{name} is already given by the actor", field=name, found=value
                )
            if name in ("state", "person", "office", "organization"):
                conditions[name] = self._known(name, value)
            else:
                conditions[name] = value
        if include_predecessors and "state" in conditions:
            conditions["state"] = data.with_predecessors(conditions["state"])
        wanted = frozenset({Role(role)}) if role is not None else roles
        return self.where(RoleField(wanted)(**conditions))
