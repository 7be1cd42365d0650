"""Lists of states: which were members of the system of states, and from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal, TypeAlias, get_args

import attrs

from bilateral.collection.units import Code, Member, Units
from bilateral.errors import RecordError
from bilateral.model.vocabulary import unknown_name
from bilateral.states import state_named
from bilateral.states.affiliations import belonging
from bilateral.states.tables import period_of, table_rows

__all__ = ["LISTS", "ListName", "StateList", "state_list"]

ListName: TypeAlias = Literal["cow-2016", "cow-2024", "gw-2020", "gw-2020-micro", "registry"]
LISTS: tuple[ListName, ...] = get_args(ListName)

_BEGIN = date(1816, 1, 1).toordinal()
_TITLES: Mapping[ListName, str] = {
    "cow-2016": "Correlates of War, State System Membership List, v2016",
    "cow-2024": "Correlates of War, State System Membership List, v2024",
    "gw-2020": "Gleditsch and Ward, List of Independent States, as of 2020",
    "gw-2020-micro": "Gleditsch and Ward, List of Independent States, as of 2020, with microstates",
    "registry": "States and their lives in the registry of this package",
}
_ENDS: Mapping[ListName, int] = {
    "cow-2016": 2016,
    "cow-2024": 2024,
    "gw-2020": 2020,
    "gw-2020-micro": 2020,
    "registry": 2024,
}


@attrs.frozen
class StateList:
    """A list of states in one version.

    Attributes:
        name: One of ``LISTS``.
        title: What it is, with its version.
        key: The column that holds its codes: ``"ccode"``, ``"gwcode"`` or ``"state"``.
        end: The last day that it speaks of, as an ordinal.
        members: Every membership, in the order of codes and days.
        source: Id of its source, in the registry of states.
    """

    name: ListName
    title: str
    key: str
    end: int
    members: tuple[Member, ...] = attrs.field(repr=False)
    source: str

    def carried(self, last: int) -> StateList:
        """The same list with what goes on until its end taken to go on until another day.

        Args:
            last: The day. This is an assumption and no data.
        """
        members = tuple(
            attrs.evolve(one, last=max(last, one.last)) if one.last == self.end else one
            for one in self.members
        )
        return attrs.evolve(self, members=members)

    @property
    def units(self) -> Units:
        """Which code a state has on a day."""
        return Units(members=self.members)

    def codes_of(self, word: Code) -> Sequence[Code]:
        """The codes of a state by a code of the list, an id or a name.

        Args:
            word: A code, an id of the registry or a name.

        Raises:
            UnknownNameError: if there is no such state, or it is not of the list.
        """
        if word in self.units.states:
            return (word,)
        found = self.units.codes((str(word),)) or self.units.codes((state_named(str(word)),))
        if not found:
            raise unknown_name("state of the list", word, map(str, self.units.states))
        return sorted(found, key=str)


def state_list(name: ListName) -> StateList:
    """A list of states by its name.

    Args:
        name: ``"cow-2016"``, ``"cow-2024"``, ``"gw-2020"`` without microstates,
            ``"gw-2020-micro"`` with them, or ``"registry"``.

    Raises:
        UnknownNameError: if there is no such list.
        RecordError: of states instead of a list.

    Example:
        >>> cow = state_list("cow-2016")
        >>> len({member.code for member in cow.members}), cow.key
        (217, 'ccode')
    """
    if isinstance(name, (list, tuple, set)):
        raise RecordError(
            "no list of states",
            field="states",
            found=name,
            expected=f"one of {', '.join(LISTS)}; of some states only, pairs=[('USA', 'FRA')]",
        )
    if not isinstance(name, str) or name not in LISTS:
        raise unknown_name("list of states", name, LISTS, listed=True)
    return _made(name)


@cache
def _made(name: ListName) -> StateList:
    end = date(_ENDS[name], 12, 31).toordinal()
    system = name.partition("-")[0]
    rows = _lives() if system == "registry" else _listed(system, micro=name.endswith("micro"))
    members = sorted(
        (Member(code, state, first, last or end) for code, state, first, last in rows),
        key=lambda one: (str(type(one.code)), one.code, one.first),
    )
    key = {"cow": "ccode", "gw": "gwcode", "registry": "state"}[system]
    return StateList(name, _TITLES[name], key, end, tuple(members), system)


_Row: TypeAlias = tuple[int | str, str, int, int | None]


def _listed(system: str, *, micro: bool) -> Iterator[_Row]:
    """What Correlates of War or Gleditsch and Ward list.

    The versions of 2016 and 2024 of the former list the same memberships of the same codes; what
    is a member at the end of the one still is at the end of the other.
    """
    for row in table_rows("spells.csv"):
        if row["system"] == system and (micro or row["microstate"] != "yes") and row["start"]:
            yield int(row["code"]), row["state"], *_days(row)


def _lives() -> Iterator[_Row]:
    """The states of the registry, but for what claims to be one and is part of another."""
    for row in table_rows("states.csv"):
        if row["source"] != "iso" and not belonging(row["id"]):
            yield row["id"], row["id"], *_days(row)


def _days(row: Mapping[str, str]) -> tuple[int, int | None]:
    """First and last day; what has no first is older than the lists, what has no last goes on."""
    life = period_of(row["start"], row["end"])
    first = _BEGIN if life is None else int(max(life.start_min, _BEGIN))
    return first, int(life.end_max) if life is not None and row["end"] else None
