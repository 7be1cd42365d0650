"""What people type of records, actors and evidence: it works, or says in a line what to type."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import BilateralError, Claim, testing
from bilateral.errors import ArgumentError, RecordError, UnknownNameError
from bilateral.model.constructors import explained

b: Any = bilateral  # as untyped code sees it
Citation, FieldRule, Meeting, Office = b.Citation, b.FieldRule, b.Meeting, b.Office
Participant, Person, Place = b.Participant, b.Person, b.Place
RecordMapping, Source, Visit = b.RecordMapping, b.Source, b.Visit
HERALD = Source(id="herald", title="The Herald")


@pytest.mark.parametrize(
    ("call", "near"),
    [
        (lambda: Source(id="a", title="A", date="2012"), "published"),
        (lambda: Source(id="a", title="A", licence="free"), "terms"),
        (lambda: Source(id="a", title="A", publishd="2012"), "published"),
        (lambda: Person(id="a", name="A", nationality="JPN"), "state"),
        (lambda: Office(id="a", name="A", sectr="military"), "sector"),
        (lambda: Participant(role="host", country="JPN"), "state"),
        (lambda: Citation(source="a", page="3"), "locator"),
        (lambda: Citation(source="a", text="in print"), "quote"),
        (lambda: Citation(source="a", says={"date": "2018"}), "claims"),
        (lambda: Visit(id="a", title="A", citations=["a"], when="2018"), "date"),
        (lambda: Visit(id="a", title="A", source="a"), "citations"),
        (lambda: Place(city="Delhi"), "name"),
        (lambda: FieldRule("a", fromat="edtf"), "format"),
    ],
)
def test_a_keyword_that_there_is_not_names_the_one_that_is_meant(
    call: Callable[[], object], near: str
) -> None:
    with pytest.raises(TypeError) as caught:
        call()
    assert isinstance(caught.value, ArgumentError)
    assert near in caught.value.near
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: Source("a", "A"), "by name: expected Source(id=..., title=...)"),
        (lambda: Source(id="a"), "a Source needs title"),
        (lambda: Office(id="a"), "an Office needs name"),
        (lambda: Place("Delhi", name="Delhi"), "'name' twice"),
        (lambda: RecordMapping("visit", {}), "RecordMapping(kind=..., fields=...)"),
        (lambda: Participant("host", "JPN"), "by name: expected Participant(role='host'"),
        (lambda: Participant(role="host", title="Chief"), "expected name='...' for words as"),
        (lambda: Participant(role="host", person_name="X"), "person='id-of-the-person' for one"),
    ],
)
def test_other_wrong_calls_say_what_is_wrong(call: Callable[[], object], told: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        call()
    assert told in str(caught.value)


def test_parts_are_written_as_texts_where_these_say_all() -> None:
    plain = Meeting(
        id="a",
        title="A",
        places=[Place("Delhi")],
        participants=[Participant(role="party", state="JPN")],
        citations=[Citation(source="herald", claims=[Claim("date", "2018")])],
    )
    for citations in (
        [{"source": "herald", "claims": [{"field": "date", "value": "2018"}]}],
        (Citation(source="herald", claims=[{"field": "date", "value": "2018"}]),),
    ):
        written = Meeting(
            id="a",
            title="A",
            places=["Delhi"],
            participants=[{"role": "party", "state": "JPN"}],
            citations=citations,
        )
        assert written == plain
        assert hash(written) == hash(plain)
    alone = ("herald", HERALD, Citation(source="herald"), {"source": "herald"})
    for short in (["herald"], [HERALD], {"herald"}, iter(["herald"]), *alone):
        assert Visit(id="a", title="A", citations=short).citations == (Citation(source="herald"),)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: Meeting(id="a", title="A", citations=["a"], participants=["JPN"]),
         "expected parties=['JPN']"),
        (lambda: Visit(id="a", title="A", citations=[7]), "Citation(source="),
        (lambda: Visit(id="a", title="A", citations=[{"sorce": "a"}]), "'source'"),
        (lambda: Visit(id="a", title="A", citations=["a"], places=[7]), "Place("),
        (lambda: Citation(source="a", claims=["date"]), "Claim("),
        (lambda: Citation(source="The Herald"), "the id of a Source, such as 'the-herald'"),
        (lambda: Participant(role="host", person="Taro Sato"),
         "a Person among the actors, such as 'taro-sato'; words as printed go in name="),
        (lambda: Citation(source="a", claims={"date": None}), "expected text"),
        (lambda: Citation(source="a", claims={"field": "date"}), "such as [Claim('date', "),
        (lambda: Visit(id="a", title="A", citations="The Herald"), "such as [Citation(source="),
        (lambda: Participant(role="host", office="Chief of Navy"), "id of an Office among"),
        (lambda: Participant(role="host", state=" "), "id or name of a state"),
        (lambda: Source(id="a", title="A", language="German"), "such as 'de'"),
        (lambda: Visit(id="a", title="A", citations=["a"], date="about then"),
         "such as 'end of April 2018'"),
    ],
)  # fmt: skip
def test_a_wrong_value_says_how_it_is_written(call: Callable[[], object], told: str) -> None:
    with pytest.raises(BilateralError) as caught:
        call()
    assert told in str(caught.value)


def test_a_faulty_part_of_a_right_class_is_told_as_before() -> None:
    with pytest.raises(RecordError, match="expected text"):
        Participant(role="host", name=7)
    with pytest.raises(TypeError, match="unhashable"):
        {}[[]]  # type: ignore[index]


def test_a_citation_has_the_words_of_its_source() -> None:
    found = Citation(source="herald", locator="p. 3", quote="arrived in spring")
    assert (str(found.locator), found.quote) == ("page 3", "arrived in spring")
    made = Visit(id="a", title="A", citations=[found])
    assert Visit.from_dict(made.to_dict()) == made


@pytest.mark.parametrize(
    ("make", "word", "near"),
    [
        (b.Role, "participant", "party"),
        (b.Role, "Guest", "visitor"),
        (b.Status, "done", "occurred"),
        (b.Stance, "denies", "contradicts"),
        (b.Sector, "army", "military"),
        (b.Status, "planed", "planned"),
    ],
)
def test_another_word_of_a_vocabulary_names_the_one_that_is_meant(
    make: Any, word: str, near: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        make(word)
    assert caught.value.near[0] == near
    assert all(make(meant) in make for meant in make._meant().values())


@given(
    st.dictionaries(
        st.sampled_from(["date", "title", "host.state"]),
        st.sampled_from(["2018", "PAK", 4, 1.5]),
    )
)
def test_claims_are_given_by_their_fields(values: dict[str, Any]) -> None:
    meant = [Claim(field, str(value)) for field, value in values.items()]
    assert Citation(source="a", claims=values) == Citation(source="a", claims=meant)


def test_a_source_stands_for_its_id() -> None:
    assert Citation(source=HERALD) == Citation(source="herald")


@given(st.one_of(testing.sources(), testing.citations("visit"), testing.actors()))
def test_what_is_shown_makes_the_same_again(value: object) -> None:
    assert eval(repr(value), {name: getattr(b, name) for name in b.__all__}) == value


def test_what_is_stated_is_shown_and_nothing_else() -> None:
    assert repr(HERALD) == "Source(id='herald', title='The Herald')"
    assert repr(FieldRule("When", format="%Y")) == "FieldRule(column=['When'], format='%Y')"
    cited = Citation(source="herald", locator="p. 3", stance="contradicts")
    assert repr(cited) == (
        "Citation(source='herald', locator=Locator(page='3'), stance='contradicts')"
    )


@pytest.mark.parametrize(
    ("call", "told", "near"),
    [
        (lambda q, _: q.party(name="Kohl"), "by('Kohl') of a selection", ()),
        (lambda q, _: q.party(stat="PAK"), "one of state, other_than", ("state", "stateless")),
        (lambda q, _: q.party("PAK"), "too many positional arguments", ()),
        (lambda _, data: data.by(country="PAK"), "one of actor, state", ("state",)),
        (lambda _, data: data.visits.towards(name="Kohl"), "such as by('Kohl')", ()),
        (lambda _, data: data.visits.since(), "date", ()),
        (lambda _, data: data.visits.since(year=2016), "one of date", ("date",)),
        (lambda _, data: data.visits.count("host", sort=True), "count(...).sort()", ()),
        (lambda _, data: data.visits.at(city="Moscow"), "one of place, state", ()),
    ],
)
def test_a_verb_explains_arguments_that_it_does_not_take(
    call: Callable[[Any, Any], object], told: str, near: tuple[str, ...], small: Any
) -> None:
    with pytest.raises(ArgumentError) as caught:
        call(b.q, small)
    assert told in str(caught.value)
    assert caught.value.near == near


def test_what_fails_within_a_verb_is_told_as_it_is() -> None:
    @explained()
    def verb(number: int) -> int:
        return number + "1"  # type: ignore[operator]

    with pytest.raises(TypeError, match="unsupported operand"):
        verb(1)
    assert list(inspect.signature(verb).parameters) == ["number"]


def test_the_signature_of_a_kind_has_its_roles_and_that_of_another_class_its_own() -> None:
    assert {"host", "visitor", "date"} <= set(inspect.signature(bilateral.Visit).parameters)
    assert "supplier" not in inspect.signature(bilateral.Visit).parameters
    assert "roles" in inspect.signature(bilateral.Coverage).parameters
