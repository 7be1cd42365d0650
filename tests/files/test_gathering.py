"""A file with slips of every sort is mended in one round."""

from __future__ import annotations

import copy
import json
import pickle
import tomllib
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import FaultsError
from bilateral.errors import BilateralError
from bilateral.files import loads

SLIPS = """format = "bilateral"
version = 1

[dataset]
name = "my data"
title = "Mine"

[[sources]]
id = "a-source"
title = "A"

[[records]]
kind = "visit"
id = "one two"
title = "A"
date = "2018-13"
status = "don"
participants = [
  { role = "visitor", state = "PAK", person = "nobody" },
  { role = "hots", state = "RUZ" },
]
citations = [
  { source = "a-sorce", locator = "3.1" },
]

[[records]]
kind = "visit"
id = "two"
title = "B"
date = "2018-01"
links = [{ type = "part of", target = "tree" }]
citations = [
  { source = "a-sorce" },
]
"""
LINES = [
    (5, "my data"),
    (14, "one two"),
    (16, "13"),
    (17, "don"),
    (19, "nobody"),
    (20, "RUZ"),
    (20, "hots"),
    (23, "a-sorce"),
    (31, "tree"),
    (33, "a-sorce"),
]


def faults_in(text: str, form: str) -> tuple[BilateralError, ...]:
    with pytest.raises(FaultsError) as raised:
        loads(text, form, file="mine")
    return raised.value.faults


def test_all_slips_are_told_with_their_lines() -> None:
    found = faults_in(SLIPS, "toml")
    assert sorted((fault.line, fault.found) for fault in found) == LINES
    assert [fault.line for fault in found] == sorted(line for line, _ in LINES)
    assert {fault.file for fault in found} == {"mine"}


def test_the_same_slips_in_json_and_json_lines() -> None:
    document = tomllib.loads(SLIPS)
    found = faults_in(json.dumps(document, indent=1), "json")
    assert sorted(str(fault.found) for fault in found) == sorted(name for _, name in LINES)
    assert all(fault.line for fault in found)
    kinds = {"sources": "source", "records": "record"}
    header = {"type": "dataset", **{k: document[k] for k in ("format", "version", "dataset")}}
    lines = [header, *({"type": t, **i} for k, t in kinds.items() for i in document[k])]
    found = faults_in("\n".join(map(json.dumps, lines)), "jsonl")
    assert sorted(str(fault.found) for fault in found) == sorted(name for _, name in LINES)
    assert {fault.line for fault in found} == {1, 3, 4}


def test_what_refers_to_a_refused_item_is_no_fault() -> None:
    text = SLIPS.replace('"tree"', '"one-two"').replace('"one two"', '"one-two"')
    assert not [fault for fault in faults_in(text, "toml") if fault.found == "one-two"]


def test_mended_it_is_read() -> None:
    mended = SLIPS.replace("a-sorce", "a-source").replace("one two", "tree")
    for slip, right in {
        "my data": "mine",
        "2018-13": "2018-12",
        "don": "occurred",
        ', person = "nobody"': "",
        "hots": "host",
        '"RUZ"': '"RUS"',
    }.items():
        mended = mended.replace(slip, right)
    assert len(loads(mended, "toml")) == 2


# -- no fault hides another ------------------------------------------------------------------------

SOUND: dict[str, Any] = {
    "format": "bilateral",
    "version": 1,
    "dataset": {"name": "mine"},
    "sources": [{"id": "a", "title": "A"}],
    "actors": [{"kind": "person", "id": "p", "name": "P"}],
    "records": [
        {
            "kind": "visit",
            "id": ident,
            "title": "T",
            "date": "2018-04",
            "status": "occurred",
            "participants": [{"role": "visitor", "state": "PAK", "person": "p"}],
            "citations": [{"source": "a"}, {"source": "a", "locator": "3"}],
        }
        for ident in ("one", "two")
    ],
}
CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "date": lambda record: record.update(date="2018-13"),
    "status": lambda record: record.update(status="done"),
    "duration": lambda record: record.update(duration=-1),
    "purpose": lambda record: record.update(purpose="fun"),
    "key": lambda record: record.update(titel="T"),
    "locator": lambda record: record["citations"][1].update(locator="above"),
    "source": lambda record: record["citations"][0].update(source="b"),
    "role": lambda record: record["participants"].append({"role": "guest"}),
    "foreign role": lambda record: record["participants"].append({"role": "supplier"}),
    "state": lambda record: record["participants"][0].update(state="Pakistn"),
    "topics": lambda record: record.update(topics=["a b"]),
    "none": lambda record: record.update(none=["time"]),
    "title": lambda record: record.pop("title"),
    "link": lambda record: record.update(links=[{"type": "part of", "target": "three"}]),
    "id": lambda record: record.update(id="two"),
}


def told(names: Iterable[str], form: str) -> set[tuple[str, str]]:
    """The problems of the first record with some slips, each with what is wrong."""
    document = copy.deepcopy(SOUND)
    for name in names:
        CHANGES[name](document["records"][0])
    if form == "json":
        text = json.dumps(document)
    else:
        kinds = {"sources": "source", "actors": "actor", "records": "record"}
        header = {"type": "dataset", **{k: document[k] for k in ("format", "version", "dataset")}}
        lines = [header, *({"type": t, **one} for k, t in kinds.items() for one in document[k])]
        text = "\n".join(map(json.dumps, lines))
    return {(fault.problem, repr(fault.found)) for fault in faults_in(text, form)}


@given(st.sets(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=5), st.booleans())
def test_each_slip_is_told_whatever_else_is_wrong(names: set[str], is_json: bool) -> None:
    form = "json" if is_json else "jsonl"
    together = told(names, form)
    for name in names:
        assert told([name], form) <= together, name


def test_both_lines_of_one_id_are_told() -> None:
    text = SLIPS.replace('"two"', '"one two"')
    [fault] = [f for f in faults_in(text, "toml") if f.problem == "2 records of one id"]
    assert (fault.line, fault.found) == (28, "one two")
    assert str(fault).endswith("line 14, line 28")
    (fault,) = faults_in(json.dumps(SOUND).replace("two", "one"), "json")
    assert fault.expected == "one for each of line 1, line 1"
    copied = pickle.loads(pickle.dumps(fault))
    assert (str(copied), copied.places) == (str(fault), ("records[0].id", "records[1].id"))
