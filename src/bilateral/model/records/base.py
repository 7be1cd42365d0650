"""What every record has: id, date, status, participants, places and the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import ClassVar, cast

import attrs

from bilateral.dates.given import to_moment
from bilateral.dates.relations import ANY_DAY, ANY_TIME, Span, hull
from bilateral.dates.when import Moment, When
from bilateral.errors import BilateralError, RecordError
from bilateral.layout import cut, terminal_width
from bilateral.model.constructors import Constructed, part_of
from bilateral.model.evidence import Citation, Claim, Stance, check_text
from bilateral.model.fields import (
    WORDING,
    as_tuple,
    check_field,
    check_plain,
    claimable,
    fields_of,
    words_of,
)
from bilateral.model.ids import check_slug
from bilateral.model.records.participants import Participant, Place, Role
from bilateral.model.records.paths import Path, is_path, own_of, reached
from bilateral.model.records.portable import Portable
from bilateral.model.records.roles import by_roles, say_roles
from bilateral.model.rivals import Heard, best_of, rival_values
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.quantities import Quantity

__all__ = [
    "Event",
    "Link",
    "LinkType",
    "Participant",
    "Place",
    "Record",
    "Role",
    "Status",
]


class Status(Vocabulary):
    """Whether the source says that it happened, or how far it got."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    AGREED = "agreed"
    DISCUSSED = "discussed"
    DESIRED = "desired"
    CONSIDERED = "considered"
    CANCELLED = "cancelled"
    DENIED = "denied"

    @classmethod
    def _meant(cls) -> Mapping[str, str]:
        return {
            "done": "occurred",
            "happened": "occurred",
            "took place": "occurred",
            "held": "occurred",
            "signed": "occurred",
            "called off": "cancelled",
            "scheduled": "planned",
        }


class LinkType(Vocabulary):
    """How a record relates to another."""

    PART_OF = "part of"
    OUTCOME_OF = "outcome of"
    FOLLOWS = "follows"
    SAME_AS = "same as"
    MAY_BE_SAME_AS = "may be same as"
    SUCCEEDS = "succeeds"


@attrs.frozen
class Link(metaclass=Constructed):
    """A relation of the record that has it to another record.

    Attributes:
        type: How it relates.
        target: Id of the other record.
    """

    written: ClassVar[str] = "Link('part of', 'id-of-the-other')"

    type: LinkType = attrs.field(converter=LinkType)
    target: str

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.target, "target")

    @classmethod
    def of(cls, value: object) -> Link:
        """A link of the values of its fields by their names.

        Raises:
            RecordError: if it is none of these.
        """
        return part_of(cls, value)


@attrs.frozen(kw_only=True, repr=False)
class Record(Portable, metaclass=Constructed):
    """One statement about the world, with the evidence for it.

    Not made itself: make one of its kinds. The date of an
    :class:`~bilateral.model.records.Event` is a moment, that of what is
    :class:`~bilateral.model.records.Lasting` a period, that of an arms transfer a sequence.

    Attributes:
        id: Slug, unique in a dataset and stable over its versions.
        title: What it states, in one short clause.
        date: When, as its own source gives it; None if not stated.
        status: Whether it happened, or how far it got; None if not stated.
        participants: Who takes part. None of a role means that the source names nobody. Those of
            a role may be given by its word instead, with the ids of their states or as they are:
            ``visitor="PAK"``, ``parties=["PAK", "RUS"]``.
        places: Where; none if not stated.
        topics: Slugs of subjects.
        citations: The evidence, at least one.
        links: Relations to other records.
        note: What a coder wants to say of it.
        none: What the thing has not at all, as against what is not stated: roles, ``"places"``,
            ``"topics"`` and fields that hold a word, such as ``"purpose"``.
        when: The spans of days that queries see, one of which is so (derived): what the date,
            rival dates of the best rank, an attested day and a stated duration allow together.
        extent: The one span in which those lie (derived); None if nothing is stated of the date.
        seen: The participants that queries see: with the values that citations claim for them,
            and with whom such a claim adds (derived).
        claimed: Names of the fields, and paths to participants, for which a citation claims
            another value (derived).
        unstated: Roles that someone must take but nobody is stated for (derived).

    Raises:
        RecordError: naming the record and the field that is wrong.
        UnknownNameError: if a word of a closed vocabulary is misspelt.
    """

    kind: ClassVar[str]
    plural: ClassVar[str]
    roles: ClassVar[frozenset[Role]]
    sides: ClassVar[tuple[frozenset[Role], ...]]
    """The parts that each such thing has in the world, stated or not: a visit has a visitor and
    a host, an agreement two parties. A role on no side, such as third party, need not be taken."""
    counted: ClassVar[frozenset[Status] | None] = frozenset({Status.OCCURRED, Status.ONGOING})
    """Statuses in which the thing itself is there: a planned visit is no visit. None where
    a record of any status is one, such as a project that is only considered."""
    _meant: ClassVar[Mapping[str, str]] = {
        "when": "date",
        "place": "places",
        "where": "places",
        "topic": "topics",
        "source": "citations",
        "sources": "citations",
        "evidence": "citations",
        "description": "note",
        "who": "participants",
        "actors": "participants",
    }

    id: str
    title: str
    date: When | None = None
    status: Status | None = attrs.field(default=None, converter=attrs.converters.optional(Status))
    participants: tuple[Participant, ...] = attrs.field(default=(), converter=as_tuple)
    places: tuple[Place, ...] = attrs.field(default=(), converter=as_tuple)
    topics: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(converter=as_tuple)
    links: tuple[Link, ...] = attrs.field(default=(), converter=as_tuple)
    note: str | None = None
    none: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    when: tuple[Span, ...] = attrs.field(init=False, eq=False, repr=False, default=(ANY_TIME,))
    extent: Span | None = attrs.field(init=False, eq=False, repr=False)
    seen: tuple[Participant, ...] = attrs.field(init=False, eq=False, repr=False)
    claimed: frozenset[str] = attrs.field(init=False, eq=False, repr=False, default=frozenset())
    unstated: frozenset[Role] = attrs.field(init=False, eq=False, repr=False)

    @classmethod
    def _otherwise(cls, named: Mapping[str, object]) -> dict[str, object] | None:
        return by_roles(cls, named)

    def __attrs_post_init__(self) -> None:
        kind = type(self)
        if not hasattr(kind, "kind"):
            raise RecordError("a record of no kind", expected="one of the kinds, such as Visit")
        check_slug(self.id, "id")
        given = self.participants
        try:
            check_plain(self, self.id)
        except RecordError as error:
            say_roles(kind, given, error)
            raise
        check_text(self.title, "title", self.id)
        if not self.citations:
            raise RecordError(
                "a record without evidence",
                record=self.id,
                field="citations",
                expected="at least one citation",
            )
        roles = tuple([participant.role for participant in self.participants])
        if not self.roles.issuperset(roles):
            raise RecordError(
                f"a role that {'an' if self.kind[0] in 'aeiou' else 'a'} {self.kind} does not have",
                record=self.id,
                field="participants.role",
                found=next(role.value for role in roles if role not in self.roles),
                expected=f"one of {', '.join(sorted(self.roles))}",
            )
        for topic in self.topics:
            check_slug(topic, "topics", self.id)
        keep = object.__setattr__
        keep(self, "seen", self.participants)
        for citation in self.citations:
            if citation.claims:
                self._check_claims()
                roles = tuple([participant.role for participant in self.seen])
                break
        unstated = _unstated(kind, roles)
        if self.none:
            self._check_none()
            unstated -= {role for role in Role if role.value in self.none}
        keep(self, "unstated", unstated)
        when = self._dated()
        keep(self, "when", when)
        # Of most the first look tells that they are not open.
        is_open = when[0].start_min == -inf and when[0] in _OPEN
        keep(self, "extent", None if is_open else when[0] if len(when) == 1 else hull(when))

    def _check_none(self) -> None:
        """Refuse to have no such of what is there, or of what cannot be lacking."""
        taken = {participant.role.value for participant in self.seen}
        can_be = {*(role.value for role in self.roles), "places", "topics", *words_of(type(self))}
        for name in self.none:
            if name not in can_be:
                error = unknown_name(f"thing that a {self.kind} can be without", name, can_be)
                raise error.at(record=self.id, field="none")
            if name in taken or (name not in set(Role) and getattr(self, name)):
                raise RecordError(
                    "none, though it is stated", record=self.id, field="none", found=name
                )

    def _check_claims(self) -> None:
        """Refuse claims for what is not there; those for participants get their canonical path."""
        citations = tuple([self._checked(citation) for citation in self.citations])
        object.__setattr__(self, "citations", citations)
        claimed = frozenset([claim.field for c in citations for claim in c.claims])
        object.__setattr__(self, "claimed", claimed)
        paths = sorted(filter(is_path, claimed))
        if paths:
            object.__setattr__(self, "seen", self._seen(paths))

    def _checked(self, citation: Citation) -> Citation:
        claims = []
        for claim in citation.claims:
            self.read(claim)
            path = self._path(claim.field) if is_path(claim.field) else claim.field
            claims.append(claim if path == claim.field else attrs.evolve(claim, field=path))
        changed = any(new is not old for new, old in zip(claims, citation.claims, strict=True))
        return attrs.evolve(citation, claims=claims) if changed else citation

    def _path(self, field: str) -> str:
        """The canonical form of a path to a participant."""
        return str(Path.of(field).within(self.roles, self.participants))

    def _seen(self, paths: Iterable[str]) -> tuple[Participant, ...]:
        """The participants with what is claimed of them; last those whom only claims name."""
        claimed: dict[str, dict[str, tuple[object, ...]]] = {}
        for path in paths:
            label, _, attribute = path.rpartition(".")
            claimed.setdefault(label, {})[attribute] = self.values(path)
        found = [
            participant.seen_as(claimed.pop(label)) if label in claimed else participant
            for participant, label in zip(
                self.participants, reached(self.participants), strict=True
            )
        ]
        made = [(role, values) for role, values in claimed.items() if any(values.values())]
        return (*found, *(Participant(role=Role(role)).seen_as(values) for role, values in made))

    def _dated(self) -> tuple[Span, ...]:
        """The spans of the date, one of which is so."""
        if "date" not in self.claimed and self.date is not None:
            return self.date.spans
        return self.spans("date")

    def spans(self, field: str) -> tuple[Span, ...]:
        """The spans that queries see in a date field, one of which is so.

        Args:
            field: Name of a field of this kind that holds a date.

        Returns:
            The spans of each of its values; a boundless one if the field is not stated.

        Raises:
            UnknownNameError: if the kind has no such field.
        """
        found = [
            span for value in self.values(field) if isinstance(value, When) for span in value.spans
        ]
        if found:
            return tuple(dict.fromkeys(found))
        moment = issubclass(fields_of(type(self))[field].type, Moment)
        return (ANY_DAY,) if moment else (ANY_TIME,)

    def __repr__(self) -> str:
        dates = (value.words() for value in self.values("date") if isinstance(value, When))
        facts = [", or ".join(dates), self.status or ""]
        head = f"<{type(self).__name__} {', '.join(filter(None, (self.id, *facts)))}: "
        title = cut(self.title, max(terminal_width() - len(head) - 1, 20))
        return f"{head}{title}>"

    def values(self, field: str) -> tuple[object, ...]:
        """The values of a field that a query sees, the record's own first.

        Citations may carry claims: other values for a field. Seen are those of the best rank. A
        claim that refines takes the place of an own value that contains it. Any other one that
        neither contains nor lies within what is then the own value stands beside it, whatever its
        stance, unless it casts doubt. The own value has the best rank of the citations that
        assert or corroborate it without a claim for it. Title and note are the record's: claims
        for them are other wordings, which :meth:`claims` gives.

        Args:
            field: Name of a field of this kind of record, or a path to an attribute of a
                participant, such as ``"host.person"`` or ``"party[PAK].office"``.

        Returns:
            The distinct values; empty if the field is not stated.

        Raises:
            RecordError: if a path leads to several participants.
            UnknownNameError: if the kind has no such field.
        """
        field = self._named(field)
        own = self.own(field)
        if field not in self.claimed or field in WORDING:  # no rivals
            return () if own is None else (own,)
        supporters = [
            citation.rank
            for citation in self.citations
            if citation.stance in (Stance.ASSERTS, Stance.CORROBORATES)
            and all(claim.field != field for claim in citation.claims)
        ]
        claims = [Heard(value, c.stance, c.rank) for c, value in self.claims(field)]
        return rival_values(own, best_of(supporters), claims)

    def own(self, field: str) -> object:
        """The record's own value of a field, or of a path to an attribute of a participant.

        Args:
            field: Name of the field, or a path.

        Returns:
            The value as the record has it; None if it is not stated.

        Raises:
            RecordError: if a path leads to several participants.
            UnknownNameError: if the kind has no such field.
        """
        field = self._named(field)
        return own_of(self.participants, field) if is_path(field) else getattr(self, field)

    def _named(self, field: str) -> str:
        return self._path(field) if is_path(field) else check_field(type(self), field)

    def claims(self, field: str) -> Iterator[tuple[Citation, object]]:
        """Every claim for a field, as its citation and the value read.

        Args:
            field: Name of a field of this kind of record, or a path to an attribute of a
                participant.

        Yields:
            Pairs of the citation and the value of the field's own type.

        Raises:
            RecordError: if a path leads to several participants.
            UnknownNameError: if the kind has no such field.
        """
        field = self._named(field)
        for citation in self.citations:
            for claim in citation.claims:
                if claim.field == field:
                    yield citation, self.read(claim)

    def read(self, claim: Claim) -> object:
        """The value of a claim, in the type of its field.

        Raises:
            RecordError: if the kind has no such field to claim, or the value is none for it.
        """
        kind = claimable(type(self)).get(claim.field)
        try:
            if is_path(claim.field):
                path = Path.of(claim.field).within(self.roles, self.participants)
                return path.read(claim.value)
            if kind is None:
                raise unknown_name("field", claim.field, claimable(type(self)), listed=True)
            if issubclass(kind, When):
                return kind(claim.value, claim.printed)
            if kind is Quantity:
                return Quantity(claim.value, self._unit_of(claim), claim.printed)
            return kind(claim.value) if issubclass(kind, Vocabulary) else claim.value
        except BilateralError as error:
            raise RecordError(
                f"wrong claim ({error.problem})",
                record=self.id,
                field=f"citations.claims.{claim.field}",
                found=error.found if kind is None else claim.value,
                expected=error.expected,
                near=error.near,
            ) from error

    def _unit_of(self, claim: Claim) -> str | None:
        """The unit of a claimed amount: that of the own value where the claim names none."""
        if claim.unit is not None:
            return claim.unit or None
        own = getattr(self, claim.field)
        return None if own is None else cast("Quantity", own).unit


@attrs.frozen(kw_only=True, repr=False)
class Event(Record):
    """A record of something that happened, or was to happen, on some day."""

    date: Moment | None = attrs.field(default=None, converter=to_moment)


_OPEN = (ANY_TIME, ANY_DAY)
_UNSTATED: dict[tuple[type[Record], tuple[Role, ...]], frozenset[Role]] = {}


def _unstated(kind: type[Record], roles: tuple[Role, ...]) -> frozenset[Role]:
    """Roles of the sides of a kind that are not filled."""
    found = _UNSTATED.get((kind, roles))
    if found is None:
        found = frozenset()
        for side in kind.sides:
            if sum(role in side for role in roles) < kind.sides.count(side):
                found |= side
        if len(_UNSTATED) < _MOST_UNSTATED:
            _UNSTATED[kind, roles] = found
    return found


_MOST_UNSTATED = 4096  # the combinations of roles are few; a hostile file shall not fill memory
