"""DESTA: the list, dyads, withdrawals; what is an agreement and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral import Agreement, Period, Role, Status
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AgreementForm, LinkType
from bilateral.readers import Reading, read
from bilateral.readers.driver import Import
from bilateral.readers.sets.desta import Desta

HEADER = (
    "number,base_treaty,name,entry_type,consolidated,year,entryforceyear,language,typememb,"
    "regioncon,wto_listed,wto_name,c1,c2,c3,mc1,mc2,mc3"
)
LIST = f"""\
{HEADER}
9001,9001,Chile Norway,base_treaty,0,2003,2004,English,1,Asia,1,x,152,578,,0,0,
9001+1,9001,"Chile, Norway, Iceland",accession,0,2010,,English,5,Asia,0,,152,578,352,2,2,1
9001_1,9001,Chile Norway withdrawal,withdrawal,0,2012,,English,7,Asia,0,,152,,,1,,
9050,9001,Chile Norway 2006,protocol or amendment,-1,2006,2006,English,1,Asia,0,,152.0,578.0,,0,0,
9050a,9001,Chile Norway consolidated,consolidated,1,2006,2006,English,1,Asia,0,,152,578,,0,0,
9060,9060,Albania Kosovo,base_treaty,0,2009,2009,English,1,Europe,0,,8,900,,0,0,
9061,9061,Poland Russia,base_treaty,0,1960,,English,1,Europe,0,,616,643,,0,0,
9062,9062,Sudan Yemen,base_treaty,0,1998,,Arabic,1,Asia,0,,729,887,729,0,0,0
9063,9063,EC Peru,negotiation,0,,,,1,Asia,0,,604,276,,0,0,
"""
DYADS = """\
country1,country2,iso1,iso2,number,base_treaty,name,entry_type,consolidated,year,entryforceyear,\
language,typememb,regioncon,wto_listed,wto_name
Chile,Norway,152,578,9001,9001,Chile Norway Iceland,base_treaty,0,2003,2004,English,2,Asia,1,x
Chile,Iceland,152,352,9001,9001,Chile Norway Iceland,base_treaty,0,2003,2004,English,2,Asia,1,x
Iceland,Norway,352,578,9001,9001,Chile Norway Iceland,base_treaty,0,2003,2004,English,2,Asia,1,x
Chile,Peru,152,604,9001+1,9001,Peru accession,accession,0,2010,NA,English,5,Asia,0,NA
Chile,Norway,152,578,9001a,9001,Consolidated,consolidated,1,2006,2006,English,1,Asia,0,NA
Poland,Russia,616,643,9061,9061,Poland Russia,base_treaty,0,1960,NA,English,1,Europe,0,NA
Chile,Atlantis,152,NA,9070,9070,Atlantis Chile,base_treaty,0,2001,NA,English,1,Americas,0,NA
"""
WITHDRAWALS = """\
country1,country2,iso1,iso2,number,base_treaty,name,entry_type,consolidated,coded,year,\
entryforceyear,language,typememb,regioncon,wto_listed,wto_name,c1,c2
Chile,Norway,152,578,9001_1,9001,Withdrawal,withdrawal,0,0,2012,,English,7,Europe,0,,152,578
Chile,Iceland,152,352,9001_1,9001,Withdrawal,withdrawal,0,0,2012,,English,7,Europe,0,,152,578
"""


def exported(text: str) -> str:
    """A list as R exports it: semicolons, text in quotes, NA."""
    lines = []
    for line in text.splitlines():
        cells = line.replace("Chile, Norway, Iceland", "Chile Norway Iceland").replace('"', "")
        lines.append(
            ";".join(
                "NA" if not cell else cell if cell.isdigit() else f'"{cell}"'
                for cell in cells.split(",")
            )
        )
    return "\n".join(lines) + "\n"


def reading(folder: Path, text: str) -> Import:
    file = folder / "desta.csv"
    file.write_text(text, encoding="utf-8")
    return read(file, Desta())


def agreements(made: Import) -> dict[str, Agreement]:
    return {record.id: record for record in made.dataset.records if isinstance(record, Agreement)}


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (LIST, "treaties"),
        (exported(LIST), "treaties"),
        (DYADS, "dyads"),
        (WITHDRAWALS, "withdrawal-dyads"),
    ],
)
def test_every_layout_is_known_and_accounted_for(text: str, layout: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, text)
    assert report.layout == layout
    assert report.seen == report.read + report.refused == len(text.splitlines()) - 1
    assert not report.refused
    assert report.records == len(data.records)
    assert data.faults() == ()
    assert loads(dumps(data)) == data


@pytest.mark.parametrize("text", [LIST, exported(LIST)])
def test_a_base_treaty_is_an_agreement(text: str, tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, text))["desta:9001"]
    assert made.title == "Chile Norway"
    assert str(made.date) == "2003"
    assert made.in_force == Period("2004/")
    assert made.status is Status.OCCURRED
    assert made.form is AgreementForm.TREATY
    assert made.topics == ("trade",)
    assert made.links == ()
    assert [(part.role, part.state) for part in made.participants] == [
        (Role.PARTY, "CHL"),
        (Role.PARTY, "NOR"),
    ]
    (citation,) = made.citations
    assert citation.locator is not None
    assert citation.locator.line == 2


def test_both_forms_of_the_list_make_the_same_records(tmp_path: Path) -> None:
    one = agreements(reading(tmp_path, LIST.replace("Chile, Norway, I", "Chile Norway I")))
    two = agreements(reading(tmp_path, exported(LIST)))
    assert {i: (r.date, r.in_force, r.participants, r.links) for i, r in one.items()} == {
        i: (r.date, r.in_force, r.participants, r.links) for i, r in two.items()
    }


def test_an_accession_and_an_amendment_follow_their_treaty(tmp_path: Path) -> None:
    found = agreements(reading(tmp_path, LIST))
    joined, amended = found["desta:9001-accession-1"], found["desta:9050"]
    for made in (joined, amended):
        (link,) = made.links
        assert (link.type, link.target) == (LinkType.FOLLOWS, "desta:9001")
        assert made.form is None
    assert joined.topics == ("trade", "accession")
    assert joined.in_force is None
    assert [part.state for part in joined.participants] == ["CHL", "NOR", "ISL"]
    assert amended.topics == ("trade", "amendment")
    assert [part.state for part in amended.participants] == ["CHL", "NOR"]  # from 152.0, 578.0


def test_no_link_leads_out_of_the_file(tmp_path: Path) -> None:
    text = "\n".join(line for line in LIST.splitlines() if not line.startswith("9001,"))
    data, _ = reading(tmp_path, text + "\n")
    assert all(record.links == () for record in data.records)
    assert data.faults() == ()


def test_consolidated_texts_and_withdrawals_make_no_record(tmp_path: Path) -> None:
    made = reading(tmp_path, LIST)
    assert not {"desta:9050a", "desta:9001-withdrawal-1"} & set(agreements(made))
    assert made.report.notes == {
        "a withdrawal, which is no agreement and makes no record": 1,
        "a consolidated text, which is no event of its own and makes no record": 1,
    }
    made = reading(tmp_path, WITHDRAWALS)
    assert made.dataset.records == ()
    assert sum(made.report.notes.values()) == 2


def test_a_negotiation_is_discussed_and_has_no_date(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, LIST))["desta:9063"]
    assert (made.status, made.date, made.in_force) == (Status.DISCUSSED, None, None)
    dated = reading(tmp_path, LIST.replace("negotiation,0,,", "negotiation,0,2001,"))
    assert agreements(dated)["desta:9063"].date is None
    assert any("negotiation with a year" in note for note in dated.report.notes)


def test_codes_of_its_own_and_of_successors(tmp_path: Path) -> None:
    made = reading(tmp_path, LIST)
    found = agreements(made)
    assert [part.state for part in found["desta:9060"].participants] == ["ALB", "XKX"]
    assert [part.state for part in found["desta:9062"].participants] == ["SDN", "YEM"]
    assert [(part.state, part.name) for part in found["desta:9061"].participants] == [
        ("POL", None),
        (None, "643"),
    ]
    (listed,) = made.report.unresolved
    assert (listed.name, listed.rows, listed.line) == ("643", 1, 8)


def test_kosovo_before_its_time_is_unresolved(tmp_path: Path) -> None:
    made = reading(tmp_path, LIST.replace("base_treaty,0,2009,2009", "base_treaty,0,2003,"))
    assert agreements(made)["desta:9060"].participants[1].name == "Kosovo"
    assert "Kosovo" in {listed.name for listed in made.report.unresolved}


def test_dyads_of_one_number_make_one_agreement(tmp_path: Path) -> None:
    made = reading(tmp_path, DYADS)
    found = agreements(made)
    assert set(found) == {"desta:9001", "desta:9001-accession-1", "desta:9061", "desta:9070"}
    treaty = found["desta:9001"]
    assert [part.state for part in treaty.participants] == ["CHL", "NOR", "ISL"]
    assert (str(treaty.date), treaty.in_force) == ("2003", Period("2004/"))
    assert treaty.citations[0].note == "first of 3 rows of this number"
    assert found["desta:9001-accession-1"].links[0].target == "desta:9001"
    assert found["desta:9061"].participants[1].name == "643"  # as in the list, which has no names
    assert found["desta:9070"].participants[1].name == "Atlantis"
    assert {listed.name for listed in made.report.unresolved} == {"643", "Atlantis"}


def test_dyads_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    row = "Iceland,Norway,352,578,9001,9001,Chile Norway Iceland,base_treaty,0,2003"
    data, report = reading(tmp_path, DYADS.replace(row, row.replace("0,2003", "0,2005")))
    (error,) = report.refusals
    assert (error.line, error.field, error.found) == (4, "year", "2005")
    assert len(data.records) == 4


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "column"),
    [
        (LIST, "9060,9060,", ",9060,", 7, "number"),
        (LIST, "Albania Kosovo", "", 7, "name"),
        (LIST, "Kosovo,base_treaty", "Kosovo,treaty", 7, "entry_type"),
        (LIST, "Kosovo,base_treaty,0", "Kosovo,base_treaty,2", 7, "consolidated"),
        (LIST, "0,2009,2009", "0,09,2009", 7, "year"),
        (LIST, "0,2009,2009", "0,2009,never", 7, "entryforceyear"),
        (LIST, "8,900,", "8,XKX,", 7, "c2"),
        (LIST, "8,900,", "8,1900,", 7, "c2"),
        (DYADS, "Poland,Russia,616", "Poland,Russia,POL", 7, "iso1"),
        (DYADS, "Chile,Atlantis", "Chile,", 8, "country2"),
    ],
)
def test_a_wrong_cell_refuses_its_row(
    text: str, old: str, new: str, line: int, column: str, tmp_path: Path
) -> None:
    assert old in text
    data, report = reading(tmp_path, text.replace(old, new))
    (error,) = report.refusals
    assert (error.line, error.field) == (line, column)
    assert report.seen == report.read + 1
    assert data.faults() == ()


def test_a_file_without_its_columns_is_not_of_desta(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("number,name,year\n1,x,1990\n", encoding="utf-8")
    with pytest.raises(BilateralError):
        Reading(file, Desta())
