"""Arms transfers: who supplies whom with what."""

from __future__ import annotations

from bilateral import Moment, Quantity, Sequence, Truth
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
