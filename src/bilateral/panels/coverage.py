"""Coverage of a column: in which rows nothing found means that there was nothing.

Every column has a coverage of its own, from what its source claims to be complete for or from
the caller. In a row that lies wholly inside, nothing found is 0. Outside of it, in a row that lies
partly inside, and where nobody claims anything, what was found is all that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from typing import TypeAlias

import attrs

from bilateral.dates.expression import EDTF
from bilateral.dates.ordinals import day_text
from bilateral.dates.when import DateLike, as_span
from bilateral.errors import RecordError
from bilateral.model.completeness import Coverage
from bilateral.panels.rows import Rows
from bilateral.query import q
from bilateral.query.predicates import INITIATORS, TARGETS, AmountIs, And, FieldIn, Or, Predicate

__all__ = ["Claimed", "Covered", "covered_by", "ends_of"]

Claimed: TypeAlias = "DateLike | Coverage | Sequence[Coverage]"
"""A time in which a column is complete for all; or what is covered, by kind, actor and role."""


@attrs.frozen
class Covered:
    """Days in which a source is complete for some states in some roles.

    Attributes:
        first: First day, or -inf.
        last: Last day, or inf.
        states: Ids of the states; empty for all.
        sides: The sides on which they are covered.
    """

    first: float
    last: float
    states: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset({"initiator", "target"})

    def sql(self, rows: Rows, ends: Mapping[str, str], window: tuple[int, int] = (0, 0)) -> str:
        """A condition on the columns of codes and ``_t``.

        Args:
            rows: The rows of the panel.
            ends: The column that has the state of each side.
            window: The steps that a row stands for, from and to so many after its own.
        """
        step = rows.step
        terms = []
        if self.first > -inf:
            low = step.number(self.first)
            low += self.first > step.first(low)
            terms.append(f"_t >= {low - window[0]}")
        if self.last < inf:
            high = step.number(self.last)
            high -= self.last < step.last(high)
            terms.append(f"_t <= {high - window[1]}")
        if self.states:
            codes = rows.states.units.codes(self.states)
            listed = ", ".join(
                str(code) if isinstance(code, int) else "'" + code.replace("'", "''") + "'"
                for code in sorted(codes, key=str)
            )
            found = [f"{ends[side]} IN ({listed})" for side in ends if side in self.sides and codes]
            terms.append(f"({' OR '.join(found)})" if found else "false")
        return " AND ".join(terms) or "true"

    def __str__(self) -> str:
        time = "all time"
        if (self.first, self.last) != (-inf, inf):
            time = f"{day_text(self.first)} to {day_text(self.last)}"
        side = f" as {', '.join(self.sides)}" if len(self.sides) == 1 else ""
        return time + (f", of {', '.join(sorted(self.states))}{side}" if self.states else "")


def ends_of(rows: Rows, side: str = "either") -> tuple[Mapping[str, str], ...]:
    """The columns of the states on each side, all of which have to be covered.

    What is counted of a pair without direction, or of a state on either side, is covered where
    both directions are.

    Args:
        rows: The rows of the panel.
        side: As who a state takes part, in a panel of states.
    """
    if rows.is_paired:
        one, other = rows.codes
        there, back = {"initiator": one, "target": other}, {"initiator": other, "target": one}
        return (there,) if rows.kind == "directed-dyad" else (there, back)
    sides = ("initiator", "target") if side == "either" else (side,)
    return tuple({one: rows.codes[0]} for one in sides)


def covered_by(
    claimed: Claimed | None,
    declared: Iterable[Coverage],
    kinds: Iterable[str],
    asked: Predicate = q.anything,
) -> tuple[Covered, ...] | None:
    """Where a column is complete: by the caller, else by what its source declares.

    Args:
        claimed: What the caller says, if anything.
        declared: What the dataset says that its sources claim.
        kinds: The kinds of record that are counted.
        asked: What is asked of them. A source that has only records of some topics, or above
            some amount, is complete for a question that asks for no others.

    Returns:
        In any of which it is; None where nobody says anything.

    Raises:
        RecordError: if what the caller says is no time and no coverage.
    """
    wanted = frozenset(kinds)
    if claimed is None:
        found = tuple(declared)
    elif isinstance(claimed, Coverage):
        found = (claimed,)
    elif isinstance(claimed, Sequence) and not isinstance(claimed, str):
        found = tuple(claimed)
        if not all(isinstance(one, Coverage) for one in found):
            time = f"a time such as {'/'.join(map(str, found))!r}" if len(found) == 2 else "a time"
            raise RecordError("no coverage", found=claimed, expected=f"{time}, or Coverage")
    else:
        span = as_span(claimed)
        return (Covered(span.start_min, span.end_max),)
    stretches = [
        _of(one)
        for one in found
        if (not one.kinds or wanted <= frozenset(one.kinds)) and _is_within(asked, one)
    ]
    return _adjoined(stretches) or None


def _is_within(asked: Predicate, one: Coverage) -> bool:
    """Whether all that a question asks for is of the topics and above the threshold."""
    least = None if one.threshold is None else one.threshold.most

    def on_topic(node: Predicate) -> bool:
        return (
            isinstance(node, FieldIn)
            and node.field == "topics"
            and frozenset(node.values) <= frozenset(one.topics)
        )

    def above(node: Predicate) -> bool:
        return (
            isinstance(node, AmountIs)
            and node.field == one.amount
            and node.relation in (">=", "==")
            and (least is None or node.number >= least)
        )

    return (not one.topics or _implies(asked, on_topic)) and (
        least is None or _implies(asked, above)
    )


def _implies(node: Predicate, wanted: Callable[[Predicate], bool]) -> bool:
    """Whether a question is met only where another is that it may hold as a term."""
    if isinstance(node, And):
        return any(_implies(term, wanted) for term in node.terms)
    if isinstance(node, Or):
        return all(_implies(term, wanted) for term in node.terms)
    return wanted(node)


def _of(one: Coverage) -> Covered:
    first, last = -inf, inf
    if isinstance(one.period, EDTF):
        first, last = one.period.earliest_ordinal, one.period.latest_ordinal
    roles = frozenset(one.roles)
    sides = {
        side
        for side, own in (("initiator", INITIATORS), ("target", TARGETS))
        if not roles or not roles.isdisjoint(own)
    }
    return Covered(first, last, frozenset(one.actors), frozenset(sides))


def _adjoined(stretches: Iterable[Covered]) -> tuple[Covered, ...]:
    """The same, with stretches of the same states put together that meet."""
    found: list[Covered] = []
    ordered = sorted(stretches, key=lambda x: (sorted(x.states), sorted(x.sides), x.first))
    for one in ordered:
        last = found[-1] if found else None
        if (
            last is not None
            and (last.states, last.sides) == (one.states, one.sides)
            and one.first <= last.last + 1
        ):
            found[-1] = attrs.evolve(last, last=max(last.last, one.last))
        else:
            found.append(one)
    return tuple(found)
