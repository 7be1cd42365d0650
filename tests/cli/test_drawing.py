"""Pictures and pages by the command are those of the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import bilateral
from bilateral.files import save_file
from tests.cli.conftest import Said


def test_a_page_is_that_of_the_library(folder: Path, run: Callable[..., Said]) -> None:
    data = bilateral.load("pakistan-russia")
    assert run("report", "pakistan-russia", "-o", "a.html")[1] == "written: a.html\n"
    bilateral.report(data, folder / "b.html")
    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()
    words = ("visits", "--by", "military", "--since", "2016", "--title", "Trips")
    assert run("report", "pakistan-russia", *words, "-o", "a.html")[0] == 0
    asked = data.visits.by(sector="military").since(2016)
    bilateral.report(asked, folder / "b.html", title="Trips")
    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()


def test_terms_are_told(run: Callable[..., Said], folder: Path) -> None:
    words = ("visits", "--since", "2024", "-o", "us.html")
    assert run("report", "us-visits", *words) == (0, "written: us.html\n", "")
    mine = bilateral.load_file("mine.toml")
    sources = [attrs.evolve(source, terms="no use without leave") for source in mine.sources]
    save_file(attrs.evolve(mine, sources=sources), folder / "mine.toml")
    _, out, _ = run("report", "mine.toml", "-o", "us.html")
    assert out.startswith("before you publish us.html: its sources have terms: no use without")


@pytest.mark.parametrize(
    "words",
    [("a.html",), ("-o", "a.html"), ("visits", "a.html"), ("visits", "-o", "a.html")],
    ids=" ".join,
)
def test_a_file_to_write_may_stand_with_its_option_or_without(
    words: tuple[str, ...], folder: Path, run: Callable[..., Said]
) -> None:
    assert run("report", "mine.toml", *words) == (0, "written: a.html\n", "")
    assert (folder / "a.html").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("report", "mine.toml"), "as in: bilateral report pakistan-russia -o report.html"),
        (("plot", "mine.toml", "visits"), "as in: bilateral plot pakistan-russia visits -o"),
        (("report", "mine.toml", "a.html", "-o", "b.html"), "several files to write"),
        (("report", "mine.toml", "-o", "a.pdf"), "expected a.html"),
    ],
)
def test_what_is_no_file_to_write_is_told(
    words: tuple[str, ...], told: str, folder: Path, run: Callable[..., Said]
) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert told in err
    assert not [*folder.glob("a.*"), *folder.glob("b.*")]


@pytest.mark.needs("altair", "vl_convert")
def test_a_picture_is_that_of_the_library(folder: Path, run: Callable[..., Said]) -> None:
    from bilateral.plots import save

    data = bilateral.load("pakistan-russia")
    words = ("visits", "--picture", "matrix", "--width", "500", "--dark", "-o", "a.svg")
    assert run("plot", "pakistan-russia", *words)[1] == "written: a.svg\n"
    save(data.visits.plot("matrix", width=500, dark=True), folder / "b.svg")
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes()


def test_the_file_that_is_read_is_not_written_over(folder: Path, run: Callable[..., Said]) -> None:
    before = (folder / "mine.json").read_bytes()
    for command in ("plot", "report"):
        status, _, err = run(command, "mine.json", "-o", "mine.json")
        assert status == 2
        assert "the file would be written over" in err
    assert (folder / "mine.json").read_bytes() == before
