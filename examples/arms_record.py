"""What arms did Pakistan get from Moscow, and what was only talked about?

Prints deliveries apart from talks and wishes, with amounts as bounds, and every amount or date on
which sources differ. The Soviet Union counts as Russia's predecessor, which the question says.

Run it with ``python examples/arms_record.py``. It needs no network.
"""

from __future__ import annotations

from collections.abc import Iterable

import bilateral
from bilateral import ArmsTransfer, Quantity


def equipment(transfer: ArmsTransfer) -> str:
    """What was transferred, as exactly as stated."""
    return transfer.designation or transfer.category or "equipment not stated"


def amounts(transfer: ArmsTransfer) -> str:
    """How many, as queries see it: several values where sources differ."""
    field = "delivered" if transfer.values("delivered") else "ordered"
    seen = dict.fromkeys(str(value) for value in transfer.values(field))
    return f"{field} {' or '.join(seen)}" if seen else "number not stated"


def print_transfers(transfers: Iterable[ArmsTransfer]) -> None:
    """Print one line for each transfer."""
    for transfer in transfers:
        supplier = next((p.state for p in transfer.participants if p.role == "supplier"), None)
        status = transfer.status.value if transfer.status else "status not stated"
        dates = " or ".join(str(value) for value in transfer.values("date")) or "undated"
        print(f"  {dates:<22} {supplier or '?':<4} {equipment(transfer)}")
        print(f"  {'':<22} {status}; {amounts(transfer)}")


def least_delivered(transfers: Iterable[ArmsTransfer]) -> float:
    """The lower bound of the sum of all amounts delivered; what is not stated adds nothing."""
    return sum(
        min((q.least for q in transfer.values("delivered") if isinstance(q, Quantity)), default=0)
        for transfer in transfers
    )


def main() -> None:
    """Print deliveries, talks and disagreements."""
    data = bilateral.load("pakistan-russia")
    asked = data.arms_transfers.by("RUS", include_predecessors=True).towards("PAK")

    delivered = asked.sort("date")
    print(f"Delivered: {len(delivered)} surely, {len(delivered.possible)} possibly")
    print_transfers(delivered)
    print_transfers(delivered.possible)

    talks = asked.status("discussed", "desired", "considered", "planned", "agreed")
    print(f"\nOnly planned, agreed or talked about: {len(talks)}")
    print_transfers(talks.sort("date"))

    helicopters = [transfer for transfer in asked if transfer.category == "helicopters"]
    print(f"\nHelicopters in deliveries so recorded: at least {least_delivered(helicopters):g}")

    print("\nWhere sources differ:")
    ids = {transfer.id for transfer in asked.any_status()}
    for item in data.reconcile():
        if item.record in ids:
            print(f"  {item.record}, {item.field}")
            for statement in item.statements:
                value = "doubted" if statement.value is None else statement.value
                print(f"    {value!s:<24} {statement.stance} by {statement.source}")


if __name__ == "__main__":
    main()
