"""The lists of the US Department of State: rows, countries, titles, and XML that is no good."""

from __future__ import annotations

import csv
import gzip
import os
import re
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bilateral import Dataset, Place, Quantity, Sector, Status, Visit, files
from bilateral.errors import BilateralError, CodecError
from bilateral.model.records import VisitPurpose
from bilateral.readers import Import, RowError, read
from bilateral.readers.sets.us_visits import UsVisits
from bilateral.states import registry

HERE = Path(__file__).parent / "files" / "us_visits"
CLERKS = (
    "<created-by>x</created-by><created-datetime>2010-10-25T16:17:47-04:00</created-datetime>"
    "<last-modified-by>x</last-modified-by><last-modified-datetime/>"
)


def visit(
    ident: object = 1,
    start: str = "2001-03-05",
    end: str = "2001-03-07",
    visitor: str = "President Ana Example",
    of: str = '<from id="peru">Peru</from>',
    description: str = "Working visit.",
    more: str = "",
) -> str:
    return (
        f"<visit><id>{ident}</id><start-date>{start}</start-date><end-date>{end}</end-date>"
        f"<visitor>{visitor}</visitor>{of}<description>{description}</description>{CLERKS}{more}"
        "</visit>\n"
    )


def trip(
    ident: object = 1,
    start: str = "1961-06-03",
    end: str = "1961-06-04",
    country: str = '<country id="austria">Austria</country>',
    locale: str = "Vienna",
    remarks: str = "Invented.",
    role: str = "secretary",
    inner: str | None = None,
    who: str = "example-jane",
    name: str = "Jane Example",
) -> str:
    return (
        f'<trip role="{role}" who="{who}"><id>{ident}</id><role>{inner or role}</role>'
        f"<name>{name}</name><start-date>{start}</start-date><end-date>{end}</end-date>"
        f"{country}<locale>{locale}</locale><remarks>{remarks}</remarks>{CLERKS}</trip>\n"
    )


def listed(root: str, *rows: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>\n{"".join(rows)}</{root}>\n'


def reading(folder: Path, text: str | bytes, name: str = "list.xml") -> Import:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    made = read(path, UsVisits())
    report = made.report
    assert report.seen == report.read + report.refused
    assert made.dataset.faults() == ()
    return made


def one(folder: Path, root: str, row: str) -> Visit:
    made = reading(folder, listed(root, row))
    assert made.report.refusals == ()
    (record,) = made.dataset.records
    assert isinstance(record, Visit)
    return record


def refused(folder: Path, root: str, row: str) -> RowError:
    made = reading(folder, listed(root, visit(7) if root == "visits" else trip(7), row))
    assert made.report.read == 1
    (error,) = made.report.refusals
    assert error.file == str(folder / "list.xml")
    assert error.line == 4
    return error


def same_after_json(dataset: Dataset) -> bool:
    return files.loads(files.dumps(dataset)) == dataset


# -- real rows -------------------------------------------------------------------------------------


def test_inbound_rows_as_published() -> None:
    path = HERE / "inbound.xml"
    dataset, report = read(path, UsVisits())
    assert (report.layout, report.seen, report.read, report.records) == ("inbound", 7, 7, 7)
    assert dataset.faults() == ()
    assert same_after_json(dataset)
    found = {record.id: record for record in dataset.records}
    states = {ident: record.participants[0].state for ident, record in found.items()}
    assert states == {
        "us-visits:inbound:2286": "south-vietnam",
        "us-visits:inbound:2305": "KOR",
        "us-visits:inbound:2385": "SUN",
        "us-visits:inbound:913": "RUS",
        "us-visits:inbound:752": "north-yemen",
        "us-visits:inbound:1957": "XKX",
        "us-visits:inbound:2959": "KOR",
    }
    assert report.unresolved == ()
    yeltsin = found["us-visits:inbound:913"]
    assert isinstance(yeltsin, Visit)
    assert yeltsin.title == "President Boris N. Yeltsin (Russia) visits the United States"
    assert str(yeltsin.date) == "1992-01-31/1992-02-01"
    assert yeltsin.duration == Quantity("2", "days")
    assert yeltsin.status is Status.OCCURRED
    assert yeltsin.purpose is VisitPurpose.SUMMIT
    assert yeltsin.participants[0].name == "President Boris N. Yeltsin"
    assert yeltsin.participants[0].sector is Sector.EXECUTIVE
    assert yeltsin.participants[1].state == "USA"
    assert yeltsin.note is not None
    assert yeltsin.note.endswith("with President Bush at Camp David, Md.")
    lines = path.read_text(encoding="utf-8").splitlines()
    for record in dataset.records:
        (citation,) = record.citations
        assert citation.locator is not None
        assert citation.locator.line is not None
        assert lines[citation.locator.line - 1].strip() == "<visit>"
        assert record.id.endswith(f":{re.sub('[^0-9]', '', lines[citation.locator.line])}")


def test_outbound_rows_as_published() -> None:
    dataset, report = read(HERE / "outbound.xml", UsVisits())
    assert (report.layout, report.seen, report.read) == ("outbound", 5, 5)
    assert dataset.faults() == ()
    assert same_after_json(dataset)
    found = {record.id: record for record in dataset.records}
    berlin = found["us-visits:president:2787"]
    assert berlin.title == "John F. Kennedy visits Germany"
    visitor, host = berlin.participants
    assert (visitor.state, visitor.person, visitor.sector) == (
        "USA",
        "kennedy-john-f",
        Sector.EXECUTIVE,
    )
    assert (host.state, host.name) == (None, "Germany")
    assert berlin.places == (Place("West Berlin"),)
    assert found["us-visits:president:2828"].participants[1].state == "south-vietnam"
    assert found["us-visits:president:2828"].places == (
        Place("Saigon", "south-vietnam", "Saigon, Di An"),
        Place("Di An", "south-vietnam", "Saigon, Di An"),
    )
    assert found["us-visits:president:2631"].participants[1].state == "SCG"
    assert found["us-visits:president:4108"].participants[1].state == "PSE"
    assert found["us-visits:president:4113"].participants[1].state == "GBR"
    assert [u.name for u in report.unresolved] == ["Germany"]
    assert "kennedy-john-f" in {actor.id for actor in dataset.actors}


# -- countries -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ident", "label", "day", "state"),
    [
        ("russia", "U.S.S.R.", "1959-09-15", "SUN"),
        ("russia", "Russia", "1959-09-15", "SUN"),
        ("russia", "Russia", "1991-12-25", "SUN"),
        ("russia", "U.S.S.R.", "1992-02-16", "RUS"),
        ("russia", "Russia", "1871-12-01", "russian-empire"),
        ("elsewhere", "Russia", "1959-09-15", "SUN"),
        ("germany", "Germany", "1924-08-03", "german-reich"),
        ("germany", "Germany", "1947-03-07", None),
        ("germany", "Germany", "1963-06-26", None),
        ("germany", "Germany, Federal Republic of", "1963-06-24", "DEU"),
        ("germany", "Germany", "1990-10-03", "DEU"),
        ("korea-south", "Korea", "1953-06-16", "KOR"),
        ("vietnam", "Vietnam", "1951-09-03", "south-vietnam"),
        ("vietnam", "Vietnam", "1957-05-08", "south-vietnam"),
        ("vietnam", "Vietnam", "1976-01-01", None),
        ("vietnam", "Vietnam", "2000-11-16", "VNM"),
        ("yemen", "Yemen", "1985-01-01", None),
        ("yemen", "Yemen", "2000-04-02", "YEM"),
        ("kosovo", "Yugoslavia (Kosovo)", "2001-07-24", "SCG"),
        ("yugoslavia", "Yugoslavia", "1990-10-01", "YUG"),
        ("yugoslavia", "Yugoslavia", "2001-05-09", "SCG"),
        ("serbia", "Serbia", "1997-05-31", "SCG"),
        ("congo-republic", "Congo, Republic of", "1961-06-08", "COG"),
        ("congo-kinshasa", "Congo, Democratic Republic of", "2014-05-03", "COD"),
        ("china", "China, Republic of", "1945-04-26", "CHN"),
        ("taiwan", "China, Republic of", "1961-07-31", "TWN"),
        ("china", "China, People\N{RIGHT SINGLE QUOTATION MARK}s Republic of", "1979-01-29", "CHN"),
        ("sri-lanka", "Ceylon (Sri Lanka)", "1954-12-06", "LKA"),
        ("somoa", "Somoa", "2022-09-28", "WSM"),
        ("hawaii", "Hawaii", "1874-12-12", "hawaii"),
        ("bosnia-herzegovina", "Bosnian Federation", "1996-05-14", None),
        ("suriname", "Suriname", "1967-04-14", None),
        ("ruritania", "Ruritania", "1967-04-14", None),
    ],
)
def test_a_label_and_its_date_decide(
    tmp_path: Path, ident: str, label: str, day: str, state: str | None
) -> None:
    row = visit(1, day, day, of=f'<from id="{ident}">{label}</from>')
    made = reading(tmp_path, listed("visits", row))
    (record,) = made.dataset.records
    assert record.participants[0].state == state
    assert record.participants[0].name == "President Ana Example"
    names = [unresolved.name for unresolved in made.report.unresolved]
    assert names == ([] if state else [label])


@pytest.mark.parametrize(
    ("ident", "label", "locale", "day", "states", "none"),
    [
        ("germany", "Germany", "Potsdam", "1945-07-20", (), ("state",)),
        ("germany", "Germany", "West Berlin", "1963-06-26", ("DEU",), ("state",)),
        ("germany", "Germany", "Berlin", "1970-01-01", ("DEU", "DDR"), ()),
        ("suriname", "Suriname", "Paramaribo", "1967-04-14", ("NLD",), ("state",)),
        ("cambodia", "Cambodia", "", "1953-04-17", ("FRA",), ("state",)),
        ("bosnia-herzegovina", "Bosnian Federation", "", "1996-05-14", ("BIH",), ("state",)),
        ("antarctica", "Antarctica", "", "2016-11-10", (), ("state",)),
        ("ruritania", "Ruritania", "", "1967-04-14", (), ()),
    ],
)
def test_a_land_that_was_no_state_acts_for_its_holder_or_for_none(
    tmp_path: Path,
    ident: str,
    label: str,
    locale: str,
    day: str,
    states: tuple[str, ...],
    none: tuple[str, ...],
) -> None:
    country = f'<country id="{ident}">{label}</country>'
    record = one(tmp_path, "trips", trip(1, day, day, country, locale))
    host = record.participants[1]
    assert (host.states, host.none, host.name) == (states, none, label)


@pytest.mark.parametrize(
    ("ident", "label", "locale", "day", "state"),
    [
        ("germany", "Germany", "Bonn", "1952-05-23", "DEU"),
        ("germany", "Germany", "West Berlin", "1952-06-29", None),
        ("germany", "Germany", "", "1952-06-29", None),
        ("yemen", "Yemen", "Sana'a", "1972-07-01", "north-yemen"),
        ("yemen", "Yemen", "Aden", "1972-07-01", None),
        ("antarctica", "Antarctica", "South Pole", "2016-11-10", None),
        ("palestinian-authority", "Palestinian Authority", "Gaza", "1998-12-14", "PSE"),
        ("palestinian-authority", "Palestinian Authority", "Gaza", "1990-12-14", None),
    ],
)
def test_a_place_may_decide(
    tmp_path: Path, ident: str, label: str, locale: str, day: str, state: str | None
) -> None:
    country = f'<country id="{ident}">{label}</country>'
    record = one(tmp_path, "trips", trip(1, day, day, country, locale))
    host = record.participants[1]
    assert (host.state, host.name) == (state, None if state else label)
    assert [place.state for place in record.places] == ([state] if locale else [])


def test_every_use_of_the_table_is_within_the_life_of_its_state() -> None:
    table = (
        resources.files("bilateral.readers.sets")
        .joinpath("us_visits_names.csv")
        .read_text(encoding="utf-8")
    )
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) > 40
    for row in rows:
        assert row["id"]
        assert row["reason"]
        days = [day for day in (row["start"], row["end"]) if day]
        assert all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) for day in days)
        states = set(row["state"].split()) - {"none"}
        lives = [registry()[state].life for state in states]
        assert all(
            any(life is None or not life.during(day).is_false for life in lives or [None])
            for day in days
        )


# -- what a row says -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visitor", "sector"),
    [
        ("President Ana Example", Sector.EXECUTIVE),
        ("King Example IV", Sector.EXECUTIVE),
        ("Acting Prime Minister Example", Sector.EXECUTIVE),
        ("Foreign Minister Example", Sector.DIPLOMATIC),
        ("President Ana Example, Jr.", Sector.EXECUTIVE),
        ("President Ana Example, 3rd", Sector.EXECUTIVE),
        ("President Ana Example and Prime Minister Bo Example", Sector.EXECUTIVE),
        ("President Ana Example, Prime Minister Bo Example", Sector.EXECUTIVE),
        ("President Ana Example and Foreign Minister Bo Example", None),
        ("President Ana Example and Bo Example", None),
        ("President-elect Ana Example", None),
        ("President- elect Ana Example", None),
        ("President of the Council of Ministers Ana Example", None),
        ("Presidente Ana Example", None),
        ("Crown Prince Example", None),
        ("General Example", None),
        ("Chairman Example", None),
        ("Ana Example", None),
    ],
)
def test_only_a_known_title_gives_a_sector(
    tmp_path: Path, visitor: str, sector: Sector | None
) -> None:
    record = one(tmp_path, "visits", visit(visitor=f"  {visitor}\n  "))
    part = record.participants[0]
    assert (part.name, part.sector) == (visitor, sector)
    assert (part.person, part.office) == (None, None)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("State Visit. Also visited Boston.", "state"),
        ("Offical Visit.", "official"),
        ("Official working visit to Washington.", "working"),
        ("Working visit (at Camp David).", "working"),
        ("Private visit.", "private"),
        ("Met with President Example during a private visit.", "private"),
        ("Attended the U.S.-Africa Leaders Summit.", "summit"),
        ("Attended the <em>Example</em> Conference; met with President Example.", "conference"),
        ("Attended funeral of President Example.", None),
        ("Attended a dinner before the Summit.", None),
        ("Met with President Example at the Summit.", None),
        ("State visit and attended the Summit.", None),
        ("Informal visit.", None),
        ("Unofficial visit.", None),
        ("", None),
    ],
)
def test_the_opening_words_give_the_purpose(tmp_path: Path, text: str, purpose: str | None) -> None:
    record = one(tmp_path, "visits", visit(description=text))
    assert record.purpose == (VisitPurpose(purpose) if purpose else None)
    assert record.note == (re.sub("<.*?>", "", text) or None)


def test_a_trip_of_a_secretary(tmp_path: Path) -> None:
    text = listed("trips", trip(1, locale="Vienna,\n   Linz"), trip(2, locale="Mexico, D.F."))
    dataset, report = reading(tmp_path, text)
    first, second = dataset.records
    assert first.id == "us-visits:secretary:1"
    assert first.participants[0].sector is Sector.DIPLOMATIC
    assert first.places == (
        Place("Vienna", "AUT", "Vienna, Linz"),
        Place("Linz", "AUT", "Vienna, Linz"),
    )
    assert second.places == (Place("Mexico, D.F.", "AUT"),)
    assert report.notes == {}
    (person,) = [actor for actor in dataset.actors if actor.id == "example-jane"]
    assert person.name == "Jane Example"


def test_a_person_of_two_names_is_remarked(tmp_path: Path) -> None:
    report = reading(tmp_path, listed("trips", trip(1), trip(2, name="J. Example"))).report
    assert list(report.notes) == [
        "'example-jane' is both 'Jane Example' and 'J. Example'; the first is kept"
    ]


def test_visits_of_one_journey_and_repeated_ids_stay_apart(tmp_path: Path) -> None:
    dataset, _ = reading(tmp_path, listed("visits", visit(5), visit(5, end="2001-03-08")))
    assert [r.id for r in dataset.records] == ["us-visits:inbound:5", "us-visits:inbound:5.2"]


# -- rows that are refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "field", "problem"),
    [
        (visit("x1"), "id", "not the id of a visit"),
        (visit(""), "id", "an empty or missing element"),
        (visit(start="2001-02-30"), "start-date", "no day of the calendar"),
        (visit(start="2001-3-5"), "start-date", "not a day"),
        (visit(start=""), "start-date", "an empty or missing element"),
        (visit(end="2001-03-04"), "end-date", "an end before the start"),
        (visit(visitor=" "), "visitor", "an empty or missing element"),
        (visit(of=""), "from", "an empty or missing element"),
        (visit(of='<from id="peru"/>'), "from", "an empty or missing element"),
        (visit(more="<extra/>"), "extra", "an element that such a row does not have"),
        (visit(more="<id>2</id>"), "id", "an element that is there twice"),
        (visit(more="stray"), None, "text outside of any element"),
        ("<visitation/>\n", "visitation", "not a row of this list"),
    ],
)
def test_a_wrong_visit_is_refused(
    tmp_path: Path, row: str, field: str | None, problem: str
) -> None:
    error = refused(tmp_path, "visits", row)
    assert (error.field, error.problem) == (field, problem)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (trip(role="vizier"), "role"),
        (trip(inner="president"), "role"),
        (trip(who="USA"), "@who"),
        (trip(who="north-yemen"), "@who"),
        (trip(country='<country id="x"/>'), "country"),
        (trip(name=""), "name"),
    ],
)
def test_a_wrong_trip_is_refused(tmp_path: Path, row: str, field: str) -> None:
    assert refused(tmp_path, "trips", row).field == field


# -- XML that is no good ---------------------------------------------------------------------------


def test_a_file_cut_off_keeps_the_rows_before(tmp_path: Path) -> None:
    whole = listed("visits", visit(1), visit(2), visit(3))
    dataset, report = reading(tmp_path, whole[: whole.index("<id>3") + 5])
    assert [r.id for r in dataset.records] == ["us-visits:inbound:1", "us-visits:inbound:2"]
    assert (report.seen, report.read, report.refused) == (3, 2, 1)
    (error,) = report.refusals
    assert error.line == 5
    assert error.found == "<visit> of line 5"
    assert "not read from here on" in error.problem
    with pytest.raises(RowError, match="broken here"):
        read(tmp_path / "list.xml", UsVisits(), strict=True)


@pytest.mark.parametrize(
    "fault", ["<visit><id>1</visitor>", "&nothing;", "<visit a=1>", "\x01", "</visits>\nafter"]
)
def test_broken_xml_is_a_refusal_with_its_line(tmp_path: Path, fault: str) -> None:
    report = reading(tmp_path, listed("visits", visit(1), "\n", fault)).report
    assert report.read == 1
    (error,) = report.refusals
    assert error.line in (5, 6)
    assert error.file == str(tmp_path / "list.xml")


BOMB = """<?xml version="1.0"?>
<!DOCTYPE visits [
  <!ENTITY a "aaaaaaaaaa">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<visits><visit><id>&b;</id></visit></visits>
"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE visits [ <!ENTITY x SYSTEM "file:///etc/hostname"> ]>
<visits><visit><visitor>&x;</visitor></visit></visits>
"""
DTD = '<!DOCTYPE trips SYSTEM "http://127.0.0.1:9/x.dtd"><trips/>'


@pytest.mark.parametrize(("text", "line"), [(BOMB, 2), (OUTSIDE, 2), (DTD, 1)])
def test_document_types_and_entities_are_not_read(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodecError, match="a document type, which is not read") as caught:
        read(path, UsVisits())
    assert (caught.value.file, caught.value.line) == (str(path), line)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ('<?xml version="1.0"?>\n\n<html/>', 3, "html"),
        ("<journeys>\n<visits/></journeys>", 1, "journeys"),
        ('<visits xmlns="urn:x"/>', 1, "{urn:x}visits"),
        ("date,visitor\n2001,Peru\n", 1, None),
        ("", 1, None),
        ("<visits", 1, None),
        ('<?xml version="1.0" encoding="nonsense"?>\n<visits/>', 1, None),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, line: int, found: str | None) -> None:
    path = tmp_path / "other.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BilateralError) as caught:
        read(path, UsVisits())
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert caught.value.found == found


def test_an_empty_list_and_other_encodings(tmp_path: Path) -> None:
    assert reading(tmp_path, "<visits/>").report.seen == 0
    text = listed("visits", visit(visitor="President Gómez")).replace("UTF-8", "UTF-16")
    made = reading(tmp_path, text.encode("utf-16"))
    assert made.dataset.records[0].participants[0].name == "President Gómez"
    latin = listed("visits", visit(visitor="President Gómez")).replace("UTF-8", "ISO-8859-1")
    made = reading(tmp_path, latin.encode("latin-1"))
    assert made.dataset.records[0].participants[0].name == "President Gómez"
    packed = reading(tmp_path, gzip.compress(listed("visits", visit()).encode()), "list.xml.gz")
    assert packed.report.read == 1


@pytest.mark.parametrize(
    "filler",
    [
        "<visit><visitor>" + "x" * 1_100_000 + "</visitor></visit>",
        "<visit>" + "<a>" * 100 + "</a>" * 100 + "</visit>",
        "<!--" + "x" * 2_000_000 + "-->",
    ],
)
def test_what_is_too_much_for_data_is_refused(tmp_path: Path, filler: str) -> None:
    report = reading(tmp_path, listed("visits", visit(1), filler, visit(2))).report
    assert report.read == 1
    assert "not read from here on" in report.refusals[0].problem


@pytest.mark.slow
def test_many_rows_over_many_chunks_have_their_lines(tmp_path: Path) -> None:
    rows = [visit(n, description="x\n" * (n % 5)) for n in range(1, 2001)]
    dataset, report = reading(tmp_path, listed("visits", *rows))
    assert report.read == 2000
    lines = (tmp_path / "list.xml").read_text(encoding="utf-8").splitlines()
    for record in dataset.records:
        locator = record.citations[0].locator
        assert locator is not None
        assert locator.line is not None
        assert f"<visit><id>{record.id.rpartition(':')[2]}<" in lines[locator.line - 1]


# -- the whole lists -------------------------------------------------------------------------------

REAL = os.environ.get("BILATERAL_REAL_FILES", "")
UNRESOLVED = {
    "Germany": 6,
    "Bosnian Federation": 2,
    "Cambodia": 1,
    "Tanganyika": 1,
    "Suriname": 1,
}
"""Every label of the files that stands for no state known for sure, with its rows."""


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="set BILATERAL_REAL_FILES to the folder of real files")
def test_all_real_files() -> None:
    seen = 0
    ids: set[str] = set()
    unresolved: dict[str, int] = {}
    paths = sorted((Path(REAL) / "us_visits").glob("*/*.xml"))
    assert len(paths) == 37
    for path in paths:
        dataset, report = read(path, UsVisits())
        rows = list(ET.parse(path).getroot())
        assert (report.seen, report.read, report.records) == (len(rows), len(rows), len(rows))
        assert report.notes == {}
        assert dataset.faults() == ()
        assert [r.id.rpartition(":")[2] for r in dataset.records] == [
            row.findtext("id") for row in rows
        ]
        for name in report.unresolved:
            assert name.reason
            unresolved[name.name] = unresolved.get(name.name, 0) + name.rows
        seen += report.seen
        ids |= {record.id for record in dataset.records}
    assert seen == len(ids) == 3264 + 832
    assert unresolved == UNRESOLVED
