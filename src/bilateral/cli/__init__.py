"""The command ``bilateral``: what the package does, without a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

__all__ = ["main"]

_HELP = {"--help", "-h", "help"}
_VERSION = {"--version", "version"}
_INTERRUPTED = 130  # as a shell has it of whatever Ctrl-C ends


def main(words: Sequence[str] | None = None) -> int:
    """Run the command.

    What needs no options is answered at once; all else takes the libraries of the extra ``cli``.

    Args:
        words: Words of the command line; by default those of the process.

    Returns:
        0 if all is well; 1 if it is not, such as where a file has faults, rows were refused or
        two files differ; 2 if nothing could be done; 130 if it was interrupted.
    """
    try:
        status = _run(list(sys.argv[1:] if words is None else words))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever reads has seen enough
        _write_no_more()
        return 0
    except OSError as error:
        _write_no_more()
        sys.stderr.write(f"bilateral: {error}\n")
        return 2
    return status


def _write_no_more() -> None:
    """Let what could not be written be lost, which Python would try again and complain of."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(given: list[str]) -> int:
    if not given or (len(given) == 1 and given[0] in _HELP):
        from bilateral.cli.overview import first_screen

        sys.stdout.write(first_screen())
        return 0
    if len(given) == 1 and given[0] in _VERSION:
        from bilateral import __version__

        sys.stdout.write(f"bilateral {__version__}\n")
        return 0
    if given[0] == "help":
        given = [*given[1:], "--help"]
    if not (find_spec("cyclopts") and find_spec("rich")):
        sys.stderr.write('bilateral: the command needs more: pip install "bilateral[cli]"\n')
        return 2
    from bilateral.cli.running import run

    return run(given)
