"""Before, during, overlaps: what two stretches of days say of each other, as a truth.

A :class:`Span` is a stretch of days whose start and end are each known only within bounds.
Every relation is TRUE exactly if it holds for each choice of the days within the bounds, FALSE
exactly if it holds for none, and UNKNOWN otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from math import inf
from numbers import Integral
from typing import Literal, TypeAlias

import attrs

from bilateral.errors import RecordError, UnknownNameError, near_names
from bilateral.logic import Truth

__all__ = [
    "ANY_DAY",
    "ANY_TIME",
    "Allen",
    "DateRelation",
    "Span",
    "consensus",
    "hull",
    "margin_days",
]


class Allen(StrEnum):
    """The thirteen relations of two periods; of any two known periods exactly one holds.

    Days are counted whole: a period *meets* another that begins the day after it ends.

    Source: J. F. Allen, "Maintaining knowledge about temporal intervals", Communications of the
    ACM 26 (11), 1983, pp. 832-843, https://doi.org/10.1145/182.358434.
    """

    PRECEDES = "precedes"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    FINISHED_BY = "finished by"
    CONTAINS = "contains"
    STARTS = "starts"
    EQUALS = "equals"
    STARTED_BY = "started by"
    DURING = "during"
    FINISHES = "finishes"
    OVERLAPPED_BY = "overlapped by"
    MET_BY = "met by"
    PRECEDED_BY = "preceded by"


# Each relation as differences: (i, j, c) means value i plus c is at most value j, with the
# values 0 and 1 the start and end of the first span, 2 and 3 those of the second.
_A, _AE, _B, _BE = range(4)
_FORWARD: dict[Allen, tuple[tuple[int, int, int], ...]] = {
    Allen.PRECEDES: ((_AE, _B, 2),),
    Allen.MEETS: ((_AE, _B, 1), (_B, _AE, -1)),
    Allen.OVERLAPS: ((_A, _B, 1), (_B, _AE, 0), (_AE, _BE, 1)),
    Allen.FINISHED_BY: ((_A, _B, 1), (_AE, _BE, 0), (_BE, _AE, 0)),
    Allen.CONTAINS: ((_A, _B, 1), (_BE, _AE, 1)),
    Allen.STARTS: ((_A, _B, 0), (_B, _A, 0), (_AE, _BE, 1)),
    Allen.EQUALS: ((_A, _B, 0), (_B, _A, 0), (_AE, _BE, 0), (_BE, _AE, 0)),
}
_INVERSE = {
    Allen.STARTED_BY: Allen.STARTS,
    Allen.DURING: Allen.CONTAINS,
    Allen.FINISHES: Allen.FINISHED_BY,
    Allen.OVERLAPPED_BY: Allen.OVERLAPS,
    Allen.MET_BY: Allen.MEETS,
    Allen.PRECEDED_BY: Allen.PRECEDES,
}
_CONSTRAINTS = _FORWARD | {
    name: tuple(((i + 2) % 4, (j + 2) % 4, c) for i, j, c in _FORWARD[inverse])
    for name, inverse in _INVERSE.items()
}


DateRelation: TypeAlias = Literal["since", "until", "before", "after", "during", "within"]
"""What a question may ask of a date; each is a method of :class:`Span`."""


@attrs.frozen(kw_only=True)
class Span:
    """A stretch of days whose first and last day are each known within bounds.

    A world gives a first and a last day, in this order, within the bounds and not fewer or more
    days apart than allowed. The bounds are those that some world reaches: see :meth:`tightened`.

    Attributes:
        start_min: Earliest day the start can be, as an ordinal (1 is 0001-01-01), or -inf.
        start_max: Latest day the start can be.
        end_min: Earliest day the end can be.
        end_max: Latest day the end can be, or inf.
        days_min: Days from start to end, at least; 0 where both may be the same day.
        days_max: Days from start to end, at most; 0 for what takes one day.
        is_sequence: Whether it is known of the first and the last day only that they are of it,
            and of no day between.
        members: First and last day of each of several stretches, all of which are touched, and
            no day outside of them; empty where it is one stretch.
        start_qualified: Whether the source marked the start uncertain or approximate.
        end_qualified: Whether the source marked the end so.
    """

    start_min: float
    start_max: float
    end_min: float
    end_max: float
    days_min: float = 0
    days_max: float = inf
    is_sequence: bool = False
    members: tuple[tuple[float, float], ...] = ()
    start_qualified: bool = False
    end_qualified: bool = False

    @property
    def is_moment(self) -> bool:
        """Whether start and end are one and the same day."""
        return self.days_max == 0

    @property
    def is_qualified(self) -> bool:
        """Whether the source marked it uncertain or approximate."""
        return self.start_qualified or self.end_qualified

    @property
    def is_scattered(self) -> bool:
        """Whether days between its first and its last day may be none of it."""
        return self.is_sequence or bool(self.members)

    @property
    def shortest(self) -> float:
        """Days from start to end, at least, by the bounds too."""
        return max(self.days_min, self.end_min - self.start_max)

    @property
    def longest(self) -> float:
        """Days from start to end, at most, by the bounds too."""
        return min(self.days_max, self.end_max - self.start_min)

    def tightened(self) -> Span | None:
        """The same worlds with bounds that each of them reaches; None if there is no world."""
        start_min = max(self.start_min, self.end_min - self.days_max)
        start_max = min(self.start_max, self.end_max - self.days_min)
        end_min = max(self.end_min, self.start_min + self.days_min)
        end_max = min(self.end_max, self.start_max + self.days_max)
        if start_min > start_max or end_min > end_max or self.days_min > self.days_max:
            return None
        return attrs.evolve(
            self,
            start_min=start_min,
            start_max=start_max,
            end_min=end_min,
            end_max=end_max,
        )

    def since(self, other: Span) -> Truth:
        """Whether some day of it is on or after the start of the other."""
        return _at_most(other.start_min, other.start_max, self.end_min, self.end_max)

    def until(self, other: Span) -> Truth:
        """Whether some day of it is on or before the end of the other."""
        return _at_most(self.start_min, self.start_max, other.end_min, other.end_max)

    def before(self, other: Span) -> Truth:
        """Whether all of it lies before the start of the other."""
        return ~self.since(other)

    def after(self, other: Span) -> Truth:
        """Whether all of it lies after the end of the other."""
        return ~self.until(other)

    def during(self, other: Span) -> Truth:
        """Whether some day of it falls in the other."""
        if not self.is_scattered:
            return self.until(other) & self.since(other)
        touched = self.members or (
            (self.start_min, self.start_max),
            (self.end_min, self.end_max),
        )
        if any(other.start_max <= first and last <= other.end_min for first, last in touched):
            return Truth.TRUE
        if self.is_sequence:  # any day between may be of it
            touched = ((self.start_min, self.end_max),)
        meets = any(first <= other.end_max and last >= other.start_min for first, last in touched)
        return Truth.UNKNOWN if meets else Truth.FALSE

    def within(self, other: Span) -> Truth:
        """Whether all days of it fall in the other."""
        if self.start_min >= other.start_max and self.end_max <= other.end_min:
            return Truth.TRUE
        inside = Span(
            start_min=max(self.start_min, other.start_min),
            start_max=min(self.start_max, other.end_max),
            end_min=max(self.end_min, other.start_min),
            end_max=min(self.end_max, other.end_max),
            days_min=self.days_min,
            days_max=min(self.days_max, other.days_max),
        )
        return Truth.FALSE if inside.tightened() is None else Truth.UNKNOWN

    def same_day(self, other: Span) -> Truth:
        """Whether both are one day long and on the same day."""
        first = max(self.start_min, self.end_min, other.start_min, other.end_min)
        last = min(self.start_max, self.end_max, other.start_max, other.end_max)
        if first > last or self.days_min > 0 or other.days_min > 0:
            return Truth.FALSE
        first = min(self.start_min, other.start_min)
        last = max(self.end_max, other.end_max)
        return Truth.TRUE if first == last else Truth.UNKNOWN

    def allen(self, relation: Allen | str, other: Span) -> Truth:
        """Whether one of Allen's relations holds between it and the other.

        Raises:
            UnknownNameError: if there is no relation of that name.
        """
        wanted = allen_named(relation)
        possible = self.allen_relations(other)
        if wanted not in possible:
            return Truth.FALSE
        return Truth.TRUE if len(possible) == 1 else Truth.UNKNOWN

    def allen_relations(self, other: Span) -> frozenset[Allen]:
        """Allen's relations that the bounds leave possible; at least one."""
        return frozenset(name for name in Allen if _feasible(self, other, _CONSTRAINTS[name]))

    def attested(self, day: Span) -> Span | None:
        """The same span, known to hold on some day within the bounds of another.

        Returns:
            The narrower span, or None if it cannot hold then.
        """
        return attrs.evolve(
            self,
            start_max=min(self.start_max, day.end_max),
            end_min=max(self.end_min, day.start_min),
        ).tightened()

    def lying(self, span: Span) -> Span | None:
        """What is left of one day that lies between the start and the end of a span.

        Args:
            span: The span, of which nothing is known but its bounds.

        Returns:
            The day, or None if it cannot lie there.
        """
        low, high = max(self.start_min, span.start_min), min(self.end_max, span.end_max)
        if low > high:
            return None
        return attrs.evolve(self, start_min=low, end_min=low, start_max=high, end_max=high)

    def lasting(self, least: float, most: float) -> Span | None:
        """The same span, known to last a number of days.

        Args:
            least: Days from start to end, at least: one less than the days of it.
            most: Days from start to end, at most.

        Returns:
            The narrower span, or None if it cannot last so long.
        """
        return attrs.evolve(
            self, days_min=max(self.days_min, least), days_max=min(self.days_max, most)
        ).tightened()

    def widened(self, days: int) -> Span:
        """The same span with the ends moved outward that the source marked as doubtful."""
        if not days or not self.is_qualified:
            return self
        at_start = days if self.start_qualified else 0
        at_end = days if self.end_qualified else 0
        wide = attrs.evolve(
            self,
            start_min=self.start_min - at_start,
            start_max=self.start_max + at_start,
            end_min=self.end_min - at_end,
            end_max=self.end_max + at_end,
            members=tuple((first - days, last + days) for first, last in self.members),
        )
        return wide.tightened() or wide


ANY_TIME = Span(start_min=-inf, start_max=inf, end_min=-inf, end_max=inf)
"""A span of which nothing is known."""
ANY_DAY = attrs.evolve(ANY_TIME, days_max=0)
"""A day of which nothing is known."""


def hull(spans: Iterable[Span]) -> Span:
    """The narrowest span that covers what each of several spans allows; of one, that one."""
    given = tuple(spans)
    if len(given) == 1:
        return given[0]
    return Span(
        start_min=min(span.start_min for span in given),
        start_max=max(span.start_max for span in given),
        end_min=min(span.end_min for span in given),
        end_max=max(span.end_max for span in given),
        days_min=min(span.days_min for span in given),
        days_max=max(span.days_max for span in given),
        is_sequence=any(span.is_sequence for span in given),
        start_qualified=any(span.start_qualified for span in given),
        end_qualified=any(span.end_qualified for span in given),
    )


def consensus(truths: Iterable[Truth]) -> Truth:
    """What all of several truths say, of alternatives one of which is so; UNKNOWN if they differ.

    Example:
        >>> consensus([Truth.TRUE, Truth.FALSE])
        <Truth.UNKNOWN>
    """
    distinct = set(truths)
    return distinct.pop() if len(distinct) == 1 else Truth.UNKNOWN


def allen_named(relation: Allen | str) -> Allen:
    """The relation of a name.

    Raises:
        UnknownNameError: if there is none.
    """
    try:
        return Allen(relation)
    except ValueError:
        raise UnknownNameError(
            "unknown Allen relation", found=relation, near=near_names(relation, Allen)
        ) from None


def margin_days(margin: int | timedelta) -> int:
    """A margin in whole days.

    Args:
        margin: Days, or any duration (``pendulum.duration(years=1)`` is 365 days).

    Raises:
        RecordError: if it is negative or no duration.
    """
    days: object = margin.days if isinstance(margin, timedelta) else margin
    if isinstance(days, bool) or not isinstance(days, Integral) or int(days) < 0:
        raise RecordError("wrong margin", found=margin, expected="a number of days, 0 or more")
    return int(days)


def _at_most(low_min: float, low_max: float, high_min: float, high_max: float) -> Truth:
    """Truth of low <= high, each free within its own bounds."""
    if low_max <= high_min:
        return Truth.TRUE
    return Truth.UNKNOWN if low_min <= high_max else Truth.FALSE


def _feasible(one: Span, other: Span, relation: tuple[tuple[int, int, int], ...]) -> bool:
    """Whether some choice of the four days meets a relation.

    The least solution of difference constraints is found by raising lower bounds until nothing
    changes. An end that may be any day is some day far out; an open end, such as a question's
    ``1950/..``, is later than all of those.
    """
    bounds = [
        (one.start_min, one.start_max),
        (one.end_min, one.end_max),
        (other.start_min, other.start_max),
        (other.end_min, other.end_max),
    ]
    finite = [bound for pair in bounds for bound in pair if bound not in (-inf, inf)] or [0]
    room = 9 + one.days_min + other.days_min
    first, last = min(finite) - room, max(finite) + room
    near = [_brought_near(pair, first, last, room) for pair in bounds]
    low, high = [pair[0] for pair in near], [pair[1] for pair in near]
    order: list[tuple[int, int, float]] = [(_A, _AE, one.days_min), (_B, _BE, other.days_min)]
    order += [(_AE, _A, -one.days_max)] if one.days_max < inf else []
    order += [(_BE, _B, -other.days_max)] if other.days_max < inf else []
    constraints = (*order, *relation)
    for _ in range(5):  # four values settle within four rounds unless they contradict
        settled = True
        for i, j, c in constraints:
            if low[i] + c > low[j]:
                low[j] = low[i] + c
                settled = False
        if settled:
            return all(least <= most for least, most in zip(low, high, strict=True))
    return False


def _brought_near(
    pair: tuple[float, float], first: float, last: float, room: float
) -> tuple[float, float]:
    """The bounds of an end as days, no farther out than the comparison needs."""
    low, high = pair
    if low == inf:
        return last + room, last + room
    if high == -inf:
        return first - room, first - room
    return max(low, first), min(high, last)
