"""What became of every row of a file that was read."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from bilateral.errors import BilateralError
from bilateral.model.evidence import Coverage, Source

__all__ = ["DataSet", "ImportReport", "RowError", "Unresolved"]


class RowError(BilateralError, ValueError):
    """A row of a file was refused; the rest of the file was read.

    ``line`` is the line in the file, ``field`` the column, ``found`` its value.
    """


@attrs.frozen(kw_only=True)
class DataSet:
    """A published data set: what must be said of it wherever its data go.

    Attributes:
        id: Slug.
        title: Its title.
        citation: How its makers ask to be cited.
        licence: Its terms, in short.
        url: Where it is published.
        versions: Which versions and layouts are read, and what could not be checked.
        covers: What it claims to be complete for, in words.
    """

    id: str
    title: str
    citation: str
    licence: str
    url: str
    versions: str
    covers: str


@attrs.frozen
class Unresolved:
    """A name that stands for no actor that is known for sure.

    Its records are kept, with the name as printed and the actor unknown.

    Attributes:
        name: As printed.
        reason: Why, with the candidates.
        rows: How many times it was met.
        line: Line where it was first met.
    """

    name: str
    reason: str
    rows: int
    line: int | None


@attrs.frozen(kw_only=True, repr=False)
class ImportReport:
    """The account of one import. Every row of the file is either read or refused.

    Attributes:
        file: The file.
        sha256: Hash of its bytes as they are on disk.
        reader: Name of the reader.
        layout: Which layout of the data set it has.
        encoding: How the text was decoded, or None of a binary file.
        data_set: The data set, with its citation and terms.
        source: The source that the records cite.
        coverage: What the file claims to be complete for.
        seen: Rows that the file has, header and preamble left aside.
        read: Rows that were read.
        refusals: Rows that were not, each with its line, column, value and the reason.
        records: Records made. One row may make several, or several rows one.
        unresolved: Names that could not be resolved, most frequent first.
        notes: What else was seen, such as text that was mended.
    """

    file: str
    sha256: str
    reader: str
    layout: str
    encoding: str | None
    data_set: DataSet
    source: Source
    coverage: tuple[Coverage, ...] = ()
    seen: int
    read: int
    refusals: tuple[RowError, ...] = ()
    records: int
    unresolved: tuple[Unresolved, ...] = ()
    notes: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def refused(self) -> int:
        """Rows that were refused."""
        return len(self.refusals)

    def cite(self) -> str:
        """How to cite what was read: the data set as its makers ask, and the file."""
        return f"{self.data_set.citation} File {self.source.title}, SHA-256 {self.sha256}."

    def __str__(self) -> str:
        encoding = f", {self.encoding}" if self.encoding else ""
        account = f"{self.seen} rows seen = {self.read} read + {self.refused} refused"
        head = [
            f"{self.file}: {self.data_set.title}, layout {self.layout}{encoding}",
            f"{account}; {self.records} records",
        ]
        lines = [*head, *_listed("refused", [str(fault) for fault in self.refusals])]
        lines += _listed("unresolved names", _by_name(self.unresolved))
        remarks = [f"{text} ({_times(number)})" for text, number in self.notes.items()]
        lines += _listed("remarks", remarks)
        return "\n".join([*lines, f"terms: {self.data_set.licence}", f"cite: {self.cite()}"])

    def __repr__(self) -> str:
        return (
            f"<ImportReport {self.file}: {self.seen} = {self.read} read + {self.refused} refused>"
        )


_SHOWN = 20


def _by_name(unresolved: tuple[Unresolved, ...]) -> list[str]:
    """A line for each name: how often, where first, and its first reason."""
    held: dict[str, list[Unresolved]] = {}
    for one in unresolved:
        held.setdefault(one.name, []).append(one)
    lines = []
    for name, ones in sorted(held.items(), key=lambda item: -sum(one.rows for one in item[1])):
        first = min(ones, key=lambda one: one.line or 0)
        where = f", first in line {first.line}" if first.line else ""
        others = f"; and of {len(ones) - 1} other dates" if len(ones) > 1 else ""
        times = _times(sum(one.rows for one in ones))
        lines.append(f"{name!r} ({times}{where}): {first.reason}{others}")
    return lines


def _listed(what: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  ... and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return [f"{what}:", *(f"  {line}" for line in lines[:_SHOWN]), *more]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
