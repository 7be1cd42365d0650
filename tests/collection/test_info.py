"""What a dataset says of itself, and its card."""

from __future__ import annotations

import copy
import pickle
import re

import attrs
import pytest
from hypothesis import given

from bilateral import Dataset, DatasetInfo, Source, testing
from bilateral.collection.info import SourceGroup, card_of
from bilateral.errors import RecordError, UnknownFieldError
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import by_entry


@given(testing.datasets())
def test_the_card_counts_every_record_and_cites_every_source(data: Dataset) -> None:
    card = data.card()
    assert card == card_of(data.info, data.records, data.sources)
    counts = [line for line in card.splitlines() if line.startswith("- ") and ": " in line]
    for kind in {type(record) for record in data.records}:
        number = sum(type(record) is kind for record in data.records)
        assert f"- {kind.plural.replace('_', ' ')}: {number}" in counts
    for held in by_entry(data.sources):
        for source in held:
            said = source.cite() if len(held) == 1 else source.title
            assert f"- `{source.id}`: {said}" in card


def test_files_of_one_data_set_are_one_entry_of_the_card() -> None:
    files = [
        Source(id=n, title=f"{n}.csv", citation="Leeds et al. ATOP.", sha256=sha * 64)
        for n, sha in (("a", "0"), ("b", "1"))
    ]
    claims = [Coverage(source=n, kinds=["visit"], actors=["USA"], period="1990") for n in "ab"]
    card = card_of(DatasetInfo(coverage=claims), (), files)
    assert card.count("Leeds et al. ATOP.") == 1
    assert f"  - `b`: b.csv, SHA-256 {'1' * 64}" in card
    assert "- `a`, `b`: visit of USA, 1990" in card


def test_no_text_makes_a_section_of_the_card_or_steers_a_terminal() -> None:
    evil = "a\n\n## Licence\n\nfree\x1b[2J\u202e"
    source = Source(id="a", title=evil, citation=evil)
    info = DatasetInfo(title=evil, coding_rules=[evil], doubts=[evil], version=evil)
    card = card_of(info, (), [source, attrs.evolve(source, id="b")])
    assert not re.search("^## Licence", card, re.MULTILINE)
    assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", card)


def test_a_card_has_the_sections_that_the_info_has_something_for() -> None:
    bare = Dataset().card()
    assert bare.startswith("# Unnamed dataset\n\nNo description.")
    assert "No source claims to be complete" in bare
    full = DatasetInfo(
        name="x", title="X", version="2", description="All of it.", licence="CC0",
        citation="Me.", coding_rules=["One rule"], doubts=["One doubt"],
    )  # fmt: skip
    card = card_of(full, (), ())
    for words in ("# X 2", "All of it.", "CC0", "Me.", "- One rule", "- One doubt"):
        assert words in card
        assert words not in bare


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "no slug"}, "name"),
        ({"title": " "}, "title"),
        ({"version": 1}, "version"),
        ({"doubts": "one text"}, "doubts"),
        ({"groups": ["x"]}, "groups"),
        ({"coverage": [1]}, "coverage"),
    ],
)
def test_wrong_facts_are_refused_by_field(facts: dict[str, object], field: str) -> None:
    with pytest.raises(RecordError) as refused:
        DatasetInfo(**facts)  # type: ignore[arg-type]
    assert field in str(refused.value.field)


def test_a_group_is_a_slug_with_sources() -> None:
    assert SourceGroup(name="press", sources=["a"]).sources == ("a",)
    with pytest.raises(RecordError):
        SourceGroup(name="the press", sources=["a"])


def test_what_is_looked_for_in_the_info_is_told() -> None:
    info = DatasetInfo(name="mine")
    with pytest.raises(UnknownFieldError, match=r"dataset\.cite\(\)"):
        info.cite()  # type: ignore[attr-defined]
    assert not hasattr(info, "no_such")
    assert copy.deepcopy(info) == pickle.loads(pickle.dumps(info)) == info
