"""The page as text: sealed, escaped, without a request, and no larger than its records."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

import bilateral
from bilateral import Dataset, FaultsError
from bilateral.files.documents import loads
from bilateral.reports.facts import Page, facts_of

BAD = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\u2028--><!--"


class Reader(HTMLParser):
    """Every element with its attributes, and the text of some."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._within = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.elements.append((tag, given))
        if tag in ("script", "style", "h1", "pre"):
            self._within = given.get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "h1", "pre"):
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.texts[self._within] = self.texts.get(self._within, "") + data


def page(asked: Dataset, folder: Path) -> str:
    return bilateral.report(asked, folder / "page.html").read_text(encoding="utf-8")


def unpacked(text: str) -> str:
    return gzip.decompress(base64.b64decode(text)).decode()


def sealed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def evil(small: Dataset) -> Dataset:
    """Everything that a user may write in it is written to break out."""
    return attrs.evolve(
        small,
        info=attrs.evolve(
            small.info, title=BAD, description=BAD, licence=BAD, citation=BAD, doubts=[BAD]
        ),
        sources=[
            attrs.evolve(s, title=BAD, note=BAD, url="javascript:alert(1)") for s in small.sources
        ],
        actors=[attrs.evolve(actor, name=BAD) for actor in small.actors],
        records=[attrs.evolve(record, title=BAD, note=BAD) for record in small.records],
    )


def test_the_policy_allows_the_own_style_and_script_and_nothing_else(
    small: Dataset, tmp_path: Path
) -> None:
    read = Reader(page(small, tmp_path))
    policy = next(given["content"] for tag, given in read.elements if "http-equiv" in given) or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": sealed(read.texts["style"]),
        "script-src": sealed(read.texts["script"]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_loaded_from_anywhere(small: Dataset, tmp_path: Path) -> None:
    read = Reader(page(small, tmp_path))
    for tag, given in read.elements:
        assert not {"src", "srcset", "data", "action", "background", "style"} & set(given), tag
        assert not [name for name in given if name.startswith("on")]
        assert tag not in {"link", "iframe", "object", "embed", "base", "img"}
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|innerHTML|eval\(", read.texts["script"])
    assert "url(" not in read.texts["style"]


def test_a_source_is_linked_only_to_the_web(small: Dataset, tmp_path: Path) -> None:
    data = bilateral.load("pakistan-russia")
    links = [g["href"] for tag, g in Reader(page(data, tmp_path)).elements if tag == "a"]
    assert {str(link).partition(":")[0] for link in links} == {"#records", "http", "https"}
    links = [g["href"] for tag, g in Reader(page(evil(small), tmp_path)).elements if tag == "a"]
    assert links == ["#records"]


def test_no_text_breaks_out(small: Dataset, tmp_path: Path) -> None:
    plain, bad = (Reader(page(data, tmp_path)) for data in (small, evil(small)))
    assert [tag for tag, _ in bad.elements if tag in ("script", "img")] == ["script"] * 3
    assert bad.texts["script"] == plain.texts["script"]
    assert bad.texts["h1"] == BAD.replace("\u2028", " ")
    assert json.loads(unpacked(bad.texts["facts"]))["records"][0]["title"] == BAD


def test_the_data_are_in_it_as_the_document_of_the_library(small: Dataset, tmp_path: Path) -> None:
    read = Reader(page(small, tmp_path))
    assert loads(unpacked(read.texts["document"])) == small
    assert json.loads(unpacked(read.texts["facts"])) == facts_of(Page.of(small))


def test_it_is_the_same_each_time(small: Dataset, tmp_path: Path) -> None:
    assert page(small, tmp_path) == page(small, tmp_path)


def test_sources_are_there_to_be_cited(small: Dataset, tmp_path: Path) -> None:
    read = Reader(page(small, tmp_path))
    assert read.texts["bibtex"] == small.cite("bibtex")
    assert json.loads(read.texts["csl"]) == json.loads(small.cite("csl-json"))


def test_terms_are_named_on_the_page_and_in_a_warning(small: Dataset, tmp_path: Path) -> None:
    source = attrs.evolve(small.sources[0], terms="no use without leave")
    data = attrs.evolve(small, sources=[source, *small.sources[1:]])
    with pytest.warns(UserWarning, match=r"before you publish page.html.*no use without leave"):
        text = page(data, tmp_path)
    assert "Terms: no use without leave" in text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "No terms are stated" in page(small, tmp_path)


@pytest.mark.parametrize("terms", ["CC0 1.0", "in the public domain; elsewhere CC0 1.0"])
def test_terms_that_ask_for_nothing_are_named_without_a_warning(
    terms: str, small: Dataset, tmp_path: Path
) -> None:
    data = attrs.evolve(small, sources=[attrs.evolve(s, terms=terms) for s in small.sources])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert f"Terms: {terms}" in page(data, tmp_path)
    asked = attrs.evolve(small.sources[0], terms="not in the public domain")
    with pytest.warns(UserWarning, match="not in the public domain"):
        page(attrs.evolve(small, sources=[asked, *small.sources[1:]]), tmp_path)


def test_files_of_one_data_set_are_one_entry(small: Dataset, tmp_path: Path) -> None:
    files = [
        attrs.evolve(s, citation="Leeds et al. ATOP.", sha256=f"{n:064}", url="https://a.org/")
        for n, s in enumerate(small.sources)
    ]
    text = page(attrs.evolve(small, sources=files), tmp_path)
    assert text.count("Leeds et al. ATOP. <a ") == 1
    assert all(f"{s.title}, SHA-256 {s.sha256}" in text for s in files)


def test_a_title_of_ones_own(small: Dataset, tmp_path: Path) -> None:
    path = bilateral.report(small, tmp_path / "p.html", title="A & B")
    assert Reader(path.read_text(encoding="utf-8")).texts["h1"] == "A & B"


def test_it_grows_with_the_records_and_no_faster(small: Dataset, tmp_path: Path) -> None:
    def size(times: int) -> int:
        records = [
            attrs.evolve(record, id=f"{record.id}-{n}")
            for n in range(times)
            for record in small.records
        ]
        return len(page(attrs.evolve(small, records=records), tmp_path))

    none, some, twice = size(0), size(60), size(120)
    assert (twice - none) < 2.1 * (some - none)
    assert (twice - none) / (120 * len(small)) < 1200  # letters a record: 12 MB are 10,000 of them


def test_what_names_an_unknown_source_is_refused(small: Dataset, tmp_path: Path) -> None:
    data = attrs.evolve(small, sources=small.sources[:1])
    with pytest.raises(FaultsError) as refused:
        bilateral.report(data, tmp_path / "page.html")
    assert "tribune" in str(refused.value.faults[0])
    assert list(tmp_path.iterdir()) == []


def test_what_is_remarked_on_the_question_stands_on_the_page(tmp_path: Path) -> None:
    asked = bilateral.load("pakistan-russia").arms_transfers.by("RUS")
    path = bilateral.report(asked, tmp_path / "page.html")
    assert "Not asked for: SUN, which RUS carries on" in path.read_text(encoding="utf-8")
