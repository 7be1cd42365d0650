"""How a question gets at the rows of a table, so that threads may ask at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import Any

import narwhals as nw

from bilateral.tables.formulas import TRUE, Formula

__all__ = ["Access"]

_TURN = RLock()
"""Held while the relation of a program is asked: DuckDB does not tell which connection it is of,
and tables of one connection would refuse each other."""


class Access:
    """The frame of a table, for one question at a time or for all at once.

    A connection of DuckDB serves one call at a time and refuses the others. So what is opened
    here is opened anew for each question, on a cursor of its own. Of a relation that a program
    hands over, the connection is the program's: questions to such relations wait for one another.
    The frames of other engines are shared.

    Args:
        frame: The frame.
        anew: Gives the same frame on a cursor of its own.
        ready: What a question is given of a frame: its rows in the columns of the schema, after
            they were looked through. No question gets at a frame in any other way. It is given
            all rows, and those among which the answer is.
        among: Gives a frame with at least the rows where a formula holds, on a cursor of its own.
        blank: Gives the columns that are known to be null in every row.
    """

    def __init__(
        self,
        frame: nw.LazyFrame[Any],
        anew: Callable[[], nw.LazyFrame[Any]] | None = None,
        ready: Callable[[nw.LazyFrame[Any], nw.LazyFrame[Any]], nw.LazyFrame[Any]] | None = None,
        among: Callable[[Formula], nw.LazyFrame[Any]] | None = None,
        blank: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self.engine = str(frame.implementation.value)
        self.blank = blank
        self._frame = frame
        self._anew = anew
        self._ready = ready
        self._among = among
        is_foreign = frame.implementation.is_duckdb() and anew is None
        self._turn = _TURN if is_foreign else nullcontext()

    @contextmanager
    def frame(self, where: Formula = TRUE) -> Iterator[nw.LazyFrame[Any]]:
        """The frame, to be asked while the context lasts.

        Args:
            where: Where something holds; other rows may be left out.
        """
        with self._turn:
            frame = self._frame if self._anew is None else self._anew()
            rows = frame if self._among is None or where == TRUE else self._among(where)
            yield rows if self._ready is None else self._ready(frame, rows)
