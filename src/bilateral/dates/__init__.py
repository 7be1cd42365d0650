"""Uncertain dates: EDTF values, and what dates say of each other.

How people print dates is read by :mod:`bilateral.dates.phrases`, which is large and loaded when it
is needed.
"""

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.relations import Allen, Span
from bilateral.dates.when import DateLike, Moment, Period, Sequence, When

__all__ = [
    "EDTF",
    "Allen",
    "DateLike",
    "Moment",
    "Period",
    "Sequence",
    "Shape",
    "Span",
    "When",
    "parse_edtf",
]
