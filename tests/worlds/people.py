"""Those who take part and places: what each may be in a world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from bilateral.model.actors import Office, Organization, Person, State
from bilateral.query.predicates import NumberOf, Takes

from .days import Masks, both, mask_of, stretches

__all__ = ["People"]

_SIDES = {
    "visit": ("visitor", "host"),
    "agreement": ("party", "party"),
    "arms-transfer": ("supplier", "recipient"),
    "membership": ("member", "body"),
}
_RANKS = {"General": "military", "Lt-General": "military"}
OTHER = "some-other"
"""A word, person or state that no question asks of."""


class People:
    """The participants and places of a record.

    Args:
        record: The record.
        actors: The actors that it names, by id.
        none: What the record has none of.
        days: The days that its date allows, on one of which a state must have lived.
    """

    def __init__(
        self, record: Any, actors: Mapping[str, Any], none: set[str], days: frozenset[int]
    ) -> None:
        self.record = record
        self.actors = actors
        self.kind = record.kind
        self.none = none
        self._alive_on = days

    def _lived(self, state: str) -> bool:
        entry = self.actors.get(state)
        if entry is None or entry.life is None:
            return True
        start, end = entry.life.edtf.text.split("/")
        low, high = stretches(start)[0][0], stretches(end)[-1][1]
        return any(low <= day <= high for day in self._alive_on)

    def _living(self, states: Iterable[str]) -> list[str | None]:
        return [state for state in states if self._lived(state)]

    def _any_state(self) -> list[str | None]:
        return [*self._living(a.id for a in self.actors.values() if isinstance(a, State)), OTHER]

    def _states(self, person: Any) -> list[str | None]:
        """The states that someone may act for; None is none at all."""
        if person.none:
            return [*self._living(person.states), None]
        if person.states:
            several = len(person.states) > 1
            return (self._living(person.states) if several else []) or list(person.states)
        entry = self._entry_state(person)
        if entry is None:
            return [*self._any_state(), None]
        if entry == "":
            return [None]
        return self._living(self._chain(entry)) or [*self._any_state(), None]

    def _chain(self, state: str) -> list[str]:
        """A state and those that it carries on."""
        chain = [state]
        while chain[-1] in self.actors and self.actors[chain[-1]].continues:
            chain += self.actors[chain[-1]].continues
        return chain

    def _may_be(self, actor: str, person: Any) -> bool:
        """Whether someone whose person, office or body is open may be of one that is asked for.

        An actor of a state acts for it or for what it carries on, if one of them lived then, and
        an intergovernmental organization for none.
        """
        entry, acts = self.actors[actor], self._states(person)
        if isinstance(entry, Organization) and entry.form == "intergovernmental":
            return None in acts
        chain = self._chain(entry.state) if entry.state else []
        return not self._living(chain) or not set(chain).isdisjoint(acts)

    def _entry_state(self, person: Any) -> str | None:
        """The state by the entry of office, body or person; empty of what has none."""
        for name in (person.office, person.organization, person.person):
            entry = self.actors.get(name or "")
            if isinstance(entry, Office) and entry.organization and not entry.state:
                entry = self.actors.get(entry.organization)
            if isinstance(entry, Organization) and entry.form == "intergovernmental":
                return ""
            if isinstance(entry, (Office, Organization, Person)) and entry.state:
                return entry.state
        return None

    def _sectors(self, person: Any, asked: set[str]) -> list[set[str]]:
        giver = self.actors.get(person.office or person.organization or "")
        sector = person.sector or getattr(giver, "sector", None)
        rank = _RANKS.get(person.rank)
        offices = [str(sector)] if sector else sorted({*asked, "media", "military"})
        return [{o} for o in offices] + [{o, rank} for o in offices if rank]

    def _individual(self, person: Any, role: str, terms: dict[int, Any]) -> Masks:
        """What one participant shows of the terms; ``person`` is None if nobody states him."""
        mine = {n: t for n, t in terms.items() if isinstance(t, Takes) and role in t.roles}
        asked: dict[str, set[Any]] = {}
        for term in mine.values():
            for name, values in term.conditions:
                if not isinstance(values, bool):
                    asked.setdefault(name, set()).update(values)
        options: dict[str, list[Any]] = {}
        for name in ("person", "office", "organization", "rank"):
            stated = getattr(person, name, None)
            open_ = [
                actor
                for actor in asked.get(name, ())
                if person is None or name == "rank" or self._may_be(actor, person)
            ]
            options[name] = [stated] if stated else [*open_, OTHER]
        if person is None:
            options["state"] = [*self._any_state(), None]
            options["sector"] = [{s} for s in (*asked.get("sector", ()), OTHER)]
            named = False
        else:
            options["state"] = self._states(person)
            options["sector"] = self._sectors(person, asked.get("sector", set()))
            named = bool(person.person or person.organization)
        used = [n for n in options if n in asked or n == "state"]

        def meets(world: dict[str, Any], term: Takes) -> bool:
            for name, values in term.conditions:
                if name == "named":
                    if named is not values:
                        return False
                elif name == "stateless":
                    if (world["state"] is None) is not values:
                        return False
                elif name == "sector":
                    if world[name].isdisjoint(values):
                        return False
                elif world[name] not in values:  # type: ignore[operator]
                    return False
            return True

        found = set()
        for choice in product(*(options[name] for name in used)):
            world = dict(zip(used, choice, strict=True))
            found.add(sum(1 << n for n, term in mine.items() if meets(world, term)))
        return frozenset(found)

    def masks(self, terms: dict[int, Any]) -> Masks:
        stated = [(p, str(p.role)) for p in self.record.participants]
        roles = [role for _, role in stated]
        base = frozenset({0})
        for person, role in stated:
            base = both(base, self._individual(person, role, terms))
        lacking = {
            role: _SIDES[self.kind].count(role) - roles.count(role)
            for role in _SIDES[self.kind]
            if role not in self.none
        }
        counts = [
            [(role, n) for n in ((missing,) if role in roles else (missing, missing + 1))]
            for role, missing in lacking.items()
            if missing > 0
        ]
        found: set[int] = set()
        for more in product(*counts):
            masks = base
            number = {role: roles.count(role) for role in roles}
            for role, n in more:
                number[role] = number.get(role, 0) + n
                for _ in range(n):
                    masks = both(masks, self._individual(None, role, terms))
            counted = sum(
                1 << n
                for n, term in terms.items()
                if isinstance(term, NumberOf)
                and sum(k for role, k in number.items() if role in term.roles) >= term.least
            )
            found |= {mask | counted for mask in masks}
        return frozenset(found)

    def places(self, terms: dict[int, Any]) -> Masks:
        if not self.record.places and "places" in self.none:
            return frozenset({0})
        found = frozenset({0})
        for place in self.record.places or (None,):
            stated = place.states if place is not None else ()
            states = (self._living(stated) if len(stated) > 1 else []) or list(stated)
            states = states or self._any_state()
            known = place.name if place is not None else None
            names = [known] if known else [*{n for t in terms.values() for n in t.names}, OTHER]
            each = frozenset(
                mask_of(
                    terms,
                    lambda t, n=name, s=state: (  # type: ignore[misc]
                        (not t.names or n in t.names) and (not t.states or s in t.states)
                    ),
                )
                for name in names
                for state in states
            )
            found = both(found, each)
        return found
