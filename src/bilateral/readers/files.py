"""Files as they come: packed or not, in any encoding, with any line ends."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs

from bilateral.errors import BilateralError, MissingFileError, ReadError
from bilateral.readers.ids import slug

__all__ = ["SourceFile", "mended", "rows_of"]

_CHUNK = 1 << 20
_LONGEST_LINE = 4_000_000
_LONGEST_ROW = 10_000  # lines that one row may span where its cells have line breaks
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "windows-1252"
_UNPACKING = (  # broken, cut off, encrypted, packed in a way that is not known
    zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, RuntimeError, NotImplementedError,
)  # fmt: skip


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open, as Latin-1 has them; cut text as a mark."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.startswith("utf"):
        return "\N{REPLACEMENT CHARACTER}", error.end
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("bilateral", _as_latin_1)


@attrs.frozen
class SourceFile:
    """A file on disk, looked through once.

    Attributes:
        path: Where it is.
        sha256: Hash of its bytes as they are on disk.
        encoding: Encoding of its text: that of its byte-order mark; else UTF-8 if all of it is
            that; else Windows-1252, which holds all that Latin-1 prints. None if it is no text.
    """

    path: Path
    sha256: str
    encoding: str | None

    @classmethod
    def at(cls, path: str | os.PathLike[str]) -> SourceFile:
        """Look through a file.

        Raises:
            BilateralError: if there is no such file, or it cannot be unpacked.
        """
        file = Path(path)
        try:
            if not file.is_file():
                if file.exists():
                    raise ReadError("not a plain file", file=str(file))
                raise MissingFileError("no such file", file=str(file))
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except BilateralError:
            raise
        except OSError as error:
            problem = f"the file cannot be opened ({error.strerror})"
            raise ReadError(problem, file=str(file)) from error
        found = cls(file, digest, None)
        return attrs.evolve(found, encoding=found._encoding_of_text())

    @property
    def name(self) -> str:
        """Its name without the ending of a packer."""
        return re.sub(r"\.(gz|zip)$", "", self.path.name, flags=re.IGNORECASE)

    @property
    def ident(self) -> str:
        """An id for what is in it: its name, and the beginning of the hash of its bytes."""
        return f"{slug(Path(self.name).stem)}-{self.sha256[:8]}"

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, that of a packer aside."""
        return Path(self.name).suffix.lower()

    @contextmanager
    def unpacked(self) -> Iterator[IO[bytes]]:
        """Its bytes, unpacked.

        Raises:
            BilateralError: if it cannot be unpacked, or is an archive of several files.
        """
        try:
            match self.path.suffix.lower():
                case ".gz":
                    with gzip.open(self.path, "rb") as gzipped:
                        yield io.BufferedReader(gzipped)
                case ".zip":
                    with zipfile.ZipFile(self.path) as archive:
                        yield from self._single(archive)
                case _:
                    with self.path.open("rb") as plain:
                        yield plain
        except _UNPACKING as error:
            raise BilateralError(
                f"the file cannot be unpacked ({error})", file=str(self.path)
            ) from error

    def _single(self, archive: zipfile.ZipFile) -> Iterator[IO[bytes]]:
        inner = [item for item in archive.infolist() if not item.is_dir()]
        if len(inner) != 1:
            raise BilateralError(
                "an archive of several files or none",
                file=str(self.path),
                found=[item.filename for item in inner[:5]],
                expected="one file in it",
            )
        with archive.open(inner[0]) as unpacked:
            yield unpacked

    @contextmanager
    def lines(self) -> Iterator[Iterator[tuple[int, str]]]:
        """Its lines with their numbers, from 1; any kind of line end ends one.

        Raises:
            BilateralError: if it is no text.
        """
        if self.encoding is None:
            raise BilateralError("the file is not text", file=str(self.path))
        with (
            self.unpacked() as raw,
            io.TextIOWrapper(raw, self.encoding, errors="bilateral") as text,
        ):
            yield self._numbered(text)

    def _numbered(self, text: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
        number = 0
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise BilateralError("a line too long to be data", file=str(self.path), line=number)
            yield number, line.rstrip("\n")

    def head(self, number: int = 60) -> list[tuple[int, str]]:
        """Its first lines, with their numbers."""
        with self.lines() as lines:
            return [line for _, line in zip(range(number), lines, strict=False)]

    def _encoding_of_text(self) -> str | None:
        with self.unpacked() as stream:
            chunk = stream.read(_CHUNK)
            for mark, encoding in _BOMS:
                if chunk.startswith(mark):
                    return encoding
            if b"\0" in chunk:
                return None
            decoder = codecs.getincrementaldecoder("utf-8")()
            try:
                while chunk:
                    decoder.decode(chunk)
                    chunk = stream.read(_CHUNK)
            except UnicodeDecodeError:
                return _WINDOWS
        return "utf-8"  # the last character may be cut off with the file


def rows_of(
    lines: Iterator[tuple[int, str]],
    delimiter: str,
    width: int,
    *,
    padding: int = 0,
    glued: str = "",
    quoted: bool = True,
) -> Iterator[tuple[int, list[str]]]:
    """The rows of delimited text, each with the number of its first line.

    A cell in quotes may hold line breaks. A quote that is never closed does not swallow what
    follows it: if the lines it takes up do not make a row of the right width, its line is a row
    by itself and the others are read anew.

    Args:
        lines: The lines after the header.
        delimiter: What parts cells.
        width: How many cells a row has.
        padding: How many empty cells the header has after them; a row may have as many, which are
            cut off. More would be those of a row that has shifted.
        glued: What a spreadsheet has glued to the end of each line.
        quoted: Whether quotes have a meaning. Where tabs part cells, they hold a cell at most, and
            no tab or line break.

    Yields:
        Line number and cells; a row of another number of cells is broken.
    """
    waiting: deque[tuple[int, str]] = deque()

    def following() -> tuple[int, str] | None:
        number, line = waiting.popleft() if waiting else next(lines, (0, ""))
        return (number, line.removesuffix(glued)) if number else None

    while (item := following()) is not None:
        number, line = item
        if not line or line.isspace():
            continue
        if delimiter == "\t" or '"' not in line:
            cells = line.split(delimiter)
            if quoted and '"' in line:
                cells = [_unquoted(cell) for cell in cells]
            yield number, _fitted(cells, width, padding)
            continue
        more: list[tuple[int, str]] = []

        def next_line(more: list[tuple[int, str]] = more) -> str | None:
            if len(more) < _LONGEST_ROW and (item := following()) is not None:
                more.append(item)
                return item[1]
            return None

        found = _cells(line, delimiter, next_line)
        cells = _fitted(found, width, padding) if found else []
        if not cells or (more and len(cells) != width):
            waiting.extendleft(reversed(more))
            cells = _fitted(line.split(delimiter), width, padding)
        yield number, cells


_UP_TO_CLOSING = re.compile('[^"]*+(?:""[^"]*+)*+"')  # a quote within a cell is doubled


def _cells(text: str, delimiter: str, next_line: Callable[[], str | None]) -> list[str] | None:
    """The cells of a row, some of them quoted, as :mod:`csv` reads them if it is strict.

    That module refuses cells above a length that is set for all of the process.

    Args:
        text: The first line of the row.
        delimiter: What parts cells.
        next_line: Gives the line after, as far as a quoted cell goes on there; None at the end.

    Returns:
        The cells; None where a quote is never closed, or something stands after a closing one.
    """
    cells: list[str] = []
    at = 0
    while True:
        if not text.startswith('"', at):
            end = text.find(delimiter, at)
            if end < 0:
                return [*cells, text[at:]]
            cells.append(text[at:end])
        else:
            while (closing := _UP_TO_CLOSING.match(text, at + 1)) is None:
                more = [text]
                while '"' not in more[-1] or len(more) == 1:
                    line = next_line()
                    if line is None:
                        return None
                    more.append(line)
                text = "\n".join(more)
            cells.append(closing[0][:-1].replace('""', '"'))
            end = closing.end()
            if end == len(text):
                return cells
            if not text.startswith(delimiter, end):
                return None
        at = end + 1


def _fitted(cells: list[str], width: int, padding: int) -> list[str]:
    surplus = len(cells) - width
    if 0 < surplus <= padding and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    return cells


def _unquoted(cell: str) -> str:
    """A cell as it was before a spreadsheet quoted it; one that only has quotes as it is."""
    inner = cell[1:-1]
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if whole else cell


_MANGLED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]")


def mended(text: str) -> str:
    """Text that was UTF-8 and had been read as Windows-1252, as it was meant; else as it is.

    Example:
        >>> mended("C\u00c3\u00b4te d'Ivoire"), mended("C\u00f4te d'Ivoire")
        ("Côte d'Ivoire", "Côte d'Ivoire")
    """
    if text.isascii() or not _MANGLED.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
