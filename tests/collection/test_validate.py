"""What is wrong across records: one fault is planted at a time in a sound dataset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from bilateral import (
    ArmsTransfer,
    Citation,
    Claim,
    Dataset,
    DatasetInfo,
    Meeting,
    Office,
    Organization,
    Participant,
    Person,
    Place,
    Quantity,
    Source,
    State,
    Visit,
)
from bilateral.collection.info import SourceGroup
from bilateral.collection.validate import faults_of
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.model.completeness import Coverage
from bilateral.model.records import Link
from bilateral.testing import datasets

CITATION = Citation(source="paper")
ACTORS = [
    State(id="PAK", name="Pakistan", life="1947-08-14/.."),
    State(id="SUN", name="Soviet Union", life="1922-12-30/1991-12-25"),
    Person(id="bajwa", name="Bajwa", state="PAK"),
    Office(id="chief", name="Chief", sector="military", state="PAK"),
    Office(id="adviser", name="Adviser"),
    Organization(id="ministry", name="Ministry", form="government body", sector="defence"),
    Organization(id="club", name="Club", form="nongovernmental"),
]


def visit(*participants: Participant, **facts: Any) -> Visit:
    return Visit(
        **{
            "id": "v",
            "title": "A visit",
            "date": "2018-04",
            "status": "occurred",
            "participants": participants,
            "citations": [CITATION],
            **facts,
        }
    )


def sound(*records: Any, **facts: Any) -> Dataset:
    return Dataset(
        **{
            "records": records or [visit()],
            "actors": ACTORS,
            "sources": [Source(id="paper", title="A paper", published="2018-05")],
            **facts,
        }
    )


def only(faults: Iterable[BilateralError]) -> tuple[type, str | None, str | None, object]:
    """The one fault that was planted."""
    (fault,) = faults
    return type(fault), fault.record, fault.field, fault.found


def test_a_sound_dataset_has_none() -> None:
    assert list(faults_of(sound())) == []


@given(datasets())
def test_datasets_of_the_strategies_have_none(dataset: Dataset) -> None:
    assert list(faults_of(dataset)) == []


# -- ids -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "what", "found"),
    [
        ({"records": [visit(), visit(), visit(id="w")]}, "2 records of one id", "v"),
        ({"records": [visit(id="w"), *[visit()] * 3]}, "3 records of one id", "v"),
        ({"actors": [*ACTORS, Person(id="club", name="P")]}, "2 actors of one id", "club"),
        (
            {"sources": [Source(id="paper", title="A"), Source(id="paper", title="B")]},
            "2 sources of one id",
            "paper",
        ),
    ],
)
def test_an_id_is_had_by_one(facts: dict[str, Any], what: str, found: str) -> None:
    (fault,) = faults_of(sound(**facts))
    assert (fault.problem, fault.field, fault.found) == (what, "id", found)


# -- references ------------------------------------------------------------------------------


REFERENCES: list[tuple[dict[str, Any], str, str]] = [
    ({"citations": [CITATION, Citation(source="papr")]}, "citations[1].source", "papr"),
    ({"links": [Link("part of", "w")]}, "links[0].target", "w"),
    ({"places": [Place("Moscow", "RUS"), Place("Kazan", "RUSS")]}, "places[1].state", "RUSS"),
    ({"participants": [Participant(role="host", state="RUSS")]}, "participants[0].state", "RUSS"),
    ({"participants": [Participant(role="host", person="b")]}, "participants[0].person", "b"),
    ({"participants": [Participant(role="host", office="c")]}, "participants[0].office", "c"),
    (
        {"participants": [Participant(role="host"), Participant(role="host", organization="c")]},
        "participants[1].organization",
        "c",
    ),
    ({"participants": [Participant(role="host", state="bajwa")]}, "participants[0].state", "bajwa"),
    ({"participants": [Participant(role="host", person="PAK")]}, "participants[0].person", "PAK"),
    ({"participants": [Participant(role="host", office="club")]}, "participants[0].office", "club"),
    (
        {"participants": [Participant(role="host", organization="adviser")]},
        "participants[0].organization",
        "adviser",
    ),
]


@pytest.mark.parametrize(("facts", "field", "found"), REFERENCES)
def test_what_a_record_refers_to_is_there_and_of_its_kind(
    facts: dict[str, Any], field: str, found: str
) -> None:
    (fault,) = faults_of(sound(visit(**facts)))
    assert only([fault]) == (UnknownNameError, "v", field, found)
    told = {"source": "source", "target": "record"}
    what = field.rpartition(".")[2]
    assert fault.problem == f"unknown {told.get(what, what)}"


def test_a_misspelt_reference_has_the_near_ones() -> None:
    (fault,) = faults_of(sound(visit(citations=[Citation(source="papr")])))
    assert fault.near == ("paper",)
    assert fault.problem == "unknown source"


def test_every_state_of_the_registry_and_the_dataset_s_own_may_be_referred_to() -> None:
    own = [*ACTORS, State(id="ruritania", name="Ruritania")]
    for state in ("RUS", "prussia", "BUR", "ruritania"):
        trip = visit(Participant(role="host", state=state), places=[Place("A", state)], date=None)
        assert list(faults_of(sound(trip, actors=own))) == []


def test_the_same_fault_is_told_of_each_record_that_has_it() -> None:
    wrong = Participant(role="host", person="b")
    faults = list(faults_of(sound(visit(wrong), visit(wrong, wrong, id="w"))))
    assert [(fault.record, fault.field) for fault in faults] == [
        ("v", "participants[0].person"),
        ("w", "participants[0].person"),
        ("w", "participants[1].person"),
    ]


@pytest.mark.parametrize(
    ("actor", "field", "found"),
    [
        (Person(id="x", name="X", state="RUSS"), "state", "RUSS"),
        (Office(id="x", name="X", state="RUSS"), "state", "RUSS"),
        (Organization(id="x", name="X", form="company", state="RUSS"), "state", "RUSS"),
        (State(id="x", name="X", continues=["SUN", "RUSS"]), "state", "RUSS"),
        (Office(id="x", name="X", organization="clob"), "organization", "clob"),
        (Office(id="x", name="X", organization="chief"), "organization", "chief"),
    ],
)
def test_what_an_actor_refers_to_is_there(actor: Any, field: str, found: str) -> None:
    (fault,) = faults_of(sound(actors=[*ACTORS, actor]))
    assert only([fault]) == (UnknownNameError, "x", field, found)
    assert fault.problem == f"unknown {field}"


def test_an_office_may_belong_to_an_organization_of_the_dataset() -> None:
    office = Office(id="x", name="X", organization="ministry", state="RUS")
    assert list(faults_of(sound(actors=[*ACTORS, office]))) == []


@pytest.mark.parametrize(
    ("facts", "field", "found"),
    [
        ({"groups": [SourceGroup(name="g", sources=["paper", "p"])]}, "groups.sources", "p"),
        ({"coverage": [Coverage(source="p", actors=[], kinds=[])]}, "coverage.source", "p"),
        (
            {"coverage": [Coverage(source="paper", actors=["PAK", "p"], kinds=[])]},
            "coverage.actors",
            "p",
        ),
        (
            {"coverage": [Coverage(source="paper", actors=[], kinds=["visit", "p"])]},
            "coverage.kinds",
            "p",
        ),
    ],
)
def test_what_a_dataset_says_of_itself_is_there(
    facts: dict[str, Any], field: str, found: str
) -> None:
    (fault,) = faults_of(sound(info=DatasetInfo(**facts)))
    assert only([fault]) == (UnknownNameError, None, field, found)
    assert fault.problem == f"unknown {field.split('.')[1].removesuffix('s')}"


# -- sectors ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "own"),
    [
        ({"office": "chief"}, "military"),
        ({"office": "adviser"}, None),
        ({"organization": "ministry"}, "defence"),
        ({"organization": "club"}, None),
        ({"office": "chief", "organization": "ministry"}, "military"),
        ({"office": "adviser", "organization": "ministry"}, None),
    ],
)
def test_the_office_or_else_the_body_gives_the_sector(
    facts: dict[str, str], own: str | None
) -> None:
    giver = facts.get("office") or facts["organization"]
    for sector in ("military", "defence", "security", None):
        someone = Participant(role="visitor", sector=sector, **facts)
        faults = list(faults_of(sound(visit(Participant(role="host"), someone))))
        if sector in (own, None):  # left out is not another
            assert faults == []
        else:
            assert only(faults) == (RecordError, "v", "participants[1].sector", sector)
            assert faults[0].expected == (own or f"no sector, as {giver!r} has none")
            assert giver in faults[0].problem


@pytest.mark.parametrize("facts", [{}, {"state": "PAK"}, {"person": "bajwa", "state": "PAK"}])
def test_without_an_office_or_body_any_sector_may_be_stated(facts: dict[str, str]) -> None:
    someone = Participant(role="visitor", sector="business", **facts)
    assert list(faults_of(sound(visit(someone)))) == []


# -- dates -----------------------------------------------------------------------------------


def test_a_thing_that_happened_is_not_later_than_its_source() -> None:
    # Published in May 2018: some day of that month is soon enough, whatever it is.
    for date, wrong in (("2018-05-31", False), ("2018-06", True), ("2018", False), ("2019", True)):
        faults = list(faults_of(sound(visit(date=date))))
        assert bool(faults) is wrong, date
        if wrong:
            assert only(faults) == (RecordError, "v", "date", date)
            assert "after 'paper' was published" in faults[0].problem


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "planned"},
        {"status": None},
        {"date": None},
        {"citations": [Citation(source="paper", stance="contradicts")]},
        {"citations": [Citation(source="paper", claims=[Claim("date", "2018-03")])]},
        {"citations": [Citation(source="undated")]},
    ],
)
def test_what_is_no_report_of_a_thing_that_happened_then_may_be_older(
    facts: dict[str, Any],
) -> None:
    papers = [
        Source(id="paper", title="A paper", published="2018-05"),
        Source(id="undated", title="A paper without a date"),
    ]
    trip = visit(**{"date": "2019", **facts})
    assert list(faults_of(sound(trip, sources=papers))) == []


@pytest.mark.parametrize("status", ["occurred", "ongoing"])
def test_each_of_its_sources_is_asked(status: str) -> None:
    papers = [
        Source(id="old", title="A paper", published="2017"),
        Source(id="new", title="A paper", published="2019"),
    ]
    citations = [Citation(source="new"), Citation(source="old")]
    trip = visit(status=status, citations=citations)
    (fault,) = faults_of(sound(trip, sources=papers))
    assert "'old'" in fault.problem


def test_a_participant_lived_on_some_day_of_it() -> None:
    for date, wrong in (("1991", False), ("1992", True), ("1922", False), ("1921", True)):
        trip = visit(Participant(role="host", state="SUN"), date=date)
        faults = list(faults_of(sound(trip)))
        assert bool(faults) is wrong, date
        if wrong:
            assert only(faults) == (RecordError, "v", "date", date)
            assert "outside the life of 'SUN'" in faults[0].problem
    anyone = visit(Participant(role="host"), date="1900")
    assert list(faults_of(sound(anyone))) == []


@pytest.mark.parametrize(
    ("states", "date", "wrong"),
    [
        ("PAK", "1874", True),
        ("PAK", "1947", False),
        (["SUN", "DDR"], "2016", True),
        (["SUN", "RUS"], "2016", False),
    ],
)
def test_lives_of_the_registry_are_heeded(states: Any, date: str, wrong: bool) -> None:
    for fact in (
        {"participants": [Participant(role="host", state=states)]},
        {"places": [Place("A", states)]},
    ):
        faults = list(faults_of(sound(evolve(visit(date=date), **fact))))
        assert [fault.field for fault in faults] == ["date"] * wrong


def transfer(**facts: Any) -> ArmsTransfer:
    return ArmsTransfer(
        **{"id": "a", "title": "A", "status": "occurred", "citations": [CITATION], **facts}
    )


def test_a_delivery_is_not_before_its_order() -> None:
    for date, ordered, wrong in (
        ("2015", "2016", True),
        ("2016", "2016", False),
        ("2016", "2015", False),
        ("2015/2016", "2016", False),
        ("2015", None, False),
        (None, "2016", False),
        ("2015", "[2016,2018]", True),
        ("2017", "[2016,2018]", False),  # it may be the earlier one
    ):
        faults = list(faults_of(sound(transfer(date=date, order_date=ordered))))
        assert bool(faults) is wrong, (date, ordered)
        if wrong:
            assert only(faults) == (RecordError, "a", "date", date)
            assert "before the order" in faults[0].problem
    for status in ("planned", "agreed", None):
        late = transfer(date="2015", order_date="2016", status=status)
        assert list(faults_of(sound(late))) == []


def test_all_faults_are_told_and_in_order() -> None:
    wrong = visit(
        Participant(role="host", state="SUN", person="b"),
        date="2019",
        links=[Link("part of", "w")],
    )
    fields = [fault.field for fault in faults_of(sound(wrong, evolve(wrong)))]
    each = ["links[0].target", "participants[0].person", "date", "date"]
    assert fields == ["id", *each, *each]


def test_a_coverage_may_name_states_of_the_registry_and_actors_of_the_dataset() -> None:
    coverage = Coverage(source="paper", actors=["RUS", "PAK", "club"], kinds=["visit"])
    assert list(faults_of(sound(info=DatasetInfo(coverage=[coverage])))) == []


# -- a date, an attested day and a duration ----------------------------------------------------


def rival(date: str) -> Citation:
    return Citation(source="paper", stance="contradicts", claims=[Claim("date", date)])


@pytest.mark.parametrize(
    ("facts", "problem", "field", "found"),
    [
        ({"attested": "2017"}, "attested outside its date", "attested", "2017"),
        (
            {"attested": "2017", "citations": [CITATION, rival("2015")]},
            "attested outside its date",
            "attested",
            "2017",
        ),
        (
            {"duration": Quantity("31", "days")},
            "a duration that the dates do not allow",
            "duration",
            "31 days",
        ),
        (
            {"date": "2018-04-24/2018-04-25", "duration": Quantity("3", "days")},
            "a duration that the dates do not allow",
            "duration",
            "3 days",
        ),
        (
            {"attested": "2018-04-24", "citations": [CITATION, rival("2016")]},
            "a rival date that no attested day or duration fits",
            "date",
            "2016",
        ),
        (
            {
                "date": "2018-04-24/2018-04-26",
                "duration": Quantity("3", "days"),
                "citations": [CITATION, rival("2018-04-20/2018-04-27")],
            },
            "a rival date that no attested day or duration fits",
            "date",
            "2018-04-20/2018-04-27",
        ),
    ],
)
def test_what_no_date_fits_is_named(
    facts: dict[str, Any], problem: str, field: str, found: str
) -> None:
    faults = list(faults_of(sound(visit(**facts))))
    assert only(faults) == (RecordError, "v", field, found)
    assert faults[0].problem == problem


def test_so_it_is_of_a_kind_that_has_no_duration() -> None:
    claim = Citation(source="paper", claims=[Claim("attested", "2019")])
    record = Meeting(id="v", title="A", date="2016", attested="2018", citations=[CITATION, claim])
    assert only(faults_of(sound(record))) == (RecordError, "v", "attested", "2018 or 2019")


@pytest.mark.parametrize(
    "facts",
    [
        {"attested": "2018-04-30"},
        {"attested": "2018"},
        {"duration": Quantity("30", "days")},
        {"duration": Quantity("99", "hours")},
        {"date": "2018-04-24/", "duration": Quantity("2.5", "days")},
        {"date": None, "attested": "2018-04-24", "duration": Quantity("400", "days")},
        {"date": "[2016,2018-04]", "attested": "2018-04-24"},  # one value, some day of which fits
        {"attested": "2018", "citations": [CITATION, rival("2018-03")]},
    ],
)
def test_what_some_date_fits_is_no_fault(facts: dict[str, Any]) -> None:
    assert list(faults_of(sound(visit(**facts)))) == []


def test_a_source_may_be_published_on_one_of_several_days() -> None:
    papers = [Source(id="paper", title="A paper", published="2018-XX-15")]
    assert list(faults_of(sound(visit(date="2018-12"), sources=papers))) == []
    (fault,) = faults_of(sound(visit(date="2018-12-16"), sources=papers))
    assert "'paper' was published" in fault.problem


def test_an_order_on_one_of_several_days_is_no_error() -> None:
    for order, number in (("[1965,1970]", 0), ("[1975,1980]", 1)):
        transfer = ArmsTransfer(
            id="a",
            title="A",
            date="1970",
            order_date=order,
            status="occurred",
            citations=[Citation(source="s")],
        )
        data = Dataset(records=[transfer], sources=[Source(id="s", title="S")])
        assert len(data.faults()) == number


# -- what refers to itself, and what is told apart by nothing -----------------------------------


@pytest.mark.parametrize("word", ["purpos", "visitor.perzon", "visitor.person"])
def test_what_was_coded_is_a_field_or_a_role(word: str) -> None:
    paper = Source(id="paper", title="Paper", coded=["purpose", "host", "links", word])
    (fault,) = faults_of(evolve(sound(), sources=[paper]))
    assert only([fault]) == (UnknownNameError, "paper", "coded", word)
    assert fault.near[:1] == (("purpose",) if word == "purpos" else fault.near[:1])


@pytest.mark.parametrize("word", ["part of", "same as", "may be same as"])
def test_a_record_is_not_linked_to_itself(word: str) -> None:
    (fault,) = faults_of(sound(visit(links=[Link(word, "v")])))
    assert only([fault]) == (RecordError, "v", "links[0].target", word)


def test_a_key_tells_a_participant_from_others_of_its_role() -> None:
    host = Participant(role="host", state="PAK", key="k")
    visitor = Participant(role="visitor", state="PAK", key="k")
    assert not list(faults_of(sound(visit(host, visitor))))
    (fault,) = faults_of(sound(visit(host, Participant(role="host", state="RUS", key="k"))))
    assert only([fault]) == (RecordError, "v", "participants.key", "k")


def test_a_state_does_not_continue_itself() -> None:
    state = State(id="atlantis", name="Atlantis", continues=["atlantis"])
    (fault,) = faults_of(evolve(sound(), actors=[state]))
    assert only([fault]) == (RecordError, "atlantis", "continues", "atlantis")


@pytest.mark.parametrize(
    ("dates", "link", "wrong"),
    [
        (("2017", "2018"), "same as", True),
        (("2017", "2018"), "may be same as", False),  # a source may err
        (("2017", "2017-12/2018-01"), "same as", False),
        (("2017", None), "same as", False),
    ],
)
def test_one_event_is_on_days_that_its_records_share(
    dates: tuple[str, str | None], link: str, wrong: bool
) -> None:
    one = evolve(visit(date=dates[0]), id="one", links=[Link(link, "other")])
    found = [*faults_of(sound(one, evolve(visit(date=dates[1]), id="other")))]
    assert bool(found) is wrong
    if wrong:
        assert only(found) == (RecordError, "one", "links", "same as 'other'")


@pytest.mark.parametrize(
    ("name", "date", "near"),
    [
        ("Germany", None, ("DEU",)),
        ("Germany", "1985", ("DDR", "DEU")),
        ("Kenya", "1950", ("KEN",)),
        ("Korea", "2016", ("KOR", "PRK")),
        ("PAKK", "2016", ("PAK",)),
    ],
)
def test_near_to_a_name_are_the_states_that_it_means(
    name: str, date: str | None, near: tuple[str, ...]
) -> None:
    (fault,) = faults_of(sound(visit(Participant(role="host", state=name), date=date)))
    assert fault.near[: len(near)] == near
