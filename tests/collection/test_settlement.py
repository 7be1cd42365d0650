"""Names of states that are written where ids belong."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import (
    Citation,
    Claim,
    Coverage,
    Dataset,
    DatasetInfo,
    FaultsError,
    Meeting,
    Office,
    Organization,
    Participant,
    Person,
    Place,
    Source,
    State,
    Visit,
)
from bilateral.collection.settlement import Settlement, unsettled, words_of_records
from bilateral.errors import UnknownNameError
from bilateral.files import loads
from bilateral.states import lineage, registry
from bilateral.states.tables import folded, names

SOURCES = [Source(id="s", title="S")]


def visit(*states: Any, date: str | None = "2018-04-24", **facts: Any) -> Visit:
    """A visit of one state to another."""
    facts.setdefault("citations", [Citation(source="s")])
    parts = [
        Participant(role=role, state=state)
        for role, state in zip(("visitor", "host"), states, strict=True)
    ]
    return Visit(id="v", title="V", date=date, status="occurred", participants=parts, **facts)


def read(record: Visit | Meeting, *actors: Any) -> Any:
    """The record as a dataset has it."""
    return Dataset([record], actors, SOURCES).records[0]


def bearers(name: str, day: date) -> set[str]:
    """Who bore a name on a day, by a plain look at the table."""
    found = set()
    for spell in names()["", folded(name)]:
        spans = [span for span in (spell.period, registry()[spell.state].life) if span is not None]
        if all(span.start_min <= day.toordinal() <= span.end_max for span in spans):
            found.add(spell.state)
    return found


TODAY = {
    state.name: state.id
    for state in registry().values()
    if ("", folded(state.name)) in names() and bearers(state.name, date(2018, 4, 24)) == {state.id}
}


@pytest.fixture(scope="module")
def every() -> tuple[Dataset, Dataset]:
    """All states of today by name and by id."""

    def typed(words: dict[str, str]) -> Dataset:
        records = [
            visit(
                word, "USA" if state == "FRA" else "France", places=[Place("A town", state=word)]
            ).replace(id=f"v-{state.lower()}")
            for state, word in words.items()
        ]
        actors = [
            *(Person(id=f"p-{one.lower()}", name="P", state=word) for one, word in words.items()),
            *(Office(id=f"o-{one.lower()}", name="O", state=word) for one, word in words.items()),
        ]
        return Dataset(records, actors, SOURCES)

    ids = {state: state for state in TODAY.values()}
    return typed({state: name for name, state in TODAY.items()}), typed(ids)


def test_a_dataset_typed_with_names_is_that_typed_with_ids(every: tuple[Dataset, Dataset]) -> None:
    named, plain = every
    assert len(TODAY) > 180
    assert [r.participants[0] for r in named.records] == [r.participants[0] for r in plain.records]
    assert [record.places for record in named.records] == [
        record.places for record in plain.records
    ]
    stated = {a.id: a.state for a in named.actors if isinstance(a, (Person, Office))}
    assert stated == {a.id: a.state for a in plain.actors if isinstance(a, (Person, Office))}
    assert named.visits.count("visitor") == plain.visits.count("visitor")
    for state, name in {"BRA": "Brazil", "FRA": "France", "USA": "United States"}.items():
        for ask in (state, name):
            assert named.visits.by(ask).ids == plain.visits.by(state).ids != ()
            assert named.visits.towards(ask).ids == plain.visits.towards(state).ids
    assert named.validate() is named


@given(st.sampled_from(sorted(names())), st.dates(date(1800, 1, 1), date(2024, 12, 31)))
def test_a_name_is_read_only_where_one_state_bore_it(key: tuple[str, str], day: date) -> None:
    system, name = key
    if system or name.upper() in registry():
        return
    found = read(visit(name, "CHE", date=day.isoformat())).participants[0].states
    there = bearers(name, day)
    if there and found != (name,):
        assert set(found) <= there | {step.other for step in lineage()}
    if len(there) == 1 and all(
        (life := registry()[state].life) is None
        or life.start_max <= day.toordinal() <= life.end_min
        for state in there
    ):
        assert found == tuple(there)
    if len(there) > 1:
        assert found == (name,)


@pytest.mark.parametrize(
    ("word", "date", "state"),
    [
        ("Russia", "1986", "SUN"),
        ("Russia", "2016", "RUS"),
        ("Russia", "1985/1995", "Russia"),
        ("Russia", None, "Russia"),
        ("Germany", "1985", "Germany"),
        ("Germany", "1995", "DEU"),
        ("West Germany", "1985", "DEU"),
        ("Ceylon", "1980", "LKA"),
        ("Swaziland", "2020", "SWZ"),
        ("Kenya", "1950", "Kenya"),
        ("Congo", "2016", "Congo"),
        ("Democratic Republic of the Congo", "2016", "COD"),
        ("United States", None, "USA"),
        ("UAE", "2016", "ARE"),
        ("ma", "2016", "MAR"),
        (" Morocco ", "2016", "MAR"),
        ("freedonia", "2016", "freedonia"),
        ("prussia", "1850", "prussia"),
        ("a business delegation", "2016", "a business delegation"),
    ],
)
def test_a_name_means_what_it_surely_is_on_the_date(
    word: str, date: str | None, state: str
) -> None:
    kept = read(visit(word, "FRA", date=date, places=[Place("A town", state=word)]))
    assert kept.participants[0].states == (state,)
    assert kept.places[0].states == (state,)


def test_what_is_not_settled_is_refused_with_the_candidates() -> None:
    data = Dataset([visit("Germany", "FRA", date="1985")], sources=SOURCES)
    [fault] = data.faults()
    assert (fault.found, fault.near) == ("Germany", ("DDR", "DEU"))
    [fault] = Dataset([visit("a trade mission", "FRA")], sources=SOURCES).faults()
    assert "words as printed go in name=" in str(fault)
    for word in ("Germany", "a trade mission"):
        with pytest.raises(UnknownNameError, match="what is no id"):
            Dataset([visit(word, "FRA", date="1985")], sources=SOURCES).to("csv")


def test_several_states_are_read_each() -> None:
    assert read(visit(["Morocco", "DZA"], "FRA")).participants[0].states == ("MAR", "DZA")
    assert read(visit(["Morocco", "MAR"], "FRA")).participants[0].states == ("MAR",)


def test_a_state_of_the_dataset_goes_before_the_registry() -> None:
    own = State(id="zenda", name="Germany", names=["The Duchy"])
    for word in ("Germany", "the duchy"):
        assert read(visit(word, "FRA", date="1985"), own).participants[0].state == "zenda"
    defined = State(id="Greece", name="Hellas")
    assert read(visit("Greece", "FRA"), defined).participants[0].state == "Greece"
    known = registry()["RUS"]
    assert read(visit("Russia", "FRA", date="1986"), known).participants[0].state == "SUN"
    two = [State(id=one, name="Zenda") for one in ("a", "b")]
    assert read(visit("Zenda", "FRA"), *two).participants[0].state == "Zenda"


def test_claims_are_read_too() -> None:
    parts = [Participant(role="party", state=state) for state in ("Morocco", "South Korea")]
    claims = [
        Claim("party[Morocco].person", "p"),
        Claim("party[South Korea].state", "United States, JPN"),
    ]
    record = Meeting(
        id="m",
        title="M",
        date="2018",
        status="occurred",
        participants=parts,
        citations=[Citation(source="s"), Citation(source="s", claims=claims)],
    )
    found = read(record, Person(id="p", name="P", state="Morocco"))
    assert [str(claim.field) for claim in found.citations[1].claims] == [
        "party[MAR].person",
        "party[KOR].state",
    ]
    assert found.citations[1].claims[1].value == "USA, JPN"
    assert found.seen[1].states == ("KOR", "USA", "JPN")
    assert Dataset([record], [Person(id="p", name="P")], SOURCES).validate()
    one = visit(
        "Morocco", "FRA", citations=[Citation(source="s", claims=[Claim("host.state", "UK")])]
    )
    assert read(one).seen[1].states == ("FRA", "GBR")


def test_two_parties_that_are_one_stay_as_they_are_written() -> None:
    parts = [Participant(role="party", state=state) for state in ("Morocco", "MAR")]
    record = Meeting(
        id="m",
        title="M",
        date="2018",
        participants=parts,
        citations=[Citation(source="s", claims=[Claim("party[Morocco].rank", "General")])],
    )
    assert read(record) == record


def test_actors_and_coverage_mean_what_bears_a_name_today_or_in_their_life() -> None:
    data = Dataset(
        actors=[
            State(id="zenda", name="Zenda", continues=["Soviet Union"]),
            Organization(id="tass", name="TASS", form="company", state="Russia"),
            Organization(id="old", name="Old", form="company", state="Russia", life="1950/1980"),
            Person(id="p", name="P", state="Germany"),
            Person(id="c", name="C", state="Congo"),
        ],
        sources=SOURCES,
        info=DatasetInfo(
            name="mine",
            coverage=[
                Coverage(
                    source="s", actors=["Russia", "tass"], kinds=["visit"], period="1960/1980"
                ),
                Coverage(source="s", actors=["Russia"], kinds=["visit"]),
            ],
        ),
    )
    assert data.actor("zenda").continues == ("SUN",)  # type: ignore[union-attr]
    assert [a.state for a in data.actors[1:]] == ["RUS", "SUN", "DEU", "Congo"]  # type: ignore[union-attr]
    assert [one.actors for one in data.info.coverage] == [("SUN", "tass"), ("RUS",)]
    [fault] = data.faults()
    assert (fault.record, fault.near) == ("c", ("COD", "COG"))


def test_what_nothing_is_to_be_read_of_is_kept_as_it_is() -> None:
    record = visit("MAR", "FRA")
    data = Dataset([record], sources=SOURCES)
    assert data.records[0] is record
    named = Dataset([visit("Morocco", "FRA"), record.replace(id="w")], sources=SOURCES)
    assert attrs.evolve(named, info=DatasetInfo(name="x")).records == named.records
    assert pickle.loads(pickle.dumps(named)) == named


def test_a_file_may_have_names_and_a_faulty_item_does_not_hide_what_they_mean() -> None:
    document: dict[str, Any] = {
        "format": "bilateral",
        "version": 1,
        "dataset": {"name": "mine", "title": "Mine"},
        "sources": [{"id": "s", "title": "S"}],
        "actors": [{"kind": "person", "id": "p", "name": "P", "state": "Morocco"}],
        "records": [
            {
                "kind": "visit",
                "id": "v",
                "title": "V",
                "date": "2018",
                "participants": [
                    {"role": "visitor", "state": "South Korea", "person": "p"},
                    {"role": "host", "state": ["France"]},
                ],
                "citations": [{"source": "s"}],
            }
        ],
    }
    for form in ("json",):
        data = loads(json.dumps(document), form)
        assert [p.state for p in data.records[0].participants] == ["KOR", "FRA"]
        assert data == loads(json.dumps(document).replace("South Korea", "KOR"), form)
    document["records"][0]["date"] = "2018-13"
    document["records"][0]["participants"].append({"role": "host", "state": "a trade mission"})
    with pytest.raises(FaultsError) as caught:
        loads(json.dumps(document))
    assert {fault.found for fault in caught.value.faults} == {"13", "a trade mission"}


def test_the_words_of_records_and_those_that_are_no_ids() -> None:
    record = visit("MAR", ["Fiji", "zenda"], places=[Place("A town", state="prussia")])
    words = words_of_records([record])
    assert words == {"MAR", "Fiji", "zenda", "prussia"}
    rest = unsettled(words, [State(id="zenda", name="Zenda")])
    assert rest == {"Fiji"}
    assert Settlement(rest, []).record(record).participants[1].states == ("FJI", "zenda")
