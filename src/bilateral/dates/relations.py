"""Before, during, overlaps: what two stretches of days say of each other, as a truth.

A :class:`Span` is a stretch of days whose start and end are each known only within bounds.
Every relation is TRUE exactly if it holds for each choice of the days within the bounds, FALSE
exactly if it holds for none, and UNKNOWN otherwise.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from math import inf
from numbers import Integral
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

from bilateral.errors import RecordError, UnknownNameError, near_names
from bilateral.logic import Truth

__all__ = [
    "ANY_TIME",
    "RELATIONS",
    "Allen",
    "Bound",
    "Comparison",
    "DateRelation",
    "Span",
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
Bound: TypeAlias = Literal["start_min", "start_max", "end_min", "end_max"]


@attrs.frozen
class Comparison:
    """One bound of a span compared with one of another.

    Attributes:
        own: The bound of the span that is asked about.
        operator: ``">="``, ``"<="``, ``">"`` or ``"<"``.
        other: The bound of the span that it is compared with.
    """

    own: Bound
    operator: Literal[">=", "<=", ">", "<"]
    other: Bound

    def holds(self, one: Span, other: Span) -> bool:
        """Whether it holds between two spans."""
        compare = _OPERATORS[self.operator]
        return bool(compare(getattr(one, self.own), getattr(other, self.other)))


_OPERATORS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
_Comparisons: TypeAlias = tuple[Comparison, ...]
_SINCE = (Comparison("end_min", ">=", "start_max"),), (Comparison("end_max", ">=", "start_min"),)
_UNTIL = (Comparison("start_max", "<=", "end_min"),), (Comparison("start_min", "<=", "end_max"),)

RELATIONS: Mapping[DateRelation, tuple[_Comparisons, _Comparisons]] = MappingProxyType(
    {
        "since": _SINCE,
        "until": _UNTIL,
        "before": (
            (Comparison("end_max", "<", "start_min"),),
            (Comparison("end_min", "<", "start_max"),),
        ),
        "after": (
            (Comparison("start_min", ">", "end_max"),),
            (Comparison("start_max", ">", "end_min"),),
        ),
        "during": (_SINCE[0] + _UNTIL[0], _SINCE[1] + _UNTIL[1]),
        "within": (
            (Comparison("start_min", ">=", "start_max"), Comparison("end_max", "<=", "end_min")),
            (Comparison("start_max", ">=", "start_min"), Comparison("end_min", "<=", "end_max")),
        ),
    }
)
"""Where each relation surely holds, and where it may: every comparison must hold.

Objects, the loops compiled for many of them, and tables all read it here. One thing it does not
say: what may lie within one single day must have that day as both its start and its end.
"""


@attrs.frozen(kw_only=True)
class Span:
    """A stretch of days whose first and last day are each known within bounds.

    Attributes:
        start_min: Earliest day the start can be, as an ordinal (1 is 0001-01-01), or -inf.
        start_max: Latest day the start can be.
        end_min: Earliest day the end can be.
        end_max: Latest day the end can be, or inf.
        is_moment: Whether start and end are one and the same day.
        is_qualified: Whether the source marked it uncertain or approximate.
    """

    start_min: float
    start_max: float
    end_min: float
    end_max: float
    is_moment: bool = False
    is_qualified: bool = False

    def since(self, other: Span) -> Truth:
        """Whether some day of it is on or after the start of the other."""
        return _compared("since", self, other)

    def until(self, other: Span) -> Truth:
        """Whether some day of it is on or before the end of the other."""
        return _compared("until", self, other)

    def before(self, other: Span) -> Truth:
        """Whether all of it lies before the start of the other."""
        return _compared("before", self, other)

    def after(self, other: Span) -> Truth:
        """Whether all of it lies after the end of the other."""
        return _compared("after", self, other)

    def during(self, other: Span) -> Truth:
        """Whether some day of it falls in the other."""
        return _compared("during", self, other)

    def within(self, other: Span) -> Truth:
        """Whether all days of it fall in the other."""
        truth = _compared("within", self, other)
        # The start and end of one day cannot be chosen apart.
        return self.same_day(other) if other.is_moment and not truth.is_true else truth

    def same_day(self, other: Span) -> Truth:
        """Whether both are one day long and on the same day."""
        first = max(self.start_min, self.end_min, other.start_min, other.end_min)
        last = min(self.start_max, self.end_max, other.start_max, other.end_max)
        if first > last:
            return Truth.FALSE
        first = min(self.start_min, other.start_min)
        last = max(self.end_max, other.end_max)
        return Truth.TRUE if first == last else Truth.UNKNOWN

    def allen(self, relation: Allen | str, other: Span) -> Truth:
        """Whether one of Allen's relations holds between it and the other.

        Raises:
            UnknownNameError: if there is no relation of that name.
        """
        try:
            wanted = Allen(relation)
        except ValueError:
            raise UnknownNameError(
                "unknown Allen relation", found=relation, near=near_names(relation, Allen)
            ) from None
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
        start_max, end_min = min(self.start_max, day.end_max), max(self.end_min, day.start_min)
        if self.start_min > start_max or end_min > self.end_max:
            return None
        return Span(
            start_min=self.start_min,
            start_max=start_max,
            end_min=end_min,
            end_max=self.end_max,
            is_moment=self.is_moment,
            is_qualified=self.is_qualified,
        )

    def widened(self, days: int) -> Span:
        """The same span with every bound moved outward, if the source marked it as doubtful."""
        if not days or not self.is_qualified:
            return self
        return Span(
            start_min=self.start_min - days,
            start_max=self.start_max + days,
            end_min=self.end_min - days,
            end_max=self.end_max + days,
            is_moment=self.is_moment,
            is_qualified=True,
        )


ANY_TIME = Span(start_min=-inf, start_max=inf, end_min=-inf, end_max=inf)
"""A span of which nothing is known."""


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
        is_moment=all(span.is_moment for span in given),
        is_qualified=any(span.is_qualified for span in given),
    )


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


def _compared(relation: DateRelation, one: Span, other: Span) -> Truth:
    surely, maybe = RELATIONS[relation]
    if all(comparison.holds(one, other) for comparison in surely):
        return Truth.TRUE
    possible = all(comparison.holds(one, other) for comparison in maybe)
    return Truth.UNKNOWN if possible else Truth.FALSE


def _feasible(one: Span, other: Span, relation: tuple[tuple[int, int, int], ...]) -> bool:
    """Whether some choice of the four days meets a relation.

    The least solution of difference constraints is found by raising lower bounds until nothing
    changes. Infinite bounds become days far enough out for the offsets involved.
    """
    low = [one.start_min, one.end_min, other.start_min, other.end_min]
    high = [one.start_max, one.end_max, other.start_max, other.end_max]
    finite = [bound for bound in low + high if bound not in (-inf, inf)] or [0]
    low = [max(bound, min(finite) - 9) for bound in low]
    high = [min(bound, max(finite) + 9) for bound in high]
    order = [(_A, _AE, 0), (_B, _BE, 0)]
    order += [(_AE, _A, 0)] if one.is_moment else []
    order += [(_BE, _B, 0)] if other.is_moment else []
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
