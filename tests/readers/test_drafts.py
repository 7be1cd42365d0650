"""Drafts of mappings: what they guess, that they load and read, that nothing is written over."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from bilateral.errors import BilateralError, UnknownNameError
from bilateral.readers import RecordMapping, draft_mapping, read, save_draft
from tests.readers.samples import write

ROWS = [
    ["No", "When", "Visitor", "Host", "Minister's name", "Post", "Remarks", "Rating"],
    ["1", "24.4.2018", "India", "Russia", "A. Ex", "Minister", "fine", "-9"],
    ["2", "3.12.2019", "Chad", "Iran", "B. Ex", "Envoy", "", "4"],
]


def drafted(folder: Path, path: Path) -> RecordMapping:
    return RecordMapping.load(save_draft(path, folder / "made.toml"))


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_draft_loads_and_reads_the_file(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"trips.{form}"
    if form == "xlsx":
        book = Workbook()
        assert book.active is not None
        for row in (["Visits, as collected"], *ROWS):
            book.active.append(row)
        book.save(path)
    elif form == "csv":
        write(tmp_path, path.name, "\n".join(["Visits, as collected", *map(";".join, ROWS)]))
    else:
        rows = [json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:]]
        write(tmp_path, path.name, "\n".join(rows))
    mapping = drafted(tmp_path, path)
    assert {name: (rule.column, rule.format) for name, rule in mapping.fields.items()} == {
        "id": (("No",), "edtf"),
        "date": (("When",), "%d.%m.%Y"),
        "visitor": (("Visitor",), "edtf"),
        "host": (("Host",), "edtf"),
        "visitor.person": (("Minister's name",), "edtf"),
        "visitor.office": (("Post",), "edtf"),
        "note": (("Remarks",), "edtf"),
    }
    data, report = read(path, mapping)
    assert (report.seen, report.read, report.unresolved) == (2, 2, ())
    assert [str(record.date) for record in data] == ["2018-04-24", "2019-12-03"]
    assert {record.status for record in data} == {None}


def test_what_is_not_guessed_stands_there_as_a_comment(tmp_path: Path) -> None:
    path = write(tmp_path, "trips.csv", "\n".join(map(";".join, ROWS)))
    lines = draft_mapping(path).splitlines()
    assert "#   \"Rating\": '-9', '4'" in lines
    assert any(line.startswith('# missing = ["-9"]') for line in lines)
    assert any(line.startswith("# status = ") for line in lines)
    assert any("visitor.sector" in line for line in lines if line.startswith("# Further"))


def test_a_draft_of_a_kind_is_written(tmp_path: Path) -> None:
    path = write(tmp_path, "trips.csv", "\n".join(map(";".join, ROWS)))
    made = save_draft(path, tmp_path / "k.toml", kind="agreement")
    assert made.read_text(encoding="utf-8") == draft_mapping(path, kind="agreement")
    assert 'kind = "agreement"' in made.read_text(encoding="utf-8")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = write(tmp_path, "trips.csv", "\n".join(map(";".join, ROWS)))
    target = write(tmp_path, "made.toml", "mine")
    with pytest.raises(BilateralError, match="over a file") as caught:
        save_draft(path, target)
    assert "made.toml" in str(caught.value)
    assert target.read_text() == "mine"
    with pytest.raises(BilateralError, match=r"\.toml"):
        save_draft(path, tmp_path / "made.json")


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.csv", ""), ("a.txt", "Some words, and others.\nAnd more\nAnd more\n"), ("a.json", "{}")],
)
def test_no_table_has_no_draft(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="no table"):
        draft_mapping(write(tmp_path, name, text))


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["1990", "2", "India", "3 May 1990", "01/06/2018", "-9", "..", "NA"]
)
heads = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6) | st.sampled_from(
    ["year", "Month", "ccode1", "styear", "endyear", "host", "From", "id", "note", '"', "\\"]
)


@given(st.lists(heads, min_size=2, max_size=6), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_a_table_has_its_draft_loads_and_knows_the_table(
    names: list[str], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.tuples(*[cells] * len(names)), max_size=4))
    text = io.StringIO()
    csv.writer(text).writerows([names, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        try:
            mapping = drafted(Path(folder), path)
        except BilateralError as error:
            assert error.problem == "no table that a mapping could be of"
        else:
            report = read(path, mapping).report
            assert report.seen == report.read + report.refused


@pytest.mark.parametrize(
    ("header", "kind", "fields"),
    [
        ("Jahr;Land;Partner", "visit", {"visitor": "Land", "host": "Partner"}),
        ("Jahr;Land;Gast", "visit", {"visitor": "Gast", "host": "Land"}),
        ("Jahr;Gast;Gastgeber", "agreement", {"party": "Gast", "party2": "Gastgeber"}),
        ("Jahr;Land;Exporter", "arms-transfer", {"supplier": "Exporter", "recipient": "Land"}),
        ("Jahr;Land;Land B", "membership", {"member": "Land"}),
    ],
)
def test_a_kind_that_is_told_is_not_guessed(
    header: str, kind: str, fields: dict[str, str], tmp_path: Path
) -> None:
    path = write(tmp_path, "x.csv", f"{header}\n1960;India;Chad\n1961;Iran;Pakistan\n")
    text = draft_mapping(path, kind=kind)
    made = tomllib.loads(text)
    assert made["kind"] == kind
    sides = {"visitor", "host", "party", "party2", "supplier", "recipient", "member"}
    assert {
        name: rule if isinstance(rule, str) else rule["column"]
        for name, rule in made["fields"].items()
        if name in sides
    } == fields
    with pytest.raises(UnknownNameError, match="'visits'"):
        draft_mapping(path, kind="visits")


def test_guests_and_hosts_may_be_persons(tmp_path: Path) -> None:
    rows = "24.4.1960;Herr Ex;Frau Zed;India\n25.5.1961;Dr Why;Frau Zed;Chad\n"
    made = tomllib.loads(
        draft_mapping(write(tmp_path, "x.csv", f"Datum;Gast;Gastgeber;Land\n{rows}"))
    )
    assert made["kind"] == "visit"
    assert made["fields"] == {
        "date": {"column": "Datum", "format": "%d.%m.%Y"},
        "visitor.person": "Gast",
        "host.person": "Gastgeber",
    }
