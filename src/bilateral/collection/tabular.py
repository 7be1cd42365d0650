"""Records in another form: the call that names a format, and what an exporter is given."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, overload

import attrs

from bilateral._plugins import blamed, plug_in
from bilateral.collection.contents import Contents
from bilateral.errors import BilateralError, UnknownNameError
from bilateral.model.vocabulary import unknown_name

if TYPE_CHECKING:
    import altair as alt
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["ENDINGS", "Export", "Exportable", "Match", "Tabular", "checked_match", "exported"]

Match: TypeAlias = Literal["definite", "possible", "both"]
_MATCHES = ("definite", "possible", "both")


def checked_match(match: Match) -> Match:
    """The word, if it says which of the answers are wanted.

    Raises:
        UnknownNameError: if it does not.
    """
    if match not in _MATCHES:
        raise unknown_name("match", match, _MATCHES, listed=True)
    return match


class Exportable(Protocol):
    """What an export is made of."""

    def _arrow(self, match: Match) -> pa.Table:
        """The rows as an Arrow table."""

    def _contents(self, match: Match) -> Contents:
        """The records with what they name."""


@attrs.frozen(eq=False)
class Export:
    """What an exporter is given: records as a table or as a dataset, each made when asked for.

    An exporter is a function of an export and a path or None. It gives what the user is to have:
    a frame, a text, or the path that it wrote. An entry point of the group
    ``bilateral.exporters`` names it, and ``to("its-name")`` then calls it.

    Attributes:
        asked: The dataset, selection or table that was asked for the records; or counts of them.
        match: Which of them: ``"definite"``, ``"possible"`` or ``"both"``.
    """

    asked: Exportable
    match: Match

    def table(self) -> pa.Table:
        """The rows as an Arrow table, one for each record and directed pair.

        Its metadata has the version of the schema and the actors, sources and info; for "both" a
        column ``match`` tells the records apart.

        Raises:
            MissingExtraError: without the extra ``tables``.
        """
        return self.asked._arrow(self.match)

    def contents(self) -> Contents:
        """The records with the actors, sources and info that go with them, for documents.

        Raises:
            BilateralError: for "both", since nothing would tell the records apart.
        """
        if self.match == "both":
            raise BilateralError(
                "only a table tells definite and possible records apart",
                field="match",
                found=self.match,
                expected="'definite' or 'possible'",
            )
        return self.asked._contents(self.match)


def exported(
    export: Export, format: str, path: str | os.PathLike[str] | None
) -> Any:  # what the exporter gives
    """What the exporter of a format makes of records or counts.

    Args:
        export: What it is given.
        format: Its name.
        path: The file to write, if any.

    Raises:
        UnknownNameError: if there is no such format.
        BilateralError: naming the exporter and the cause, if it is broken.
    """
    exporter = plug_in("exporters", format, _accepted)
    file = None if path is None else Path(path)
    with blamed("exporters", format):
        return exporter(export, file)


ENDINGS: Mapping[str, str] = MappingProxyType({"xlsx": "excel", "dta": "stata"})
"""Endings of files that are not the name of their format."""


def _accepted(name: str, loaded: object) -> Callable[..., Any]:  # of whatever the plug-in gives
    if callable(loaded):
        return loaded
    raise BilateralError("an entry point that is no function", field=name, found=loaded)


class Tabular(ABC):
    """Something that can be written as a table, one row for each record and directed pair."""

    @abstractmethod
    def _arrow(self, match: Match) -> pa.Table:
        """The rows as an Arrow table; for "both" with a column ``match``."""

    @abstractmethod
    def _contents(self, match: Match) -> Contents:
        """The records with what they name; without links to records that are not among them."""

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
        self,
        format: Literal["parquet", "excel", "stata"],
        path: str | os.PathLike[str],
        *,
        match: Match = ...,
    ) -> Path: ...
    @overload
    def to(
        self,
        format: Literal["csv", "gexf", "json", "jsonl", "toml"],
        path: None = ...,
        *,
        match: Match = ...,
    ) -> str: ...
    @overload
    def to(
        self,
        format: Literal["csv", "gexf", "json", "jsonl", "toml"],
        path: str | os.PathLike[str],
        *,
        match: Match = ...,
    ) -> Path: ...
    @overload
    def to(
        self, format: str, path: str | os.PathLike[str] | None = ..., *, match: Match = ...
    ) -> Any: ...  # what an installed exporter gives
    def to(
        self,
        format: str,
        path: str | os.PathLike[str] | None = None,
        *,
        match: Match = "definite",
    ) -> Any:  # what the format's library has for a table
        """The records in another form.

        As a table (one row for each record and directed pair of participants): ``"arrow"``,
        ``"pandas"`` (with Arrow types), ``"polars"``, ``"duckdb"``, ``"parquet"``, ``"csv"``,
        ``"excel"``, ``"stata"``; as a graph of states: ``"gexf"``. As the document that
        :func:`bilateral.save_file` writes: ``"json"``, ``"jsonl"``, ``"toml"``. Installed
        packages may add formats of their own.

        Args:
            format: Name of the format.
            path: File to write, all of it or nothing. Parquet, Excel and Stata need one; the
                formats of text give the text where there is none; frames take none.
            match: Which records: ``"definite"``, ``"possible"``, or for tables ``"both"``, told
                apart in a column ``match``.

        Returns:
            An Arrow table, a frame, a DuckDB relation, a text, or the path written. The columns
            of a table are those of :func:`bilateral.tables.schema.columns`.

        Raises:
            UnknownNameError: with near names and the list of formats, if there is no such one.
            RecordError: if a record has a date outside the years 1 to 9999, which no table holds.
            BilateralError: if a path is given or missing where it should not be, the file cannot
                be written, or the exporter is broken.
            MissingExtraError: if the library that it takes is not installed.

        Example:
            >>> import bilateral
            >>> article = bilateral.load("pakistan-russia", sources="article")
            >>> table = article.visits.since(2016).to("arrow", match="both")
            >>> table.select(["id", "date", "match"]).to_pylist()[-1]
            {'id': 'pak-defence-minister-moscow-2017', 'date': '2017', 'match': 'definite'}
            >>> article.visits.to("csv").splitlines()[0][:23]
            '"id","pair","kind","tit'
        """
        wanted: Match = checked_match(match)
        try:
            return exported(Export(self, wanted), format, path)
        except UnknownNameError as error:
            if error.found == format and format in ENDINGS:
                error.near = (ENDINGS[format],)
            elif error.found == format:
                error.problem += " (what goes to an actor is found with 'towards')"
            raise

    def save(self, path: str | os.PathLike[str], *, match: Match = "definite") -> Path:
        """Write the records to a file, whose ending names the format.

        Args:
            path: ``.toml``, ``.json``, ``.jsonl``, ``.csv``, ``.parquet``, ``.xlsx``, ``.dta``,
                ``.gexf``, or the name of an installed format.
            match: As for ``to``.

        Returns:
            The path written.

        Raises:
            UnknownNameError: if there is no format of that ending.
            BilateralError: as for ``to``.
        """
        file = Path(path)
        ending = file.suffix.lower().removeprefix(".")
        if not ending:
            raise BilateralError(
                "a path without an ending, which names the format",
                field="path",
                found=str(file),
                expected=f"such as {file.name}.toml, {file.name}.csv or {file.name}.xlsx",
            )
        written: Path = self.to(ENDINGS.get(ending, ending), file, match=match)
        return written

    def to_csv(
        self, path: str | os.PathLike[str] | None = None, *, match: Match = "definite"
    ) -> str | Path:
        """The same as ``to("csv", path)``."""
        found: str | Path = self.to("csv", path, match=match)
        return found

    def to_json(
        self, path: str | os.PathLike[str] | None = None, *, match: Match = "definite"
    ) -> str | Path:
        """The same as ``to("json", path)``."""
        found: str | Path = self.to("json", path, match=match)
        return found

    def to_excel(self, path: str | os.PathLike[str], *, match: Match = "definite") -> Path:
        """The same as ``to("excel", path)``."""
        return self.to("excel", path, match=match)

    def to_parquet(self, path: str | os.PathLike[str], *, match: Match = "definite") -> Path:
        """The same as ``to("parquet", path)``."""
        return self.to("parquet", path, match=match)

    def to_stata(self, path: str | os.PathLike[str], *, match: Match = "definite") -> Path:
        """The same as ``to("stata", path)``."""
        return self.to("stata", path, match=match)

    def to_arrow(self, *, match: Match = "definite") -> pa.Table:
        """The same as ``to("arrow")``."""
        return self.to("arrow", match=match)

    def to_pandas(self, *, match: Match = "definite") -> pd.DataFrame:
        """The same as ``to("pandas")``."""
        return self.to("pandas", match=match)

    def to_polars(self, *, match: Match = "definite") -> pl.DataFrame:
        """The same as ``to("polars")``."""
        return self.to("polars", match=match)

    # -- pictures ----------------------------------------------------------------------------------

    def plot(
        self,
        picture: str = "fitting",
        **how: Any,  # what the picture takes
    ) -> alt.TopLevelMixin:
        """A picture of the records, to be restyled like any chart of Altair.

        Args:
            picture: Its name: ``"timeline"``, ``"heatmap"``, ``"matrix"``, ``"network"``,
                ``"arms"``, ``"shares"``, ``"evidence"``, or one that another package adds; by
                default the one that fits.
            **how: What that picture takes, such as ``width`` and ``dark``; see
                :mod:`bilateral.plots`.

        Raises:
            UnknownNameError: with near names and the list of pictures, if there is no such one.
            MissingExtraError: without the extra ``plots``.
        """
        draw: Callable[..., alt.TopLevelMixin] = plug_in("plots", picture, _accepted)
        with blamed("plots", picture):
            return draw(self, **how)
