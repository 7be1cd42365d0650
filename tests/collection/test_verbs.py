"""The verbs: each is a predicate on the names that it looks up."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

import bilateral
from bilateral import Dataset, Predicate, q
from bilateral.collection.verbs import Verbs
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.actors import DirectedDyad, Dyad
from bilateral.query.roles import RoleField

ASKED = {"state", "other_than", "person", "office", "organization", "sector", "rank", "named"} | {
    "stateless"
}


@pytest.mark.parametrize(
    ("ask", "predicate"),
    [
        (lambda s: s.by("PAK"), q.initiator(state="PAK")),
        (lambda s: s.by("Pakistan"), q.initiator(state="PAK")),
        (lambda s: s.by(["Pakistan", "RUS"]), q.initiator(state=["PAK", "RUS"])),
        (lambda s: s.by(state=["Pakistan", "RUS"]), q.initiator(state=["PAK", "RUS"])),
        (lambda s: s.by(sector="military"), q.initiator(sector="military")),
        (lambda s: s.by(rank="General", named=True), q.initiator(rank="General", named=True)),
        (lambda s: s.by("PAK", role="visitor"), q.visitor(state="PAK")),
        (lambda s: s.by("bajwa"), q.initiator(person="bajwa")),
        (lambda s: s.towards("RUS"), q.target(state="RUS")),
        (lambda s: s.towards(["RUS", "India"]), q.target(state=["RUS", "IND"])),
        (lambda s: s.towards(other_than="Russia"), q.target(other_than="RUS")),
        (
            lambda s: s.by(other_than=["RUS", "pk"], include_predecessors=True),
            q.initiator(other_than=["RUS", "PAK", "SUN"]),
        ),
        (lambda s: s.where(q.visitor == "Pakistan"), q.visitor(state="PAK")),
        (lambda s: s.where(~(q.host != "RU")), q.host(state="RUS")),
        (lambda s: s.where(q.host.is_in("ru", "India")), q.host(state=["RUS", "IND"])),
        (lambda s: s.where(q.place(state="Russia")), q.place(state="RUS")),
        (
            lambda s: s.towards("RUS", include_predecessors=True),
            q.target(state=["RUS", "SUN"]),
        ),
        (lambda s: s.involving(stateless=True), q.participant(stateless=True)),
        (
            lambda s: s.between("PAK", "RUS"),
            q.participant(state="PAK") & q.participant(state="RUS"),
        ),
        (
            lambda s: s.between(Dyad("PAK", "RUS")),
            q.participant(state="PAK") & q.participant(state="RUS"),
        ),
        (
            lambda s: s.between(DirectedDyad("RUS", "PAK")),
            q.initiator(state="RUS") & q.target(state="PAK"),
        ),
        (lambda s: s.joint(), q.initiator.number_at_least(2)),
        (lambda s: s.at("Moscow"), q.place("Moscow")),
        (lambda s: s.at(state="RUS"), q.place(state="RUS")),
        (lambda s: s.cited("article", stance="asserts"), q.citation("article", stance="asserts")),
        (lambda s: s.since(2016), q.date.since(2016)),
        (lambda s: s.until(2016, margin=3), q.date.until(2016, margin=3)),
        (lambda s: s.before(2016), q.date.before(2016)),
        (lambda s: s.after(2016), q.date.after(2016)),
        (lambda s: s.during(2016), q.date.during(2016)),
        (lambda s: s.within(2016), q.date.within(2016)),
    ],
)
def test_each_verb_asks_one_question(small: Dataset, ask: Any, predicate: Predicate) -> None:
    assert ask(small.visits) == small.visits.where(predicate)
    assert ask(small.visits).predicate == small.visits.where(predicate).predicate


def test_the_keywords_are_those_of_a_role() -> None:
    """Spelt out, so that editors complete them and type checkers refuse others."""
    of_role = set(inspect.signature(RoleField.__call__).parameters) - {"self"}
    assert of_role == ASKED
    for verb in (Verbs.by, Verbs.towards, Verbs.involving):
        given = set(inspect.signature(verb).parameters)
        assert given == {"self", "actor", "others", "role", "include_predecessors"} | ASKED


def test_what_cannot_be_asked_says_why(small: Dataset) -> None:
    visits: Any = small.visits
    for ask in (visits.by, visits.at, visits.cited, lambda: visits.between("PAK")):
        with pytest.raises(RecordError):
            ask()
    with pytest.raises(RecordError, match="all states"):
        visits.by(["PAK", "bajwa"])
    with pytest.raises(UnknownNameError, match="already given"):
        visits.by("PAK", state="RUS")
    with pytest.raises(RecordError):
        visits.by(state=True)
    with pytest.raises(RecordError):
        visits.by(named="yes")
    with pytest.raises(TypeError):
        visits.by(sectr="military")


@pytest.mark.parametrize("verb", ["by", "towards", "involving", "between"])
def test_predecessors_are_included_or_not(small: Dataset, verb: str) -> None:
    actors = ("PAK", "RUS") if verb == "between" else ("PAK",)
    with pytest.raises(RecordError) as caught:
        getattr(small, verb)(*actors, include_predecessors="yes")
    assert (caught.value.field, caught.value.expected) == (
        "include_predecessors",
        "True or False",
    )


def test_words_are_short_for_verbs_and_questions(small: Dataset) -> None:
    asked: list[tuple[dict[str, Any], Any]] = [
        ({"host": "Russia"}, small.where(q.host == "Russia")),
        (
            {"host": ["RUS", "PAK"], "year": 2018},
            small.where(q.host == ["RUS", "PAK"]).during(2018),
        ),
        ({"kind": ["visit", "membership"]}, small.where(q.kind.is_in("visit", "membership"))),
        ({"status": "planned"}, small.where(q.status == "planned")),
        ({"source": "tribune"}, small.where(q.anything).cited("tribune")),
        ({"sector": "military"}, small.where(q.anything).by(sector="military")),
        (
            {"state": "PAK", "place": "Moscow"},
            small.where(q.anything).involving("PAK").at("Moscow"),
        ),
    ]
    for words, right in asked:
        assert small.where(**words) == right
        assert bilateral.scan(small).where(**words).bounds() == right.bounds()
        assert small.any_status().where(q.anything, **words).kinds == right.kinds
    with pytest.raises(UnknownNameError, match="did you mean 'host'"):
        small.where(hots="RUS")


def test_several_actors_and_two_dates_may_be_given_one_after_another(small: Dataset) -> None:
    visits = small.visits
    assert visits.towards("RUS", "PAK") == visits.towards(["RUS", "PAK"])
    assert visits.by("PAK", "RUS", "IND") == visits.by(["PAK", "RUS", "IND"])
    assert visits.during("April 2016", 2018) == visits.during("2016-04/2018")
    assert visits.within(2016, 2018) == visits.within("2016/2018")
    assert visits.between(2016, "2018-04") == visits.during("2016/2018-04")
    with pytest.raises(RecordError, match=r"during\('PAK', 2013\)"):
        visits.between("PAK", 2013)
    with pytest.raises(RecordError, match="no stretch"):
        visits.during("2016/2017", 2018)
    with pytest.raises(RecordError, match="no stretch"):
        visits.during(2018, 2016)


def test_what_an_actor_is_not_is_told(small: Dataset) -> None:
    with pytest.raises(UnknownNameError, match=r"by\(sector='military'\)"):
        small.visits.by("military")


def test_a_group_of_sources_is_any_of_them(small: Dataset) -> None:
    for asked in (small, bilateral.scan(small)):
        assert asked.visits.cited("press").bounds() == small.visits.cited("tribune").bounds()


def visit(ident: str, **visitor: Any) -> bilateral.Visit:
    return bilateral.Visit(
        id=ident,
        title=ident,
        date="1985",
        status="occurred",
        participants=[
            bilateral.Participant(role="visitor", state="DEU", **visitor),
            bilateral.Participant(role="host", state="SUN", name="Helmut Kohl's hosts"),
        ],
        citations=[bilateral.Citation(source="s")],
    )


PRINTED = Dataset(
    [
        visit("printed", name="Chancellor Helmut Kohl"),
        visit("open"),
        visit("other", person="genscher", name="Hans-Dietrich Genscher"),
        visit("aide", name="an adviser to Helmut Kohl"),
    ],
    actors=[bilateral.Person(id="genscher", name="Hans-Dietrich Genscher", state="DEU")],
    sources=[bilateral.Source(id="s", title="S")],
)


@pytest.mark.parametrize("name", ["Kohl", "Helmut Kohl", "helmut kohl", ["Kohl"], ("Kohl",)])
def test_who_is_printed_and_no_actor_is_found_by_the_name(
    name: str | list[str] | tuple[str, ...],
) -> None:
    """Printed so it is he; of whom no person is stated it may be; who is another it is not."""
    for found in (PRINTED.visits.by(name), PRINTED.visits.by(person=name)):
        assert found.ids == ("printed",)
        assert [record.id for record in found.possible] == ["open", "aide"]
    assert PRINTED.by(name).ids == ("printed",)
    assert all("person not stated" in " ".join(PRINTED.by(name).why(i)) for i in ("open", "aide"))


def test_a_printed_name_is_of_the_roles_that_are_asked() -> None:
    with pytest.raises(UnknownNameError, match="unknown actor"):
        PRINTED.visits.towards("Kohl")
    with pytest.raises(UnknownNameError, match="unknown actor"):
        PRINTED.visits.by("Brandt")
    assert PRINTED.visits.by("Genscher").ids == ("other",)  # an actor


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda v: v.by("Kohl", sector="executive"), "by('Kohl').by(sector='executive')"),
        (lambda v: v.by("Germany", person="Kohl"), "by('Kohl').by('Germany')"),
        (lambda v: v.by(person="Kohl", rank="General"), "by('Kohl').by(rank='General')"),
    ],
)
def test_a_printed_name_is_asked_for_by_itself(ask: Callable[[Any], object], told: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ask(PRINTED.visits)
    assert caught.value.expected == told
    assert eval(f"visits.{told}", {"visits": PRINTED.visits}) is not None


@pytest.mark.parametrize("name", ["Ludwig Kohl", "Herr Dietrich Genscher"])
def test_a_surname_that_is_printed_or_known_finds_how_one_of_it_is_asked_for(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        PRINTED.visits.by(name)
    assert caught.value.near == (name.rsplit(maxsplit=1)[-1],)
    assert PRINTED.visits.by(caught.value.near[0]).ids
    with pytest.raises(UnknownNameError, match=r"words printed, of count\('name'\)") as caught:
        PRINTED.visits.by("Winston Churchill")
    assert caught.value.near == ()


def test_words_of_a_printed_name_find_how_it_is_asked_for() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Chancellor Helmut Kohl'") as caught:
        PRINTED.visits.by("Helmut")
    assert PRINTED.visits.by(caught.value.near[0]).ids == ("printed",)
    with pytest.raises(UnknownNameError, match="unknown actor") as caught:
        PRINTED.visits.towards("Helmut")
    assert caught.value.near == ()
