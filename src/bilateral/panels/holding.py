"""What held between states, and on which days: alliances in force, states of affairs.

A panel asks of a step whether something held on some day of it, on the first, on the last, on all,
or on how many. For this each record is a stretch of days for a unit, with the days on which it
surely holds and those on which it may. Two states that are members of one body are bound by it
while both are; what one owes is what its own membership says. An alliance is an agreement: what is
asked of agreements is asked of the memberships in alliances too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral._plugins import require
from bilateral.collection.contents import Contents
from bilateral.collection.selection import Selection
from bilateral.collection.units import Code, Units
from bilateral.dates.relations import Span
from bilateral.dates.when import When as Stated
from bilateral.model.fields import fields_of
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import (
    Agreement,
    Membership,
    MembershipForm,
    Participant,
    Record,
    Role,
)
from bilateral.panels.rows import Rows
from bilateral.query import q
from bilateral.query.kinds import kinds_with
from bilateral.query.participation import NO_STATE, Cast

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["WHENS", "Held", "When", "allied", "held_by", "held_sql"]

When: TypeAlias = Literal["any", "first", "last", "all", "days"]
WHENS: tuple[When, ...] = ("any", "first", "last", "all", "days")


@attrs.frozen
class Held:
    """The days on which something holds, of one record or of two memberships together.

    Attributes:
        sure_first: First of the days on which it surely holds.
        sure_last: Last of them; before the first if there are none.
        may_first: First of the days on which it may hold.
        may_last: Last of them.
        is_there: Whether it surely holds on some day.
        is_day: Whether it holds on one day alone.
    """

    sure_first: float
    sure_last: float
    may_first: float
    may_last: float
    is_there: bool = True
    is_day: bool = False

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Held:
        """What something that has one of some spans holds on."""
        found = [
            cls(
                span.start_max if not span.is_scattered else inf,
                span.end_min,
                span.start_min,
                span.end_max,
                is_day=span.is_moment,
            )
            for span in spans
        ]
        first = found[0]
        for one in found[1:]:
            first = cls(
                max(first.sure_first, one.sure_first),
                min(first.sure_last, one.sure_last),
                min(first.may_first, one.may_first),
                max(first.may_last, one.may_last),
                is_day=first.is_day and one.is_day,
            )
        return first

    def doubted(self) -> Held:
        """The same, of what may not be at all."""
        return attrs.evolve(self, sure_first=inf, sure_last=-inf, is_there=False)

    def along(self, other: Held) -> Held | None:
        """While both hold; None if they surely never do on one day."""
        found = Held(
            max(self.sure_first, other.sure_first),
            min(self.sure_last, other.sure_last),
            max(self.may_first, other.may_first),
            min(self.may_last, other.may_last),
        )
        if found.may_first > found.may_last:
            return None
        together = found.sure_first <= found.sure_last and self.is_there and other.is_there
        return attrs.evolve(found, is_there=together, is_day=self.is_day or other.is_day)

    def inside(self, first: float, last: float) -> Held | None:
        """The part of it that lies between two days."""
        found = self.along(Held(first, last, first, last))
        whole = first <= self.may_first and self.may_last <= last
        return (
            None
            if found is None
            else attrs.evolve(
                found,
                is_there=found.is_there or (whole and self.is_there),
                is_day=self.is_day,
            )
        )


def held_by(selection: Selection[Any], rows: Rows, field: str | None = None) -> pa.Table:
    """The stretches of days of all records that match, for the units of a panel.

    Args:
        selection: The records.
        rows: The rows of the panel.
        field: The date that says when they hold; by default when they are in force, or else
            their date.

    Returns:
        A table of codes and days, for :func:`held_sql`.
    """
    arrow = require("pyarrow", extra="tables")
    units, window = rows.states.units, (rows.first, rows.last)
    found: dict[tuple[Any, ...], None] = {}
    for states, held in _bonds(selection, rows, field):
        for codes, own in _coded(states, held, units, window):
            if rows.kind == "dyad" and not codes[0] < codes[1]:  # type: ignore[operator]
                turned: tuple[Code, ...] = (codes[1], codes[0])
            else:
                turned = codes
            key = (*turned, *_clipped(own, window), own.is_there, own.is_day)
            found[key] = None
    code = arrow.int64() if rows.states.key != "state" else arrow.string()
    names = (*rows.codes, "sure_first", "sure_last", "may_first", "may_last", "there", "one_day")
    types = [*[code] * len(rows.codes), *[arrow.int64()] * 4, arrow.bool_(), arrow.bool_()]
    columns = list(zip(*found, strict=True)) or [()] * len(names)
    return arrow.table(
        [arrow.array(values, kind) for values, kind in zip(columns, types, strict=True)], names
    )


def _clipped(held: Held, window: tuple[int, int]) -> Iterator[int]:
    first, last = window[0] - 1, window[1] + 1
    for day in (held.sure_first, held.sure_last, held.may_first, held.may_last):
        yield int(max(first, min(last, day)))


def _coded(
    states: tuple[str, ...], held: Held, units: Units, window: tuple[int, int]
) -> Iterator[tuple[tuple[Code, ...], Held]]:
    """The same by codes, which may pass to others within the time."""
    parts: list[tuple[tuple[Code, ...], Held]] = [((), held)]
    for state in states:
        if state in units.only:
            parts = [((*codes, units.only[state]), one) for codes, one in parts]
            continue
        owned = units.owned(state, *window)
        parts = [
            ((*codes, code), part)
            for codes, one in parts
            for first, last, code in owned
            if (part := one.inside(first, last)) is not None
        ]
    return iter(parts)


def _bonds(
    selection: Selection[Any], rows: Rows, field: str | None
) -> Iterator[tuple[tuple[str, ...], Held]]:
    """The units that each record binds, by the ids of their states."""
    data = selection._lookup()
    asked = [part for part in (selection, allied(selection)) if part is not None]
    is_joint = rows.is_paired and any(Membership in part.kinds for part in asked)
    fellows = _fellows(data, field) if is_joint else {}
    sides = [side for part in asked for side in ((True, part.definite), (False, part.possible))]
    for surely, records in sides:
        for record in records:
            held = _held(record, field)
            held = held if surely else held.doubted()
            if isinstance(record, Membership) and rows.is_paired:
                yield from _through(record, held, fellows, data.cast)
            else:
                yield from _between(record, held, data.cast, paired=rows.is_paired)


def allied(selection: Selection[Any]) -> Selection[Any] | None:
    """What is asked of agreements, asked of memberships in alliances; None where it cannot be."""
    if Agreement not in selection.kinds or Membership in selection.kinds:
        return None
    if selection._fixed or Membership not in kinds_with(selection.predicate):
        return None
    every = Selection(selection._lookup(), (Membership,), selection.predicate)
    sides = (every.definite, every.possible)
    surely, maybe = (tuple(r for r in side if r.form is MembershipForm.ALLY) for side in sides)
    found = Selection(
        selection._lookup(), (Membership,), selection.predicate, found=(surely, maybe)
    )
    return found if surely or maybe else None


def _held(record: Record, field: str | None) -> Held:
    """The days on which a record holds.

    Where it is not stated when an agreement is in force, it may be from its date on.
    """
    own = fields_of(type(record))
    name = "in_force" if "in_force" in own else "date"
    if field is not None and field in own:
        name = field
    if name == "date":
        return Held.of(record.when)
    if any(isinstance(value, Stated) for value in record.values(name)):
        return Held.of(record.spans(name))
    first = min((span.start_min for span in record.when), default=-inf)
    return Held(inf, -inf, first if name == "in_force" else -inf, inf, is_there=False)


_Fellow: TypeAlias = "tuple[str, dict[str, bool], Held]"


def _fellows(data: Contents, field: str | None) -> Mapping[str, list[_Fellow]]:
    """The members of each body, with their states: of what came about, or may have."""
    found: dict[str, list[_Fellow]] = {}
    every = Selection(data, (Membership,), statuses=q.done)
    for surely, records in ((True, every.definite), (False, every.possible)):
        for record in records:
            held = _held(record, field) if surely else _held(record, field).doubted()
            for body in _bodies(record):
                for states in _states(record, (Role.MEMBER,), data.cast):
                    found.setdefault(body, []).append((record.id, states, held))
    return found


def _bodies(record: Record) -> list[str]:
    return [p.organization for p in record.seen if p.role is Role.BODY and p.organization]


def _states(record: Record, roles: Iterable[Role], cast: Cast) -> Iterator[dict[str, bool]]:
    """Of each who takes part in some role, the states that it may be of."""
    for part in record.seen:
        if part.role in roles:
            yield _known(part, record, cast)


def _through(
    record: Record, held: Held, fellows: Mapping[str, list[_Fellow]], cast: Cast
) -> Iterator[tuple[tuple[str, ...], Held]]:
    """What binds a member to its fellows while both are members."""
    own = list(_states(record, (Role.MEMBER,), cast))
    for body in _bodies(record):
        for ident, others, theirs in fellows.get(body, ()):
            both = None if ident == record.id else held.along(theirs)
            if both is None:
                continue
            for states in own:
                for one, sure in states.items():
                    for other, so in others.items():
                        if one != other:
                            yield (one, other), both if sure and so else both.doubted()


def _between(
    record: Record, held: Held, cast: Cast, *, paired: bool
) -> Iterator[tuple[tuple[str, ...], Held]]:
    if not paired:
        for states in _states(record, tuple(Role), cast):
            for state, sure in states.items():
                yield (state,), held if sure else held.doubted()
        return
    for pair in directed_pairs(record.seen):
        if None in pair:
            continue
        sides = [_known(part, record, cast) for part in pair if part is not None]
        for one, sure in sides[0].items():
            for other, so in sides[1].items():
                if one != other:
                    yield (one, other), held if sure and so else held.doubted()


def _known(part: Participant, record: Record, cast: Cast) -> dict[str, bool]:
    known = cast.states(part, record) or ()
    return {state: len(known) == 1 for state in known if state != NO_STATE}


# -- SQL -------------------------------------------------------------------------------------------


def held_sql(rows: Rows, table: str, when: When) -> str:
    """A query for ``low`` and ``high`` of each unit and step in which something holds or may.

    Of days they are numbers; of the others, 1 where it holds.

    Args:
        rows: The rows of the panel.
        table: Name of the table that :func:`held_by` gave.
        when: On which days of the step.
    """
    step = rows.step
    low, high = step.within or (0, -1)
    codes = ", ".join(rows.codes)
    begin, finish = rows.edges_sql()
    exploded = (
        f"SELECT {codes}, sure_first, sure_last, may_first, may_last, there, one_day, "
        f"unnest(range(greatest({rows.number_sql('may_first')}, {low}), "
        f"least({rows.number_sql('may_last')}, {high}) + 1)) AS _t FROM {table} "
        "WHERE may_first <= may_last"
    )
    parts = (
        f"SELECT {codes}, _t, greatest(sure_first, a) AS sf, least(sure_last, b) AS sl, "
        "greatest(may_first, a) AS mf, least(may_last, b) AS ml, a, b, one_day, "
        "(there AND ((sure_first <= sure_last AND sure_first <= b AND sure_last >= a) "
        "OR (may_first >= a AND may_last <= b))) AS sure "
        f"FROM (SELECT *, {begin} AS a, {finish} AS b FROM ({exploded}))"
    )
    if when == "any":
        return (
            f"SELECT {codes}, _t, max(sure::BIGINT) AS low, 1 AS high FROM ({parts}) GROUP BY ALL"
        )
    if when in ("first", "last"):
        edge = "a" if when == "first" else "b"
        return (
            f"SELECT {codes}, _t, max((sf <= {edge} AND sl >= {edge})::BIGINT) AS low, "
            f"max((mf <= {edge} AND ml >= {edge})::BIGINT) AS high FROM ({parts}) GROUP BY ALL"
        )
    sure, may = _union(parts, codes, "sf", "sl"), _union(parts, codes, "mf", "ml")
    days = (
        f"SELECT {codes}, _t, greatest(coalesce(s.days, 0), e.least) AS low, "
        "least(m.days, e.most) AS high, b - a + 1 AS whole "
        f"FROM (SELECT {codes}, _t, max(sure::BIGINT) AS least, any_value(a) AS a, "
        "any_value(b) AS b, sum(CASE WHEN one_day THEN 1 ELSE ml - mf + 1 END) AS most "
        f"FROM ({parts}) GROUP BY ALL) e "
        f"JOIN ({may}) m USING ({codes}, _t) LEFT JOIN ({sure}) s USING ({codes}, _t)"
    )
    if when == "all":
        return (
            f"SELECT {codes}, _t, (low >= whole)::BIGINT AS low, "
            f"(high >= whole)::BIGINT AS high FROM ({days})"
        )
    return f"SELECT {codes}, _t, low::BIGINT AS low, high::BIGINT AS high FROM ({days})"


def _union(parts: str, codes: str, first: str, last: str) -> str:
    """How many days several stretches have together."""
    before = (
        f"max({last}) OVER (PARTITION BY {codes}, _t ORDER BY {first}, {last} "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    return (
        f"SELECT {codes}, _t, sum(greatest(0, {last} - greatest({first}, coalesce(reach + 1, "
        f"{first})) + 1)) AS days FROM (SELECT *, {before} AS reach FROM ({parts}) "
        f"WHERE {first} <= {last}) GROUP BY ALL"
    )
