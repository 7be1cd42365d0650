"""From a name or a code, and a date, to the state: exactly, or with an error that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from math import inf
from operator import index

from bilateral.dates.relations import Span
from bilateral.dates.when import DateLike, as_edtf, as_span
from bilateral.errors import RecordError, StateNameError
from bilateral.model.actors import State
from bilateral.model.vocabulary import unknown_name
from bilateral.states.naming import LANGUAGES, english_labels, names_in, spells_named
from bilateral.states.nearness import Labels
from bilateral.states.systems import SYSTEMS, codes, every_code, listed_names
from bilateral.states.tables import (
    Lineage,
    LineageType,
    Spell,
    folded,
    lineage,
    names,
    registry,
    state_ids,
)

__all__ = [
    "id_meant",
    "ids_meant",
    "may_be",
    "state_named",
    "state_of",
    "states_meant",
    "states_there",
    "told_apart",
]

_CODED = frozenset(SYSTEMS) - {"sipri", "icews"}
"""Systems that have codes, and not names only."""


def state_of(name: str | int, on: DateLike | Span | None, system: str | None) -> State:
    """The state that one name or code stands for, as :func:`bilateral.resolve` says.

    Example:
        >>> state_of("Ceylon", None, None).id
        'LKA'
    """
    label = _label(name, system)
    span, date = _asked(on)
    known = _known(label, system)
    if not known:
        raise _unknown(label, system)
    found = _meant(label, span, system)
    states = dict.fromkeys(spell.state for spell in found)
    if len(states) == 1:
        return registry()[next(iter(states))]
    if states:
        problem = "a name of several states"
        raise _unsettled(label, problem if span is None else f"{problem} on {date}", found)
    every = [spell for one in known for spell in one]
    raise _unsettled(label, f"no state of that name on {date}", _neighbours(every, span))


def states_meant(
    name: str | int, on: DateLike | Span | None, system: str | None
) -> tuple[str, ...]:
    """The states that one name or code may stand for, as :func:`bilateral.states.candidates` says.

    Example:
        >>> states_meant("Congo", 2010, None)
        ('COD', 'COG')
    """
    label = _label(name, system)
    return tuple(dict.fromkeys(spell.state for spell in _meant(label, _asked(on)[0], system)))


def states_there(
    name: str | int, on: DateLike | Span | None, system: str | None
) -> tuple[str, ...]:
    """The states that a name or code may mean of a date on which it may be no state's own name.

    Those that had it on the date, or are what those who have it carry on; else those that were
    there on it and have it at another time.

    Example:
        >>> states_there("Russia", 1986, None), states_there("Germany", 1985, None)
        (('SUN',), ('DDR', 'DEU'))
        >>> states_there("Swaziland", 2020, None), states_there("Kenya", 1950, None)
        (('SWZ',), ())
    """
    found = states_meant(name, on, system)
    if found or on is None:
        return found
    span = on if isinstance(on, Span) else as_span(on)
    return tuple(
        state
        for state in states_meant(name, None, system)
        if (life := registry()[state].life) is None or life.during(span).is_possible
    )


def id_meant(name: str, on: Span | None) -> str | None:
    """The id of the one state that a name means, for one who wrote it where an id belongs.

    Args:
        name: What was written: a name, or a code of ISO 3166 in letters of any case.
        on: All days on which it may have been; without a date the name has to have been one
            state's at all times.

    Returns:
        Its id; None if nobody is meant, or one of several.

    Example:
        >>> id_meant("Russia", as_span(1986)), id_meant("Russia", None)
        ('SUN', None)
        >>> id_meant("ma", None), id_meant("a business delegation", None)
        ('MAR', None)
    """
    label = name.strip()
    found = states_there(label, on, None)
    if not found and _is_short(label):
        found = states_there(label.upper(), on, None)
    return found[0] if len(found) == 1 else None


def ids_meant(name: str, on: Span | None) -> tuple[str, ...]:
    """The ids of the states that a name means, for one who wrote it where an id belongs.

    Args:
        name: What was written.
        on: When; without a date the states count that bear the name today.

    Example:
        >>> ids_meant("Germany", None), ids_meant("No such", None)
        (('DEU',), ())
    """
    if on is not None and (found := states_there(name, on, None)):
        return found
    try:
        return (state_named(name),)
    except StateNameError as error:
        return error.candidates


def state_named(name: str) -> str:
    """The id of the state that a name in a question means, whatever date is asked about.

    That is the state which bears the name today, else the one that ever bore it.

    Args:
        name: An id, a name as for :func:`bilateral.resolve`, or a code of ISO 3166 in letters of
            any case.

    Raises:
        StateNameError: if nobody bears it, with near names; or several do today, or did once and
            nobody does today, and they are listed.

    Example:
        >>> state_named("Germany"), state_named("Soviet Union"), state_named("pk")
        ('DEU', 'SUN', 'PAK')
        >>> state_named("Congo")
        Traceback (most recent call last):
            ...
        bilateral.errors.StateNameError: a name of several states: found 'Congo', expected one of \
COD Democratic Republic of the Congo (1960-06-30/..), COG Congo (1960-08-15/..)
    """
    label = name.strip()
    if label in state_ids():
        return label
    groups = _known(label, None) or (_known(label.upper(), None) if _is_short(label) else ())
    if not groups:
        raise _unknown(label, None)
    known = _agreed(groups, None)
    found = [spell for spell in known if _lasts(spell)] or list(known)
    states = dict.fromkeys(spell.state for spell in found)
    if len(states) > 1:
        raise _unsettled(label, "a name of several states", found)
    return next(iter(states))


def _label(name: str | int, system: str | None) -> str:
    """A name or code as the tables have it.

    Raises:
        UnknownNameError: if there is no such system.
        RecordError: if it is neither text nor a number with its system.
    """
    if system is not None and system not in SYSTEMS:
        raise unknown_name("system of states", system, SYSTEMS, listed=True)
    if isinstance(name, str):
        return name.strip()
    number = _whole(name)
    if number is None:
        raise RecordError("wrong value", field="state", found=name, expected="a name or a code")
    if system is None:
        raise RecordError(
            "a number without its system", found=name, expected="system='cow', 'gw' or 'iso'"
        )
    return f"{number:03d}" if system in ("iso", "m49") else str(number)


_LARGEST = 10**9


def _whole(value: object) -> int | None:
    """A whole number that may be a code, of NumPy too; None of anything else."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        return None
    number = index(value)
    return number if abs(number) < _LARGEST else None


def _asked(on: DateLike | Span | None) -> tuple[Span | None, str]:
    """The days of a date, and the date as text."""
    if on is None or isinstance(on, Span):
        return on, "that date" if on is None else str(on)
    edtf = as_edtf(on)
    return as_span(edtf), edtf.text


@lru_cache(maxsize=65536)
def _meant(label: str, on: Span | None, system: str | None) -> tuple[Spell, ...]:
    """What a name or code stands for on a date; several if it is not settled."""
    known = _known(label, system)
    alive = _agreed([tuple(spell for spell in one if may_be(spell, on)) for one in known], on)
    # Whom a code passes to its system says. Of a name, days that no bearer of it fills are those
    # of whom the bearers carry on; of two names beside each other, one has the bearer of the day.
    if (
        on is None
        or (alive and len(known) > 1)
        or any(_fills(spell, on.start_min, on.end_max) for spell in alive)
    ):
        return alive
    bearers = [spell for one in known for spell in one if spell.system not in _CODED]
    return (*alive, *(spell for spell in _carried(bearers) if may_be(spell, on)))


def _agreed(groups: Sequence[tuple[Spell, ...]], on: Span | None) -> tuple[Spell, ...]:
    """Of names that stand beside each other what all agree on; else what any of them has.

    A state that only some of the names have is none on days that one of all of them fills.
    """
    every = [one for one in groups if one]
    if len(every) < 2:
        return every[0] if every else ()
    shared = set.intersection(*({spell.state for spell in one} for one in every))
    agreed = [spell for spell in every[0] if spell.state in shared]
    return tuple(
        spell
        for one in every
        for spell in one
        if spell.state in shared or not any(_covers(other, spell, on) for other in agreed)
    )


def _covers(one: Spell, other: Spell, on: Span | None) -> bool:
    """Whether one is there on every day of a date on which the other may be."""
    spans = [span for span in (other.period, registry()[other.state].life, on) if span is not None]
    first = max((span.start_min for span in spans), default=-inf)
    return _fills(one, first, min((span.end_max for span in spans), default=inf))


def _carried(known: Iterable[Spell]) -> list[Spell]:
    """The states that those of some spells carry on, with all that merged as they came to be."""
    found: list[Spell] = []
    waiting = list(dict.fromkeys(spell.state for spell in known))
    seen = set(waiting)
    for state in waiting:  # grows as it goes
        steps = [step for step in lineage() if _became(step) == state]
        if not any(step.relation is LineageType.CONTINUES for step in steps):
            continue
        for step in steps:
            origin = step.other if step.relation is LineageType.CONTINUES else step.state
            if origin not in seen:
                seen.add(origin)
                waiting.append(origin)
                found.append(Spell("", registry()[origin].name, origin, None, step.source))
    return found


def _became(step: Lineage) -> str | None:
    """The state that carries on, or takes up, another by one step."""
    if step.relation is LineageType.CONTINUES:
        return step.state
    return step.other if step.relation is LineageType.MERGED_INTO else None


@lru_cache(maxsize=4096)
def _known(label: str, system: str | None) -> tuple[tuple[Spell, ...], ...]:
    """Everything that a name or code has stood for, by each of the names that it has in it."""
    if system in _CODED:
        found = codes(system, label) or listed_names(system).get(folded(label), ())
        # A word of two or three letters is a code there; as a name it would be another list's.
        if found or len(label) <= 3 or label.isdigit():
            return (found,) if found else ()
        return spells_named(label)
    plain = folded(label)
    own = names().get((system, plain), ()) if system else ()
    if own:
        return (own,)
    # Digits are no name. Codes are in capitals: in lower case they are words of other languages.
    iso = codes("iso", label) if label.isalpha() else ()
    if not iso and label in registry():
        iso = (Spell("", label, label, None, "usage"),)
    found = (*names().get(("", plain), ()), *iso)
    return (found,) if found else spells_named(label)


def may_be(spell: Spell, on: Span | None) -> bool:
    """Whether the spell, and its state, may be there on some day of a date."""
    if on is None:
        return True
    spans = (spell.period, registry()[spell.state].life)
    return not any(span is not None and Span.during(span, on).is_false for span in spans)


def _fills(spell: Spell, first: float, last: float) -> bool:
    """Whether the spell, and its state, are there on every day of a stretch of time."""
    spans = (spell.period, registry()[spell.state].life)
    return all(
        span is None or (span.start_max <= first and (span.end_max == inf or last <= span.end_min))
        for span in spans
    )


def _lasts(spell: Spell) -> bool:
    """Whether the spell, and its state, have no end."""
    spans = (spell.period, registry()[spell.state].life)
    return all(span is None or span.end_max == inf for span in spans)


def _is_short(label: str) -> bool:
    return label.isalpha() and len(label) in (2, 3)


def _neighbours(known: Iterable[Spell], on: Span | None) -> list[Spell]:
    """The spells, and what there was on a date of the states that theirs came of, or became."""
    found = list(known)
    own = {spell.state for spell in found}
    for step in lineage():
        for near, far in ((step.state, step.other), (step.other, step.state)):
            if near in own and far not in own:
                found.append(Spell("", registry()[far].name, far, None, step.source))
    return [spell for spell in found if spell.state in own or may_be(spell, on)]


def _unsettled(label: str, problem: str, candidates: Sequence[Spell]) -> StateNameError:
    return StateNameError(
        problem,
        found=label,
        expected=f"one of {told_apart(candidates)}" if candidates else None,
        candidates=tuple(dict.fromkeys(spell.state for spell in candidates)),
    )


def told_apart(candidates: Iterable[Spell]) -> str:
    """The states of some spells in a line, each with its life or the days of its code."""
    lines: dict[str, None] = {}
    for spell in candidates:
        state = registry()[spell.state]
        span = spell.period or state.life
        code = f"{spell.label}: " if spell.label.isdigit() else ""
        lines[f"{code}{state.id} {state.name}" + (f" ({span})" if span else "")] = None
    return ", ".join(lines)


def _unknown(label: str, system: str | None) -> StateNameError:
    near = _near(label, system)
    if system in _CODED and (len(label) <= 3 or label.isdigit()):
        return StateNameError(f"no such code of {system.upper()}", found=label, near=near)
    return StateNameError("no state of that name", found=label, near=near)


@lru_cache(maxsize=4096)
def _near(label: str, system: str | None) -> tuple[str, ...]:
    if system in _CODED and (len(label) <= 4 or label.isdigit()):
        return _labels_of(system).near(label)
    return _named(foreign=not label.isascii(), short=len(label) < 5).near(label)


@lru_cache
def _labels_of(system: str) -> Labels:
    """The codes of a system in letters: a number that is near another says nothing."""
    return Labels(code for code in every_code(system) if code.isalpha())


@lru_cache
def _named(*, foreign: bool, short: bool) -> Labels:
    """The names of states, those in other languages too, and ids."""
    known: list[Iterable[str]] = [english_labels()]
    if foreign:
        known += [names_in(of).values() for of in LANGUAGES]
    if short:
        known.append(state_ids())
    return Labels(chain.from_iterable(known))
