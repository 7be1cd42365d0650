"""POLECAT: lists of actors, modes, and marks of what has not happened."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from bilateral import Place, Sector, Status, Visit
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AnyRecord, Meeting, MeetingFormat, Role
from bilateral.readers import Import, Reading, read
from bilateral.readers.missing import WORDS
from bilateral.readers.sets.polecat import EVENTS
from tests.readers.samples import write

PLAIN = dict.fromkeys(EVENTS.columns, "None") | {
    "Event Date": "2021-05-03",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Intensity": "4.0",
    "Contexts": "diplomatic; economic",
    "Actor Name": "Jane Example",
    "Actor Country": "PAK",
    "Primary Actor Sector": "GOV",
    "Recipient Name": "Russia",
    "Recipient Country": "RUS",
    "Placename": "Moscow",
    "Publication Date": "2021-05-04",
    "Version": "NGEC_coder-Vers001-b1",
}


def text_of(*rows: Mapping[str, str], columns: tuple[str, ...] = EVENTS.columns) -> str:
    lines = [
        "\t".join(row[name] for name in EVENTS.columns)
        for row in (
            PLAIN | {"Event ID": f"20210503-1-ab_CONSULT_{n}"} | dict(row)
            for n, row in enumerate(rows, start=1)
        )
    ]
    return "\n".join(["\t".join(columns), *lines, ""])


def reading(folder: Path, *rows: Mapping[str, str]) -> Import:
    made = read(write(folder, "ngecEvents.txt", text_of(*rows)))
    report = made.report
    assert (report.reader, report.layout) == ("polecat", "events")
    assert report.seen == report.read + report.refused == len(rows)
    assert made.dataset.faults() == ()
    assert loads(dumps(made.dataset)) == made.dataset
    return made


def one(folder: Path, row: Mapping[str, str]) -> AnyRecord:
    (record,) = reading(folder, row).dataset.records
    return record


def parts(record: AnyRecord) -> list[tuple[str, str | None, str | None]]:
    return [(str(part.role), part.state, part.name) for part in record.participants]


def test_there_are_forty_columns() -> None:
    assert len(EVENTS.columns) == len(set(EVENTS.columns)) == 40


def test_a_visit(tmp_path: Path) -> None:
    record = one(tmp_path, {})
    assert isinstance(record, Visit)
    assert record.id == "polecat:20210503-1-ab_CONSULT_1"
    assert (str(record.date), record.status) == ("2021-05-03", Status.OCCURRED)
    assert parts(record) == [("visitor", "PAK", "Jane Example"), ("host", "RUS", "Russia")]
    assert record.places == (Place("Moscow"),)
    (citation,) = record.citations
    assert citation.locator is not None
    assert citation.locator.line == 2


def test_meetings(tmp_path: Path) -> None:
    modes = [{"Event Mode": mode} for mode in ("third-party", "multilateral")]
    first, second = reading(tmp_path, *modes).dataset.records
    assert isinstance(first, Meeting)
    assert isinstance(second, Meeting)
    assert (first.format, second.format) == (None, MeetingFormat.MULTILATERAL)
    assert parts(first) == [("party", "PAK", "Jane Example"), ("party", "RUS", "Russia")]


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("CONSULT", "None"),
        ("CONSULT", ""),
        ("CONSULT", "phone"),
        ("CONSULT", "visit; phone"),
        ("AGREE", "None"),
        ("SUPPORT", "None"),
        ("REQUEST", "meet"),
        ("PROTEST", "riot"),
    ],
)
def test_others_are_read_and_remarked(kind: str, mode: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, {"Event Type": kind, "Event Mode": mode})
    assert (data.records, report.read) == ((), 1)
    assert list(report.notes.values()) == [1]
    assert kind in next(iter(report.notes))


@pytest.mark.parametrize(
    "marked",
    [
        {"Contexts": "diplomatic; future"},
        {"Contexts": "historical"},
        {"Contexts": "Hypothetical; economic"},
        {"Contexts": "negation"},
        {"Event Mode": "visit; future"},
        {"Publication Date": "2021-05-02"},
    ],
)
def test_what_is_not_of_its_day_is_no_record(marked: dict[str, str], tmp_path: Path) -> None:
    data, report = reading(tmp_path, marked, {})
    assert len(data.records) == 1
    assert list(report.notes.values()) == [1]


@pytest.mark.parametrize("published", ["None", "NA", "", "2021-05-03", "unknown"])
def test_a_publication_that_says_nothing(published: str, tmp_path: Path) -> None:
    assert one(tmp_path, {"Publication Date": published}).status is Status.OCCURRED


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Event Date", "2021-02-30"),
        ("Event Date", "5/3/2021"),
        ("Event Date", "None"),
        ("Event Type", "VISIT"),
        ("Event Type", "None"),
        ("Event Mode", "tour"),
        ("Event Mode", "visit; tour"),
        ("Event ID", "None"),
        ("Event ID", ""),
    ],
)
def test_a_wrong_cell_refuses_its_row(column: str, value: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, {}, {column: value})
    (error,) = report.refusals
    assert (error.line, error.field) == (3, column)
    assert error.found == ("" if value in WORDS else value)
    assert len(data.records) == 1


# -- actors ----------------------------------------------------------------------------------------


def test_lists_of_actors_go_together(tmp_path: Path) -> None:
    record = one(
        tmp_path,
        {
            "Actor Name": "A One; B Two; C Three",
            "Actor Country": "PAK; None; IND",
            "Primary Actor Sector": "MIL; None; LEG",
            "Recipient Name": "D Four;E Five",
            "Recipient Country": "RUS;CHN",
        },
    )
    assert parts(record) == [
        ("visitor", "PAK", "A One"),
        ("host", "RUS", "D Four"),
        ("visitor", None, "B Two"),
        ("visitor", "IND", "C Three"),
        ("host", "CHN", "E Five"),
    ]
    assert [p.sector for p in record.participants if p.role is Role.VISITOR] == [
        Sector.MILITARY,
        None,
        Sector.LEGISLATIVE,
    ]


def test_lists_of_other_lengths_leave_the_states_open(tmp_path: Path) -> None:
    data, report = reading(tmp_path, {"Actor Name": "A; B", "Primary Actor Sector": "MIL"})
    assert parts(data.records[0])[0] == ("visitor", None, "A")
    assert len(data.records[0].participants) == 3
    assert data.visits.by("PAK").bounds() == data.visits.by("IND").bounds() == (0, 1)
    assert data.visits.by("PAK", sector="military").bounds() == (0, 1)
    (remark,) = report.notes
    assert "left open" in remark


def test_countries_without_names(tmp_path: Path) -> None:
    record = one(tmp_path, {"Actor Name": "None", "Actor Country": "PAK; IND"})
    assert parts(record)[::2] == [("visitor", "PAK", "PAK"), ("visitor", "IND", "IND")]


def test_nobody_is_stated(tmp_path: Path) -> None:
    nobody = {"Actor Name": "None", "Actor Country": "None; None", "Primary Actor Sector": "None"}
    data, _ = reading(tmp_path, nobody)
    assert [str(role) for role in data.records[0].unstated] == ["visitor"]
    assert data.visits.by("PAK").bounds() == (0, 1)


def test_several_actors_without_a_recipient(tmp_path: Path) -> None:
    """The manual lists all as actors where it is not clear who hosts."""
    alone = {"Recipient Name": "None", "Recipient Country": "None"}
    two = {"Actor Name": "A; B", "Actor Country": "PAK; RUS"}
    data, report = reading(
        tmp_path, alone | two, alone, alone | two | {"Event Mode": "third-party"}
    )
    assert [record.kind for record in data.records] == ["visit", "meeting"]
    assert parts(data.records[1]) == [("party", "PAK", "A"), ("party", "RUS", "B")]
    (remark,) = report.notes
    assert "who hosts is not said" in remark


WHO: dict[str, tuple[str, str, tuple[str | None, str | None, Sector | None]]] = {
    "a soldier": ("PAK", "MIL", ("PAK", None, Sector.MILITARY)),
    "any of a government": ("PAK", "GOV", ("PAK", None, None)),
    "a doctor": ("PAK", "MED", ("PAK", None, None)),
    "a journalist": ("PAK", "JRN", ("PAK", None, Sector.MEDIA)),
    "rebels": ("PAK", "REB", (None, "jane-example", None)),
    "unidentified": ("PAK", "UAF", (None, None, None)),
    "the United Nations": ("UNO", "None", (None, "united-nations", None)),
    "the European Union": ("EUR", "GOV", (None, "european-union", None)),
    "some organization": ("IGO", "None", (None, "jane-example", None)),
    "a militarized group": ("IMG", "None", (None, "jane-example", None)),
    "a company": ("MNC", "None", (None, None, Sector.BUSINESS)),
    "a movement": ("ISM", "None", (None, None, None)),
    "Kosovo": ("KOS", "GOV", ("XKX", None, None)),
    "a full name": ("Germany", "GOV", ("DEU", None, None)),
    "no such code": ("XYZ", "GOV", (None, None, None)),
    "two codes": ("PAK|IND", "GOV", (None, None, None)),
    "not stated in R": ("NA", "GOV", (None, None, None)),
}


def test_who_acts_for_a_state(tmp_path: Path) -> None:
    data, report = reading(
        tmp_path,
        *({"Actor Country": c, "Primary Actor Sector": s} for c, s, _ in WHO.values()),
    )
    found = {
        case: (part.state, part.organization, part.sector)
        for case, part in zip(WHO, (r.participants[0] for r in data.records), strict=True)
    }
    assert found == {case: expected for case, (_, _, expected) in WHO.items()}
    assert {record.participants[0].name for record in data.records} == {"Jane Example"}
    assert {listed.name for listed in report.unresolved} == {"XYZ", "PAK|IND"}


def test_who_is_of_a_government_too_has_no_sector(tmp_path: Path) -> None:
    row = {"Primary Actor Sector": "MIL", "Actor Sectors": "MIL; GOV"}
    assert one(tmp_path, row).participants[0].sector is None


# -- files -----------------------------------------------------------------------------------------


def test_other_forms_of_the_file(tmp_path: Path) -> None:
    text = text_of({"Actor Name": 'José "Q"'})
    for name, content in (
        ("a.txt", text.encode()),
        ("a.txt.gz", gzip.compress(text.encode())),
        ("latin.txt", text.encode("latin-1")),
        ("crlf.txt", text.replace("\n", "\r\n").encode()),
        ("intensity.txt", text.replace("\tIntensity", "\tEvent Intensity").encode()),
        ("tabs.txt", text.replace("\n", "\t\t\t\n").encode()),
    ):
        data, report = read(write(tmp_path, name, content))
        assert (report.reader, report.seen, report.refused) == ("polecat", 1, 0)
        assert data.records[0].participants[0].name == 'José "Q"'


def test_a_header_with_more_names_than_cells(tmp_path: Path) -> None:
    """Some files name four columns that their rows do not have."""
    names = list(EVENTS.columns)
    names[33:33] = ["Headline", "Event Text", "Feed", "Story ID"]
    text = text_of({}, {}, columns=tuple(names))
    data, report = read(write(tmp_path, "a.txt", text))
    assert (report.seen, report.refused) == (2, 0)
    assert parts(data.records[0]) == [("visitor", "PAK", "Jane Example"), ("host", "RUS", "Russia")]
    full = "\n".join(
        "\t".join([*cells[:33], "a", "b", "c", "d", *cells[33:]]) if number else line
        for number, line in enumerate(text.splitlines())
        for cells in [line.split("\t")]
    )
    data, report = read(write(tmp_path, "b.txt", full))
    assert (report.seen, report.refused, len(data.records)) == (2, 0, 2)


def test_a_broken_line_is_refused(tmp_path: Path) -> None:
    head, first, second, _ = text_of({}, {}).split("\n")
    for broken in (second.rsplit("\t", 2)[0], second + "\tx", second.replace("Jane", "Ja\tne")):
        data, report = read(write(tmp_path, "a.txt", "\n".join([head, first, broken])))
        assert (report.seen, report.refused, report.refusals[0].line) == (2, 1, 3)
        assert len(data.records) == 1


def test_a_file_without_a_column_is_no_polecat(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", text_of({}).replace("Event Mode", "Mode"))
    with pytest.raises(BilateralError, match="Event Mode"):
        Reading(file, "polecat")
