"""Datasets in terms of each other: the part some sources state, the union, the difference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from bilateral.collection.contents import Contents
from bilateral.errors import BilateralError, FaultsError, RecordError
from bilateral.model.actors import Actor
from bilateral.model.evidence import Citation, Claim, Source, Stance
from bilateral.model.fields import claimable, fields_of
from bilateral.model.records import AnyRecord, Record
from bilateral.quantities import Quantity

__all__ = ["Change", "Difference", "difference", "merged", "restricted"]

D = TypeVar("D", bound=Contents)
T = TypeVar("T", bound=Actor | Source)


# -- the part that some sources state --------------------------------------------------------


def restricted(dataset: D, sources: set[str]) -> D:
    """The dataset as some sources alone would give it; see ``Dataset.from_sources``."""
    kept = [new for record in dataset.records if (new := _as_stated(record, sources))]
    ids = {record.id for record in kept}
    records = [
        attrs.evolve(record, links=[link for link in record.links if link.target in ids])
        for record in kept
    ]
    cited = [source for source in dataset.sources if source.id in sources]
    named = _named_by(dataset, records)
    return attrs.evolve(
        dataset,
        records=records,
        sources=cited,
        actors=[actor for actor in dataset.actors if actor.id in named],
        info=attrs.evolve(
            dataset.info,
            coverage=[item for item in dataset.info.coverage if item.source in sources],
            groups=[group for group in dataset.info.groups if set(group.sources) <= sources],
        ),
    )


def _as_stated(record: AnyRecord, sources: set[str]) -> AnyRecord | None:
    citations = [citation for citation in record.citations if citation.source in sources]
    if any(c.stance in (Stance.ASSERTS, Stance.CORROBORATES) for c in citations):
        return attrs.evolve(record, citations=citations)
    values: dict[str, object] = {}
    for index, citation in enumerate(citations):
        if citation.stance is not Stance.CASTS_DOUBT:
            own = {c.field: record.read(c) for c in citation.claims if c.field not in values}
            values |= own
            rest = [claim for claim in citation.claims if claim.field not in own]
            citations[index] = attrs.evolve(citation, claims=rest)
    if not values and all(c.stance is not Stance.REFINES for c in citations):
        return None
    return attrs.evolve(record, citations=citations, **values)  # type: ignore[arg-type]


def _named_by(dataset: Contents, records: Iterable[Record]) -> set[str]:
    """Ids of the actors that records name, and of those that these name in turn."""
    named: set[str] = set()
    for record in records:
        named |= {place.state for place in record.places if place.state}
        for participant in record.participants:
            ids = (participant.state, participant.person, participant.office)
            named |= {name for name in (*ids, participant.organization) if name}
    for actor in dataset.actors:
        if actor.id in named:
            own = (getattr(actor, "state", None), getattr(actor, "organization", None))
            named |= {name for name in (*own, *getattr(actor, "continues", ())) if name}
    return named


# -- union -----------------------------------------------------------------------------------


def merged(one: D, other: Contents) -> D:
    """Both datasets as one; see ``Dataset.merge``."""
    faults: list[BilateralError] = []
    records = {record.id: record for record in one.records}
    for record in other.records:
        try:
            mine = records.get(record.id)
            records[record.id] = record if mine is None else _joined(mine, record)
        except BilateralError as error:
            faults.append(error)
    actors = _united("actor", one.actors, other.actors, faults)
    sources = _united("source", one.sources, other.sources, faults)
    if faults:
        raise FaultsError("the datasets cannot be merged", faults)
    info = attrs.evolve(
        one.info,
        coverage=tuple(dict.fromkeys(one.info.coverage + other.info.coverage)),
        groups=tuple(dict.fromkeys(one.info.groups + other.info.groups)),
    )
    return attrs.evolve(
        one, records=tuple(records.values()), actors=actors, sources=sources, info=info
    )


def _united(
    what: str, ours: tuple[T, ...], theirs: tuple[T, ...], faults: list[BilateralError]
) -> tuple[T, ...]:
    table = {item.id: item for item in ours}
    for item in theirs:
        if table.setdefault(item.id, item) != item:
            problem = f"both have a {what} of this id, not the same"
            faults.append(RecordError(problem, field="id", found=item.id))
    return tuple(table.values())


def _joined(mine: AnyRecord, theirs: AnyRecord) -> AnyRecord:
    """One record of both, with their values as claims of their citations where they differ."""
    if mine == theirs:
        return mine
    if type(mine) is not type(theirs):
        raise RecordError("both have this record, of two kinds", record=mine.id, field="kind")
    claims: list[Claim] = []
    values: dict[str, Any] = {}
    for name, field in fields_of(type(mine)).items():
        own, new = getattr(mine, name), getattr(theirs, name)
        if own == new or name in ("id", "citations") or new in (None, ()):
            continue
        if own in (None, ()):
            values[name] = new
        elif field.many and name in ("links", "topics"):
            values[name] = tuple(dict.fromkeys(own + new))
        elif name in claimable(type(mine)) and name != "title":
            claims.append(Claim(name, _claim_text(new), getattr(new, "printed", None)))
        else:
            raise RecordError(
                "both have this record, not the same", record=mine.id, field=name, found=new
            )
    added = [
        _contradicting(citation, claims) if citation.stance is Stance.ASSERTS else citation
        for citation in theirs.citations
    ]
    if claims and all(citation in mine.citations for citation in theirs.citations):
        raise RecordError(
            "the same citations are read in two ways",
            record=mine.id,
            field=claims[0].field,
            found=claims[0].value,
        )
    citations = tuple(dict.fromkeys((*mine.citations, *added)))
    return attrs.evolve(mine, citations=citations, **values)


def _contradicting(citation: Citation, claims: list[Claim]) -> Citation:
    if not claims:
        return citation
    return attrs.evolve(citation, stance=Stance.CONTRADICTS, claims=(*citation.claims, *claims))


def _claim_text(value: object) -> str:
    return value.amount if isinstance(value, Quantity) else str(value)


# -- difference ------------------------------------------------------------------------------


@attrs.frozen
class Change:
    """One field of a record that two datasets give otherwise.

    Attributes:
        record: Id of the record.
        field: Name of the field.
        old: Value in the first dataset.
        new: Value in the second.
    """

    record: str
    field: str
    old: object
    new: object


@attrs.frozen
class Difference:
    """What a second dataset adds to a first, lacks and has otherwise.

    Attributes:
        added: Records that only the second has.
        removed: Records that only the first has.
        changed: Fields of records of both that differ.
    """

    added: tuple[AnyRecord, ...]
    removed: tuple[AnyRecord, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def difference(one: Contents, other: Contents) -> Difference:
    """What the other dataset adds, lacks and has otherwise; see ``Dataset.diff``."""
    ours = {record.id: record for record in one.records}
    theirs = {record.id: record for record in other.records}
    changed: list[Change] = []
    for name, old in ours.items():
        new = theirs.get(name, old)
        if type(new) is not type(old):
            changed.append(Change(name, "kind", old.kind, new.kind))
            continue
        changed += [
            Change(name, field, getattr(old, field), getattr(new, field))
            for field in fields_of(type(old))
            if getattr(old, field) != getattr(new, field)
        ]
    return Difference(
        tuple(record for name, record in theirs.items() if name not in ours),
        tuple(record for name, record in ours.items() if name not in theirs),
        tuple(changed),
    )
