"""Every verb of the library is an option that asks the same."""

from __future__ import annotations

from collections.abc import Callable
from operator import methodcaller
from typing import Any

import attrs
import pytest

import bilateral
from bilateral import q
from bilateral.cli.questions import Question, each, kind_of, other_kinds, who
from bilateral.collection.verbs import Verbs
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.model.records import KINDS

DATA = bilateral.load("pakistan-russia")
SAME: dict[str, tuple[dict[str, Any], str, Callable[[Any], Any]]] = {
    "by a sector": ({"by": ["military"]}, "visits", lambda v: v.by(sector="military")),
    "by an actor and a sector": (
        {"by": ["PAK", "military"]},
        "visits",
        lambda v: v.by("PAK", sector="military"),
    ),
    "by either": ({"by": ["PAK,RUS"]}, "visits", lambda v: v.by(["PAK", "RUS"])),
    "by a keyword": ({"by": ["rank=General"]}, "visits", lambda v: v.by(rank="General")),
    "by the unnamed": ({"by": ["named=no"]}, "visits", lambda v: v.by(named=False)),
    "by a role": ({"by": ["PAK", "role=party"]}, "meetings", lambda v: v.by("PAK", role="party")),
    "sector": ({"sector": "military"}, "visits", lambda v: v.by(sector="military")),
    "towards": ({"towards": ["PAK"]}, "arms-transfers", lambda v: v.towards("PAK")),
    "towards, of old": (
        {"by": ["RUS"], "include_predecessors": True},
        "arms_transfers",
        lambda v: v.by("RUS", include_predecessors=True),
    ),
    "involving": ({"involving": ["Russia"]}, "meeting", lambda v: v.involving("Russia")),
    "between, parted by a comma": (
        {"between": ("PAK,RUS",)},
        "meetings",
        lambda v: v.between("PAK", "RUS"),
    ),
    "between": ({"between": ("PAK", "RUS")}, "meetings", lambda v: v.between("PAK", "RUS")),
    "joint": ({"joint": True}, "visits", lambda v: v.joint()),
    "at": ({"at": "Moscow"}, "visits", lambda v: v.at("Moscow")),
    "at a state": ({"at_state": "RUS"}, "visits", lambda v: v.at(state="RUS")),
    "about": ({"about": ["defence,trade"]}, "visits", lambda v: v.about("defence", "trade")),
    "cited": ({"cited": "arab-news-2018"}, "visits", lambda v: v.cited("arab-news-2018")),
    "stance": ({"stance": "contradicts"}, "visits", lambda v: v.cited(stance="contradicts")),
    "mode": ({"mode": "opinion"}, "alignments", lambda v: v.cited(mode="opinion")),
    **{
        verb: ({verb: "2017", "margin": 30}, "visits", methodcaller(verb, "2017", margin=30))
        for verb in ("since", "until", "before", "after", "during", "within")
    },
    "where": (
        {"where": "purpose == conference or date.during(2017)"},
        "visits",
        lambda v: v.where((q.purpose == "conference") | q.date.during(2017)),
    ),
    "status": (
        {"status": ["discussed,planned"]},
        "arms-transfers",
        lambda v: v.status("discussed", "planned"),
    ),
    "any status": ({"any_status": True}, "visits", lambda v: v.any_status()),
}


def _view(data: Any, word: str) -> Any:
    return getattr(data, kind_of(word).plural)


@pytest.mark.parametrize("name", SAME)
def test_an_option_asks_what_the_verb_does(name: str) -> None:
    options, kind, verb = SAME[name]
    assert Question(**options).put_to(DATA, kind) == verb(_view(DATA, kind))


@pytest.mark.parametrize("name", SAME)
@pytest.mark.slow
def test_a_table_is_asked_the_same(name: str) -> None:
    options, kind, verb = SAME[name]
    table = bilateral.scan(DATA.to("arrow"))
    assert Question(**options).put_to(table, kind).bounds() == verb(_view(DATA, kind)).bounds()


def test_every_verb_is_an_option() -> None:
    verbs = {name for name, made in vars(Verbs).items() if callable(made) and name[0] != "_"}
    assert verbs <= {field.name for field in attrs.fields(Question)}


def test_all_records_that_are_done() -> None:
    found = Question(since="2018").put_to(DATA, "records")
    assert found == DATA.since("2018")


def test_what_some_sources_say() -> None:
    found = Question(sources=("article",), by=("PAK", "military")).put_to(DATA, "visits")
    article = bilateral.load("pakistan-russia", sources="article")
    assert found == article.visits.by("PAK", sector="military")


@pytest.mark.parametrize("kind", KINDS.values())
def test_a_kind_goes_by_either_number(kind: Any) -> None:
    names = (kind.kind, kind.plural, kind.plural.replace("_", "-"), kind.plural.upper())
    assert {kind_of(name) for name in names} == {kind}


def test_a_word_that_is_none_is_told() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'rank'"):
        who(["rnak=General"])
    with pytest.raises(RecordError, match="PAK,IND for either"):
        who(["PAK", "IND"])
    with pytest.raises(RecordError, match="yes or no"):
        who(["named=perhaps"])
    with pytest.raises(BilateralError, match="unknown kind"):
        kind_of("treaties")


def test_a_name_may_have_a_comma() -> None:
    assert each(["Korea, Republic of", "PAK,IND", ""]) == ["Korea, Republic of", "PAK", "IND"]
    assert who(["civil-society", "stateless=yes"]) == (
        None,
        {"sector": ["civil society"], "stateless": True},
    )


def test_a_kind_that_a_dataset_lacks_is_told_with_those_that_it_has() -> None:
    data = bilateral.load("us-visits")
    assert other_kinds(data, "visits") is None
    assert other_kinds(data, "records") is None
    assert other_kinds(data, "agreements") == "visits"
    assert other_kinds(bilateral.Dataset(), "visits") is None
