"""Datasets in another form, and together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import bilateral
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
