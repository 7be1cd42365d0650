"""A file with slips of every sort is mended in one round."""

from __future__ import annotations

import json
import tomllib

import pytest

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
  { role = "hots", state = "RU" },
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
    (20, "RU"),
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
        '"RU"': '"RUS"',
    }.items():
        mended = mended.replace(slip, right)
    assert len(loads(mended, "toml")) == 2
