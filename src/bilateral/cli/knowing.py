"""``states``: what the package knows of them."""

from __future__ import annotations

from collections.abc import Iterator

from bilateral.cli.console import say, show, table

__all__ = ["states"]


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
        ("names", "; ".join(state.names)),
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
