"""Decimal commas: told from all numbers of a file, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import CodecError
from bilateral.readers.decimals import have_commas, pointed, whole

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


@given(
    st.integers(0, 10**9),
    st.integers(0, 999),
    st.sampled_from([".", " ", "'", "\N{NO-BREAK SPACE}"]),
)
def test_thousands_that_are_parted_prove_the_comma(whole: int, rest: int, mark: str) -> None:
    grouped = f"{whole:,}".replace(",", mark)
    assert pointed(f"{grouped},{rest}") == f"{whole}.{rest}"
    if whole > 999:
        assert have_commas([(2, f"{grouped},{rest}"), (3, "5")])
        with pytest.raises(CodecError, match="two forms"):
            have_commas([(2, f"{grouped},{rest}"), (3, "1.5")])


@pytest.mark.parametrize("text", ["1,234.5", "12.75", "1.23,5", "about", "", "1.234"])
def test_what_has_a_point_or_no_mark_is_left(text: str) -> None:
    assert pointed(text) == text


def test_amounts_that_are_not_sure_have_a_point_too() -> None:
    assert [pointed(one) for one in ("4,5~", "2,5..3,5", "..")] == ["4.5~", "2.5..3.5", ".."]
