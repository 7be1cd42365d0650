"""The columns of a panel: what each holds, by what rule, where it is complete, of what sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral.collection.answers import Answers
from bilateral.errors import BilateralError
from bilateral.model.evidence import Source
from bilateral.panels.coverage import Claimed, Covered, ends_of
from bilateral.panels.rows import Rows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Column", "Counted", "Probe", "Shift", "Sort", "bound_sql", "covered_sql"]

Sort: TypeAlias = Literal["count", "sum", "truth", "days", "series", "derived", "key"]


@attrs.frozen(eq=False)
class Counted:
    """Of what records a column was counted, so that it can be counted anew for other units.

    Attributes:
        source: A dataset, selection or table.
        field: The field that is summed; None of a count.
        options: The further words of the call.
        claimed: Where the caller said that it is complete.
    """

    source: Answers[Any]
    field: str | None = None
    options: Mapping[str, Any] = attrs.field(factory=dict)
    claimed: Claimed | None = None


@attrs.frozen(eq=False)
class Probe:
    """How the rows of a series meet those of a panel, to tell which do not.

    Attributes:
        rows: The rows of the series by codes ``k0``, ``k1``, step ``_t`` and number ``_row``.
        within: The numbers of all rows of the time of the panel, and of no time.
        given: The codes and times of the series as they were given.
        ends: The columns of codes in which a row of the panel may have those of the series.
        end: The one of them in which this column has.
    """

    rows: pa.Table
    within: Any  # a column of Arrow
    given: pa.Table
    ends: tuple[tuple[str, ...], ...]
    end: tuple[str, ...]

    def without(self) -> str:
        """A query for the rows of the table ``panel`` that have no row of ``rows_of``."""
        return f"SELECT p.* FROM panel p ANTI JOIN rows_of v ON {self._on(self.end)}"

    def met(self) -> str:
        """A query for the numbers of the rows of ``rows_of`` that have one of ``panel``."""
        parts = []
        for end in self.ends:
            codes = ", ".join(dict.fromkeys((*end, "_t")))
            parts.append(
                f"SELECT v._row FROM rows_of v SEMI JOIN (SELECT DISTINCT {codes} FROM panel) p "
                f"ON {self._on(end)}"
            )
        return " UNION ".join(parts)

    def _on(self, end: tuple[str, ...]) -> str:
        return " AND ".join([f"v.k{i} = p.{code}" for i, code in enumerate(end)] + ["v._t = p._t"])


@attrs.frozen
class Shift:
    """Of which column, which way and by how many steps a column is shifted in time."""

    column: str
    way: Literal["lag", "lead"]
    steps: int


@attrs.frozen(eq=False)
class Column:
    """A column of a panel, or the three of a number with bounds.

    Attributes:
        name: Its name.
        fields: The columns of the table that it is made of.
        sort: What it holds.
        label: What it holds, in words.
        rule: In which steps records fall, or how rows were joined.
        unit: Its unit; None if it has none.
        breaks: Numbers of the steps with which its unit changes.
        covered: Where it is complete; None where nobody says so.
        sources: What it is made of.
        counted: The records that it was counted of.
        window: The steps that a row stands for, from and to so many after its own.
        undated: Ids of the records that have no date to begin with.
        suffixed: Whether it is of the first or the second state of a pair.
        probe: Of a series, how its rows meet those of the panel.
        shift: Of a lag or lead, what it is of.
    """

    name: str
    fields: tuple[str, ...]
    sort: Sort
    label: str
    rule: str = ""
    unit: str | None = None
    breaks: tuple[int, ...] = ()
    covered: tuple[Covered, ...] | None = None
    sources: tuple[Source, ...] = ()
    counted: Counted | None = None
    window: tuple[int, int] = (0, 0)
    undated: tuple[str, ...] = ()
    suffixed: bool = False
    probe: Probe | None = None
    shift: Shift | None = None

    def whole(self, what: str) -> None:
        """Refuse what goes over steps between which the unit changes.

        Args:
            what: What was asked for.

        Raises:
            BilateralError: naming the column and its unit.
        """
        if self.breaks:
            raise BilateralError(
                f"{what} over a change of unit",
                field=self.name,
                found=self.unit,
                expected="a panel of steps of one unit, or numbers brought to one unit first",
            )


def covered_sql(
    covered: Sequence[Covered] | None,
    rows: Rows,
    window: tuple[int, int] = (0, 0),
    side: str = "either",
) -> str:
    """A condition for the rows that lie wholly in what is covered."""
    if covered is None:
        return "false"
    return " AND ".join(
        f"({' OR '.join(f'({one.sql(rows, ends, window)})' for one in covered)})"
        for ends in ends_of(rows, side)
    )


def bound_sql(name: str, covered: str, *, sort: Sort, table: str = "c") -> str:
    """The columns of a number or a truth, of ``low`` and ``high`` where anything falls.

    Args:
        name: Name of the column.
        covered: Where nothing found means none.
        sort: Whether it is a truth, or a number with bounds.
        table: Name of the table of bounds.
    """
    low, high = f"coalesce({table}.low, 0)", f"coalesce({table}.high, 0)"
    if sort == "truth":
        return (
            f"CASE WHEN {low} >= 1 THEN true WHEN {high} < 1 AND ({covered}) THEN false END "
            f'AS "{name}"'
        )
    kind = "DOUBLE" if sort == "sum" else "BIGINT"
    most = f"CASE WHEN ({covered}) AND {high} < 'inf'::DOUBLE THEN {high}::{kind} END"
    return (
        f'CASE WHEN ({covered}) AND {low} = {high} THEN {low}::{kind} END AS "{name}", '
        f'{low}::{kind} AS "{name}_low", {most} AS "{name}_high"'
    )
