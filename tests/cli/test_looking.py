"""A dataset looked at: nothing that it says of a record is left out."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

import bilateral
from tests.cli.conftest import Said

DATA = bilateral.load("pakistan-russia")


@pytest.mark.parametrize("record", DATA.records[::7], ids=lambda record: record.id)
def test_a_record_is_shown_with_all_evidence(
    record: bilateral.Record, run: Callable[..., Said]
) -> None:
    status, out, _ = run("show", "pakistan-russia", record.id)
    flat = "".join(out.split())
    assert status == 0
    assert "".join(record.title.split()) in flat
    for citation in record.citations:
        assert citation.source in flat
        for claim in citation.claims:
            assert "".join(f"{claim.field}: {claim.value}".split()) in flat
        assert "".join((citation.note or "").split()) in flat
    for value in record.values("date"):
        assert str(value) in flat
    for participant in record.seen:
        for attribute in ("person", "office", "state", "sector"):
            assert all("".join(str(one).split()) in flat for one in participant.known(attribute))
    assert ("thesourcesdiffer" in flat) is any(one.record == record.id for one in DATA.reconcile())


def test_sources_are_counted(run: Callable[..., Said]) -> None:
    _, out, _ = run("sources", "pakistan-russia")
    cited = sum(
        any(citation.source == "arab-news-2018" for citation in record.citations)
        for record in DATA.records
    )
    assert out.splitlines()[1].split()[:2] == [str(cited), "2018-05~"]
    assert all(source.id in "".join(out.split()) for source in DATA.sources)
    assert "group article: arab-news-2018" in out


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
