"""UK Treaties Online: answers and tables, parties and territories, days, streams of records."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from bilateral import Agreement, Period, Role, Status
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AgreementForm
from bilateral.readers import Reading, RowError, read
from bilateral.readers.driver import Import
from bilateral.readers.sets import uk_treaties
from bilateral.readers.sets.uk_treaties import UkTreaties
from tests.readers.samples import write

COLUMNS = (
    "id", "uuid", "title", "field3", "subject", "country_name", "signed_event_date",
    "signed_event_location", "adopted_event_date", "definative_eif_event_date",
    "definative_eif_event_effective_date", "terminated_event_date",
    "terminated_event_effective_date", "references", "document_path",
)  # fmt: skip
RECORDS = [
    {
        "id": 900001,
        "uuid": "u-1",
        "title": "Treaty of Friendship, between Great Britain and Prussia",
        "field3": "BI",
        "subject": "FRIENDSHIP",
        "country_name": "PRUSSIA ; UNITED KINGDOM",
        "signed_event_date": "02/03/1841",
        "signed_event_location": "London/Berlin",
        "definative_eif_event_date": "05/04/1841",
        "definative_eif_event_effective_date": "01/05/1841",
        "terminated_event_date": "31/12/1860",
        "references": "British State Papers (BSP) 1/2/0: 0;Treaty Series 900/1841: C 1||https://x/y.pdf",
        "aw_rank": 1000,
    },
    {
        "id": 900002,
        "title": "Agreement on Trade",
        "field3": "BI",
        "subject": "LOANS, CREDITS & GRANTS",
        "country_name": "RUSSIA ; UNITED KINGDOM",
        "signed_event_date": "14/01/1851",
        "signed_event_location": "Not Known",
        "definative_eif_event_date": "01/12/1850",
    },
    {
        "id": 900003,
        "title": "Exchange of Notes",
        "field3": "BI",
        "country_name": "GERMANY FEDERAL REPUBLIC ; Hong Kong ; UNITED KINGDOM ; Jersey",
        "signed_event_date": "29/02/1960",
    },
    {
        "id": 900004,
        "title": "Protocol for the Protection of Birds",
        "field3": "MULTI",
        "country_name": "KENYA ; NETHERLANDS THE ; EUROPEAN ECONOMIC COMMUNITY ; UNITED KINGDOM",
        "adopted_event_date": "07/06/1960",
        "provisional_eif_event_date": "08/06/1960",
    },
    {"id": 900005, "title": "Convention without a day", "country_name": "ATLANTIS"},
    {
        "id": 900006,
        "title": "Treaty Series 900/1841: C 1",
        "document_path": "D:\\KVData\\Library2\\pdf\\1841-TS0900.pdf",
    },
]


def answer(records: object = RECORDS, **json_style: int) -> str:
    """What the search service answers."""
    found = {"expires": "2030-01-01T00:00:00Z", "iStoreRecord": records, "elementSet": "summary"}
    return json.dumps(
        {"csw:GetRecordsResponse": {"csw:SearchResults": found}},
        **json_style,  # type: ignore[arg-type]
    )


def table(records: list[dict[str, object]] = RECORDS, delimiter: str = ",") -> str:
    text = io.StringIO()
    columns = (*COLUMNS, "provisional_eif_event_date")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def reading(folder: Path, text: str, name: str = "uk.csv") -> Import:
    return read(write(folder, name, text), UkTreaties())


def agreements(made: Import) -> dict[str, Agreement]:
    return {record.id: record for record in made.dataset.records if isinstance(record, Agreement)}


def one(folder: Path, **fields: object) -> Agreement:
    """The agreement of the first record with other fields."""
    (made,) = agreements(reading(folder, answer([RECORDS[0] | fields]))).values()
    return made


def parties(record: Agreement) -> list[str | None]:
    assert {part.role for part in record.participants} <= {Role.PARTY}
    return [part.state or part.organization or part.name for part in record.participants]


# -- layouts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (answer(), "search-answer"),
        (answer(indent=2), "search-answer"),
        (table(), "table"),
        (table(delimiter=";"), "table"),
        (table().replace("signed_event_date", "Signed Event Date", 1), "table"),
    ],
)
def test_every_layout_is_known_and_accounted_for(text: str, layout: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, text)
    assert report.layout == layout
    assert report.seen == report.read + report.refused == len(RECORDS)
    assert not report.refused
    assert report.records == len(data.records) == 5
    assert report.notes["the scanned text of a treaty, which makes no record"] == 1
    assert data.faults() == ()
    assert loads(dumps(data)) == data


def test_an_answer_and_a_table_say_the_same(tmp_path: Path) -> None:
    first, second = (agreements(reading(tmp_path, text)) for text in (answer(), table()))
    assert first.keys() == second.keys()
    for ident, made in first.items():
        for field in ("title", "date", "status", "participants", "topics", "in_force", "note"):
            assert getattr(made, field) == getattr(second[ident], field)


def test_a_workbook_may_hold_real_dates(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title", "signed_event_date", "country_name"])
    sheet.append(["Treaty", date(1993, 1, 14), "FRANCE ; UNITED KINGDOM"])
    book.save(tmp_path / "uk.xlsx")
    data, report = read(tmp_path / "uk.xlsx", UkTreaties())
    (made,) = data.records
    assert (made.id, str(made.date)) == (f"{report.source.id}:2", "1993-01-14")


@pytest.mark.parametrize("text", ["", "{}", "title,country_name\nx,y\n", '{"iStoreRecord": []}'])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BilateralError):
        Reading(write(tmp_path, "other.json", text), UkTreaties())


# -- records ---------------------------------------------------------------------------------------


def test_a_treaty_is_an_agreement(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, answer(indent=1)))["uk-treaties:900001"]
    assert made.title == "Treaty of Friendship, between Great Britain and Prussia"
    assert str(made.date) == "1841-03-02"
    assert made.in_force == Period("1841-05-01/1860-12-31")
    assert (made.status, made.form) == (Status.OCCURRED, AgreementForm.TREATY)
    assert made.topics == ("friendship",)
    assert [place.name for place in made.places] == ["London", "Berlin"]
    assert parties(made) == ["prussia", "GBR"]
    assert made.note == "Entry into force 1841-04-05"
    (citation,) = made.citations
    assert citation.locator is not None
    assert citation.locator.line == 6
    assert citation.note == "British State Papers (BSP) 1/2/0: 0; Treaty Series 900/1841: C 1"


def test_what_is_not_stated_stays_open(tmp_path: Path) -> None:
    found = agreements(reading(tmp_path, answer()))
    made = found["uk-treaties:900005"]
    assert (made.date, made.status, made.in_force, made.form, made.note) == (None,) * 5
    assert (made.places, made.topics, parties(made)) == ((), (), ["ATLANTIS"])
    assert made.citations[0].note is None
    trade = found["uk-treaties:900002"]
    assert trade.places == ()
    assert trade.in_force == Period("1850-12-01/")
    assert trade.note == "In force before its date"


def test_entry_into_force_is_never_the_date(tmp_path: Path) -> None:
    made = one(tmp_path, signed_event_date=None)
    assert made.date is None
    assert made.in_force == Period("1841-05-01/1860-12-31")
    assert made.status is Status.OCCURRED


def test_a_convention_may_be_dated_by_its_adoption(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, answer()))["uk-treaties:900004"]
    assert (str(made.date), made.form) == ("1960-06-07", AgreementForm.PROTOCOL)
    assert made.note == (
        "Dated by adoption: no day of signature is stated. "
        "Provisionally in force from 1960-06-08. Multilateral"
    )


# -- parties ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("PRUSSIA", "02/03/1841", "prussia"),
        ("RUSSIA", "02/03/1841", "russian-empire"),
        ("RUSSIA", "02/03/1995", "RUS"),
        ("RUSSIAN FEDERATION", "02/03/1995", "RUS"),
        ("SOVIET UNION", "02/03/1970", "SUN"),
        ("TURKEY", "02/03/1841", "ottoman-empire"),
        ("TURKEY", "02/03/1941", "TUR"),
        ("UNITED STATES OF AMERICA", "02/03/1841", "USA"),
        ("GERMANY FEDERAL REPUBLIC", "02/03/1970", "DEU"),
        ("GERMANY (FEDERAL REPUBLIC)", "02/03/1970", "DEU"),
        ("GERMAN DEMOCRATIC REPUBLIC", "02/03/1970", "DDR"),
        ("NETHERLANDS THE", "02/03/1970", "NLD"),
        ("KOREA REPUBLIC OF", "02/03/1970", "KOR"),
        ("CONGO, REPUBLIC OF", "02/03/1970", "COG"),
        ("CHINA REPUBLIC OF", "02/03/1960", "TWN"),
        ("HAYTI", "02/03/1900", "HTI"),
        ("YUGOSLAVIA, FEDERAL REPUBLIC OF", "02/03/1998", "SCG"),
    ],
)
def test_a_name_stands_for_a_state_of_its_time(
    name: str, day: str, state: str, tmp_path: Path
) -> None:
    made = one(
        tmp_path,
        signed_event_date=day,
        country_name=f"{name} ; UNITED KINGDOM",
        terminated_event_date="",
    )
    assert parties(made) == [state, "GBR"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("PRUSSIA", "02/03/1970"),
        ("GERMANY", "02/03/1970"),
        ("CONGO", "02/03/1970"),
        ("RURITANIA SAR", "02/03/1998"),
        ("SWEDEN AND NORWAY", "02/03/1850"),
    ],
)
def test_a_name_of_no_one_state_is_kept_and_listed(name: str, day: str, tmp_path: Path) -> None:
    record = RECORDS[0] | {"signed_event_date": day, "country_name": f"{name};UNITED KINGDOM"}
    data, report = reading(tmp_path, answer([record | {"terminated_event_date": ""}]))
    assert [(part.state, part.name) for part in data.records[0].participants] == [
        (None, name),
        ("GBR", None),
    ]
    (listed,) = report.unresolved
    assert (listed.name, listed.rows, listed.line) == (name, 1, 1)


def test_organizations_and_those_who_joined_later(tmp_path: Path) -> None:
    data, report = reading(tmp_path, answer())
    made = agreements(Import(data, report))["uk-treaties:900004"]
    assert parties(made) == ["KENYA", "NLD", "european-economic-community", "GBR"]
    assert {listed.name for listed in report.unresolved} == {"KENYA", "ATLANTIS"}


def test_territories_are_no_parties(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, answer()))["uk-treaties:900003"]
    assert parties(made) == ["DEU", "GBR"]
    assert made.note == "Territories named: Hong Kong; Jersey"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FRANCE;UNITED KINGDOM", ["FRA", "GBR"]),
        (" ; FRANCE ;; UNITED KINGDOM ; ", ["FRA", "GBR"]),
        ("FRANCE ; FRANCE ; UNITED KINGDOM", ["FRA", "GBR"]),
        ("France ; United Kingdom", ["FRA", "GBR"]),
        ("IRELAND, REPUBLIC OF ; UNITED KINGDOM", ["IRELAND, REPUBLIC OF", "GBR"]),
        ("", []),
    ],
)
def test_lists_of_parties(text: str, expected: list[str], tmp_path: Path) -> None:
    assert parties(one(tmp_path, country_name=text)) == expected


# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("signed_event_date", "14 January 1851"),
        ("signed_event_date", "29/02/1851"),
        ("signed_event_date", "00/01/1851"),
        ("signed_event_date", "1851"),
        ("signed_event_date", "1851-13-01"),
        ("definative_eif_event_date", "soon"),
        ("terminated_event_date", "31/12/1849"),
        ("field3", "TRI"),
        ("title", " "),
    ],
)
@pytest.mark.parametrize("text_of", [table, lambda records: answer(records, indent=0)])
def test_a_wrong_cell_refuses_its_row(
    column: str,
    text: str,
    text_of: object,
    tmp_path: Path,
) -> None:
    records = [RECORDS[0], RECORDS[1] | {column: text}, RECORDS[2]]
    assert callable(text_of)
    made = reading(tmp_path, text_of(records))
    (error,) = made.report.refusals
    assert (error.field, error.found) == (column, text.strip())
    assert error.line == next(
        number for number, line in enumerate(text_of(records).splitlines(), 1) if "900002" in line
    ) - (1 if "{" in text_of(records) else 0)
    assert (made.report.seen, made.report.read) == (3, 2)
    assert made.report.unresolved == ()
    with pytest.raises(RowError):
        read(tmp_path / "uk.csv", UkTreaties(), strict=True)


@pytest.mark.parametrize("value", [[1], {"a": 1}, True])
def test_a_field_that_is_no_text_is_refused(value: object, tmp_path: Path) -> None:
    _, report = reading(tmp_path, answer([RECORDS[0], RECORDS[1] | {"subject": value}]))
    (error,) = report.refusals
    assert (error.field, error.found, report.read) == ("subject", value, 1)


# -- streams of records ----------------------------------------------------------------------------


def test_several_answers_in_one_file(tmp_path: Path) -> None:
    text = "\n".join([answer(RECORDS[:2]), answer([]), answer(RECORDS[2]), answer(RECORDS[3:])])
    data, report = reading(tmp_path, text)
    assert (report.seen, report.refused, len(data.records)) == (6, 0, 5)
    lines = [record.citations[0].locator.line for record in data.records]  # type: ignore[union-attr]
    assert lines == [1, 1, 3, 4, 4]


def test_a_broken_record_does_not_take_others_with_it(tmp_path: Path) -> None:
    text = answer(indent=1).replace(
        '"title": "Agreement on Trade"', '"title": "Agreement" on Trade'
    )
    data, report = reading(tmp_path, text)
    (error,) = report.refusals
    assert error.problem == "a broken record"
    assert (report.seen, len(data.records)) == (6, 4)


@pytest.mark.parametrize("junk", ["1, ", "nonsense, ", '"x", '])
def test_what_is_no_record_is_refused(junk: str, tmp_path: Path) -> None:
    text = answer().replace('{"id": 900002', junk + '{"id": 900002')
    _, report = reading(tmp_path, text)
    assert [error.problem for error in report.refusals] == ["no record"]
    assert report.read == 6


def test_every_truncation_is_told(tmp_path: Path) -> None:
    text = answer(RECORDS[:3])
    begin, end = text.index("["), text.index("]")
    for cut in range(begin + 1, end, 7):
        report = reading(tmp_path, text[:cut]).report
        assert report.refused == 1
        assert report.read == report.seen - 1 == text[begin:cut].count("}")


def test_records_longer_than_what_is_looked_at_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uk_treaties, "_WINDOW", 3000)
    many = [RECORDS[index % 5] | {"id": 910000 + index} for index in range(200)]
    data, report = reading(tmp_path, answer(many, indent=1))
    assert (report.seen, report.refused, len(data.records)) == (200, 0, 200)
    lines = answer(many, indent=1).splitlines()
    for record in data.records:
        assert record.citations[0].locator is not None
        assert lines[record.citations[0].locator.line or 0].endswith(f"{record.id[12:]},")


def test_half_a_character_is_no_reason_to_fail(tmp_path: Path) -> None:
    data, report = reading(tmp_path, answer([RECORDS[0] | {"title": "Treaty \ud800 of"}]))
    assert report.refused == 0
    assert loads(dumps(data)) == data


# -- properties ------------------------------------------------------------------------------------


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_as_it_is(day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = {"title": "x", "signed_event_date": f"{day:%d/%m/}{day.year:04}"}
        made = reading(Path(folder), answer([record])).dataset.records[0]
    assert str(made.date) == day.isoformat()


@settings(max_examples=50)
@given(
    column=st.sampled_from([*COLUMNS, "field3"]),
    text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
    layout=st.sampled_from([answer, table]),
)
def test_any_text_in_a_cell_is_accounted_for(column: str, text: str, layout: object) -> None:
    assert callable(layout)
    records = [RECORDS[0], RECORDS[1] | {column: text}]
    with tempfile.TemporaryDirectory() as folder:
        data, report = reading(Path(folder), layout(records))
    assert report.seen == report.read + report.refused
    assert report.seen >= 2
    assert report.read >= 1
    assert loads(dumps(data)) == data


@given(order=st.permutations(range(len(RECORDS))))
def test_the_order_of_records_does_not_matter(order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = agreements(reading(Path(folder), answer()))
        second = agreements(reading(Path(folder), answer([RECORDS[index] for index in order])))
    assert first.keys() == second.keys()
    for ident, made in first.items():
        assert (made.participants, made.date, made.note) == (
            second[ident].participants, second[ident].date, second[ident].note
        )  # fmt: skip
