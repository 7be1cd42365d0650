"""Public organizations: the one list of them, under which names and codes they are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bilateral.errors import BilateralError
from bilateral.model.actors import Organization
from bilateral.model.evidence import Source
from bilateral.states.tables import folded, period_of, state_sources, table_rows

__all__ = ["organization_named", "organization_sources", "public_organizations"]


@cache
def public_organizations() -> Mapping[str, Organization]:
    """Intergovernmental organizations, alliances and armed groups of one known identity, by id.

    A life is given where a source of the table states it.

    Example:
        >>> public_organizations()["sco"].name
        'Shanghai Cooperation Organization'
    """
    return MappingProxyType(
        {
            row["id"]: Organization(
                id=row["id"],
                name=row["name"],
                names=_split(row["names"]),
                form=row["form"],
                life=period_of(row["start"], row["end"]),
                note=row["note"] or None,
            )
            for row in table_rows("organizations.csv")
        }
    )


def organization_named(name: str, *, system: str | None = None) -> Organization | None:
    """The public organization that a name, an acronym or a code stands for.

    Case, accents, punctuation and British or American spelling do not matter in a name. An acronym
    is one in capitals only, and may stand in brackets after the name.

    Args:
        name: As printed.
        system: Id of the data set whose codes are read as well, such as ``"wti"``.

    Returns:
        The organization, or None if the table has none of that name.

    Example:
        >>> organization_named("INTERNATIONAL LABOUR ORGANISATION") is organization_named("ILO")
        True
        >>> organization_named("EUR", system="polecat").name
        'European Union'
        >>> organization_named("who"), organization_named("Who's Next")
        (None, None)
    """
    found = _by_code().get((system, name)) if system else None
    found = found or _by_name().get(name) or _by_name().get(_plain(name))
    if found is None and (parts := _IN_BRACKETS.fullmatch(name)):
        one, other = (organization_named(part) for part in parts.groups())
        return one if one is other else None
    return public_organizations()[found] if found else None


@cache
def organization_sources() -> Mapping[str, tuple[Source, ...]]:
    """The sources that name each public organization, by its id.

    Example:
        >>> [source.id for source in organization_sources()["african-union"]]
        ['sipri']
    """
    known = state_sources()
    return MappingProxyType(
        {
            row["id"]: tuple(known[name] for name in row["sources"].split())
            for row in table_rows("organizations.csv")
        }
    )


_IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]+)\)")
_SPELLINGS = {"organisation": "organization", "labour": "labor", "programme": "program"}


def _plain(name: str) -> str:
    """A name without what spelling varies; in lower case, so that no acronym is taken for one."""
    words = folded(name).split()
    return " ".join(_SPELLINGS.get(word, word) for word in words)


@cache
def _by_name() -> Mapping[str, str]:
    """Ids by acronym as it is, and by name as :func:`_plain` gives it."""
    found: dict[str, str] = {}
    for made in public_organizations().values():
        for name in (made.name, *made.names):
            key = name if _is_acronym(name) else _plain(name)
            if found.setdefault(key, made.id) != made.id:
                raise BilateralError("a name of two public organizations", found=name)
    return MappingProxyType(found)


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


@cache
def _by_code() -> Mapping[tuple[str, str], str]:
    found = {}
    for row in table_rows("organizations.csv"):
        for code in row["codes"].split():
            system, _, label = code.partition(":")
            found[system, label] = row["id"]
    return MappingProxyType(found)


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split(";") if name)
