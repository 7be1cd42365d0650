"""Who takes part: states, organizations, offices and persons, and pairs of states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar, TypeAlias

import attrs

from bilateral.dates.given import Given, to_period
from bilateral.dates.when import Period
from bilateral.errors import RecordError
from bilateral.model.constructors import Constructed, as_made
from bilateral.model.evidence import check_text
from bilateral.model.fields import as_tuple, check_plain
from bilateral.model.ids import check_slug
from bilateral.model.vocabulary import Vocabulary

__all__ = [
    "ACTOR_KINDS",
    "Actor",
    "AnyActor",
    "DirectedDyad",
    "Dyad",
    "Office",
    "Organization",
    "OrganizationForm",
    "Person",
    "Sector",
    "State",
    "sector_of_rank",
]


class Sector(Vocabulary):
    """The part of public life that an office or body belongs to.

    The office gives the sector: a general who serves as defence minister holds an office of the
    sector ``defence``. ``military`` is the armed forces themselves, ``defence`` their civil
    direction, ``security`` the advice and coordination of national security, ``intelligence``
    the services.
    """

    EXECUTIVE = "executive"
    DIPLOMATIC = "diplomatic"
    DEFENCE = "defence"
    MILITARY = "military"
    SECURITY = "security"
    INTELLIGENCE = "intelligence"
    POLICE = "police"
    LEGISLATIVE = "legislative"
    JUDICIAL = "judicial"
    ECONOMIC = "economic"
    SUBNATIONAL = "subnational"
    PARTY = "party"
    BUSINESS = "business"
    RELIGIOUS = "religious"
    ACADEMIC = "academic"
    MEDIA = "media"
    CIVIL_SOCIETY = "civil society"
    INTERGOVERNMENTAL = "intergovernmental"
    INSURGENT = "insurgent"

    @classmethod
    def _meant(cls) -> Mapping[str, str]:
        return {
            "army": "military",
            "armed forces": "military",
            "foreign affairs": "diplomatic",
            "government": "executive",
            "parliament": "legislative",
            "political": "executive",
        }


class OrganizationForm(Vocabulary):
    """What sort of organization it is."""

    INTERGOVERNMENTAL = "intergovernmental"
    ALLIANCE = "alliance"
    GOVERNMENT_BODY = "government body"
    SUBNATIONAL = "subnational"
    COMPANY = "company"
    ARMED_GROUP = "armed group"
    NONGOVERNMENTAL = "nongovernmental"
    GROUP = "group"

    @property
    def is_stateless(self) -> bool:
        """Whether such a body acts for no state, unless its entry names one."""
        return self.value in ("intergovernmental", "alliance", "armed group")


def _life(value: Period | Given | None) -> Period | None:
    return to_period(value, "life")


@attrs.frozen(kw_only=True, repr=False)
class Actor(metaclass=Constructed):
    """Someone or something that takes part in relations between states.

    Make a :class:`State`, :class:`Organization`, :class:`Office` or :class:`Person`.

    Attributes:
        id: Slug, unique in a dataset; of a state its ISO 3166-1 alpha-3 code.
        name: Common name in English.
        names: Other names and spellings.
        note: What a user must know.
    """

    kind: ClassVar[str]
    _meant: ClassVar[Mapping[str, str]] = {
        "aliases": "names",
        "country": "state",
        "nationality": "state",
        "type": "form",
        "description": "note",
    }

    id: str
    name: str
    names: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        if type(self) is Actor:
            raise RecordError(
                "an actor of no kind", expected="a State, Organization, Office or Person"
            )
        check_plain(self, self.id)
        check_slug(self.id, "id")
        check_text(self.name, "name", self.id)

    def __repr__(self) -> str:
        return as_made(self)


@attrs.frozen(kw_only=True, repr=False)
class State(Actor):
    """A state, with its life and lineage.

    Attributes:
        life: From when to when it exists.
        continues: Ids of the states whose legal personality it carries on, as Russia does that
            of the Soviet Union.

    Example:
        >>> State(id="RUS", name="Russia", life="1991-12-26/..", continues=["SUN"]).continues
        ('SUN',)
    """

    kind: ClassVar[str] = "state"

    life: Period | None = attrs.field(default=None, converter=_life)
    continues: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True, repr=False)
class Organization(Actor):
    """An organization: international, armed, economic, a body of a government.

    Attributes:
        form: What sort of organization.
        state: Id of the state it belongs to, if it belongs to one.
        sector: Sector of a body of a government.
        life: From when to when it exists.
    """

    kind: ClassVar[str] = "organization"

    form: OrganizationForm = attrs.field(converter=OrganizationForm)
    state: str | None = None
    sector: Sector | None = attrs.field(default=None, converter=attrs.converters.optional(Sector))
    life: Period | None = attrs.field(default=None, converter=_life)


@attrs.frozen(kw_only=True, repr=False)
class Office(Actor):
    """A post, whoever holds it; it gives its holder's sector.

    Attributes:
        sector: Sector the post belongs to, if known.
        state: Id of the state it serves.
        organization: Id of the organization it belongs to.
    """

    kind: ClassVar[str] = "office"

    sector: Sector | None = attrs.field(default=None, converter=attrs.converters.optional(Sector))
    state: str | None = None
    organization: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class Person(Actor):
    """A person. Offices and ranks are bound to a time and stand in the records.

    Attributes:
        state: Id of the state of nationality, if known.
    """

    kind: ClassVar[str] = "person"

    state: str | None = None


AnyActor: TypeAlias = State | Organization | Office | Person
ACTOR_KINDS: dict[str, type[AnyActor]] = {
    kind.kind: kind for kind in (State, Organization, Office, Person)
}


@attrs.frozen(init=False)
class Dyad:
    """Two states, in no order: ``Dyad("RUS", "PAK") == Dyad("PAK", "RUS")``.

    Raises:
        RecordError: if both are the same or one is no state id.
    """

    first: str
    second: str

    def __init__(self, one: str, other: str) -> None:
        _check_pair(one, other)
        self.__attrs_init__(*sorted((one, other)))


@attrs.frozen
class DirectedDyad:
    """Two states with a direction: visitor to host, supplier to recipient.

    Raises:
        RecordError: if both are the same or one is no state id.
    """

    initiator: str
    target: str

    def __attrs_post_init__(self) -> None:
        _check_pair(self.initiator, self.target)

    @property
    def dyad(self) -> Dyad:
        """The pair without its direction."""
        return Dyad(self.initiator, self.target)


def _check_pair(one: str, other: str) -> None:
    check_slug(one, "initiator")
    check_slug(other, "target")
    if one == other:
        raise RecordError("a dyad needs two states", found=one)


# Ranks that only armed forces give. Words such as "General" inside the title of an office
# (Attorney General, Secretary-General) are no rank, so whole titles are compared.
_MILITARY_RANKS = frozenset(
    """
    field marshal|marshal|general of the army|general|colonel general|lieutenant general|
    lt general|lt gen|major general|maj general|maj gen|brigadier general|brigadier|gen|col gen|
    colonel|lieutenant colonel|lt colonel|lt col|major|captain|lieutenant|admiral of the fleet|
    admiral|vice admiral|rear admiral|commodore|air chief marshal|air marshal|air vice marshal|
    air commodore|group captain|wing commander|squadron leader|flight lieutenant
    """.replace("\n", "")
    .replace("  ", "")
    .split("|")
)


def sector_of_rank(rank: str | None) -> Sector | None:
    """The sector that a rank speaks for, or None if it is not known to speak for any.

    Args:
        rank: A rank as printed; "(retd)" and punctuation do not matter.

    Example:
        >>> sector_of_rank("Lt-General"), sector_of_rank("Attorney General")
        (<Sector.MILITARY: 'military'>, None)
    """
    return None if rank is None else _sector_of_rank(rank)


@lru_cache(maxsize=1024)
def _sector_of_rank(rank: str) -> Sector | None:
    plain = rank.casefold().replace("(retd)", " ").replace("(retired)", " ")
    words = plain.replace("-", " ").replace(".", " ").split()
    return Sector.MILITARY if " ".join(words) in _MILITARY_RANKS else None
