"""Research files by the command: the account, the exits, the names to be filled in."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import bilateral
from bilateral.cli import main
from bilateral.cli.questions import kind_of
from bilateral.cli.templates import mapping_for
from bilateral.readers import read
from tests.readers.samples import REGISTER, write
from tests.readers.test_mapped import MAPPING, ROWS


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
    assert f"{path}:7: not years" in " ".join(out.split())
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
    account = f"{read(path).report}\nwritten: {out} (records: 13)"
    assert printed.out.split() == account.split()
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
    assert "expected .toml, .json, .jsonl, .csv, .xlsx, .dta, .parquet or .gexf" in printed.err
    assert printed.out == ""


def test_a_folder_that_is_not_there_is_an_exit_of_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "arms.csv", REGISTER)
    assert main(["read", str(path), "--to", str(tmp_path / "none" / "out.json")]) == 2
    assert capsys.readouterr().err.startswith("bilateral: ")


def test_every_reader_is_listed_with_its_data_set_and_terms(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from bilateral.readers import readers

    assert main(["readers"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for name, reader in readers().items():
        about = reader().data_set
        assert f"{name}: {about.title} {about.licence}" in out


def test_a_folder_and_several_files_are_one_dataset(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "arms.csv", "visits.csv", "--to", "both.json"]) == 0
    assert "2 files: 10 rows seen = 10 read + 0 refused" in capsys.readouterr().out
    data = bilateral.load_file(folder / "both.json")
    assert data == read([folder / "arms.csv", folder / "visits.csv"]).dataset
    assert main(["read", "data"]) == 0
    assert "2 rows seen = 2 read" in capsys.readouterr().out


def test_names_are_asked_for_and_then_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = folder / "names.csv"
    assert main(["read", "visits.csv", "--names", "names.csv"]) == 0
    assert "to be filled in: names.csv (names without a state: 1)" in capsys.readouterr().out
    assert names.read_text(encoding="utf-8").splitlines()[1].startswith("Ruritania,,1,")
    filled = names.read_text(encoding="utf-8").replace("Ruritania,,", "Ruritania,ROU;HUN,")
    names.write_text(filled, encoding="utf-8")
    assert main(["read", "visits.csv", "--names", "names.csv", "--to", "out.json"]) == 0
    assert "to be filled in" not in capsys.readouterr().out
    assert names.read_text(encoding="utf-8") == filled
    data = bilateral.load_file(folder / "out.json")
    assert data.visits.by("ROU").bounds() == (0, 1)
    assert data.visits.by("FRA").bounds() == (0, 0)


def test_days_come_first_where_the_user_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "visits.csv"
    rows = "date,status,visitor,host\n01/06/2018,occurred,PAK,RUS\n"
    path.write_text(rows, encoding="utf-8")
    plan = tmp_path / "m.toml"
    plan.write_text(
        'format = "bilateral-mapping"\nversion = 1\nkind = "visit"\n[fields]\n'
        'date = { column = "date", format = "%d/%m/%Y" }\nvisitor = { column = "visitor" }\n',
        encoding="utf-8",
    )
    out = tmp_path / "out.json"
    assert main(["read", str(path), "--mapping", str(plan), "--day-first", "--to", str(out)]) == 0
    assert str(bilateral.load_file(out).records[0].date) == "2018-06-01"
    capsys.readouterr()


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_of_days_that_may_be_months_the_option_is_told(
    strict: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, plan = tmp_path / "days.csv", tmp_path / "m.toml"
    path.write_text("Datum;Gast;Gastgeber\n03/05/2014;Japan;Indien\n", encoding="utf-8")
    plan.write_text(
        'format = "bilateral-mapping"\nversion = 1\nkind = "visit"\n[fields]\n'
        'date = { column = "Datum", format = "printed" }\nvisitor = "Gast"\nhost = "Gastgeber"\n',
        encoding="utf-8",
    )
    assert main(["read", str(path), "--mapping", str(plan), *strict]) > 0
    said = "".join(capsys.readouterr())
    assert "--day-first tells which" in " ".join(said.split())
    assert "day_first=" not in said


def test_a_folder_is_checked_file_by_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "data"]) == 0
    assert "visits plain, 2 rows seen = 2 read + 0 refused" in capsys.readouterr().out
    (folder / "data" / "note.txt").write_text("nothing", encoding="utf-8")
    assert main(["check", "."]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "mine.toml: a dataset of this package; see: bilateral validate mine.toml" in out
    told = "of no data set that is known: 1 file data/note.txt those that are: bilateral readers."
    assert told in out
    assert main(["check", "nowhere"]) == 2


def test_of_many_unknown_files_those_are_named_that_look_like_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (*(f"a{number}.py" for number in range(30)), "z.csv"):
        (tmp_path / name).write_text("nothing", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "31 files\n" in out
    assert out.index("z.csv") < out.index("a0.py")
    assert "... and 21 more" in out


@pytest.mark.parametrize("command", ["read", "check", "ask"])
def test_a_folder_without_files_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"bilateral: {tmp_path}: a folder without files\n"


@pytest.mark.parametrize("command", ["read", "ask", "validate"])
def test_of_a_file_of_no_known_data_set_the_next_command_is_told(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main([command, str(path)]) > 0
    said = " ".join("".join(capsys.readouterr()).split())
    assert f"bilateral read {path} --draft --mapping map.toml" in said
    assert "reader=" not in said


def test_what_the_package_wrote_is_not_read_but_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bilateral.load_file("mine.toml")
    data.to("parquet", "mine.parquet")
    data.to("csv", "mine.csv")
    (folder / "map.toml").write_text(mapping_for(kind_of("meeting")), encoding="utf-8")
    pq.write_table(pa.table({"id": [1]}), "other.parquet")
    for name, told in (
        ("mine.toml", "a dataset of this package; see: bilateral validate mine.toml"),
        ("mine.parquet", "a table of this package; see: bilateral ask mine.parquet"),
        ("mine.csv", "a table of this package; see: bilateral ask mine.csv"),
        ("map.toml", "a mapping of this package; see: bilateral read FILE --mapping map.toml"),
        ("other.parquet", "of no data set that is known"),
    ):
        assert main(["read", name]) == 2
        assert told in capsys.readouterr().err
        main(["check", name])
        assert told in " ".join(capsys.readouterr().out.split())


def test_a_file_of_no_known_data_set_is_told_with_words_of_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "own.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert main(["read", "own.csv"]) == 2
    told = capsys.readouterr().err
    assert "bilateral read own.csv --draft --mapping map.toml" in told
    assert "RecordMapping" not in told
    assert "reader=" not in told


def test_readers_are_listed_and_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["readers"]) == 0
    assert "sipri: SIPRI Arms Transfers Database" in capsys.readouterr().out
    assert main(["readers", "visits"]) == 0
    out = capsys.readouterr().out
    assert "columns of the layout plain\n  date, visitor, host\n" in out
    assert "bilateral read FILE --reader visits" in out
    assert main(["readers", "vists"]) == 2
    assert "did you mean 'visits'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz"])
def test_progress_has_a_total(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip
    import io

    from rich.console import Console

    from bilateral.cli import reading

    path = tmp_path / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "wt", encoding="utf-8") as file:
        file.write("date,status,visitor,host\n" + "2018,occurred,PAK,RUS\n" * 20_001)
    shown = Console(file=io.StringIO(), force_terminal=True, width=80)
    monkeypatch.setattr(reading, "side", lambda: shown)
    with reading._progress((path, path)) as told:
        assert callable(told)
        told(20_000)
        told(10_000)
    assert "30000/40004" in shown.file.getvalue()  # type: ignore[attr-defined]


def test_a_draft_is_written_once_and_read_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "t.csv", "When,Visitor,Host\n2018,India,Chad\n")
    target = tmp_path / "new.toml"
    words = ["read", str(path), "--mapping", str(target)]
    assert main([*words, "--draft"]) == 0
    assert f"written: {target};" in " ".join(capsys.readouterr().out.split())
    assert main(words) == 0
    assert "= 1 read + 0 refused" in capsys.readouterr().out
    assert main([*words, "--draft"]) == 2
    assert "over a file" in capsys.readouterr().err
    assert main(["read", str(path), "--draft"]) == 2
