"""Views, verbs and lookup."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from bilateral import Dataset, DatasetInfo, Visit, q
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.model.actors import DirectedDyad, Dyad
from bilateral.model.records import KINDS


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_every_kind_has_a_view(small: Dataset, kind: type) -> None:
    view = getattr(small, kind.plural)  # type: ignore[attr-defined]
    assert view.kinds == (kind,)
    assert {type(record) for record in view.any_status()} <= {kind}


def test_a_view_holds_what_is_done(small: Dataset) -> None:
    assert "planned-2017" not in small.visits.ids
    assert "planned-2017" in small.visits.any_status().ids
    assert small.visits.status("planned").ids == ("planned-2017",)
    assert small.arms_transfers.ids == ("helicopters-1968",)
    assert [record.id for record in small.arms_transfers.set_aside] == ["talks-2018"]


def test_the_question_of_the_day(small: Dataset) -> None:
    found = small.visits.by(sector="military").since(2016)
    assert found.ids == ("chief-2018",)
    assert {record.id for record in found.possible} == {"chief-2016", "adviser-2018", "undated"}
    assert found.why("chief-2018") == ()
    assert "the rank is military, the office is security" in found.why("adviser-2018")[0]
    assert "the sources differ on the date" in found.why("chief-2016")[0]


@pytest.mark.parametrize(
    ("narrow", "definite"),
    [
        (lambda ds: ds.visits.by("PAK"), 4),
        (lambda ds: ds.visits.by("Pakistan"), 4),
        (lambda ds: ds.visits.by("Islamic Republic of Pakistan"), 4),
        (lambda ds: ds.visits.by("bajwa"), 1),
        (lambda ds: ds.visits.by("Qamar Javed Bajwa"), 1),
        (lambda ds: ds.visits.by("army-chief"), 2),
        (lambda ds: ds.visits.by(state=["PAK", "IND"]), 4),
        (lambda ds: ds.visits.by(rank="General"), 2),
        (lambda ds: ds.visits.towards("RUS"), 3),
        (lambda ds: ds.visits.involving("IND"), 1),
        (lambda ds: ds.visits.by("PAK", role="visitor"), 4),
        (lambda ds: ds.visits.between("PAK", "RUS"), 3),
        (lambda ds: ds.visits.between(Dyad("RUS", "PAK")), 3),
        (lambda ds: ds.visits.between(DirectedDyad("PAK", "RUS")), 3),
        (lambda ds: ds.visits.between(DirectedDyad("RUS", "PAK")), 0),
        (lambda ds: ds.visits.by("PAK", named=False), 3),
        (lambda ds: ds.visits.joint(), 1),
        (lambda ds: ds.visits.at("Moscow"), 1),
        (lambda ds: ds.visits.at(state="RUS"), 1),
        (lambda ds: ds.visits.about("arms"), 1),
        (lambda ds: ds.visits.cited("tribune", stance="contradicts"), 1),
        (lambda ds: ds.visits.before(2017), 1),
        (lambda ds: ds.visits.during("2018-04"), 2),
        (lambda ds: ds.visits.within(2018).until("2018-12-31").after(2017), 2),
        (lambda ds: ds.arms_transfers.by("RUS"), 0),
        (lambda ds: ds.arms_transfers.by("RUS", include_predecessors=True), 1),
        (lambda ds: ds.memberships.towards("sco").during(2018), 1),
        (lambda ds: ds.involving("sco"), 1),
        (lambda ds: ds.between("PAK", "RUS", include_predecessors=True), 4),
    ],
)
def test_verbs_narrow(small: Dataset, narrow: Callable[[Dataset], object], definite: int) -> None:
    assert len(narrow(small)) == definite  # type: ignore[arg-type]


def test_an_organization_of_no_state_is_not_possible_for_every_state(small: Dataset) -> None:
    assert small.visits.by("sco").bounds() == (0, 0)


def test_a_visit_with_an_unstated_host_may_be_to_any_state(small: Dataset) -> None:
    assert [record.id for record in small.visits.towards("RUS").possible] == ["undated"]


def test_select_takes_records_of_any_status(small: Dataset) -> None:
    assert len(small.select(Visit)) == len(small.select("visit")) == 5
    assert len(small.select(Visit, q.done)) == 4
    assert len(small.select(q.status == "discussed")) == 1
    assert small.select(q.designation == "Mi-35").kinds[0].kind == "arms-transfer"
    assert len(small.where(q.anything)) == 6


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda ds: ds["chief-2081"], "chief-2018"),
        (lambda ds: ds.actor("bajwaa"), "bajwa"),
        (lambda ds: ds.source("artcle"), "article"),
        (lambda ds: ds.visits.by("PKA"), "PAK"),
        (lambda ds: ds.visits.by(state="RSU"), "RUS"),
        (lambda ds: ds.visits.by(office="army-cheif"), "army-chief"),
        (lambda ds: ds.visits.by(sector="militery"), "military"),
        (lambda ds: ds.visits.by("PAK", role="vistor"), "visitor"),
        (lambda ds: ds.visits.at("Moscwo"), "Moscow"),
        (lambda ds: ds.visits.about("arm"), "arms"),
        (lambda ds: ds.visits.cited("tribun"), "tribune"),
        (lambda ds: ds.visits.status("planed"), "planned"),
        (lambda ds: ds.visits.sort("dat"), "date"),
        (lambda ds: ds.visits.group("yaer"), "year"),
        (lambda ds: ds.select("visist"), "visit"),
        (lambda ds: ds.from_sources("artcle"), "article"),
    ],
)
def test_what_is_misspelt_raises_and_suggests(
    small: Dataset, ask: Callable[[Dataset], object], near: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ask(small)
    assert near in caught.value.near


@pytest.mark.parametrize(
    "ask",
    [
        lambda ds: ds.visits.between("PAK"),
        lambda ds: ds.visits.by("PAK", state="RUS"),
        lambda ds: ds.visits.where(q.designation == "Mi-35"),
        lambda ds: ds.select(Visit, q.supplier(state="RUS")),
        lambda ds: ds.select(Dataset),
        lambda ds: ds.where(q.supplier(state="RUS") & q.host(state="PAK")),
        lambda ds: ds[None],
        lambda ds: ds.between("PAK", "PAK"),
        lambda ds: ds.visits.by(),
        lambda ds: ds.visits.by(state=[]),
        lambda ds: ds.visits.by(state=5),
        lambda ds: ds.visits.by(sector=()),
        lambda ds: ds.visits.by(named="no"),
        lambda ds: ds.visits.at(),
        lambda ds: ds.visits.cited(),
        lambda ds: ds.visits.about(),
        lambda ds: ds.visits.where(True),
        lambda ds: ds.visits.why(5),
        lambda ds: ds.visits.where(q.visitor.number_at_least(0)),
        lambda ds: ds.select("arms-transfer", q.delivered >= "x"),
        lambda ds: ds.from_sources(),
    ],
)
def test_questions_that_make_no_sense_raise(
    small: Dataset, ask: Callable[[Dataset], object]
) -> None:
    with pytest.raises(BilateralError):
        ask(small)


def test_a_state_that_the_dataset_does_not_have_is_none_and_not_a_fault(small: Dataset) -> None:
    assert small.visits.by("BRA").bounds() == (0, 0)


def test_only_records_actors_and_sources_are_taken() -> None:
    with pytest.raises(RecordError, match=r"records\[0\]"):
        Dataset(records=["a"])  # type: ignore[list-item]
    with pytest.raises(RecordError, match="actors"):
        Dataset(actors="PAK")  # type: ignore[arg-type]


def test_the_dataset_shows_what_it_holds(small: Dataset) -> None:
    assert repr(small).splitlines()[0] == "A small dataset: 8 records, 2 sources"
    assert "chief-2018" in small
    assert small["chief-2018"] in small
    assert len(list(small)) == len(small) == 8
    assert small.record(small["undated"]).id == "undated"


def test_the_card_says_what_a_user_must_know(small: Dataset) -> None:
    card = small.card()
    assert card.startswith("# A small dataset")
    assert "- visits: 5" in card
    assert "No source claims to be complete" in card


def test_a_dataset_may_be_named_as_it_is_made(small: Dataset) -> None:
    made = Dataset(small.records, small.actors, small.sources, name="mine")
    assert (made.info.name, made.info.title) == ("mine", "mine")
    assert Dataset(title="My own").info == DatasetInfo(title="My own")
    assert Dataset() == Dataset(info=DatasetInfo())
    with pytest.raises(RecordError, match="besides its info"):
        Dataset(info=DatasetInfo(name="mine"), name="other")


def test_a_record_is_added_once(small: Dataset) -> None:
    first, *rest = small.records
    less = attrs.evolve(small, records=rest)
    assert list(less + first) == [*rest, first]
    assert len(less) == len(rest)
    with pytest.raises(RecordError, match="has a record of this id"):
        small + first
