"""Whose the land of a state was on days when there was no such state: colonies, parts, mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import chain
from types import MappingProxyType

import attrs

from bilateral.dates.relations import Span
from bilateral.dates.when import DateLike, Period, as_span
from bilateral.states.affiliations import BelongingType, belonging
from bilateral.states.lookup import states_meant
from bilateral.states.tables import LineageType, lineage, period_of, registry, table_rows

__all__ = ["Holding", "holders", "holders_of", "holdings"]

_LISTED = date(1816, 1, 1).toordinal()
"""The first day of the lists of states; of what was before, the lineage says nothing."""


@attrs.frozen
class Holding:
    """That the land of a state was another's, before it was a state.

    Attributes:
        state: Id of the state.
        holder: Id of the state whose it was; None where no state's, as under an occupation.
        period: From when to when, at the latest until the state begins. A start is where the
            source bears it out, and not the first day.
        source: Id of the source, in :func:`bilateral.states.state_sources`.
        note: What it was called, or who else had part of it.
    """

    state: str
    holder: str | None
    period: Period
    source: str
    note: str


def holders(
    name: str | int, *, on: DateLike | Span, system: str | None = None
) -> tuple[str, ...] | None:
    """The states whose the land of a name was on a date when no state bore the name.

    A state that was not there yet was another's colony, or part of the state that it split from;
    one that is there no more became part of those that followed it. Whether such a land acts for
    its holder nobody can tell from the name: it may as well act for no state.

    Args:
        name: A name or code, as for :func:`bilateral.resolve`.
        on: The date.
        system: Whose code or name it is.

    Returns:
        Ids; none of a land that was no state's, such as Germany under occupation. None if the
        tables do not say whose it was, if a state was there that bore the name then or at another
        time, or if nobody ever bore it.

    Raises:
        UnknownNameError: if there is no such system.
        RecordError: if a number is given without its system.

    Example:
        >>> holders("Suriname", on="1967-04-14"), holders("South Sudan", on=2007)
        (('NLD',), ('SDN',))
        >>> holders("Germany", on="1945-07-20"), holders("East Germany", on=2000)
        ((), ('DEU',))
        >>> holders("Ruritania", on=1950), holders("France", on=1950)
        (None, None)
    """
    span = on if isinstance(on, Span) else as_span(on)
    states = states_meant(name, None, system)
    if not states or states_meant(name, span, system) or any(_may_live(s, span) for s in states):
        return None
    # One that was yet to come is of the land of that day; one of long ago may have been less.
    coming = [state for state in states if _is_coming(state, span)]
    return holders_of(coming or states, span)


def holders_of(states: Iterable[str], on: Span) -> tuple[str, ...] | None:
    """The states whose the land of some states was on a date when none of these lived.

    Args:
        states: Ids of states of the registry.
        on: The date.

    Returns:
        As :func:`holders`.

    Example:
        >>> holders_of(["KEN"], as_span(1950))
        ('GBR',)
    """
    return _together(_held(state, on) for state in states)


@cache
def holdings() -> Mapping[str, tuple[Holding, ...]]:
    """What the table says of each state's land before the state, by the id of the state.

    Example:
        >>> [(one.holder, str(one.period)) for one in holdings()["SGP"]]
        [('GBR', '1946-12-14/1963'), ('MYS', '1963/..')]
    """
    found: dict[str, list[Holding]] = {}
    for row in table_rows("lands.csv"):
        period = period_of(row["start"], row["end"])
        if period is not None:
            made = Holding(row["state"], row["holder"] or None, period, row["source"], row["note"])
            found.setdefault(made.state, []).append(made)
    return MappingProxyType({state: tuple(held) for state, held in found.items()})


def _together(found: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """The holders of several lands; None if those of one are not known."""
    every = list(found)
    known = [one for one in every if one is not None]
    return tuple(dict.fromkeys(chain(*known))) if len(known) == len(every) else None


def _held(state: str, on: Span, seen: frozenset[str] = frozenset()) -> tuple[str, ...] | None:
    """Whose the land of a state is on a date; its own if the state may be there."""
    life = registry()[state].life
    if life is None or _may_live(state, on):
        return (state,)
    parts = [one.state for one in belonging(state) if one.relation is BelongingType.PART_OF]
    if life.end_max < on.start_min or parts:
        others = [one for one in parts or _followed(state) if one not in seen]
        return _together(_held(one, on, seen | {state}) for one in others) if others else None
    if known := holdings().get(state):
        if on.start_min < min(one.period.start_max for one in known):
            return None
        touched = (one.holder for one in known if not Span.during(one.period, on).is_false)
        return tuple(dict.fromkeys(filter(None, touched)))
    before = list(_preceded(state))
    if not before or on.start_min < _LISTED:
        return None
    return _together(
        _held(one, on) if one in holdings() or _lives(one, on) else None for one in before
    )


def _may_live(state: str, on: Span) -> bool:
    life = registry()[state].life
    return life is None or not Span.during(life, on).is_false


def _is_coming(state: str, on: Span) -> bool:
    life = registry()[state].life
    return life is not None and life.start_min > on.end_max


def _lives(state: str, on: Span) -> bool:
    """Whether a state is there on every day of a date; one of unknown start is older than that."""
    life = registry()[state].life
    return life is None or (life.start_min <= on.start_min and on.end_max <= life.end_max)


def _followed(state: str) -> Iterator[str]:
    """The states that carried on a state, split from it or took it up."""
    for step in lineage():
        if step.relation is LineageType.MERGED_INTO:
            if step.state == state:
                yield step.other
        elif step.other == state:
            yield step.state


def _preceded(state: str) -> Iterator[str]:
    """The states that a state carries on, split from or took up."""
    for step in lineage():
        if step.relation is LineageType.MERGED_INTO:
            if step.other == state:
                yield step.state
        elif step.state == state:
            yield step.other
