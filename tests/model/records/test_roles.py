"""Who is given to a record by the word of a role, as who is given among its participants."""

from __future__ import annotations

import inspect
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Alignment, ArmsTransfer, Meeting, Membership, Participant, Role, Tenure, Visit
from bilateral.errors import ArgumentError, RecordError
from bilateral.model.records import AnyRecord, Record
from tests.model.records.kinds import made

KINDS: tuple[type[Record], ...] = get_args(AnyRecord)
NEEDED: dict[str, Any] = {"aim": "to trade", "claim": "they trade", "posture": "close"}
TYPED = {"id": "v", "title": "A visit"}


def _needed(kind: type[Record]) -> dict[str, Any]:
    return {f.name: NEEDED[f.name] for f in attrs.fields(kind) if f.name in NEEDED}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_those_of_a_role_are_participants_of_that_role(kind: Any, data: st.DataObject) -> None:
    role = data.draw(st.sampled_from(sorted(kind.roles)))
    word = data.draw(st.sampled_from([role.name.lower(), f"{role.name.lower()}s"]))
    word = word.replace("ys", "ies")
    states = data.draw(st.lists(st.sampled_from(["PAK", "RUS", "CHN"]), max_size=3))
    facts = [{"state": state, "name": "He"} for state in states]
    meant = [Participant(role=role, state=state) for state in states]
    named = [Participant(role=role, state=state, name="He") for state in states]
    first = Participant(role=data.draw(st.sampled_from(sorted(kind.roles))), state="IND")

    def record(participants: Any, **words: Any) -> Record:
        return made(kind, participants=participants, **_needed(kind), **words)

    assert record((), **{word: states}) == record(meant)
    assert record([first], **{word: meant}) == record([first, *meant])
    assert record(first, **{word: facts}) == record([first, *named])
    assert record((), **{word: None}) == record(())
    if states:
        assert record((), **{word: states[0]}) == record(meant[:1])
    replaced = record([first]).replace(**{word: states})
    assert replaced == record([*([first] if first.role is not role else []), *meant])


@pytest.mark.parametrize("kind", KINDS)
def test_each_role_of_a_kind_is_told_to_type_checkers_and_to_who_completes(kind: Any) -> None:
    words = {role.name.lower() for role in kind.roles}
    every = {role.name.lower() for role in Role}
    assert inspect.get_annotations(kind).keys() & every == words
    assert inspect.signature(kind).parameters.keys() & every == words
    assert not {field.name for field in attrs.fields(kind)} & every


def test_a_type_checker_takes_what_is_typed() -> None:
    visit = Visit(
        id="v",
        title="A visit",
        citations=["herald"],
        visitor=Participant(role="visitor", state="IND", name="Modi"),
        host="FRA",
    )
    assert visit.host == Participant(role="host", state="FRA")
    assert visit.visitor is not None
    assert visit.visitor.name == "Modi"


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        (Visit, {"initiator": "FRA"}, "Visit has no 'initiator': expected visitor='FRA'"),
        (ArmsTransfer, {"target": "FRA"}, "has no 'target': expected recipient='FRA'"),
        (Meeting, {"initiator": ["FRA"]}, "expected party='PAK'"),
        (Tenure, {"target": "FRA"}, "expected holder='FRA'"),
        (Membership, {"hosts": "FRA"}, "expected body='FRA', or member='FRA', or sponsor='FRA'"),
    ],
)
def test_a_word_of_no_role_of_the_kind_says_which_there_are(
    kind: Any, words: dict[str, Any], told: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        made(kind, **words)
    assert told in str(caught.value)


def test_who_has_another_role_is_refused() -> None:
    with pytest.raises(RecordError, match=r"another role than 'host': .* expected role='host'"):
        made(Visit, host=Participant(role="visitor", state="PAK"))
    with pytest.raises(RecordError, match="expected Participant"):
        made(Visit, host=7)
    with pytest.raises(ArgumentError, match="no 'wrong'"):
        made(Visit, host="PAK", wrong="PAK")


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_given_without_a_role_is_told_the_words_of_the_kind(kind: Any) -> None:
    words = {**TYPED, **_needed(kind), "citations": ["s"]}
    words |= {"posture": "close"} if kind is Alignment else {}
    for name in ("participants", "participant"):
        with pytest.raises((ArgumentError, RecordError)) as caught:
            kind(**words, **{name: ["Brazil", "Japan"]})
        told = dict(eval(f"dict({caught.value.expected})"))
        made_so = kind(**words, **told)  # what is told is taken
        assert made_so.participants[0].state == "Brazil"
    with pytest.raises(RecordError) as caught:
        kind(**words, participants=[{"role": "helper", "state": "Brazil"}])
    assert caught.value.expected == f"one of {', '.join(sorted(kind.roles))}"


def test_the_call_that_is_meant_is_told() -> None:
    typed = {**TYPED, "citations": ["s"]}
    calls: list[tuple[Any, dict[str, Any], str]] = [
        (Meeting, {"participants": ["Brazil", "Japan"]}, "parties=['Brazil', 'Japan']"),
        (Meeting, {"participant": "Brazil"}, "parties=['Brazil']"),
        (Visit, {"participants": ["Brazil", "Japan"]}, "visitor='Brazil', host='Japan'"),
        (ArmsTransfer, {"buyer": "Brazil"}, "recipient='Brazil'"),
    ]
    for kind, given_so, told in calls:
        with pytest.raises((ArgumentError, RecordError)) as caught:
            kind(**typed, **given_so)
        assert caught.value.expected == told
