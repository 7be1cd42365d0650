"""Tables read by a mapping, and the plain layout for one's own visits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from bilateral import Agreement, Visit
from bilateral.errors import BilateralError, CodecError, RecordError, UnknownNameError
from bilateral.files import dumps, loads
from bilateral.model.records import KINDS
from bilateral.readers import FieldRule, RecordMapping, Visits, read
from bilateral.readers.ids import tail
from bilateral.readers.sets.visits import template
from tests.readers.samples import write

MAPPING = """\
format = "bilateral-mapping"
version = 1
kind = "visit"
title = "Visits of a tracker"
missing = ["NA", "n/a"]
citation = "Example, A. 2020. A tracker of visits."
licence = "CC BY 4.0"

[fields]
date = { column = "Year", format = "%Y" }
status = { value = "occurred" }
visitor = { column = "Country" }
"visitor.person" = { column = "Visitor" }
"visitor.office" = { column = "Position" }
"visitor.sector" = { column = "Level", words = { Minister = "executive", MP = "legislative" } }
host = { value = "Czechia" }
place = { column = "City" }
note = "Remark"
topics = { column = "Themes", separator = "," }
"""
ROWS = """\
Year;Country;Visitor;Position;Level;City;Remark;Themes
2019;Taiwan;Ann Example;Minister of Trade;minister;Prague;x;trade, science
2021;Slovakia;NA;NA;MP;n/a;;
2020;Ruritania;;;;;;
"""


def mapping(folder: Path) -> RecordMapping:
    return RecordMapping.load(write(folder, "map.toml", MAPPING))


def test_a_table_by_a_mapping(tmp_path: Path) -> None:
    data, report = read(write(tmp_path, "t.csv", ROWS), mapping(tmp_path).reader())
    first, second, third = data
    assert isinstance(first, Visit)
    assert (str(first.date), first.status, first.note) == ("2019", "occurred", "x")
    visitor, host = sorted(first.participants, key=lambda p: p.role, reverse=True)
    assert (visitor.state, visitor.sector, host.state) == ("TWN", "executive", "CZE")
    assert data.actor(visitor.person or "").name == "Ann Example"
    assert data.actor(visitor.office or "").name == "Minister of Trade"
    assert first.places[0].name == "Prague"
    assert first.topics == ("trade", "science")
    assert second.participants[1].person is None
    assert second.places == ()
    assert [p.name for p in third.participants if p.role == "visitor"] == ["Ruritania"]
    assert [u.name for u in report.unresolved] == ["Ruritania"]
    assert "Example, A. 2020" in report.cite()
    assert data.faults() == ()
    assert loads(dumps(data)) == data


def test_excel_tsv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    reader = mapping(tmp_path).reader
    expected, _ = read(write(tmp_path, "t.csv", ROWS), reader())
    rows = [line.split(";") for line in ROWS.splitlines()]
    tabbed = write(tmp_path, "t.tsv", "\n".join("\t".join(row) for row in rows))
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    book.save(tmp_path / "t.xlsx")
    objects = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    jsonl = write(tmp_path, "t.jsonl", "\n".join(json.dumps(item) for item in objects))
    for path in (tabbed, tmp_path / "t.xlsx", jsonl):
        data, report = read(path, reader())
        assert report.seen == report.read == 3
        assert [r.participants for r in data] == [r.participants for r in expected]
        assert [r.date for r in data] == [r.date for r in expected]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "match"),
    [
        ("2019;", "19;", 2, "Year", "%Y"),
        ("2019;", "2019-05;", 2, "Year", "%Y"),
        (";minister;", ";Ministre;", 2, "Level", "'mp'"),
        (";x;trade, science", ";x", 2, None, "8 cells"),
    ],
)
def test_what_the_mapping_does_not_hold_is_refused(
    old: str, new: str, line: int, column: str | None, match: str, tmp_path: Path
) -> None:
    text = ROWS.replace(old, new, 1)
    _, report = read(write(tmp_path, "t.csv", text), mapping(tmp_path).reader())
    [refusal] = report.refusals
    assert (refusal.line, refusal.field) == (line, column)
    assert match in str(refusal)


def test_a_column_that_no_object_has_is_remarked(tmp_path: Path) -> None:
    mapping = RecordMapping(
        kind="visit", fields={"date": FieldRule(column="Day"), "host": FieldRule(column="To")}
    )
    file = write(tmp_path, "a.jsonl", '{"Day": "2018", "to": "India"}\n{"Day": "2019"}\n')
    report = read(file, mapping.reader()).report
    assert list(report.notes) == ["no object has 'To', which is nowhere stated then"]
    file = write(tmp_path, "a.jsonl", '{"Day": "2018"}\n{"To": "India"}\n')
    assert not read(file, mapping.reader()).report.notes


def test_json_lines_that_are_none(tmp_path: Path) -> None:
    text = '{"Year": 2019, "Country": "Taiwan"}\n\n{"Year": \n[1]\n{"Year": {"a": 1}}\n'
    data, report = read(write(tmp_path, "t.jsonl", text), mapping(tmp_path).reader())
    assert [refusal.line for refusal in report.refusals] == [3, 4, 5]
    assert (report.seen, report.read, len(data)) == (4, 1, 1)


def test_dates_in_several_columns_and_formats(tmp_path: Path) -> None:
    rules = {
        "date": FieldRule(column=["y", "m", "d"]),
        "in_force": FieldRule(column="force"),
        "party": FieldRule(column="one", system="cow"),
        "party2": FieldRule(column="two", system="cow"),
    }
    text = "y,m,d,force,one,two\n1955,4,,1955-05/..,365,770\n1995,0,0,,365,771\n1995,13,1,,2,770\n"
    data, report = read(
        write(tmp_path, "t.csv", text), RecordMapping(kind="agreement", fields=rules).reader()
    )
    first, second = data
    assert isinstance(first, Agreement)
    assert (str(first.date), str(first.in_force)) == ("1955-04", "1955-05/..")
    assert [p.state for p in first.participants] == ["SUN", "PAK"]
    assert str(second.date) == "1995"
    assert [p.state for p in second.participants] == ["RUS", "BGD"]
    assert [refusal.line for refusal in report.refusals] == [4]
    printed = RecordMapping(
        kind="visit",
        fields={"date": FieldRule(column="d", format="printed"), "note": FieldRule(column="n")},
    )
    data, _ = read(write(tmp_path, "p.csv", "d,n\nend of April 2018,x\n"), printed.reader())
    assert data.records[0].date is not None
    assert data.records[0].date.printed == "end of April 2018"


@pytest.mark.parametrize(
    ("change", "error", "match"),
    [
        ({"kind": "vist"}, UnknownNameError, "visit"),
        ({"fields": {"vistor": "A"}}, UnknownNameError, "visitor"),
        ({"fields": {"status": {"value": "hapened"}}}, UnknownNameError, "status"),
        ({"fields": {"date": {"column": "A", "format": "%y"}}}, RecordError, "%Y"),
        ({"fields": {"date": {"colum": "A"}}}, UnknownNameError, "column"),
        ({"fields": {"date": {}}}, RecordError, "column or a value"),
        ({"fields": {"date": 5}}, CodecError, "not a rule"),
        ({"fields": {"host": {"column": "A", "system": "politics"}}}, UnknownNameError, "cow"),
        ({"fields": {"note": {"column": ["A", "B"]}}}, RecordError, "several columns"),
        ({"fields": {}}, RecordError, "nothing"),
        ({"version": 2}, CodecError, "version"),
        ({"format": "x"}, CodecError, "not a mapping"),
        ({"feilds": {}}, UnknownNameError, "fields"),
        ({"title": 5}, CodecError, "title"),
        ({"kind": ["visit"]}, CodecError, "kind"),
        ({"missing": ["NA", 5]}, CodecError, "missing"),
        ({"fields": {"date": {"column": 5}}}, CodecError, "date"),
        ({"fields": {"date": {"column": ["a", None]}}}, CodecError, "date"),
        ({"fields": {"date": {"column": "A", "format": 5}}}, CodecError, "date"),
        ({"fields": {"status": {"column": "A", "words": ["x"]}}}, CodecError, "status"),
        ({"fields": {"status": {"column": "A", "words": {"x": 1}}}}, CodecError, "status"),
        ({"fields": {"note": {"value": 1}}}, CodecError, "note"),
        ({"fields": {"date": {"column": list("abcd")}}}, RecordError, "three"),
        ({"fields": {"topics": {"value": "x", "words": {"y": "z"}}}}, RecordError, "words"),
        (
            {"fields": {"status": {"column": "A", "words": {"x": "hapened"}}}},
            UnknownNameError,
            "occurred",
        ),
        ({"fields": {"visitor.sector": {"value": "army"}}}, UnknownNameError, "military"),
    ],
)
def test_a_wrong_mapping_is_refused_and_the_file_named(
    change: dict[str, object], error: type[Exception], match: str, tmp_path: Path
) -> None:
    document = {
        "format": "bilateral-mapping",
        "version": 1,
        "kind": "visit",
        "fields": {"date": "Year"},
    } | change
    path = write(tmp_path, "map.json", json.dumps(document))
    with pytest.raises(error, match=match) as caught:
        RecordMapping.load(path)
    assert "map.json" in str(caught.value)


def test_a_mapping_that_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(CodecError, match=r"map\.json"):
        RecordMapping.load(write(tmp_path, "map.json", "{"))


rules = st.builds(
    FieldRule,
    column=st.just("A"),
    words=st.none() | st.dictionaries(st.text(max_size=4), st.just("occurred"), max_size=2),
    separator=st.sampled_from([None, ";"]),
)


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.just("status"), rules, min_size=1))
def test_a_mapping_comes_back_from_its_plain_form(kind: str, fields: dict[str, FieldRule]) -> None:
    made = RecordMapping(kind=kind, fields=fields, missing=["NA"], title="T")
    assert RecordMapping.from_plain(json.loads(json.dumps(made.to_plain()))) == made


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="missing 'Themes'"):
        read(write(tmp_path, "t.csv", ROWS.replace("Themes", "Topics")), mapping(tmp_path).reader())


CEIAS = """\
format = "bilateral-mapping"
version = 1
kind = "visit"
title = "Visits to and from Taiwan"
missing = ["-"]

[fields]
id = "No."
date = { column = "Year", format = "%Y" }
status = { value = "occurred" }
topics = { value = "parliament; trade", separator = ";" }
visitor = "Origin"
"visitor.name" = "Delegation"
host = "Destination"
"""
TRIPS: list[list[str | int | None]] = [
    ["No.", "Year", "Origin", "Delegation", "Destination"],
    [1, 2019, "Czechia", "Four members of parliament", "Taiwan"],
    [2, 2021, "Taiwan", "-", "Slovakia"],
    [3, "2021/22", "Taiwan", None, "Slovakia"],
    [4, None, "Ruritania", None, "Taiwan"],
]


def year_only(folder: Path, form: str) -> Path:
    """A spreadsheet that knows but the year, as a workbook or as text."""
    if form == "xlsx":
        book = Workbook()
        assert book.active is not None
        book.active.append(["Visits, as collected"])
        for row in TRIPS:
            book.active.append(row)
        book.save(folder / "trips.xlsx")
        return folder / "trips.xlsx"
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in TRIPS]
    return write(folder, "trips.csv", "\n".join(["Visits, as collected", *lines]))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_spreadsheet_that_knows_only_the_year(form: str, tmp_path: Path) -> None:
    reader = RecordMapping.load(write(tmp_path, "map.toml", CEIAS)).reader()
    data, report = read(year_only(tmp_path, form), reader)
    first, second, last = data.records
    assert [(record.id, str(record.date)) for record in data] == [
        ("visits-to-and-from-taiwan:1", "2019"), ("visits-to-and-from-taiwan:2", "2021"),
        ("visits-to-and-from-taiwan:4", "None"),
    ]  # fmt: skip
    assert first.topics == ("parliament", "trade")
    visitor = next(p for p in first.participants if p.role == "visitor")
    assert (visitor.state, visitor.name) == ("CZE", "Four members of parliament")
    assert next(p for p in second.participants if p.role == "visitor").name is None
    assert [p.name for p in last.participants if p.role == "visitor"] == ["Ruritania"]
    assert [u.name for u in report.unresolved] == ["Ruritania"]
    [refusal] = report.refusals
    assert (refusal.line, refusal.field, refusal.found) == (5, "Year", "2021/22")
    assert data.visits.during("2019").bounds() == (1, 2)
    assert data.visits.during("2019-04").bounds() == (0, 2)


def test_a_state_that_is_not_resolved_is_kept_beside_a_name(tmp_path: Path) -> None:
    rules = {
        "visitor": FieldRule(column="from"),
        "visitor.name": FieldRule(column="who"),
        "place": FieldRule(column="city"),
        "place.state": FieldRule(column="where"),
    }
    text = "from,who,city,where\nRuritania,An envoy,Strelsau,Ruritania\n,,,Ruritania\n"
    reader = RecordMapping(kind="visit", fields=rules).reader()
    data, report = read(write(tmp_path, "t.csv", text), reader)
    first, second = data.records
    assert [part.name for part in first.participants] == ["An envoy, Ruritania"]
    assert [place.name for place in first.places] == ["Strelsau, Ruritania"]
    assert [place.name for place in second.places] == ["Ruritania"]
    assert {listed.name for listed in report.unresolved} == {"Ruritania"}


def test_a_date_in_columns_is_not_made_up(tmp_path: Path) -> None:
    rules = {"date": FieldRule(column=["y", "m", "d"]), "note": FieldRule(column="n")}
    reader = RecordMapping(kind="visit", fields=rules).reader()
    text = "y,m,d,n\n0,0,0,a\n,,,b\n,5,,c\n0,5,1,d\n95,5,1,e\n1995,5.0,1.0,f\n1995,,3,g\n"
    data, report = read(write(tmp_path, "t.csv", text), reader)
    assert [(record.note, str(record.date)) for record in data] == [
        ("a", "None"), ("b", "None"), ("f", "1995-05-01")
    ]  # fmt: skip
    assert [refusal.line for refusal in report.refusals] == [4, 5, 6, 8]
    assert "of no year" in str(report.refusals[0])


def test_json_lines_without_any_of_the_columns(tmp_path: Path) -> None:
    text = '{"Year": 2019}\n{"year": 2019, "country": "Taiwan"}\n'
    data, report = read(write(tmp_path, "t.jsonl", text), mapping(tmp_path).reader())
    [refusal] = report.refusals
    assert refusal.line == 2
    assert "Year" in str(refusal)
    assert len(data) == 1


# -- the plain layout ------------------------------------------------------------------------------


def test_the_template_is_read_as_it_is(tmp_path: Path) -> None:
    data, report = read(write(tmp_path, "visits.csv", template()))
    assert (report.reader, report.seen, report.read) == ("visits", 2, 2)
    first, second = data
    assert isinstance(first, Visit)
    visitor = next(p for p in first.participants if p.role == "visitor")
    assert (first.id, visitor.rank) == ("visits:example-2018-04", "General")
    assert visitor.sector == "military"
    assert (
        first.citations[0].source
        == f"name-of-the-newspaper-2-may-2018-{tail('Name of the newspaper, 2 May 2018')}"
    )
    assert str(first.citations[0].locator) == "page 3"
    assert (second.status, str(second.date)) == ("planned", "2019?")
    assert [v.id for v in data.visits] == [first.id]
    assert data.faults() == ()


def test_coded_visits_say_what_is_wrong(tmp_path: Path) -> None:
    rows = ["2018,PAK,RUS,done,", "2018-13,PAK,RUS,,", "2018,PAK,RUS,,army"]
    text = "\n".join(["date,visitor,host,status,sector", *rows])
    _, report = read(write(tmp_path, "visits.csv", text))
    assert [(r.line, r.field) for r in report.refusals] == [
        (2, "status"), (3, "date"), (4, "sector")
    ]  # fmt: skip
    assert "military" in str(report.refusals[2])


def test_a_column_of_the_layout_that_is_misspelt_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "visits.csv", "date,visitor,host,statsu\n2018,PAK,RUS,occurred\n")
    with pytest.raises(BilateralError, match="no data set"):
        read(path)
    with pytest.raises(BilateralError):
        read(path, Visits())


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: FieldRule(column="a", words={"yes": "occurred", "YES": "planned"}), "stands for"),
        (lambda: FieldRule(column="a", format="%Y-%j"), "not a format of dates"),
        (lambda: FieldRule(column="a", format="%d %Y"), "not a format of dates"),
        (
            lambda: RecordMapping(
                kind="visit",
                fields={"visitor": FieldRule(column="a"), "visitor.state": FieldRule(column="b")},
            ),
            "two rules for one state",
        ),
    ],
)
def test_what_contradicts_itself_is_no_mapping(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(BilateralError, match=problem):
        make()


def test_digits_that_touch_are_read_if_they_can_be_parted_in_one_way(tmp_path: Path) -> None:
    fields = {"date": FieldRule(column="Day", format="%Y%m%d"), "host": FieldRule(column="To")}
    mapping = RecordMapping(kind="visit", fields=fields)
    text = "Day,To\n20181101,India\n2018111,India\n201841,India\n"
    data, report = read(write(tmp_path, "a.csv", text), mapping)
    assert [str(record.date) for record in data] == ["2018-11-01"]
    assert [(one.line, one.field) for one in report.refusals] == [(3, "Day"), (4, "Day")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [("2018,24,", "m"), ("2018,X,", "m"), ("2018,13,1", "m"), ("2018,4,32", "d")],
)
def test_a_month_or_day_that_is_none_is_refused(cells: str, column: str, tmp_path: Path) -> None:
    fields = {"date": FieldRule(column=["y", "m", "d"]), "host": FieldRule(column="To")}
    mapping = RecordMapping(kind="visit", fields=fields)
    _, report = read(write(tmp_path, "a.csv", f"y,m,d,To\n{cells},India\n"), mapping)
    [refused] = report.refusals
    assert (refused.line, refused.field) == (2, column)


def test_a_key_that_is_there_twice_refuses_its_line(tmp_path: Path) -> None:
    mapping = RecordMapping(kind="visit", fields={"date": FieldRule(column="d")})
    _, report = read(write(tmp_path, "a.jsonl", '{"d": "2018", "d": "2019"}\n'), mapping)
    assert [one.line for one in report.refusals] == [1]
