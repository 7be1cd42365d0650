"""What an expression says of a start and an end: spans, one of which is so.

An expression may leave several stretches of days open that do not adjoin: the members of a set
(``[2016,2018]``), the readings of unspecified digits (``2016-XX-15``). Each is a span of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from math import inf
from typing import TypeAlias

from bilateral.dates.digits import readings
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.ordinals import days_in_month, ordinal, split_day
from bilateral.dates.relations import Span

__all__ = ["MOST_SPANS", "spans_of"]

MOST_SPANS = 1_000
"""An expression of more readings than so many is taken as the one stretch in which they lie."""

_MOST_DAYS = (366 * MOST_SPANS, 31 * MOST_SPANS, MOST_SPANS)
"""Days of a part of a set of which every year, month or day is a member."""

_Stretch: TypeAlias = tuple[float, float, bool]
"""First day, last day, and whether the source marked it as doubtful."""


def spans_of(edtf: EDTF, *, moment: bool = False, sequence: bool = False) -> tuple[Span, ...]:
    """The spans of an expression, one of which is so.

    Args:
        edtf: The expression.
        moment: Whether it is of something that takes one day.
        sequence: Whether it is of several occasions, of which an interval gives the first and
            the last.

    Example:
        >>> from bilateral import parse_edtf
        >>> [(span.start_min, span.end_max) for span in spans_of(parse_edtf("[2016,2018]"))]
        [(735964, 736329), (736695, 737059)]
    """
    days_max = 0 if moment else inf
    if edtf.shape is Shape.ALL_OF:
        return (_all_of(edtf),)
    if edtf.shape is not Shape.INTERVAL:
        return tuple(
            Span(
                start_min=first,
                start_max=last,
                end_min=first,
                end_max=last,
                days_max=days_max,
                is_sequence=sequence,
                start_qualified=qualified,
                end_qualified=qualified,
            )
            for first, last, qualified in _stretches(edtf)
        )
    start, end = edtf.parts
    starts, ends = _stretches(start), _stretches(end)
    if len(starts) * len(ends) > MOST_SPANS:
        starts, ends = (_whole(start),), (_whole(end),)
    spans = (
        Span(
            start_min=first,
            start_max=first_to,
            end_min=last_from,
            end_max=last,
            days_max=days_max,
            is_sequence=sequence,
            start_qualified=early,
            end_qualified=late,
        ).tightened()
        for (first, first_to, early), (last_from, last, late) in product(starts, ends)
    )
    return tuple(span for span in spans if span is not None)


def _stretches(edtf: EDTF) -> tuple[_Stretch, ...]:
    """The stretches, one of which a date, a set or the end of an interval means."""
    if edtf.shape is Shape.ONE_OF:
        found = [stretch for member in edtf.parts for stretch in _stretches(member)]
    elif edtf.shape is Shape.DATE and "X" in edtf.text:
        qualified = edtf.is_qualified
        several = islice(readings(edtf.text), MOST_SPANS + 1)
        found = [(first, last, qualified) for first, last in several]
    else:
        return (_whole(edtf),)
    return tuple(found) if len(found) <= MOST_SPANS else (_whole(edtf),)


def _whole(edtf: EDTF) -> _Stretch:
    return edtf.earliest_ordinal, edtf.latest_ordinal, edtf.is_qualified


def _all_of(edtf: EDTF) -> Span:
    """The span of a set all of whose members are touched."""
    members = [member for part in edtf.parts for member in _members(part)]
    return Span(
        start_min=min(first for first, _ in members),
        start_max=min(last for _, last in members),
        end_min=max(first for first, _ in members),
        end_max=max(last for _, last in members),
        members=tuple(sorted(set(members))),
        start_qualified=edtf.is_qualified,
        end_qualified=edtf.is_qualified,
    )


def _members(part: EDTF) -> Iterator[tuple[float, float]]:
    """The members that a part of a set names: of ``2016..2018`` every year."""
    if part.shape is not Shape.INTERVAL or inf in (-part.earliest_ordinal, part.latest_ordinal):
        yield part.earliest_ordinal, part.latest_ordinal
        return
    precision = part.parts[0].text.lstrip("-").count("-")
    first = part.earliest_ordinal
    if part.latest_ordinal - first > _MOST_DAYS[min(precision, 2)]:  # said of the whole, at least
        yield first, part.latest_ordinal
        return
    while first <= part.latest_ordinal:
        year, day = split_day(first)
        last = first
        if precision == 0:
            last = ordinal(year + 1) - 1
        elif precision == 1:
            last = ordinal(year, day.month) + days_in_month(year, day.month) - 1
        yield first, last
        first = last + 1
