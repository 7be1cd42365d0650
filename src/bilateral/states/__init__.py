"""Codes of states and territories, loaded when first asked for.

The table holds the entries of ISO 3166-1, with those that were withdrawn and the date that
ISO 3166-3 gives for it. A code says nothing of sovereignty.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import attrs

__all__ = ["StateCode", "state_codes", "with_predecessors"]


@attrs.frozen
class StateCode:
    """One entry of ISO 3166.

    Attributes:
        id: Alpha-3 code.
        name: Common name in English.
        alpha_2: Alpha-2 code.
        withdrawn: When ISO withdrew the code, as EDTF text, or empty.
        continues: Ids of the states whose legal personality it carries on.
    """

    id: str
    name: str
    alpha_2: str
    withdrawn: str
    continues: tuple[str, ...]


@cache
def state_codes() -> Mapping[str, StateCode]:
    """Every code by its alpha-3 form.

    Example:
        >>> state_codes()["PAK"].name, state_codes()["SUN"].withdrawn
        ('Pakistan', '1992-08-30')

    Source: ISO 3166-1 and ISO 3166-3, https://www.iso.org/iso-3166-country-codes.html.
    """
    text = files(__package__).joinpath("codes.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["id"]: StateCode(
                row["id"],
                row["name"],
                row["alpha_2"],
                row["withdrawn"],
                tuple(row["continues"].split()),
            )
            for row in csv.DictReader(text.splitlines())
        }
    )


def with_predecessors(
    states: Iterable[str], continues: Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """States and all the states they carry on, directly or through others.

    Args:
        states: Ids of states.
        continues: Gives the ids that one id carries on.

    Example:
        >>> with_predecessors(["RUS"], lambda state: state_codes()[state].continues)
        ('RUS', 'SUN')
    """
    found: dict[str, None] = {}
    waiting = list(states)
    while waiting:
        state = waiting.pop(0)
        if state not in found:
            found[state] = None
            waiting.extend(continues(state))
    return tuple(found)
