"""Records, their claims, actors, evidence and amounts: what they refuse and what they show."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from bilateral import (
    Actor,
    Alignment,
    Citation,
    Claim,
    DirectedDyad,
    Dyad,
    Interest,
    Locator,
    Meeting,
    Moment,
    Office,
    Organization,
    Participant,
    Period,
    Place,
    Quantity,
    Record,
    Source,
    State,
    Visit,
)
from bilateral.errors import BilateralError, RecordError
from bilateral.model.actors import sector_of_rank
from bilateral.model.records import KINDS, Condition, Event, Link
from bilateral.model.records.base import Role
from bilateral.states import registry

SAID = [Citation(source="one")]


def visit(*citations: Citation, **facts: Any) -> Visit:
    return Visit(id="v", title="A visit", citations=[*SAID, *citations], **facts)


# -- kinds -----------------------------------------------------------------------------------


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.plural for kind in KINDS.values()}) == len(KINDS)
    for name, kind in KINDS.items():
        assert kind.kind == name
        assert issubclass(kind, (Event, Condition))
        assert kind.sides
        for side in kind.sides:
            assert side <= kind.roles


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: visit(date="206"), "date"),
        (lambda: visit(date=Period("2016")), "date"),
        (lambda: visit(duration=2), "duration"),
        (lambda: visit(note=5), "note"),
        (lambda: visit(topics="arms"), "topics"),
        (lambda: visit(topics=["two words"]), "topics"),
        (lambda: visit(participants=["PAK"]), "participants[0]"),
        (lambda: visit(participants=[Participant(role="supplier")]), "participants.role"),
        (lambda: visit(links=[5]), "links[0]"),
        (lambda: Visit(id="a b", title="A", citations=SAID), "id"),
        (lambda: Visit(id="a", title=" ", citations=SAID), "title"),
        (lambda: Visit(id="a", title=5, citations=SAID), "title"),  # type: ignore[arg-type]
        (lambda: Visit(id="a", title="A", citations=[]), "citations"),
        (lambda: Meeting(id="a", title="A", citations=SAID, session=True), "session"),
        (lambda: Interest(id="a", title="A", citations=SAID, aim=""), "aim"),
        (lambda: Participant(role="host", state="P K"), "participants.state"),
        (lambda: Participant(role="host", name=""), "participants.name"),
        (lambda: Participant(role="host", person=5), "person"),  # type: ignore[arg-type]
        (lambda: Place(), "places"),
        (lambda: Place(name=""), "places.name"),
        (lambda: Link("part of", "no id"), "target"),
        (lambda: Citation(source="no id"), "source"),
        (lambda: Citation(source="s", locator="page"), "locator"),
        (lambda: Citation(source="s", note=5), "note"),  # type: ignore[arg-type]
        (lambda: Claim("date", ""), "value"),
        (lambda: Source(id="s", title=""), "title"),
        (lambda: Source(id="s", title="S", published="soon"), "published"),
        (lambda: Source(id="s", title="S", authors="A"), "authors"),
        (lambda: Locator(sentence=1), "paragraph"),
        (lambda: Locator(paragraph=0), "paragraph"),
        (lambda: Locator(page="?"), "page"),
        (lambda: State(id="PAK", name=""), "name"),
        (lambda: State(id="PAK", name="P", life="x"), "life"),
        (lambda: DirectedDyad("PAK", "R S"), "target"),
        (
            lambda: Alignment(
                id="a", title="A", posture="close", citations=SAID, date="2016", attested="2018"
            ),
            "attested",
        ),
    ],
)
def test_a_wrong_object_fails_at_once_and_names_the_field(
    make: Callable[[], object], field: str
) -> None:
    with pytest.raises(BilateralError) as caught:
        make()
    assert caught.value.field == field


@pytest.mark.parametrize(
    "make",
    [
        lambda: visit(purpose="offical"),
        lambda: visit(status="done"),
        lambda: Citation(source="s", stance="agrees"),
        lambda: Citation(source="s", mode="rumour"),
        lambda: Citation(source="s", rank="best"),
        lambda: Participant(role="guest"),
        lambda: Participant(role="host", sector="army"),
        lambda: Organization(id="o", name="O", form="club"),
        lambda: Locator(),
        lambda: Dyad("PAK", "PAK"),
        lambda: Actor(id="a", name="A"),
        lambda: Record(id="a", title="A", citations=SAID),
        lambda: Event(id="a", title="A", citations=SAID),
    ],
)
def test_words_outside_a_vocabulary_and_things_of_no_kind_raise(
    make: Callable[[], object],
) -> None:
    with pytest.raises(BilateralError):
        make()


def test_a_record_cannot_be_changed_and_can_be_a_key() -> None:
    record = visit(date="2016")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.title = "Another"  # type: ignore[misc]
    assert len({record, visit(date="2016")}) == 1
    assert copy.deepcopy(record) == record == pickle.loads(pickle.dumps(record))
    assert repr(record) == "<Visit v 2016: A visit>"


# -- claims ----------------------------------------------------------------------------------


def claims(stance: str, value: str, rank: str = "normal") -> Citation:
    return Citation(source="two", stance=stance, rank=rank, claims=[Claim("date", value)])


@pytest.mark.parametrize(
    ("citations", "seen"),
    [
        ([], ["2016"]),
        ([claims("refines", "2016-04")], ["2016-04"]),
        ([claims("contradicts", "2015")], ["2016", "2015"]),
        ([claims("asserts", "2015")], ["2016", "2015"]),
        ([claims("corroborates", "2016-04")], ["2016"]),
        ([claims("casts doubt", "2015")], ["2016"]),
        ([claims("contradicts", "2015", "preferred")], ["2015"]),
        ([claims("contradicts", "2015", "deprecated")], ["2016"]),
        ([claims("refines", "2016-04"), claims("contradicts", "2015")], ["2016-04", "2015"]),
        ([claims("refines", "2016-04", "preferred"), claims("contradicts", "2015")], ["2016-04"]),
        ([claims("contradicts", "2016")], ["2016"]),
    ],
)
def test_which_of_rival_values_a_query_sees(citations: list[Citation], seen: list[str]) -> None:
    record = visit(*citations, date="2016")
    assert [str(value) for value in record.values("date")] == seen
    assert record.when is not None
    bounds = [Moment(text) for text in seen]
    assert record.when.start_min == min(moment.start_min for moment in bounds)
    assert record.when.end_max == max(moment.end_max for moment in bounds)


def test_ranks_decide_between_rivals_only() -> None:
    deprecated = Citation(source="one", rank="deprecated")
    alone = Visit(id="v", title="A", date="2016", citations=[deprecated])
    assert [str(value) for value in alone.values("date")] == ["2016"]
    both = attrs.evolve(alone, citations=[deprecated, claims("contradicts", "2015")])
    assert [str(value) for value in both.values("date")] == ["2015"]
    neither = attrs.evolve(
        alone, citations=[deprecated, claims("contradicts", "2015", "deprecated")]
    )
    assert neither.values("date") == ()
    assert neither.when is None


def test_a_value_that_only_another_source_gives_is_seen() -> None:
    record = visit(claims("refines", "2016-04"))
    assert record.date is None
    assert [str(value) for value in record.values("date")] == ["2016-04"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("dat", "2016", "date"), ("date", "soon", "soon"), ("status", "done", "done")],
)
def test_a_wrong_claim_fails_at_once(field: str, value: str, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        visit(Citation(source="two", claims=[Claim(field, value)]))


def test_claims_of_every_type_are_read() -> None:
    record = visit(
        Citation(
            source="two",
            claims=[Claim("duration", "2", "two days"), Claim("purpose", "working")],
        )
    )
    assert record.values("duration") == (Quantity(2, printed="two days"),)
    assert record.values("purpose") == ("working",)
    assert record.claimed == {"duration", "purpose"}


def test_attested_bounds_a_period() -> None:
    record = Alignment(id="a", title="A", posture="close", citations=SAID, attested="2018-05")
    assert record.when is not None
    assert record.when.during(Period("2018-05-01/2018-05-31")).is_true
    assert record.when.during(Moment("1990")).is_unknown


# -- ranks, pairs, roles ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "military"),
    [
        ("General", True),
        ("Lt-General", True),
        ("Lt-Gen (retd)", True),
        ("Col. Gen.", True),
        ("Secretary-General", False),
        ("Attorney General", False),
        ("Counsellor", False),
        (None, False),
    ],
)
def test_whole_ranks_speak_for_the_forces(rank: str | None, military: bool) -> None:
    assert (sector_of_rank(rank) == "military") is military


def test_dyads() -> None:
    assert Dyad("RUS", "PAK") == Dyad("PAK", "RUS")
    assert DirectedDyad("RUS", "PAK") != DirectedDyad("PAK", "RUS")
    assert DirectedDyad("RUS", "PAK").dyad == Dyad("PAK", "RUS")


def test_sides_of_roles() -> None:
    assert Role.PARTY.is_initiator
    assert Role.PARTY.is_target
    assert Role.HOST.is_target
    assert not Role.THIRD_PARTY.is_initiator


def test_offices_and_codes() -> None:
    assert Office(id="o", name="O", sector="security").sector == "security"
    assert registry()["RUS"].continues == ("SUN",)
    assert len(registry()) > 270
