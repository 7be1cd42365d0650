"""What the files of a folder would come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.errors import BilateralError
from bilateral.readers import read
from bilateral.readers.check import main, verdicts
from tests.readers.samples import DELIVERIES, REGISTER, write

VISITS = "date,visitor,host\n2018,PAK,RUS\n2018-13,PAK,RUS\n2019,Ruritania,RUS\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    write(tmp_path, "visits.csv", VISITS)
    write(tmp_path, "notes.txt", "Nothing of the kind.\n")
    write(tmp_path / "in" / "deep", "arms.csv", REGISTER)
    write(tmp_path / ".git", "hidden.csv", VISITS)
    write(tmp_path, "._visits.csv", "what a program left")
    return tmp_path


def test_every_file_has_its_verdict(folder: Path) -> None:
    found = {one.path.relative_to(folder).as_posix(): one for one in verdicts(folder)}
    assert list(found) == ["in/deep/arms.csv", "notes.txt", "visits.csv"]
    visits = found["visits.csv"]
    assert (visits.reader, visits.seen, visits.read, visits.refused) == ("visits plain", 3, 2, 1)
    assert (visits.records, visits.unresolved) == (2, 1)
    assert "3 rows seen = 2 read + 1 refused, 2 records; 1 name unresolved" in str(visits)
    assert found["in/deep/arms.csv"].reader == "sipri register"
    assert found["notes.txt"].problem is not None
    assert "no data set" in str(found["notes.txt"])


def test_the_command_prints_a_line_for_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert main([str(folder / "in")]) == 0
    assert main([str(folder / "none")]) == 1
    assert "no such file" in capsys.readouterr().out


def test_a_folder_is_read_as_its_files(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    write(tmp_path, "a.csv", REGISTER)
    write(tmp_path / "more", "b.csv", DELIVERIES)
    data, report = read(tmp_path)
    assert [Path(one.file).name for one in report.files] == ["a.csv", "b.csv"]
    assert len(data) == report.records
    assert read([tmp_path / "a.csv", tmp_path / "more"]).dataset == data
    write(tmp_path, "c.txt", "Nothing of the kind.\n")
    with pytest.raises(BilateralError, match=r"c\.txt"):
        read(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BilateralError, match="no file is named"):
        read(tmp_path / "empty")
