"""Endings of files, and what is said of those that there are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral._plugins import names_of
from bilateral.cli.formats import DOCUMENTS, GRAPHS, endings, format_of, in_words
from bilateral.errors import BilateralError


def test_every_format_that_is_a_file_has_an_ending() -> None:
    formats = {*endings().values()}
    assert {*names_of("exporters")} - formats == {"arrow", "duckdb", "pandas", "polars"}
    assert {*endings(but=DOCUMENTS).values()} == formats - {*DOCUMENTS}
    for ending, name in endings().items():
        assert format_of(Path(f"answer{ending.upper()}")) == name


@pytest.mark.parametrize("name", ["a.xls", "a.excel", "a.duckdb", "a.pandas", "a"])
def test_what_no_file_can_be_is_told_with_endings(name: str) -> None:
    with pytest.raises(BilateralError) as caught:
        format_of(Path(name), but=GRAPHS)
    assert caught.value.expected == in_words([*endings(but=GRAPHS)])
    assert "pandas" not in str(caught.value.expected)


def test_near_endings_are_told() -> None:
    with pytest.raises(BilateralError, match=r"did you mean '\.xlsx'"):
        format_of(Path("a.xls"))


def test_a_hint_is_of_what_does_not_fit_alone() -> None:
    with pytest.raises(BilateralError, match="or so"):
        format_of(Path("a.toml"), but=DOCUMENTS, hint="; or so")
    with pytest.raises(BilateralError) as caught:
        format_of(Path("a.doc"), but=DOCUMENTS, hint="; or so")
    assert "or so" not in str(caught.value)
