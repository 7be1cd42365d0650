r"""Entries of a reference list in each style."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs
import pytest

from bilateral import parse_edtf
from bilateral.model.references import STYLES, Reference, written


def reference(**facts: Any) -> Reference:
    return Reference(id="a", title="Arms & men", **facts)


@pytest.mark.parametrize("style", STYLES)
def test_no_text_ends_its_entry_or_steers_a_terminal(style: str) -> None:
    evil = "a\x1b[2J\u202e\n\n@misc{x,\r  b = {\\input{c}}\u2028\x9b"
    made = written(
        reference(authors=[evil], publisher=evil, version=evil, url=f"https://a.b/{evil}"), style
    )
    files = written(attrs.evolve(reference(citation=evil), files=((evil, None),)), style)
    for text in (made, files):
        assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
        assert style == "bibtex" or "\n" not in text
        assert text.count("\n@") == 0
        assert style != "bibtex" or "\\input" not in text


def test_bibtex() -> None:
    made = reference(
        authors=["A. Author", "Ministry of Foreign Affairs"],
        publisher="P",
        published=parse_edtf("2018-02"),
        url="https://example.org/a_b?c=1",
    )
    assert written(made, "bibtex").splitlines() == [
        "@misc{a,",
        "  author = {{A. Author} and {Ministry of Foreign Affairs}},",
        r"  title = {{Arms \& men}},",
        "  publisher = {P},",
        "  date = {2018-02},",
        "  url = {https://example.org/a_b?c=1},",
        "}",
    ]


def test_bibtex_of_a_data_set_keeps_the_citation_it_asks_for() -> None:
    made = reference(citation="Cite {me} 100%", files=[("a_1.csv", None)])
    lines = written(made, "bibtex").splitlines()
    assert lines[0] == "@dataset{a,"
    assert lines[-2] == r"  note = {Cite \{me\} 100\% File a\_1.csv.},"


@pytest.mark.parametrize(
    ("date", "csl"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("2018-02", {"date-parts": [[2018, 2]]}),
        ("2018-02-21", {"date-parts": [[2018, 2, 21]]}),
        ("2018-05~", {"date-parts": [[2018, 5]], "circa": True}),
        ("2018-21", {"raw": "2018-21"}),
        ("201X", {"raw": "201X"}),
        ("2016/2018", {"raw": "2016/2018"}),
        ("[2016,2018]", {"raw": "[2016,2018]"}),
    ],
)
def test_dates_of_csl(date: str, csl: dict[str, object]) -> None:
    made = json.loads(written(reference(published=parse_edtf(date)), "csl-json"))
    assert made["issued"] == csl
    assert (made["type"], made["title"]) == ("document", "Arms & men")
    assert "author" not in made
