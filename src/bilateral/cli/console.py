"""Where output goes: a terminal of some width and encoding, or a pipe to a program."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = [
    "cell",
    "complain",
    "data",
    "heading",
    "json_text",
    "numbered",
    "out",
    "prose",
    "say",
    "show",
    "side",
    "table",
    "visible",
    "wrapped",
    "write",
]


_PLAIN = {
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
}
"""Signs of print, and what stands for them on a typewriter."""


class _Legible:
    """A stream that writes what its encoding lacks plainly or as escapes, where it would raise."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        encoding = self._stream.encoding or "utf-8"
        for sign, plain in _PLAIN.items():
            if sign in text and not _has(encoding, sign):
                text = text.replace(sign, plain)
        return self._stream.write(text.encode(encoding, "backslashreplace").decode(encoding))

    def __getattr__(self, name: str) -> Any:  # whatever else a stream has
        return getattr(self._stream, name)


def _has(encoding: str, sign: str) -> bool:
    return sign.encode(encoding, "ignore") != b""


def out() -> Console:
    """The console of the answer. Colours are left out of a pipe, and where NO_COLOR is set."""
    return _console(sys.stdout)


def side() -> Console:
    """The console of what is said beside the answer: progress, remarks, errors."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(
        file=cast("TextIO", _Legible(stream)), highlight=False, markup=False, emoji=False
    )


def say(text: str) -> None:
    """Print lines of the answer, wrapped at the width of the terminal."""
    write("\n".join(wrapped(text, out().width)) + "\n")


def heading(text: str) -> None:
    """Print a line above others, in bold letters on a terminal."""
    console = out()
    for line in wrapped(visible(text), console.width):
        console.print(line, style="bold", soft_wrap=True)


def write(text: str) -> None:
    """Print text as it is, but for what the encoding of the terminal lacks."""
    _Legible(sys.stdout).write(text)


def prose(text: str) -> None:
    """Print text that goes into other texts: wrapped for a person, in a pipe as it is."""
    if out().is_terminal:
        say(text)
    else:
        write(f"{text}\n")


def complain(text: str) -> None:
    """Print why nothing could be done: a fact a line, wrapped where a person reads it."""
    console = side()
    said = f"bilateral: {text}"
    lines = wrapped(said, console.width) if console.is_terminal else [said]
    _Legible(sys.stderr).write("".join(f"{line}\n" for line in lines))


def data(text: str) -> None:
    """Write the answer as data for a program, which is UTF-8 whatever the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def visible(text: str) -> str:
    """The text without characters that a terminal would obey or that part lines."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def numbered(number: int, noun: str) -> str:
    """So many of something.

    Example:
        >>> numbered(1, "record"), numbered(2_000, "record")
        ('1 record', '2,000 records')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def json_text(value: object) -> str:
    """A value as a JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def wrapped(text: str, width: int) -> list[str]:
    """Lines no wider than the terminal, unless a single word is; what goes on is set in.

    Example:
        >>> wrapped("  a first word and a second", 16)
        ['  a first word', '    and a second']
    """
    lines: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(
            line,
            width,
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return lines


def show(made: Table, indent: int = 0) -> None:
    """Print a table, without the blanks with which its lines are filled."""
    from rich.padding import Padding

    console = out()
    with console.capture() as captured:
        console.print(Padding(made, (0, 0, 0, indent), expand=False))
    write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[str] = ()
) -> Table:
    """A table for a terminal, whose cells wrap.

    Args:
        header: Names of the columns; without any, rows stand as they are.
        rows: Cells, as many in each row; None is left empty.
        numbers: Names of the columns that are set to the right.
    """
    from rich.table import Table

    made = Table(
        box=None,
        show_header=bool(header),
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="bold",
    )
    for name in header:
        made.add_column(name, justify="right" if name in numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*map(cell, row))
    return made


def cell(value: object, remark: str = "", *, below: str = "") -> Text:
    """What stands in a table.

    Args:
        value: The value.
        remark: What stands after it, in dim letters.
        below: What stands under it, in dim letters.
    """
    from rich.text import Text

    if isinstance(value, Text):
        return value
    text = Text("" if value is None else visible(str(value)), overflow="fold")
    for said, before in ((remark, " "), (below, "\n")):
        if said:
            text.append(f"{before if text else ''}{visible(said)}", "dim")
    return text
