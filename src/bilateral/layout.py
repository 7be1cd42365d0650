"""How tables look: in a terminal, whose width they fit, and in a notebook."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = [
    "STYLE",
    "cut",
    "html_table",
    "html_text",
    "in_lines",
    "in_one_line",
    "terminal_width",
    "text_table",
    "visible",
    "wrapped",
]

_NARROWEST, _CELL, _INDENT = 40, 10, 4  # columns of a terminal, of a cell, before a remark
_REASON = 28  # below which the column that is cut first is cut like the others


def text_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, first_cut: str | None = None
) -> list[str]:
    """Lines of a table that fit a terminal, the last column as a remark under its row.

    Args:
        header: Names of the columns.
        rows: Cells as text, as many as the header has. What no terminal should print is replaced.
            A column in which nothing stands is left out.
        first_cut: The column that gives way first where all are too wide, within reason.
    """
    if not rows:
        return []
    kept = [at for at in range(len(header) - 1) if any(row[at] for row in rows)]
    table = [[visible(row[at]) for at in kept] for row in (header, *rows)]
    widths = [max(len(row[at]) for row in table) for at in range(len(kept))]
    spare = terminal_width() - 2 * (len(widths) - 1)
    if first_cut in table[0] and widths[at := table[0].index(first_cut)] > _REASON:
        widths[at] -= min(widths[at] - _REASON, max(sum(widths) - spare, 0))
    widths = _fitting(widths, spare)
    rule = ["-" * width for width in widths]
    remarks = ["", "", *(row[-1] for row in rows)]
    lines: list[str] = []
    for cells, remark in zip([table[0], rule, *table[1:]], remarks, strict=True):
        shown = (cut(cell, width).ljust(width) for cell, width in zip(cells, widths, strict=True))
        lines.append("  ".join(shown).rstrip())
        lines += wrapped(remark, " " * _INDENT) if remark else []
    return lines


def wrapped(text: str, first: str, others: str | None = None) -> list[str]:
    """Lines of a text that fit a terminal.

    Args:
        text: Any text. What no terminal should print is replaced.
        first: What stands before the first line.
        others: What stands before the others, if that differs.
    """
    behind = first if others is None else others
    import textwrap  # put off, as are others here: records are made without any layout

    return textwrap.wrap(
        visible(text), terminal_width(), initial_indent=first, subsequent_indent=behind
    )


def terminal_width() -> int:
    """Columns of the terminal, or 80 where there is none; ``COLUMNS`` sets another number."""
    import shutil

    return max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST)


def _fitting(widths: list[int], spare: int) -> list[int]:
    """The widths of columns in one line: those that are too wide give way, the widest first."""
    fitting = list(widths)
    while sum(fitting) > spare and max(fitting) > _CELL:
        widest = max(fitting)
        second = max((width for width in fitting if width < widest), default=_CELL)
        number = fitting.count(widest)
        less = min(widest - max(second, _CELL), -(-(sum(fitting) - spare) // number))
        fitting = [width - less if width == widest else width for width in fitting]
    return fitting


def html_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], caption: str | None = None
) -> str:
    """The same for a notebook, in light and dark; every cell is escaped.

    Args:
        header: Names of the columns.
        rows: Cells as text, as many as the header has.
        caption: What stands above it.
    """
    head = "".join(f'<th scope="col">{html_text(name)}</th>' for name in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{html_text(text)}</td>' for text in row)}</tr>" for row in rows
    )
    above = f"<caption>{html_text(caption)}</caption>" if caption else ""
    table = f"<table>{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="bilateral"><style>{STYLE}</style>{table}</div>'


STYLE = (
    ".bilateral{--ink:#1a1a1a;--page:#ffffff;--faint:#595959;--line:#c4c4c4;"
    "color:var(--ink);background:var(--page);padding:.5em;overflow-x:auto}"
    "@media (prefers-color-scheme:dark){.bilateral{--ink:#ececec;--page:#1b1b1b;"
    "--faint:#b0b0b0;--line:#555555}}"
    ".bilateral table{border-collapse:collapse;color:inherit;background:inherit}"
    ".bilateral caption{text-align:left;font-weight:600;padding:.2em 0;color:inherit}"
    ".bilateral th,.bilateral td{text-align:left;vertical-align:top;padding:.2em .8em .2em 0;"
    "border-bottom:1px solid var(--line);color:inherit;background:inherit}"
    ".bilateral th{color:var(--faint);font-weight:600}"
)
"""How tables look in a notebook, by the colours that the reader's system prefers."""


_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What a terminal, an editor or a browser obeys, such as marks that turn the order of letters."""


def in_one_line(text: str) -> str:
    r"""Any text as a part of a line, letters of all scripts as they are.

    Example:
        >>> in_one_line("A title\nover two lines\x1b[2J")
        'A title over two lines\ufffd[2J'
    """
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text))


def in_lines(text: str) -> str:
    """The same of a text that may have several lines."""
    return "\n".join(map(in_one_line, text.split("\n")))


def html_text(text: str) -> str:
    """Any text in one line as HTML, in which no sign means anything."""
    from html import escape

    return escape(in_one_line(text))


def visible(text: str) -> str:
    """The text without characters that a terminal would obey or that part lines."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def cut(text: str, widest: int) -> str:
    """The text in one line of a terminal, cut where it is longer than that.

    Args:
        text: Any text. What no terminal should print is replaced.
        widest: How many characters at most.
    """
    shown = visible(text)
    return shown if len(shown) <= widest else shown[: widest - 3].rstrip() + "..."
