"""Values of tables that have types, as the texts that delimited text has."""

from __future__ import annotations

import math
from datetime import date, datetime, time

__all__ = ["as_text"]

_NOTHING = {"NAType", "NaTType"}  # of pandas, which is not imported for it


def as_text(value: object) -> str:
    """A value as delimited text has it: a whole number without its point, a day as ISO 8601.

    Example:
        >>> [as_text(one) for one in (None, 3.0, 2.5, datetime(2018, 4, 24), True, " Chad ")]
        ['', '3', '2.5', '2018-04-24', 'TRUE', 'Chad']
    """
    if value is None or type(value).__name__ in _NOTHING:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    return str(value).strip()
