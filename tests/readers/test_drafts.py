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
            assert error.problem in (
                "no table that a mapping could be of", "a header with two columns of one name"
            )  # fmt: skip
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


GERMAN = """\
Chronik der Reisen;;;;;;
;;;;;;
Datum;Gastland;Gast;Gastgeberland;Ort;Kosten (Mio.);Bemerkung
24.04.2018;Pakistan;General Ex;Russland;Moskau;1,5;k.A.
12./13. März 2019;Deutschland;A. Ex;Frankreich;Paris;k.A.;zweitägig
3.5.14;Österreich;B. Ex;Großbritannien;London;0,25;
31.2.2018;Türkei;C. Ex;USA;Washington;2;
Ende April 2018;China;k.A.;Rußland;Peking;1.234,75;
Weihnachten 2013;Elfenbeinküste;N.N.;Schweiz;k.A.;;
"""
FRENCH = """\
Date;Pays d'origine;Visiteur;Pays hôte;Ville;Coût;Remarques
24/04/2018;Pakistan;Gén. Ex;Russie;Moscou;1,5;n.d.
12/13 mars 2019;Allemagne;A. Ex;France;Paris;;deux jours
14/07/17;USA;B. Ex;France;Paris;3;
30/02/2018;Suisse;;Belgique;Bruxelles;;
fin avril 2018;Chine;n.d.;Russie;La Haye;1 234,75;
Noël 2013;Égypte;;Maroc;n.d.;;
"""
SPANISH = """\
Fecha;País visitante;Nombre;País anfitrión;Ciudad;Importe;Observaciones
24/04/2018;Pakistán;Gral. Ex;Rusia;Moscú;1.500,50;s/d
12/13 de marzo de 2019;Alemania;A. Ex;Francia;París;;dos días
15-nov-18;Corea del Sur;B. Ex;España;Madrid;;
31/04/2018;Suiza;;Bélgica;Bruselas;;
a finales de abril de 2018;China;s/d;Rusia;La Haya;12,75;
Semana Santa 2012;México;;Cuba;s/d;;
"""


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es")])
def test_what_people_keep_is_read_as_far_as_it_is_clear(
    text: str, language: str, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode("cp1252"))
    draft = draft_mapping(path)
    assert f'language = "{language}" }}  # so 3 of 6 values are read' in draft
    made = tmp_path / "table.toml"
    made.write_text(draft.replace("# date = ", "date = "), encoding="utf-8")
    data, report = read(path, made)
    assert [str(one.date) for one in data] == [
        "2018-04-24", "[2019-03-12..2019-03-13]", "[2018-04-21..2018-04-30]",
    ]  # fmt: skip
    assert [[part.state for part in one.participants] for one in data] == [
        ["PAK", "RUS"], ["DEU", "FRA"], ["CHN", "RUS"],
    ]  # fmt: skip
    assert [len([p for p in one.participants if p.person]) for one in data] == [1, 1, 0]
    assert [one.note is None for one in data] == [True, False, True]
    assert len(report.unused_columns) == 1  # of money
    said = [f"{error.problem} {error.expected}" for error in report.refusals]
    assert sum("several readings" in one for one in said) == 1
    assert sum("that the calendar has" in one for one in said) == 1
    assert sum("as people print it in" in one for one in said) == 1


def test_of_dates_of_no_form_the_draft_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "When,Who,To\nsoon,Chad,Iran\nlater,India,Chad\n")
    told = '# date = { column = "When", format = "printed" }  # nothing is read so: no date that'
    assert told in draft_mapping(path)
    path = write(tmp_path, "a.csv", "When,Who,To\n24.4.18,Chad,Iran\n25.4.18,India,Chad\n")
    assert "expected 1918-04-24 or 2018-04-24" in draft_mapping(path)
    path = write(tmp_path, "b.csv", "When,Who,To\nMay 2018,Chad,Iran\nlater,India,Chad\n")
    assert 'format = "printed" }  # so 1 of 2 values are read' in draft_mapping(path)


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "Datum;Land;Person;Land\n2018;Chad;A. Ex;Iran\n")
    with pytest.raises(BilateralError, match="two columns of one name") as caught:
        draft_mapping(path)
    assert (caught.value.line, caught.value.found) == (1, ["Land"])


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("Start,End", '{ start = "Start", end = "End" }'),
        ("Start date,End date", '{ start = "Start date", end = "End date" }'),
        ("Beginn,Ende", '{ start = "Beginn", end = "Ende" }'),
        ("Zeitraum,Notiz", '"Zeitraum"'),
    ],
)
def test_what_lasts_has_both_its_ends(header: str, rule: str, tmp_path: Path) -> None:
    rows = ["2018-04-24,2018-04-26,Chad,Iran", "2019-04-24,2019-04-26,India,Iran"]
    path = write(tmp_path, "a.csv", "\n".join([f"{header},Guest,Host", *rows]))
    assert f"date = {rule}\n" in draft_mapping(path)


def test_times_of_a_day_are_dates(tmp_path: Path) -> None:
    text = "When;Guest;Host\n24.04.2018 10:30;Chad;Iran\n25.04.2018 00:00;India;Iran\n"
    path = write(tmp_path, "a.csv", text)
    mapping = drafted(tmp_path, path)
    assert mapping.fields["date"].format == "%d.%m.%Y %H:%M"
    assert [str(one.date) for one in read(path, mapping).dataset] == ["2018-04-24", "2018-04-25"]
