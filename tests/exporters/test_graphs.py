"""GEXF: states and what goes between them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

from bilateral import BilateralError, Dataset, q

NAMES = {"g": "http://gexf.net/1.3"}


def test_each_record_between_two_states_is_an_edge(data: Dataset) -> None:
    graph = ET.fromstring(data.visits.to("gexf"))
    nodes = {node.get("id"): node.get("label") for node in graph.iterfind(".//g:node", NAMES)}
    assert nodes["PAK"] == "Pakistan"
    edges = list(graph.iterfind(".//g:edge", NAMES))
    pairs = [(edge.get("source"), edge.get("target")) for edge in edges]
    rows = data.visits.to("arrow").to_pylist()
    both = [
        (row["initiator_state"], row["target_state"])
        for row in rows
        if row["initiator_state"] and row["target_state"]
    ]
    assert pairs == both
    assert set(nodes) == {state for pair in both for state in pair}
    first = next(edge for edge in edges if edge.get("label") == "Army chief Bajwa visits Russia")
    assert (first.get("start"), first.get("end")) == ("2018-04-24", "2018-04-25")
    values = {value.get("for"): value.get("value") for value in first.iterfind(".//*[@for]")}
    assert values["record"] == "bajwa-russia-2018-04"


def test_parties_have_one_edge_without_direction(data: Dataset) -> None:
    agreements = data.agreements.where(q.party == "PAK")
    edges = list(ET.fromstring(agreements.to("gexf")).iterfind(".//g:edge", NAMES))
    assert {edge.get("type") for edge in edges} == {"undirected"}
    keys = [
        (
            edge.find(".//*[@for='record']").get("value"),  # type: ignore[union-attr]
            frozenset((edge.get("source"), edge.get("target"))),
        )
        for edge in edges
    ]
    assert len(set(keys)) == len(keys)


def test_an_edge_has_the_reasons_that_are_asked_for(data: Dataset) -> None:
    found = data.visits.since(2016)
    open_ = {record.id: "; ".join(found.why(record.id)) for record in found.possible}
    edges = ET.fromstring(found.to("gexf", reasons=True)).iterfind(".//g:edge", NAMES)
    said = [{one.get("for"): one.get("value") for one in e.iterfind(".//*[@for]")} for e in edges]
    assert {one["record"]: one["reasons"] for one in said if "reasons" in one} == open_ != {}


def test_no_text_breaks_the_file(small: Dataset, tmp_path: Path) -> None:
    visit = evolve(small.visits[0], title="<a> & \x00 \x1b")
    path = Dataset(records=[visit]).visits.to("gexf", tmp_path / "x.gexf")
    (edge,) = ET.parse(path).getroot().iterfind(".//g:edge", NAMES)
    assert edge.get("label") == "<a> & \N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}"


def test_counts_are_no_graph(small: Dataset) -> None:
    with pytest.raises(BilateralError, match="no table of records"):
        small.visits.count("year").to("gexf")
