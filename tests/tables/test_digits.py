"""Regular expressions of texts of digits, against the order of the texts."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, strategies as st

from bilateral.tables.digits import Side, side_pattern

DAYS = st.dates().map(date.isoformat)
AMOUNTS = st.integers(0, 10**6).map(lambda number: f"{number / 1000:08.3f}")


def agrees(side: Side, bound: str, text: str) -> bool:
    wanted = text <= bound if side == "<=" else text >= bound
    return (re.fullmatch(side_pattern(side, bound), text) is not None) is wanted


@pytest.mark.parametrize("side", ["<=", ">="])
@pytest.mark.parametrize("texts", [DAYS, AMOUNTS], ids=["days", "amounts"])
def test_a_pattern_finds_one_side(side: Side, texts: st.SearchStrategy[str]) -> None:
    @given(texts, texts)
    def check(bound: str, text: str) -> None:
        assert agrees(side, bound, text)
        assert agrees(side, bound, bound)

    check()


@pytest.mark.parametrize("side", ["<=", ">="])
def test_every_number_of_two_digits(side: Side) -> None:
    texts = [f"{number:02d}" for number in range(100)]
    assert all(agrees(side, bound, text) for bound in texts for text in texts)


def test_no_other_mark_stands_for_a_point() -> None:
    assert not re.fullmatch(side_pattern(">=", "1.5"), "1x5")
    assert not re.fullmatch(side_pattern(">=", "1.5"), "1x7")
