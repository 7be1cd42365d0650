"""ICEWS: names of countries, days written in two ways, and who acts for a state."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from bilateral import Place, Status, Visit
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AnyRecord, Role
from bilateral.readers import Import, Reading, read
from bilateral.readers.missing import WORDS
from bilateral.readers.sets.icews import EVENTS
from tests.readers.samples import write

PLAIN = {
    "Event ID": "20718170",
    "Event Date": "2016-01-02",
    "Source Name": "Jane Example",
    "Source Sectors": "Executive,Executive Office,Government",
    "Source Country": "Pakistan",
    "Event Text": "Make a visit",
    "CAMEO Code": "042",
    "Intensity": "1.9",
    "Target Name": "Russia",
    "Target Country": "Russian Federation",
    "Story ID": "1",
    "Sentence Number": "2",
    "Publisher": "Example Times",
    "City": "Moscow",
    "Province": "Moskva",
    "Country": "Russian Federation",
    "Latitude": "55.75",
    "Longitude": "37.6",
}


def text_of(*rows: Mapping[str, str]) -> str:
    lines = [
        "\t".join((PLAIN | dict(row)).get(name, "") for name in EVENTS.columns) for row in rows
    ]
    return "\n".join(["\t".join(EVENTS.columns), *lines, ""])


def reading(folder: Path, *rows: Mapping[str, str]) -> Import:
    made = read(write(folder, "events.2016.tab", text_of(*rows)))
    report = made.report
    assert (report.reader, report.layout) == ("icews", "events")
    assert report.seen == report.read + report.refused == len(rows)
    assert made.dataset.faults() == ()
    assert loads(dumps(made.dataset)) == made.dataset
    return made


def one(folder: Path, **cells: str) -> AnyRecord:
    row = {name.replace("_", " "): cell for name, cell in cells.items()}
    (record,) = reading(folder, row).dataset.records
    return record


def test_there_are_twenty_columns() -> None:
    assert len(EVENTS.columns) == len(set(EVENTS.columns)) == 20


def test_a_visit(tmp_path: Path) -> None:
    record = one(tmp_path)
    assert isinstance(record, Visit)
    assert record.id == "icews:20718170:2016-01-02"
    assert (str(record.date), record.status) == ("2016-01-02", Status.OCCURRED)
    assert [(p.role, p.state, p.name) for p in record.participants] == [
        (Role.VISITOR, "PAK", "Jane Example"),
        (Role.HOST, "RUS", "Russia"),
    ]
    assert record.places == (Place("Moscow, Moskva, Russian Federation", "RUS"),)
    assert record.note == "Make a visit"
    (citation,) = record.citations
    assert citation.locator is not None
    assert citation.locator.line == 2


def test_codes(tmp_path: Path) -> None:
    codes = ["043", "044", "046", "057", "036", "040", "01", "1", "190"]
    rows = ({"CAMEO Code": code, "Event ID": str(n)} for n, code in enumerate(codes))
    data, report = reading(tmp_path, *rows)
    assert report.refused == 0
    assert [(record.kind, str(record.status)) for record in data.records] == [
        ("visit", "occurred"),
        ("meeting", "occurred"),
        ("meeting", "occurred"),
        ("agreement", "occurred"),
        ("meeting", "desired"),
    ]
    assert data.records[0].participants[0].state == "RUS"
    assert sum(report.notes.values()) == 4
    assert data.visits.bounds() == (1, 1)
    assert data.meetings.bounds() == (2, 2)


def test_the_days_of_2017(tmp_path: Path) -> None:
    days = {"2017-01-31": "2017-01-31", "1/31/2017": "2017-01-31", "12/1/2017": "2017-12-01"}
    data, _ = reading(tmp_path, *({"Event Date": day} for day in days))
    assert [str(record.date) for record in data.records] == list(days.values())


def test_one_id_on_two_days(tmp_path: Path) -> None:
    ids = [{"Event ID": "7", "Event Date": f"2016-01-0{day}"} for day in (1, 2, 2)]
    data, report = reading(tmp_path, *ids)
    assert [record.id for record in data.records] == ["icews:7:2016-01-01", "icews:7:2016-01-02"]
    assert report.notes == {"a row that is the same as an earlier one, and makes no record": 1}
    ids[2] |= {"City": "Elsewhere"}
    data, _ = reading(tmp_path, *ids)
    assert [record.id for record in data.records][2:] == ["icews:7:2016-01-02.2"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Event Date", "2016-02-30"),
        ("Event Date", "2016"),
        ("Event Date", ""),
        ("CAMEO Code", "99"),
        ("CAMEO Code", "visit"),
        ("CAMEO Code", ""),
        ("CAMEO Code", "210"),
        ("Event ID", ""),
        ("Event ID", "NA"),
    ],
)
def test_a_wrong_cell_refuses_its_row(column: str, value: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, {}, {column: value})
    (error,) = report.refusals
    assert (error.line, error.field) == (3, column)
    assert error.found == ("" if value in WORDS else value)
    assert error.expected
    assert len(data.records) == 1


def test_a_country_that_is_not_stated_is_not_namibia(tmp_path: Path) -> None:
    blank = dict.fromkeys(("City", "Province", "Country", "Source Country"), "NA")
    data, report = reading(tmp_path, blank, {"Source Name": "NA", "Source Country": "NA"})
    assert report.unresolved == ()
    first, second = data.records
    assert first.participants[0].state is None
    assert first.places == ()
    assert [part.role for part in second.participants] == [Role.HOST]
    assert data.visits.by("NAM").bounds() == (0, 2)


IGO = "International Government Organization,Global"
WHO: dict[str, tuple[str, str, tuple[str | None, str | None]]] = {
    "a government": ("Executive,Government", "Pakistan", ("PAK", None)),
    "nothing more": ("", "Pakistan", ("PAK", None)),
    "of no country": ("", "", (None, None)),
    "an organization": (IGO, "", (None, "jane-example")),
    "an organization, as R writes": (IGO, "NA", (None, "jane-example")),
    "an officer of one": (f"{IGO},Government", "Pakistan", (None, None)),
    "insurgents": ("Dissident,Insurgents,Sunni", "Pakistan", (None, "jane-example")),
    "separatists": ("Separatists, Dissident", "Pakistan", (None, "jane-example")),
    "of no one country": ("International Insurgents", "", (None, "jane-example")),
    "once a rebel": ("Rebel,Executive,Government", "Pakistan", ("PAK", None)),
    "a gunman": ("Unidentified Forces", "Pakistan", (None, None)),
    "a country unknown": ("Government", "Ruritania", (None, None)),
    "two Congos": ("Government", "Congo", (None, None)),
    "its own name": ("Government", "Occupied Palestinian Territory", ("PSE", None)),
}


def test_who_acts_for_a_state(tmp_path: Path) -> None:
    data, report = reading(
        tmp_path,
        *(
            {"Event ID": str(n), "Source Sectors": s, "Source Country": c}
            for n, (s, c, _) in enumerate(WHO.values())
        ),
    )
    found = {
        case: (part.state, part.organization)
        for case, part in zip(WHO, (r.participants[0] for r in data.records), strict=True)
    }
    assert found == {case: expected for case, (_, _, expected) in WHO.items()}
    assert {(listed.name, listed.rows) for listed in report.unresolved} == {
        ("Ruritania", 1),
        ("Congo", 1),
    }
    known = [state for state, _ in found.values()]
    bodies = [body for _, body in found.values() if body]
    least = known.count("PAK")
    elsewhere = known.count("PSE") + 1  # and one of the two Congos is no Pakistan
    opened = len(known) - least - len(bodies) - elsewhere
    assert data.visits.by("PAK").bounds() == (least, least + opened)


def test_a_country_alone_names_the_actor(tmp_path: Path) -> None:
    record = one(tmp_path, Source_Name="", Source_Sectors="")
    visitor = record.participants[0]
    assert (visitor.state, visitor.name) == ("PAK", "Pakistan")


def test_a_broken_line_is_refused(tmp_path: Path) -> None:
    head, first, second, _ = text_of({}, {"Event ID": "2"}).split("\n")
    for broken in (second.rsplit("\t", 2)[0], second + "\tx", second.replace("Jane", "Ja\tne")):
        file = write(tmp_path, "events.tab", "\n".join([head, first, broken, first]))
        data, report = read(file)
        assert (report.seen, report.refused, report.refusals[0].line) == (3, 1, 3)
        assert len(data.records) == 1  # the first line is there twice


def test_other_forms_of_the_file(tmp_path: Path) -> None:
    text = text_of({"Source Name": 'José "Q"'})
    for name, content in (
        ("a.tab", text.encode()),
        ("a.tab.gz", gzip.compress(text.encode())),
        ("latin.tab", text.encode("latin-1")),
        ("crlf.tab", text.replace("\n", "\r\n").encode()),
        ("bom.tab", text.encode("utf-8-sig")),
        ("a.csv", text.replace("\t", ";").encode()),
    ):
        data, report = read(write(tmp_path, name, content))
        assert (report.reader, report.refused) == ("icews", 0)
        assert data.records[0].participants[0].name == 'José "Q"'


def test_a_file_without_a_column_is_no_icews(tmp_path: Path) -> None:
    file = write(tmp_path, "events.tab", text_of({}).replace("CAMEO Code", "Code"))
    with pytest.raises(BilateralError, match="CAMEO Code"):
        Reading(file, "icews")
