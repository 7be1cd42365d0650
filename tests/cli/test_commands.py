"""Every command is there, is told of, and its examples do what they say."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from bilateral.cli.commands import COMMANDS, Command
from bilateral.cli.overview import first_screen
from bilateral.cli.running import HOMES
from tests.cli.conftest import Said

EXAMPLES = [
    pytest.param(
        example,
        marks=pytest.mark.needs("altair", "vl_convert") if command.name == "plot" else (),
    )
    for command in COMMANDS
    for example in command.examples
]
DATA = ("--csv", "--json", "schema", "completion", "template", "card", "bibtex")
"""What is for programs, or wraps where it is read, and is as wide as it is."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_on_80_columns(
    example: str, folder: Path, run: Callable[..., Said]
) -> None:
    name, *words = shlex.split(example)
    status, out, err = run(*words)
    assert (name, status) == ("bilateral", 0)
    assert all("names unresolved: " in line for line in err.splitlines())
    assert out.strip()
    if not any(word in example for word in DATA):
        assert max(map(len, out.splitlines())) <= 80
        assert all(line == line.rstrip() for line in out.splitlines())
    assert folder == Path.cwd()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_tells_what_a_command_does_with_examples(
    command: Command, run: Callable[..., Said]
) -> None:
    status, out, _ = run(command.name, "--help")
    assert status == 0
    home = HOMES.get(command.name, "bilateral.cli.running:completion")
    module, _, function = home.partition(":")
    summary = getattr(import_module(module), function).__doc__.partition("\n")[0]
    assert summary.rstrip(".") in " ".join(out.split())
    assert "[default: ()]" not in out
    assert all(example in out for example in command.examples)
    assert max(map(len, out.splitlines())) <= 80


def test_every_command_is_in_the_overview_and_has_an_example_of_itself() -> None:
    lines = [line.split() for line in first_screen().splitlines()]
    for command in COMMANDS:
        assert [command.name, *command.summary.split()] in lines
        for line in command.examples:
            assert line.split()[:2] == ["bilateral", command.name]


def test_every_command_has_a_home() -> None:
    assert {*HOMES, "completion"} == {command.name for command in COMMANDS}
