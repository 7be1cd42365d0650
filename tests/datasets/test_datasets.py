"""The datasets that come with the package."""

from __future__ import annotations

import gzip
import os
from importlib.resources import files
from pathlib import Path

import pytest

import bilateral
from bilateral.datasets import available, load
from bilateral.errors import UnknownNameError
from bilateral.files import dumps, loads

FOLDER = files("bilateral.datasets")


def test_each_file_of_the_folder_is_a_dataset_and_nothing_else_is() -> None:
    names = {entry.name.split(".")[0] for entry in FOLDER.iterdir() if "." in entry.name[2:]}
    assert {"json", "toml"} <= {entry.name.rpartition(".")[2] for entry in FOLDER.iterdir()}
    assert set(available()) == names - {"__init__"}
    assert list(available()) == sorted(available())
    assert "pakistan-russia" in available()


@pytest.mark.parametrize("name", available())
def test_a_dataset_is_what_its_file_says_and_has_no_fault(name: str) -> None:
    dataset = load(name)
    plain, packed = FOLDER.joinpath(f"{name}.toml"), FOLDER.joinpath(f"{name}.jsonl.gz")
    if plain.is_file():
        made = FOLDER.joinpath(f"{name}.json").read_text(encoding="utf-8")
        assert dataset == loads(made) == loads(plain.read_text(encoding="utf-8"), "toml")
        assert made == dumps(dataset), "run tools/pack_datasets.py"
    else:
        assert dataset == loads(gzip.decompress(packed.read_bytes()).decode(), "jsonl")
    assert dataset.info.name == name
    assert list(dataset.faults()) == []


@pytest.mark.parametrize("name", available())
def test_a_dataset_is_read_once(name: str) -> None:
    assert load(name) is load(name)
    assert bilateral.load(name) is load(name)


def test_it_is_read_wherever_one_stands(tmp_path: Path) -> None:
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        assert available() == bilateral.datasets.available()
        assert load("pakistan-russia").records
    finally:
        os.chdir(before)


def test_sources_are_ids_or_groups_one_or_several() -> None:
    dataset = load("pakistan-russia")
    one = load("pakistan-russia", sources="article")
    assert one == dataset.from_sources("article")
    assert load("pakistan-russia", sources=("article",)) == one
    group = dataset.info.groups[0]
    assert load("pakistan-russia", sources=group.name) == dataset.from_sources(*group.sources)
    both = load("pakistan-russia", sources=("article", group.name))
    assert both == dataset.from_sources("article", group.name)
    assert len(one.records) < len(dataset.records)


@pytest.mark.parametrize(
    "name", ["pakistan-rusia", "", "../pakistan-russia", "pakistan-russia.toml"]
)
def test_an_unknown_dataset_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown dataset") as caught:
        load(name)
    assert caught.value.found == name
    assert caught.value.expected is not None
    assert caught.value.expected.partition(";")[0] == f"one of {', '.join(available())}"


def test_an_unknown_source_is_refused_with_the_near_ones() -> None:
    for given in ("artcle", ("article", "artcle")):
        with pytest.raises(UnknownNameError) as caught:
            load("pakistan-russia", sources=given)
        assert "article" in caught.value.near
