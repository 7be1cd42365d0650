"""The World Treaty Index: its list, codes of parties, dates, and columns that are swapped."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from bilateral import Agreement, Period, Role, Status
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AgreementForm
from bilateral.readers import Reading, RowError, read
from bilateral.readers.driver import Import
from bilateral.readers.sets.wti import Wti
from tests.readers.samples import write

HEADER = (
    ",treaty_id,CulturalOrg,Cultural+,CulturalGen,English,French,Other,Source,Vol,Page,Signed,"
    "Force,Regis,Regisant,party1,group1,party2,group2,laterality,headnote,topic,topic1,topic2,"
    "title,extra_entry,dbflag,ispartyof4"
)
ROWS = """\
0,900001,,,,,,,UNTS,9001,445,1955-04-05,1956-01-01,1957-02-03 00:00:00,PAKIST,PAKIST,3.0,USSR,5.0,\
BILAT,TRADE,3TRADE,3TRADE,,PROTOC,,o,
1,900002,,,,,,,LTS,112,0,1931-01-12,,,,GERMAN,7.0,AUSTRI,7.0,BILAT,AIR SERVICES,5AIR,5AIR,,AGREEM,,,
2,900003,,,,,,,UNTS,0,0,1992-05-06,1992-05-01,,,GERMU,7.0,IBRD,,BILAT,LOAN,4LOAN,4LOAN,,TREATY,,n,
3,900004B,,,,,,,UNTS,7,3,1970-03-04,,,,VIETN,5.0,XXORG,8.0,BILAT,,9LEGAL/4AID,9LEGAL,4AID,EXCHAN,,,
4,900005,,,,,,,UNTS,7,9,1921-03-04,2021-06-01,,,POLAND,,ROMANI,,BILAT,GUARANTEE,1ALLY,1ALLY,,\
TREATY,,,
5,900006,,,,,,,UNTS,8,1,1946-12-01,,,,SWEDEN,7.0,,,UNILAT,ACCEPTANCE OF COURT,1OPTC,1OPTC,,DECLAR,,,
6,XXX007,yes,yes,,,fr,,LRAI,1938,114,1960-03-05,,,,ITALY,,RURITA,,BILAT,TEACHERS,AGREEM,,,7EDUC,x,,Yes
7,900008,,,,,,,UNTS,8,2,1980-01-02,,,,VIETN,5.0,VIETS,,BILAT,SPRING,4TECA,,,MEMORA,,,
"""
TABLE = f"{HEADER}\n{ROWS}"


def reading(folder: Path, text: str = TABLE) -> Import:
    return read(write(folder, "wti.csv", text), Wti())


def agreements(made: Import) -> dict[str, Agreement]:
    return {record.id: record for record in made.dataset.records if isinstance(record, Agreement)}


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    data, report = reading(tmp_path)
    assert report.layout == "treaties"
    assert report.seen == report.read == report.records == len(data.records) == 8
    assert not report.refused
    assert data.faults() == ()
    assert loads(dumps(data)) == data


def test_a_treaty_is_an_agreement(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path))["wti:900001"]
    assert made.title == "TRADE"
    assert (str(made.date), made.in_force) == ("1955-04-05", Period("1956-01-01/"))
    assert (made.status, made.form) == (Status.OCCURRED, AgreementForm.PROTOCOL)
    assert made.topics == ("3trade",)
    assert made.note == "Instrument: PROTOC"
    assert [(part.role, part.state) for part in made.participants] == [
        (Role.PARTY, "PAK"),
        (Role.PARTY, "SUN"),
    ]
    (citation,) = made.citations
    assert citation.locator is not None
    assert citation.locator.line == 2
    assert citation.note == "UNTS, volume 9001, page 445"


def test_what_is_not_stated_stays_open(tmp_path: Path) -> None:
    found = agreements(reading(tmp_path))
    second = found["wti:900002"]
    assert (second.in_force, second.form) == (None, None)
    assert second.citations[0].note == "LTS, volume 112"
    assert found["wti:900003"].citations[0].note == "UNTS"
    assert found["wti:900004B"].title == "Treaty 900004B"


def test_tabs_and_a_workbook_say_the_same(tmp_path: Path) -> None:
    expected = reading(tmp_path)
    rows = list(csv.reader(io.StringIO(TABLE)))
    tabbed = write(tmp_path, "wti.tsv", "\n".join("\t".join(row) for row in rows))
    book = Workbook()
    sheet = book.create_sheet("Treaties")
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row[1:]])
    book.save(tmp_path / "wti.xlsx")
    for path in (tabbed, tmp_path / "wti.xlsx"):
        made = read(path, Wti())
        assert agreements(made).keys() == agreements(expected).keys()
        for one, other in zip(made.dataset, expected.dataset, strict=True):
            assert (one.participants, one.when, one.title, one.topics) == (
                other.participants, other.when, other.title, other.topics
            )  # fmt: skip


# -- parties ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "on", "state"),
    [
        ("PAKIST", "1955-04-05", "PAK"),
        ("GUINEA", "1960-01-01", "GIN"),
        ("GUINB", "1980-01-01", "GNB"),
        ("NIGER", "1970-01-01", "NER"),
        ("NIGERI", "1970-01-01", "NGA"),
        ("AUSTRA", "1970-01-01", "AUS"),
        ("AUSTRI", "1910-01-01", "austria-hungary"),
        ("AUSTRI", "1970-01-01", "AUT"),
        ("GERMAN", "1931-01-01", "german-reich"),
        ("GERMW", "1970-01-01", "DEU"),
        ("GERME", "1970-01-01", "DDR"),
        ("GERMU", "1992-01-01", "DEU"),
        ("RUSSIA", "1995-01-01", "RUS"),
        ("VIETN", "1970-01-01", "VDR"),
        ("VIETN", "1980-01-01", "VNM"),
        ("USA", "1905-01-01", "USA"),
        ("UK", "1905-01-01", "GBR"),
        ("iTALY", "1960-01-01", "ITA"),
    ],
)
def test_a_code_stands_for_a_state_of_its_time(
    code: str, on: str, state: str, tmp_path: Path
) -> None:
    made = reading(tmp_path, TABLE.replace("1955-04-05", on).replace("PAKIST,3.0", f"{code},"))
    assert agreements(made)["wti:900001"].participants[0].state == state


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("GERMA", "1946-05-01"),  # Germany under its occupants
        ("GERMAN", "1950-05-01"),
        ("KOREN", "1901-03-23"),
        ("CZECHO", "1995-01-01"),
        ("YEMEN", "1975-01-01"),
        ("congo", "1970-01-01"),
        ("MUSCAT", "1950-01-01"),
        ("VIETN", "1976"),
        ("VIETN", ""),
        ("XYZ", "1950-01-01"),
    ],
)
def test_a_code_that_is_not_settled_keeps_its_place(code: str, on: str, tmp_path: Path) -> None:
    row = "0,900001,,,,,,,UNTS,9001,445,1955-04-05,1956-01-01"
    text = TABLE.replace(row, f"0,900001,,,,,,,UNTS,9001,445,{on},").replace("PAKIST,3.0", code)
    text = text.replace(f"{code},USSR", f"{code},,USSR")
    made = reading(tmp_path, text)
    party = agreements(made)["wti:900001"].participants[0]
    assert (party.state, party.name) == (None, code)
    assert code in {listed.name for listed in made.report.unresolved}
    assert not made.report.refused


def test_organizations_are_parties(tmp_path: Path) -> None:
    made = reading(tmp_path)
    found = agreements(made)
    bank, other = (found[i].participants[1].organization for i in ("wti:900003", "wti:900004B"))
    name = "International Bank for Reconstruction and Development"
    assert made.dataset.actor(bank or "").name == name
    assert made.dataset.actor(other or "").name == "XXORG"  # group 8 says that it is one


def test_a_unilateral_instrument_has_one_party(tmp_path: Path) -> None:
    made = reading(tmp_path)
    found = agreements(made)["wti:900006"]
    assert [part.state for part in found.participants] == ["SWE"]
    assert found.note == "Instrument: DECLAR. Unilateral"
    assert not any("two different parties" in note for note in made.report.notes)


def test_a_bilateral_treaty_without_two_parties_is_remarked(tmp_path: Path) -> None:
    same = reading(tmp_path, TABLE.replace("USSR,5.0", "PAKIST,3.0"))
    assert [part.state for part in agreements(same)["wti:900001"].participants] == ["PAK"]
    several = reading(tmp_path, TABLE.replace("USSR,5.0", "ZZMULT,0.0"))
    assert [part.state for part in agreements(several)["wti:900001"].participants] == ["PAK"]
    for made in (same, several):
        assert any("two different parties" in note for note in made.report.notes)
    assert any("ZZMULT" in note for note in several.report.notes)


# -- dates and codes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [("1955-04-00", "1955-04"), ("1955-00-00", "1955"), ("1955-04", "1955-04"), ("1955", "1955"),
     ("0000-00-00", None), ("", None), ("1955-04-05 00:00:00", "1955-04-05")],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is(text: str, date: str | None, tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, TABLE.replace("1955-04-05", text)))["wti:900001"]
    assert (None if made.date is None else str(made.date)) == date


def test_a_force_later_than_the_index_is_left_out(tmp_path: Path) -> None:
    made = reading(tmp_path)
    found = agreements(made)["wti:900005"]
    assert found.in_force is None
    assert (
        found.note == "Force 2021-06-01 is later than the index, and left out. Instrument: TREATY"
    )
    assert made.report.notes["an entry into force later than the index itself, which is left out"]


def test_a_force_before_signature_is_kept(tmp_path: Path) -> None:
    made = reading(tmp_path)
    found = agreements(made)["wti:900003"]
    assert found.in_force == Period("1992-05-01/")
    assert "before the date of signature" in (found.note or "")
    unclear = reading(tmp_path, TABLE.replace("1992-05-01", "1992"))
    assert "before" not in (agreements(unclear)["wti:900003"].note or "")


def test_topics_and_swapped_columns(tmp_path: Path) -> None:
    made = reading(tmp_path)
    found = agreements(made)
    assert found["wti:900004B"].topics == ("9legal", "4aid")
    swapped = found["wti:XXX007"]
    assert (swapped.topics, swapped.note) == (("7educ",), "Instrument: AGREEM")
    assert sum("other way round" in note for note in made.report.notes) == 1


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("1955-04-05", "1955-02-30", "signed"),
        ("1955-04-05", "1955-13-01", "signed"),
        ("1955-04-05", "1955-00-05", "signed"),
        ("1955-04-05", "0000-04-05", "signed"),
        ("1955-04-05", "0955-04-05", "signed"),
        ("1955-04-05", "4/5/1955", "signed"),
        ("1956-01-01", "soon", "force"),
        ("0,900001", "0,", "treaty_id"),
        ("0,900001", "0,9 0", "treaty_id"),
        ("USSR,5.0,BILAT", "USSR,5.0,BI", "laterality"),
    ],
)
def test_a_wrong_cell_refuses_its_row(old: str, new: str, column: str, tmp_path: Path) -> None:
    text = TABLE.replace(old, new, 1)
    assert text != TABLE
    data, report = reading(tmp_path, text)
    (refusal,) = report.refusals
    assert (refusal.line, refusal.field) == (2, column)
    assert report.seen == report.read + 1 == len(data.records) + 1
    with pytest.raises(RowError):
        read(write(tmp_path, "wti.csv", text), Wti(), strict=True)


def test_other_columns_are_another_file(tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="missing 'headnote'"):
        Reading(write(tmp_path, "x.csv", TABLE.replace("headnote", "heading")), Wti())


@given(
    st.lists(
        st.tuples(
            st.text(alphabet=st.characters(exclude_characters=',"\r\n\t;|\0', codec="utf-8"))
            | st.sampled_from(["PAKIST", "VIETN", "ZZMULT", "UN"]),
            st.dates().map(str) | st.text(alphabet="0123456789-", max_size=10),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_row_is_lost_whatever_it_holds(rows: list[tuple[str, str]]) -> None:
    lines = [
        f"{n},90{n},,,,,,,S,1,1,{day},,,,{party},,USA,,BILAT,X,3TRADE,,,TREATY,,,"
        for n, (party, day) in enumerate(rows)
    ]
    with tempfile.TemporaryDirectory() as folder:
        data, report = reading(Path(folder), "\n".join([HEADER, *lines]) + "\n")
    assert report.seen == report.read + report.refused == len(rows)
    assert report.records == len(data.records) == report.read
    assert data.faults() == ()
