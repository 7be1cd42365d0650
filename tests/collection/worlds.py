"""Small datasets of which every world is listed: what counts of them are held to.

A world gives each record its first and last year, its hosts and its status, and says of each link
of "may be same as" whether both are one event. Nothing here knows how the library counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st

from bilateral import Agreement, ArmsTransfer, Citation, Dataset, Participant, Quantity, Visit, q
from bilateral.collection.asked import NONE
from bilateral.model.actors import Person, State
from bilateral.model.records import AnyRecord, Link, LinkType
from bilateral.query import Predicate

YEARS = tuple(range(2012, 2021))
"""More years on both sides than any date here names."""

STATES: Mapping[str, Sequence[int]] = {
    "PAK": YEARS,
    "IND": YEARS,
    "old": [year for year in YEARS if year <= 2014],
    "new": [year for year in YEARS if year >= 2017],
}
"""The states that there are, and the years of their lives."""

Date: TypeAlias = tuple[int, ...]
"""The years of which some day is touched."""

_STRETCHES = [tuple(range(a, b + 1)) for a in YEARS for b in YEARS if a <= b]
VISITED: Mapping[str | None, list[Date]] = {
    None: _STRETCHES,
    "2016": [(2016,)],
    "2016-04-24": [(2016,)],
    "2015/2017": [(2015, 2016, 2017)],
    "2016/..": [s for s in _STRETCHES if s[0] == 2016],
    "2016/": [s for s in _STRETCHES if s[0] == 2016],
    "../2016": [s for s in _STRETCHES if s[-1] == 2016],
    "[2016..]": [s for s in _STRETCHES if s[0] >= 2016],
    "[2015..2016]/..": [s for s in _STRETCHES if s[0] in (2015, 2016)],
    "[2015,2017]": [(2015,), (2017,)],
    "[2015..2017]": [s for s in _STRETCHES if s[0] >= 2015 and s[-1] <= 2017],
    "{2015,2017}": [(2015, 2017)],
}
"""What lasts, by its date."""
SIGNED: Mapping[str | None, list[Date]] = {
    None: [(year,) for year in YEARS],
    "2016": [(2016,)],
    "[2015,2017]": [(2015,), (2017,)],
    "[2015..2017]": [(2015,), (2016,), (2017,)],
    "[2016..]": [(year,) for year in YEARS if year >= 2016],
}
"""What takes one day, by its date."""


def _occasions(stretch: Date) -> Iterator[Date]:
    """What a sequence touches from a first to a last year: any others between."""
    first, *between, last = stretch if len(stretch) > 1 else (*stretch, *stretch)
    for number in range(len(between) + 1):
        for some in combinations(between, number):
            yield tuple(sorted({first, *some, last}))


SAME = (LinkType.SAME_AS, LinkType.MAY_BE_SAME_AS)
AMOUNTS = (None, "4", "2..9", "3..")

Hosts: TypeAlias = frozenset[str]
_SETS = [frozenset(some) for n in (1, 2, 3, 4) for some in combinations(STATES, n)]
_ONE: Sequence[Hosts] = [frozenset({state}) for state in STATES]
HOSTS: Mapping[str, tuple[Sequence[Mapping[str, Any]], Sequence[Hosts]]] = {
    "one": ([{"state": "PAK"}], [frozenset({"PAK"})]),
    "one that ended": ([{"state": "old"}], [frozenset({"old"})]),
    "one that began": ([{"state": ["PAK", "new"]}], [frozenset({"PAK"}), frozenset({"new"})]),
    "two": ([{"state": "PAK"}, {"state": "IND"}], [frozenset({"PAK", "IND"})]),
    "candidates": ([{"state": ["PAK", "IND"]}], [frozenset({"PAK"}), frozenset({"IND"})]),
    "someone": ([{"person": "p"}], _ONE),
    "and someone": (
        [{"state": "PAK"}, {"person": "p"}],
        [frozenset({"PAK", *other}) for other in _ONE],
    ),
    "and candidates": (
        [{"state": "PAK"}, {"state": ["PAK", "IND"]}],
        [frozenset({"PAK"}), frozenset({"PAK", "IND"})],
    ),
    "not stated": ([], _SETS),
    "stateless": ([{"none": ["state"]}], [frozenset()]),
    "one or none": ([{"state": "PAK", "none": ["state"]}], [frozenset({"PAK"}), frozenset()]),
    "candidates or none": (
        [{"state": ["IND", "new"], "none": ["state"]}],
        [frozenset({"IND"}), frozenset({"new"}), frozenset()],
    ),
}
"""Hosts as they are coded, and as they may be; nobody stated may be several."""

STATUSES: Mapping[str | None, Sequence[bool]] = {
    "occurred": [True],
    "planned": [False],
    None: [True, False],
}
"""Whether what has a status is done."""

Question: TypeAlias = tuple[Predicate, Callable[[Date], bool]]
QUESTIONS: Sequence[Question] = [
    (q.anything, lambda _: True),
    (q.date.during(2016), lambda years: 2016 in years),
    (q.date.since(2016), lambda years: years[-1] >= 2016),
    (q.date.before(2017), lambda years: years[-1] < 2017),
    (q.date.within("2016/2017"), lambda years: years[0] >= 2016 and years[-1] <= 2017),
    (
        q.date.during(2015) | ~q.date.since(2017),
        lambda years: 2015 in years or years[-1] < 2017,
    ),
]


@attrs.frozen
class Coded:
    """A record as it is coded, and as it may be.

    Attributes:
        record: The record.
        worlds: Whether it is done, the years that it touches and its hosts, in each world.
    """

    record: AnyRecord
    worlds: Sequence[tuple[bool, Date, Hosts]]


@st.composite
def coded(draw: st.DrawFn, linked: bool = True, amounts: bool = False) -> list[Coded]:
    """A few records, some linked to those before them."""
    found: list[Coded] = []
    for number in range(draw(st.integers(1, 4))):
        ident = f"r{number}"
        status = draw(st.sampled_from(list(STATUSES)))
        links = [
            Link(
                draw(st.sampled_from([LinkType.SAME_AS, LinkType.MAY_BE_SAME_AS])), other.record.id
            )
            for other in (found if linked else ())
            if draw(st.integers(0, 3)) == 0
        ]
        shared: dict[str, Any] = {"id": ident, "title": "It", "status": status, "links": links}
        shared |= {"citations": [Citation(source="s")]}
        kind = "transfer" if amounts else draw(st.sampled_from(["visit", "transfer", "agreement"]))
        record: AnyRecord
        if kind == "agreement":
            date = draw(st.sampled_from(list(SIGNED)))
            dates = SIGNED[date]
            parties = [Participant(role="party", state=state) for state in ("PAK", "IND")]
            record = Agreement(date=date, participants=parties, **shared)
            hosts: Sequence[Hosts] = [frozenset({"PAK", "IND"})]
        else:
            date = draw(st.sampled_from(list(VISITED)))
            dates = VISITED[date]
            said, hosts = HOSTS[draw(st.sampled_from(list(HOSTS)))]
            if kind == "visit":
                people = [Participant(role="host", **one) for one in said]
                people.insert(0, Participant(role="visitor", state="PAK"))
                record = Visit(date=date, participants=people, **shared)
            else:
                dates = [some for stretch in dates for some in _occasions(stretch)]
                people = [Participant(role="recipient", **one) for one in said]
                people.insert(0, Participant(role="supplier", state="PAK"))
                amount = (
                    None if (text := draw(st.sampled_from(AMOUNTS))) is None else Quantity(text)
                )
                record = ArmsTransfer(
                    date=date,
                    participants=people,
                    delivered=amount,
                    **shared,
                )
        alive = frozenset(
            state for state, life in STATES.items() if any(set(life) & set(d) for d in dates)
        )
        living = [some for some in hosts if some <= alive] or hosts  # as printed, if none lived
        worlds = list(product(STATUSES[status], dates, living))
        found.append(Coded(record, worlds))
    return found


def dataset_of(found: Iterable[Coded]) -> Dataset:
    """The records as a dataset, with the states that are made up."""
    actors = [
        State(id="old", name="Old", life="1900/2014"),
        State(id="new", name="New", life="2017/.."),
        Person(id="p", name="P"),
    ]
    return Dataset(records=[one.record for one in found], actors=actors)


def true_bounds(
    found: Sequence[Coded], question: Callable[[Date], bool], year: int | None, host: str | None
) -> tuple[int, int]:
    """How many events match and are in a year and of a host, in all worlds at least and at most.

    One event has one date, so one that a matching record puts into no such year may be in another.
    """
    answers: list[set[tuple[bool, bool]]] = []
    for one in found:
        matching = [world for world in one.worlds if world[0] and question(world[1])]
        elsewhere = year is not None and all(year not in years for _, years, _ in matching)
        is_in = {
            (year is None or year in years) and (host is None or host in (hosts or {NONE}))
            for _, years, hosts in matching
        }
        unmatched = {(False, False)} if len(matching) < len(one.worlds) else set()
        answers.append({(some, elsewhere) for some in is_in} | unmatched)
    least, most = len(found), 0
    for events in _identities([one.record for one in found]):
        for chosen in product(*answers):
            told = [*zip(events, chosen, strict=True)]
            some = {event for event, (is_in, _) in told if is_in}
            most = max(most, len(some))
            least = min(least, len(some - {event for event, (_, other) in told if other}))
    return least, most


def _identities(records: Sequence[AnyRecord]) -> Iterator[list[int]]:
    """The event of each record, in each world."""
    place = {record.id: index for index, record in enumerate(records)}
    links = [(place[r.id], place[link.target], link.type) for r in records for link in r.links]
    for chosen in product([False, True], repeat=len(links)):
        if any(t is LinkType.SAME_AS and not on for (*_, t), on in zip(links, chosen, strict=True)):
            continue
        events = list(range(len(records)))
        for _ in records:
            for (one, other, _t), on in zip(links, chosen, strict=True):
                if on:
                    events[one] = events[other] = min(events[one], events[other])
        yield events
