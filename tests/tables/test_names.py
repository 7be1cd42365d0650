"""Names in questions to tables: known at once, looked for, or left alone."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pytest

import bilateral
from bilateral import Dataset
from bilateral.errors import RecordError, UnknownNameError
from bilateral.tables.names import TableNames, look_for


def frame(small: Dataset) -> nw.LazyFrame[Any]:
    lazy: nw.LazyFrame[Any] = nw.from_native(small.to("arrow")).lazy()
    return lazy


def test_names_that_the_table_carries_are_known_at_once(small: Dataset) -> None:
    names = TableNames(small)
    assert names.known("person", "Qamar Javed Bajwa") == "bajwa"
    assert not names.is_open("person", "bajwa")
    assert names.is_open("place", "Moscow")
    with pytest.raises(UnknownNameError, match="bajwa"):
        names.known("person", "bajva")
    assert names.conditions("bajwa") == small.conditions("bajwa")
    assert "SUN" in names.with_predecessors(["RUS"])


@pytest.mark.parametrize("held", [None, Dataset()])
def test_other_names_are_open(held: Dataset | None) -> None:
    names = TableNames(held)
    assert names.known("person", "bajva") == "bajva"
    assert names.is_open("person", "bajva")
    assert not names.is_open("state", "PAK")
    assert names.known("state", "Pakistan") == "PAK"
    assert not names.is_open("state", "Pakistan")
    assert names.is_open("state", "Ruritania")
    assert names.conditions(["pak", "India"]) == {"state": ["PAK", "IND"]}
    assert names.conditions("PAK") == {"state": ["PAK"]}
    assert "SUN" in names.with_predecessors(["RUS"])
    with pytest.raises(RecordError, match="does not say what its actors are"):
        names.conditions("bajwa")


def test_actors_are_open_where_only_sources_are_known(small: Dataset) -> None:
    names = TableNames(Dataset(sources=small.sources))
    assert names.is_open("organization", "sco")
    with pytest.raises(UnknownNameError):
        names.known("source", "artcle")


@pytest.mark.parametrize(
    ("name", "misspelt"),
    [
        (("place", "Moscow"), ("place", "Moskow")),
        (("topic", "arms"), ("topic", "army")),
        (("source", "article"), ("source", "artcle")),
        (("state", "PAK"), ("state", "PKA")),
        (("person", "bajwa"), ("person", "bajva")),
        (("office", "army-chief"), ("office", "army-cheif")),
        (("organization", "sco"), ("organization", "scoo")),
    ],
)
def test_open_names_are_looked_for(small: Dataset, name: Any, misspelt: Any) -> None:
    look_for([name], frame(small))
    with pytest.raises(UnknownNameError, match=f"did you mean '{name[1]}'") as caught:
        look_for([name, misspelt], frame(small))
    assert caught.value.found == misspelt[1]


@pytest.mark.parametrize("form", ["duckdb", "arrow"])
def test_a_misspelt_name_is_its_question_s_own(small: Dataset, form: Any) -> None:
    table = bilateral.scan(small.to(form))
    misspelt = table.visits.at("Moskow")
    for question in (misspelt, misspelt.since(2016), misspelt.any_status()):
        with pytest.raises(UnknownNameError, match="Moscow"):
            question.bounds()
    assert table.visits.bounds() == small.visits.bounds()
    assert table.visits.at("Moscow").bounds() == small.visits.at("Moscow").bounds()
