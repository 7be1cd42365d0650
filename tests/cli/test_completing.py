"""What a shell is offered for a word that is begun."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import bilateral
from tests.cli.conftest import Said


def offered(run: Callable[..., Said], *words: str) -> dict[str, str]:
    """The words that begin as the last does, as a shell keeps them."""
    status, out, err = run("__complete", *words)
    assert (status, err) == (0, "")
    lines = [line.partition("\t") for line in out.splitlines() if line and line[0] != "\x1f"]
    return {word: told for word, _, told in lines if word.startswith(words[-1])}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ask", "us"], "us-visits"),
        (["ask", "us-visits", ""], "visits"),
        (["template", "arms"], "arms-transfers"),
        (["show", "pakistan-russia", "bajwa-r"], "bajwa-russia-2018-04"),
        (["show", "us-visits", "us-visits:president:273"], "us-visits:president:2730"),
        (["ask", "pakistan-russia", "visits", "--by", "mil"], "military"),
        (["ask", "pakistan-russia", "visits", "--by", "PAK", "mil"], "military"),
        (["ask", "pakistan-russia", "--between", "PAK", "RU"], "RUS"),
        (["ask", "pakistan-russia", "--sector", "civ"], "civil society"),
        (["ask", "pakistan-russia", "--status", "pl"], "planned"),
        (["ask", "pakistan-russia", "--stance", "re"], "refines"),
        (["ask", "pakistan-russia", "--mode", "pre"], "presupposed"),
        (["ask", "pakistan-russia", "--cited", "arab"], "arab-news-2018"),
        (["ask", "pakistan-russia", "--at", "Mos"], "Moscow"),
        (["ask", "pakistan-russia", "--about", "coun"], "counter-terrorism"),
        (["ask", "pakistan-russia", "--count", "ini"], "initiator"),
        (["read", "x.csv", "--reader", "si"], "sipri"),
        (["readers", "si"], "sipri"),
        (["diff", "pakistan-russia", "us"], "us-visits"),
    ],
)
def test_a_word_that_is_begun_is_offered(
    words: list[str], expected: str, run: Callable[..., Said]
) -> None:
    assert expected in offered(run, *words)


def test_an_id_is_offered_with_its_title(run: Callable[..., Said]) -> None:
    found = offered(run, "show", "pakistan-russia", "raheel")
    records = bilateral.load("pakistan-russia").records
    assert found == {one.id: one.title for one in records if one.id.startswith("raheel")}


def test_files_and_folders_are_offered_by_their_paths(
    folder: Path, run: Callable[..., Said]
) -> None:
    assert set(offered(run, "ask", "")) >= {"mine.toml", "data/", "us-visits"}
    assert set(offered(run, "ask", "da")) == {"data/"}
    assert set(offered(run, "ask", "data/")) == {"data/visits.csv"}
    assert set(offered(run, "ask", f"{folder}/mine")) == {
        f"{folder}/mine.json",
        f"{folder}/mine.toml",
    }


@pytest.mark.parametrize("words", [["ask", "nowhere.csv", ""], ["ask", "no/where/"]])
def test_where_nothing_is_known_nothing_is_said(words: list[str], run: Callable[..., Said]) -> None:
    offered(run, *words)


BASH = """
source ./script
compopt() { :; }
bilateral() { cat offered; }
type() { return 1; }
COMP_WORDS=(bilateral show us-visits us-visits : president : 273)
COMP_CWORD=7
_bilateral_whole
echo "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_takes_an_id_with_colons_for_one_word(
    tmp_path: Path, run: Callable[..., Said]
) -> None:
    (tmp_path / "script").write_text(run("completion", "bash")[1], encoding="utf-8")
    ids = "us-visits:president:2730\tOne\nus-visits:president:2731\tOther\n"
    (tmp_path / "offered").write_text(f"\x1fbegin\n{ids}", encoding="utf-8")
    done = subprocess.run(
        ["bash", "--norc", "-c", BASH], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "2730 2731\n"
