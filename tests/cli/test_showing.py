"""A record in words: nothing that it says is left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import bilateral
from bilateral.dates.when import When
from tests.cli.conftest import Said

DATA = bilateral.load("pakistan-russia")


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("record", DATA.records[::7], ids=lambda record: record.id)
def test_a_record_is_shown_with_all_evidence(
    record: bilateral.Record, run: Callable[..., Said]
) -> None:
    status, out, _ = run("show", "pakistan-russia", record.id)
    said = flat(out)
    assert status == 0
    assert flat(record.title) in said
    for citation in record.citations:
        assert citation.source in said
        assert flat(DATA.source(citation.source).title) in said
        for claim in citation.claims:
            assert f"{claim.field}:" in said
            assert flat(claim.printed or "") in said
        assert flat(citation.note or "") in said
    for value in record.values("date"):
        assert isinstance(value, When)
        assert flat(value.words()) in said
    for participant in record.seen:
        for attribute in ("person", "office", "state"):
            for one in participant.known(attribute):
                assert flat(DATA.cast.name(one)) in said
        assert all(str(one) in said for one in participant.known("sector"))
        assert flat(participant.name or "") in said
    assert ("thesourcesdiffer" in said) is any(one.record == record.id for one in DATA.reconcile())


def test_a_record_is_in_words(run: Callable[..., Said]) -> None:
    _, out, _ = run("show", "pakistan-russia", "bajwa-russia-2018-04")
    assert "date      24–25 April 2018\n" in out
    assert "duration  2 days\n" in out
    assert "visitor   General Qamar Javed Bajwa, Chief of Army Staff of Pakistan (military)" in out
    assert "  between 21 and 30 April 2018, printed     asserts       arab-news-2018\n" in out
    _, out, _ = run("show", "us-visits", "us-visits:inbound:2302")
    assert "duration  1 day\n" in out


def test_words_quoted_are_shown(folder: Path, run: Callable[..., Said]) -> None:
    mine = bilateral.load_file("mine.toml")
    record = mine.records[0]
    citation = attrs.evolve(record.citations[0], quote="they met in spring")
    bilateral.save_file(mine.holding([attrs.evolve(record, citations=(citation,))]), "quoted.toml")
    assert "“they met in spring”" in run("show", "quoted.toml", record.id)[1]


def test_a_name_of_no_state_is_told_as_such(folder: Path, run: Callable[..., Said]) -> None:
    record = bilateral.read(folder / "visits.csv").dataset.records[1]
    _, out, _ = run("show", "visits.csv", record.id)
    assert "visitor  'Ruritania' (not resolved to a state)\n" in out
    _, out, _ = run("show", "us-visits", "us-visits:president:2734")  # occupied in July 1945
    assert "host      'Germany' (no state)\n" in out


def test_json_has_ids_and_dates_as_files_have_them(run: Callable[..., Said]) -> None:
    _, out, _ = run("show", "pakistan-russia", "bajwa-russia-2018-04", "--json")
    assert json.loads(out) == DATA["bajwa-russia-2018-04"].to_dict()


def test_without_an_id_records_are_listed(folder: Path, run: Callable[..., Said]) -> None:
    _, out, _ = run("show", "mine.toml")
    assert out.startswith("mine.toml: 1 record\n")
    assert "my-visit-1" in out
    _, out, _ = run("show", "us-visits")
    assert out.count("us-visits:") == 21  # with the name of the dataset
    assert out.endswith("... and 4,076 more (bilateral ask us-visits --limit 0)\n")
    assert folder == Path.cwd()


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("raheel", "  raheel-sharif-russia            Army chief Raheel Sharif, "),
        ("Sochi for the SCO", "  abbasi-sochi-2017-11  "),
        ("bajwa-rusia-2018-04", "did you mean 'bajwa-russia-2018-04'"),
        ("qamar-javed-bajwa", "bilateral ask pakistan-russia --involving qamar-javed-bajwa"),
        ("arab-news-2018", "bilateral ask pakistan-russia --cited arab-news-2018"),
        ("", "unknown record"),
    ],
)
def test_what_is_near_an_unknown_id_is_told(id: str, told: str, run: Callable[..., Said]) -> None:
    status, out, err = run("show", "pakistan-russia", id)
    assert (status, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) <= 10


def test_line_breaks_of_the_data_break_no_line(run: Callable[..., Said], tmp_path: Path) -> None:
    broken = "one\nstatus  denied\x1b[2J\u2028two"
    source = bilateral.Source(id="s", title=broken, publisher=broken)
    cited = bilateral.Citation(
        source="s",
        locator=bilateral.Locator(line=3),
        quote=broken,
        note=broken,
        attributed_to=broken,
        claims=[bilateral.Claim("status", "denied", printed=broken)],
    )
    place = bilateral.Place(broken)
    record = bilateral.Visit(
        id="a", title=broken, note=broken, citations=[cited], places=[place], topics=["t"]
    )
    bilateral.Dataset(records=[record], sources=[source]).to("json", tmp_path / "a.json")
    for words in (["a"], [], ["one"]):
        _, out, err = run("show", str(tmp_path / "a.json"), *words)
        lines = (out + err).split("\n")
        assert not [line for line in lines if line.lstrip().startswith(("status  denied", "two"))]
        assert "\x1b" not in out + err
