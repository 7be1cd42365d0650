"""A few made-up records, and series, for panels of few rows."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

import bilateral
from bilateral import Agreement, Citation, Dataset, Participant, Source, Visit
from bilateral.model.actors import Organization, Person
from bilateral.model.records import AnyRecord, Membership
from bilateral.panels import Panel

CITED: dict[str, Any] = {"citations": [Citation(source="s")]}
SOURCE = Source(id="s", title="A list of visits")
YEARS = "2010/2016"
PAK, RUS, IND, USA = 770, 365, 750, 2


def visit(ident: str, who: str, host: str | None, date: str | None, **more: Any) -> Visit:
    hosts = [Participant(role="host", state=host)] if host else []
    parts = [Participant(role="visitor", state=who), *hosts]
    fields: dict[str, Any] = {"status": "occurred", "title": "It", "participants": parts} | more
    return Visit(id=ident, date=date, **fields, **CITED)


def member(ident: str, state: str, date: str, topics: tuple[str, ...], **more: Any) -> Membership:
    parts = [Participant(role="member", state=state), Participant(role="body", organization="a")]
    none = () if topics else ("topics",)
    return Membership(
        id=ident, title="It", date=date, participants=parts, topics=topics, none=none,
        **({"status": "occurred"} | more), **CITED,
    )  # fmt: skip


def treaty(ident: str, one: str, other: str, in_force: str) -> Agreement:
    parts = [Participant(role="party", state=state) for state in (one, other)]
    return Agreement(
        id=ident, title="It", date="2010", in_force=in_force, status="occurred",
        participants=parts, **CITED,
    )  # fmt: skip


def dataset(*records: AnyRecord) -> Dataset:
    actors = [Organization(id="a", name="An alliance", form="alliance"), Person(id="p", name="P")]
    return Dataset(records=records, actors=actors, sources=[SOURCE])


def directed(years: tuple[int, int] = (2010, 2016), **how: Any) -> Panel:
    """A panel of three states."""
    pairs = [(a, b) for a in (PAK, RUS, IND) for b in (PAK, RUS, IND) if a != b]
    return bilateral.panel(years=years, **({"pairs": pairs} | how))


def table(panel: Panel) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = panel.to("arrow").to_pylist()
    return rows


POWER = pa.table(
    {
        "ccode": [PAK, PAK, PAK, RUS, RUS, IND, 999],
        "year": [2010, 2011, 2013, 2010, 2011, 2010, 2010],
        "cinc": [1.0, 2.0, 4.0, 10.0, -9.0, 5.0, 7.0],
    }
)
