"""What one dataset says otherwise than another, in words and on a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs

import bilateral
from bilateral import Citation
from bilateral.files import save_file
from tests.cli.conftest import Said


def test_a_difference_is_told(folder: Path, run: Callable[..., Said]) -> None:
    mine = bilateral.load_file(folder / "mine.toml")
    (record,) = mine.records
    other = attrs.evolve(record, id="my-visit-2", title="Another visit")
    changed = attrs.evolve(record, status="cancelled", date="2018-04")
    save_file(attrs.evolve(mine, records=[changed, other]), folder / "new.toml")
    assert run("diff", "mine.toml", "mine.json") == (0, "no difference\n", "")
    status, out, _ = run("diff", "mine.toml", "new.toml")
    assert status == 1
    assert out == (
        "records: 1 added, 1 changed\n"
        "\n"
        "records added\n"
        "  24–25 April 2018  Another visit\n"
        "                    my-visit-2\n"
        "\n"
        "records changed\n"
        "  my-visit-1\n"
        "    status: occurred -> cancelled\n"
        "    date: 24–25 April 2018 -> April 2018\n"
    )
    assert run("diff", "new.toml", "mine.toml")[1].startswith("records: 1 removed, 1 changed\n")


def test_of_several_values_those_are_told_that_differ(
    folder: Path, run: Callable[..., Said]
) -> None:
    mine = bilateral.load_file(folder / "mine.toml")
    (record,) = mine.records
    (source,) = mine.sources
    second = attrs.evolve(source, id="second", title="Another newspaper")
    cited = attrs.evolve(record, citations=[*record.citations, Citation(source="second")])
    save_file(attrs.evolve(mine, records=[cited], sources=[source, second]), folder / "new.toml")
    _, out, _ = run("diff", "mine.toml", "new.toml")
    assert "citations: nothing -> source second, stance asserts, rank normal\n" in out
    assert "sources added\n  Another newspaper\n    second\n" in out


def test_a_long_difference_is_a_screen_and_a_number(run: Callable[..., Said]) -> None:
    status, out, _ = run("diff", "pakistan-russia", "us-visits", "--limit", "2")
    assert status == 1
    assert max(map(len, out.splitlines())) <= 80
    assert len(out.splitlines()) < 120
    assert "... and 4,094 more (--limit 0 shows all)" in out
    assert "parse_edtf" not in out
    assert "Source(" not in out
