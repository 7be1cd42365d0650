"""Keys: the words by which records are counted and grouped, and of whom and what they speak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

import attrs

from bilateral.collection.steps import YEAR, Step
from bilateral.errors import RecordError, UnknownNameError, near_names
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Record, Role
from bilateral.model.vocabulary import Vocabulary
from bilateral.query.predicates import INITIATORS, TARGETS

__all__ = [
    "EITHER",
    "KEYS",
    "SIDES",
    "CellKey",
    "Key",
    "NamedKey",
    "Part",
    "as_sides",
    "checked_keys",
    "in_steps",
    "keyed_kinds",
    "part_of",
]

NamedKey: TypeAlias = Literal[
    "kind", "status", "initiator", "target", "place", "topic", "source",
    "month", "person", "office", "organization", "sector",
    "visitor", "host", "supplier", "recipient", "party", "member", "body", "holder", "toward",
]  # fmt: skip
Key: TypeAlias = str
"""A key: "year", "decade" or one of those named; any role; "host.person" and the like; a field."""
CellKey: TypeAlias = Key
"""A key, or "actor", either side, by which panels of states count."""
KEYS: tuple[Key, ...] = (
    "kind", "status", "year", "initiator", "target", "place", "topic", "source",
    "month", "decade", "person", "office", "organization", "sector",
)  # fmt: skip
"""What records of every kind are counted and grouped by."""

SIDES: Mapping[Key, frozenset[Role]] = MappingProxyType(
    {"initiator": INITIATORS, "target": TARGETS}
)
"""The roles of those keys that are states, of every kind."""
_ROLES = {role.name.lower(): frozenset({role}) for role in Role}
EITHER: Mapping[CellKey, frozenset[Role]] = MappingProxyType(
    {**SIDES, "actor": INITIATORS | TARGETS, **_ROLES}
)
"""The same with each role, and with what a panel of states counts by: either side."""
_OF_PEOPLE = ("person", "office", "organization", "sector", "rank", "name")
_STEPS: Mapping[str, Step] = {"decade": Step("decade"), "year": YEAR, "month": Step("month")}

_CALLED: Mapping[Key, str] = MappingProxyType(
    {
        "person": "president presidents leader leaders minister people who individual",
        "name": "president presidents leader leaders minister people who individual names printed",
        "office": "post position ministry job",
        "initiator": "country state nation actor participant dyad pair from sender origin",
        "supplier": "exporter seller from sender origin",
        "target": "country state nation actor participant dyad pair to destination",
        "recipient": "importer buyer receiver to destination",
        "year": "date time when period",
        "month": "date time when period",
        "decade": "time period era",
        "place": "location city where",
        "kind": "type class",
        "designation": "weapon weapons arms",
        "category": "weapon weapons arms",
    }
)
"""What people call a key."""

R = TypeVar("R", bound=Record)


@attrs.frozen
class Part:
    """Of whom a key speaks, and what of them.

    Attributes:
        roles: The roles of those who are meant.
        name: What is asked of each: ``"state"``, for which an organization may stand,
            ``"person"``, ``"office"``, ``"organization"``, ``"sector"``, ``"rank"``, or
            ``"name"`` as printed.
    """

    roles: frozenset[Role]
    name: str = "state"


@lru_cache(maxsize=256)
def part_of(key: CellKey) -> Part | None:
    """Of whom a key speaks; None if of no one.

    Example:
        >>> part_of("host"), part_of("year")
        (Part(roles=frozenset({<Role.HOST: 'host'>}), name='state'), None)
        >>> part_of("person") == part_of("initiator.person")
        True
    """
    if key in EITHER:
        return Part(EITHER[key])
    role, dot, name = key.rpartition(".")
    if name not in _OF_PEOPLE or (dot and role not in EITHER):
        return None
    return Part(EITHER[role] if dot else INITIATORS, name)


def checked_keys(keys: Iterable[str]) -> tuple[Key, ...]:
    """The keys, each once, if all are known.

    Raises:
        UnknownNameError: if one is not.
        RecordError: if they have steps of time of two lengths.
    """
    found = tuple(dict.fromkeys(map(_plain, keys)))
    for key in found:
        if key not in KEYS and not _is_of_some(key, KINDS.values()):
            raise _unknown(key, KINDS.values())
    times = [key for key in found if key in _STEPS]
    if len(times) > 1:
        finest = max(times, key=[*_STEPS].index)
        raise RecordError(
            "one key of time is enough",
            found=", ".join(times),
            expected=f"{finest!r} alone, such as {'2018-04' if finest == 'month' else 2018!r}",
        )
    return found


def _plain(key: Key) -> Key:
    """A key without ``.state`` behind a role, which says no more."""
    role = str(key).removesuffix(".state")
    return role if role in EITHER else key


def in_steps(keys: Iterable[Key]) -> tuple[tuple[Key, ...], Step]:
    """The keys with "year" for any step of time, and how long the step is.

    Example:
        >>> in_steps(["host", "month"])[0], in_steps(["host", "month"])[1].unit
        (('host', 'year'), 'month')
    """
    steps = [_STEPS[key] for key in keys if key in _STEPS]
    return tuple("year" if key in _STEPS else key for key in keys), steps[0] if steps else YEAR


def keyed_kinds(keys: Iterable[CellKey], kinds: Iterable[type[R]]) -> tuple[type[R], ...]:
    """The kinds that have the roles and fields of some keys; what lacks them is not meant.

    Raises:
        UnknownNameError: naming the key, if none has.
    """
    found = tuple(kinds)
    for key in keys:
        having = tuple(kind for kind in found if key in KEYS or _has(kind, key))
        if found and not having:
            raise _unknown(key, found)
        found = having
    return found


def as_sides(keys: Iterable[CellKey], kinds: Collection[type[Record]]) -> tuple[CellKey, ...]:
    """The keys with "initiator" and "target" for roles that are just these of some kinds.

    Example:
        >>> from bilateral import Visit
        >>> as_sides(["host", "year"], [Visit])
        ('target', 'year')
    """
    found = tuple(keys)
    for side, roles in SIDES.items():
        for key in found:
            only = EITHER.get(key)
            if side not in found and only and all(kind.roles & roles == only for kind in kinds):
                found = tuple(side if one == key else one for one in found)
    return found


def _is_of_some(key: str, kinds: Iterable[type]) -> bool:
    return any(_has(kind, key) for kind in kinds)


def _has(kind: type[Record], key: CellKey) -> bool:
    part = part_of(key)
    return key in _words(kind) if part is None else not part.roles.isdisjoint(kind.roles)


def _words(kind: type) -> tuple[str, ...]:
    """The fields of a kind alone that have one word."""
    return tuple(
        name
        for name, field in fields_of(kind).items()
        if name not in fields_of(Record)
        and not field.many
        and issubclass(field.type, (Vocabulary, str))
    )


def _unknown(key: str, kinds: Iterable[type[Record]]) -> UnknownNameError:
    """The error for a key that there is not: with what it may be called here."""
    several = list(kinds)
    roles = [name for name in _ROLES if _is_of_some(name, several)]
    fields = list(dict.fromkeys(name for kind in several for name in _words(kind)))
    known = [*KEYS, "name", *roles, *fields]
    part = ".".join(key.rsplit("_", 1))  # "visitor_name"
    called = (
        [part]
        if part != key and part_of(part)
        else [name for name in known if key.casefold() in _CALLED.get(name, "").split()]
    )
    role, dot, name = key.rpartition(".")
    meant = role if dot else key  # a role of other kinds: that of the same side of these
    of_role = (
        name
        if name in _OF_PEOPLE
        else next(
            (one for one in _OF_PEOPLE if name.casefold() in _CALLED.get(one, "").split()), None
        )
    )
    same = [
        f"{other}{dot}{of_role}" if dot else other
        for other in roles
        if (not dot or of_role) and any(_on(side, meant) and _on(side, other) for side in SIDES)
    ]
    if dot and of_role and role in (*roles, *SIDES):
        same = [f"{role}.{of_role}"]
    listed = known if len(several) == 1 else [*KEYS, "name", "a role such as visitor or supplier"]
    return UnknownNameError(
        "unknown key to count by",
        found=key,
        expected=f"one of {', '.join(listed)}; or {(roles or ['visitor'])[0]}.person and the like",
        near=called or same or near_names(key, known),
    )


def _on(side: Key, role: str) -> bool:
    return not SIDES[side].isdisjoint(_ROLES.get(role, ()))
