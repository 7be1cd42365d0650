"""Paths by which claims reach participants."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from bilateral import Citation, Claim, Dataset, Meeting, Participant, Source, Visit, q
from bilateral.errors import RecordError
from bilateral.files.documents import dumps, loads
from bilateral.model.actors import Person
from bilateral.model.records import AnyRecord
from bilateral.model.records.paths import Path, is_path, own_of, reached, restated
from bilateral.query import evaluate
from bilateral.testing import datasets, records


def visit(*claims: tuple[str, str], stance: str = "refines", **more: Any) -> Visit:
    told = Citation(source="page", stance=stance, claims=[Claim(*claim) for claim in claims])
    facts = {"participants": [Participant(role="visitor", state="PAK")]} | more
    return Visit(id="a", title="A", citations=[Citation(source="article"), told], **facts)


# -- what a claim does -----------------------------------------------------------------------------


def test_a_claim_names_whom_the_record_leaves_unnamed() -> None:
    trip = visit(("visitor.person", "khawaja-asif"))
    assert trip.participants[0].person is None
    assert trip.seen[0].person == "khawaja-asif"
    assert trip.values("visitor.person") == ("khawaja-asif",)
    assert evaluate(q.visitor(person="khawaja-asif"), trip).is_true
    assert evaluate(q.visitor(named=True), trip).is_true


def test_rivals_are_alternatives_of_persons_too() -> None:
    trip = visit(
        ("visitor.person", "another"),
        stance="contradicts",
        participants=[Participant(role="visitor", person="one")],
    )
    assert trip.values("visitor.person") == ("one", "another")
    assert trip.seen[0].known("person") == ("one", "another")
    assert evaluate(q.visitor(person="one"), trip).is_unknown
    assert evaluate(q.visitor(person=["one", "another"]), trip).is_true
    assert evaluate(q.visitor(person="third"), trip).is_false


def test_a_refinement_takes_the_place_of_what_contains_it() -> None:
    several = [Participant(role="visitor", state=["COD", "COG"])]
    assert visit(("visitor.state", "COG"), participants=several).seen[0].state == "COG"
    other = visit(("visitor.state", "AGO"), participants=several)
    assert other.seen[0].states == ("COD", "COG", "AGO")


def test_words_that_a_source_repeats_do_not_erase_them() -> None:
    assert visit(("visitor.state", "PAK"), stance="corroborates").seen[0].state == "PAK"
    assert visit(("visitor.state", "IND"), stance="casts doubt").seen[0].state == "PAK"


def test_a_claim_makes_who_is_not_stated_alone_in_its_role() -> None:
    trip = visit(("host.state", "RUS"))
    assert [p.state for p in trip.seen if p.role == "host"] == ["RUS"]
    assert not trip.unstated
    assert evaluate(q.host(state="RUS"), trip).is_true
    assert evaluate(q.host(state="IND"), trip).is_false
    doubted = visit(("host.state", "RUS"), stance="casts doubt")
    assert len(doubted.seen) == 1
    assert evaluate(q.host(state="IND"), doubted).is_unknown


def test_of_several_in_a_role_the_key_or_the_state_tells() -> None:
    parties = [Participant(role="party", state="PAK"), Participant(role="party", key="r")]
    meeting = Meeting(
        id="m",
        title="M",
        participants=parties,
        citations=[
            Citation(
                source="page",
                claims=[Claim("party[PAK].person", "one"), Claim("party[r].state", "RUS")],
            )
        ],
    )
    assert [(p.person, p.state) for p in meeting.seen] == [("one", "PAK"), (None, "RUS")]
    assert reached(parties) == ("party[PAK]", "party[r]")


def test_one_participant_has_one_path() -> None:
    keyed = [Participant(role="visitor", state="PAK", key="k")]
    for path in ("visitor.person", "visitor[k].person", "visitor[PAK].person"):
        assert visit((path, "one"), participants=keyed).claimed == {"visitor.person"}


# -- what is refused -------------------------------------------------------------------------------

TWO = [Participant(role="visitor", state=state, rank="General") for state in ("PAK", "IND")]


@pytest.mark.parametrize(
    ("path", "value", "participants", "words"),
    [
        ("visiter.person", "a", [], ["unknown role", "'visitor'"]),
        ("visitor.persom", "a", [], ["unknown attribute", "'person'"]),
        ("party.person", "a", [], ["unknown role", "host, visitor"]),
        ("visitor.person", "a", TWO, ["several", "visitor[PAK].person, visitor[IND].person"]),
        ("visitor[PAKK].person", "a", TWO, ["unknown key", "'PAK'"]),
        ("visitor[x].person", "a", [], ["unknown key"]),
        ("visitor.sector", "militray", [], ["unknown sector", "'military'"]),
        ("visitor.person", "no id", [], ["wrong id"]),
        ("visitor[PAK", "a", [], ["wrong path"]),
    ],
)
def test_a_wrong_path_is_named(
    path: str, value: str, participants: list[Participant], words: list[str]
) -> None:
    with pytest.raises(RecordError) as caught:
        visit((path, value), participants=participants)
    assert caught.value.record == "a"
    assert caught.value.field == f"citations.claims.{path}"
    assert all(word in str(caught.value) for word in words)


def test_a_role_cannot_be_none_and_claimed() -> None:
    with pytest.raises(RecordError, match="none, though it is stated"):
        visit(("host.state", "RUS"), none=["host"])


def test_unknown_ids_in_claims_are_faults() -> None:
    data = Dataset(
        records=[visit(("visitor.person", "khawaja-asi"))],
        sources=[Source(id=name, title=name) for name in ("article", "page")],
        actors=[Person(id="khawaja-asif", name="Khawaja Asif")],
    )
    (fault,) = data.faults()
    assert fault.field == "citations.claims.visitor.person"
    assert fault.near == ("khawaja-asif",)


# -- of any record ---------------------------------------------------------------------------------


@given(records())
def test_what_is_seen_is_what_the_paths_say(record: AnyRecord) -> None:
    for label, participant in zip(reached(record.seen), record.seen, strict=True):
        for name in ("state", "person", "office", "rank", "sector"):
            if label is not None and label in reached(record.participants):
                values = record.values(f"{label}.{name}")
                flat = {v for value in values for v in (value if type(value) is not str and
                        isinstance(value, tuple) else [value])}  # fmt: skip
                assert set(participant.known(name)) == flat - {"none"}
    assert len(record.seen) >= len(record.participants)


@given(datasets(max_size=2))
def test_claims_by_path_come_back_from_files(data: Dataset) -> None:
    for form in ("json", "toml"):
        again = loads(dumps(data, form), form)
        assert again == data
        assert [record.seen for record in again] == [record.seen for record in data]


@given(records())
def test_own_values_are_restated(record: AnyRecord) -> None:
    labels = [label for label in reached(record.participants) if label]
    own = {f"{label}.rank": own_of(record.participants, f"{label}.rank") for label in labels}
    assert restated(record.participants, own) == record.participants
    assert all(str(Path.of(path)) == path for path in record.claimed if is_path(path))
