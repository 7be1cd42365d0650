"""What actors that are no states, or not states alone, belong to: territories, groups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import attrs

from bilateral.dates.when import DateLike, Period, as_span
from bilateral.model.vocabulary import Vocabulary
from bilateral.states.tables import period_of, table_rows

__all__ = ["Belonging", "BelongingType", "belonging"]


class BelongingType(Vocabulary):
    """How an actor belongs to a state."""

    PART_OF = "part of"
    BASED_IN = "based in"


@attrs.frozen
class Belonging:
    """That an actor belongs to a state for a time.

    Attributes:
        actor: Id of a territory, of an entity that claims to be a state, or of an organization.
        relation: How it belongs.
        state: Id of the state.
        period: From when to when, as far as the source states it.
        source: Id of the source, in :func:`bilateral.states.state_sources`.
        note: What is claimed otherwise.
    """

    actor: str
    relation: BelongingType
    state: str
    period: Period | None
    source: str
    note: str


def belonging(actor: str, *, on: DateLike | None = None) -> tuple[Belonging, ...]:
    """What an actor belongs to, which the actor's own life and claims leave open.

    Nothing that is done by it is therefore the state's, and nothing here says who is right.

    Args:
        actor: Id in the registry, or of a public organization.
        on: The date; without it, everything that it has ever belonged to.

    Returns:
        One entry for each state that it may have belonged to on that date; none if the table has
        none.

    Example:
        >>> [one.state for one in belonging("HKG", on=1990)], belonging("HKG", on=2010)[0].state
        (['GBR'], 'CHN')
        >>> belonging("somaliland")[0].note
        'claims independence since'
    """
    found = _by_actor().get(actor, ())
    if on is None:
        return found
    span = as_span(on)
    return tuple(one for one in found if one.period is None or not one.period.during(span).is_false)


@cache
def _by_actor() -> Mapping[str, tuple[Belonging, ...]]:
    found: dict[str, list[Belonging]] = {}
    for row in table_rows("affiliations.csv"):
        made = Belonging(
            actor=row["actor"],
            relation=BelongingType(row["relation"]),
            state=row["state"],
            period=period_of(row["start"], row["end"]),
            source=row["source"],
            note=row["note"],
        )
        found.setdefault(made.actor, []).append(made)
    return MappingProxyType({actor: tuple(held) for actor, held in found.items()})
