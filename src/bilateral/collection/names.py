"""The names of actors that questions may use: those of a dataset, and of the states there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, Protocol

from bilateral.errors import BilateralError, RecordError, StateNameError, UnknownNameError
from bilateral.model.actors import (
    ACTOR_KINDS,
    AnyActor,
    Sector,
)
from bilateral.model.records import Role
from bilateral.model.vocabulary import SLUG
from bilateral.query.constants import Words, each_word
from bilateral.states import near_labels, registry, state_named
from bilateral.states.organizations import public_organizations
from bilateral.states.tables import folded, state_ids

__all__ = ["ActorNames", "Names", "is_called", "near_person", "of_any", "own_labels", "words_in"]

_LISTED = 9  # so many ids are named
_SURNAME = 3  # letters, at least, of a last word that is a name
_NOBODY = frozenset({"none", "nobody", "no one", "unknown"})
_Ids = Mapping[str, Mapping[str, tuple[str, ...]]]  # by kind of actor and name


class Names(Protocol):
    """The names of actors, places, topics and sources that questions may use."""

    def known(self, what: str, name: str) -> str:
        """The id for a name; raises if there is none."""

    def is_open(self, what: str, name: str) -> bool:
        """Whether a name has to be looked for, and is not known at once."""

    def sources_named(self, name: str) -> tuple[str, ...]:
        """The ids of a group of sources, or of one source."""

    def conditions(self, actor: Words) -> dict[str, Any]:  # keywords of a role field
        """What is asked of a participant who is to be some actor, or one of several states."""

    def with_predecessors(self, states: Iterable[str]) -> tuple[str, ...]:
        """States and the states that they carry on."""

    def printing(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """The ids of the records in which someone is printed by a name."""

    def printed_like(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """Printed names that have all the words of a name; none of a table."""


class ActorNames:
    """What the names in a question mean, whatever date is asked about.

    An id goes before a name, a name as written before one that differs in case or accents, and an
    actor of the dataset before a state that only the registry has. The names by which the registry
    has a state are the registry's: "Germany" is what bears that name today, though the dataset
    may know only the German Reich. Last, a person may be called by a part of the name that ends
    as it does, such as the surname, if nobody and nothing else is.

    Args:
        actors: The actors of the dataset.
        stated: Gives the ids of states in its records: such an id is known, though nothing else
            is of that state, unless it is a name or code of a state with another id. It is called
            when a state is first asked for.
    """

    def __init__(
        self,
        actors: Iterable[AnyActor],
        stated: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        self._actors = {(actor.kind, actor.id): actor for actor in actors}
        self._stated = stated

    def id_of(self, kind: str, name: str) -> str:
        """The id of the actor of a kind that a name means.

        Args:
            kind: ``"state"``, ``"person"``, ``"office"`` or ``"organization"``.
            name: An id, a name, or of a state a code.

        Raises:
            UnknownNameError: with near names, if there is none; naming them, if there are several.
        """
        for _, found in self._found([kind], name):
            return self._written_so(found) if kind == "state" else found
        if kind == "person" and (person := self._by_part(name)):
            return person
        if kind != "state":
            near = self._near(name, [kind])
            said = None if near else self._there_are(kind, name)
            raise UnknownNameError(f"unknown {kind}", found=name, expected=said, near=near)
        return self._state(kind, name)

    def conditions(self, name: str) -> dict[str, Any]:
        """What is asked of a participant who is to be the actor that a name means.

        Raises:
            UnknownNameError: as for :meth:`id_of`.
        """
        for kind, found in self._found(ACTOR_KINDS, name):
            return self._asked_of(kind, found)
        try:
            return {"state": [self._state("actor", name)]}
        except StateNameError:
            raise
        except UnknownNameError:
            person = None if name in self._miswritten.values() else self._by_part(name)
            if person is None:
                raise
            return self._asked_of("person", person)

    def _state(self, what: str, name: str) -> str:
        """The state that a name means which no actor of the dataset has."""
        try:
            return self._written_so(state_named(name))
        except StateNameError as error:
            if error.candidates:
                raise
            if name in self._in_records:
                return name
            kinds = ACTOR_KINDS if what == "actor" else [what]
            near = dict.fromkeys([*self._near(name, kinds), *error.near])
            said = None
            if what == "actor" and (sector := Sector.named(name)):
                said = f"by(sector={sector.value!r})"
            elif folded(name) in _NOBODY:
                said = "stateless=True, of whoever acts for no state, or named=False"
            if not near and said is None and what == "actor":
                said = (
                    "a state, an id or name of count('person'), ('office') or ('organization'), "
                    "or words printed, of count('name')"
                )
            raise UnknownNameError(
                f"unknown {what}", found=name, expected=said, near=[*near][:3]
            ) from None

    def _written_so(self, state: str) -> str:
        """The id of a state, unless records have a name of it for its id, which no question finds.

        Raises:
            UnknownNameError: if they have.
        """
        if state in self._miswritten:
            raise _no_id(self._miswritten[state], state)
        return state

    def check_id(self, word: str) -> None:
        """Refuse what records have for the id of an actor, though it is a name or code of a state.

        Raises:
            UnknownNameError: with the id of the state, or of each that it may be.
        """
        if word in state_ids() or word in self._every_id:
            return
        if states := _meant(word):
            raise _no_id(word, *states)
        if not SLUG.fullmatch(word):
            raise _no_id(word)

    @cached_property
    def _every_id(self) -> Collection[str]:
        return frozenset(ident for _, ident in self._actors) | public_organizations().keys()

    @cached_property
    def _in_records(self) -> Collection[str]:
        return self._stated()

    @cached_property
    def _miswritten(self) -> Mapping[str, str]:
        """Of states what records have for their ids, though it is a name or code of theirs."""
        found: dict[str, str] = {}
        for written in self._in_records:
            if ("state", written) not in self._actors:
                found |= {state: written for state in _meant(written) if state != written}
        return found

    def _asked_of(self, kind: str, found: str) -> dict[str, Any]:
        return {kind: [self._written_so(found) if kind == "state" else found]}

    # -- the tables of names -------------------------------------------------------------------

    def _found(self, kinds: Iterable[str], name: str) -> Iterator[tuple[str, str]]:
        """The actors that a name means, each with its kind, best first."""
        yield from self._listed(kinds, name, self._ids)
        yield from self._listed(kinds, name, self._written)
        yield from self._listed(kinds, folded(name), self._folded)

    def _listed(self, kinds: Iterable[str], name: str, table: _Ids) -> Iterator[tuple[str, str]]:
        for kind in kinds:
            if name in table[kind]:
                yield kind, self._only(kind, name, table[kind][name])

    def _by_part(self, name: str) -> str | None:
        """The person whose name has these words in their order, and ends with the last of them.

        Raises:
            UnknownNameError: naming them, if there are several.
        """
        asked = folded(name).split()
        found = [
            ident
            for full, persons in self._folded["person"].items()
            if asked and _ends_with(full.split(), asked)
            for ident in persons
        ]
        return self._only("person", name, tuple(dict.fromkeys(found))) if found else None

    @cached_property
    def _ids(self) -> _Ids:
        return self._table(lambda actor: [actor.id])

    @cached_property
    def _written(self) -> _Ids:
        return self._table(own_labels)

    @cached_property
    def _folded(self) -> _Ids:
        return self._table(lambda actor: [folded(name) for name in own_labels(actor)])

    def _table(self, names: Callable[[AnyActor], Iterable[str]]) -> _Ids:
        found: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in ACTOR_KINDS}
        for (kind, ident), actor in self._actors.items():
            for name in dict.fromkeys(names(actor)):
                found[kind][name] = (*found[kind].get(name, ()), ident)
        return found

    # -- what there is to say of a name that does not mean one -----------------------------------

    def _only(self, kind: str, name: str, found: tuple[str, ...]) -> str:
        if len(found) == 1:
            return found[0]
        listed = ", ".join(f"{ident} {self._actors[kind, ident].name}" for ident in found)
        problem, expected = f"a name of several {kind}s", f"one of {listed}"
        if kind == "state":
            raise StateNameError(problem, found=name, expected=expected, candidates=found)
        raise UnknownNameError(problem, found=name, expected=expected)

    def _there_are(self, kind: str, name: str) -> str:
        """What can be asked for of a kind of which there is no such name."""
        known = list(self._ids[kind])
        if not known:
            where = f"where(q.title.contains({name!r}))"
            return f"none, as no {kind} is stated here; of the words printed, {where}"
        listed = f"one of {', '.join(known)}" if len(known) <= _LISTED else "an id or a name"
        return f"{listed}, as of count({kind!r})"

    def _near(self, name: str, kinds: Iterable[str]) -> tuple[str, ...]:
        return near_labels(
            name,
            [
                label
                for kind in kinds
                for level in (self._ids, self._written)
                for label in level[kind]
            ],
        )


def _no_id(found: str, *states: str) -> UnknownNameError:
    wanted = " or ".join(map(repr, states)) or "name= for words as printed, and no state="
    return UnknownNameError(
        "records have a state by what is no id",
        field="state",
        found=found,
        expected=f"{wanted} in the records",
    )


def _meant(name: str) -> Collection[str]:
    """The states that a name means, or may."""
    try:
        return (state_named(name),)
    except StateNameError as error:
        return error.candidates


def near_person(name: str, names: Names, roles: frozenset[Role]) -> tuple[str, ...]:
    """What to ask instead for a person whom nobody is called by this name, at most three.

    Args:
        name: The name.
        names: The names that questions may use.
        roles: The roles of whom it may be.

    Returns:
        Names as printed that have its words; else its last word, if someone is called or printed
        by that, as "Churchill" where no "Winston Churchill" is.
    """
    if like := names.printed_like(name, roles):
        return like[:3]
    _, blank, surname = name.strip().rpartition(" ")
    if not blank or len(surname) < _SURNAME:
        return ()
    with suppress(BilateralError):
        if "person" in names.conditions(surname):
            return (surname,)
    return (surname,) if names.printed_like(surname, roles) else ()


def of_any(
    actors: Words, conditions: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:  # keywords of a role field
    """What is asked of a participant who is to be one of some actors.

    Args:
        actors: An actor, or several states.
        conditions: What is asked of one.

    Raises:
        RecordError: if several are named that are not all states.
    """
    found = [conditions(name) for name in each_word(actors, "actor")]
    if len(found) == 1:
        return found[0]
    if any(set(one) != {"state"} for one in found):
        raise RecordError(
            "several actors that are not all states",
            found=list(actors),
            expected="state=, person=, office= or organization= with several words, or | "
            "between questions",
        )
    return {"state": list(dict.fromkeys(one["state"][0] for one in found))}


def is_called(printed: str, name: str) -> bool:
    """Whether a participant's name as printed is surely this one, or ends with it.

    A text that has other words than names, as "adviser to Helmut Kohl", is of somebody else.

    Example:
        >>> is_called("Chancellor Helmut Kohl, Germany", "kohl"), is_called("Xi Jinping", "Jinping")
        (True, True)
        >>> is_called("Kohl's adviser", "Kohl"), is_called("adviser to Kohl", "Kohl")
        (False, False)
    """
    asked = folded(name).split()
    return bool(asked) and any(
        _ends_with(folded(part).split(), asked) and _is_a_name(part)
        for part in _PARTS.split(printed)
    )


def words_in(printed: str, name: str) -> str | None:
    """The part of a printed name that has all the words of this one in their order, if any has.

    It need not be this one's: Mohammed Ali is not Mohammed Ali Jinnah.

    Example:
        >>> words_in("President of Panama, General Omar Torrijos Herrera", "Omar Torrijos")
        'General Omar Torrijos Herrera'
    """
    asked = folded(name).split()
    for part in _PARTS.split(printed) if asked else ():
        rest = iter(folded(part).split())
        if all(word in rest for word in asked) and _is_a_name(part):
            return part.strip()
    return None


def _is_a_name(part: str) -> bool:
    """Whether a text has no other words than names."""
    words = (word for word in part.split() if _JOINS.split(word)[0] not in _OF_NAMES)
    return not any(word[0].islower() for word in words)


_PARTS = re.compile(r"[,;()]")
_JOINS = re.compile("[-\u2010\u2011'\u2019]")
_OF_NAMES = frozenset("al bin d da de del der di do dos du el ibn la le ter ul van von zu".split())
"""Words in lower case that are of names, alone or joined to what follows, as in "al-Maliki"."""


def _ends_with(full: list[str], asked: list[str]) -> bool:
    rest = iter(full)
    return full[-1:] == asked[-1:] and all(word in rest for word in asked)


def own_labels(actor: AnyActor) -> list[str]:
    """The names of an actor that are not the registry's for it.

    Args:
        actor: An actor of a dataset.
    """
    known = registry().get(actor.id) if actor.kind == "state" else None
    taken = {known.name, *known.names} if known else set()
    return [name for name in (actor.name, *actor.names) if name not in taken]
