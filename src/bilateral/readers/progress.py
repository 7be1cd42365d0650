"""How far a file has been read, while it is read."""

from __future__ import annotations

import sys
import time

__all__ = ["ProgressLine"]

_PATIENCE = 3.0  # seconds before progress is shown


class ProgressLine:
    """A line on standard error that says how many rows have been read, if it takes long.

    Args:
        file: The file, as the line names it.
        shown: Whether to show it at once, or never; by default on a terminal, after a while.
    """

    def __init__(self, file: str, shown: bool | None) -> None:
        self._file = file
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._patience = _PATIENCE if shown is None else 0.0
        self._start = time.monotonic()
        self._open = False

    def __call__(self, rows: int) -> None:
        """Say that so many rows have been read, if it is time to."""
        if self._shown and time.monotonic() - self._start >= self._patience:
            sys.stderr.write(f"\r{self._file}: {rows:,} rows")
            sys.stderr.flush()
            self._open = True

    def end(self) -> None:
        """End the line, if one was begun."""
        if self._open:
            sys.stderr.write("\n")
            self._open = False
