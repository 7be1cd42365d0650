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


def test_a_mapping_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "t.csv", ROWS)
    plan = write(tmp_path, "map.toml", MAPPING)
    assert main(["read", str(path), "--mapping", str(plan), "--to", str(plan)]) == 2
    assert "written over" in capsys.readouterr().err
    assert plan.read_text(encoding="utf-8") == MAPPING
    around = tmp_path / "x" / ".." / "map.toml"
    (tmp_path / "x").mkdir()
    assert main(["read", str(path), "--mapping", str(plan), "--to", str(around)]) == 2
    assert plan.read_text(encoding="utf-8") == MAPPING


def test_the_reader_that_is_named_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path), "--reader", "sipri"]) == 0
    by_name = capsys.readouterr().out
    assert main(["read", str(path)]) == 0
    assert capsys.readouterr().out == by_name
    assert main(["read", str(path), "--reader", "atop"]) == 2


def test_the_account_comes_first_and_then_where_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    out = tmp_path / "out.json"
    assert main(["read", str(path), "--to", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{read(path).report}\nwritten: {out}\n"
    assert printed.err == ""


def test_what_is_refused_is_still_written_without_its_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "arms.csv", REGISTER.replace("4,,2017", "4,,x"))
    out = tmp_path / "out.json"
    assert main(["read", str(path), "--to", str(out)]) == 1
    assert bilateral.load_file(out) == read(path).dataset
    out.unlink()
    assert main(["read", str(path), "--to", str(out), "--strict"]) == 2
    assert not out.exists()
    assert capsys.readouterr().err.startswith("bilateral: ")


@pytest.mark.parametrize("name", ["out", "out.xml", "out.JSON.gz"])
def test_nothing_is_read_for_a_format_that_cannot_be_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(tmp_path / "none.csv"), "--to", name]) == 2
    printed = capsys.readouterr()
    assert "unknown file format" in printed.err
    assert ".json, .jsonl, .toml or .parquet" in printed.err
    assert printed.out == ""


def test_a_folder_that_is_not_there_is_an_exit_of_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path), "--to", str(tmp_path / "none" / "out.json")]) == 2
    assert capsys.readouterr().err.startswith("bilateral: ")


def test_the_words_of_the_process_are_taken_by_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bilateral", "readers"])
    assert main() == 0
    assert "SIPRI Arms Transfers Database" in capsys.readouterr().out


def test_every_reader_is_listed_with_its_data_set_and_terms(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from bilateral.readers import readers

    assert main(["readers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 * len(readers())
    for (name, reader), first, second in zip(
        readers().items(), lines[::2], lines[1::2], strict=True
    ):
        about = reader().data_set
        assert first == f"{name:12} {about.title}"
        assert second == f"{'':12} {about.licence}"


@pytest.mark.parametrize("words", [[], ["reed"], ["read"], ["template"]])
def test_a_command_that_is_incomplete_or_unknown_is_explained(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: bilateral")


def test_help_names_the_commands_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in (
        (["--help"], ("read", "template", "readers", "Records of relations between states")),
        (["read", "--help"], ("--reader", "--mapping", "--strict", "--to", "print the account")),
        (["template", "--help"], ("visits",)),
    ):
        with pytest.raises(SystemExit) as caught:
            main(words)
        assert caught.value.code == 0
        out = capsys.readouterr().out
        assert all(word in out for word in told)


def test_a_draft_is_written_once_and_read_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "t.csv", "When,Visitor,Host\n2018,India,Chad\n")
    target = tmp_path / "new.toml"
    words = ["read", str(path), "--mapping", str(target)]
    assert main([*words, "--draft"]) == 0
    assert f"written: {target}" in capsys.readouterr().out
    assert main(words) == 0
    assert "= 1 read + 0 refused" in capsys.readouterr().out
    assert main([*words, "--draft"]) == 2
    assert "over a file" in capsys.readouterr().err
    assert main(["read", str(path), "--draft"]) == 2
