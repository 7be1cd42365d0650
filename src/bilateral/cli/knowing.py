"""``states`` and ``completion``: what the package knows, of the world and of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bilateral.cli.console import data, say, show, table

__all__ = ["completion", "states"]


def states(name: str, /, *, on: str | None = None, system: str | None = None) -> None:
    """Show the state that a name or code stands for.

    Args:
        name: A name, past or present, or a code.
        on: Date on which it is used, such as 1986.
        system: Whose code or name it is: cow, gw, iso, m49, sipri and others.
    """
    from bilateral.states import resolve

    state = resolve(int(name) if system and name.isdigit() else name, on=on, system=system)
    rows: list[tuple[str, object]] = [
        ("id", state.id),
        ("life", state.life),
        ("names", ", ".join(dict.fromkeys(state.names))),
        ("carries on", ", ".join(state.continues)),
        *_codes(state.id, on),
    ]
    say(f"{state.name}\n")
    show(table((), [row for row in rows if row[1]]))


def _codes(state: str, on: str | None) -> Iterator[tuple[str, str]]:
    from bilateral.errors import StateNameError
    from bilateral.states import SYSTEMS, code_of

    for system in SYSTEMS:
        if system in ("sipri", "icews"):  # which have names only
            continue
        try:
            yield system, code_of(state, system=system, on=on) or ""
        except StateNameError as error:
            yield system, error.expected or ""


def completion(shell: Literal["bash", "zsh", "fish"] = "bash", /, *, install: bool = False) -> None:
    """Print the script with which a shell completes commands and options.

    Args:
        shell: Which shell.
        install: Write the script to where the shell finds it, instead of printing it.
    """
    from bilateral.cli.running import app

    if install:
        say(f"written: {app().install_completion(shell=shell)}")
    else:
        data(app().generate_completion(shell=shell))
