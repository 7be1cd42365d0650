"""Names of states that are written where ids belong: the ids that they surely mean.

Who writes records by hand writes ``state="Morocco"``. As in a research file, a name means what bore
it on the date of the record: "Russia" in 1986 is the Soviet Union. Whatever may be one of several
states stays as it is written, for ``validate`` and every question to refuse with the candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import attrs

from bilateral.collection.names import own_labels
from bilateral.dates.relations import Span, hull
from bilateral.dates.when import as_span
from bilateral.errors import BilateralError, StateNameError
from bilateral.model.actors import AnyActor, Organization, State
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Citation, Claim
from bilateral.model.records import AnyRecord
from bilateral.model.records.participants import NO_STATE
from bilateral.model.records.paths import Path, is_path
from bilateral.states import id_meant, public_organizations, state_ids, state_named
from bilateral.states.tables import folded

__all__ = ["Settlement", "unsettled", "words_of_actors", "words_of_coverage", "words_of_records"]

Meaning: TypeAlias = Callable[[str], str]
"""Gives for each word of a record the id that it means, or the word itself."""


def words_of_records(records: Iterable[AnyRecord]) -> set[str]:
    """What records have for the ids of states: ids, and perhaps names."""
    words: set[str] = set()
    for record in records:
        for participant in record.participants:
            words.update(participant.states)
        for place in record.places:
            words.update(place.states)
        if record.claimed:
            words.update(word for claim in _claims(record) for word in _claimed(claim))
    return words


def words_of_actors(actors: Iterable[AnyActor]) -> set[str]:
    """The same of the entries of actors."""
    return {word for actor in actors for word in _words_of_actor(actor)}


def words_of_coverage(coverage: Iterable[Coverage]) -> set[str]:
    """The same of what sources are complete for, where an actor may be no state as well."""
    return {actor for one in coverage for actor in one.actors}


def unsettled(words: Iterable[str], actors: Iterable[AnyActor]) -> frozenset[str]:
    """Those of some words that are the id of no actor, of a dataset or of the registry.

    Args:
        words: The words.
        actors: The actors of the dataset.
    """
    rest = frozenset(words) - {actor.id for actor in actors}
    for known in (state_ids, public_organizations):  # of which the second is seldom needed
        if rest:
            rest -= frozenset(known())
    return rest


class Settlement:
    """What the names of states in a dataset mean.

    Args:
        words: The words that are no ids, as of :func:`unsettled`.
        actors: The actors of the dataset, by whose names its own states are found first.
    """

    def __init__(self, words: frozenset[str], actors: Sequence[AnyActor]) -> None:
        self._words = words
        self._own: dict[str, str | None] = {}
        for actor in actors:
            for name in own_labels(actor) if isinstance(actor, State) else ():
                one = self._own.setdefault(folded(name), actor.id)
                self._own[folded(name)] = one if one == actor.id else None
        self._known: dict[tuple[str, Span | None], str] = {}

    def record(self, record: AnyRecord) -> AnyRecord:
        """A record with ids for the names that surely mean one state on its date."""

        def meant(word: str) -> str:
            return self._of(word, record.extent)

        words = words_of_records([record])
        if self._words.isdisjoint(words) or all(meant(word) == word for word in words):
            return record
        changes: dict[str, object] = {
            part: [
                attrs.evolve(one, state=_each(one.states, meant))
                if not self._words.isdisjoint(one.states)
                else one
                for one in getattr(record, part)
            ]
            for part in ("participants", "places")
        }
        if record.claimed:
            keys = {participant.key for participant in record.participants}
            changes["citations"] = [_reclaimed(one, keys, meant) for one in record.citations]
        try:
            return attrs.evolve(record, **changes)  # type: ignore[arg-type]
        except BilateralError:  # such as two parties that turn out to be one
            return record

    def actor(self, actor: AnyActor) -> AnyActor:
        """An actor with ids for such names; without a life they mean what bears them today."""
        if self._words.isdisjoint(_words_of_actor(actor)):
            return actor
        if isinstance(actor, State):
            return attrs.evolve(actor, continues=_each(actor.continues, self._today))
        life = actor.life if isinstance(actor, Organization) else None
        on = None if life is None else hull(life.spans)
        state = self._today(actor.state or "") if on is None else self._of(actor.state or "", on)
        return attrs.evolve(actor, state=state)

    def coverage(self, coverage: Coverage) -> Coverage:
        """What a source is complete for, with ids for such names."""
        if self._words.isdisjoint(coverage.actors):
            return coverage
        on = None if coverage.period is None else as_span(coverage.period)
        meant = self._today if on is None else lambda word: self._of(word, on)
        return attrs.evolve(coverage, actors=_each(coverage.actors, meant))

    def _of(self, word: str, on: Span | None) -> str:
        """The id that a word means on a date, or the word."""
        if word not in self._words:
            return word
        if (word, on) not in self._known:
            self._known[word, on] = self._named(word) or id_meant(word, on) or word
        return self._known[word, on]

    def _today(self, word: str) -> str:
        if word not in self._words:
            return word
        if own := self._named(word):
            return own
        try:
            return state_named(word)
        except StateNameError:
            return word

    def _named(self, word: str) -> str | None:
        """The one state of the dataset that bears a name which is not the registry's for it."""
        return self._own.get(folded(word))


def _each(words: Iterable[str], meant: Meaning) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(meant, words)))


def _words_of_actor(actor: AnyActor) -> tuple[str, ...]:
    if isinstance(actor, State):
        return actor.continues
    return (actor.state,) if actor.state is not None else ()


def _claims(record: AnyRecord) -> Iterable[Claim]:
    return (claim for citation in record.citations for claim in citation.claims)


def _claimed(claim: Claim) -> Sequence[str]:
    """The ids of states that a claim gives; none if it is one for something else."""
    if not (is_path(claim.field) and claim.field.endswith(".state")):
        return ()
    return [word for part in claim.value.split(",") if (word := part.strip()) != NO_STATE]


def _reclaimed(citation: Citation, keys: set[str | None], meant: Meaning) -> Citation:
    """A citation whose claims are for the same participants, and of ids."""
    claims = []
    for claim in citation.claims:
        changes = {}
        if is_path(claim.field):
            path = Path.of(claim.field)
            if path.key is not None and path.key not in keys:
                changes["field"] = str(attrs.evolve(path, key=meant(path.key)))
            if words := _claimed(claim):
                changes["value"] = ", ".join(_each(words, meant))
        claims.append(attrs.evolve(claim, **changes))
    return attrs.evolve(citation, claims=claims) if citation.claims else citation
