"""The shape of a panel: its rows, its query, and its columns one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import attrs

from bilateral.collection.contents import Contents
from bilateral.dates.ordinals import day_text
from bilateral.errors import RecordError
from bilateral.model.evidence import Source
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.columns import Column
from bilateral.panels.frame import Frame
from bilateral.panels.rows import Rows
from bilateral.states.tables import state_sources

__all__ = ["Shape"]

_SHOWN = 5


@attrs.frozen(eq=False, repr=False)
class Shape:
    """What every verb of a panel works on. Nothing in it can be changed.

    Attributes:
        rows: What its rows are.
        frame: The query that it is underneath.
        added: Its columns beside the keys.
        data: The dataset whose coverage and sources columns have unless they say otherwise.
        done: What was done to its rows, in words.
    """

    rows: Rows
    frame: Frame
    added: tuple[Column, ...] = ()
    data: Contents | None = None
    done: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (
            *self.rows.keys,
            *(("assumed",) if self.rows.is_assuming else ()),
            *(field for column in self.added for field in column.fields),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known before its numbers are used, a line each."""
        return (*self._ended(), *self._undeclared(), *self._undated(), *self.done)

    def _ended(self) -> Iterator[str]:
        """That the list ends before the time that was asked for, if it does."""
        if self.rows.until < self.rows.last:
            end = day_text(self.rows.until)
            yield f"the list ends with {end}, and the rows with it; carry=True assumes the rest"

    def _undeclared(self) -> Iterator[str]:
        """The columns of records that nobody says are complete anywhere."""
        columns = (one for one in self.added if one.counted is not None and one.covered is None)
        names = ", ".join(one.name for one in columns)
        if names:
            yield (
                f"{names}: nobody says where the records are complete, so that nothing found "
                "need not be none; coverage= says so"
            )

    def _undated(self) -> Iterator[str]:
        """The records without a beginning, each of which raises the upper bound of many rows."""
        for column in self.added:
            if column.undated and column.shift is None:
                number = len(column.undated)
                ids = ", ".join(column.undated[:_SHOWN])
                more = f" and {number - _SHOWN} more" if number > _SHOWN else ""
                have = "1 record has" if number == 1 else f"{number} records have"
                what = f"{have} no date to begin with, so may be of any"
                yield f"{column.name}: {what}: {ids}{more}"

    def column(self, name: str) -> Column:
        """What is known of a column.

        Args:
            name: Its name, or that of one of its bounds.

        Raises:
            UnknownNameError: if there is none.
        """
        for column in self.added:
            if name == column.name or name in column.fields:
                return column
        raise unknown_name("column", name, [one.name for one in self.added], listed=True)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its rows and columns."""
        listed = state_sources().get(self.rows.states.source)
        own = (listed,) if listed is not None else ()
        found = {one.id: one for one in (*own, *(s for c in self.added for s in c.sources))}
        return tuple(found.values())

    def with_columns(self, sql: str, *columns: Column, **sources: Any) -> Self:
        """The same with another step of its query, which adds columns.

        Args:
            sql: The query; see :class:`bilateral.panels.frame.Frame`.
            *columns: What it adds.
            **sources: The tables that it reads.

        Raises:
            RecordError: if one is there, upper and lower case not told apart, or its name is none.
        """
        there = {name.lower() for name in (*self.columns, "assumed", "maybe")}
        for column in columns:
            for name in dict.fromkeys((column.name, *column.fields)):
                if '"' in name or name.startswith("_") or not name.strip():
                    raise RecordError(
                        "no name of a column", field=name, expected="one without quotes, not of _"
                    )
                if name.lower() in there:
                    raise RecordError("a column of that name is there", field=column.name)
            there |= {name.lower() for name in column.fields}
        return attrs.evolve(
            self, frame=self.frame.then(sql, **sources), added=(*self.added, *columns)
        )

    def query(self) -> str:
        """A query for the columns of the panel, of the table that its steps give."""
        names = ", ".join(f'"{name}"' for name in self.columns if name not in self.rows.times)
        codes = ", ".join(self.rows.codes)
        rest = names.removeprefix(", ".join(f'"{name}"' for name in self.rows.codes))
        return f"SELECT {codes}, {self.rows.time_sql()}{rest} FROM panel ORDER BY {codes}, _t"
