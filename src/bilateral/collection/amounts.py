"""The amounts of records: in which field, within which bounds, of which unit, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, inf
from typing import TypeAlias

from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.model.vocabulary import unknown_name
from bilateral.quantities import Quantity
from bilateral.query.values import DAYS, amounts_of

__all__ = ["PERCENT", "Amount", "amount_of", "in_words", "summed_kinds"]

Amount: TypeAlias = tuple[float, float]
"""The bounds of an amount; the upper is infinite where there is none."""
PERCENT = "%"
"""The unit of shares."""
_VOLUMES = ("tiv", "TIV", "tivs", "trend_indicator_value")  # of SIPRI's register


def summed_kinds(field: str, kinds: Iterable[type[Record]]) -> tuple[type[Record], ...]:
    """The kinds that have an amount in a field; the others have nothing to add.

    Raises:
        UnknownNameError: if none of them has.
    """
    fields = {kind: fields_of(kind) for kind in kinds}
    having = [kind for kind, own in fields.items() if field in own and own[field].type is Quantity]
    if not having:
        amounts = {
            f.name: None for own in fields.values() for f in own.values() if f.type is Quantity
        }
        error = unknown_name("field of amounts", field, amounts, listed=True)
        if field in _VOLUMES and "volume" in amounts:
            error.near = ("volume",)
        raise error
    return tuple(having)


def amount_of(record: Record, field: str) -> tuple[Amount | None, tuple[str | None, ...]]:
    """The bounds of all that may be of an amount, None if nothing is said of it; and its units.

    A duration that is not stated is what the date leaves of it, in days.
    """
    seen = [value for value in record.values(field) if isinstance(value, Quantity)]
    bounds = amounts_of(field, record)
    whole = min(least for least, _ in bounds), max(most for _, most in bounds)
    if not seen:
        return (None, ()) if whole == (0, inf) else (whole, (DAYS,))
    return whole, tuple(dict.fromkeys(value.unit for value in seen))


def in_words(bounds: Amount, unit: str | None) -> tuple[str, str]:
    """Both bounds as they are printed; of shares to a tenth, which leaves none out.

    Args:
        bounds: The bounds.
        unit: Their unit, if they have one.

    Example:
        >>> in_words((200 / 3, 70), "%"), in_words((2, 3.5), None)
        (('66.6 %', '70 %'), ('2', '3.5'))
    """
    least, most = bounds
    if unit == PERCENT:
        least, most = floor(round(10 * least, 6)) / 10, ceil(round(10 * most, 6)) / 10
    unit = f" {unit}" if unit else ""
    low, high = (f"{bound:.12g}{unit}" for bound in (least, most))
    return low, "no bound" if most == inf else high
