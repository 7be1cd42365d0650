"""What the command says of itself where nothing is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bilateral.cli.commands import COMMANDS

__all__ = ["first_screen"]


def first_screen() -> str:
    """What the command can do, for a terminal of 80 columns.

    It is made by hand, since a library of help takes three times as long to load as to print it.

    Example:
        >>> print(first_screen().splitlines()[0])
        bilateral: records of relations between states, with what is uncertain in them
    """
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "bilateral: records of relations between states, with what is uncertain in them"
    yield ""
    yield "usage: bilateral COMMAND ...      bilateral COMMAND --help tells more"
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        yield ""
        yield group
        yield from (f"  {command.name:<12}{command.summary}" for command in commands)
    yield ""
    yield "To begin with"
    yield f"  {COMMANDS[0].examples[0]}"
    yield ""
    yield "A dataset is one that is built in (pakistan-russia, pakistan-russia-history,"
    yield "us-visits), a file, a folder, or Parquet files such as 'data/*.parquet'."
