"""Participants and places: one of several states, none, and how files spell it."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

from bilateral import Citation, Claim, Dataset, Participant, Place, Source, Visit
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.files import dumps, loads
from bilateral.testing import participants, places, records


@pytest.mark.parametrize(
    ("given_", "states", "state"),
    [
        (None, (), None),
        ("PAK", ("PAK",), "PAK"),
        (["PAK"], ("PAK",), "PAK"),
        (["COD", "COG"], ("COD", "COG"), None),
        ((), (), None),
    ],
)
def test_a_state_is_one_several_or_not_known(given_: Any, states: Any, state: Any) -> None:
    for made in (Participant(role="host", state=given_), Place("A town", given_)):
        assert (made.states, made.state) == (states, state)
        assert attrs.evolve(made, state="RUS").state == "RUS"


@pytest.mark.parametrize("wrong", [5, ["PAK", 5], ["PAK", "PAK"], {"PAK": 1}, "", ["PAK", " "]])
def test_what_is_no_state_is_refused(wrong: Any) -> None:
    for make in (lambda: Participant(role="host", state=wrong), lambda: Place("A town", wrong)):
        with pytest.raises(RecordError) as caught:
            make()
        assert str(caught.value.field).endswith(".state")


def test_stateless_is_stated() -> None:
    assert Participant(role="host", none=["state"]).is_stateless
    assert not Participant(role="host").is_stateless
    with pytest.raises(RecordError, match="cannot be none"):
        Participant(role="host", none=["person"])


def test_one_that_may_act_for_no_state_is_of_none_for_sure() -> None:
    either = Participant(role="host", state="NLD", none=["state"], name="Suriname")
    assert (either.states, either.state, either.is_stateless) == (("NLD",), None, False)


@pytest.mark.parametrize(
    ("claimed", "states", "none"),
    [("NLD", ("NLD",), ()), ("GBR", ("NLD", "GBR"), ("state",)), (None, ("NLD",), ("state",))],
)
def test_a_claim_settles_one_or_none_or_stands_beside_it(
    claimed: str | None, states: tuple[str, ...], none: tuple[str, ...]
) -> None:
    host = Participant(role="host", state="NLD", none=["state"])
    claims = [] if claimed is None else [Claim("host.state", claimed)]
    cited = [Citation(source="s"), Citation(source="t", stance="refines", claims=claims)]
    (seen,) = Visit(id="v", title="A visit", participants=[host], citations=cited).seen
    assert (seen.states, seen.none) == (states, none)


def visit(**facts: Any) -> Visit:
    return Visit(id="v", title="A visit", citations=[Citation(source="s")], **facts)


def test_a_record_may_have_none_of_some_things() -> None:
    assert visit().unstated == {"visitor", "host"}
    assert visit(none=["host", "topics"]).unstated == {"visitor"}


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"none": ["hosts"]}, UnknownNameError),
        ({"none": ["status"]}, UnknownNameError),
        ({"none": ["date"]}, UnknownNameError),
        ({"none": ["duration"]}, UnknownNameError),
        ({"none": ["party"]}, UnknownNameError),
        ({"none": ["topics"], "topics": ["arms"]}, RecordError),
        ({"none": ["places"], "places": [Place("A town")]}, RecordError),
        ({"none": ["purpose"], "purpose": "official"}, RecordError),
        ({"none": ["host"], "participants": [Participant(role="host")]}, RecordError),
    ],
)
def test_none_of_what_is_there_or_cannot_be_lacking(
    facts: dict[str, Any], error: type[BilateralError]
) -> None:
    with pytest.raises(error) as caught:
        visit(**facts)
    assert (caught.value.record, caught.value.field) == ("v", "none")


@pytest.mark.parametrize("form", ["json", "toml", "jsonl"])
def test_files_spell_one_several_and_none(form: str) -> None:
    record = visit(
        participants=[Participant(role="visitor", state=["COD", "COG"], key="first")],
        places=[Place(state=["RUS", "PAK"]), Place("A town", "PAK")],
        none=["host", "purpose", "topics"],
    )
    data = Dataset(records=[record], sources=[Source(id="s", title="S", coded=["topics"])])
    text = dumps(data, form)
    assert loads(text, form) == data
    assert '"COD"' in text
    assert "states" not in text


@given(records())
def test_tables_give_participants_back_as_they_were(record: Any) -> None:
    data = Dataset(records=[record])
    try:
        table = data.to("arrow")
    except RecordError as error:
        assert error.expected == "a date of the years 1 to 9999"
    else:
        assert Dataset.from_table(table).records == (record,)


@given(participants() | places())
def test_its_repr_makes_it_again_and_says_nothing_that_is_not_stated(
    one: Participant | Place,
) -> None:
    shown = repr(one)
    assert eval(shown, {"Participant": Participant, "Place": Place}) == one
    assert "=None" not in shown
    assert "=()" not in shown


def test_candidates_are_shown_as_they_are_given() -> None:
    congo = Participant(role="host", state=["COD", "COG"], name="Congo")
    assert repr(congo) == "Participant(role='host', state=['COD', 'COG'], name='Congo')"
    assert repr(Place("Goma", "COD")) == "Place(name='Goma', state='COD')"
