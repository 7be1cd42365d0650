"""What an answer would leave unsaid: whom it was not asked for, whom a name means, what is counted.

Each remark is a sentence with a number, and there is none where the number would be nothing. They
are looked for when an answer is shown, never when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from bilateral.collection.contents import Contents
from bilateral.collection.deals import whole_of
from bilateral.errors import BilateralError
from bilateral.model.records import ArmsTransfer, Record
from bilateral.query import Predicate, evaluate, q, split
from bilateral.query.predicates import Node, Takes, TakesPlace
from bilateral.query.terms import changed, terms_of

__all__ = ["Shown", "states_said"]

_LISTS = ("cow", "gw")


@attrs.frozen
class Shown:
    """An answer that is shown.

    Attributes:
        data: What was asked.
        kinds: The kinds of record that were asked.
        predicate: The question.
        said: The names of states as they were said.
        definite: What surely matches.
        possible: What may.
    """

    data: Contents
    kinds: tuple[type[Any], ...]  # of whatever records
    predicate: Predicate
    said: tuple[str, ...]
    definite: Sequence[Record]
    possible: Sequence[Record]

    def sentences(self, *, of_parts: bool = True) -> tuple[str, ...]:
        """All that is to be said of it.

        Args:
            of_parts: Whether it counts records, so that parts of one thing count each.
        """
        parts = self._of_parts() if of_parts else ()
        return (*self._unasked(), *self._of_names(), *parts)

    # -- states that one carries on ------------------------------------------------------------

    def _unasked(self) -> Iterator[str]:
        """Whom the states asked for carry on, if there are records of them that would match."""
        carried = {
            state: [one for one in self.data.with_predecessors([state]) if one != state]
            for term in terms_of(self.predicate)
            for state in _states_of(term)
        }
        asked = carried.keys()
        left_out = {
            state: known
            for state, before in carried.items()
            if (known := [b for b in before if b not in asked and b in self.data._states_named])
        }
        if not left_out:
            return
        wider = changed(self.predicate, lambda term: _with(term, left_out))
        sides = split(wider, self.data.of_kinds(self.kinds), self.data.cast)
        found = {record.id for record in (*self.definite, *self.possible)}
        surely, maybe = ([r for r in side if r.id not in found] for side in sides)
        before = {one for known in left_out.values() for one in known}
        maybe = [record for record in maybe if before & {*self._states_in(record)}]  # not anybody
        if not (surely or maybe) or not self._is_whole():
            return
        named = {state for record in (*surely, *maybe) for state in self._states_in(record)}
        told = {
            state: seen
            for state, known in left_out.items()
            if (seen := [one for one in known if one in named])
        }
        whom = ", ".join(
            f"{' and '.join(them)}, which {one} carries on" for one, them in told.items()
        )
        number = len(surely) + len(maybe)
        many = f"{len(surely):,} to {number:,}" if maybe else f"{number:,}"
        instead = " and ".join(str([one, *them]) for one, them in told.items())
        noun = "record" if number == 1 else "records"
        yield f"not asked for: {whom}: {many} more {noun}; ask for {instead}"

    def _is_whole(self) -> bool:
        """Whether it is all that the question finds, and not a group of it."""
        sides = split(self.predicate, self.data.of_kinds(self.kinds), self.data.cast)
        own = (self.definite, self.possible)
        return all(
            {record.id for record in one} == {record.id for record in other}
            for one, other in zip(sides, own, strict=True)
        )

    def _states_in(self, record: Record) -> Iterator[str]:
        for participant in record.seen:
            yield from self.data.cast.states(participant, record) or ()
        for place in record.places:
            yield from place.states

    # -- names of a time -----------------------------------------------------------------------

    def _of_names(self) -> Iterator[str]:
        """Which names mean a state that lists of states have as two, one after the other."""
        for name in self.said:
            state = self._renamed(name)
            last = None if state is None else _last_of_former(state)
            if state is None or last is None:
                continue
            later = q.date.after(last)
            number = sum(evaluate(later, r, self.data.cast).is_true for r in self.definite)
            if number:
                many = f"{number:,} of {len(self.definite):,} lie after {last}"
                yield (
                    f"{name!r} is {state}, in all of its years: {many}; until({last!r}) leaves "
                    "them out"
                )

    def _renamed(self, name: str) -> str | None:
        """The state that somebody means by a name that is not what it is commonly called."""
        from bilateral.states.naming import common_labels
        from bilateral.states.tables import folded

        try:
            asked = self.data.conditions(name)
        except BilateralError:  # several, or nobody alone: what was asked is of others
            return None
        (state,) = asked["state"] if set(asked) == {"state"} else (None,)
        is_common = state is None or folded(name) in common_labels(state)
        return None if is_common else state

    # -- parts ---------------------------------------------------------------------------------

    def _of_parts(self) -> Iterator[str]:
        """Whether several parts of one deal are counted, or it and a part."""
        if self.kinds != (ArmsTransfer,):  # among records of all kinds it says little
            return
        wholes = list(filter(None, map(self._whole, self.definite)))
        different = set(wholes)
        ids = {record.id for record in self.definite} if wholes else set()
        if len(different) < len(wholes) or not ids.isdisjoint(different):
            of = f"{len(different):,} deal{'' if len(different) == 1 else 's'}"
            yield f"{len(wholes):,} of these are parts of {of}, and each part counts"

    def _whole(self, record: Record) -> str | None:
        """Id of the record of its own kind of which one is a part."""
        if not record.links:
            return None
        whole = whole_of(record.id, ((link.type, link.target) for link in record.links))
        if whole is None or whole not in self.data:
            return None
        return whole if type(self.data.record(whole)) is type(record) else None


def states_said(predicate: Predicate) -> tuple[str, ...]:
    """The states that a question names, in the words that it has for them.

    Args:
        predicate: The question.

    Example:
        >>> states_said((q.host == "Zaire") & ~q.place(state="FRA"))
        ('Zaire', 'FRA')
    """
    return tuple(dict.fromkeys(state for term in terms_of(predicate) for state in _states_of(term)))


def _states_of(term: Node) -> Iterable[str]:
    match term:
        case Takes(_, conditions):
            words = dict(conditions).get("state", ())
            return () if isinstance(words, bool) else words
        case TakesPlace(_, states):
            return states
        case _:
            return ()


def _with(term: Node, further: dict[str, list[str]]) -> Node:
    """The term with further states besides some of its own."""
    states = tuple(_states_of(term))
    wider = tuple(dict.fromkeys(x for one in states for x in (one, *further.get(one, ()))))
    if wider == states:
        return term
    match term:
        case Takes(roles, conditions):
            return Takes(roles, tuple((n, wider if n == "state" else w) for n, w in conditions))
        case TakesPlace(names, _):
            return TakesPlace(names, wider)
        case _:
            return term


def _last_of_former(state: str) -> str | None:
    """The last day of a state under its former code in a list of states, if it had another."""
    from bilateral.states.tables import spells

    held = [
        (system, code, spell.period)
        for (system, code), found in spells().items()
        if system in _LISTS and code.isdigit()
        for spell in found
        if spell.state == state and spell.period is not None
    ]
    passed = {
        period.edtf.parts[1].text
        for system, code, period in held
        for other in held
        if (system, code) != other[:2] and system == other[0] and period.before(other[2]).is_true
    }
    return max(passed, default=None)
