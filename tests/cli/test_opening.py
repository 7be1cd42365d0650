"""What stands for a dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilateral
from bilateral.cli.opening import dataset_of, is_document, opened
from bilateral.errors import BilateralError
from bilateral.tables.table import Table

DATA = bilateral.load("pakistan-russia")


def test_a_name_is_a_built_in_dataset() -> None:
    assert opened("pakistan-russia") is DATA


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.toml", "a.parquet", "a.csv"])
def test_every_form_of_a_dataset_is_opened(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    DATA.to(path.suffix[1:], path)
    found = opened(str(path))
    assert isinstance(found, Table) is (path.suffix in (".parquet", ".csv"))
    assert found.visits.bounds() == DATA.visits.bounds()
    assert {record.id for record in dataset_of(str(path)).records} == {*DATA.ids}


def test_a_folder_of_parquet_files_and_a_pattern_are_a_table(tmp_path: Path) -> None:
    for kind in ("visits", "meetings"):
        getattr(DATA, kind).to("parquet", tmp_path / f"{kind}.parquet")
    for word in (str(tmp_path), str(tmp_path / "*.parquet")):
        found = opened(word)
        assert isinstance(found, Table)
        assert found.visits.bounds() == DATA.visits.bounds()


def test_a_folder_of_datasets_is_merged(tmp_path: Path) -> None:
    for kind in ("visits", "meetings"):
        getattr(DATA, kind).to("json", tmp_path / f"{kind}.json")
    found = dataset_of(str(tmp_path))
    assert len(found) == len(DATA.visits) + len(DATA.meetings)


def test_a_research_file_is_read_and_what_it_left_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = dataset_of("visits.csv")
    assert found == bilateral.read(folder / "visits.csv").dataset
    told = "bilateral: visits.csv: rows refused: 0 of 2; names unresolved: 1"
    assert capsys.readouterr().err.startswith(told)


def test_what_is_nothing_is_told() -> None:
    with pytest.raises(BilateralError, match="did you mean 'us-visits'"):
        opened("us-visit")


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("a.toml", "", True),
        ("a.json", '{"format": "bilateral"}', True),
        ("a.jsonl", '{"type": "dataset", "format": "bilateral"}', True),
        ("b.json", '{"visitor": "PAK"}', False),
        ("a.csv", '"bilateral"', False),
    ],
)
def test_a_dataset_is_known_by_its_beginning(
    name: str, text: str, is_one: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert is_document(path) is is_one


@pytest.mark.parametrize("name", ["x" * 5000, f"{'x' * 5000}.csv"])
def test_a_name_too_long_is_no_file(name: str) -> None:
    with pytest.raises(BilateralError, match="no such dataset or file"):
        opened(name)
