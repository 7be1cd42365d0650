"""Items of a file: an object, or every fault of it."""

from __future__ import annotations

from bilateral.errors import BilateralError
from bilateral.files.builder import Builder
from bilateral.files.items import built, unknown_key
from bilateral.model.actors import Person


def test_an_item_is_built_or_all_its_faults_are_told() -> None:
    faults: list[BilateralError] = []
    item = {"kind": "person", "id": "a", "name": "A"}
    assert built(Builder(), item, "actors", "actors[0]", faults, None) == Person(id="a", name="A")
    assert faults == []
    wrong = {"kind": "person", "id": "a b", "nam": "A"}
    assert built(Builder(), wrong, "actors", "actors[1]", faults, "x.json", 3) is None
    assert {(fault.file, fault.line) for fault in faults} == {("x.json", 3)}
    assert any("name" in fault.near for fault in faults)


def test_a_text_for_a_part_is_told_what_to_write_and_nothing_twice() -> None:
    faults: list[BilateralError] = []
    item = {
        "kind": "visit", "id": "a", "title": "A", "date": "May 2016", "citations": ["toi"],
        "places": ["Tokyo"], "participants": [{"role": "visitor", "person": "Shinzo Abe"}],
    }  # fmt: skip
    assert built(Builder(), item, "records", "records[0]", faults, None) is None
    told = {fault.field: fault.expected or "" for fault in faults}
    assert len(told) == len(faults) == 4
    assert "edtf '2016-05' and printed 'May 2016'" in told["records[0].date"]
    assert '{ source = "toi" }' in told["records[0].citations[0]"]
    assert '{ name = "Tokyo" }' in told["records[0].places[0]"]
    assert "records[0].participants[0].person" in told


def test_an_unknown_key_has_near_ones() -> None:
    assert unknown_key("statsu", ["status", "date"]).near == ("status",)
