"""Tables read by a mapping, and the plain layout for one's own visits."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from bilateral import Agreement, Visit
from bilateral.dates.ordinals import ordinal
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.ids import tail
from bilateral.readers import FieldRule, RecordMapping, RowError, Visits, read
from bilateral.readers.dated_cells import date_of
from bilateral.readers.rules import rule_of
from bilateral.readers.sets.visits import template
from bilateral.states import candidates
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
    data, report = read(write(tmp_path, "t.csv", ROWS), mapping(tmp_path))
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
    reader = mapping(tmp_path)
    expected, _ = read(write(tmp_path, "t.csv", ROWS), reader)
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
        data, report = read(path, reader)
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
    _, report = read(write(tmp_path, "t.csv", text), mapping(tmp_path))
    [refusal] = report.refusals
    assert (refusal.line, refusal.field) == (line, column)
    assert match in str(refusal)


def test_a_mapping_without_a_status_is_remarked(tmp_path: Path) -> None:
    fields = {"date": FieldRule(column="Day"), "host": FieldRule(column="To")}
    file = write(tmp_path, "a.csv", "Day,To\n2018,India\n")
    data, report = read(file, RecordMapping(kind="visit", fields=fields))
    assert data.visits.bounds() == (0, 1)
    [note] = report.notes
    assert "status = FieldRule(value='occurred')" in note
    status = {"status": FieldRule(value="occurred")}
    data, report = read(file, RecordMapping(kind="visit", fields=fields | status))
    assert (data.visits.bounds(), report.notes) == ((1, 1), {})


def test_a_column_that_no_object_has_is_remarked(tmp_path: Path) -> None:
    mapping = RecordMapping(
        kind="visit",
        fields={
            "date": FieldRule(column="Day"),
            "host": FieldRule(column="To"),
            "status": FieldRule(value="occurred"),
        },
    )
    file = write(tmp_path, "a.jsonl", '{"Day": "2018", "to": "India"}\n{"Day": "2019"}\n')
    report = read(file, mapping).report
    assert list(report.notes) == ["no object has 'To', which is nowhere stated then"]
    file = write(tmp_path, "a.jsonl", '{"Day": "2018"}\n{"To": "India"}\n')
    assert not read(file, mapping).report.notes


def test_json_lines_that_are_none(tmp_path: Path) -> None:
    text = '{"Year": 2019, "Country": "Taiwan"}\n\n{"Year": \n[1]\n{"Year": {"a": 1}}\n'
    data, report = read(write(tmp_path, "t.jsonl", text), mapping(tmp_path))
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
        write(tmp_path, "t.csv", text), RecordMapping(kind="agreement", fields=rules)
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
    data, _ = read(write(tmp_path, "p.csv", "d,n\nend of April 2018,x\n"), printed)
    assert data.records[0].date is not None
    assert data.records[0].date.printed == "end of April 2018"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="missing 'Themes'"):
        read(write(tmp_path, "t.csv", ROWS.replace("Themes", "Topics")), mapping(tmp_path))


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
    reader = RecordMapping.load(write(tmp_path, "map.toml", CEIAS))
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
    reader = RecordMapping(kind="visit", fields=rules)
    data, report = read(write(tmp_path, "t.csv", text), reader)
    first, second = data.records
    assert [part.name for part in first.participants] == ["An envoy, Ruritania"]
    assert [place.name for place in first.places] == ["Strelsau, Ruritania"]
    assert [place.name for place in second.places] == ["Ruritania"]
    assert {listed.name for listed in report.unresolved} == {"Ruritania"}


def test_a_date_in_columns_is_not_made_up(tmp_path: Path) -> None:
    rules = {"date": FieldRule(column=["y", "m", "d"]), "note": FieldRule(column="n")}
    reader = RecordMapping(kind="visit", fields=rules)
    text = "y,m,d,n\n0,0,0,a\n,,,b\n,5,,c\n0,5,1,d\n95,5,1,e\n1995,5.0,1.0,f\n1995,,3,g\n"
    data, report = read(write(tmp_path, "t.csv", text), reader)
    assert [(record.note, str(record.date)) for record in data] == [
        ("a", "None"), ("b", "None"), ("f", "1995-05-01")
    ]  # fmt: skip
    assert [refusal.line for refusal in report.refusals] == [4, 5, 6, 8]
    assert "of no year" in str(report.refusals[0])


def test_json_lines_without_any_of_the_columns(tmp_path: Path) -> None:
    text = '{"Year": 2019}\n{"year": 2019, "country": "Taiwan"}\n'
    data, report = read(write(tmp_path, "t.jsonl", text), mapping(tmp_path))
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
    with pytest.raises(BilateralError, match="statsu"):
        read(path)
    with pytest.raises(BilateralError):
        read(path, Visits())


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


# -- words, kinds, fractions -----------------------------------------------------------------------


def test_a_word_that_is_not_listed_is_remarked_and_costs_no_row(tmp_path: Path) -> None:
    fields = {
        "visitor": FieldRule(column="Who"),
        "status": FieldRule(column="Done", words={"1": "occurred", "0": "", "-": "planned"},
                            otherwise=""),
        "purpose": FieldRule(column="Why", otherwise="private"),
    }  # fmt: skip
    text = "Who,Done,Why\nIndia,1.0,official\nChad,0,odd\nIran,?,working\nIraq,-,\n"
    data, report = read(write(tmp_path, "t.csv", text), RecordMapping(kind="visit", fields=fields))
    assert report.refused == 0
    assert [record.status for record in data] == ["occurred", None, None, "planned"]
    assert [getattr(record, "purpose", None) for record in data] == [
        "official", "private", "working", None
    ]  # fmt: skip
    assert report.notes == {
        "a word of 'Why' that is not listed, taken as 'private': 'odd'": 1,
        "a word of 'Done' that is not listed, taken as not stated: '?'": 1,
        "no date is mapped, so that no record has one": 1,
    }
    assert "; 3 remarks" in repr(report)


def test_kinds_by_a_column(tmp_path: Path) -> None:
    mapping = RecordMapping(
        kind=FieldRule(
            column="Type", words={"visit": "visit", "pact": "agreement", "obit": ""}, otherwise=""
        ),
        fields={
            "date": FieldRule(column="When"),
            "visitor": FieldRule(column="A"),
            "host": FieldRule(column="B"),
            "party": FieldRule(column="A"),
            "party2": FieldRule(column="B"),
        },
    )
    assert RecordMapping.from_plain(mapping.to_plain()) == mapping
    text = "Type,When,A,B\nvisit,1990,India,Chad\nPact,1991,India,Iran\nobit,1992,,\n"
    data, report = read(write(tmp_path, "t.csv", text + "odd,1993,,\n,1994,,\n"), mapping)
    assert [(r.kind, [(p.role.value, p.state) for p in r.participants]) for r in data] == [
        ("visit", [("visitor", "IND"), ("host", "TCD")]),
        ("agreement", [("party", "IND"), ("party", "IRN")]),
    ]
    assert [(one.line, one.field) for one in report.refusals] == [(6, "Type")]
    assert report.notes["a row that makes no record, by 'Type': 'obit'"] == 1
    assert report.notes["a row that makes no record, by 'Type': 'odd'"] == 1


@given(st.integers(1000, 2099), st.sampled_from(["", ".0", ".00"]))
def test_whole_numbers_that_became_fractions_are_whole(
    tmp_path_factory: pytest.TempPathFactory, year: int, end: str
) -> None:
    fields = {
        "date": FieldRule(column="a", format="%Y"),
        "in_force": FieldRule(start=["a"], end=["a"]),
        "party": FieldRule(column="b", system="cow"),
        "form": FieldRule(column="c", words={"3": "treaty"}),
    }
    path = write(tmp_path_factory.mktemp("t"), "t.csv", f"a,b,c\n{year}{end},2{end},3{end}\n")
    [record] = read(path, RecordMapping(kind="agreement", fields=fields)).dataset
    assert isinstance(record, Agreement)
    assert (str(record.date), str(record.in_force)) == (f"{year}", f"{year}/{year}")
    assert (record.form, record.participants[0].states[:1]) == (
        "treaty", candidates("2", on=year, system="cow")[:1]
    )  # fmt: skip


def test_amounts_may_have_decimal_commas_where_semicolons_part_cells(tmp_path: Path) -> None:
    fields = {
        "visitor": FieldRule(column="Who"),
        "duration": FieldRule(column="Days", unit="days"),
        "note": FieldRule(column="Note"),
    }
    text = "Who;Days;Note\nIndia;2,5;1,5\nChad;3;x\n"
    data, _ = read(write(tmp_path, "t.csv", text), RecordMapping(kind="visit", fields=fields))
    found = [(str(getattr(record, "duration", "")), record.note) for record in data]
    assert found == [("2.5 days", "1,5"), ("3 days", "x")]


def test_a_period_by_the_columns_of_its_ends(tmp_path: Path) -> None:
    fields = {
        "member": FieldRule(column="ccode", system="cow"),
        "body.organization": FieldRule(column="bloc"),
        "status": FieldRule(value="occurred"),
        "date": FieldRule(start="from", end="to", still=["9999", "."], until="2016", format="%Y"),
    }
    text = "ccode,bloc,from,to\n750,NAM,1961,9999\n2,X,1950,1955\n2,X,1950,\n2,X,1950,.\n"
    text += ",X,1950,1951\n2,X,1955,1950\n2,X,,\n"
    mapping = RecordMapping(kind="membership", fields=fields)
    data, report = read(write(tmp_path, "t.csv", text), mapping)
    assert [str(record.date) for record in data] == [
        "1961/[2016-12-31..]", "1950/1955", "1950/", "1950/[2016-12-31..]", "1950/1951", "None"
    ]  # fmt: skip
    assert [(one.line, one.field) for one in report.refusals] == [(7, "from")]
    assert data.memberships.during("2016").bounds()[0] == 2


# -- years in a row --------------------------------------------------------------------------------

YEARS = RecordMapping(
    kind="agreement",
    title="Pacts by year",
    collapse="in_force",
    fields={
        "in_force": FieldRule(column="year", format="%Y"),
        "party": FieldRule(column="a"),
        "party2": FieldRule(column="b"),
        "topics": FieldRule(column="t"),
    },
)


def spells(folder: Path, text: str, mapping: RecordMapping = YEARS) -> list[tuple[str, ...]]:
    data, report = read(write(folder, "t.csv", text), mapping)
    assert report.records == len(data)
    return [
        (
            str(getattr(record, "in_force", None)),
            *record.topics,
            *(part.state or "" for part in record.participants),
        )
        for record in data
    ]


def test_years_in_a_row_are_one_record_that_is_open_at_the_edges_of_the_data(
    tmp_path: Path,
) -> None:
    text = "year,a,b,t\n1990,India,Chad,x\n1991.0,IND,TCD,x\n1993,India,Chad,x\n1991,Iran,Iraq,x\n"
    assert spells(tmp_path, text + "1992,Iran,Iraq,y\n") == [
        ("[..1990]/1991", "x", "IND", "TCD"),
        ("1993/[1993..]", "x", "IND", "TCD"),
        ("1991/1991", "x", "IRN", "IRQ"),
        ("1992/1992", "y", "IRN", "IRQ"),
    ]


def test_a_row_without_a_year_of_its_own_is_refused_and_a_run_cites_its_rows(
    tmp_path: Path,
) -> None:
    text = "year,a,b,t\n1990,India,Chad,\n,India,Chad,\n1991,India,Chad,\n"
    data, report = read(write(tmp_path, "t.csv", text), YEARS)
    assert [(one.line, one.field) for one in report.refusals] == [(3, "year")]
    [record] = data
    assert (record.citations[0].note, str(record.citations[0].locator)) == (
        "2 rows, 1990 to 1991", "line 2"
    )  # fmt: skip
    assert data.faults() == ()


def test_ids_of_runs_are_lasting(tmp_path: Path) -> None:
    mapping = attrs.evolve(YEARS, fields={**YEARS.fields, "id": FieldRule(column="no")})
    text = "no,year,a,b,t\n7,1990,India,Chad,\n7,1992,India,Chad,\n8,1991,India,Chad,\n"
    data, _ = read(write(tmp_path, "t.csv", text), mapping)
    assert [record.id for record in data] == [
        "pacts-by-year:7:1990", "pacts-by-year:7:1992", "pacts-by-year:8:1991"
    ]  # fmt: skip


SPELLS = st.dictionaries(
    st.sampled_from(["IND", "TCD", "IRN"]),
    st.sets(st.integers(1990, 1999), min_size=1),
    min_size=1,
)


@given(SPELLS, st.randoms())
def test_every_year_of_the_table_and_no_other_between_is_in_some_period(
    tmp_path_factory: pytest.TempPathFactory, years: dict[str, set[int]], random: Random
) -> None:
    rows = [f"{year},{state},BRA," for state, found in years.items() for year in found]
    random.shuffle(rows)
    text = "\n".join(["year,a,b,t", *rows])
    path = write(tmp_path_factory.mktemp("t"), "t.csv", text)
    data = read(path, YEARS).dataset
    covered = set().union(*years.values())
    for state, found in years.items():
        for year in range(min(covered), max(covered) + 1):
            holds = [
                record.in_force.start_max <= ordinal(year, 12, 31)
                and record.in_force.end_min >= ordinal(year)
                for record in data
                if isinstance(record, Agreement)
                and record.in_force is not None
                and any(part.state == state for part in record.participants)
            ]
            assert sum(holds) == (year in found)


def test_states_are_those_of_the_period_where_there_is_no_date(tmp_path: Path) -> None:
    fields = {**YEARS.fields, "party": FieldRule(column="a", system="cow")}
    text = "year,a,b,t\n" + "".join(f"{year},365,India,\n" for year in range(1989, 1995))
    assert spells(tmp_path, text, attrs.evolve(YEARS, fields=fields)) == [
        ("[..1989]/1990", "SUN", "IND"),
        ("1991/1991", "", "IND"),  # of both
        ("1992/[1994..]", "RUS", "IND"),
    ]


# -- days of two orders, several formats and marks -------------------------------------------------

DAYS = ["03/05/2014", "2014-06", "07/08/2015"]


def dated(
    folder: Path, days: list[str], *, day_first: bool | None = None, **rule: Any
) -> tuple[list[str], list[RowError]]:
    """The dates that are read, and the refusals."""
    text = "".join(f"{day},Germany,France\n" for day in days)
    path = write(folder, "days.csv", f"when,from,to\n{text}")
    mapping = RecordMapping(
        kind="visit", fields={"date": FieldRule("when", **rule), "visitor": "from", "host": "to"}
    )
    data, report = read(path, mapping, day_first=day_first)
    return [str(record.date.edtf) for record in data if record.date], list(report.refusals)


SEVERAL = ["%d/%m/%Y", "%m/%d/%Y", "edtf"]


@pytest.mark.parametrize("form", ["printed", SEVERAL, ["edtf", "printed"]])
def test_the_user_says_whether_the_day_is_first(form: str | list[str], tmp_path: Path) -> None:
    for is_first, one, other in (
        (True, "2014-05-03", "2015-08-07"), (False, "2014-03-05", "2015-07-08")
    ):  # fmt: skip
        wanted = [one, "2014-06", other]
        assert dated(tmp_path, DAYS, day_first=is_first, format=form) == (wanted, [])
    found, refusals = dated(tmp_path, DAYS, format=form)
    assert found == ["2014-06"]
    assert ["day_first=" in str(error) for error in refusals] == [True, True]


@pytest.mark.parametrize("form", ["printed", SEVERAL])
def test_a_rule_may_say_it_and_so_may_another_row(form: str | list[str], tmp_path: Path) -> None:
    rule = FieldRule("when", format=form, day_first=False)
    assert rule_of("date", json.loads(json.dumps(rule.to_plain()))) == rule
    assert dated(tmp_path, [*DAYS, "25/05/2016"], format=form)[0][0] == "2014-05-03"
    assert dated(tmp_path, [*DAYS, "05/25/2016"], format=form)[0][0] == "2014-03-05"
    both = [*DAYS, "05/25/2016", "25/05/2016"]
    assert dated(tmp_path, both, format=form)[0] == ["2014-06", "2016-05-25", "2016-05-25"]


def test_an_order_that_the_format_contradicts_is_refused(tmp_path: Path) -> None:
    assert dated(tmp_path, DAYS[:1], day_first=True, format="%d/%m/%Y") == (["2014-05-03"], [])
    with pytest.raises(BilateralError, match="day_first=False"):
        dated(tmp_path, DAYS[:1], day_first=False, format="%d/%m/%Y")


@given(st.dates(), st.sampled_from(["%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%m-%Y", "%Y"]))
def test_each_date_is_read_by_the_format_that_fits(day: date, form: str) -> None:
    rule = FieldRule("when", format=["%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%m-%Y", "%Y"])
    text = day.strftime(form.replace("%Y", f"{day.year:04}"))
    assert str(date_of(text, rule).edtf) == str(date_of(text, FieldRule("when", format=form)).edtf)


def test_several_marks_part_the_values_of_a_cell(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "when,to,from\n2014,France / Italy und Spain,Chad\n")
    rule = FieldRule("to", separator=[" / ", " und "])
    fields = {"date": "when", "host": rule, "visitor": "from"}
    [record] = read(path, RecordMapping(kind="visit", fields=fields)).dataset
    assert record.title == "Visit: Chad to France, Italy, Spain"
    assert rule_of("host", json.loads(json.dumps(rule.to_plain()))) == rule


@given(st.permutations(["party", "host", "third_party"]))
def test_a_title_does_not_hang_on_the_order_of_rules(order: list[str]) -> None:
    columns = {"party": "from", "host": "to", "third_party": "by"}
    fields = {"date": "when"} | {name: columns[name] for name in order}
    with TemporaryDirectory() as folder:
        path = write(Path(folder), "t.csv", "when,to,from,by\n2014,France,Chad,Iran\n")
        [record] = read(path, RecordMapping(kind="meeting", fields=fields)).dataset
    assert record.title == "Meeting: Chad in France with Iran"


def test_all_that_is_wrong_in_a_row_is_told_at_once(tmp_path: Path) -> None:
    text = "when,to,from,why\nsoon,France and Chad,Iran and India,fun\n2014,France,Iran,state\n"
    fields = {"purpose": "why", "date": "when", "host": "to", "visitor": "from"}
    path = write(tmp_path, "t.csv", text)
    mapping = RecordMapping(kind="visit", fields=fields)
    data, report = read(path, mapping)
    assert (len(data), report.seen, report.read, report.refused) == (1, 2, 1, 1)
    assert [fault.field for fault in report.faults] == ["why", "when", "from", "to"]
    assert all(fault.line == 2 and fault.file == str(path) for fault in report.faults)
    assert not report.unresolved
    assert str(report).count("t.csv:2:") == 4
    with pytest.raises(RowError, match=r"'why'.*'when'.*'from'.*'to'"):
        read(path, mapping, strict=True)


def test_every_column_that_no_rule_takes_is_told(tmp_path: Path) -> None:
    mapping = {
        "kind": {"column": "Kind", "words": {"trip": "visit", "": ""}},
        "fields": {"date": {"start": "From", "end": "To"}, "visitor": "Who"},
    }
    text = "Mood;From;;To;Who;Kind;Zeal\nfine;2018;a;2019;Chad;trip;none\n"
    report = read(write(tmp_path, "a.csv", text), mapping).report
    assert report.unused_columns == ("Mood", "column 3, which has no name", "Zeal")
    objects = '{"From": "2018", "Who": "Chad", "b": 1}\n{"Kind": "trip", "a": null}\n'
    report = read(write(tmp_path, "a.jsonl", objects), mapping).report
    assert report.unused_columns == ("a", "b")
    whole = write(tmp_path, "b.csv", "From,To,Who,Kind\n2018,2019,Chad,trip\n")
    assert read(whole, mapping).report.unused_columns == ()


def test_a_row_that_is_refused_can_be_looked_at(tmp_path: Path) -> None:
    mapping = {"kind": "visit", "fields": {"date": "Day", "visitor": "Who"}}
    report = read(write(tmp_path, "a.csv", "Day,Who,Why\nsoon,Chad,trade\n"), mapping).report
    assert report.refusals[0].cells == {"Day": "soon", "Who": "Chad", "Why": "trade"}


def test_columns_that_make_no_date_are_told_so(tmp_path: Path) -> None:
    period = {"kind": "visit", "fields": {"date": {"start": "a", "end": "b"}, "visitor": "c"}}
    report = read(write(tmp_path, "a.csv", "a,b,c\n2019,2018,Chad\n"), period).report
    assert report.refusals[0].problem == "no start and end of a period"
    assert report.refusals[0].expected == "an end that is not wholly before 2019"
    day = {"kind": "visit", "fields": {"date": {"column": ["a", "b", "c"]}, "visitor": "d"}}
    report = read(write(tmp_path, "b.csv", "a,b,c,d\n2018,2,30,Chad\n"), day).report
    assert report.refusals[0].problem == "no such day"
