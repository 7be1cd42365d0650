"""A new panel: its units, its list of states and its time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from bilateral._plugins import warn
from bilateral.collection.answers import Answers
from bilateral.collection.contents import Contents
from bilateral.collection.steps import UNITS, Unit
from bilateral.collection.units import Code
from bilateral.dates.ordinals import day_text, ordinal
from bilateral.dates.when import DateLike, as_span
from bilateral.errors import BilateralError, RecordError
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.cells import cells_of
from bilateral.panels.frame import Frame
from bilateral.panels.lists import ListName, StateList, state_list
from bilateral.panels.rows import KINDS, PARTS, Kind, Part, Rows
from bilateral.panels.table import Panel

__all__ = ["FIRST", "panel"]

FIRST = ordinal(1816)
"""The first day of every list."""
_UNITS = tuple(f"{kind}-{unit}" for kind in KINDS for unit in UNITS)


def panel(
    data: Contents | None = None,
    *,
    unit: str = "directed-dyad-year",
    states: ListName = "cow-2016",
    years: Sequence[int] | None = None,
    window: DateLike | None = None,
    pairs: Iterable[tuple[Code, Code]] | Answers[Any] | None = None,
    carry: bool = False,
    same_day: bool = True,
    member: Part = "any",
) -> Panel:
    """A panel without any column but its keys.

    Args:
        data: A dataset, whose coverage and sources its columns have unless they say otherwise.
        unit: ``"state"``, ``"dyad"`` or ``"directed-dyad"`` with ``"-year"``, ``"-month"`` or
            ``"-day"``.
        states: The list of states; one of ``LISTS``.
        years: First and last year; by default those of the list.
        window: The time as a date instead, such as ``"2014-02/2014-04"``.
        pairs: The pairs that are wanted, as codes, names or ids of states; or records, for the
            pairs that occur in them.
        carry: Whether what is a member at the end of the list is taken to be one beyond it.
            Those rows say so in a column ``assumed``.
        same_day: Whether two states must have a day of membership in common, and not only a step.
        member: On which days of a step a state has to be a member: ``"any"``, ``"first"``,
            ``"last"`` or ``"whole"``.

    Warns:
        UserWarning: if the list ends before the time, and the rows with it.

    Raises:
        UnknownNameError: if there is no such unit or list.
        BilateralError: of days of pairs without a window; of a time that lies outside of the list.
        RecordError: of years, pairs or data that are none.
        MissingExtraError: without the extra ``tables``.

    Example:
        >>> import bilateral
        >>> bilateral.panel(unit="dyad-year", states="cow-2016", years=(1816, 2016)).count_rows()
        956145
    """
    if data is not None and not isinstance(data, Contents):
        raise RecordError(
            "no dataset",
            field="data",
            found=type(data).__name__,
            expected="a dataset, or nothing, and then count(visits=selection)",
        )
    if unit not in _UNITS:
        raise unknown_name("unit of a panel", unit, _UNITS, listed=True)
    if member not in PARTS:
        raise unknown_name("rule of membership", member, PARTS, listed=True)
    kind, _, step = unit.rpartition("-")
    listed = state_list(states)
    if step == "day" and kind != "state" and window is None:
        raise BilateralError(
            "days of pairs without a window", field="window", expected="such as '2014-02/2014-04'"
        )
    if carry and years is None and window is None:
        raise BilateralError("a list that is carried to no day", field="carry", expected="years=")
    first, last = _time(listed, years, window)
    if last < FIRST or (first > listed.end and not carry):
        raise BilateralError(
            "a time in which the list has no members",
            field="years" if window is None else "window",
            found=f"{day_text(first)} to {day_text(last)}",
            expected=f"days from {day_text(FIRST)} to {day_text(listed.end)}, another list, or "
            "carry=True",
        )
    used = listed.carried(last) if carry else listed
    rows = Rows(
        cast("Kind", kind),
        cast("Unit", step),
        used,
        first,
        last,
        same_day=same_day,
        known_until=listed.end if carry else None,
        member=member,
    )
    if pairs is not None:
        if not rows.is_paired:
            raise BilateralError("pairs of single states", field="unit", found=unit)
        rows = rows.of(rows.kind, _pairs(pairs, rows))
    base = f"SELECT *{', ' + rows.assumed_sql() + ' AS assumed' if carry else ''} "
    query = f"{base}FROM ({rows.sql('{members}', '{pairs}')})"
    frame = Frame().then(query, **rows.sources())
    if rows.until < last:
        warn(f"no rows after {day_text(rows.until)}, where the list ends: carry=True, or states=")
    return Panel(rows, frame, (), data=data)


def _time(
    listed: StateList, years: Sequence[int] | None, window: DateLike | None
) -> tuple[int, int]:
    if years is not None and window is not None:
        raise RecordError("both years and a window", field="window", found=window)
    if window is not None:
        span = as_span(window)
        last = listed.end if span.end_max == float("inf") else span.end_max
        return int(max(span.start_min, FIRST)), int(last)
    if years is None:
        return FIRST, listed.end
    found = list(years) if isinstance(years, (tuple, list, range)) else []
    if isinstance(years, range):
        found = found[:1] + found[-1:]
    if len(found) != 2 or not all(type(year) is int and 0 < year < 10_000 for year in found):
        raise RecordError("no years", field="years", found=years, expected="such as (1950, 2016)")
    first_year, last_year = found
    if first_year > last_year:
        raise RecordError(
            "years in the wrong order", field="years", found=f"{first_year}, {last_year}"
        )
    return ordinal(first_year), ordinal(last_year + 1) - 1


def _pairs(
    pairs: Iterable[tuple[Code, Code]] | Answers[Any], rows: Rows
) -> Collection[tuple[Code, Code]]:
    if isinstance(pairs, Answers):
        table = cells_of(pairs, rows).table
        columns = (table[name].to_pylist() for name in rows.codes)
        return dict.fromkeys(zip(*columns, strict=True))
    found: dict[tuple[Code, Code], None] = {}
    for pair in pairs:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise RecordError(
                "no pair", field="pairs", found=pair, expected="two codes, names or ids"
            )
        one, other = pair
        for first in rows.states.codes_of(one):
            for second in rows.states.codes_of(other):
                turned = rows.kind == "dyad" and not first < second  # type: ignore[operator]
                found[(second, first) if turned else (first, second)] = None
    return found
