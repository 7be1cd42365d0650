"""The dataset on one article: every record against its rules, and a careful reader's questions."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from attrs import evolve

import bilateral
from bilateral import Dataset, Truth, q
from bilateral.dates.when import When
from bilateral.model.evidence import EpistemicMode, Stance
from bilateral.model.records import KINDS, Assessment, Condition
from bilateral.query import evaluate

from . import printed_words
from .printed_words import ARTICLE, TABLE, digest, phrases

TOPICS = frozenset(
    "afghanistan alliances arms cold-war counter-terrorism culture defence diplomacy energy finance"
    " industry military-cooperation military-leadership nuclear regional-security sco security"
    " south-asia strategic-stability trade transport".split()
)
ARTICLE_TEXT = os.environ.get("BILATERAL_ARTICLE")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return bilateral.load("pakistan-russia")


@pytest.fixture(scope="module")
def article() -> Dataset:
    return bilateral.load("pakistan-russia", sources="article")


# -- the words of the article ------------------------------------------------------------------


def test_every_printed_word_is_of_a_sentence_that_the_record_cites(dataset: Dataset) -> None:
    hashes: dict[str, list[str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    read = list(phrases(dataset))
    wrong = [
        (record, phrase, locators)
        for record, phrase, locators in read
        if not any(digest(at, phrase) in hashes.get(at, ()) for at in locators)
    ]
    assert wrong == []
    assert len(read) > 70


@pytest.mark.parametrize(
    ("locator", "phrase", "there"),
    [
        ("3.1", "end of April", True),
        ("3.2", "end of April", False),  # of the sentence before
        ("11.2", "now", False),
        ("10.1", "now", True),
        ("3.1", "late April", False),
    ],
)
def test_the_table_knows_a_sentence_from_its_neighbour(
    locator: str, phrase: str, there: bool
) -> None:
    hashes: dict[str, list[str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    assert (digest(locator, phrase) in hashes.get(locator, ())) is there


def test_sentences_are_counted_as_the_coding_rules_say() -> None:
    text = """A title

After years of quiet, talks began. They went to St. Petersburg twice.

A quotation stands here, set out.

Dr. A. Author

The talks ended. A quotation stands here, set out.

\u2013 Dr. A. Author writes.

Disclaimer: none"""
    assert printed_words.sentences(text) == {
        "1.1": "After years of quiet, talks began.",
        "1.2": "They went to St. Petersburg twice.",
        "2.1": "The talks ended.",
        "2.2": "A quotation stands here, set out.",
    }


@pytest.mark.skipif(not ARTICLE_TEXT, reason="needs the article (BILATERAL_ARTICLE)")
def test_the_table_is_that_of_the_article(dataset: Dataset) -> None:
    text = Path(ARTICLE_TEXT or "").read_text(encoding="utf-8")
    found = printed_words.table(dataset, text)
    assert found == json.loads(TABLE.read_text(encoding="utf-8"))
    assert len(printed_words.sentences(text)) == 35


# -- the rules of coding -----------------------------------------------------------------------


def test_it_has_no_faults_and_only_sources_that_it_cites(dataset: Dataset) -> None:
    assert list(dataset.faults()) == []
    cited = {citation.source for record in dataset for citation in record.citations}
    assert cited == {source.id for source in dataset.sources}


def test_every_record_has_topics_of_the_closed_list(dataset: Dataset) -> None:
    for record in dataset:
        assert record.topics, record.id
        assert set(record.topics) <= TOPICS, record.id
        assert len(set(record.topics)) == len(record.topics), record.id
    (rule,) = [text for text in dataset.info.coding_rules if text.startswith("Topics are")]
    assert set(re.findall("[a-z]+(?:-[a-z]+)*", rule.split("others. ")[1])) >= TOPICS


def test_topics_answer_for_sure(article: Dataset) -> None:
    assert len(article.arms_transfers.any_status().about("arms")) == 11
    assert article.visits.about("arms").bounds() == (0, 0)


def test_whoever_judges_is_of_a_state(dataset: Dataset) -> None:
    holders = [
        participant
        for record in dataset
        if isinstance(record, Assessment)
        for participant in record.participants
        if participant.role == "holder"
    ]
    assert len(holders) == 7
    assert {participant.state for participant in holders} == {"PAK"}
    assert all(participant.name is None for participant in holders)


def test_whom_pages_name_is_found_though_the_article_does_not(dataset: Dataset) -> None:
    trips = dataset.visits.by("Khawaja Asif").during(2017)
    assert trips.ids == ("pak-foreign-minister-moscow-2017", "pak-defence-minister-moscow-2017")
    counterpart = dataset["bajwa-counterpart-2018-04"]
    assert set(counterpart.values("party[counterpart].person")) == {
        "oleg-salyukov",
        "valery-gerasimov",
    }
    assert "bajwa-counterpart-2018-04" not in dataset.meetings.by("Oleg Salyukov").ids
    assert counterpart in dataset.meetings.by("Oleg Salyukov").possible
    twelfth = dataset["strategic-stability-group-12"]
    assert evaluate(q.party(person="sergey-ryabkov", state="RUS"), twelfth).is_true


def test_who_has_the_entry_of_a_state_acts_for_it(article: Dataset) -> None:
    """The author holds his opinions for Pakistan's public, by his own entry alone."""
    (opinion,) = article.assessments.head(1)
    (holder,) = (p for p in opinion.participants if p.role == "holder")
    bare = evolve(holder, state=None)
    others = [p for p in opinion.participants if p.role != "holder"]
    alone = article.holding([evolve(opinion, participants=[bare, *others])])
    for state, bounds in (("PAK", (1, 1)), ("FRA", (0, 0))):
        assert alone.assessments.where(q.holder(state=state)).bounds() == bounds


def test_every_person_named_is_of_the_state_that_is_stated(dataset: Dataset) -> None:
    states = {actor.id: getattr(actor, "state", None) for actor in dataset.actors}
    for record in dataset:
        for participant in record.participants:
            for named in (participant.person, participant.office):
                assert named is None or states[named] == participant.state, record.id


def test_a_claim_refines_or_contradicts_and_never_corroborates(dataset: Dataset) -> None:
    """An announcement of a week that holds the own value is the one that adds nothing."""
    found = [
        (record.id, citation.source)
        for record in dataset
        for citation in record.citations
        if citation.claims and citation.stance in (Stance.CORROBORATES, Stance.CASTS_DOUBT)
    ]
    assert found == [("bajwa-russia-2017-10-planned", "thenews-2017-09-29")]


def test_what_takes_one_day_has_no_interval(dataset: Dataset) -> None:
    for record in dataset:
        if record.kind == "agreement" and record.date is not None:
            assert "/" not in str(record.date), record.id
        order = getattr(record, "order_date", None)
        assert order is None or "/" not in str(order), record.id


def test_views_of_states_are_attributed_to_them(article: Dataset) -> None:
    ids = {
        record.id: citation.attributed_to
        for record in article
        for citation in record.citations
        if citation.mode is EpistemicMode.ATTRIBUTED
    }
    assert ids == {
        "pakistan-autonomy": "Pakistan",
        "pakistan-cultivates-russia": "Pakistan",
        "pakistan-moderate-russia-on-india": "Pakistan",
        "pakistan-welcomes-russian-option": "Pakistan",
        "russia-no-substitute-for-us": "Pakistan",
        "russia-show-options": "Russia",
        "russia-taliban-dialogue": "Russia",
    }
    opinions = {
        record.id
        for record in article
        for citation in record.citations
        if citation.mode is EpistemicMode.OPINION
    }
    assert opinions == {
        "most-significant-visit",
        "russia-gains-from-pakistan",
        "wide-scope-for-trade",
        "slow-governments-and-business",
    }


def test_every_printed_date_stands_beside_an_expression(dataset: Dataset) -> None:
    for record in dataset:
        for field in ("date", "attested"):
            value = getattr(record, field, None)
            assert value is None or isinstance(value, When), record.id


def test_numbers_of_records(dataset: Dataset, article: Dataset) -> None:
    def numbers(data: Dataset) -> dict[str, int]:
        return {kind: sum(record.kind == kind for record in data) for kind in KINDS}

    assert numbers(article) == {
        "visit": 7,
        "meeting": 8,
        "consultation": 2,
        "agreement": 3,
        "arms-transfer": 11,
        "exercise": 1,
        "membership": 2,
        "tenure": 3,
        "alignment": 20,
        "interest": 9,
        "project": 3,
        "trade": 1,
        "assessment": 7,
    }
    assert numbers(dataset) == numbers(article) | {
        "visit": 16,
        "meeting": 14,
        "agreement": 8,
        "arms-transfer": 15,
        "exercise": 4,
        "membership": 3,
    }


def test_the_article_is_cited_for_every_sentence(article: Dataset) -> None:
    cited = {
        str(citation.locator)
        for record in article
        for citation in record.citations
        if citation.source == ARTICLE
    }
    counts = [2, 1, 3, 2, 1, 1, 1, 3, 2, 2, 3, 4, 1, 2, 5, 2]
    every = {
        f"{paragraph}.{sentence}"
        for paragraph, number in enumerate(counts, 1)
        for sentence in range(1, number + 1)
    }
    assert cited == every


# -- a careful reader's questions --------------------------------------------------------------


def test_visits_by_military_officials_since_2016(dataset: Dataset, article: Dataset) -> None:
    asked = article.visits.by("PAK", sector="military").since(2016)
    assert set(asked.ids) == {"bajwa-russia-2018-04", "raheel-sharif-russia"}
    assert [record.id for record in asked.possible] == ["janjua-sochi-2018-04"]  # by rank alone
    everything = dataset.visits.by("PAK", sector="military").since(2016)
    assert set(everything.ids) == {"bajwa-russia-2018-04", "rashad-mahmood-moscow-2016-08"}
    assert "raheel-sharif-russia" in [record.id for record in everything.possible]


def test_planned_is_not_done(article: Dataset, dataset: Dataset) -> None:
    assert article.exercises.bounds() == (0, 0)
    assert len(dataset.exercises.during(2018)) == 2
    assert "bajwa-russia-2017-10-planned" not in dataset.visits.ids


def test_talks_are_no_deliveries(article: Dataset) -> None:
    assert set(article.arms_transfers.by("RUS").ids) == {
        "russian-helicopters-2017",
        "russian-communication-equipment-2017",
    }
    assert len(article.arms_transfers.by("SUN")) == 4
    discussed = article.arms_transfers.where(q.status == "discussed").any_status()
    assert len(discussed) == 5


def test_india_is_found_where_pages_name_it(dataset: Dataset) -> None:
    assert "peace-mission-2018" in dataset.exercises.involving("IND").ids


@pytest.mark.parametrize(
    ("record", "day", "answer"),
    [
        ("sharif-army-chief", 2025, Truth.FALSE),
        ("soviet-support-india-disputes", 1954, Truth.UNKNOWN),
        ("soviet-support-india-disputes", 2018, Truth.FALSE),
        ("pakistan-russia-troubled-past", 2025, Truth.FALSE),
        ("soviet-balance-1965-1970", 1968, Truth.TRUE),
        ("soviet-arms-offer-1968", 1969, Truth.FALSE),
        ("soviet-arms-offer-1968", "1968-08", Truth.UNKNOWN),
        ("rashad-mahmood-moscow-2016-08", "2016-08", Truth.TRUE),
        ("pakistan-russia-diplomacy-after-sco", 2016, Truth.FALSE),
    ],
)
def test_vague_periods_are_not_coded_as_certain(
    dataset: Dataset, record: str, day: int | str, answer: Truth
) -> None:
    assert evaluate(q.date.during(day), dataset[record]) is answer


def test_what_lasted_says_from_when_to_when(dataset: Dataset) -> None:
    for record, dates in {
        "asif-moscow-2018-02": "2018-02-19/2018-02-22",
        "janjua-moscow-2018-04": "2018-04-22/2018-04-23",
        "peace-mission-2018": "2018-08-24/2018-08-29",
        "druzhba-2016": "2016-09-24/2016-10-10",
    }.items():
        assert str(dataset[record].date) == dates
    for record in ("bajwa-russia-2018-04", "sindh-st-petersburg-mou-2018-04"):
        assert str(dataset[record].date).startswith("[")
    refined = dict(dataset["bajwa-russia-2018-04"].claims("date"))
    assert {str(value) for value in refined.values()} == {"2018-04-24/2018-04-25", "2018-04-24/"}


def test_the_counterpart_s_day_stays_open(dataset: Dataset) -> None:
    days = {str(value) for value in dataset["bajwa-counterpart-2018-04"].values("date")}
    assert days == {"2018-04-24", "2018-04-25"}


def test_equipment_is_counted_by_one_rule(article: Dataset) -> None:
    amounts = {
        record.id: record.delivered.amount
        for record in article.arms_transfers
        if record.delivered is not None
    }
    assert amounts == {
        "soviet-helicopters-1968-69": "2..",
        "soviet-communication-equipment-1968-69": "1..",
        "soviet-transport-equipment-1968-69": "1..",
        "soviet-small-weapons-1968-69": "1..",
        "russian-helicopters-2017": "2..",
        "russian-communication-equipment-2017": "1..",
    }


def test_conditions_have_a_date_or_a_day_on_which_they_held(article: Dataset) -> None:
    undated = {
        record.id
        for record in article
        if isinstance(record, Condition) and record.date is None and record.attested is None
    }
    assert undated == {
        "pakistan-us-alliances",
        "soviet-support-indian-industry",
        "us-containment-soviet-union",
    }
