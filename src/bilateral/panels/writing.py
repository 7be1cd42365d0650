"""Panels in other forms: every format of tables, with what the panel says of itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from bilateral._plugins import require
from bilateral.collection.contents import Contents
from bilateral.collection.shortcuts import Shortcuts
from bilateral.collection.tabular import Export, Match, exported
from bilateral.errors import BilateralError, WriteError, first_line
from bilateral.files.atomic import part_file, text_file
from bilateral.panels.describing import metadata_of
from bilateral.panels.shape import Shape

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Written"]

_OF_LISTS = ("arrow", "pandas", "polars", "duckdb", "parquet")
"""The formats in which a cell may hold a list."""


@attrs.frozen(eq=False, repr=False)
class Written(Shape, Shortcuts):
    """What a panel can be written as."""

    def to(
        self, format: str, path: str | os.PathLike[str] | None = None
    ) -> Any:  # what the format's library has for a table
        """The panel in another form.

        Args:
            format: A format of tables, as of records: ``"arrow"``, ``"pandas"``, ``"polars"``,
                ``"duckdb"``, ``"parquet"``, ``"csv"``, ``"stata"``. What the panel says of itself
                is in the metadata of Arrow, pandas and Parquet, in the notes of Stata, and in a
                codebook beside a CSV file.
            path: File to write.

        Raises:
            UnknownNameError: if there is no such format.
            BilateralError: if the format is one of documents, a path is given or missing where
                it should not be, or the file cannot be written.
            MissingExtraError: if the library that it takes is not installed.
        """
        if format == "parquet" and path is not None:
            return self._to_parquet(Path(path))
        plain = self if format in _OF_LISTS else self._plain()
        made = exported(Export(plain, "definite"), format, path)
        if format == "csv" and path is not None:
            self._write_codebook(Path(path))
        return made

    def _plain(self) -> Written:
        """The same with each list in a cell as text, for files of plain values."""
        table = self.frame.table(f"{self.query()} LIMIT 0")
        types = require("pyarrow.types", extra="tables")
        lists = [one.name for one in table.schema if types.is_list(one.type)]
        if not lists:
            return self
        texts = (f'array_to_string("{name}", \'; \') AS "{name}"' for name in lists)
        frame = self.frame.then(f"SELECT * REPLACE ({', '.join(texts)}) FROM {{prev}}")
        return attrs.evolve(self, frame=frame)

    def to_arrow(self) -> pa.Table:
        """The same as ``to("arrow")``."""
        return self._arrow("definite")

    def _to_parquet(self, path: Path) -> Path:
        """Written by DuckDB batch by batch, as it may be larger than memory."""
        pairs = ", ".join(
            f"'{key}': '{text.replace(chr(39), chr(39) * 2)}'"
            for key, text in metadata_of(self).items()
        )
        with part_file(path) as part:
            con = self.frame.connected()
            target = str(part).replace("'", "''")
            try:
                con.execute(
                    f"COPY ({self.frame.about(self.query())}) TO '{target}' (FORMAT parquet, "
                    f"COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {{{pairs}}})"
                )
            except require("duckdb", extra="tables").IOException as error:  # such as a full disk
                raise WriteError(
                    f"cannot be written ({first_line(error)})", file=str(path)
                ) from error
        return path

    def _write_codebook(self, path: Path) -> None:
        """A Markdown file of the same stem, which says what each column is."""
        said = json.loads(metadata_of(self)["bilateral.panel"])
        lines = [f"# {path.name}", "", said["about"], "", *said["notes"], ""]
        lines += ["| column | holds | rule | unit | coverage | sources |", "|" + " --- |" * 6]
        lines += [f"| {key} | key |  |  |  | {said['states']} |" for key in said["keys"]]
        for one in said["columns"]:
            cells = [", ".join(one["fields"]), one["label"], one["rule"], one["unit"] or ""]
            cells += [one["coverage"], "; ".join(one["sources"])]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines += [
            "",
            "## Sources",
            "",
            *(f"- {text}" for text in said["sources"].values()),
            "",
        ]
        with text_file(path.with_suffix(".codebook.md")) as handle:
            handle.write("\n".join(lines))

    def _arrow(self, match: Match) -> pa.Table:  # noqa: ARG002 - rows are neither
        return self.frame.table(self.query()).replace_schema_metadata(metadata_of(self))

    def _contents(self, match: Match) -> Contents:  # noqa: ARG002
        raise BilateralError("a panel is a table and no document", expected="a format of tables")
