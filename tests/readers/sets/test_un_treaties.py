"""The UN Treaty Collection: acts and their codes, signatures, footnotes, brackets, actions."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from bilateral import Agreement, Organization, Period, Role, Status
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AgreementForm, LinkType
from bilateral.readers import Reading, RowError, read
from bilateral.readers.driver import Import
from bilateral.readers.sets.un_treaties import UnTreaties
from tests.readers.samples import write

HEADER = (
    'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"'
)
TABLE = f"""\
{HEADER}
Afghanistan,14 Jan 1993,24 Sep 2003
Albania,,14 Jan 1993 a
Argentina 1,13 Jan 1993,
"China 2, 3",13 Jan 1993,4 Apr 1997 AA
Côte d'Ivoire,,18  Dec 1995 a
[ Eritrea 4 ],,14 Feb 2000 a
Finland,,[ 9 Jun 1994 A ]
Kosovo,,
Atlantis,1 Feb 1994,
Montenegro,,23 Oct 2006 d
European Union,14 Jan 1993,
Congo,15 Jan 1993,4 Dec 2007
"""
ACTIONS = """\
Participant,Action,Date of Notification/Deposit,Date of Effect
Albania,Signature,22/04/2016,
Albania,Ratification,21/09/2016,04/11/2016
Belarus,Acceptance,21/09/2016,
"Serbia 1",Succession,03/05/2016,27/04/1992
United States of America,Withdrawal,04/11/2019,04/11/2020
Peru,Accession,,04/11/2016
"""


def reading(folder: Path, text: str = TABLE, treaty: str | None = "Treaty of X") -> Import:
    return read(write(folder, "26-3.csv", text), UnTreaties(treaty))


def agreements(made: Import) -> dict[str, Agreement]:
    prefix = "un-treaties:treaty-of-x:"
    return {
        record.id.removeprefix(prefix): record
        for record in made.dataset.records
        if isinstance(record, Agreement)
    }


def parted(text: str, delimiter: str) -> str:
    """A table with another delimiter."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    return made.getvalue()


def one(folder: Path, cell: str, heading: str) -> Agreement:
    """The act of one cell under a heading."""
    made = reading(folder, f'Participant,"{heading}"\nFrance,"{cell}"\n')
    assert not made.report.refused
    (record,) = agreements(made).values()
    return record


@pytest.mark.parametrize(
    ("text", "layout", "records"),
    [
        (TABLE, "participants", 14),
        (parted(TABLE, ";"), "participants", 14),
        (parted(TABLE, "\t"), "participants", 14),
        (ACTIONS, "actions", 5),
        ("Status as at: 1-1-2030\n\n" + ACTIONS, "actions", 5),
    ],
)
def test_every_layout_is_known_and_accounted_for(
    text: str, layout: str, records: int, tmp_path: Path
) -> None:
    data, report = reading(tmp_path, text)
    rows = (TABLE if layout == "participants" else ACTIONS).splitlines()[1:]
    assert report.layout == layout
    assert report.seen == report.read + report.refused == len(rows)
    assert not report.refused
    assert report.records == len(data.records) == records
    assert data.faults() == ()
    assert loads(dumps(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Participant\nFrance\n",
        "Participant,Application\nFrance,1 Jan 1990\n",
        "Participant,Resolution,Registration Date\nFrance,1 (I),1 Jan 1990\n",
        "Country,Signature,Ratification\nFrance,,\n",
    ],
)
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BilateralError):
        Reading(write(tmp_path, "other.csv", text), UnTreaties())


# -- acts ------------------------------------------------------------------------------------------


def test_consent_occurred_and_by_a_signature_it_is_only_agreed(tmp_path: Path) -> None:
    made = reading(tmp_path)
    found = agreements(made)
    signed, bound = found["afghanistan:signature"], found["afghanistan:ratification"]
    assert (str(signed.date), signed.status, signed.topics) == (
        "1993-01-14", Status.AGREED, ("signature",)
    )  # fmt: skip
    assert (str(bound.date), bound.status, bound.topics) == (
        "2003-09-24", Status.OCCURRED, ("ratification",)
    )  # fmt: skip
    done = made.dataset.agreements.status("occurred").ids
    assert bound.id in done
    assert signed.id not in done
    assert bound.title == "Afghanistan, ratification: Treaty of X"
    assert bound.form is AgreementForm.TREATY
    assert bound.in_force is None
    (link,) = bound.links
    assert (link.type, link.target) == (LinkType.FOLLOWS, signed.id)
    assert signed.links == ()
    assert bound.citations[0].locator is not None
    assert bound.citations[0].locator.line == 2


def test_an_act_is_agreed_with_the_parties_to_the_treaty(tmp_path: Path) -> None:
    data, _ = reading(tmp_path)
    for record in data.records:
        assert {part.role for part in record.participants} == {Role.PARTY}
        assert record.participants[1].organization == "parties-to-treaty-of-x"
        assert record.unstated == frozenset()
    names = {actor.name for actor in data.actors if isinstance(actor, Organization)}
    assert names == {"Parties to Treaty of X", "European Union"}


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("14 Jan 1993", "ratification"),
        ("14 Jan 1993 a", "accession"),
        ("14 Jan 1993 A", "acceptance"),
        ("14 Jan 1993 AA", "approval"),
        ("14 Jan 1993 d", "succession"),
        ("14 Jan 1993 c", "formal-confirmation"),
        ("14 Jan 1993 s", "definitive-signature"),
        ("14 Jan 1993 P", "participation"),
        ("14  Jan  1993a", "accession"),
        ("14 Jan 1993 a 2, 3", "accession"),
        ("[14 Jan 1993 a]", "accession"),
    ],
)
def test_a_code_says_which_act_it_is(cell: str, word: str, tmp_path: Path) -> None:
    heading = (
        "Ratification, Acceptance(A), Approval(AA), Formal confirmation(c), Accession(a), "
        "Succession(d), Definitive signature(s), Participation under articles 3 (2) and (3)(P)"
    )
    made = one(tmp_path, cell, heading)
    assert (str(made.date), made.topics, made.status) == ("1993-01-14", (word,), Status.OCCURRED)


@pytest.mark.parametrize(
    ("heading", "cell", "topics", "status"),
    [
        ("Signature, Succession to signature(d)", "1 Feb 1990 d", ("succession-to-signature",),
         Status.AGREED),
        ("Acceptance(A)", "1 Feb 1990", ("acceptance",), Status.OCCURRED),
        ("Signature ad referendum (s)", "1 Feb 1990", ("signature",), Status.AGREED),
        ("Definitive signature of the Protocol, Acceptance of the Protocol", "1 Feb 1990", (),
         Status.OCCURRED),
        ("Definitive signature(s), Confirmation of signature", "1 Feb 1990",
         ("confirmation-of-signature",), None),
        ("Consent to be bound(P), Succession(d)", "1 Feb 1990 P", ("consent-to-be-bound",),
         Status.OCCURRED),
    ],
)  # fmt: skip
def test_headings(
    heading: str, cell: str, topics: tuple[str, ...], status: Status | None, tmp_path: Path
) -> None:
    made = one(tmp_path, cell, heading)
    assert (str(made.date), made.topics, made.status) == ("1990-02-01", topics, status)
    assert made.note == (None if topics else f"One of: {heading}")


def test_other_columns_are_remarks(tmp_path: Path) -> None:
    text = (
        "Participant,Signature,Provisional application(n),Ratification\n"
        "France,1 Feb 1990,5 Mar 1991 n,\nItaly,,5 Mar 1991 n,\n"
    )
    made = reading(tmp_path, text)
    (record,) = agreements(made).values()
    assert record.note == "Provisional application(n): 5 Mar 1991 n"
    assert made.report.notes == {"a participant without an act, who makes no record": 1}


def test_actions_say_since_when_they_have_effect(tmp_path: Path) -> None:
    made = reading(tmp_path, ACTIONS)
    found = agreements(made)
    assert list(found) == [
        "albania:signature", "albania:ratification", "belarus:acceptance", "serbia:succession",
        "peru:accession",
    ]  # fmt: skip
    bound = found["albania:ratification"]
    assert (str(bound.date), bound.in_force) == ("2016-09-21", Period("2016-11-04/"))
    assert (found["belarus:acceptance"].in_force, found["peru:accession"].date) == (None, None)
    assert found["serbia:succession"].note == "Footnote 1"
    assert found["albania:signature"].status is Status.AGREED
    assert made.report.notes == {
        "'Withdrawal', which is no consent to be bound and makes no record": 1
    }


# -- participants ----------------------------------------------------------------------------------


def test_footnotes_and_brackets(tmp_path: Path) -> None:
    found = agreements(reading(tmp_path))
    assert found["argentina:signature"].participants[0].state == "ARG"
    assert found["argentina:signature"].note == "Footnote 1"
    assert found["china:approval"].participants[0].state == "CHN"
    assert found["china:approval"].note == "Footnote 2, 3"
    assert found["eritrea:accession"].participants[0].state == "ERI"
    assert found["eritrea:accession"].note == (
        "In brackets: has withdrawn from the treaty. Footnote 4"
    )
    assert found["finland:acceptance"].note == "The date is in brackets"
    assert found["cote-divoire:accession"].participants[0].state == "CIV"
    assert found["congo:ratification"].participants[0].state == "COG"


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("Russian Federation", "1 Feb 1992", "RUS"),
        ("Russian Federation", "1 Feb 1990", "SUN"),
        ("Germany", "1 Feb 1991", "DEU"),
        ("Germany", "1 Feb 1973", None),
        ("Serbia", "1 Feb 2007", "SRB"),
        ("Serbia", "1 Feb 2001", "SCG"),
        ("Iran (Islamic Republic of)", "1 Feb 2001", "IRN"),
        ("Bolivia (Plurinational State of)", "1 Feb 2001", "BOL"),
        ("United Kingdom of Great Britain and Northern Ireland", "1 Feb 2001", "GBR"),
        ("The former Yugoslav Republic of Macedonia", "1 Feb 2001", "MKD"),
        ("Micronesia (Federated States of)", "1 Feb 2001", "FSM"),
        ("Congo", "1 Feb 1950", None),
    ],
)
def test_a_name_stands_for_a_state_on_the_day_of_the_act(
    name: str, day: str, state: str | None, tmp_path: Path
) -> None:
    data, report = reading(tmp_path, f"Participant,Ratification\n{name} 5,{day}\n")
    part = data.records[0].participants[0]
    assert (part.state, part.name) == (state, None if state else name)
    assert [listed.name for listed in report.unresolved] == ([] if state else [name])


def test_an_unknown_participant_is_kept_and_listed(tmp_path: Path) -> None:
    made = reading(tmp_path)
    assert agreements(made)["atlantis:signature"].participants[0].name == "Atlantis"
    (listed,) = made.report.unresolved
    assert (listed.name, listed.rows, listed.line) == ("Atlantis", 1, 10)
    assert made.report.notes == {"a participant without an act, who makes no record": 1}


def test_the_treaty_is_named_by_the_file_if_not_told(tmp_path: Path) -> None:
    data, _ = reading(tmp_path, treaty=None)
    assert data.records[0].id == "un-treaties:26-3:afghanistan:signature"
    assert data.records[0].title == "Afghanistan, signature: 26-3"


def test_a_workbook_may_hold_real_dates(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Participant", "Signature", "Ratification, Accession(a)"])
    sheet.append(["France", date(1993, 1, 14), "24 Sep 2003 a"])
    book.save(tmp_path / "x.xlsx")
    data, _ = read(tmp_path / "x.xlsx", UnTreaties())
    assert [str(record.date) for record in data.records] == ["1993-01-14", "2003-09-24"]


# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "14/01/1993", "January 14, 1993", "14 jan 1993", "14 Janv 1993", "1993",
        "31 Feb 1993", "0 Jan 1993", "14 Jan 19931", "14 Jan 1993 x", "14 Jan 1993 aa",
        "14 Jan 1993 c", "[14 Jan 1993", "14 Jan 1993]", "14 Jan 1993 a; 15 Jan 1993 a", "yes",
        "1993-02-30",
    ],
)  # fmt: skip
def test_a_date_of_another_form_is_refused(cell: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, TABLE.replace("14 Jan 1993 a", f'"{cell}"'))
    (error,) = report.refusals
    assert error.line == 3
    assert error.field == HEADER.split(",", 2)[2].strip('"')
    assert error.found == cell
    assert report.seen == report.read + 1
    assert data.faults() == ()


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "column"),
    [
        (TABLE, "Albania", "", 3, "Participant"),
        (TABLE, "Albania", "12", 3, "Participant"),
        (TABLE, "Albania", "[ 3 ]", 3, "Participant"),
        (TABLE, "14 Jan 1993,", "14 Jan 1993 a,", 2, "Signature"),
        (ACTIONS, "Albania,Signature", "Albania,", 2, "Action"),
        (ACTIONS, "22/04/2016", "22 Apr 2016", 2, "Date of Notification/Deposit"),
        (ACTIONS, "27/04/1992", "31/04/1992", 5, "Date of Effect"),
    ],
)
def test_a_wrong_cell_refuses_its_row(
    text: str, old: str, new: str, line: int, column: str, tmp_path: Path
) -> None:
    assert old in text
    made = reading(tmp_path, text.replace(old, new, 1))
    (error,) = made.report.refusals
    assert (error.line, error.field) == (line, column)
    with pytest.raises(RowError):
        read(tmp_path / "26-3.csv", UnTreaties(), strict=True)


def test_torn_rows_are_refused(tmp_path: Path) -> None:
    _, report = reading(tmp_path, TABLE.replace("Albania,,14", "Albania,14"))
    assert [error.line for error in report.refusals] == [3]


# -- properties ------------------------------------------------------------------------------------

CODES = {"": "ratification", "A": "acceptance", "AA": "approval", "a": "accession",
         "d": "succession"}  # fmt: skip
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@given(
    day=st.dates(min_value=date(1000, 1, 1)),
    code=st.sampled_from(sorted(CODES)),
    gap=st.sampled_from([" ", "  "]),
    brackets=st.booleans(),
)
def test_every_day_and_code_is_read_as_it_is(
    day: date, code: str, gap: str, brackets: bool
) -> None:
    cell = f"{day.day}{gap}{MONTHS[day.month - 1]}{gap}{day.year:04}{gap if code else ''}{code}"
    row = f"Albania,,{f'[ {cell} ]' if brackets else cell}"
    with tempfile.TemporaryDirectory() as folder:
        (record,) = reading(Path(folder), f"{HEADER}\n{row}\n").dataset.records
    assert (str(record.date), record.topics) == (day.isoformat(), (CODES[code],))


@settings(max_examples=50)
@given(
    column=st.integers(0, 2),
    text=st.text(
        st.characters(exclude_characters='\r\n\0"', exclude_categories=["Cs"]), max_size=40
    ),
)
def test_any_text_in_a_cell_is_accounted_for(column: int, text: str) -> None:
    cells = ["Albania", "1 Feb 1993", "14 Jan 1995"]
    cells[column] = f'"{text}"'
    with tempfile.TemporaryDirectory() as folder:
        data, report = reading(Path(folder), f"{HEADER}\n{','.join(cells)}\nFrance,,1 Feb 1993\n")
    assert report.seen == report.read + report.refused == 2
    assert report.read >= 1
    assert loads(dumps(data)) == data


@given(order=st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    rows = TABLE.splitlines()[1:]
    shuffled = "\n".join([HEADER, *(rows[index] for index in order), ""])
    with tempfile.TemporaryDirectory() as folder:
        first = agreements(reading(Path(folder)))
        second = agreements(reading(Path(folder), shuffled))
    assert first.keys() == second.keys()
    for ident, made in first.items():
        assert (made.participants, made.date, made.links) == (
            second[ident].participants, second[ident].date, second[ident].links
        )  # fmt: skip
