"""The worlds of small records of those who take part and of places, enumerated one by one.

Written from the meaning of records alone: it shares no code with what answers questions. Of what
is not stated it looks at every word that the questions of these tests name, and at one more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations_with_replacement, product
from math import prod
from random import Random
from typing import Any

from bilateral import Citation, Office, Participant, Person, Place, Predicate, State, Visit, q
from bilateral.logic import Truth
from bilateral.query.predicates import And, Node, Not, NumberOf, Or, Takes, TakesPlace, as_node

STATES = {"old": (1900, 1950), "new": (1950, 9999), "aa": (0, 9999), "bb": (0, 9999)}
ACTORS = {
    actor.id: actor
    for actor in (
        State(id="old", name="Old", life="1900/1950"),
        State(id="new", name="New", life="1950/", continues=["old"]),
        State(id="aa", name="A"),
        State(id="bb", name="B"),
        Person(id="mr-new", name="Mr New", state="new"),
        Person(id="mr-any", name="Mr Any"),
        Office(id="chief", name="Chief", state="aa", sector="military"),
        Office(id="desk", name="Desk"),
    )
}
SECTORS = ("military", "security", "media")
YEARS = {"1940": (1940, 1940), "1950": (1950, 1950), "2010": (2010, 2010), None: (0, 9999)}
NAMES = ("Moscow", "Kabul")
_ASKED = {
    "state": tuple(STATES),
    "person": ("mr-new", "mr-any"),
    "office": ("chief", "desk"),
    "sector": SECTORS,
    "rank": ("General", "Attaché"),
}
_ROLES = {"visitor": q.visitor, "host": q.host, "participant": q.participant}
_MOST = 4_000  # worlds of one record

Group = tuple[dict[str, Any], ...]
World = tuple[Group, Group]  # those who take part, and the places


# -- cases -----------------------------------------------------------------------------------------


def random_visit(random: Random) -> Visit:
    """A visit of which much or little is stated."""
    hosts = random.choice([0, 0, 1, 1, 2])
    return Visit(
        id="v",
        title="A visit",
        date=random.choice(list(YEARS)),
        participants=[
            *(_participant(random, "visitor") for _ in range(random.choice([0, 1, 1, 1, 1, 2]))),
            *(_participant(random, "host") for _ in range(hosts)),
        ],
        places=[_place(random) for _ in range(random.choice([0, 1, 1, 1, 2]))],
        none=["host"] if not hosts and random.random() < 0.7 else [],
        citations=[Citation(source="s")],
    )


def _some_states(random: Random) -> list[str]:
    return random.sample(list(STATES), random.choice([0, 0, 1, 2, 2, 3]))


def _participant(random: Random, role: str) -> Participant:
    def perhaps(*values: str) -> str | None:
        return random.choice([None, *values]) if random.random() < 0.5 else None

    states = _some_states(random)
    return Participant(
        role=role,
        state=states,
        none=["state"] if len(states) < 3 and random.random() < 0.15 else [],
        person=perhaps("mr-new", "mr-any"),
        office=perhaps("chief", "desk"),
        rank=perhaps("General", "Attaché"),
        sector=perhaps(*SECTORS),
    )


def _place(random: Random) -> Place:
    states = _some_states(random)
    named = random.random() < 0.5 or not states
    return Place(random.choice(NAMES) if named else None, states)


def random_question(random: Random, *, roles: Iterable[str], places: bool, most: int) -> Predicate:
    """Some terms about participants or places, joined in any way."""
    if most > 1 and random.random() < 0.85:
        left = random.randint(1, most - 1)
        one = random_question(random, roles=roles, places=places, most=left)
        other = random_question(random, roles=roles, places=places, most=most - left)
        found = one & other if random.random() < 0.5 else one | other
    elif places:
        found = _place_term(random)
    else:
        found = _term(random, random.choice(list(roles)))
    return ~found if random.random() < 0.3 else found


def _words(random: Random, name: str) -> list[str]:
    words = _ASKED[name]
    return random.sample(words, random.choice([1, 1, 2]))


def _place_term(random: Random) -> Predicate:
    states = _words(random, "state") if random.random() < 0.7 else None
    names = random.sample(NAMES, 1) if states is None or random.random() < 0.3 else None
    return q.place(names, state=states)


def _term(random: Random, role: str) -> Predicate:
    field = _ROLES[role]
    match random.random():
        case chance if chance < 0.06:
            return field.number_at_least(random.choice([1, 2]))
        case chance if chance < 0.12:
            return field(stateless=random.random() < 0.5)
        case chance if chance < 0.16:
            return field(named=random.random() < 0.5)
    weights = [4, 1, 1, 3, 1]
    chosen = set(random.choices(list(_ASKED), weights, k=random.choice([1, 1, 2])))
    conditions: dict[str, Any] = {name: _words(random, name) for name in sorted(chosen)}
    if random.random() < 0.05:
        conditions["stateless"] = random.random() < 0.5
    return field(**conditions)


# -- worlds ----------------------------------------------------------------------------------------


def worlds(record: Visit, question: Node) -> tuple[Iterable[World], bool]:
    """Worlds of a record as far as a question looks at them, and whether these are all."""
    looked_at = {name for term in terms(question) for name in _looked_at(term)}
    roles = {str(role) for term in terms(question) for role in getattr(term, "roles", ())}
    people: list[list[Group]] = [
        [(way,) for way in _ways_of(someone, record, looked_at)]
        for someone in record.participants
        if someone.role in roles
    ]
    for role in sorted(unfilled(record) & roles):  # one or two of whom nothing is known
        unknown = list(_ways_of(Participant(role=role), record, looked_at))
        people.append([(one,) for one in unknown] + list(combinations_with_replacement(unknown, 2)))
    there: list[list[Group]] = [
        [(way,) for way in _ways_of_place(place, record, looked_at)]
        for place in record.places or (None,)
    ]
    complete = prod(map(len, people + there)) <= _MOST
    chosen: Iterable[tuple[Group, ...]] = product(*people, *there)
    if not complete:
        random = Random(0)
        chosen = [tuple(map(random.choice, people + there)) for _ in range(_MOST // 4)]
    number = len(people)
    return (
        [(sum(groups[:number], ()), sum(groups[number:], ())) for groups in chosen],
        complete,
    )


def unfilled(record: Visit) -> set[str]:
    """Roles that someone takes whom nobody states."""
    filled = {str(someone.role) for someone in record.participants}
    return {"visitor", "host"} - filled - set(record.none)


def _looked_at(term: Node) -> set[str]:
    match term:
        case Takes(_, conditions):
            return {"state" if name == "stateless" else name for name, _ in conditions}
        case TakesPlace():
            return {"place"}
        case _:
            return set()


def _lived(state: str, record: Visit) -> bool:
    first, last = YEARS[None if record.date is None else record.date.edtf.text]
    begun, ended = STATES[state]
    return begun <= last and first <= ended


def _living(states: Iterable[str], record: Visit) -> list[str]:
    return [state for state in states if _lived(state, record)]


_OWN_STATES = {"mr-new": ["new", "old"], "chief": ["aa"]}
"""Of those whose entry names a state, it and what it carries on."""


def _states_of(someone: Participant, record: Visit) -> list[str]:
    """States that it may act for; an empty text stands for none, ``"?"`` for one not asked of."""
    if someone.none:
        return [*_living(someone.states, record), ""]
    if len(someone.states) == 1:
        return list(someone.states)
    if someone.states:
        return _living(someone.states, record) or list(someone.states)
    of_actor = _OWN_STATES.get(someone.office or "") or _OWN_STATES.get(someone.person or "", [])
    return _living(of_actor, record) or [*_living(STATES, record), "?", ""]


def _may_be(actor: str, someone: Participant, record: Visit) -> bool:
    """Whether someone may be of an actor whom nobody names: one of a state acts for no other."""
    own = _OWN_STATES.get(actor, [])
    return not _living(own, record) or not set(own).isdisjoint(_states_of(someone, record))


def _sectors_of(someone: Participant) -> list[frozenset[str]]:
    own = someone.sector
    given = [str(own)] if own else ["military"] if someone.office == "chief" else [*SECTORS, "?"]
    of_rank = {"General": "military", "Attaché": "diplomatic"}.get(someone.rank or "")
    alone = [frozenset({sector}) for sector in given]
    return alone if of_rank is None else alone + [sector | {of_rank} for sector in alone]


def _ways_of(someone: Participant, record: Visit, names: set[str]) -> Iterator[dict[str, Any]]:
    """Every way in which someone may be, by the attributes that are looked at."""
    ways: dict[str, list[Any]] = {
        "role": [str(someone.role)],
        "named": [bool(someone.person or someone.organization)],
    }
    if "state" in names:
        ways["state"] = _states_of(someone, record)
    if "sector" in names:
        ways["sector"] = _sectors_of(someone)
    for name in ("person", "office", "rank"):
        if name in names:
            value = getattr(someone, name)
            open_ = [actor for actor in _ASKED[name] if _may_be(actor, someone, record)]
            ways[name] = [*open_, "?"] if value is None else [value]
    for chosen in product(*ways.values()):
        yield dict(zip(ways, chosen, strict=True))


def _ways_of_place(place: Place | None, record: Visit, names: set[str]) -> Iterator[dict[str, Any]]:
    if "place" not in names:
        yield {}
        return
    stated = place.states if place else ()
    if len(stated) > 1:
        states = _living(stated, record) or list(stated)
    else:
        states = list(stated) or [*_living(STATES, record), "?"]
    known = [place.name] if place and place.name else [*NAMES, "?"]
    for name, state in product(known, states):
        yield {"name": name, "state": state}


# -- answers ---------------------------------------------------------------------------------------


def terms(node: Node) -> Iterator[Node]:
    """The terms of a question."""
    match node:
        case And(inner) | Or(inner):
            for term in inner:
                yield from terms(term)
        case Not(term):
            yield from terms(term)
        case _:
            yield node


def holds(node: Node, world: World) -> bool:
    """The answer in one world, by the words of the documentation."""
    people, places = world
    match node:
        case And(inner):
            return all(holds(term, world) for term in inner)
        case Or(inner):
            return any(holds(term, world) for term in inner)
        case Not(term):
            return not holds(term, world)
        case Takes(roles, conditions):
            return any(
                someone["role"] in map(str, roles)
                and all(_meets(someone, name, asked) for name, asked in conditions)
                for someone in people
            )
        case NumberOf(roles, least):
            return sum(someone["role"] in map(str, roles) for someone in people) >= least
        case TakesPlace(names, states):
            return any(
                (not names or place["name"] in names) and (not states or place["state"] in states)
                for place in places
            )
    raise AssertionError(node)


def _meets(someone: dict[str, Any], name: str, asked: Any) -> bool:
    if name == "stateless":
        return (someone["state"] == "") is asked
    if name == "named":
        return someone["named"] is asked
    if name == "sector":
        return any(sector in asked for sector in someone["sector"])
    return someone[name] in asked


def expected(question: Predicate, record: Visit) -> tuple[Truth, bool]:
    """What the worlds of a record say, and whether all of them were looked at."""
    node = as_node(question)
    found, complete = worlds(record, node)
    answers = {holds(node, world) for world in found}
    return Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN, complete


def is_promised(question: Predicate, record: Visit) -> bool:
    """Whether all terms speak of one participant, or of one place."""
    asked = list(terms(as_node(question)))
    if all(isinstance(term, TakesPlace) for term in asked):
        return len(record.places) < 2
    meant: set[int] = set()
    for term in asked:
        if not isinstance(term, (Takes, NumberOf)):
            return False
        found = [n for n, p in enumerate(record.participants) if p.role in term.roles]
        if len(found) != 1 or unfilled(record) & set(map(str, term.roles)):
            return False
        meant |= set(found)
    return len(meant) == 1
