"""Faults with their lines, and files in their canonical form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import bilateral
from bilateral.cli.checking import faults_in
from bilateral.files.documents import dumps
from tests.cli.conftest import Said

SLIPS = """\
format = "bilateral"
version = 1

[[sources]]
id = "a"
title = "A"

[[records]]
kind = "visit"
id = "v1"
title = "A visit"
date = "2018-13"
citations = [{ source = "a" }]

[[records]]
kind = "visit"
id = "v2"
title = "A visit"
participants = [
  { role = "visitor", state = "PAK" },
  { role = "hostess", state = "RUS" },
]
[[records.citations]]
source = "a"
locatr = "3"
"""
DANGLING = (
    SLIPS.replace("2018-13", "2018-12")
    .replace("hostess", "host")
    .replace('locatr = "3"', 'locator = "3"')
    .replace('"RUS"', '"RUSS"')
    .replace('[{ source = "a" }]', '[{ source = "b" }]')
)


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("slips.toml", SLIPS, [12, 21, 25]),
        ("dangling.toml", DANGLING, [13, 21]),
        ("broken.toml", 'format = "bilateral"\n[[records]\n', [2]),
        ("broken.json", '{"format": "bilateral",\n "version": 1,\n "records": [}', [3]),
        ("twice.json", '{"format": "bilateral",\n "version": 1,\n "version": 1}', [2]),
        ("other.json", '{"a": 1}', [None]),
        ("map.toml", 'format = "bilateral-mapping"\nversion = 1\nkind = "visit"\n', [None]),
        ("rows.csv", "date,status,visitor,host\n2018-99,occurred,PAK,RUS\n", [2]),
    ],
)
def test_every_fault_has_its_line(
    name: str, text: str, lines: list[int | None], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    faults = faults_in(path)
    assert {fault.file for fault in faults} == {str(path)}
    assert [fault.line for fault in faults][: len(lines)] == lines


def test_files_are_checked_together(folder: Path, run: Callable[..., Said]) -> None:
    (folder / "slips.toml").write_text(SLIPS, encoding="utf-8")
    assert run("validate", "mine.toml", "mine.json", "visits.csv") == (
        0,
        "mine.toml: no fault\nmine.json: no fault\nvisits.csv: no fault\n",
        "",
    )
    status, out, _ = run("validate", "slips.toml", "mine.toml")
    assert status == 1
    assert "slips.toml: 3 faults" in out
    assert "slips.toml:21: unknown role" in out
    assert "mine.toml: no fault" in out
    status, out, err = run("validate", "none.toml", "mine.toml")
    assert (status, out, "none.toml" in err) == (2, "mine.toml: no fault\n", True)


def test_many_faults_are_a_screen(folder: Path, run: Callable[..., Said]) -> None:
    records = "".join(
        f'[[records]]\nkind = "visit"\nid = "v{n}"\ntitle = "A"\ncitations = [{{ source = "x" }}]\n'
        for n in range(40)
    )
    (folder / "many.toml").write_text(
        'format = "bilateral"\nversion = 1\n' + records, encoding="utf-8"
    )
    status, out, _ = run("validate", "many.toml")
    assert status == 1
    assert "... and 25 more (--all shows them)" in out
    assert len(out.splitlines()) <= 40
    assert run("validate", "many.toml", "--all")[1].count("unknown source") == 40


def test_a_file_is_brought_into_its_form_once(folder: Path, run: Callable[..., Said]) -> None:
    path = folder / "mine.toml"
    data = bilateral.load_file(path)
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n", "\n\n\n"), encoding="utf-8")
    before = path.read_bytes()
    assert run("format", "--check", "mine.toml")[:2] == (1, "not in canonical form: mine.toml\n")
    assert path.read_bytes() == before
    assert run("format", "mine.toml", "mine.json")[0] == 1
    assert path.read_text(encoding="utf-8") == dumps(data, "toml")
    assert run("format", "mine.toml", "mine.json") == (0, "in canonical form already: 2 of 2\n", "")
    assert bilateral.load_file(path) == data


def test_comments_are_never_lost(folder: Path, run: Callable[..., Said]) -> None:
    path = folder / "mine.toml"
    text = "# mine, and dear to me\n" + path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    status, out, err = run("format", "mine.toml", "none.toml", "mine.json")
    assert (status, out) == (2, "in canonical form already: 1 of 3\n")
    assert "mine.toml:1: a comment" in err
    assert "none.toml: no such file" in err
    assert path.read_text(encoding="utf-8") == text


def test_faults_are_told_to_programs(folder: Path, run: Callable[..., Said]) -> None:
    (folder / "slips.toml").write_text(SLIPS, encoding="utf-8")
    status, out, _ = run("validate", "mine.toml", "slips.toml", "--json")
    told = json.loads(out)
    assert status == 1
    assert [(one["file"], one["line"]) for one in told] == [
        ("slips.toml", 12), ("slips.toml", 21), ("slips.toml", 25),
    ]  # fmt: skip
    assert told[1]["near"] == ["host"]
    assert [one["text"] for one in told] == [
        fault.in_one_line() for fault in faults_in(Path("slips.toml"))
    ]
    assert run("validate", "mine.toml", "--json") == (0, "[]\n", "")
