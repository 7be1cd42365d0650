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


def test_an_unknown_key_has_near_ones() -> None:
    assert unknown_key("statsu", ["status", "date"]).near == ("status",)
