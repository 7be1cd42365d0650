"""Decimal commas: told from all numbers of a file, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import CodecError
from bilateral.readers.decimals import have_commas, whole

NUMBERS = st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=1)


@given(NUMBERS)
def test_numbers_of_one_form_are_told(numbers: list[tuple[int, int]]) -> None:
    def texts(mark: str) -> list[tuple[int, str]]:
        return [(n, f"{whole}{mark}{rest}") for n, (whole, rest) in enumerate(numbers, 1)]

    assert not have_commas(texts("."))
    if all(100 <= rest <= 999 for _, rest in numbers):
        with pytest.raises(CodecError, match="after thousands") as caught:
            have_commas(texts(","))
        assert caught.value.line == 1
    else:
        assert have_commas(texts(","))


def test_numbers_of_two_forms_are_an_error() -> None:
    with pytest.raises(CodecError, match="two forms") as caught:
        have_commas([(2, "1,5"), (3, "x"), (4, "1.5"), (5, "2.5")])
    assert (caught.value.line, caught.value.found) == (4, ["1,5", "1.5"])


def test_whole_numbers_tell_nothing() -> None:
    assert not have_commas([(2, "15"), (3, ""), (4, "1,5,5"), (5, "about 1,5")])


@given(st.integers(-(10**9), 10**9), st.integers(1, 3), st.text(max_size=5))
def test_whole_numbers_lose_a_fraction_that_says_nothing(
    number: int, zeros: int, text: str
) -> None:
    assert whole(f"{number}.{'0' * zeros}") == str(number)
    assert whole(f"{number}.5") == f"{number}.5"
    assert whole(text) in (text, text.rpartition(".")[0])
