"""Who takes part in a record, and where it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import attrs

from bilateral.errors import RecordError
from bilateral.model.actors import Sector, sector_of_rank
from bilateral.model.constructors import Constructed, as_made, part_of
from bilateral.model.evidence import check_text
from bilateral.model.fields import as_tuple, check_plain
from bilateral.model.ids import check_slug, slug
from bilateral.model.vocabulary import Vocabulary

__all__ = ["NO_STATE", "Participant", "Place", "Role", "acting_for"]

NO_STATE = "none"
"""In the place of the id of a state: that there is none."""


class Role(Vocabulary):
    """The part that someone takes in a record.

    Visitor, supplier, member and holder are initiators; host, recipient, body and toward are
    targets; a party is both, since its part has no direction; the others are neither.
    """

    VISITOR = "visitor"
    HOST = "host"
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    MEMBER = "member"
    BODY = "body"
    HOLDER = "holder"
    TOWARD = "toward"
    PARTY = "party"
    SPONSOR = "sponsor"
    ORGANIZER = "organizer"
    THIRD_PARTY = "third party"

    @classmethod
    def _meant(cls) -> Mapping[str, str]:
        return {
            "participant": "party",
            "partner": "party",
            "guest": "visitor",
            "seller": "supplier",
            "exporter": "supplier",
            "buyer": "recipient",
            "importer": "recipient",
        }

    @classmethod
    def meant(cls, word: str) -> Role | None:
        """The role that people call by another word, such as "guest"; None if there is none."""
        found = cls._meant().get(word)
        return None if found is None else cls(found)

    @property
    def is_initiator(self) -> bool:
        """Whether it is the side from which the relation goes out."""
        return self in _INITIATORS

    @property
    def is_target(self) -> bool:
        """Whether it is the side to which the relation goes."""
        return self in _TARGETS


_INITIATORS = frozenset({Role.VISITOR, Role.SUPPLIER, Role.MEMBER, Role.HOLDER, Role.PARTY})
_TARGETS = frozenset({Role.HOST, Role.RECIPIENT, Role.BODY, Role.TOWARD, Role.PARTY})


def _ids(value: object) -> object:
    """One id, several or none as a tuple; what is no such is left for the check to refuse."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else as_tuple(value)


def _check_states(states: object, field: str) -> None:
    """Refuse what is no text; a name, with blanks in it too, is for the dataset to read."""
    if not isinstance(states, tuple):
        raise RecordError("wrong value", field=field, found=states, expected="an id, or several")
    for state in states:
        if not isinstance(state, str) or not state.strip():
            expected = "the id or name of a state; words as printed go in name="
            raise RecordError("wrong value", field=field, found=state, expected=expected)
    if len(states) > 1 and len(set(states)) < len(states):
        raise RecordError("one state twice", field=field, found=", ".join(states))


def _check_named(value: object, field: str) -> None:
    try:
        check_slug(value, f"participants.{field}")
    except RecordError as error:
        if field != "key":
            what = f"{'a' if field == 'person' else 'an'} {field.capitalize()}"
            error.expected = (
                f"the id of {what} among the actors, such as {slug(str(value))!r}; "
                "words as printed go in name="
            )
        raise


@attrs.frozen(repr=False)
class Place(metaclass=Constructed):
    """A place, as exactly as the source gives it.

    Attributes:
        name: Common English name of a city or site, or None if only the state is known.
        states: Ids of the states, in one of which it lies; none if that is not known. Given as
            ``state``, one id or several. In place of an id may stand a name, which a dataset
            reads.
        printed: The place as the source prints it, where that differs.
        state: Id of the state, if it is only one (derived).
    """

    written: ClassVar[str] = "Place('Delhi', state='IND')"
    _meant: ClassVar[Mapping[str, str]] = {"city": "name", "country": "state"}

    name: str | None = None
    states: tuple[str, ...] = attrs.field(default=(), converter=_ids, alias="state")
    printed: str | None = None
    state: str | None = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        _check_states(self.states, "places.state")
        if self.name is None and not self.states:
            raise RecordError("an empty place", field="places", expected="a name or a state")
        if self.name is not None:
            check_text(self.name, "places.name")
        object.__setattr__(self, "state", self.states[0] if len(self.states) == 1 else None)

    def __repr__(self) -> str:
        return as_made(self)

    @classmethod
    def of(cls, value: object) -> Place:
        """A place of its name, or of the values of its fields by their names.

        Raises:
            RecordError: if it is neither.
        """
        return part_of(cls, value, "name")


_AS_PRINTED = "name='...' for words as printed, or {0}='id-of-the-{0}' for one of the actors"


@attrs.frozen(kw_only=True, repr=False)
class Participant(metaclass=Constructed):
    """Someone's part in a record, as far as the source states it; what it does not is None.

    Person, office, rank and sector are four things. The office (or the body someone acts for)
    gives the ``sector``; the rank belongs to the person and gives ``rank_sector``. Where the two
    differ, a question about the sector is answered "possible".

    Attributes:
        role: The part taken.
        states: Ids of the states, one of which is acted for; none if that is not known. Given as
            ``state``, one id or several. In place of an id may stand a name, which a dataset
            reads: :class:`bilateral.Dataset` says how.
        person: Id of the person; None if unnamed.
        office: Id of the office held at the time.
        organization: Id of the organization that acts or is acted for.
        rank: The person's rank at the time, as printed.
        sector: Sector of the office or body.
        name: The participant as the source prints it, such as "a business delegation".
        none: ``["state"]`` of whoever acts for no state, as an international organization does;
            with states beside it, of whoever acts for one of them or for none, as a land under
            another's rule may.
        key: Word by which claims of citations tell it from others of its role.
        state: Id of the state acted for, if it is only one (derived).
        rank_sector: Sector that the rank speaks for (derived).
        rivals: Attributes other than the state for which sources give several values, one of
            which is so; the attribute itself is then None (derived, of those that
            ``Record.seen`` has).

    Raises:
        RecordError: naming the field that is wrong.
        UnknownNameError: if the role or sector is misspelt.

    Example:
        >>> adviser = Participant(role="visitor", rank="Lt-General", sector="security")
        >>> adviser.sector, adviser.rank_sector
        (<Sector.SECURITY: 'security'>, <Sector.MILITARY: 'military'>)
        >>> congo = Participant(role="host", state=["COD", "COG"], name="Congo")
        >>> congo.states, congo.state
        (('COD', 'COG'), None)
        >>> congo
        Participant(role='host', state=['COD', 'COG'], name='Congo')
    """

    written: ClassVar[str] = "Participant(role='host', state='JPN')"
    _meant: ClassVar[Mapping[str, str]] = {
        "country": "state",
        "actor": "state",
        "nationality": "state",
        "printed": "name",
        **dict.fromkeys(("title", "position", "office_name", "job"), _AS_PRINTED.format("office")),
        **dict.fromkeys(("person_name", "names", "who"), _AS_PRINTED.format("person")),
    }

    role: Role = attrs.field(converter=Role)
    states: tuple[str, ...] = attrs.field(default=(), converter=_ids, alias="state")
    person: str | None = None
    office: str | None = None
    organization: str | None = None
    rank: str | None = None
    sector: Sector | None = attrs.field(default=None, converter=attrs.converters.optional(Sector))
    name: str | None = None
    none: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    key: str | None = None
    state: str | None = attrs.field(init=False, eq=False, repr=False)
    rank_sector: Sector | None = attrs.field(init=False, eq=False, repr=False)
    rivals: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(
        init=False, repr=False, default=()
    )

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        _check_states(self.states, "participants.state")
        if self.none and self.none != ("state",):
            raise _not_none(self.none)
        known = len(self.states) == 1 and not self.none
        object.__setattr__(self, "state", self.states[0] if known else None)
        if self.person is not None:
            _check_named(self.person, "person")
        if self.office is not None:
            _check_named(self.office, "office")
        if self.organization is not None:
            _check_named(self.organization, "organization")
        if self.key is not None:
            _check_named(self.key, "key")
        if self.rank is not None:
            check_text(self.rank, "participants.rank")
        if self.name is not None:
            check_text(self.name, "participants.name")
        object.__setattr__(self, "rank_sector", sector_of_rank(self.rank))

    def __repr__(self) -> str:
        return as_made(self)

    @classmethod
    def of(cls, value: object) -> Participant:
        """A participant of the values of its fields by their names.

        Raises:
            RecordError: if it is none of these; a state alone says nothing of its role.
        """
        return part_of(cls, value)

    @property
    def is_stateless(self) -> bool:
        """Whether it is stated to act for no state."""
        return bool(self.none) and not self.states

    @property
    def is_named(self) -> bool:
        """Whether some source names the person or organization."""
        return bool(self.known("person") or self.known("organization"))

    @property
    def rank_sectors(self) -> tuple[Sector, ...]:
        """The sectors that the rank may speak for."""
        found = (sector_of_rank(rank) for rank in self.known("rank"))
        return tuple(dict.fromkeys(sector for sector in found if sector is not None))

    def known(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute, one of which is so; empty if it is not stated.

        Args:
            attribute: Such as ``"person"``.
        """
        if attribute == "state":
            return self.states
        value = getattr(self, attribute)
        if value is not None:
            return (value,)
        return dict(self.rivals).get(attribute, ()) if self.rivals else ()

    def seen_as(self, values: Mapping[str, Sequence[object]]) -> Participant:
        """The participant with other values of some attributes, one of each of which is so.

        Args:
            values: Values by attribute; of a state, ids or several of them.
        """
        plain: dict[str, object] = {}
        rivals: dict[str, tuple[str, ...]] = {}
        for name, seen in sorted(values.items()):
            if name == "state":
                if self.is_stateless:
                    raise _not_none(self.none)
                plain |= acting_for(_flat(seen))
            elif len(seen) < 2:
                plain[name] = seen[0] if seen else None
            elif name == "name":  # other wordings are no rivals
                plain[name] = self.name or seen[0]
            else:
                plain[name], rivals[name] = None, tuple(map(str, seen))
        made = attrs.evolve(self, **plain)  # type: ignore[arg-type]
        object.__setattr__(made, "rivals", tuple(rivals.items()))
        return made


def acting_for(states: Iterable[str]) -> dict[str, object]:
    """The facts of whoever acts for one of some states, or for none where that is among them.

    Args:
        states: Ids of states; :data:`NO_STATE` for none.

    Example:
        >>> acting_for(["NLD", "none"])
        {'state': ('NLD',), 'none': ('state',)}
    """
    found = dict.fromkeys(states)
    known = tuple(state for state in found if state != NO_STATE)
    return {"state": known, "none": ("state",) if NO_STATE in found else ()}


def _not_none(names: tuple[str, ...]) -> RecordError:
    return RecordError(
        "what cannot be none",
        field="participants.none",
        found=", ".join(names),
        expected="'state', of a participant without one",
    )


def _flat(states: Iterable[object]) -> Iterable[str]:
    for item in states:
        if isinstance(item, str):
            yield item
        elif isinstance(item, tuple):
            yield from item
