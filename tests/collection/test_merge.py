"""Datasets in terms of each other, what is wrong in them, and where sources differ."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from bilateral import (
    Citation,
    Claim,
    Coverage,
    Dataset,
    Link,
    Period,
    Participant,
    Source,
    Visit,
    load,
)
from bilateral.collection.info import SourceGroup
from bilateral.errors import FaultsError
from bilateral.model.evidence import Stance
from bilateral.testing import datasets

# -- union and difference --------------------------------------------------------------------


@given(datasets())
def test_merging_a_dataset_with_itself_changes_nothing(dataset: Dataset) -> None:
    assert dataset.merge(dataset) == dataset
    assert not dataset.diff(dataset)


@given(datasets(), datasets())
def test_no_citation_is_lost_in_a_merge(one: Dataset, other: Dataset) -> None:
    try:
        both = one.merge(other)
    except FaultsError as error:
        assert all(fault.record or fault.found for fault in error.faults)
        return
    for side in (one, other):
        for record in side:
            kept = {(c.source, c.locator) for c in both[record.id].citations}
            assert {(c.source, c.locator) for c in record.citations} <= kept


def dated(date: str, source: str, **more: Any) -> Dataset:
    record = Visit(id="a", title="A", date=date, citations=[Citation(source=source)], **more)
    return Dataset(records=[record], sources=[Source(id=source, title=source)])


def test_rival_values_stand_side_by_side() -> None:
    both = dated("2016", "one").merge(dated("2015", "two"))["a"]
    assert both.date == Period("2016")
    assert [str(value) for value in both.values("date")] == ["2016", "2015"]
    assert both.citations[1].stance is Stance.CONTRADICTS


def test_what_only_one_states_is_taken_over() -> None:
    both = dated("2016", "one").merge(dated("2016", "two", status="occurred", topics=["arms"]))
    assert both["a"].status == "occurred"
    assert both["a"].topics == ("arms",)


def test_what_cannot_stand_side_by_side_is_refused_all_at_once() -> None:
    one = dated("2016", "one", participants=[Participant(role="visitor", state="PAK")])
    other = dated("2016", "two", participants=[Participant(role="visitor", state="IND")])
    renamed = evolve(other, sources=[Source(id="one", title="otherwise")])
    with pytest.raises(FaultsError) as caught:
        one.merge(renamed)
    assert [fault.field for fault in caught.value.faults] == ["participants", "id"]


def test_one_citation_cannot_say_two_things() -> None:
    with pytest.raises(FaultsError) as caught:
        dated("2016", "one").merge(dated("2015", "one"))
    assert "read in two ways" in str(caught.value)


def test_difference(small: Dataset) -> None:
    changed = evolve(small["chief-2016"], date="2017")
    later = evolve(small, records=[changed, small["undated"], *dated("2016", "one").records])
    found = small.diff(later)
    assert found
    assert [record.id for record in found.added] == ["a"]
    assert len(found.removed) == 6
    (change,) = found.changed
    assert (change.record, change.field, str(change.new)) == ("chief-2016", "date", "2017")


# -- the part that some sources state --------------------------------------------------------


def test_the_article_alone() -> None:
    article = load("pakistan-russia", sources="article")
    assert [source.id for source in article.sources] == ["arab-news-2018"]
    assert {c.source for record in article for c in record.citations} == {"arab-news-2018"}
    assert article["raheel-sharif-russia"].values("date") == (Period("2016", "in 2016"),)
    assert article.faults() == ()


def test_other_sources_alone_give_their_own_values(small: Dataset) -> None:
    press = small.from_sources("press")
    (record,) = press
    assert record.date == Period("2015-06-15/2015-06-17", "Monday")
    assert press == small.from_sources("tribune")
    assert press.actor("army-chief")
    assert "bajwa" not in [actor.id for actor in press.actors]


def test_a_doubt_alone_states_nothing() -> None:
    record = Visit(
        id="a",
        title="A",
        citations=[Citation(source="one"), Citation(source="two", stance="casts doubt")],
    )
    sources = [Source(id=name, title=name) for name in ("one", "two")]
    assert len(Dataset(records=[record], sources=sources).from_sources("two")) == 0


# -- faults ----------------------------------------------------------------------------------


def test_every_fault_is_found_at_once(small: Dataset) -> None:
    visitor = Participant(
        role="visitor", state="SUN", person="nobody", office="adviser", sector="military"
    )
    wrong = Visit(
        id="wrong",
        title="A visit with many faults",
        date="2030",
        status="occurred",
        participants=[visitor, Participant(role="host", state="XYZ")],
        citations=[Citation(source="article"), Citation(source="nowhere")],
    )
    linked = evolve(small["undated"], id="linked", links=[Link("part of", "missing")])
    info = evolve(
        small.info,
        coverage=[Coverage(source="article", actors=["PAK", "QQQ"], kinds=["visit", "trip"])],
        groups=[SourceGroup(name="g", sources=["gone"])],
    )
    dataset = evolve(small, records=[*small.records, wrong, wrong, linked], info=info)
    text = "\n".join(str(fault) for fault in dataset.faults())
    for words in (
        "2 records of one id",
        "field 'participants[0].person', found 'nobody'",
        "field 'participants[1].state', found 'XYZ'",
        "a sector other than that of 'adviser'",
        "field 'citations[1].source', found 'nowhere'",
        "record 'linked', field 'links[0].target', found 'missing'",
        "after 'article' was published",
        "outside the life of 'SUN'",
        "field 'coverage.actors', found 'QQQ'",
        "field 'coverage.kinds', found 'trip'",
        "field 'groups.sources', found 'gone'",
    ):
        assert words in text
    with pytest.raises(FaultsError, match="dataset 'small'"):
        dataset.validate()


def test_a_delivery_before_its_order_is_impossible(small: Dataset) -> None:
    (transfer,) = small.arms_transfers
    early = evolve(transfer, order_date="1970")
    faults = evolve(small, records=[early]).faults()
    assert [fault.problem for fault in faults] == [
        "an impossible date: a delivery before the order"
    ]


@given(datasets())
def test_the_public_strategy_gives_no_faults(dataset: Dataset) -> None:
    assert dataset.validate() is dataset


# -- where sources differ ----------------------------------------------------------------------


def test_reconcile_shows_every_rival_value(small: Dataset) -> None:
    (found,) = small.reconcile()
    assert (found.record, found.field, found.is_contradiction) == ("chief-2016", "date", True)
    assert [str(s.value) for s in found.statements] == ["2016", "2015-06-15/2015-06-17"]
    assert [s.source for s in found.statements] == ["article", "tribune"]
    assert "1 disagreement" in repr(small.reconcile())
    assert small.reconcile()._repr_html_().startswith("<table>")


def test_reconcile_shows_doubts() -> None:
    record = Visit(
        id="a",
        title="A",
        citations=[Citation(source="one"), Citation(source="two", stance="casts doubt")],
    )
    (found,) = Dataset(records=[record]).reconcile()
    assert found.field == "record"
    assert not found.is_contradiction


def test_agreeing_claims_are_no_disagreement() -> None:
    record = Visit(
        id="a",
        title="A",
        date="2016",
        citations=[
            Citation(source="one"),
            Citation(source="two", stance="corroborates", claims=[Claim("date", "2016")]),
        ],
    )
    assert not Dataset(records=[record]).reconcile()
