"""What can be had as a table: the formats, and the call that names one."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from bilateral._plugins import part
from bilateral.model.vocabulary import unknown_name

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Match", "Tabular", "checked_match"]

Match: TypeAlias = Literal["definite", "possible", "both"]
_MATCHES = ("definite", "possible", "both")


def checked_match(match: str) -> str:
    """The word, if it says which of the answers are wanted.

    Raises:
        UnknownNameError: if it does not.
    """
    if match not in _MATCHES:
        raise unknown_name("match", match, _MATCHES, listed=True)
    return match


class Tabular(ABC):
    """Something that can be written as a table, one row for each record and directed pair."""

    @abstractmethod
    def _arrow(self, match: str) -> pa.Table:
        """The rows as an Arrow table; for "both" with a column ``match``."""

    @overload
    def to(self, format: Literal["arrow"], *, match: Match = ...) -> pa.Table: ...
    @overload
    def to(self, format: Literal["pandas"], *, match: Match = ...) -> pd.DataFrame: ...
    @overload
    def to(self, format: Literal["polars"], *, match: Match = ...) -> pl.DataFrame: ...
    @overload
    def to(self, format: Literal["duckdb"], *, match: Match = ...) -> duckdb.DuckDBPyRelation: ...
    @overload
    def to(
        self, format: Literal["parquet"], path: str | os.PathLike[str], *, match: Match = ...
    ) -> Path: ...
    def to(
        self,
        format: str,
        path: str | os.PathLike[str] | None = None,
        *,
        match: Match = "definite",
    ) -> Any:  # what the format's library has for a table
        """The records as a table: one row for each record and directed pair of participants.

        Args:
            format: ``"arrow"``, ``"pandas"`` (with Arrow types), ``"polars"``, ``"duckdb"`` or
                ``"parquet"``.
            path: File to write; for Parquet only.
            match: Which records: ``"definite"``, ``"possible"``, or ``"both"``, told apart in a
                column ``match``.

        Returns:
            An Arrow table, a frame, a DuckDB relation, or the path written. The columns are
            those of :func:`bilateral.tables.schema.columns`.

        Raises:
            UnknownNameError: if there is no such format.
            RecordError: if a record has a date outside the years 1 to 9999.
            MissingExtraError: if the library that it takes is not installed.

        Example:
            >>> import bilateral
            >>> article = bilateral.load("pakistan-russia", sources="article")
            >>> table = article.visits.since(2016).to("arrow", match="both")
            >>> table.select(["id", "date", "match"]).to_pylist()[-1]
            {'id': 'pak-defence-minister-moscow-2017', 'date': '2017', 'match': 'definite'}
        """
        table = self._arrow(checked_match(match))
        return part("exporters.frames").exported(table, format, path)

    def to_arrow(self, *, match: Match = "definite") -> pa.Table:
        """The same as ``to("arrow")``."""
        return self.to("arrow", match=match)

    def to_pandas(self, *, match: Match = "definite") -> pd.DataFrame:
        """The same as ``to("pandas")``."""
        return self.to("pandas", match=match)

    def to_polars(self, *, match: Match = "definite") -> pl.DataFrame:
        """The same as ``to("polars")``."""
        return self.to("polars", match=match)
