"""A small dataset that the tests share, of two states and some trips."""

from __future__ import annotations

import pytest

import bilateral
from bilateral import (
    ArmsTransfer,
    Citation,
    Claim,
    Dataset,
    DatasetInfo,
    Membership,
    Office,
    Organization,
    Participant,
    Period,
    Person,
    Place,
    Quantity,
    Source,
    State,
    Visit,
)
from bilateral.collection.info import SourceGroup


def says(source: str = "article", locator: str | None = None) -> Citation:
    return Citation(source=source, locator=locator, mode="fact")


def general(**more: str) -> Participant:
    facts = {"office": "army-chief", "rank": "General", "sector": "military", **more}
    return Participant(role="visitor", state="PAK", **facts)


def build() -> Dataset:
    """Five visits, two arms transfers and a membership, each with its own difficulty."""
    host = Participant(role="host", state="RUS")
    rivals = Citation(
        source="tribune",
        stance="contradicts",
        claims=[Claim("date", "2015-06-15/2015-06-17", "Monday")],
    )
    return Dataset(
        info=DatasetInfo(
            name="small",
            title="A small dataset",
            groups=[SourceGroup(name="press", sources=["tribune"])],
        ),
        sources=[
            Source(id="article", title="An article", published="2018-05~"),
            Source(id="tribune", title="A report", published="2015-06-15"),
        ],
        actors=[
            State(id="PAK", name="Pakistan", names=["Islamic Republic of Pakistan"]),
            State(id="RUS", name="Russia", continues=["SUN"]),
            State(id="SUN", name="Soviet Union", life="/1991"),
            Person(id="bajwa", name="Qamar Javed Bajwa", state="PAK"),
            Office(id="army-chief", name="Army chief", sector="military", state="PAK"),
            Office(id="adviser", name="Security adviser", sector="security", state="PAK"),
            Organization(id="sco", name="SCO", form="intergovernmental"),
        ],
        records=[
            Visit(
                id="chief-2018",
                title="The army chief visits Russia",
                date=Period("[2018-04-21..2018-04-30]", "end of April"),
                status="occurred",
                participants=[general(person="bajwa"), host],
                places=[Place("Moscow", "RUS")],
                topics=["arms"],
                citations=[says(locator="3.1")],
            ),
            Visit(
                id="chief-2016",
                title="His predecessor visits Russia",
                date="2016",
                status="occurred",
                participants=[general(), host],
                citations=[says(locator="3.3"), rivals],
            ),
            Visit(
                id="adviser-2018",
                title="The adviser visits Russia",
                date="2018-04",
                status="occurred",
                participants=[
                    Participant(
                        role="visitor",
                        state="PAK",
                        office="adviser",
                        rank="Lt-General",
                        sector="security",
                    ),
                    host,
                ],
                citations=[says(locator="4.1")],
            ),
            Visit(
                id="planned-2017",
                title="A visit that was planned",
                date="2017-10",
                status="planned",
                participants=[general(person="bajwa"), host],
                citations=[says()],
            ),
            Visit(
                id="undated",
                title="A joint visit of unknown date to an unnamed host",
                status="occurred",
                participants=[
                    Participant(role="visitor", state="PAK", name="a delegation"),
                    Participant(role="visitor", state="IND", sector="business"),
                ],
                citations=[says()],
            ),
            ArmsTransfer(
                id="helicopters-1968",
                title="Helicopters from the Soviet Union",
                date="1968/1969",
                status="occurred",
                delivered=Quantity("2..", "helicopters", "helicopters"),
                participants=[
                    Participant(role="supplier", state="SUN"),
                    Participant(role="recipient", state="PAK"),
                ],
                citations=[says(locator="12.2")],
            ),
            ArmsTransfer(
                id="talks-2018",
                title="Talks on more helicopters",
                date="2018",
                status="discussed",
                participants=[
                    Participant(role="supplier", state="RUS"),
                    Participant(role="recipient", state="PAK"),
                ],
                citations=[says(locator="12.4")],
            ),
            Membership(
                id="sco-membership",
                title="Pakistan is a member of the SCO",
                date="2017/..",
                attested="2018-05~",
                status="ongoing",
                participants=[
                    Participant(role="member", state="PAK"),
                    Participant(role="body", organization="sco"),
                ],
                citations=[says(locator="2.1")],
            ),
        ],
    )


@pytest.fixture(scope="session")
def data() -> Dataset:
    """The built-in dataset; it cannot be changed."""
    return bilateral.load("pakistan-russia")


@pytest.fixture(scope="session")
def small() -> Dataset:
    """The shared dataset; it cannot be changed."""
    return build().validate()
