"""Arms transfers: who supplies whom with what."""

from __future__ import annotations

from typing import Any

import pytest

from bilateral import Exercise, Moment, Quantity, Sequence, Truth, Visit
from bilateral.errors import RecordError
from bilateral.model.records import ArmsTransfer, TransferCondition
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
    check_words,
    made,
)


def test_a_transfer_has_a_supplier_and_a_recipient() -> None:
    check_names(ArmsTransfer, "arms-transfer", "arms_transfers")
    check_roles(ArmsTransfer, {"supplier", "recipient"})
    check_sides(ArmsTransfer, {"supplier"}, {"recipient"})
    check_counted(ArmsTransfer, HAPPENED)


def test_what_is_transferred() -> None:
    words = "new, second hand, second hand but modernized"
    check_words(ArmsTransfer, "condition", TransferCondition, words)
    check_optional(
        ArmsTransfer,
        {
            "designation": "Mi-35M",
            "category": "helicopters",
            "ordered": Quantity(4),
            "delivered": Quantity("2..4"),
            "order_date": Moment("2015"),
            "value": Quantity(153, "USD million"),
            "description": "combat helicopter",
            "volume": Quantity("12.5"),
        },
    )
    record = made(ArmsTransfer, order_date="2015-08~")
    assert isinstance(record, ArmsTransfer)
    assert record.order_date == Moment("2015-08~")


def test_deliveries_are_known_of_the_first_and_the_last_day_alone() -> None:
    record = made(ArmsTransfer, date="2015/2018")
    assert isinstance(record, ArmsTransfer)
    assert record.date == Sequence("2015/2018")
    assert [record.date.during(year) for year in (2015, 2016, 2018)] == [
        Truth.TRUE,
        Truth.UNKNOWN,
        Truth.TRUE,
    ]
    each = made(ArmsTransfer, date="{2015,2018}")
    assert isinstance(each, ArmsTransfer)
    assert each.date is not None
    assert [each.date.during(year) for year in (2015, 2016, 2018)] == [
        Truth.TRUE,
        Truth.FALSE,
        Truth.TRUE,
    ]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (36, Quantity(36)),
        (2.5, Quantity("2.5")),
        ("100~", Quantity("100~")),
        ("2..5 aircraft", Quantity("2..5", "aircraft")),
        ("7.8 billion EUR", Quantity("7.8", "billion EUR")),
        (Quantity(3, "ships"), Quantity(3, "ships")),
    ],
)
@pytest.mark.parametrize("field", ["ordered", "delivered", "value"])
def test_an_amount_is_given_as_a_number_or_as_text(field: str, given: Any, meant: Quantity) -> None:
    assert made(ArmsTransfer, **{field: given}) == made(ArmsTransfer, **{field: meant})


def test_a_number_has_the_unit_that_its_field_has() -> None:
    transfer = ArmsTransfer(id="a", title="A", citations=["s"], volume=3, ordered=36)
    assert transfer.volume == Quantity(3, "SIPRI TIV million")
    assert transfer.ordered == Quantity(36)
    assert made(Visit, duration=2) == made(Visit, duration=Quantity(2, "days"))
    assert made(Exercise, troops=200) == made(Exercise, troops=Quantity(200))


@pytest.mark.parametrize("given", ["about 100", "", "many", True, -1, [3], float("nan")])
def test_what_is_no_amount_is_told_in_the_words_of_its_field(given: Any) -> None:
    with pytest.raises(RecordError) as caught:
        made(ArmsTransfer, ordered=given)
    assert caught.value.field == "ordered"
    assert caught.value.found is given
    assert "'2..5 aircraft', or Quantity('100~', 'aircraft')" in str(caught.value)
    with pytest.raises(RecordError, match=r"or Quantity.*'EUR million'"):
        made(ArmsTransfer, value=given)
    with pytest.raises(RecordError, match=r"or '2\.\.5', or Quantity.*'days'"):
        made(Visit, duration=given)
