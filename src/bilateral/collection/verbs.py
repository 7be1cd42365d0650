"""The verbs with which questions are asked: of a dataset, of a selection, of a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Self, TypeAlias, cast

from bilateral.collection.names import Names, near_person
from bilateral.errors import RecordError, StateNameError, UnknownNameError
from bilateral.model.actors import DirectedDyad, Dyad
from bilateral.model.constructors import explained
from bilateral.model.evidence import EpistemicMode, Stance
from bilateral.model.records import Role
from bilateral.query import Predicate, check_kinds, q
from bilateral.query.constants import Asked, Words, each_word, is_alone, words_said
from bilateral.query.predicates import INITIATORS, TARGETS, Node, Takes, TakesPlace
from bilateral.query.roles import RoleField
from bilateral.query.terms import changed

__all__ = ["Name", "Verbs"]

_NAMED = ("state", "person", "office", "organization")
_OF_STATES = ("state", "other_than")
_VERBS: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        "source": ("cited", None),
        "place": ("at", None),
        "topic": ("about", None),
        "topics": ("about", None),
        **dict.fromkeys(("date", "year", "month"), ("during", None)),
        **{word: ("by", word) for word in ("person", "office", "organization", "sector", "rank")},
        **dict.fromkeys(("state", "country"), ("involving", "state")),
    }
)
"""The verb for what is given to ``where`` as a keyword, and the verb's own keyword."""
Name: TypeAlias = tuple[str, str]
"""What a question names, such as a place, and the name."""


_of_actors = explained(
    actors="actor",
    country="state",
    name="the name alone, such as by('Kohl')",
    who="actor",
)
_of_dates = explained(**dict.fromkeys(("year", "month", "day", "when"), "date"))


class Verbs(ABC):
    """The words with which a question is asked, each of which narrows what is found.

    Every verb returns a new object; nothing is changed and nothing is computed until asked.
    """

    @abstractmethod
    def where(self, predicate: Predicate = ..., **words: Any) -> Self:
        """Narrow by a predicate made with :data:`bilateral.q`."""

    @abstractmethod
    def _narrowed(self, predicate: Predicate) -> Self:
        """Narrow by a predicate whose states are ids."""

    @abstractmethod
    def _lookup(self) -> Names:
        """The names that the verbs accept."""

    def _printing(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """The ids of the records in which someone is printed by a name."""
        return self._lookup().printing(name, roles)

    def _worded(self, words: Mapping[str, Any]) -> Self:
        """Narrow by words as keywords: those of a verb, else a field or role of ``q``."""
        found = self
        for name, value in words.items():
            verb, keyword = _VERBS.get(name, ("where", None))
            if keyword is not None:
                found = getattr(found, verb)(**{keyword: value})
            elif verb != "where":
                found = getattr(found, verb)(value)
            else:
                field = getattr(q, name)
                several = isinstance(value, (list, tuple, set))
                found = found.where(field.is_in(*value) if several else field == value)
        return found

    def _naming(self, predicate: Predicate, *names: Name) -> Self:
        """Narrow by a predicate that uses names, each of which :meth:`Names.known` gave."""
        del names  # known to be right; a table may have to look for them when it is asked
        return self._narrowed(predicate)

    def _saying(self, names: Iterable[str]) -> Self:  # noqa: ARG002 - a selection keeps them
        """The same, and what states were called, if that is to be remarked on."""
        return self

    def _identified(self, predicate: Predicate) -> tuple[Predicate, list[Name]]:
        """A predicate with the ids of the states that it names, and those ids.

        Raises:
            UnknownNameError: if there is no such state.
            RecordError: if it is no predicate.
        """
        check_kinds(predicate, ())
        names: dict[Name, None] = {}

        def known(words: tuple[str, ...]) -> tuple[str, ...]:
            ids = tuple(dict.fromkeys(self._known("state", words)))
            names.update(dict.fromkeys(_each("state", ids)))
            return words if ids == words else ids

        def identified(term: Node) -> Node:
            match term:
                case Takes(roles, conditions):
                    found = tuple(
                        (name, known(words))
                        if name in _OF_STATES and not isinstance(words, bool)
                        else (name, words)
                        for name, words in conditions
                    )
                    return term if found == conditions else Takes(roles, found)
                case TakesPlace(places, states) if states:
                    ids = known(states)
                    return term if ids == states else TakesPlace(places, ids)
                case _:
                    return term

        return changed(predicate, identified), [*names]

    # -- who ---------------------------------------------------------------------------------

    @_of_actors
    def by(
        self,
        actor: Words | None = None,
        *others: str,
        state: Words | None = None,
        other_than: Words | None = None,
        person: Words | None = None,
        office: Words | None = None,
        organization: Words | None = None,
        sector: Words | None = None,
        rank: Words | None = None,
        named: bool | None = None,
        stateless: bool | None = None,
        role: Role | str | None = None,
        include_predecessors: bool = False,
    ) -> Self:
        """Those that someone starts: visitors, suppliers, members, holders, parties.

        Args:
            actor: Id, code or name of a state, person, office or organization; or of several
                states, any of which will do. Also the name, or the end of it, by which a person
                is printed who is no actor: where no person is stated, it may be he. For that the
                names in a table are looked through.
            *others: More states, any of which will do.
            state: Id or name of the state acted for; like the words below, one or several of
                which any will do.
            other_than: Ids or names of states: someone acts for a state, and it is none of these.
            person: Id or name of the person.
            office: Id or name of the office.
            organization: Id or name of the organization.
            sector: Sector that the office or body gives.
            rank: Rank, as printed.
            named: Whether the person or organization is named.
            stateless: Whether someone acts for no state.
            role: A role to ask for instead of every role that starts something.
            include_predecessors: Whether states that a state carries on count as well, as the
                Soviet Union does for Russia.

        Raises:
            UnknownNameError: if an id, code, name or sector does not exist.
            RecordError: if nobody is asked for.

        Example:
            >>> import bilateral
            >>> article = bilateral.load("pakistan-russia", sources="article")
            >>> article.visits.by("PAK", sector="business").bounds()
            (0, 0)
        """
        return self._takes(
            INITIATORS if role is None else frozenset({Role(role)}),
            _one_of(actor, others),
            include_predecessors,
            state=state,
            other_than=other_than,
            person=person,
            office=office,
            organization=organization,
            sector=sector,
            rank=rank,
            named=named,
            stateless=stateless,
        )

    @_of_actors
    def towards(
        self,
        actor: Words | None = None,
        *others: str,
        state: Words | None = None,
        other_than: Words | None = None,
        person: Words | None = None,
        office: Words | None = None,
        organization: Words | None = None,
        sector: Words | None = None,
        rank: Words | None = None,
        named: bool | None = None,
        stateless: bool | None = None,
        role: Role | str | None = None,
        include_predecessors: bool = False,
    ) -> Self:
        """Those that go to someone: hosts, recipients, bodies, the other side; see ``by``."""
        return self._takes(
            TARGETS if role is None else frozenset({Role(role)}),
            _one_of(actor, others),
            include_predecessors,
            state=state,
            other_than=other_than,
            person=person,
            office=office,
            organization=organization,
            sector=sector,
            rank=rank,
            named=named,
            stateless=stateless,
        )

    @_of_actors
    def involving(
        self,
        actor: Words | None = None,
        *others: str,
        state: Words | None = None,
        other_than: Words | None = None,
        person: Words | None = None,
        office: Words | None = None,
        organization: Words | None = None,
        sector: Words | None = None,
        rank: Words | None = None,
        named: bool | None = None,
        stateless: bool | None = None,
        role: Role | str | None = None,
        include_predecessors: bool = False,
    ) -> Self:
        """Those in which someone takes any part; arguments as for ``by``."""
        return self._takes(
            frozenset(Role) if role is None else frozenset({Role(role)}),
            _one_of(actor, others),
            include_predecessors,
            state=state,
            other_than=other_than,
            person=person,
            office=office,
            organization=organization,
            sector=sector,
            rank=rank,
            named=named,
            stateless=stateless,
        )

    @explained()
    def between(
        self,
        one: Words | Asked | Dyad | DirectedDyad,
        other: Words | Asked | None = None,
        *,
        include_predecessors: bool = False,
    ) -> Self:
        """Those in which both of two states take part.

        Between two dates it is :meth:`during`.

        Args:
            one: Id or name of a state, or of several of which any will do; or a pair of states,
                then ``other`` is left out. Of a directed pair the first starts and the second
                receives.
            other: Id or name of the other state, or of several.
            include_predecessors: Whether states that they carry on count as well.

        Raises:
            UnknownNameError: if a state is not known.
        """
        if isinstance(one, DirectedDyad):
            return self.by(one.initiator, include_predecessors=include_predecessors).towards(
                one.target, include_predecessors=include_predecessors
            )
        first, second = (one.first, one.second) if isinstance(one, Dyad) else (one, other)
        if _is_date(first) and _is_date(second):
            return self.during(cast("Asked", first), cast("Asked", second))
        if any(_is_date(end) for end in (first, second)):
            raise RecordError(
                "between is for two states",
                found=(first, second),
                expected=f"during({first!r}, {second!r}), or within, for two dates",
            )
        if second is None or first == second:
            raise RecordError(
                "between needs two states", found=first, expected="such as 'PAK', 'RUS'"
            )
        found = self
        for state in (first, second):
            found = found.involving(cast("Words", state), include_predecessors=include_predecessors)
        return found

    def joint(self) -> Self:
        """Those that two or more start together, as a joint trip."""
        return self.where(q.initiator.number_at_least(2))

    # -- where, about what, on what evidence, in what state ------------------------------------

    @explained(country="state", name="place")
    def at(self, place: Words | None = None, *, state: Words | None = None) -> Self:
        """Those at a place, or at any place in a state.

        Raises:
            UnknownNameError: if no record of the dataset is at that place, or there is no such
                state.
        """
        if place is None and state is None:
            raise RecordError("no place is asked for", expected="a place or a state")
        names, states = self._known("place", place), self._known("state", state)
        asked, named = q.place(names or None, state=states or None), _each("place", names)
        return self._naming(asked, *named, *_each("state", states))._saying(words_said(state))

    def about(self, *topics: str) -> Self:
        """Those on one of the topics.

        Raises:
            UnknownNameError: if no record of the dataset has such a topic.
        """
        known = [self._lookup().known("topic", topic) for topic in topics]
        return self._naming(q.topics.is_in(*known), *_each("topic", known))

    @explained()
    def cited(
        self,
        source: Words | None = None,
        *,
        stance: Stance | str | None = None,
        mode: EpistemicMode | str | None = None,
    ) -> Self:
        """Those with a citation of the source, the stance and the epistemic mode.

        Args:
            source: Id of a source, name of a group of sources, or several of which any will do.
            stance: How the citation bears on the record.
            mode: How the source puts it.

        Raises:
            UnknownNameError: if the source, stance or mode does not exist.
        """
        if source is stance is mode is None:
            raise RecordError("no citation is asked for", expected="a source, stance or mode")
        words = () if source is None else each_word(source, "source")
        sources = [one for word in words for one in self._lookup().sources_named(word)]
        asked = q.citation(sources or None, stance=stance, mode=mode)
        return self._naming(asked, *_each("source", sources))

    # -- when ----------------------------------------------------------------------------------

    @_of_dates
    def since(self, date: Asked, *, margin: int | timedelta = 0) -> Self:
        """Those of which some day is on or after the start of the date; see ``q.date.since``."""
        return self.where(q.date.since(date, margin=margin))

    @_of_dates
    def until(self, date: Asked, *, margin: int | timedelta = 0) -> Self:
        """Those of which some day is on or before the end of the date."""
        return self.where(q.date.until(date, margin=margin))

    @_of_dates
    def before(self, date: Asked, *, margin: int | timedelta = 0) -> Self:
        """Those that lie wholly before the start of the date."""
        return self.where(q.date.before(date, margin=margin))

    @_of_dates
    def after(self, date: Asked, *, margin: int | timedelta = 0) -> Self:
        """Those that lie wholly after the end of the date."""
        return self.where(q.date.after(date, margin=margin))

    @_of_dates
    def during(
        self, date: Asked, last: Asked | None = None, *, margin: int | timedelta = 0
    ) -> Self:
        """Those of which some day falls in the date, or in the stretch from it to another."""
        return self.where(q.date.during(date, last, margin=margin))

    @_of_dates
    def within(
        self, date: Asked, last: Asked | None = None, *, margin: int | timedelta = 0
    ) -> Self:
        """Those of which all days fall in the date, or in the stretch from it to another."""
        return self.where(q.date.within(date, last, margin=margin))

    def _known(self, what: str, words: Words | None) -> list[str]:
        """The ids for the words of a question; none if there are no words."""
        if words is None:
            return []
        return [self._lookup().known(what, word) for word in each_word(words, what)]

    def _takes(
        self,
        roles: frozenset[Role],
        actor: Words | None,
        include_predecessors: bool,
        **asked: Words | bool | None,
    ) -> Self:
        if not isinstance(include_predecessors, bool):
            raise RecordError(
                "wrong value",
                field="include_predecessors",
                found=include_predecessors,
                expected="True or False",
            )
        given = {name: value for name, value in asked.items() if value is not None}
        if actor is None and not given:
            raise RecordError("nobody is asked for", expected="an actor or a keyword")
        try:
            return self._taking(roles, actor, given, include_predecessors)
        except UnknownNameError as error:
            name = error.found
            if isinstance(error, StateNameError) or not isinstance(name, str):
                raise
            if not any(is_alone(words, name) for words in (actor, given.get("person"))):
                raise
            if not (printed := self._printing(name, roles)):
                error.near = near_person(name, self._lookup(), roles) or error.near
                raise
            others = {word: one for word, one in given.items() if not is_alone(one, name)}
            first = [] if actor is None or is_alone(actor, name) else [repr(actor)]
            if rest := [*first, *(f"{word}={one!r}" for word, one in others.items())]:
                raise UnknownNameError(
                    "a name that is only printed is asked for by itself",
                    found=name,
                    expected=f"by({name!r}).by({', '.join(rest)})",
                ) from None
            # Who is printed so it is; who is no person that is stated it may be.
            return self._narrowed(q.id.is_in(*printed) | RoleField(roles)(person=name))

    def _taking(
        self,
        roles: frozenset[Role],
        actor: Words | None,
        given: Mapping[str, Words | bool],
        include_predecessors: bool,
    ) -> Self:
        data = self._lookup()
        conditions = data.conditions(actor) if actor is not None else {}
        for name, value in given.items():
            if name in conditions:
                raise UnknownNameError(
                    f"{name} is already given by the actor", field=name, found=value
                )
            what = "state" if name in _OF_STATES else name
            words = what in _NAMED
            conditions[name] = self._known(what, cast("Words", value)) if words else value
        names = [pair for name in _NAMED for pair in _each(name, conditions.get(name, ()))]
        names += _each("state", conditions.get("other_than", ()))
        for name in _OF_STATES if include_predecessors else ():
            if name in conditions:
                conditions[name] = data.with_predecessors(conditions[name])
        said = [*words_said(actor), *words_said(cast("Words | None", given.get("state")))]
        return self._naming(RoleField(roles)(**conditions), *names)._saying(said)


def _one_of(actor: Words | None, others: tuple[str, ...]) -> Words | None:
    if not others or actor is None:
        return actor
    return (*each_word(actor, "actor"), *others)


def _is_date(end: object) -> bool:
    """Whether what is given for a state is a date, or begins as one."""
    return isinstance(end, (int, date)) or (isinstance(end, str) and end[:4].isdecimal())


def _each(what: str, names: Iterable[str]) -> list[Name]:
    return [(what, name) for name in names]
