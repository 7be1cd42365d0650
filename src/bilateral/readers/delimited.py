"""Delimited text: its rows, with cells in quotes, padding and what is glued to lines."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator

__all__ = ["Unclosed", "rows_of"]

_LONGEST_ROW = 10_000  # lines that one row may span where its cells have line breaks


class Unclosed(list[str]):
    """The cells of a line in which a quote is never closed, parted as if it were none."""


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
    follows it: if the lines it takes up do not make a row of the right width, its line is
    :class:`Unclosed`, and the others are read anew.

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
            if more or any(map(_is_open, cells)):
                cells = Unclosed(cells)
        yield number, cells


def _is_open(cell: str) -> bool:
    return cell.startswith('"') and cell.count('"') % 2 == 1


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
