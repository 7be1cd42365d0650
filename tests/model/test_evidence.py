"""Sources, citations and locators: what they refuse, and how they are cited."""

from __future__ import annotations

import json

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Locator, Source
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.evidence import reference_list
from bilateral.testing import locators, sources

LEEDS = "Leeds, Brett Ashley, et al. 2002. Alliance Treaty Obligations and Provisions. II 28."
SHA = "0123456789abcdef" * 4


@given(locators())
def test_a_locator_prints_as_it_is_read(locator: Locator) -> None:
    assert Locator.of(str(locator)) == locator
    assert Locator.of(locator) is locator


@pytest.mark.parametrize("text", ["", "x", "3.1.2", "page ", "3, 4", "row x"])
def test_what_is_no_locator_raises(text: str) -> None:
    with pytest.raises(RecordError):
        Locator.of(text)


# -- sources -------------------------------------------------------------------------------------


def of_data(name: str, version: str | None = "5.1", **more: str) -> Source:
    return Source(id=name, title=f"{name}.csv", citation=LEEDS, version=version, **more)


def test_files_of_one_data_set_are_one_entry() -> None:
    files = [of_data("b"), of_data("a", sha256=SHA), of_data("b")]
    assert reference_list(files) == (f"{LEEDS} Version 5.1. Files b.csv; a.csv, SHA-256 {SHA}.",)


def test_the_hashes_of_many_files_are_left_to_their_sources() -> None:
    files = [of_data(name, sha256=SHA) for name in "abcd"]
    assert reference_list(files) == (f"{LEEDS} Version 5.1. Files a.csv; b.csv; c.csv; d.csv.",)


def test_the_key_of_a_data_set_is_readable_and_its_own() -> None:
    def keys(*sources: Source) -> list[str]:
        return [entry.partition(",")[0] for entry in reference_list(sources, "bibtex")]

    atop = of_data("1870-23f4e1ae", publisher="Alliance Treaty Obligations and Provisions Project")
    assert keys(atop) == ["@dataset{alliance-treaty-obligations-and-provisions-project-5-1"]
    other = attrs.evolve(atop, id="1880-0a1b", citation="Another.")
    assert keys(atop, other) == [f"{keys(atop)[0]}-{one.id}" for one in (atop, other)]
    jane = attrs.evolve(atop, authors=["Jane Doe"], published="2002")
    assert keys(jane) == ["@dataset{jane-doe-2002"]
    assert keys(attrs.evolve(jane, published=None, version=None)) == ["@dataset{jane-doe"]
    assert keys(Source(id="dawn-2018", title="A report")) == ["@misc{dawn-2018"]


def test_versions_and_documents_are_entries_of_their_own() -> None:
    entries = reference_list(
        [of_data("a"), of_data("b", None), Source(id="c", title="C"), Source(id="d", title="C")]
    )
    assert entries == ("C.", "C.", f"{LEEDS} File b.csv.", f"{LEEDS} Version 5.1. File a.csv.")


def test_a_version_that_the_citation_names_is_not_said_twice() -> None:
    source = Source(id="a", title="a.csv", citation="ATOP, version 5.1.", version="5.1")
    assert source.cite() == "ATOP, version 5.1. File a.csv."


def test_a_document_is_cited_with_all_that_is_known() -> None:
    source = Source(
        id="a", title="T", authors=["A B", "C"], publisher="P", published="2018-02~",
        url="https://example.org", version="2", retrieved="2024-05-06",
    )  # fmt: skip
    assert source.cite() == (
        "A B, C. T. P, version 2, 2018-02~. https://example.org Retrieved 2024-05-06."
    )


@given(st.lists(sources(), max_size=4), st.sampled_from(["text", "bibtex", "csl-json"]))
def test_no_document_is_left_out(cited: list[Source], style: str) -> None:
    entries = reference_list(cited, style)
    assert list(entries) == sorted(entries)
    assert reference_list([*cited, *cited], style) == entries
    if style == "csl-json":
        for source in cited:
            said = json.dumps([json.loads(entry) for entry in entries], ensure_ascii=False)
            assert json.dumps(source.title, ensure_ascii=False)[1:-1] in said


@pytest.mark.parametrize("wrong", ["", "x", SHA[1:], SHA.upper()])
def test_what_is_no_hash_is_refused(wrong: str) -> None:
    with pytest.raises(RecordError) as caught:
        Source(id="a", title="A", sha256=wrong)
    assert caught.value.field == "sha256"


def test_a_style_that_is_none_is_refused_with_the_near_ones() -> None:
    with pytest.raises(UnknownNameError, match="bibtex"):
        Source(id="a", title="A").cite("bibtx")
