"""What is wrong across records: every fault is found, with its record and field."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from bilateral import (
    Citation,
    Coverage,
    Dataset,
    Link,
    Organization,
    Participant,
    Person,
    State,
    Visit,
)
from bilateral.collection.info import SourceGroup
from bilateral.errors import FaultsError
from bilateral.states import registry
from bilateral.testing import datasets


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


def faults_of(participant: Participant) -> list[str]:
    body = Organization(id="staff", name="Staff", form="government body", sector="military")
    visit = Visit(id="v", title="V", participants=[participant], citations=[Citation(source="s")])
    faults = Dataset(records=[visit], actors=[body]).faults()
    return [str(fault.field) for fault in faults if fault.field != "citations[0].source"]


def test_a_body_gives_the_sector_of_who_acts_for_it() -> None:
    field = "participants[0].sector"
    part = Participant(role="visitor", organization="staff")
    assert faults_of(part) == []  # left out is not another
    assert faults_of(evolve(part, sector="police")) == [field]
    assert faults_of(evolve(part, sector="military")) == []
    assert faults_of(Participant(role="visitor", sector="police")) == []


def test_a_public_organization_is_known_without_an_entry_and_gives_no_sector() -> None:
    part = Participant(role="visitor", organization="united-nations")
    assert faults_of(part) == []
    assert faults_of(evolve(part, sector="military")) == ["participants[0].sector"]
    assert faults_of(evolve(part, organization="united-nation")) == ["participants[0].organization"]


def test_what_the_registry_owns_is_not_contradicted() -> None:
    wrong = Dataset(
        actors=[
            State(id="SUN", name="Soviet Union", life="1995/2001"),
            State(id="RUS", name="Russia", continues=["POL"]),
            Organization(id="PAK", name="Pakistan", form="group"),
            Person(id="sco", name="Sco"),
            State(id="nowhere", name="Nowhere", life="1995/2001", continues=["POL"]),
        ]
    )
    assert [(fault.record, fault.field) for fault in wrong.faults()] == [
        ("SUN", "life"),
        ("RUS", "continues"),
        ("PAK", "kind"),
        ("sco", "kind"),
    ]
    assert "1922-12-30/1991-12-25" in str(wrong.faults()[0])


@pytest.mark.parametrize("life", [None, "/1991", "1922/1991", "1922-12-30/1991-12-25", "1922/"])
def test_a_dataset_may_say_less_exactly_what_the_registry_says(life: str | None) -> None:
    known = State(id="SUN", name="USSR", names=["the Union"], note="Of its own.", life=life)
    assert Dataset(actors=[known]).faults() == ()
    assert Dataset(actors=tuple(registry().values())).faults() == ()
