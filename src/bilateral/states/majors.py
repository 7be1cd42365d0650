"""Major powers: the states that Correlates of War counts as such, from when to when."""

from __future__ import annotations

from datetime import date
from functools import cache

import attrs

from bilateral.states.tables import table_rows

__all__ = ["Major", "majors_by_state"]

_ALWAYS = date.max.toordinal()


@attrs.frozen
class Major:
    """A stretch of days in which a state is a major power.

    Attributes:
        state: Id of the state.
        first: First day, as an ordinal.
        last: Last day; that of what goes on is later than any.
    """

    state: str
    first: int
    last: int


@cache
def majors_by_state() -> tuple[Major, ...]:
    """Every stretch, by the states that a code stood for in it.

    Source: Correlates of War, list of major powers, v2024; each row names it. What goes on in the
    table was so on 31 December 2024, where the list ends.

    Example:
        >>> [date.fromordinal(one.first).year for one in majors_by_state() if one.state == "USA"]
        [1898]
    """
    listed = [
        (row["code"], row["state"], *_days(row))
        for row in table_rows("spells.csv")
        if row["system"] == "cow"
    ]
    found = []
    for row in table_rows("majors.csv"):
        first, last = _days(row)
        for code, state, begin, end in listed:
            if code == row["code"] and begin <= last and end >= first:
                found.append(Major(state, max(first, begin), min(last, end)))
    return tuple(found)


def _days(row: dict[str, str]) -> tuple[int, int]:
    end = date.fromisoformat(row["end"]).toordinal() if row["end"] else _ALWAYS
    return date.fromisoformat(row["start"]).toordinal(), end
