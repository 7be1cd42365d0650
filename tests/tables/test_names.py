"""Names in questions to tables: known at once, looked for, or left alone."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pytest
from hypothesis import HealthCheck, given, settings

import bilateral
from bilateral import Dataset, Meeting, Participant, Person, Source, Visit
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.records import Role
from bilateral.query.predicates import INITIATORS, TARGETS
from bilateral.tables.names import TableNames, look_for, printed_in
from bilateral.testing import datasets

from .engines import FRAME_CASES, FRAMES, holdable


def frame(small: Dataset) -> nw.LazyFrame[Any]:
    lazy: nw.LazyFrame[Any] = nw.from_native(small.to("arrow")).lazy()
    return lazy


def test_names_that_the_table_carries_are_known_at_once(small: Dataset) -> None:
    names = TableNames(small)
    assert names.known("person", "Qamar Javed Bajwa") == "bajwa"
    assert not names.is_open("person", "bajwa")
    assert names.is_open("place", "Moscow")
    with pytest.raises(UnknownNameError, match="bajwa"):
        names.known("person", "bajva")
    assert names.conditions("bajwa") == small.conditions("bajwa")
    assert "SUN" in names.with_predecessors(["RUS"])


@pytest.mark.parametrize("held", [None, Dataset()])
def test_other_names_are_open(held: Dataset | None) -> None:
    names = TableNames(held)
    assert names.known("person", "bajva") == "bajva"
    assert names.is_open("person", "bajva")
    assert not names.is_open("state", "PAK")
    assert names.known("state", "Pakistan") == "PAK"
    assert not names.is_open("state", "Pakistan")
    assert names.is_open("state", "Ruritania")
    assert names.conditions(["pak", "India"]) == {"state": ["PAK", "IND"]}
    assert names.conditions("PAK") == {"state": ["PAK"]}
    assert "SUN" in names.with_predecessors(["RUS"])
    with pytest.raises(RecordError, match="does not say what its actors are"):
        names.conditions("bajwa")


def test_actors_are_open_where_only_sources_are_known(small: Dataset) -> None:
    names = TableNames(Dataset(sources=small.sources))
    assert names.is_open("organization", "sco")
    with pytest.raises(UnknownNameError):
        names.known("source", "artcle")


@pytest.mark.parametrize(
    ("name", "misspelt"),
    [
        (("place", "Moscow"), ("place", "Moskow")),
        (("topic", "arms"), ("topic", "army")),
        (("source", "article"), ("source", "artcle")),
        (("state", "PAK"), ("state", "PKA")),
        (("person", "bajwa"), ("person", "bajva")),
        (("office", "army-chief"), ("office", "army-cheif")),
        (("organization", "sco"), ("organization", "scoo")),
    ],
)
def test_open_names_are_looked_for(small: Dataset, name: Any, misspelt: Any) -> None:
    look_for([name], frame(small))
    with pytest.raises(UnknownNameError, match=f"did you mean '{name[1]}'") as caught:
        look_for([name, misspelt], frame(small))
    assert caught.value.found == misspelt[1]


@pytest.mark.parametrize("form", ["duckdb", "arrow"])
def test_a_misspelt_name_is_its_question_s_own(small: Dataset, form: Any) -> None:
    table = bilateral.scan(small.to(form))
    misspelt = table.visits.at("Moskow")
    for question in (misspelt, misspelt.since(2016), misspelt.any_status()):
        with pytest.raises(UnknownNameError, match="Moscow"):
            question.bounds()
    assert table.visits.bounds() == small.visits.bounds()
    assert table.visits.at("Moscow").bounds() == small.visits.at("Moscow").bounds()


def printed() -> Dataset:
    """Who is printed by a name: on either side, among many, under other roles, and not at all."""
    kohl = {"name": "Chancellor Helmut Kohl"}

    def trip(id: str, visitor: dict[str, str], host: dict[str, str], *more: Participant) -> Visit:
        return Visit(
            id=id,
            title=id,
            date="1990",
            status="occurred",
            participants=[
                Participant(role="visitor", state="DEU", **visitor),
                *more,
                Participant(role="host", state="FRA", **host),
            ],
            citations=["s"],
        )

    second = Participant(role="visitor", state="ITA", name="Kohl, Helmut")
    return Dataset(
        [
            trip("visitor", kohl, {}),
            trip("host", {}, kohl),
            trip("adviser", {"name": "adviser to Kohl"}, {"name": "Jacques Chirac"}),
            trip("of-two", {"name": "Andreotti"}, {}, second),
            trip("person", {"person": "genscher"}, {}),
            Meeting(
                id="meeting",
                title="A meeting",
                date="1990",
                status="occurred",
                participants=[
                    Participant(role="party", state="DEU", **kohl),
                    Participant(role="party", state="FRA"),
                    Participant(role="third party", state="ITA", name="A. Segni"),
                ],
                citations=["s"],
            ),
        ],
        actors=[Person(id="genscher", name="Hans-Dietrich Genscher")],
        sources=[Source(id="s", title="S")],
    )


@pytest.mark.parametrize("engine", FRAME_CASES)
def test_who_is_printed_by_a_name_is_found_as_in_a_dataset(engine: str) -> None:
    data = printed()
    table = bilateral.scan(FRAMES[engine](data.to("arrow")), names=data)
    assert sorted(table.visits.by("Kohl").ids) == ["of-two", "visitor"]
    assert table.where().towards("helmut kohl").ids[0] == data.where().towards("helmut kohl").ids[0]
    for verb, name in (("by", "Kohl"), ("involving", "Segni"), ("towards", "Chirac")):
        found, expected = (getattr(asked.any_status(), verb)(name) for asked in (table, data))
        assert (sorted(found.ids), found.bounds()) == (sorted(expected.ids), expected.bounds())
    assert table.by(person="Kohl").bounds() == data.by(person="Kohl").bounds()


def test_a_name_that_nobody_is_printed_by_is_still_unknown() -> None:
    data = printed()
    with pytest.raises(UnknownNameError, match="Mitterrand"):
        bilateral.scan(data.to("arrow")).by("Mitterrand")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets("visit", max_size=6))
def test_printed_names_are_those_of_the_objects(drawn: Dataset) -> None:
    data = holdable(drawn)
    rows: nw.LazyFrame[Any] = nw.from_native(data.to("arrow")).lazy()
    names = {p.name for record in data.records for p in record.seen if p.name}
    for name in names | {name.split()[-1] for name in names}:
        for roles in (INITIATORS, TARGETS, frozenset(Role)):
            assert printed_in(rows, name, roles) == tuple(sorted(data.printing(name, roles)))
