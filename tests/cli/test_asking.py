"""An answer in each form is the answer of the library."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bilateral
from tests.cli.conftest import Said

DATA = bilateral.load("pakistan-russia")
WORDS = ("ask", "pakistan-russia", "visits", "--by", "military", "--since", "2016")
FOUND = DATA.visits.by(sector="military").since(2016)
IDS = {*FOUND.ids, *(record.id for record in FOUND.possible)}


def test_definite_and_possible_stand_apart_with_reasons(run: Callable[..., Said]) -> None:
    _, out, _ = run(*WORDS)
    head, _, rest = out.partition("\ndefinite\n")
    definite, *possible = rest.split("\npossible, since ")
    assert head == "visits: 2 definite, 3 possible; 1 set aside by status, see --any-status\n"
    assert all(record.id in definite for record in FOUND.definite)
    for record in FOUND.possible:
        (under,) = (text for text in possible if record.id in text.split())
        (reason,) = FOUND.why(record)
        said = " ".join(under.split())
        role, _, rest = reason.partition(": ")
        assert reason in said or f"{role.split()[0]}: {rest}" in said  # of two, without the names
    assert out.count("possible, since") == 2


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_rows_for_programs(form: str, run: Callable[..., Said], tmp_path: Path) -> None:
    _, out, _ = run(*WORDS, f"--{form}")
    rows = _rows(out, form)
    assert {row["id"]: row["match"] for row in rows} == {
        row["id"]: row["match"] for row in FOUND.to_dicts()
    }
    for row in rows:
        why = list(FOUND.why(row["id"]))
        assert row["why"] == ("; ".join(why) if form == "csv" else why)
    path = tmp_path / f"out.{form}"
    written = " ".join(run(*WORDS, "-o", str(path))[1].split())
    assert written == f"written: {path} (2 definite, 3 possible)"
    assert path.read_text(encoding="utf-8") == out


def test_rows_for_programs_are_as_many_as_are_wanted(
    run: Callable[..., Said], tmp_path: Path
) -> None:
    _, out, _ = run(*WORDS, "--csv", "--limit", "1")
    assert [row["match"] for row in _rows(out, "csv")] == ["definite", "possible"]
    path = tmp_path / "out.csv"
    said = " ".join(run(*WORDS, "-o", str(path), "--limit", "1")[1].split())
    assert said == f"written: {path} (1 definite, 1 possible)"
    assert path.read_text(encoding="utf-8") == out
    _, out, _ = run(*WORDS, "--count", "year", "--csv", "--limit", "1")
    assert len(_rows(out, "csv")) == 1


def _rows(text: str, form: str) -> list[dict[str, Any]]:
    if form == "json":
        return list(json.loads(text))
    if form == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_is_written_with_both_matches(run: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    assert run(*WORDS, "-o", str(path))[0] == 0
    import pyarrow.parquet as pq

    rows = pq.read_table(path).select(["id", "match"]).to_pylist()
    assert {row["id"] for row in rows} == IDS
    assert {row["id"] for row in rows if row["match"] == "definite"} == {*FOUND.ids}


def test_the_definite_records_are_saved_as_a_dataset(
    run: Callable[..., Said], tmp_path: Path
) -> None:
    path = tmp_path / "out.toml"
    status, out, _ = run(*WORDS, "--save", str(path))
    assert (status, out.split()[0]) == (0, "saved:")
    assert {*bilateral.load_file(path).ids} == {*FOUND.ids}


@pytest.mark.parametrize("keys", ["year", "initiator,year", "status"])
def test_counts_are_those_of_the_library(keys: str, run: Callable[..., Said]) -> None:
    wanted = DATA.visits.count(*keys.split(",")).to_pylist()
    _, out, _ = run("ask", "pakistan-russia", "visits", "--count", keys, "--json")
    assert json.loads(out) == wanted
    _, out, _ = run("ask", "pakistan-russia", "visits", "--count", keys)
    assert len(out.splitlines()) == len(wanted) + 1
    last = out.splitlines()[-1].split()
    assert last[-2:] == [str(wanted[-1]["at_least"]), str(wanted[-1]["at_most"])]


def test_sums_are_those_of_the_library(folder: Path, run: Callable[..., Said]) -> None:
    _, out, _ = run("ask", "arms.csv", "arms-transfers", "--sum", "volume,year", "--csv")
    wanted = bilateral.read(folder / "arms.csv").dataset.arms_transfers.sum("volume", "year")
    assert [float(row["at_least"]) for row in _rows(out, "csv")] == [
        least for least, _ in wanted.values()
    ]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_a_table_is_asked_like_a_dataset(
    form: str, run: Callable[..., Said], tmp_path: Path
) -> None:
    path = tmp_path / "all.parquet"
    DATA.to("parquet", path)
    words = ("ask", str(path), *WORDS[2:])
    rows, wanted = (_rows(run(*asked, f"--{form}")[1], form) for asked in (words, WORDS))
    assert sorted(rows, key=str) == sorted(wanted, key=str)
    assert run(*words)[1].splitlines()[1:] == run(*WORDS)[1].splitlines()[1:]
    asked = run(*words, "--count", "person")[1]
    assert asked == run(*WORDS, "--count", "person")[1]
    assert "Qamar Javed Bajwa (qamar-javed-bajwa)" in asked
    nothing = run("ask", str(path), "visits", "--before", "1900")
    assert nothing == (0, "records: 0 definite, 0 possible\n", "")


def test_records_are_put_in_order_and_no_more_are_shown_than_wanted(
    run: Callable[..., Said],
) -> None:
    _, out, _ = run("ask", "pakistan-russia", "alignments", "--sort", "id", "--limit", "3")
    first, *_ = DATA.alignments.sort("id").definite
    assert first.id in out
    assert f"... and {len(DATA.alignments) - 3} more (--limit 0 shows all)" in out
    _, out, _ = run("ask", "pakistan-russia", "alignments", "--limit", "0")
    assert "more" not in out
    assert all(record.id in out for record in DATA.alignments.definite)


def test_what_is_asked_is_never_written_over(folder: Path, run: Callable[..., Said]) -> None:
    before = (folder / "mine.json").read_bytes()
    for option in ("-o", "--save"):
        status, _, err = run("ask", "mine.json", "visits", option, "mine.json")
        assert (status, "written over" in err) == (2, True)
    assert (folder / "mine.json").read_bytes() == before


def test_actors_are_counted_by_name(run: Callable[..., Said]) -> None:
    _, out, _ = run("ask", "pakistan-russia", "visits", "--count", "initiator,year")
    assert out.splitlines()[1].startswith("Pakistan (PAK)")
    _, out, _ = run("ask", "pakistan-russia", "visits", "--count")
    least, most = DATA.visits.count()[()]
    assert out.split() == ["at", "least", "at", "most", str(int(least)), str(int(most))]


def test_an_answer_has_one_status_or_all(run: Callable[..., Said]) -> None:
    words = ("ask", "pakistan-russia", "--status", "planned", "--any-status")
    status, out, err = run(*words)
    assert (status, out, "one of them" in err) == (2, "", True)


@pytest.mark.parametrize("option", ["--by", "--about", "--sources", "--status"])
def test_an_option_without_words_is_told(option: str, run: Callable[..., Said]) -> None:
    status, out, err = run("ask", "pakistan-russia", "visits", option)
    assert (status, out, option in err) == (2, "", True)


@pytest.mark.parametrize("key", ["person", "month", "sector", "office", "visitor", "purpose"])
def test_every_key_of_the_library_is_one_of_the_command(key: str, run: Callable[..., Said]) -> None:
    wanted = DATA.visits.count(key)
    _, out, _ = run("ask", "pakistan-russia", "visits", "--count", key, "--json")
    assert json.loads(out) == wanted.to_pylist()
    status, out, _ = run("ask", "pakistan-russia", "visits", "--count", key)
    numbers = [line for line in out.splitlines()[1:] if line.split()[-1].isdigit()]
    assert (status, len(numbers)) == (0, len(wanted))


def test_numbers_are_put_in_order(run: Callable[..., Said]) -> None:
    words = ("ask", "us-visits", "visits", "--by", "USA", "--count", "target", "--sort", "number")
    counts = bilateral.load("us-visits").visits.by("USA").count("target")
    most = max(least for least, _ in counts.values())
    _, out, _ = run(*words, "--limit", "3")
    assert len(out.splitlines()) == 5
    assert out.splitlines()[1].split()[-2] == str(most)
    assert out.endswith(f"... and {len(counts) - 3} more (--limit 0 shows all)\n")
    _, out, _ = run(*words, "--reverse", "--csv")
    numbers = [int(row["at_least"]) for row in _rows(out, "csv")]
    assert numbers == sorted(numbers)
    assert run(*words[:-1], "date")[0] == 2
    assert run("ask", "us-visits", "visits", "--sort", "number")[0] == 2


def test_a_kind_that_is_not_there_is_told(run: Callable[..., Said]) -> None:
    _, out, _ = run("ask", "us-visits", "agreements")
    assert out == (
        "agreements: 0 definite, 0 possible\nthere are none in us-visits, which has visits\n"
    )
