"""From names or codes, one or a column of them, to states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any, overload

from bilateral.dates.relations import Span
from bilateral.dates.when import DateLike, as_span
from bilateral.errors import RecordError, StateNameError
from bilateral.model.actors import State
from bilateral.states.columns import Cells, ColumnT, cells_of, column_like, each
from bilateral.states.lookup import (
    ids_meant,
    may_be,
    state_named,
    state_of,
    states_meant,
    told_apart,
)
from bilateral.states.systems import SYSTEMS
from bilateral.states.tables import Spell, folded, registry, state_ids

__all__ = ["OwnNames", "candidates", "own_names", "own_states", "resolve"]

OwnNames = Mapping[str, str | Iterable[str]]
"""Names of one's own: the state, or the states, that each stands for."""

_NUMBERS = ("cow", "gw", "polity", "vdem", "m49")
_LETTERS = ("cow", "gw", "polity", "cameo")
"""Systems that a column without one may be of."""


@overload
def resolve(
    name: str | int,
    *,
    on: DateLike | Span | None = None,
    system: str | None = None,
    names: OwnNames | None = None,
) -> State: ...
@overload
def resolve(
    name: Cells,
    *,
    on: Any = None,
    system: str | None = None,
    names: OwnNames | None = None,
    strict: bool = True,
) -> list[State | None]: ...
@overload
def resolve(
    name: ColumnT,
    *,
    on: Any = None,
    system: str | None = None,
    names: OwnNames | None = None,
    strict: bool = True,
) -> ColumnT: ...
def resolve(
    name: Any,
    *,
    on: Any = None,
    system: str | None = None,
    names: OwnNames | None = None,
    strict: bool = True,
) -> Any:
    """The state that a name or code stands for, on a date; or those of a list or column.

    Nothing is guessed. A name that has stood for several states needs a date that leaves one of
    them, and so does a code. Case, accents, punctuation, articles and the order of words do not
    matter in a name, words may be cut off with a full stop, and of a name with another in brackets
    it is the state that both lead to; else the name has to be one that the tables have, in English
    or one of eleven other languages. On a day when nobody bore the name, it is that of the state
    which those who bear it carry on: "Russia" in 1986 is the Soviet Union.

    Args:
        name: A name, past or present, or an ISO 3166 code; with ``system`` a number or
            abbreviation of it. Or a list of these, a Series of pandas or polars, or an Array of
            Arrow, where None and empty cells are missing.
        on: The date it is used of; anything that may stand for a date; for a list or column also
            one of as many dates. Leave it out where the name has only ever stood for one state.
        system: Whose code or name it is, one of ``bilateral.states.SYSTEMS``. By default it is
            a name in use or a code of ISO 3166; for a list or column of numbers, or of codes that
            are not ISO's, the one system that has all of them, or several that agree.
        names: Names of your own, which go before all others: for each the state, or the states,
            that it stands for, as ids or names; of a name the date tells which it is.
        strict: Of a list or column, whether a name that is not settled is an error; else the
            state is missing.

    Returns:
        The state, with its life, other names and the states it continues; of a list a list of
        states; of a column one of the same kind with the ids of the states.

    Raises:
        StateNameError: if there is no such name, or it stands for none or several on that date;
            the candidates are listed with their spans.
        UnknownNameError: if there is no such system.
        RecordError: if a number is given without its system, or a column of codes is one of
            several systems or of none; if there are not as many dates as names; if a name of your
            own is empty or given twice.

    Example:
        >>> resolve("West Germany", on="1975").id, resolve("Ceylon").id
        ('DEU', 'LKA')
        >>> resolve("Korea, Dem. Rep.").id, resolve("Allemagne", on=2015).id
        ('PRK', 'DEU')
        >>> [resolve(365, system="cow", on=year).id for year in (1900, 1985, 1995)]
        ['russian-empire', 'SUN', 'RUS']
        >>> resolve("Russia", on=1986).id, resolve("Russia (Soviet Union)", on=2015).id
        ('SUN', 'RUS')
        >>> resolve("Ruritania", names={"Ruritania": "ROU"}).id
        'ROU'
        >>> [state.id for state in resolve([260, 365], system="cow", on=[1975, 1995])]
        ['DEU', 'RUS']
        >>> resolve("Vietnam", on=1970)
        Traceback (most recent call last):
            ...
        bilateral.errors.StateNameError: a name of several states on 1970: found 'Vietnam', \
expected one of VDR North Vietnam (1945-09-02/1976-07-01), south-vietnam South Vietnam \
(1949/1976-07-01)

    Sources: :func:`bilateral.states.state_sources`; each row of the tables names its own.
    """
    own = own_names(names or {})
    cells = cells_of(name)
    if cells is None:
        return _resolved(name, on, system, own)
    read = system or _system_of(cells, on, own)
    found = each(cells, on, lambda value, day: _resolved(value, day, read, own), strict=strict)
    if isinstance(name, (list, tuple)):
        return found
    return column_like(name, [None if state is None else state.id for state in found])


def candidates(
    name: str | int,
    *,
    on: DateLike | Span | None = None,
    system: str | None = None,
    names: OwnNames | None = None,
) -> tuple[str, ...]:
    """The states that a name or code may stand for on some day of a date.

    Args:
        name: As for :func:`bilateral.resolve`.
        on: The date; without it, everything that the name has ever stood for.
        system: As for :func:`bilateral.resolve`.
        names: Names of your own, as for :func:`bilateral.resolve`.

    Returns:
        Ids: one if the name is settled, several if it may be each of them, none if nobody bears
        it or none of those who do, nor whom they carry on, was there on that date.

    Raises:
        UnknownNameError: if there is no such system.
        RecordError: if a number is given without its system.

    Example:
        >>> candidates("Congo", on=2010), candidates("Germany", on=1930)
        (('COD', 'COG'), ('german-reich',))
        >>> candidates("Ruritania"), candidates("Pakistan", on=1874)
        ((), ())
    """
    words = own_names(names or {}).get(folded(str(name)), ())
    if words:
        return tuple(spell.state for spell in _there(str(name), own_states(words, on), on))
    return states_meant(name, on, system)


def own_names(names: OwnNames) -> dict[str, tuple[str, ...]]:
    """What names of one's own stand for, by each name as names are compared.

    Args:
        names: The state, or the states, that each name stands for.

    Returns:
        Ids and names of states; of a name the date tells which state it is, by
        :func:`own_states`.

    Raises:
        RecordError: if a name is empty, has no state, or is given twice; or if it is no mapping.
        StateNameError: if a state is none.

    Example:
        >>> own_names({"The Union": "Soviet Union"})
        {'union': ('Soviet Union',)}
    """
    if not isinstance(names, Mapping):
        raise RecordError(
            "names of your own are a mapping",
            field="names",
            found=names,
            expected="such as {'Ruritania': 'ROU'}; of a file, dict(csv.reader(open('names.csv')))",
        )
    found: dict[str, tuple[str, ...]] = {}
    for name, meant in names.items():
        states = (meant,) if isinstance(meant, str) else tuple(meant)
        plain = folded(name)
        if not plain or not states or plain in found:
            raise RecordError(
                "a name that cannot be told",
                field="names",
                found=name,
                expected="a name given once, with a state or several",
            )
        for state in states:
            try:
                state_named(state)
            except StateNameError as error:
                if not error.candidates or any(map(_lasts, error.candidates)):
                    error.problem = f"{error.problem}, as {name!r} is to mean"
                    raise error.at(field="names") from None
        found[plain] = tuple(dict.fromkeys(states))
    return found


def _lasts(state: str) -> bool:
    """Whether a state is there today, so that no date tells it from another that is."""
    life = registry()[state].life
    return life is None or life.end_max == inf


def own_states(words: Iterable[str], on: DateLike | Span | None) -> tuple[str, ...]:
    """The states that a name of one's own stands for on a date.

    Args:
        words: Ids, which are meant whatever the date, and names, which the date tells apart; where
            nobody bore one then, those count who ever did.
        on: The date; without one a name means the state that bears it today.

    Example:
        >>> own_states(["Yugoslavia"], 1970), own_states(["Yugoslavia"], 1995)
        (('YUG',), ('SCG',))
        >>> own_states(["DEU", "PAK"], 1930)
        ('DEU', 'PAK')
    """
    span = on if on is None or isinstance(on, Span) else as_span(on)
    found: dict[str, None] = {}
    for word in words:
        found |= dict.fromkeys((word,) if word in state_ids() else ids_meant(word, span))
    return tuple(found)


def _resolved(
    name: str | int,
    on: DateLike | Span | None,
    system: str | None,
    own: Mapping[str, tuple[str, ...]],
) -> State:
    words = own.get(folded(str(name)), ()) if own else ()
    if not words:
        return state_of(name, on, system)
    meant = own_states(words, on)
    there = _there(str(name), meant, on)
    if len(there) == 1:
        return registry()[there[0].state]
    listed = told_apart(Spell("", str(name), state, None, "own") for state in meant)
    raise StateNameError(
        "a name of your own that stands for several states" if there else "no state of that name",
        found=str(name),
        expected=f"one of {listed}",
        candidates=meant,
    )


def _there(name: str, meant: Sequence[str], on: DateLike | Span | None) -> list[Spell]:
    """Of several states that a name of one's own stands for those that may be there on a date."""
    span = on if on is None or isinstance(on, Span) else as_span(on)
    spells = [Spell("", name, state, None, "own") for state in meant]
    return [spell for spell in spells if len(spells) == 1 or may_be(spell, span)]


def _system_of(cells: Sequence[Any], on: Any, own: Mapping[str, tuple[str, ...]]) -> str | None:
    """The system that a list of codes is of; None if it is one of names and codes of ISO."""
    values = [value for value in cells if value is not None and folded(str(value)) not in own]
    numbers = [value for value in values if isinstance(value, int) or str(value).strip().isdigit()]
    if not numbers:
        if not values or any(len(str(value).strip()) > 3 for value in values):
            return None
        if _all_of(cells, on, None, own) is not None:
            return None
    systems = _NUMBERS if numbers else _LETTERS
    found = {
        system: states
        for system in systems
        if (states := _all_of(cells, on, system, own)) is not None
    }
    if found and all(states == next(iter(found.values())) for states in found.values()):
        return next(iter(found))
    if not numbers and not found:
        return None
    raise RecordError(
        "codes of several systems" if found else "codes of no one system",
        found=", ".join(map(str, (numbers or values)[:5])),
        expected=f"system=, one of {', '.join(found or SYSTEMS)}",
    )


def _all_of(
    cells: Sequence[Any], on: Any, system: str | None, own: Mapping[str, tuple[str, ...]]
) -> list[State | None] | None:
    """The states of all values of a list by one system, or None if it has not all of them."""
    try:
        return each(cells, on, lambda value, day: _resolved(value, day, system, own), strict=True)
    except StateNameError:
        return None
