"""What the tests of all kinds of record ask of a kind."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest

from bilateral import Citation, Participant
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.model.records import Record, Role, Status
from bilateral.model.vocabulary import Vocabulary

HAPPENED = {"occurred", "ongoing"}


def made(kind: type[Record], *roles: str, **facts: Any) -> Record:
    """A record of a kind with as little as it needs, and someone in each of some roles."""
    return kind(
        **{
            "id": "x",
            "title": "A title",
            "participants": [Participant(role=role) for role in roles],
            "citations": [Citation(source="s")],
            **facts,
        }
    )


def check_names(kind: type[Record], name: str, plural: str) -> None:
    """The kind goes by these words."""
    assert (kind.kind, kind.plural) == (name, plural)


def check_roles(kind: type[Record], roles: set[str], **facts: Any) -> None:
    """The kind takes these roles and no others."""
    for role in Role:
        if role.value in roles:
            (participant,) = made(kind, role, **facts).participants
            assert participant.role is role
        else:
            with pytest.raises(RecordError, match="does not have") as caught:
                made(kind, role, **facts)
            assert caught.value.field == "participants.role"


def check_sides(kind: type[Record], *sides: set[str], **facts: Any) -> None:
    """The kind has these sides in the world: a role is unstated while a side lacks someone.

    Asked for every choice of up to three roles, counted out by hand.
    """
    roles = sorted(role.value for role in kind.roles)
    for number in range(4):
        for chosen in combinations_with_replacement(roles, number):
            lacking = {
                role
                for side in sides
                if sum(taken in side for taken in chosen) < sides.count(side)
                for role in side
            }
            assert made(kind, *chosen, **facts).unstated == lacking, chosen


def check_counted(kind: type[Record], statuses: set[str] | None) -> None:
    """The thing itself is there in these statuses only, or in any."""
    found = None if kind.counted is None else {status.value for status in kind.counted}
    assert found == statuses
    assert statuses is None or statuses <= {status.value for status in Status}


def check_words(
    kind: type[Record], field: str, vocabulary: type[Vocabulary], words: str, **facts: Any
) -> None:
    """A field takes these words, separated by commas, and refuses others with the near ones."""
    listed = words.split(", ")
    assert [str(word.value) for word in vocabulary] == listed
    for word in listed:
        assert getattr(made(kind, **{**facts, field: word}), field) is vocabulary(word)
    with pytest.raises(UnknownNameError) as caught:
        made(kind, **{**facts, field: f"{listed[0]}x"})
    assert listed[0] in caught.value.near


def check_optional(kind: type[Record], fields: dict[str, Any], **facts: Any) -> None:
    """Each field is None unless given, takes the value, and refuses another type by its name."""
    for field, value in fields.items():
        assert getattr(made(kind, **facts), field) is None
        assert getattr(made(kind, **{**facts, field: value}), field) == value
        with pytest.raises(BilateralError) as caught:
            made(kind, **{**facts, field: b"bytes"})
        assert caught.value.field == field


def check_text(kind: type[Record], field: str, **facts: Any) -> None:
    """A field must hold a text that is not blank."""
    assert getattr(made(kind, **{**facts, field: "some words"}), field) == "some words"
    for wrong in ("", "  ", None, 5):
        with pytest.raises(RecordError) as caught:
            made(kind, **{**facts, field: wrong})
        assert (caught.value.field, caught.value.record) == (field, "x")
