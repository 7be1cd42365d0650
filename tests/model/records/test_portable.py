"""One record by itself: as plain data and back, cited, shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

import bilateral
from bilateral import Dataset, FaultsError, Participant, Record, Visit, testing
from bilateral.errors import CodecError, UnknownFieldError, UnknownNameError
from bilateral.model.records import AnyRecord


@given(testing.records())
def test_a_record_comes_back_from_plain_data_and_json(record: AnyRecord) -> None:
    assert Record.from_dict(record.to_dict()) == record
    assert type(record).from_dict(record.to_dict()) == record
    assert Record.from_json(record.to_json()) == record
    assert json.loads(record.to_json(indent=1)) == record.to_dict()


@given(testing.records("visit"))
def test_the_kind_may_be_left_out_of_what_is_read_as_one(record: Visit) -> None:
    plain = record.to_dict()
    del plain["kind"]
    assert Visit.from_dict(plain) == record


def test_another_kind_is_refused(data: Dataset) -> None:
    with pytest.raises(CodecError, match="a record of another kind"):
        Visit.from_dict(data.meetings[0].to_dict())
    with pytest.raises(CodecError, match="not JSON"):
        Visit.from_json("{")


def test_all_faults_of_a_record_are_told_at_once() -> None:
    plain = {"kind": "visit", "id": "a b", "titel": "A", "date": "2018-13", "status": "don"}
    with pytest.raises(FaultsError) as raised:
        Record.from_dict(plain)
    assert {fault.field for fault in raised.value.faults} >= {"date", "status", "titel"}


def test_a_record_is_cited_by_its_sources(data: Dataset) -> None:
    record = data["bajwa-russia-2018-04"]
    ids = list(dict.fromkeys(citation.source for citation in record.citations))
    assert record.cite().splitlines() == ids
    own = data.where(bilateral.q.id == record.id).cite()
    assert record.cite(data.sources) == record.cite(data) == own
    for wrong in (data.records, "bibtex"):
        with pytest.raises(bilateral.BilateralError, match=r"cite\(dataset\.sources\)"):
            record.cite(wrong)  # type: ignore[arg-type]
    entries = json.loads(record.cite(style="csl-json"))
    assert sorted(entry["id"] for entry in entries) == sorted(ids)
    assert record.cite(style="bibtex").count("@misc{") == len(ids)
    with pytest.raises(UnknownNameError):
        record.cite(style="apa")  # type: ignore[arg-type]


@given(testing.records())
def test_a_record_fits_a_line_of_the_terminal(record: AnyRecord) -> None:
    shown = repr(record)
    assert "\n" not in shown
    head = shown.partition(": ")[0]
    assert len(shown) <= max(80, len(head) + 2 + 20 + 1)


@given(testing.records())
def test_a_notebook_shows_all_evidence_and_runs_nothing(record: AnyRecord) -> None:
    html = record._repr_html_()
    assert html.count("<tr>") == 1 + len(record.citations)
    assert "<script" not in html


@given(testing.records())
def test_who_is_alone_in_a_role_is_reached_by_it(record: AnyRecord) -> None:
    for role in type(record).roles:
        found: list[Participant | None] = [p for p in record.seen if p.role == role]
        name = role.replace(" ", "_")
        assert name in dir(record)
        if len(found) > 1:
            with pytest.raises(UnknownFieldError, match="several take the role"):
                getattr(record, name)
        else:
            assert [getattr(record, name)] == (found or [None])
    assert not hasattr(record, "no_such_role")
