"""Made-up records that are not kind: no two alike, with rivals, gaps, places and citations."""

from __future__ import annotations

import random
from datetime import date, timedelta

from bilateral import ArmsTransfer, Citation, Participant, Place, Visit
from bilateral.model.actors import Office
from bilateral.model.evidence import Claim, Source
from bilateral.model.records import Link
from bilateral.quantities import Quantity
from bilateral.query.participation import Cast

STATES = ("PAK", "RUS", "IND", "CHN", "USA", "AFG", "IRN", "TUR")
SEVERAL = (("COD", "COG"), ("PRK", "KOR"), ("IND", "IRN"))
SECTORS = ("executive", "diplomatic", "military", "defence", "security", "business")
STATUSES = ("occurred",) * 14 + ("ongoing", "planned", "discussed", "cancelled", None, None)
CITIES = ("Moscow", "Islamabad", "Kazan", "Lahore", "Beijing", "Ankara", "Delhi", "Kabul")
PURPOSES = ("state", "official", "working", "summit", "military")
OFFICES = {
    f"office-{n}": (state, SECTORS[n % len(SECTORS)])
    for n, state in enumerate(("PAK", "IND", "CHN", "USA", "AFG", "IRN") * 5)
}
"""The state and the sector of each office, for those who state none."""
FIRST = date(1990, 1, 1)
DAYS = 12_000


def offices() -> list[Office]:
    """The offices."""
    return [
        Office(id=name, name=name, state=state, sector=sector)
        for name, (state, sector) in OFFICES.items()
    ]


def sources() -> list[Source]:
    """The sources, one of which coded the topics of all its records."""
    return [
        Source(id=f"source-{n}", title=f"Source {n}", coded=["topics"] if n == 7 else [])
        for n in range(40)
    ]


def cast() -> Cast:
    """The offices and the sources, as they are asked."""
    return Cast({one.id: one for one in offices()}, {one.id: one for one in sources()})


def visits(number: int, seed: int = 1) -> list[Visit]:
    """Visits in no order; of one in twenty the date is not stated, of one in ten the state."""
    rng = random.Random(seed)
    return [_visit(rng, n) for n in range(number)]


def arms_transfers(number: int, seed: int = 2) -> list[ArmsTransfer]:
    """Deliveries in no order, of amounts that are stated, within bounds, or not at all."""
    rng = random.Random(seed)
    return [_delivery(rng, n) for n in range(number)]


def _visit(rng: random.Random, n: int) -> Visit:
    chance = rng.random
    visitors = [_someone(rng, "visitor", n)]
    if chance() < 0.05:
        visitors.append(_someone(rng, "visitor", n + 1))
    hosts = [_someone(rng, "host", n)] if chance() < 0.95 else []
    places = [
        Place(rng.choice(CITIES), rng.choice(STATES) if chance() < 0.8 else None)
        for _ in range(rng.choice((0, 0, 1, 1, 1, 1, 1, 1, 2)))
    ]
    return Visit(
        id=f"visits:{n}",
        title=f"Visit number {n} to {rng.choice(CITIES)}",
        date=_date(rng),
        status=rng.choice(STATUSES),
        participants=(*visitors, *hosts),
        places=places,
        topics=[f"topic-{rng.randrange(20)}" for _ in range(rng.choice((0, 1, 1, 1, 2)))],
        citations=_citations(rng, n, len(visitors)),
        links=[Link("follows", f"visits:{rng.randrange(n)}")] if n and chance() < 0.05 else [],
        purpose=rng.choice((*PURPOSES, *PURPOSES, None, None)),
        duration=Quantity(rng.choice(("1", "2", "3", "5", "2..4")), "days")
        if chance() < 0.1
        else None,
    )


def _someone(rng: random.Random, role: str, n: int) -> Participant:
    chance = rng.random()
    state: object = rng.choice(STATES)
    office = None
    if chance < 0.04:
        state, office = None, rng.choice(list(OFFICES))
    elif chance < 0.1:
        state = None
    elif chance < 0.12:
        state = rng.choice(SEVERAL)
    return Participant(
        role=role,
        state=state,
        office=office,
        person=f"person-{n}" if rng.random() < 0.7 else None,
        rank=rng.choice(("General", "Colonel")) if rng.random() < 0.2 else None,
        sector=rng.choice(SECTORS) if office is None and rng.random() < 0.7 else None,
        name=f"the delegate {n}" if rng.random() < 0.5 else None,
    )


def _date(rng: random.Random) -> str | None:
    day = FIRST + timedelta(days=rng.randrange(DAYS))
    text = day.isoformat()
    chance = rng.random()
    if chance < 0.05:
        return None
    if chance < 0.65:
        return text
    if chance < 0.8:
        return text[:7]
    if chance < 0.88:
        return text[:4]
    if chance < 0.93:
        return f"{text}/{(day + timedelta(days=rng.randrange(1, 6))).isoformat()}"
    if chance < 0.96:
        return f"{text[:7]}~"
    return f"[{text[:4]},{day.year + 2}]"


def _citations(rng: random.Random, n: int, visitors: int) -> list[Citation]:
    claims = []
    chance = rng.random()
    if chance < 0.02:
        claims = [Claim("date", (FIRST + timedelta(days=rng.randrange(DAYS))).isoformat())]
    elif chance < 0.03:
        claims = [Claim("status", rng.choice(("planned", "occurred")))]
    elif chance < 0.04 and visitors == 1:
        claims = [Claim("visitor.person", f"person-{n + 7}")]
    return [
        Citation(
            source=f"source-{rng.randrange(40)}",
            locator=f"row {n + 1}",
            mode=rng.choice(("fact", "fact", "fact", "attributed", None)),
            claims=claims if not number else [],
        )
        for number in range(rng.choice((1, 1, 1, 2, 3)))
    ]


def _delivery(rng: random.Random, n: int) -> ArmsTransfer:
    def amount() -> Quantity | None:
        low = rng.randrange(1, 40)
        text = rng.choice((str(low), str(low), f"{low}..{low + rng.randrange(1, 9)}", ""))
        return Quantity(text) if text else None

    claims = [Claim("delivered", str(rng.randrange(1, 40)))] if rng.random() < 0.02 else []
    return ArmsTransfer(
        id=f"deliveries:{n}",
        title=f"Delivery number {n}",
        date=_date(rng),
        status=rng.choice(STATUSES),
        participants=[
            Participant(role=role, state=rng.choice((*STATES, *STATES, None)), name=f"buyer {n}")
            for role in ("supplier", "recipient")
        ],
        citations=[Citation(source=f"source-{rng.randrange(40)}", claims=claims)],
        designation=rng.choice((None, f"Mi-{rng.randrange(60)}", f"Su-{rng.randrange(60)}")),
        ordered=amount(),
        delivered=amount(),
    )
