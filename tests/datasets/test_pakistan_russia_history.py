"""The history of the pair: its rules of coding, its merging with the first dataset, questions."""

from __future__ import annotations

import re

import pytest

import bilateral
from bilateral import Dataset, Truth, q
from bilateral.model.evidence import Stance
from bilateral.model.records import KINDS, Lasting, Status
from bilateral.query import evaluate

from .test_pakistan_russia import TOPICS


@pytest.fixture(scope="module")
def history() -> Dataset:
    return bilateral.load("pakistan-russia-history")


@pytest.fixture(scope="module")
def first() -> Dataset:
    return bilateral.load("pakistan-russia")


@pytest.fixture(scope="module")
def both(first: Dataset, history: Dataset) -> Dataset:
    return first.merge(history)


# -- the rules of coding -----------------------------------------------------------------------


def test_it_has_no_faults_and_only_what_it_cites(history: Dataset) -> None:
    assert list(history.faults()) == []
    cited = {citation.source for record in history for citation in record.citations}
    assert cited == {source.id for source in history.sources}
    named = {
        name
        for record in history
        for part in record.participants
        for name in (part.person, part.office, part.organization)
        if name is not None
    }
    givers = {getattr(actor, "organization", None) for actor in history.actors} - {None}
    assert named | givers == {actor.id for actor in history.actors}


def test_every_record_has_topics_of_the_closed_list(history: Dataset) -> None:
    for record in history:
        assert record.topics, record.id
        assert set(record.topics) <= TOPICS, record.id


def test_every_source_has_an_address_and_every_address_one_source(history: Dataset) -> None:
    addresses = [source.url for source in history.sources]
    assert all(addresses)
    assert len(set(addresses)) == len(addresses)
    for source in history.sources:
        assert source.publisher, source.id
        assert source.published or source.note, source.id  # undated ones say so


def test_every_record_is_asserted_by_a_page_read_as_fact_or_attributed(history: Dataset) -> None:
    for record in history:
        modes = [c.mode for c in record.citations if c.stance is Stance.ASSERTS]
        assert modes, record.id
        assert None not in modes, record.id


def test_a_claim_refines_or_contradicts_and_never_corroborates(history: Dataset) -> None:
    found = {
        (record.id, citation.stance.value)
        for record in history
        for citation in record.citations
        if citation.claims and citation.stance not in (Stance.REFINES, Stance.CONTRADICTS)
    }
    assert found == {
        ("bajwa-russia-2017-10-planned", "corroborates"),  # a week that holds the own value
        ("bhutto-moscow-1972-03", "asserts"),  # its page is sure of days that another doubts
    }


def test_what_takes_one_day_has_no_interval(history: Dataset) -> None:
    for record in history:
        if record.kind == "agreement":
            assert record.date is not None, record.id
            assert "/" not in str(record.date), record.id


def test_everything_is_dated_or_attested(history: Dataset) -> None:
    for record in history:
        attested = record.attested if isinstance(record, Lasting) else None
        assert record.date is not None or attested is not None, record.id


def test_offices_belong_to_the_state_that_acts(history: Dataset) -> None:
    states = {actor.id: getattr(actor, "state", None) for actor in history.actors}
    for record in history:
        for part in record.participants:
            for name in (part.person, part.office):
                assert name is None or states[name] == part.state, record.id


def test_nothing_is_claimed_to_be_complete(history: Dataset) -> None:
    assert history.info.coverage == ()


def test_numbers_of_records(history: Dataset) -> None:
    assert {kind: sum(record.kind == kind for record in history) for kind in KINDS} == {
        "visit": 55,
        "meeting": 57,
        "consultation": 2,
        "agreement": 56,
        "arms-transfer": 12,
        "exercise": 10,
        "membership": 3,
        "tenure": 1,
        "alignment": 6,
        "interest": 5,
        "project": 4,
        "trade": 10,
        "assessment": 2,
    }
    years = [re.findall(r"\d{4}", str(record.date)) for record in history if record.date]
    known = [int(found[0]) for found in years if found]
    assert (min(known), max(known)) == (1948, 2025)


# -- merging -----------------------------------------------------------------------------------


def test_both_merge_without_a_fault(first: Dataset, history: Dataset, both: Dataset) -> None:
    shared = {record.id for record in first} & {record.id for record in history}
    assert len(shared) == 24
    assert len(both) == len(first) + len(history) - len(shared)
    assert list(both.faults()) == []


def test_what_both_know_they_say_alike(first: Dataset, history: Dataset) -> None:
    for what in ("actors", "sources"):
        ours = {item.id: item for item in getattr(first, what)}
        for item in getattr(history, what):
            assert ours.get(item.id, item) == item
    names = [actor.name for data in (first, history) for actor in data.actors]
    ids = {actor.id for data in (first, history) for actor in data.actors}
    assert len(ids) == len(set(names))  # nobody has two ids


def test_merging_adds_no_contradiction(history: Dataset, both: Dataset) -> None:
    for record in history:
        claims = sum(len(c.claims) for c in both[record.id].citations)
        if record.id == "strategic-stability-group":
            assert {str(value) for value in both[record.id].values("date")} == {"2003/.."}
        else:
            assert claims == sum(len(c.claims) for c in record.citations), record.id


def test_a_link_never_leads_out_of_the_file(history: Dataset) -> None:
    ids = {record.id for record in history}
    assert {link.target for record in history for link in record.links} <= ids


# -- a careful reader's questions --------------------------------------------------------------


def test_soviet_premiers_in_pakistan(history: Dataset) -> None:
    visits = history.visits.by("SUN")
    assert {"kosygin-pakistan-1968-04", "kosygin-rawalpindi-1969-05"} <= set(visits.ids)


def test_what_was_planned_or_called_off_is_not_counted(history: Dataset) -> None:
    assert "putin-islamabad-2012-10" not in history.visits.ids
    assert history["putin-islamabad-2012-10"].status is Status.CANCELLED
    assert {str(value) for value in history["putin-islamabad-2012-10"].values("status")} == {
        "cancelled",
        "planned",
    }
    assert not {"liaquat-moscow-1949-08-planned", "ayub-moscow-planned-1964"} & set(
        history.visits.ids
    )
    assert history["su-35-no-talks"].status is Status.DENIED
    assert "su-35-no-talks" not in history.arms_transfers.ids


def test_visits_of_army_chiefs(both: Dataset) -> None:
    visits = both.visits.by("PAK", sector="military")
    assert {
        "kayani-moscow-2009-06",
        "kayani-moscow-2012-10",
        "rashad-mahmood-moscow-2016-08",
        "bajwa-russia-2018-04",
    } <= {record.id for record in (*visits, *visits.possible)}


def test_the_exercises_of_the_two_armies_by_year(history: Dataset) -> None:
    years = (2016, 2017, 2018, 2020, 2021, 2024)
    for year in years:
        assert f"druzhba-{year}" in history.exercises.during(year).ids
    assert history.exercises.during(2019).bounds() == (0, 0)


@pytest.mark.parametrize(
    ("record", "field", "values"),
    [
        ("tashkent-declaration", "date", {"1966-01-10", "1966-01-06"}),
        ("khar-moscow-2012-02", "date", {"2012-02-07/2012-02-09", "2012-02-07/2012-02-10"}),
        ("asif-moscow-2018-02", "duration", {"4", "3"}),
        ("energy-memorandum-2011-05-12", "status", {"occurred", "considered"}),
        ("druzhba-2016", "troops", {"200", "400"}),
        ("qureshi-ambassador-moscow", "attested", {"1949-12-30", "1949-12-31"}),
    ],
)
def test_contradictions_stand_side_by_side(
    history: Dataset, record: str, field: str, values: set[str]
) -> None:
    seen = history[record].values(field)
    assert {str(getattr(value, "amount", value)) for value in seen} == values


@pytest.mark.parametrize(
    ("record", "day", "answer"),
    [
        ("soviet-troops-afghanistan", 1985, Truth.TRUE),
        ("soviet-troops-afghanistan", 1991, Truth.FALSE),
        ("pakistan-seato", 1968, Truth.TRUE),
        ("soviet-arms-end", 1972, Truth.FALSE),
        ("mi-35-approved-2014-11-12", 2015, Truth.FALSE),
        ("navy-memorandum-2018", "2018-08-02", Truth.FALSE),
        ("navy-memorandum-2018", "2018-07", Truth.UNKNOWN),
        ("pipeline-shareholders-2022-02-planned", 2023, Truth.FALSE),
    ],
)
def test_bounds_are_kept(history: Dataset, record: str, day: int | str, answer: Truth) -> None:
    assert evaluate(q.date.during(day), history[record]) is answer


def test_trade_has_values_by_year(history: Dataset) -> None:
    values = {
        record.id: record.value.amount for record in history.trades if record.value is not None
    }
    assert values["trade-1997"] == "81"
    assert values["trade-2012"] == "542"
    assert len(values) == 9
