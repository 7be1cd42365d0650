"""How a question gets at the rows of a table, so that threads may ask at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import narwhals as nw

__all__ = ["Access"]


class Access:
    """The frame of a table, for one question at a time or for all at once.

    A connection of DuckDB serves one call at a time and refuses the others. So what is opened
    here is opened anew for each question, on a cursor of its own. Of a relation that a program
    hands over, the connection is the program's: questions to it wait for one another. The frames
    of other engines are shared.

    Args:
        frame: The frame, with its columns as the schema has them.
        anew: Gives the same frame on a cursor of its own.
    """

    def __init__(
        self, frame: nw.LazyFrame[Any], anew: Callable[[], nw.LazyFrame[Any]] | None = None
    ) -> None:
        self.engine = str(frame.implementation.value)
        self._frame = frame
        self._anew = anew
        self._turn = RLock() if frame.implementation.is_duckdb() and anew is None else None

    @contextmanager
    def frame(self) -> Iterator[nw.LazyFrame[Any]]:
        """The frame, to be asked while the context lasts."""
        if self._anew is not None:
            yield self._anew()
        elif self._turn is not None:
            with self._turn:
                yield self._frame
        else:
            yield self._frame
