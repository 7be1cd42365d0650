"""ATOP: alliances, members, dyad-years; what 0, nothing and a code stand for."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from bilateral import Agreement, Membership, Period, Role, Status, Truth, q
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.model.records import AgreementForm, MembershipForm
from bilateral.query import evaluate
from bilateral.readers import Reading, RowError, read
from bilateral.readers.driver import Import
from bilateral.readers.sets.atop import Atop

REAL = os.environ.get("BILATERAL_REAL_FILES")

ALLIANCES = """\
atopid,cowid,begyr,begmo,begday,endyr,endmo,endday,ineffect,bilat,estmode,defense,offense,neutral,\
nonagg,consul,active,mem1,mem2,mem3,mem10,version
9001,,1955,4,12,1979,3,,0,1,1,1,0,0,1,1,1,200,770,,,5.0999999
9002,3999,1996,7,,0,0,0,1,0,0,0,1,1,0,0,0,2,365,316,710,5.0999999
9003,,1990,,,,,,0,1,,0,0,0,0,0,0,365,369,,,5.0999999
"""
MEMBERS = """\
atopid,cowid,member,cowsys,yrent,moent,dayent,yrexit,moexit,dayexit,ineffect,phase,defense,\
offense,neutral,nonagg,consul,version
9001,,770,1,1955,4,12,1960,1,2,0,1,1,0,0,1,1,5.1
9001,,770,1,1960,1,2,1979,3,,0,2,1,0,0,1,0,5.1
9001,,200,1,1955,4,12,1979,3,,0,0,0,0,0,0,0,5.1
9002,,2,1,1996,7,1,0,0,0,1,0,0,1,1,0,0,5.1
9002,,365,1,1972,4,9,0,0,0,1,0,0,1,0,0,0,5.1
9004,,165,0,1851,5,29,1852,,,0,0,1,0,0,0,0,5.1
9005,,20,1,1950,1,1,,,,,0,1,0,0,0,0,
"""
DYADS = """\
dyad,mem1,mem2,year,atopally,defense,offense,neutral,nonagg,consul,bilatno,multino,number,asymm,\
atopid1,atopid2
2020,2,20,1949,0,0,0,0,0,0,0,0,0,0,,
2020,2,20,1950,1,1,0,0,0,1,1,0,1,0,9010,
2020,2,20,1951,1,1,0,0,0,0,1,0,1,0,9010,
2020,2,20,1952,1,1,1,0,0,0,1,1,2,0,9010,9011
2020,2,20,1955,1,0,1,0,0,0,0,1,1,0,9011,
2200,2,200,1954,1,0,0,0,1,0,1,0,1,0,9012,
2200,2,200,1955,1,0,0,0,1,0,1,0,1,0,9012,
2200,2,200,1956,,,,,,,,,,,,
"""
DIRECTED = """\
ddyad,year,atopally,defense,offense,neutral,nonagg,consul,shareob,asymm,stateA,stateB
2020,1950,1,1,0,0,0,1,1,1,2,20
20002,1950,1,0,0,0,0,1,1,1,20,2
2020,1951,1,0,0,0,0,1,1,1,2,20
2200,1949,0,0,0,0,0,0,0,0,2,200
2200,1952,0,0,0,0,0,0,0,0,2,200
"""


def reading(folder: Path, text: str) -> Import:
    file = folder / "atop.csv"
    file.write_text(text, encoding="utf-8")
    return read(file, Atop())


def agreements(made: Import) -> dict[str, Agreement]:
    return {record.id: record for record in made.dataset.records if isinstance(record, Agreement)}


def memberships(made: Import) -> dict[str, Membership]:
    return {record.id: record for record in made.dataset.records if isinstance(record, Membership)}


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (ALLIANCES, "alliances"),
        (MEMBERS, "members"),
        (DYADS, "dyad-years"),
        (DIRECTED, "directed-dyad-years"),
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


def test_an_alliance_is_an_agreement(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, ALLIANCES))["atop:9001"]
    assert made.title == "Alliance of United Kingdom and Pakistan (ATOP 9001)"
    assert str(made.date) == "1955-04-12"
    assert made.in_force == Period("1955-04-12/1979-03")
    assert made.form is AgreementForm.TREATY
    assert made.status is Status.OCCURRED
    assert made.topics == ("defence", "nonaggression", "consultation")
    assert [(part.role, part.state) for part in made.participants] == [
        (Role.PARTY, "GBR"),
        (Role.PARTY, "PAK"),
    ]
    (citation,) = made.citations
    assert citation.locator is not None
    assert citation.locator.line == 2


def test_an_end_of_0_is_open_and_one_of_nothing_unknown(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, ALLIANCES))
    assert made["atop:9002"].in_force == Period("1996-07/[2018-12-31..]")
    assert made["atop:9003"].in_force == Period("1990/")


def test_what_has_no_end_in_the_data_is_in_force_until_their_last_day(tmp_path: Path) -> None:
    alliance = agreements(reading(tmp_path, ALLIANCES))["atop:9002"]
    truths = [evaluate(q.in_force.during(year), alliance) for year in (1995, 2010, 2018, 2019)]
    assert truths == [Truth.FALSE, Truth.TRUE, Truth.TRUE, Truth.UNKNOWN]


def test_a_file_that_does_not_say_its_version_leaves_the_end_open(tmp_path: Path) -> None:
    head, *rows = ALLIANCES.splitlines()
    at = head.split(",").index("version")
    bare = [",".join(c for n, c in enumerate(r.split(",")) if n != at) for r in (head, *rows)]
    made = agreements(reading(tmp_path, "\n".join(bare) + "\n"))
    assert made["atop:9002"].in_force == Period("1996-07/..")


def test_a_begin_is_as_exact_as_its_cells(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, ALLIANCES))
    assert str(made["atop:9002"].date) == "1996-07"
    assert str(made["atop:9003"].date) == "1990"


def test_only_estmode_1_is_a_treaty(tmp_path: Path) -> None:
    made = agreements(reading(tmp_path, ALLIANCES))
    assert made["atop:9002"].form is None
    assert made["atop:9003"].form is None


def test_codes_are_resolved_for_the_begin_and_others_listed(tmp_path: Path) -> None:
    made = reading(tmp_path, ALLIANCES)
    # A code is that of its state before the list has it; Tajikistan was not there in 1990.
    assert [p.state for p in agreements(made)["atop:9003"].participants] == ["SUN", "UKR"]
    made = reading(tmp_path, ALLIANCES.replace("365,369", "365,702"))
    found = agreements(made)
    assert [p.state for p in found["atop:9002"].participants] == ["USA", "RUS", "CZE", "CHN"]
    assert [(p.states, p.none, p.name) for p in found["atop:9003"].participants] == [
        (("SUN",), (), None),
        ((), (), "702"),  # which may have joined later
    ]
    assert found["atop:9003"].title == "Alliance of Soviet Union and COW 702 (ATOP 9003)"
    (listed,) = made.report.unresolved
    assert (listed.name, listed.rows, listed.line) == ("702", 1, 4)


def test_a_member_is_an_ally_of_its_alliance_by_phases(tmp_path: Path) -> None:
    made = reading(tmp_path, MEMBERS)
    found = memberships(made)
    first, second = found["atop:9001:770:1"], found["atop:9001:770:2"]
    assert first.date == Period("1955-04-12/1960-01-02")
    assert second.date == Period("1960-01-02/1979-03")
    assert first.topics == ("defence", "nonaggression", "consultation")
    assert second.topics == ("defence", "nonaggression")
    assert found["atop:9001:200"].topics == ()
    assert first.form is MembershipForm.ALLY
    assert first.status is Status.OCCURRED
    assert first.title == "Pakistan in ATOP alliance 9001, phase 1"
    assert [(p.role, p.state, p.organization) for p in first.participants] == [
        (Role.MEMBER, "PAK", None),
        (Role.BODY, None, "atop-alliance-9001"),
    ]
    names = {actor.id: actor.name for actor in made.dataset.actors}
    assert names["atop-alliance-9001"] == "ATOP alliance 9001"


def test_a_member_in_effect_is_attested_by_the_last_day_of_its_version(tmp_path: Path) -> None:
    found = memberships(reading(tmp_path, MEMBERS))
    usa = found["atop:9002:2"]
    assert usa.date == Period("1996-07-01/..")
    assert usa.status is Status.ONGOING
    assert str(usa.attested) == "2018-12-31"
    unknown = found["atop:9005:20"]
    assert unknown.date == Period("1950-01-01/")
    assert (unknown.status, unknown.attested) == (Status.OCCURRED, None)


def test_a_member_code_that_passes_on_makes_a_record_for_each_state(tmp_path: Path) -> None:
    made = reading(tmp_path, MEMBERS)
    found = memberships(made)
    first, second = found["atop:9002:365:SUN"], found["atop:9002:365:RUS"]
    assert [m.participants[0].state for m in (first, second)] == ["SUN", "RUS"]
    assert str(first.date).endswith("/1991-12-25")
    assert str(second.date) == "1991-12-26/.."
    assert (first.status, second.status) == ("occurred", "ongoing")
    assert found["atop:9004:165"].participants[0].state == "URY"  # not yet listed in 1851
    assert made.report.unresolved == ()


def test_dyad_years_make_one_agreement_a_run(tmp_path: Path) -> None:
    made = reading(tmp_path, DYADS)
    found = agreements(made)
    assert set(found) == {
        "atop:9010:2-20:1950",
        "atop:9011:2-20:1952",
        "atop:9011:2-20:1955",
        "atop:9012:2-200:1954",
    }
    run = found["atop:9010:2-20:1950"]
    assert run.title == "ATOP alliance 9010 in force between United States and Canada"
    assert run.date is None
    assert run.in_force == Period("1950/1952")
    assert run.status is Status.OCCURRED
    assert {part.state for part in run.participants} == {"USA", "CAN"}
    assert run.topics == ("defence",)
    (citation,) = run.citations
    assert citation.locator is not None
    assert citation.locator.line == 3
    assert citation.note == "3 rows, 1950 to 1952; in some of the rows only: consultation"


def test_obligations_of_several_alliances_are_not_those_of_one(tmp_path: Path) -> None:
    run = agreements(reading(tmp_path, DYADS))["atop:9011:2-20:1952"]
    assert run.topics == ()
    assert run.citations[0].note == (
        "1 row, 1952 to 1952; obligations are coded for several alliances together"
    )


def test_a_run_up_to_the_last_year_of_the_file_is_open(tmp_path: Path) -> None:
    text = "\n".join(line for line in DYADS.splitlines() if ",1956," not in line)
    run = agreements(reading(tmp_path, text + "\n"))["atop:9012:2-200:1954"]
    assert run.in_force == Period("1954/[1955..]")
    assert evaluate(q.in_force.during(1955), run).is_true
    assert run.status is Status.ONGOING


def test_pairs_that_are_not_allied_are_remarked(tmp_path: Path) -> None:
    notes = reading(tmp_path, DYADS).report.notes
    assert notes == {
        "a pair that are not allied in a year, which makes no record": 1,
        "a pair that may be allied or not (atopally empty) in a year, which makes no record": 1,
    }


def test_directed_rows_make_one_agreement_with_what_both_sides_owe(tmp_path: Path) -> None:
    (run,) = agreements(reading(tmp_path, DIRECTED)).values()
    assert run.id == "atop:2-20:1950"
    assert run.title == "Alliance in force between United States and Canada"
    assert run.topics == ("consultation",)
    assert run.in_force == Period("1950/1951")
    assert run.citations[0].note == "3 rows, 1950 to 1951; in some of the rows only: defence"


def test_a_file_that_begins_late_does_not_say_when_a_run_began(tmp_path: Path) -> None:
    text = "\n".join(line for line in DIRECTED.splitlines() if ",1949," not in line)
    (run,) = agreements(reading(tmp_path, text + "\n")).values()
    assert run.in_force == Period("[..1950]/1951")


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "column"),
    [
        (ALLIANCES, "9001,,1955,4,12", "9001,,1955,13,12", 2, "begmo"),
        (ALLIANCES, "9001,,1955,4,12", "9001,,1955,4,31", 2, "begday"),
        (ALLIANCES, "9001,,1955", "9001,,0", 2, "begyr"),
        (ALLIANCES, "1979,3,", "1950,3,", 2, "endyr"),
        (ALLIANCES, "0,0,0,1,0,0,0,1", "0,5,0,1,0,0,0,1", 3, "endmo"),
        (ALLIANCES, "0,1,1,1,0,0,1,1,1,200", "0,1,1,2,0,0,1,1,1,200", 2, "defense"),
        (ALLIANCES, "1,200,770", "1,GBR,770", 2, "mem1"),
        (MEMBERS, "9001,,200,1", "9001,,,1", 4, "member"),
        (MEMBERS, "9001,,200,1", "9001,,-9,1", 4, "member"),
        (DYADS, "2020,2,20,1950,1", "2020,2,20,1950,3", 3, "atopally"),
        (DYADS, "2020,2,20,1950,1", "2020,2,2,1950,1", 3, "mem2"),
        (DYADS, "2020,2,20,1950,1", "2020,2,20,,1", 3, "year"),
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


def test_what_contradicts_ineffect_is_remarked(tmp_path: Path) -> None:
    text = ALLIANCES.replace("0,0,0,1,0,0,0,1,1", "0,0,0,0,0,0,0,1,1")
    made = reading(tmp_path, text)
    assert agreements(made)["atop:9002"].in_force == Period("1996-07/")
    assert "an end of 0 though it is not in effect: the end is unknown" in made.report.notes
    made = reading(tmp_path, ALLIANCES.replace("1979,3,,0", "1979,3,,1"))
    assert agreements(made)["atop:9001"].in_force == Period("1955-04-12/1979-03")
    told = [note for note in made.report.notes if "was not called so" not in note]
    assert len(told) == 1


def test_strict_reading_raises(tmp_path: Path) -> None:
    file = tmp_path / "atop.csv"
    file.write_text(ALLIANCES.replace("9001,,1955", "9001,,0"), encoding="utf-8")
    with pytest.raises(RowError):
        read(file, Atop(), strict=True)


def test_a_file_without_its_columns_is_not_of_atop(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("atopid,begyr,begmo\n1,1900,1\n", encoding="utf-8")
    with pytest.raises(BilateralError):
        Reading(file, Atop())


@pytest.mark.skipif(REAL is None, reason="set BILATERAL_REAL_FILES to the folder of real files")
def test_the_real_files_of_4_01() -> None:
    folder = Path(REAL or "") / "atop"
    with (folder / "atop-alliance-level.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    data, report = read(folder / "atop-alliance-level.csv", Atop())
    assert report.seen == report.read == len(rows) == len(data.records) == 745
    found = agreements(Import(data, report))
    open_ends = [made.in_force for made in found.values() if str(made.in_force).endswith("..]")]
    assert len(open_ends) == sum(row["endyr"] == "0" for row in rows) == 334
    treaties = sum(made.form is AgreementForm.TREATY for made in found.values())
    assert treaties == sum(row["estmode"] == "1" for row in rows) == 602
    topics = Counter(topic for made in found.values() for topic in made.topics)
    assert topics["defence"] == sum(row["defense"] == "1" for row in rows) == 275
    codes = sum(bool(row[f"mem{number}"]) for row in rows for number in range(1, 60))
    parties = sum(len(made.participants) for made in found.values())
    unresolved = sum(listed.rows for listed in report.unresolved)
    assert parties == codes == 2155
    assert unresolved == 93
    assert data.faults() == ()

    with (folder / "atop-member-level.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    data, report = read(folder / "atop-member-level.csv", Atop())
    members = memberships(Import(data, report))
    assert report.seen == report.read == len(rows) == 2398
    assert len(members) == 2437  # 39 rows of codes that pass from one state to another
    ongoing = sum(made.status is Status.ONGOING for made in members.values())
    assert ongoing == sum(row["ineffect"] == "1" for row in rows) == 1062
    bodies = {part.organization for made in members.values() for part in made.participants}
    assert len(bodies - {None}) == len({row["atopid"] for row in rows}) == 745
    named = [made.participants[0].name for made in members.values()]
    assert sum(name is not None for name in named) == 2  # codes of no state then
    assert data.faults() == ()
    (claim,) = data.info.coverage
    assert (str(claim.period), claim.kinds) == ("1815/2016", ("membership",))
    assert claim.topics == ("defence", "offence", "neutrality", "nonaggression", "consultation")


def test_a_part_of_a_file_is_complete_for_nothing(tmp_path: Path) -> None:
    assert reading(tmp_path, ALLIANCES).report.coverage == ()
