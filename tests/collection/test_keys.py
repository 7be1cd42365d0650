"""What is counted by a key is what a question to the word of the key finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import bilateral
from bilateral import Citation, Claim, Dataset, Meeting, Participant, Person, Predicate, Visit, q
from bilateral.collection.keys import as_sides, checked_keys, keyed_kinds, part_of
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.records import KINDS, Role
from bilateral.query import evaluate
from bilateral.query.roles import RoleField
from bilateral.testing import datasets


def year(number: int) -> str:
    return f"{'-' * (number < 0)}{abs(number):04}" if abs(number) <= 9999 else f"Y{number}"


ASKED: dict[str, tuple[str, Callable[[Any], Predicate]]] = {
    "person": ("visit", lambda word: q.initiator(person=word)),
    "visitor.person": ("visit", lambda word: q.visitor(person=word)),
    "host.office": ("visit", lambda word: q.host(office=word)),
    "sector": ("visit", lambda word: q.visitor(sector=word)),
    "visitor.rank": ("visit", lambda word: q.visitor(rank=word)),
    "organization": ("membership", lambda word: q.member(organization=word)),
    "party.person": ("meeting", lambda word: q.party(person=word)),
    "purpose": ("visit", lambda word: q.purpose == word),
    "designation": ("arms-transfer", lambda word: q.designation == word),
    "posture": ("alignment", lambda word: q.posture == word),
    "month": ("visit", lambda word: q.date.during(word)),
    "decade": ("visit", lambda word: q.date.during(f"{year(word)}/{year(word + 9)}")),
}


@pytest.mark.parametrize("key", ASKED)
def test_a_cell_has_the_bounds_of_its_question(key: str) -> None:
    kind, question = ASKED[key]

    @given(datasets(kind, max_size=5))
    def check(data: Dataset) -> None:
        asked = data.select(kind)
        counts, groups = asked.count(key), asked.group(key)
        assert set(groups) == set(counts)
        if key in ("month", "decade") and counts.get(None, (0, 0))[0]:
            return  # what surely lasts for more cells than are listed has none of them
        for word, bounds in list(counts.items())[:8]:
            if word in (None, "none"):
                continue
            truths = [evaluate(question(word), record, data.cast) for record in data.records]
            sure, maybe = sum(t.is_true for t in truths), sum(t.is_possible for t in truths)
            group = groups[word]
            assert (len(group), len(group) + len(group.possible)) == (sure, maybe), word
            if not data.same:
                assert bounds == (sure, maybe), word

    check()


@given(datasets("visit", max_size=5))
def test_who_is_printed_is_counted_by_the_name_and_who_is_not_may_be_any(data: Dataset) -> None:
    asked = data.select("visit")
    counts = asked.count("visitor.name")
    visitors = {r.id: [p for p in r.seen if p.role == "visitor"] for r in data.records}
    for word, bounds in counts.items():
        if word in (None, "none") or data.same:
            continue
        sure = sum(any(p.name == word for p in visitors[r.id]) for r in data.records)
        maybe = sum(
            any(p.name in (word, None) for p in visitors[r.id])
            or not data.cast.unstated(r).isdisjoint({Role.VISITOR})
            for r in data.records
        )
        assert bounds == (sure, maybe), word


def test_a_table_counts_by_names_as_objects_do() -> None:
    data = bilateral.load("pakistan-russia")
    for keys in (["visitor.name"], ["name", "year"], ["host", "visitor.name"]):
        assert dict(data.visits.count(keys)) == dict(bilateral.scan(data).visits.count(keys))


STATES = [("visitor", q.visitor), ("host", q.host), ("initiator", q.initiator)]


@pytest.mark.parametrize(("key", "role"), STATES)
def test_roles_are_other_words_for_the_sides_of_their_kind(key: str, role: RoleField) -> None:
    data = bilateral.load("pakistan-russia")
    for asked in (data.visits, bilateral.scan(data).visits):
        counts = asked.count(key)
        side = "target" if key == "host" else "initiator"
        assert dict(counts) == dict(asked.count(side))
        assert counts.by == (key,)
        for state in ("PAK", "RUS"):
            assert counts.get(state, (0, 0)) == asked.where(role(state=state)).bounds()


def test_kinds_without_the_role_are_left_out() -> None:
    data = bilateral.load("pakistan-russia")
    assert data.count("visitor") == data.visits.count("visitor")
    assert data.sum("volume", "supplier").by == ("supplier",)
    with pytest.raises(UnknownNameError, match=r"'supplier'.*did you mean 'visitor'"):
        data.visits.count("supplier")


def trip(*people: Participant) -> Dataset:
    visit = Visit(
        id="a",
        title="A",
        date="2016",
        status="occurred",
        participants=people,
        citations=[Citation(source="s")],
    )
    return Dataset(records=[visit], actors=[Person(id=x, name=x) for x in ("ann", "bob")])


def test_keys_of_the_same_role_speak_of_one_and_the_same() -> None:
    both = trip(
        Participant(role="visitor", state="PAK", person="ann"),
        Participant(role="visitor", state="IND", person="bob"),
        Participant(role="host", state="RUS"),
    )
    for asked in (both, bilateral.scan(both)):
        assert set(asked.count("visitor", "visitor.person")) == {("PAK", "ann"), ("IND", "bob")}
        assert set(asked.count("person", "initiator")) == {("ann", "PAK"), ("bob", "IND")}
        assert set(asked.count("initiator", "person", "target")) == {
            ("PAK", "ann", "RUS"),
            ("IND", "bob", "RUS"),
        }
        assert asked.count("host", "visitor.person")["RUS", "ann"] == (1, 1)


def test_who_is_not_named_may_be_any() -> None:
    host = Participant(role="host", state="RUS")
    someone = trip(Participant(role="visitor", state="PAK"), host)
    two = [Citation(source="s", claims=[Claim("visitor.person", who)]) for who in ("ann", "bob")]
    rivals = evolve(someone, records=[evolve(someone["a"], citations=two)])
    assert dict(someone.count("person")) == {None: (1, 1)}
    assert dict(rivals.count("person")) == {"ann": (0, 1), "bob": (0, 1)}
    assert dict(someone.count("visitor", "visitor.person")) == {("PAK", None): (1, 1)}
    both = evolve(someone, records=[*rivals.records, evolve(someone["a"], id="b")])
    assert dict(both.count("person")) == {"ann": (0, 2), "bob": (0, 2), None: (1, 1)}


def test_a_word_that_is_no_key_says_what_to_type() -> None:
    near = {
        "president": "person",
        "Country": "initiator",
        "date": "year",
        "monht": "month",
        "exporter": "supplier",
        "weapon": "designation",
        "visitor.persn": "visitor.person",
    }
    for word, meant in near.items():
        with pytest.raises(UnknownNameError) as raised:
            checked_keys([word])
        assert meant in raised.value.near or meant in str(raised.value), word
    with pytest.raises(RecordError, match="'month' alone"):
        checked_keys(["year", "month"])
    with pytest.raises(UnknownNameError, match="purpose"):
        keyed_kinds(["designation"], [Visit])


@given(st.sampled_from(sorted(KINDS)))
def test_a_side_is_only_what_all_its_roles_are(kind: str) -> None:
    for key in ("visitor", "host", "supplier", "party", "holder"):
        (found,) = as_sides([key], [KINDS[kind]])
        assert (found == key) or part_of(found)
    assert as_sides(["host"], [Meeting]) == ("host",)
    assert as_sides(["host", "target"], [Visit]) == ("host", "target")


def test_a_state_of_a_role_is_the_role() -> None:
    assert checked_keys(["visitor.state", "year", "visitor"]) == ("visitor", "year")
    assert checked_keys(["initiator.state"]) == ("initiator",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("host.minister", "host.person"), ("initiator.job", "initiator.office")],
)  # fmt: skip
def test_no_key_is_suggested_that_is_none(typed: str, meant: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        checked_keys([typed])
    assert caught.value.near == (meant,)


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("leader", ("person", "name")),
        ("president", ("person", "name")),
        ("initiator_name", ("initiator.name",)),
        ("visitor_person", ("visitor.person",)),
    ],
)
def test_people_are_counted_by_person_or_as_printed(
    key: str, near: tuple[str, ...], small: Dataset
) -> None:
    with pytest.raises(UnknownNameError) as raised:
        small.visits.count(key)
    assert tuple(raised.value.near) == near
    assert "name, " in str(raised.value.expected)
    for one in near:
        small.visits.count(one)
