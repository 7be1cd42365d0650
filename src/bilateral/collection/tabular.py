"""Records in another form: the call that names a format, and what an exporter is given."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Protocol,
    TypeAlias,
    TypedDict,
    Unpack,
    cast,
    overload,
)

import attrs

from bilateral._plugins import a_function, blamed, plug_in, require, warn
from bilateral.collection.columns import (
    Columns,
    checked_columns,
    chosen,
    readable,
    with_plain_texts,
)
from bilateral.collection.contents import Contents
from bilateral.collection.pictures import Pictured
from bilateral.errors import ArgumentError, BilateralError, UnknownNameError
from bilateral.model.vocabulary import unknown_name

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = [
    "ENDINGS",
    "Columns",
    "Export",
    "Exportable",
    "Match",
    "Tabular",
    "checked_match",
    "ending_of",
    "exported",
    "left_out",
    "unmatched",
    "without_index",
]

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


_OF_A_GROUP = "whether it is one of the group is not settled"
"""Why a record is possible of which the question itself leaves nothing open."""


class Chosen(TypedDict, total=False):
    """What of the records goes into another form, as the arguments of ``to`` say."""

    match: Match | None
    columns: Columns
    reasons: bool
    formulas: bool


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
        columns: Which columns of a table: ``"all"``, ``"used"``, ``"short"``, or names.
        reasons: Whether a table says of each record that only may match why that is open.
        formulas: Whether text of CSV stays as it is though a spreadsheet may take it for a formula.
    """

    asked: Exportable
    match: Match
    columns: Columns = "all"
    reasons: bool = False
    formulas: bool = False

    def table(self, *, coded: bool = False) -> pa.Table:
        """The rows as an Arrow table, one for each record and directed pair.

        Its metadata has the version of the schema and the actors, sources and info; for "both" a
        column ``match`` tells the records apart, and with ``reasons`` a column of that name says
        why they are possible.

        Args:
            coded: Whether the columns of lists, which stand alike on each row of a record, may be
                dictionaries of Arrow, which hold each text once; else all texts are plain.

        Raises:
            MissingExtraError: without the extra ``tables``.
        """
        if self.columns == "short" and isinstance(self.asked, Tabular):
            matches = [(row, row.get("match", "definite")) for row in self.asked.to_dicts()]
            rows = [row for row, match in matches if self.match in ("both", match)]
            texts = self._reasons((str(row["id"]), row.get("match")) for row in rows)
            return readable(
                {**row, "reasons": text} if self.reasons else row
                for row, text in zip(rows, texts, strict=True)
            )
        table = self.asked._arrow(self.match)
        made = chosen(table, self.columns)
        made = made if coded else with_plain_texts(made)
        if not self.reasons:
            return made
        arrow = require("pyarrow", extra="tables")
        ids = table["id"].to_pylist()
        both = table["match"].to_pylist() if self.match == "both" else [self.match] * len(ids)
        texts = self._reasons(zip(ids, both, strict=True))
        return made.append_column("reasons", arrow.array(texts, arrow.string()))

    def _reasons(self, rows: Iterable[tuple[str, object]]) -> list[str | None]:
        """Of each id and match why the record only may match; None if it surely does."""
        asked = cast("Tabular", self.asked)
        found: dict[str, str] = {}
        texts: list[str | None] = []
        for record, match in rows:
            if self.reasons and match == "possible" and record not in found:
                found[record] = "; ".join(asked._why_one(record)) or _OF_A_GROUP
            texts.append(found.get(record))
        return texts

    def contents(self) -> Contents:
        """The records with the actors, sources and info that go with them, for documents.

        Raises:
            BilateralError: for "both", since nothing would tell the records apart; and for reasons,
                which are in no document.
        """
        if self.reasons:
            raise BilateralError(
                "only a table has a column of reasons",
                field="reasons",
                found=True,
                expected="such as 'csv' or 'pandas'; or why()",
            )
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
    exporter = plug_in("exporters", format, a_function)
    file = None if path is None else Path(path)
    with blamed("exporters", format):
        return exporter(export, file)


def unmatched(
    rows: Iterable[dict[str, str | float | None]],
) -> list[dict[str, str | float | None]]:
    """Flat rows of what nothing was asked of: that all are there does not say that all was done."""
    return [{name: value for name, value in row.items() if name != "match"} for row in rows]


_DOCUMENTS = ("json", "jsonl", "toml")
ENDINGS: Mapping[str, str] = MappingProxyType({"xlsx": "excel", "dta": "stata"})
"""Endings of files that are not the name of their format."""


def left_out(asked: Tabular, format: str) -> None:
    """Warn of records that only may match, where an export has none of them.

    Args:
        asked: What is exported without saying ``match``.
        format: The form.
    """
    number = asked._number_possible()
    if number:
        records = f"{number} record{'' if number == 1 else 's'} that only may match"
        which = "match='possible' for these" if format in _DOCUMENTS else "match='both' for all"
        warn(f"left out of {format!r}: {records} (say {which}, or match='definite')")


def without_index(index: object) -> None:
    """Let ``index=False`` pass, as frames take it: there is none.

    Raises:
        ArgumentError: if one is asked for.
    """
    if index is not False:
        raise ArgumentError(
            "a table of records has no index",
            field="index",
            found=index,
            expected="a column: to_pandas().to_csv(path), or columns=['id', ...]",
        )


def ending_of(path: str | os.PathLike[str]) -> str:
    """The format that the ending of a path names.

    Args:
        path: The path.

    Raises:
        BilateralError: if it has no ending.

    Example:
        >>> ending_of("visits.xlsx"), ending_of("visits.CSV")
        ('excel', 'csv')
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
    return ENDINGS.get(ending, ending)


class Tabular(Pictured):
    """Something that can be written as a table, one row for each record and directed pair."""

    @abstractmethod
    def _arrow(self, match: Match) -> pa.Table:
        """The rows as an Arrow table; for "both" with a column ``match``."""

    @abstractmethod
    def _contents(self, match: Match) -> Contents:
        """The records with what they name; without links to records that are not among them."""

    @abstractmethod
    def _why_one(self, record: str) -> tuple[str, ...]:
        """Why a record only may match."""

    @abstractmethod
    def _number_possible(self) -> int:
        """How many of the records only may match."""

    def _check_states(self) -> None:
        """Refuse records that have a name of a state for its id; a table was made of none."""

    @abstractmethod
    def to_dicts(self) -> list[dict[str, str | float | None]]:
        """The records as flat dictionaries, definite ones first: rows for a table.

        Dates are ISO 8601 or EDTF text, several values are joined with ``; ``, what is not
        stated is None; ``match`` says "definite" or "possible", of what a question was asked of:
        a whole dataset or table, planned and cancelled things included, has ``status`` alone.
        """

    @overload
    def to(self, format: Literal["arrow"], **chosen: Unpack[Chosen]) -> pa.Table: ...
    @overload
    def to(self, format: Literal["pandas"], **chosen: Unpack[Chosen]) -> pd.DataFrame: ...
    @overload
    def to(self, format: Literal["polars"], **chosen: Unpack[Chosen]) -> pl.DataFrame: ...
    @overload
    def to(
        self, format: Literal["duckdb"], **chosen: Unpack[Chosen]
    ) -> duckdb.DuckDBPyRelation: ...
    @overload
    def to(
        self,
        format: Literal["parquet", "excel", "stata"],
        path: str | os.PathLike[str],
        **chosen: Unpack[Chosen],
    ) -> Path: ...
    @overload
    def to(
        self,
        format: Literal["csv", "gexf", "json", "jsonl", "toml"],
        path: None = ...,
        **chosen: Unpack[Chosen],
    ) -> str: ...
    @overload
    def to(
        self,
        format: Literal["csv", "gexf", "json", "jsonl", "toml"],
        path: str | os.PathLike[str],
        **chosen: Unpack[Chosen],
    ) -> Path: ...
    @overload
    def to(
        self,
        format: str,
        path: str | os.PathLike[str] | None = ...,
        **chosen: Unpack[Chosen],
    ) -> Any: ...  # what an installed exporter gives
    def to(
        self,
        format: str,
        path: str | os.PathLike[str] | None = None,
        *,
        match: Match | None = None,
        columns: Columns = "all",
        reasons: bool = False,
        formulas: bool = False,
        **other: object,
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
                apart in a column ``match``. If it is left out these are the definite ones, with
                a warning if there are possible ones besides.
            columns: Which columns of a table: ``"all"`` of the schema, of which
                :func:`bilateral.scan` makes the records again; those of them that are ``"used"``,
                where some record has something; the ``"short"`` ones that people read, as in
                ``to_dicts``; or a list of names.
            reasons: Whether a table has a column that says why each possible record is only
                possible, as ``why`` does; then ``match`` is "both" unless it is given.
            formulas: Whether text of CSV that a spreadsheet may take for a formula is written as it
                is; else it has an apostrophe before it, which :func:`bilateral.scan` takes off.
            **other: Nothing: what a frame takes is refused with what to write.

        Returns:
            An Arrow table, a frame, a DuckDB relation, a text, or the path written. The columns
            of a table are those of :func:`bilateral.tables.schema.columns`.

        Raises:
            UnknownNameError: with near names and the list of formats, if there is no such one; if
                records have a name or code of a state for its id, with the id to write.
            RecordError: if a record has a date outside the years 1 to 9999, which no table holds.
            BilateralError: if a path is given or missing where it should not be, the file cannot
                be written, or the exporter is broken.
            MissingExtraError: if the library that it takes is not installed.
            ArgumentError: if it takes no such argument.

        Example:
            >>> import bilateral
            >>> article = bilateral.load("pakistan-russia", sources="article")
            >>> table = article.visits.since(2016).to("arrow", match="both")
            >>> table.select(["id", "date", "match"]).to_pylist()[-1]
            {'id': 'pak-defence-minister-moscow-2017', 'date': '2017', 'match': 'definite'}
            >>> article.visits.to("csv").splitlines()[0][:23]
            '"id","pair","kind","tit'
        """
        if other:
            raise ArgumentError(
                f"no such argument of to({format!r})",
                found=", ".join(other),
                expected="match, columns, reasons; what pandas takes: to_pandas().to_csv(...)",
            )
        if match is None and reasons:
            match = "both"
        wanted: Match = "definite" if match is None else checked_match(match)
        self._check_states()
        try:
            export = Export(self, wanted, checked_columns(columns), reasons, formulas)
            made = exported(export, ENDINGS.get(format, format), path)
        except UnknownNameError as error:
            if error.found == format:
                error.problem += " (what goes to an actor is found with 'towards')"
            raise
        if match is None:
            left_out(self, format)
        return made

    def save(self, path: str | os.PathLike[str], **chosen: Unpack[Chosen]) -> Path:
        """Write the records to a file, whose ending names the format.

        Args:
            path: ``.toml``, ``.json``, ``.jsonl``, ``.csv``, ``.parquet``, ``.xlsx``, ``.dta``,
                ``.gexf``, or the name of an installed format.
            **chosen: ``match``, ``columns``, ``reasons`` and ``formulas``, as for ``to``.

        Returns:
            The path written.

        Raises:
            UnknownNameError: if there is no format of that ending.
            BilateralError: as for ``to``.
        """
        written: Path = self.to(ending_of(path), path, **chosen)
        return written

    def to_csv(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        index: Literal[False] = False,
        **chosen: Unpack[Chosen],
    ) -> str | Path:
        """The same as ``to("csv", path)``; there is no index, as of a frame, to go with it."""
        without_index(index)
        found: str | Path = self.to("csv", path, **chosen)
        return found

    def to_json(
        self, path: str | os.PathLike[str] | None = None, *, match: Match | None = None
    ) -> str | Path:
        """The same as ``to("json", path)``."""
        found: str | Path = self.to("json", path, match=match)
        return found

    def to_excel(
        self,
        path: str | os.PathLike[str],
        *,
        index: Literal[False] = False,
        **chosen: Unpack[Chosen],
    ) -> Path:
        """The same as ``to("excel", path)``; ``index`` as of ``to_csv``."""
        without_index(index)
        found: Path = self.to("excel", path, **chosen)
        return found

    def to_parquet(self, path: str | os.PathLike[str], **chosen: Unpack[Chosen]) -> Path:
        """The same as ``to("parquet", path)``."""
        found: Path = self.to("parquet", path, **chosen)
        return found

    def to_stata(self, path: str | os.PathLike[str], **chosen: Unpack[Chosen]) -> Path:
        """The same as ``to("stata", path)``."""
        found: Path = self.to("stata", path, **chosen)
        return found

    def to_arrow(self, **chosen: Unpack[Chosen]) -> pa.Table:
        """The same as ``to("arrow")``."""
        found: pa.Table = self.to("arrow", **chosen)
        return found

    def to_pandas(self, **chosen: Unpack[Chosen]) -> pd.DataFrame:
        """The same as ``to("pandas")``."""
        found: pd.DataFrame = self.to("pandas", **chosen)
        return found

    def to_polars(self, **chosen: Unpack[Chosen]) -> pl.DataFrame:
        """The same as ``to("polars")``."""
        found: pl.DataFrame = self.to("polars", **chosen)
        return found
