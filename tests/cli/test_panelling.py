"""A panel by the command is the panel of the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import bilateral
from tests.cli.conftest import Said

DATA = bilateral.load("us-visits")
PAIRS = ("--pairs", "GBR,USA", "CAN,USA", "USA,GBR", "--years", "1950:1962")
WORDS = ("panel", "us-visits", *PAIRS, "--count", "visits --allocate start")
MADE = bilateral.panel(
    years=(1950, 1962), pairs=[("GBR", "USA"), ("CAN", "USA"), ("USA", "GBR")]
).count(visits=DATA.visits, allocate="start")


def test_it_is_described(run: Callable[..., Said]) -> None:
    status, out, err = run(*WORDS)
    assert (status, err) == (0, "")
    about = MADE.describe()
    flat = " ".join(out.split())
    assert f"{about.about}: {about.rows} rows, {about.states} states" in flat
    for column in about.columns:
        assert f"{column['column']} {column['missing']} {column['holds']}" in flat
    assert "37 sources" in flat
    assert max(map(len, out.splitlines())) <= 80


def test_first_rows_show_bounds_in_one_cell(run: Callable[..., Said]) -> None:
    _, out, _ = run(*WORDS)
    lines = out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.split()[:2] == ["ccode1", "ccode2"])
    for line, row in zip(lines[at + 1 :], MADE.to_arrow().to_pylist(), strict=False):
        if not line.startswith("..."):
            low, high = row["visits_low"], row["visits_high"]
            cell = str(low) if low == high else f"{low} to {high}"
            assert " ".join(line.split()[3:]) == cell
    assert lines[-1] == "... and 29 more (-o panel.csv writes all)"


def test_what_is_empty_for_want_of_coverage_is_told(run: Callable[..., Said]) -> None:
    words = ("panel", "pakistan-russia", "--pairs", "PAK,RUS", "--years", "2015:2016", "--count")
    _, out, _ = run(*words, "visits")
    assert "no source says where its records are complete" in " ".join(out.split())
    assert "or more" in out
    _, out, _ = run(*words, "visits --coverage 2014/2018")
    assert "is empty" not in out


def test_rows_beyond_the_list_are_told_of(run: Callable[..., Said]) -> None:
    words = ("panel", "pakistan-russia", "--pairs", "PAK,RUS", "--count", "visits", "--years")
    _, out, _ = run(*words, "2016:2020")
    assert "no rows after 2016-12-31, where the list ends" in out
    assert "no rows after" not in run(*words, "2015:2016")[1]
    _, out, _ = run(*words, "2016:2020", "--carry")
    assert "no rows after" not in out
    assert "assumed" in out


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_it_is_written_by_its_ending(ending: str, folder: Path, run: Callable[..., Said]) -> None:
    path = folder / f"panel.{ending}"
    _, out, _ = run(*WORDS, "-o", path.name)
    assert out.endswith(f"\nwritten: {path.name}\n")
    wanted = MADE.to_arrow().to_pylist()
    if ending == "parquet":
        assert pq.read_table(path).to_pylist() == wanted
        return
    with path.open(encoding="utf-8") as file:
        assert [*csv.DictReader(file)] == [
            {name: "" if value is None else str(value) for name, value in row.items()}
            for row in wanted
        ]
    assert (folder / "panel.codebook.md").exists()
    _, out, _ = run(*WORDS, "--csv")
    assert [*csv.reader(io.StringIO(out))] == [*csv.reader(io.StringIO(path.read_text()))]


def test_its_sources_are_cited(run: Callable[..., Said]) -> None:
    assert run(*WORDS, "--cite", "bibtex")[1] == MADE.cite("bibtex") + "\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "panel.toml"), ".csv, .xlsx, .dta or .parquet"),
        (("-o", "panel"), ".csv, .xlsx, .dta or .parquet"),
        (("--count", "vists"), "did you mean 'visits'"),
        (("--lag",), "--lag needs a word behind it"),
        (("--by", "USA"), '--count "visits --by '),
    ],
)
def test_what_cannot_be_done_is_told(
    words: tuple[str, ...], told: str, folder: Path, run: Callable[..., Said]
) -> None:
    status, out, err = run("panel", "us-visits", *PAIRS, *words)
    assert (status, out) == (2, "")
    assert told in err
    assert not [*folder.glob("panel*")]


def test_a_dataset_of_which_nothing_is_asked_is_told(run: Callable[..., Said]) -> None:
    status, out, err = run("panel", "us-visits", *PAIRS)
    assert (status, out) == (2, "")
    assert "no column is asked of it" in err
    assert run("panel", *PAIRS)[0] == 0
