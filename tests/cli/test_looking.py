"""What a dataset says of itself is what is printed of it."""

from __future__ import annotations

import json
from collections.abc import Callable

import bilateral
from tests.cli.conftest import Said

DATA = bilateral.load("pakistan-russia")


def test_sources_are_counted(run: Callable[..., Said]) -> None:
    _, out, _ = run("sources", "pakistan-russia")
    cited = sum(
        any(citation.source == "arab-news-2018" for citation in record.citations)
        for record in DATA.records
    )
    assert out.splitlines()[1].split()[:4] == [str(cited), "about", "May", "2018"]
    assert all(source.id in "".join(out.split()) for source in DATA.sources)
    assert "group article: arab-news-2018" in out


def test_files_of_one_data_set_stand_under_what_they_are_of(run: Callable[..., Said]) -> None:
    data = bilateral.load("us-visits")
    _, out, _ = run("sources", "us-visits")
    assert "Of it 37 files:" in " ".join(out.split())
    assert out.count("Office of the Historian") == 1
    assert all(source.id in out for source in data.sources)


def test_the_card_is_that_of_the_dataset(run: Callable[..., Said]) -> None:
    assert run("card", "pakistan-russia")[1] == DATA.card()


def test_an_answer_is_cited_by_its_sources(run: Callable[..., Said]) -> None:
    words = ("cite", "pakistan-russia", "visits", "--since", "2018-04")
    found = DATA.visits.since("2018-04")
    assert run(*words)[1] == f"{found.cite()}\n"
    assert run(*words, "--style", "bibtex")[1] == f"{found.cite('bibtex')}\n"
    assert json.loads(run(*words, "--style", "csl")[1]) == json.loads(found.cite("csl-json"))
    assert run(*words, "--style", "mla")[0] == 2


def test_a_dataset_is_cited_as_it_asks(run: Callable[..., Said]) -> None:
    citation = bilateral.load("us-visits").info.citation or ""
    assert " ".join(citation.split()) in " ".join(run("cite", "us-visits")[1].split())
