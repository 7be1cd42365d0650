"""The rows of a panel: units by time, as SQL over the spells of a list of states."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from bilateral._plugins import require
from bilateral.collection.steps import Step, Unit
from bilateral.collection.units import Code
from bilateral.panels.lists import StateList

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["KINDS", "PARTS", "Kind", "Part", "Rows"]

Kind: TypeAlias = Literal["state", "dyad", "directed-dyad"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Part: TypeAlias = Literal["any", "first", "last", "whole"]
PARTS: tuple[Part, ...] = get_args(Part)
"""On which days of a step a state has to be a member: some, the first, the last, all."""

_Stretch: TypeAlias = tuple[Code, int, int]


@attrs.frozen(slots=False)
class Rows:
    """Which rows a panel has: units of a list of states, step by step.

    A state has a row for each step in which it is a member on some day, and a pair one for each
    in which both are members on one and the same day.

    Attributes:
        kind: ``"state"``, ``"dyad"`` or ``"directed-dyad"``.
        unit: ``"year"``, ``"month"`` or ``"day"``.
        states: The list, as it is used.
        first: First day.
        last: Last day.
        same_day: Whether a pair needs a day in common, and not only a step.
        known_until: Last day that the list speaks of: what lies beyond is assumed.
        pairs: The pairs that are wanted; None for all.
        member: On which days of the step a state has to be a member; one of ``PARTS``.
    """

    kind: Kind
    unit: Unit
    states: StateList
    first: int
    last: int
    same_day: bool = True
    known_until: int | None = None
    pairs: tuple[tuple[Code, Code], ...] | None = None
    member: Part = "any"

    @property
    def is_paired(self) -> bool:
        """Whether a row is of two states."""
        return self.kind != "state"

    @property
    def codes(self) -> tuple[str, ...]:
        """The columns of codes."""
        key = self.states.key
        return (f"{key}1", f"{key}2") if self.is_paired else (key,)

    @property
    def times(self) -> tuple[str, ...]:
        """The columns of time."""
        return {"year": ("year",), "month": ("year", "month"), "day": ("date",)}[self.unit]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell a row."""
        return (*self.codes, *self.times)

    @property
    def step(self) -> Step:
        """The step of time, within the time of the panel."""
        plain = Step(self.unit)
        return attrs.evolve(plain, within=(plain.number(self.first), plain.number(self.last)))

    @property
    def is_assuming(self) -> bool:
        """Whether some rows lie beyond what the list says."""
        return self.known_until is not None and self.known_until < self.last

    @property
    def until(self) -> int:
        """The last day of which there may be rows."""
        return self.last if self.known_until is not None else min(self.last, self.states.end)

    # -- SQL -------------------------------------------------------------------------------------

    def sources(self) -> dict[str, pa.Table]:
        """What the SQL reads: the ``members`` by stretches of days, and the ``pairs``, if some."""
        arrow = require("pyarrow", extra="tables")
        code = arrow.int64() if isinstance(self._members[0][0], int) else arrow.string()
        columns = list(zip(*self._members, strict=True))
        types = (code, arrow.int64(), arrow.int64(), arrow.int64(), arrow.int64())
        names = ("code", "first", "last", "from_step", "to_step")
        found = {
            "members": arrow.table(
                [arrow.array(values, kind) for values, kind in zip(columns, types, strict=True)],
                names,
            )
        }
        if self.pairs is not None:
            one, two = zip(*self.pairs, strict=True) if self.pairs else ((), ())
            found["pairs"] = arrow.table(
                {"code1": arrow.array(one, code), "code2": arrow.array(two, code)}
            )
        return found

    @cached_property
    def _members(self) -> Sequence[tuple[Code, int, int, int, int]]:
        """The stretches of days in which a code is a member, each with the steps that it touches.

        Codes pass from state to state on the next day; stretches that adjoin are one.
        """
        merged: list[_Stretch] = []
        step = Step(self.unit)
        for code, spells in groupby(self.states.members, key=lambda one: one.code):
            own: list[_Stretch] = []
            for one in spells:
                first, last = max(one.first, self.first), min(one.last, self.last)
                if first > last:
                    continue
                if own and first <= own[-1][2] + 1:
                    own[-1] = (code, own[-1][1], max(last, own[-1][2]))
                else:
                    own.append((code, first, last))
            merged += own
        found = []
        for code, first, last in merged:
            low, high = step.number(first), step.number(last)
            if self.member in ("first", "whole") and first > step.first(low):
                low += 1
            if self.member in ("last", "whole") and last < step.last(high):
                high -= 1
            found.append((code, first, last, low, high))
        return found or [(0, 1, 0, 1, 0)]

    def sql(self, members: str = "members", pairs: str = "pairs") -> str:
        """A query for the codes and the number of the step, ``_t``, of each row.

        Args:
            members: Name of the one table that :meth:`sources` gave.
            pairs: Name of the other.
        """
        if not self.is_paired:
            (code,) = self.codes
            alone = f"SELECT code, NULL AS other, from_step, to_step FROM {members}"
            return (
                f"SELECT code AS {code}, unnest(range(from_step, to_step + 1)) AS _t "
                f"FROM ({_disjoint(alone)})"
            )
        met = f"a.code {'<' if self.kind == 'dyad' else '<>'} b.code"
        if self.same_day:
            met += " AND a.first <= b.last AND b.first <= a.last"
        found = (
            "SELECT a.code AS code, b.code AS other, "
            "greatest(a.from_step, b.from_step) AS from_step, "
            f"least(a.to_step, b.to_step) AS to_step FROM {members} a JOIN {members} b ON {met} "
            "AND a.from_step <= b.to_step AND b.from_step <= a.to_step"
        )
        if self.pairs is not None:
            found += f" JOIN {pairs} p ON p.code1 = a.code AND p.code2 = b.code"
        one, two = self.codes
        return (
            f"SELECT code AS {one}, other AS {two}, unnest(range(from_step, to_step + 1)) AS _t "
            f"FROM ({_disjoint(found)})"
        )

    def time_sql(self) -> str:
        """The columns of time, of the number of a step."""
        day = "DATE '0001-01-01' + (_t - 1)::INTEGER"
        return {
            "year": "_t::BIGINT AS year",
            "month": "(_t // 12)::BIGINT AS year, (_t % 12 + 1)::BIGINT AS month",
            "day": f"({day})::DATE AS date",
        }[self.unit]

    def number_sql(self, day: str) -> str:
        """The number of the step of a day that is an ordinal."""
        date = f"(DATE '0001-01-01' + ({day} - 1)::INTEGER)"
        return {
            "year": f"year({date})",
            "month": f"(year({date}) * 12 + month({date}) - 1)",
            "day": f"({day})",
        }[self.unit]

    def edges_sql(self) -> tuple[str, str]:
        """First and last day of the step ``_t``, as ordinals."""
        if self.unit == "day":
            return "_t", "_t"
        begin, end = {
            "year": ("make_date(_t::INTEGER, 1, 1)", "make_date(_t::INTEGER, 12, 31)"),
            "month": (
                "make_date((_t // 12)::INTEGER, (_t % 12 + 1)::INTEGER, 1)",
                "last_day(make_date((_t // 12)::INTEGER, (_t % 12 + 1)::INTEGER, 1))",
            ),
        }[self.unit]
        days = "(date_diff('day', DATE '0001-01-01', {}) + 1)"
        return days.format(begin), days.format(end)

    def assumed_sql(self) -> str:
        """Whether a row lies beyond what the list says."""
        until = self.last if self.known_until is None else self.known_until
        return f"_t > {Step(self.unit).number(until)}"

    def of(self, kind: Kind, pairs: Collection[tuple[Code, Code]] | None = None) -> Rows:
        """The same with other units or pairs."""
        return attrs.evolve(self, kind=kind, pairs=None if pairs is None else tuple(pairs))


def _disjoint(stretches: str) -> str:
    """Stretches of steps of which none shares one with another of the same pair.

    Two spells that end and begin in one step would give its row twice.
    """
    before = (
        "max(to_step) OVER (PARTITION BY code, other ORDER BY from_step, to_step "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    return (
        "SELECT code, other, from_step, to_step FROM (SELECT code, other, "
        f"greatest(from_step, coalesce({before} + 1, from_step)) AS from_step, to_step "
        f"FROM ({stretches})) WHERE from_step <= to_step"
    )
