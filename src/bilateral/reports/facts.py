"""What the page knows of each record: plain values, and answers of the library that it looks up.

The page asks of kind, status, actor and definiteness only what was answered here, and looks the
answer up; of years it compares the days that are given with each record.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Any, TypeAlias

import attrs

from bilateral.collection.answers import Answers
from bilateral.collection.asked import Asked
from bilateral.collection.cells import cells_of
from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.display import dates_text
from bilateral.collection.selection import Selection
from bilateral.dates.relations import Span
from bilateral.errors import BilateralError
from bilateral.model.evidence import Citation, Source, Stance
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Participant, Place, Record, Role, Status
from bilateral.query import Predicate, q, split
from bilateral.query.participation import NO_STATE
from bilateral.query.predicates import INITIATORS, TARGETS
from bilateral.query.roles import RoleField
from bilateral.states import registry

__all__ = ["Page", "facts_of"]

Plain: TypeAlias = dict[str, Any]  # what JSON holds
Sides: TypeAlias = list[list[int]]
"""The places of the records that surely match, and of those that may, as steps: each place but
the first as what it is beyond the one before, so that numbers stay small."""

_BASE = frozenset(fields_of(Record))
_ACTORS = 300
"""So many of those named most often can be chosen on the page."""


@attrs.frozen
class Page:
    """What a page is made of.

    Attributes:
        data: The records with the actors and sources that they name.
        possible: Ids of the records that only may match what was asked for.
        why: Why, by id.
        remarks: What is remarked on the question.
    """

    data: Contents
    possible: frozenset[str] = frozenset()
    why: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Answers[Any]) -> Page:  # of whatever records
        """The page of a dataset, a selection or a table.

        Raises:
            BilateralError: if it is none of these.
        """
        if isinstance(asked, Dataset):
            return cls(asked)
        if isinstance(asked, Selection):
            sure = frozenset(asked.ids)
            data = asked._lookup().holding((*asked.definite, *asked.possible))
        elif callable(read := getattr(asked, "to_dataset", None)):
            sure, data = frozenset(asked.ids), read("both")
        else:
            raise BilateralError(
                "a report", found=asked, expected="a dataset, a selection or a table"
            )
        maybe = [record.id for record in data.records if record.id not in sure]
        return cls(data, frozenset(maybe), {one: asked.why(one) for one in maybe}, asked.remarks)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that its records cite, in the order of the dataset."""
        used = {citation.source for record in self.data for citation in record.citations}
        return tuple(source for source in self.data.sources if source.id in used)


def facts_of(page: Page) -> Plain:
    """All that the page is given, as JSON holds it.

    Args:
        page: What it is made of.
    """
    records, cast = page.data.records, page.data.cast
    sources = {source.id: place for place, source in enumerate(page.sources)}
    present = {str(status) for record in records for status in record.values("status")}

    def sides(predicate: Predicate) -> Sides:
        places = {record.id: place for place, record in enumerate(records)}
        surely, maybe = split(predicate, records, cast)
        return [_steps([places[record.id] for record in side]) for side in (surely, maybe)]

    statuses = [str(status) for status in Status if str(status) in present]
    return {
        "kinds": {name: kind.plural.replace("_", " ") for name, kind in KINDS.items()},
        "stances": [str(stance) for stance in Stance],
        "statuses": [
            {"name": "done", "sides": sides(q.done)},
            *({"name": name, "sides": sides(q.status == name)} for name in statuses),
        ],
        "actors": [
            {"name": name, "sides": sides(RoleField(frozenset(Role))(**conditions))}
            for name, conditions in _actors(page.data)
        ],
        "sources": [{"id": source.id, "text": _in_short(source)} for source in page.sources],
        "names": _names(page.data),
        "records": [_record(record, page, sources) for record in records],
    }


def _steps(places: list[int]) -> list[int]:
    ordered = sorted(places)
    return [one - before for before, one in zip([0, *ordered], ordered, strict=False)]


def _in_short(source: Source) -> str:
    named = source.publisher or ", ".join(source.authors)
    year = f", {source.published}" if source.published else ""
    return f"{named}: {source.title}{year}" if named else f"{source.title}{year}"


def _actors(data: Contents) -> list[tuple[str, Plain]]:
    """The states, organizations and persons named most often, by name, with how to ask for them."""
    times: dict[tuple[str, str], int] = {}
    for record in data.records:
        for participant in record.seen:
            known = data.cast.states(participant, record) or ()
            named = [("state", state) for state in known if state != NO_STATE]
            for what in ("organization", "person"):
                named += [(what, actor) for actor in participant.known(what)]
            for actor in dict.fromkeys(named):
                times[actor] = times.get(actor, 0) + 1
    most = sorted(times, key=lambda actor: (-times[actor], actor))[:_ACTORS]
    asked_for = [(_name(data, actor), {what: actor}) for what, actor in most]
    return sorted(asked_for, key=lambda pair: pair[0].casefold())


def _name(data: Contents, actor: str) -> str:
    if actor in data._actors_by_id:
        return data.actor(actor).name
    public = registry().get(actor)
    return public.name if public else actor


def _names(data: Contents) -> dict[str, str]:
    """The names of the states between which something passes."""
    pairs = {word for record in data.records for one in _pairs(record, data) for word in one[:2]}
    return {word: _name(data, word) for word in sorted(pairs)}


# -- a record --------------------------------------------------------------------------------------


def _record(record: Record, page: Page, sources: dict[str, int]) -> Plain:
    """One record; what is not stated is left out, so that ten thousand are no great file."""
    data = page.data
    found: Plain = {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "date": dates_text(record),
        "status": " | ".join(map(str, record.values("status"))),
        "when": [_days(span) for span in record.when],
        "who": [_participant(participant, data) for participant in record.seen],
        "pairs": _pairs(record, data),
        "citations": [_citation(record, citation, sources) for citation in record.citations],
        "places": [_place(place, data) for place in record.places],
        "topics": list(record.topics),
        "note": record.note,
        "fields": [
            [name.replace("_", " "), " | ".join(map(str, values))]
            for name in fields_of(type(record))
            if name not in _BASE and (values := record.values(name))
        ],
        "links": [[str(link.type), link.target] for link in record.links],
        "possible": record.id in page.possible,
        "why": list(page.why.get(record.id, ())),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [], False)}


def _days(span: Span) -> Any:  # a number, or a list of them
    """The bounds of start and end; one number for one day, null for no bound."""
    bounds = [span.start_min, span.start_max, span.end_min, span.end_max]
    found: list[Any] = [None if bound in (-inf, inf) else int(bound) for bound in bounds]
    if span.members:
        return [*found, [[int(day) for day in member] for member in span.members]]
    if span.is_sequence:
        return [*found, True]
    return found[0] if len(set(bounds)) == 1 else found


def _participant(participant: Participant, data: Contents) -> list[str]:
    """The role and the words for someone: rank and name, offices and bodies, states."""
    name = " or ".join(_name(data, one) for one in participant.known("person")) or participant.name
    person = " ".join(filter(None, (participant.rank, name)))
    offices = [*participant.known("office"), *participant.known("organization")]
    whole = ", ".join(filter(None, (person, *(_name(data, one) for one in offices))))
    states = " or ".join(_name(data, state) for state in participant.states)
    text = f"{whole} ({states})" if whole and states else whole or states or "not named"
    return [str(participant.role), text]


def _place(place: Place, data: Contents) -> str:
    states = " or ".join(_name(data, state) for state in place.states)
    return ", ".join(filter(None, (place.name, states)))


def _pairs(record: Record, data: Contents) -> list[list[Any]]:
    """From whom to whom it goes, and whether it surely does; those not stated are left out."""
    if not record.roles & INITIATORS or not record.roles & TARGETS:
        return []
    found = cells_of(record, ("initiator", "target"), Asked.of(q.anything, data.cast))
    return [
        [*cell, int(surely)]
        for cell, surely in found.items()
        if all(isinstance(word, str) for word in cell) and cell[0] != cell[1]
    ]


def _citation(record: Record, citation: Citation, sources: dict[str, int]) -> Plain:
    found: Plain = {
        "source": sources[citation.source],
        "at": None if citation.locator is None else str(citation.locator),
        "stance": list(Stance).index(citation.stance) or None,
        "mode": None if citation.mode is None else str(citation.mode),
        "rank": str(citation.rank) if citation.rank != "normal" else None,
        "says": [_claim(record, claim.field, claim.value, claim.unit) for claim in citation.claims],
        "of": citation.attributed_to,
        "note": " ".join(filter(None, (_quoted(citation.quote), citation.note))) or None,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _quoted(words: str | None) -> str | None:
    return None if words is None else f"“{words}”"


def _claim(record: Record, field: str, value: str, unit: str | None) -> list[str]:
    own: Iterable[object] = () if "." in field else (getattr(record, field, None),)
    of = unit or next((u for one in own if (u := getattr(one, "unit", None))), None)
    return [field, f"{value} {of}" if of else value]
