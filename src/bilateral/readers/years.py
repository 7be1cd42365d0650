"""Years in a row as one period: what data by years know of when something began and ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from math import isinf

from bilateral.dates.ordinals import day_text
from bilateral.dates.when import Period, as_edtf
from bilateral.errors import RecordError

__all__ = ["not_before", "period_of", "runs"]


def runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last year of each run of years without a gap.

    Example:
        >>> list(runs([1952, 1950, 1951, 1951, 1955]))
        [(1950, 1952), (1955, 1955)]
    """
    found = sorted(set(years))
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(found), 1) if b > a + 1), len(found)]
    for start, stop in pairwise(starts):
        if start < stop:
            yield found[start], found[stop - 1]


def period_of(
    run: tuple[int, int], covered: Collection[int], *, since: int | None = None
) -> Period:
    """The period of a run of years in data of some years, beyond which nobody looked.

    A run from the first year on may have begun before it; one up to the last may go on.

    Args:
        run: Its first and last year.
        covered: All years of the data.
        since: A year before which there is none by the definition of the data, not for want of
            looking: a run from it on began in it.

    Example:
        >>> [str(period_of(run, range(1946, 2011))) for run in ((1946, 1950), (1955, 2010))]
        ['[..1946]/1950', '1955/[2010..]']
    """
    first, last = run
    earliest, latest = min(covered), max(covered)
    is_cut = first == earliest and (since is None or first > since)
    begin = f"[..{first}]" if is_cut else f"{first}"
    return Period(f"{begin}/" + (f"[{last}..]" if last == latest else f"{last}"))


def not_before(until: str) -> str:
    """The end of what was still so when the data end: some day, but none before that.

    Args:
        until: The date up to which the data go.

    Raises:
        EDTFError: if that is no date.
        RecordError: if it has no last day.

    Example:
        >>> not_before("2016"), not_before("2018-06")
        ('[2016-12-31..]', '[2018-06-30..]')
    """
    last = as_edtf(until).latest_ordinal
    if isinf(last):
        raise RecordError("no last day", found=until, expected="a date such as '2016'")
    return f"[{day_text(last)}..]"
