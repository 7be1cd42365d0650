"""``states``: what the package knows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilateral.cli.console import say, show, table

__all__ = ["states"]


def states(name: str, /, *, on: str | None = None, system: str | None = None) -> int:
    """Show the state that a name or code stands for; exit 1 if it is several.

    Args:
        name: A name, past or present, or a code.
        on: Date on which it is used, such as 1986.
        system: Whose code or name it is: cow, gw, iso, m49, sipri and others.
    """
    from bilateral.errors import StateNameError
    from bilateral.states import resolve

    try:
        state = resolve(int(name) if system and name.isdigit() else name, on=on, system=system)
    except StateNameError as error:
        if error.candidates:
            _tell_several(name, on, error.candidates)
            return 1
        if name.isdigit() and system is None:
            error.expected = "--system with a number, such as cow"
        raise
    rows: list[tuple[str, object]] = [
        ("id", state.id),
        ("life", state.life and state.life.words()),
        ("names", "; ".join(state.names)),
        ("carries on", ", ".join(state.continues)),
        *_codes(state.id, on),
    ]
    say(f"{state.name}\n")
    show(table((), [row for row in rows if row[1]]))
    return 0


def _tell_several(name: str, on: str | None, states: Sequence[str]) -> None:
    """The states that a name may stand for, with their lives."""
    from bilateral.states import registry

    when = f" on {on}" if on else "; --on DATE may say which"
    say(f"{name}: a name of {len(states)} states{when}\n")
    found = [registry()[state] for state in states]
    rows = [(one.id, one.name, one.life and one.life.words()) for one in found]
    show(table(("id", "name", "life"), rows))


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
