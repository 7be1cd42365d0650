"""What can be wrong across records: every fault, with its record and field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from bilateral.collection.contents import Contents
from bilateral.collection.names import own_labels
from bilateral.collection.union import united_life, united_lineage
from bilateral.dates.relations import Span
from bilateral.errors import BilateralError, RecordError
from bilateral.model.actors import AnyActor, Office, Organization
from bilateral.model.evidence import Stance
from bilateral.model.fields import fields_of
from bilateral.model.records import (
    KINDS,
    AnyRecord,
    ArmsTransfer,
    Lasting,
    LinkType,
    Participant,
    Place,
    Role,
    Status,
)
from bilateral.model.records.participants import NO_STATE
from bilateral.model.records.paths import is_path
from bilateral.model.vocabulary import SLUG, unknown_name
from bilateral.states import ids_meant, public_organizations, registry, state_ids
from bilateral.states.tables import folded

__all__ = ["Names", "faults_of"]

_HAPPENED = (Status.OCCURRED, Status.ONGOING)
_HINTED = 20  # so many unknown ids are told with near ones


def faults_of(dataset: Contents) -> Iterator[BilateralError]:
    """Every fault of a dataset; see ``Dataset.faults``."""
    names = Names(dataset)
    for what, items in (
        ("record", dataset.records),
        ("actor", dataset.actors),
        ("source", dataset.sources),
    ):
        yield from _duplicates(what, [item.id for item in items])
    yield from _actor_faults(dataset, names)
    coding = [source for source in dataset.sources if source.coded]
    codable = _codable() if coding else ()
    for source in coding:
        yield from names.unknown("field", source.coded, codable, source.id, "coded")
    for group in dataset.info.groups:
        yield from names.unknown("source", group.sources, names.sources, None, "groups.sources")
    for item in dataset.info.coverage:
        yield from names.unknown("source", [item.source], names.sources, None, "coverage.source")
        yield from names.unknown("actor", item.actors, names.all_actors, None, "coverage.actors")
        yield from names.unknown("kind", item.kinds, KINDS, None, "coverage.kinds")
    yield from _event_faults(dataset)
    for record in dataset.records:
        yield from _reference_faults(record, names)
        yield from _date_faults(record, names)
        if isinstance(record, Lasting):
            yield from _length_faults(record)


def _codable() -> set[str]:
    """What a source may have coded for all its records: roles and fields of any kind."""
    fields = (name for kind in KINDS.values() for name in fields_of(kind))
    return {*fields, *(role.value for role in Role)}


class Names:
    """The ids that may be referred to, by what they name.

    Args:
        dataset: What has them, beside the registry of states and organizations.
    """

    def __init__(self, dataset: Contents) -> None:
        self.records = {record.id: record for record in dataset.records}
        self.sources = {source.id: source for source in dataset.sources}
        self.actors = {actor.id: actor for actor in dataset.actors}
        of_kind = {
            kind: {actor.id for actor in dataset.actors if actor.kind == kind}
            for kind in ("state", "person", "office", "organization")
        }
        self.states = of_kind["state"] | state_ids()
        self.persons, self.offices = of_kind["person"], of_kind["office"]
        self.organizations = of_kind["organization"] | set(public_organizations())
        self.sound: set[int] = set()  # the participants by themselves, which the dataset keeps
        self.all_actors = self.states | self.organizations | set(self.actors)
        self.cast = dataset.cast
        self._hinted = 0

    def of(self, what: str) -> Collection[str]:
        """The ids of records, sources, states, persons, offices or organizations."""
        known: Collection[str] = getattr(self, f"{what}s")
        return known

    def may_mean_a_state(self, name: str) -> bool:
        """Whether a word is a name that the dataset or the registry has for some state."""
        own = (actor for actor in self.actors.values() if actor.kind == "state")
        called = any(folded(name) == folded(label) for one in own for label in own_labels(one))
        return called or bool(ids_meant(name, None))

    def unknown(
        self,
        what: str,
        given: Iterable[str | None],
        known: Iterable[str],
        record: str | None,
        field: str,
    ) -> Iterator[BilateralError]:
        """A fault for each of the ids given that is not known, the first of them with near ones."""
        for name in given:
            if name is not None and name not in known:
                self._hinted += 1
                # For each among all would take the square of the time.
                hinted = known if self._hinted <= _HINTED else ()
                error = unknown_name(what, name, hinted)
                if what == "state" and hinted:  # rather whom the name means than a like id
                    dated = self.records.get(record or "")
                    on = None if dated is None else dated.extent
                    error.near = ids_meant(name, on) or error.near
                    if not (error.near or SLUG.fullmatch(name)):
                        error.expected = "the id or name of a state; words as printed go in name="
                yield error.at(record=record, field=field)


def _duplicates(what: str, ids: Iterable[str]) -> Iterator[BilateralError]:
    for name, number in Counter(ids).items():
        if number > 1:
            yield RecordError(f"{number} {what}s of one id", field="id", found=name)


def _actor_faults(dataset: Contents, names: Names) -> Iterator[BilateralError]:
    for actor in dataset.actors:
        states = [getattr(actor, "state", None), *getattr(actor, "continues", ())]
        yield from names.unknown("state", states, names.states, actor.id, "state")
        if actor.id in getattr(actor, "continues", ()):
            yield RecordError(
                "a state that continues itself", record=actor.id, field="continues", found=actor.id
            )
        if isinstance(actor, Office):
            given = [actor.organization]
            yield from names.unknown(
                "organization", given, names.organizations, actor.id, "organization"
            )
        yield from _registry_faults(actor)


def _registry_faults(actor: AnyActor) -> Iterator[BilateralError]:
    """What a dataset says otherwise than the registry of an actor that is the registry's."""
    owned = registry().get(actor.id) or public_organizations().get(actor.id)
    if owned is None:
        return
    if actor.kind != owned.kind:
        yield _not_owned("kind", actor.id, "kind", actor.kind, owned.kind)
        return
    for field, what, united in _OWNED:
        own, known = getattr(actor, field, None), getattr(owned, field, None)
        if own and known and united(own, known) is None:
            yield _not_owned(what, actor.id, field, own, known)


_OWNED: tuple[tuple[str, str, Callable[[Any, Any], object]], ...] = (
    ("life", "life", united_life),
    ("continues", "lineage", united_lineage),
)


def _not_owned(what: str, actor: str, field: str, *values: object) -> BilateralError:
    found, expected = (", ".join(v) if isinstance(v, tuple) else str(v) for v in values)
    return RecordError(
        f"another {what} than that of the registry",
        record=actor,
        field=field,
        found=found,
        expected=expected,
    )


def _reference_faults(record: AnyRecord, names: Names) -> Iterator[BilateralError]:
    for index, citation in enumerate(record.citations):
        if citation.source not in names.sources:
            field = f"citations[{index}].source"
            yield from names.unknown("source", [citation.source], names.sources, record.id, field)
    for index, link in enumerate(record.links):
        field = f"links[{index}].target"
        if link.target not in names.records:
            yield from names.unknown("record", [link.target], names.records, record.id, field)
        if link.target == record.id:
            yield RecordError(
                "a link to itself", record=record.id, field=field, found=link.type.value
            )
    for index, place in enumerate(record.places):
        if not names.states.issuperset(place.states):
            field = f"places[{index}].state"
            yield from names.unknown("state", place.states, names.states, record.id, field)
    for index, participant in enumerate(record.participants):
        if id(participant) not in names.sound:  # the same participants come again and again
            faults = list(_participant_faults(record, participant, names, index))
            if not faults:
                names.sound.add(id(participant))
            yield from faults
    keyed = [(p.role, p.key) for p in record.participants if p.key is not None]
    for (_, key), number in Counter(keyed).items() if len(keyed) > 1 else ():
        if number > 1:
            problem = f"{number} participants of one role with one key"
            yield RecordError(problem, record=record.id, field="participants.key", found=key)
    if not record.claimed:  # and so all are seen as they are stated
        return
    for path in sorted(filter(is_path, record.claimed)):
        yield from _claim_faults(record, path, names)
    for index, participant in enumerate(record.seen):
        if participant not in record.participants:
            yield from _sector_faults(record, participant, names, f"seen[{index}]")


def _participant_faults(
    record: AnyRecord, participant: Participant, names: Names, index: int
) -> Iterator[BilateralError]:
    field = f"participants[{index}]"
    if not names.states.issuperset(participant.states):
        states = participant.states
        yield from names.unknown("state", states, names.states, record.id, f"{field}.state")
    for what, name, known in (
        ("person", participant.person, names.persons),
        ("office", participant.office, names.offices),
        ("organization", participant.organization, names.organizations),
    ):
        if name is not None:
            yield from names.unknown(what, [name], known, record.id, f"{field}.{what}")
    yield from _sector_faults(record, participant, names, field)


def _claim_faults(record: AnyRecord, path: str, names: Names) -> Iterator[BilateralError]:
    """Unknown ids in what citations claim of a participant."""
    attribute = path.rpartition(".")[2]
    known = {
        "state": names.states | {NO_STATE},
        "person": names.persons,
        "office": names.offices,
        "organization": names.organizations,
    }
    if attribute in known:
        for _, value in record.claims(path):
            given = value if isinstance(value, tuple) else (str(value),)
            field = f"citations.claims.{path}"
            yield from names.unknown(attribute, given, known[attribute], record.id, field)


def _sector_faults(
    record: AnyRecord, participant: Participant, names: Names, field: str
) -> Iterator[BilateralError]:
    """The office gives the sector, or the body where no office is stated."""
    stated = participant.known("sector")
    if not stated:
        return  # left out is not another
    for name in participant.known("office") or participant.known("organization"):
        giver = names.actors.get(name) or public_organizations().get(name)
        if isinstance(giver, (Office, Organization)) and giver.sector not in stated:
            of_none = f"no sector, as {giver.id!r} has none"
            yield RecordError(
                f"a sector other than that of {giver.id!r}",
                record=record.id,
                field=f"{field}.sector",
                found=" or ".join(stated),
                expected=giver.sector.value if giver.sector else of_none,
            )


def _date_faults(record: AnyRecord, names: Names) -> Iterator[BilateralError]:
    """Dates that cannot be, whatever the uncertain ones turn out to be."""
    date = record.date
    if date is None:
        return
    if record.status in _HAPPENED:
        for citation in record.citations:
            source = names.sources.get(citation.source)
            own = citation.stance is Stance.ASSERTS and not citation.claims
            published = source.published if own and source is not None else None
            if published is not None and date.start_min > published.latest_ordinal:
                yield _impossible(record, f"a date after {citation.source!r} was published", date)
    named: tuple[Participant | Place, ...] = (*record.seen, *record.places)
    for item in named:
        states = item.states
        if states and not names.cast.living(states, record):
            listed = " and ".join(map(repr, states))
            yield _impossible(record, f"a date outside the life of {listed}", date)
    ordered = record.order_date if isinstance(record, ArmsTransfer) else None
    # By bounds, since an order on one of several days is no question to a date.
    if ordered and record.status in _HAPPENED and date.end_max < ordered.start_min:
        yield _impossible(record, "a delivery before the order", date)


def _event_faults(dataset: Contents) -> Iterator[BilateralError]:
    """Records linked as one event that have no day in common, whatever theirs turn out to be."""
    events: dict[str, list[tuple[Span, str]]] = {}
    for record in dataset.records:
        same, extent = dataset.same.get(record.id), record.extent
        if same is not None and extent is not None:
            events.setdefault(same[0], []).append((extent, record.id))
    for found in events.values():
        first, one = min(found, key=lambda dated: dated[0].end_max)
        last, other = max(found, key=lambda dated: dated[0].start_min)
        if first.end_max < last.start_min:
            yield RecordError(
                "one event on days that exclude each other",
                record=one,
                field="links",
                found=f"{LinkType.SAME_AS} {other!r}",
                expected=f"dates that have a day in common, or {LinkType.MAY_BE_SAME_AS!r}",
            )


def _length_faults(record: Lasting) -> Iterator[BilateralError]:
    """An attested day or a duration that no date fits, and rival dates that fit neither."""
    if not record.claimed and record.attested is None and getattr(record, "duration", None) is None:
        return
    spans = record.spans("date")
    values = record.values("date")
    standing = [value for value in values if record.allowed(value)]
    printed = " or ".join(map(str, values))
    if not record.held(spans) and not (standing and any(record.apart())):
        yield RecordError(
            "attested outside its date",
            record=record.id,
            field="attested",
            found=" or ".join(map(str, record.values("attested"))),
            expected=f"a day of {printed}",
        )
    elif not standing and not record.fitting(spans):
        yield RecordError(
            "a duration that the dates do not allow",
            record=record.id,
            field="duration",
            found=" or ".join(map(str, record.values("duration"))),
            expected=f"as many days as {printed} may have",
        )
    else:
        for value in values:
            if value not in standing:
                yield RecordError(
                    "a rival date that no attested day or duration fits",
                    record=record.id,
                    field="date",
                    found=str(value),
                )


def _impossible(record: AnyRecord, problem: str, date: Span) -> BilateralError:
    return RecordError(
        f"an impossible date: {problem}", record=record.id, field="date", found=str(date)
    )
