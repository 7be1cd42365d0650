"""The page of the command: what it shows is what the command prints."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from bilateral.cli.commands import COMMANDS
from tests.cli.conftest import Said
from tests.cli.test_checking import SLIPS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command.md"
TEXT = PAGE.read_text(encoding="utf-8")


def sessions(text: str) -> list[tuple[str, str]]:
    """Each command of the page with what stands under it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
        found += list(zip(parts[1::2], parts[2::2], strict=True))
    return found


def test_what_the_page_shows_is_printed(folder: Path, run: Callable[..., Said]) -> None:
    (folder / "slips.toml").write_text(SLIPS, encoding="utf-8")
    for command, shown in sessions(TEXT):
        name, *words = shlex.split(command)
        _, out, err = run(*words)
        assert name == "bilateral"
        assert (command, err + out) == (command, shown)


def test_the_page_has_every_command() -> None:
    for command in COMMANDS:
        assert f"| `{command.name}` | {command.summary} |" in TEXT
