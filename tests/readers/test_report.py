"""The account: what a refusal keeps, what an import of files adds up to, how it reads."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError, UnknownNameError
from bilateral.model.evidence import Source
from bilateral.readers import DataSet, FileReport, ImportReport, RowError, Unresolved
from bilateral.readers.refusals import Refusals, joint

ATOP = DataSet(id="atop", title="ATOP", citation="Leeds 2002.", licence="terms of ATOP", url="",
               versions="1", covers="nothing")  # fmt: skip
SIPRI = attrs.evolve(ATOP, id="sipri", title="SIPRI", citation="SIPRI 2026.", licence="credit")


def account(name: str, data_set: DataSet = ATOP, **facts: object) -> FileReport:
    made = FileReport(
        file=f"/data/{name}", sha256=name[0] * 64, reader=data_set.id, layout="one",
        encoding="utf-8", data_set=data_set, source=Source(id=name, title=name),
        seen=3, read=2, refusals=(RowError("wrong", file=name, line=2),), records=5,
    )  # fmt: skip
    return attrs.evolve(made, **facts)  # type: ignore[arg-type]


names = st.builds(
    Unresolved, st.sampled_from("ab"), st.sampled_from("xy"), st.integers(1, 5), st.integers(2, 9)
)


@given(st.lists(st.lists(names, max_size=3, unique_by=lambda u: (u.name, u.reason)), min_size=2))
def test_unresolved_names_of_files_add_up(files: list[list[Unresolved]]) -> None:
    report = ImportReport([account(f"{n}.csv", unresolved=tuple(u)) for n, u in enumerate(files)])
    rows: dict[tuple[str, str], int] = {}
    for one in [one for held in files for one in held]:
        rows[one.name, one.reason] = rows.get((one.name, one.reason), 0) + one.rows
    assert {(u.name, u.reason): u.rows for u in report.unresolved} == rows
    assert all(one.line is None for one in report.unresolved)
    assert [u.rows for u in report.unresolved] == sorted(rows.values(), reverse=True)


def test_of_one_file_the_account_is_that_of_the_file() -> None:
    name = Unresolved("Ruritania", "none", 2, 7)
    one = account("a.csv", unresolved=(name,), notes={"mended": 3, "odd": 1})
    report = ImportReport([one])
    for field in attrs.fields(FileReport):
        assert getattr(report, field.name) == getattr(one, field.name), field.name
    assert report.cite() == f"Leeds 2002. File a.csv, SHA-256 {'a' * 64}."
    lines = str(report).splitlines()
    assert lines[:2] == [
        "/data/a.csv: ATOP, layout one, utf-8",
        "3 rows seen = 2 read + 1 refused; 5 records",
    ]
    assert "  'Ruritania' (2 times, first in line 7): none" in lines
    assert lines[lines.index("remarks:") + 1 :][:2] == ["  mended (3 times)", "  odd (once)"]
    assert lines[-2:] == ["terms: terms of ATOP", f"cite: {report.cite()}"]
    assert (
        repr(report)
        == "<ImportReport /data/a.csv: 3 = 2 read + 1 refused; 2 remarks, see print(report)>"
    )
    assert repr(one) == repr(report).replace("Import", "File")


def test_of_several_files_it_adds_up_and_cites_each_data_set_once() -> None:
    files = [
        account("a.csv", notes={"mended": 3}),
        account("b.csv", SIPRI, seen=10, read=9, records=1, notes={"mended": 1, "odd": 2}),
        account("c.csv"),
    ]
    report = ImportReport(files)
    assert (report.seen, report.read, report.refused, report.records) == (16, 13, 3, 11)
    assert [error.file for error in report.refusals] == ["a.csv", "b.csv", "c.csv"]
    assert dict(report.notes) == {"mended": 4, "odd": 2}
    assert report.data_sets == (ATOP, SIPRI)
    assert report.cite().splitlines() == [
        f"Leeds 2002. Files a.csv, SHA-256 {'a' * 64}; c.csv, SHA-256 {'c' * 64}.",
        f"SIPRI 2026. File b.csv, SHA-256 {'b' * 64}.",
    ]
    lines = str(report).splitlines()
    assert lines[0] == "3 files: 16 rows seen = 13 read + 3 refused; 11 records"
    assert [line for line in lines if line.startswith("terms")] == [
        "terms: terms of ATOP", "terms: credit"
    ]  # fmt: skip
    with pytest.raises(BilateralError, match="several files"):
        _ = report.source


def test_an_account_is_a_table_and_a_file(tmp_path: Path) -> None:
    fault, other = (RowError("wrong", file="a", line=2, field=name, found="x") for name in "bc")
    made = account(
        "a.csv",
        refusals=(joint([fault, other]),),
        unresolved=(Unresolved("Ruritania", "no state", 3, 7),),
        notes={"mended": 2},
    )
    report = ImportReport([made, account("b.csv")])
    rows = report.to_dicts()
    assert [(row["what"], row["line"], row["field"], row["times"]) for row in rows] == [
        ("refused", 2, "b", 1),
        ("refused", 2, "c", 1),
        ("unresolved", 7, None, 3),
        ("remark", None, None, 2),
        ("refused", 2, None, 1),
    ]
    with report.save(tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert [row["what"] for row in csv.DictReader(file)] == [row["what"] for row in rows]
    assert json.loads(report.save(tmp_path / "a.json").read_text("utf-8")) == rows
    assert report.save(tmp_path / "a.txt").read_text("utf-8") == f"{report}\n"
    with pytest.raises(UnknownNameError, match="form of an account"):
        report.save(tmp_path / "a.xlsx")


@pytest.mark.needs("pandas")
def test_an_account_is_a_frame() -> None:
    assert list(ImportReport([account("a.csv")]).to_pandas()["what"]) == ["refused"]


@pytest.mark.parametrize("ending", [".csv", ".json", ".txt"])
def test_an_account_of_hostile_cells_is_written_and_steers_nothing(
    ending: str, tmp_path: Path
) -> None:
    evil = "=a\x1b[2J\u202e\ud800\nb"
    fault = RowError("wrong", line=2, field=evil, found=evil, expected="y")
    one = account("a.csv", refusals=[fault], notes={evil: 1}, source=Source(id="a", title=evil))
    report = ImportReport([attrs.evolve(one, file=f"{evil}.csv")])
    path = report.save(tmp_path / f"a{ending}")
    texts = [path.read_bytes().decode().replace("\r\n", "\n"), str(report), repr(report)]
    for text in (*texts, report._repr_html_(), report.cite()):
        assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800]", text)
    if ending == ".csv":
        rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        assert not [cell for row in rows for cell in row if cell.startswith("=")]
    if ending == ".json":
        assert json.loads(path.read_text(encoding="utf-8"))[0]["found"] == evil


def test_the_text_of_very_many_refusals_is_short() -> None:
    faults = Refusals(RowError("wrong", line=n) for n in range(3000))
    text = str(account("a.csv", refusals=faults))
    assert "... and 2980 more" in text
    assert len(text.splitlines()) < 30


def test_columns_that_nothing_takes_are_told_once_in_every_form(tmp_path: Path) -> None:
    names = tuple(f"c{number}" for number in range(23))
    one, other = account("a.csv", unused_columns=("mood", "a\nb")), account("b.csv")
    report = ImportReport([one, attrs.evolve(other, unused_columns=("mood", *names))])
    assert report.unused_columns == ("mood", "a\nb", *names)
    assert "columns that no field takes: 'mood', 'a\\nb'" in str(report).splitlines()
    assert "'c18' and 4 more" in str(report)
    rows = [row for row in report.to_dicts() if row["what"] == "unused column"]
    assert [(row["file"], row["field"]) for row in rows[:3]] == [
        ("/data/a.csv", "mood"), ("/data/a.csv", "a\nb"), ("/data/b.csv", "mood"),
    ]  # fmt: skip
    saved = json.loads(report.save(tmp_path / "account.json").read_text(encoding="utf-8"))
    assert sum(row["what"] == "unused column" for row in saved) == len(rows) == 26
    assert "no field takes" not in str(ImportReport([other]))
