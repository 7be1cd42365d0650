"""From states to their codes, and from a code to the states that it has passed to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import inf
from typing import Any, Literal, overload

from bilateral.dates.relations import Span
from bilateral.dates.when import DateLike, Period, as_span
from bilateral.errors import StateNameError
from bilateral.model.actors import State
from bilateral.model.vocabulary import unknown_name
from bilateral.states.columns import Cells, ColumnT, cells_of, column_like, each
from bilateral.states.lookup import id_meant, ids_meant, may_be, told_apart
from bilateral.states.systems import NUMERIC, SYSTEMS, list_of, own_codes
from bilateral.states.tables import Spell, registry, spells

__all__ = ["code_of", "succession"]

_CODED = tuple(system for system in SYSTEMS if system not in ("sipri", "icews"))


@overload
def code_of(
    state: str,
    *,
    system: str,
    on: DateLike | Span | None = None,
    integers: Literal[False] | None = None,
) -> str | None: ...
@overload
def code_of(
    state: str, *, system: str, on: DateLike | Span | None = None, integers: Literal[True]
) -> str | int | None: ...
@overload
def code_of(
    state: Cells,
    *,
    system: str,
    on: Any = None,
    integers: bool | None = None,
    strict: bool = True,
) -> list[str | int | None]: ...
@overload
def code_of(
    state: ColumnT,
    *,
    system: str,
    on: Any = None,
    integers: bool | None = None,
    strict: bool = True,
) -> ColumnT: ...
def code_of(
    state: Any,
    *,
    system: str,
    on: Any = None,
    integers: bool | None = None,
    strict: bool = True,
) -> Any:
    """The code that a system gives a state on a date; or those of a list or column of states.

    Args:
        state: Id of a state in the registry, or a name that is one state's on the date; or a list
            of these, a Series of pandas or polars, or an
            Array of Arrow, where None and empty cells are missing.
        system: One of those that have codes, as :func:`bilateral.resolve` has them; of ISO it is
            the code of three letters.
        on: The date; needed where the state has had several codes. For a list or column also one
            of as many dates.
        integers: Whether codes that are numbers are integers, or text as the lists print them. By
            default those of a column are integers, so that it joins with a file of such codes, and
            others are text.
        strict: Of a list or column, whether a state of several codes is an error; else the code
            is missing.

    Returns:
        The code; None if the system does not have the state on that date. Of a list a list, of a
        column one of the same kind.

    Raises:
        StateNameError: if it has had several, and the date does not leave one.
        UnknownNameError: if there is no such state or system.
        RecordError: if there are not as many dates as states.

    Example:
        >>> code_of("DEU", system="cow", on=1975), code_of("DEU", system="cow", on=1995)
        ('260', '255')
        >>> code_of("SUN", system="cow"), code_of("POL", system="cow", on=1942)
        ('365', None)
        >>> code_of("DEU", system="fips"), code_of("RUS", system="vdem", integers=True)
        ('GM', 11)
        >>> code_of(["DEU", None, "DEU"], system="gw", on=[1920, 1920, 1960])
        [None, None, '260']
    """
    if system not in _CODED:
        raise unknown_name("system of states", system, _CODED, listed=True)
    cells = cells_of(state)
    whole = system in NUMERIC and (
        integers if integers is not None else not isinstance(state, (str, list, tuple))
    )
    if cells is None:
        return _code(state, on, system, whole=whole)
    found = each(cells, on, lambda one, day: _code(one, day, system, whole=whole), strict=strict)
    return found if isinstance(state, (list, tuple)) else column_like(state, found)


def _code(state: str, on: DateLike | Span | None, system: str, *, whole: bool) -> str | int | None:
    span = on if on is None or isinstance(on, Span) else as_span(on)
    if state not in registry():
        meant = id_meant(str(state), span)
        if meant is None:
            error = unknown_name("state", state, registry())
            error.near = ids_meant(str(state), span) or error.near
            raise error
        state = meant
    held = [spell for spell in _codes_of(system).get(state, ()) if may_be(spell, span)]
    found = {spell.label: spell for spell in held if not spell.part}
    if len(found) > 1:
        raise StateNameError(
            f"a state of several {system.upper()} codes",
            found=state,
            expected=f"a date that leaves one of {told_apart(found.values())}",
            candidates=(state,),
        )
    code = next(iter(found), None)
    return int(code) if whole and code is not None else code


@cache
def _codes_of(system: str) -> Mapping[str, tuple[Spell, ...]]:
    """The codes of a system by state."""
    found: dict[str, list[Spell]] = {}
    for held in own_codes(system).values():
        for spell in held:
            found.setdefault(spell.state, []).append(spell)
    return {state: tuple(held) for state, held in found.items()}


def succession(code: str | int, *, system: str, during: Period) -> tuple[tuple[State, Period], ...]:
    """The states that a code stands for one after another in a time, each with its part of it.

    Args:
        code: A number or abbreviation.
        system: ``"cow"``, ``"gw"`` or ``"ucdp"``.
        during: The time; its start and end are kept as exact as they are.

    Returns:
        Pairs of a state and the part of the time in which the code stands for it; none if that is
        not settled, since it stands for no state when the time begins or the end is not known
        well enough.

    Raises:
        UnknownNameError: if there is no such system.

    Example:
        >>> from bilateral import Period
        >>> [(s.id, str(p)) for s, p in succession(365, system="cow", during=Period("1955-05/.."))]
        [('SUN', '1955-05/1991-12-25'), ('RUS', '1991-12-26/..')]
    """
    if system not in ("cow", "gw", "ucdp"):
        raise unknown_name("system of states", system, ("cow", "gw", "ucdp"), listed=True)
    edtf = during.edtf
    start, end = (part.text for part in edtf.parts) if edtf.parts else (edtf.text, edtf.text)
    ends_after = inf if end == ".." else during.end_min
    found: list[tuple[State, Period]] = []
    for spell in spells().get((list_of(system), str(code)), ()):
        span = spell.period
        if span is None or span.during(during).is_false:
            continue
        if span.start_min > (ends_after if found else during.start_min):
            return ()
        first, last = (part.text for part in span.edtf.parts)
        ends = last if span.end_max < ends_after else end
        found.append((registry()[spell.state], Period(f"{first if found else start}/{ends}")))
    return tuple(found)
