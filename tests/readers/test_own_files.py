"""Files of this package where research files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral import Dataset, read, scan
from bilateral.errors import BilateralError
from bilateral.readers import RecordMapping
from bilateral.readers.check import verdicts


@pytest.mark.parametrize("ending", ["json", "jsonl", "parquet"])
def test_what_holds_all_of_a_dataset_is_read(ending: str, data: Dataset, tmp_path: Path) -> None:
    path = data.save(tmp_path / f"mine.{ending}")
    found, report = read(path)
    assert found == data
    assert (report.seen, report.refused, report.reader) == (len(data), 0, "bilateral")
    assert report.file == str(path)
    [verdict] = verdicts(path)
    assert (verdict.problem, verdict.records) == (None, len(data))


def test_it_is_read_together_with_research_files(data: Dataset, tmp_path: Path) -> None:
    data.save(tmp_path / "mine.json")
    rows = "date,visitor,host\n2018,Pakistan,Russia\n"
    (tmp_path / "visits.csv").write_text(rows, encoding="utf-8")
    assert len(read(tmp_path).dataset) == len(data) + 1


def test_a_table_that_holds_less_is_named_with_what_opens_it(data: Dataset, tmp_path: Path) -> None:
    path = data.visits.save(tmp_path / "mine.csv")
    with pytest.raises(BilateralError, match=r"a table of this package.*bilateral\.scan") as caught:
        read(path)
    assert (caught.value.file, caught.value.line) == (str(path), None)
    assert len(scan(path).visits) == len(data.visits)
    [verdict] = verdicts(path)
    assert "bilateral.scan" in str(verdict.problem)


@pytest.mark.needs("openpyxl")
def test_a_workbook_of_this_package_is_not_read_back(data: Dataset, tmp_path: Path) -> None:
    path = data.visits.save(tmp_path / "mine.xlsx")
    with pytest.raises(BilateralError, match="for other programs"):
        read(path)


@pytest.mark.needs("tomli_w")
def test_a_mapping_is_no_table(tmp_path: Path) -> None:
    mapping = RecordMapping(kind="visit", fields={"visitor": "a"})
    with pytest.raises(BilateralError, match="a mapping"):
        read(mapping.save(tmp_path / "m.toml"))


def test_a_document_with_a_reader_is_read_by_it(data: Dataset, tmp_path: Path) -> None:
    path = data.save(tmp_path / "mine.json")
    with pytest.raises(BilateralError):
        read(path, "visits")
