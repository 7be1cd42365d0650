"""Amounts: their bounds, and their one text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Quantity
from bilateral.errors import RecordError
from bilateral.testing import quantities


@given(quantities(), st.integers(0, 60))
def test_an_amount_compares_as_all_numbers_within_its_bounds(
    quantity: Quantity, number: int
) -> None:
    for ask, holds in (
        (quantity.at_least, [n >= number for n in (quantity.least, quantity.most)]),
        (quantity.at_most, [n <= number for n in (quantity.least, quantity.most)]),
    ):
        truth = ask(number)
        assert truth.is_true is all(holds)
        assert truth.is_false is (not any(holds))
    assert quantity.equals(number).is_true is (quantity.least == quantity.most == number)
    assert eval(repr(quantity)) == quantity


@pytest.mark.parametrize("amount", [-1, "x", "5..2", float("inf"), float("nan"), True, "", None])
def test_what_is_no_amount_raises(amount: Any) -> None:
    with pytest.raises(RecordError, match="not an amount"):
        Quantity(amount)


def test_an_estimate_is_not_exact() -> None:
    assert Quantity("4").is_exact
    assert not Quantity("4~").is_exact
    assert str(Quantity(1.5, "USD million")) == "1.5 USD million"


@st.composite
def spelt(draw: st.DrawFn) -> tuple[str, tuple[Decimal | None, Decimal | None, str]]:
    """An amount in some spelling, with its bounds and its mark."""
    numbers = st.decimals(0, 20, places=2)
    low, high = sorted((draw(numbers), draw(numbers)))
    zeros = st.sampled_from(["", "0", "00"])

    def text(number: Decimal) -> str:
        return draw(zeros) + (str(number) if "." in str(number) else f"{number}.0") + draw(zeros)

    mark = draw(st.sampled_from(["", "~"]))
    form = draw(st.integers(0, 4))
    if form == 0:
        return text(low) + mark, (low, low, mark)
    if form == 1:
        return f"{text(low)}..{text(low)}{mark}", (low, low, mark)
    if form == 2:
        return f"{text(low)}..{text(high)}{mark}", (low, high, mark)
    if form == 3:
        return f"{text(low)}..{mark}", (low, None, mark)
    return f"..{text(high)}{mark}", (Decimal(0), high, mark)


@given(spelt(), spelt())
def test_amounts_are_equal_exactly_if_bounds_and_mark_are(
    one: tuple[str, Any], other: tuple[str, Any]
) -> None:
    a, b = Quantity(one[0], "days"), Quantity(other[0], "days")
    assert (a == b) is (one[1] == other[1])
    assert a.same(b) is (a == b)
    assert a.contains(b) is (a.least <= b.least and b.most <= a.most)
    assert Quantity(a.amount, "days") == a
    assert len({a, Quantity(one[0], "days")}) == 1


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        (4, "4"),
        (4.0, "4"),
        ("4.0", "4"),
        ("0.50", "0.5"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        ("007", "7"),
        ("2..2", "2"),
        ("2..2.0~", "2~"),
        ("0..5", "..5"),
        ("0..", ".."),
        ("0..0", "0"),
        ("..0", "0"),
        ("100", "100"),
        ("123456789012345678.000000001", "123456789012345678.000000001"),
    ],
)
def test_one_text(given: float | str, amount: str) -> None:
    assert Quantity(given).amount == amount


def test_units_and_words_count_in_equality_and_words_do_not_in_the_amount() -> None:
    days = Quantity(4, "days")
    for other in (Quantity(4, "weeks"), Quantity(4)):
        assert days != other
        assert not days.same(other)
        assert not days.contains(other)
    worded = Quantity("4.0", "days", "four days")
    assert worded != days
    assert worded.same(days)


def test_one_day_is_no_days() -> None:
    words = [Quantity(n, "days").words() for n in (1, "1~", 0, 2, "1..2", "1..", "..1")]
    assert words == [
        "1 day",
        "about 1 day",
        "0 days",
        "2 days",
        "1 to 2 days",
        "at least 1 day",
        "at most 1 day",
    ]
    assert Quantity(1, "tanks").words() == "1 tanks"  # as the source calls them
    texts = [str(Quantity(n, "days")) for n in (1, "1~", 0, "1..2", "1..", "..1")]
    assert texts == ["1 day", "1~ day", "0 days", "1..2 days", "1.. day", "..1 day"]
    assert str(Quantity(1, "tanks")) == "1 tanks"


@given(quantities())
def test_an_amount_is_read_from_its_text(quantity: Quantity) -> None:
    read = Quantity.of(str(quantity))
    assert read.same(quantity)
    assert Quantity.of(quantity) is quantity
    assert Quantity.of(quantity.amount, quantity.unit).same(quantity)


def test_the_unit_of_a_text_is_its_own() -> None:
    assert Quantity.of("3 ships", "aircraft") == Quantity(3, "ships")
    assert Quantity.of(" 1 week ") == Quantity(1, "weeks")
    with pytest.raises(RecordError):
        Quantity.of("about 100")
