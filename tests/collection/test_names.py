"""What the names in questions mean, whatever the date."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Dataset, Organization, Participant, Person, Source, State, Visit, q
from bilateral.collection.names import ActorNames, is_called, words_in
from bilateral.errors import RecordError, StateNameError, UnknownNameError
from bilateral.model.actors import AnyActor
from bilateral.states import registry

EMPTY = ActorNames([])


def names(*actors: AnyActor) -> ActorNames:
    return ActorNames(actors)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("PAK", "PAK"),
        ("pak", "PAK"),
        ("PK", "PAK"),
        ("pk", "PAK"),
        ("India", "IND"),
        ("india", "IND"),
        ("Germany", "DEU"),
        ("Serbia", "SRB"),
        ("Soviet Union", "SUN"),
        ("hawaii", "hawaii"),
    ],
)
def test_a_state_needs_no_actor_of_the_dataset(name: str, state: str) -> None:
    assert EMPTY.id_of("state", name) == state
    assert EMPTY.conditions(name) == {"state": [state]}


@given(st.sampled_from(sorted(registry())), st.sampled_from(sorted(registry())))
def test_a_name_of_the_registry_means_the_same_whatever_states_a_dataset_has(
    asked: str, held: str
) -> None:
    def meant(known: ActorNames) -> object:
        try:
            return known.id_of("state", registry()[asked].name)
        except StateNameError as error:
            return error.candidates

    assert meant(names(registry()[held])) == meant(EMPTY)


def test_a_name_of_several_states_lists_them() -> None:
    for ask in (EMPTY.conditions, lambda name: EMPTY.id_of("state", name)):
        with pytest.raises(StateNameError, match=r"COD .*COG ") as caught:
            ask("Congo")
        assert caught.value.candidates == ("COD", "COG")
    with pytest.raises(StateNameError, match=r"SCG .*YUG "):
        EMPTY.conditions("Yugoslavia")


def test_an_id_goes_before_a_name_and_the_datasets_own_before_the_registry() -> None:
    zenda = State(id="zenda", name="Germany", names=["Zenda", "India"])
    assert names(zenda).conditions("Germany") == {"state": ["zenda"]}
    assert names(zenda).id_of("state", "ZENDA") == "zenda"
    india = Person(id="india", name="Zenda")
    assert names(zenda, india).conditions("india") == {"person": ["india"]}
    assert names(zenda, india).conditions("Zenda") == {"state": ["zenda"]}
    assert names(zenda, india).id_of("person", "Zenda") == "india"


def test_a_name_of_two_actors_lists_both() -> None:
    both = names(Person(id="asif-1", name="Asif"), Person(id="asif-2", name="Asif"))
    for name in ("Asif", "asif", "ASIF"):
        with pytest.raises(UnknownNameError, match=r"several persons.*asif-1 Asif, asif-2 Asif"):
            both.conditions(name)
    states = names(State(id="zenda", name="Z"), State(id="strelsau", name="Z"))
    with pytest.raises(StateNameError) as caught:
        states.id_of("state", "z")
    assert caught.value.candidates == ("zenda", "strelsau")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Ambazonia", ()),
        ("Ruritania", ()),
        ("Pakistn", ("Pakistan",)),
        ("Khawaja", ("khawaja-asif",)),
    ],
)
def test_an_unknown_name_has_near_ones_or_none(name: str, near: tuple[str, ...]) -> None:
    known = names(registry()["BHR"], Person(id="khawaja-asif", name="Khawaja Asif", state="PAK"))
    with pytest.raises(UnknownNameError, match="unknown actor") as caught:
        known.conditions(name)
    assert caught.value.near == near


def test_an_actor_of_a_state_is_asked_for_with_it() -> None:
    known = names(
        Person(id="asif", name="Asif", state="PAK"),
        Organization(id="nato", name="NATO", form="intergovernmental"),
    )
    assert known.conditions("Asif") == {"person": ["asif"], "state": ("PAK",)}
    assert known.conditions("nato") == {"organization": ["nato"], "stateless": True}


def test_several_actors_are_states() -> None:
    data = Dataset(actors=[Person(id="asif", name="Asif", state="PAK")])
    assert data.conditions(["PAK", "India", "pak"]) == {"state": ["PAK", "IND"]}
    assert data.conditions(["Asif"]) == data.conditions("Asif")
    with pytest.raises(RecordError, match="state=, person="):
        data.conditions(["PAK", "Asif"])
    for wrong in ([], 5, ["PAK", 5]):
        with pytest.raises(RecordError, match="a word, or several"):
            data.conditions(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "asked", "state"),
    [
        ("Greece", "Greece", "GRC"),
        ("Greece", "GRC", "GRC"),
        ("Greece", "greece", "GRC"),
        ("gr", "GRC", "GRC"),
        ("Congo", "COD", "COD"),
        ("Congo", "COG", "COG"),
    ],
)
def test_a_name_that_records_have_for_an_id_is_refused_and_not_passed_over(
    written: str, asked: str, state: str
) -> None:
    known = ActorNames([], lambda: {written, "FRA"})
    for ask in (known.conditions, lambda name: known.id_of("state", name)):
        with pytest.raises(UnknownNameError) as caught:
            ask(asked)
        assert (caught.value.found, caught.value.expected) == (written, f"{state!r} in the records")
        assert ask("FRA") in ("FRA", {"state": ["FRA"]})


def test_an_id_that_the_dataset_defines_or_nobody_knows_is_as_it_is() -> None:
    known = ActorNames([State(id="Greece", name="Hellas")], lambda: {"Greece", "freedonia"})
    assert known.id_of("state", "Greece") == "Greece"
    assert known.id_of("state", "GRC") == "GRC"
    assert known.id_of("state", "freedonia") == "freedonia"


def test_a_question_to_a_state_tells_of_a_record_with_its_name_for_an_id() -> None:
    parts = [Participant(role="visitor", state="Germany"), Participant(role="host", state="FRA")]
    visit = Visit(
        id="v",
        title="V",
        date="1960",  # when there were two
        status="occurred",
        participants=parts,
        citations=[Citation(source="s")],
    )
    data = Dataset(records=[visit], sources=[Source(id="s", title="S")])
    with pytest.raises(UnknownNameError, match=r"'Germany'.*'DEU' in the records"):
        data.visits.by("Germany")
    with pytest.raises(UnknownNameError, match="'DEU' in the records"):
        data.visits.where(q.visitor(state="DEU"))
    assert len(data.visits.towards("FRA")) == 1
    assert data.visits.count("host") == {"FRA": (1, 1)}
    for ask in (data.visits.count, data.visits.group, data.count):
        with pytest.raises(UnknownNameError, match=r"'Germany'.*'DEU' in the records"):
            ask("visitor")
    defined = attrs.evolve(data, actors=[State(id="Germany", name="Bund")])
    assert list(defined.visits.count("visitor")) == ["Germany"]


PEOPLE = names(
    Person(id="rn", name="Richard M. Nixon", state="USA"),
    Person(id="bo", name="Barack Obama"),
    Person(id="gb", name="George H. W. Bush"),
    Person(id="wb", name="George W. Bush", names=["Bush"]),
    Person(id="jg", name="José Jordan"),
    Person(id="nf", name="Nixon Foundation"),
    Person(id="k1", name="Ada King"),
    Person(id="k2", name="Ben King"),
)


@pytest.mark.parametrize(
    ("part", "person"),
    [
        ("Nixon", "rn"),
        ("Richard Nixon", "rn"),
        ("m. nixon", "rn"),
        ("obama", "bo"),
        ("Bush", "wb"),
        ("George H. Bush", "gb"),
    ],
)
def test_a_person_is_found_by_a_part_of_the_name_that_ends_as_it_does(
    part: str, person: str
) -> None:
    assert PEOPLE.id_of("person", part) == person
    assert PEOPLE.conditions(part)["person"] == [person]


@pytest.mark.parametrize("wrong", ["Nixen", "Richard", "Pat Nixon", "Nixon Richard", "ixon", ""])
def test_what_is_no_such_part_names_nobody(wrong: str) -> None:
    for ask in (PEOPLE.conditions, lambda name: PEOPLE.id_of("person", name)):
        with pytest.raises(UnknownNameError):
            ask(wrong)


def test_a_part_of_several_names_lists_them_and_a_state_goes_before_it() -> None:
    for ask in (PEOPLE.conditions, lambda name: PEOPLE.id_of("person", name)):
        with pytest.raises(UnknownNameError, match="k1 Ada King, k2 Ben King"):
            ask("King")
    assert PEOPLE.conditions("Jordan") == {"state": ["JOR"]}


@pytest.mark.parametrize("nobody", ["none", "Nobody", "unknown"])
def test_nobody_is_asked_for_otherwise(nobody: str) -> None:
    with pytest.raises(UnknownNameError, match="stateless=True"):
        EMPTY.conditions(nobody)


@pytest.mark.parametrize(
    ("printed", "name", "called"),
    [
        ("Helmut Kohl", "Kohl", True),
        ("Helmut Kohl", "helmut kohl", True),
        ("Chancellor Helmut Kohl, Germany", "Kohl", True),
        ("the chancellor, Helmut Kohl", "Kohl", True),
        ("Pieter van der Berg", "Berg", True),
        ("Prime Minister Nuri al-Maliki", "Maliki", True),
        ("Prime Minister Nuri al-Maliki", "al-Maliki", True),
        ("President Val\u00e9ry Giscard d\u2019Estaing", "Giscard d'Estaing", True),
        ("Kohl, vice-chancellor Genscher", "Genscher", False),
        ("\u738b\u6bc5", "\u738b\u6bc5", True),
        ("Helmut Kohl", "Helmut", False),
        ("Kohler", "Kohl", False),
        ("an adviser to Helmut Kohl", "Kohl", False),
        ("Kohl, with the adviser of Genscher", "Genscher", False),
        ("Kohl", "", False),
    ],
)
def test_who_is_printed_by_a_name(printed: str, name: str, *, called: bool) -> None:
    assert is_called(printed, name) is called
    if called:
        assert words_in(printed, name) is not None


@pytest.mark.parametrize(
    ("printed", "name", "part"),
    [
        ("Head of State, General Omar Torrijos Herrera", "Omar Torrijos",
         "General Omar Torrijos Herrera"),
        ("General Omar Torrijos Herrera", "torrijos", "General Omar Torrijos Herrera"),
        ("General Omar Torrijos", "Torrijos Omar", None),
        ("Omar Bongo, Torrijos", "Omar Torrijos", None),
        ("Kohler", "Kohl", None),
        ("Kohl", "", None),
    ],
)  # fmt: skip
def test_words_of_a_name_are_in_one_part_of_it(printed: str, name: str, part: str | None) -> None:
    assert words_in(printed, name) == part


def test_of_a_name_that_there_is_not_is_said_what_there_is() -> None:
    with pytest.raises(UnknownNameError, match=r"no office is stated here; .*q\.title\.contains"):
        EMPTY.id_of("office", "president")
    few = names(Person(id="xi", name="Xi"), Person(id="li", name="Li"))
    with pytest.raises(UnknownNameError, match=r"one of xi, li, as of count\('person'\)"):
        few.id_of("person", "Zhukov")
