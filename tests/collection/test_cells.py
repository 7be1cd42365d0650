"""The values of keys for a record, and the cells that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given

import bilateral
from bilateral import (
    Agreement,
    Citation,
    Dataset,
    Participant,
    Period,
    Person,
    Place,
    Source,
    Visit,
    q,
)
from bilateral.collection.asked import NONE, Asked, Open
from bilateral.collection.cells import MOST_YEARS, cells_of, crossed, steps_of, worded, words_of
from bilateral.dates.when import as_edtf
from bilateral.model.evidence import Claim
from bilateral.model.records import Record
from bilateral.query import Predicate, evaluate
from bilateral.testing import datasets

from ..query.worlds import ACTORS, random_visit

CITED = [Citation(source="s")]


def open_in(words: Any) -> Open | None:
    """What is open among words, if anything is."""
    found = [word for word in words if isinstance(word, Open)]
    return found[0] if found else None


@given(datasets())
def test_years_are_those_in_which_a_question_finds_the_record(data: Dataset) -> None:
    asked = Asked.of(q.anything)
    for record in data.records:
        words = words_of(record, "year")
        among = open_in(words)
        numbers = [year for year in words if isinstance(year, int)] or [2000]
        if min(numbers) < -9000 or max(numbers) > 9990:
            continue
        for year in range(min(numbers) - 1, max(numbers) + 2):
            truth = evaluate(q.date.during(as_edtf(year)), record)
            fits = among is not None and asked.fits("year", year, among)
            assert (year in words) is (truth.is_possible and not fits)
            if among is None or len(words) > 1:
                assert words.get(year, False) is truth.is_true


def years(text: str, asked: Asked | None = None) -> dict[Any, bool]:
    """The years of a period, with None for those that are open."""
    words = steps_of(Period(text).spans, Asked() if asked is None else asked)
    return {None if isinstance(word, Open) else word: surely for word, surely in words.items()}


def test_years_that_are_listed_and_years_that_are_open() -> None:
    assert years("1966/") == years("1966/..") == {1966: True, None: False}
    assert years("../1966") == {1966: True, None: False}
    assert years("[1966..]") == {None: True}
    assert years("[1965..1966]/..") == {1965: False, 1966: False, None: False}
    closed = years(f"[1601..{1600 + MOST_YEARS}]")
    assert len(closed) == MOST_YEARS
    assert set(closed.values()) == {False}
    assert years(f"[1601..{1601 + MOST_YEARS}]") == {None: True}
    assert years(f"1601/{1601 + MOST_YEARS}") == {None: True}


def test_years_are_those_of_the_question_joined_with_the_year() -> None:
    assert years("[2016,2018]", Asked.of(q.date.during(2016))) == {2016: False}
    within = Asked.of(q.done & q.date.within("2016"))
    assert years("2016/..", within) == {2016: False}
    assert years("2016/..", Asked.of(q.date.since(2016))) == {2016: True, None: False}
    apart = Asked.of(q.date.during(2016) | q.kind.is_in("visit"))
    assert years("[2016,2018]", apart) == {2016: False, 2018: False}


def visit(**facts: Any) -> Visit:
    return Visit(id="v", title="A visit", citations=CITED, **facts)


def test_a_side_that_is_open_fits_states_that_lived() -> None:
    record = visit(date="1960", participants=[Participant(role="visitor", state="PAK")])
    among = open_in(words_of(record, "target"))
    assert among is not None
    asked = Asked()
    assert asked.fits("target", "SUN", among)
    assert not asked.fits("target", "SSD", among)
    assert words_of(record, "initiator") == {"PAK": True}


def who(role: Callable[..., Predicate], name: str, actor: str) -> Predicate:
    return role(**{name: actor})


@pytest.mark.parametrize("times", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_an_actor_is_counted_as_often_as_a_question_finds_it(times: int) -> None:
    """Also where nobody is named, who may be of some states alone."""
    random, open_ = Random(times), Counter[str]()
    asked = {"person": ("mr-new", "mr-any"), "office": ("chief", "desk")}
    for _ in range(times):
        records = [attrs.evolve(random_visit(random), id=f"v{n}") for n in range(12)]
        sources = [Source(id="s", title="S")]
        data = Dataset(records=records, actors=ACTORS.values(), sources=sources)
        visits = data.visits.any_status()
        table = bilateral.scan(data.to("arrow")).visits.any_status()
        for name, actors in asked.items():
            counts, groups = visits.count(f"visitor.{name}"), visits.group(f"visitor.{name}")
            crossed_ = visits.count(f"visitor.{name}", f"host.{name}")
            assert table.count(f"visitor.{name}") == counts
            for actor in actors:
                of_actor = visits.where(who(q.visitor, name, actor))
                expected = of_actor.bounds()
                open_[actor] += expected[1] - expected[0]
                assert table.where(who(q.visitor, name, actor)).bounds() == expected
                assert actor not in counts or counts[actor] == expected
                assert actor not in groups or groups[actor].bounds() == expected
                for host in actors:
                    both = of_actor.where(who(q.host, name, host))
                    cell = (actor, host)
                    assert cell not in crossed_ or crossed_[cell] == both.bounds()
    assert open_["mr-new"] < open_["mr-any"]  # of whom nobody says of which state he is
    assert open_["chief"] < open_["desk"]


def test_who_is_listed_and_of_another_state_is_taken_from_no_other() -> None:
    """One visitor is named, and one of another state is not."""
    actors = [
        Person(id="a", name="A", state="FRA"),
        Person(id="b", name="B", state="DEU"),
        Person(id="c", name="C", state="FRA"),
    ]
    two = [
        Participant(role="visitor", person="a", state="FRA"),
        Participant(role="visitor", state="DEU"),
    ]
    records = [visit(date="1999", participants=two, status="occurred")]
    records += [
        attrs.evolve(records[0], id=name, participants=[Participant(role="visitor", person=name)])
        for name in "bc"
    ]
    data = Dataset(records=records, actors=actors, sources=[Source(id="s", title="S")])
    expected = {"a": (1, 1), "b": (1, 2), "c": (1, 1), None: (0, 1)}
    assert data.visits.count("visitor.person") == expected
    assert {key: found.bounds() for key, found in data.visits.group("visitor.person").items()} == (
        expected
    )


def test_what_is_listed_is_not_open_besides() -> None:
    hosts = [Participant(role="host", state="RUS"), Participant(role="host", person="p")]
    words = words_of(visit(date="2016", participants=hosts), "target")
    among = open_in(words)
    assert words["RUS"] is True
    assert among is not None
    assert words[among] is False
    assert not Asked().fits("target", "RUS", among)


def test_what_a_thing_has_not_is_no_other() -> None:
    assert words_of(visit(none=["host"]), "target") == {NONE: True}
    assert words_of(visit(none=["places", "topics"]), "place") == {NONE: True}
    assert words_of(visit(none=["places", "topics"]), "topic") == {NONE: True}
    stateless = [Participant(role="host", none=["state"])]
    assert words_of(visit(participants=stateless), "target") == {NONE: True}
    assert words_of(visit(topics=["trade"]), "topic") == {"trade": True}
    host = [Participant(role="host", none=["state"], organization="o")]
    assert words_of(visit(participants=host), "target") == {"o": True}
    either = [Participant(role="host", state="NLD", none=["state"], organization="o")]
    assert words_of(visit(participants=either), "target") == {"NLD": False, "o": False}
    table = bilateral.scan(
        Dataset(records=[visit(date="1967", status="occurred", participants=either)]).to("arrow")
    )
    assert table.visits.count("target") == {"NLD": (0, 1), "o": (0, 1)}


def test_of_a_place_the_name_may_be_open() -> None:
    named = words_of(visit(places=[Place("Moscow"), Place(state="RUS")]), "place")
    assert named["Moscow"] is True
    assert open_in(named) == Open((), frozenset({"Moscow"}))
    assert open_in(words_of(visit(), "place")) == Open()


def test_a_status_on_which_sources_differ_is_one_of_theirs() -> None:
    claims = [Claim("status", "planned")]
    record = Visit(
        id="v",
        title="A visit",
        status="occurred",
        citations=[Citation(source="s"), Citation(source="t", stance="contradicts", claims=claims)],
    )
    assert words_of(record, "status") == {"occurred": False, "planned": False}
    assert words_of(record, "status", Asked.of(q.done)) == {"occurred": False}
    assert open_in(words_of(visit(), "status")) == Open()


def test_by_both_sides_a_record_is_in_its_directed_pairs(small: Dataset) -> None:
    cells = cells_of(small["undated"], ("target", "initiator", "year"))
    assert {cell[1] for cell in cells} == {"PAK", "IND"}
    assert all(surely and isinstance(cell[0], Open) for cell, surely in cells.items())
    assert cells_of(small["undated"], ()) == {(): True}
    assert crossed([]) == {(): True}


def test_one_party_of_an_agreement_leaves_the_other_open() -> None:
    parties = [Participant(role="party", state="PAK")]
    record = Agreement(id="a", title="A", date="2016", participants=parties, citations=CITED)
    plain = {
        tuple(None if isinstance(w, Open) else w for w in c): s for c, s in cells_of_both(record)
    }
    assert plain == {("PAK", None): True, (None, "PAK"): True}


def cells_of_both(record: Record) -> Any:
    return cells_of(record, ("initiator", "target")).items()


def test_years_of_a_set_are_its_members() -> None:
    assert steps_of(Period("[2016,2018]").spans) == {2016: False, 2018: False}
    assert steps_of(Period("{2016,2018}").spans) == {2016: True, 2018: True}
    assert steps_of(Period("[2016-01,2016-05]").spans) == {2016: True}


def test_words_without_any() -> None:
    assert worded({}) == {NONE: True}
    assert worded({}, ()) == {Open(): True}
