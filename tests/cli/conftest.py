"""A folder as a user has it, and a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bilateral.cli import main
from bilateral.cli.questions import kind_of
from bilateral.cli.templates import block
from bilateral.files import loads, save_file
from tests.readers.samples import REGISTER

VISITS = "date,status,visitor,host\n2018-04-24,occurred,PAK,Russia\n2019,occurred,Ruritania,IND\n"

Said = tuple[int, str, str]
"""Exit status, output, and what is said beside it."""


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples name, in which they run."""
    (tmp_path / "visits.csv").write_text(VISITS, encoding="utf-8")
    (tmp_path / "arms.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "visits.csv").write_text(VISITS, encoding="utf-8")
    mine = loads(block(kind_of("visit")), "toml")
    for name in ("mine.toml", "mine.json"):
        save_file(mine, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The command, run in this process."""

    def called(*words: str) -> Said:
        status = main(words)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return called
