"""Questions to records, each beside the loop that one would write for its definite answers.

The loops give what is surely so, and know as much as the questions: rivals, spans that are one of
some, offices that say for which state someone acts. All that can be taken out of them is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import unkind

from bilateral import Predicate, q
from bilateral.dates.edtf import parse_edtf
from bilateral.model.actors import Sector
from bilateral.model.evidence import EpistemicMode
from bilateral.model.records import LinkType, Role, Status, VisitPurpose

ByHand: TypeAlias = Callable[[list[Any]], list[Any]]
Questions: TypeAlias = Mapping[str, tuple[Predicate, ByHand]]

VISITOR, HOST, MILITARY = Role.VISITOR, Role.HOST, Sector.MILITARY
STATE_OF = {name: state for name, (state, _) in unkind.OFFICES.items()}
SECTOR_OF = {name: Sector(sector) for name, (_, sector) in unkind.OFFICES.items()}
DONE = {Status.OCCURRED, Status.ONGOING}


def days(text: str) -> tuple[int, int]:
    found = parse_edtf(text)
    return int(found.earliest_ordinal), int(found.latest_ordinal)


def since(records: list[Any]) -> list[Any]:
    first, _ = days("2016")
    return [r for r in records if (d := r.extent) is not None and d.end_min >= first]


def since_with_margin(records: list[Any]) -> list[Any]:
    first, _ = days("2016")
    late = first + 30
    return [
        r
        for r in records
        if (d := r.extent) is not None
        and (d.end_min >= late or (d.end_min >= first and not d.end_qualified))
    ]


def during(records: list[Any]) -> list[Any]:
    first, last = days("2018")
    return [
        r
        for r in records
        if (d := r.extent) is not None and d.end_min >= first and d.start_max <= last
    ]


def within(records: list[Any]) -> list[Any]:
    first, last = days("2018")
    return [
        r
        for r in records
        if (d := r.extent) is not None and d.start_min >= first and d.end_max <= last
    ]


def between(records: list[Any]) -> list[Any]:
    first, _ = days("2016")
    after, _ = days("2019")
    return [
        r
        for r in records
        if (d := r.extent) is not None and d.end_min >= first and d.end_max < after
    ]


def either_year(records: list[Any]) -> list[Any]:
    (a, b), (c, d) = days("2016"), days("2018")
    found = []
    for r in records:
        for s in r.when:
            if not ((s.end_min >= a and s.start_max <= b) or (s.end_min >= c and s.start_max <= d)):
                break
        else:
            found.append(r)
    return found


def of_state(role: Role, state: str) -> ByHand:
    def found(records: list[Any]) -> list[Any]:
        definite = []
        by_office = STATE_OF.get
        for r in records:
            for p in r.seen:
                if p.role is role:
                    own = p.state
                    if own == state or (
                        own is None and not p.states and by_office(p.office) == state
                    ):
                        definite.append(r)
                        break
        return definite

    return found


def of_another_state(records: list[Any]) -> list[Any]:
    definite = []
    by_office = STATE_OF.get
    for r in records:
        for p in r.seen:
            if p.role is HOST:
                own = p.state
                if own is None:
                    own = by_office(p.office) if not p.states else None
                    if own is not None and own != "RUS":
                        definite.append(r)
                        break
                    if p.states and "RUS" not in p.states:
                        definite.append(r)
                        break
                elif own != "RUS":
                    definite.append(r)
                    break
    return definite


def of_sector(records: list[Any]) -> list[Any]:
    definite = []
    by_office = SECTOR_OF.get
    for r in records:
        for p in r.seen:
            if p.role is VISITOR:
                own = p.sector
                if own is MILITARY or (own is None and by_office(p.office) is MILITARY):
                    definite.append(r)
                    break
    return definite


def of_rank(records: list[Any]) -> list[Any]:
    definite = []
    for r in records:
        for p in r.seen:
            if p.role is VISITOR and p.rank == "General":
                definite.append(r)
                break
    return definite


def of_state_and_sector(records: list[Any]) -> list[Any]:
    definite = []
    state_of, sector_of = STATE_OF.get, SECTOR_OF.get
    for r in records:
        for p in r.seen:
            if p.role is VISITOR:
                state = p.state
                if state == "PAK" or (
                    state is None and not p.states and state_of(p.office) == "PAK"
                ):
                    sector = p.sector
                    if sector is MILITARY or (sector is None and sector_of(p.office) is MILITARY):
                        definite.append(r)
                        break
    return definite


def of_person(records: list[Any]) -> list[Any]:
    definite = []
    for r in records:
        for p in r.seen:
            if p.role is VISITOR and p.person == "person-77":
                definite.append(r)
                break
    return definite


def named(records: list[Any]) -> list[Any]:
    definite = []
    for r in records:
        for p in r.seen:
            if p.role is VISITOR and (p.person is not None or p.rivals):
                definite.append(r)
                break
    return definite


def two_visitors(records: list[Any]) -> list[Any]:
    return [r for r in records if len(r.seen) > 1 and sum(p.role is VISITOR for p in r.seen) >= 2]


def planned(records: list[Any]) -> list[Any]:
    wanted = Status.PLANNED
    return [
        r
        for r in records
        if (
            r.status is wanted
            if "status" not in r.claimed
            else all(v is wanted for v in r.values("status"))
        )
    ]


def done(records: list[Any]) -> list[Any]:
    return [
        r
        for r in records
        if (
            r.status in DONE
            if "status" not in r.claimed
            else all(v in DONE for v in r.values("status"))
        )
    ]


def not_done(records: list[Any]) -> list[Any]:
    return [
        r
        for r in records
        if (
            (s := r.status) is not None and s not in DONE
            if "status" not in r.claimed
            else all(v not in DONE for v in r.values("status"))
        )
    ]


def of_purpose(records: list[Any]) -> list[Any]:
    wanted = VisitPurpose.SUMMIT
    return [
        r
        for r in records
        if (
            r.purpose is wanted
            if "purpose" not in r.claimed
            else all(v is wanted for v in r.values("purpose"))
        )
    ]


def titled(records: list[Any]) -> list[Any]:
    return [r for r in records if r.title == "Visit number 77 to Moscow"]


def title_contains(records: list[Any]) -> list[Any]:
    return [r for r in records if "to moscow" in r.title.casefold()]


def of_id(records: list[Any]) -> list[Any]:
    return [r for r in records if r.id == "visits:77"]


def of_topic(records: list[Any]) -> list[Any]:
    return [r for r in records if "topic-7" in r.topics]


def topic_contains(records: list[Any]) -> list[Any]:
    found = []
    for r in records:
        for topic in r.topics:
            if "c-1" in topic.casefold():
                found.append(r)
                break
    return found


def of_source(records: list[Any]) -> list[Any]:
    found = []
    for r in records:
        for c in r.citations:
            if c.source == "source-7":
                found.append(r)
                break
    return found


def of_mode(records: list[Any]) -> list[Any]:
    fact = EpistemicMode.FACT
    found = []
    for r in records:
        for c in r.citations:
            if c.mode is fact:
                found.append(r)
                break
    return found


def linked(records: list[Any]) -> list[Any]:
    follows = LinkType.FOLLOWS
    found = []
    for r in records:
        for link in r.links:
            if link.type is follows:
                found.append(r)
                break
    return found


def in_city(records: list[Any]) -> list[Any]:
    found = []
    for r in records:
        for place in r.places:
            if place.name == "Moscow":
                found.append(r)
                break
    return found


def in_state(records: list[Any]) -> list[Any]:
    found = []
    for r in records:
        for place in r.places:
            if place.state == "RUS":
                found.append(r)
                break
    return found


def three_days(records: list[Any]) -> list[Any]:
    definite = []
    for r in records:
        if "duration" in r.claimed:
            if all(v.least >= 3 for v in r.values("duration")):
                definite.append(r)
        elif (d := r.duration) is not None:
            if d.least >= 3:
                definite.append(r)
        elif (e := r.extent) is not None and e.end_min - e.start_max >= 2:
            definite.append(r)
    return definite


def two_terms(records: list[Any]) -> list[Any]:
    first, _ = days("2016")
    return [
        r
        for r in of_state(VISITOR, "PAK")(records)
        if (d := r.extent) is not None and d.end_min >= first
    ]


def four_terms(records: list[Any]) -> list[Any]:
    first, _ = days("2016")
    definite = []
    state_of, sector_of = STATE_OF.get, SECTOR_OF.get
    for r in records:
        if r.status not in DONE and "status" not in r.claimed:
            continue
        when = r.extent
        if when is None or when.end_min < first:
            continue
        if "status" in r.claimed and not all(v in DONE for v in r.values("status")):
            continue
        officer = russian = False
        for p in r.seen:
            if p.role is VISITOR:
                state = p.state
                if state == "PAK" or (
                    state is None and not p.states and state_of(p.office) == "PAK"
                ):
                    sector = p.sector
                    if sector is MILITARY or (sector is None and sector_of(p.office) is MILITARY):
                        officer = True
            elif p.state == "RUS":
                russian = True
        if officer and russian:
            definite.append(r)
    return definite


def either_term(records: list[Any]) -> list[Any]:
    first, _ = days("2016")
    definite = []
    wanted = Status.PLANNED
    for r in records:
        when = r.extent
        if (when is not None and when.end_min >= first) or (
            r.status is wanted
            if "status" not in r.claimed
            else all(v is wanted for v in r.values("status"))
        ):
            definite.append(r)
    return definite


def delivered(records: list[Any]) -> list[Any]:
    return [
        r
        for r in records
        if (
            (n := r.delivered) is not None and n.least >= 4
            if "delivered" not in r.claimed
            else all(v.least >= 4 for v in r.values("delivered"))
        )
    ]


def ordered(records: list[Any]) -> list[Any]:
    return [
        r
        for r in records
        if (
            (n := r.ordered) is not None and n.least == 12 == n.most
            if "ordered" not in r.claimed
            else all(v.least == 12 == v.most for v in r.values("ordered"))
        )
    ]


def some_delivered_in(records: list[Any]) -> list[Any]:
    first, last = days("2018")
    definite = []
    for r in records:
        for s in r.when:
            if not (
                (s.start_min >= first and s.start_max <= last)
                or (s.end_min >= first and s.end_max <= last)
            ):
                break
        else:
            definite.append(r)
    return definite


def of_type(records: list[Any]) -> list[Any]:
    return [
        r
        for r in records
        if (
            (text := r.designation) is not None and "mi-1" in text.casefold()
            if "designation" not in r.claimed
            else all("mi-1" in v.casefold() for v in r.values("designation"))
        )
    ]


def of_supplier(records: list[Any]) -> list[Any]:
    return of_state(Role.SUPPLIER, "RUS")(records)


VISITS: Questions = {
    "date since": (q.date.since(2016), since),
    "date since, margin": (q.date.since(2016, margin=30), since_with_margin),
    "date during": (q.date.during(2018), during),
    "date within": (q.date.within(2018), within),
    "date between": (q.date.since(2016) & q.date.before(2019), between),
    "date in either year": (q.date.during(2016) | q.date.during(2018), either_year),
    "by state": (q.visitor == "PAK", of_state(VISITOR, "PAK")),
    "towards state": (q.host == "RUS", of_state(HOST, "RUS")),
    "towards another": (q.host(other_than="RUS"), of_another_state),
    "sector": (q.visitor(sector="military"), of_sector),
    "rank": (q.visitor(rank="General"), of_rank),
    "state and sector": (q.visitor(state="PAK", sector="military"), of_state_and_sector),
    "person": (q.visitor(person="person-77"), of_person),
    "named": (q.visitor(named=True), named),
    "number": (q.visitor.number_at_least(2), two_visitors),
    "status": (q.status == "planned", planned),
    "done": (q.done, done),
    "not done": (~q.done, not_done),
    "purpose": (q.purpose == "summit", of_purpose),
    "title": (q.title == "Visit number 77 to Moscow", titled),
    "title contains": (q.title.contains("to Moscow"), title_contains),
    "id": (q.id == "visits:77", of_id),
    "topic": (q.topics == "topic-7", of_topic),
    "topic contains": (q.topics.contains("c-1"), topic_contains),
    "source": (q.citation("source-7"), of_source),
    "mode": (q.citation(mode="fact"), of_mode),
    "link": (q.link("follows"), linked),
    "place": (q.place("Moscow"), in_city),
    "place in state": (q.place(state="RUS"), in_state),
    "duration": (q.duration >= 3, three_days),
    "two terms": (q.date.since(2016) & (q.visitor == "PAK"), two_terms),
    "four terms": (
        q.done
        & q.date.since(2016)
        & q.visitor(state="PAK", sector="military")
        & q.host(state="RUS"),
        four_terms,
    ),
    "either of two": (q.date.since(2016) | (q.status == "planned"), either_term),
}
ARMS_TRANSFERS: Questions = {
    "amount at least": (q.delivered >= 4, delivered),
    "amount": (q.ordered == 12, ordered),
    "delivered during": (q.date.during(2018), some_delivered_in),
    "designation contains": (q.designation.contains("Mi-1"), of_type),
    "supplier": (q.supplier == "RUS", of_supplier),
}
