"""The keys of a join that met nothing on the other side."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import attrs

from bilateral.collection.contents import Contents
from bilateral.collection.shortcuts import Shortcuts
from bilateral.collection.tabular import Export, Match, exported
from bilateral.errors import BilateralError
from bilateral.layout import html_table, text_table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Unmet"]

_SHOWN = 10


@attrs.frozen(eq=False, repr=False)
class Unmet(Shortcuts):
    """Keys, a row each, as ``Panel.unmatched`` gives them.

    Attributes:
        table: The keys.
    """

    table: pa.Table

    def __len__(self) -> int:
        return len(self.table)

    def to_pylist(self) -> list[dict[str, Any]]:
        """A dictionary for each row."""
        found: list[dict[str, Any]] = self.table.to_pylist()
        return found

    def to_arrow(self) -> pa.Table:
        """The same as ``to("arrow")``."""
        return self.table

    def to(
        self, format: str, path: str | os.PathLike[str] | None = None
    ) -> Any:  # what the format's library has for a table
        """The keys in another form, as of counts.

        Args:
            format: A format of tables.
            path: File to write.

        Raises:
            UnknownNameError: if there is no such format.
            BilateralError: if the format is one of documents, or the file cannot be written.
        """
        return exported(Export(self, "definite"), format, path)

    def _arrow(self, match: Match) -> pa.Table:  # noqa: ARG002 - keys are neither
        return self.table

    def _contents(self, match: Match) -> Contents:  # noqa: ARG002
        raise BilateralError("keys are a table and no document", expected="a format of tables")

    def _texts(self) -> tuple[list[str], list[list[str]]]:
        names = self.table.column_names
        rows = [
            ["not stated" if row[name] is None else str(row[name]) for name in names]
            for row in self.table.slice(0, _SHOWN).to_pylist()
        ]
        if len(self) > _SHOWN:
            rows.append([f"... and {len(self) - _SHOWN} more", *[""] * (len(names) - 1)])
        return names, rows

    def __repr__(self) -> str:
        names, rows = self._texts()
        lines = text_table([*names, ""], [[*row, ""] for row in rows])  # without remarks
        return "\n".join(lines) if rows else f"nothing, by {', '.join(names)}"

    def _repr_html_(self) -> str:
        return html_table(*self._texts())
