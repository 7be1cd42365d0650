"""COLT: invented journeys under the real names of the columns."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest

from bilateral import (
    Dataset,
    Organization,
    Person,
    Place,
    Quantity,
    Sector,
    Status,
    Truth,
    Visit,
    files,
    q,
)
from bilateral.errors import CodecError
from bilateral.query import evaluate
from bilateral.readers import Import, RowError, read
from bilateral.readers.sets.colt import Colt

FLAGS = (
    "MetHostHoGS",
    "AttendedMultilatEvent",
    "AttendedMultilatMinisterialEvent",
    "MetNonhostHOGS",
    "PublicAddress",
    "SignedAgreement",
    "CulturalSiteOrCeremony",
    "BusinessLeaderOrForum",
    "MetIGOLeader",
)
COLUMNS = (
    *"TripID LeaderID LeaderCountryOrIGO LeaderCountryISO LeaderRegion LeaderSubregion".split(),
    *"PriorityLeader LeaderRole LeaderTitle LeaderSurname LeaderFullName CountryVisited".split(),
    *"CountryVisitedISO RegionVisited SubRegionVisited DisputedTerritory".split(),
    *"SemiAutoTerritory CityVisited TripYear TripStartDate TripEndDate TripDuration".split(),
    *FLAGS[:1],
    "HostHOGSName",
    *FLAGS[1:3],
    "NameMultilatEvent",
    FLAGS[3],
    "NonhostHOGSNames",
    *FLAGS[4:],
    *"IGOLeaderName Notes Confidence(1-5) SourceLink1 SourceLink2 SourceLink3".split(),
)
PLAIN = {
    "TripID": "101-PAK-CHN-3",
    "LeaderID": "101",
    "LeaderCountryOrIGO": "Pakistan",
    "LeaderCountryISO": "PAK",
    "LeaderRole": "G",
    "LeaderTitle": "Prime Minister",
    "LeaderSurname": "Example",
    "LeaderFullName": "Ali Example",
    "CountryVisited": "China",
    "CountryVisitedISO": "CHN",
    "CityVisited": "Beijing",
    "TripYear": "2013",
    "TripStartDate": "2013-07-03",
    "TripEndDate": "2013-07-08",
    "TripDuration": "6",
    "MetHostHoGS": "Yes",
    "HostHOGSName": "Li Sample",
    "AttendedMultilatEvent": "No",
    "SignedAgreement": "Yes",
    "Notes": "Invented.",
    "Confidence(1-5)": "5",
    "SourceLink1": "https://example.org/1",
    "SourceLink3": "https://example.org/3",
}


def text(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def reading(folder: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Import:
    path = folder / "colt.csv"
    path.write_bytes(text(*rows).encode(encoding))
    made = read(path, Colt())
    report = made.report
    assert report.seen == len(rows) == report.read + report.refused
    assert made.dataset.faults() == ()
    assert files.loads(files.dumps(made.dataset)) == made.dataset
    return made


def one(folder: Path, **changes: str) -> Visit:
    made = reading(folder, {**PLAIN, **changes})
    assert made.report.refusals == ()
    (record,) = made.dataset.records
    assert isinstance(record, Visit)
    return record


def refused(folder: Path, **changes: str) -> RowError:
    report = reading(folder, PLAIN, {**PLAIN, **changes}).report
    assert report.read == 1
    (error,) = report.refusals
    assert error.line == 3
    return error


def test_a_row_in_full(tmp_path: Path) -> None:
    dataset, report = reading(tmp_path, PLAIN)
    (visit,) = dataset.records
    assert isinstance(visit, Visit)
    assert visit.id == "colt:101-PAK-CHN-3"
    assert visit.title == "Ali Example (Pakistan) visits China"
    assert str(visit.date) == "2013-07-03/2013-07-08"
    assert visit.status is Status.OCCURRED
    visitor, host = visit.participants
    assert (visitor.state, visitor.person, visitor.office, visitor.sector, visitor.name) == (
        "PAK",
        "ali-example-101",
        "prime-minister-pak",
        Sector.EXECUTIVE,
        None,
    )
    assert (host.state, host.name) == ("CHN", None)
    assert visit.places == (Place("Beijing", "CHN"),)
    assert visit.topics == ("met-host-leader", "signed-agreement")
    assert visit.duration == Quantity("6", "days")
    assert visit.note == (
        "Invented. Host: Li Sample. Coded No: AttendedMultilatEvent. Not coded: "
        "AttendedMultilatMinisterialEvent, MetNonhostHOGS, PublicAddress, CulturalSiteOrCeremony, "
        "BusinessLeaderOrForum, MetIGOLeader"
    )
    (citation,) = visit.citations
    assert citation.locator is not None
    assert citation.locator.line == 2
    assert citation.note == "confidence 5 of 5; 2 links to sources"
    assert (report.layout, report.unresolved, report.notes) == ("trips", (), {})
    (person,) = [actor for actor in dataset.actors if isinstance(actor, Person)]
    assert (person.name, person.state) == ("Ali Example", "PAK")


def test_columns_in_any_order_and_case_and_more_of_them(tmp_path: Path) -> None:
    columns = (*reversed(COLUMNS), "SourceLink33", "SomethingNew")
    renamed = text({**PLAIN, "SourceLink33": "x", "SomethingNew": "y"}, columns=columns)
    path = tmp_path / "colt.csv"
    path.write_text(renamed.replace("MetHostHoGS", "MetHostHOGS"), encoding="utf-8")
    (visit,) = read(path, Colt()).dataset.records
    assert visit.topics == ("met-host-leader", "signed-agreement")
    assert visit.citations[0].note == "confidence 5 of 5; 3 links to sources"


def test_a_file_without_a_required_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "colt.csv"
    columns = tuple(name for name in COLUMNS if name != "TripStartDate")
    path.write_text(text(PLAIN, columns=columns), encoding="utf-8")
    with pytest.raises(CodecError, match="missing 'TripStartDate'"):
        read(path, Colt())


def test_flags_that_the_file_does_not_have_are_not_said_to_be_uncoded(tmp_path: Path) -> None:
    path = tmp_path / "colt.csv"
    columns = tuple(name for name in COLUMNS if name not in FLAGS[1:])
    path.write_text(text(PLAIN, columns=columns), encoding="utf-8")
    (visit,) = read(path, Colt()).dataset.records
    assert visit.note == "Invented. Host: Li Sample"


def test_an_excel_sheet(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Master"
    book.active.append(COLUMNS)
    row: dict[str, object] = {
        **PLAIN,
        "TripYear": 2013,
        "TripStartDate": datetime(2013, 7, 3),  # noqa: DTZ001 - as a sheet holds it
        "TripEndDate": datetime(2013, 7, 8),  # noqa: DTZ001
        "TripDuration": 6,
        "Confidence(1-5)": 5,
    }
    book.active.append([row.get(column) for column in COLUMNS])
    book.save(tmp_path / "colt.xlsx")
    from_sheet, report = read(tmp_path / "colt.xlsx", Colt())
    (visit,) = from_sheet.records
    assert isinstance(visit, Visit)
    assert (str(visit.date), visit.duration) == ("2013-07-03/2013-07-08", Quantity("6", "days"))
    assert report.refusals == ()


def test_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "colt.csv"
    path.write_bytes(text({**PLAIN, "LeaderFullName": "Zoé Exámple"}).encode("latin-1"))
    dataset, report = read(path, Colt())
    assert report.encoding == "windows-1252"
    assert dataset.records[0].title == "Zoé Exámple (Pakistan) visits China"


# -- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2013-07-03", "2013-07-03"),
        ("2013-07-03T00:00:00", "2013-07-03"),
        ("2013-07-03 00:00:00", "2013-07-03"),
        ("5/13/2013", "2013-05-13"),
        ("13/5/2013", "2013-05-13"),
        ("5/5/2013", "2013-05-05"),
        ("5/13/2013 0:00", "2013-05-13"),
    ],
)
def test_days(tmp_path: Path, printed: str, day: str) -> None:
    found = one(tmp_path, TripStartDate=printed, TripEndDate="", TripDuration="TBD")
    assert str(found.date) == f"{day}/"  # the end is a column of its own, and empty
    assert found.duration is None
    same = one(tmp_path, TripStartDate=printed, TripEndDate=printed, TripDuration="TBD")
    assert str(same.date) == day


def test_of_a_start_that_is_not_stated_nothing_is_known(tmp_path: Path) -> None:
    for nothing in ("", "TBD", "Unknown"):
        found = one(tmp_path, TripStartDate=nothing, TripEndDate="2013-07-08", TripDuration="")
        assert str(found.date) == "/2013-07-08"
        assert found.duration is None
        years = one(tmp_path, TripStartDate=nothing, TripEndDate="", TripDuration="")
        assert str(years.date) == "2013"


def test_a_stated_duration_bounds_the_end_that_is_not(tmp_path: Path) -> None:
    found = one(tmp_path, TripEndDate="", TripDuration="6")
    assert str(found.date) == "2013-07-03/"
    assert found.extent is not None
    assert found.extent.end_min == found.extent.end_max == date(2013, 7, 8).toordinal()


def test_a_trip_that_has_no_days_and_no_year_is_undated(tmp_path: Path) -> None:
    undated = one(tmp_path, TripStartDate="", TripEndDate="", TripYear="", TripDuration="")
    assert undated.date is None
    assert [p.state for p in undated.participants] == ["PAK", "CHN"]


def test_durations(tmp_path: Path) -> None:
    assert one(tmp_path, TripDuration="TBD").duration == Quantity("6", "days")
    assert one(tmp_path, TripEndDate="").duration == Quantity("6", "days")
    rivals = one(tmp_path, TripDuration="5")
    assert rivals.duration == Quantity("5..6", "days", "5")
    assert rivals.note is not None
    assert "TripDuration is 5, its first to its last day are 6" in rivals.note


def test_a_trip_over_new_year(tmp_path: Path) -> None:
    found = one(tmp_path, TripStartDate="2012-12-30", TripEndDate="2013-01-02", TripDuration="4")
    assert str(found.date) == "2012-12-30/2013-01-02"
    assert [evaluate(q.date.during(year), found) for year in (2012, 2013)] == [Truth.TRUE] * 2


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"TripStartDate": "7/3/2013"}, "TripStartDate", "month and day cannot be told apart"),
        ({"TripStartDate": "31/31/2013"}, "TripStartDate", "not a day"),
        ({"TripStartDate": "2013-02-30"}, "TripStartDate", "not a day"),
        ({"TripStartDate": "41458"}, "TripStartDate", "not a day"),
        ({"TripStartDate": "7/13/13"}, "TripStartDate", "not a day"),
        ({"TripStartDate": "2013-07-03 08:30:00"}, "TripStartDate", "not a day"),
        ({"TripEndDate": "2013-07-02"}, "TripEndDate", "an end before the start"),
        ({"TripYear": "2014"}, "TripYear", "a year other than that of the days"),
        ({"TripYear": "13"}, "TripYear", "not a year"),
        ({"TripDuration": "six"}, "TripDuration", "not a number"),
        ({"TripID": ""}, "TripID", "a trip without its id"),
        ({"SignedAgreement": "Maybe"}, "SignedAgreement", "not a word of this column"),
        ({"Confidence(1-5)": "6"}, "Confidence(1-5)", "not a degree of confidence"),
        ({"Confidence(1-5)": "high"}, "Confidence(1-5)", "not a number"),
    ],
)
def test_what_is_refused(tmp_path: Path, changes: dict[str, str], field: str, problem: str) -> None:
    error = refused(tmp_path, **changes)
    assert (error.field, error.problem) == (field, problem)
    assert error.found == changes[field]


# -- who -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sector"),
    [
        ("GS", Sector.EXECUTIVE),
        ("S", Sector.EXECUTIVE),
        ("De Facto", Sector.EXECUTIVE),
        ("F", Sector.DIPLOMATIC),
        ("E", Sector.ECONOMIC),
        ("CP", None),
        ("", None),
        ("TBD", None),
    ],
)
def test_roles(tmp_path: Path, role: str, sector: Sector | None) -> None:
    assert one(tmp_path, LeaderRole=role).participants[0].sector == sector


def test_a_role_that_is_not_known_is_remarked(tmp_path: Path) -> None:
    made = reading(tmp_path, {**PLAIN, "LeaderRole": "DM"})
    assert made.dataset.records[0].participants[0].sector is None
    assert made.report.notes == {"the role 'DM' is not known here and gives no sector": 1}


def test_a_leader_of_an_organization_is_of_no_state(tmp_path: Path) -> None:
    made = reading(
        tmp_path,
        {
            **PLAIN,
            "LeaderRole": "I",
            "LeaderCountryOrIGO": "African Union",
            "LeaderCountryISO": "AU",  # as ISO has it, Australia
            "LeaderTitle": "Chairperson",
        },
    )
    visitor = made.dataset.records[0].participants[0]
    assert (visitor.state, visitor.organization) == (None, "african-union")
    assert (visitor.sector, visitor.office, visitor.name) == (None, None, "Chairperson")
    assert [a.name for a in made.dataset.actors if isinstance(a, Organization)] == ["African Union"]
    assert made.report.unresolved == ()


def test_codes_and_names_of_states_are_those_of_the_date(tmp_path: Path) -> None:
    soviet = {"LeaderCountryOrIGO": "Soviet Union", "LeaderCountryISO": "SUN", "TripDuration": ""}
    dates = {"TripYear": "1991", "TripStartDate": "1991-07-01", "TripEndDate": "1991-07-02"}
    assert one(tmp_path, **soviet, **dates).participants[0].state == "SUN"
    made = reading(tmp_path, {**PLAIN, **soviet})
    assert made.dataset.records[0].participants[0].state is None
    assert made.dataset.records[0].participants[0].name == "Soviet Union"
    assert [u.name for u in made.report.unresolved] == ["Soviet Union"]


@pytest.mark.parametrize(
    ("code", "name", "state", "listed"),
    [
        ("XKX", "Kosovo", "XKX", None),
        ("KSV", "Kosovo", "XKX", None),
        ("", "Kosovo", "XKX", None),
        ("CHN", "", "CHN", None),
        ("CHN", "Unknown", "CHN", None),
        ("CHN", "People of the Middle", "CHN", None),
        ("CH", "Ruritania", None, "Ruritania"),
        ("XRU", "Ruritania", None, "Ruritania"),
        ("DEU", "France", None, "DEU: France"),
    ],
)
def test_hosts(tmp_path: Path, code: str, name: str, state: str | None, listed: str | None) -> None:
    made = reading(tmp_path, {**PLAIN, "CountryVisited": name, "CountryVisitedISO": code})
    host = made.dataset.records[0].participants[1]
    assert (host.state, host.name) == (state, None if state else name)
    assert [u.name for u in made.report.unresolved] == ([listed] if listed else [])


def test_unknown_places_are_not_stated(tmp_path: Path) -> None:
    found = one(tmp_path, CountryVisited="Unknown", CountryVisitedISO="", CityVisited="Unknown")
    assert len(found.participants) == 1
    assert found.places == ()
    assert found.title == "Ali Example (Pakistan) visits Unknown"


def test_leaders_of_one_name_stay_apart(tmp_path: Path) -> None:
    made = reading(
        tmp_path,
        PLAIN,
        {**PLAIN, "TripID": "102-PAK-CHN-1", "LeaderID": "102"},
        {**PLAIN, "LeaderID": "", "LeaderRole": "F"},
        {**PLAIN, "LeaderFullName": "", "LeaderTitle": ""},
    )
    offices = [record.participants[0].office for record in made.dataset.records]
    assert offices == ["prime-minister-pak", "prime-minister-pak", "prime-minister-pak.2", None]
    persons = [record.participants[0].person for record in made.dataset.records]
    assert persons == ["ali-example-101", "ali-example-102", "ali-example-pak", None]
    assert made.dataset.records[2].id == "colt:101-PAK-CHN-3.2"


def test_territories_whose_form_is_not_known(tmp_path: Path) -> None:
    found = one(tmp_path, DisputedTerritory="Yes", SemiAutoTerritory="Example Island")
    assert "disputed-territory" in found.topics
    assert found.note is not None
    assert "SemiAutoTerritory: Example Island" in found.note
    assert "disputed-territory" not in one(tmp_path, DisputedTerritory="No").topics


def test_an_odd_id_is_made_a_slug(tmp_path: Path) -> None:
    assert one(tmp_path, TripID="101 PAK/CHN 3").id == "colt:101-pak-chn-3"


def test_the_order_of_day_and_month_is_that_of_the_whole_column(tmp_path: Path) -> None:
    """A spreadsheet set to a European language has saved them; one day tells the others."""
    rows = [
        PLAIN | {"TripStartDate": "03/07/2013", "TripEndDate": "08/07/2013"},
        PLAIN
        | {"TripID": "x", "TripStartDate": "20/07/2013", "TripEndDate": "", "TripDuration": ""},
    ]
    path = tmp_path / "trips.csv"
    path.write_text(text(*rows), encoding="utf-8")
    data, report = read(path)
    assert report.refused == 0
    assert data.records[0].date == read_plain(tmp_path).records[0].date


def read_plain(folder: Path) -> Dataset:
    path = folder / "plain.csv"
    path.write_text(text(PLAIN), encoding="utf-8")
    return read(path).dataset
