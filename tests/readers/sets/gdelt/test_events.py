"""GDELT: what rows become, in the reader and in the table, which must answer alike."""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import bilateral
from bilateral import Dataset, Predicate, Sector, Status, q
from bilateral.errors import BilateralError, EngineError, FaultsError, UnknownNameError
from bilateral.files import dumps, load_file, loads, save_file
from bilateral.logic import Truth
from bilateral.model.ids import ident
from bilateral.model.records import AnyRecord, Role
from bilateral.query import evaluate
from bilateral.readers import Reading, read, scan_gdelt
from bilateral.readers.sets.cameo import event_codes
from bilateral.readers.sets.gdelt.events import COLUMNS, REGIONS, Gdelt
from bilateral.tables import Table
from tests.readers.samples import write

pytestmark = pytest.mark.slow  # each case is read twice, as objects and by DuckDB

SAMPLE = Path(__file__).parent / "files" / "20191024143000.sample.CSV"
PLAIN = {
    "GLOBALEVENTID": "1",
    "SQLDATE": "20191024",
    "Actor1Code": "PAK",
    "Actor1Name": "PAKISTAN",
    "Actor1CountryCode": "PAK",
    "Actor2Code": "RUS",
    "Actor2Name": "RUSSIA",
    "Actor2CountryCode": "RUS",
    "EventCode": "042",
    "ActionGeo_FullName": "Moscow, Moskva, Russia",
    "SOURCEURL": "https://example.org/1",
}
NOBODY = {"Actor2Code": "", "Actor2Name": "", "Actor2CountryCode": ""}


def line(layout: str = "gdelt-2", **cells: str) -> str:
    found = PLAIN | cells
    return "\t".join(found.get(name, "") for name in COLUMNS[layout])


def text_of(*rows: Mapping[str, str], layout: str = "gdelt-2") -> str:
    """A file whose rows are numbered unless they say otherwise."""
    numbered = ({"GLOBALEVENTID": str(n), **row} for n, row in enumerate(rows, start=1))
    return "".join(line(layout, **row) + "\n" for row in numbered)


def reading(folder: Path, *rows: Mapping[str, str], layout: str = "gdelt-2", **options: Any) -> Any:
    """What the reader makes of some rows, and the table of the same file."""
    file = write(folder, "events.CSV", text_of(*rows, layout=layout))
    made = read(file, Gdelt(**options))
    report = made.report
    assert report.layout == layout
    assert report.seen == report.read + report.refused == len(rows)
    assert made.dataset.faults() == ()
    return made, scan_gdelt(file, **options)


def one(folder: Path, **cells: str) -> AnyRecord:
    made, table = reading(folder, cells)
    (record,) = made.dataset.records
    assert uncited(table.any_status().to_dataset()) == uncited(made.dataset)
    found: AnyRecord = record
    return found


def uncited(data: Dataset) -> dict[str, AnyRecord]:
    """The records by id, with the same citation: a table knows no line and no hash."""
    found = {
        record.id: attrs.evolve(record, citations=(bilateral.Citation(source="gdelt"),))
        for record in data.records
    }
    assert len(found) == len(data.records)
    return found


# -- the same answers ------------------------------------------------------------------------------

STATES = ("RUS", "PAK", "SUN", "DEU", "GDR", "YUG", "ROU", "MNE", "PSE", "ZAF", "NAM")
QUESTIONS: tuple[Predicate, ...] = (
    *(field(state=state) for field in (q.visitor, q.host, q.party) for state in ("RUS", "PAK")),
    *(q.participant(state=state) for state in STATES),
    *(~q.participant(state=state) for state in ("RUS", "ROU")),
    q.visitor(state="RUS") & q.host(state="PAK"),
    q.participant(state="RUS") & q.participant(state="PAK"),
    *(q.participant(sector=sector) for sector in ("military", "diplomatic", "media", "insurgent")),
    *(q.visitor(state="RUS", sector=sector) for sector in ("military", "executive")),
    ~q.host(sector="military"),
    *(q.participant(organization=body) for body in ("un", "the-group", "x-66758ccb", "zanzibar")),
    *(field(named=True) for field in (q.visitor, q.host, q.party)),
    *(field(stateless=True) for field in (q.visitor, q.participant)),
    *(q.participant.number_at_least(number) for number in (1, 2, 3)),
    *(q.party.number_at_least(number) for number in (1, 2)),
    q.done,
    ~q.done,
    q.status == "desired",
    *(
        getattr(q.date, relation)(date)
        for relation in ("since", "until", "before", "after", "during", "within")
        for date in ("1991", "1991-12-25", "2005-06", "../2010")
    ),
    q.date.since("1992", margin=400),
    q.place("Moscow, Moskva, Russia"),
    ~q.place("Rome"),
    q.place(state="RUS"),
    *(q.title.contains(words) for words in ("visit", "RUSSIA", "not stated", "é", "unnamed")),
    q.note.contains("example"),
    q.kind.is_in("visit", "agreement"),
    q.id == "gdelt:1",
    q.citation(stance="asserts"),
    q.link(),
)
VERBS: tuple[Callable[[Any], Any], ...] = (
    lambda t: t.visits.by("RUS"),
    lambda t: t.visits.towards("RUS"),
    lambda t: t.visits.by("PAK", sector="military").since(2019),
    lambda t: t.visits.between("PAK", "RUS"),
    lambda t: t.between("RUS", "PAK").until("2019-10"),
    lambda t: t.involving("RUS", include_predecessors=True),
    lambda t: t.meetings.any_status().involving("RUS").during(2019),
    lambda t: t.agreements.involving("JPN"),
    lambda t: t.visits.joint(),
    lambda t: t.select("visit", ~q.visitor(sector="military")),
    lambda t: t.at(state="RUS"),
    lambda t: t.meetings.status("desired"),
)
_TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


def same_answers(data: Dataset, table: Table) -> None:
    """Every question has the same truth for every record, on each of its rows."""
    names = {f"p{number}": question for number, question in enumerate(QUESTIONS)}
    asked = {name: question.to_expr() for name, question in names.items()}
    rows = table.any_status().lazy("both").select("id", **asked).collect("pyarrow")
    expected = {
        record.id: {name: evaluate(question, record) for name, question in names.items()}
        for record in data.records
    }
    assert {row["id"] for row in rows.rows(named=True)} == set(expected)
    for row in rows.rows(named=True):
        for name, question in names.items():
            assert _TRUTHS[row[name]] is expected[row["id"]][name], (row["id"], question)


def same_records(data: Dataset, table: Table) -> None:
    assert uncited(table.any_status().to_dataset()) == uncited(data)


CODES = st.sampled_from(
    [code for (of, code), entry in event_codes().items() if of == "cameo" and entry.kind]
    + ["040", "010", "051", "190", "1243", "0231"]
)
COUNTRIES = st.sampled_from(
    [
        *["", ""],
        *"RUS RUS PAK PAK SUN DEU DDR YUG SCG ROM MTN WSB GZS PSE IMY TMP ZAR COD BAG ZAF".split(),
        *"XYZ NA RU rus 643".split(),
        *sorted(REGIONS),
    ]
)
TYPES = st.sampled_from(
    ["", "", "", *"GOV MIL IGO IMG REB INS SEP UAF MED CVL BUS LEG OPP NGO UNO".split()]
)
NAMES = st.sampled_from(
    [
        *["", "RUSSIA", "PAKISTAN", "UN", "U N", "THE GROUP", "PEOPLE'S ARMY", "ZANZIBAR"],
        *["ARMÉE Ø É", "Россия", "M[I]NIST*ER|%_", 'A "QUOTE', " PADDED ", "  "],
    ]
)


@st.composite
def rows_of(draw: st.DrawFn) -> dict[str, str]:
    row = {
        "SQLDATE": draw(
            st.sampled_from(
                ["19790101", "19911225", "19911226", "20030204", "20060603", "20191024"]
            )
            | st.dates(date(1979, 1, 1), date(2030, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
        ),
        "EventCode": draw(CODES),
        "ActionGeo_FullName": draw(st.sampled_from(["", "Moscow, Moskva, Russia", "Rome", " a "])),
        "SOURCEURL": draw(st.sampled_from(["", "https://example.org/x", "BBC Monitoring"])),
    }
    for who in ("Actor1", "Actor2"):
        country, types = draw(COUNTRIES), [draw(TYPES) for _ in range(3)]
        row |= {
            f"{who}Name": draw(NAMES),
            f"{who}CountryCode": country,
            f"{who}Code": draw(st.sampled_from(["", country + types[0]])),
        } | {f"{who}Type{n}Code": kind for n, kind in enumerate(types, start=1)}
    return row


def agree(rows: list[dict[str, str]], layout: str, duplicates: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made, table = reading(Path(folder), *rows, layout=layout, duplicates=duplicates)
        assert made.report.refused == 0
        same_records(made.dataset, table)
        same_answers(made.dataset, table)


FILES = (
    st.lists(rows_of(), min_size=1, max_size=40),
    st.sampled_from(list(COLUMNS)),
    st.sampled_from(["keep", "one-a-day"]),
)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(*FILES)
def test_the_table_answers_as_the_objects_do(
    rows: list[dict[str, str]], layout: str, duplicates: Any
) -> None:
    agree(rows, layout, duplicates)


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(*FILES)
def test_the_table_answers_as_the_objects_do_at_length(
    rows: list[dict[str, str]], layout: str, duplicates: Any
) -> None:
    agree(rows, layout, duplicates)


@pytest.mark.parametrize(("duplicates", "kept"), [("keep", 40), ("one-a-day", 34)])
def test_the_sample_gives_the_same_answers(duplicates: Any, kept: int) -> None:
    data, report = read(SAMPLE, Gdelt(duplicates))
    table = scan_gdelt(SAMPLE, duplicates=duplicates)
    assert (report.layout, report.seen, report.refused) == ("gdelt-2", 47, 0)
    assert report.records == len(data.records) == kept
    assert data.faults() == ()
    assert loads(dumps(data)) == data
    same_records(data, table)
    same_answers(data, table)


@pytest.fixture(scope="module")
def sample() -> tuple[Dataset, Table]:
    return read(SAMPLE, "gdelt").dataset, scan_gdelt(SAMPLE)


@pytest.mark.parametrize("ask", VERBS)
def test_verbs_give_the_same_answers(
    ask: Callable[[Any], Any], sample: tuple[Dataset, Table]
) -> None:
    objects, rows = map(ask, sample)
    found = {*rows.lazy("both").select("id", "match").collect("pyarrow").rows()}
    assert found == {
        *((record.id, "definite") for record in objects.definite),
        *((record.id, "possible") for record in objects.possible),
    }


def test_a_table_read_back_is_the_dataset(tmp_path: Path) -> None:
    made, table = reading(tmp_path, {}, {"EventCode": "057"}, {"EventCode": "190"})
    back = Dataset.from_table(table.native())
    assert uncited(back) == uncited(made.dataset)
    assert [str(record.citations[0].source) for record in back.records] == ["gdelt"] * 2


# -- what becomes what -----------------------------------------------------------------------------


def test_a_visit_made(tmp_path: Path) -> None:
    record = one(tmp_path)
    assert isinstance(record, bilateral.Visit)
    assert record.id == "gdelt:1"
    assert record.title == "Make a visit: PAKISTAN, RUSSIA"
    assert (str(record.date), record.status) == ("2019-10-24", Status.OCCURRED)
    assert [(p.role, p.state, p.name) for p in record.participants] == [
        (Role.VISITOR, "PAK", "PAKISTAN"),
        (Role.HOST, "RUS", "RUSSIA"),
    ]
    assert record.places == (bilateral.Place("Moscow, Moskva, Russia"),)
    assert record.note == "https://example.org/1"


def test_a_visit_hosted_has_the_parts_the_other_way_round(tmp_path: Path) -> None:
    record = one(tmp_path, EventCode="043")
    assert [(p.role, p.state) for p in record.participants] == [
        (Role.VISITOR, "RUS"),
        (Role.HOST, "PAK"),
    ]
    assert record.title == "Host a visit: RUSSIA, PAKISTAN"


def test_meetings_and_agreements(tmp_path: Path) -> None:
    becomes = {
        "044": ("meeting", "occurred"),
        "046": ("meeting", "occurred"),
        "036": ("meeting", "desired"),
        "057": ("agreement", "occurred"),
    }
    made, _ = reading(tmp_path, *({"EventCode": code} for code in becomes))
    for record, expected in zip(made.dataset.records, becomes.values(), strict=True):
        assert (record.kind, str(record.status)) == expected
        assert [p.role for p in record.participants] == [Role.PARTY, Role.PARTY]


def test_an_intent_to_meet_is_done_nowhere(tmp_path: Path) -> None:
    made, table = reading(tmp_path, {"EventCode": "036"})
    for source in (made.dataset, table):
        assert source.meetings.bounds() == (0, 0)
        assert source.visits.bounds() == (0, 0)
        assert source.meetings.status("desired").bounds() == (1, 1)


def test_other_codes_are_read_and_remarked(tmp_path: Path) -> None:
    codes = ["010", "026", "040", "041", "051", "062", "106", "108", "190"]
    made, table = reading(tmp_path, *({"EventCode": code} for code in codes))
    assert made.report.read == len(codes)
    assert made.dataset.records == ()
    assert [remark.split()[:2] for remark in made.report.notes] == [["CAMEO", c] for c in codes]
    assert table.any_status().bounds() == (0, 0)


COUNTRIES_OF_DAYS = [
    ("ROM", "20191024", "ROU"),
    ("MTN", "20191024", "MNE"),
    ("MTN", "20050101", None),
    ("WSB", "20191024", "PSE"),
    ("GZS", "20191024", "PSE"),
    ("RUS", "19911225", None),
    ("TMP", "20020601", "TLS"),  # a code of its past, when it was there
    ("SUN", "19911225", "SUN"),
    ("RUS", "19911226", "RUS"),
    ("SRB", "20191024", "SRB"),
    ("SAF", "20191024", None),
    ("BAG", "20191024", None),
    ("NA", "20191024", None),
    ("RU", "20191024", None),
    ("643", "20191024", None),
    ("POL", "19200101", "POL"),
]


def test_countries(tmp_path: Path) -> None:
    rows = ({"Actor1CountryCode": c, "SQLDATE": d, **NOBODY} for c, d, _ in COUNTRIES_OF_DAYS)
    made, table = reading(tmp_path, *rows)
    states = [record.participants[0].state for record in made.dataset.records]
    assert states == [state for _, _, state in COUNTRIES_OF_DAYS]
    assert len(made.report.unresolved) == states.count(None) - 1  # NA is a word for nothing
    open_days = [day for _, day, state in COUNTRIES_OF_DAYS if state is None]
    # A region, a code of two letters, one before its time: whoever lived on the day may be meant.
    for state, since in (("NAM", "19900321"), ("ZAF", ""), ("RUS", "19911226")):
        for source in (made.dataset, table):
            least = states.count(state)
            most = least + sum(day >= since for day in open_days)
            assert source.visits.by(state).bounds() == (least, most)


def test_an_actor_that_is_missing_may_be_anyone(tmp_path: Path) -> None:
    made, table = reading(tmp_path, NOBODY)
    (record,) = made.dataset.records
    assert record.title == "Make a visit: PAKISTAN"
    assert [str(role) for role in record.unstated] == ["host"]
    for source in (made.dataset, table):
        assert source.visits.towards("RUS").bounds() == (0, 1)
        assert source.visits.by("RUS").bounds() == (0, 0)


def test_nobody_is_stated(tmp_path: Path) -> None:
    record = one(tmp_path, **NOBODY, Actor1Code="", Actor1Name="", Actor1CountryCode="")
    assert record.title == "Make a visit: parties not stated"


def test_an_actor_of_nothing_but_a_type(tmp_path: Path) -> None:
    nameless = {"Actor1Name": "", "Actor1CountryCode": "", "Actor1Type1Code": "MIL"}
    record = one(tmp_path, **nameless)
    assert record.title == "Make a visit: unnamed, RUSSIA"
    assert record.participants[0].sector is Sector.MILITARY


SECTORS_OF_TYPES: list[tuple[tuple[str, ...], Sector | None]] = [
    (("MIL",), Sector.MILITARY),
    (("MED",), Sector.MEDIA),
    (("LEG",), Sector.LEGISLATIVE),
    (("", "MIL"), Sector.MILITARY),
    (("GOV",), None),  # any ministry
    (("GOV", "MIL"), None),  # a minister of defence
    (("MIL", "GOV"), None),  # a secretary of the navy
    (("CVL",), None),  # whoever fits nowhere else
    (("OPP", "MED"), None),
]


def test_sectors(tmp_path: Path) -> None:
    made, table = reading(
        tmp_path,
        *(
            {f"Actor1Type{n}Code": kind for n, kind in enumerate(types, start=1)}
            for types, _ in SECTORS_OF_TYPES
        ),
    )
    sectors = [record.participants[0].sector for record in made.dataset.records]
    assert sectors == [sector for _, sector in SECTORS_OF_TYPES]
    same_records(made.dataset, table)
    for source in (made.dataset, table):
        assert source.visits.by("PAK", sector="diplomatic").bounds() == (0, sectors.count(None))


def test_bodies_act_for_no_state(tmp_path: Path) -> None:
    kinds = {"IGO": "intergovernmental", "IMG": "armed group", "REB": "armed group"}
    rows = ({"Actor1Name": f"{kind} ONE", "Actor1Type1Code": kind} for kind in kinds)
    made, table = reading(tmp_path, *rows)
    parts = [record.participants[0] for record in made.dataset.records]
    assert [(p.organization, p.state, p.sector) for p in parts] == [
        (f"{kind.lower()}-one", None, None) for kind in kinds
    ]
    forms = {actor.id: str(actor.form) for actor in made.dataset.actors if "-one" in actor.id}
    assert forms == {f"{kind.lower()}-one": form for kind, form in kinds.items()}
    for source in (made.dataset, table):
        assert source.visits.by("PAK").bounds() == (0, 0)


def test_unaligned_forces_may_act_for_anyone(tmp_path: Path) -> None:
    made, table = reading(tmp_path, {"Actor1Name": "GUNMAN", "Actor1Type1Code": "UAF"})
    for source in (made.dataset, table):
        assert source.visits.by("PAK").bounds() == (0, 1)


def test_the_id_of_a_body_is_its_names_alone(tmp_path: Path) -> None:
    """No other row, and no state of that name, changes it: a table sees one row at a time."""
    names = ["AL-QAEDA", "AL QAEDA", "UN", "TIBET", "СОЮЗ", "ARMÉE", "GROß ØRE", "A+"]
    rows = [{"Actor1Name": name, "Actor1Type1Code": "REB"} for name in names]
    rows.append({"Actor1Name": "UN", "Actor1Type1Code": "IGO"})
    made, table = reading(tmp_path, *rows)
    assert [record.participants[0].organization for record in made.dataset.records] == [
        *(
            "al-qaeda",
            "al-qaeda",
            "united-nations",
            "tibet-organization",
            "x-17e7b70e",
            *map(ident, names[5:]),
            "united-nations",
        ),
    ]
    same_records(made.dataset, table)


# -- duplicates ------------------------------------------------------------------------------------

HOSTED = {
    "EventCode": "043",
    **{f"Actor1{n}": PLAIN[f"Actor2{n}"] for n in ("Code", "Name", "CountryCode")},
    **{f"Actor2{n}": PLAIN[f"Actor1{n}"] for n in ("Code", "Name", "CountryCode")},
}
TURNED = {name: cell for name, cell in HOSTED.items() if name != "EventCode"}
CASES: dict[str, tuple[list[dict[str, str]], list[int]]] = {
    "the same": ([{}, {}], [0]),
    "made and hosted": ([{}, HOSTED, {"EventCode": "043"}], [0, 2]),
    "a meeting both ways": ([{"EventCode": "046"}, {"EventCode": "046", **TURNED}], [0]),
    "two codes of meetings": ([{"EventCode": "046"}, {"EventCode": "044"}], [0, 1]),
    "another actor": ([{}, {"Actor1Code": "PAKGOV"}], [0, 1]),
    "another name": ([{}, {"Actor1Name": "ISLAMABAD"}], [0, 1]),
    "no code but a country": ([{"Actor1Code": ""}, {"Actor1Code": "PAK"}], [0]),
    "an actor not coded": ([NOBODY, NOBODY], [0, 1]),
}


def test_one_a_day(tmp_path: Path) -> None:
    """Each case has a day of its own."""
    rows: list[dict[str, str]] = []
    kept: list[str] = []
    for number, (given_rows, first) in enumerate(CASES.values(), start=1):
        kept += [f"gdelt:{len(rows) + index + 1}" for index in first]
        rows += [row | {"SQLDATE": f"201910{number:02d}"} for row in given_rows]
    made, table = reading(tmp_path, *rows, duplicates="one-a-day")
    assert [record.id for record in made.dataset.records] == kept
    (remark,) = made.report.notes.items()
    assert remark == (
        "a further report of an event of the same day, left out as asked",
        len(rows) - len(kept),
    )
    same_records(made.dataset, table)
    made, table = reading(tmp_path, *rows)
    assert len(made.dataset.records) == len(rows)
    same_records(made.dataset, table)


def test_a_repeated_id(tmp_path: Path) -> None:
    """GDELT's are unique. The reader tells two of one id apart; the table counts both."""
    made, table = reading(tmp_path, {"GLOBALEVENTID": "1"}, {"GLOBALEVENTID": "1"})
    assert [record.id for record in made.dataset.records] == ["gdelt:1", "gdelt:1.2"]
    assert table.visits.bounds() == (2, 2)
    with pytest.raises(FaultsError):
        table.visits.to_dataset()


def test_an_unknown_rule_is_refused() -> None:
    rule: Any = "one-a-dya"
    with pytest.raises(UnknownNameError, match="one-a-day"):
        Gdelt(rule)
    with pytest.raises(UnknownNameError, match="one-a-day"):
        scan_gdelt(SAMPLE, duplicates=rule)


# -- rows that are refused -------------------------------------------------------------------------


WRONG = {
    "SQLDATE": ["20190230", "20191301", "2019-10-24", "18991231", "201910", ""],
    "GLOBALEVENTID": ["12x", "", "-3"],
    "EventCode": ["42", "---", "", "210", "13y"],
}


@pytest.mark.parametrize("column", WRONG)
def test_a_wrong_cell_refuses_its_row(column: str, tmp_path: Path) -> None:
    made, table = reading(tmp_path, {}, *({column: value} for value in WRONG[column]))
    refusals = [(error.line, error.field, error.found) for error in made.report.refusals]
    assert refusals == [(n, column, value) for n, value in enumerate(WRONG[column], start=2)]
    assert all(error.problem and error.expected for error in made.report.refusals)
    assert len(made.dataset.records) == 1
    if column == "EventCode":  # what is no code is no record
        same_records(made.dataset, table)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("SQLDATE", day) for day in ("20190230", "18991231", "201910", "")),
        *(("GLOBALEVENTID", ident) for ident in ("12x", "")),
    ],
)
def test_the_table_fails_where_a_record_is_refused(column: str, value: str, tmp_path: Path) -> None:
    table = scan_gdelt(write(tmp_path, "events.CSV", text_of({}, {column: value})))
    with pytest.raises(EngineError, match=column) as raised:
        table.visits.bounds()
    assert value in str(raised.value)
    assert column != "SQLDATE" or "event 2" in str(raised.value)


def test_a_code_below_the_codebook_is_no_record(tmp_path: Path) -> None:
    made, table = reading(tmp_path, {"EventCode": "0421"})
    assert made.dataset.records == ()
    assert list(made.report.notes) == ["CAMEO 0421 Make a visit: no code of the codebook"]
    assert table.any_status().bounds() == (0, 0)


def test_the_rest_of_a_bad_day_is_no_matter_to_the_table(tmp_path: Path) -> None:
    """Only of records: the reader refuses the row, the table never looks at its day."""
    made, table = reading(tmp_path, {}, {"EventCode": "190", "SQLDATE": "20190230"})
    assert made.report.refused == 1
    assert table.visits.bounds() == (1, 1)


BROKEN: dict[str, Callable[[str], str]] = {
    "too few": lambda text: text.rsplit("\t", 3)[0],
    "too many": lambda text: text + "\tx",
    "a tab inside": lambda text: text.replace("PAKISTAN", "PAK\tISTAN"),
    "cut off": lambda text: text[:60],
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_line_is_refused(broken: Callable[[str], str], tmp_path: Path) -> None:
    lines = [line(GLOBALEVENTID="1"), broken(line(GLOBALEVENTID="2")), line(GLOBALEVENTID="3")]
    file = write(tmp_path, "events.CSV", "\n".join(lines) + "\n")
    data, report = read(file)
    (error,) = report.refusals
    assert (report.seen, report.read, error.line) == (3, 2, 2)
    assert [record.id for record in data.records] == ["gdelt:1", "gdelt:3"]
    table = scan_gdelt(file)  # nothing is read yet
    with pytest.raises(EngineError, match="Line: 2"):
        table.visits.bounds()


def test_a_last_line_that_is_cut_off(tmp_path: Path) -> None:
    text = text_of({}, {})
    file = write(tmp_path, "events.CSV", text[:-60])
    data, report = read(file)
    assert (report.seen, report.refused, len(data.records)) == (2, 1, 1)
    assert report.refusals[0].line == 2
    with pytest.raises(EngineError):
        scan_gdelt(file).visits.bounds()


def test_strict_raises(tmp_path: Path) -> None:
    file = write(tmp_path, "events.CSV", text_of({}, {"SQLDATE": "20190230"}))
    with pytest.raises(BilateralError, match="SQLDATE"):
        read(file, "gdelt", strict=True)


# -- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layout", "width"), [("gdelt-1-early", 57), ("gdelt-1", 58), ("gdelt-2", 61)]
)
def test_layouts(layout: str, width: int, tmp_path: Path) -> None:
    assert len(COLUMNS[layout]) == len(set(COLUMNS[layout])) == width
    text = text_of({}, layout=layout)
    assert text.count("\t") == width - 1
    for name, content in (
        ("a.CSV", text.encode()),
        ("crlf.CSV", text.replace("\n", "\r\n").encode()),
        ("open.CSV", text.rstrip("\n").encode()),
        ("a.CSV.gz", gzip.compress(text.encode())),
    ):
        file = write(tmp_path, name, content)
        data, report = read(file)
        assert (report.reader, report.layout, report.seen) == ("gdelt", layout, 1)
        assert (data.records[0].note is None) == (layout == "gdelt-1-early")
        if name == "a.CSV":
            same_records(data, scan_gdelt(file))
        elif layout == "gdelt-2":
            assert scan_gdelt(file).visits.by("PAK").bounds() == (1, 1)


def test_an_archive_is_read_and_not_scanned(tmp_path: Path) -> None:
    file = tmp_path / "events.CSV.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("events.CSV", text_of({}))
    assert len(read(file).dataset.records) == 1
    with pytest.raises(BilateralError, match="unpacked"):
        scan_gdelt(file)


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("day", ["SQLDATE", "Day"])
def test_a_table_with_the_names_of_columns(delimiter: str, day: str, tmp_path: Path) -> None:
    names = [name for name in COLUMNS["gdelt-2"] if "Geo" not in name]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([day if name == "SQLDATE" else name for name in names])
    writer.writerow([(PLAIN | {"Actor1Name": "A, B"}).get(name, "") for name in names])
    file = write(tmp_path, "bigquery.csv", out.getvalue())
    data, report = read(file)
    assert (report.reader, report.layout, report.refused) == ("gdelt", "gdelt-named", 0)
    (record,) = data.records
    assert [(p.name, p.state) for p in record.participants] == [("A, B", "PAK"), ("RUSSIA", "RUS")]
    assert record.places == ()
    with pytest.raises(BilateralError, match="not a file of GDELT events"):
        scan_gdelt(file)


def test_quotes_mean_nothing(tmp_path: Path) -> None:
    rows = [{"Actor1Name": name} for name in ('"OPEN', 'A "B" C', '"WHOLE"', "'", "a\\")]
    made, table = reading(tmp_path, *rows)
    assert [r.participants[0].name for r in made.dataset.records] == [
        row["Actor1Name"] for row in rows
    ]
    same_records(made.dataset, table)


def test_other_encodings(tmp_path: Path) -> None:
    text = text_of({"ActionGeo_FullName": "Bogotá, Colombia"})
    for encoding in ("utf-8", "latin-1", "utf-16", "utf-8-sig"):
        file = write(tmp_path, f"{encoding}.CSV", text, encoding)
        data, report = read(file)
        assert report.refused == 0
        assert data.records[0].places[0].name == "Bogotá, Colombia"
        if encoding == "utf-8":
            same_records(data, scan_gdelt(file))
        elif encoding == "latin-1":
            with pytest.raises(EngineError, match=r"(?i)line"):
                scan_gdelt(file).visits.to_dataset()
        else:
            with pytest.raises(BilateralError, match="not a file of GDELT events"):
                scan_gdelt(file)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "a\tb\n", "\t" * 60 + "\n", "<html></html>\n", "\0\0", line(SQLDATE="x")],
)
def test_other_files_are_no_gdelt(text: str, tmp_path: Path) -> None:
    file = write(tmp_path, "other.CSV", text)
    with pytest.raises(BilateralError):
        Reading(file, "gdelt")
    with pytest.raises(BilateralError, match="not a file of GDELT events"):
        scan_gdelt(file)


# -- the table -------------------------------------------------------------------------------------


def test_nothing_but_the_first_line_is_read_until_asked(tmp_path: Path) -> None:
    file = write(tmp_path, "events.CSV", line() + "\n" + "broken\n" * 3)
    table = scan_gdelt(file).visits.by("RUS").since(2019)
    assert "duckdb" in repr(table)
    with pytest.raises(EngineError) as raised:
        table.bounds()
    assert raised.value.predicate == repr(table.predicate)
    file.write_text(text_of({}, HOSTED), encoding="utf-8")
    assert table.bounds() == (0, 0)
    assert scan_gdelt(file).visits.by("PAK").bounds() == (2, 2)
    file.unlink()
    with pytest.raises(EngineError):
        table.bounds()


def test_several_files_are_one_table(tmp_path: Path) -> None:
    write(tmp_path, "1.CSV", text_of({}, {}))
    write(tmp_path, "2.CSV.gz", gzip.compress(text_of({"GLOBALEVENTID": "3"}).encode()))
    table = scan_gdelt(tmp_path / "*.CSV*")
    assert table.visits.bounds() == (3, 3)
    assert {record.id for record in table.visits} == {"gdelt:1", "gdelt:2", "gdelt:3"}
    both = [tmp_path / "1.CSV", tmp_path / "2.CSV.gz"]
    assert scan_gdelt(both).visits.bounds() == (3, 3)
    with pytest.raises(BilateralError, match="named twice"):
        scan_gdelt([tmp_path / "1.CSV", tmp_path / "*.CSV"])
    with pytest.raises(BilateralError, match="no such file"):
        scan_gdelt(tmp_path / "3*.CSV")
    with pytest.raises(BilateralError, match="no file"):
        scan_gdelt([])


def test_files_of_two_layouts_are_refused_when_asked(tmp_path: Path) -> None:
    write(tmp_path, "1.CSV", text_of({}))
    write(tmp_path, "2.CSV", text_of({}, layout="gdelt-1"))
    with pytest.raises(EngineError):
        scan_gdelt(tmp_path / "*.CSV").visits.bounds()


def test_a_file_name_is_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "a[12]?"
    folder.mkdir()
    (tmp_path / "a1x").mkdir()
    write(tmp_path / "a1x", "e.CSV", text_of({}, {}, {}))
    assert scan_gdelt(write(folder, "e.CSV", text_of({}))).visits.bounds() == (1, 1)


def test_further_columns_are_those_of_gdelt(tmp_path: Path) -> None:
    _, table = reading(tmp_path, {"GoldsteinScale": "1.9", "NumArticles": "4"})
    rows = table.visits.lazy().select("id", "GoldsteinScale", "NumArticles", "Actor1Type1Code")
    assert rows.collect("pyarrow").rows() == [("gdelt:1", "1.9", "4", None)]


def test_counting(tmp_path: Path) -> None:
    _, table = reading(tmp_path, {}, HOSTED, {"EventCode": "046", **NOBODY})
    (counted,) = table.visits.count("initiator", "target", "year").to_pylist()
    assert counted == {
        "initiator": "PAK",
        "target": "RUS",
        "year": 2019,
        "at_least": 2,
        "at_most": 2,
    }
    assert table.meetings.involving("IND").bounds() == (0, 1)


def test_a_scan_says_what_to_cite_and_can_be_saved(tmp_path: Path) -> None:
    table = scan_gdelt(SAMPLE)
    assert table.visits.cite() == table.cite()
    assert "Leetaru" in table.cite()
    saved = table.visits.to_dataset()
    file = tmp_path / "visits.json"
    save_file(saved, file)
    assert load_file(file) == saved
    assert saved.source("gdelt").cite() == table.cite()
    assert saved.info.licence == Gdelt.data_set.licence
