"""From words to a command, and from whatever it raises to a few lines and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter

from bilateral import __version__
from bilateral.cli.commands import COMMANDS
from bilateral.cli.console import complain, out
from bilateral.errors import BilateralError

__all__ = ["app", "run"]

INTERRUPTED = 130


def app() -> App:
    """The commands, none of which is loaded before it is called."""
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
            command.home,
            name=command.name,
            group=command.group,
            help_epilogue="\n".join(["Examples:", *(f"  {line}" for line in command.examples)]),
        )
    return made


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
    except KeyboardInterrupt:
        return INTERRUPTED
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
