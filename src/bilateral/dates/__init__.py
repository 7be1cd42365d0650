"""Uncertain dates: EDTF values, how people print dates, and what dates say of each other."""

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.phrases import parse_printed
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
    "parse_printed",
]
