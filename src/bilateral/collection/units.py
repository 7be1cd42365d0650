"""Units: the codes that a list of states gives to states, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import attrs

__all__ = ["Code", "Member", "Units"]

Code: TypeAlias = int | str


@attrs.frozen
class Member:
    """A stretch of days in which a list has a state under a code.

    Attributes:
        code: The code.
        state: Id of the state.
        first: First day, as an ordinal.
        last: Last day.
    """

    code: Code
    state: str
    first: int
    last: int


def _members(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(members)


@attrs.frozen(slots=False)
class Units:
    """Which code stands for a state, and when.

    A code has passed from state to state (365 from the Soviet Union to Russia), and a state from
    code to code (Germany from 260 to 255).

    Args:
        members: The memberships.

    Example:
        >>> units = Units([Member(260, "DEU", 1, 9), Member(255, "DEU", 10, 20)])
        >>> units.owned("DEU", 5, 15), units.owned("DEU", 2, 4), units.owned("DEU", 30, 40)
        ([(5, 9, 260), (10, 15, 255)], [(2, 4, 260)], [])
    """

    members: tuple[Member, ...] = attrs.field(converter=_members)

    @cached_property
    def _spells(self) -> Mapping[str, Sequence[Member]]:
        found: dict[str, list[Member]] = {}
        for one in sorted(self.members, key=lambda one: one.first):
            found.setdefault(one.state, []).append(one)
        return found

    @cached_property
    def only(self) -> Mapping[str, Code]:
        """The code of each state that has had one alone, whatever the day."""
        return {
            state: spells[0].code
            for state, spells in self._spells.items()
            if len({one.code for one in spells}) == 1
        }

    @cached_property
    def passing(self) -> frozenset[str]:
        """The states that have had several codes."""
        return frozenset(self._spells) - frozenset(self.only)

    @cached_property
    def states(self) -> Mapping[Code, tuple[str, ...]]:
        """The states that each code has stood for."""
        found: dict[Code, dict[str, None]] = {}
        for one in self.members:
            found.setdefault(one.code, {})[one.state] = None
        return {code: tuple(states) for code, states in found.items()}

    @property
    def is_numbered(self) -> bool:
        """Whether the codes are numbers."""
        return not self.members or isinstance(self.members[0].code, int)

    def codes(self, states: Iterable[str]) -> frozenset[Code]:
        """The codes that have stood for one of some states."""
        return frozenset(one.code for state in states for one in self._spells.get(state, ()))

    def owned(self, state: str, first: int, last: int) -> list[tuple[int, int, Code]]:
        """The codes of a state between two days, each with the part of the time that it has.

        A day on which the state has no code is given to the code that it has next in that time,
        or had last.

        Args:
            state: Id of the state.
            first: First day.
            last: Last day.
        """
        found: list[tuple[int, int, Code]] = []
        for one in self._spells.get(state, ()):
            if one.last < first or one.first > last:
                continue
            if found and found[-1][2] == one.code:
                found[-1] = (found[-1][0], one.last, one.code)
            else:
                found.append((found[-1][1] + 1 if found else first, one.last, one.code))
        if found:
            found[-1] = (found[-1][0], last, found[-1][2])
        return found
