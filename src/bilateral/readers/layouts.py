"""Layouts: by which columns a data set is known, and where its header is in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from bilateral.errors import CalendarError, CodecError, near_names
from bilateral.readers.days import DayForm, day_of
from bilateral.readers.files import SourceFile, mended, rows_of
from bilateral.readers.report import RowError
from bilateral.readers.spreadsheets import is_spreadsheet, sheet_rows

__all__ = ["Header", "Layout", "Row", "find_header", "rows"]

_DELIMITERS = (",", ";", "\t", "|")
_WHOLE = re.compile(r"([0-9]{1,15})(?:\.0+)?")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


def plain(name: str) -> str:
    """A column name without what varies: case, spaces, underscores, quotes, glued marks."""
    return re.sub(r"[\s_]+", " ", mended(name)).strip(" \";\ufeff'").casefold()


@attrs.frozen(kw_only=True)
class Layout:
    """One form in which a data set is published.

    Attributes:
        name: Slug, as the report gives it.
        columns: Columns that it must have, named as published.
        optional: Columns that it may have.
        aliases: Other names of columns, as earlier years had them, with the name here.
        marked: Columns each followed by one without a name that holds a mark for it, or nothing.
        open: Whether it may have columns that are not named here.
        quoted: Whether quotes around a cell are not part of it; of tab-separated files only.
    """

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = attrs.field(factory=dict)
    marked: tuple[str, ...] = ()
    open: bool = False
    quoted: bool = True

    def known(self) -> dict[str, str]:
        """Each column name in plain form, with the name as here."""
        known = {plain(name): name for name in (*self.columns, *self.optional)}
        return known | {plain(name): meant for name, meant in self.aliases.items()}


@attrs.frozen
class Header:
    """Where a file's header is, and what its columns are.

    Attributes:
        layout: The layout it is of.
        line: Its line.
        columns: Name of each column, as the layout has it; of a column of marks the name of the
            column it belongs to and ``?``; of a column without a name, nothing.
        delimiter: What parts the cells; None in a spreadsheet.
        padding: How many empty cells follow its last column.
        glued: What is glued to the end of each line.
        sheet: Which sheet of a workbook it is on, from 0.
    """

    layout: Layout
    line: int
    columns: tuple[str, ...]
    delimiter: str | None
    padding: int = 0
    glued: str = ""
    sheet: int = 0


@attrs.frozen
class Row:
    """One row of a file.

    Attributes:
        line: Its line, or row of a spreadsheet, from 1.
        number: Which row after the header it is, from 1.
        cells: Text of each cell by the name of its column, without blanks around it.
    """

    line: int
    number: int
    cells: Mapping[str, str]

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


def find_header(file: SourceFile, layouts: Sequence[Layout]) -> Header | None:
    """The header of a file, if it has one of some layouts among its first lines.

    Raises:
        CodecError: if several sheets of a workbook have one.
    """
    found: Header | None = None
    for sheet, line, delimiter, cells, glued in _candidates(file):
        if found is not None and sheet == found.sheet:
            continue
        for layout in layouts:
            columns = _columns(cells, layout)
            if columns is None:
                continue
            if found is not None:
                raise CodecError(
                    "a workbook with several sheets of the same columns",
                    file=str(file.path),
                    found=[f"sheet {found.sheet + 1}", f"sheet {sheet + 1}"],
                    expected="one of them, the others in files of their own",
                )
            padding = len(cells) - len(columns)
            found = Header(layout, line, columns, delimiter, padding, glued, sheet)
            break
    return found


def no_header(file: SourceFile, layouts: Sequence[Layout]) -> CodecError:
    """The error for a file that has no header of some layouts: what the nearest one lacks."""
    best: tuple[int, int, Layout, list[str]] | None = None
    for _, line, _, cells, _ in _candidates(file):
        names = [plain(cell) for cell in cells]
        for layout in layouts:
            met = {layout.known()[name] for name in names if name in layout.known()}
            if met and (best is None or len(met) > best[0]):
                best = (len(met), line, layout, names)
    if best is None:
        return CodecError(
            "no header of a known layout",
            file=str(file.path),
            expected="; ".join(f"{layout.name}: {', '.join(layout.columns)}" for layout in layouts),
        )
    _, line, layout, names = best
    met = {layout.known()[name] for name in names if name in layout.known()}
    missing = [name for name in layout.columns if name not in met]
    foreign = [name for name in names if name and name not in layout.known()]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    problem = f"not the header of layout {layout.name!r}"
    if missing:
        problem += f": missing {', '.join(map(repr, missing))}"
    elif repeated:
        problem += f": repeated {', '.join(map(repr, repeated))}"
    elif layout.marked:
        problem += ": columns without a name are not where they belong"
    near = tuple(near for name in missing for near in near_names(name, foreign))
    return CodecError(problem, file=str(file.path), line=line, near=near)


def rows(file: SourceFile, header: Header) -> Iterator[Row | RowError]:
    """The rows of a file after its header; one that is broken as the error that says so.

    A line break within the first or last cell of a row leaves a line of one cell beside one that
    looks whole and is not. So the neighbours of a line of one cell are refused with it.
    """
    width = len(header.columns)
    named = [(index, name) for index, name in enumerate(header.columns) if name]
    held: tuple[int, int, list[str]] | None = None
    was_rest = False
    for number, (line, cells) in enumerate(_filled_rows(file, header), start=1):
        is_rest = width > 2 and len(cells) == 1
        if held is not None:
            yield _row(*held, named, width, suspect=is_rest or was_rest)
            was_rest = width > 2 and len(held[2]) == 1
        held = (number, line, cells)
    if held is not None:
        yield _row(*held, named, width, suspect=was_rest)


def _filled_rows(file: SourceFile, header: Header) -> Iterator[tuple[int, list[str]]]:
    """The rows that are no spacers: delimiters and nothing else."""
    for line, cells in _raw_rows(file, header):
        if any(cells) and any(map(str.strip, cells)):
            yield line, cells


def _row(
    number: int,
    line: int,
    cells: list[str],
    named: Sequence[tuple[int, str]],
    width: int,
    *,
    suspect: bool = False,
) -> Row | RowError:
    if len(cells) != width or suspect:
        return RowError(
            "a broken row",
            line=line,
            found=" | ".join(cells)[:100],
            expected="no line of one cell beside it, which may be the rest of it"
            if len(cells) == width
            else f"{width} cells, not {len(cells)}",
        )
    stripped = {name: cells[index].strip() for index, name in named}
    if not all(map(str.isascii, cells)):
        stripped = {name: mended(cell) for name, cell in stripped.items()}
    return Row(line, number, stripped)


def _raw_rows(file: SourceFile, header: Header) -> Iterator[tuple[int, list[str]]]:
    width = len(header.columns)
    if header.delimiter is None:
        for _, line, cells in sheet_rows(file, header.sheet, header=header.line):
            if line > header.line and any(cells):
                fitted = cells[:width] if not any(cells[width:]) else cells
                yield line, fitted + [""] * (width - len(fitted))
        return
    with file.lines() as lines:
        for _ in range(header.line):
            next(lines)
        yield from rows_of(
            lines,
            header.delimiter,
            width,
            padding=header.padding,
            glued=header.glued,
            quoted=header.layout.quoted,
        )


def _in_order(layout: Layout) -> list[str]:
    """The columns of a layout as published, those of marks after their own."""
    return [n for c in layout.columns for n in ((c, f"{c}?") if c in layout.marked else (c,))]


@lru_cache(maxsize=4)  # each reader looks at the same beginning
def _candidates(file: SourceFile) -> tuple[tuple[int, int, str | None, list[str], str], ...]:
    """Every reading of every line that may be a header."""
    return tuple(_read_as_headers(file))


def _read_as_headers(file: SourceFile) -> Iterator[tuple[int, int, str | None, list[str], str]]:
    if is_spreadsheet(file):
        for sheet, line, cells in sheet_rows(file, most=60):
            yield sheet, line, None, cells, ""
    elif file.encoding is not None:
        head = file.head()
        for line, text in head:
            for delimiter in _DELIMITERS:
                if delimiter not in text:
                    continue
                glued = ";" if delimiter != ";" and text.rstrip().endswith(";") else ""
                bare = text.rstrip().removesuffix(glued) if glued else text
                cells = next(rows_of(iter([(line, bare)]), delimiter, 0), (line, []))[1]
                yield 0, line, delimiter, cells, glued


def _columns(cells: Sequence[str], layout: Layout) -> tuple[str, ...] | None:
    """The columns of a header in the words of a layout, or None if it is not of that layout."""
    known = layout.known()
    found: list[str] = []
    for cell in cells:
        name = plain(cell)
        left = found[-1] if found else ""
        if not name:
            found.append(f"{left}?" if left in layout.marked else "")
        elif name in known:
            found.append(known[name])
        elif layout.open:
            found.append(cell.strip())
        else:
            return None
    while found and not found[-1]:
        found.pop()
    given = [name for name in found if name]
    wanted = {*layout.columns, *(f"{name}?" for name in layout.marked)}
    if not wanted <= set(given) or len(set(given)) != len(given):
        return None
    if layout.marked and ("" in found or [n for n in found if n in wanted] != _in_order(layout)):
        return None  # a column of marks that may be torn off its own: it has no name to tell
    return tuple(found)
