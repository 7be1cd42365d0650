"""From words to a command, and from whatever it raises to a few lines and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Literal

from cyclopts import App, CycloptsError, Parameter

from bilateral import __version__
from bilateral.cli.commands import COMMANDS
from bilateral.cli.console import complain, data, out, say
from bilateral.errors import BilateralError

__all__ = ["HOMES", "app", "completion", "run"]

HOMES = {
    "ask": "bilateral.cli.asking:ask",
    "show": "bilateral.cli.looking:show",
    "sources": "bilateral.cli.looking:sources",
    "card": "bilateral.cli.looking:card",
    "cite": "bilateral.cli.looking:cite",
    "plot": "bilateral.cli.drawing:plot",
    "report": "bilateral.cli.drawing:report",
    "validate": "bilateral.cli.checking:validate",
    "format": "bilateral.cli.checking:format_files",
    "convert": "bilateral.cli.joining:convert",
    "merge": "bilateral.cli.joining:merge",
    "diff": "bilateral.cli.joining:diff",
    "template": "bilateral.cli.templates:template",
    "schema": "bilateral.cli.templates:schema",
    "read": "bilateral.cli.reading:read_files",
    "check": "bilateral.cli.reading:check",
    "readers": "bilateral.cli.reading:list_readers",
    "states": "bilateral.cli.knowing:states",
}
"""Where each command is; none is loaded before it is called."""


def app() -> App:
    """The commands."""
    made = App(
        name="bilateral",
        version=__version__,
        help_format="plaintext",
        default_parameter=Parameter(negative=(), show_default=False),
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for command in COMMANDS:
        made.command(
            HOMES.get(command.name, completion),
            name=command.name,
            group=command.group,
            help_epilogue="\n".join(["Examples:", *(f"  {line}" for line in command.examples)]),
        )
    return made


def completion(shell: Literal["bash", "zsh", "fish"] = "bash", /, *, install: bool = False) -> None:
    """Print the script with which a shell completes commands and options.

    Args:
        shell: Which shell.
        install: Write the script to where the shell finds it, instead of printing it.
    """
    if install:
        say(f"written: {app().install_completion(shell=shell)}")
    else:
        data(app().generate_completion(shell=shell))


def run(words: Sequence[str]) -> int:
    """Run a command.

    Args:
        words: Its name and what follows.

    Returns:
        The exit status; see :func:`bilateral.cli.main`.
    """
    try:
        status = app()(list(words), console=out(), exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except CycloptsError as error:
        name = words[0] if words[0] in {command.name for command in COMMANDS} else ""
        complain(f"{error}\nsee: bilateral {name}{' ' if name else ''}--help")
        return 2
    except (BilateralError, OSError) as error:
        complain(str(error))
        return 2
    return status if isinstance(status, int) else 0
