"""From what is raised to a few lines and an exit status."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import bilateral.cli.looking
from bilateral.cli import main
from bilateral.cli.commands import COMMANDS
from bilateral.cli.running import app
from tests.cli.conftest import Said

MAIN = "import sys; from bilateral.cli import main; sys.exit(main())"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["aks"], "bilateral --help"),
        (["ask"], "bilateral ask --help"),
        (["ask", "pakistan-russia", "--sinse", "2016"], "--since"),
        (["ask", "pakistan-rusia"], "did you mean 'pakistan-russia'"),
        (["ask", "pakistan-russia", "vists"], "did you mean 'visits'"),
        (["ask", "pakistan-russia", "--by", "militry"], "did you mean 'military'?"),
        (["ask", "pakistan-russia", "--since", "2016-99"], "expected a month"),
        (["ask", "pakistan-russia", "--count", "yaer"], "did you mean 'year'?"),
        (["ask", "pakistan-russia", "--json", "--csv"], "several forms"),
        (["ask", "pakistan-russia", "--count", "year", "--sum", "volume"], "one of them"),
        (["ask", "pakistan-russia", "-o", "answer"], ".csv"),
        (["show", "pakistan-russia", "bajwa-rusia-2018-04"], "bajwa-russia-2018-04"),
        (["states", "365"], "--system"),
        (["format", "visits.csv"], "json, .jsonl or .toml"),
        (["ask", "pakistan-russia", "--between", "PAK"], "two states"),
        (["ask", "pakistan-russia", "--between", "PAK", "RUS", "IND"], "two states"),
        (["pakistan-russia", "visits"], "bilateral ask pakistan-russia"),
        (["ask", "a.toml", "b.toml", "visits"], "bilateral merge"),
        (["ask", "pakistan-russia", "visits", "--person", "Bajwa"], "--by person="),
        (["ask", "pakistan-russia", "visits", "--year", "2016"], "--during"),
        (["ask", "pakistan-russia", "--limit", "-1"], "0 for all"),
        (["ask", "pakistan-russia", "--limit", "1.5"], "0 for all"),
        (["ask", "pakistan-russia", "--limit", "1", "-o", "x.parquet"], "a file of rows"),
        (["read", "none.csv"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_few_lines(
    words: list[str], told: str, run: Callable[..., Said]
) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.startswith("bilateral: ")
    assert told in err
    assert len(err.splitlines()) <= 3


def test_an_interruption_is_quiet(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Said]
) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bilateral.cli.looking, "dataset_of", interrupted)
    assert run("card", "us-visits") == (130, "", "")


def test_without_the_extra_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bilateral.cli.find_spec", lambda name: None)
    assert main(["readers"]) == 2
    assert capsys.readouterr().err == (
        'bilateral: the command needs more: pip install "bilateral[cli]"\n'
    )
    assert main([]) == 0  # what the package can do is told without it
    assert importlib.util.find_spec("cyclopts")


def test_the_words_of_the_process_are_taken_by_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bilateral", "states", "Ceylon"])
    assert main() == 0
    assert "LKA" in capsys.readouterr().out


def test_no_command_is_loaded_before_it_is_called() -> None:
    commands = app()._commands
    assert {"ask", "read", "states"} <= commands.keys()
    assert all(type(commands[name]).__name__ == "CommandSpec" for name in ("ask", "read"))


@pytest.mark.slow
@pytest.mark.parametrize("words", ["", "sources us-visits", "show us-visits", "ask --help"])
def test_a_reader_that_goes_away_is_no_error(words: str) -> None:
    command = f'"{sys.executable}" -c "{MAIN}" {words}'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 1 > {os.devnull}"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.parametrize("words", [[], ["ask", "us-visits"], ["readers"]])
def test_a_full_disk_is_told_in_a_line(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *words], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_legacy_console_loses_no_answer(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text("date,status,visitor,host\n2018,occurred,Руритания,IND\n", encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for words, as_is in ((["read"], encoding == "utf-8"), (["ask"], encoding == "utf-8")):
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *words, str(path)],
            capture_output=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        name = "Руритания" if as_is else r"\u0420\u0443"
        assert name in done.stdout.decode(encoding)
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "ask", str(path), "visits", "--json"],
        capture_output=True,
        check=False,
        env=environment,
    )
    assert "Руритания" in done.stdout.decode("utf-8")  # data is UTF-8 everywhere


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_the_commands(
    shell: str, tmp_path: Path, run: Callable[..., Said]
) -> None:
    status, out, _ = run("completion", shell)
    assert status == 0
    assert all(command.name in out for command in COMMANDS)
    assert "include-predecessors" in out
    program = shutil.which(shell)
    if program is not None:  # the shell itself finds no fault in it
        script = tmp_path / "script"
        script.write_text(out, encoding="utf-8")
        subprocess.run([program, "-n", str(script)], check=True)
