"""The plain layout for coding one's own visits: the template, its words, its sources."""

from __future__ import annotations

import csv
import io
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from bilateral import Dataset, Visit
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.actors import Sector
from bilateral.model.records import Participant, Role, Status, VisitPurpose
from bilateral.readers import Reading, RowError, Visits, read
from bilateral.readers.driver import Import
from bilateral.readers.missing import WORDS
from bilateral.readers.sets.visits import COLUMNS, template
from tests.readers.samples import write


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def reading(folder: Path, *rows: dict[str, str]) -> Import:
    return read(write(folder, "visits.csv", table(*rows)), Visits())


def coded(data: Dataset) -> list[Visit]:
    return [record for record in data.records if isinstance(record, Visit)]


def part(visit: Visit, role: Role) -> Participant:
    return next(one for one in visit.participants if one.role is role)


VISIT = {"date": "2018-04-23", "visitor": "Pakistan", "host": "RUS"}


def test_the_template_says_what_it_shows(tmp_path: Path) -> None:
    data, report = read(write(tmp_path, "visits.csv", template()), Visits())
    assert (report.reader, report.layout, report.seen, report.refused) == ("visits", "plain", 2, 0)
    first, second = coded(data)
    assert (first.id, first.title) == ("visits:example-2018-04", "Pakistan visits Russia")
    assert (str(first.date), first.status, first.purpose) == (
        "2018-04", Status.OCCURRED, VisitPurpose.OFFICIAL
    )  # fmt: skip
    visitor = part(first, Role.VISITOR)
    assert (visitor.state, visitor.rank, visitor.sector) == ("PAK", "General", Sector.MILITARY)
    assert [place.name for place in first.places] == ["Moscow"]
    assert (second.id, second.title) == (f"{report.source.id}:3", "RUS to visit PAK")
    assert second.citations[0].source == report.source.id
    assert data.faults() == ()
    assert loads(dumps(data)) == data


def test_a_template_written_back_is_read_alike(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(template())))
    assert table(*rows) == template()
    book = Workbook()
    assert book.active is not None
    for row in csv.reader(io.StringIO(template())):
        book.active.append([cell or None for cell in row])
    book.save(tmp_path / "visits.xlsx")
    expected, _ = read(write(tmp_path, "visits.csv", template()), Visits())
    data, report = read(tmp_path / "visits.xlsx", Visits())
    assert (report.seen, report.refused) == (2, 0)
    assert [visit.participants for visit in data] == [visit.participants for visit in expected]


def test_what_is_left_out_is_not_stated(tmp_path: Path) -> None:
    text = table(VISIT, columns=("date", "visitor", "host"))
    (visit,) = coded(read(write(tmp_path, "visits.csv", text), Visits()).dataset)
    assert (visit.status, visit.purpose, visit.duration, visit.note) == (None, None, None, None)
    assert (visit.places, visit.topics) == ((), ())
    assert visit.title == "Pakistan visits RUS"


def test_rows_of_one_document_cite_one_source(tmp_path: Path) -> None:
    dawn = VISIT | {"source": "Dawn, 2 May 2018"}
    data, report = reading(
        tmp_path, dawn | {"page": "3"}, dawn | {"page": "4"}, VISIT | {"source": "DAWN 2 May 2018"},
        VISIT,
    )  # fmt: skip
    cited = [visit.citations[0] for visit in coded(data)]
    assert [data.source(citation.source).title for citation in cited] == [
        "Dawn, 2 May 2018", "Dawn, 2 May 2018", "DAWN 2 May 2018", "visits.csv"
    ]  # fmt: skip
    assert [str(citation.locator) for citation in cited] == ["page 3", "page 4", "None", "line 5"]
    assert cited[0].note == f"coded in {report.source.id}, line 2"
    assert len(data.sources) == 3
    assert data.faults() == ()


def test_actors_and_days(tmp_path: Path) -> None:
    data, report = reading(
        tmp_path,
        VISIT | {"person": "Ann Example", "office": "Chief of Army Staff", "sector": "military",
                 "days": "3", "topics": "Security; trade"},
        VISIT | {"visitor": "Ruritania"},
        VISIT | {"host": "", "visitor": ""},
    )  # fmt: skip
    first, second, third = coded(data)
    visitor = part(first, Role.VISITOR)
    assert data.actor(visitor.person or "").name == "Ann Example"
    assert data.actor(visitor.office or "").name == "Chief of Army Staff"
    assert first.duration is not None
    assert (first.duration.least, first.duration.unit) == (3, "days")
    assert first.topics == ("security", "trade")
    assert part(second, Role.VISITOR).name == "Ruritania"
    assert (third.title, third.participants) == ("Someone visits somewhere", ())
    assert [listed.name for listed in report.unresolved] == ["Ruritania"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("date", "2018-13"),
        ("date", "23.4.2018"),
        ("status", "done"),
        ("sector", "army"),
        ("purpose", "fun"),
        ("days", "some"),
        ("page", "3"),  # of what?
    ],
)
def test_a_wrong_word_refuses_its_row(column: str, text: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, VISIT, VISIT | {column: text})
    (refusal,) = report.refusals
    assert (refusal.line, refusal.field, refusal.found) == (3, column, text)
    assert (report.seen, report.read, len(data)) == (2, 1, 1)
    with pytest.raises(RowError):
        read(write(tmp_path, "visits.csv", table(VISIT | {column: text})), Visits(), strict=True)


def test_a_column_that_is_misspelt_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BilateralError):
        Reading(write(tmp_path, "v.csv", template().replace("purpose", "porpoise")), Visits())


text = st.text(string.ascii_letters + string.digits + " ,;'\"-.", max_size=12).map(str.strip)
text = text.filter(lambda word: word not in WORDS)
words = st.lists(st.sampled_from(["trade", "arms", "talks"]), max_size=2, unique=True)
visits = st.fixed_dictionaries(
    {
        "date": st.sampled_from(["", "2018", "2018-04?", "2018-04-23", "196X", "2018-04/2018-05"]),
        "status": st.sampled_from(["", *Status]),
        "visitor": st.sampled_from(["", "PAK", "Ruritania"]),
        "rank": text,
        "sector": st.sampled_from(["", *Sector]),
        "host": st.sampled_from(["", "IND"]),
        "place": text,
        "purpose": st.sampled_from(["", *VisitPurpose]),
        "days": st.sampled_from(["", "1", "14"]),
        "topics": words.map("; ".join),
        "note": text,
        "source": text,
    }
)


@given(st.lists(visits, min_size=1, max_size=5))
def test_whatever_is_written_comes_back(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, report = reading(Path(folder), *rows)
    filled = [row for row in rows if any(row.values())]
    assert report.seen == report.read == len(filled) == len(data)
    for row, visit in zip(filled, coded(data), strict=True):
        visitor = [one for one in visit.participants if one.role is Role.VISITOR]
        hosts = [one for one in visit.participants if one.role is Role.HOST]
        assert {
            "date": str(visit.date or ""),
            "status": visit.status or "",
            "visitor": "".join(one.state or one.name or "" for one in visitor),
            "rank": "".join(one.rank or "" for one in visitor),
            "sector": "".join(one.sector or "" for one in visitor),
            "host": "".join(one.state or "" for one in hosts),
            "place": "".join(place.name or "" for place in visit.places),
            "purpose": visit.purpose or "",
            "days": (visit.duration and visit.duration.printed) or "",
            "topics": "; ".join(visit.topics),
            "note": visit.note or "",
            "source": row["source"] and data.source(visit.citations[0].source).title,
        } == {name: str(cell) for name, cell in row.items()}
    # what came and went on one day, or began in one month and ended in the next
    impossible = {("2018-04-23", "14"), ("2018-04/2018-05", "1")}
    wrong = sum((row["date"], row["days"]) in impossible for row in rows)
    problem = "a duration that the dates do not allow"
    assert [fault.problem for fault in data.faults()] == [problem] * wrong


def test_one_id_of_two_visits_is_refused_and_both_lines_are_named(tmp_path: Path) -> None:
    text = (
        "id,date,status,visitor,host\n"
        "v1,2018-04,occurred,PAK,RUS\n"
        "v1,2019-05,occurred,PAK,RUS\n"
        "v1,2018-04,occurred,PAK,RUS\n"
        "v2,2018-04,occurred,PAK,RUS\n"
        "v2,2018-13,occurred,PAK,RUS\n"
    )
    file = tmp_path / "visits.csv"
    file.write_text(text, encoding="utf-8")
    data, report = read(file)
    assert [record.id for record in data] == ["visits:v1", "visits:v2"]
    assert data.visits.bounds() == (2, 2)
    first, second = report.refusals
    assert (first.line, first.field, first.found) == (3, "id", "v1")
    assert "line 2" in first.problem
    assert [fault.field for fault in second.faults] == ["id", "date"]
    assert "line 5" in str(second)


def test_a_printed_date_is_refused_with_what_to_write(tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text("date,visitor,host\nearly 2000,PAK,RUS\nlong ago,PAK,RUS\n", encoding="utf-8")
    printed, other = read(file).report.refusals
    assert "[2000-01~..2000-04~] in EDTF" in str(printed)
    assert "format='printed'" in str(printed)
    assert "printed" not in str(other.expected)
