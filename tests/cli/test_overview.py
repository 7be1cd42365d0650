"""What the command says where nothing is asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from bilateral import __version__
from bilateral.cli.overview import first_screen
from tests.cli.conftest import Said


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("help",)])
def test_it_is_told_what_can_be_done(words: tuple[str, ...], run: Callable[..., Said]) -> None:
    assert run(*words) == (0, first_screen(), "")


def test_help_of_a_command_is_asked_for_either_way(run: Callable[..., Said]) -> None:
    assert run("help", "ask") == run("ask", "--help")


def test_it_fits_80_columns() -> None:
    assert max(map(len, first_screen().splitlines())) <= 80


@pytest.mark.parametrize("word", ["--version", "version"])
def test_the_version_is_told(word: str, run: Callable[..., Said]) -> None:
    assert run(word) == (0, f"bilateral {__version__}\n", "")


@pytest.mark.slow
def test_no_library_is_loaded_for_it() -> None:
    code = (
        "import sys; from bilateral.cli import main; main(['--help']); "
        "sys.exit(bool({'attrs', 'attr', 'cyclopts', 'rich', 'pendulum'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
