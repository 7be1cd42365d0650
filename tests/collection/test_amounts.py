"""The amounts of records: which kinds have them, and how bounds of them are printed."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, strategies as st

from bilateral import ArmsTransfer, Quantity, Visit
from bilateral.collection.amounts import amount_of, in_words, summed_kinds
from bilateral.errors import UnknownNameError
from tests.model.records.kinds import made


def test_kinds_without_the_amount_have_nothing_to_add() -> None:
    assert summed_kinds("delivered", (Visit, ArmsTransfer)) == (ArmsTransfer,)
    with pytest.raises(UnknownNameError, match="'volume'"):
        summed_kinds("tiv", (ArmsTransfer,))


def test_an_amount_that_is_not_stated_may_be_any() -> None:
    assert amount_of(made(ArmsTransfer), "delivered") == (None, ())
    some = made(ArmsTransfer, delivered=Quantity("2..5", "ships"))
    assert amount_of(some, "delivered") == ((2, 5), ("ships",))


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_printed_bounds_of_a_share_leave_none_out(one: float, other: float) -> None:
    least, most = sorted((float(100 * one), float(100 * other)))
    low, high = (float(word.removesuffix(" %")) for word in in_words((least, most), "%"))
    assert low <= least + 1e-6
    assert most - 1e-6 <= high
    assert low > least - 0.11
    assert high < most + 0.11


def test_bounds_are_printed_with_their_unit() -> None:
    assert in_words((2, 3.5), "ships") == ("2 ships", "3.5 ships")
    assert in_words((0, inf), None) == ("0", "no bound")
