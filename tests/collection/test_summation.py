"""Records of an answer added up in cells."""

from __future__ import annotations

from bilateral import ArmsTransfer, Dataset
from bilateral.collection.asked import Asked
from bilateral.collection.summation import tallied


def test_cells_may_be_given_instead_of_found(small: Dataset) -> None:
    arms = small.arms_transfers
    asked = Asked.of(arms.predicate, small.cast)
    sides = (arms.definite, arms.possible)
    kinds = (ArmsTransfer,)
    found = tallied(sides, kinds, ("supplier",), "delivered", asked, small)
    assert found.sums() == arms.sum("delivered", "supplier")
    given = tallied(
        sides, kinds, ("supplier",), "delivered", asked, small, lambda _: {("all",): True}
    )
    assert dict(given.sums()) == {"all": arms.sum("delivered")[()]}
