"""States and public organizations over time: lives, names, codes and lineage, loaded when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from bilateral.states.lookup import id_meant, ids_meant, state_named
from bilateral.states.naming import names_in
from bilateral.states.nearness import near_labels
from bilateral.states.organizations import (
    organization_named,
    organization_sources,
    public_organizations,
)
from bilateral.states.systems import SYSTEMS
from bilateral.states.tables import (
    Lineage,
    LineageType,
    Spell,
    StateCode,
    lineage,
    registry,
    state_codes,
    state_ids,
    state_sources,
)

if TYPE_CHECKING:
    from types import ModuleType

    from bilateral.states.affiliations import Belonging, BelongingType, belonging
    from bilateral.states.coding import code_of, succession
    from bilateral.states.lands import Holding, holders, holders_of, holdings
    from bilateral.states.resolution import candidates, resolve

__all__ = [
    "SYSTEMS",
    "Belonging",
    "BelongingType",
    "Holding",
    "Lineage",
    "LineageType",
    "Spell",
    "StateCode",
    "belonging",
    "candidates",
    "code_of",
    "holders",
    "holders_of",
    "holdings",
    "id_meant",
    "ids_meant",
    "lineage",
    "names_in",
    "near_labels",
    "organization_named",
    "organization_sources",
    "public_organizations",
    "registry",
    "resolve",
    "state_codes",
    "state_ids",
    "state_named",
    "state_sources",
    "succession",
    "with_predecessors",
]


def with_predecessors(
    states: Iterable[str], continues: Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """States and all the states they carry on, directly or through others.

    Args:
        states: Ids of states.
        continues: Gives the ids that one id carries on.

    Example:
        >>> with_predecessors(["RUS"], lambda state: registry()[state].continues)
        ('RUS', 'SUN')
    """
    found: dict[str, None] = {}
    waiting = list(states)
    while waiting:
        state = waiting.pop(0)
        if state not in found:
            found[state] = None
            waiting.extend(continues(state))
    return tuple(found)


def __getattr__(name: str) -> object:
    """Load what no question to a dataset needs when it is first used (PEP 562)."""
    home: ModuleType
    if name in ("Belonging", "BelongingType", "belonging"):
        from bilateral.states import affiliations as home
    elif name in ("code_of", "succession"):
        from bilateral.states import coding as home
    elif name in ("Holding", "holders", "holders_of", "holdings"):
        from bilateral.states import lands as home
    elif name in ("candidates", "resolve"):
        from bilateral.states import resolution as home
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    value: object = getattr(home, name)
    globals()[name] = value
    return value
