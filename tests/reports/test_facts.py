"""What the page knows of each record is what the library answers."""

from __future__ import annotations

import json
from itertools import accumulate
from math import inf

import attrs
import pytest
from hypothesis import given

import bilateral
from bilateral import Dataset, Period, Sequence, q, testing
from bilateral.dates.relations import Span
from bilateral.errors import BilateralError
from bilateral.reports import facts
from bilateral.reports.facts import Page, facts_of


def ids(sides: list[list[int]], data: Dataset) -> list[list[str]]:
    return [[data.records[place].id for place in accumulate(side)] for side in sides]


def test_status_and_actor_are_answered_by_the_library(small: Dataset) -> None:
    found = facts_of(Page.of(small))
    done = small.where(q.anything)
    assert ids(found["statuses"][0]["sides"], small) == [
        [r.id for r in done.definite],
        [r.id for r in done.possible],
    ]
    for status in found["statuses"][1:]:
        asked = small.any_status().where(q.status == status["name"])
        assert ids(status["sides"], small)[0] == [r.id for r in asked.definite]
    by_name = {actor["name"]: ids(actor["sides"], small) for actor in found["actors"]}
    assert set(by_name) >= {"Pakistan", "Russia", "Qamar Javed Bajwa", "SCO"}
    russian = small.any_status().involving("RUS")
    assert by_name["Russia"] == [
        [r.id for r in russian.definite],
        [r.id for r in russian.possible],
    ]
    assert "undated" in by_name["Russia"][1]  # its host is not stated


def test_it_is_json(small: Dataset) -> None:
    found = facts_of(Page.of(small))
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@given(testing.datasets())
def test_whatever_there_is_is_json(any_data: Dataset) -> None:
    data = any_data.holding(any_data.records)
    if not data.faults():
        assert json.loads(json.dumps(facts_of(Page.of(data)), allow_nan=False))


def test_what_is_not_stated_is_left_out(small: Dataset) -> None:
    undated = next(r for r in facts_of(Page.of(small))["records"] if r["id"] == "undated")
    assert undated["date"] == "not stated"
    assert undated["when"] == [[None, None, None, None]]
    assert not {"note", "topics", "possible", "links"} & set(undated)


def test_evidence_and_rivals_are_kept(small: Dataset) -> None:
    found = facts_of(Page.of(small))
    rival = next(r for r in found["records"] if r["id"] == "chief-2016")
    assert [c["says"] for c in rival["citations"] if "says" in c] == [
        [["date", "2015-06-15/2015-06-17"]]
    ]
    assert found["stances"][rival["citations"][1]["stance"]] == "contradicts"
    assert len(rival["when"]) == 2


def test_words_quoted_stand_before_the_note(small: Dataset) -> None:
    record = small.records[0]
    citation = attrs.evolve(record.citations[0], quote="they met", note="on page one")
    quoted = small.holding([attrs.evolve(record, citations=(citation,))])
    (found,) = facts_of(Page.of(quoted))["records"]
    assert found["citations"][0]["note"] == "“they met” on page one"


def test_what_only_may_match_a_selection_says_why(small: Dataset) -> None:
    trips = small.visits.by("PAK", sector="military").since(2016)
    page = Page.of(trips)
    assert page.possible == {record.id for record in trips.possible} != set()
    records = {r["id"]: r for r in facts_of(page)["records"]}
    assert set(records) == {*trips.ids, *page.possible}
    for name in page.possible:
        assert records[name]["possible"] is True
        assert records[name]["why"] == list(trips.why(name))


def test_a_table_is_read_as_its_selection(small: Dataset) -> None:
    table = bilateral.scan(small.to("arrow")).visits.since(2016)
    assert Page.of(table).possible == Page.of(small.visits.since(2016)).possible
    assert len(Page.of(table).data) == len(Page.of(small.visits.since(2016)).data)


def test_pairs_are_those_that_are_counted(small: Dataset) -> None:
    records = facts_of(Page.of(small.visits.any_status()))["records"]
    surely = [tuple(pair[:2]) for r in records for pair in r.get("pairs", ()) if pair[2]]
    counts = small.visits.any_status().count("initiator", "target")
    assert surely.count(("PAK", "RUS")) == counts["PAK", "RUS"][0]


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        (Period("2018-04-24").spans, 736808),
        (Period("2018").spans, [736695, 737059, 736695, 737059]),
        (Period("1966/..").spans, [717702, 718066, 717702, None]),
        (Sequence("1968/1969").spans, [718432, 718797, 718798, 719162, True]),
    ],
)
def test_days_are_short_where_they_can_be(spans: tuple[Span, ...], written: object) -> None:
    assert [facts._days(span) for span in spans] == [written]


def test_all_of_some_stretches_is_told_from_one(small: Dataset) -> None:
    del small
    (span,) = Period("{1968,1970}").spans
    assert facts._days(span)[4] == [[718432, 718797], [719163, 719527]]
    assert inf not in facts._days(span)


def test_nothing_else_is_reported() -> None:
    with pytest.raises(BilateralError, match="a dataset, a selection or a table"):
        Page.of(3)  # type: ignore[arg-type]
