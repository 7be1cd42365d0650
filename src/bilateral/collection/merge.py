"""Datasets in terms of each other: the part some sources state, the union, the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import attrs

from bilateral.collection.alignment import aligned
from bilateral.collection.contents import Contents
from bilateral.collection.info import DatasetInfo
from bilateral.collection.statements import STATES, joined_statements, spoken_for
from bilateral.collection.union import (
    united_actors,
    united_info,
    united_parts,
    united_sources,
    united_tuple,
)
from bilateral.errors import BilateralError, FaultsError, RecordError
from bilateral.model.actors import AnyActor, Office, Organization, Sector
from bilateral.model.evidence import Claim, Source, Stance
from bilateral.model.fields import WORDING, claimable, fields_of
from bilateral.model.records import AnyRecord, Participant, Record, Role
from bilateral.model.records.paths import AnyOf, is_path, reached, restated
from bilateral.model.rivals import same_value
from bilateral.query.participation import Cast

__all__ = ["Change", "Difference", "difference", "merged", "restricted"]

D = TypeVar("D", bound=Contents)
T = TypeVar("T", AnyRecord, AnyActor, Source)


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
    """The record as some sources give it: what they claim, where none of them states its own."""
    citations = [citation for citation in record.citations if citation.source in sources]
    sure = [citation for citation in citations if citation.stance is not Stance.CASTS_DOUBT]
    values: dict[str, object] = {}
    for citation in sorted(sure, key=lambda c: c.stance not in STATES):
        for claim in citation.claims:
            if not spoken_for(claim.field, citations):
                values.setdefault(claim.field, record.read(claim))
    stating = any(citation.stance in STATES for citation in citations)
    if not stating and not values and all(c.stance is not Stance.REFINES for c in citations):
        return None

    def is_own(claim: Claim) -> bool:
        return claim.field in values and same_value(record.read(claim), values[claim.field])

    kept = [
        citation
        if citation.stance is Stance.CASTS_DOUBT
        else attrs.evolve(citation, claims=[c for c in citation.claims if not is_own(c)])
        for citation in citations
    ]
    return _with_own(record, values, citations=kept)


def _with_own(record: AnyRecord, values: Mapping[str, Any], **changes: Any) -> AnyRecord:
    """The record with other own values of fields and of paths to participants."""
    fields = {name: value for name, value in values.items() if not is_path(name)}
    paths = {name: value for name, value in values.items() if is_path(name)}
    if paths:
        changes["participants"] = restated(record.participants, paths)
    return attrs.evolve(record, **changes, **fields)


def _named_by(dataset: Contents, records: Iterable[Record]) -> set[str]:
    """Ids of the actors that records name, and of those that these name in turn."""
    named: set[str] = set()
    for record in records:
        named |= {state for place in record.places for state in place.states}
        for participant in record.participants:
            ids = (*participant.states, participant.person, participant.office)
            named |= {name for name in (*ids, participant.organization) if name}
        for path in filter(is_path, record.claimed):
            for _, value in record.claims(path):
                named |= set(value if isinstance(value, AnyOf) else (str(value),))
    for actor in dataset.actors:
        if actor.id in named:
            own = (getattr(actor, "state", None), getattr(actor, "organization", None))
            named |= {name for name in (*own, *getattr(actor, "continues", ())) if name}
    return named


# -- union -----------------------------------------------------------------------------------


def merged(one: D, other: Contents) -> D:
    """Both datasets as one; see ``Dataset.merge``."""
    faults: list[BilateralError] = []
    actors = _united(one.actors, other.actors, united_actors, faults)
    lacking = {actor.id for side in (one, other) for actor in side.actors if _lacks_sector(actor)}
    sectors = {
        actor.id: actor.sector
        for actor in actors
        if isinstance(actor, (Office, Organization)) and actor.id in lacking and actor.sector
    }
    ours, theirs = (
        tuple([_with_sectors(r, sectors) for r in side.records]) if sectors else side.records
        for side in (one, other)
    )
    records = _united(ours, theirs, partial(_joined, casts=(one.cast, other.cast)), faults)
    sources = _united(one.sources, other.sources, united_sources, faults)
    if faults:
        raise FaultsError("the datasets cannot be merged", faults)
    return attrs.evolve(
        one,
        records=records,
        actors=actors,
        sources=sources,
        info=united_info(one.info, other.info),
    )


def _lacks_sector(actor: AnyActor) -> bool:
    return isinstance(actor, (Office, Organization)) and actor.sector is None


def _with_sectors(record: AnyRecord, sectors: Mapping[str, Sector]) -> AnyRecord:
    """The record with the sectors that offices and bodies give, which one dataset had not."""
    given = tuple(
        attrs.evolve(part, sector=sectors[giver])
        if part.sector is None and (giver := part.office or part.organization or "") in sectors
        else part
        for part in record.participants
    )
    return record if given == record.participants else attrs.evolve(record, participants=given)


def _united(
    ours: tuple[T, ...],
    theirs: tuple[T, ...],
    join: Callable[[T, T], T],
    faults: list[BilateralError],
) -> tuple[T, ...]:
    for items in (ours, theirs):
        for name, number in Counter(item.id for item in items).items():
            if number > 1:
                problem = f"an id that {number} of one dataset have"
                faults.append(RecordError(problem, record=name, field="id"))
    table = {item.id: item for item in ours}
    for item in theirs:
        mine = table.get(item.id, item)
        try:
            table[item.id] = item if mine == item else join(mine, item)
        except BilateralError as error:
            faults.append(error)
    return tuple(table.values())


def _joined(mine: AnyRecord, theirs: AnyRecord, casts: tuple[Cast, Cast]) -> AnyRecord:
    """One record of both, with the values of each where they differ as claims of its citations.

    What no claim can express is united: how many took part, places, topics, links, whole numbers.
    Such a thing, and a title or note, of which one account says nothing is taken over from the
    other.
    """
    if type(mine) is not type(theirs):
        raise RecordError("both have this record, of two kinds", record=mine.id, field="kind")
    _refuse_coded((mine, theirs), casts)
    mine, theirs = _with_states(*aligned(mine, theirs), casts)
    told, citations = joined_statements(mine, theirs)
    values: dict[str, Any] = dict(told)
    for name in fields_of(type(mine)):
        own, new = getattr(mine, name), getattr(theirs, name)
        if own == new or name in ("id", "citations", "participants") or new in (None, ()):
            continue
        if name in claimable(type(mine)) and (name not in WORDING or own is not None):
            continue
        if own in (None, ()):
            values[name] = new
        elif name in ("links", "topics", "none"):
            values[name] = united_tuple(own, new)
        elif name == "places" and (both := united_parts(own, new)) is not None:
            values[name] = both
        else:
            raise _not_the_same(mine, name, new)
    lacking = [name for name in values.get("none", mine.none) if _has(mine, theirs, name)]
    if lacking:  # one has what the other has none of, for which there is no claim
        raise _not_the_same(mine, "none", lacking)
    return _with_own(mine, values, citations=citations)


def _with_states(
    mine: AnyRecord, theirs: AnyRecord, casts: tuple[Cast, Cast]
) -> tuple[AnyRecord, AnyRecord]:
    """Both accounts, in which a state that an actor's entry gives is stated where they differ.

    A stated state goes before that of an entry, so that one account would silence the other.

    Args:
        mine: A record.
        theirs: The same by another account, aligned with it.
        casts: What each account knows of actors.
    """
    given: tuple[list[Participant], list[Participant]] = ([], [])
    labels = reached(mine.participants)
    for index, pair in enumerate(zip(mine.participants, theirs.participants, strict=True)):
        seen = [record.seen[index] for record in (mine, theirs)]
        known = [
            cast.states(part, record) or ()
            for cast, part, record in zip(casts, seen, (mine, theirs), strict=True)
        ]
        one, other = map(set, known)
        differ = labels[index] is not None and one and other and not (one <= other or other <= one)
        for side, part in enumerate(pair):
            lacks = differ and not seen[side].states
            given[side].append(attrs.evolve(part, state=known[side]) if lacks else part)
    if given == (list(mine.participants), list(theirs.participants)):
        return mine, theirs
    return attrs.evolve(mine, participants=given[0]), attrs.evolve(theirs, participants=given[1])


def _refuse_coded(records: tuple[AnyRecord, AnyRecord], casts: tuple[Cast, Cast]) -> None:
    """Refuse what one account has of a field that a source of the other coded and found none of.

    There is no claim for having none; taken over silently, what the other says would be certain.
    """
    for number, (record, cast) in enumerate(zip(records, casts, strict=True)):
        other = records[1 - number]
        for name in cast.nones(record):
            if name not in record.none and _has(other, other, name):
                coders = cast.coders_of(record, name)
                raise RecordError(
                    "one dataset states what a source of the other coded and found none of",
                    record=record.id,
                    field=name,
                    found=f"none, by {' and '.join(map(repr, coders))}",
                    expected="the value in both, or a source that does not list it in `coded`",
                )


def _has(mine: AnyRecord, theirs: AnyRecord, name: str) -> bool:
    """Whether one of two accounts states a field, or someone in a role."""
    if name in {role.value for role in Role}:
        return any(p.role.value == name for record in (mine, theirs) for p in record.seen)
    return any(
        getattr(record, name) not in (None, ()) or name in record.claimed
        for record in (mine, theirs)
    )


def _not_the_same(mine: AnyRecord, field: str, found: object) -> RecordError:
    return RecordError(
        "both have this record, not the same",
        record=mine.id,
        field=field,
        found=found,
        expected="the same, or no more and no less exactly",
    )


# -- difference ------------------------------------------------------------------------------


@attrs.frozen
class Change:
    """What two datasets give otherwise of one thing.

    Attributes:
        id: Id of the record, actor or source; the name of the dataset where it is of the info.
        field: Name of the field; ``"actor"`` or ``"source"`` where only one dataset has it.
        old: Value in the first dataset, None if it has none.
        new: Value in the second.
    """

    id: str
    field: str
    old: object
    new: object

    @property
    def record(self) -> str:
        """Id of the record."""
        return self.id

    @property
    def sort(self) -> str:
        """``"added"`` or ``"removed"`` if only one dataset has the thing, else ``"changed"``."""
        if self.field not in ("actor", "source"):
            return "changed"
        return "added" if self.old is None else "removed"


_FIRST = 5  # ids of each list that the printed form names


@attrs.frozen(repr=False)
class Difference:
    """What a second dataset adds to a first, lacks and has otherwise.

    Printed, it says how much differs and names the first of each; the attributes have all.

    Attributes:
        added: Records that only the second has.
        removed: Records that only the first has.
        changed: Fields of records of both that differ.
        actors: Actors that only one has, and fields of those of both that differ.
        sources: The same of sources.
        info: Fields of the info that differ.
    """

    added: tuple[AnyRecord, ...]
    removed: tuple[AnyRecord, ...]
    changed: tuple[Change, ...]
    actors: tuple[Change, ...] = ()
    sources: tuple[Change, ...] = ()
    info: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        records = self.added or self.removed or self.changed
        return bool(records or self.actors or self.sources or self.info)

    def in_short(self) -> tuple[str, ...]:
        """How much differs, a line for each sort of thing; none if nothing does.

        Example:
            >>> import bilateral
            >>> data = bilateral.load("pakistan-russia")
            >>> print(*data.diff(bilateral.Dataset(records=data.records[3:])).in_short()[:1])
            records: 3 removed
        """
        if not self:
            return ()
        lines = [_counted("records", self.added, self.removed, {one.id for one in self.changed})]
        for what, changes in (("actors", self.actors), ("sources", self.sources)):
            if changes:
                sorts = ("added", "removed", "changed")
                lines.append(
                    _counted(what, *({c.id for c in changes if c.sort == one} for one in sorts))
                )
        return (*lines, _counted("info", (), (), self.info)) if self.info else tuple(lines)

    def __repr__(self) -> str:
        if not self:
            return "no difference"
        named = (
            ("added", [record.id for record in self.added]),
            ("removed", [record.id for record in self.removed]),
            ("changed", list(dict.fromkeys(f"{one.id}: {one.field}" for one in self.changed))),
        )
        first, *rest = self.in_short()
        return "\n".join([first, *(line for one in named for line in _first_of(*one)), *rest])


def _counted(what: str, *things: Collection[object]) -> str:
    """How many things were added, removed and changed."""
    words = ("added", "removed", "changed")
    said = [f"{len(held):,} {word}" for held, word in zip(things, words, strict=True) if held]
    return f"{what}: {', '.join(said) or 'none changed'}"


def _first_of(what: str, names: Sequence[str]) -> Iterator[str]:
    """The first names of a list, a line each, and how many more there are."""
    yield from (f"  {what} {name}" for name in names[:_FIRST])
    if len(names) > _FIRST:
        yield f"  ... and {len(names) - _FIRST:,} more {what}"


def difference(one: Contents, other: Contents) -> Difference:
    """What the other dataset adds, lacks and has otherwise; see ``Dataset.diff``."""
    ours = {record.id: record for record in one.records}
    theirs = {record.id: record for record in other.records}
    return Difference(
        added=tuple(record for name, record in theirs.items() if name not in ours),
        removed=tuple(record for name, record in ours.items() if name not in theirs),
        changed=tuple(
            change
            for name, old in ours.items()
            if name in theirs
            for change in _changes(name, old, theirs[name])
        ),
        actors=tuple(_changes_of_items("actor", one.actors, other.actors)),
        sources=tuple(_changes_of_items("source", one.sources, other.sources)),
        info=tuple(_changes(one.info.name, one.info, other.info)),
    )


def _changes_of_items(
    what: str, ours: Iterable[AnyActor | Source], theirs: Iterable[AnyActor | Source]
) -> Iterator[Change]:
    old, new = ({item.id: item for item in items} for items in (ours, theirs))
    for name in united_tuple(old, new):
        if name in old and name in new:
            yield from _changes(name, old[name], new[name])
        else:
            yield Change(name, what, old.get(name), new.get(name))


def _changes(
    ident: str,
    old: AnyRecord | AnyActor | Source | DatasetInfo,
    new: AnyRecord | AnyActor | Source | DatasetInfo,
) -> Iterator[Change]:
    if type(new) is not type(old):
        yield Change(ident, "kind", getattr(old, "kind", None), getattr(new, "kind", None))
        return
    for field in fields_of(type(old)):
        if getattr(old, field) != getattr(new, field):
            yield Change(ident, field, getattr(old, field), getattr(new, field))
