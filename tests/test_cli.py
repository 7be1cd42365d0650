"""The command line: the account, the template, the exits."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilateral
from bilateral.cli import main
from bilateral.readers import read
from tests.readers.samples import REGISTER, write
from tests.readers.test_mapping import MAPPING, ROWS


def test_read_prints_the_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path)]) == 0
    out = capsys.readouterr().out
    assert "8 rows seen = 8 read + 0 refused; 13 records" in out
    assert "'Ruritania' (once, first in line 13)" in out
    assert "cite: SIPRI Arms Transfers Database" in out


def test_refused_rows_are_an_exit_of_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "arms.csv", REGISTER.replace("4,,2017", "4,,x"))
    assert main(["read", str(path)]) == 1
    out = capsys.readouterr().out
    assert "8 rows seen = 7 read + 1 refused" in out
    assert f"{path}:7: not years" in out
    assert main(["read", str(path), "--strict"]) == 2
    assert "not years" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.toml"])
def test_the_dataset_is_written(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path), "--to", str(tmp_path / name)]) == 0
    assert bilateral.load_file(tmp_path / name) == read(path).dataset


def test_a_table_is_written(tmp_path: Path) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path), "--to", str(tmp_path / "out.parquet")]) == 0
    table = bilateral.scan(tmp_path / "out.parquet")
    assert table.arms_transfers.bounds() == read(path).dataset.arms_transfers.bounds()


def test_a_mapping_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "t.csv", ROWS)
    plan = write(tmp_path, "map.toml", MAPPING)
    assert main(["read", str(path), "--mapping", str(plan)]) == 0
    assert "3 rows seen = 3 read" in capsys.readouterr().out
    assert main(["read", str(path), "--mapping", str(plan), "--reader", "sipri"]) == 2


def test_what_cannot_be_done_is_an_exit_of_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(tmp_path / "none.csv")]) == 2
    assert "no such file" in capsys.readouterr().err
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path), "--reader", "sippri"]) == 2
    assert "did you mean 'sipri'" in capsys.readouterr().err
    assert main(["read", str(path), "--to", "out.xml"]) == 2
    assert ".parquet" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["template", "treaties"])


def test_template_and_readers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "visits"]) == 0
    assert capsys.readouterr().out.startswith("id,date,status,visitor")
    assert main(["readers"]) == 0
    assert "SIPRI Arms Transfers Database" in capsys.readouterr().out


def test_a_file_that_is_read_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "arms.json", REGISTER)
    assert main(["read", str(path), "--to", str(path)]) == 2
    assert "written over" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == REGISTER
