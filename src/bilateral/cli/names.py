"""The table in which a user says what names of states stand for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

from bilateral._paths import is_there
from bilateral.errors import CodecError, ReadError

if TYPE_CHECKING:
    from bilateral.readers import Unresolved

__all__ = ["NameTable"]

_COLUMNS = ("name", "state", "rows", "reason")


@attrs.frozen
class NameTable:
    """Names with the state of each, or the states of which it is one; some not yet filled in.

    Attributes:
        path: Where it is, or will be.
        rows: Its rows.
    """

    path: Path
    rows: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def of(cls, path: Path) -> Self:
        """The table of a file; an empty one if there is no such file.

        Args:
            path: A CSV file with the columns ``name`` and ``state``; several states of which it
                is one are parted by semicolons.

        Raises:
            CodecError: if it has no such columns, or is no text.
            ReadError: if it cannot be opened.
        """
        if not is_there(path):
            return cls(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise CodecError("the table of names is not UTF-8", file=str(path)) from error
        except OSError as error:
            problem = f"the table of names cannot be opened ({error.strerror})"
            raise ReadError(problem, file=str(path)) from error
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
        if not {"name", "state"} <= set(reader.fieldnames or ()):
            raise CodecError(
                "no table of names",
                file=str(path),
                found=", ".join(reader.fieldnames or ()),
                expected="columns name and state",
            )
        rows = [{name: row[name] or "" for name in row if name in _COLUMNS} for row in reader]
        return cls(path, tuple(rows))

    @property
    def states(self) -> dict[str, str | list[str]]:
        """What each name stands for, as :func:`bilateral.read` takes it."""
        found: dict[str, str | list[str]] = {}
        for row in self.rows:
            states = [state.strip() for state in row["state"].split(";") if state.strip()]
            if states:
                found[row["name"]] = states[0] if len(states) == 1 else states
        return found

    @property
    def open(self) -> tuple[str, ...]:
        """The names without a state."""
        return tuple(row["name"] for row in self.rows if not row["state"].strip())

    def with_unresolved(self, unresolved: Iterable[Unresolved]) -> Self | None:
        """The table with names that could not be resolved, to be filled in.

        Args:
            unresolved: As an account has them.

        Returns:
            None if there is none that the table does not have.
        """
        known = {row["name"] for row in self.rows}
        times: dict[str, int] = {}
        reasons: dict[str, str] = {}
        for one in unresolved:
            if one.name not in known:
                times[one.name] = times.get(one.name, 0) + one.rows
                reasons.setdefault(one.name, one.reason)
        added = [
            {"name": name, "state": "", "rows": str(rows), "reason": reasons[name]}
            for name, rows in times.items()
        ]
        return attrs.evolve(self, rows=(*self.rows, *added)) if added else None

    def save(self) -> None:
        """Write it.

        Raises:
            WriteError: if it cannot be written.
        """
        from bilateral.files.atomic import text_file

        with text_file(self.path) as file:
            writer = csv.DictWriter(file, _COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)
