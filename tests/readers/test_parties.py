"""Who takes part: several in a cell, lists that nobody asked for, what is said of actors."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.readers import FieldRule, Import, RecordMapping, read
from bilateral.states import candidates
from tests.readers.samples import write

STATES = ("Afghanistan", "India", "Trinidad and Tobago", "Korea, Rep.", "Bosnia and Herzegovina")


def reading(folder: Path, text: str, kind: str, **rules: FieldRule) -> Import:
    fields = {name.replace("__", "."): rule for name, rule in rules.items()}
    return read(write(folder, "t.csv", text), RecordMapping(kind=kind, fields=fields))


@given(st.lists(st.sampled_from(STATES), min_size=1, max_size=4, unique=True))
def test_a_separator_gives_a_participant_for_each_part(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    text = f"Who|When\n{'; '.join(names)};|1999\n"
    made = reading(
        tmp_path_factory.mktemp("t"), text, "agreement",
        party=FieldRule(column="Who", separator=";"), date=FieldRule(column="When"),
    )  # fmt: skip
    [record] = made.dataset
    assert [part.states for part in record.participants] == [
        candidates(name, on=1999) for name in names
    ]


@given(
    st.lists(
        st.sampled_from(("Afghanistan", "India", "Chad")), min_size=2, max_size=3, unique=True
    ),
    st.sampled_from([", ", ";", "/", " and ", " & ", " AND "]),
)
def test_a_list_where_one_state_is_wanted_is_refused_with_its_parts(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], mark: str
) -> None:
    text = f"Who|To\n{mark.join(names)}|Chad\nChad|{mark.join(names)}\nKorea, Rep.|Chad\n"
    rules = {"visitor": FieldRule(column="Who"), "host": FieldRule(column="To")}
    made = reading(tmp_path_factory.mktemp("t"), text, "visit", **rules)
    assert [(one.line, one.field) for one in made.report.refusals] == [(2, "Who"), (3, "To")]
    for one in made.report.refusals:
        assert all(repr(name) in str(one) for name in names)
        assert "separator=" in str(one)


def test_what_has_and_in_its_name_or_is_no_list_of_states_is_one(tmp_path: Path) -> None:
    text = "Who|To\nTrinidad and Tobago|Ruritania, Chad\nSerbia and Montenegro|A and B\n"
    rules = {"visitor": FieldRule(column="Who"), "host": FieldRule(column="To")}
    report = reading(tmp_path, text, "visit", **rules).report
    assert report.refused == 0
    assert {one.name for one in report.unresolved} >= {"Ruritania, Chad", "A and B"}


def test_the_users_own_name_of_a_list_goes_before_it(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "Who|To\nIndia and Chad|Iran\n")
    mapping = RecordMapping(kind="agreement", fields={"party": FieldRule(column="Who")})
    assert read(path, mapping, names={"India and Chad": ["IND", "TCD"]}).report.refused == 0


def test_parts_of_columns_belong_together(tmp_path: Path) -> None:
    text = "Who|Name|Post|To\nIndia; Chad|A; B|Minister|Iran\nIndia|A; B||Iran\n"
    text += "India; Chad|A||Iran\nIndia; Chad; Iran|A; B||Iran\n"
    rules = {
        "visitor": FieldRule(column="Who", separator=";"),
        "visitor__person": FieldRule(column="Name", separator=";"),
        "visitor__office": FieldRule(column="Post"),
        "host": FieldRule(column="To"),
    }
    made = reading(tmp_path, text, "visit", **rules)
    first, second = made.dataset
    visitors = [part for part in first.participants if part.role == "visitor"]
    assert [(p.state, p.person, p.office) for p in visitors] == [
        ("IND", "a-ind", "minister-ind"), ("TCD", "b-tcd", "minister-tcd")
    ]  # fmt: skip
    visitors = [part for part in second.participants if part.role == "visitor"]
    assert [(p.state, p.person) for p in visitors] == [("IND", "a-ind"), ("IND", "b-ind")]
    assert [(one.line, one.field) for one in made.report.refusals] == [(4, "Name"), (5, "Name")]


def test_a_key_makes_one_actor_of_several_names(tmp_path: Path) -> None:
    text = "Key|Name|From|Body|Code|Form\n7|A. Ex|India|Blue|B1|company\n"
    text += "7|Ann Ex|India|Blue Co|B1|company\n7|Ann Ex|Chad|Red|B2|army\n"
    rules = {
        "visitor": FieldRule(column="From"),
        "visitor__person": FieldRule(column="Name"),
        "visitor__person.id": FieldRule(column="Key"),
        "visitor__organization": FieldRule(column="Body"),
        "visitor__organization.id": FieldRule(column="Code"),
        "visitor__organization.form": FieldRule(column="Form"),
    }
    made = reading(tmp_path, text, "visit", **rules)
    assert {part.person for record in made.dataset for part in record.participants} == {"7"}
    person, body = made.dataset.actor("7"), made.dataset.actor("B1")
    assert (person.name, person.names) == ("A. Ex", ("Ann Ex",))
    assert (body.name, body.names, getattr(body, "form", None)) == ("Blue", ("Blue Co",), "company")
    [refused] = made.report.refusals
    assert (refused.line, refused.field) == (4, "Form")
    assert "armed group" in str(refused)


@pytest.mark.parametrize("body", [FieldRule(value="Blue"), FieldRule(column="Body")])
def test_a_membership_of_nobody_costs_its_row(body: FieldRule, tmp_path: Path) -> None:
    text = "Who|Since|Body\nIndia|1990|\n|1991|\n"
    rules = {"member": FieldRule(column="Who"), "date": FieldRule(column="Since")}
    made = reading(tmp_path, text, "membership", body__organization=body, **rules)
    assert (made.report.read, [one.line for one in made.report.refusals]) == (1, [3])
    assert "a membership of nobody" in str(made.report.refusals[0])


def test_a_membership_without_any_rule_of_a_party_is_refused(tmp_path: Path) -> None:
    made = reading(tmp_path, "Since|Who\n1990|A. Ex\n", "tenure", date=FieldRule(column="Since"))
    assert made.report.read == 0


def test_an_event_may_be_known_without_those_who_took_part(tmp_path: Path) -> None:
    rules = {"date": FieldRule(column="When"), "visitor": FieldRule(column="Who")}
    assert reading(tmp_path, "When|Who\n1990|\n", "visit", **rules).report.read == 1


def test_what_says_something_else_may_be_of_nobody_and_what_it_needs_costs_its_row(
    tmp_path: Path,
) -> None:
    rules = {"claim": FieldRule(column="What"), "holder": FieldRule(column="Who")}
    report = reading(tmp_path, "What|Who\nIt grows|\n|India\n", "assessment", **rules).report
    assert (report.read, [one.line for one in report.refusals]) == (1, [3])


@pytest.mark.parametrize("code", ["032", "32", "32.0"])
def test_a_code_that_lost_its_zeros_is_itself(code: str, tmp_path: Path) -> None:
    rules = {"party": FieldRule(column="Who", system="iso"), "date": FieldRule(column="When")}
    made = reading(tmp_path, f"Who|When\n{code}|1990\n", "agreement", **rules)
    assert made.dataset.records[0].participants[0].state == "ARG"
