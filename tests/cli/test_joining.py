"""Datasets in another form, together, and against each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import bilateral
from bilateral.files import save_file
from tests.cli.conftest import Said


@pytest.mark.parametrize("form", ["json", "jsonl", "toml", "parquet"])
def test_a_dataset_goes_into_each_form_and_back(
    form: str, folder: Path, run: Callable[..., Said]
) -> None:
    assert run("convert", "mine.toml", f"out.{form}") == (
        0,
        f"written: out.{form} (records: 1)\n",
        "",
    )
    assert run("convert", f"out.{form}", "-o", "back.json")[0] == 0
    back, mine = bilateral.load_file("back.json"), bilateral.load_file("mine.toml")
    assert back.records == mine.records
    assert folder == Path.cwd()


@pytest.mark.parametrize("words", [("out.xml",), ("",), ("mine.toml",), ("./data/../mine.toml",)])
def test_where_nothing_can_be_written_nothing_is(
    words: tuple[str], folder: Path, run: Callable[..., Said]
) -> None:
    before = (folder / "mine.toml").read_bytes()
    assert run("convert", "mine.toml", *words)[0] == 2
    assert run("merge", "mine.toml", "pakistan-russia", "-o", *words)[0] == 2
    assert (folder / "mine.toml").read_bytes() == before


def test_datasets_become_one(folder: Path, run: Callable[..., Said]) -> None:
    assert run("merge", "mine.toml", "pakistan-russia", "-o", "both.json")[0] == 0
    both = bilateral.load_file(folder / "both.json")
    assert both == bilateral.load_file("mine.toml").merge(bilateral.load("pakistan-russia"))
    assert run("merge", "mine.toml", "pakistan-russia")[0] == 2  # without a file to write


def test_a_difference_is_told(folder: Path, run: Callable[..., Said]) -> None:
    mine = bilateral.load_file(folder / "mine.toml")
    (record,) = mine.records
    other = attrs.evolve(record, id="my-visit-2", title="Another visit")
    changed = attrs.evolve(record, status="cancelled")
    save_file(attrs.evolve(mine, records=[changed, other]), folder / "new.toml")
    assert run("diff", "mine.toml", "mine.json") == (0, "no difference\n", "")
    status, out, _ = run("diff", "mine.toml", "new.toml")
    assert status == 1
    words = " ".join(out.split())
    assert "1 record added + my-visit-2 Another visit" in words
    assert "my-visit-1 status occurred cancelled" in words
    assert "1 record removed - my-visit-2" in " ".join(
        run("diff", "new.toml", "mine.toml")[1].split()
    )
