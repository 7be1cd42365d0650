"""The rows of a file after its header, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import attrs

from bilateral.errors import CalendarError
from bilateral.readers.containers import sheet_rows
from bilateral.readers.days import DayForm, day_of
from bilateral.readers.decimals import pointed
from bilateral.readers.delimited import Unclosed, rows_of
from bilateral.readers.files import SourceFile, mended
from bilateral.readers.frames import FrameFile
from bilateral.readers.layouts import Header
from bilateral.readers.missing import Missing
from bilateral.readers.refusals import RowError

__all__ = ["Aside", "Row", "cells_of", "filled_rows", "preamble", "row_of", "rows"]

_NUMERIC = re.compile(r"[-0-9.,; ]*|[^\d\s]*")  # or a word for nothing
_FRACTION = re.compile(r"-?[0-9]+\.0+")
_DAY = re.compile(r".*[0-9].*|[^\d\s]*")
_WHOLE = re.compile(r"([0-9]{1,15})(?:\.0+)?")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


_MOST_ASIDES = 1000  # lines below a table; more are rows of it, and broken


@attrs.frozen
class Row:
    """One row of a file.

    Attributes:
        line: Its line, or row of a spreadsheet, from 1.
        number: Which row after the header it is, from 1.
        cells: Text of each cell by the name of its column, without blanks around it.
        missing: Words for what is missing, in place of which a cell has nothing.
    """

    line: int
    number: int
    cells: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The text of a cell; empty if the file has no such column."""
        return self.cells.get(column, "")

    def error(self, problem: str, column: str, expected: str | None = None) -> RowError:
        """An error about one cell."""
        found = self.cells.get(column)
        return RowError(problem, line=self.line, field=column, found=found, expected=expected)

    def whole(self, column: str) -> int | None:
        """A whole number of 0 or more, or None of an empty cell.

        Raises:
            RowError: if it is neither.
        """
        text = self.get(column)
        if not text:
            return None
        match = _WHOLE.fullmatch(text)
        if not match:
            raise self.error("not a number", column, "a whole number or nothing")
        return int(match[1])

    def number_text(self, column: str) -> str | None:
        """A number of 0 or more as text, or None of an empty cell.

        Raises:
            RowError: if it is neither.
        """
        text = self.get(column)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise self.error("not a number", column, "a number or nothing")
        return text

    def year(self, column: str) -> str | None:
        """A year of four digits, or None of an empty cell.

        Raises:
            RowError: if it is neither.
        """
        text = self.get(column).removesuffix(".0")
        if not text:
            return None
        if not _YEAR.fullmatch(text):
            raise self.error("not a year", column, "a year from 1000 to 2099, or nothing")
        return text

    def day(self, column: str, *forms: DayForm, needed: bool = False) -> str:
        """The EDTF text of a day in one of some forms, or nothing of an empty cell.

        Args:
            column: The column.
            *forms: The forms that it may have.
            needed: Whether an empty cell is refused.

        Raises:
            RowError: if it is no day, or none of the calendar.
        """
        text = self.get(column)
        if not text and not needed:
            return ""
        expected = ", or ".join([form.shown for form in forms] + ["nothing"] * (not needed))
        try:
            found = day_of(text, *forms)
        except CalendarError as error:
            raise self.error(error.problem, column, expected) from error
        if found is None:
            raise self.error("not a day", column, expected)
        return found.isoformat()

    def word(self, column: str, words: Mapping[str, str]) -> str:
        """What a word of a closed vocabulary stands for, whatever its case.

        Raises:
            RowError: if it is none of them.
        """
        found = words.get(self.get(column).casefold())
        if found is None:
            listed = ", ".join(repr(word) for word in words)
            raise self.error("not a word of this column", column, f"one of {listed}")
        return found


def row_of(line: int, number: int, cells: dict[str, str], missing: Missing) -> Row:
    """A row of texts as a file has them: mangled ones mended, nothing in place of such words.

    Args:
        line: Its line.
        number: Which row it is, from 1.
        cells: Texts without blanks around them, by column.
        missing: In which cells there is nothing.
    """
    if not all(map(str.isascii, cells.values())):
        cells = {name: mended(text) for name, text in cells.items()}
    return Row(line, number, *missing.left(cells))


@attrs.frozen
class Aside:
    """A line below a table that is no row of it, such as one of copyright.

    Attributes:
        line: Its line.
        text: What it says.
    """

    line: int
    text: str


def rows(file: SourceFile, header: Header) -> Iterator[Row | RowError | Aside]:
    """The rows of a file after its header; one that is broken as the error that says so.

    A line break within the first or last cell of a row leaves a line of one cell beside one that
    looks whole and is not. So the neighbours of a line of one cell are refused with it, unless an
    empty line stands between; and so are two rows, padded by a spreadsheet, that make one. Below
    the last row and an empty line such lines are asides. Rows that a sort of the lines has put
    above the header are refused.
    """
    named = [(index, name) for index, name in enumerate(header.columns) if name]
    if isinstance(file, FrameFile):  # whose rows nothing has torn
        for line, cells in filled_rows(file, header):
            yield _row(line, line, cells, named, header)
        return
    if header.line > 1:
        yield from _above(file, header)
    width = len(header.columns)
    held: tuple[int, int, list[str]] | None = None
    below: list[tuple[int, int, list[str]]] = []
    is_rest = suspect = False  # whether the one before is a line of one cell, or stands by one
    end, gaps = header.line, 0
    form = _Form.of(header)
    for number, (line, cells) in enumerate(filled_rows(file, header), start=1):
        after_rest, is_rest, apart = is_rest, width > 2 and len(cells) == 1, line > end + 1
        torn = held is not None and not apart and form.are_halves(held[2], cells)
        if held is not None:
            yield _row(*held, named, header, suspect=suspect or torn or (is_rest and not apart))
            held = None
        gaps += apart and line > header.line + 2
        is_aside = width > 2 and (_is_one(cells) or (gaps == 1 and len(cells) < width))
        if is_aside and (apart or below) and len(below) < _MOST_ASIDES:
            below.append((number, line, cells))
        else:
            for one in below:
                yield _row(*one, named, header)
            below.clear()
            held, suspect = (number, line, cells), torn or (after_rest and not apart)
        end = line + "".join(cells).count("\n")
    if held is not None:
        yield _row(*held, named, header, suspect=suspect)
    for _, line, cells in below:
        yield Aside(line, (header.delimiter or " ").join(cells).strip(f"{header.delimiter or ''} "))


@attrs.frozen
class _Form:
    """What tells a whole row from half of one: what its cells have, by their places."""

    width: int
    patterns: Mapping[int, re.Pattern[str]]
    required: tuple[int, ...]

    @classmethod
    def of(cls, header: Header) -> _Form:
        layout = header.layout
        patterns = {
            **dict.fromkeys(layout.wholes, _NUMERIC),
            **dict.fromkeys(layout.days, _DAY),
            **{name: re.compile(pattern, re.DOTALL) for name, pattern in layout.essential.items()},
        }
        places = {at: name for at, name in enumerate(header.columns) if name in patterns}
        required = tuple(at for at, n in enumerate(header.columns) if n in layout.columns)
        shapes = {at: patterns[name] for at, name in places.items()}
        return cls(len(header.columns), shapes, required)

    def are_halves(self, head: Sequence[str], rest: Sequence[str]) -> bool:
        """Whether two rows fit into one, and one of them is none by itself."""
        fit = len(head) == len(rest) == self.width >= _filled(head) + _filled(rest) - 1
        return fit and not (self._is_row(head) and self._is_row(rest))

    def _is_row(self, cells: Sequence[str]) -> bool:
        return any(cells[at].strip() for at in self.required) and all(
            pattern.fullmatch(cells[at].strip()) for at, pattern in self.patterns.items()
        )


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that has something."""
    at = len(cells)
    while at and not cells[at - 1].strip():
        at -= 1
    return at


def _is_one(cells: Sequence[str]) -> bool:
    """Whether a line has one cell, be it padded."""
    return bool(cells[0].strip()) and not any(map(str.strip, cells[1:]))


def _above(file: SourceFile, header: Header) -> Iterator[RowError]:
    """The lines above the header that are rows and no preamble: as many cells, several filled."""
    width = len(header.columns)
    for line, cells in _raw_rows(file, attrs.evolve(header, line=0), before=header.line):
        filled = sum(map(bool, map(str.strip, cells)))
        if len(cells) == width > 2 and filled > 2:
            yield _broken("a row above the header", line, cells, "the header")


def preamble(file: SourceFile, header: Header) -> list[str]:
    """What stands above the header, a text for each line."""
    above = _raw_rows(file, attrs.evolve(header, line=0, glued=""), before=header.line)
    return [(header.delimiter or " ").join(cells).strip() for _, cells in above]


def cells_of(file: SourceFile, header: Header, columns: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The texts of some columns of a file, each with its line; broken rows have none."""
    places = [index for index, name in enumerate(header.columns) if name in columns]
    for line, cells in _raw_rows(file, header):
        if len(cells) == len(header.columns):
            for place in places:
                yield line, cells[place].strip()


def filled_rows(file: SourceFile, header: Header) -> Iterator[tuple[int, list[str]]]:
    """The rows that are no spacers: delimiters and nothing else."""
    for line, cells in _raw_rows(file, header):
        if any(cells) and any(map(str.strip, cells)):
            yield line, cells


def _row(
    number: int,
    line: int,
    cells: list[str],
    named: Sequence[tuple[int, str]],
    header: Header,
    *,
    suspect: bool = False,
) -> Row | RowError:
    width = len(header.columns)
    if len(cells) != width:
        return _broken("a broken row", line, cells, f"{width} cells, not {len(cells)}")
    if suspect:
        expected = "no line beside it that may be the rest of it"
        return _broken("half a row", line, cells, expected)
    if isinstance(cells, Unclosed):
        expected = "a quote at both ends of a cell"
        return _broken("a quote that is never closed", line, cells, expected)
    stripped = {name: cells[index].strip() for index, name in named}
    if header.commas:
        stripped |= {name: pointed(stripped[name]) for name in header.layout.numbers}
    for name in header.wholes:
        if stripped[name].endswith("0") and _FRACTION.fullmatch(stripped[name]):
            stripped[name] = stripped[name].partition(".")[0]
    return row_of(line, number, stripped, header.layout.missing)


def _broken(problem: str, line: int, cells: Sequence[str], expected: str) -> RowError:
    return RowError(problem, line=line, found=" | ".join(cells)[:100], expected=expected)


def _raw_rows(
    file: SourceFile, header: Header, before: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    """The rows after the header, as they are; up to a line before which they are to stand."""
    width = len(header.columns)
    if header.delimiter is None:
        most = None if before is None else before - 1
        for _, line, cells in sheet_rows(file, header.sheet, most, header=header.line):
            if line > header.line and any(cells):
                fitted = cells[:width] if not any(cells[width:]) else cells
                yield line, fitted + [""] * (width - len(fitted))
        return
    with file.lines() as lines:
        for _ in range(header.line):
            next(lines)
        yield from rows_of(
            lines if before is None else islice(lines, before - 1),
            header.delimiter,
            width,
            padding=header.padding,
            glued=header.glued,
            quoted=header.layout.quoted,
        )
