"""From a name or a code, and a date, to the state: exactly, or with an error that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf

from bilateral.dates.relations import Span
from bilateral.dates.when import DateLike, Period, as_edtf, as_span
from bilateral.errors import RecordError, StateNameError
from bilateral.model.actors import State
from bilateral.model.vocabulary import unknown_name
from bilateral.states.nearness import near_labels
from bilateral.states.tables import (
    Lineage,
    LineageType,
    Spell,
    folded,
    lineage,
    names,
    registry,
    spells,
    state_ids,
)

__all__ = ["SYSTEMS", "candidates", "code_of", "resolve", "state_named", "succession"]

SYSTEMS = ("iso", "cow", "gw", "sipri")
"""Whose codes or names: ISO 3166, Correlates of War, Gleditsch and Ward, SIPRI."""


def resolve(
    name: str | int, *, on: DateLike | Span | None = None, system: str | None = None
) -> State:
    """The state that a name or code stands for, on a date.

    Nothing is guessed. A name that has stood for several states needs a date that leaves one of
    them, and so does a code. Case, accents and punctuation do not matter in a name; else it
    has to be one that the table has. On a day when nobody bore the name, it is that of the state
    which those who bear it carry on: "Russia" in 1986 is the Soviet Union.

    Args:
        name: A name in English, past or present, or an ISO 3166 code; with ``system`` a number
            or abbreviation of it.
        on: The date it is used of; anything that may stand for a date. Leave it out where the
            name has only ever stood for one state.
        system: ``"iso"``, ``"cow"`` or ``"gw"``, to read it as a code of ISO 3166, Correlates of
            War, or Gleditsch and Ward; ``"sipri"`` for the names of its database.

    Returns:
        The state, with its life, other names and the states it continues.

    Raises:
        StateNameError: if there is no such name, or it stands for none or several on that date;
            the candidates are listed with their spans.
        UnknownNameError: if there is no such system.
        RecordError: if a number is given without its system.

    Example:
        >>> resolve("West Germany", on="1975").id, resolve("Ceylon").id
        ('DEU', 'LKA')
        >>> [resolve(365, system="cow", on=year).id for year in (1900, 1985, 1995)]
        ['russian-empire', 'SUN', 'RUS']
        >>> resolve("Russia", on=1986).id, resolve("Serbia", on=2001).id
        ('SUN', 'SCG')
        >>> resolve("Vietnam", on=1970)
        Traceback (most recent call last):
            ...
        bilateral.errors.StateNameError: a name of several states on 1970: found 'Vietnam', \
expected one of VDR North Vietnam (1945-09-02/1976-07-01), south-vietnam South Vietnam \
(1949/1976-07-01)

    Sources: :func:`bilateral.states.state_sources`; each row of the tables names its own.
    """
    label = _label(name, system)
    span, date = _asked(on)
    known = _spells(label, system)
    if not known:
        raise _unknown(label, system)
    found = _meant(label, span, system)
    states = dict.fromkeys(spell.state for spell in found)
    if len(states) == 1:
        return registry()[next(iter(states))]
    if states:
        problem = "a name of several states"
        raise _unsettled(label, problem if span is None else f"{problem} on {date}", found)
    raise _unsettled(label, f"no state of that name on {date}", _neighbours(known, span))


def candidates(
    name: str | int, *, on: DateLike | Span | None = None, system: str | None = None
) -> tuple[str, ...]:
    """The states that a name or code may stand for on some day of a date.

    Args:
        name: As for :func:`bilateral.resolve`.
        on: The date; without it, everything that the name has ever stood for.
        system: As for :func:`bilateral.resolve`.

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
    label = _label(name, system)
    return tuple(dict.fromkeys(spell.state for spell in _meant(label, _asked(on)[0], system)))


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
    known = _spells(label, None) or (_spells(label.upper(), None) if _is_short(label) else ())
    if not known:
        raise _unknown(label, None)
    found = [spell for spell in known if _lasts(spell)] or list(known)
    states = dict.fromkeys(spell.state for spell in found)
    if len(states) > 1:
        raise _unsettled(label, "a name of several states", found)
    return next(iter(states))


def code_of(state: str, *, system: str, on: DateLike | Span | None = None) -> str | None:
    """The code that a system gives a state on a date.

    Args:
        state: Id of a state in the registry.
        system: ``"cow"`` or ``"gw"``.
        on: The date; needed where the state has had several codes.

    Returns:
        The number as text; None if the system does not have the state on that date.

    Raises:
        StateNameError: if it has had several, and the date does not leave one.
        UnknownNameError: if there is no such state or system.

    Example:
        >>> code_of("DEU", system="cow", on=1975), code_of("DEU", system="cow", on=1995)
        ('260', '255')
        >>> code_of("SUN", system="cow"), code_of("POL", system="cow", on=1942)
        ('365', None)
    """
    if system not in ("cow", "gw"):
        raise unknown_name("system of states", system, ("cow", "gw"), listed=True)
    if state not in registry():
        raise unknown_name("state", state, registry())
    span = None if on is None else as_span(on)
    found = {
        spell.label: spell
        for (of, label), held in spells().items()
        if of == system and label.isdigit()
        for spell in held
        if spell.state == state and _may_be(spell, span)
    }
    if len(found) > 1:
        raise StateNameError(
            f"a state of several {system.upper()} codes",
            found=state,
            expected=f"a date that leaves one of {_listed(found.values())}",
            candidates=(state,),
        )
    return next(iter(found), None)


def succession(code: str | int, *, system: str, during: Period) -> tuple[tuple[State, Period], ...]:
    """The states that a code stands for one after another in a time, each with its part of it.

    Args:
        code: A number or abbreviation.
        system: ``"cow"`` or ``"gw"``.
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
    if system not in ("cow", "gw"):
        raise unknown_name("system of states", system, ("cow", "gw"), listed=True)
    edtf = during.edtf
    start, end = (part.text for part in edtf.parts) if edtf.parts else (edtf.text, edtf.text)
    ends_after = inf if end == ".." else during.end_min
    found: list[tuple[State, Period]] = []
    for spell in spells().get((system, str(code)), ()):
        span = spell.period
        if span is None or span.during(during).is_false:
            continue
        if span.start_min > (ends_after if found else during.start_min):
            return ()
        first, last = (part.text for part in span.edtf.parts)
        ends = last if span.end_max < ends_after else end
        found.append((registry()[spell.state], Period(f"{first if found else start}/{ends}")))
    return tuple(found)


def _label(name: str | int, system: str | None) -> str:
    """A name or code as the tables have it.

    Raises:
        UnknownNameError: if there is no such system.
        RecordError: if it is neither text nor a number with its system.
    """
    if system is not None and system not in SYSTEMS:
        raise unknown_name("system of states", system, SYSTEMS, listed=True)
    if isinstance(name, bool) or not isinstance(name, (str, int)):
        raise RecordError("wrong value", field="state", found=name, expected="a name or a code")
    if isinstance(name, int) and system is None:
        raise RecordError(
            "a number without its system", found=name, expected="system='cow', 'gw' or 'iso'"
        )
    return f"{name:03d}" if isinstance(name, int) and system == "iso" else str(name).strip()


def _asked(on: DateLike | Span | None) -> tuple[Span | None, str]:
    """The days of a date, and the date as text."""
    if on is None or isinstance(on, Span):
        return on, "that date" if on is None else str(on)
    edtf = as_edtf(on)
    return as_span(edtf), edtf.text


@lru_cache(maxsize=65536)
def _meant(label: str, on: Span | None, system: str | None) -> tuple[Spell, ...]:
    """What a name or code stands for on a date; several if it is not settled."""
    known = _spells(label, system)
    alive = tuple(spell for spell in known if _may_be(spell, on))
    # Whom a code passes to its system says. Of a name, days that no bearer of it fills are those
    # of whom the bearers carry on.
    if on is None or any(_fills(spell, on) for spell in alive):
        return alive
    bearers = [spell for spell in known if spell.system not in ("iso", "cow", "gw")]
    return (*alive, *(spell for spell in _carried(bearers) if _may_be(spell, on)))


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


def _spells(label: str, system: str | None) -> tuple[Spell, ...]:
    """Everything that a name or code has stood for."""
    if system in ("cow", "gw"):
        return spells().get((system, label.lstrip("0") or label), ())
    if system == "iso":
        return spells().get((system, label), ())
    plain = folded(label)
    own = names().get((system, plain), ()) if system else ()
    if own:
        return own
    # Digits are no name. Codes are in capitals: in lower case they are words of other languages.
    codes = spells().get(("iso", label), ()) if label.isalpha() else ()
    if not codes and label in registry():
        codes = (Spell("", label, label, None, "usage"),)
    return (*names().get(("", plain), ()), *codes)


def _may_be(spell: Spell, on: Span | None) -> bool:
    """Whether the spell, and its state, may be there on some day of a date."""
    if on is None:
        return True
    spans = (spell.period, registry()[spell.state].life)
    return not any(span is not None and Span.during(span, on).is_false for span in spans)


def _fills(spell: Spell, on: Span) -> bool:
    """Whether the spell, and its state, are there on every day of a date."""
    spans = (spell.period, registry()[spell.state].life)
    return all(
        span is None
        or (span.start_max <= on.start_min and (span.end_max == inf or on.end_max <= span.end_min))
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
    return [spell for spell in found if spell.state in own or _may_be(spell, on)]


def _unsettled(label: str, problem: str, candidates: Sequence[Spell]) -> StateNameError:
    return StateNameError(
        problem,
        found=label,
        expected=f"one of {_listed(candidates)}" if candidates else None,
        candidates=tuple(dict.fromkeys(spell.state for spell in candidates)),
    )


def _listed(candidates: Iterable[Spell]) -> str:
    lines: dict[str, None] = {}
    for spell in candidates:
        state = registry()[spell.state]
        span = spell.period or state.life
        code = f"{spell.label}: " if spell.label.isdigit() else ""
        lines[f"{code}{state.id} {state.name}" + (f" ({span})" if span else "")] = None
    return ", ".join(lines)


def _unknown(label: str, system: str | None) -> StateNameError:
    near = _near(label, system)
    if system in ("cow", "gw", "iso"):
        return StateNameError(f"no such code of {system.upper()}", found=label, near=near)
    return StateNameError("no state of that name", found=label, near=near)


@lru_cache(maxsize=4096)
def _near(label: str, system: str | None) -> tuple[str, ...]:
    if system in ("cow", "gw", "iso"):
        # A number that is near another says nothing.
        return near_labels(
            label, [of for where, of in spells() if where == system and of.isalpha()]
        )
    known = [spell.label for held in names().values() for spell in held]
    return near_labels(label, [*known, *state_ids()] if len(label) < 5 else known)
